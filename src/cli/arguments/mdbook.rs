//! `mdbook`: what mdBook and its authors ask for.

use clap::{Args, Subcommand, ValueHint};
use std::path::PathBuf;

/// Put diagrams into the chapters of an mdBook
///
/// Reads the book from standard input and writes it to standard output, as mdBook asks its preprocessors to. The program `mdbook-cachediag` is the same.
///
/// Fences of the language `cachediag` and `{{#cachediag FILE.cd view=NAME}}` become pictures and tables. What is wrong is
/// told with its place in the chapter, and shown in the book.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mdbook-cachediag install          in the folder of a book, once: changes book.toml, writes cachediag.css
  mdbook build

Settings in book.toml, below [preprocessor.cachediag]:
  strict = true         an error ends the build
  check = true          a claim that does not come out as said ends the build
  theme = \"light\"       colours that do not follow the book's
  hide-source = true    programs are shown only where a diagram says show-source
  beside = true         programs stand at the left of their pictures
  root = \"..\"           files may be shown from this folder, not from the book's only
  cache = \"folder\"      where finished diagrams are kept; false: nowhere")]
pub(in crate::cli) struct Mdbook {
    #[command(subcommand)]
    pub what: Option<Book>,
}

/// What else mdBook or its author asks for.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Book {
    /// Make a book ready: change its book.toml, write its cachediag.css
    Install {
        /// The folder of book.toml
        #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// End with 0 if chapters are changed for this renderer
    Supports {
        /// The renderer's name
        #[arg(value_name = "RENDERER")]
        renderer: String,
    },
}
