//! A cache of whole messages that asks the rules what to do.

use super::entry::{Entry, storable};
use super::message::{Answer, Ask, Upstream};
use crate::http::fetch::{Mode, Reading};
use crate::http::header::{Fields, date, read, targeted, vary::Selecting};
use crate::http::{Failure, Head, Kept, Lifetime, Lookup, Property, Request, Response, Rules, Time};

/// A cache.
pub(super) struct Cache<'r> {
    rules: Rules<'r>,
    /// It is a browser's: modes of `fetch()` count.
    browser: bool,
    /// It belongs to a content delivery network: targeted fields count.
    cdn: bool,
    entries: Vec<Entry>,
}

/// A request under way.
struct Flight<'a> {
    ask: &'a Ask,
    request: Request,
    mode: Mode,
    now: Time,
}

impl<'r> Cache<'r> {
    /// An empty one.
    pub fn new(rules: Rules<'r>, browser: bool, cdn: bool) -> Self {
        Self { rules, browser, cdn, entries: Vec::new() }
    }

    /// Answers a request.
    pub fn answer(&mut self, ask: &Ask, now: Time, upstream: Upstream<'_>) -> Answer {
        let request = read::request(&ask.method, &ask.fields);
        let mode = if self.browser { ask.fetch.with_condition(request.conditional) } else { Mode::Default };
        let flight = Flight { ask, request, mode, now };
        let selected = self.select(ask);
        let selected = selected.and_then(|at| Some((at, self.entries.get(at)?.kept)));
        let kept = selected.map(|(_, kept)| kept);
        match (self.rules.lookup_in_mode(mode, kept.as_ref(), &request, now), selected) {
            (Lookup::Hit { revalidate, .. }, Some((at, kept))) => {
                let served = self.serve(at, &flight);
                if revalidate {
                    let validates = self.rules.validates(&kept);
                    self.forward(&flight, validates.then_some(at), upstream);
                }
                served
            }
            (Lookup::Forward { validate, .. }, Some((at, _))) => {
                let entry = if validate { Some(at) } else { None };
                self.forward(&flight, entry, upstream)
            }
            (Lookup::Hit { .. } | Lookup::Forward { .. }, None) => self.forward(&flight, None, upstream),
            (Lookup::Refuse, _) => unavailable(),
        }
    }

    /// The stored response that fits a request best: the most recent one (RFC 9111 §4.1).
    fn select(&self, ask: &Ask) -> Option<usize> {
        let fits = |entry: &Entry| entry.url == ask.url && entry.selecting.matches(&ask.fields);
        let recent = |entry: &Entry| (!entry.kept.response.vary_any, entry.kept.response.date);
        let found = self.entries.iter().enumerate().filter(|(_, entry)| fits(entry));
        found.max_by_key(|(_, entry)| recent(entry)).map(|(at, _)| at)
    }

    /// What is stored, as an answer.
    fn serve(&self, at: usize, flight: &Flight<'_>) -> Answer {
        self.entries.get(at).map_or_else(unavailable, |entry| entry.served(&self.rules, flight.ask, flight.now))
    }

    /// Asks the origin, conditionally if an entry is to be validated.
    fn forward(&mut self, flight: &Flight<'_>, validated: Option<usize>, upstream: Upstream<'_>) -> Answer {
        let sent = self.sent(flight, validated);
        let Some(answer) = upstream(&sent) else {
            return self.failed(flight, Failure::Disconnected).unwrap_or_else(unavailable);
        };
        let response_time = flight.now.saturating_add_unsigned(answer.delay);
        match validated {
            Some(at) if answer.status == 304 => return self.refresh(at, flight, &answer, response_time),
            Some(_) | None => {}
        }
        if let Some(stale) = self.failed(flight, Failure::Status(answer.status)) {
            return stale;
        }
        self.learn(flight, &answer, response_time);
        answer
    }

    /// The request as the origin sees it.
    fn sent(&self, flight: &Flight<'_>, validated: Option<usize>) -> Ask {
        let mut sent = flight.ask.clone();
        for (name, value) in flight.mode.adds() {
            if !flight.ask.fields.has(name) {
                sent.fields.set(name, value);
            }
        }
        match validated.and_then(|at| self.entries.get(at)) {
            Some(entry) => entry.condition(&mut sent.fields),
            None if (self.rules.has)(Property::ForwardsConditions) => {}
            None => read::CONDITIONS.iter().for_each(|name| sent.fields.remove(name)),
        }
        if sent.method == "HEAD" && !(self.rules.has)(Property::ForwardsHead) {
            sent.method = String::from("GET");
        }
        sent
    }

