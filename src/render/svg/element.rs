//! Elements, and the writer of large pictures: the bytes are those of the `svg` crate (a test compares both), but no
//! tree is built, since that costs ten times as much.

use super::escape;
use crate::scene::Segment;
use crate::theme::colour::Colour;
use std::io::{self, Write as _};

/// What an attribute says, spelled only when it is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// Somebody's words.
    Words(&'a str),
    /// Words of our own, in which nothing needs to be escaped.
    Plain(&'a str),
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

impl Value<'_> {
    /// Adds it to a text as it is.
    pub(super) fn say(&self, out: &mut Vec<u8>) {
        match self {
            Self::Words(words) | Self::Plain(words) => out.extend_from_slice(words.as_bytes()),
            Self::Number(value) => write_number(*value, out),
            Self::Pair(a, b) => write_numbers(b"", &[*a, *b], out),
            Self::Whole(number) => write_digits(u64::from(*number), out),
            Self::Colour(colour) => write_colour(*colour, out),
            Self::Path(segments) => write_path(segments, out),
        }
    }
}

/// Takes elements in the order of the document, attributes in the order of their names.
pub(super) trait Sink {
    /// An element begins.
    fn begin(&mut self, name: &'static str);
    /// It has an attribute.
    fn set(&mut self, name: &'static str, value: Value<'_>);
    /// It has no content.
    fn leaf(&mut self);
    /// Its content follows.
    fn open(&mut self);
    /// It holds nothing but words, told in pieces.
    fn words(&mut self, pieces: &[&str]);
    /// Likewise words of our own, in which nothing needs to be escaped.
    fn plain(&mut self, pieces: &[&str]);
    /// The element that was opened last ends.
    fn close(&mut self, name: &'static str);
}

/// The text of bytes that are one.
pub(super) fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// A number with at most two decimals.
pub(super) fn number(value: f64) -> String {
    let mut bytes = Vec::new();
    write_number(value, &mut bytes);
    text(bytes)
}

/// Up to here the shortest form of a number of whole hundredths is its decimal one: it has less than 16 digits.
const EXACT: f64 = 1e13;

/// Likewise, added to a text. The standard library finds the shortest form of any number; of hundredths it is plain.
pub(super) fn write_number(value: f64, out: &mut Vec<u8>) {
    let scaled = value * 100.0;
    if scaled.is_nan() || scaled.abs() >= EXACT {
        // Adding zero turns -0 into 0. Writing to a vector cannot fail.
        let _ = write!(out, "{}", scaled.round() / 100.0 + 0.0);
        return;
    }
    // Within the limit checked above; halves are rounded away from zero.
    let whole = scaled.abs() as i64;
    let hundredths = whole.unsigned_abs() + u64::from(scaled.abs() - whole as f64 >= 0.5);
    // Filled from the end: decimals, point, digits, sign.
    let mut signs = Signs::default();
    let (digits, decimals) = (hundredths / 100, hundredths % 100);
    if decimals > 0 {
        if !decimals.is_multiple_of(10) {
            signs.put(digit(decimals));
        }
        signs.put(digit(decimals / 10));
        signs.put(b'.');
    }
    signs.digits(digits);
    if scaled < 0.0 && hundredths > 0 {
        signs.put(b'-');
    }
    signs.add_to(out);
}

/// The last digit of a number.
fn digit(number: u64) -> u8 {
    b'0' + (number % 10) as u8
}

fn write_digits(number: u64, out: &mut Vec<u8>) {
    let mut signs = Signs::default();
    signs.digits(number);
    signs.add_to(out);
}

/// The characters of a number, from its end.
struct Signs {
    list: [u8; Self::ROOM],
    start: usize,
}

impl Default for Signs {
    fn default() -> Self {
        Self { list: [0; Self::ROOM], start: Self::ROOM }
    }
}

impl Signs {
    /// A power of two that is more than enough: the longest number has 20 digits, a point, two decimals and a sign.
    const ROOM: usize = 32;
    /// So many are handed on as one.
    const SHORT: usize = 16;

    fn put(&mut self, sign: u8) {
        self.start -= 1;
        // Always within the room; said so that nothing needs to be looked at.
        self.list[self.start % Self::ROOM] = sign;
    }

    fn digits(&mut self, mut rest: u64) {
        while rest >= 10 {
            self.put(digit(rest));
            rest /= 10;
        }
        self.put(digit(rest));
    }

    fn add_to(&self, out: &mut Vec<u8>) {
        let length = Self::ROOM - self.start;
        let Some(last) = self.list.last_chunk::<{ Self::SHORT }>().filter(|_| length <= Self::SHORT) else {
            return out.extend_from_slice(self.list.get(self.start..).unwrap_or_default());
        };
        // A piece of one size takes a fraction of the time of one whose size is not known; what is too much is cut off.
        let moved = u128::from_le_bytes(*last) >> (8 * (Self::SHORT - length));
        let end = out.len() + length;
        out.extend_from_slice(&moved.to_le_bytes());
        out.truncate(end);
    }
}

/// A letter and numbers with spaces between.
fn write_numbers(letter: &[u8], numbers: &[f64], out: &mut Vec<u8>) {
    out.extend_from_slice(letter);
    for (place, value) in numbers.iter().enumerate() {
        if place > 0 {
            out.push(b' ');
        }
        write_number(*value, out);
    }
}

/// `#rrggbb`
fn write_colour(colour: Colour, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'#');
    out.extend([20, 16, 12, 8, 4, 0].map(|shift| HEX[(colour.0 >> shift) as usize & 0xF]));
}

fn write_path(segments: &[Segment], out: &mut Vec<u8>) {
    for segment in segments {
        match segment {
            Segment::Move(x, y) => write_numbers(b"M", &[*x, *y], out),
            Segment::Line(x, y) => write_numbers(b"L", &[*x, *y], out),
            Segment::Curve(points) => write_numbers(b"C", &**points, out),
            Segment::Close => out.push(b'Z'),
        }
    }
}

/// The bytes of ASCII that stand for themselves everywhere: what is printable, and line ends.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        plain[byte as usize] = !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
        byte += 1;
    }
    plain[b'\n' as usize] = true;
    plain
};

