//! What may stand in an SVG: characters that XML allows, and links that lead nowhere dangerous.

use std::borrow::Cow;

/// Text without the characters that XML 1.0 forbids (§2.2); a visible substitute stands in their place.
pub(in crate::render) fn text(text: &str) -> Cow<'_, str> {
    // Most text is printable ASCII, which takes no decoding to see.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || text.chars().all(allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(|c| if allowed(c) { c } else { '\u{FFFD}' }).collect())
    }
}

fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..) && c != '\u{7F}'
}

/// A link, if it is `http:`, `https:` or relative.
pub(in crate::render) fn link(address: &str) -> Option<Cow<'_, str>> {
    // A browser drops control characters and white space before it looks for the scheme.
    let squeezed: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let head = squeezed.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = head.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let safe = scheme.is_none_or(|scheme| scheme == "http" || scheme == "https");
    safe.then(|| text(address))
}
