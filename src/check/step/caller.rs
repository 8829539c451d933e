//! Who may call a method (E407).

use crate::check::context::Context;
use crate::check::place::{self, instance};
use crate::check::scope::Scope;
use crate::check::trace::Walk;
use crate::model::method::Caller;
use crate::model::storage::Dimension;
use crate::model::{MethodId, Place};
use crate::problem::steps;
use crate::syntax::clause::place::Place as Written;

/// Whether a place is a user's own: their browser acts for them.
fn is_personal(cx: &Context<'_>, place: Place) -> bool {
    cx.model.copies(place).is_personal()
}

/// Whether a participant may call a method.
#[must_use]
pub fn may(cx: &Context<'_>, method: MethodId, who: Place, walk: &Walk<'_>) -> bool {
    let Some(by) = cx.model.methods.get(method.index()).map(|m| m.by) else { return true };
    let user = |place: Place| matches!(place, Place::User(_) | Place::Users) || is_personal(cx, place);
    match by {
        Caller::Anyone => true,
        Caller::User => match (who, walk.scope) {
            (Place::Caller, Scope::Method { by }) => match by {
                Caller::Anyone | Caller::User => true,
                Caller::Device(id) => is_personal(cx, Place::Device(*id)),
            },
            (who, _) => user(who),
        },
        Caller::Device(id) => match (who, walk.scope) {
            (Place::Caller, Scope::Method { by }) => *by == Caller::Anyone || *by == Caller::Device(id),
            (Place::User(_) | Place::Users, _) => is_personal(cx, Place::Device(id)),
            (who, _) => instance::device(&cx.model, who) == Some(id),
        },
    }
}

/// Tells who may call it.
pub fn tell(cx: &mut Context<'_>, walk: &mut Walk<'_>, method: MethodId, who: &Written) {
    let Some(method) = cx.model.methods.get(method.index()) else { return };
    let declared = method.declared.clone();
    let (by, near) = match method.by {
        Caller::Anyone => return,
        Caller::User => {
            let first = cx.model.users.first().map(|u| u.declared.name.to_string());
            ("a user".to_owned(), first)
        }
        Caller::Device(id) => {
            let name = instance::name(cx, Place::Device(id));
            let simple = match instance::copies(&cx.model, Place::Device(id)) {
                instance::Copies::Per(Dimension::Carried(_)) => {
                    instance::candidates(cx, Place::Device(id)).first().cloned()
                }
                instance::Copies::Per(_) | instance::Copies::One | instance::Copies::Numbered(_) => {
                    Some(name.to_string())
                }
            };
            (format!("`{name}`"), simple)
        }
    };
    walk.report(
        cx,
        steps::wrong_caller(who.span, &place::text(who), &declared.name, &by, declared.span, near.as_deref()),
    );
}
