//! Programs with slips: words and lines of the examples and cases left out, doubled, swapped, braces moved. Whatever
//! comes out is told with spans in its file, or drawn; nothing panics. `CACHEDIAG_SLIPS=20000` tries that many.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::pipeline::Format;
use std::path::{Path, PathBuf};
use support::{cases, compile, findings, programs, text_of};

/// Slips tried without being asked for more: a few seconds.
const FEW: u64 = 1_500;

/// A row of numbers without order, the same in every run (xorshift64*, Vigna 2016).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or(0) % end.max(1)
    }
}

/// Words, white space and signs, in order; joined they are the text.
fn pieces(text: &str) -> Vec<String> {
    let kind = |c: char| {
        if c.is_alphanumeric() {
            1
        } else if c == '\n' {
            2
        } else if c.is_whitespace() {
            3
        } else {
            4
        }
    };
    let mut found: Vec<String> = Vec::new();
    let mut before = 0;
    for c in text.chars() {
        let now = kind(c);
        match found.last_mut() {
            Some(last) if now == before && now != 2 && now != 4 => last.push(c),
            Some(_) | None => found.push(c.to_string()),
        }
        before = now;
    }
    found
}

fn slip(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut words = pieces(text);
    let (at, to) = (chance.below(words.len()), chance.below(words.len()));
    let (line, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(7) {
        0 => words.swap(at, to),
        1 => words.insert(to, words[at].clone()),
        2 => drop(words.drain(at..words.len().min(at + 1 + chance.below(5)))),
        3 => {
            lines.swap(line, other);
            return lines.join("\n");
        }
        4 => {
            lines.insert(other, lines[line]);
            return lines.join("\n");
        }
        5 => {
            lines.remove(line);
            return lines.join("\n");
        }
        _ => {
            let brace =
                ["{", "}", "[", "]", "\"", "}\n", " {\n", "->", ":", "@", ".", "every ", "=>"][chance.below(13)];
            words.insert(at, brace.to_owned());
        }
    }
    words.concat()
}

/// Compiles to a picture and looks at where findings stand.
fn survives(path: &Path, text: &str) {
    let outcome = std::panic::catch_unwind(|| {
        let found = findings(path, text);
        for finding in &found.list {
            let labels = finding.labels.iter().map(|l| l.span);
            let edits = finding.fixes.iter().flat_map(|f| f.edits.iter().map(|e| e.span));
            for span in std::iter::once(finding.span).chain(labels).chain(edits) {
                let inside = found.sources.get(span.file).is_some_and(|s| s.text.get(span.range()).is_some());
                assert!(inside, "{span:?} of `{}` is not in its file", finding.message);
            }
        }
        if !found.has_errors() {
            let tree = support::parse(path, text);
            let printed = cachediag::syntax::print::print(&tree.files[0]);
            let again = support::parse(path, &printed);
            let (before, after) = (tree.dump(), again.dump());
            let differing = before.lines().zip(after.lines()).find(|(a, b)| a != b);
            assert!(before == after, "printing changes the tree: {differing:?}");
            drop(compile(path, text, Format::Svg));
            drop(compile(path, text, Format::Markdown));
            drop(compile(path, text, Format::Json));
        }
    });
    if outcome.is_err() {
        panic!("{} does not survive:\n{text}", path.display());
    }
}

#[test]
fn programs_with_slips_are_told_or_drawn() {
    let all: Vec<(PathBuf, String)> =
        programs("examples").into_iter().chain(cases()).map(|path| (path.clone(), text_of(&path))).collect();
    let asked = std::env::var("CACHEDIAG_SLIPS").ok().and_then(|n| n.parse().ok());
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for _ in 0..asked.unwrap_or(FEW) {
        let (path, text) = &all[chance.below(all.len())];
        let mut wrong = text.clone();
        for _ in 0..=chance.below(3) {
            if !wrong.is_empty() {
                wrong = slip(&wrong, &mut chance);
            }
        }
        survives(path, &wrong);
    }
}
