//! Random edits: what the server has after ten thousand is what a fresh server reads in the same text.

use super::client::greeted;
use serde_json::{Value, json};

struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % end.max(1)
    }
}

/// What is typed: pieces of programs, ends of lines of both kinds, rare letters.
const PIECES: [&str; 24] = [
    "",
    "",
    "",
    "a",
    " ",
    "\n",
    "\r\n",
    "alice",
    " -> ",
    "db",
    ": ",
    "{",
    "}\n",
    "[",
    "]",
    "@v",
    "🦀",
    "é",
    "\"",
    "=> GET /nodes/1",
    "\nscenario s {\n",
    "// x",
    "user u\n",
    "expect ",
];

/// The lines of a text as UTF-16 without their ends, and where the next ones start.
fn places(text: &str) -> Vec<usize> {
    text.split('\n').map(|line| line.trim_end_matches('\r').encode_utf16().count()).collect()
}

/// The byte of a place, counted another way than the server does: letter by letter from the start.
fn byte(text: &str, line: usize, character: usize) -> usize {
    let (mut at_line, mut at_character) = (0, 0);
    for (byte, letter) in text.char_indices() {
        // The middle of a rare letter is no place that a client names.
        if (at_line, at_character) >= (line, character) {
            return byte;
        }
        if letter == '\n' {
            (at_line, at_character) = (at_line + 1, 0);
        } else {
            at_character += letter.len_utf16();
        }
    }
    text.len()
}

pub fn do_not_drift() {
    let asked = std::env::var("CACHEDIAG_EDITS").ok().and_then(|n| n.parse().ok());
    let edits: usize = asked.unwrap_or(10_000);
    let (mut client, _) = greeted("utf-16");
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let start = include_str!("../../examples/hello.cd").to_owned() + include_str!("../../examples/two-tabs.cd");
    let mut text = start.clone();
    client.open("a.cd", &text);
    for edit in 1..=edits {
        if text.len() > 3_000 || text.len() < 200 {
            text.clone_from(&start);
            client.change("a.cd", &json!([{ "text": text }]));
        }
        let changes: Vec<Value> = (0..=chance.below(2)).map(|_| change(&mut text, &mut chance)).collect();
        client.change("a.cd", &Value::Array(changes));
        if edit % 250 == 0 || edit == edits {
            compare(&mut client, &text, edit);
        }
    }
    client.leave();
}

/// One edit of the text, as the client tells it.
fn change(text: &mut String, chance: &mut Chance) -> Value {
    let lines = places(text);
    let line = chance.below(lines.len());
    let mut ends = [line, (line + chance.below(2)).min(lines.len() - 1)].map(|at| (at, chance.below(lines[at] + 1)));
    ends.sort_unstable();
    let bytes = ends.map(|(line, character)| byte(text, line, character));
    let ends = [bytes[0], bytes[1]].map(|byte| {
        let before = &text[..byte];
        let line = before.matches('\n').count();
        let from = before.rfind('\n').map_or(0, |at| at + 1);
        json!({ "line": line, "character": before[from..].encode_utf16().count() })
    });
    let piece = PIECES[chance.below(PIECES.len())];
    text.replace_range(bytes[0]..bytes[1], piece);
    json!({ "range": { "start": ends[0], "end": ends[1] }, "text": piece })
}

/// Compares with a document that is opened with the same text.
fn compare(client: &mut super::client::Client, text: &str, edit: usize) {
    client.open("fresh.cd", text);
    for method in ["documentSymbol", "semanticTokens/full", "foldingRange"] {
        let mut answers = ["a.cd", "fresh.cd"].map(|name| {
            let document = json!({ "textDocument": { "uri": client.uri(name) } });
            client.ask(&format!("textDocument/{method}"), document).unwrap()
        });
        let fresh = answers[1].take();
        assert_eq!(answers[0], fresh, "{method} after {edit} edits of\n{text}");
    }
    let found = client.findings("a.cd").to_string().replace("a.cd", "fresh.cd");
    assert_eq!(found, client.findings("fresh.cd").to_string(), "findings after {edit} edits of\n{text}");
    client.close("fresh.cd");
}
