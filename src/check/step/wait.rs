//! `wait 5m: text`: time that passes.

use super::{Draft, traits};
use crate::check::attribute::Thing;
use crate::check::context::Context;
use crate::check::label;
use crate::check::trace::Walk;
use crate::model::step::StepKind;
use crate::syntax::statement::wait::Wait;

/// Time that passes.
pub fn wait(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Wait) -> Draft {
    let (label, traits) = match &node.text {
        Some(text) => {
            let read = label::drawn(cx, walk, text);
            (read.label.wording, read.traits)
        }
        None => (crate::timeline::Wording::default(), traits::bracket(cx, Thing::Drawing, node.attributes.as_ref())),
    };
    let kind = StepKind::Wait { millis: node.duration.millis, text: node.duration.text.clone(), label };
    Draft { kind, traits }
}
