//! Reading a file of cases (schema `http-cache-cases/1`), with a sentence for what is wrong.

use super::case::{Case, Check, Interim, Kind, Origin, Step, Suite, Test, That, Value, Via};
use super::fault::{Fault, Place};
use crate::http::fetch;
use crate::http::header::date;
use crate::limits::CASES;
use serde_json::Value as Json;

/// The schema that is read.
const SCHEMA: &str = "http-cache-cases/1";

/// More steps than any case needs; each may look at all that earlier ones stored.
const MOST_STEPS: usize = 200;

/// Reads a suite.
///
/// # Errors
/// The text is no JSON, or not of the schema.
pub fn read(text: &str) -> Result<Suite, Fault> {
    let json: Json = serde_json::from_str(text).map_err(|e| Fault(format!("this is no JSON: {e}")))?;
    let top = Place::top(&json)?;
    if let Some(schema) = top.optional_text("schema")?
        && schema != SCHEMA
    {
        return Err(Fault(format!("the schema is `{schema}`, not `{SCHEMA}`")));
    }
    let epoch = match top.optional("clock") {
        Some(clock) => epoch(&clock.text("epoch")?)?,
        None => 0,
    };
    let cases = top.list("cases", CASES)?;
    Ok(Suite { epoch, cases: cases.iter().map(case).collect::<Result<_, _>>()? })
}

/// A time like `2026-01-01T00:00:00Z`, read as the HTTP date of the one weekday that fits.
fn epoch(text: &str) -> Result<i64, Fault> {
    const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let read = || {
        let (day, clock) = text.strip_suffix('Z')?.split_once('T')?;
        let mut parts = day.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?.parse::<usize>().ok()?, parts.next()?);
        let month = MONTHS.get(month.checked_sub(1)?)?;
        WEEKDAYS.iter().find_map(|weekday| date::parse(&format!("{weekday}, {day} {month} {year} {clock} GMT")))
    };
    read().ok_or_else(|| Fault(format!("`clock.epoch` is `{text}`, not a time like 2026-01-01T00:00:00Z")))
}

fn case(place: &Place<'_>) -> Result<Case, Fault> {
    let id = place.text("id")?;
    let place = &place.named(&format!("case `{id}`"));
    let kind = match place.text("kind")?.as_str() {
        "required" => Kind::Required,
        "optimal" => Kind::Optimal,
        "check" => Kind::Check,
        other => return Err(place.wrong("kind", &format!("`{other}` is none of required, optimal, check"))),
    };
    let steps = place.list("steps", MOST_STEPS)?;
    Ok(Case {
        kind,
        tier: place.text("tier")?,
        applies: place.words("applies")?,
        depends_on: if place.has("depends_on") { place.words("depends_on")? } else { Vec::new() },
        peers: match place.optional("peers") {
            Some(peers) => peers.pairs()?,
            None => Vec::new(),
        },
        steps: steps.iter().map(step).collect::<Result<_, _>>()?,
        id,
    })
}

fn step(place: &Place<'_>) -> Result<Step, Fault> {
    let mode = place.optional_text("fetch_cache")?;
    let fetch = match mode.as_deref() {
        None => fetch::Mode::Default,
        Some(name) => fetch::Mode::of(name)
            .ok_or_else(|| place.wrong("fetch_cache", &format!("`{name}` is no cache mode of fetch()")))?,
    };
    Ok(Step {
        at: place.number("at_ms")?,
        method: place.text("method")?,
        url: place.text("url")?,
        headers: headers(place)?,
        fetch,
        origin: origin(&place.inner("origin")?)?,
        expect: place.list("expect", MOST_STEPS)?.iter().map(check).collect::<Result<_, _>>()?,
    })
}

fn origin(place: &Place<'_>) -> Result<Origin, Fault> {
    let disconnects = match place.optional_text("fail")?.as_deref() {
        None => false,
        Some("disconnect") => true,
        Some(other) => return Err(place.wrong("fail", &format!("`{other}` is not `disconnect`"))),
    };
    Ok(Origin {
        status: if place.has("status") { place.status("status")? } else { 200 },
        headers: if place.has("headers") { headers(place)? } else { Vec::new() },
        body: place.optional_text("body")?.unwrap_or_default(),
        delay: if place.has("delay_ms") { place.unsigned("delay_ms")? } else { 0 },
        disconnects,
        interim: if place.has("interim") { interim(place, "interim")? } else { Vec::new() },
        must_be_conditional: place.flag("must_be_conditional")?,
    })
}

