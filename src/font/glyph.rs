//! Text as glyphs with places, for painters that set letters themselves.

use std::collections::HashMap;
use std::rc::Rc;

use ecow::EcoString;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::Face;
use super::runs::{Run, runs};
use super::shape::Shaper;

/// Asks for the coloured form of the character before it; the bundled fonts have plain ones.
const EMOJI_SELECTOR: char = '\u{FE0F}';

/// A glyph in a line of text. Lengths are thousandths of the size of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The face that has it.
    pub face: Face,
    /// Its number in the file of that face.
    pub id: u16,
    /// How far it stands from the start of the line.
    pub x: i32,
    /// How far it stands above the baseline.
    pub y: i32,
    /// How wide the font says that it is, whatever stands beside it.
    pub width: i32,
    /// What it stands for; nothing, where an earlier glyph stands for it too.
    pub text: EcoString,
}

/// Makes glyphs of texts, and remembers those of words.
#[derive(Default)]
pub struct Glyphs {
    shapers: [Option<Shaper>; 3],
    words: HashMap<(Face, EcoString), Rc<Word>>,
}

/// The glyphs of a word and how far they go.
struct Word {
    glyphs: Vec<Glyph>,
    advance: i32,
}

impl Glyphs {
    /// Knows no word yet; costs nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The glyphs of a text from its start on; what no bundled face has is left out.
    pub fn of(&mut self, text: &str, face: Face) -> Vec<Glyph> {
        let mut glyphs = Vec::with_capacity(text.len());
        let mut start = 0;
        // No face kerns a space with what follows it.
        for word in text.split_inclusive(' ') {
            let word = self.word(word, face);
            glyphs.extend(word.glyphs.iter().map(|glyph| Glyph { x: start + glyph.x, ..glyph.clone() }));
            start += word.advance;
        }
        glyphs
    }

    fn word(&mut self, text: &str, face: Face) -> Rc<Word> {
        let key = (face, EcoString::from(text));
        if let Some(known) = self.words.get(&key) {
            return Rc::clone(known);
        }
        let mut word = Word { glyphs: Vec::new(), advance: 0 };
        for run in runs(&text.replace(EMOJI_SELECTOR, ""), face) {
            match run {
                Run::Shaped(face, text) => self.run(face, &text, &mut word),
                Run::Estimated(width) => word.advance += width,
            }
        }
        let word = Rc::new(word);
        self.words.insert(key, Rc::clone(&word));
        word
    }

    /// Adds the glyphs of a run.
    fn run(&mut self, face: Face, text: &str, word: &mut Word) {
        let [regular, semi_bold, mono] = &mut self.shapers;
        let shaper = match face {
            Face::Regular => regular,
            Face::SemiBold => semi_bold,
            Face::Mono => mono,
        };
        if shaper.is_none() {
            *shaper = Shaper::open(face);
        }
        let (Some(shaper), Ok(font)) = (shaper, FontRef::new(face.ttf())) else { return };
        let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let shaped = shaper.shape(text);
        let clusters: Vec<usize> = shaped.glyph_infos().iter().map(|glyph| glyph.cluster as usize).collect();
        let mut told = told(text, &clusters).into_iter();
        for (glyph, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            // The bundled fonts have less than 65,536 glyphs.
            let id = u16::try_from(glyph.glyph_id).unwrap_or_default();
            word.glyphs.push(Glyph {
                face,
                id,
                x: word.advance + position.x_offset,
                y: position.y_offset,
                width: widths.advance_width(GlyphId::new(glyph.glyph_id)).unwrap_or_default().round() as i32,
                text: told.next().unwrap_or_default(),
            });
            word.advance += position.x_advance;
        }
        shaper.give_back(shaped);
    }
}

/// What each glyph stands for; `clusters` tell where in the text their characters begin, from left to right.
fn told(text: &str, clusters: &[usize]) -> Vec<EcoString> {
    let mut told = Vec::with_capacity(clusters.len());
    for glyphs in clusters.chunk_by(|one, next| one == next) {
        let start = glyphs.first().copied().unwrap_or_default();
        let end = clusters.get(told.len() + glyphs.len()).copied().unwrap_or(text.len());
        let own = text.get(start..end).unwrap_or_default();
        if own.chars().count() == glyphs.len() {
            told.extend(own.chars().map(EcoString::from));
        } else {
            told.push(own.into());
            told.extend(glyphs.iter().skip(1).map(|_| EcoString::new()));
        }
    }
    told
}
