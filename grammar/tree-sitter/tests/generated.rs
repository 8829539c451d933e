//! The parser is the one that the grammar gives, and reads the corpus as it was looked at.
//!
//! `CACHEDIAG_BLESS=1` writes the parser and the trees of the corpus anew. The command line program of tree-sitter, which
//! few have, is not needed.

#![allow(clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use tree_sitter_generate::{OptLevel, generate_parser_in_directory};

/// What Neovim 0.7 and newer, Helix and Zed can read.
const ABI: usize = 14;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn bless() -> bool {
    std::env::var_os("CACHEDIAG_BLESS").is_some()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()))
}

#[test]
fn the_parser_is_what_the_grammar_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = if bless() { home().join("src") } else { folder.path().to_owned() };
    let none: Option<PathBuf> = None;
    generate_parser_in_directory(home(), Some(out.clone()), none, ABI, None, None, true, OptLevel::default())
        .expect("a parser");
    for name in [
        "grammar.json",
        "node-types.json",
        "parser.c",
        "tree_sitter/alloc.h",
        "tree_sitter/array.h",
        "tree_sitter/parser.h",
    ] {
        let same = read(&out.join(name)) == read(&home().join("src").join(name));
        assert!(same, "src/{name} is not what grammar.js gives: run this test with CACHEDIAG_BLESS=1");
    }
}

/// A program of the corpus.
struct Entry {
    /// What its header says, with the lines of `=`.
    header: String,
    /// The program.
    text: String,
    /// Its tree, as written.
    tree: String,
}

const LINE: &str = "--------------------------------------------------------------------------------";

/// The programs of a file of the corpus.
fn entries(text: &str) -> Vec<Entry> {
    let ruler = "=".repeat(LINE.len());
    let parts: Vec<&str> = text.split(&format!("{ruler}\n")).skip(1).collect();
    let entry = |pair: &[&str]| {
        let [name, rest] = pair else { panic!("a header without its end: {pair:?}") };
        let (text, tree) = rest.split_once(&format!("\n{LINE}\n")).unwrap_or_else(|| panic!("{name} has no tree"));
        Entry {
            header: format!("{ruler}\n{name}{ruler}\n"),
            text: text.strip_prefix('\n').unwrap_or(text).to_owned(),
            tree: tree.trim().to_owned(),
        }
    };
    parts.chunks(2).map(entry).collect()
}

/// A tree, a node a line, without the names of fields.
fn outline(node: tree_sitter::Node<'_>, depth: usize, out: &mut String) {
    if depth > 0 {
        out.push('\n');
    }
    out.push_str(&"  ".repeat(depth));
    out.push('(');
    out.push_str(node.kind());
    let mut cursor = node.walk();
    node.named_children(&mut cursor).for_each(|child| outline(child, depth + 1, out));
    out.push(')');
}

#[test]
fn the_corpus_is_read_as_it_was_looked_at() {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_cachediag::LANGUAGE.into()).expect("the version is known");
    let mut seen = 0;
    for file in std::fs::read_dir(home().join("test/corpus")).expect("the corpus").flatten() {
        let mut spelt = Vec::new();
        for entry in entries(&read(&file.path())) {
            let tree = parser.parse(&entry.text, None).expect("a tree");
            let mut found = String::new();
            if entry.header.contains("\n:error\n") {
                assert!(tree.root_node().has_error(), "{} is read without an error", entry.header);
            } else {
                assert!(!tree.root_node().has_error(), "{} has an error", entry.header);
                outline(tree.root_node(), 0, &mut found);
            }
            if !bless() {
                assert_eq!(found, entry.tree, "{}", entry.header);
            }
            let found = if found.is_empty() { found } else { format!("{found}\n") };
            spelt.push(format!("{}\n{}\n{LINE}\n\n{found}", entry.header, entry.text));
            seen += 1;
        }
        if bless() {
            std::fs::write(file.path(), spelt.join("\n")).expect("the corpus is written");
        }
    }
    assert!(seen > 15, "only {seen} programs");
}

#[test]
fn the_queries_of_zed_fit_the_grammar() {
    let zed = home().join("../../editors/zed/languages/cachediag");
    for name in ["highlights.scm", "injections.scm"] {
        assert_eq!(read(&zed.join(name)), read(&home().join("queries").join(name)), "{name} is copied anew");
    }
    let language = tree_sitter_cachediag::LANGUAGE.into();
    for name in ["brackets.scm", "indents.scm", "outline.scm"] {
        tree_sitter::Query::new(&language, &read(&zed.join(name))).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}
