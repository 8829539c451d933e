//! A figure: the marks of one moment around its datum (y = 0), and the room they take.

use super::distance::{CENTER, CHIP, LABEL_RISE, LINE, ROW_ABOVE, ROW_BELOW};
use super::flow::{CHIP_PAD, Line, Look, Paragraph, Piece};
use super::glyph::Glyph;
use super::walk::Walk;
use crate::font::Face;
use crate::scene::{Anchor, Area, Ink, Mark, Stroke, Text, reads_leftwards};
use crate::timeline::{Style, Verdict, Worth};
use ecow::EcoString;

/// How far words keep others away at their left and right.
const HALO: f64 = 2.0;

/// The marks of one moment.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it needs above its datum.
    pub above: f64,
    /// What it needs below.
    pub below: f64,
    /// What no other figure may cover; they may reach beyond `below`.
    pub boxes: Vec<Area>,
    /// From the back to the front.
    pub marks: Vec<Mark>,
}

impl Default for Figure {
    fn default() -> Self {
        Self { above: ROW_ABOVE, below: ROW_BELOW, boxes: Vec::new(), marks: Vec::new() }
    }
}

/// The colours of a chip or pill.
#[derive(Clone, Debug)]
pub struct Coat {
    /// Its words.
    pub ink: Ink,
    /// Its ground.
    pub fill: Ink,
    /// Its outline.
    pub outline: Option<Ink>,
}

impl Coat {
    /// Of a value of which nothing is known.
    pub fn neutral() -> Self {
        Self { ink: Ink::Text, fill: Ink::Paper, outline: Some(Ink::Line) }
    }

    /// Of a copy's value.
    pub fn of_worth(worth: Worth) -> Self {
        match worth {
            Worth::Unknown | Worth::Empty => Self::neutral(),
            Worth::Latest => Self { ink: Ink::Good, fill: Ink::GoodSoft, outline: Some(Ink::Good) },
            Worth::Stale => Self { ink: Ink::Warn, fill: Ink::WarnSoft, outline: Some(Ink::Warn) },
            Worth::Marked => Self { ink: Ink::Warn, fill: Ink::Paper, outline: Some(Ink::Warn) },
        }
    }

    /// Of a claim.
    pub fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Open => Self::neutral(),
            Verdict::Holds => Self::of_worth(Worth::Latest),
            Verdict::HoldsStale => Self::of_worth(Worth::Stale),
            Verdict::FailsAsSaid | Verdict::Fails => {
                Self { ink: Ink::Bad, fill: Ink::BadSoft, outline: Some(Ink::Bad) }
            }
        }
    }
}

/// How a paragraph is set.
#[derive(Clone)]
pub struct Setting<'a> {
    /// The left end of its lines, or the right one.
    pub x: f64,
    /// The first baseline.
    pub y: f64,
    /// Which end.
    pub anchor: Anchor,
    /// Its words.
    pub ink: Ink,
    /// Its values.
    pub chips: &'a Coat,
    /// From one baseline to the next.
    pub leading: f64,
    /// The class of its texts.
    pub class: Option<&'static str>,
    /// How far below a baseline lines that pass behind are covered.
    pub down: f64,
}

impl<'a> Setting<'a> {
    /// Lines of a label.
    pub fn new(x: f64, y: f64, anchor: Anchor, ink: Ink, chips: &'a Coat) -> Self {
        Self { x, y, anchor, ink, chips, leading: LINE, class: Some("label"), down: 4.0 }
    }
}

impl Figure {
    /// A rectangle.
    pub fn rect(
        &mut self,
        area: Area,
        radius: f64,
        fill: Option<Ink>,
        stroke: Option<Stroke>,
        class: Option<&'static str>,
    ) {
        self.marks.push(Mark::Rect { area, radius, fill, stroke, class });
    }

