//! A run: its picture, and its steps in words, each with what it changed. The script reads the words; without it they
//! can be read as they are.

use super::{Paper, words};
use crate::page::Run;
use crate::render::svg::write_inline;
use crate::timeline::{Holding, LifelineKind, Moment, MomentKind, Timeline, Verdict, Wording, Worth};
use indexmap::IndexMap;
use std::io;

/// Writes a run; `id` begins the ids of its steps.
pub(super) fn write(run: &Run, id: &str, paper: &Paper<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    if let Some(heading) = &run.heading {
        writeln!(to, "<h3 id=\"{id}\"><a href=\"#{id}\">{}</a></h3>", words::escaped(heading))?;
    }
    writeln!(to, "<div class=\"stage\" data-run=\"{id}\">")?;
    open_view(&words::escaped(run.heading.as_deref().unwrap_or(&run.scene.title)), to)?;
    write_inline(&run.scene, &paper.inks, paper.fonts, &mut *to)?;
    close_view(to)?;
    steps(run, id, to)?;
    writeln!(to, "</div>")
}

/// What a picture stands in: it may be wider than the page.
pub(super) fn open_view(label: &str, to: &mut dyn io::Write) -> io::Result<()> {
    writeln!(
        to,
        "<div class=\"view\"><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Picture: {label}\"><div class=\"canvas\">"
    )
}

/// The end of it.
pub(super) fn close_view(to: &mut dyn io::Write) -> io::Result<()> {
    writeln!(to, "</div></div></div>")
}

/// All steps in words.
fn steps(run: &Run, id: &str, to: &mut dyn io::Write) -> io::Result<()> {
    let timeline = &run.timeline;
    let stops = stops(run);
    if stops.is_empty() {
        return Ok(());
    }
    let copies = Copies::of(timeline);
    let names = words::escaped(&copies.names.values().copied().collect::<Vec<_>>().join(" "));
    writeln!(
        to,
        "<details class=\"steps\" open><summary>{} in words</summary>\n<ol data-copies=\"{names}\">",
        if stops.len() == 1 { "The step".to_owned() } else { format!("All {} steps", stops.len()) }
    )?;
    let start: Vec<&Holding> = timeline.start.iter().filter(|holding| holding.worth != Worth::Empty).collect();
    writeln!(to, "<li id=\"{id}-start\"><span class=\"n\"></span><p>At the start</p>{}</li>", copies.spell(&start))?;
    for stop in &stops {
        writeln!(to, "{}", spell(stop, &copies, id))?;
    }
    writeln!(to, "</ol></details>")
}

/// A moment where a reader may stop, with all that changes before the next one.
struct Stop<'t> {
    moment: &'t Moment,
    place: Option<u32>,
    changes: Vec<&'t Holding>,
    /// What its id ends with.
    name: String,
}

/// The moments that show or say something.
fn stops(run: &Run) -> Vec<Stop<'_>> {
    let mut stops: Vec<Stop<'_>> = Vec::new();
    let mut seen: IndexMap<String, usize> = IndexMap::new();
    for (moment, place) in run.timeline.moments.iter().zip(&run.drawn) {
        let told = match moment.kind {
            MomentKind::Activate(_) | MomentKind::Deactivate(_) | MomentKind::Close => false,
            MomentKind::Message { .. }
            | MomentKind::Action { .. }
            | MomentKind::Sees { .. }
            | MomentKind::Claim { .. }
            | MomentKind::Note { .. }
            | MomentKind::Divider { .. }
            | MomentKind::Gap { .. }
            | MomentKind::Open { .. }
            | MomentKind::Else { .. }
            | MomentKind::Happening { .. }
            | MomentKind::Create(_)
            | MomentKind::Destroy(_)
            | MomentKind::Reference { .. } => !moment.said.is_empty() || place.is_some(),
        };
        match stops.last_mut() {
            Some(last) if !told => last.changes.extend(&moment.holdings),
            Some(_) | None => {
                let name = moment.number.map_or_else(|| format!("line-{}", moment.line), |n| format!("step-{n}"));
                let times = seen.entry(name.clone()).or_default();
                *times += 1;
                let name = if *times == 1 { name } else { format!("{name}-{times}") };
                stops.push(Stop { moment, place: *place, changes: moment.holdings.iter().collect(), name });
            }
        }
    }
    stops
}

