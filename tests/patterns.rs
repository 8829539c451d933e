//! The catalogue of cache bugs in `examples/patterns`: each is found, is drawn, and holds no longer once it is mended.
//!
//! `CACHEDIAG_BLESS=1 cargo test --test patterns` draws the counterexamples anew; look at them afterwards.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::diagnostic::{Code, short};
use cachediag::explore::Limits;
use cachediag::pipeline::{Format, Simulated};
use cachediag::verdict::{Checked, Decided, Outcome};
use std::path::{Path, PathBuf};
use support::{bless, files_below, programs, text_of};

/// A program whose claims are decided.
struct Pattern {
    name: String,
    path: PathBuf,
    simulated: Simulated,
    scenarios: Vec<Checked>,
}

impl Pattern {
    fn of(path: PathBuf) -> Self {
        let name = path.file_stem().expect("a file").to_string_lossy().into_owned();
        let simulated = support::parse(&path, &text_of(&path)).check().simulate();
        let simulated = simulated.unwrap_or_else(|found| {
            panic!("{name}: {:?}", found.list.iter().map(|d| short::spell(d, &found.sources)).collect::<Vec<_>>())
        });
        let scenarios = simulated.check(&Limits::default(), &mut |_, _| true);
        Self { name, path, simulated, scenarios }
    }

    fn is_mended(&self) -> bool {
        self.name.ends_with("-mended")
    }

    fn decided(&self) -> impl Iterator<Item = &Decided> {
        self.scenarios.iter().flat_map(claims)
    }

    fn failing(&self) -> impl Iterator<Item = &Decided> {
        self.decided().filter(|d| d.outcome == Outcome::Fails)
    }
}

fn claims(scenario: &Checked) -> impl Iterator<Item = &Decided> {
    scenario.points.iter().chain(&scenario.whole)
}

fn all() -> Vec<Pattern> {
    let found: Vec<Pattern> = programs("examples/patterns").into_iter().map(Pattern::of).collect();
    assert!(found.len() > 20, "the patterns were not found");
    found
}

/// Advice that says what the pattern is about.
fn teaches(name: &str, code: Code) -> bool {
    matches!(
        (name, code),
        ("event-loop", Code::ReactionLoop)
            | ("forgotten-dependent", Code::UnreachedDependent)
            | ("private-page-in-shared-cache", Code::PrivateShared)
    )
}

#[test]
fn every_pattern_compiles_without_a_finding_that_does_not_teach() {
    for pattern in all() {
        let found = &pattern.simulated.findings;
        let mut other = found.list.iter().filter(|d| !teaches(&pattern.name, d.code));
        assert!(other.next().is_none(), "{}: {:?}", pattern.name, found.list);
        assert!(pattern.simulated.draw_views(&[]).is_ok(), "{} is not drawn", pattern.name);
    }
}

#[test]
fn every_claim_comes_out_as_marked_over_all_runs() {
    for pattern in all() {
        assert!(pattern.decided().count() > 0, "{} claims nothing", pattern.name);
        for scenario in &pattern.scenarios {
            assert_eq!(scenario.stopped, None, "{} is not seen wholly", pattern.name);
        }
        for decided in pattern.decided() {
            assert!(decided.is_as_said(), "{}:{} {:?} {}", pattern.name, decided.line, decided.outcome, decided.reason);
        }
    }
}

#[test]
fn every_bug_is_told_and_drawn_and_has_a_mending() {
    let all = all();
    for pattern in all.iter().filter(|p| !p.is_mended()) {
        assert!(pattern.failing().count() > 0, "{} shows no bug", pattern.name);
        for decided in pattern.failing() {
            assert!(!decided.reason.is_empty(), "{}:{} is not explained", pattern.name, decided.line);
            assert!(picture(pattern, decided).len() > 1000, "{}:{} is not drawn", pattern.name, decided.line);
            assert!(is_kept(&all, pattern, &decided.text), "{} does not mend `{}`", pattern.name, decided.text);
        }
    }
}

/// Whether the claim holds in the scenario `mended`, or in the mended file.
fn is_kept(all: &[Pattern], pattern: &Pattern, claim: &str) -> bool {
    let beside = all.iter().find(|p| p.name == format!("{}-mended", pattern.name));
    let inside = pattern.scenarios.iter().filter(|s| s.name == "mended");
    let mended: Vec<&Checked> = beside.map_or_else(|| inside.collect(), |p| p.scenarios.iter().collect());
    mended.iter().flat_map(|s| claims(s)).any(|d| d.text == claim && d.outcome == Outcome::Holds)
}

#[test]
fn what_is_mended_has_no_bug_left() {
    let all = all();
    let mut mended = 0;
    for pattern in &all {
        for scenario in pattern.scenarios.iter().filter(|s| pattern.is_mended() || s.name == "mended") {
            mended += 1;
            assert!(claims(scenario).all(|d| d.outcome == Outcome::Holds), "{} {}", pattern.name, scenario.name);
        }
    }
    assert_eq!(mended, all.iter().filter(|p| !p.is_mended()).count(), "one mending for each bug");
}

fn picture(pattern: &Pattern, decided: &Decided) -> Vec<u8> {
    let timeline = decided.counterexample.as_ref().unwrap_or_else(|| panic!("{} has no run", pattern.name));
    let mut bytes = Vec::new();
    if let Ok(prepared) = pattern.simulated.draw_one(timeline, Format::Svg, &support::look()) {
        prepared.write(&mut bytes).expect("memory takes everything");
    }
    bytes
}

#[test]
fn every_counterexample_is_current() {
    let mut stale = Vec::new();
    for pattern in all().iter().filter(|p| !p.is_mended()) {
        let drawn = picture(pattern, pattern.failing().next().expect("a bug"));
        let kept = files_below("examples/patterns/pictures").join(&pattern.name).with_extension("svg");
        if bless() {
            std::fs::create_dir_all(files_below("examples/patterns/pictures")).expect("a folder for the pictures");
            std::fs::write(&kept, &drawn).expect("the picture is written");
        } else if std::fs::read(&kept).ok() != Some(drawn) {
            stale.push(format!("{} is not the run that the check finds now", kept.display()));
        }
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

/// The lines of a text in fences of a language.
fn fenced<'t>(text: &'t str, language: &str) -> impl Iterator<Item = &'t str> {
    let fence = format!("```{language}\n");
    let blocks: Vec<&str> = text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or("")).collect();
    blocks.into_iter().flat_map(str::lines)
}

/// A program without its title and the comment at its head, which the catalogue tells as prose.
fn body(path: &Path) -> String {
    let text = text_of(path);
    let head = |line: &&str| line.is_empty() || line.starts_with("title:") || line.starts_with("// ");
    text.lines().skip_while(head).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_catalogue_shows_every_pattern() {
    let catalogue = text_of(&files_below("examples/patterns/README.md"));
    let all = all();
    for pattern in &all {
        let link = format!("({}.cd)", pattern.name);
        assert!(catalogue.contains(&link), "the catalogue does not link {link}");
        if !pattern.is_mended() {
            let picture = format!("(pictures/{}.svg)", pattern.name);
            assert!(catalogue.contains(&picture), "the catalogue does not show {picture}");
            let shown = format!("```cd\n{}\n```", body(&pattern.path));
            assert!(catalogue.contains(&shown), "the catalogue shows another program than {link}");
        }
    }
    let programs: String = all.iter().map(|p| text_of(&p.path)).collect();
    for line in fenced(&catalogue, "diff") {
        let code = line.get(1..).unwrap_or_default();
        assert!(programs.lines().any(|known| known == code), "no pattern has the line `{code}`");
    }
}
