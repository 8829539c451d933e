//! `text`: Markdown for the report.

use crate::check::context::Context;
use crate::model;
use crate::syntax::declaration::writing::Writing;

/// Takes it into the model as it stands.
pub fn declare(cx: &mut Context<'_>, node: &Writing) {
    cx.model.texts.push(model::Writing { name: node.name.text.clone(), body: node.body.clone(), span: node.name.span });
}