/// The id's end of the first stop at each line.
pub(super) fn lines(run: &Run) -> IndexMap<u32, String> {
    let mut lines = IndexMap::new();
    for stop in stops(run) {
        lines.entry(stop.moment.line).or_insert(stop.name);
    }
    lines
}

/// A step.
fn spell(stop: &Stop<'_>, copies: &Copies<'_>, id: &str) -> String {
    let Stop { moment, place, changes, name } = stop;
    let place = place.map_or_else(String::new, |place| format!(" data-g=\"{place}\""));
    let number = moment.number.map_or_else(String::new, |number| number.to_string());
    let said = if moment.said.is_empty() { "…" } else { &moment.said };
    let (class, verdict, reason) = judged(moment);
    let why = reason.map(Wording::plain).into_iter().chain(moment.as_told.clone());
    let why: String = why.map(|why| format!("<p class=\"why\">{}</p>", words::escaped(&why))).collect();
    let verdict = if verdict.is_empty() { String::new() } else { format!(" <b class=\"{class}\">{verdict}</b>") };
    let looked = moment.looked.join("; ");
    let looked = if looked.is_empty() { looked } else { format!(" <i>{}</i>", words::escaped(&looked)) };
    format!(
        "<li id=\"{id}-{name}\"{place}><span class=\"n\">{number}</span><p>{}{verdict}{looked}</p>{why}{}</li>",
        words::escaped(said),
        copies.spell(changes)
    )
}

/// What came of a claim: its class, its words and the reason.
fn judged(moment: &Moment) -> (&'static str, &'static str, Option<&Wording>) {
    let (verdict, reason) = match &moment.kind {
        MomentKind::Sees { verdict, reason, .. } | MomentKind::Claim { verdict, reason, .. } => (*verdict, reason),
        _other => return ("", "", None),
    };
    let (class, words) = match verdict {
        Verdict::Open => ("muted", ""),
        Verdict::Holds => ("good", "✓ holds"),
        Verdict::HoldsStale => ("warn", "~ holds, with an outdated value"),
        Verdict::FailsAsSaid => ("warn", "✗ fails, as said"),
        Verdict::Fails => ("bad", "✗ fails"),
    };
    (class, words, reason.as_ref())
}

/// The copies that take part or ever hold something, from the user to the origin.
struct Copies<'t> {
    /// By their index in the timeline; their place here is their number on the page.
    names: IndexMap<u32, &'t str>,
}

impl<'t> Copies<'t> {
    fn of(timeline: &'t Timeline) -> Self {
        let keeps = |kind| matches!(kind, LifelineKind::Storage | LifelineKind::Origin);
        let drawn: Vec<&str> = timeline.lifelines.iter().filter(|l| keeps(l.kind)).map(|l| l.id.as_str()).collect();
        let drawn: std::collections::HashSet<&str> = drawn.into_iter().collect();
        let all = timeline.start.iter().chain(timeline.moments.iter().flat_map(|m| m.holdings.iter()));
        let touched: std::collections::HashSet<u32> = all.map(|holding| holding.copy).collect();
        let numbered = (0..).zip(timeline.copies.iter().map(ecow::EcoString::as_str));
        Self { names: numbered.filter(|(n, name)| touched.contains(n) || drawn.contains(name)).collect() }
    }

    /// What changes.
    fn spell(&self, changes: &[&Holding]) -> String {
        if changes.is_empty() {
            return String::new();
        }
        let one = |holding: &&Holding| {
            let (number, _, name) = self.names.get_full(&holding.copy)?;
            let value = holding.value.as_ref().map(|v| format!(" <b>{}</b>", words::escaped(v))).unwrap_or_default();
            Some(format!(
                "<li data-c=\"{number}\">{} <code>{}</code>{value} <i>{}</i></li>",
                words::escaped(name),
                words::escaped(&holding.key),
                worth(holding.worth)
            ))
        };
        format!("<ul>{}</ul>", changes.iter().filter_map(one).collect::<String>())
    }
}

/// The word of the language for what a copy is worth.
fn worth(worth: Worth) -> &'static str {
    match worth {
        Worth::Latest => "latest",
        Worth::Stale => "stale",
        Worth::Marked => "marked",
        Worth::Unknown | Worth::Empty => "empty",
    }
}
