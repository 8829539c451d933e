//! The command line: reads arguments and files, calls the pipeline, writes results and findings.
//!
//! Results go to standard output or files, findings to standard error. Files, terminal and environment are touched in
//! this folder only.

mod arguments;
mod below;
mod check;
mod compile;
mod difference;
mod embed;
mod emit;
mod exit;
mod explain;
mod files;
mod fmt;
mod http_cases;
mod import;
#[cfg(feature = "live")]
mod live;
#[cfg(feature = "lsp")]
mod lsp;
mod manual;
#[cfg(feature = "mdbook")]
mod mdbook;
mod new;
mod output;
mod profile;
mod renewal;
mod report;
mod storage;
#[cfg(all(test, feature = "live", feature = "lsp", feature = "mdbook", feature = "png"))]
mod tests;

use arguments::{Arguments, Command, Late};
use clap::{CommandFactory, FromArgMatches};
use exit::Exit;
use report::Report;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program on these arguments, its own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match read(arguments) {
        Ok(arguments) => dispatch(arguments).into(),
        Err(error) => usage(&error).into(),
    }
}

/// What the arguments say.
fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut command = Arguments::command();
    if let Some(read) = arguments::alone(&command, &arguments) {
        return Ok(read);
    }
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// Runs the chosen command.
fn dispatch(arguments: Arguments) -> Exit {
    let report = Report::new(&arguments.global);
    match arguments.command {
        Command::Compile(Late(options)) => compile::run(&options, &arguments.global, &report),
        Command::Check(Late(options)) => check::run(&options, &arguments.global, &report),
        Command::Fmt(Late(options)) => fmt::run(&options, &report),
        Command::Embed(Late(options)) => embed::run(&options, &arguments.global, &report),
        #[cfg(feature = "live")]
        Command::Watch(Late(options)) => live::watch::run(&options, &arguments.global, &report),
        #[cfg(feature = "live")]
        Command::Serve(Late(options)) => live::serve::run(&options, &arguments.global, &report),
        Command::Explain(Late(options)) => explain::run(&options, &report),
        Command::New(Late(options)) => new::run(&options, &report),
        Command::Storage(Late(options)) => storage::run(&options, &report),
        Command::Import(Late(options)) => import::run(&options, &report),
        Command::HttpCases(Late(options)) => http_cases::run(&options, &report),
        #[cfg(feature = "lsp")]
        Command::Lsp { stdio: _ } => lsp::run(&arguments.global, &report),
        #[cfg(feature = "mdbook")]
        Command::Mdbook(Late(options)) => mdbook::run(&options, &report),
        Command::Completions { shell } => manual::completions(shell, &report),
        Command::Man => manual::man(&report),
    }
}

/// Shows help, the version or what is wrong with the arguments.
fn usage(error: &clap::Error) -> Exit {
    if error.use_stderr() {
        report::complain(&error.render().to_string());
        return Exit::Usage;
    }
    let styled = std::io::IsTerminal::is_terminal(&std::io::stdout()) && std::env::var_os("NO_COLOR").is_none();
    let text = if styled { error.render().ansi().to_string() } else { error.render().to_string() };
    match output::to_stdout(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(problem) => {
            report::complain(&format!("error: cannot write to standard output: {problem}\n"));
            Exit::File
        }
    }
}

/// The whole command line, for help, completions and the manual page.
fn description() -> clap::Command {
    Arguments::command()
}

/// Prints a result to standard output.
fn print(text: &str, report: &Report) -> Exit {
    match output::to_stdout(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(problem) => {
            report.problem(&format!("cannot write to standard output: {}", files::reason(&problem)));
            Exit::File
        }
    }
}
