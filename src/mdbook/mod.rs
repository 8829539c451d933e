//! The preprocessor for mdBook: diagrams in chapters become pictures and tables.
//!
//! mdBook writes a book to standard input and reads it back from standard output. In order: `settings` reads what
//! `book.toml` says; `chapter` finds the diagrams of each chapter and `order` what each asks for; `draw` makes them,
//! equal ones once and unchanged ones not at all (`keep`); `compose` puts them in their places; `place` says where in
//! the chapter's file a finding is. `install` makes a book ready.

mod chapter;
mod compose;
mod draw;
mod install;
mod keep;
mod order;
mod place;
mod settings;
#[cfg(test)]
mod tests;
mod work;

pub use install::install;

use crate::limits::BOOK_BYTES;
use crate::pipeline::Findings;
use mdbook_preprocessor::parse_input;
use settings::Settings;
use std::io::{Read, Write};
use work::Work;

/// What is told while a book is made.
#[derive(Clone, Copy, Debug)]
pub enum Told<'t> {
    /// Something is wrong with diagrams.
    Findings(&'t Findings),
    /// Something is wrong with the book; a sentence.
    Warning(&'t str),
}

/// How a book came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was written.
    Written,
    /// A claim does not come out as its author said, and the book asks for that: nothing was written.
    Claims,
    /// A diagram has errors, and the book is strict: nothing was written.
    Errors,
}

/// Whether chapters are changed for a renderer. Tests of code and of links have no use for pictures.
#[must_use]
pub fn supports(renderer: &str) -> bool {
    !matches!(renderer, "test" | "linkcheck" | "linkcheck2")
}

/// Makes the diagrams of a book.
///
/// # Errors
/// What came is no book, its settings are wrong, or the book cannot be written; a sentence.
pub fn run(input: impl Read, output: impl Write, tell: &mut dyn FnMut(Told<'_>)) -> Result<Ended, String> {
    let mut input = input.take(BOOK_BYTES);
    let (context, mut book) = parse_input(&mut input).map_err(|problem| {
        if input.limit() == 0 {
            return format!("the book is larger than {} MB", BOOK_BYTES >> 20);
        }
        format!("what came is no book of mdBook 0.5 ({problem:#}); mdBook calls this program, see `mdbook-cachediag install`")
    })?;
    let settings = Settings::of(&context, tell)?;
    let mut work = Work::new(settings);
    book.for_each_chapter_mut(|chapter| {
        work.read(chapter.source_path.as_deref().or(chapter.path.as_deref()), &chapter.content);
    });
    let made = work.draw();
    let mut chapters = made.chapters.into_iter();
    for findings in &made.findings {
        tell(Told::Findings(findings));
    }
    if made.ended != Ended::Written {
        return Ok(made.ended);
    }
    book.for_each_chapter_mut(|chapter| {
        if let Some(Some(content)) = chapters.next() {
            chapter.content = content;
        }
    });
    let mut output = std::io::BufWriter::new(output);
    serde_json::to_writer(&mut output, &book).map_err(|problem| format!("cannot write the book: {problem}"))?;
    output.flush().map_err(|problem| format!("cannot write the book: {problem}"))?;
    Ok(Ended::Written)
}
