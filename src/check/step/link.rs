//! `link a: "Title" URL`: http, https or relative only.

use super::Draft;
use crate::check::context::Context;
use crate::check::place::{self, Role};
use crate::check::trace::Walk;
use crate::model::step::StepKind;
use crate::problem::steps;
use crate::syntax::statement::link::{Link, is_safe};

/// A link on a participant.
pub fn link(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Link) -> Option<Draft> {
    let at = place::resolve(cx, walk, &node.place, Role::Drawn, None)?;
    if !is_safe(&node.url) {
        walk.report(cx, steps::bad_link(node.url_span, &node.url));
        return None;
    }
    Some(Draft::bare(StepKind::Link { at, title: node.title.text.clone(), url: node.url.clone() }))
}
