//! What holds of every PDF.

use super::paint;
use crate::font::{Face, Glyphs};
use crate::scene::{Anchor, Area, Group, Ink, Mark, Scene, Text};
use crate::theme;
use flate2::read::ZlibDecoder;
use std::io::Read;

fn text(content: &str) -> Mark {
    Mark::Text(Text {
        x: 10.0,
        y: 20.0,
        anchor: Anchor::Start,
        face: Face::Regular,
        size: 13.0,
        ink: Ink::Text,
        content: content.into(),
        width: 50.0,
        class: None,
        leftwards: false,
    })
}

fn scene(marks: Vec<Mark>) -> Scene {
    Scene { width: 200.0, height: 100.0, title: "A picture".into(), desc: "of tests".into(), marks, ..Scene::default() }
}

fn painted(scene: &Scene) -> Vec<u8> {
    paint(scene, theme::find("auto").unwrap()).unwrap()
}

/// The document with its streams unpacked, but for those that are no text.
fn told(scene: &Scene) -> String {
    let bytes = painted(scene);
    let find = |from: usize, words: &[u8]| {
        bytes[from..].windows(words.len()).position(|window| window == words).map(|place| from + place)
    };
    let (mut told, mut at) = (String::new(), 0);
    while let Some(start) = find(at, b"stream\n") {
        let end = find(start, b"\nendstream").unwrap();
        told.push_str(&String::from_utf8_lossy(&bytes[at..start]));
        let mut unpacked = Vec::new();
        ZlibDecoder::new(&bytes[start + 7..end]).read_to_end(&mut unpacked).unwrap();
        told.push_str(&String::from_utf8_lossy(&unpacked));
        at = end + b"\nendstream".len();
    }
    told.push_str(&String::from_utf8_lossy(&bytes[at..]));
    told
}

fn group(class: &'static str, label: &str, marks: Vec<Mark>) -> Group {
    Group { class, label: label.into(), marks, ..Group::default() }
}

