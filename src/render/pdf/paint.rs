//! Marks as the content of a page, in the units of the scene.

use super::address;
use super::letters::{FACES, Letters, packed};
use crate::font::{self, Face, Glyph, Glyphs, Measure};
use crate::render::curves::{ellipse, round};
use crate::render::substitute::{Piece, frame, pieces};
use crate::scene::{Area, Group, Ink, Mark, Scene, Segment, Stroke, Text};
use crate::theme::Inks;
use crate::theme::colour::Colour;
use ecow::EcoString;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::TextRenderingMode;
use pdf_writer::{Content, Name, Str};
use std::io::{self, Write};

/// So much is gathered before it is packed.
const ROOM: usize = 64 << 10;

/// A faded group is drawn into a layer as large as what it covers, and so much for its lines at each side.
const AROUND: f64 = 4.0;

/// What a document is made of.
pub(super) struct Painted {
    /// The content of the page.
    pub content: Vec<u8>,
    /// Groups that are drawn as one.
    pub forms: Vec<Layer>,
    /// How opaque they are, in hundredths.
    pub opacities: Vec<u8>,
    /// Areas that lead somewhere, and where.
    pub links: Vec<(Area, String)>,
    /// Headings within a picture, and where they stand.
    pub chapters: Vec<(String, f64)>,
    pub letters: Letters,
}

/// A group that is drawn as one.
pub(super) struct Layer {
    pub content: Vec<u8>,
    pub area: Area,
}

/// How something is drawn, if that is known: nothing is said twice.
#[derive(Default)]
struct Pen {
    fill: Option<Colour>,
    stroke: Option<Colour>,
    width: Option<f32>,
    dash: Option<Option<(f32, f32)>>,
    font: Option<(Face, f64)>,
}

/// Paints marks.
pub(super) struct Painter<'a> {
    inks: &'a Inks,
    glyphs: Glyphs,
    measure: Measure,
    content: Content,
    pen: Pen,
    /// How many groups that are drawn as one are open.
    depth: usize,
    page: ZlibEncoder<Vec<u8>>,
    failed: Option<io::Error>,
    painted: Painted,
}

/// The name of a group that is drawn as one.
pub(super) fn form(at: usize) -> String {
    format!("G{at}")
}

/// The name of an opacity.
pub(super) fn faded(opacity: u8) -> String {
    format!("A{opacity}")
}

/// With two decimals.
fn rounded(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}

impl<'a> Painter<'a> {
    pub fn new(inks: &'a Inks) -> Self {
        Self {
            inks,
            glyphs: Glyphs::new(),
            measure: Measure::new(),
            content: Content::new(),
            pen: Pen::default(),
            depth: 0,
            page: ZlibEncoder::new(Vec::new(), Compression::default()),
            failed: None,
            painted: Painted {
                content: Vec::new(),
                forms: Vec::new(),
                opacities: Vec::new(),
                links: Vec::new(),
                chapters: Vec::new(),
                letters: Letters::default(),
            },
        }
    }

    /// Everything, on its paper.
    pub fn scene(&mut self, scene: &Scene, scale: f64) {
        // From here on y grows downwards.
        let (scale, up) = (scale as f32, (scene.height * scale) as f32);
        self.content.transform([scale, 0.0, 0.0, -scale, 0.0, up]);
        // As SVG has it.
        self.content.set_miter_limit(4.0);
        self.rect(&Area::new(0.0, 0.0, scene.width, scene.height), 0.0, Some(&Ink::Paper), None);
        scene.marks.iter().for_each(|mark| self.mark(mark));
    }

    /// What has been painted.
    pub fn finish(mut self) -> io::Result<Painted> {
        self.hand_on();
        if let Some(problem) = self.failed {
            return Err(problem);
        }
        self.painted.content = self.page.finish()?;
        Ok(self.painted)
    }

