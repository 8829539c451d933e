//! Lifelines that begin and end (E411), and their explicit activations (E412).

use super::Walk;
use crate::check::context::Context;
use crate::model::Participant;
use crate::problem::steps;
use crate::source::Span;
use crate::syntax::statement::lifespan::LifespanKind;
use crate::syntax::tree::{Block, Node};
use ecow::EcoString;
use foldhash::{HashMap, HashSet};

/// What is known of lifelines.
#[derive(Debug, Default)]
pub struct Lives {
    coming: HashSet<EcoString>,
    begun: HashSet<Participant>,
    ended: HashMap<Participant, Span>,
    active: HashMap<Participant, u32>,
}

impl Lives {
    /// Takes down, by name, who is created anywhere in a block.
    pub fn foresee(&mut self, block: &Block) {
        for line in &block.lines {
            if let Node::Lifespan(l) = &line.node
                && l.kind == LifespanKind::Create
            {
                self.coming.extend(l.place.parts.last().map(|p| p.text.clone()));
            } else if let Node::Fragment(f) = &line.node {
                f.operands.iter().for_each(|o| self.foresee(&o.body));
            } else if let Node::Happening(h) = &line.node {
                h.anywhere.iter().for_each(|b| self.foresee(b));
            }
        }
    }

    fn is_quiet(&self) -> bool {
        self.coming.is_empty() && self.ended.is_empty()
    }
}

/// A participant is used: it must have begun and not yet ended.
pub fn used(cx: &mut Context<'_>, walk: &mut Walk<'_>, who: &Participant, name: &str, span: Span) {
    if walk.lives.is_quiet() || walk.sketch {
        return;
    }
    if let Some(end) = walk.lives.ended.get(who) {
        let problem = steps::used_after_end(span, name, *end);
        walk.report(cx, problem);
    } else if walk.lives.coming.contains(name) && !walk.lives.begun.contains(who) {
        walk.report(cx, steps::used_before_start(span, name));
    }
}

/// A lifeline begins, ends, or changes its activation.
pub fn change(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    kind: LifespanKind,
    who: &Participant,
    name: &str,
    span: Span,
) {
    match kind {
        LifespanKind::Create => {
            walk.lives.begun.insert(who.clone());
            walk.lives.ended.remove(who);
        }
        LifespanKind::Destroy => {
            used(cx, walk, who, name, span);
            if walk.maybe == 0 {
                walk.lives.ended.insert(who.clone(), span);
            }
        }
        LifespanKind::Activate => {
            used(cx, walk, who, name, span);
            *walk.lives.active.entry(who.clone()).or_default() += 1;
        }
        LifespanKind::Deactivate => {
            let serving = walk.requests.serving(who.place).is_some();
            let definite = walk.maybe == 0;
            let count = walk.lives.active.entry(who.clone()).or_default();
            if *count > 0 {
                *count -= u32::from(definite);
            } else if !serving && !walk.sketch && !walk.played {
                walk.report(cx, steps::not_active(span, name));
            }
        }
    }
}
