//! Optimized programs for Linux lie where they were linked.
//!
//! Otherwise the system's loader writes 25,000 addresses into them, a quarter of the time that a small picture takes
//! (benches/README.md). No unsafe code is in this package; libraries, stack and heap stay where the system puts them.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| var(name).is_ok_and(|found| found == value);
    let linux = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // What is linked statically is told by itself where it lies.
    let shared = !var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|all| all.split(',').any(|one| one == "crt-static"));
    if linux && shared && is("PROFILE", "release") && !is("OPT_LEVEL", "0") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
