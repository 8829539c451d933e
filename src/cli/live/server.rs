//! The server: one page for browsers of this machine, and word of its changes (server-sent events).
//!
//! So many clients have a thread each, no more; whoever says or takes nothing for a while is let go. No file is read here.

use super::request::{self, Refused, Wanted};
use super::stage::Stage;
use crate::disk::reason;
use crate::pipeline::live::Document;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The most clients at a time.
const CLIENTS: usize = 64;

/// How long a client may take nothing of what it is sent.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often it is looked whether a listening client is still there.
const LOOK: Duration = Duration::from_millis(250);

/// How often a listening client is sent a sign of life.
const BEAT: Duration = Duration::from_secs(10);

/// What every answer says: nobody keeps it, nothing else may read or frame it.
const FIELDS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\nX-Frame-Options: DENY\r\nConnection: close\r\n";

/// A port that is ours.
pub(super) struct Server {
    listener: TcpListener,
    /// Its number.
    pub port: u16,
}

impl Server {
    /// Takes a port of this machine, 0 for one that is free; a sentence if it cannot be had.
    pub fn bind(port: u16) -> Result<Self, String> {
        let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .and_then(|listener| Ok((listener.local_addr()?.port(), listener)));
        match bound {
            Ok((port, listener)) => Ok(Self { listener, port }),
            Err(e) if e.kind() == io::ErrorKind::AddrInUse => Err(format!(
                "port {port} is in use: choose another one with `--port N`, or any free one with `--port 0`"
            )),
            Err(e) => Err(format!("cannot listen on port {port}: {}; choose another one with `--port N`", reason(&e))),
        }
    }

    /// Answers for ever, in threads of its own.
    pub fn start(self, stage: Arc<Stage>) -> Result<(), String> {
        let started = thread::Builder::new().name("server".into()).spawn(move || self.answer_all(&stage));
        started.map(|_| ()).map_err(|e| format!("cannot start the server: {}", reason(&e)))
    }

    fn answer_all(&self, stage: &Arc<Stage>) {
        let clients = Arc::new(AtomicUsize::new(0));
        for stream in self.listener.incoming() {
            let Ok(mut stream) = stream else {
                // Out of handles, perhaps: some will be given back.
                thread::sleep(LOOK);
                continue;
            };
            if clients.fetch_add(1, Ordering::SeqCst) >= CLIENTS {
                clients.fetch_sub(1, Ordering::SeqCst);
                let _ = stream.set_nonblocking(true);
                let _ = refuse(&mut stream, Refused("503 Service Unavailable", "too many pages are open"));
                continue;
            }
            let (stage, seat, port) = (Arc::clone(stage), Seat(Arc::clone(&clients)), self.port);
            let thread = thread::Builder::new().name("client".into()).spawn(move || {
                let _seat = seat;
                // Whoever has gone needs no answer.
                let _ = answer(stream, port, &stage);
            });
            drop(thread);
        }
    }
}

/// A client's place among those that are answered; given back when its thread ends, or could not begin.
struct Seat(Arc<AtomicUsize>);

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Answers one request.
fn answer(mut stream: TcpStream, port: u16, stage: &Stage) -> io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    match request::read(&mut stream, port)? {
        Ok(Wanted::Page(whole)) => {
            let shown = stage.now();
            let document: &[u8] = shown.document.as_ref().map_or(&[], |document| &document.html);
            let length = document.len();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n{FIELDS}\r\n"
            );
            stream.write_all(head.as_bytes())?;
            stream.write_all(if whole { document } else { &[] })
        }
        Ok(Wanted::Icon) => write!(stream, "HTTP/1.1 204 No Content\r\n{FIELDS}\r\n"),
        Ok(Wanted::Changes) => tell(&mut stream, stage),
        Err(refused) => {
            refuse(&mut stream, refused)?;
            hear_out(&mut stream)
        }
    }
}

/// Reads what a client still says, for a moment: closing on it would take back what it was told.
fn hear_out(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(LOOK))?;
    let mut part = [0; 2048];
    for _ in 0..64 {
        if stream.read(&mut part)? == 0 {
            break;
        }
    }
    Ok(())
}

/// Says why there is no answer.
fn refuse(stream: &mut TcpStream, Refused(status, sentence): Refused) -> io::Result<()> {
    let allow = if status.starts_with("405") { "Allow: GET, HEAD\r\n" } else { "" };
    let length = sentence.len() + 1;
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\n{allow}{FIELDS}\r\n{sentence}\n"
    );
    stream.write_all(answer.as_bytes())
}

/// Tells what is shown now and whenever that changes, until the client goes.
fn tell(stream: &mut TcpStream, stage: &Stage) -> io::Result<()> {
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{FIELDS}\r\nretry: 500\n\n")?;
    let mut number = 0;
    let mut told = Instant::now();
    loop {
        if let Some(shown) = stage.after(number, LOOK) {
            number = shown.number;
            if let Some(document) = &shown.document {
                stream.write_all(event(document).as_bytes())?;
            }
            told = Instant::now();
        } else if told.elapsed() > BEAT {
            stream.write_all(b":\n\n")?;
            told = Instant::now();
        }
        if has_gone(stream)? {
            return Ok(());
        }
    }
}

/// An event: the version of the page on its first line, the notice on the others.
fn event(document: &Document) -> String {
    let lines = std::iter::once(document.version.as_str()).chain(document.notice.split('\n'));
    lines.map(|line| format!("data: {line}\n")).chain(["\n".to_owned()]).collect()
}

/// Whether a client has closed its side.
fn has_gone(stream: &TcpStream) -> io::Result<bool> {
    stream.set_nonblocking(true)?;
    let heard = stream.peek(&mut [0]);
    stream.set_nonblocking(false)?;
    match heard {
        Ok(length) => Ok(length == 0),
        Err(e) if e.kind() == io::ErrorKind::WouldBlock => Ok(false),
        Err(e) => Err(e),
    }
}
