//! The grammar accepts what the compiler accepts, and nothing else, while people type too: all examples, all cases, the pages of errors, and all of
//! these with a few tokens changed.

#![allow(clippy::expect_used, clippy::panic)]

use cachediag::diagnostic::Code;
use cachediag::source::{FileId, Source};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn parser() -> tree_sitter::Parser {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_cachediag::LANGUAGE.into()).expect("the library reads the version of the parser");
    parser
}

/// All files below a folder with that ending.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && path.file_name().is_none_or(|n| n != "node_modules" && n != "target") {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
}

/// Every program of the repository, with where it stands.
fn programs() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for folder in ["examples", "tests", "benches"] {
        files(&root().join(folder), "cd", &mut paths);
    }
    let mut found: Vec<(String, String)> = paths
        .into_iter()
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("a program")))
        .collect();
    let mut pages = Vec::new();
    files(&root().join("src/diagnostic/explain"), "md", &mut pages);
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a page");
        for (i, fence) in text.split("```cd\n").skip(1).enumerate() {
            let program = fence.split("```").next().unwrap_or_default().to_owned();
            found.push((format!("{} {}", page.display(), i + 1), program));
        }
    }
    found.sort();
    assert!(found.len() > 400, "only {} programs are found", found.len());
    found
}

/// The first syntax error of the compiler. Limits on nesting and size are its own.
fn compiler(text: &str) -> Option<String> {
    let parsed = cachediag::syntax::parse(&Source::new("test.cd", text), FileId(0));
    let limits = [Code::TooDeep, Code::EmptyFile];
    let first = parsed.diagnostics.iter().find(|d| !limits.contains(&d.code))?;
    Some(format!("{} {}", first.code.id(), first.message))
}

/// The first error in a tree. What is missing may be a token that no tree shows.
fn error(node: tree_sitter::Node<'_>) -> Option<String> {
    if !node.has_error() {
        return None;
    }
    let mut cursor = node.walk();
    let inside = node.children(&mut cursor).find_map(error);
    inside.or_else(|| Some(format!("{} at {}", node.kind(), node.start_position())))
}

/// Where the two disagree.
fn disagreement(parser: &mut tree_sitter::Parser, text: &str) -> Option<String> {
    let tree = parser.parse(text, None).expect("a tree");
    let ours = error(tree.root_node());
    let theirs = compiler(text);
    match (ours, theirs) {
        (None, None) | (Some(_), Some(_)) => None,
        (Some(ours), None) => Some(format!("only the grammar refuses: {ours}")),
        (None, Some(theirs)) => Some(format!("only the compiler refuses: {theirs}")),
    }
}

#[test]
fn the_grammar_accepts_what_the_compiler_accepts() {
    let mut parser = parser();
    let wrong: Vec<String> = programs()
        .iter()
        .filter_map(|(name, text)| disagreement(&mut parser, text).map(|d| format!("{name}: {d}")))
        .collect();
    assert!(wrong.is_empty(), "{} programs:\n{}", wrong.len(), wrong.join("\n"));
}

/// The words, signs and ends of lines of a text, with what stands between them.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let kind = |c: char| match c {
        '\n' => 0,
        c if c.is_whitespace() => 1,
        c if c.is_alphanumeric() || c == '_' => 2,
        _ => 3,
    };
    let mut last = 3;
    for (at, c) in text.char_indices() {
        let now = kind(c);
        if at > start && (now != last || now == 0 || now == 3) {
            found.push(&text[start..at]);
            start = at;
        }
        last = now;
    }
    found.push(&text[start..]);
    found
}

/// A program with one piece left out, doubled, or put in the place of another: what people type on the way. Which one
/// depends on `seed` alone.
fn changed(text: &str, seed: u64) -> String {
    let mut pieces = pieces(text);
    let number = |salt: u64| {
        let mixed = (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        usize::try_from((mixed >> 33) % pieces.len() as u64).unwrap_or(0)
    };
    let (one, other) = (number(1), number(2));
    match seed % 3 {
        0 => {
            pieces.remove(one);
        }
        1 => pieces.insert(one, pieces[one]),
        _ => pieces[one] = pieces[other],
    }
    pieces.concat()
}

#[test]
fn the_grammar_accepts_what_the_compiler_accepts_of_programs_with_a_slip() {
    let mut parser = parser();
    let (mut tried, mut wrong) = (0, Vec::new());
    for (name, text) in programs().iter().filter(|(_, text)| text.len() < 8_000) {
        for seed in 0..SLIPS {
            let slip = changed(text, seed);
            tried += 1;
            if let Some(found) = disagreement(&mut parser, &slip) {
                let lines = text.lines().zip(slip.lines()).position(|(a, b)| a != b).unwrap_or(0);
                let near: Vec<&str> = slip.lines().skip(lines).take(2).collect();
                wrong.push(format!("{name}, slip {seed}, line {}: {found}\n    {}", lines + 1, near.join("\n    ")));
            }
        }
    }
    let shown = wrong.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} of {tried}:\n{shown}", wrong.len());
}

