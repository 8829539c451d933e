//! The report of a check, for people: a line a claim, then why and what would mend it.

use crate::verdict::{Checked, Decided, Outcome, Stop};

/// Colours of a terminal; all empty where there are none.
struct Paint {
    good: &'static str,
    bad: &'static str,
    open: &'static str,
    dim: &'static str,
    bold: &'static str,
    end: &'static str,
}

const COLOURED: Paint = Paint {
    good: "\u{1b}[32m",
    bad: "\u{1b}[31m",
    open: "\u{1b}[33m",
    dim: "\u{1b}[2m",
    bold: "\u{1b}[1m",
    end: "\u{1b}[0m",
};

const PLAIN: Paint = Paint { good: "", bad: "", open: "", dim: "", bold: "", end: "" };

/// The report on one file.
#[must_use]
pub fn report(path: &str, scenarios: &[Checked], colour: bool) -> String {
    let paint = if colour { &COLOURED } else { &PLAIN };
    let mut out = format!("{}{path}{}\n", paint.bold, paint.end);
    let claims = |s: &Checked| s.points.len() + s.whole.len();
    for scenario in scenarios.iter().filter(|s| claims(s) > 0) {
        let name = if scenario.name.is_empty() { "the scenario" } else { &scenario.name };
        let bounds = match scenario.stopped {
            None => String::new(),
            Some(stop) => format!(", not all: {}", limit(stop)),
        };
        let (runs, states) = (counted(scenario.runs, "run"), counted(scenario.states, "state"));
        out.push_str(&format!("\n  {name} {}· {runs}, {states}{bounds}{}\n", paint.dim, paint.end));
        for decided in scenario.points.iter().chain(&scenario.whole) {
            line(&mut out, decided, paint);
        }
    }
    out.push_str(&summary(scenarios, paint));
    out
}

/// Which limit was reached.
fn limit(stop: Stop) -> &'static str {
    match stop {
        Stop::Time => "the time was over (--budget)",
        Stop::States => "the most states were seen (--max-states)",
        Stop::Faults => "runs with more faults were left out (--faults)",
    }
}

fn counted(n: u64, noun: &str) -> String {
    match n {
        1 => format!("1 {noun}"),
        // What was counted does not fit into a number.
        u64::MAX => format!("more {noun}s than can be counted"),
        n => format!("{n} {noun}s"),
    }
}

fn line(out: &mut String, decided: &Decided, paint: &Paint) {
    let (sign, colour, note) = match (decided.outcome, decided.expected_to_fail) {
        (Outcome::Holds, true) if decided.elsewhere => {
            ("✓", paint.dim, "  holds here, and fails in another scenario, as [fails] says")
        }
        (Outcome::NotExercised, _) if decided.elsewhere => {
            ("○", paint.dim, "  not exercised here, but in another scenario")
        }
        (Outcome::Holds, false) => ("✓", paint.good, ""),
        (Outcome::Holds, true) => ("!", paint.bad, "  holds, but is marked [fails]: remove the mark"),
        (Outcome::Fails, true) => ("✗", paint.dim, "  fails, as [fails] says"),
        (Outcome::Fails, false) => ("✗", paint.bad, "  fails"),
        (Outcome::NotExercised, _) => ("○", paint.open, "  not exercised"),
        (Outcome::Inconclusive, _) => ("?", paint.open, "  inconclusive"),
    };
    let end = paint.end;
    out.push_str(&format!("  {colour}{sign}{end} {:>4}  {}{colour}{note}{end}\n", decided.line, decided.text));
    if !decided.reason.is_empty() && decided.outcome != Outcome::Holds && !decided.elsewhere {
        out.push_str(&format!("          {}\n", decided.reason));
    }
    for repair in &decided.repairs {
        out.push_str(&format!("          {}mend:{end} {}\n", paint.good, repair.text));
    }
}

fn summary(scenarios: &[Checked], paint: &Paint) -> String {
    let all: Vec<&Decided> = scenarios.iter().flat_map(|s| s.points.iter().chain(&s.whole)).collect();
    if all.is_empty() {
        return "\n  no claims: add `expect …`, `possible …`, `NAME sees …` to a scenario, or `claim …` to the file\n"
            .into();
    }
    let as_said = all.iter().filter(|d| d.is_as_said()).count();
    let rest = all.len() - as_said;
    let colour = if rest == 0 { paint.good } else { paint.bad };
    let told = if rest == 0 { "all as said".into() } else { format!("{as_said} as said, {rest} not") };
    format!("\n  {colour}{}: {told}{}\n", counted(all.len() as u64, "claim"), paint.end)
}
