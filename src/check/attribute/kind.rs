//! Types of attributes: whether a value is what its attribute takes.

use super::table::{Kind, Row};
use crate::diagnostic::Diagnostic;
use crate::problem::declarations::{attribute_type, attribute_type_fix, not_listed, value_idle, value_missing};
use crate::problem::near::nearest;
use crate::source::Span;
use crate::syntax::clause::attribute::{Attribute, Form, Given};
use crate::syntax::clause::duration;

/// What is wrong with an attribute's value, if anything.
pub(super) fn mistake(row: &Row, attribute: &Attribute) -> Option<Diagnostic> {
    let Some(value) = &attribute.value else {
        return match row.kind {
            Kind::Flag | Kind::Tag => None,
            Kind::Duration | Kind::Count | Kind::Word | Kind::Words | Kind::Text | Kind::OneOf(_) | Kind::ListOf(_) => {
                Some(value_missing(row.name, attribute.span, expected(row.kind), row.example))
            }
        };
    };
    match row.kind {
        Kind::Flag => Some(value_idle(row.name, value.span, behind(attribute, value))),
        Kind::Tag | Kind::Words | Kind::Text => empty(row, value),
        Kind::Duration => duration(row, value),
        Kind::Count => count(row, value),
        Kind::Word => word(row, value),
        Kind::OneOf(words) => one_of(row, value, words),
        Kind::ListOf(words) => list_of(row, value, words),
    }
}

/// What is wrong with a user's dimension, if anything: it needs a value.
pub(super) fn mistake_of_dimension(attribute: &Attribute) -> Option<Diagnostic> {
    let name = attribute.name.text.as_str();
    match &attribute.value {
        None => Some(value_missing(
            name,
            attribute.span,
            "a value: all else on a user is a dimension",
            &format!("{name}=a"),
        )),
        Some(value) if value.text.trim().is_empty() => {
            Some(attribute_type(name, "\"\"", value.span, "a word", &format!("{name}=a")))
        }
        Some(_) => None,
    }
}

/// What a type is called in a sentence.
fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "no value",
        Kind::Tag | Kind::Word => "a word",
        Kind::Duration => "a duration",
        Kind::Count => "a whole number from 1",
        Kind::Words => "one or more words",
        Kind::Text => "a quoted text",
        Kind::OneOf(_) | Kind::ListOf(_) => "a word of its list",
    }
}

/// From the `=` to the value's end.
fn behind(attribute: &Attribute, value: &Given) -> Span {
    Span { start: attribute.name.span.end, end: value.span.end, ..value.span }
}

fn wrong(row: &Row, value: &Given) -> Diagnostic {
    attribute_type(row.name, &value.text, value.span, expected(row.kind), row.example)
}

fn empty(row: &Row, value: &Given) -> Option<Diagnostic> {
    value.text.trim().is_empty().then(|| wrong(row, value))
}

fn duration(row: &Row, value: &Given) -> Option<Diagnostic> {
    if duration::millis(&value.text).is_ok() && value.form != Form::Quoted {
        return None;
    }
    Some(match right_duration(&value.text) {
        Some(right) => attribute_type_fix(row.name, &value.text, value.span, "a duration", &right),
        None => wrong(row, value),
    })
}

/// A duration that was probably meant: `60` as `60s`, `5min` as `5m`, quoted ones bare.
fn right_duration(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    if duration::millis(&text).is_ok() {
        return Some(text);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim() {
        "" | "sec" | "secs" | "second" | "seconds" => "s",
        "millis" | "msec" | "milliseconds" => "ms",
        "min" | "mins" | "minute" | "minutes" => "m",
        "hr" | "hrs" | "hour" | "hours" => "h",
        "day" | "days" => "d",
        _ => return None,
    };
    let right = format!("{number}{unit}");
    duration::millis(&right).ok().map(|_| right)
}

fn count(row: &Row, value: &Given) -> Option<Diagnostic> {
    match value.text.parse::<u32>() {
        Ok(1..) if value.form != Form::Quoted => None,
        Ok(1..) => Some(attribute_type_fix(row.name, &value.text, value.span, expected(row.kind), &value.text)),
        Ok(0) | Err(_) => Some(wrong(row, value)),
    }
}

fn word(row: &Row, value: &Given) -> Option<Diagnostic> {
    match value.form {
        Form::Word => None,
        Form::Quoted if is_word(&value.text) => None,
        Form::Quoted | Form::Number | Form::Duration | Form::Value | Form::Path => Some(wrong(row, value)),
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

fn one_of(row: &Row, value: &Given, words: &'static [&'static str]) -> Option<Diagnostic> {
    let text = value.text.as_str();
    if words.contains(&text) {
        return None;
    }
    let right = nearest(text, words.iter().copied()).map(|near| (near, near.to_owned()));
    Some(not_listed(row.name, text, value.span, words, right))
}

fn list_of(row: &Row, value: &Given, words: &'static [&'static str]) -> Option<Diagnostic> {
    if value.text.trim().is_empty() {
        return Some(wrong(row, value));
    }
    let text = value.text.as_str();
    let bad = text.split_whitespace().find(|w| !words.contains(w))?;
    let right = nearest(bad, words.iter().copied()).map(|near| {
        let whole = text.split_whitespace().map(|w| if w == bad { near } else { w }).collect::<Vec<_>>().join(" ");
        (near, if value.form == Form::Quoted { format!("\"{whole}\"") } else { whole })
    });
    Some(not_listed(row.name, bad, value.span, words, right))
}
