//! Every example compiles without a finding, is drawn, and its picture in `examples/pictures` is current.
//!
//! `CACHEDIAG_BLESS=1 cargo test --test examples` draws the pictures anew; look at them afterwards.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::pipeline::Format;
use std::path::PathBuf;
use support::{bless, compile, files_below, findings, programs, text_of};

/// All examples but the catalogue of cache bugs, which `tests/patterns.rs` is about, and what the user guide imports.
fn examples() -> Vec<PathBuf> {
    let others = ["examples/patterns", "examples/book"].map(files_below);
    programs("examples").into_iter().filter(|path| !others.iter().any(|other| path.starts_with(other))).collect()
}

/// Examples that only declare, for others to import.
fn declares_only(name: &str) -> bool {
    name.ends_with("-common")
}

#[test]
fn every_example_compiles_without_a_finding() {
    let mut wrong = String::new();
    for path in examples() {
        let found = findings(&path, &text_of(&path));
        for d in &found.list {
            wrong += &cachediag::diagnostic::short::spell(d, &found.sources);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// An example's picture as the program draws it: with what came of its claims over all runs.
fn drawn(path: &std::path::Path) -> Result<cachediag::pipeline::Rendered, cachediag::Findings> {
    let mut simulated = support::parse(path, &text_of(path)).check().simulate()?;
    let limits = cachediag::explore::Limits { repair: false, ..cachediag::explore::Limits::default() };
    let checked = simulated.check(&limits, &mut |_, _| true);
    simulated.decide(checked);
    simulated.render(&[], Format::Svg, &cachediag::pipeline::Look::default())
}

#[test]
fn every_picture_is_current() {
    let mut stale = Vec::new();
    for path in examples() {
        let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if declares_only(&name) {
            continue;
        }
        let Ok(picture) = drawn(&path) else {
            stale.push(format!("{name} does not compile"));
            continue;
        };
        let kept = files_below("examples/pictures").join(&name).with_extension("svg");
        if bless() {
            std::fs::create_dir_all(files_below("examples/pictures")).expect("a folder for the pictures");
            std::fs::write(&kept, &picture.bytes).expect("the picture is written");
        } else if std::fs::read(&kept).ok().as_deref() != Some(&picture.bytes) {
            stale.push(format!("examples/pictures/{name}.svg is not what the example draws now"));
        }
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}

#[test]
fn pictures_stay_small() {
    for path in examples() {
        let text = text_of(&path);
        let Ok(simulated) = support::parse(&path, &text).check().simulate() else { continue };
        let moments: usize = simulated.timelines.iter().map(|t| t.moments.len()).sum();
        if let Ok(picture) = compile(&path, &text, Format::Svg) {
            let fonts = 32 * 1024;
            let bound = fonts + 16 * 1024 + 3 * 1024 * moments;
            assert!(
                picture.bytes.len() <= bound,
                "{}: {} bytes for {moments} moments",
                path.display(),
                picture.bytes.len()
            );
        }
    }
}

#[test]
fn the_gallery_shows_every_example() {
    let gallery = text_of(&files_below("examples/README.md"));
    for path in examples() {
        let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        assert!(gallery.contains(&format!("({name}.cd)")), "examples/README.md does not link {name}.cd");
        let shown = gallery.contains(&format!("(pictures/{name}.svg)"));
        assert_eq!(shown, !declares_only(&name), "{name}: its picture in examples/README.md");
    }
}

/// The fenced blocks of the README in a language.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let ends = |rest: &str| rest.split("```").next().unwrap_or_default().to_owned();
    readme.split(&fence).skip(1).map(ends).collect()
}

#[test]
fn the_readme_is_true() {
    let readme = text_of(&files_below("README.md"));
    let programs = blocks(&readme, "cd");
    for program in &programs {
        assert!(findings(std::path::Path::new("visit.cd"), program).list.is_empty(), "{program}");
    }
    let slip = programs[1].replacen("alice -> cdn", "alice -> cnd", 1);
    let found = findings(std::path::Path::new("visit.cd"), &slip);
    let told = cachediag::diagnostic::pretty::spell(&found.list[0], &found.sources, false);
    let checked = claims_of(std::path::Path::new("examples/claim.cd"));
    let report = cachediag::render::report::report("examples/claim.cd", &checked, false);
    assert_eq!(blocks(&readme, "text"), [told, format!("$ cachediag check examples/claim.cd\n{report}")]);
}

/// What comes of the claims of a program over all runs.
fn claims_of(path: &std::path::Path) -> Vec<cachediag::verdict::Checked> {
    let simulated = support::parse(path, &text_of(path)).check().simulate();
    let simulated = simulated.unwrap_or_else(|_| panic!("{} has errors", path.display()));
    simulated.check(&cachediag::explore::Limits::default(), &mut |_, _| true)
}

#[test]
fn claims_come_out_as_the_examples_say() {
    for path in programs("examples") {
        for scenario in claims_of(&path) {
            assert!(scenario.stopped.is_none(), "{}: {} is not decided", path.display(), scenario.name);
            for claim in scenario.points.iter().chain(&scenario.whole) {
                let told = format!("{}:{}: {} {}", path.display(), claim.line, claim.text, claim.reason);
                assert!(claim.is_as_said(), "{told}");
                let fails = claim.outcome == cachediag::verdict::Outcome::Fails;
                assert_eq!(claim.counterexample.is_some(), fails, "{told}");
            }
        }
    }
}
