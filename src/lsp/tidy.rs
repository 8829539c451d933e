//! Formatting: one edit from the first line that changes to the last.

use super::desk::Desk;
use super::route::Answer;
use crate::pipeline;
use crate::source::{FileId, Source, Span};
use lsp_types::DocumentFormattingParams;
use serde_json::{Value, json};

/// The edits that format a document; none while it cannot be read whole.
pub(super) fn format(desk: &Desk, params: &DocumentFormattingParams) -> Answer {
    let document = desk.document(&params.text_document.uri)?;
    let Ok(tidy) = pipeline::format(Source::new(document.name.as_str(), document.text.as_str())) else {
        return Ok(Value::Null);
    };
    let text = &document.text;
    if tidy == *text {
        return Ok(json!([]));
    }
    let lines = |text: &str| text.split_inclusive('\n').map(str::len).collect::<Vec<_>>();
    let same = |(a, b): &(&str, &str)| a == b;
    let head: usize =
        text.split_inclusive('\n').zip(tidy.split_inclusive('\n')).take_while(same).map(|(a, _)| a.len()).sum();
    let (rest, new) = (text.get(head..).unwrap_or(""), tidy.get(head..).unwrap_or(""));
    let mut tail = 0;
    for (a, b) in lines(rest).into_iter().rev().zip(lines(new).into_iter().rev()) {
        let at = |text: &str, length: usize| text.len().checked_sub(tail + length);
        let line = |text: &str, length: usize| {
            at(text, length).and_then(|from| text.get(from..from + length)).map(str::to_owned)
        };
        match (line(rest, a), line(new, b)) {
            (Some(one), Some(other)) if one == other && one.ends_with('\n') => tail += a,
            _ => break,
        }
    }
    let span = Span::new(FileId(0), head, text.len() - tail);
    let new = new.get(..new.len() - tail).unwrap_or("");
    Ok(json!([{ "range": document.lines(desk.encoding).range(span), "newText": new }]))
}
