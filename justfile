# Recipes for people who have `just`; each is one or two plain commands.

# Draw an example.
draw name="claim":
    cargo run --release -- compile examples/{{name}}.cd -o {{name}}.svg

# Everything that continuous integration runs.
ci:
    bash .ci/run

# Tests only.
test:
    cargo test

# Rewrite golden expectations and example pictures; look at `git diff` afterwards.
bless:
    CACHEDIAG_BLESS=1 cargo test

# Benchmarks: each phase, then whole processes.
bench:
    cargo bench

# The archive that is handed out, and a trial of it.
archive:
    .ci/archive
    .ci/try-archive target/archive/*.tar.gz
