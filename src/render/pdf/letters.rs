//! The letters of a document: a number for each glyph and what it stands for, and in the end the subset of each font.
//!
//! A glyph that stands for two texts, as a space and one that does not break, has two numbers; so what is copied from the
//! document is what the author wrote.

use super::Numbers;
use crate::font::{Face, Form};
use ecow::EcoString;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use indexmap::IndexSet;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use std::io::{self, Write};
use subsetter::GlyphRemapper;

/// The faces, in the order of their names in the document.
pub(super) const FACES: [(Face, &str); 3] = [(Face::Regular, "F0"), (Face::SemiBold, "F1"), (Face::Mono, "F2")];

/// What the numbers of glyphs mean: nothing but themselves.
const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// A glyph as it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Letter {
    glyph: u16,
    text: EcoString,
    /// In thousandths of its size.
    width: i32,
}

/// The letters that were used of each face.
#[derive(Default)]
pub(super) struct Letters {
    used: [IndexSet<Letter>; 3],
}

impl Letters {
    /// The number of a letter. Of more than a font can number, the last ones stand for nothing.
    pub fn number(&mut self, face: Face, glyph: u16, text: &EcoString, width: i32) -> u16 {
        let [regular, semi_bold, mono] = &mut self.used;
        let letters = match face {
            Face::Regular => regular,
            Face::SemiBold => semi_bold,
            Face::Mono => mono,
        };
        if letters.len() >= usize::from(u16::MAX) {
            return 0;
        }
        let (place, _) = letters.insert_full(Letter { glyph, text: text.clone(), width });
        // Zero stands for what is missing.
        u16::try_from(place + 1).unwrap_or_default()
    }

    /// Writes the fonts; returns their names and objects.
    pub fn write(&self, numbers: &mut Numbers, pdf: &mut Pdf) -> io::Result<Vec<(String, Ref)>> {
        let mut written = Vec::new();
        for ((face, name), letters) in FACES.into_iter().zip(&self.used) {
            if !letters.is_empty() {
                written.push((name.to_owned(), font(face, letters, numbers, pdf)?));
            }
        }
        Ok(written)
    }
}

/// Writes a font with the glyphs of these letters.
fn font(face: Face, letters: &IndexSet<Letter>, numbers: &mut Numbers, pdf: &mut Pdf) -> io::Result<Ref> {
    let mut kept = GlyphRemapper::new();
    // Number zero is the glyph for what is missing.
    let mut glyphs = vec![0, 0];
    for letter in letters {
        glyphs.extend_from_slice(&kept.remap(letter.glyph).to_be_bytes());
    }
    let subset = subsetter::subset(face.ttf(), 0, &kept).map_err(io::Error::other)?;
    let name = format!("{}+{}", tag(&subset), plain(face));
    let [font, descendant, descriptor, file, places, meaning] = [(); 6].map(|()| numbers.next());
    pdf.type0_font(font)
        .base_font(Name(name.as_bytes()))
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(descendant)
        .to_unicode(meaning);
    let mut own = pdf.cid_font(descendant);
    own.subtype(CidFontType::Type2).base_font(Name(name.as_bytes())).system_info(IDENTITY);
    own.font_descriptor(descriptor).default_width(0.0).cid_to_gid_map_stream(places);
    own.widths().consecutive(1, letters.iter().map(|letter| letter.width as f32));
    own.finish();
    describe(face, &name, (descriptor, file), pdf);
    pdf.stream(file, &packed(&subset)?).filter(Filter::FlateDecode).pair(Name(b"Length1"), size(&subset));
    pdf.stream(places, &packed(&glyphs)?).filter(Filter::FlateDecode);
    let mut cmap = UnicodeCmap::new(Name(b"Letters"), IDENTITY);
    for (number, letter) in (1_u16..).zip(letters).filter(|(_, letter)| !letter.text.is_empty()) {
        cmap.pair_with_multiple(number, letter.text.chars());
    }
    pdf.cmap(meaning, &packed(cmap.finish().as_slice())?).filter(Filter::FlateDecode);
    Ok(font)
}

/// What is told of a font.
fn describe(face: Face, name: &str, (descriptor, file): (Ref, Ref), pdf: &mut Pdf) {
    let mut told = pdf.font_descriptor(descriptor);
    let pitch = if face == Face::Mono { FontFlags::FIXED_PITCH } else { FontFlags::empty() };
    told.name(Name(name.as_bytes())).flags(FontFlags::SYMBOLIC | pitch).weight(face.weight()).italic_angle(0.0);
    told.stem_v(f32::from(face.weight()) / 5.0);
    if let Some(form) = Form::of(face) {
        let [left, lower, right, upper] = form.bounds;
        told.bbox(Rect::new(left, lower, right, upper)).ascent(form.ascent).descent(form.descent);
        told.cap_height(form.capitals);
    }
    told.font_file2(file);
}

/// A face's name within a document.
fn plain(face: Face) -> &'static str {
    match face {
        Face::Regular => "CachediagSans-Regular",
        Face::SemiBold => "CachediagSans-SemiBold",
        Face::Mono => "CachediagMono-Regular",
    }
}

/// Six letters that differ from one subset to another (ISO 32000-1 §9.6.4): the start of a hash (FNV-1a) of its bytes.
fn tag(subset: &[u8]) -> String {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    let mut hash = subset.iter().fold(0xcbf2_9ce4_8422_2325, step);
    let mut letter = || {
        let place = (hash % 26) as u8;
        hash /= 26;
        char::from(b'A' + place)
    };
    (0..6).map(|_| letter()).collect()
}

/// Compressed.
pub(super) fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes)?;
    packer.finish()
}

fn size(bytes: &[u8]) -> i32 {
    i32::try_from(bytes.len()).unwrap_or(i32::MAX)
}
