//! `cachediag explain profile`: how a product's HTTP cache behaves, property by property, with sources.

use super::exit::Exit;
use super::report::Report;
use crate::http::profile::Source;
use crate::http::{Answer, Profile, Property};
use crate::problem::near::nearest;
use std::fmt::Write;

/// Prints a profile, or the names of all.
pub(super) fn run(name: Option<&str>, report: &Report) -> Exit {
    let Some(name) = name else {
        let line = |p: &Profile| format!("{:<16} {} ({}; {})\n", p.name, p.product, p.version, p.kind.words());
        let text: String = Profile::ALL.iter().map(line).collect();
        return super::print(&text, report);
    };
    match Profile::of(name) {
        Some(profile) => super::print(&page(profile), report),
        None => {
            let near = nearest(name, Profile::ALL.iter().map(|profile| profile.name));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            report.problem(&format!("there is no profile `{name}`{hint} (`cachediag explain profile` lists all)"));
            Exit::Usage
        }
    }
}

/// All properties with their answers and sources; what is unknown stands last, in one line.
fn page(profile: &Profile) -> String {
    let mut text = format!("{}: {}, {} ({})\n\n", profile.name, profile.product, profile.version, profile.kind.words());
    let mut unknown = Vec::new();
    for property in Property::ALL {
        let (answer, source) = profile.fact(property);
        if answer == Answer::Unknown {
            unknown.push(property.name());
            continue;
        }
        let source = match source {
            Source::Standard | Source::Nowhere => String::new(),
            Source::Test(test) => format!("  [{test}]"),
            Source::Page(page) => format!("  [{page}]"),
        };
        let _ = writeln!(text, "  {:<3}  {:<22} {}{source}", answer.word(), property.name(), property.about());
    }
    if !unknown.is_empty() {
        let _ = writeln!(text, "\nUnknown, so a check tries both: {}.", unknown.join(", "));
    }
    let _ = writeln!(text, "\n{}", origin(profile));
    text
}

/// Where the answers come from.
fn origin(profile: &Profile) -> String {
    let tested = Property::ALL.into_iter().any(|p| matches!(profile.fact(p).1, Source::Test(_)));
    let documented = Property::ALL.into_iter().any(|p| matches!(profile.fact(p).1, Source::Page(_)));
    match (tested, documented) {
        (true, _) => format!(
            "In brackets: the test of cache-tests.fyi that shows it; its published results for {} {}.",
            profile.product, profile.version
        ),
        (false, true) => String::from("In brackets: the vendor's documentation that says so."),
        (false, false) => {
            String::from("From RFC 9111, 5861, 8246 and 9213; what may be done or left is done where it helps.")
        }
    }
}
