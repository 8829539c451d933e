//! Characters that no bundled font has: told once each, where they first stand in the source.

use crate::diagnostic::Diagnostic;
use crate::font;
use crate::problem::output;
use crate::scene::{self, Scene};
use crate::source::{FileId, Sources, Span};

/// Most characters that are told.
const MOST: usize = 10;

/// Advice on every character of a drawing that no bundled font has. A text of ASCII has none, and is not looked through.
pub(super) fn missing(scene: &Scene, sources: &Sources) -> Vec<Diagnostic> {
    let mut seen: Vec<char> = Vec::new();
    let mut found = Vec::new();
    for (index, source) in sources.list.iter().enumerate().filter(|(_, source)| !source.text.is_ascii()) {
        for character in font::missing(&source.text) {
            if seen.len() >= MOST || seen.contains(&character) {
                continue;
            }
            seen.push(character);
            let at = source.text.find(character).unwrap_or(0);
            let file = FileId(u16::try_from(index).unwrap_or(u16::MAX));
            found.push((character, Span::new(file, at, at + character.len_utf8())));
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let drawn = scene::dump::dump(scene);
    found.retain(|(character, _)| drawn.contains(*character));
    found.iter().map(|(character, span)| output::missing_glyph(*span, *character)).collect()
}
