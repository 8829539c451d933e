//! Words into lines: a label is cut into atoms, which are measured, then filled into lines of a given width.
//!
//! ```text
//!   GET /nodes/1 [no-cache]      atoms   GET | / | nodes/ | 1 | (no-cache)
//!                                lines   GET /nodes/1
//!                                        (no-cache)
//! ```
//!
//! A line breaks at white space, after `/` and `-` within a word, and inside a word that is longer than the line.

use super::distance::{MONO, SMALL, TEXT};
use super::glyph::Glyph;
use super::script;
use crate::font::{Face, Measure};
use crate::scene::reads_leftwards;
use crate::timeline::{Style, Wording};
use ecow::EcoString;
use unicode_segmentation::UnicodeSegmentation;

/// At the left and right within a chip or pill.
pub const CHIP_PAD: f64 = 5.0;
/// From a chip, pill or glyph to its neighbours.
const CHIP_SPACE: f64 = 5.0;
/// How wide a glyph within a text is.
const GLYPH: f64 = 12.0;

/// How an atom looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// Words in a style.
    Words(Style),
    /// A small picture.
    Glyph(Glyph),
}

impl Look {
    /// Whether a ground is drawn around it.
    pub fn boxed(self) -> bool {
        matches!(self, Self::Words(Style::Value | Style::Attribute | Style::Lookup))
    }

    /// Its face and size in text of a type.
    pub fn face(self, body: Body) -> (Face, f64) {
        match self {
            Self::Words(Style::Plain | Style::Newline) | Self::Glyph(_) => (body.face, body.size),
            Self::Words(Style::Bold | Style::Verb | Style::Status) => (Face::SemiBold, body.size),
            Self::Words(Style::Code | Style::Key) => (Face::Mono, body.size * MONO / TEXT),
            Self::Words(Style::Value | Style::Attribute) => (Face::Mono, SMALL),
            Self::Words(Style::Lookup) => (Face::SemiBold, SMALL - 0.5),
        }
    }
}

/// The type that plain words are set in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Body {
    /// The face.
    pub face: Face,
    /// The size.
    pub size: f64,
}

impl Default for Body {
    fn default() -> Self {
        LABEL
    }
}

/// Labels.
pub const LABEL: Body = Body { face: Face::Regular, size: TEXT };
/// Names and chapter headings.
pub const NAME: Body = Body { face: Face::SemiBold, size: TEXT };
/// What is said in passing.
pub const FINE: Body = Body { face: Face::Regular, size: SMALL };
/// The heading.
pub const HEADING: Body = Body { face: Face::SemiBold, size: super::distance::TITLE };

/// What is never broken unless it is longer than a line.
#[derive(Clone, Debug)]
struct Atom {
    text: EcoString,
    look: Look,
    width: f64,
    /// The width of the white space before it.
    space: f64,
    /// Whether it begins a line whatever comes before.
    newline: bool,
    /// Whether a line may end before it, though no white space stands there.
    loose: bool,
}

/// A measured label.
#[derive(Clone, Debug)]
pub struct Words {
    atoms: Vec<Atom>,
    body: Body,
    /// Its width on one line, or of its longest line where the author broke it.
    pub natural: f64,
}

/// A piece of a line in one look.
#[derive(Clone, Debug)]
pub struct Piece {
    /// From the beginning of the line.
    pub x: f64,
    /// How wide it is, with its ground.
    pub width: f64,
    /// How it looks.
    pub look: Look,
    /// What it says.
    pub text: EcoString,
}

/// Lines of a width.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// From top to bottom.
    pub lines: Vec<Line>,
    /// The widest line.
    pub width: f64,
    /// The type.
    pub body: Body,
    /// Whether it reads from right to left.
    pub leftwards: bool,
}

/// One line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// From left to right.
    pub pieces: Vec<Piece>,
    /// How wide it is.
    pub width: f64,
}

impl Words {
    /// Measures a label.
    pub fn of(wording: &Wording, body: Body, measure: &mut Measure) -> Self {
        let mut words = Self { atoms: Vec::new(), body, natural: 0.0 };
        let mut spaced = false;
        let mut newline = false;
        for run in &wording.runs {
            let look = Look::Words(run.style);
            if run.style == Style::Newline {
                newline = true;
            } else if look.boxed() {
                words.push(run.text.trim(), look, true, std::mem::take(&mut newline), measure);
                spaced = true;
            } else {
                for (place, line) in run.text.split('\n').enumerate() {
                    newline |= place > 0;
                    spaced |= line.starts_with(char::is_whitespace);
                    for word in line.split_whitespace() {
                        words.word(word, look, spaced, std::mem::take(&mut newline), measure);
                        spaced = true;
                    }
                    spaced = line.ends_with(char::is_whitespace) || (line.is_empty() && spaced);
                }
            }
        }
        words.natural = words.longest_line();
        words
    }

