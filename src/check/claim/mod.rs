//! Claims about all scenarios of a file.

pub mod predicate;

use super::attribute::{Thing, accept};
use super::context::Context;
use crate::model::claim::Claim;
use crate::syntax::declaration::claim::Claim as Written;

/// A claim; a form that nobody knows was told by the reader.
pub fn claim(cx: &mut Context<'_>, written: &Written) -> Option<Claim> {
    let fails = accept(cx, Thing::Claim, written.attributes.as_ref()).has("fails");
    Some(Claim {
        form: written.form.clone(),
        text: cx.sources.slice(written.span).trim().into(),
        span: written.span,
        line: cx.line(written.span),
        fails,
    })
}
