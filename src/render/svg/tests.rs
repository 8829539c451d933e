//! What holds of every SVG.

use super::{FontMode, built, escape, paint, streamed};
use crate::font::Face;
use crate::scene::{Anchor, Group, Ink, Mark, Scene, Text};
use crate::theme;

/// A scene of one text in a group that bears the same words everywhere.
fn scene(words: &str) -> Scene {
    let text = Text {
        x: 10.0,
        y: 20.0,
        anchor: Anchor::Start,
        face: Face::Mono,
        size: 13.0,
        ink: Ink::Tone("none".into()),
        content: words.into(),
        width: 50.0,
        class: Some("label"),
        leftwards: false,
    };
    let group = Group {
        class: "step",
        step: Some(1),
        label: words.to_owned(),
        tooltip: words.to_owned(),
        href: Some(words.into()),
        marks: vec![Mark::Text(text)],
        ..Group::default()
    };
    let marks = vec![Mark::Group(Box::new(group))];
    Scene { width: 100.0, height: 40.0, title: words.to_owned(), desc: words.to_owned(), tones: Vec::new(), marks }
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
