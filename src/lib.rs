//! `cachediag`: a small language for caching designs whose diagrams are checked.
//!
//! A program says where data is cached, what is cached, how copies are refreshed and what happens. From it come sequence
//! diagrams that cannot show what the declared caches would not do, and tables.
//!
//! [`compile`] goes the whole way from text to a file's bytes:
//!
//! ```
//! use cachediag::{Options, Source, compile};
//!
//! let source = Source::new("hello.cd", "alice -> server: asks for the page\nserver --> alice: the page\n");
//! let picture = compile(&source, &Options::default()).expect("the program has no errors");
//! assert!(picture.text().contains("<svg"));
//! ```
//!
//! What is wrong comes back as values that [`diagnostic`] can spell for people, logs and programs:
//!
//! ```
//! use cachediag::{Options, Source, compile, diagnostic::short};
//!
//! let source = Source::new("shop.cd", "storage db \"Database\" [origin]\nuser alice\nalice -> bd: asks\n");
//! let findings = compile(&source, &Options::default()).expect_err("`bd` is not declared");
//! let first = short::spell(&findings.list[0], &findings.sources);
//! assert!(first.starts_with("shop.cd:3:10: error[E201]:"), "{first}");
//! ```
//!
//! The stages in between (tree, model, timeline, scene) are those of [`pipeline`]; `ARCHITECTURE.md` shows the rooms.
//!
//! # Features
//!
//! `cli` is the command line program, `live` adds `watch` and `serve` to it, `lsp` is the language server, `mdbook` the
//! preprocessor for mdBook, `png` writes pictures of pixels; all are on by default.
//! Without features this is a library that draws no pixels and reads no arguments, files or environment.

pub mod automaton;
pub mod bounds;
pub mod chart;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod contrast;
pub mod diagnostic;
#[cfg(any(feature = "cli", feature = "lsp", feature = "mdbook"))]
mod disk;
pub mod embed;
pub mod explore;
pub mod font;
pub mod format;
pub mod graph;
pub mod headers;
pub mod http;
pub mod import;
pub mod layout;
pub mod limits;
pub mod lint;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod machine;
#[cfg(feature = "mdbook")]
pub mod mdbook;
pub mod mermaid;
pub mod model;
pub mod page;
pub mod pipeline;
pub mod problem;
pub mod render;
pub mod replay;
pub mod scene;
pub mod simulate;
pub mod source;
pub mod syntax;
pub mod table;
pub mod tabulate;
pub mod theme;
pub mod timeline;
pub mod verdict;

pub use pipeline::{Findings, FontMode, Format, Look};
pub use source::Source;

use diagnostic::Diagnostic;

/// What to make of a program, and how it looks.
#[derive(Clone, Debug)]
pub struct Options {
    /// The kind of file.
    pub format: Format,
    /// Names of scenarios, flows, tables (`storages`, `matrix`, `bounds`, `dependencies`) and `topology`; what the format
    /// shows by itself if empty.
    pub views: Vec<String>,
    /// Theme, scale, width and font of pictures.
    pub look: Look,
    /// The most states of a scenario that are looked at to decide its claims; 0 leaves them to the drawn run.
    pub states: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: Format::Svg, views: Vec::new(), look: Look::default(), states: 50_000 }
    }
}

/// A finished file.
#[derive(Clone, Debug)]
pub struct Output {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What its author should still look at.
    pub warnings: Vec<Diagnostic>,
}

impl Output {
    /// The bytes as text; PNG and PDF have none.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or("")
    }
}

/// Compiles a program that imports nothing. The same program gives the same bytes on every machine.
///
/// # Errors
/// All findings, if there is an error among them. Imports are errors here; [`compile_with`] follows them.
pub fn compile(source: &Source, options: &Options) -> Result<Output, Findings> {
    compile_with(source, options, &mut pipeline::no_imports)
}

/// Compiles a program; `load` brings the text of what it imports.
///
/// # Errors
/// All findings, if there is an error among them.
pub fn compile_with(source: &Source, options: &Options, load: pipeline::Load<'_>) -> Result<Output, Findings> {
    let mut simulated = pipeline::parse(source.clone(), load).check().simulate()?;
    if options.states > 0 {
        let limits = explore::Limits {
            states: options.states,
            repair: options.format == Format::Html,
            ..explore::Limits::default()
        };
        let checked = simulated.check(&limits, &mut |_, _| true);
        simulated.decide(checked);
    }
    let rendered = simulated.render(&options.views, options.format, &options.look)?;
    let warnings = simulated.findings.list.into_iter().chain(rendered.advice).collect();
    Ok(Output { bytes: rendered.bytes, warnings })
}
