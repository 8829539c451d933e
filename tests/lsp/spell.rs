//! Answers as text that people can compare: places from 1, one line an item.

use super::client::Client;
use lsp_server::ResponseError;
use serde_json::Value;
use std::fmt::Write as _;

/// An answer, or why there is none.
pub fn answer(client: &Client, method: &str, answer: Result<Value, ResponseError>, _text: &str) -> String {
    match answer {
        Err(problem) => format!("error {}: {}\n", problem.code, problem.message),
        Ok(value) if method.ends_with("semanticTokens/full") => tokens(&value),
        Ok(value) => lines(client, &value),
    }
}

/// An item a line; what is no list is written as an outline.
pub fn lines(client: &Client, value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Array(items) if items.is_empty() => out.push_str("(nothing)\n"),
        Value::Array(items) => items.iter().for_each(|item| outline(client, item, 0, &mut out)),
        Value::Null => out.push_str("(null)\n"),
        other => outline(client, other, 0, &mut out),
    }
    out
}

/// A value on one line, if it fits, else a key a line.
fn outline(client: &Client, value: &Value, depth: usize, out: &mut String) {
    let short = short(client, value);
    let indent = "  ".repeat(depth);
    let breaks = short.contains('\n');
    match value {
        Value::Object(map) if (short.len() > 150 || breaks) && place(value).is_none() => {
            for (key, value) in map {
                match value {
                    Value::Array(_) | Value::Object(_) if place(value).is_none() => {
                        let _ = writeln!(out, "{indent}{}:", tidy(client, key));
                        match value {
                            Value::Array(items) => items.iter().for_each(|i| outline(client, i, depth + 1, out)),
                            other => outline(client, other, depth + 1, out),
                        }
                    }
                    Value::String(text) if text.contains('\n') && !text.starts_with("<svg") => {
                        let _ = writeln!(out, "{indent}{key}:");
                        for line in text.lines() {
                            let _ = writeln!(out, "{}", format!("{indent}  | {}", tidy(client, line)).trim_end());
                        }
                    }
                    other => {
                        let _ = writeln!(out, "{indent}{key}: {}", self::short(client, other));
                    }
                }
            }
        }
        _ => {
            let _ = writeln!(out, "{indent}{short}");
        }
    }
}

/// On one line.
fn short(client: &Client, value: &Value) -> String {
    if let Some(place) = place(value) {
        return place;
    }
    match value {
        Value::Object(map) => {
            let parts: Vec<String> =
                map.iter().map(|(key, v)| format!("{}={}", tidy(client, key), short(client, v))).collect();
            parts.join(" ")
        }
        Value::Array(items) => format!("[{}]", items.iter().map(|v| short(client, v)).collect::<Vec<_>>().join("; ")),
        Value::String(text) if text.starts_with("<svg") || text.starts_with("<?xml") => {
            format!("an SVG with {} lines of the source", lines_of(text))
        }
        Value::String(text) => tidy(client, text),
        other => other.to_string(),
    }
}

/// How many lines of the source a picture names.
fn lines_of(svg: &str) -> usize {
    let mut lines: Vec<&str> = svg.split("data-line=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.len()
}

fn tidy(client: &Client, text: &str) -> String {
    text.replace(&client.uri(""), "…/").replace(&*client.path("").to_string_lossy(), "…/")
}

/// A position or a range.
fn place(value: &Value) -> Option<String> {
    let map = value.as_object()?;
    let one = |value: &Value| Some((value.get("line")?.as_u64()? + 1, value.get("character")?.as_u64()? + 1));
    if map.len() == 2 {
        if let Some((line, character)) = one(value) {
            return Some(format!("{line}:{character}"));
        }
        let (start, end) = (one(value.get("start")?)?, one(value.get("end")?)?);
        return Some(format!("{}:{}-{}:{}", start.0, start.1, end.0, end.1));
    }
    None
}

/// Each token: where, how long, its kind and modifiers, by number.
fn tokens(value: &Value) -> String {
    const KINDS: [&str; 11] = [
        "keyword",
        "variable",
        "type",
        "function",
        "property",
        "enumMember",
        "string",
        "number",
        "comment",
        "operator",
        "namespace",
    ];
    let data: Vec<u64> = value["data"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    let (mut line, mut start) = (1, 1);
    let mut out = String::new();
    for token in data.chunks(5) {
        let [down, along, length, kind, modifiers] = token else { panic!("five numbers a token") };
        if *down > 0 {
            (line, start) = (line + down, 1);
        }
        start += along;
        let modifiers = match modifiers {
            0 => "",
            1 => " declaration",
            2 => " documentation",
            _ => " ?",
        };
        let _ = writeln!(out, "{line}:{start}+{length} {}{modifiers}", KINDS[usize::try_from(*kind).unwrap()]);
    }
    out
}
