//! Entity tags (RFC 9110 §8.8.3).

use super::fields::members;

/// Whether a stored entity tag is among those of an `If-None-Match`; `*` lists every one. Compared weakly (§8.8.3.2).
#[must_use]
pub fn is_listed(list: &str, stored: Option<&str>) -> bool {
    members(list).into_iter().any(|member| match stored {
        Some(stored) => member == "*" || opaque(member) == opaque(stored.trim()),
        None => member == "*",
    })
}

/// Whether two tags are the same and neither is weak.
#[must_use]
pub fn matches_strongly(one: &str, other: &str) -> bool {
    one.trim() == other.trim() && !one.trim().starts_with("W/")
}

/// The tag without its weakness.
fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}