/// How many slips are tried in each program.
const SLIPS: u64 = 20;

/// What changed from one text to another: all between what they begin and end with.
fn edit(old: &str, new: &str) -> tree_sitter::InputEdit {
    let start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - start;
    let same = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - same, new.len() - same);
    let point = |text: &str, at: usize| {
        let before = &text.as_bytes()[..at];
        let row = before.iter().filter(|b| **b == b'\n').count();
        let column = before.iter().rev().take_while(|b| **b != b'\n').count();
        tree_sitter::Point { row, column }
    };
    tree_sitter::InputEdit {
        start_byte: start,
        old_end_byte: old_end,
        new_end_byte: new_end,
        start_position: point(old, start),
        old_end_position: point(old, old_end),
        new_end_position: point(new, new_end),
    }
}

#[test]
fn a_tree_that_follows_edits_is_that_of_the_text() {
    let mut parser = parser();
    for (name, text) in programs().iter().filter(|(_, text)| text.len() < 8_000) {
        let (mut now, mut tree) = (text.clone(), parser.parse(text, None).expect("a tree"));
        // How far an error reaches depends on where reading began.
        if tree.root_node().has_error() {
            continue;
        }
        for seed in 0..8 {
            // Typed, then taken back.
            for next in [changed(text, seed), text.clone()] {
                tree.edit(&edit(&now, &next));
                tree = parser.parse(&next, Some(&tree)).expect("a tree");
                now = next;
            }
            let fresh = parser.parse(&now, None).expect("a tree");
            let same = tree.root_node().to_sexp() == fresh.root_node().to_sexp();
            assert!(same, "{name}, slip {seed}: {}\n{}", tree.root_node().to_sexp(), fresh.root_node().to_sexp());
        }
    }
}

#[test]
fn long_lines_cost_linear_time() {
    let mut parser = parser();
    let slashes = format!("given a = @v in b [{}]\n", vec!["c=/x"; 20_000].join(", "));
    let quotes = format!("alice -> bob: {}\n", "\" ` [ ".repeat(50_000));
    for text in [slashes, quotes] {
        // A cost that grows with the square would be minutes here; the test then does not end.
        assert!(!parser.parse(&text, None).expect("a tree").root_node().has_error());
    }
}

#[test]
fn queries_name_what_there_is() {
    let language = tree_sitter_cachediag::LANGUAGE.into();
    for (name, query) in [
        ("highlights", tree_sitter_cachediag::HIGHLIGHTS_QUERY),
        ("folds", tree_sitter_cachediag::FOLDS_QUERY),
        ("indents", tree_sitter_cachediag::INDENTS_QUERY),
        ("injections", tree_sitter_cachediag::INJECTIONS_QUERY),
        ("locals", tree_sitter_cachediag::LOCALS_QUERY),
    ] {
        let query = tree_sitter::Query::new(&language, query).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(query.pattern_count() > 0, "{name} is empty");
    }
}

/// Every leaf of a tree that is no white space.
fn leaves<'t>(node: tree_sitter::Node<'t>, found: &mut Vec<tree_sitter::Node<'t>>) {
    if node.child_count() == 0 {
        found.push(node);
    }
    let mut cursor = node.walk();
    node.children(&mut cursor).for_each(|child| leaves(child, found));
}

#[test]
fn every_word_of_the_examples_is_highlighted() {
    use tree_sitter::StreamingIterator;
    let language = tree_sitter_cachediag::LANGUAGE.into();
    let query = tree_sitter::Query::new(&language, tree_sitter_cachediag::HIGHLIGHTS_QUERY).expect("the query");
    let mut parser = parser();
    for (name, text) in programs().iter().filter(|(name, text)| name.contains("examples") && !text.is_empty()) {
        let tree = parser.parse(text, None).expect("a tree");
        let mut lit = vec![false; text.len()];
        let mut cursor = tree_sitter::QueryCursor::new();
        let mut captures = cursor.captures(&query, tree.root_node(), text.as_bytes());
        while let Some((found, index)) = captures.next() {
            lit[found.captures[*index].node.byte_range()].fill(true);
        }
        let mut words = Vec::new();
        leaves(tree.root_node(), &mut words);
        for word in words.iter().filter(|w| w.kind() != "markdown" && !text[w.byte_range()].trim().is_empty()) {
            assert!(lit[word.start_byte()], "{name}: {} `{}`", word.start_position(), &text[word.byte_range()]);
        }
    }
}
