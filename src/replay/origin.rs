//! The origin of a case: answers each step as the case says, and remembers what it saw.

use super::case::{Step, Value};
use super::message::{Answer, Ask};
use crate::http::Time;
use crate::http::header::{Fields, date};

/// The origin's own address.
pub(super) const BASE: &str = "http://origin.example";

/// What the origin saw and sent for a step.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    /// When it answered.
    pub time: Time,
    /// The request.
    pub asked: Ask,
    /// The answer's fields; none if it closed the connection.
    pub sent: Option<Fields>,
}

/// An origin.
pub(super) struct Origin<'c> {
    steps: &'c [Step],
    epoch: Time,
    /// By step, from the first; the last exchange of each.
    pub seen: Vec<Option<Exchange>>,
}

impl<'c> Origin<'c> {
    pub fn new(steps: &'c [Step], epoch: Time) -> Self {
        Self { steps, epoch, seen: vec![None; steps.len()] }
    }

    /// The exchange of a tag.
    pub fn exchange(&self, tag: usize) -> Option<&Exchange> {
        self.seen.get(tag.checked_sub(1)?)?.as_ref()
    }

    /// Answers a request of the step with that index.
    pub fn answer(&mut self, at: usize, ask: &Ask) -> Option<Answer> {
        let step = self.steps.get(at)?;
        let said = &step.origin;
        let time = self.epoch.saturating_add(step.at).saturating_add_unsigned(said.delay);
        let fields = Fields::new(said.headers.iter().map(|(n, v)| (n.clone(), spell(v, time, None))).collect());
        let status = if said.must_be_conditional { self.conditional_status(at, ask) } else { said.status };
        let sent = if said.disconnects { None } else { Some(fields.clone()) };
        let exchange = Exchange { time, asked: ask.clone(), sent };
        if let Some(slot) = self.seen.get_mut(at) {
            *slot = Some(exchange);
        }
        let body = if status == 304 || ask.method == "HEAD" { String::new() } else { said.body.clone() };
        let answer = Answer { status, fields, body, tag: at + 1, interim: said.interim.clone(), delay: said.delay };
        if said.disconnects { None } else { Some(answer) }
    }

    /// 304 if the request confirms a validator of the previous step's answer, else 999.
    fn conditional_status(&self, at: usize, ask: &Ask) -> u16 {
        let previous = self.exchange(at).and_then(|exchange| exchange.sent.as_ref());
        let confirms = |condition: &str, validator: &str| {
            let held = previous.and_then(|fields| fields.get(validator));
            held.is_some() && ask.fields.get(condition) == held
        };
        if confirms("If-None-Match", "ETag") || confirms("If-Modified-Since", "Last-Modified") { 304 } else { 999 }
    }
}

/// A value as it goes over the wire; `previous` is the origin's time of the answer before.
pub(super) fn spell(value: &Value, now: Time, previous: Option<Time>) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Url(path) => format!("{BASE}{path}"),
        Value::Date { after, previous: from_previous, rfc850 } => {
            let base = previous.filter(|_| *from_previous).unwrap_or(now);
            let time = base.saturating_add(after.saturating_mul(1000));
            if *rfc850 { date::spell_rfc850(time) } else { date::spell(time) }
        }
    }
}
