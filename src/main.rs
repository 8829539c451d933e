//! The program `cachediag`; all of it is in [`cachediag::cli`].

fn main() -> std::process::ExitCode {
    cachediag::cli::run(std::env::args_os())
}
