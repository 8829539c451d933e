//! What holds of every SVG.

use super::element::{Stream, number};
use super::tree::Tree;
use super::{FontMode, SMALL, document, escape, few, paint};
use crate::font::Face;
use crate::scene::{Anchor, Area, Group, Ink, Mark, Scene, Stroke, Text};
use crate::theme::{self, Theme};

/// By the `svg` crate.
fn built(scene: &Scene, theme: &Theme, fonts: FontMode) -> String {
    let mut tree = Tree::default();
    document(scene, theme, fonts, &mut tree);
    tree.finish()
}

/// At once.
fn streamed(scene: &Scene, theme: &Theme, fonts: FontMode) -> String {
    let mut stream = Stream::new(Vec::new());
    document(scene, theme, fonts, &mut stream);
    String::from_utf8(stream.finish().unwrap()).unwrap()
}

/// A scene of one text in a group that bears the same words everywhere.
fn scene(words: &str) -> Scene {
    let text = Text {
        x: 10.0,
        y: 20.0,
        anchor: Anchor::Start,
        face: Face::Mono,
        size: 13.0,
        ink: Ink::Tone(Box::new("none".into())),
        content: words.into(),
        width: 50.0,
        class: Some("label"),
        leftwards: false,
    };
    let group = Group {
        class: "step",
        step: Some(1),
        label: words.to_owned(),
        tooltip: words.into(),
        href: Some(words.into()),
        marks: vec![Mark::Text(text)],
        ..Group::default()
    };
    let marks = vec![Mark::Group(Box::new(group))];
    Scene { width: 100.0, height: 40.0, title: words.to_owned(), desc: words.to_owned(), marks, ..Scene::default() }
}

const HOSTILE: [&str; 8] = [
    "</text><script>alert(1)</script>",
    "]]>",
    "&amp;",
    "a\u{1}b\u{FFFE}c",
    "\"' onload='x'",
    "javascript:alert(1)",
    "مرحبا 你好 👩‍👩‍👧 e\u{301}",
    "<style>@import</style>",
];

#[test]
fn hostile_words_stay_words() {
    for words in HOSTILE {
        let svg = paint(&scene(words), theme::find("auto").unwrap(), FontMode::System);
        assert!(
            !svg.contains("<script") && !svg.contains("javascript:alert(1)\">") && !svg.contains("\" onload"),
            "{svg}"
        );
        assert!(!svg.contains(['\u{1}', '\u{FFFE}']));
        #[cfg(feature = "png")]
        resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
    }
}

#[test]
fn the_writer_writes_what_the_crate_writes() {
    for words in HOSTILE {
        for fonts in [FontMode::Embed, FontMode::Outline, FontMode::System] {
            let theme = theme::find("auto").unwrap();
            assert_eq!(built(&scene(words), theme, fonts), streamed(&scene(words), theme, fonts));
        }
    }
}

/// A scene of so many marks in all.
fn of_marks(count: usize) -> Scene {
    let line =
        Mark::Line { from: (0.0, 0.0), to: (9.0, 9.5), stroke: Stroke::dashed(Ink::Bad, 1.4, 5.0, 3.5), class: None };
    let rect =
        Mark::Rect { area: Area::new(1.0, 2.0, 3.0, 4.0), radius: 1.0, fill: None, stroke: None, class: Some("chip") };
    let inner = vec![line; count / 2];
    let mut marks = vec![rect; count - inner.len() - 1];
    marks.push(Mark::Group(Box::new(Group { class: "step", marks: inner, ..Group::default() })));
    Scene { width: 9.0, height: 9.0, marks, ..Scene::default() }
}

#[test]
fn both_writers_agree_where_one_takes_over() {
    let theme = theme::find("auto").unwrap();
    for count in [SMALL - 1, SMALL, SMALL + 1] {
        let scene = of_marks(count);
        assert_eq!(few(&scene.marks, &mut SMALL.clone()), count <= SMALL);
        assert_eq!(built(&scene, theme, FontMode::System), streamed(&scene, theme, FontMode::System));
        assert_eq!(paint(&scene, theme, FontMode::System), streamed(&scene, theme, FontMode::System));
    }
}

