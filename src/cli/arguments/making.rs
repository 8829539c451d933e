//! What is made of a program, and how: arguments that several commands take.

use super::time;
use crate::pipeline::Format;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;
use std::time::Duration;

// What is made of a program. (No words for help: they would stand in that of the commands.)
#[derive(Debug, Args)]
pub(in crate::cli) struct Making {
    #[command(flatten)]
    pub program: Program,
    /// Where to write: a file whose ending says the format (.svg .png .pdf .html .md .json .mmd .puml .txt .tla), `-` for standard output,
    /// or a folder with a slash at its end for a file of every view
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::AnyPath)]
    pub output: Vec<PathBuf>,
    /// The format, where no ending says it: svg, svg-animated, png, pdf, html, md, json, mmd,
    /// puml, txt, text-ascii or tla
    #[arg(long, value_name = "FORMAT", value_parser = format_of)]
    pub format: Option<Format>,
    /// How many pixels of a PNG make one of the picture
    #[arg(long, value_name = "N", default_value_t = 2.0, value_parser = scale)]
    pub scale: f64,
    /// How many characters wide a picture of text may be, where its words can be broken so
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub width: usize,
}

// The program, what is shown of it and how.
#[derive(Debug, Args)]
pub(in crate::cli) struct Program {
    /// The program; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Only this view: a scenario's, flow's or policy's name, `NAME!` for the run that breaks one of a scenario's claims, `NAME+` for
    /// all combinations of a policy, `topology`, or a table such as `storages`; may be repeated
    #[arg(long, value_name = "NAME")]
    pub view: Vec<String>,
    /// Leave claims to the drawn run instead of deciding them over every run
    #[arg(long)]
    pub no_check: bool,
    /// How long claims may be looked at
    #[arg(long, value_name = "TIME", default_value = "200ms", value_parser = time)]
    pub budget: Duration,
    /// The colours
    #[arg(long, value_name = "THEME", default_value = "auto", value_parser = themes())]
    pub theme: String,
    /// How an SVG gets its letters
    #[arg(long, value_name = "HOW", value_enum, default_value_t = Font::Embed)]
    pub font: Font,
}

/// How an SVG gets its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Font {
    /// A font in the file
    Embed,
    /// Outlines of the letters
    Outline,
    /// The reader's own fonts
    System,
}

/// The names of all themes.
fn themes() -> PossibleValuesParser {
    PossibleValuesParser::new(crate::pipeline::theme_names())
}

/// A format by its ending.
fn format_of(text: &str) -> Result<Format, String> {
    Format::of(text).ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|f| f.name()).collect();
        format!("known formats: {}", known.join(", "))
    })
}

/// A scale that gives a picture.
fn scale(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(scale) if (0.1..=10.0).contains(&scale) => Ok(scale),
        Ok(_) | Err(_) => Err("give a number from 0.1 to 10".into()),
    }
}
