//! Every table has its cells inside the picture, apart from each other, and in reading order.

use super::{Options, lay_out};
use crate::font::Measure;
use crate::scene::{Area, Mark, Scene, Text};
use crate::table::{Align, Cell, Sign, Table};
use crate::timeline::Wording;
use crate::timeline::reach::Mark as Reach;

fn words(text: &str) -> Wording {
    Wording::marked_up(text)
}

fn sign(mark: Reach, worse: bool, notes: &[usize]) -> Cell {
    Cell { sign: Some(Sign { mark, worse }), notes: notes.to_vec(), ..Cell::default() }
}

/// A matrix with every sign.
fn matrix() -> Table {
    let signs = [
        sign(Reach::Never, false, &[]),
        sign(Reach::All, false, &[]),
        sign(Reach::Some, false, &[1]),
        sign(Reach::Some, true, &[1, 2]),
        sign(Reach::All, true, &[]),
        sign(Reach::Nothing, true, &[3]),
        Cell::default(),
    ];
    let row = |name: &str, turn: usize| {
        let mut cells = vec![Cell::from(words(name))];
        cells.extend(signs.iter().cycle().skip(turn).take(signs.len()).cloned());
        cells
    };
    let heads =
        ["Method", "React Query memory", "localStorage", "Browser disk cache", "ISP proxy", "CDN", "memory", "db"];
    let mut aligns = vec![Align::Left];
    aligns.resize(heads.len(), Align::Middle);
    Table {
        name: "matrix".into(),
        title: "Invalidation matrix".into(),
        header: heads.map(words).to_vec(),
        aligns,
        rows: vec![
            row("React Query invalidateQueries (`invalidateQueries`), by a user", 0),
            row("refetch with Cache-Control: no-cache", 2),
            row("invalidateCache", 5),
        ],
        footnotes: ["only the caller's browser", "only ISP a", "in runs where instance 2 answers"].map(words).to_vec(),
        legend: [("★", "nothing is outdated there before"), ("✓", "reached"), ("✓*", "some"), ("!", "worse")]
            .map(|(sign, meaning)| (sign.to_owned(), words(meaning)))
            .to_vec(),
    }
}

/// Words that nobody expects in a table.
fn unruly() -> Table {
    let long = "w".repeat(400);
    let cells = [
        "a | b",
        "<script>alert(1)</script>",
        "",
        &long,
        "one\\ntwo\\n\\nthree",
        "שלום עולם",
        "`/nodes/{id}` **bold**",
    ];
    Table {
        name: "t".into(),
        title: "A & B <i>".into(),
        header: cells.map(words).to_vec(),
        rows: vec![cells.map(|text| words(text).into()).to_vec(), vec![Cell::default(); 7]],
        footnotes: vec![words(&"long note ".repeat(60))],
        legend: vec![("?".into(), words(&"meaning ".repeat(60)))],
        ..Table::default()
    }
}

fn drawn(table: &Table) -> Scene {
    let options = Options { program: Some(&words("A program")), limit: 4e6 };
    lay_out(table, &options, &mut Measure::new()).unwrap()
}

fn texts<'s>(marks: &'s [Mark], found: &mut Vec<&'s Text>) {
    for mark in marks {
        match mark {
            Mark::Text(text) => found.push(text),
            Mark::Group(group) => texts(&group.marks, found),
            Mark::Rect { .. } | Mark::Line { .. } | Mark::Path { .. } | Mark::Ellipse { .. } | Mark::Hatch { .. } => {}
        }
    }
}

#[test]
fn no_text_lies_over_another_or_outside() {
    for table in [matrix(), unruly(), Table::default()] {
        let scene = drawn(&table);
        let canvas = Area::new(0.0, 0.0, scene.width, scene.height);
        let mut found = Vec::new();
        texts(&scene.marks, &mut found);
        for (place, text) in found.iter().enumerate() {
            assert!(canvas.contains(&text.area()), "{:?} is outside", text.content);
            for other in found.iter().skip(place + 1) {
                let apart = !text.area().grown(-0.6).overlaps(&other.area().grown(-0.6));
                assert!(apart, "{:?} lies over {:?}", text.content, other.content);
            }
        }
    }
}

#[test]
fn a_table_is_no_wider_than_a_slide() {
    assert!(drawn(&matrix()).width <= 1_400.0);
    assert!(drawn(&unruly()).width <= 1_400.0);
}

#[test]
fn rows_are_spoken_in_reading_order() {
    let scene = drawn(&matrix());
    let said: Vec<&str> = scene
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Group(group) => Some(group.label.as_str()),
            Mark::Text(_)
            | Mark::Rect { .. }
            | Mark::Line { .. }
            | Mark::Path { .. }
            | Mark::Ellipse { .. }
            | Mark::Hatch { .. } => None,
        })
        .collect();
    assert!(said[0].starts_with("Columns: Method, React Query memory"), "{said:?}");
    assert!(said[2].contains("React Query memory: some copies are reached, note 1"), "{said:?}");
    assert!(said[2].contains("localStorage: some copies are reached, and may get worse, note 1 and 2"), "{said:?}");
    assert!(scene.desc.contains("invalidateCache."), "{}", scene.desc);
    assert_eq!(scene.title, "A program: Invalidation matrix");
}

#[test]
fn what_nobody_reads_is_refused() {
    let table = Table { header: vec![words("a")], rows: vec![vec![Cell::default()]; 200_001], ..Table::default() };
    assert!(lay_out(&table, &Options { program: None, limit: 4e6 }, &mut Measure::new()).is_err());
}
