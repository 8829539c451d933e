//! What is exported to Mermaid is imported again: the same participants and messages.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::Source;
use cachediag::pipeline::{self, Format, Simulated, no_imports};
use cachediag::syntax::statement::message::Arrow;
use cachediag::timeline::{MomentKind, Timeline};

/// A message: who sends it, who gets it, how, and what it says.
type Sent = (String, String, Arrow, String);

/// Letters and digits only: lines and spaces may fall elsewhere.
fn words(text: &str) -> String {
    text.replace("\\n", "").chars().filter(|c| c.is_alphanumeric() || "@#;\"<>%$".contains(*c)).collect()
}

/// Who takes part, by their names and what stands below them.
fn names(timeline: &Timeline) -> Vec<String> {
    timeline.lifelines.iter().map(|lifeline| words(&format!("{}{}", lifeline.name, lifeline.note))).collect()
}

fn messages(timeline: &Timeline) -> Vec<Sent> {
    let names = names(timeline);
    let name = |id: cachediag::timeline::LifelineId| names.get(id.0 as usize).cloned().unwrap_or_default();
    let mut found = Vec::new();
    for moment in &timeline.moments {
        if let MomentKind::Message { from, to, arrow, label } = &moment.kind {
            found.extend(to.iter().map(|to| (name(*from), name(*to), *arrow, words(&label.plain()))));
        }
    }
    found
}

/// The timelines of a program; none if it has errors.
fn simulated(path: &std::path::Path, text: &str) -> Option<Simulated> {
    support::parse(path, text).check().simulate().ok()
}

#[test]
fn what_is_exported_to_mermaid_is_imported_again() {
    let mut count = 0;
    let files = support::cases().into_iter().chain(support::programs("examples"));
    for path in files {
        let Some(simulated) = simulated(&path, &support::text_of(&path)) else { continue };
        for timeline in simulated.timelines.iter().filter(|t| !t.lifelines.is_empty()) {
            let Ok(rendered) = simulated.render(&[timeline.name.to_string()], Format::Mermaid, &support::look()) else {
                continue;
            };
            let exported = String::from_utf8(rendered.bytes).expect("UTF-8");
            let imported = match pipeline::import(Source::new("a.mmd", exported.as_str()), false) {
                Ok(imported) => imported.text,
                Err(findings) => panic!("{}: {:?}\n{exported}", path.display(), findings.list),
            };
            let again = pipeline::parse(Source::new("a.cd", imported.as_str()), &mut no_imports).check().simulate();
            let Ok(again) = again else { panic!("{}:\n{exported}\n{imported}", path.display()) };
            let Some(other) = again.timelines.first() else { continue };
            let (mut ours, mut theirs) = (names(timeline), names(other));
            ours.sort();
            theirs.sort();
            assert_eq!(ours, theirs, "{}:\n{exported}\n{imported}", path.display());
            assert_eq!(messages(timeline), messages(other), "{}:\n{exported}\n{imported}", path.display());
            count += 1;
        }
    }
    assert!(count > 100, "only {count} scenarios were compared");
}

#[test]
fn a_mermaid_file_holds_one_diagram() {
    let text = "scenario a {\n  x -> y: one\n}\nscenario b {\n  y -> x: two\n}\n";
    let simulated = simulated(std::path::Path::new("a.cd"), text).expect("it compiles");
    let refused = simulated.render(&[], Format::Mermaid, &support::look()).expect_err("two scenarios");
    assert!(refused.list.iter().any(|d| d.help.iter().any(|help| help.contains("--view"))));
    assert!(simulated.render(&["b".to_owned()], Format::Mermaid, &support::look()).is_ok());
    let both = simulated.render(&[], Format::PlantUml, &support::look()).expect("PlantUML takes both");
    assert_eq!(String::from_utf8_lossy(&both.bytes).matches("@startuml").count(), 2);
}

#[test]
fn a_picture_of_text_is_as_wide_as_it_may_be() {
    let text = "alice -> server: a question that is told in rather many words, so that it needs room\n\
        server --> alice: an answer that is told in rather many words as well\n";
    let simulated = simulated(std::path::Path::new("a.cd"), text).expect("it compiles");
    for columns in [40, 60, 100] {
        let look = pipeline::Look { columns, ..support::look() };
        let rendered = simulated.render(&[], Format::TextAscii, &look).expect("a picture");
        let picture = String::from_utf8(rendered.bytes).expect("UTF-8");
        assert!(picture.is_ascii(), "{picture}");
        assert!(picture.lines().all(|line| line.len() <= columns), "{columns}:\n{picture}");
    }
}
