//! What a diagram asks for: the words behind ```` ```cachediag ```` or in `{{#cachediag …}}`.

use super::settings::Settings;
use crate::diagnostic::Diagnostic;
use crate::pipeline::inset::Shape;
use crate::problem::books;
use crate::source::{FileId, Span};
use crate::theme::{self, Theme};
use std::ops::Range;

/// Words of an option's value; where they stand in the chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub span: Span,
}

/// What a diagram asks for.
#[derive(Clone, Debug)]
pub(super) struct Order {
    /// The views; what a picture shows by itself if empty.
    pub views: Vec<Word>,
    pub shape: Option<Shape>,
    pub theme: &'static Theme,
    /// The program's file, as seen from the chapter.
    pub file: Option<Word>,
    /// Whether the program is shown.
    pub source: bool,
    /// Whether what it makes is shown.
    pub picture: bool,
    /// Whether the program stands beside the picture.
    pub beside: bool,
    /// Whether claims must come out as said.
    pub check: bool,
}

const OPTIONS: &[&str] = &[
    "view",
    "as",
    "theme",
    "file",
    "hide-source",
    "show-source",
    "hide-picture",
    "beside",
    "stacked",
    "check",
    "no-check",
];

/// Reads the words of a range of a chapter; `directive` where the first one is a file.
pub(super) fn read(
    text: &str,
    words: Range<usize>,
    directive: bool,
    settings: &Settings,
    problems: &mut Vec<Diagnostic>,
) -> Order {
    let mut order = Order {
        views: Vec::new(),
        shape: None,
        theme: settings.theme,
        file: None,
        source: !settings.hide_source && !directive,
        picture: true,
        beside: settings.beside,
        check: settings.check,
    };
    let mut words = split(text, words).into_iter();
    if directive {
        order.file = words.next().filter(|word| !word.text.contains('='));
    }
    for word in words {
        option(&mut order, &word, problems);
    }
    order
}

/// Follows one option.
fn option(order: &mut Order, word: &Word, problems: &mut Vec<Diagnostic>) {
    let (name, value) = match word.text.split_once('=') {
        Some((name, value)) => (name, Some(value.trim_matches('"'))),
        None => (word.text.as_str(), None),
    };
    let flag = |place: &mut bool, to: bool| *place = to;
    match name {
        "hide-source" => flag(&mut order.source, false),
        "show-source" => flag(&mut order.source, true),
        "hide-picture" => flag(&mut order.picture, false),
        "beside" => flag(&mut order.beside, true),
        "stacked" => flag(&mut order.beside, false),
        "check" => flag(&mut order.check, true),
        "no-check" => flag(&mut order.check, false),
        "view" | "as" | "theme" | "file" => {
            return match value.filter(|value| !value.is_empty()) {
                Some(value) => setting(order, name, value, word, problems),
                None => problems.push(books::option_form(word.span, name, true)),
            };
        }
        unknown => return problems.push(books::unknown_option(word.span, unknown, OPTIONS)),
    }
    if value.is_some() {
        problems.push(books::option_form(word.span, name, false));
    }
}

/// Follows an option with a value.
fn setting(order: &mut Order, name: &str, value: &str, word: &Word, problems: &mut Vec<Diagnostic>) {
    let span = word.span;
    match name {
        "view" => {
            let names = value.split([',', ' ']).filter(|name| !name.is_empty());
            order.views.extend(names.map(|name| Word { text: name.to_owned(), span }));
        }
        "as" => match value {
            "picture" => order.shape = Some(Shape::Picture),
            "table" => order.shape = Some(Shape::Table),
            other => problems.push(books::option_value(span, name, other, &["picture", "table"])),
        },
        "theme" => match theme::find(value) {
            Some(theme) => order.theme = theme,
            None => problems.push(books::option_value(span, name, value, &theme::NAMES)),
        },
        _file => order.file = Some(Word { text: value.to_owned(), span }),
    }
}

/// Splits at white space and commas outside of quotes.
fn split(text: &str, range: Range<usize>) -> Vec<Word> {
    let part = text.get(range.clone()).unwrap_or_default();
    let mut words = Vec::new();
    let mut start: Option<usize> = None;
    let mut quoted = false;
    let mut take = |from: usize, to: usize| {
        let word = part.get(from..to).unwrap_or_default();
        let span = Span::new(FileId(0), range.start + from, range.start + to);
        words.push(Word { text: word.to_owned(), span });
    };
    for (at, c) in part.char_indices() {
        quoted ^= c == '"';
        let between = !quoted && (c == ',' || c.is_whitespace());
        match start {
            Some(from) if between => {
                take(from, at);
                start = None;
            }
            None if !between => start = Some(at),
            Some(_) | None => {}
        }
    }
    if let Some(from) = start {
        take(from, part.len());
    }
    words
}
