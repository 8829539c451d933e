//! The raw end of a line: where its text ends, its comment starts, and its last bracket opens.

/// What [`scan`] finds; all are byte offsets into the scanned text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    /// Where the text ends: at its comment or at the end.
    pub end: usize,
    /// The last `[` outside quotes and code that is not escaped.
    pub bracket: Option<usize>,
}

/// Looks for a comment and a bracket in one pass. `//` starts a comment after white space only, and neither inside
/// `"…"` nor inside `` `…` ``; a quote that nobody closes is a plain character.
#[must_use]
pub fn scan(text: &str) -> Tail {
    let mut tail = Tail { end: text.len(), bracket: None };
    if !text.contains('[') && !text.contains("//") {
        return tail;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    let (mut quotes, mut ticks) = (true, true);
    while let Some(&byte) = bytes.get(at) {
        let inside = match byte {
            b'"' => &mut quotes,
            b'`' => &mut ticks,
            b'\\' => {
                at += 2;
                continue;
            }
            b'[' => {
                tail.bracket = Some(at);
                at += 1;
                continue;
            }
            b'/' if comment_at(bytes, at) => {
                tail.end = at;
                return tail;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let close = if *inside { closing(&bytes[at + 1..], byte) } else { None };
        *inside = close.is_some();
        at += close.map_or(1, |length| length + 2);
    }
    tail
}

/// Where what such a sign opened is closed; in quotes, `\"` closes nothing.
fn closing(rest: &[u8], sign: u8) -> Option<usize> {
    let mut escaped = false;
    rest.iter().position(|byte| {
        let closes = *byte == sign && !escaped;
        escaped = sign == b'"' && *byte == b'\\' && !escaped;
        closes
    })
}

/// Whether a comment starts at that byte.
fn comment_at(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1) == Some(&b'/')
        && at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_whitespace)
}
