//! Tables made of nouns by hand, as Markdown.

use super::{bounds, matrix, storages};
use crate::model::Model;
use crate::pipeline;
use crate::render::markdown::spell;
use crate::source::Source;
use crate::timeline::bound::{Bound, Share};
use crate::timeline::reach::{Cell, Column, Mark, Matrix, Row};

fn model(program: &str) -> Model {
    let checked = pipeline::parse(Source::new("t.cd", program), &mut pipeline::no_imports).check();
    assert!(!checked.findings.has_errors(), "{:?}", checked.findings.list);
    checked.model
}

fn column(name: &str, label: &str) -> Column {
    Column { storage: name.into(), label: label.into() }
}

fn cell(mark: Mark, worse: bool, notes: &[&str]) -> Cell {
    Cell { mark, worse, notes: notes.iter().map(|note| (*note).into()).collect() }
}

#[test]
fn a_matrix_has_signs_footnotes_and_a_legend() {
    let cells = vec![
        cell(Mark::Some, false, &["only alice's"]),
        cell(Mark::Some, true, &["only isp a", "only alice's"]),
        cell(Mark::Nothing, false, &[]),
        cell(Mark::Never, false, &[]),
    ];
    let matrix = Matrix {
        columns: vec![column("q", "Query"), column("p", "Proxy"), column("c", "CDN"), column("db", "db")],
        rows: vec![Row { method: "refetch".into(), label: "refetch, no-cache".into(), cells }],
        ..Matrix::default()
    };
    let program = "resource a\nstorage db [origin]\nuser alice\nmethod refetch [by=user] {\n  caller => GET key\n}\n";
    let table = matrix::tabulate(&model(program), &matrix).unwrap();
    assert_eq!(
        spell(&table),
        "## Invalidation matrix\n\n\
         | Method | Query | Proxy | CDN | db |\n\
         | --- | :-: | :-: | :-: | :-: |\n\
         | refetch, no-cache (`refetch`), by a user | ✓\\*<sup>1</sup> | ✓\\*!<sup>2 1</sup> |  | ★ |\n\
         \n1. only alice's\n2. only isp a\n\n\
         ★ nothing is outdated there before · ✓\\* only some are, or only in some runs · \
         ! in some run an outdated copy is stored anew as fresh\n"
    );
}

#[test]
fn an_empty_matrix_is_no_table() {
    let model = model("resource a\nstorage db [origin]\n");
    assert_eq!(matrix::tabulate(&model, &Matrix::default()), None);
}

#[test]
fn a_row_that_is_too_short_is_filled_up() {
    let row = Row { method: "m".into(), label: "m".into(), cells: Vec::new() };
    let matrix = Matrix { columns: vec![column("a", "a"), column("b", "b")], rows: vec![row], ..Matrix::default() };
    let table = matrix::tabulate(&Model::default(), &matrix).unwrap();
    assert!(table.rows.iter().all(|row| row.len() == 3));
}

#[test]
fn labels_are_data() {
    let evil = "a | b\n<script>alert(1)</script>";
    let matrix = Matrix {
        columns: vec![column("a", evil)],
        rows: vec![Row { method: "m".into(), label: evil.into(), cells: vec![cell(Mark::All, false, &[evil])] }],
        ..Matrix::default()
    };
    let spelt = spell(&matrix::tabulate(&Model::default(), &matrix).unwrap());
    assert!(!spelt.contains("<script"), "{spelt}");
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    assert!(spelt.lines().filter(|line| line.starts_with('|')).all(|line| bars(line) == 3), "{spelt}");
}

#[test]
fn a_bound_names_what_adds_up_to_it() {
    let share = |names: &[&str], millis, why: &str| Share {
        storages: names.iter().map(|name| (*name).into()).collect(),
        millis,
        why: why.into(),
    };
    let bound = |resource: &str, millis, shares, undeclared: &[&str]| Bound {
        readers: vec!["ann".into(), "ben".into()].into(),
        resource: resource.into(),
        millis,
        shares,
        undeclared: undeclared.iter().map(|name| (*name).into()).collect(),
    };
    let found = [
        bound(
            "a",
            Some(90_050),
            vec![share(&["disk", "cdn"], Some(90_000), "max-age=90s"), share(&[], Some(50), "one read")],
            &["db"],
        ),
        bound("b", None, vec![share(&["app"], None, "nothing limits it")], &["db"]),
        bound("c", Some(0), vec![], &["db"]),
    ];
    let model =
        model("resource a\nresource b\nresource c\nresource d\nstorage db [origin]\nuser ann\nuser ben\nuser cem\n");
    let table = bounds::tabulate(&model, &found).unwrap();
    assert_eq!(
        spell(&table),
        "## Staleness bounds\n\n\
         | Resource | Read by | Outdated for at most | Which adds up from |\n\
         | --- | --- | --- | --- |\n\
         | `a` | ann, ben | **1m 30s 50ms**<sup>1</sup> | `disk`, `cdn`: 90s (max-age=90s)<br>50ms (one read) |\n\
         | `b` | ann, ben | **unbounded** | `app`: **without end** (nothing limits it) |\n\
         | `c` | ann, ben | **0s**<sup>1</sup> | nothing on the way keeps a copy |\n\
         | `d` | everyone | **not told** | there are more ways, or more answers that differ, than are looked at |\n\
         \n1. counts no time for the way to `db`, where no latency is declared\n"
    );
}

#[test]
fn the_storages_table_says_who_shares_what() {
    let program = "resource a\nstorage proxy [per=isp]\nstorage disk [per=profile]\nstorage db [origin]\n\
                   user alice [isp=a]\nuser bob [isp=a]\nuser carol [isp=b]\nuser alice-2 [profile=alice]\n";
    let model = model(program);
    let shared: Vec<String> = model.storages.iter().map(|storage| storages::shared(storage, &model)).collect();
    assert_eq!(shared[0], "alice, bob and alice-2 (isp=a); carol (isp=b)");
    assert_eq!(shared[1], "all pages of one browser profile; alice and alice-2 (profile=alice)");
    assert_eq!(shared[2], "everyone");
}