fn interim(place: &Place<'_>, key: &str) -> Result<Vec<Interim>, Fault> {
    let one = |place: &Place<'_>| {
        let list = if place.has("headers") { headers(place)? } else { Vec::new() };
        let plain = |(name, value)| match value {
            Value::Text(text) => Ok((name, text)),
            Value::Date { .. } | Value::Url(_) => Err(place.wrong("headers", "an interim answer has plain values")),
        };
        Ok(Interim { status: place.status("status")?, headers: list.into_iter().map(plain).collect::<Result<_, _>>()? })
    };
    place.list(key, MOST_STEPS)?.iter().map(one).collect()
}

/// Pairs of a name and a value.
fn headers(place: &Place<'_>) -> Result<Vec<(String, Value)>, Fault> {
    let one = |pair: &Place<'_>| match pair.items().as_deref() {
        Some([name, given]) => Ok((name.as_text()?, value(given)?)),
        Some(_) | None => Err(pair.fault("is no pair of a name and a value")),
    };
    place.list("headers", MOST_STEPS)?.iter().map(one).collect()
}

fn value(place: &Place<'_>) -> Result<Value, Fault> {
    if let Some(text) = place.plain() {
        return Ok(Value::Text(text));
    }
    if place.has("url") {
        return Ok(Value::Url(place.text("url")?));
    }
    let previous = match place.optional_text("base")?.as_deref() {
        None => false,
        Some("prev") => true,
        Some(other) => return Err(place.wrong("base", &format!("`{other}` is not `prev`"))),
    };
    let rfc850 = match place.optional_text("format")?.as_deref() {
        None => false,
        Some("rfc850") => true,
        Some(other) => return Err(place.wrong("format", &format!("`{other}` is not `rfc850`"))),
    };
    Ok(Value::Date { after: place.number("t")?, previous, rfc850 })
}

fn check(place: &Place<'_>) -> Result<Check, Fault> {
    let that = match place.text("check")?.as_str() {
        "via" => That::Via(via(place)?),
        "exchange" => That::Exchange(usize::try_from(place.unsigned("is")?).unwrap_or(usize::MAX)),
        "status" => That::Status(place.status("is")?),
        "body" => That::Body(place.text("is")?),
        "interim" => That::Interim(interim(place, "is")?),
        "header" => That::Header(place.text("name")?, test(place)?),
        "origin-header" => That::OriginHeader(place.text("name")?, test(place)?),
        "origin-method" => That::OriginMethod(place.text("is")?),
        "pass-through" => That::PassThrough(place.words("names")?),
        other => return Err(place.wrong("check", &format!("`{other}` is no check"))),
    };
    Ok(Check { setup: place.flag("setup")?, that })
}

fn via(place: &Place<'_>) -> Result<Via, Fault> {
    match place.text("is")?.as_str() {
        "cache" => Ok(Via::Cache),
        "origin" => Ok(Via::Origin),
        "revalidated-etag" => Ok(Via::RevalidatedEtag),
        "revalidated-lm" => Ok(Via::RevalidatedModified),
        "error" => Ok(Via::Error),
        other => Err(place.wrong("is", &format!("`{other}` is no way that an answer comes"))),
    }
}

fn test(place: &Place<'_>) -> Result<Test, Fault> {
    let given = || value(&place.inner("value")?);
    match place.text("op")?.as_str() {
        "present" => Ok(Test::Present),
        "absent" => Ok(Test::Absent),
        "eq" => Ok(Test::Is(given()?)),
        "ne" => Ok(Test::IsNot(given()?)),
        "gt" => Ok(Test::Above(place.inner("value")?.decimal()?)),
        "same-as" => Ok(Test::SameAs(place.text("value")?)),
        "not-contains" => Ok(Test::Without(place.text("value")?)),
        other => Err(place.wrong("op", &format!("`{other}` is no test of a field"))),
    }
}
