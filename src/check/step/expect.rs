//! `expect …` and `possible …`: a claim at a point.

use super::{Draft, traits};
use crate::check::attribute::Thing;
use crate::check::claim::predicate;
use crate::check::context::Context;
use crate::check::trace::Walk;
use crate::model::step::StepKind;
use crate::syntax::statement::expect::Expect;

/// A claim at a point. A sketch has nothing to claim and leaves it out.
pub fn expect(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Expect) -> Option<Draft> {
    let found = traits::bracket(cx, Thing::Claim, node.attributes.as_ref());
    if walk.sketch {
        return None;
    }
    let predicate = predicate::predicate(cx, walk, &node.predicate)?;
    let text = cx.sources.slice(node.span).trim().into();
    let kind = StepKind::Expect { possible: node.possible, predicate, text, fails: found.fails };
    Some(Draft { kind, traits: found })
}
