//! `cachediag/picture`: the view at a place, drawn, and which line is which step.
//!
//! Takes `textDocument`, and `position` or the name of a `view`; `theme` is one of those of `compile --theme`. Gives the
//! view's name, all views, the SVG (its groups bear `data-line` and `data-step`), and `steps`: line, both as in the
//! picture, from 1.

use super::desk::{Desk, Fault};
use super::document::Document;
use super::hover::scenario_at;
use super::route::Answer;
use crate::pipeline::{self, Format, Look, Simulated, view};
use crate::source::FileId;
use crate::syntax::tree::Node;
use lsp_types::{Position, Uri};
use serde_json::{Value, json};

/// The request's name.
pub(super) const METHOD: &str = "cachediag/picture";

/// Whether a counterexample is asked for, which only the check finds.
pub(super) fn wants_verdicts(params: &Value) -> bool {
    params.get("view").and_then(Value::as_str).is_some_and(|view| view.ends_with('!'))
}

/// The view at a place.
pub(super) fn picture(desk: &Desk, params: &Value) -> Answer {
    let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).and_then(|uri| uri.parse::<Uri>().ok());
    let document = desk.document(&uri.ok_or_else(|| Fault::wrong("`textDocument.uri` is missing"))?)?;
    let Some(simulated) = &document.run.simulated else {
        return Err(Fault::failed("the program has errors; nothing is drawn until they are mended"));
    };
    let names: Vec<String> = view::all(simulated).into_iter().map(|(name, _)| name).collect();
    let position = params.get("position").cloned().and_then(|p| serde_json::from_value::<Position>(p).ok());
    let name = match (params.get("view").and_then(Value::as_str), position) {
        (Some(view), _) => view.to_owned(),
        (None, Some(position)) => named(desk, document, &names, position),
        (None, None) => names.first().cloned().unwrap_or_default(),
    };
    let theme = params.get("theme").and_then(Value::as_str).unwrap_or("auto");
    let look = Look { theme: pipeline::theme(theme), ..Look::default() };
    let rendered = simulated.render(std::slice::from_ref(&name), Format::Svg, &look).map_err(|findings| {
        let last = findings.list.last().map_or_else(String::new, |finding| finding.message.clone());
        Fault::failed(last)
    })?;
    Ok(json!({
        "view": name,
        "views": names,
        "version": document.version,
        "svg": String::from_utf8_lossy(&rendered.bytes),
        "steps": steps(simulated, &name),
    }))
}

/// Which view a place is about: its scenario, else what its declaration fills, else the first view.
fn named(desk: &Desk, document: &Document, names: &[String], position: Position) -> String {
    let offset = document.lines(desk.encoding).offset(position);
    let Some(body) = document.analysis.body() else { return String::new() };
    if let Some(name) = scenario_at(body, offset) {
        return name.to_owned();
    }
    let line = body.lines.iter().find(|line| line.span.range().contains(&offset));
    let table = line.and_then(|line| match &line.node {
        Node::Policy(n) => Some(n.name.text.as_str()),
        Node::Flow(n) => Some(n.name.text.as_str()),
        Node::Storage(_) | Node::Device(_) => Some("storages"),
        Node::Method(_) => Some("matrix"),
        Node::Resource(_) => Some("dependencies"),
        _other => None,
    });
    let known = table.filter(|table| names.iter().any(|name| name == table));
    known.map_or_else(|| names.first().cloned().unwrap_or_default(), str::to_owned)
}

/// Which line is which step, in the order of the picture.
fn steps(simulated: &Simulated, name: &str) -> Vec<Value> {
    let known = view::all(simulated);
    let timeline = match known.iter().find(|(known, _)| known == name) {
        Some((_, view)) => view::timelines(&[*view], simulated).first().copied(),
        None => {
            let at = simulated.timelines.iter().position(|t| Some(t.name.as_str()) == name.strip_suffix('!'));
            at.and_then(|at| simulated.broken.get(at)).and_then(Option::as_ref)
        }
    };
    let moments = timeline.map_or(&[][..], |timeline| timeline.moments.as_slice());
    let step = |moment: &crate::timeline::Moment| {
        let number = moment.number.filter(|_| moment.file == FileId::default())?;
        Some(json!({ "line": moment.line, "step": number, "text": moment.said }))
    };
    moments.iter().filter_map(step).collect()
}
