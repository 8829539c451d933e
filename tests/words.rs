//! The grammar file, the rules above the parsers, the grammars of editors and the list of keywords say the same.

#![allow(clippy::expect_used, clippy::panic)]

use cachediag::syntax::keyword;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn grammar() -> String {
    std::fs::read_to_string(root().join("grammar/cachediag.ebnf")).expect("the grammar")
}

/// Text without comments, white space made even.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("(*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].split_once("*)").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rules of the grammar file by name.
fn rules() -> BTreeMap<String, String> {
    let text = plain(&grammar());
    text.split(" ;")
        .filter_map(|rule| rule.trim().split_once(" = "))
        .map(|(n, r)| (n.to_owned(), r.to_owned()))
        .collect()
}

/// The rules above parsers by name.
fn comments(folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            comments(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a source file");
        for line in text.lines() {
            let Some(rule) = line.trim().strip_prefix("// rule: ") else { continue };
            let rule =
                rule.strip_suffix(" ;").unwrap_or_else(|| panic!("{}: a rule without its end: {rule}", path.display()));
            let (name, body) = rule.split_once(" = ").expect("a rule has a name");
            let twice = found.insert(name.to_owned(), body.to_owned());
            assert_eq!(twice, None, "{name} stands above two parsers");
        }
    }
}

/// What stands in double quotes in a rule.
fn terminals(rule: &str) -> impl Iterator<Item = &str> {
    rule.split('"').skip(1).step_by(2)
}

#[test]
fn every_rule_above_a_parser_is_in_the_grammar() {
    let mut above = BTreeMap::new();
    comments(&root().join("src/syntax"), &mut above);
    assert!(above.len() > 60, "rules are found");
    let rules = rules();
    for (name, rule) in &above {
        assert_eq!(rules.get(name), Some(rule), "rule {name}");
    }
}

#[test]
fn every_word_of_the_grammar_is_in_the_list_and_back() {
    let units = "duration";
    let grammar: BTreeSet<String> = rules()
        .iter()
        .filter(|(name, _)| *name != units)
        .flat_map(|(_, rule)| terminals(rule).map(str::to_owned).collect::<Vec<_>>())
        .filter(|t| t.starts_with(|c: char| c.is_alphabetic()))
        .collect();
    let list: BTreeSet<String> = keyword::all().map(str::to_owned).collect();
    assert_eq!(grammar, list);
}

/// The text of a file of this repository.
fn file(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|problem| panic!("{path}: {problem}"))
}

/// Every string of a JSON value that stands below one of these names.
fn strings(value: &serde_json::Value, names: &[&str], found: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(list) => list.iter().for_each(|v| strings(v, names, found)),
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(text) if names.contains(&name.as_str()) => found.push(text.to_owned()),
                    _ => strings(value, names, found),
                }
            }
        }
        _ => {}
    }
}

/// The tokens that a grammar of tree-sitter spells out.
fn literals(rule: &serde_json::Value, found: &mut Vec<String>) {
    match rule {
        serde_json::Value::Array(list) => list.iter().for_each(|v| literals(v, found)),
        serde_json::Value::Object(fields) if rule["type"] == "STRING" => {
            found.extend(fields["value"].as_str().map(str::to_owned));
        }
        serde_json::Value::Object(fields) => fields.values().for_each(|v| literals(v, found)),
        _ => {}
    }
}

/// The words that a regular expression spells out: escapes and classes of characters left out.
fn spelt(pattern: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut rest = pattern.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' => {
                let class = matches!(rest.next(), Some('p' | 'P')) && rest.peek() == Some(&'{');
                rest.by_ref().take(if class { usize::MAX } else { 0 }).find(|c| *c == '}');
                plain.push(' ');
            }
            '[' => {
                let mut last = c;
                while let Some(c) = rest.next_if(|c| *c != ']' || last == '\\') {
                    last = if last == '\\' { ' ' } else { c };
                }
                plain.push(' ');
            }
            c => plain.push(c),
        }
    }
    let words = plain.split(|c: char| !(c.is_alphabetic() || c == '-')).map(|w| w.trim_matches('-').to_owned());
    words.filter(|w| !w.is_empty()).collect()
}

/// The grammar of an editor has every word of the language, and no other.
fn same_words(name: &str, found: impl IntoIterator<Item = String>) {
    let found: BTreeSet<String> = found.into_iter().collect();
    let list: BTreeSet<String> = keyword::all().map(str::to_owned).collect();
    let more: Vec<_> = found.difference(&list).collect();
    let less: Vec<_> = list.difference(&found).collect();
    assert!(more.is_empty() && less.is_empty(), "{name}: no words of the language: {more:?}, missing: {less:?}");
}

#[test]
fn the_grammar_of_tree_sitter_has_the_words_of_the_list() {
    let grammar = serde_json::from_str(&file("grammar/tree-sitter/src/grammar.json")).expect("JSON");
    let mut tokens = Vec::new();
    literals(&grammar, &mut tokens);
    tokens.retain(|t| t.starts_with(char::is_alphabetic));
    same_words("tree-sitter", tokens);
}

#[test]
fn the_grammar_of_textmate_has_the_words_of_the_list() {
    let grammar = serde_json::from_str(&file("editors/vscode/syntaxes/cachediag.tmLanguage.json")).expect("JSON");
    let mut patterns = Vec::new();
    strings(&grammar, &["match", "begin", "end"], &mut patterns);
    same_words("TextMate", patterns.iter().flat_map(|p| spelt(p)));
}

#[test]
fn the_definition_for_highlight_js_has_the_words_of_the_list() {
    let text = file("editors/highlightjs/cachediag.js");
    let lists = text.split_once("const WORDS = {").and_then(|(_, rest)| rest.split_once("};")).expect("the words").0;
    same_words("highlight.js", terminals(lists).map(str::to_owned));
}

#[test]
fn zed_colours_as_the_grammar_of_tree_sitter_says() {
    for name in ["highlights.scm", "injections.scm"] {
        let ours = file(&format!("grammar/tree-sitter/queries/{name}"));
        let theirs = file(&format!("editors/zed/languages/cachediag/{name}"));
        assert!(ours == theirs, "copy grammar/tree-sitter/queries/{name} to editors/zed/languages/cachediag");
    }
}

#[test]
fn no_keyword_is_listed_twice() {
    let words: Vec<&str> = keyword::KEYWORDS.iter().map(|k| k.word).collect();
    assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
}

#[test]
fn every_rule_that_is_used_is_there() {
    let rules = rules();
    let free = ["character", "newline", "space", "letter", "digit"];
    for (name, rule) in &rules {
        let bare: String = rule.split(['"', '\'']).step_by(2).collect::<Vec<_>>().join(" ");
        for word in
            bare.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|w| w.starts_with(char::is_alphabetic))
        {
            assert!(rules.contains_key(word) || free.contains(&word), "{name} uses {word}");
        }
    }
}
