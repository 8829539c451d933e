//! What came of a scenario's claims: verdict, reason, what would mend it, and the run that breaks it.

use super::contents::Names;
use super::{run, words};
use crate::page::{Part, Run, Section};
use crate::timeline::Wording;
use crate::verdict::{Checked, Decided, Outcome, Stop};

/// How many claims hold and fail, in signs.
pub(super) fn signs(checked: &Checked) -> String {
    let all = || checked.points.iter().chain(&checked.whole);
    let (held, failed) =
        (all().filter(|d| d.outcome == Outcome::Holds).count(), all().filter(|d| d.outcome == Outcome::Fails).count());
    let rest = all().count() - held - failed;
    let part =
        |n: usize, sign: &str, word: &str| (n > 0).then(|| format!("<span title=\"{n} {word}\">{n}{sign}</span>"));
    let parts = [part(held, "✓", "hold"), part(failed, "✗", "fail"), part(rest, "?", "undecided")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The claims of a section's scenario.
pub(super) fn spell(checked: &Checked, id: &str, section: &Section, names: &Names) -> String {
    let mut out = format!("<div class=\"claims\">\n<h3 id=\"{id}\"><a href=\"#{id}\">Claims</a></h3>\n");
    let bounds = match checked.stopped {
        None => "every run was looked at".to_owned(),
        Some(stop) => format!("not every run was looked at: {}", limit(stop)),
    };
    out.push_str(&format!(
        "<p class=\"muted\">{}, {}; {bounds}</p>\n<ul>\n",
        counted(checked.runs, "run"),
        counted(checked.states, "state")
    ));
    let places = Places::of(section, names);
    for (number, decided) in checked.points.iter().chain(&checked.whole).enumerate() {
        let link = decided.counterexample.as_ref().map(|_| places.broken(number));
        out.push_str(&claim(decided, &places, &link.unwrap_or_default()));
    }
    out.push_str("</ul>\n</div>\n");
    out
}

/// Where the steps of a section's runs stand.
struct Places<'s> {
    /// The id of the written run, and the step of each line.
    written: Option<(&'s str, indexmap::IndexMap<u32, String>)>,
    /// Each run with its id.
    runs: Vec<(&'s Run, &'s str)>,
}

impl<'s> Places<'s> {
    fn of(section: &'s Section, names: &'s Names) -> Self {
        let one = |(part, id): (&'s Part, &'s String)| match part {
            Part::Run(run) => Some((&**run, id.as_str())),
            Part::Text(_) | Part::Table(_) | Part::Picture(_) | Part::Claims(_) | Part::Entries(_) => None,
        };
        let runs: Vec<(&Run, &str)> = section.parts.iter().zip(&names.parts).filter_map(one).collect();
        let written = runs.iter().find(|(run, _)| run.heading.is_none());
        Self { written: written.map(|(run, id)| (*id, run::lines(run))), runs }
    }

    /// Where the run stands that breaks a claim.
    fn broken(&self, number: usize) -> String {
        match self.runs.iter().find(|(run, _)| run.claims.contains(&number)) {
            Some((Run { heading: None, .. }, _)) => "<p class=\"why\">It fails in the run as it is drawn.</p>".into(),
            Some((_, id)) => format!("<p><a href=\"#{id}\">See the run that breaks it</a></p>"),
            None => "<p class=\"why\"><code>cachediag check --counterexamples</code> draws the run that breaks it.</p>"
                .into(),
        }
    }

    /// Escaped words in which `line 12` leads to the step of that line.
    fn linked(&self, text: &str) -> String {
        let Some((id, lines)) = &self.written else { return text.to_owned() };
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("line ") {
            let digits = after.chars().take_while(char::is_ascii_digit).count();
            let (number, behind) = after.split_at(digits);
            out.push_str(before);
            match number.parse().ok().and_then(|line: u32| lines.get(&line)) {
                Some(step) => out.push_str(&format!("<a href=\"#{id}-{step}\">line {number}</a>")),
                None => out.push_str(&format!("line {number}")),
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

/// One claim.
fn claim(decided: &Decided, places: &Places<'_>, broken: &str) -> String {
    let (tone, sign, word) = match (decided.outcome, decided.expected_to_fail) {
        (Outcome::Holds, false) => ("good", "✓", "holds"),
        (Outcome::Holds, true) => ("bad", "!", "holds, but is marked [fails]"),
        (Outcome::Fails, true) => ("warn", "✗", "fails, as said"),
        (Outcome::Fails, false) => ("bad", "✗", "fails"),
        (Outcome::NotExercised, _) => ("muted", "○", "not exercised"),
        (Outcome::Inconclusive, _) => ("muted", "?", "inconclusive"),
    };
    let line = places.linked(&format!("line {}", decided.line));
    let mut out = format!(
        "<li><p><span class=\"badge {tone}\"><span aria-hidden=\"true\">{sign}</span> {word}</span> \
         <code>{}</code> <span class=\"muted\">{line}</span></p>",
        words::escaped(&decided.text)
    );
    if !decided.reason.is_empty() && decided.outcome != Outcome::Holds {
        let reason = words::inline(&Wording::marked_up(&decided.reason));
        out.push_str(&format!("<p class=\"why\">{}</p>", places.linked(&reason)));
    }
    for repair in &decided.repairs {
        let text = words::inline(&Wording::marked_up(&repair.text));
        out.push_str(&format!("<p class=\"mend\"><b>Mend:</b> {}</p>", places.linked(&text)));
    }
    out.push_str(broken);
    out.push_str("</li>\n");
    out
}

/// Which limit was reached.
fn limit(stop: Stop) -> &'static str {
    match stop {
        Stop::Time => "the time was over (<code>--budget</code>)",
        Stop::States => "there are too many states",
        Stop::Faults => "runs with more faults were left out",
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
