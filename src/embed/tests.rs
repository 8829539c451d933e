//! Which comments are markers, what they say, and that nothing else changes.

use super::{Content, Found, find, splice};
use crate::source::Source;

fn found(text: &str) -> Found {
    find(&Source::new("a.md", text))
}

/// The text with `content` in every block.
fn filled(text: &str, content: &str) -> String {
    let found = found(text);
    assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
    let blocks: Vec<_> = found.blocks.iter().map(|block| (block, Content::Lines(content.to_owned()))).collect();
    splice(text, &blocks)
}

fn problems(text: &str) -> Vec<String> {
    let source = Source::new("a.md", text);
    find(&source).diagnostics.iter().map(|d| format!("{} {}", d.code.id(), source.slice(d.span))).collect()
}

#[test]
fn a_block_is_filled_and_nothing_else_changes() {
    let text = "# Title  \n\n<!-- cachediag a.cd view=matrix -->\nold\n<!-- /cachediag -->\n\tafter  \n";
    let once = filled(text, "| a |\n| - |\n");
    let expected =
        "# Title  \n\n<!-- cachediag a.cd view=matrix -->\n\n| a |\n| - |\n\n<!-- /cachediag -->\n\tafter  \n";
    assert_eq!(once, expected);
    assert_eq!(filled(&once, "| a |\n| - |\n"), once);
}

#[test]
fn markers_that_touch_are_filled() {
    let text = "<!-- cachediag a.cd --><!-- /cachediag -->";
    assert_eq!(filled(text, "x"), "<!-- cachediag a.cd -->\n\nx\n\n<!-- /cachediag -->");
    let text = "a\r\n\r\n<!-- cachediag a.cd -->\r\n<!-- /cachediag -->\r\nb";
    assert_eq!(filled(text, "x\ny"), "a\r\n\r\n<!-- cachediag a.cd -->\r\n\r\nx\r\ny\r\n\r\n<!-- /cachediag -->\r\nb");
}

#[test]
fn lists_and_quotations_go_on() {
    let text = "- <!-- cachediag a.cd -->\n  <!-- /cachediag -->\n";
    assert_eq!(filled(text, "x\ny"), "- <!-- cachediag a.cd -->\n\n  x\n  y\n\n  <!-- /cachediag -->\n");
    let text = "> 1. <!-- cachediag a.cd -->\n>    <!-- /cachediag -->\n";
    assert_eq!(filled(text, "x"), "> 1. <!-- cachediag a.cd -->\n>\n>    x\n>\n>    <!-- /cachediag -->\n");
}

#[test]
fn within_a_line_a_piece_stands() {
    let text = "See <!-- cachediag a.cd -->this<!-- /cachediag --> here.\n";
    assert_eq!(filled(text, "x\n"), "See <!-- cachediag a.cd -->x<!-- /cachediag --> here.\n");
}

#[test]
fn what_is_shown_as_code_is_no_marker() {
    for text in [
        "```md\n<!-- cachediag a.cd -->\n```\n",
        "    <!-- cachediag a.cd -->\n",
        "a `<!-- cachediag a.cd -->` b\n",
        "~~~\n<!-- /cachediag -->\n~~~\n",
        "<!-- cachediagram a.cd -->\n",
        "\\<!-- cachediag a.cd -->\n",
    ] {
        let found = found(text);
        assert!(found.blocks.is_empty() && found.diagnostics.is_empty(), "{text}");
    }
}

#[test]
fn a_marker_says_what_is_wanted() {
    let text =
        "<!-- cachediag \"my shop.cd\" view=a view=\"b!\"\n  alt=\"two words\" to=x.svg -->\n<!-- /cachediag -->\n";
    let found = found(text);
    let marker = &found.blocks.first().expect("a block").marker;
    let words = |word: &super::Word| word.text.clone();
    assert_eq!(marker.file.as_ref().map(words).as_deref(), Some("my shop.cd"));
    assert_eq!(marker.views.iter().map(words).collect::<Vec<_>>(), ["a", "b!"]);
    assert_eq!(marker.alt.as_ref().map(words).as_deref(), Some("two words"));
    let to = marker.to.as_ref().expect("a file");
    assert_eq!(text.get(to.span.range()), Some("to=x.svg"));
}

#[test]
fn halves_must_match() {
    assert_eq!(problems("<!-- cachediag a.cd -->\nx\n"), ["E607 <!-- cachediag a.cd -->"]);
    assert_eq!(problems("x\n\n<!-- /cachediag -->\n"), ["E607 <!-- /cachediag -->"]);
    let nested = "<!-- cachediag a.cd -->\n\n<!-- cachediag b.cd -->\n\n<!-- /cachediag -->\n";
    assert_eq!(problems(nested), ["E607 <!-- cachediag b.cd -->"]);
    assert_eq!(problems("<!-- cachediag a.cd --\n"), ["E607 <!-- cachediag a.cd --"]);
}

#[test]
fn options_must_be_known() {
    let marker = |words: &str| format!("<!-- cachediag {words} -->\n<!-- /cachediag -->\n");
    for (words, place) in [
        ("a.cd veiw=x", "veiw"),
        ("a.cd b.cd", "b.cd"),
        ("a.cd to=x.svg to=y.svg", "to=y.svg"),
        ("a.cd view=", "view="),
        ("a.cd alt=\"x", "alt=\"x"),
    ] {
        assert_eq!(problems(&marker(words)), [format!("E608 {place}")], "{words}");
    }
}

#[test]
fn a_program_keeps_its_places() {
    let text =
        "Hello\n\n> ```cachediag\n> a -> b: x\n>   b --> a: y\n> ```\n\n<!-- cachediag -->\n<!-- /cachediag -->\n";
    let found = found(text);
    let fence = found.fences.first().expect("a program");
    assert_eq!(fence.program.line_text(4), "  a -> b: x");
    assert_eq!(fence.program.line_text(5), "    b --> a: y");
    assert_eq!(fence.program.text.trim_start().lines().next(), Some("a -> b: x"));
    assert_eq!(found.blocks.first().and_then(|block| block.above), Some(0));
}