    /// Ordinary text.
    pub fn plain(text: &str, body: Body, measure: &mut Measure) -> Self {
        let mut wording = Wording::default();
        wording.push(text, Style::Plain);
        Self::of(&wording, body, measure)
    }

    /// Puts a small picture before it.
    pub fn led_by(mut self, glyph: Glyph) -> Self {
        if let Some(first) = self.atoms.first_mut() {
            first.space = CHIP_SPACE;
            first.newline = false;
        }
        let atom = Atom {
            text: EcoString::new(),
            look: Look::Glyph(glyph),
            width: GLYPH,
            space: 0.0,
            newline: false,
            loose: false,
        };
        self.atoms.insert(0, atom);
        self.natural = self.longest_line();
        self
    }

    /// Gives back everything but the width.
    pub fn spend(&mut self) {
        self.atoms = Vec::new();
    }

    /// Whether there are values, attributes or tags among them.
    pub fn has_chips(&self) -> bool {
        self.atoms.iter().any(|atom| atom.look.boxed())
    }

    /// Whether there are values among them.
    pub fn has_values(&self) -> bool {
        self.atoms.iter().any(|atom| atom.look == Look::Words(Style::Value))
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// Adds a word, cut where a line may break within it.
    fn word(&mut self, word: &str, look: Look, spaced: bool, newline: bool, measure: &mut Measure) {
        let mut first = true;
        // What begins with `/` or `-` keeps it: nothing is gained by a line that ends with it.
        let lead = word.len() - word.trim_start_matches(['/', '-']).len();
        let mut start = 0;
        for (place, _) in word.match_indices(['/', '-']).filter(|(place, _)| *place >= lead) {
            self.push(word.get(start..=place).unwrap_or_default(), look, first && spaced, first && newline, measure);
            (first, start) = (false, place + 1);
        }
        let mut loose = false;
        for part in script::between_ideographs(word.get(start..).unwrap_or_default()) {
            self.push(part, look, first && spaced, first && newline, measure);
            if let Some(last) = self.atoms.last_mut() {
                last.loose = loose;
            }
            (first, loose) = (false, true);
        }
    }

    fn push(&mut self, text: &str, look: Look, spaced: bool, newline: bool, measure: &mut Measure) {
        let (face, size) = look.face(self.body);
        let pad = if look.boxed() { 2.0 * CHIP_PAD } else { 0.0 };
        let width = measure.width(text, face, size) + pad;
        let after_box = self.atoms.last().is_some_and(|last| last.look.boxed());
        let space = match self.atoms.is_empty() || !spaced {
            true => 0.0,
            false if look.boxed() || after_box => CHIP_SPACE,
            false if self.atoms.last().is_some_and(|last| last.look != look) => {
                measure.width(" ", self.body.face, self.body.size)
            }
            false => measure.width(" ", face, size),
        };
        self.atoms.push(Atom { text: text.into(), look, width, space, newline, loose: false });
    }

    /// Whether the first letter that has a direction reads from right to left.
    fn leftwards(&self) -> bool {
        let first = self.atoms.iter().find(|atom| atom.text.chars().any(char::is_alphabetic));
        first.is_some_and(|atom| reads_leftwards(&atom.text))
    }

    /// Its width on one line without the tags at its end, which may stand on a line of their own behind a value.
    pub fn until_tags(&self) -> f64 {
        let tag = |atom: &Atom| atom.look == Look::Words(Style::Lookup);
        let rest = self.atoms.iter().rev().skip_while(|atom| tag(atom));
        if !self.has_values() || self.atoms.iter().any(|atom| atom.newline) {
            return self.natural;
        }
        rest.map(|atom| atom.space + atom.width).sum::<f64>() + 1.0
    }

    fn longest_line(&self) -> f64 {
        let mut longest = 0.0_f64;
        let mut line = 0.0;
        for atom in &self.atoms {
            line = if atom.newline { atom.width } else { line + atom.space + atom.width };
            longest = longest.max(line);
        }
        // One pixel, for the sum of the parts may be less than the whole where letters are kerned.
        longest + 1.0
    }

    /// The width of the word that begins at an atom.
    fn word_from(&self, place: usize) -> f64 {
        let rest =
            self.atoms.iter().skip(place + 1).take_while(|atom| atom.space == 0.0 && !atom.newline && !atom.loose);
        self.atoms.get(place).map_or(0.0, |first| first.width) + rest.map(|atom| atom.width).sum::<f64>()
    }

    /// Fills lines of at most that width.
    pub fn wrap(&self, limit: f64, measure: &mut Measure) -> Paragraph {
        let mut paragraph = Paragraph { body: self.body, leftwards: self.leftwards(), ..Paragraph::default() };
        let mut line = Line::default();
        for (place, atom) in self.atoms.iter().enumerate() {
            // A word that fits into a line is not broken.
            let whole = if place == 0 || atom.space > 0.0 || atom.loose { self.word_from(place) } else { atom.width };
            let width = if whole <= limit { whole } else { atom.width };
            let full = line.width + atom.space + width > limit && !line.pieces.is_empty();
            if atom.newline || full {
                paragraph.end(std::mem::take(&mut line), measure);
            }
            if atom.width > limit && !matches!(atom.look, Look::Glyph(_)) {
                for part in cut(atom, limit, self.body, measure) {
                    if !line.pieces.is_empty() {
                        paragraph.end(std::mem::take(&mut line), measure);
                    }
                    line.add(&part);
                }
            } else {
                line.add(atom);
            }
        }
        if !line.pieces.is_empty() {
            paragraph.end(line, measure);
        }
        paragraph
    }
}

impl Words {
    /// The widest of what is not broken where it fits into a line.
    pub fn longest_word(&self) -> f64 {
        (0..self.atoms.len()).map(|place| self.word_from(place)).fold(0.0, f64::max)
    }

