//! The marks of a node, and of a note beside one.

use super::super::sequence::distance::{CENTER, LINE, SMALL_LINE};
use super::super::sequence::figure::{Coat, Figure, Setting};
use super::super::sequence::flow::Paragraph;
use super::super::sequence::glyph;
use super::card::{Card, LID, radius};
use crate::font::{Face, Measure};
use crate::graph::{Node, Shape};
use crate::scene::{Anchor, Area, Ink, Mark, Segment, Stroke, Text};
use crate::timeline::Tone;
use ecow::EcoString;

/// The width of outlines.
const PEN: f32 = 1.4;

/// The ground of a tone, if it has one of its own.
pub fn ground(tone: &Tone) -> Ink {
    match tone {
        Tone::Accent => Ink::AccentSoft,
        Tone::Good => Ink::GoodSoft,
        Tone::Warn => Ink::WarnSoft,
        Tone::Bad => Ink::BadSoft,
        Tone::Muted => Ink::Soft,
        Tone::Named(_) => Ink::Paper,
    }
}

/// A node around its middle.
pub fn node(node: &Node, card: &Card, (x, y): (f64, f64), measure: &mut Measure) -> Vec<Mark> {
    let area = Area::new(x - card.width / 2.0, y - card.height / 2.0, x + card.width / 2.0, y + card.height / 2.0);
    let (mut ink, mut fill) = inks(node.shape);
    if let Some(tone) = &node.tone {
        (ink, fill) = (Ink::of(tone), ground(tone));
    }
    let mut figure = Figure { marks: frame(node.shape, &area, &ink, &fill), ..Figure::default() };
    let small: usize = card.lines.iter().map(|line| line.lines.len()).sum();
    let high = LINE * card.label.lines.len().max(1) as f64 + SMALL_LINE * small as f64;
    let lid = if matches!(node.shape, Shape::Storage | Shape::Origin) { LID * 0.7 } else { 0.0 };
    let top = y + lid - high / 2.0;
    let beside = matches!(node.shape, Shape::Device | Shape::User | Shape::Channel);
    if beside {
        let at = (area.left + 26.0, y);
        figure.marks.extend(picture(node, at, &ink, measure));
    }
    let (at, anchor) = if beside { (area.left + 50.0, Anchor::Start) } else { (x, Anchor::Middle) };
    words(&mut figure, card, (at, top), anchor);
    figure.marks
}

/// The label, and the lines below it.
fn words(figure: &mut Figure, card: &Card, (x, top): (f64, f64), anchor: Anchor) {
    let chips = Coat::neutral();
    let mut y = top + LINE / 2.0 + CENTER;
    let setting = Setting { class: None, ..Setting::new(x, y, anchor, Ink::Text, &chips) };
    figure.set(&card.label, &setting, None);
    y += LINE * (card.label.lines.len().max(1) - 1) as f64 + 16.0;
    for line in &card.lines {
        figure.set(line, &Setting { y, ink: Ink::Muted, leading: SMALL_LINE, ..setting.clone() }, None);
        y += SMALL_LINE * line.lines.len() as f64;
    }
}

/// Outline and ground of a shape without a tone.
fn inks(shape: Shape) -> (Ink, Ink) {
    match shape {
        Shape::Step | Shape::Device | Shape::Storage | Shape::Channel | Shape::Resource => (Ink::Muted, Ink::Paper),
        Shape::Decision | Shape::User => (Ink::Accent, Ink::AccentSoft),
        Shape::Origin => (Ink::Text, Ink::Paper),
        Shape::Outcome => (Ink::Muted, Ink::Soft),
        Shape::Note => (Ink::NoteLine, Ink::Note),
    }
}

