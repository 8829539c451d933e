//! Messages on standard input and output: each with a head that tells its length, which is believed within bounds only.

use crate::limits::MESSAGE_BYTES;
use crossbeam_channel::Sender;
use lsp_server::{Connection, Message};
use std::io::{self, BufRead, Read};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};

/// The longest line of a head, bytes.
const LINE: u64 = 1 << 10;

/// The most lines of a head.
const LINES: usize = 16;

/// How many messages may wait each way.
const WAITING: usize = 4;

/// The threads that read and write.
pub(super) struct Threads {
    /// Why reading has ended, known before anybody notices that it has.
    fault: Arc<OnceLock<String>>,
    reader: JoinHandle<Result<(), String>>,
    writer: JoinHandle<io::Result<()>>,
}

/// A connection to standard input and output.
pub(super) fn open() -> io::Result<(Connection, Threads)> {
    // Whoever says more than is answered waits.
    let (told, receiver) = crossbeam_channel::bounded(WAITING);
    let (sender, heard) = crossbeam_channel::bounded(WAITING);
    let writer = thread::Builder::new().name("writer".into()).spawn(move || {
        let mut out = io::stdout().lock();
        receiver.into_iter().try_for_each(|message: Message| message.write(&mut out))
    })?;
    let fault = Arc::new(OnceLock::new());
    let known = Arc::clone(&fault);
    let reader = thread::Builder::new().name("reader".into()).spawn(move || {
        let ended = hear(&sender);
        if let Err(problem) = &ended {
            // Nobody else sets it.
            let _ = known.set(problem.clone());
        }
        drop(sender);
        ended
    })?;
    Ok((Connection { sender: told, receiver: heard }, Threads { fault, reader, writer }))
}

/// Passes on what the client says, up to its `exit` or as long as anybody listens.
fn hear(listener: &Sender<Message>) -> Result<(), String> {
    let mut input = io::stdin().lock();
    while let Some(message) = read(&mut input)? {
        let last = matches!(&message, Message::Notification(told) if told.method == "exit");
        if listener.send(message).is_err() || last {
            break;
        }
    }
    Ok(())
}

impl Threads {
    /// Why reading has ended, if it has and not as it should.
    pub fn fault(&self) -> Option<String> {
        self.fault.get().cloned()
    }

    /// Waits for the end; a sentence if a stream broke.
    pub fn join(self) -> Result<(), String> {
        self.reader.join().map_err(|_| "reading has ended".to_owned())??;
        let written = self.writer.join().map_err(|_| "writing has ended".to_owned())?;
        written.map_err(|problem| crate::disk::reason(&problem))
    }
}

/// The next message; nothing at the end of the stream.
fn read(input: &mut impl BufRead) -> Result<Option<Message>, String> {
    let Some(length) = head(input)? else { return Ok(None) };
    if length > MESSAGE_BYTES {
        return Err(format!("a message of {length} bytes: at most {} MB are read", MESSAGE_BYTES >> 20));
    }
    let mut bytes = Vec::new();
    // What is there is read, not what the head promises.
    let read = input.take(length as u64).read_to_end(&mut bytes).map_err(|problem| crate::disk::reason(&problem))?;
    if read < length {
        return Err("the client's last message has no end".to_owned());
    }
    serde_json::from_slice(&bytes).map(Some).map_err(|problem| format!("a message that is none: {problem}"))
}

/// The length that a head tells; nothing at the end of the stream.
fn head(input: &mut impl BufRead) -> Result<Option<usize>, String> {
    let mut length = None;
    for _ in 0..LINES {
        let mut line = Vec::new();
        input.take(LINE).read_until(b'\n', &mut line).map_err(|problem| crate::disk::reason(&problem))?;
        if line.is_empty() {
            return Ok(None);
        }
        let Some(line) = line.strip_suffix(b"\r\n") else { return Err("a message without a head".to_owned()) };
        if line.is_empty() {
            return length.map(Some).ok_or_else(|| "a message that does not tell its length".to_owned());
        }
        let field = str::from_utf8(line).ok().and_then(|line| line.split_once(':'));
        let (name, value) = field.ok_or("a message whose head is none")?;
        if name.eq_ignore_ascii_case("content-length") {
            length = Some(value.trim().parse().map_err(|_| "a message whose length is no number".to_owned())?);
        }
    }
    Err(format!("a message whose head has more than {LINES} lines"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{LINE, read};
    use crate::limits::MESSAGE_BYTES;

    fn fault(bytes: &[u8]) -> String {
        read(&mut &*bytes).unwrap_err()
    }

    #[test]
    fn a_message_is_read_and_the_end_is_none() {
        let mut bytes: &[u8] = b"content-length:30\r\nX: y\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"a\"}";
        assert!(read(&mut bytes).unwrap().is_some());
        assert!(read(&mut bytes).unwrap().is_none());
    }

    #[test]
    fn a_head_that_lies_is_not_believed() {
        for length in ["33554433", "18446744073709551615"] {
            let found = fault(format!("Content-Length: {length}\r\n\r\n{{}}").as_bytes());
            assert!(found.contains(length) && found.contains("at most 32 MB"), "{found}");
        }
        let more = fault(format!("Content-Length: {MESSAGE_BYTES}\r\n\r\n{{}}").as_bytes());
        assert_eq!(more, "the client's last message has no end");
        for length in ["-1", "", "1e3", "99999999999999999999999"] {
            assert!(fault(format!("Content-Length: {length}\r\n\r\n{{}}").as_bytes()).ends_with("no number"));
        }
    }

    #[test]
    fn a_head_ends() {
        assert!(fault(&vec![b'a'; 4 * LINE as usize]).ends_with("without a head"));
        assert!(fault("A: b\r\n".repeat(100).as_bytes()).contains("more than 16 lines"));
        assert!(fault(b"A: b\r\n\r\n{}").ends_with("does not tell its length"));
        assert!(fault(b"\xff\xfe\r\n\r\n{}").ends_with("head is none"));
    }

    #[test]
    fn what_is_nested_without_end_is_no_message() {
        let deep = format!("{{\"method\":\"a\",\"params\":{}", "[".repeat(100_000));
        assert!(fault(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes()).contains("is none"));
    }
}
