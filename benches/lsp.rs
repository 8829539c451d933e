//! From a keystroke to its findings, in a file of 5,000 lines; and what the server holds in memory.
//!
//! `cargo bench --bench lsp`. Keys are typed one after the other, each when the findings of the one before have come: in the
//! middle of the file, in scenarios and in declarations, words and pieces of lines that break them.

#![allow(clippy::expect_used, reason = "what cannot be measured should say so")]

use cachediag::lsp;
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The document: it stands in no folder.
const DOCUMENT: &str = "untitled:large";
/// How many keys.
const KEYS: usize = 400;

/// What is typed, a letter after the other.
const TYPED: &str = "alice -> server: GET /nodes/1 [no-cache]\n";

/// A program of about so many lines.
fn program(lines: usize) -> String {
    let mut text = String::from(
        "resource node \"/nodes/{id}\"\nstorage cache [per=user, http=private]\nstorage proxy [http=shared]\n\
         device server {\n  storage db [origin]\n}\nuser alice\nuser bob\nmethod forget [by=user] {\n  caller: drop key in cache\n}\n",
    );
    let mut number = 0;
    while text.matches('\n').count() < lines {
        number += 1;
        text += &format!(
            "\n/// Scenario {number}.\nscenario s{number} \"Scenario {number}\" {{\n  given /nodes/{number} = @old in every storage\n"
        );
        for step in 0..8 {
            text += &format!(
                "  bob => GET /nodes/{number}\n  alice -> server: PUT /nodes/{number}\n  server -> db: write /nodes/{number} = @v{step}\n  \
                 db --> server: ok\n  server --> alice: 200 saved\n  alice: forget /nodes/{number}\n  alice: looks at it // {step}\n"
            );
        }
        text += &format!("  expect alice sees latest of /nodes/{number} [fails]\n}}\n");
    }
    text
}

struct Editor {
    connection: Connection,
    version: i32,
    asked: i32,
}

impl Editor {
    fn notify(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification::new(method.to_owned(), params).into()).expect("the server listens");
    }

    /// Waits for findings of this version.
    fn findings(&self) -> usize {
        loop {
            match self.connection.receiver.recv_timeout(Duration::from_secs(60)).expect("findings") {
                Message::Notification(said) if said.params["version"] == self.version => {
                    return said.params["diagnostics"].as_array().map_or(0, Vec::len);
                }
                Message::Notification(_) | Message::Request(_) | Message::Response(_) => {}
            }
        }
    }

    fn ask(&mut self, method: &str, params: Value) {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        let request = Request { id: id.clone(), method: method.to_owned(), params };
        self.connection.sender.send(request.into()).expect("the server listens");
        loop {
            match self.connection.receiver.recv_timeout(Duration::from_secs(60)).expect("an answer") {
                Message::Response(response) if response.id == id => return,
                Message::Notification(_) | Message::Request(_) | Message::Response(_) => {}
            }
        }
    }

    /// Types or deletes; how long its findings took.
    fn edit(&mut self, start: (usize, usize), end: (usize, usize), text: &str) -> Duration {
        self.version += 1;
        let place = |(line, character)| json!({ "line": line, "character": character });
        let change = json!({ "range": { "start": place(start), "end": place(end) }, "text": text });
        let document = json!({ "uri": DOCUMENT, "version": self.version });
        let before = Instant::now();
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
        self.findings();
        before.elapsed()
    }
}

/// So many kB, as the system counts them.
fn memory(word: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find(|line| line.starts_with(word))?.split_whitespace().nth(1)?.parse().ok()
}

fn main() {
    let lines = std::env::var("CACHEDIAG_LINES").ok().and_then(|n| n.parse().ok()).unwrap_or(5_000);
    let (server, connection) = Connection::memory();
    let thread = std::thread::spawn(move || lsp::serve(&server, None));
    let mut editor = Editor { connection, version: 0, asked: 0 };
    editor.ask("initialize", json!({ "capabilities": {} }));
    editor.notify("initialized", json!({}));
    let text = program(lines);
    println!("{} lines, {} kB", text.matches('\n').count(), text.len() / 1000);
    let item = json!({ "uri": DOCUMENT, "languageId": "cachediag", "version": 0, "text": text });
    let before = Instant::now();
    editor.notify("textDocument/didOpen", json!({ "textDocument": item }));
    println!("opened: {:?}, {} findings", before.elapsed(), editor.findings());
    let mut took = Vec::new();
    let rows: Vec<usize> =
        text.lines().enumerate().filter(|(_, l)| l.contains("looks at it")).map(|(at, _)| at).collect();
    'typing: for turn in 0.. {
        let row = rows[turn * 37 % rows.len()];
        let (mut line, mut column) = (row, 0);
        for letter in TYPED.chars() {
            took.push(editor.edit((line, column), (line, column), &letter.to_string()));
            (line, column) = if letter == '\n' { (line + 1, 0) } else { (line, column + 1) };
            // A person types ten letters a second at most; the check works meanwhile.
            std::thread::sleep(Duration::from_millis(25));
            if took.len() >= KEYS {
                break 'typing;
            }
        }
        took.push(editor.edit((row, 0), (line, 0), ""));
    }
    took.sort_unstable();
    let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)];
    println!("keystroke to findings: median {:?}, 95 % {:?}, 99 % {:?}, longest {:?}", at(50), at(95), at(99), at(100));
    let document = json!({ "textDocument": { "uri": DOCUMENT } });
    let before = Instant::now();
    editor.ask("textDocument/codeLens", document.clone());
    println!("all claims decided: {:?}", before.elapsed());
    let before = Instant::now();
    editor.ask("textDocument/semanticTokens/full", document);
    println!("colours: {:?}", before.elapsed());
    println!("memory: {:?} kB now, {:?} kB at most", memory("VmRSS"), memory("VmHWM"));
    editor.ask("shutdown", Value::Null);
    editor.notify("exit", Value::Null);
    drop(thread.join());
}
