//! Splits text into runs that one face can shape, and estimates what no bundled face has.
//!
//! A run has one face and one script. A grapheme goes to the wanted face if that has its first character, else to the face that lends characters, else
//! it is given an estimated width, so that a layout stays sensible whatever font the reader has.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::Face;

/// Estimated widths in thousandths of an em: what the common fallback fonts of browsers have.
const EMOJI: i32 = 1250;
const WIDE: i32 = 1000;
const OTHER: i32 = 600;

/// Asks for the coloured form of the character before it.
const EMOJI_SELECTOR: char = '\u{FE0F}';

#[derive(PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
}

/// A piece of text whose width is found in one way.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// Text that the face has.
    Shaped(Face, String),
    /// A grapheme that no face has, and its estimated width.
    Estimated(i32),
}

/// The runs of a text wanted in a face, in order.
pub(super) fn runs(text: &str, wanted: Face) -> Vec<Run> {
    let mut runs = Vec::new();
    for grapheme in text.graphemes(true) {
        let Some(first) = grapheme.chars().next() else { continue };
        match face_for(grapheme, first, wanted) {
            Some(face) => extend(&mut runs, face, grapheme),
            None if grapheme.contains(EMOJI_SELECTOR) => runs.push(Run::Estimated(EMOJI)),
            None => runs.push(Run::Estimated(estimate(first))),
        }
    }
    runs
}

/// The face that draws a grapheme.
fn face_for(grapheme: &str, first: char, wanted: Face) -> Option<Face> {
    let drawn_in_colour = grapheme.contains(EMOJI_SELECTOR);
    [wanted, wanted.fallback()].into_iter().find(|face| !drawn_in_colour && face.covers(first))
}

/// Adds those characters of a grapheme that the face has; a mark that it lacks takes no room.
fn extend(runs: &mut Vec<Run>, face: Face, grapheme: &str) {
    let characters = grapheme.chars().filter(|&character| face.covers(character));
    if let Some(Run::Shaped(last, text)) = runs.last_mut()
        && *last == face
        && share_a_script(text, grapheme)
    {
        text.extend(characters);
    } else {
        runs.push(Run::Shaped(face, characters.collect()));
    }
}

/// Whether two neighbouring texts are shaped together: browsers kern nothing where the script changes. Signs and
/// digits go with the letters before them.
fn share_a_script(before: &str, after: &str) -> bool {
    match (before.chars().rev().find_map(script), after.chars().find_map(script)) {
        (Some(before), Some(after)) => before == after,
        _ => true,
    }
}

/// The script of a letter that a bundled face has.
fn script(character: char) -> Option<Script> {
    match character {
        '\u{370}'..='\u{3FF}' => Some(Script::Greek),
        '\u{400}'..='\u{52F}' => Some(Script::Cyrillic),
        _ if character.is_alphabetic() => Some(Script::Latin),
        _ => None,
    }
}

/// The estimated width of a character: none for marks and controls, one em for East Asian wide ones.
pub(super) fn estimate(character: char) -> i32 {
    let wide = match character.width() {
        None | Some(0) => return 0,
        Some(columns) => columns > 1,
    };
    match character {
        '\u{1F000}'..='\u{1FAFF}' => EMOJI,
        '\u{2300}'..='\u{2BFF}' if wide => EMOJI,
        _ if wide => WIDE,
        _ => OTHER,
    }
}