/// The outline.
fn frame(shape: Shape, area: &Area, ink: &Ink, fill: &Ink) -> Vec<Mark> {
    let boxed = |fill: &Ink| {
        vec![Mark::Rect {
            area: *area,
            radius: radius(shape, area.height()),
            fill: Some(fill.clone()),
            stroke: Some(Stroke::solid(ink.clone(), PEN)),
            class: None,
        }]
    };
    match shape {
        Shape::Step | Shape::Device | Shape::Channel | Shape::Resource | Shape::Outcome => boxed(fill),
        Shape::User => boxed(&Ink::Paper),
        Shape::Decision => vec![diamond(area, ink, fill)],
        Shape::Storage | Shape::Origin => cylinder(area, ink, fill),
        Shape::Note => glyph::sheet(area, fill, ink),
    }
}

fn diamond(area: &Area, ink: &Ink, fill: &Ink) -> Mark {
    let (x, y) = (f64::midpoint(area.left, area.right), f64::midpoint(area.top, area.bottom));
    let segments = vec![
        Segment::Move(x, area.top),
        Segment::Line(area.right, y),
        Segment::Line(x, area.bottom),
        Segment::Line(area.left, y),
        Segment::Close,
    ];
    Mark::Path { segments, fill: Some(fill.clone()), stroke: Some(Stroke::solid(ink.clone(), PEN)) }
}

/// A cylinder as large as its area; its lid is an ellipse.
fn cylinder(area: &Area, ink: &Ink, fill: &Ink) -> Vec<Mark> {
    let Area { left, top, right, bottom } = *area;
    let stroke = Some(Stroke::solid(ink.clone(), PEN));
    // The control points that make a cubic curve look like half an ellipse.
    let foot = bottom - LID;
    let deep = foot + LID * 4.0 / 3.0;
    let body = vec![
        Segment::Move(left, top + LID),
        Segment::Line(left, foot),
        Segment::curve([left, deep, right, deep, right, foot]),
        Segment::Line(right, top + LID),
    ];
    let lid = Mark::Ellipse {
        center: (f64::midpoint(left, right), top + LID),
        radii: (area.width() / 2.0, LID),
        fill: Some(fill.clone()),
        stroke: stroke.clone(),
    };
    vec![Mark::Path { segments: body, fill: Some(fill.clone()), stroke }, lid]
}

/// The glyph at the left of a place.
fn picture(node: &Node, (x, y): (f64, f64), ink: &Ink, measure: &mut Measure) -> Vec<Mark> {
    match node.shape {
        Shape::Device => glyph::server(x, y, ink, &Ink::Paper),
        Shape::Channel => glyph::broadcast(x, y, ink),
        Shape::User => vec![glyph::disc(x - 3.0, y, ink, &Ink::AccentSoft), initial(node, (x - 3.0, y), ink, measure)],
        Shape::Step
        | Shape::Decision
        | Shape::Storage
        | Shape::Origin
        | Shape::Resource
        | Shape::Outcome
        | Shape::Note => Vec::new(),
    }
}

fn initial(node: &Node, (x, y): (f64, f64), ink: &Ink, measure: &mut Measure) -> Mark {
    let content: EcoString =
        node.label.plain().chars().find(|c| c.is_alphanumeric()).unwrap_or('?').to_uppercase().collect();
    Mark::Text(Text {
        x,
        y: y + 4.7,
        anchor: Anchor::Middle,
        face: Face::SemiBold,
        size: 13.0,
        ink: ink.clone(),
        width: measure.width(&content, Face::SemiBold, 13.0),
        content,
        class: None,
        leftwards: false,
    })
}

/// A note at its upper left corner.
pub fn note(words: &Paragraph, area: &Area) -> Vec<Mark> {
    let mut figure = Figure { marks: glyph::sheet(area, &Ink::Note, &Ink::NoteLine), ..Figure::default() };
    let chips = Coat::neutral();
    let top = area.top + 5.0 + LINE / 2.0 + CENTER;
    let setting = Setting { class: None, ..Setting::new(area.left + 10.0, top, Anchor::Start, Ink::Text, &chips) };
    figure.set(words, &setting, None);
    figure.marks
}
