//! The word of a statement that findings of its run underline.

use crate::source::Span;
use crate::syntax::clause::operation::{Operation, Verb};
use crate::syntax::clause::text::Text;
use crate::syntax::statement::message::Arrow;
use crate::syntax::tree::{Line, Node};

/// What an answer says, the key of what is stored, an event, the receiver of anything else; of other statements all.
#[must_use]
pub fn at(line: &Line) -> Span {
    if let Some(event) = event(line) {
        return event;
    }
    let (text, rest) = match &line.node {
        Node::Message(node) => (node.text.as_ref(), node.to.span),
        Node::Action(node) => (Some(&node.text), line.span),
        _other => return line.span,
    };
    text.and_then(word).unwrap_or(rest)
}

/// What has the form of an event and travels as one.
fn event(line: &Line) -> Option<Span> {
    let Node::Message(node) = &line.node else { return None };
    let text = node.text.as_ref().filter(|_| node.arrow == Arrow::Async)?;
    let other = matches!(text.operation, Some(Operation::Http { .. } | Operation::Storage { .. }));
    text.event.as_ref().filter(|_| !other).map(|event| event.span)
}

/// The word of a label that may be at odds with what the storages hold.
fn word(text: &Text) -> Option<Span> {
    match text.operation.as_ref()? {
        Operation::Reply { status, value, .. } => {
            let said = value.as_ref().map(|v| v.span).or(status.as_ref().map(|s| s.span));
            Some(said.unwrap_or(text.span))
        }
        Operation::Storage { verb: Verb::Store, keys, .. } => keys.first().map(|k| k.span),
        Operation::Storage { .. } | Operation::Http { .. } | Operation::Call { .. } => None,
    }
}
