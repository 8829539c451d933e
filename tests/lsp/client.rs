//! A client in the same process.

use cachediag::lsp::{self, Ended};
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response, ResponseError};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread::JoinHandle;
use std::time::Duration;

/// No answer takes longer, not even on a busy machine without optimisation.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Client {
    pub connection: Connection,
    folder: tempfile::TempDir,
    root: PathBuf,
    /// What was told last, by address.
    pub told: BTreeMap<String, Value>,
    server: JoinHandle<Result<Ended, String>>,
    asked: i32,
    version: i32,
}

/// A server that nobody has greeted.
pub fn start() -> Client {
    let (server, connection) = Connection::memory();
    let server = std::thread::spawn(move || lsp::serve(&server, None));
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    Client { connection, folder, root, told: BTreeMap::new(), server, asked: 0, version: 0 }
}

/// A server that was greeted.
pub fn greeted(encoding: &str) -> (Client, Value) {
    let mut client = start();
    let capabilities = json!({
        "general": { "positionEncodings": [encoding] },
        "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } },
    });
    let folders = json!([{ "uri": client.uri(""), "name": "test" }]);
    let answer =
        client.ask("initialize", json!({ "capabilities": capabilities, "workspaceFolders": folders })).unwrap();
    client.notify("initialized", json!({}));
    (client, answer)
}

impl Client {
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub fn uri(&self, name: &str) -> String {
        let path = self.path(name).to_string_lossy().replace('\\', "/");
        format!("file://{}{}", if path.starts_with('/') { "" } else { "/" }, path.replace(' ', "%20"))
    }

    pub fn notify(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification::new(method.to_owned(), params).into()).unwrap();
    }

    pub fn send(&mut self, method: &str, params: Value) -> RequestId {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        let request = Request { id: id.clone(), method: method.to_owned(), params };
        self.connection.sender.send(request.into()).unwrap();
        id
    }

    /// The answer to a request; what is told meanwhile is taken down.
    pub fn answer(&mut self, id: &RequestId) -> Result<Value, ResponseError> {
        loop {
            match self.connection.receiver.recv_timeout(PATIENCE).expect("an answer") {
                Message::Response(response) if response.id == *id => return response.response_result,
                Message::Response(response) => panic!("nobody asked for {response:?}"),
                Message::Notification(said) => self.take(said),
                Message::Request(request) => {
                    let response = Response::new_ok(request.id, Value::Null);
                    self.connection.sender.send(response.into()).unwrap();
                }
            }
        }
    }

    fn take(&mut self, said: Notification) {
        assert_eq!(said.method, "textDocument/publishDiagnostics");
        self.told.insert(said.params["uri"].as_str().unwrap().to_owned(), said.params["diagnostics"].clone());
    }

    pub fn ask(&mut self, method: &str, params: Value) -> Result<Value, ResponseError> {
        let id = self.send(method, params);
        self.answer(&id)
    }

    pub fn open(&mut self, name: &str, text: &str) {
        self.version += 1;
        let item = json!({ "uri": self.uri(name), "languageId": "cachediag", "version": self.version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    pub fn change(&mut self, name: &str, changes: &Value) {
        self.version += 1;
        let document = json!({ "uri": self.uri(name), "version": self.version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    pub fn close(&mut self, name: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": self.uri(name) } }));
    }

    /// What is told of a document once all of it is decided.
    pub fn findings(&mut self, name: &str) -> Value {
        let document = json!({ "textDocument": { "uri": self.uri(name) } });
        // Lenses wait for the verdicts.
        drop(self.ask("textDocument/codeLens", document));
        self.told.get(&self.uri(name)).cloned().unwrap_or(Value::Null)
    }

    /// The codes of the findings.
    pub fn codes(&mut self, name: &str) -> Vec<String> {
        let found = self.findings(name);
        found.as_array().unwrap().iter().map(|d| d["code"].as_str().unwrap().to_owned()).collect()
    }

    /// Leaves in order.
    pub fn leave(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null).unwrap(), Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.server.join().unwrap(), Ok(Ended::Orderly));
        drop(self.folder);
    }

    /// Waits for the server to end, having said nothing more.
    pub fn ended(self) -> Result<Ended, String> {
        drop(self.connection);
        self.server.join().unwrap()
    }
}
