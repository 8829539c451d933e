//! A stored response with its fields and content: what is kept of an answer, and what is served of it.

use super::message::{Answer, Ask};
use crate::http::header::{Fields, date, etag, qualified, read, vary::Selecting};
use crate::http::{Condition, Kept, Property, Rules, Time};

/// A stored response.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The key.
    pub url: String,
    /// The request fields that selected it.
    pub selecting: Selecting,
    /// Its fields, as far as they are stored.
    pub fields: Fields,
    /// Its content.
    pub body: String,
    /// What the rules see of it.
    pub kept: Kept,
    /// The exchange that last supplied its fields.
    pub tag: usize,
}

/// Fields of one connection (RFC 9110 §7.6.1) and of one proxy, which are not stored (RFC 9111 §3.1).
const UNSTORED: [&str; 10] = [
    "Connection",
    "Keep-Alive",
    "Proxy-Connection",
    "Proxy-Authenticate",
    "Proxy-Authentication-Info",
    "Proxy-Authorization",
    "TE",
    "Transfer-Encoding",
    "Trailer",
    "Upgrade",
];

/// The fields of a response that may be stored.
pub(super) fn storable(rules: &Rules<'_>, fields: &Fields) -> Fields {
    let mut stored = fields.clone();
    if (rules.has)(Property::ConnectionFields) {
        let named = fields.get("Connection").unwrap_or_default();
        named.split(',').for_each(|name| stored.remove(name.trim()));
    }
    UNSTORED.iter().for_each(|name| stored.remove(name));
    let qualified = qualified(fields);
    qualified.no_cache.iter().for_each(|name| stored.remove(name));
    if rules.shared {
        qualified.private.iter().for_each(|name| stored.remove(name));
    }
    stored
}

impl Entry {
    /// Takes over what a `304` or the answer to `HEAD` brings (RFC 9111 §3.2); the length of the content stays.
    pub fn freshen(&mut self, rules: &Rules<'_>, answer: &Answer, kept: Kept) {
        if (rules.has)(Property::UpdatesFields) {
            let mut newer = storable(rules, &answer.fields);
            newer.remove("Content-Length");
            self.fields.remove("Age");
            self.fields.update(&newer);
        }
        self.kept = kept;
        self.tag = answer.tag;
    }

    /// Whether the answer to `HEAD` describes the same content: no validator and no length differs (§4.3.5).
    pub fn is_described_by(&self, head: &Fields) -> bool {
        ["ETag", "Last-Modified", "Content-Length"]
            .into_iter()
            .all(|name| head.get(name).is_none_or(|value| self.fields.get(name) == Some(value)))
    }

    /// Makes a request conditional on it (§4.3.1); the client's own conditions make way.
    pub fn condition(&self, fields: &mut Fields) {
        read::CONDITIONS.iter().for_each(|name| fields.remove(name));
        for (validator, condition) in [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")] {
            if let Some(value) = self.fields.get(validator) {
                fields.set(condition, &value);
            }
        }
    }

    /// The answer to a request that may be answered with it.
    pub fn served(&self, rules: &Rules<'_>, ask: &Ask, now: Time) -> Answer {
        let mut fields = self.fields.clone();
        if (rules.has)(Property::AgeGenerated) {
            fields.set("Age", &(rules.age(&self.kept, now) / 1000).to_string());
        }
        if !(rules.has)(Property::KeepsDate) {
            fields.set("Date", &date::spell(now));
        }
        let body = if ask.method == "HEAD" { String::new() } else { self.body.clone() };
        let whole = Answer { status: self.kept.response.status, fields, body, tag: self.tag, ..Answer::default() };
        if self.is_unmodified(rules, ask) {
            return Answer { status: 304, body: String::new(), ..whole };
        }
        match ask.fields.get("Range") {
            Some(range) if whole.status == 200 && ask.method == "GET" && self.is_in_range(ask) => cut(&whole, &range),
            Some(_) | None => whole,
        }
    }

    /// Whether the client's condition tells that it has the same already (§4.3.2).
    fn is_unmodified(&self, rules: &Rules<'_>, ask: &Ask) -> bool {
        let condition = match ask.fields.get("If-None-Match") {
            Some(list) => Condition::NoneMatch { listed: etag::is_listed(&list, self.fields.get("ETag").as_deref()) },
            None => match ask.fields.get("If-Modified-Since").as_deref().and_then(date::parse) {
                Some(since) => Condition::ModifiedSince(since),
                None => return false,
            },
        };
        rules.answers_not_modified(&self.kept, condition)
    }

    /// Whether `If-Range`, if it is there, allows a part (RFC 9110 §13.1.5).
    fn is_in_range(&self, ask: &Ask) -> bool {
        let Some(wanted) = ask.fields.get("If-Range") else { return true };
        let same_tag = self.fields.get("ETag").is_some_and(|tag| etag::matches_strongly(&tag, &wanted));
        same_tag || self.fields.get("Last-Modified") == Some(wanted)
    }
}

/// One range of bytes of a whole answer (RFC 9110 §14.2); several, or other units, are answered with the whole.
fn cut(whole: &Answer, range: &str) -> Answer {
    let Some(spec) = range.trim().strip_prefix("bytes=").filter(|spec| !spec.contains(',')) else {
        return whole.clone();
    };
    let length = whole.body.len();
    let bounds = match spec.trim().split_once('-') {
        Some(("", last)) => last.parse::<usize>().ok().map(|n| (length.saturating_sub(n), length)),
        Some((first, "")) => first.parse::<usize>().ok().map(|first| (first, length)),
        Some((first, last)) => match (first.parse::<usize>(), last.parse::<usize>()) {
            (Ok(first), Ok(last)) if first <= last => Some((first, last.saturating_add(1).min(length))),
            (Ok(_) | Err(_), Ok(_) | Err(_)) => None,
        },
        None => None,
    };
    let Some((start, end)) = bounds else { return whole.clone() };
    let mut fields = whole.fields.clone();
    match whole.body.get(start..end) {
        Some(part) if start < end => {
            fields.set("Content-Range", &format!("bytes {start}-{}/{length}", end - 1));
            fields.set("Content-Length", &part.len().to_string());
            Answer { status: 206, fields, body: part.to_owned(), ..whole.clone() }
        }
        Some(_) | None => {
            fields.set("Content-Range", &format!("bytes */{length}"));
            Answer { status: 416, fields, body: String::new(), ..whole.clone() }
        }
    }
}
