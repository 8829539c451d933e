//! The server: messages and news in order. Changes are read when nothing else waits, so that fast typing is read once.

use super::background::{self, Job, News};
use super::desk::{Desk, Fault};
use super::route::{self, Answer};
use super::state::Stage;
use super::{Ended, publish};
use crate::lsp::document::Document;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument, DidOpenTextDocument,
    Notification as _,
};
use lsp_types::{InitializeParams, Uri};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, sync_channel};
use std::time::Instant;

/// The most requests that wait for the background.
const PATIENCE: usize = 1_000;

/// How many messages are heard ahead of what is answered: whoever says more waits.
const AHEAD: usize = 16;

/// What happens.
enum Event {
    /// The client says something.
    Said(Message),
    /// The client has gone.
    Gone,
    /// The background is done with something.
    News(News),
}

struct Server<'c> {
    connection: &'c Connection,
    desk: Desk,
    jobs: Sender<Job>,
    /// Requests that wait for the background.
    waiting: Vec<Request>,
    /// What the client asks again when it is told to: methods without their `/refresh`.
    refreshes: Vec<&'static str>,
    asked: i32,
    /// `shutdown` came.
    shut: bool,
}

/// Serves a client until it leaves.
pub(super) fn serve(connection: &Connection, root: Option<PathBuf>) -> Result<Ended, String> {
    let (id, params) = connection.initialize_start().map_err(|problem| problem.to_string())?;
    let params: InitializeParams = match serde_json::from_value(params) {
        Ok(params) => params,
        Err(problem) => {
            let code = ErrorCode::InvalidParams as i32;
            let response = Response::new_err(id, code, problem.to_string());
            let _ = connection.sender.send(response.into());
            return Err(format!("the client does not introduce itself: {problem}"));
        }
    };
    let desk = route::greet(&params, root);
    let welcome = json!({
        "capabilities": route::capabilities(&desk),
        "serverInfo": { "name": "cachediag", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, welcome).map_err(|problem| problem.to_string())?;
    let (sender, events) = sync_channel(AHEAD);
    let jobs = background::start(sender.clone(), Event::News);
    listen(connection, sender);
    let refreshes = route::refreshes(&params);
    let mut server = Server { connection, desk, jobs, waiting: Vec::new(), refreshes, asked: 0, shut: false };
    if route::watches(&params) {
        server.ask("client/registerCapability", route::watch());
    }
    Ok(server.run(&events))
}

/// Passes on what the client says.
fn listen(connection: &Connection, sender: SyncSender<Event>) {
    let receiver = connection.receiver.clone();
    std::thread::spawn(move || {
        for message in receiver {
            if sender.send(Event::Said(message)).is_err() {
                return;
            }
        }
        let _ = sender.send(Event::Gone);
    });
}

impl Server<'_> {
    fn run(mut self, events: &Receiver<Event>) -> Ended {
        loop {
            let event = match events.try_recv() {
                Ok(event) => event,
                Err(_) => {
                    self.settle();
                    match self.wait(events) {
                        Ok(Some(event)) => event,
                        Ok(None) => continue,
                        Err(_) => return Ended::Abruptly,
                    }
                }
            };
            match event {
                Event::Said(Message::Request(request)) => self.request(request),
                Event::Said(Message::Notification(said)) if said.method == "exit" => {
                    return if self.shut { Ended::Orderly } else { Ended::Abruptly };
                }
                Event::Said(Message::Notification(said)) => self.notice(said),
                Event::Said(Message::Response(_)) => {}
                Event::Gone => return Ended::Abruptly,
                Event::News(news) => self.learn(news),
            }
        }
    }

    /// The next event; none if it is time to run something.
    fn wait(&mut self, events: &Receiver<Event>) -> Result<Option<Event>, RecvTimeoutError> {
        let Some(due) = self.desk.documents.values().filter_map(|document| document.run.due).min() else {
            return events.recv().map(Some).map_err(|_| RecvTimeoutError::Disconnected);
        };
        match events.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Err(RecvTimeoutError::Timeout) => {
                self.start();
                Ok(None)
            }
            other => other.map(Some),
        }
    }

    /// Has run what is due.
    fn start(&mut self) {
        let now = Instant::now();
        for (key, document) in &mut self.desk.documents {
            if document.run.due.is_none_or(|due| due > now) {
                continue;
            }
            document.run.due = None;
            let job = Job {
                uri: key.clone(),
                generation: document.run.generation,
                checked: document.analysis.checked().clone(),
                cancelled: document.run.cancelled.clone(),
            };
            // The background ends after the server does.
            let _ = self.jobs.send(job);
        }
    }

    /// Tells all that is known to be wrong with a document.
    fn tell(&self, key: &str) {
        let Some(document) = self.desk.documents.get(key) else { return };
        self.send(publish::findings(&self.desk, document, document.findings()));
    }

    fn send(&self, message: impl Into<Message>) {
        // A client that has gone is noticed by the loop.
        let _ = self.connection.sender.send(message.into());
    }

    /// Asks the client; nothing depends on its answer.
    fn ask(&mut self, method: &str, params: Value) {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.send(Request { id, method: method.to_owned(), params });
    }

    fn answer(&self, id: RequestId, answer: Answer) {
        self.send(match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(Fault { code, message }) => Response::new_err(id, code as i32, message),
        });
    }

    fn request(&mut self, request: Request) {
        if self.shut {
            let message = "the server is shut down".to_owned();
            return self.answer(request.id, Err(Fault { code: ErrorCode::InvalidRequest, message }));
        }
        if request.method == "shutdown" {
            self.shut = true;
            self.desk.documents.values().for_each(|document| document.run.cancel());
            for waiting in std::mem::take(&mut self.waiting) {
                let message = "the server shuts down".to_owned();
                self.answer(waiting.id, Err(Fault { code: ErrorCode::RequestCanceled, message }));
            }
            return self.answer(request.id, Ok(Value::Null));
        }
        self.settle();
        if self.is_ready(&request) {
            let answer = route::answer(&self.desk, &request.method, request.params);
            self.answer(request.id, answer);
        } else if self.waiting.len() < PATIENCE {
            self.waiting.push(request);
        } else {
            let message = "too many requests wait already".to_owned();
            self.answer(request.id, Err(Fault { code: ErrorCode::RequestFailed, message }));
        }
    }

    /// Whether all that a request needs is known; one about nothing open is answered at once.
    fn is_ready(&self, request: &Request) -> bool {
        let need = route::need(&request.method, &request.params);
        let uri = request.params.pointer("/textDocument/uri").and_then(Value::as_str);
        let document = uri.and_then(|uri| self.desk.documents.get(uri));
        document.is_none_or(|document| document.run.stage >= need)
    }

    /// Answers what has waited long enough.
    fn resume(&mut self) {
        for request in std::mem::take(&mut self.waiting) {
            if self.is_ready(&request) {
                let answer = route::answer(&self.desk, &request.method, request.params);
                self.answer(request.id, answer);
            } else {
                self.waiting.push(request);
            }
        }
    }

    /// Takes down what the client did. What makes no sense is passed over, as the protocol asks.
    fn notice(&mut self, said: Notification) {
        match said.method.as_str() {
            DidOpenTextDocument::METHOD => {
                let Some(params) = route::params::<DidOpenTextDocument>(said.params) else { return };
                let item = params.text_document;
                self.doubt();
                self.desk.open(item.uri, item.version, &item.text);
            }
            DidChangeTextDocument::METHOD => {
                let Some(params) = route::params::<DidChangeTextDocument>(said.params) else { return };
                let encoding = self.desk.encoding;
                let document = self.desk.documents.get_mut(params.text_document.uri.as_str());
                let Some(document) = document else { return };
                document.change(&params.content_changes, encoding);
                document.version = params.text_document.version;
            }
            DidCloseTextDocument::METHOD => {
                let Some(params) = route::params::<DidCloseTextDocument>(said.params) else { return };
                self.close(&params.text_document.uri);
            }
            DidChangeWatchedFiles::METHOD => {
                let Some(params) = route::params::<DidChangeWatchedFiles>(said.params) else { return };
                if !params.changes.is_empty() {
                    self.doubt();
                }
            }
            DidChangeWorkspaceFolders::METHOD => {
                let Some(params) = route::params::<DidChangeWorkspaceFolders>(said.params) else { return };
                let gone: Vec<PathBuf> = route::folders(&params.event.removed);
                self.desk.folders.retain(|folder| !gone.contains(folder));
                self.desk.folders.extend(route::folders(&params.event.added));
            }
            "$/cancelRequest" => self.cancel(&said.params),
            _other => {}
        }
    }

    fn close(&mut self, uri: &Uri) {
        let Some(document) = self.desk.documents.remove(uri.as_str()) else { return };
        document.run.cancel();
        self.send(publish::nothing(&document));
        self.doubt();
        self.resume();
    }

    /// What is imported may be another file now, or may be there at last.
    fn doubt(&mut self) {
        for document in self.desk.documents.values_mut() {
            document.stale |= publish::imports(document);
        }
    }

    fn cancel(&mut self, params: &Value) {
        let Some(id) = params.get("id").cloned().and_then(|id| serde_json::from_value::<RequestId>(id).ok()) else {
            return;
        };
        if let Some(at) = self.waiting.iter().position(|request| request.id == id) {
            let request = self.waiting.swap_remove(at);
            let message = "cancelled".to_owned();
            self.answer(request.id, Err(Fault { code: ErrorCode::RequestCanceled, message }));
        }
    }

    /// Reads what changed, and whatever imports it; tells what is wrong with it.
    fn settle(&mut self) {
        let stale = |document: &Document| document.stale;
        let mut keys: BTreeSet<String> =
            self.desk.documents.iter().filter(|(_, d)| stale(d)).map(|(key, _)| key.clone()).collect();
        let names: Vec<String> =
            keys.iter().filter_map(|key| self.desk.documents.get(key)).map(|d| d.name.clone()).collect();
        keys.extend(names.iter().flat_map(|name| self.desk.importers(name)));
        for key in keys {
            self.desk.refresh(&key);
            self.tell(&key);
        }
        self.desk.outdated.clear();
    }

    /// Takes down what the background found, unless the text has changed since.
    fn learn(&mut self, news: News) {
        let Some(document) = self.desk.documents.get_mut(&news.uri) else { return };
        if document.stale || document.run.generation != news.generation {
            return;
        }
        let read = document.analysis.findings();
        let mut late = news.findings;
        late.retain(|finding| !read.contains(finding));
        let run = &mut document.run;
        let differs = run.late != late;
        run.stage = news.stage;
        run.simulated = news.simulated;
        run.verdicts = news.verdicts;
        run.late = late;
        if differs {
            self.tell(&news.uri);
        }
        self.resume();
        let decided = news.stage == Stage::Decided;
        for method in self.refreshes.clone() {
            if decided == (method == "workspace/codeLens") {
                self.ask(&format!("{method}/refresh"), Value::Null);
            }
        }
    }
}
