//! `a sees @v then @w`.

use super::{Draft, traits};
use crate::check::attribute::Thing;
use crate::check::context::Context;
use crate::check::label::operation::kind;
use crate::check::place::{self, Role};
use crate::check::trace::Walk;
use crate::model::step::{Label, StepKind};
use crate::model::{Place, UserId};
use crate::problem::steps;
use crate::syntax::clause::place::Place as Written;
use crate::syntax::statement::sees::Sees;
use crate::timeline::{Style, Wording};

/// The user of that name; tells what is none.
pub fn user(cx: &mut Context<'_>, walk: &mut Walk<'_>, who: &Written) -> Option<UserId> {
    let found = place::resolve(cx, walk, who, Role::User, None)?;
    if let Place::User(id) = found.place {
        return Some(id);
    }
    let first = cx.model.users.first().map(|u| u.declared.name.to_string());
    let kind = kind(cx, found.place);
    walk.report(cx, steps::not_a_user(who.span, &place::text(who), kind, first.as_deref()));
    None
}

/// What a screen has shown. In a sketch, where nobody is a user, it is drawn as an action.
pub fn sees(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Sees) -> Option<Draft> {
    let found = traits::bracket(cx, Thing::Claim, node.attributes.as_ref());
    if walk.sketch {
        let who = place::resolve(cx, walk, &node.who, Role::User, None)?;
        let mut wording = Wording::default();
        wording.push("sees", Style::Verb);
        for (index, value) in node.values.iter().enumerate() {
            wording.push(if index == 0 { " " } else { " then " }, Style::Plain);
            wording.push(&value.text, Style::Value);
        }
        let kind = StepKind::Action { who, label: Label { wording, operation: None } };
        return Some(Draft { kind, traits: found });
    }
    let who = user(cx, walk, &node.who)?;
    let values = node.values.iter().map(|v| v.text.clone()).collect();
    Some(Draft { kind: StepKind::Sees { who, values, fails: found.fails }, traits: found })
}
