//! What a marker asks for, as far as that can be told without its program.

use super::{Habits, beside, foreign, themes};
use crate::diagnostic::Diagnostic;
use crate::embed::{Block, Word};
use crate::pipeline::{Format, theme_names};
use crate::problem::markers;
use crate::source::Source;
use crate::theme::Theme;
use std::path::Path;

/// What a marker asks for.
pub(super) struct Order<'b> {
    /// The program: a path as seen from where the Markdown file's name is seen; of one in the text its number.
    pub program: String,
    /// The format, if the marker says one.
    pub format: Option<Format>,
    /// The themes; the second one is for dark readers.
    pub themes: (&'static Theme, Option<&'static Theme>),
    /// The words for those who do not see the picture.
    pub alt: Option<&'b str>,
    /// The folder of its pictures, with a slash at its end, or empty.
    folder: String,
    /// The name of its picture without ending, if the marker says one.
    name: Option<String>,
    /// What names of pictures begin with.
    first: String,
}

impl<'b> Order<'b> {
    /// Reads a marker.
    pub fn of(block: &'b Block, file: &Source, habits: &Habits, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let marker = &block.marker;
        let before = problems.len();
        if let Some(word) = marker.file.as_ref().filter(|word| foreign(&word.text)) {
            problems.push(markers::outside(&word.text, word.span));
        }
        let themes = match &marker.theme {
            Some(word) => themes(&word.text).or_else(|| {
                problems.push(markers::bad_value(word.span, "theme", &word.text, theme_names()));
                None
            }),
            None => Some(habits.themes),
        };
        let (folder, name, ending) = target(marker.to.as_ref(), habits);
        let format = format(marker.format.as_ref(), marker.to.as_ref(), ending.as_deref(), problems);
        if problems.len() > before {
            return None;
        }
        let stem =
            |path: &str| Path::new(path).file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        let number = block.above.unwrap_or(0) + 1;
        let (program, first) = match &marker.file {
            Some(word) => (beside(&file.name, &word.text), stem(&word.text)),
            None => (format!("#{number}"), format!("{}-{number}", stem(&file.name))),
        };
        let alt = marker.alt.as_ref().map(|word| word.text.as_str());
        Some(Self { program, format, themes: themes?, alt, folder, name, first })
    }

    /// The name of the picture of these views, without folder and ending.
    pub fn stem(&self, views: &[String]) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let mut stem = self.first.clone();
        for view in views.iter().filter(|view| **view != self.first) {
            stem.push('-');
            stem.push_str(&view.replace('!', "-broken").replace('+', "-all"));
        }
        stem
    }

    /// The path of a picture, as seen from the Markdown file.
    pub fn path(&self, stem: &str, format: Format) -> String {
        format!("{}{stem}.{}", self.folder, format.ending())
    }
}

/// Folder, name and ending of a picture's file.
fn target(to: Option<&Word>, habits: &Habits) -> (String, Option<String>, Option<String>) {
    let path = to.map_or("", |word| word.text.as_str());
    let (folder, file) = match path.rfind('/') {
        Some(at) => path.split_at(at + 1),
        None if to.is_some() => ("", path),
        None => return (slashed(&habits.pictures), None, None),
    };
    match file.rsplit_once('.') {
        _ if file.is_empty() => (folder.to_owned(), None, None),
        Some((name, ending)) => (folder.to_owned(), Some(name.to_owned()), Some(ending.to_owned())),
        None => (folder.to_owned(), Some(file.to_owned()), Some(String::new())),
    }
}

/// A folder with a slash at its end; the empty one stays empty.
fn slashed(folder: &str) -> String {
    let folder = folder.trim_end_matches('/');
    let folder = folder.strip_prefix("./").unwrap_or(folder);
    if matches!(folder, "" | ".") { String::new() } else { format!("{folder}/") }
}

/// The format that a marker says, by `format=` or by the ending of `to=`.
fn format(
    word: Option<&Word>,
    to: Option<&Word>,
    ending: Option<&str>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Format> {
    let known = |format: &Format| format.is_image() || *format == Format::Markdown;
    let names: Vec<&str> = Format::ALL.iter().filter(|format| known(format)).map(|format| format.name()).collect();
    let said = word.and_then(|word| {
        let format = Format::of(&word.text).filter(known);
        if format.is_none() {
            problems.push(markers::bad_value(word.span, "format", &word.text, &names));
        }
        format
    });
    let (Some(to), Some(ending)) = (to, ending) else { return said };
    let file = Format::of(ending).filter(|format| format.is_image());
    match (file, word) {
        (Some(file), None) => Some(file),
        (Some(file), Some(_)) if said.is_none_or(|said| said.ending() == file.ending()) => said.or(Some(file)),
        (Some(_), Some(word)) => {
            let what = format!("`format={}` does not fit the ending of `{}`", word.text, to.text);
            problems.push(markers::malformed(to.span, &what, "leave out `format=`"));
            None
        }
        (None, _) => {
            let what = format!("`{}` is no name of a picture", to.text);
            let help = "end it with `.svg` or `.png`, or with `/` to name a folder";
            problems.push(markers::malformed(to.span, &what, help));
            None
        }
    }
}
