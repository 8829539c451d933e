//! Standard error: findings in the form asked for, and problems with files and arguments.

use super::arguments::{Form, Global, When};
use super::exit::Exit;
use crate::diagnostic::{Code, Diagnostic, json, pretty, short};
use crate::pipeline::Findings;
use crate::source::Sources;
use std::io::{IsTerminal, Write};

/// How many findings are told to people; programs get all.
const MOST: usize = 100;

/// How to tell findings.
pub(super) struct Report {
    form: Form,
    colour: bool,
    quiet: bool,
}

impl Report {
    /// As the arguments and the environment say.
    pub fn new(global: &Global) -> Self {
        let colour = match global.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
                    && std::io::stderr().is_terminal()
            }
        };
        Self { form: global.diagnostics, colour, quiet: global.quiet }
    }

    /// Whether a stream is coloured, which is a terminal or not.
    pub fn colours(&self, terminal: bool) -> bool {
        terminal && self.colour
    }

    /// Whether only errors are told.
    #[cfg(feature = "live")]
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Tells all findings; how the program ends because of them.
    pub fn findings(&self, findings: &Findings) -> Exit {
        self.tell(&findings.list, &findings.sources);
        let errors = || findings.list.iter().filter(|d| d.is_error());
        if errors().any(|d| d.code == Code::TooLarge) {
            Exit::File
        } else if errors().next().is_some() {
            Exit::Source
        } else {
            Exit::Done
        }
    }

    /// Tells some findings.
    pub fn tell(&self, list: &[Diagnostic], sources: &Sources) {
        let told: Vec<&Diagnostic> = list.iter().filter(|d| d.is_error() || !self.quiet).collect();
        let text: String = match self.form {
            Form::Pretty if told.is_empty() => String::new(),
            Form::Pretty => pretty::spell_all(&told, sources, self.colour, MOST) + "\n",
            Form::Short => {
                let left = told.len().saturating_sub(MOST);
                let more = if left > 0 { format!("… and {left} more\n") } else { String::new() };
                told.iter().take(MOST).map(|diagnostic| short::spell(diagnostic, sources)).chain([more]).collect()
            }
            Form::Json => told.iter().map(|diagnostic| json::spell(diagnostic, sources)).collect(),
        };
        complain(&text);
    }

    /// Tells what is wrong with a file or an argument.
    pub fn problem(&self, message: &str) {
        if self.form == Form::Json {
            complain(&json::problem(message));
        } else {
            complain(&format!("error: {message}\n"));
        }
    }

    /// Tells what was passed over.
    pub fn warning(&self, message: &str) {
        match self.form {
            _ if self.quiet => {}
            Form::Json => complain(&json::warning(message)),
            Form::Pretty | Form::Short => complain(&format!("warning: {message}\n")),
        }
    }

    /// Shows lines to people only.
    pub fn excerpt(&self, text: &str) {
        if !self.quiet && self.form == Form::Pretty {
            complain(text);
        }
    }

    /// Tells where a result went, to people only.
    pub fn note(&self, message: &str) {
        if !self.quiet && self.form == Form::Pretty && std::io::stderr().is_terminal() {
            complain(&format!("{message}\n"));
        }
    }
}

/// Writes to standard error; if that is closed nobody is there to be told.
pub(super) fn complain(text: &str) {
    let mut stream = std::io::stderr().lock();
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
