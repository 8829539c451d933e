//! Requests that may still be answered, in written order; what the operands of a fragment do to them is undone and
//! joined, since only some of them happen.

use crate::model::{Instance, Participant, Place, UserId};
use crate::source::Span;
use foldhash::HashMap;

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who asked.
    pub from: Participant,
    /// Who was asked.
    pub to: Participant,
    /// On whose behalf.
    pub user: Option<UserId>,
    /// Where the statement stands.
    pub span: Span,
    /// Where it was answered.
    pub answer: Option<Span>,
    /// Its label was an operation on a storage.
    pub on_storage: bool,
}

/// All requests of a block.
#[derive(Debug, Default)]
pub struct Requests {
    list: Vec<Request>,
    pairs: HashMap<(Place, Place), Vec<u32>>,
    receivers: HashMap<Place, Vec<u32>>,
    answered: HashMap<(Place, Place), u32>,
    heard: HashMap<Place, Participant>,
    closed: Vec<u32>,
}

/// What came of looking for the request that an answer belongs to.
#[derive(Debug)]
pub enum Found {
    /// It is open.
    Open(u32),
    /// It has been answered there.
    Answered(Span),
    /// There is none.
    Nothing,
}

fn agrees(asked: &Instance, named: Option<&Instance>) -> bool {
    match named {
        None => true,
        Some(named) => asked == named || matches!(asked, Instance::Every | Instance::Other | Instance::Any),
    }
}

impl Requests {
    /// A request is made.
    pub fn open(&mut self, request: Request) {
        let id = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.pairs.entry((request.from.place, request.to.place)).or_default().push(id);
        self.receivers.entry(request.to.place).or_default().push(id);
        self.list.push(request);
    }

    /// Somebody hears something that needs no answer.
    pub fn hear(&mut self, who: &Participant) {
        self.heard.insert(who.place, who.clone());
    }

    /// The request of that number.
    #[must_use]
    pub fn get(&self, id: u32) -> Option<&Request> {
        self.list.get(id as usize)
    }

    /// The latest open request from one place to another; instances that the author named must agree.
    #[must_use]
    pub fn find(&self, from: (Place, Option<&Instance>), to: (Place, Option<&Instance>)) -> Found {
        let agreeing = |id: &&u32| {
            self.get(**id).is_some_and(|r| agrees(&r.from.instance, from.1) && agrees(&r.to.instance, to.1))
        };
        let pair = (from.0, to.0);
        if let Some(id) = self.pairs.get(&pair).and_then(|ids| ids.iter().rev().find(agreeing)) {
            return Found::Open(*id);
        }
        let last = self.answered.get(&pair).filter(|id| agreeing(id)).and_then(|id| self.get(*id)?.answer);
        last.map_or(Found::Nothing, Found::Answered)
    }

    /// An answer. One of several who were asked at once leaves the request open.
    pub fn close(&mut self, id: u32, answer: Span) {
        let Some(request) = self.list.get_mut(id as usize) else { return };
        request.answer = Some(answer);
        let (pair, to) = ((request.from.place, request.to.place), request.to.place);
        self.answered.insert(pair, id);
        self.closed.push(id);
        for ids in [self.pairs.get_mut(&pair), self.receivers.get_mut(&to)].into_iter().flatten() {
            if let Some(at) = ids.iter().rposition(|other| *other == id) {
                ids.remove(at);
            }
        }
    }

    /// The request that a place is answering now: the latest open one that it has got.
    #[must_use]
    pub fn serving(&self, place: Place) -> Option<(u32, &Request)> {
        let ids = self.receivers.get(&place)?;
        ids.last().and_then(|id| Some((*id, self.get(*id)?)))
    }

    /// Which of several has heard something last.
    #[must_use]
    pub fn heard(&self, place: Place) -> Option<&Participant> {
        self.heard.get(&place)
    }

    /// How many answers there have been; to be given to [`Self::reopen`].
    #[must_use]
    pub fn mark(&self) -> usize {
        self.closed.len()
    }

    /// Makes the requests that were answered since a mark open again, and tells which.
    pub fn reopen(&mut self, mark: usize) -> Vec<(u32, Span)> {
        let ids = self.closed.split_off(mark.min(self.closed.len()));
        let mut opened = Vec::new();
        for id in ids {
            let Some(request) = self.list.get_mut(id as usize) else { continue };
            let Some(answer) = request.answer.take() else { continue };
            opened.push((id, answer));
            let (pair, to) = ((request.from.place, request.to.place), request.to.place);
            for ids in [self.pairs.get_mut(&pair), self.receivers.get_mut(&to)].into_iter().flatten() {
                let at = ids.partition_point(|other| *other < id);
                ids.insert(at, id);
            }
        }
        opened
    }
}
