//! A scenario's timeline as JSON: its steps in order, each with what every copy holds after it.

use super::copies::{self, Copies};
use super::spell;
use crate::timeline::{
    Lifeline, LifelineId, LifelineKind, Moment, MomentKind, NotePlace, Style, Timeline, Verdict, Wording,
};
use serde_json::{Map, Value, json};

/// How far a step stands from the left.
const INDENT: usize = 8;

/// How many copies a scenario's steps tell: its copies key by key, once a step.
pub(super) fn told(timeline: &Timeline) -> usize {
    Copies::new(timeline).len().saturating_mul(timeline.moments.len() + 1)
}

/// One scenario. Steps are spelled one by one: together they are many times the size of the timeline.
pub(super) fn spell(out: &mut String, timeline: &Timeline) {
    let head = [
        ("name", json!(timeline.name.as_str())),
        ("title", json!(timeline.title.as_ref().map(Wording::plain))),
        ("description", json!(timeline.description.as_ref().map(Wording::plain))),
        ("participants", timeline.lifelines.iter().map(participant).collect()),
    ];
    out.push('{');
    for (index, (name, value)) in head.iter().enumerate() {
        spell::begin(out, index, INDENT - 2);
        out.push_str(&format!("\"{name}\": "));
        spell::value(out, value, INDENT - 2);
    }
    steps(out, timeline);
    spell::end(out, '}', INDENT - 4);
}

/// Where the copies start, then the steps.
fn steps(out: &mut String, timeline: &Timeline) {
    let mut copies = Copies::new(timeline);
    out.push_str(",\n      \"start\": ");
    spell::value(out, &copies.value(), INDENT - 2);
    out.push_str(",\n      \"steps\": [");
    let mut index = 0;
    for moment in &timeline.moments {
        copies.follow(&moment.holdings);
        if matches!(moment.kind, MomentKind::Activate(_) | MomentKind::Deactivate(_)) {
            continue;
        }
        spell::begin(out, index, INDENT);
        out.push('{');
        for (at, (name, value)) in step(timeline, moment).iter().enumerate() {
            spell::begin(out, at, INDENT + 2);
            out.push_str(&format!("\"{name}\": "));
            spell::value(out, value, INDENT + 2);
        }
        out.push_str(",\n          \"copies\": ");
        copies.spell(out);
        spell::end(out, '}', INDENT);
        index += 1;
    }
    if index > 0 {
        out.push_str("\n      ");
    }
    out.push(']');
}

/// One who takes part.
fn participant(lifeline: &Lifeline) -> Value {
    let kind = match lifeline.kind {
        LifelineKind::User => "user",
        LifelineKind::Device => "device",
        LifelineKind::Storage => "storage",
        LifelineKind::Origin => "origin",
        LifelineKind::Channel => "channel",
        LifelineKind::Stranger => "stranger",
    };
    json!({ "id": lifeline.id.as_str(), "name": lifeline.name.as_str(), "kind": kind })
}

/// One step without its copies.
fn step(timeline: &Timeline, moment: &Moment) -> Map<String, Value> {
    let mut step = Map::new();
    let mut put = |name: &str, value: Value| step.insert(name.to_owned(), value);
    put("line", json!(moment.line));
    put("number", json!(moment.number));
    put("kind", json!(kind(&moment.kind)));
    put("text", json!(text(moment)));
    put("lookup", lookup(moment).map_or(Value::Null, Value::from));
    for (name, value) in more(timeline, moment) {
        put(name, value);
    }
    if let Some(why) = &moment.as_told {
        put("as_told", json!(why));
    }
    if !moment.holdings.is_empty() {
        put("changes", copies::changes(timeline, moment));
    }
    step
}

/// The sentence of a step; never empty.
fn text(moment: &Moment) -> &str {
    if moment.said.is_empty() { kind(&moment.kind) } else { &moment.said }
}

