//! `a: text`: an action, perhaps a call of a method or a storage operation.

use super::{Draft, caller};
use crate::check::context::Context;
use crate::check::key::{self, Found};
use crate::check::label::{self, Frame};
use crate::check::place::{self, Role, instance};
use crate::check::trace::Walk;
use crate::model::step::StepKind;
use crate::model::{DeviceId, Operation, Place};
use crate::problem::{advice, steps};
use crate::source::Span;
use crate::syntax::clause::operation::Operation as Written;
use crate::syntax::statement::action::Action;

/// An action.
pub fn action(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Action) -> Option<Draft> {
    let who = place::resolve(cx, walk, &node.who, Role::Part, None)?;
    if !walk.sketch && sends(cx, walk, node) {
        return None;
    }
    if matches!(who.place, Place::User(_) | Place::Users | Place::Caller) {
        sees(cx, walk, node);
    }
    let name = place::text(&node.who);
    let frame = Frame { from: None, performer: &who, name: &name, arrow: None };
    let read = label::understand(cx, walk, &node.text, &frame);
    if let Some(Operation::Call { method, .. }) = &read.label.operation
        && !caller::may(cx, *method, who.place, walk)
    {
        caller::tell(cx, walk, *method, &node.who);
    }
    Some(Draft { kind: StepKind::Action { who, label: read.label }, traits: read.traits })
}

/// Warns of `alice: sees @v`, which compares nothing.
fn sees(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Action) {
    let mut words = node.text.plain.split_whitespace();
    let (Some("sees"), Some(value)) = (words.next(), words.next().filter(|word| word.starts_with('@'))) else { return };
    let start = node.text.span.start;
    let word = Span { end: start + 4, ..node.text.span };
    let gap = Span { start: node.who.span.end, end: start, ..node.text.span };
    walk.report(cx, advice::sees_in_text(word, gap, value));
}

/// Whether an action reads like a request, which an action cannot send (E408).
fn sends(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Action) -> bool {
    let Some(Written::Http { method, key, .. }) = &node.text.operation else { return false };
    let safe = matches!(method.text.as_str(), "GET" | "HEAD");
    let is_request = match key::find(cx, walk, key) {
        Found::Key(_) => true,
        Found::Unknown => !cx.model.resources.is_empty(),
        Found::Word => false,
    };
    if !is_request {
        return false;
    }
    let colon = Span { start: node.who.span.end, end: node.text.span.start, ..node.who.span };
    let who = place::text(&node.who);
    let problem = if safe {
        steps::read_by_action(colon, &method.text, &who)
    } else {
        steps::request_by_action(colon, &method.text, &who, receiver(cx).as_deref())
    };
    walk.report(cx, problem);
    true
}

/// The first device that is nobody's own and keeps something.
fn receiver(cx: &Context<'_>) -> Option<String> {
    let mut places = (0..cx.model.devices.len()).map(|i| Place::Device(DeviceId::at(i)));
    let found = places.find(|place| !cx.model.copies(*place).is_personal());
    found.map(|place| instance::name(cx, place).to_string())
}
