//! `show a, b`, `hide a`: which lifelines are drawn. A bare name means all instances.

use crate::check::context::Context;
use crate::check::place::{self, Role};
use crate::check::scope::Scope;
use crate::check::trace::Walk;
use crate::model::{Instance, Participant};
use crate::syntax::clause::place::Place;

/// A lifeline to show or hide.
pub fn place(cx: &mut Context<'_>, written: &Place, scope: &Scope) -> Option<Participant> {
    let sketch = cx.model.sketch;
    let mut walk = Walk::new(scope, sketch);
    let mut found = place::resolve(cx, &mut walk, written, Role::Drawn, None)?;
    if found.instance == Instance::Any {
        found.instance = Instance::Every;
    }
    Some(found)
}
