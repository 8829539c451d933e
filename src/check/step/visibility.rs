//! `show a, b`, `hide a`: which lifelines are drawn, and in which order.

use crate::check::context::Context;
use crate::check::place::{self, Role};
use crate::check::scope::Scope;
use crate::check::trace::Walk;
use crate::model::{Instance, Participant};
use crate::syntax::clause::place::Place;
use crate::syntax::tree::{Block, Node};

/// What a scenario shows (exactly these, in that order) and hides.
pub type Shown = (Option<Vec<Participant>>, Vec<Participant>);

/// The `show` and `hide` lines of a block. A bare name means all instances.
pub fn visibility(cx: &mut Context<'_>, block: &Block) -> Shown {
    let scope = Scope::Scenario { as_told: false };
    let sketch = cx.model.sketch;
    let mut walk = Walk::new(&scope, sketch);
    let mut shown: Shown = (None, Vec::new());
    for line in &block.lines {
        let Node::Visibility(node) = &line.node else { continue };
        let found: Vec<Participant> = node.places.iter().filter_map(|p| one(cx, &mut walk, p)).collect();
        if node.hide {
            shown.1.extend(found);
        } else {
            shown.0.get_or_insert_with(Vec::new).extend(found);
        }
    }
    shown
}

fn one(cx: &mut Context<'_>, walk: &mut Walk<'_>, written: &Place) -> Option<Participant> {
    let mut found = place::resolve(cx, walk, written, Role::Drawn, None)?;
    if found.instance == Instance::Any {
        found.instance = Instance::Every;
    }
    Some(found)
}
