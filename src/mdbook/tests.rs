//! Diagrams in chapters: where they stand, and what stands in their place.

#![allow(clippy::unwrap_used, clippy::panic)]

use super::chapter::{Spot, find};
use super::compose::splice;
use crate::pipeline::inset::Inset;

/// The chapter with each diagram as these blocks.
fn with(chapter: &str, blocks: &[Inset]) -> String {
    let found = find(chapter);
    let spots: Vec<(&Spot, Vec<Inset>)> = found.spots.iter().map(|spot| (spot, blocks.to_vec())).collect();
    splice(chapter, &spots, &found.escapes)
}

fn figure(chapter: &str) -> String {
    with(chapter, &[Inset::Html("<figure></figure>".into())])
}

fn table(chapter: &str) -> String {
    with(chapter, &[Inset::Markdown("| a |\n| --- |\n\nbelow".into())])
}

#[test]
fn a_fence_becomes_a_block_of_its_own() {
    assert_eq!(figure("before\n```cachediag\na -> b\n```\nbehind\n"), "before\n<figure></figure>\n\nbehind\n");
    assert_eq!(table("before\n```cachediag\n```\nbehind\n"), "before\n\n| a |\n| --- |\n\nbelow\n\nbehind\n");
    assert_eq!(figure("```cachediag,hide-source\na\n```"), "<figure></figure>");
    assert_eq!(figure("~~~~ cachediag\n```\n~~~~\n\nend"), "<figure></figure>\n\nend");
}

#[test]
fn what_stands_in_lists_and_quotes_stays_there() {
    assert_eq!(
        table("- item\n\n  ```cachediag\n  ```\n\n  more\n"),
        "- item\n\n\n  | a |\n  | --- |\n\n  below\n\n  more\n"
    );
    assert_eq!(table("1. ```cachediag\n   ```\n"), "1. | a |\n   | --- |\n\n   below\n");
    assert_eq!(
        table("> > ```cachediag\n> > ```\n> > more\n"),
        "> > | a |\n> > | --- |\n> >\n> > below\n> >\n> > more\n"
    );
    assert_eq!(figure("> - a\n>   ```cachediag\n>   x\n>   ```\n"), "> - a\n>   <figure></figure>\n");
}

#[test]
fn directives_stand_alone_and_outside_of_code() {
    assert_eq!(figure("{{#cachediag a.cd view=x}}\n"), "<figure></figure>\n");
    assert_eq!(figure("- {{#cachediag a.cd}}\n"), "- <figure></figure>\n");
    for kept in [
        "`{{#cachediag a.cd}}`\n",
        "```text\n{{#cachediag a.cd}}\n```\n",
        "<!-- {{#cachediag a.cd}} -->\n",
        "{{#cachediagram}}\n",
    ] {
        assert_eq!(figure(kept), kept);
    }
    assert_eq!(figure("see \\{{#cachediag a.cd}} here\n"), "see {{#cachediag a.cd}} here\n");
    assert!(find("see {{#cachediag a.cd}} here\n").spots.iter().all(|spot| spot.crowded));
}

#[test]
fn other_fences_stay() {
    for kept in ["```cachediagram\na\n```\n", "```rust\ncachediag\n```\n", "    ```cachediag\n    a\n", "cachediag\n"] {
        assert_eq!(figure(kept), kept);
    }
}

#[test]
fn line_ends_of_windows_stay() {
    assert_eq!(
        figure("a\r\n\r\n```cachediag\r\na -> b\r\n```\r\n\r\nb\r\n"),
        "a\r\n\r\n<figure></figure>\r\n\r\nb\r\n"
    );
}

#[test]
fn a_program_is_read_without_what_its_list_needs() {
    let found = find("> 1. a\n>    ```cachediag\n>    alice -> bob: hi\n>      bob: x\n>    ```\n");
    let text: String = found.spots.first().unwrap().pieces.iter().flatten().map(|piece| piece.text.as_str()).collect();
    assert_eq!(text, "alice -> bob: hi\n  bob: x\n");
}

#[test]
fn nothing_hidden_leaves_nothing_behind() {
    assert_eq!(with("a\n\n```cachediag\nx\n```\n\nb\n", &[]), "a\n\n\n\nb\n");
}
