//! Nothing that an author writes is read as Markdown or HTML by mistake.

use super::{code, escape, inline, spell};
use crate::table::{Cell, Table};
use crate::timeline::{Style, Wording};

fn plain(text: &str) -> Wording {
    let mut wording = Wording::default();
    wording.push(text, Style::Plain);
    wording
}

#[test]
fn signs_of_markdown_are_text() {
    assert_eq!(escape("a|b", true), "a\\|b");
    assert_eq!(escape("a|b", false), "a|b");
    assert_eq!(escape("C:\\temp", true), "C:\\\\temp");
    assert_eq!(escape("`x` *y* _z_ ~w~", true), "\\`x\\` \\*y\\* \\_z\\_ \\~w\\~");
    assert_eq!(escape("[x](javascript:alert(1))", true), "\\[x\\](javascript:alert(1))");
}

#[test]
fn signs_of_html_are_text() {
    assert_eq!(escape("</td><script>&amp;", true), "&lt;/td&gt;&lt;script&gt;&amp;amp;");
    assert_eq!(escape("<!-- x -->", true), "&lt;!-- x --&gt;");
}

#[test]
fn a_cell_is_one_line() {
    assert_eq!(escape("a\nb\r\tc\u{0}d", true), "a b  cd");
    assert_eq!(inline(&Wording::marked_up("a\\nb"), true), "a<br>b");
}

#[test]
fn signs_at_the_start_are_text() {
    for (text, written) in [
        ("# x", "\\# x"),
        ("- x", "\\- x"),
        ("+ x", "\\+ x"),
        ("> x", "&gt; x"),
        ("=== x", "\\=== x"),
        ("1. x", "1\\. x"),
        ("12) x", "12\\) x"),
        ("1 x", "1 x"),
        ("  # x", "\\# x"),
    ] {
        assert_eq!(inline(&plain(text), false), written);
    }
}

#[test]
fn code_has_a_fence_that_its_text_lacks() {
    assert_eq!(code("x", true), "`x`");
    assert_eq!(code("a`b", true), "``a`b``");
    assert_eq!(code("``", true), "``` `` ```");
    assert_eq!(code("a|b", true), "`a\\|b`");
    assert_eq!(code("a|b\\", false), "`a|b\\`");
    assert_eq!(code("<b>", true), "`<b>`");
    assert_eq!(code("", true), "");
}

#[test]
fn bold_touches_its_words() {
    let mut wording = Wording::default();
    wording.push(" so ", Style::Bold);
    wording.push("it is", Style::Plain);
    assert_eq!(inline(&wording, true), "**so** it is");
}

#[test]
fn every_row_has_as_many_bars() {
    let table = Table {
        name: "t".into(),
        title: "A | B".into(),
        header: vec![plain("x|y"), plain("z")],
        rows: vec![vec![plain("a|b").into(), plain("c\nd").into()], vec![Cell::default(), plain("|").into()]],
        ..Table::default()
    };
    let spelt = spell(&table);
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut lines = spelt.lines();
    assert_eq!(lines.next(), Some("## A | B"));
    assert!(lines.skip(1).all(|line| bars(line) == 3), "{spelt}");
}
