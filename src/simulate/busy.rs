//! Activations that follow requests and answers by themselves: which message makes its receiver busy, and which answer
//! ends that.
//!
//! A request whose answers stand in several operands of a fragment ends with the last of them; one that is never
//! answered makes nobody busy.

use crate::machine::flat::Item;
use crate::machine::tale::{Deed, Told};
use crate::model::step::StepKind;
use crate::model::{Instance, Participant};
use crate::syntax::statement::message::Arrow;
use foldhash::{HashMap, HashMapExt as _};

/// Which items begin and end activations.
#[derive(Debug, Default)]
pub struct Busy {
    begins: Vec<bool>,
    ends: Vec<u32>,
}

impl Busy {
    /// Whether the message of that index makes its receiver busy.
    #[must_use]
    pub fn begins(&self, index: usize) -> bool {
        self.begins.get(index).copied().unwrap_or(false)
    }

    /// How many activations of its sender the answer of that index ends.
    #[must_use]
    pub fn ends(&self, index: usize) -> u32 {
        self.ends.get(index).copied().unwrap_or(0)
    }
}

fn is_single(who: &Participant) -> bool {
    !matches!(who.instance, Instance::Every | Instance::Other)
}

/// Finds them.
#[must_use]
pub fn busy(deeds: &[Deed<'_>]) -> Busy {
    let mut open: HashMap<(&Participant, &Participant), Vec<usize>> = HashMap::new();
    let mut last: HashMap<(&Participant, &Participant), usize> = HashMap::new();
    let mut answers: Vec<Option<usize>> = vec![None; deeds.len()];
    let mut depth = 0_u32;
    for (index, deed) in deeds.iter().enumerate() {
        let (from, to, arrow) = match &deed.told {
            Told::Item(Item::Open(..) | Item::Crash(..)) => {
                depth += 1;
                continue;
            }
            Told::Item(Item::Close(_)) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Told::Item(Item::Step(step)) => {
                let StepKind::Message { from, to, arrow, .. } = &step.kind else { continue };
                (from, to, *arrow)
            }
            Told::Message { from, to, arrow, .. } => (from, to, *arrow),
            Told::Item(Item::Else(..)) | Told::Action { .. } | Told::Remark { .. } | Told::Judged { .. } => continue,
        };
        if from == to || !is_single(from) || !is_single(to) {
            continue;
        }
        match arrow {
            Arrow::Request => open.entry((from, to)).or_default().push(index),
            Arrow::Response => {
                let pair = (to, from);
                let request = open.get_mut(&pair).and_then(Vec::pop);
                let again = last.get(&pair).copied().filter(|_| depth > 0);
                if let Some(request) = request.or(again) {
                    last.insert(pair, request);
                    answers.get_mut(request).into_iter().for_each(|answer| *answer = Some(index));
                }
            }
            Arrow::Async | Arrow::Lost => {}
        }
    }
    let mut found = Busy { begins: vec![false; deeds.len()], ends: vec![0; deeds.len()] };
    for (request, response) in answers.into_iter().enumerate() {
        let Some(response) = response else { continue };
        if let Some(begins) = found.begins.get_mut(request) {
            *begins = true;
        }
        if let Some(ends) = found.ends.get_mut(response) {
            *ends += 1;
        }
    }
    found
}
