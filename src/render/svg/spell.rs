//! Marks as elements.

use super::FontMode;
use super::element::{Element, Sink, number};
use super::escape;
use crate::font::{Face, Measure};
use crate::scene::{Anchor, Area, Group, Ink, Mark, Scene, Segment, Stroke, Text};
use crate::theme::Inks;
use std::fmt::Write;

/// The size of text unless a mark says otherwise.
const SIZE: f64 = 13.0;

/// What spelling needs.
pub(super) struct Speller<'a> {
    inks: &'a Inks,
    fonts: FontMode,
    measure: Measure,
}

impl<'a> Speller<'a> {
    pub(super) fn new(inks: &'a Inks, fonts: FontMode) -> Self {
        Self { inks, fonts, measure: Measure::new() }
    }

    fn colour(&self, ink: &Ink) -> String {
        self.inks.colour(ink).to_string()
    }

    /// The outermost element.
    pub(super) fn root(&self, scene: &Scene) -> Element {
        let (width, height) = (number(scene.width), number(scene.height));
        Element::new("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .set("viewBox", format!("0 0 {width} {height}"))
            .set("width", width)
            .set("height", height)
            .set("role", "img")
            .set("font-family", family(Face::Regular))
            .number("font-size", SIZE)
            .set("fill", self.colour(&Ink::Text))
    }

    /// What everything lies on.
    pub(super) fn paper(&self, scene: &Scene) -> Element {
        let paper = self.colour(&Ink::Paper);
        Element::new("rect").number("width", scene.width).number("height", scene.height).set("fill", paper)
    }

    /// A mark and those within it.
    pub(super) fn mark(&self, mark: &Mark, sink: &mut impl Sink) {
        match mark {
            Mark::Rect { area, radius, fill, stroke, class } => {
                let element = self.area(Element::new("rect"), area).maybe("class", *class);
                let element = if *radius > 0.0 { element.number("rx", *radius) } else { element };
                sink.leaf(&self.painted(element, fill.as_ref(), stroke.as_ref()));
            }
            Mark::Line { from, to, stroke, class } => {
                let element = Element::new("line")
                    .number("x1", from.0)
                    .number("y1", from.1)
                    .number("x2", to.0)
                    .number("y2", to.1);
                sink.leaf(&self.stroked(element.maybe("class", *class), stroke));
            }
            Mark::Path { segments, fill, stroke } => {
                sink.leaf(&self.painted(Element::new("path").set("d", path(segments)), fill.as_ref(), stroke.as_ref()));
            }
            Mark::Ellipse { center, radii, fill, stroke } => {
                let element = Element::new("ellipse").number("cx", center.0).number("cy", center.1);
                let element = element.number("rx", radii.0).number("ry", radii.1);
                sink.leaf(&self.painted(element, fill.as_ref(), stroke.as_ref()));
            }
            Mark::Hatch { area, pitch, stroke } => {
                let d = hatch(area, *pitch);
                if !d.is_empty() {
                    sink.leaf(&self.painted(Element::new("path").set("d", d), None, Some(stroke)));
                }
            }
            Mark::Text(text) => self.text(text, sink),
            Mark::Group(group) => self.group(group, sink),
        }
    }

    fn area(&self, element: Element, area: &Area) -> Element {
        element
            .number("x", area.left)
            .number("y", area.top)
            .number("width", area.width())
            .number("height", area.height())
    }

    fn painted(&self, element: Element, fill: Option<&Ink>, stroke: Option<&Stroke>) -> Element {
        let element = element.set("fill", fill.map_or_else(|| "none".to_owned(), |ink| self.colour(ink)));
        match stroke {
            Some(stroke) => self.stroked(element, stroke),
            None => element,
        }
    }

    fn stroked(&self, element: Element, stroke: &Stroke) -> Element {
        let element = element.set("stroke", self.colour(&stroke.ink));
        let element =
            if (stroke.width - 1.0).abs() > 0.001 { element.number("stroke-width", stroke.width) } else { element };
        element
            .maybe("stroke-dasharray", stroke.dash.map(|(dash, space)| format!("{} {}", number(dash), number(space))))
    }

    /// A group, within a link if it leads somewhere.
    fn group(&self, group: &Group, sink: &mut impl Sink) {
        let link = group.href.as_deref().and_then(escape::link).map(|link| Element::new("a").set("href", link));
        if let Some(link) = &link {
            sink.open(link);
        }
        let step = |value: Option<u32>| value.map(|value| value.to_string());
        let label = (!group.label.is_empty()).then(|| escape::text(&group.label));
        let element = Element::new("g")
            .set("class", group.class)
            .maybe("data-step", step(group.step))
            .maybe("data-line", step(group.line))
            .maybe("role", label.is_some().then_some("group"))
            .maybe("aria-label", label)
            .maybe("opacity", group.opacity.map(number));
        if group.marks.is_empty() && group.tooltip.is_empty() {
            sink.leaf(&element);
        } else {
            sink.open(&element);
            if !group.tooltip.is_empty() {
                sink.words(&Element::new("title"), &escape::text(&group.tooltip));
            }
            group.marks.iter().for_each(|mark| self.mark(mark, sink));
            sink.close(&element);
        }
        if let Some(link) = &link {
            sink.close(link);
        }
    }

    fn text(&self, text: &Text, sink: &mut impl Sink) {
        if self.fonts == FontMode::Outline && text.content.chars().all(|c| text.face.covers(c)) {
            return self.outline(text, sink);
        }
        // Where a text reads leftwards, its start is its right end.
        let leftwards = text.leftwards;
        let anchor = match (text.anchor, leftwards) {
            (Anchor::Start, false) | (Anchor::End, true) => None,
            (Anchor::Middle, _) => Some("middle"),
            (Anchor::End, false) | (Anchor::Start, true) => Some("end"),
        };
        let other_size = (text.size - SIZE).abs() > 0.001;
        let family = (text.face == Face::Mono).then(|| family(text.face));
        let weight = (text.face.weight() != 400).then(|| text.face.weight().to_string());
        let ink = (text.ink != Ink::Text).then(|| self.colour(&text.ink));
        let element = Element::new("text")
            .number("x", text.x)
            .number("y", text.y)
            .maybe("class", text.class)
            .maybe("direction", leftwards.then_some("rtl"))
            .maybe("text-anchor", anchor)
            .maybe("font-family", family)
            .maybe("font-weight", weight)
            .maybe("font-size", other_size.then(|| number(text.size)))
            .maybe("fill", ink)
            // Another font's letters are stretched: spaced out, those of joined scripts would come apart.
            .maybe("lengthAdjust", (self.held(text) && self.foreign(text)).then_some("spacingAndGlyphs"))
            .maybe("textLength", self.held(text).then(|| number(text.width)));
        sink.words(&element, &escape::text(&text.content));
    }

    /// Whether a text is held to its measured width: another font may draw it.
    fn held(&self, text: &Text) -> bool {
        text.width > 0.0 && (self.fonts == FontMode::System || self.foreign(text))
    }

    /// Whether a text has characters that the embedded fonts lack.
    fn foreign(&self, text: &Text) -> bool {
        !text.content.chars().all(|c| text.face.embedded_covers(c))
    }

    fn outline(&self, text: &Text, sink: &mut impl Sink) {
        let left = text.area().left;
        let d = self.measure.outline(&text.content, text.face, text.size);
        if !d.is_empty() {
            let place = format!("translate({} {})", number(left), number(text.y));
            let element = Element::new("path").set("d", d).set("transform", place).maybe("class", text.class);
            sink.leaf(&element.set("fill", self.colour(&text.ink)));
        }
    }
}

/// The family of a face, and what to take where it is missing.
fn family(face: Face) -> String {
    let general = match face {
        Face::Regular | Face::SemiBold => "Inter, system-ui, sans-serif",
        Face::Mono => "JetBrains Mono, ui-monospace, monospace",
    };
    format!("{}, {general}", face.family())
}

/// Path data.
fn path(segments: &[Segment]) -> String {
    let mut d = String::new();
    for segment in segments {
        // Writing to a string cannot fail.
        let _ = match segment {
            Segment::Move(x, y) => write!(d, "M{} {}", number(*x), number(*y)),
            Segment::Line(x, y) => write!(d, "L{} {}", number(*x), number(*y)),
            Segment::Curve(points) => write!(d, "C{}", points.map(number).join(" ")),
            Segment::Close => write!(d, "Z"),
        };
    }
    d
}

/// Stripes that rise to the right within an upright band.
fn hatch(area: &Area, pitch: f64) -> String {
    let rise = area.width();
    let mut d = String::new();
    let mut y = area.top + rise;
    while y <= area.bottom && rise > 0.0 && pitch > 0.0 {
        let step = if d.is_empty() {
            format!("M{} {}", number(area.left), number(y))
        } else {
            format!("m{} {}", number(-rise), number(rise + pitch))
        };
        // Writing to a string cannot fail.
        let _ = write!(d, "{step}l{} {}", number(rise), number(-rise));
        y += pitch;
    }
    d
}
