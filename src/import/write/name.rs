//! Our names: of Mermaid's names, which may be any words, and of headings.

use crate::source::FileId;
use crate::syntax::token::{Lexer, Token};
use std::collections::{HashMap, HashSet};

/// Words that mean something else in statements.
const TAKEN: [&str; 7] = ["caller", "key", "every", "other", "some", "no", "sees"];

/// The names given so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: HashSet<String>,
    /// How often names like that were asked for.
    asked: HashMap<String, u32>,
}

impl Names {
    /// A name like that, given to nobody else.
    pub fn give(&mut self, words: &str) -> String {
        let plain = name(words);
        let asked = self.asked.entry(plain.clone()).or_default();
        let mut found = plain.clone();
        while self.given.contains(&found) {
            *asked += 1;
            found = format!("{plain}-{}", *asked + 1);
        }
        self.given.insert(found.clone());
        found
    }
}

/// The longest name: a text that is meant as a label is cut at a word.
const LONGEST: usize = 40;

/// A name like some words: `A2A Server` becomes `A2A-Server`.
fn name(words: &str) -> String {
    let mut out = String::new();
    for part in words.split(|c: char| !fits(c)).filter(|part| !part.is_empty()) {
        if !out.is_empty() && out.chars().count() + part.chars().count() > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(part.chars().take(LONGEST));
    }
    if out.is_empty() {
        out.push('p');
    }
    if !is_name(&out) || TAKEN.contains(&out.as_str()) {
        out.insert(0, '_');
    }
    if is_name(&out) { out } else { String::from("p") }
}

/// Whether a character may stand inside a name.
fn fits(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii() && is_name(&format!("a{c}"))
}

/// Whether a text is a name.
fn is_name(text: &str) -> bool {
    let mut lexer = Lexer::new(FileId(0), 0, text);
    let first = lexer.next().map(|lexeme| lexeme.token);
    matches!(first, Some(Token::Name(name)) if name.len() == text.len())
}
