//! What holds of every SVG.

use super::element::{Element, Sink, number};
use super::{FontMode, document, escape, paint};
use crate::font::Face;
use crate::scene::{Anchor, Group, Ink, Mark, Scene, Text};
use crate::theme::{self, Theme};
use svg::Node;
use svg::node::element;

/// The tree of the `svg` crate, whose bytes ours must equal.
#[derive(Default)]
struct Nodes {
    open: Vec<element::Element>,
    done: String,
}

impl Nodes {
    fn add(&mut self, node: impl Into<Box<dyn Node>>) {
        if let Some(parent) = self.open.last_mut() {
            parent.append(node);
        }
    }
}

/// A node of the crate.
fn node(element: &Element<'_>) -> element::Element {
    let mut node = element::Element::new(element.name);
    for (name, value) in &element.attributes {
        let mut text = String::new();
        value.write(&mut text);
        // The crate escapes by itself.
        node.assign(*name, unescaped(&text));
    }
    node
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    text.replace("&amp;", "&")
}

impl Sink for Nodes {
    fn open(&mut self, element: &Element<'_>) {
        self.open.push(node(element));
    }

    fn close(&mut self, _: &Element<'_>) {
        let node = self.open.pop().expect("an open element");
        if self.open.is_empty() {
            self.done = format!("{node}\n");
        } else {
            self.add(node);
        }
    }

    fn leaf(&mut self, element: &Element<'_>) {
        self.add(node(element));
    }

    fn words(&mut self, element: &Element<'_>, words: &str) {
        // The crate's own `Text` puts its words on lines of their own, and white space shows.
        let mut node = node(element);
        node.append(svg::node::Text::new(words));
        self.add(node);
    }
}

/// By the `svg` crate.
fn built(scene: &Scene, theme: &Theme, fonts: FontMode) -> String {
    let mut nodes = Nodes::default();
    document(scene, theme, fonts, &mut nodes);
    nodes.done
}

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
            assert_eq!(built(&scene(words), theme, fonts), paint(&scene(words), theme, fonts));
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
