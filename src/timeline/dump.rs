//! A timeline as text: one line a lifeline, one line a moment, and below it what came of it. Stable; no offsets.
//!
//! `= alice.disk /nodes/1: @old stale` is a copy that differs from now on.

use super::{Holding, LifelineId, Moment, MomentKind, NotePlace, Timeline, Verdict, Wording};
use std::fmt::Write as _;

/// A timeline as text.
#[must_use]
pub fn dump(timeline: &Timeline) -> String {
    let mut out = String::new();
    let title = timeline.title.as_ref().map(Wording::plain).unwrap_or_default();
    let _ = writeln!(out, "timeline {} \"{title}\"", timeline.name);
    for (index, group) in timeline.groups.iter().enumerate() {
        let _ = writeln!(out, "group {index} \"{}\"{}", group.label, small(&group.note));
    }
    for line in &timeline.lifelines {
        let group = line.group.map(|g| format!(" in {g}")).unwrap_or_default();
        let created = if line.created { " created" } else { "" };
        let kind = format!("{:?}", line.kind).to_lowercase();
        let _ = writeln!(out, "lifeline {} \"{}\"{} {kind}{group}{created}", line.id, line.name, small(&line.note));
        for (title, url) in &line.links {
            let _ = writeln!(out, "  link \"{title}\" {url}");
        }
    }
    for holding in &timeline.start {
        let _ = writeln!(out, "start {}", held(timeline, holding));
    }
    let mut depth = 0_usize;
    for moment in &timeline.moments {
        let closes = matches!(moment.kind, MomentKind::Close | MomentKind::Else { .. });
        let indent = depth.saturating_sub(usize::from(closes));
        let number = moment.number.map(|n| format!("{n}. ")).unwrap_or_default();
        let tone = moment.tone.as_ref().map(|t| format!(" tone {t:?}")).unwrap_or_default();
        let words = words(timeline, moment);
        let _ = writeln!(out, "{}{number}{}{tone}", "  ".repeat(indent + 1), words.trim_end_matches([' ', ':']));
        outcome(&mut out, timeline, moment, "  ".repeat(indent + 3).as_str());
        if matches!(moment.kind, MomentKind::Open { .. }) {
            depth += 1;
        } else if matches!(moment.kind, MomentKind::Close) {
            depth = depth.saturating_sub(1);
        }
    }
    out
}

fn small(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(" ({note})") }
}

/// What came of a moment: the sentence of a verdict, why it could not be, and what copies hold from now on.
fn outcome(out: &mut String, timeline: &Timeline, moment: &Moment, indent: &str) {
    if let MomentKind::Sees { reason: Some(reason), .. } | MomentKind::Claim { reason: Some(reason), .. } = &moment.kind
    {
        let _ = writeln!(out, "{indent}because {}", reason.plain());
    }
    if let Some(why) = &moment.as_told {
        let _ = writeln!(out, "{indent}as told: {why}");
    }
    for holding in &moment.holdings {
        let _ = writeln!(out, "{indent}= {}", held(timeline, holding));
    }
}

fn held(timeline: &Timeline, holding: &Holding) -> String {
    let copy = timeline.copies.get(holding.copy as usize).map_or("?", |name| name.as_str());
    let value = holding.value.as_ref().map(|value| format!("{value} ")).unwrap_or_default();
    format!("{copy} {}: {value}{}", holding.key, format!("{:?}", holding.worth).to_lowercase())
}

fn found(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Open => "undecided",
        Verdict::Holds => "holds",
        Verdict::HoldsStale => "holds, stale",
        Verdict::FailsAsSaid => "fails as said",
        Verdict::Fails => "fails",
    }
}

fn words(timeline: &Timeline, moment: &Moment) -> String {
    let one = |id: &LifelineId| timeline.lifelines.get(id.0 as usize).map_or("?", |l| l.id.as_str());
    let all = |ids: &[LifelineId]| ids.iter().map(one).collect::<Vec<_>>().join(", ");
    match &moment.kind {
        MomentKind::Message { from, to, arrow, label } => {
            let arrow = format!("{arrow:?}").to_lowercase();
            format!("{arrow} {} to {}: {}", one(from), all(to), label.plain())
        }
        MomentKind::Action { at, label } => format!("action {}: {}", one(at), label.plain()),
        MomentKind::Sees { at, label, verdict, .. } => {
            format!("{} sees {} ({})", one(at), label.plain(), found(*verdict))
        }
        MomentKind::Claim { over, label, verdict, .. } => {
            let over = if over.is_empty() { String::new() } else { format!(" over {}", all(over)) };
            format!("claim {}{over} ({})", label.plain(), found(*verdict))
        }
        MomentKind::Note { place, label } => {
            let place = match place {
                NotePlace::Over(ids) => format!("over {}", all(ids)),
                NotePlace::Left(id) => format!("left of {}", one(id)),
                NotePlace::Right(id) => format!("right of {}", one(id)),
            };
            format!("note {place}: {}", label.plain())
        }
        MomentKind::Divider { label } => format!("divider {}", label.plain()),
        MomentKind::Gap { wait, label } => {
            format!("gap {}{}", wait.as_ref().map(|w| format!("{w} ")).unwrap_or_default(), label.plain())
        }
        MomentKind::Open { fragment, label, over } => {
            format!("{} {} over {}", format!("{fragment:?}").to_lowercase(), label.plain(), all(over))
        }
        MomentKind::Else { word, label } => format!("{word} {}", label.plain()),
        MomentKind::Close => "end".to_owned(),
        MomentKind::Happening { what, at, label } => {
            format!("{} {}: {}", format!("{what:?}").to_lowercase(), all(at), label.plain())
        }
        MomentKind::Create(id) => format!("create {}", one(id)),
        MomentKind::Destroy(id) => format!("destroy {}", one(id)),
        MomentKind::Activate(id) => format!("activate {}", one(id)),
        MomentKind::Deactivate(id) => format!("deactivate {}", one(id)),
        MomentKind::Reference { over, label, href } => {
            format!(
                "ref over {}: {}{}",
                all(over),
                label.plain(),
                href.as_ref().map(|h| format!(" {h}")).unwrap_or_default()
            )
        }
    }
}
