//! The program from outside: arguments in; files, streams and exit codes out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod check;
mod compile;
mod embed;
mod findings;
mod fmt;
mod hostile;
mod http;
mod import;
mod json;
#[cfg(feature = "live")]
mod live;
#[cfg(feature = "lsp")]
mod lsp;
mod other;
mod page;
#[cfg(feature = "live")]
mod serve;
#[cfg(feature = "live")]
mod watch;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program without faults.
const GOOD: &str = "\
title: Reading a node
storage db \"Database\" [origin]
user alice
scenario read {
  alice -> db: asks for the node
  db --> alice: the node
}
scenario again {
  alice -> db: asks once more
  db --> alice: the same node
}
";

/// A program with one error: `bd` on line 3, columns 10 to 11.
const BAD: &str = "storage db \"Database\" [origin]\nuser alice\nalice -> bd: asks\nalice -> db: asks\n";

/// What a run left behind.
#[derive(Debug, PartialEq)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// A folder of its own for one test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with(name: &str, text: &str) -> Self {
        let folder = Self::new();
        folder.write(name, text.as_bytes());
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The names of all files, sorted.
    fn files(&self) -> Vec<String> {
        names(self.0.path())
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    /// Runs with text on standard input.
    fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        self.feed(arguments, input.as_bytes())
    }

    /// Runs with bytes on standard input.
    fn feed(&self, arguments: &[&str], input: &[u8]) -> Ran {
        self.spawn(Command::new(env!("CARGO_BIN_EXE_cachediag")).args(arguments), input)
    }

    fn spawn(&self, command: &mut Command, input: &[u8]) -> Ran {
        let command = command.current_dir(self.0.path()).env_remove("NO_COLOR");
        let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = streams.spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
