//! Words of worked-out hops: requests and answers as labels.

use super::Run;
use super::fill::Stored;
use super::lookup::{Answer, Outcome, word};
use crate::model::step::Step;
use crate::timeline::{Style, Wording};

/// Attributes that are no part of what travels.
const SILENT: [&str; 6] = ["tone", "as-told", "brief", "policy", "source", "via"];

/// What a request says: `GET /nodes/1 [no-cache]` at first, `GET fwd=stale` where it is asked further.
#[must_use]
pub fn request(verb: &str, key: &str, step: &Step, why: Option<&Outcome>) -> Wording {
    let mut wording = Wording::default();
    wording.push(verb, Style::Verb);
    if let Some(Outcome::Forward { why, .. }) = why {
        wording.push(word(*why), Style::Lookup);
        return wording;
    }
    wording.push(" ", Style::Plain);
    wording.push(key, Style::Key);
    for attribute in step.attributes.iter().filter(|a| !SILENT.contains(&a.name.as_str())) {
        match &attribute.value {
            Some(value) => wording.push(format!("{}={value}", attribute.name), Style::Attribute),
            None => wording.push(&attribute.name, Style::Attribute),
        }
    }
    wording
}

impl Run<'_, '_> {
    /// What an answer says: `200 @alice hit`, `@alice stored`; without a named value its status alone.
    pub(super) fn answer_words(
        &self,
        answer: Option<&Answer>,
        http: bool,
        hit: Option<bool>,
        stored: Stored,
    ) -> Wording {
        let mut wording = Wording::default();
        let Some(answer) = answer else {
            wording.push(if http { "504" } else { "miss" }, Style::Status);
            return wording;
        };
        let name = self.name(answer.value).clone();
        if http || name.is_empty() {
            let status = if stored == Stored::Validated { "304" } else { "200" };
            wording.push(if http { status } else { "ok" }, Style::Status);
            if !name.is_empty() {
                wording.push(" ", Style::Plain);
            }
        }
        if !name.is_empty() {
            wording.push(name, Style::Value);
        }
        match hit {
            Some(false) => wording.push("hit", Style::Lookup),
            Some(true) => wording.push("stale hit", Style::Lookup),
            None => {}
        }
        match stored {
            Stored::New | Stored::Validated => wording.push("stored", Style::Lookup),
            Stored::No => {}
        }
        wording
    }
}
