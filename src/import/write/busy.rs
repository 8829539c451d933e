//! Activations that our pictures draw by themselves, as requests and their answers tell, need no words.

use super::message::travels;
use crate::mermaid::{Item, ItemKind};
use crate::syntax::statement::message::Arrow;
use std::collections::{HashMap, HashSet};

/// The items that need no words, by index.
pub(super) fn spare(items: &[Item]) -> HashSet<usize> {
    let answers = answers(items);
    let mut spare = HashSet::new();
    let mut active: HashMap<usize, Vec<(usize, Option<usize>)>> = HashMap::new();
    let mut message: Option<usize> = None;
    for (index, item) in items.iter().enumerate() {
        match item.kind {
            ItemKind::Message { .. } => message = Some(index),
            ItemKind::Activate(at) => {
                let by = message.filter(|m| ends(items, *m).is_some_and(|(_, to)| to == at));
                active.entry(at).or_default().push((index, by));
            }
            ItemKind::Deactivate(at) => {
                let by = message.filter(|m| ends(items, *m).is_some_and(|(from, _)| from == at));
                let start = active.entry(at).or_default().pop();
                if let (Some((start, Some(request))), Some(answer)) = (start, by)
                    && answers.get(&request) == Some(&answer)
                {
                    spare.extend([start, index]);
                }
            }
            ItemKind::Comment(_) | ItemKind::Blank => {}
            ItemKind::Note { .. }
            | ItemKind::Open(..)
            | ItemKind::Next(_)
            | ItemKind::Close
            | ItemKind::Create(_)
            | ItemKind::Destroy(_)
            | ItemKind::Link { .. } => message = None,
        }
    }
    spare
}

/// The two ends of a message.
fn ends(items: &[Item], index: usize) -> Option<(usize, usize)> {
    let (from, to, _) = travels(&items.get(index)?.kind)?;
    Some((from, to))
}

/// The answer of each request, both by index: the last one, where an earlier one stands in a block.
fn answers(items: &[Item]) -> HashMap<usize, usize> {
    let mut open: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    let mut last: HashMap<(usize, usize), usize> = HashMap::new();
    let mut answers = HashMap::new();
    let mut depth = 0_usize;
    for (index, item) in items.iter().enumerate() {
        if let ItemKind::Open(..) = item.kind {
            depth += 1;
        } else if item.kind == ItemKind::Close {
            depth = depth.saturating_sub(1);
        }
        match travels(&item.kind) {
            Some((from, to, Arrow::Request)) if from != to => open.entry((from, to)).or_default().push(index),
            Some((from, to, Arrow::Response)) if from != to => {
                let request = open.get_mut(&(to, from)).and_then(Vec::pop);
                let again = last.get(&(to, from)).copied().filter(|_| depth > 0);
                if let Some(request) = request.or(again) {
                    last.insert((to, from), request);
                    answers.insert(request, index);
                }
            }
            Some(_) | None => {}
        }
    }
    answers
}
