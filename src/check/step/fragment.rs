//! Fragments: each operand of a choice starts from the requests that were open before it.

use super::{Draft, lines, traits::Traits};
use crate::check::claim::predicate;
use crate::check::context::Context;
use crate::check::label;
use crate::check::trace::Walk;
use crate::model::step::{Operand, StepKind};
use crate::source::Span;
use crate::syntax::statement::fragment::{Fragment, FragmentKind, Operand as Written};
use foldhash::{HashMap, HashMapExt as _};

/// Whether an operand may be passed over.
fn is_choice(kind: FragmentKind) -> bool {
    match kind {
        FragmentKind::Alt | FragmentKind::Opt | FragmentKind::Break => true,
        FragmentKind::Loop | FragmentKind::Par | FragmentKind::Critical | FragmentKind::Group => false,
    }
}

/// A fragment.
pub fn fragment(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Fragment) -> Draft {
    let choice = is_choice(node.kind);
    let mut traits = Traits::default();
    let mut operands = Vec::with_capacity(node.operands.len());
    let mut answered: HashMap<u32, (usize, Span)> = HashMap::new();
    walk.maybe += u32::from(choice);
    for (index, written) in node.operands.iter().enumerate() {
        let mark = walk.requests.mark();
        let (operand, found) = operand(cx, walk, written);
        operands.push(operand);
        if index == 0 {
            traits = found;
        }
        if choice {
            for (id, span) in walk.requests.reopen(mark) {
                answered.entry(id).or_insert((0, span)).0 += 1;
            }
        }
    }
    walk.maybe -= u32::from(choice);
    // What every alternative has answered is answered.
    let mut sure: Vec<(u32, Span)> = answered
        .into_iter()
        .filter(|(_, (times, _))| operands.len() > 1 && *times >= operands.len())
        .map(|(id, (_, span))| (id, span))
        .collect();
    sure.sort_by_key(|(id, _)| *id);
    for (id, span) in sure {
        walk.requests.close(id, span);
    }
    let kind = StepKind::Fragment { fragment: node.kind, times: node.times.as_ref().map(|n| n.value), operands };
    Draft { kind, traits }
}

fn operand(cx: &mut Context<'_>, walk: &mut Walk<'_>, written: &Written) -> (Operand, Traits) {
    let read = written.text.as_ref().map(|text| label::titled(cx, walk, text)).unwrap_or_default();
    let guard = written.text.as_ref().and_then(|t| t.guard.as_deref()).filter(|_| !walk.sketch);
    let guard = guard.filter(|g| predicate::is_about_storages(cx, g)).and_then(|g| predicate::predicate(cx, walk, g));
    let steps = lines(cx, walk, &written.body.lines);
    (Operand { label: read.label.wording, guard, steps }, read.traits)
}
