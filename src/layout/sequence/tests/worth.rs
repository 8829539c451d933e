//! What copies are worth: tracks, chips, tooltips, verdicts and contradictions.

use super::build::{Build, wording};
use super::law::{faults, picture};
use crate::scene::{Area, Group, Ink, Mark, Scene};
use crate::timeline::{Holding, LifelineKind, MomentKind, Timeline, Verdict, Worth};

/// Copies of two keys go from latest over stale and marked to empty, some of them undrawn.
pub fn worths() -> Timeline {
    let mut b = Build::default();
    b.timeline.title = Some(wording("What copies are worth"));
    b.group("Browser", "").line("alice", LifelineKind::User, "");
    b.line("memory", LifelineKind::Storage, "per page").line("disk", LifelineKind::Storage, "per profile");
    b.group("", "").line("proxy", LifelineKind::Storage, "shared");
    b.group("API", "").line("api", LifelineKind::Device, "").line("memo", LifelineKind::Storage, "");
    b.group("", "").line("db", LifelineKind::Origin, "");
    b.timeline.copies = ["memory", "disk", "proxy", "bob.memory", "memo", "db"].map(Into::into).to_vec();
    b.timeline.start = vec![held(3, "/nodes/2", Worth::Latest, "@root"), held(5, "/nodes/1", Worth::Latest, "@v1")];
    b.timeline.opening = b.change("memory disk", Worth::Empty, "");
    b.timeline.opening.extend(b.change("proxy memo", Worth::Latest, "@v1"));
    b.timeline.opening.extend(b.change("db", Worth::Latest, "@v1"));
    b.send("alice -> memory", "GET /nodes/1 {miss}");
    b.send("memory -> disk", "GET /nodes/1 {miss}");
    b.send("disk -> proxy", "GET /nodes/1 {hit}");
    let stored = b.change("memory disk", Worth::Latest, "@v1");
    let moment = b.send("proxy --> memory", "200 {stored} @v1");
    moment.changes = stored;
    moment.holdings = [0, 1].map(|copy| held(copy, "/nodes/1", Worth::Latest, "@v1")).into();
    b.sees("alice", "@v1", Verdict::Holds, "");
    b.send("alice -> api", "POST /nodes/1");
    for line in ["api", "api", "db"] {
        let at = b.of(line);
        b.moment("", MomentKind::Activate(at));
    }
    let stale = [b.change("memory disk proxy memo", Worth::Stale, ""), b.change("db", Worth::Latest, "@v2")].concat();
    let moment = b.send("api -> db", "write /nodes/1 = @v2");
    moment.changes = stale;
    let copies = [5, 0, 1, 2, 4];
    moment.holdings = copies
        .map(|copy| {
            let (worth, value) = if copy == 5 { (Worth::Latest, "@v2") } else { (Worth::Stale, "@v1") };
            held(copy, "/nodes/1", worth, value)
        })
        .into();
    let emptied = b.change("memo", Worth::Empty, "");
    let moment = b.act("api", "drop /nodes/1 in memo");
    moment.changes = emptied;
    moment.holdings = [held(4, "/nodes/1", Worth::Empty, "")].into();
    b.send("db --> api", "ok");
    b.moment("", MomentKind::Deactivate(b.of("db")));
    b.moment("", MomentKind::Deactivate(b.of("api")));
    let memo = b.of("memo");
    b.moment("", MomentKind::Activate(memo));
    let filled = b.change("memo", Worth::Latest, "@v2");
    b.send("api -> memo", "write /nodes/1 = @v2").changes = filled;
    b.moment("", MomentKind::Deactivate(memo));
    b.moment("", MomentKind::Deactivate(b.of("api")));
    b.send("api --> alice", "200 @v2");
    let marked = b.change("memory", Worth::Marked, "");
    let moment = b.act("alice", "invalidateQueries /nodes");
    moment.changes = marked;
    moment.holdings = [held(0, "/nodes/1", Worth::Marked, "@v1")].into();
    let told = "proxy holds @v1, which db replaced at step 7, and would answer with it.";
    b.send("proxy --> memory", "200 @v2").as_told = Some(told.into());
    let gone = b.change("proxy", Worth::Empty, "");
    b.act("proxy", "evicts /nodes/1").changes = gone;
    b.sees("alice", "@v1 then @v2", Verdict::HoldsStale, "");
    b.sees("alice", "@v1", Verdict::FailsAsSaid, "Alice sees @v1 from disk, as its author said.");
    let reason = "Alice sees @v1 – disk still holds the copy of step 4. Smallest repair: store=no on disk.";
    b.sees("alice", "@v1", Verdict::Fails, reason);
    for (verdict, text) in [
        (Verdict::Holds, "expect proxy holds no /nodes/1"),
        (Verdict::HoldsStale, "expect disk holds latest or stale"),
        (Verdict::FailsAsSaid, "expect disk holds latest"),
        (Verdict::Fails, "expect every memory holds latest"),
        (Verdict::Open, "expect alice sees @v2 within 5m"),
    ] {
        let reason = (verdict == Verdict::Fails).then(|| wording("memory was marked at step 12 and never read again."));
        b.moment("", MomentKind::Claim { over: vec![], label: wording(text), verdict, reason });
    }
    b.timeline
}

fn held(copy: u32, key: &str, worth: Worth, value: &str) -> Holding {
    Holding { copy, key: key.into(), worth, value: (!value.is_empty()).then(|| value.into()) }
}

