//! The title, and the list of contents: what links to each section.

use super::claims;
use super::markdown;
use super::{Paper, checked, words};
use crate::page::{Page, Part, Section};
use crate::verdict::Outcome;

/// The ids of a section.
#[derive(Debug)]
pub(super) struct Names {
    /// Of the section.
    pub id: String,
    /// Of its parts, in their order.
    pub parts: Vec<String>,
}

/// An id for every section and everything in it that is linked.
pub(super) fn names(paper: &mut Paper<'_>) -> Vec<Names> {
    for own in ["top", "main", "contents"] {
        paper.ids.take(own);
    }
    let page = paper.page;
    let mut name = |section: &Section| {
        let id = paper.ids.take(&section.name);
        let one = |part: &Part| match part {
            Part::Run(run) if run.heading.is_some() => paper.ids.take(&run.name),
            Part::Claims(_) => paper.ids.take(&format!("{id}-claims")),
            Part::Run(_) | Part::Text(_) | Part::Table(_) | Part::Picture(_) | Part::Entries(_) => id.clone(),
        };
        let parts = section.parts.iter().map(one).collect();
        Names { id, parts }
    };
    page.sections.iter().map(&mut name).collect()
}

/// The list of contents, and the top of the page.
pub(super) fn spell(page: &Page, names: &[Names]) -> String {
    let mut out = String::from("<nav id=\"contents\" aria-label=\"Contents\">\n<ol>\n");
    for (section, name) in page.sections.iter().zip(names) {
        out.push_str(&format!("<li><a href=\"#{}\">{}</a>{}</li>\n", name.id, title(section), below(section, name)));
    }
    out.push_str("</ol>\n</nav>\n<main id=\"main\" tabindex=\"-1\">\n<header class=\"title\">\n");
    out.push_str(&format!("<h1>{}</h1>\n", words::inline(&page.title)));
    if let Some(description) = &page.description {
        out.push_str(&format!("<p class=\"lead\">{}</p>\n", words::inline(description)));
    }
    out.push_str(&summary(page, names));
    out.push_str("</header>\n");
    out
}

/// How a section is called in the list.
fn title(section: &Section) -> String {
    if !section.title.is_empty() {
        return words::escaped(&section.title.plain());
    }
    let said = section.parts.iter().find_map(|part| match part {
        Part::Text(text) => markdown::title(text),
        Part::Table(_) | Part::Picture(_) | Part::Run(_) | Part::Claims(_) | Part::Entries(_) => None,
    });
    words::escaped(said.as_deref().unwrap_or(&section.name))
}

/// The parts of a section that have a heading of their own.
fn below(section: &Section, name: &Names) -> String {
    let mut out = String::new();
    for (part, id) in section.parts.iter().zip(&name.parts) {
        let title = match part {
            Part::Claims(checked) => Some(format!("Claims {}", claims::signs(checked))),
            Part::Run(run) => run.heading.as_deref().map(words::escaped),
            Part::Text(_) | Part::Table(_) | Part::Picture(_) | Part::Entries(_) => None,
        };
        if let Some(title) = title {
            out.push_str(&format!("<li><a href=\"#{id}\">{title}</a></li>"));
        }
    }
    if out.is_empty() { out } else { format!("<ol>{out}</ol>") }
}

/// How many claims there are and what came of them.
fn summary(page: &Page, names: &[Names]) -> String {
    let decided = || checked(page).flat_map(|scenario| scenario.points.iter().chain(&scenario.whole));
    let all = decided().count();
    if all == 0 {
        return String::new();
    }
    let count = |outcome: Outcome| decided().filter(|d| d.outcome == outcome).count();
    let said = decided().filter(|d| d.outcome == Outcome::Fails && d.expected_to_fail).count();
    let fails = count(Outcome::Fails) - said;
    let parts = [
        (count(Outcome::Holds), "good", "✓", if count(Outcome::Holds) == 1 { "holds" } else { "hold" }),
        (fails, "bad", "✗", if fails == 1 { "fails" } else { "fail" }),
        (said, "warn", "✗", if said == 1 { "fails as said" } else { "fail as said" }),
        (count(Outcome::NotExercised), "muted", "○", "not exercised"),
        (count(Outcome::Inconclusive), "muted", "?", "inconclusive"),
    ];
    let first = page.sections.iter().zip(names).find_map(|(section, name)| {
        let at = section.parts.iter().position(|part| matches!(part, Part::Claims(_)))?;
        name.parts.get(at)
    });
    let told = parts.iter().filter(|(n, ..)| *n > 0).map(|(n, tone, sign, word)| {
        format!("<span class=\"badge {tone}\"><span aria-hidden=\"true\">{sign}</span> {n} {word}</span>")
    });
    let claims = if all == 1 { "claim" } else { "claims" };
    let link = first.map_or_else(String::new, |id| format!("<a href=\"#{id}\">{all} {claims}</a>"));
    format!("<p class=\"summary\">{link} {}</p>\n", told.collect::<Vec<_>>().join(" "))
}