    /// What is served because the origin failed.
    fn failed(&self, flight: &Flight<'_>, failure: Failure) -> Option<Answer> {
        let entry = self.select(flight.ask).and_then(|at| Some((at, self.entries.get(at)?)));
        let (at, entry) = entry.filter(|_| matches!(flight.mode.reading(), Reading::Normal | Reading::Validates))?;
        let answerable = matches!(flight.ask.method.as_str(), "GET" | "HEAD");
        let may = self.rules.may_serve_on_error(&entry.kept, &flight.request, failure, flight.now);
        if answerable && may { Some(self.serve(at, flight)) } else { None }
    }

    /// Updates an entry by the `304` that confirmed it, and serves it.
    fn refresh(&mut self, at: usize, flight: &Flight<'_>, answer: &Answer, response_time: Time) -> Answer {
        let newer = self.response(flight.ask, answer.status, &answer.fields);
        let rules = self.rules;
        if let Some(entry) = self.entries.get_mut(at) {
            let kept = rules.refreshed(&entry.kept, &newer, flight.now, response_time);
            entry.freshen(&rules, answer, kept);
        }
        self.serve(at, flight)
    }

    /// Stores, updates and invalidates by an answer that goes to the client.
    fn learn(&mut self, flight: &Flight<'_>, answer: &Answer, response_time: Time) {
        let response = self.response(flight.ask, answer.status, &answer.fields).dated(response_time);
        if self.rules.invalidates(flight.request.method, answer.status) {
            self.invalidate(&flight.ask.url);
        }
        if self.rules.invalidates_location(flight.request.method, answer.status) {
            for name in ["Location", "Content-Location"] {
                if let Some(named) = answer.fields.get(name).filter(|named| is_same_origin(named)) {
                    self.invalidate(read::path_of(&named));
                }
            }
        }
        if flight.ask.method == "HEAD" {
            self.learn_from_head(flight, answer, &response, response_time);
        }
        if flight.mode.writes() && self.rules.stores(&flight.request, &response) {
            self.store(flight, answer, response, response_time);
        }
    }

    /// Marks everything stored for a key as needing validation (RFC 9111 §4.4).
    fn invalidate(&mut self, url: &str) {
        let of_key = self.entries.iter_mut().filter(|entry| entry.url == url);
        of_key.for_each(|entry| entry.kept.invalid = true);
    }

    fn learn_from_head(&mut self, flight: &Flight<'_>, answer: &Answer, response: &Response, at: Time) {
        let rules = self.rules;
        let fits = |entry: &&mut Entry| entry.url == flight.ask.url && entry.selecting.matches(&flight.ask.fields);
        for entry in self.entries.iter_mut().filter(fits) {
            let same = entry.is_described_by(&answer.fields);
            match rules.after_head(&entry.kept, response, same, flight.now, at) {
                Head::Updates(kept) => entry.freshen(&rules, answer, kept),
                Head::Invalidates => entry.kept.invalid = true,
                Head::Nothing => {}
            }
        }
    }

    fn store(&mut self, flight: &Flight<'_>, answer: &Answer, response: Response, response_time: Time) {
        let mut fields = storable(&self.rules, &answer.fields);
        if !fields.has("Date") {
            fields.set("Date", &date::spell(response_time));
        }
        let lifetime = match self.rules.lifetime(&response) {
            Lifetime::For(lifetime) => lifetime,
            Lifetime::Open => 0,
        };
        let kept = Kept { response, request_time: flight.now, response_time, lifetime, invalid: false };
        let superseded = |e: &Entry| e.url == flight.ask.url && e.selecting.matches(&flight.ask.fields);
        self.entries.retain(|entry| !superseded(entry));
        self.entries.push(Entry {
            url: flight.ask.url.clone(),
            selecting: Selecting::of(&flight.ask.fields, &answer.fields),
            fields,
            body: answer.body.clone(),
            kept,
            tag: answer.tag,
        });
    }

    /// An answer as the rules see it.
    fn response(&self, ask: &Ask, status: u16, fields: &Fields) -> Response {
        let obeyed = self.cdn && (self.rules.has)(Property::Targeted);
        read::response(status, fields, &ask.url, obeyed.then_some(targeted::CDN))
    }
}

/// Whether a URI reference stays on the origin: relative, or of the host that cases use.
fn is_same_origin(reference: &str) -> bool {
    !reference.contains("://") || reference.starts_with(super::origin::BASE)
}

/// What a cache answers for want of an answer (RFC 9110 §15.6.5).
fn unavailable() -> Answer {
    Answer { status: 504, ..Answer::default() }
}
