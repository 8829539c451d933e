//! What holds of every picture.

use super::build::Build;
use super::{chance, samples, worth};
use crate::font::Measure;
use crate::layout::sequence::{Options, lay_out};
use crate::render::svg::{FontMode, paint};
use crate::scene::{Area, Mark, Scene, Segment};
use crate::theme;
use crate::timeline::{LifelineKind, Timeline};
use proptest::prelude::{ProptestConfig, prop_assert, proptest};

pub fn picture(timelines: &[Timeline]) -> Scene {
    lay_out(timelines, &Options::default(), &mut Measure::new()).unwrap()
}

/// Marks in the order they are painted.
#[derive(Default)]
struct Seen {
    texts: Vec<(usize, Area, String)>,
    grounds: Vec<(usize, Area)>,
    lifelines: Vec<(usize, Area)>,
    count: usize,
}

impl Seen {
    fn look(&mut self, marks: &[Mark]) {
        for mark in marks {
            self.count += 1;
            let at = self.count;
            match mark {
                Mark::Rect { area, class: Some("track"), .. } => self.lifelines.push((at, *area)),
                Mark::Rect { area, fill: Some(_), .. } => self.grounds.push((at, *area)),
                Mark::Line { from, to, class: Some("lifeline" | "track"), .. } => {
                    self.lifelines.push((at, Area::new(from.0 - 0.5, from.1, to.0 + 0.5, to.1)));
                }
                Mark::Path { segments, fill: Some(_), .. } => self.grounds.push((at, bounds(segments))),
                Mark::Text(text) => self.texts.push((at, text.area(), text.content.to_string())),
                Mark::Group(group) => self.look(&group.marks),
                Mark::Rect { .. }
                | Mark::Line { .. }
                | Mark::Path { .. }
                | Mark::Ellipse { .. }
                | Mark::Hatch { .. } => {}
            }
        }
    }
}

fn bounds(segments: &[Segment]) -> Area {
    let mut area = Area::new(f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    for segment in segments {
        if let Segment::Move(x, y) | Segment::Line(x, y) = segment {
            area = Area::new(area.left.min(*x), area.top.min(*y), area.right.max(*x), area.bottom.max(*y));
        }
    }
    area
}

/// Every fault of a picture: words over words, words outside the canvas, words crossed by a lifeline.
pub fn faults(scene: &Scene) -> Vec<String> {
    let mut seen = Seen::default();
    seen.look(&scene.marks);
    let canvas = Area::new(0.0, 0.0, scene.width, scene.height);
    let mut faults = Vec::new();
    for (place, (at, area, words)) in seen.texts.iter().enumerate() {
        if !canvas.contains(area) {
            faults.push(format!("{words:?} leaves the canvas: {area:?}"));
        }
        for (_, other, others) in seen.texts.iter().skip(place + 1) {
            if area.grown(-0.5).overlaps(&other.grown(-0.5)) {
                faults.push(format!("{words:?} meets {others:?}: {area:?} {other:?}"));
            }
        }
        for (line_at, line) in &seen.lifelines {
            if line.overlaps(area) {
                let cut = Area::new(
                    line.left.max(area.left),
                    line.top.max(area.top),
                    line.right.min(area.right),
                    line.bottom.min(area.bottom),
                );
                let hidden =
                    seen.grounds.iter().any(|(g, ground)| line_at < g && g < at && ground.grown(0.01).contains(&cut));
                if !hidden {
                    faults.push(format!("{words:?} is crossed: {area:?} {line:?}"));
                }
            }
        }
    }
    faults
}

#[test]
fn samples_have_no_faults() {
    for timelines in
        [vec![samples::claim()], vec![samples::everything()], vec![samples::everything(), samples::claim()]]
    {
        let found = faults(&picture(&timelines));
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn the_watching_scenario_fits_a_page() {
    let scene = picture(&[samples::claim()]);
    assert!(scene.width <= 1400.0, "{}", scene.width);
    let svg = paint(&scene, theme::find("auto").unwrap(), FontMode::System);
    assert!(svg.len() <= 3000 * samples::claim().moments.len(), "{}", svg.len());
}

#[test]
fn actions_of_any_length_end_before_a_lifeline_or_well_behind_it() {
    for letters in 1..40 {
        let mut build = Build::default();
        for name in ["reader", "store", "other"] {
            build.line(name, LifelineKind::Storage, "");
        }
        build.act("reader", &"w".repeat(letters));
        let mut seen = Seen::default();
        seen.look(&picture(&[build.timeline]).marks);
        let words = seen.texts.iter().find(|(_, _, text)| text.starts_with('w')).map(|(_, area, _)| *area).unwrap();
        for (_, line) in seen.lifelines {
            let (before, beyond) = (line.left - words.right, words.right - line.right);
            assert!(before > 0.0 || beyond > 5.0, "{letters} letters: {words:?} {line:?}");
        }
    }
}

#[test]
fn nothing_makes_a_picture_too() {
    assert!(faults(&picture(&[])).is_empty());
    assert!(faults(&picture(&[Timeline::default()])).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chance_finds_no_faults(timeline in chance::timeline()) {
        let scene = picture(std::slice::from_ref(&timeline));
        let found = faults(&scene);
        prop_assert!(found.is_empty(), "FAULT {:?}", found);
        let auto = theme::find("auto").unwrap();
        prop_assert!(paint(&scene, auto, FontMode::System) == paint(&picture(&[timeline]), auto, FontMode::System));
    }
}

#[test]
fn pictures_to_look_at() {
    let Ok(folder) = std::env::var("CACHEDIAG_PICTURES") else {
        return;
    };
    for (name, timelines) in [
        ("claim", vec![samples::claim()]),
        ("everything", vec![samples::everything()]),
        ("worths", vec![worth::worths()]),
        ("long", vec![samples::long(60, 8)]),
    ] {
        let scene = picture(&timelines);
        for theme in theme::NAMES {
            let svg = paint(&scene, theme::find(theme).unwrap(), FontMode::Embed);
            std::fs::write(format!("{folder}/{name}-{theme}.svg"), svg).unwrap();
        }
        #[cfg(feature = "png")]
        std::fs::write(
            format!("{folder}/{name}.png"),
            crate::render::png::paint(&scene, theme::find("light").unwrap(), 1.5).unwrap(),
        )
        .unwrap();
        println!("{name}: {} x {}", scene.width, scene.height);
    }
}

#[test]
fn time_grows_linearly() {
    for (messages, lines) in [(30, 8), (3_000, 8), (30_000, 8), (300, 400)] {
        let timeline = [samples::long(messages, lines)];
        let start = std::time::Instant::now();
        let scene = picture(&timeline);
        let laid = start.elapsed();
        let svg = paint(&scene, theme::find("auto").unwrap(), FontMode::System);
        println!(
            "{messages} messages, {lines} lifelines: {laid:?} laid out, {:?} painted, {} bytes",
            start.elapsed() - laid,
            svg.len()
        );
        // Heads, and the heads repeated, are not the messages' own.
        assert!(svg.len() < 3000 * messages + 500 * lines * (messages / 25 + 2));
    }
}