#[test]
fn nothing_tells_when_it_was_made() {
    let scene = scene(vec![text("hello")]);
    let bytes = painted(&scene);
    assert_eq!(bytes, painted(&scene));
    assert!(bytes.starts_with(b"%PDF-1.7") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
    let told = told(&scene);
    assert!(!told.contains("Date") && told.contains("/Title(A picture)"), "{told}");
}

#[test]
fn every_object_is_where_the_table_says() {
    let bytes = painted(&scene(vec![text("hello"), text("мир")]));
    let told = String::from_utf8_lossy(&bytes[bytes.len() - 2000.min(bytes.len())..]).into_owned();
    let start: usize = told.rsplit("startxref").next().unwrap().split_whitespace().next().unwrap().parse().unwrap();
    let table = String::from_utf8_lossy(&bytes[start..]).into_owned();
    let entries = table.lines().filter(|line| line.trim_end().ends_with(" n"));
    let mut count = 0;
    for (number, entry) in (1..).zip(entries) {
        let at: usize = entry.split(' ').next().unwrap().parse().unwrap();
        assert!(bytes[at..].starts_with(format!("{number} 0 obj").as_bytes()), "object {number}");
        count += 1;
    }
    assert!(count > 10, "only {count} objects");
}

#[test]
fn the_page_is_as_large_as_the_picture() {
    let told = |width, height| told(&Scene { width, height, ..scene(vec![]) });
    assert!(told(200.0, 100.0).contains("/MediaBox[0 0 150 75]"), "{}", told(200.0, 100.0));
    assert!(!told(200.0, 19_200.0).contains("UserUnit"));
    let long = told(200.0, 90_000.0);
    assert!(long.contains("/UserUnit 5") && long.contains("/MediaBox[0 0 30 13500]"), "{long}");
}

#[test]
fn glyphs_stand_for_what_the_author_wrote() {
    let told = told(&scene(vec![text("a\u{a0}b c")]));
    for code in ["<0001> <0061>", "<0002> <00A0>", "<0003> <0062>", "<0004> <0020>", "<0005> <0063>"] {
        assert!(told.contains(code), "{code} is missing in {told}");
    }
    assert!(told.contains("+CachediagSans-Regular") && !told.contains("CachediagMono"), "{told}");
}

#[test]
fn letters_and_marks_are_told_apart_or_together() {
    let mut glyphs = Glyphs::new();
    for content in ["office", "e\u{301}a", "x\u{304}", "Žluť\u{326}", "✓\u{fe0f} fine", ""] {
        let told: String = glyphs.of(content, Face::Regular).iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(told, content.replace('\u{fe0f}', ""));
    }
}

#[test]
fn glyphs_stand_as_far_as_they_were_measured() {
    let (mut glyphs, mut measure) = (Glyphs::new(), crate::font::Measure::new());
    for (content, face) in [("AVATAR To Wa, fi", Face::Regular), ("Тоска, ΑΥ", Face::SemiBold), ("GET → 1", Face::Mono)]
    {
        // Where the last one ends, kerning with what follows aside.
        let last = glyphs.of(content, face).pop().unwrap();
        let end = f64::from(last.x + last.width) * 13.0 / 1000.0;
        assert!((end - measure.width(content, face, 13.0)).abs() < 0.01, "{content}");
    }
}

#[test]
fn a_character_without_a_glyph_is_a_box_that_can_be_copied() {
    let told = told(&scene(vec![text("see 漢字")]));
    assert!(told.contains("<6F22>") && told.contains("<5B57>"), "{told}");
    assert_eq!(told.matches("3 Tr").count(), 2, "{told}");
}

#[test]
fn links_lead_to_pages_only() {
    let linked = |href: &str| {
        let group = Group { href: Some(href.into()), ..group("node", "", vec![text("there")]) };
        told(&scene(vec![Mark::Group(Box::new(group))]))
    };
    assert!(
        linked("https://example.org/ä b?c=(d)").contains(r"/URI(https://example.org/%C3%A4%20b?c=\(d\))")
            || linked("https://example.org/ä b?c=(d)").contains("/URI(https://example.org/%C3%A4%20b?c=(d))")
    );
    assert!(linked("shop.html#a").contains("/URI(shop.html#a)"));
    for bad in ["javascript:alert(1)", "java\nscript:alert(1)", "file:///etc/passwd", "data:text/html,x"] {
        let told = linked(bad);
        assert!(!told.contains("/URI") && !told.contains("/Annots"), "{told}");
    }
}

#[test]
fn what_fades_is_seen_through_as_a_whole() {
    let rect = Mark::Rect {
        area: Area::new(10.0, 10.0, 50.0, 40.0),
        radius: 3.0,
        fill: Some(Ink::Paper),
        stroke: None,
        class: None,
    };
    let group = Group { opacity: Some(0.4), ..group("step", "", vec![rect, text("faded")]) };
    let told = told(&scene(vec![Mark::Group(Box::new(group.clone())), Mark::Group(Box::new(group))]));
    assert!(told.contains("/A40 gs") && told.contains("/G0 Do") && told.contains("/G1 Do"), "{told}");
    assert!(told.contains("/ca 0.4") && told.contains("/S/Transparency"), "{told}");
    assert!(told.contains("/BBox[6 6 "), "{told}");
}

#[test]
fn chapters_and_pictures_are_bookmarks() {
    let chapter = |label: &str, y: f64| {
        let mut mark = Mark::Group(Box::new(group("step divider", label, vec![text(label)])));
        mark.shift(0.0, y);
        mark
    };
    let marks = vec![chapter("Start", 0.0), chapter("Ende – gut", 30.0), chapter("Again", 60.0)];
    let one = told(&scene(marks.clone()));
    assert!(!one.contains("/Outlines"), "a picture without a heading has nothing to be below of");
    let headings = vec![("Eins".to_owned(), 0.0), ("Zwei".to_owned(), 50.0)];
    let told = told(&Scene { headings, ..scene(marks) });
    assert!(told.contains("/Outlines") && told.contains("/Title(Start)") && told.contains("/Title(Zwei)"), "{told}");
    assert_eq!(told.matches("/XYZ").count(), 5, "{told}");
    assert!(told.contains("/Count 2") && told.contains("/Count 1") && told.contains("/Count 5"), "{told}");
}
