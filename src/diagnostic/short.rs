//! For logs and editors: a finding in one line, `path:line:column: error[E201]: message`, by `codespan-reporting`.

use super::excerpt::visible;
use super::{Diagnostic, Severity};
use crate::source::{FileId, Source, Sources};
use codespan_reporting::diagnostic::{self as codespan, Label};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{self, Config, DisplayStyle};
use std::ops::Range;

/// Spells a finding in one line that ends with a line end.
#[must_use]
pub fn spell(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => codespan::Severity::Error,
        Severity::Warning => codespan::Severity::Warning,
    };
    let known = sources.get(diagnostic.span.file).is_some();
    let file = if known { diagnostic.span.file.0 } else { 0 };
    let message = visible(&diagnostic.message).replace('\n', " ");
    let finding = codespan::Diagnostic::new(severity)
        .with_code(diagnostic.code.id())
        .with_message(&message)
        .with_label(Label::primary(file, diagnostic.span.range()));
    let config = Config { display_style: DisplayStyle::Short, ..Config::default() };
    term::emit_into_string(&config, &Lines { sources }, &finding)
        .unwrap_or_else(|_| format!("{}: {message}\n", diagnostic.code.id()))
}

/// The sources as `codespan-reporting` asks for them; lines were counted when they were read.
struct Lines<'a> {
    sources: &'a Sources,
}

impl Lines<'_> {
    fn source_of(&self, id: u16) -> Result<&Source, Error> {
        self.sources.get(FileId(id)).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Lines<'_> {
    type FileId = u16;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: u16) -> Result<&'a str, Error> {
        Ok(&self.source_of(id)?.name)
    }

    fn source(&'a self, id: u16) -> Result<&'a str, Error> {
        Ok(&self.source_of(id)?.text)
    }

    fn line_index(&'a self, id: u16, byte: usize) -> Result<usize, Error> {
        let byte = u32::try_from(byte).unwrap_or(u32::MAX);
        Ok(self.source_of(id)?.position(byte).line as usize - 1)
    }

    fn column_number(&'a self, id: u16, _line: usize, byte: usize) -> Result<usize, Error> {
        let byte = u32::try_from(byte).unwrap_or(u32::MAX);
        Ok(self.source_of(id)?.position(byte).column as usize)
    }

    fn line_range(&'a self, id: u16, line: usize) -> Result<Range<usize>, Error> {
        let source = self.source_of(id)?;
        let line = source.line_text(u32::try_from(line + 1).unwrap_or(u32::MAX));
        let start = (line.as_ptr() as usize).saturating_sub(source.text.as_ptr() as usize);
        Ok(start..start + line.len())
    }
}