    /// A line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        self.marks.push(Mark::Line { from, to, stroke, class: None });
    }

    /// Covers the lifelines that pass behind an area with what lies behind them.
    pub fn halo(&mut self, area: Area, walk: &Walk) {
        for column in walk.columns.crossing(area.left, area.right) {
            let x = walk.columns.x(column);
            let (left, right) = (x - walk.reach(column, -1.0), x + walk.reach(column, 1.0));
            // Beside a line that the words keep clear of nothing is cut, though their area reaches a little farther than they do.
            if left < area.right - HALO + 1.0 && area.left + HALO - 1.0 < right {
                // A line is covered as a whole even where the area ends on it.
                let (left, right) = (left - HALO, right + HALO);
                self.rect(Area { left, right, ..area }, 0.0, Some(walk.columns.ground(column)), None, None);
            }
        }
    }

    /// Lines of a paragraph, with halos; returns what they cover.
    pub fn set(&mut self, paragraph: &Paragraph, setting: &Setting, walk: Option<&Walk>) -> Area {
        let mut covered = Area::new(setting.x, setting.y - 13.0, setting.x, setting.y + 4.0);
        for (place, line) in paragraph.lines.iter().enumerate() {
            let y = setting.y + setting.leading * place as f64;
            let x = match setting.anchor {
                Anchor::Start if paragraph.leftwards => setting.x + paragraph.width - line.width,
                Anchor::Start => setting.x,
                Anchor::Middle => setting.x - line.width / 2.0,
                Anchor::End => setting.x - line.width,
            };
            let area = Area::new(x - HALO, y - paragraph.body.size, x + line.width + HALO, y + 4.0);
            if let Some(walk) = walk {
                self.halo(Area { bottom: y + setting.down, ..area }, walk);
            }
            self.words(line, (x, y), paragraph, setting);
            covered = Area {
                left: covered.left.min(area.left),
                top: covered.top.min(area.top),
                right: covered.right.max(area.right),
                bottom: covered.bottom.max(area.bottom),
            };
        }
        covered
    }

    /// One line.
    fn words(&mut self, line: &Line, (x, y): (f64, f64), paragraph: &Paragraph, setting: &Setting) {
        let body = paragraph.body;
        for piece in &line.pieces {
            let left = x + if paragraph.leftwards { line.width - piece.x - piece.width } else { piece.x };
            match piece.look {
                Look::Glyph(glyph) => {
                    let ink = if glyph == Glyph::Warning { &Ink::Warn } else { &setting.ink };
                    self.marks.extend(glyph.marks(left + piece.width / 2.0, y - CENTER, ink));
                }
                Look::Words(style) if piece.look.boxed() => self.pill(piece, style, left, y, setting.chips),
                Look::Words(style) => {
                    let (face, size) = piece.look.face(body);
                    let text = Text {
                        x: left,
                        y,
                        anchor: Anchor::Start,
                        face,
                        size,
                        ink: setting.ink.clone(),
                        content: piece.text.clone(),
                        width: piece.width,
                        class: if style == Style::Key { Some("key") } else { setting.class },
                        leftwards: match style {
                            Style::Key | Style::Code | Style::Verb | Style::Status => reads_leftwards(&piece.text),
                            Style::Plain
                            | Style::Bold
                            | Style::Value
                            | Style::Attribute
                            | Style::Lookup
                            | Style::Newline => paragraph.leftwards,
                        },
                    };
                    self.marks.push(Mark::Text(text));
                }
            }
        }
    }

    /// A chip, pill or tag.
    fn pill(&mut self, piece: &Piece, style: Style, left: f64, y: f64, chips: &Coat) {
        let (coat, radius, class) = match style {
            Style::Value => (chips.clone(), CHIP / 2.0, "chip"),
            Style::Attribute => (Coat { ink: Ink::Accent, fill: Ink::AccentSoft, outline: None }, 4.0, "pill"),
            Style::Lookup => (Coat { ink: Ink::Muted, fill: Ink::Soft, outline: None }, 4.0, "pill"),
            Style::Plain | Style::Bold | Style::Code | Style::Verb | Style::Key | Style::Status | Style::Newline => {
                return;
            }
        };
        let (face, size) = piece.look.face(super::flow::LABEL);
        self.chip(left, y - CENTER, piece.width, &piece.text, (face, size), &coat, radius, class);
    }

    /// A word on a ground; y is its middle.
    #[expect(clippy::too_many_arguments, reason = "each is one property of a chip, and there are two callers")]
    pub fn chip(
        &mut self,
        left: f64,
        y: f64,
        width: f64,
        text: &EcoString,
        (face, size): (Face, f64),
        coat: &Coat,
        radius: f64,
        class: &'static str,
    ) {
        let area = Area::new(left, y - CHIP / 2.0, left + width, y + CHIP / 2.0);
        let outline = coat.outline.clone().map(|ink| Stroke::solid(ink, 1.0));
        self.rect(area, radius, Some(coat.fill.clone()), outline, Some(class));
        self.marks.push(Mark::Text(Text {
            x: left + CHIP_PAD,
            y: y + size * 0.36,
            anchor: Anchor::Start,
            face,
            size,
            ink: coat.ink.clone(),
            content: text.clone(),
            width: width - 2.0 * CHIP_PAD,
            class: None,
            leftwards: reads_leftwards(text),
        }));
    }

    /// The baseline of the first of so many lines above an arrow.
    pub fn label_baseline(lines: usize) -> f64 {
        -LABEL_RISE - LINE * lines.saturating_sub(1) as f64
    }
}
