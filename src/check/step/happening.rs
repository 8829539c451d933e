//! `crash a`, `reload a` …, `crash a anywhere { … }`; `create a`, `destroy a`, `activate a`, `deactivate a`.

use super::{Draft, lines, traits};
use crate::check::attribute::Thing;
use crate::check::context::Context;
use crate::check::label;
use crate::check::place::{self, Role};
use crate::check::trace::{Walk, lifespan as trace};
use crate::model::step::StepKind;
use crate::problem::steps;
use crate::syntax::statement::happening::{Happening, HappeningKind};
use crate::syntax::statement::lifespan::{Lifespan, LifespanKind};
use crate::timeline::Wording;

/// Something happens to a place; a new version reaches every instance, the rest the one that is meant.
pub fn happening(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Happening, ends: bool) -> Option<Draft> {
    let at = match (node.kind, node.place.quantifier, node.place.parts.len()) {
        (HappeningKind::Deploy, None, 1) if !walk.sketch => {
            let named = place::named(cx, walk, &node.place, Role::Part)?;
            super::given::all_copies(cx, named.place)
        }
        _ => place::resolve(cx, walk, &node.place, Role::Part, None)?,
    };
    let (label, found) = match &node.text {
        Some(text) => {
            let read = label::drawn(cx, walk, text);
            (read.label.wording, read.traits)
        }
        None => (Wording::default(), traits::bracket(cx, Thing::Drawing, node.attributes.as_ref())),
    };
    let Some(block) = &node.anywhere else {
        return Some(Draft { kind: StepKind::Happening { what: node.kind, at, label }, traits: found });
    };
    if !ends {
        walk.report(cx, steps::anywhere_not_last(node.keyword, &place::text(&node.place)));
    }
    walk.maybe += 1;
    let inner = lines(cx, walk, &block.lines);
    walk.maybe -= 1;
    Some(Draft { kind: StepKind::CrashAnywhere { at, steps: inner }, traits: found })
}

/// A lifeline begins, ends, or changes its activation.
pub fn lifespan(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Lifespan) -> Option<Draft> {
    let name = place::text(&node.place);
    let at = if walk.sketch {
        place::resolve(cx, walk, &node.place, Role::Drawn, None)?
    } else {
        let named = place::named(cx, walk, &node.place, Role::Drawn)?;
        place::settle(cx, walk, &named, Role::Drawn, None)?
    };
    let last = node.place.parts.last().map_or(name.as_str(), |p| p.text.as_str());
    let what: LifespanKind = node.kind;
    trace::change(cx, walk, what, &at, last, node.place.span);
    Some(Draft::bare(StepKind::Lifespan { what, at }))
}