#[test]
fn links_lead_nowhere_dangerous() {
    for address in ["https://a.b/c", "HTTP://a.b", "a/b:c", "#x", "../y", "?q=a:b", ""] {
        assert!(escape::link(address).is_some(), "{address}");
    }
    for address in
        ["javascript:x", " java\nscript:x", "data:text/html,x", "vbscript:x", "file:///etc", "\u{1}javascript:x"]
    {
        assert!(escape::link(address).is_none(), "{address}");
    }
}

#[test]
fn numbers_have_two_decimals_and_their_shortest_form() {
    let plain = |value: f64| ((value * 100.0).round() / 100.0 + 0.0).to_string();
    let halves = (-4000..4000).map(|n| f64::from(n) / 1000.0);
    let large = (0..2000).map(|n| f64::from(n).powi(5) * 0.333_7 - 7.77);
    let odd = [0.0, -0.0, -0.004, 0.005, 0.995, 1e12, 123_456_789_012.345, 1e15, -1e22, f64::INFINITY, f64::NAN];
    for value in halves.chain(large).chain(odd) {
        assert_eq!(number(value), plain(value), "{value:?}");
    }
}

/// A lifeline with two messages from it, the second to the left.
fn steps(fates: &[(&'static str, f64)]) -> Scene {
    let stroke = Stroke::solid(Ink::Line, 1.0);
    let mut marks = vec![
        Mark::Group(Box::new(Group { class: "head", ..Group::default() })),
        Mark::Line { from: (50.0, 10.0), to: (50.0, 110.0), stroke: stroke.clone(), class: Some("lifeline") },
    ];
    for (place, (class, to)) in fates.iter().enumerate() {
        let y = 40.0 + 30.0 * place as f64;
        let line = Mark::Line { from: (50.0, y), to: (*to, y), stroke: stroke.clone(), class: None };
        marks.push(Mark::Group(Box::new(Group { class, marks: vec![line], ..Group::default() })));
    }
    Scene { width: 100.0, height: 120.0, marks, ..Scene::default() }
}

fn animated(scene: &Scene) -> String {
    let mut bytes = Vec::new();
    super::write_animated(scene, theme::find("light").unwrap(), FontMode::System, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn steps_come_in_order_and_arrows_grow_from_who_sends_them() {
    let text = animated(&steps(&[("step message", 90.0), ("step divider", 10.0), ("step message", 10.0)]));
    let places = ["animation-name:r0", "animation-name:s0", "animation-name:s1", "animation-name:s2"];
    let found: Vec<_> = places.iter().map(|place| text.find(place)).collect();
    assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{text}");
    assert!(text.contains("animation-name:a0;transform-origin:50px 40px"), "{text}");
    assert!(text.contains("animation-name:a2;transform-origin:50px 100px"), "{text}");
    assert!(!text.contains("animation-name:a1"), "a divider has no arrow");
    // 0.8 s, three steps of 1.2 s each, and 4 s of rest.
    assert!(text.contains("{animation:8.4s linear infinite}"), "{text}");
    assert!(text.contains("@keyframes s1{0%,23.81%{opacity:0}29.17%,94.64%{opacity:1}to{opacity:0}}"), "{text}");
}

#[test]
fn without_its_style_an_animated_picture_is_the_picture() {
    let scene = steps(&[("step message", 90.0), ("step", 10.0)]);
    let text = animated(&scene);
    let (before, rest) = text.split_once("<style>").unwrap();
    let (style, after) = rest.split_once("</style>\n").unwrap();
    assert!(style.starts_with("@media screen and (prefers-reduced-motion:no-preference){"), "{style}");
    let moved = |line: &&str| line.starts_with("<g style=") || *line == "</g>";
    let kept = |text: &str| text.lines().filter(|line| !moved(line)).map(str::to_owned).collect::<Vec<_>>();
    let still = paint(&scene, theme::find("light").unwrap(), FontMode::System);
    assert_eq!(kept(&format!("{before}{after}")), kept(&still));
    assert!(!text.contains("<script") && !text.contains("<animate") && !text.contains(" id="), "{text}");
}

#[test]
fn many_steps_last_no_longer_than_a_reader_waits() {
    let fates = [("step message", 90.0); 250];
    let text = animated(&steps(&fates));
    assert!(text.contains("{animation:94.8s linear infinite}"), "{}", &text[..400]);
    assert!(text.len() < 250 * 600, "{} bytes", text.len());
}
