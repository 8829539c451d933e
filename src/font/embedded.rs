//! The WOFF2 files as an SVG embeds them: in base64 (RFC 4648 §4), spelled by the compiler.

use super::Face;

static REGULAR: &str = text(&encoded::<{ length(Face::Regular) }>(Face::Regular.woff2()));
static SEMI_BOLD: &str = text(&encoded::<{ length(Face::SemiBold) }>(Face::SemiBold.woff2()));
static MONO: &str = text(&encoded::<{ length(Face::Mono) }>(Face::Mono.woff2()));

/// The WOFF2 of a face.
pub(super) fn base64_of(face: Face) -> &'static str {
    match face {
        Face::Regular => REGULAR,
        Face::SemiBold => SEMI_BOLD,
        Face::Mono => MONO,
    }
}

/// How many letters there are.
const fn length(face: Face) -> usize {
    face.woff2().len().div_ceil(3) * 4
}

/// Four letters for every three bytes.
const fn encoded<const N: usize>(bytes: &[u8]) -> [u8; N] {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = [b'='; N];
    let mut at = 0;
    while at < N {
        let (first, place) = (at / 4 * 3, at % 4);
        if first + place <= bytes.len() {
            let word = (byte(bytes, first) << 16) | (byte(bytes, first + 1) << 8) | byte(bytes, first + 2);
            text[at] = LETTERS[(word >> (18 - 6 * place)) as usize & 63];
        }
        at += 1;
    }
    text
}

/// The byte at a place; zero behind the last.
const fn byte(bytes: &[u8], at: usize) -> u32 {
    if at < bytes.len() { bytes[at] as u32 } else { 0 }
}

/// Letters as text.
const fn text(letters: &'static [u8]) -> &'static str {
    match std::str::from_utf8(letters) {
        Ok(text) => text,
        Err(_) => "",
    }
}
