//! The program `mdbook-cachediag`, which mdBook calls: `cachediag mdbook` under the name that mdBook looks for.

use std::ffi::OsString;

fn main() -> std::process::ExitCode {
    let own = ["cachediag", "mdbook"].map(OsString::from);
    cachediag::cli::run(own.into_iter().chain(std::env::args_os().skip(1)))
}
