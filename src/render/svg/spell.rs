//! Marks as elements.

use super::FontMode;
use super::element::{Element, Sink, Value, number, write_number};
use super::escape;
use crate::font::{Face, Measure};
use crate::scene::{Anchor, Area, Group, Ink, Mark, Scene, Stroke, Text};
use crate::theme::Inks;
use crate::theme::colour::Colour;

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

    fn colour(&self, ink: &Ink) -> Colour {
        self.inks.colour(ink)
    }

    /// The outermost element.
    pub(super) fn root(&self, scene: &Scene) -> Element<'static> {
        let (width, height) = (number(scene.width), number(scene.height));
        Element::new("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .set("viewBox", format!("0 0 {width} {height}"))
            .set("width", width)
            .set("height", height)
            .set("role", "img")
            .set("font-family", family(Face::Regular))
            .set("font-size", SIZE)
            .set("fill", self.colour(&Ink::Text))
    }

    /// What everything lies on.
    pub(super) fn paper(&self, scene: &Scene) -> Element<'static> {
        let paper = self.colour(&Ink::Paper);
        Element::new("rect").set("width", scene.width).set("height", scene.height).set("fill", paper)
    }

    /// A mark and those within it.
    pub(super) fn mark(&self, mark: &Mark, sink: &mut impl Sink) {
        match mark {
            Mark::Rect { area, radius, fill, stroke, class } => {
                let element = self.area(Element::new("rect"), area).maybe("class", *class);
                let element = if *radius > 0.0 { element.set("rx", *radius) } else { element };
                sink.leaf(&self.painted(element, fill.as_ref(), stroke.as_ref()));
            }
            Mark::Line { from, to, stroke, class } => {
                let element = Element::new("line").set("x1", from.0).set("y1", from.1).set("x2", to.0).set("y2", to.1);
                sink.leaf(&self.stroked(element.maybe("class", *class), stroke));
            }
            Mark::Path { segments, fill, stroke } => {
                sink.leaf(&self.painted(
                    Element::new("path").set("d", Value::Path(segments)),
                    fill.as_ref(),
                    stroke.as_ref(),
                ));
            }
            Mark::Ellipse { center, radii, fill, stroke } => {
                let element = Element::new("ellipse").set("cx", center.0).set("cy", center.1);
                let element = element.set("rx", radii.0).set("ry", radii.1);
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

    fn area<'m>(&self, element: Element<'m>, area: &Area) -> Element<'m> {
        element.set("x", area.left).set("y", area.top).set("width", area.width()).set("height", area.height())
    }

    fn painted<'m>(&self, element: Element<'m>, fill: Option<&Ink>, stroke: Option<&Stroke>) -> Element<'m> {
        let element = match fill {
            Some(ink) => element.set("fill", self.colour(ink)),
            None => element.set("fill", "none"),
        };
        match stroke {
            Some(stroke) => self.stroked(element, stroke),
            None => element,
        }
    }

    fn stroked<'m>(&self, element: Element<'m>, stroke: &Stroke) -> Element<'m> {
        let element = element.set("stroke", self.colour(&stroke.ink));
        let element = if (stroke.width - 1.0).abs() > 0.001 {
            element.set("stroke-width", f64::from(stroke.width))
        } else {
            element
        };
        element.maybe("stroke-dasharray", stroke.dash.map(|(dash, space)| Value::Pair(dash.into(), space.into())))
    }

    /// A group, within a link if it leads somewhere.
    fn group(&self, group: &Group, sink: &mut impl Sink) {
        let link = group.href.as_deref().and_then(escape::link).map(|link| Element::new("a").set("href", link));
        if let Some(link) = &link {
            sink.open(link);
        }
        let label = (!group.label.is_empty()).then(|| escape::text(&group.label));
        let element = Element::new("g")
            .set("class", group.class)
            .maybe("data-step", group.step)
            .maybe("data-line", group.line)
            .maybe("role", label.is_some().then_some("group"))
            .maybe("aria-label", label)
            .maybe("opacity", group.opacity);
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
        let weight = (text.face.weight() != 400).then(|| u32::from(text.face.weight()));
        let ink = (text.ink != Ink::Text).then(|| self.colour(&text.ink));
        let element = Element::new("text")
            .set("x", text.x)
            .set("y", text.y)
            .maybe("class", text.class)
            .maybe("direction", leftwards.then_some("rtl"))
            .maybe("text-anchor", anchor)
            .maybe("font-family", family)
            .maybe("font-weight", weight)
            .maybe("font-size", other_size.then_some(text.size))
            .maybe("fill", ink)
            // Another font's letters are stretched: spaced out, those of joined scripts would come apart.
            .maybe("lengthAdjust", (self.held(text) && self.foreign(text)).then_some("spacingAndGlyphs"))
            .maybe("textLength", self.held(text).then_some(text.width));
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
pub(super) fn family(face: Face) -> &'static str {
    match face {
        Face::Regular | Face::SemiBold => "Cachediag Sans, Inter, system-ui, sans-serif",
        Face::Mono => "Cachediag Mono, JetBrains Mono, ui-monospace, monospace",
    }
}

/// Stripes that rise to the right within an upright band.
fn hatch(area: &Area, pitch: f64) -> String {
    let rise = area.width();
    let mut d = String::new();
    let mut pair = |letter: char, x: f64, y: f64| {
        d.push(letter);
        write_number(x, &mut d);
        d.push(' ');
        write_number(y, &mut d);
    };
    let mut y = area.top + rise;
    let mut first = true;
    while y <= area.bottom && rise > 0.0 && pitch > 0.0 {
        if std::mem::take(&mut first) {
            pair('M', area.left, y);
        } else {
            pair('m', -rise, rise + pitch);
        }
        pair('l', rise, -rise);
        y += pitch;
    }
    d
}
