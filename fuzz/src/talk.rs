//! A conversation of an editor with the language server.

use arbitrary::Arbitrary;
use cachediag::lsp::{self, Ended};
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use std::time::Duration;

/// What an editor may ask about a place, a range or a document.
const METHODS: [&str; 16] = [
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/documentSymbol",
    "textDocument/semanticTokens/full",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/formatting",
    "textDocument/inlayHint",
    "textDocument/codeLens",
    "textDocument/codeAction",
    "textDocument/documentLink",
    "cachediag/picture",
];

/// The document that is talked about.
const URI: &str = "untitled:any.cd";

/// A line and a character, not always of the document.
#[derive(Arbitrary, Clone, Copy, Debug)]
pub struct Place(u8, u8);

impl Place {
    fn json(self) -> Value {
        json!({ "line": self.0, "character": self.1 })
    }
}

/// One thing that an editor says.
#[derive(Arbitrary, Debug)]
pub enum Said {
    /// Something is typed over a range.
    Types(Place, Place, String),
    /// The whole text is replaced.
    Replaces(String),
    /// Something is asked.
    Asks(u8, Place, Place),
    /// The last question is taken back.
    Cancels,
    /// The document is opened anew.
    Reopens(String),
}

/// A conversation: the document as it is opened, and what is said then.
#[derive(Arbitrary, Debug)]
pub struct Talk {
    bytes: bool,
    text: String,
    said: Vec<Said>,
}

/// The server outlives any conversation, answers every question once, and ends in order.
pub fn lsp(talk: &Talk) {
    if talk.text.len() > 1 << 12 || talk.said.len() > 24 {
        return;
    }
    let (server, client) = Connection::memory();
    let server = std::thread::spawn(move || lsp::serve(&server, None));
    let mut editor = Editor { client, asked: 0, version: 0 };
    let encoding = if talk.bytes { "utf-8" } else { "utf-16" };
    editor.ask("initialize", json!({ "capabilities": { "general": { "positionEncodings": [encoding] } } }));
    editor.tell("initialized", json!({}));
    editor.open(&talk.text);
    for said in &talk.said {
        editor.say(said);
    }
    editor.ask("shutdown", Value::Null);
    editor.tell("exit", Value::Null);
    editor.settle();
    assert_eq!(server.join().expect("no panic"), Ok(Ended::Orderly));
}

struct Editor {
    client: Connection,
    asked: i32,
    version: i32,
}

impl Editor {
    fn tell(&self, method: &str, params: Value) {
        self.client.sender.send(Notification::new(method.to_owned(), params).into()).expect("the server listens");
    }

    fn ask(&mut self, method: &str, params: Value) {
        self.asked += 1;
        let request = Request { id: RequestId::from(self.asked), method: method.to_owned(), params };
        self.client.sender.send(request.into()).expect("the server listens");
    }

    fn open(&mut self, text: &str) {
        self.version += 1;
        let document = json!({ "uri": URI, "languageId": "cachediag", "version": self.version, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    fn change(&mut self, change: Value) {
        self.version += 1;
        let document = json!({ "uri": URI, "version": self.version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }

    fn say(&mut self, said: &Said) {
        match said {
            Said::Types(from, to, text) => {
                self.change(json!({ "range": { "start": from.json(), "end": to.json() }, "text": text }));
            }
            Said::Replaces(text) => self.change(json!({ "text": text })),
            Said::Asks(what, from, to) => {
                let method = METHODS[usize::from(*what) % METHODS.len()];
                let params = json!({
                    "textDocument": { "uri": URI }, "position": from.json(), "positions": [from.json()],
                    "range": { "start": from.json(), "end": to.json() }, "newName": "other",
                    "context": { "includeDeclaration": true, "diagnostics": [] },
                    "options": { "tabSize": 2, "insertSpaces": true },
                });
                self.ask(method, params);
            }
            Said::Cancels => self.tell("$/cancelRequest", json!({ "id": self.asked })),
            Said::Reopens(text) => {
                self.tell("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
                self.open(text);
            }
        }
    }

    /// Waits for every answer.
    fn settle(&mut self) {
        let mut open: Vec<i32> = (1..=self.asked).collect();
        while !open.is_empty() {
            match self.client.receiver.recv_timeout(Duration::from_secs(60)).expect("an answer") {
                Message::Response(answer) => {
                    let place = open.iter().position(|id| RequestId::from(*id) == answer.id);
                    open.remove(place.unwrap_or_else(|| panic!("nobody asked for {answer:?}")));
                }
                Message::Request(request) => {
                    let answer = Response::new_ok(request.id, Value::Null);
                    // The server may have gone meanwhile.
                    let _gone = self.client.sender.send(answer.into());
                }
                Message::Notification(_) => {}
            }
        }
    }
}