fn steps(scene: &Scene) -> Vec<&Group> {
    let groups = scene.marks.iter().filter_map(|mark| match mark {
        Mark::Group(group) if group.class.starts_with("step") => Some(&**group),
        Mark::Group(_)
        | Mark::Rect { .. }
        | Mark::Line { .. }
        | Mark::Path { .. }
        | Mark::Ellipse { .. }
        | Mark::Hatch { .. }
        | Mark::Text(_) => None,
    });
    groups.collect()
}

fn step(scene: &Scene, number: u32) -> &Group {
    steps(scene).into_iter().find(|group| group.step == Some(number)).unwrap()
}

/// The tracks' pieces at the lifeline of a place, from top to bottom: latest `L`, stale `S`, marked `M`, empty `E`.
fn track(scene: &Scene, place: usize) -> String {
    let mut found: Vec<(f64, f64, char)> = Vec::new();
    for mark in &scene.marks {
        match mark {
            Mark::Rect { area, class: Some("track"), fill, stroke, .. } => {
                let letter = match (fill, stroke.as_ref().map(|stroke| &stroke.ink)) {
                    (Some(Ink::Good), None) => 'L',
                    (Some(Ink::WarnSoft), Some(Ink::Warn)) => 'S',
                    (Some(_), Some(Ink::Warn)) => 'M',
                    _ => '?',
                };
                found.push((f64::midpoint(area.left, area.right), area.top, letter));
            }
            Mark::Line { from, class: Some("track"), .. } => found.push((from.0, from.1, 'E')),
            _ => {}
        }
    }
    let mut places: Vec<f64> = found.iter().map(|(x, ..)| *x).collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    found.retain(|(x, ..)| *x == places[place]);
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    found.into_iter().map(|(.., letter)| letter).collect()
}

#[test]
fn tracks_show_each_worth() {
    let scene = picture(&[worths()]);
    let tracks: Vec<String> = (0..5).map(|place| track(&scene, place)).collect();
    assert_eq!(tracks, ["ELSM", "ELS", "LSE", "LSEL", "L"]);
}

#[test]
fn a_tooltip_tells_what_changed_first_and_then_the_rest() {
    let scene = picture(&[worths()]);
    assert_eq!(
        step(&scene, 8).tooltip,
        "memo: /nodes/1 empty\nmemory: /nodes/1 @v1 stale\ndisk: /nodes/1 @v1 stale\nproxy: /nodes/1 @v1 stale\n\
         bob.memory: /nodes/2 @root latest\ndb: /nodes/1 @v2 latest"
    );
    assert!(!step(&scene, 12).tooltip.contains("empty"), "what is empty is told once");
}

#[test]
fn a_tooltip_is_bounded() {
    let mut b = Build::default();
    b.line("a", LifelineKind::Storage, "");
    b.timeline.copies = (0..40).map(|n| format!("copy{n}").into()).collect();
    b.timeline.start = (0..40).map(|copy| held(copy, "/k", Worth::Latest, "@v")).collect();
    b.send("a -> a", "one").holdings = [held(30, "/k", Worth::Empty, "")].into();
    b.send("a -> a", "all").holdings = (0..40).map(|copy| held(copy, "/k", Worth::Stale, "@v")).collect();
    let scene = picture(&[b.timeline]);
    for (number, more) in [(1, "and 28 more"), (2, "and 28 more")] {
        let tooltip = &step(&scene, number).tooltip;
        assert_eq!(tooltip.lines().count(), 13, "{tooltip}");
        assert_eq!(tooltip.lines().last(), Some(more));
    }
    assert!(step(&scene, 1).tooltip.starts_with("copy30: /k empty\ncopy0: /k @v latest\n"));
}

#[test]
fn what_the_storages_contradict_is_marked_and_told() {
    let scene = picture(&[worths()]);
    let told = step(&scene, 13);
    let why = "proxy holds @v1, which db replaced at step 7, and would answer with it.";
    assert!(told.tooltip.starts_with(why) && told.label.contains(why));
    let warns = |mark: &&Mark| matches!(mark, Mark::Path { stroke: Some(stroke), .. } if stroke.ink == Ink::Warn);
    assert!(told.marks.iter().any(|mark| warns(&mark)), "the sign");
    let words: Vec<&str> =
        told.marks.iter().filter_map(|m| if let Mark::Text(t) = m { Some(&*t.content) } else { None }).collect();
    assert!(words.join(" ").contains("would answer with it."), "{words:?}");
}

/// The boxes of values: in labels, and beside tracks.
fn chips(group: &Group) -> Vec<Area> {
    let chip = |mark: &Mark| match mark {
        Mark::Rect { area, class: Some("chip"), .. } => Some(*area),
        _ => None,
    };
    group.marks.iter().filter_map(chip).collect()
}

#[test]
fn values_lie_on_no_track_bar_or_other_value() {
    let scene = picture(&[worths()]);
    let mut lines: Vec<Area> = Vec::new();
    for mark in &scene.marks {
        if let Mark::Rect { area, class: Some("track") | None, .. } = mark {
            lines.push(*area);
        }
    }
    let own = [7, 10, 4];
    for group in steps(&scene).into_iter().filter(|group| group.step.is_some_and(|step| own.contains(&step))) {
        for chip in chips(group) {
            assert!(!lines.iter().any(|line| line.overlaps(&chip)), "{:?}: {chip:?}", group.label);
        }
    }
    let all: Vec<Area> = steps(&scene).into_iter().flat_map(chips).collect();
    for (place, chip) in all.iter().enumerate() {
        assert!(!all.iter().skip(place + 1).any(|other| other.overlaps(chip)), "{chip:?}");
    }
}

#[test]
fn worths_have_no_faults() {
    let found = faults(&picture(&[worths()]));
    assert!(found.is_empty(), "{found:#?}");
}
