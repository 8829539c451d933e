//! JSON values as text: what fits on a line stands on one, so that a reader sees a copy at a glance.

use serde_json::Value;
use std::fmt::Write as _;

/// The longest array or object that stands on one line.
const WIDTH: usize = 100;

/// Spaces for each level.
const STEP: usize = 2;

/// A value whose first line is already indented.
pub(super) fn value(out: &mut String, value: &Value, indent: usize) {
    let line = flat(value);
    let (open, close, members) = match value {
        Value::Array(items) => ('[', ']', items.iter().map(|item| (None, item)).collect::<Vec<_>>()),
        Value::Object(map) => ('{', '}', map.iter().map(|(name, item)| (Some(name), item)).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return out.push_str(&line),
    };
    if line.chars().count() + indent <= WIDTH {
        return out.push_str(&line);
    }
    out.push(open);
    for (index, (name, item)) in members.into_iter().enumerate() {
        begin(out, index, indent + STEP);
        if let Some(name) = name {
            let _ = write!(out, "{}: ", quoted(name));
        }
        self::value(out, item, indent + STEP);
    }
    end(out, close, indent);
}

/// A member begins a line of its own.
pub(super) fn begin(out: &mut String, index: usize, indent: usize) {
    let _ = write!(out, "{}\n{:indent$}", if index == 0 { "" } else { "," }, "");
}

/// What was opened ends on a line of its own.
pub(super) fn end(out: &mut String, close: char, indent: usize) {
    let _ = write!(out, "\n{:indent$}{close}", "");
}

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A value on one line, with spaces where a person would put them.
fn flat(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(flat).collect::<Vec<_>>().join(", ")),
        Value::Object(map) if map.is_empty() => "{}".to_owned(),
        Value::Object(map) => {
            let members = map.iter().map(|(name, item)| format!("{}: {}", quoted(name), flat(item)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}
