//! What the changelog shows is what the program does: its programs compile, and its commands say what stands below them.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

fn changelog() -> (std::path::PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("CHANGELOG.md");
    let text = std::fs::read_to_string(&path).expect("the changelog");
    (path, text)
}

/// What a command of the program says, run where the files of the changelog are.
fn say(command: &str, folder: &Path) -> Vec<String> {
    let words = command.strip_prefix("cachediag ").expect("only this program is run").split_whitespace();
    let said = Command::new(env!("CARGO_BIN_EXE_cachediag"))
        .args(words)
        .env("NO_COLOR", "1")
        .current_dir(folder)
        .output()
        .expect("the program starts");
    let text = [said.stdout, said.stderr].concat();
    String::from_utf8(text).expect("text").trim_end().lines().map(str::to_owned).collect()
}

/// What a command should say, as it says it now; `…` at the end of what was expected leaves out as much as before.
fn anew(expected: &[&str], said: &[String]) -> String {
    let cut = expected.last() == Some(&"…");
    let kept = if cut { expected.len() - 1 } else { said.len() };
    let mut out: Vec<&str> = said.iter().take(kept).map(String::as_str).collect();
    if cut {
        out.push("…");
    }
    out.iter().fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{line}");
        text
    })
}

/// A fence of commands, run anew.
fn run(fence: &[&str], folder: &Path, commands: &mut usize) -> String {
    let mut out = String::new();
    let mut rest = fence;
    while let [command, behind @ ..] = rest {
        let end = behind.iter().position(|line| line.starts_with("$ ")).unwrap_or(behind.len());
        let said = say(command.strip_prefix("$ ").expect("a fence begins with a command"), folder);
        *commands += 1;
        let _ = writeln!(out, "{command}");
        out.push_str(&anew(&behind[..end], &said));
        rest = &behind[end..];
    }
    out
}

/// The changelog as it would be if all commands were run now.
fn rerun(text: &str, folder: &Path) -> (String, usize) {
    let (mut out, mut commands) = (String::new(), 0);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(out, "{line}");
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else { continue };
        let fence: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if kind == "console" {
            out.push_str(&run(&fence, folder, &mut commands));
        } else {
            let body = fence.iter().fold(String::new(), |body, line| body + line + "\n");
            if let Some((_, name)) = kind.rsplit_once(' ') {
                std::fs::write(folder.join(name), &body).expect("a file of the changelog");
            }
            out.push_str(&body);
        }
        out.push_str("```\n");
    }
    (out, commands)
}

#[test]
fn the_changelog_shows_what_the_program_says() {
    let (path, text) = changelog();
    let folder = tempfile::tempdir().expect("a folder");
    let (now, commands) = rerun(&text, folder.path());
    assert!(commands > 12, "{commands} commands");
    if std::env::var_os("CACHEDIAG_BLESS").is_some() {
        std::fs::write(path, now).expect("the changelog is written");
        return;
    }
    for (number, (is, shown)) in now.lines().zip(text.lines()).enumerate() {
        assert_eq!(shown, is, "CHANGELOG.md:{}: CACHEDIAG_BLESS=1 writes what the program says now", number + 1);
    }
    assert_eq!(text.lines().count(), now.lines().count());
}

#[test]
fn programs_in_the_changelog_compile_unless_they_are_there_for_their_errors() {
    let (_, text) = changelog();
    let mut seen = 0;
    for fence in text.split("\n```cachediag").skip(1) {
        let (kind, body) = fence.split_once('\n').expect("a fence");
        let body = body.split("\n```").next().expect("a fence ends");
        let source = cachediag::Source::new("changelog.cd", format!("{body}\n"));
        let done = cachediag::compile(&source, &cachediag::Options::default());
        assert_eq!(done.is_err(), kind.contains("error"), "{body}");
        seen += 1;
    }
    assert!(seen > 3, "{seen} programs");
}

#[test]
fn the_newest_version_of_the_changelog_is_that_of_the_package() {
    let (_, text) = changelog();
    let newest = text.lines().find_map(|line| line.strip_prefix("## ")).expect("a version");
    assert!(newest.starts_with(env!("CARGO_PKG_VERSION")) || newest == "Unreleased", "{newest}");
    let citation =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CITATION.cff")).expect("a citation");
    assert!(
        citation.contains(concat!("\nversion: ", env!("CARGO_PKG_VERSION"), "\n")),
        "CITATION.cff names the version"
    );
}
