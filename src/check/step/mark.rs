//! What is only drawn: notes, dividers, gaps, references.

use super::Draft;
use crate::check::context::Context;
use crate::check::label;
use crate::check::place::{self, Role};
use crate::check::trace::Walk;
use crate::model::Participant;
use crate::model::step::StepKind;
use crate::syntax::clause::place::Place;
use crate::syntax::statement::{divider::Divider, gap::Gap, note::Note, reference::Reference};

/// The participants that something is drawn at; `None` if one of them does not exist.
fn all(cx: &mut Context<'_>, walk: &mut Walk<'_>, places: &[Place]) -> Option<Vec<Participant>> {
    let found: Vec<Option<Participant>> =
        places.iter().map(|p| place::resolve(cx, walk, p, Role::Drawn, None)).collect();
    found.into_iter().collect()
}

/// A note.
pub fn note(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Note) -> Option<Draft> {
    let places = all(cx, walk, &node.places)?;
    let read = label::drawn(cx, walk, &node.text);
    Some(Draft { kind: StepKind::Note { side: node.side, places, label: read.label.wording }, traits: read.traits })
}

/// A chapter heading.
pub fn divider(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Divider) -> Draft {
    let read = label::drawn(cx, walk, &node.text);
    Draft { kind: StepKind::Divider(read.label.wording), traits: read.traits }
}

/// A break in time.
pub fn gap(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Gap) -> Draft {
    let read = label::drawn(cx, walk, &node.text);
    Draft { kind: StepKind::Gap(read.label.wording), traits: read.traits }
}

/// A reference; a scenario whose name or label it says is the one that is meant.
pub fn reference(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Reference) -> Option<Draft> {
    let over = all(cx, walk, &node.places)?;
    let read = label::drawn(cx, walk, &node.text);
    let scenario = cx.names.scenarios.get(node.text.plain.trim()).map(|(id, _)| *id);
    let kind = StepKind::Reference { over, label: read.label.wording, scenario };
    Some(Draft { kind, traits: read.traits })
}
