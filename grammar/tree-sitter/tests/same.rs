//! The grammar accepts what the compiler accepts, and nothing else: all examples, all cases, the pages of errors, and all of
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

/// The first error in a tree.
fn error(node: tree_sitter::Node<'_>) -> Option<String> {
    if node.is_error() || node.is_missing() {
        return Some(format!("{} at {}", node.kind(), node.start_position()));
    }
    let mut cursor = node.walk();
    node.children(&mut cursor).filter(tree_sitter::Node::has_error).find_map(error)
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
