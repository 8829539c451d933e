//! `serve`: the page over a real connection, word of its changes, and who gets no answer.

use super::live::{PATIENCE, Running, until};
use super::{BAD, Folder, GOOD};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A server for `a.cd`.
struct Served {
    folder: Folder,
    running: Running,
    port: u16,
}

/// An answer: the status, the fields, the body.
struct Answer {
    status: u16,
    fields: String,
    body: String,
}

impl Served {
    fn start(text: &str) -> Self {
        let folder = Folder::with("a.cd", text);
        let running = Running::start(&folder, &["serve", "a.cd", "--port", "0", "--diagnostics", "short"]);
        let line = running.line_with("is shown at");
        let address = line.strip_prefix("a.cd is shown at http://127.0.0.1:").unwrap();
        let port = address.trim_end_matches('/').parse().unwrap();
        Self { folder, running, port }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a head, with this host, and reads all of the answer.
    fn ask(&self, head: &str, host: &str) -> Answer {
        let mut stream = self.connect();
        // Whoever is refused in the middle of a head is not read to its end.
        let _ = write!(stream, "{head} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).unwrap();
        let (fields, body) = text.split_once("\r\n\r\n").unwrap();
        let status = fields.get(9..12).and_then(|status| status.parse().ok()).unwrap();
        Answer { status, fields: fields.to_owned(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &format!("localhost:{}", self.port))
    }

    /// Listens for changes.
    fn listen(&self) -> Events {
        let mut stream = self.connect();
        write!(stream, "GET /changes HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).unwrap();
        let mut events = Events(BufReader::new(stream));
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            events.0.read_line(&mut line).unwrap();
        }
        events
    }
}

/// A connection on which changes are told.
struct Events(BufReader<TcpStream>);

impl Events {
    /// The next event: a version and a notice.
    fn next(&mut self) -> (String, String) {
        let mut told: Vec<String> = Vec::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the server goes on");
            match line.trim_end_matches('\n').strip_prefix("data: ") {
                Some(words) => told.push(words.to_owned()),
                None if told.is_empty() => {}
                None => return (told.remove(0), told.join("\n")),
            }
        }
    }
}

#[test]
fn the_page_is_served_and_every_change_is_told() {
    let served = Served::start(GOOD);
    let page = served.get("/");
    assert_eq!(page.status, 200);
    assert!(page.fields.contains("Content-Type: text/html; charset=utf-8\r\n") && page.fields.contains("no-store"));
    assert!(page.body.contains("asks for the node") && page.body.contains("connect-src 'self'"));
    let mut events = served.listen();
    let (version, notice) = events.next();
    assert!(
        page.body.contains(&format!("data-version=\"{version}\"")) && notice.contains(" hidden>"),
        "{version} {notice}"
    );
    served.folder.write("a.cd", GOOD.replace("asks for the node", "wants it").as_bytes());
    let (next, _) = events.next();
    assert_ne!(next, version);
    let page = served.get("/?anything");
    assert!(page.body.contains("wants it") && page.body.contains(&format!("data-version=\"{next}\"")));
}

#[test]
fn errors_stand_over_the_last_good_page_until_they_are_mended() {
    let served = Served::start(GOOD);
    let mut events = served.listen();
    let (version, _) = events.next();
    served.folder.write("a.cd", BAD.as_bytes());
    let (same, notice) = events.next();
    assert_eq!(same, version);
    assert!(notice.contains("1 error") && notice.contains("E201") && notice.contains("a.cd:3:10"), "{notice}");
    served.running.error_with("a.cd:3:10: error[E201]");
    let page = served.get("/");
    assert!(page.body.contains("asks for the node") && page.body.contains("E201"));
    std::fs::remove_file(served.folder.path("a.cd")).unwrap();
    let (same, notice) = events.next();
    assert!(same == version && notice.contains("cannot read a.cd: no such file"), "{notice}");
    served.folder.write("a.cd", GOOD.as_bytes());
    let (same, notice) = events.next();
    assert!(same == version && notice.contains(" hidden>"), "{notice}");
}

#[test]
fn a_program_that_is_wrong_from_the_start_is_shown_once_it_is_right() {
    let served = Served::start(BAD);
    let page = served.get("/");
    assert!(page.status == 200 && page.body.contains("E201") && page.body.contains("<title>a.cd</title>"));
    let mut events = served.listen();
    let (version, _) = events.next();
    served.folder.write("a.cd", GOOD.as_bytes());
    let (next, notice) = events.next();
    assert!(next != version && notice.contains(" hidden>"), "{notice}");
}

#[test]
fn only_this_machine_is_answered() {
    let served = Served::start(GOOD);
    let port = served.port;
    for host in ["evil.example".to_owned(), format!("evil.example:{port}"), "localhost:1".to_owned()] {
        for path in ["/", "/changes"] {
            let answer = served.ask(&format!("GET {path}"), &host);
            assert_eq!(answer.status, 421, "{host}");
            assert!(!answer.body.contains("asks for"));
        }
    }
    let host = format!("127.0.0.1:{port}");
    let head = served.ask("HEAD /", &host);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(served.ask("POST /", &host).status, 405);
    assert_eq!(served.ask("GET /a.cd", &host).status, 404);
    assert_eq!(served.ask("GET /../a.cd", &host).status, 404);
    assert_eq!(served.ask("GET /favicon.ico", &host).status, 204);
    assert_eq!(served.ask(&format!("GET /{}", "x".repeat(20_000)), &host).status, 431);
    let page = served.ask("GET /", &host);
    assert!(
        page.fields.contains("X-Frame-Options: DENY") && !page.fields.contains("Access-Control"),
        "{}",
        page.fields
    );
}

#[test]
fn hostile_requests_get_nothing() {
    let served = Served::start(GOOD);
    let own = format!("localhost:{}", served.port);
    let names = [
        "localhost.evil.com",
        "localhost.",
        "127.0.0.1.evil.com",
        "127.1",
        "2130706433",
        "0.0.0.0",
        "localhost@evil.com",
        "evil.com/localhost",
        "evil.com, localhost",
        "[::ffff:127.0.0.1]",
    ];
    for name in names {
        let answer = served.ask("GET /", &format!("{name}:{}", served.port));
        assert_eq!((answer.status, answer.body.contains("asks for")), (421, false), "{name}");
    }
    let paths = [
        "/../a.cd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/a.cd",
        "//etc/passwd",
        "/%61.cd",
        "/A.CD",
        "/a.cd%00.html",
        "file:///etc/passwd",
        "http://evil.com/",
        "http://localhost/",
        "*",
    ];
    for path in paths {
        let answer = served.get(path);
        assert_eq!((answer.status, answer.body.contains("asks for")), (404, false), "{path}");
    }
    assert_eq!(served.ask(&format!("GET / HTTP/1.1\r\nHost: {own}"), &own).status, 400);
    assert_eq!(served.ask(&format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(60_000)), &own).status, 431);
    assert_eq!(served.ask(&format!("GET / HTTP/1.1{}", "\r\nX: y".repeat(1_000)), &own).status, 400);
    assert_eq!(served.ask("GET /\0", &own).status, 400);
    assert_eq!(served.ask("CONNECT evil.com:443", &own).status, 405);
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn whoever_speaks_slowly_is_let_go() {
    let served = Served::start(GOOD);
    let mut slow = served.connect();
    write!(slow, "GET / HTTP/1.1\r\nHost: localhost:{}\r\nX: ", served.port).unwrap();
    let mut told = Vec::new();
    // A byte each time that nothing has come: without a bound this would go on until the test's own patience ends.
    slow.set_read_timeout(Some(std::time::Duration::from_millis(200))).unwrap();
    until("the connection is closed", || {
        let _ = slow.write_all(b"x");
        match slow.read(&mut [0; 16]) {
            Ok(length) => {
                told.push(length);
                length == 0
            }
            Err(e) => !matches!(e.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut),
        }
    });
    assert!(told.iter().all(|length| *length == 0), "no answer is given");
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn clients_are_counted_and_go_again() {
    let served = Served::start(GOOD);
    let idle: Vec<TcpStream> = (0..64).map(|_| served.connect()).collect();
    until("there is no seat left", || {
        let mut stream = served.connect();
        let _ = write!(stream, "GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served.port);
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text);
        text.starts_with(b"HTTP/1.1 503 ")
    });
    drop(idle);
    until("there are seats again", || {
        let mut stream = served.connect();
        let _ = write!(stream, "GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served.port);
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text);
        text.starts_with(b"HTTP/1.1 200 ")
    });
    let listening: Vec<Events> = (0..20).map(|_| served.listen()).collect();
    drop(listening);
    #[cfg(target_os = "linux")]
    until("their threads have ended", || {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", served.running.id())).unwrap();
        tasks.count() < 8
    });
}

#[test]
fn a_port_in_use_is_told_with_a_way_out() {
    let served = Served::start(GOOD);
    let ran = served.folder.run(&["serve", "a.cd", "--port", &served.port.to_string()]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    let told = format!("error: port {} is in use: choose another one with `--port N`", served.port);
    assert!(ran.err.starts_with(&told), "{}", ran.err);
    assert_eq!(served.folder.run(&["serve", "missing.cd"]).code, 3);
    assert_eq!(served.folder.run(&["serve", "-"]).code, 64);
    assert_eq!(served.folder.run(&["serve", "a.cd", "--port", "99999"]).code, 64);
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_it_cleanly() {
    let mut served = Served::start(GOOD);
    let _events = served.listen();
    assert_eq!(served.running.interrupt(), Some(0));
    assert_eq!(served.folder.files(), ["a.cd"]);
}
