//! Elements, and the writer of large pictures: the bytes are those of the `svg` crate (a test compares both), but no
//! tree is built, since that costs ten times as much.

use crate::scene::Segment;
use crate::theme::colour::Colour;
use std::borrow::Cow;
use std::fmt::Write;

/// What an attribute says, spelled only when it is written.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    /// Words.
    Words(Cow<'a, str>),
    /// A coordinate, rounded.
    Number(f64),
    /// Two of them.
    Pair(f64, f64),
    /// A whole number.
    Whole(u32),
    /// A colour.
    Colour(Colour),
    /// Path data.
    Path(&'a [Segment]),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(words: &'a str) -> Self {
        Self::Words(Cow::Borrowed(words))
    }
}

impl From<String> for Value<'_> {
    fn from(words: String) -> Self {
        Self::Words(Cow::Owned(words))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(words: Cow<'a, str>) -> Self {
        Self::Words(words)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<Colour> for Value<'_> {
    fn from(colour: Colour) -> Self {
        Self::Colour(colour)
    }
}

impl Value<'_> {
    /// Adds it to a text, escaped where that is needed.
    fn write(&self, out: &mut String) {
        match self {
            Self::Words(words) => escape(words, true, out),
            Self::Number(_) | Self::Pair(..) | Self::Whole(_) | Self::Colour(_) | Self::Path(_) => self.say(out),
        }
    }

    /// Adds it to a text as it is.
    pub(super) fn say(&self, out: &mut String) {
        match self {
            Self::Words(words) => out.push_str(words),
            Self::Number(value) => write_number(*value, out),
            Self::Pair(a, b) => write_numbers("", &[*a, *b], out),
            Self::Whole(number) => write_digits(u64::from(*number), out),
            Self::Colour(colour) => write_colour(*colour, out),
            Self::Path(segments) => write_path(segments, out),
        }
    }
}

/// A tag with its attributes.
#[derive(Clone, Debug)]
pub(super) struct Element<'a> {
    /// Its name.
    pub name: &'static str,
    /// By name, as they are written.
    pub attributes: Vec<(&'static str, Value<'a>)>,
}

impl<'a> Element<'a> {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::with_capacity(10) }
    }

    /// With one more attribute.
    pub(super) fn set(mut self, name: &'static str, value: impl Into<Value<'a>>) -> Self {
        let at = self.attributes.iter().rposition(|(other, _)| *other <= name).map_or(0, |before| before + 1);
        self.attributes.insert(at, (name, value.into()));
        self
    }

    /// With an attribute, if there is a value.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<Value<'a>>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }
}

/// A number with at most two decimals.
pub(super) fn number(value: f64) -> String {
    let mut text = String::new();
    write_number(value, &mut text);
    text
}

/// Up to here the shortest form of a number of whole hundredths is its decimal one: it has less than 16 digits.
const EXACT: f64 = 1e13;

/// Likewise, added to a text. The standard library finds the shortest form of any number; of hundredths it is plain.
pub(super) fn write_number(value: f64, out: &mut String) {
    let scaled = value * 100.0;
    if scaled.is_nan() || scaled.abs() >= EXACT {
        // Adding zero turns -0 into 0. Writing to a string cannot fail.
        let _ = write!(out, "{}", scaled.round() / 100.0 + 0.0);
        return;
    }
    // Within the limit checked above; halves are rounded away from zero.
    let whole = scaled.abs() as i64;
    let hundredths = whole.unsigned_abs() + u64::from(scaled.abs() - whole as f64 >= 0.5);
    let mut digits = Digits::default();
    let decimals = hundredths % 100;
    if !decimals.is_multiple_of(10) {
        digits.before(decimals % 10);
    }
    if decimals > 0 {
        digits.before(decimals / 10);
        digits.sign(b'.');
    }
    digits.number(hundredths / 100);
    if scaled < 0.0 && hundredths > 0 {
        digits.sign(b'-');
    }
    out.push_str(digits.text());
}

/// Signs of a number, from the last to the first.
struct Digits {
    signs: [u8; 24],
    start: usize,
}

