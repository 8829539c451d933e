//! Reading a text of which an older state was read before gives what reading it afresh gives, in every byte.
#![allow(clippy::unwrap_used)]

use cachediag::source::{FileId, Source};
use cachediag::syntax::{again, parse};
use std::path::Path;

/// What is typed or pasted: what opens and closes, what breaks a line, what swallows lines.
const PIECES: [&str; 20] = [
    "",
    "",
    "",
    "x",
    " ",
    "\n",
    "\r\n",
    "{",
    "}\n",
    "\n}\n",
    "\nscenario s {\n",
    "\ntext t {\n",
    "\nalt x {\n",
    "} else y {\n",
    "{\n",
    "// ",
    "/// doc\n",
    "\nuser u\n",
    "\"",
    "é[",
];

struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % end.max(1)
    }

    /// A place in a text that cuts no letter.
    fn place(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap()
    }

    /// Changes a text here or there.
    fn edit(&mut self, text: &mut String) {
        for _ in 0..=self.below(2) {
            let from = self.place(text);
            let most = [0, 0, 1, 30, 400][self.below(5)];
            let until = (from + self.below(most + 1)).min(text.len());
            let until = (until..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
            text.replace_range(from..until, PIECES[self.below(PIECES.len())]);
        }
    }
}

fn programs() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for part in ["examples", "tests/syntax", "tests/cases/language"] {
        for entry in std::fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "cd") {
                found.push((path.clone(), std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.sort();
    found.into_iter().map(|(_, text)| text).collect()
}

/// A program with a change after the other, each read on top of the one before.
fn edited(start: &str, edits: usize, chance: &mut Chance) {
    let mut text = start.to_owned();
    let mut parsed = parse(&Source::new("t.cd", text.as_str()), FileId(0));
    for turn in 0..edits {
        let older = text.clone();
        // A text that is all broken has no seams.
        if turn % 8 == 7 {
            start.clone_into(&mut text);
        } else {
            chance.edit(&mut text);
        }
        let source = Source::new("t.cd", text.as_str());
        parsed = again::parse(&older, parsed, &source, FileId(0));
        let fresh = parse(&source, FileId(0));
        assert!(parsed == fresh, "from\n{older}\nto\n{text}\n{parsed:#?}\n{fresh:#?}");
    }
}

#[test]
fn reading_again_is_reading() {
    let asked = std::env::var("CACHEDIAG_EDITS").ok().and_then(|n| n.parse().ok());
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for program in programs() {
        edited(&program, asked.unwrap_or(25), &mut chance);
    }
}

#[test]
fn what_is_far_from_a_change_is_not_read_again() {
    let program = |word: &str| format!("{}{word}\n{}", "user u\n".repeat(500), "  // y\nuser v\n".repeat(500));
    let (older, newer) = (program("user x"), program("user longer"));
    let before = parse(&Source::new("t.cd", older.as_str()), FileId(0));
    // A mark on lines that stay shows that they were kept.
    let mut marked = before.clone();
    for line in [3, 990] {
        marked.file.body.lines[line].docs.clear();
        marked.file.body.lines[line].before.clear();
        marked.file.body.lines[line].comment =
            Some(cachediag::syntax::tree::Comment { text: "kept".into(), span: cachediag::source::Span::default() });
    }
    let parsed = again::parse(&older, marked, &Source::new("t.cd", newer.as_str()), FileId(0));
    let kept = |line: usize| parsed.file.body.lines[line].comment.is_some();
    assert!(kept(3) && kept(990) && !kept(500));
}
