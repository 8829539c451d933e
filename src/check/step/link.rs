//! `link a: "Title" URL`: http, https or relative only.

use super::Draft;
use crate::check::context::Context;
use crate::check::place::{self, Role};
use crate::check::trace::Walk;
use crate::model::step::StepKind;
use crate::problem::steps;
use crate::syntax::statement::link::Link;

/// Whether an address is http, https or relative: no other scheme, no other host.
#[must_use]
pub fn is_safe(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    if url.is_empty() || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return false;
    }
    if let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) {
        return !rest.is_empty();
    }
    // A colon before the first slash, question mark or hash would make it a scheme (RFC 3986 §4.2).
    let first = lower.split(['/', '?', '#']).next().unwrap_or("");
    !first.contains(':') && !lower.starts_with("//") && !lower.contains('\\')
}

/// A link on a participant.
pub fn link(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Link) -> Option<Draft> {
    let at = place::resolve(cx, walk, &node.place, Role::Drawn, None)?;
    if !is_safe(&node.url) {
        walk.report(cx, steps::bad_link(node.url_span, &node.url));
        return None;
    }
    Some(Draft::bare(StepKind::Link { at, title: node.title.text.clone(), url: node.url.clone() }))
}
