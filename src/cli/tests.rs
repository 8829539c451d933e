//! The page of the user guide that tells every command and every option, held to what the program itself says.

#![allow(clippy::unwrap_used)]

use clap::{Arg, Command};
use std::fmt::Write;

const HEAD: &str = "# Command line

`cachediag --help` and `cachediag COMMAND --help` say the same. `FILE` may be `-`, standard input; `-o -` is standard output. Results go to
standard output or to files, findings to standard error. A file is written whole or not at all.
";

const FOOT: &str = "
## How it ends

| code | means |
| --- | --- |
| 0 | done; for `check`: every claim holds, or is marked `[fails]` and does fail |
| 1 | a claim does not come out as said, or `fmt --check` or `embed --check` would change a file |
| 2 | the source has errors; nothing was written |
| 3 | a file cannot be read or written, or a limit was reached |
| 64 | wrong usage |

With `--diagnostics short` a finding is one line, `path:line:column: error[E201]: message`; with `json` it is one object a line.
Of more than six warnings of one kind `pretty` tells five, and then in which lines the others are; `short` and `json` tell them one by one, and
so do editors. Errors and what became of claims are never shortened.
";

/// Words in a cell of a table; what could be HTML is text.
fn cell(text: &str) -> String {
    let even = text.split_whitespace().collect::<Vec<_>>().join(" ");
    even.replace('|', "\\|").replace('<', "&lt;")
}

/// How an option or an argument is written.
fn written(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    let many = if matches!(arg.get_action(), clap::ArgAction::Append) && arg.is_positional() { " …" } else { "" };
    if arg.is_positional() {
        return format!("{}{many}", if value.is_empty() { arg.get_id().as_str().to_uppercase() } else { value });
    }
    let short = arg.get_short().map(|short| format!("-{short}"));
    let names: Vec<String> = short.into_iter().chain(arg.get_long().map(|long| format!("--{long}"))).collect();
    let takes = arg.get_action().takes_values();
    if takes { format!("{} {value}", names.join(", ")) } else { names.join(", ") }
}

/// A table of options.
fn table<'a>(args: impl Iterator<Item = &'a Arg>) -> String {
    let mut out = String::new();
    for arg in args.filter(|arg| !arg.is_hide_set() && !matches!(arg.get_id().as_str(), "help" | "version")) {
        if out.is_empty() {
            out.push_str("\n| option | does |\n| --- | --- |\n");
        }
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let values = arg.get_possible_values();
        let names: Vec<String> = values.iter().map(|value| format!("`{}`", value.get_name())).collect();
        let flag = !arg.get_action().takes_values();
        let known = if names.is_empty() || flag { String::new() } else { format!(": {}", names.join(" ")) };
        let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        let default =
            if default.is_empty() || flag { String::new() } else { format!("; by itself `{}`", default.join(" ")) };
        writeln!(out, "| `{}` | {}{known}{default} |", written(arg), cell(&help)).unwrap();
    }
    out
}

/// Words of a help text; what is set in by four columns is code, in which every sign is itself. It is fenced as `text`, since
/// `mdbook test` takes code without a language for Rust.
fn prose(text: &str) -> String {
    let mut lines = Vec::new();
    let mut within = false;
    for line in text.lines() {
        let code = line.strip_prefix("    ");
        if code.is_some() != within {
            lines.push(if within { "```" } else { "```text" }.to_owned());
            within = !within;
        }
        lines.push(code.map_or_else(|| line.replace('<', "&lt;"), str::to_owned));
    }
    if within {
        lines.push("```".to_owned());
    }
    lines.join("\n")
}

/// A command, and the commands within it.
fn section(command: &Command, name: &str, out: &mut String) {
    let about = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
    writeln!(out, "\n## `{name}`\n\n{}", prose(&about)).unwrap();
    let own = command.get_arguments().filter(|arg| !arg.is_global_set());
    out.push_str(&table(own));
    if let Some(examples) = command.get_after_help() {
        let examples = examples.to_string();
        writeln!(out, "\n```text\n{}\n```", examples.trim_end()).unwrap();
    }
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        section(inner, &format!("{name} {}", inner.get_name()), out);
    }
}

/// The whole page.
fn page() -> String {
    let mut command = super::description();
    command.build();
    let mut out = HEAD.to_owned();
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help" && !inner.is_hide_set()) {
        section(inner, inner.get_name(), &mut out);
    }
    out.push_str("\n## What every command takes\n");
    out.push_str(&table(command.get_arguments().filter(|arg| arg.is_global_set())));
    out + FOOT
}

#[test]
fn the_guide_tells_every_command_and_every_option() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/book/src/commands.md");
    if std::env::var_os("CACHEDIAG_BLESS").is_some() {
        std::fs::write(path, page()).unwrap();
    }
    let there = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert!(there == page(), "run `CACHEDIAG_BLESS=1 cargo test the_guide_tells` and look at the difference");
}
