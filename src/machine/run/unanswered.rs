//! Requests that are not answered yet, the latest last. Where there are many, what stands under which heading is known, so
//! that whoever looks for one does not look through all.

use super::exchange::Exchange;
use crate::machine::key::KeyId;
use crate::model::{Model, Place};
use foldhash::{HashMap, HashMapExt as _};
use std::ops::Deref;
use std::rc::Rc;

/// Fewer are looked through faster than headings are kept.
const FEW: usize = 32;

/// What requests are looked for by. Participants are alike only if they have the same home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Heading {
    /// Whoever has this home was asked.
    To(Place),
    /// Whoever has this home was asked for a key.
    For(Place, Option<KeyId>),
    /// Whoever has the first home was asked by whoever has the second.
    Between(Place, Place),
    /// It has a number in a count.
    Counted,
}

/// A place's device, else the place itself.
#[must_use]
pub fn home(model: &Model, place: Place) -> Place {
    model.device_of(place).map_or(place, Place::Device)
}

/// Requests that are not answered yet.
#[derive(Clone, Debug, Default)]
pub struct Unanswered<'m> {
    all: Vec<Rc<Exchange<'m>>>,
    /// They are given back before there are many more: a search goes from state to state.
    lent: bool,
    headings: Option<Headings>,
}

/// Which requests stand under which heading, by numbers that grow.
#[derive(Clone, Debug)]
struct Headings {
    numbers: Vec<u32>,
    next: u32,
    under: HashMap<Heading, Vec<u32>>,
}

impl Headings {
    fn push(&mut self, headings: impl Iterator<Item = Heading>) {
        let number = self.next;
        self.next = self.next.wrapping_add(1);
        self.numbers.push(number);
        headings.for_each(|heading| self.under.entry(heading).or_default().push(number));
    }

    fn remove(&mut self, at: usize, headings: impl Iterator<Item = Heading>) {
        if at >= self.numbers.len() {
            return;
        }
        let number = self.numbers.remove(at);
        for heading in headings {
            let Some(numbers) = self.under.get_mut(&heading) else { continue };
            if let Ok(at) = numbers.binary_search(&number) {
                numbers.remove(at);
            }
        }
    }
}

/// Under which headings a request stands.
fn headings(model: &Model, exchange: &Exchange<'_>) -> impl Iterator<Item = Heading> + use<> {
    let (to, from) = (home(model, exchange.to.place), home(model, exchange.from.place));
    let always = [Heading::To(to), Heading::For(to, exchange.key), Heading::Between(to, from)];
    always.into_iter().chain(exchange.number.map(|_| Heading::Counted))
}

impl<'m> Unanswered<'m> {
    /// The latest under a heading that fits; what fits stands under the heading.
    pub fn latest(&self, heading: Heading, fits: impl Fn(&Exchange<'m>) -> bool) -> Option<usize> {
        let Some(known) = &self.headings else { return self.all.iter().rposition(|exchange| fits(exchange)) };
        let mut places =
            known.under.get(&heading)?.iter().rev().filter_map(|number| known.numbers.binary_search(number).ok());
        places.find(|at| self.all.get(*at).is_some_and(|exchange| fits(exchange)))
    }

    /// A request to change.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut Rc<Exchange<'m>>> {
        self.all.get_mut(at)
    }

    /// One more.
    pub fn push(&mut self, model: &Model, exchange: Rc<Exchange<'m>>) {
        if self.headings.is_none() && !self.lent && self.all.len() >= FEW {
            let mut known = Headings { numbers: Vec::new(), next: 0, under: HashMap::new() };
            self.all.iter().for_each(|exchange| known.push(headings(model, exchange)));
            self.headings = Some(known);
        }
        if let Some(known) = &mut self.headings {
            known.push(headings(model, &exchange));
        }
        self.all.push(exchange);
    }

    /// Takes one out.
    pub fn take(&mut self, model: &Model, at: usize) -> Option<Rc<Exchange<'m>>> {
        if at >= self.all.len() {
            return None;
        }
        let exchange = self.all.remove(at);
        if let Some(known) = &mut self.headings {
            known.remove(at, headings(model, &exchange));
        }
        Some(exchange)
    }

    /// Only so many, the earliest, stay.
    pub fn truncate(&mut self, model: &Model, count: usize) {
        while self.all.len() > count {
            self.take(model, self.all.len() - 1);
        }
    }

    /// Only those stay.
    pub fn retain(&mut self, model: &Model, stays: impl Fn(&Exchange<'m>) -> bool) {
        for at in (0..self.all.len()).rev() {
            if self.all.get(at).is_some_and(|exchange| !stays(exchange)) {
                self.take(model, at);
            }
        }
    }
}

impl<'m> Deref for Unanswered<'m> {
    type Target = [Rc<Exchange<'m>>];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

/// Those of a state that a search goes on from.
impl<'m> From<Vec<Rc<Exchange<'m>>>> for Unanswered<'m> {
    fn from(all: Vec<Rc<Exchange<'m>>>) -> Self {
        Self { all, lent: true, headings: None }
    }
}
