//! Replays one case: asks the cache step by step and holds its answers against what is expected.

use super::cache::Cache;
use super::case::{Case, Check, Step, Test, That, Value, Via};
use super::message::{Answer, Ask};
use super::origin::{Origin, spell};
use crate::http::Time;
use crate::http::header::Fields;

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every check held.
    Pass,
    /// One did not.
    Fail,
    /// Something did not hold without which the case says nothing.
    Setup,
}

impl Verdict {
    /// The word in reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Setup => "setup",
        }
    }
}

/// A verdict and its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// The step that decided, from 1.
    pub step: usize,
    /// Why; empty for a pass.
    pub why: String,
}

/// A step that has been answered.
struct Answered<'a> {
    /// From 1.
    number: usize,
    answer: &'a Answer,
    origin: &'a Origin<'a>,
    epoch: Time,
    step: &'a Step,
}

/// Replays a case.
pub(super) fn replay(case: &Case, epoch: Time, cache: &mut Cache<'_>) -> Outcome {
    let mut origin = Origin::new(&case.steps, epoch);
    let mut previous = None;
    for (at, step) in case.steps.iter().enumerate() {
        let now = epoch.saturating_add(step.at);
        let fields = step.headers.iter().map(|(n, v)| (n.clone(), spell(v, now, previous))).collect();
        let ask =
            Ask { method: step.method.clone(), url: step.url.clone(), fields: Fields::new(fields), fetch: step.fetch };
        let answer = cache.answer(&ask, now, &mut |sent| origin.answer(at, sent));
        previous = origin.exchange(answer.tag).map(|exchange| exchange.time).or(previous);
        let answered = Answered { number: at + 1, answer: &answer, origin: &origin, epoch, step };
        for check in &step.expect {
            if let Err(why) = answered.holds(&check.that) {
                return failed(check, at + 1, why);
            }
        }
    }
    Outcome { verdict: Verdict::Pass, step: case.steps.len(), why: String::new() }
}

fn failed(check: &Check, step: usize, why: String) -> Outcome {
    Outcome { verdict: if check.setup { Verdict::Setup } else { Verdict::Fail }, step, why }
}

/// Holds, or tells why not.
type Held = Result<(), String>;

fn held(holds: bool, why: impl FnOnce() -> String) -> Held {
    if holds { Ok(()) } else { Err(why()) }
}

impl Answered<'_> {
    fn holds(&self, that: &That) -> Held {
        let answer = self.answer;
        match that {
            That::Via(via) => held(self.came_via(*via), || format!("it came {}, not {}", self.way(), expected(*via))),
            That::Exchange(tag) => {
                held(answer.tag == *tag, || format!("exchange {} supplied it, not {tag}", answer.tag))
            }
            That::Status(status) => {
                held(answer.status == *status, || format!("its status is {}, not {status}", answer.status))
            }
            That::Body(body) => {
                held(answer.body == *body, || format!("its content is `{}`, not `{body}`", answer.body))
            }
            That::Interim(list) => {
                held(answer.interim == *list, || format!("{} interim answers came before it", answer.interim.len()))
            }
            That::Header(name, test) => {
                let base = self.origin.exchange(answer.tag).map_or(self.now(), |exchange| exchange.time);
                tested(&answer.fields, name, test, base)
            }
            That::OriginHeader(name, test) => match self.exchange() {
                None => Ok(()),
                Some(_) if self.came_via(Via::Cache) => Ok(()),
                Some(exchange) => tested(&exchange.asked.fields, name, test, exchange.time),
            },
            That::OriginMethod(method) => match self.exchange() {
                _ if self.came_via(Via::Cache) => Ok(()),
                None => Err(String::from("the origin was not asked")),
                Some(exchange) => held(exchange.asked.method == *method, || {
                    format!("the origin saw {}, not {method}", exchange.asked.method)
                }),
            },
            That::PassThrough(names) => names.iter().try_for_each(|name| self.passed(name)),
        }
    }

    /// When the client asked.
    fn now(&self) -> Time {
        self.epoch.saturating_add(self.step.at)
    }

    /// What the origin saw of this step.
    fn exchange(&self) -> Option<&super::origin::Exchange> {
        self.origin.exchange(self.number)
    }

    fn came_via(&self, via: Via) -> bool {
        let answer = self.answer;
        let saw = |condition: &str| self.exchange().is_some_and(|e| e.asked.fields.has(condition));
        match via {
            Via::Cache => (answer.tag > 0 && answer.tag < self.number) || (answer.tag == 0 && answer.status == 304),
            Via::Origin => answer.tag == self.number,
            Via::RevalidatedEtag => saw("If-None-Match") && answer.status != 999,
            Via::RevalidatedModified => saw("If-Modified-Since") && answer.status != 999,
            Via::Error => answer.tag == 0,
        }
    }

    /// The way that it came, in words.
    fn way(&self) -> &'static str {
        match self.answer.tag {
            0 => "from the cache alone, as an error",
            tag if tag < self.number => "from the cache",
            _ => "from the origin",
        }
    }

    /// Whether a field reached the client as the origin sent it.
    fn passed(&self, name: &str) -> Held {
        let sent = self.origin.exchange(self.answer.tag).and_then(|exchange| exchange.sent.as_ref());
        let Some(sent) = sent else { return Err(String::from("no answer of the origin stands behind it")) };
        let (sent, came) = (sent.get(name), self.answer.fields.get(name));
        held(sent.is_none() || sent == came, || format!("`{name}` did not reach the client unchanged"))
    }
}

/// The way that was expected, in words.
fn expected(via: Via) -> &'static str {
    match via {
        Via::Cache => "from the cache",
        Via::Origin => "from the origin",
        Via::RevalidatedEtag => "after validation by its entity tag",
        Via::RevalidatedModified => "after validation by its time of modification",
        Via::Error => "as an error of the cache",
    }
}

/// Whether a field is as a test wants it.
fn tested(fields: &Fields, name: &str, test: &Test, base: Time) -> Held {
    let value = fields.get(name);
    let spelt = |wanted: &Value| spell(wanted, base, None);
    let shown = || value.as_ref().map_or_else(|| String::from("absent"), |value| format!("`{value}`"));
    match test {
        Test::Present => held(value.is_some(), || format!("`{name}` is absent")),
        Test::Absent => held(value.is_none(), || format!("`{name}` is {}", shown())),
        Test::Is(wanted) => {
            let wanted = spelt(wanted);
            held(value.as_ref() == Some(&wanted), || format!("`{name}` is {}, not `{wanted}`", shown()))
        }
        Test::IsNot(wanted) => held(value != Some(spelt(wanted)), || format!("`{name}` is {}", shown())),
        Test::Above(least) => {
            let number = value.as_ref().and_then(|value| value.trim().parse::<f64>().ok());
            held(number.is_some_and(|n| n > *least), || format!("`{name}` is {}, not above {least}", shown()))
        }
        Test::SameAs(other) => held(value == fields.get(other), || format!("`{name}` differs from `{other}`")),
        Test::Without(part) => {
            held(!value.as_ref().is_some_and(|v| v.contains(part.as_str())), || format!("`{name}` is {}", shown()))
        }
    }
}
