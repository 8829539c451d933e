//! `method`: how copies are made to go or to be refreshed. Its statements are resolved when all is declared.

use super::{declared, dress, note, participants};
use crate::check::attribute::{Accepted, Thing, accept};
use crate::check::context::Context;
use crate::model::method::{Belief, Caller, Method as Model};
use crate::model::{Declared, MethodId, Place};
use crate::problem::{declarations, names};
use crate::syntax::declaration::method::Method;
use crate::syntax::tree::Line;

/// Words that start another operation.
const VERBS: [&str; 6] = ["read", "write", "store", "invalidate", "drop", "miss"];

/// A method of which nothing but its name is known.
pub(super) fn blank(declared: Declared) -> Model {
    Model { declared, by: Caller::Anyone, matrix: None, steps: Vec::new() }
}

/// Takes down the name.
pub fn declare(cx: &mut Context<'_>, line: &Line, node: &Method) -> Option<MethodId> {
    let id = MethodId::at(cx.model.methods.len());
    if VERBS.contains(&node.name.text.as_str()) {
        cx.report(names::reserved(&node.name.text, node.name.span, "a storage operation"));
    }
    if !note(cx, |names| &mut names.methods, &node.name, id) {
        return None;
    }
    let declared = declared(cx, line, &node.name, &node.label);
    cx.model.methods.push(blank(declared));
    Some(id)
}

/// Fills in its head.
pub fn fill(cx: &mut Context<'_>, id: MethodId, node: &Method) {
    let accepted = accept(cx, Thing::Method, node.attributes.as_ref());
    let by = caller(cx, &accepted);
    let matrix = matrix(cx, node, &accepted);
    if let Some(method) = cx.model.methods.get_mut(id.index()) {
        method.by = by;
        method.matrix = matrix;
    }
    dress(cx, &accepted, |model| model.methods.get_mut(id.index()).map(|m| &mut m.declared));
}

/// The value of `by=`: `user` or a device; anything else is told (E211).
fn caller(cx: &mut Context<'_>, accepted: &Accepted<'_>) -> Caller {
    let Some((word, span)) = accepted.text("by") else { return Caller::Anyone };
    if let Some(device) = cx.names.device(word) {
        return Caller::Device(device);
    }
    if word == "user" {
        return Caller::User;
    }
    if !cx.model.sketch {
        let mut known = participants(cx, |p| matches!(p, Place::Device(_)));
        known.push("user");
        let diagnostic = names::unknown_device(word, span, &known);
        cx.report(diagnostic);
    }
    Caller::Anyone
}

/// What its author believes: one mark for each storage.
fn matrix(cx: &mut Context<'_>, node: &Method, accepted: &Accepted<'_>) -> Option<Belief> {
    let (text, span) = accepted.text("matrix")?;
    let marks = text.split_whitespace().count();
    if marks == cx.model.storages.len() {
        return Some(Belief { text: text.into(), span });
    }
    let diagnostic = declarations::matrix_width(&node.name.text, span, marks, &super::storages(cx));
    cx.report(diagnostic);
    None
}
