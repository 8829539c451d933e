//! `user`: a person with a browser, their dimensions, and what they inherit.

use super::{declared, dress, note_participant, via};
use crate::check::attribute::{Accepted, Thing, accept, table};
use crate::check::context::Context;
use crate::model::storage::Dimension;
use crate::model::user::User as Model;
use crate::model::{Place, UserId};
use crate::syntax::declaration::user::User;
use crate::syntax::tree::Line;
use ecow::EcoString;

/// Personal dimensions from the narrowest: whoever shares one shares the wider ones too.
const WIDENING: [&str; 4] = ["page", "tab", "profile", "user"];

/// Takes down the name.
pub fn declare(cx: &mut Context<'_>, line: &Line, node: &User) -> Option<UserId> {
    let id = UserId::at(cx.model.users.len());
    if !note_participant(cx, &node.name, Place::User(id)) {
        return None;
    }
    let declared = declared(cx, line, &node.name, &node.label);
    cx.model.users.push(Model { declared, dimensions: Vec::new(), via: None, right: false });
    Some(id)
}

/// Fills in what is stated.
pub fn fill(cx: &mut Context<'_>, id: UserId, node: &User) {
    let accepted = accept(cx, Thing::User, node.attributes.as_ref());
    let via = via(cx, &accepted);
    if let Some(user) = cx.model.users.get_mut(id.index()) {
        user.dimensions = dimensions(&accepted);
        user.via = via;
        user.right = accepted.text("side").is_some_and(|(side, _)| side == "right");
    }
    dress(cx, &accepted, |model| model.users.get_mut(id.index()).map(|u| &mut u.declared));
}

fn dimensions(accepted: &Accepted<'_>) -> Vec<(EcoString, EcoString)> {
    let carried = accepted.list.iter().filter(|a| table::find(Thing::User, &a.name.text).is_none());
    carried.filter_map(|a| Some((a.name.text.clone(), a.value.as_ref()?.text.clone()))).collect()
}

/// Lets users inherit what they do not state from the user whose page, tab, profile or self they share.
pub fn inherit(cx: &mut Context<'_>) {
    let mut state = vec![State::Open; cx.model.users.len()];
    for start in 0..cx.model.users.len() {
        let mut way = Vec::new();
        let mut at = start;
        while state.get(at) == Some(&State::Open) {
            state[at] = State::Visited;
            way.push(at);
            match base(cx, at) {
                Some((other, _)) => at = other,
                None => break,
            }
        }
        while let Some(user) = way.pop() {
            if state.get(user) == Some(&State::Visited) {
                adopt(cx, user, &state);
                state[user] = State::Done;
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Visited,
    Done,
}

/// The user whom this one shares a personal dimension with: the narrowest stated one that names somebody else.
fn base(cx: &Context<'_>, user: usize) -> Option<(usize, usize)> {
    let this = cx.model.users.get(user)?;
    WIDENING.iter().enumerate().find_map(|(width, dimension)| {
        let (_, value) = this.dimensions.iter().find(|(name, _)| name == dimension)?;
        let other = cx.names.user(value)?.index();
        (other != user).then_some((other, width))
    })
}

/// Takes over from the base what is wider than the shared dimension and what users carry, unless it is stated.
fn adopt(cx: &mut Context<'_>, user: usize, state: &[State]) {
    let Some((other, width)) = base(cx, user) else { return };
    let Some(from) = cx.model.users.get(other).filter(|_| state.get(other) == Some(&State::Done)) else { return };
    let mut inherited: Vec<(EcoString, EcoString)> = WIDENING
        .iter()
        .skip(width)
        .filter_map(|d| Some(((*d).into(), from.dimension(&Dimension::of(d))?.clone())))
        .collect();
    inherited.extend(from.dimensions.iter().filter(|(name, _)| !WIDENING.contains(&name.as_str())).cloned());
    let via = from.via;
    let shared = WIDENING.get(width).copied().unwrap_or_default();
    let Some(this) = cx.model.users.get_mut(user) else { return };
    this.via = this.via.or(via);
    for (name, value) in inherited {
        match this.dimensions.iter_mut().find(|(n, _)| *n == name) {
            Some(stated) if name == shared => stated.1 = value,
            Some(_) => {}
            None => this.dimensions.push((name, value)),
        }
    }
}