/// Adds somebody's words: characters that may not stand are replaced, others escaped as the `svg` crate does.
fn write_words(words: &str, attribute: bool, out: &mut Vec<u8>) {
    // Many bytes are looked at in one step, since most texts have none that is not plain.
    if words.as_bytes().chunks(32).all(|bytes| bytes.iter().fold(true, |all, byte| all & PLAIN[usize::from(*byte)])) {
        out.extend_from_slice(words.as_bytes());
    } else {
        write_escaped(&escape::text(words), attribute, out);
    }
}

fn write_escaped(words: &str, attribute: bool, out: &mut Vec<u8>) {
    let special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>') || attribute && matches!(byte, b'"' | b'\'');
    for piece in words.as_bytes().split_inclusive(special) {
        let (last, before) = match piece.split_last() {
            Some((last, before)) if special(last) => (*last, before),
            Some(_) | None => (0, piece),
        };
        out.extend_from_slice(before);
        out.extend_from_slice(match last {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&apos;",
            _ => b"",
        });
    }
}

/// So many bytes are gathered before they are handed on.
const ROOM: usize = 16 << 10;

/// A document as bytes, handed on as they come.
pub(super) struct Stream<W: io::Write> {
    gathered: Vec<u8>,
    /// The element that has begun.
    name: &'static str,
    to: W,
    /// Why nothing more can be written.
    failed: Option<io::Error>,
}

impl<W: io::Write> Stream<W> {
    /// To there.
    pub(super) fn new(to: W) -> Self {
        Self { gathered: Vec::with_capacity(ROOM + (ROOM >> 2)), name: "", to, failed: None }
    }

    /// The document is complete.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.hand_on();
        match self.failed {
            Some(problem) => Err(problem),
            None => Ok(self.to),
        }
    }

    fn hand_on(&mut self) {
        let gathered = std::mem::take(&mut self.gathered);
        self.pass(&gathered);
        self.gathered = gathered;
        self.gathered.clear();
    }

    fn pass(&mut self, bytes: &[u8]) {
        if self.failed.is_none() {
            self.failed = self.to.write_all(bytes).err();
        }
    }

    /// Ends a tag or an element.
    fn end(&mut self, end: &[u8]) {
        self.gathered.extend_from_slice(end);
        if self.gathered.len() >= ROOM {
            self.hand_on();
        }
    }
}

impl<W: io::Write> Sink for Stream<W> {
    fn begin(&mut self, name: &'static str) {
        self.gathered.push(b'<');
        self.gathered.extend_from_slice(name.as_bytes());
        self.name = name;
    }

    fn set(&mut self, name: &'static str, value: Value<'_>) {
        self.gathered.push(b' ');
        self.gathered.extend_from_slice(name.as_bytes());
        self.gathered.extend_from_slice(b"=\"");
        if let Value::Words(words) = value {
            write_words(words, true, &mut self.gathered);
        } else {
            value.say(&mut self.gathered);
        }
        self.gathered.push(b'"');
    }

    fn leaf(&mut self) {
        self.end(b"/>\n");
    }

    fn open(&mut self) {
        self.end(b">\n");
    }

    fn words(&mut self, pieces: &[&str]) {
        self.gathered.push(b'>');
        for piece in pieces {
            write_words(piece, false, &mut self.gathered);
        }
        self.close(self.name);
    }

    fn plain(&mut self, pieces: &[&str]) {
        self.gathered.push(b'>');
        for piece in pieces.iter().map(|piece| piece.as_bytes()) {
            // A font is as long as many elements.
            if piece.len() < ROOM / 4 {
                self.gathered.extend_from_slice(piece);
            } else {
                self.hand_on();
                self.pass(piece);
            }
        }
        self.close(self.name);
    }

    fn close(&mut self, name: &'static str) {
        self.gathered.extend_from_slice(b"</");
        self.gathered.extend_from_slice(name.as_bytes());
        self.end(b">\n");
    }
}