/// What a hop's storage did, in the words of RFC 9211: `hit`, `fwd=stale`, `stored`; several are joined by `; `.
fn lookup(moment: &Moment) -> Option<String> {
    let words: Vec<&str> = looked(moment).map(|word| word.strip_prefix(STALE).unwrap_or(word)).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// The words for it: in the label of a hop that was worked out, beside one that the author wrote.
fn looked(moment: &Moment) -> impl Iterator<Item = &str> {
    let runs = match &moment.kind {
        MomentKind::Message { label, .. } => label.runs.as_slice(),
        _other => &[],
    };
    let tags = runs.iter().filter(|run| run.style == Style::Lookup).map(|run| run.text.as_str());
    tags.chain(moment.looked.iter().copied())
}

/// What a diagram says before `hit`; RFC 9211 has no such word.
const STALE: &str = "stale ";

/// What only this kind of step has.
fn more(timeline: &Timeline, moment: &Moment) -> Vec<(&'static str, Value)> {
    let one = |id: &LifelineId| Value::from(timeline.lifelines.get(id.0 as usize).map(|l| l.id.as_str()));
    let all = |ids: &[LifelineId]| ids.iter().map(one).collect::<Value>();
    let judged = |verdict: Verdict, reason: &Option<Wording>| {
        [("verdict", json!(found(verdict))), ("reason", json!(reason.as_ref().map(Wording::plain)))]
    };
    match &moment.kind {
        MomentKind::Message { from, to, arrow, .. } => {
            let stale = looked(moment).any(|word| word.starts_with(STALE));
            let arrow = format!("{arrow:?}").to_lowercase();
            let mut found = vec![("from", one(from)), ("to", all(to)), ("arrow", json!(arrow))];
            found.extend(stale.then_some(("served_stale", json!(true))));
            found
        }
        MomentKind::Action { at, .. }
        | MomentKind::Create(at)
        | MomentKind::Destroy(at)
        | MomentKind::Activate(at)
        | MomentKind::Deactivate(at) => vec![("at", one(at))],
        MomentKind::Happening { what, at, .. } => {
            vec![("event", json!(super::word(*what))), ("at", all(at))]
        }
        MomentKind::Sees { at, label, verdict, reason } => {
            let values = label.runs.iter().filter(|run| run.style == Style::Value);
            let values: Value = values.map(|run| run.text.as_str()).collect();
            [("at", one(at)), ("sees", values)].into_iter().chain(judged(*verdict, reason)).collect()
        }
        MomentKind::Claim { over, verdict, reason, .. } => {
            std::iter::once(("over", all(over))).chain(judged(*verdict, reason)).collect()
        }
        MomentKind::Note { place, .. } => match place {
            NotePlace::Over(over) => vec![("over", all(over))],
            NotePlace::Left(at) | NotePlace::Right(at) => vec![("at", one(at))],
        },
        MomentKind::Gap { wait, .. } => vec![("wait", json!(wait.as_deref()))],
        MomentKind::Open { fragment, over, .. } => {
            vec![("fragment", json!(format!("{fragment:?}").to_lowercase())), ("over", all(over))]
        }
        MomentKind::Reference { over, .. } => vec![("over", all(over))],
        MomentKind::Else { .. } | MomentKind::Divider { .. } | MomentKind::Close => Vec::new(),
    }
}

/// The word for a verdict, as in `check`; `open` is not decided by the drawn run.
fn found(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Open => "open",
        Verdict::Holds | Verdict::HoldsStale => "holds",
        Verdict::FailsAsSaid | Verdict::Fails => "fails",
    }
}

/// What a moment is called.
fn kind(kind: &MomentKind) -> &'static str {
    match kind {
        MomentKind::Message { .. } => "message",
        MomentKind::Action { .. } => "action",
        MomentKind::Sees { .. } => "sees",
        MomentKind::Claim { .. } => "claim",
        MomentKind::Note { .. } => "note",
        MomentKind::Divider { .. } => "divider",
        MomentKind::Gap { .. } => "gap",
        MomentKind::Open { .. } => "open",
        MomentKind::Else { .. } => "else",
        MomentKind::Close => "close",
        MomentKind::Happening { .. } => "happening",
        MomentKind::Create(_) => "create",
        MomentKind::Destroy(_) => "destroy",
        MomentKind::Activate(_) => "activate",
        MomentKind::Deactivate(_) => "deactivate",
        MomentKind::Reference { .. } => "reference",
    }
}