impl Default for Digits {
    fn default() -> Self {
        Self { signs: [b'0'; 24], start: 24 }
    }
}

impl Digits {
    fn sign(&mut self, sign: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(place) = self.signs.get_mut(self.start) {
            *place = sign;
        }
    }

    /// A number below ten.
    fn before(&mut self, digit: u64) {
        self.sign(b'0' + digit as u8);
    }

    fn number(&mut self, number: u64) {
        let mut rest = number;
        self.before(rest % 10);
        while rest >= 10 {
            rest /= 10;
            self.before(rest % 10);
        }
    }

    fn text(&self) -> &str {
        self.signs.get(self.start..).and_then(|signs| std::str::from_utf8(signs).ok()).unwrap_or_default()
    }
}

fn write_digits(number: u64, out: &mut String) {
    let mut digits = Digits::default();
    digits.number(number);
    out.push_str(digits.text());
}

/// A letter and numbers with spaces between.
fn write_numbers(letter: &str, numbers: &[f64], out: &mut String) {
    out.push_str(letter);
    for (place, value) in numbers.iter().enumerate() {
        if place > 0 {
            out.push(' ');
        }
        write_number(*value, out);
    }
}

/// `#rrggbb`
fn write_colour(colour: Colour, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut digits = Digits::default();
    for place in 0..6 {
        digits.sign(HEX[(colour.0 >> (4 * place)) as usize & 0xF]);
    }
    digits.sign(b'#');
    out.push_str(digits.text());
}

fn write_path(segments: &[Segment], out: &mut String) {
    for segment in segments {
        match segment {
            Segment::Move(x, y) => write_numbers("M", &[*x, *y], out),
            Segment::Line(x, y) => write_numbers("L", &[*x, *y], out),
            Segment::Curve(points) => write_numbers("C", &**points, out),
            Segment::Close => out.push('Z'),
        }
    }
}

/// Escapes as the `svg` crate does.
fn escape(text: &str, attribute: bool, out: &mut String) {
    let special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>') || attribute && matches!(byte, b'"' | b'\'');
    let mut rest = text;
    while let Some(at) = position(rest.as_bytes(), special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&apos;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Where the first of some bytes stands; most texts have none, so that many bytes are looked at in one step.
fn position(bytes: &[u8], wanted: impl Fn(&u8) -> bool) -> Option<usize> {
    const STEP: usize = 32;
    let chunk = bytes.chunks(STEP).position(|chunk| chunk.iter().fold(false, |found, byte| found | wanted(byte)))?;
    let start = chunk * STEP;
    bytes.get(start..)?.iter().position(wanted).map(|at| start + at)
}

/// Takes elements in the order of the document.
pub(super) trait Sink {
    /// An element with content begins.
    fn open(&mut self, element: &Element<'_>);
    /// It ends.
    fn close(&mut self, element: &Element<'_>);
    /// An element without content.
    fn leaf(&mut self, element: &Element<'_>);
    /// An element that holds nothing but words.
    fn words(&mut self, element: &Element<'_>, words: &str);
}

/// A document as text.
#[derive(Default)]
pub(super) struct Stream {
    out: String,
}

impl Stream {
    /// With room for so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self { out: String::with_capacity(bytes) }
    }

    /// The document.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn tag(&mut self, element: &Element<'_>, end: &str) {
        self.out.push('<');
        self.out.push_str(element.name);
        for (name, value) in &element.attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            value.write(&mut self.out);
            self.out.push('"');
        }
        self.out.push_str(end);
    }

    fn end(&mut self, element: &Element<'_>) {
        self.out.push_str("</");
        self.out.push_str(element.name);
        self.out.push_str(">\n");
    }
}

impl Sink for Stream {
    fn open(&mut self, element: &Element<'_>) {
        self.tag(element, ">\n");
    }

    fn close(&mut self, element: &Element<'_>) {
        self.end(element);
    }

    fn leaf(&mut self, element: &Element<'_>) {
        self.tag(element, "/>\n");
    }

    fn words(&mut self, element: &Element<'_>, words: &str) {
        self.tag(element, ">");
        escape(words, false, &mut self.out);
        self.end(element);
    }
}