    /// Fills as few lines as [`Self::wrap`] does, of lengths as equal as they come.
    pub fn balance(&self, limit: f64, measure: &mut Measure) -> Paragraph {
        let widest = self.wrap(limit, measure);
        if !(2..=4).contains(&widest.lines.len()) {
            return widest;
        }
        let longest = self.longest_word();
        let narrower = [0.55, 0.65, 0.75, 0.85].map(|part| part * limit).into_iter().filter(|limit| *limit >= longest);
        let mut equal = narrower.map(|limit| self.wrap(limit, measure));
        equal.find(|p| p.lines.len() == widest.lines.len()).unwrap_or(widest)
    }
}

/// Cuts an atom that is longer than a line between its characters.
fn cut(atom: &Atom, limit: f64, body: Body, measure: &mut Measure) -> Vec<Atom> {
    let (face, size) = atom.look.face(body);
    let pad = if atom.look.boxed() { 2.0 * CHIP_PAD } else { 0.0 };
    let mut parts = Vec::new();
    let mut text = EcoString::new();
    let mut width = pad;
    for grapheme in atom.text.graphemes(true) {
        let more = measure.width(grapheme, face, size);
        if width + more > limit && !text.is_empty() {
            parts.push(Atom { text: std::mem::take(&mut text), width, space: 0.0, newline: false, ..*atom });
            width = pad;
        }
        text.push_str(grapheme);
        width += more;
    }
    parts.push(Atom { text, width, space: 0.0, newline: false, ..*atom });
    parts
}

impl Line {
    /// Adds an atom; words of one look join.
    fn add(&mut self, atom: &Atom) {
        let space = if self.pieces.is_empty() { 0.0 } else { atom.space };
        let joins = |last: &Piece| last.look == atom.look && !atom.look.boxed() && matches!(atom.look, Look::Words(_));
        match self.pieces.last_mut().filter(|last| joins(last)) {
            Some(last) => {
                if space > 0.0 {
                    last.text.push(' ');
                }
                last.text.push_str(&atom.text);
                last.width += space + atom.width;
            }
            None => self.pieces.push(Piece {
                x: self.width + space,
                width: atom.width,
                look: atom.look,
                text: atom.text.clone(),
            }),
        }
        self.width += space + atom.width;
    }
}

impl Paragraph {
    /// Where values begin and end, measured from the left edge of lines that stand there, or from the right one.
    pub fn values(&self, from_left: bool) -> Vec<(f64, f64)> {
        let mut found = Vec::new();
        for line in &self.lines {
            for piece in line.pieces.iter().filter(|piece| piece.look == Look::Words(Style::Value)) {
                let (start, end) = (piece.x, piece.x + piece.width);
                let near = from_left != self.leftwards;
                found.push(if near { (start, end) } else { (line.width - end, line.width - start) });
            }
        }
        found
    }

    /// Ends a line; joined words are measured as a whole.
    fn end(&mut self, mut line: Line, measure: &mut Measure) {
        let mut moved = 0.0;
        for piece in &mut line.pieces {
            piece.x += moved;
            if let (Look::Words(_), false) = (piece.look, piece.look.boxed()) {
                let (face, size) = piece.look.face(self.body);
                let whole = measure.width(&piece.text, face, size);
                moved += whole - piece.width;
                piece.width = whole;
            }
        }
        line.width += moved;
        self.width = self.width.max(line.width);
        self.lines.push(line);
    }
}