    /// Packs what was gathered for the page.
    fn hand_on(&mut self) {
        let gathered = std::mem::replace(&mut self.content, Content::new()).finish().into_vec();
        let written = self.page.write_all(&gathered).and_then(|()| self.page.write_all(b"\n"));
        self.failed = self.failed.take().or(written.err());
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Rect { area, radius, fill, stroke, class: _ } => {
                self.rect(area, *radius, fill.as_ref(), stroke.as_ref());
            }
            Mark::Line { from, to, stroke, class: _ } => {
                self.stroked(stroke);
                self.path(&[Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)]);
                self.content.stroke();
            }
            Mark::Path { segments, fill, stroke } => self.shape(segments, fill.as_ref(), stroke.as_ref()),
            Mark::Ellipse { center, radii, fill, stroke } => {
                self.shape(&ellipse(*center, *radii), fill.as_ref(), stroke.as_ref());
            }
            Mark::Hatch { area, pitch, stroke } => self.hatch(area, *pitch, stroke),
            Mark::Text(text) => self.text(text),
            Mark::Group(group) => self.group(group),
        }
        if self.depth == 0 && self.content.len() > ROOM {
            self.hand_on();
        }
    }

    fn rect(&mut self, area: &Area, radius: f64, fill: Option<&Ink>, stroke: Option<&Stroke>) {
        if radius > 0.0 {
            return self.shape(&round(area, radius), fill, stroke);
        }
        let corners =
            [(area.left, area.top), (area.right, area.top), (area.right, area.bottom), (area.left, area.bottom)];
        let [first, rest @ ..] = corners;
        let mut segments = vec![Segment::Move(first.0, first.1)];
        segments.extend(rest.map(|(x, y)| Segment::Line(x, y)));
        segments.push(Segment::Close);
        self.shape(&segments, fill, stroke);
    }

    /// An outline, filled and drawn.
    fn shape(&mut self, segments: &[Segment], fill: Option<&Ink>, stroke: Option<&Stroke>) {
        fill.into_iter().for_each(|ink| self.filled(ink));
        stroke.into_iter().for_each(|stroke| self.stroked(stroke));
        self.path(segments);
        match (fill, stroke) {
            (Some(_), Some(_)) => self.content.fill_nonzero_and_stroke(),
            (Some(_), None) => self.content.fill_nonzero(),
            (None, Some(_)) => self.content.stroke(),
            (None, None) => self.content.end_path(),
        };
    }

    fn hatch(&mut self, area: &Area, pitch: f64, stroke: &Stroke) {
        let rise = area.width();
        let stripe = |y: f64| [Segment::Move(area.left, y), Segment::Line(area.right, y - rise)];
        let stripes: Vec<Segment> = area.stripes(pitch).flat_map(stripe).collect();
        if !stripes.is_empty() {
            self.shape(&stripes, None, Some(stroke));
        }
    }

    fn path(&mut self, segments: &[Segment]) {
        for segment in segments {
            match segment {
                Segment::Move(x, y) => self.content.move_to(rounded(*x), rounded(*y)),
                Segment::Line(x, y) => self.content.line_to(rounded(*x), rounded(*y)),
                Segment::Curve(points) => {
                    let [a, b, c, d, e, f] = points.map(rounded);
                    self.content.cubic_to(a, b, c, d, e, f)
                }
                Segment::Close => self.content.close_path(),
            };
        }
    }

    fn filled(&mut self, ink: &Ink) {
        let colour = self.inks.colour(ink);
        if self.pen.fill.replace(colour) != Some(colour) {
            let [r, g, b] = parts(colour);
            self.content.set_fill_rgb(r, g, b);
        }
    }

    fn stroked(&mut self, stroke: &Stroke) {
        let colour = self.inks.colour(&stroke.ink);
        if self.pen.stroke.replace(colour) != Some(colour) {
            let [r, g, b] = parts(colour);
            self.content.set_stroke_rgb(r, g, b);
        }
        if self.pen.width.replace(stroke.width) != Some(stroke.width) {
            self.content.set_line_width(rounded(stroke.width.into()));
        }
        if self.pen.dash.replace(stroke.dash) != Some(stroke.dash) {
            let lengths = stroke.dash.map(|(dash, space)| [dash, space].map(|length| rounded(length.into())));
            self.content.set_dash_pattern(lengths.into_iter().flatten(), 0.0);
        }
    }

    fn group(&mut self, group: &Group) {
        let area = Mark::extent(&group.marks);
        if let Some(area) = area {
            let link = group.href.as_deref().and_then(address);
            self.painted.links.extend(link.map(|link| (area, link)));
            if group.class.split(' ').any(|class| class == "divider") && !group.label.is_empty() {
                self.painted.chapters.push((group.label.clone(), area.top));
            }
        }
        match (group.opacity, area) {
            (Some(opacity), Some(area)) if opacity < 1.0 => self.layer(&group.marks, &area.grown(AROUND), opacity),
            (Some(_) | None, _) => group.marks.iter().for_each(|mark| self.mark(mark)),
        }
    }

    /// Marks that fade together: what lies under another of them is not seen through it.
    fn layer(&mut self, marks: &[Mark], area: &Area, opacity: f64) {
        let outer = std::mem::replace(&mut self.content, Content::new());
        let pen = std::mem::take(&mut self.pen);
        self.depth += 1;
        marks.iter().for_each(|mark| self.mark(mark));
        self.depth -= 1;
        let inner = std::mem::replace(&mut self.content, outer).finish();
        self.pen = pen;
        let content = packed(inner.as_slice()).unwrap_or_else(|problem| {
            self.failed = Some(problem);
            Vec::new()
        });
        // Between 0 and 100.
        let hundredths = (opacity.clamp(0.0, 1.0) * 100.0).round() as u8;
        if !self.painted.opacities.contains(&hundredths) {
            self.painted.opacities.push(hundredths);
        }
        let name = form(self.painted.forms.len());
        self.painted.forms.push(Layer { content, area: *area });
        self.content.save_state();
        self.content.set_parameters(Name(faded(hundredths).as_bytes()));
        self.content.x_object(Name(name.as_bytes()));
        self.content.restore_state();
    }

    fn text(&mut self, text: &Text) {
        if font::missing(&text.content).next().is_none() {
            let glyphs = self.glyphs.of(&text.content, text.face);
            return self.letters(&glyphs, text.area().left, text);
        }
        for piece in pieces(text, &mut self.measure) {
            match piece {
                Piece::Words(words) => {
                    let glyphs = self.glyphs.of(&words.content, words.face);
                    self.letters(&glyphs, words.x, &words);
                }
                Piece::Box(character, area) => {
                    self.mark(&frame(&area, text));
                    self.unseen(character, &area, text);
                }
            }
        }
    }

    /// A character that no font has, to be searched and copied: the box that stands for it has been drawn.
    fn unseen(&mut self, character: &str, area: &Area, text: &Text) {
        let width = (area.width() / text.size * 1000.0).round() as i32;
        let glyph = Glyph { face: text.face, id: 0, x: 0, y: 0, width, text: EcoString::from(character) };
        self.content.save_state();
        self.content.set_text_rendering_mode(TextRenderingMode::Invisible);
        self.letters(&[glyph], area.left, text);
        self.content.restore_state();
        // The font was chosen within.
        self.pen = Pen::default();
    }

    /// Glyphs from there on.
    fn letters(&mut self, glyphs: &[Glyph], left: f64, text: &Text) {
        if glyphs.is_empty() {
            return;
        }
        self.filled(&text.ink);
        self.content.begin_text();
        for line in glyphs.chunk_by(|one, next| (one.face, one.y) == (next.face, next.y)) {
            let Some(first) = line.first() else { continue };
            if self.pen.font.replace((first.face, text.size)) != Some((first.face, text.size)) {
                let name = FACES.iter().find(|(face, _)| *face == first.face).map_or("F0", |(_, name)| name);
                self.content.set_font(Name(name.as_bytes()), rounded(text.size));
            }
            let unit = text.size / 1000.0;
            let (x, y) = (left + f64::from(first.x) * unit, text.y - f64::from(first.y) * unit);
            self.content.set_text_matrix([1.0, 0.0, 0.0, -1.0, rounded(x), rounded(y)]);
            self.line(line, first.x);
        }
        self.content.end_text();
    }

    /// Glyphs of one face on one height; the pen stands at `start`.
    fn line(&mut self, line: &[Glyph], start: i32) {
        let mut shown = self.content.show_positioned();
        let mut items = shown.items();
        let (mut bytes, mut at) = (Vec::with_capacity(line.len() * 2), start);
        for glyph in line {
            if glyph.x != at {
                if !bytes.is_empty() {
                    items.show(Str(&bytes));
                    bytes.clear();
                }
                items.adjust((at - glyph.x) as f32);
            }
            let number = self.painted.letters.number(glyph.face, glyph.id, &glyph.text, glyph.width);
            bytes.extend_from_slice(&number.to_be_bytes());
            at = glyph.x + glyph.width;
        }
        items.show(Str(&bytes));
    }
}

/// Red, green and blue with as many decimals as tell 256 of each apart.
fn parts(colour: Colour) -> [f32; 3] {
    colour.parts().map(|part| ((part * 1000.0).round() / 1000.0) as f32)
}
