//! Marks as elements.

use super::FontMode;
use super::element::{self, Sink, Value, number, write_number};
use super::escape;
use super::motion;
use crate::font::{Face, Measure};
use crate::scene::{Anchor, Area, Group, Ink, Mark, Scene, Stroke, Text};
use crate::theme::Inks;

/// The size of text unless a mark says otherwise.
const SIZE: f64 = 13.0;

/// What spelling needs.
pub(super) struct Speller<'a> {
    inks: &'a Inks,
    fonts: FontMode,
    /// Whether only what is seen is spelled: no tooltips, and nothing for scripts.
    bare: bool,
    measure: Measure,
}

impl<'a> Speller<'a> {
    pub(super) fn new(inks: &'a Inks, fonts: FontMode) -> Self {
        Self { inks, fonts, bare: false, measure: Measure::new() }
    }

    /// Spells only what is seen.
    pub(super) fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    fn colour(&self, ink: &Ink) -> Value<'static> {
        Value::Colour(self.inks.colour(ink))
    }

    /// The outermost element.
    pub(super) fn root(&self, scene: &Scene, role: &'static str, sink: &mut impl Sink) {
        let (width, height) = (number(scene.width), number(scene.height));
        sink.begin("svg");
        if self.bare {
            maybe(sink, "aria-description", (!scene.desc.is_empty()).then_some(Value::Words(&scene.desc)));
            let name = if scene.title.is_empty() { "Diagram" } else { scene.title.as_str() };
            sink.set("aria-label", Value::Words(name));
        }
        sink.set("fill", self.colour(&Ink::Text));
        sink.set("font-family", Value::Plain(family(Face::Regular)));
        sink.set("font-size", Value::Number(SIZE));
        sink.set("height", Value::Plain(&height));
        sink.set("role", Value::Plain(role));
        sink.set("viewBox", Value::Plain(&format!("0 0 {width} {height}")));
        sink.set("width", Value::Plain(&width));
        sink.set("xmlns", Value::Plain("http://www.w3.org/2000/svg"));
        sink.open();
    }

    /// What everything lies on.
    pub(super) fn paper(&self, scene: &Scene, sink: &mut impl Sink) {
        sink.begin("rect");
        sink.set("fill", self.colour(&Ink::Paper));
        sink.set("height", Value::Number(scene.height));
        sink.set("width", Value::Number(scene.width));
        sink.leaf();
    }

    /// A mark and those within it.
    pub(super) fn mark(&self, mark: &Mark, sink: &mut impl Sink) {
        match mark {
            Mark::Rect { area, radius, fill, stroke, class } => {
                self.rect(area, *radius, (fill.as_ref(), stroke.as_ref()), *class, sink);
            }
            Mark::Line { from, to, stroke, class } => {
                sink.begin("line");
                maybe(sink, "class", class.map(Value::Plain));
                self.stroked(stroke, sink);
                sink.set("x1", Value::Number(from.0));
                sink.set("x2", Value::Number(to.0));
                sink.set("y1", Value::Number(from.1));
                sink.set("y2", Value::Number(to.1));
                sink.leaf();
            }
            Mark::Path { segments, fill, stroke } => {
                self.path(Value::Path(segments), fill.as_ref(), stroke.as_ref(), sink);
            }
            Mark::Ellipse { center, radii, fill, stroke } => {
                sink.begin("ellipse");
                sink.set("cx", Value::Number(center.0));
                sink.set("cy", Value::Number(center.1));
                self.filled(fill.as_ref(), sink);
                sink.set("rx", Value::Number(radii.0));
                sink.set("ry", Value::Number(radii.1));
                stroke.iter().for_each(|stroke| self.stroked(stroke, sink));
                sink.leaf();
            }
            Mark::Hatch { area, pitch, stroke } => {
                let d = hatch(area, *pitch);
                if !d.is_empty() {
                    self.path(Value::Plain(&d), None, Some(stroke), sink);
                }
            }
            Mark::Text(text) => self.text(text, sink),
            Mark::Group(group) => self.group(group, sink),
        }
    }

    fn rect(
        &self,
        area: &Area,
        radius: f64,
        (fill, stroke): (Option<&Ink>, Option<&Stroke>),
        class: Option<&'static str>,
        sink: &mut impl Sink,
    ) {
        sink.begin("rect");
        maybe(sink, "class", class.map(Value::Plain));
        self.filled(fill, sink);
        sink.set("height", Value::Number(area.height()));
        maybe(sink, "rx", (radius > 0.0).then_some(Value::Number(radius)));
        stroke.into_iter().for_each(|stroke| self.stroked(stroke, sink));
        sink.set("width", Value::Number(area.width()));
        sink.set("x", Value::Number(area.left));
        sink.set("y", Value::Number(area.top));
        sink.leaf();
    }

    fn path(&self, d: Value<'_>, fill: Option<&Ink>, stroke: Option<&Stroke>, sink: &mut impl Sink) {
        sink.begin("path");
        sink.set("d", d);
        self.filled(fill, sink);
        stroke.into_iter().for_each(|stroke| self.stroked(stroke, sink));
        sink.leaf();
    }

    fn filled(&self, fill: Option<&Ink>, sink: &mut impl Sink) {
        sink.set("fill", fill.map_or(Value::Plain("none"), |ink| self.colour(ink)));
    }

    fn stroked(&self, stroke: &Stroke, sink: &mut impl Sink) {
        sink.set("stroke", self.colour(&stroke.ink));
        maybe(sink, "stroke-dasharray", stroke.dash.map(|(dash, space)| Value::Pair(dash.into(), space.into())));
        let other = (stroke.width - 1.0).abs() > 0.001;
        maybe(sink, "stroke-width", other.then_some(Value::Number(stroke.width.into())));
    }

    /// A group, within a link if it leads somewhere.
    fn group(&self, group: &Group, sink: &mut impl Sink) {
        self.around(group, sink, &|sink| group.marks.iter().for_each(|mark| self.mark(mark, sink)));
    }

    /// A step whose arrow grows from where it begins.
    pub(super) fn moving<S: Sink>(&self, group: &Group, step: usize, sink: &mut S) {
        let Some((arrow, (x, y))) = motion::arrow(group) else { return self.group(group, sink) };
        let style = format!("animation-name:a{step};transform-origin:{}px {}px", number(x), number(y));
        self.around(group, sink, &|sink: &mut S| {
            for (at, mark) in group.marks.iter().enumerate() {
                if at == arrow.start {
                    sink.begin("g");
                    sink.set("style", Value::Plain(&style));
                    sink.open();
                }
                self.mark(mark, sink);
                if at + 1 == arrow.end {
                    sink.close("g");
                }
            }
        });
    }

    /// A group around what is told of its marks.
    fn around<S: Sink>(&self, group: &Group, sink: &mut S, marks: &dyn Fn(&mut S)) {
        let link = group.href.as_deref().and_then(escape::link);
        if let Some(link) = &link {
            sink.begin("a");
            sink.set("href", Value::Words(link));
            sink.open();
        }
        let labelled = !(group.label.is_empty() || self.bare && link.is_none());
        let (line, step) = if self.bare { (None, None) } else { (group.line, group.step) };
        let tooltip = if self.bare { "" } else { group.tooltip.as_str() };
        sink.begin("g");
        maybe(sink, "aria-label", labelled.then_some(Value::Words(&group.label)));
        sink.set("class", Value::Plain(group.class));
        maybe(sink, "data-line", line.map(Value::Whole));
        maybe(sink, "data-step", step.map(Value::Whole));
        maybe(sink, "opacity", group.opacity.map(Value::Number));
        maybe(sink, "role", labelled.then_some(Value::Plain("group")));
        if group.marks.is_empty() && tooltip.is_empty() {
            sink.leaf();
        } else {
            sink.open();
            if !tooltip.is_empty() {
                sink.begin("title");
                sink.words(&[tooltip]);
            }
            marks(sink);
            sink.close("g");
        }
        if link.is_some() {
            sink.close("a");
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
        let foreign = self.foreign(text);
        // Another font may draw it.
        let held = text.width > 0.0 && (self.fonts == FontMode::System || foreign);
        let other_size = (text.size - SIZE).abs() > 0.001;
        let weight = text.face.weight();
        sink.begin("text");
        maybe(sink, "class", text.class.map(Value::Plain));
        maybe(sink, "direction", leftwards.then_some(Value::Plain("rtl")));
        maybe(sink, "fill", (text.ink != Ink::Text).then(|| self.colour(&text.ink)));
        maybe(sink, "font-family", (text.face == Face::Mono).then(|| Value::Plain(family(text.face))));
        maybe(sink, "font-size", other_size.then_some(Value::Number(text.size)));
        maybe(sink, "font-weight", (weight != 400).then(|| Value::Whole(weight.into())));
        // Another font's letters are stretched: spaced out, those of joined scripts would come apart.
        maybe(sink, "lengthAdjust", (held && foreign).then_some(Value::Plain("spacingAndGlyphs")));
        maybe(sink, "text-anchor", anchor.map(Value::Plain));
        maybe(sink, "textLength", held.then_some(Value::Number(text.width)));
        sink.set("x", Value::Number(text.x));
        sink.set("y", Value::Number(text.y));
        sink.words(&[&text.content]);
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
            sink.begin("path");
            maybe(sink, "class", text.class.map(Value::Plain));
            sink.set("d", Value::Plain(&d));
            sink.set("fill", self.colour(&text.ink));
            sink.set("transform", Value::Plain(&place));
            sink.leaf();
        }
    }
}

/// Sets an attribute, if there is a value.
fn maybe(sink: &mut impl Sink, name: &'static str, value: Option<Value<'_>>) {
    if let Some(value) = value {
        sink.set(name, value);
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
    let pair = |letter: u8, x: f64, y: f64, d: &mut Vec<u8>| {
        d.push(letter);
        write_number(x, d);
        d.push(b' ');
        write_number(y, d);
    };
    let (mut d, mut next) = (Vec::new(), Vec::new());
    let mut stripes = area.stripes(pitch);
    if let Some(y) = stripes.next() {
        pair(b'M', area.left, y, &mut d);
        pair(b'l', rise, -rise, &mut d);
    }
    // All others are where the one before them is, one further.
    pair(b'm', -rise, rise + pitch, &mut next);
    pair(b'l', rise, -rise, &mut next);
    stripes.for_each(|_| d.extend_from_slice(&next));
    element::text(d)
}
