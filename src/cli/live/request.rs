//! One request: its head is read within a time and a size, and refused unless a browser of this machine asks for the page.
//!
//! A page from elsewhere whose name suddenly leads to this machine (DNS rebinding) says that name as the host; it gets nothing.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The largest head, bytes.
const LARGEST: usize = 16 << 10;

/// The most fields of a head.
const FIELDS: usize = 64;

/// How long a head may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The page; its head alone if `false`.
    Page(bool),
    /// To be told of changes.
    Changes,
    /// A picture for the tab.
    Icon,
}

/// Why there is no answer but this: a status, and a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused(pub &'static str, pub &'static str);

/// Reads a head; nothing if the other side has gone or takes too long.
pub(super) fn read(stream: &mut TcpStream, port: u16) -> io::Result<Result<Wanted, Refused>> {
    let until = Instant::now() + PATIENCE;
    let mut head = Vec::new();
    let mut part = [0; 2048];
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        stream.set_read_timeout(Some(left))?;
        let length = stream.read(&mut part)?;
        if length == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        head.extend_from_slice(part.get(..length).unwrap_or_default());
        if let Some(judged) = judge(&head, port) {
            return Ok(judged);
        }
        if head.len() > LARGEST {
            return Ok(Err(Refused("431 Request Header Fields Too Large", "this request is too large")));
        }
    }
}

/// What a head asks for; nothing while it is not complete.
fn judge(head: &[u8], port: u16) -> Option<Result<Wanted, Refused>> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    match request.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return None,
        Err(_) => return Some(Err(Refused("400 Bad Request", "this is no request"))),
    }
    let hosts = request.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("host"));
    let hosts: Vec<&[u8]> = hosts.map(|field| field.value).collect();
    let [host] = hosts.as_slice() else {
        return Some(Err(Refused("400 Bad Request", "a request names one host")));
    };
    if !is_loopback(host, port) {
        return Some(Err(Refused("421 Misdirected Request", "this server answers this machine only, as localhost")));
    }
    let path = request.path.unwrap_or("").split(['?', '#']).next().unwrap_or("");
    Some(match (request.method.unwrap_or(""), path) {
        (method @ ("GET" | "HEAD"), "/" | "/index.html") => Ok(Wanted::Page(method == "GET")),
        ("GET", "/changes") => Ok(Wanted::Changes),
        ("GET" | "HEAD", "/favicon.ico") => Ok(Wanted::Icon),
        ("GET" | "HEAD", _) => Err(Refused("404 Not Found", "there is one page here, at /")),
        _other => Err(Refused("405 Method Not Allowed", "this page can be read only")),
    })
}

/// Whether a host is this machine, with the port that is served.
fn is_loopback(host: &[u8], port: u16) -> bool {
    let Ok(host) = std::str::from_utf8(host) else { return false };
    let (name, said) = match host.rsplit_once(':') {
        Some((name, said)) if !said.contains(']') => (name, Some(said)),
        Some(_) | None => (host, None),
    };
    let same = match said {
        Some(said) => said.parse() == Ok(port),
        None => port == 80,
    };
    same && (matches!(name, "127.0.0.1" | "[::1]") || name.eq_ignore_ascii_case("localhost"))
}

#[cfg(test)]
mod tests {
    use super::{Refused, Wanted, judge};

    fn asked(head: &str) -> Option<Result<Wanted, &'static str>> {
        judge(head.as_bytes(), 4280).map(|judged| judged.map_err(|Refused(status, _)| &status[..3]))
    }

    #[test]
    fn this_machine_is_answered() {
        for host in ["127.0.0.1:4280", "localhost:4280", "LocalHost:4280", "[::1]:4280"] {
            let head = format!("GET /?x#y HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assert_eq!(asked(&head), Some(Ok(Wanted::Page(true))), "{host}");
        }
        assert_eq!(asked("HEAD / HTTP/1.1\r\nhost: localhost:4280\r\n\r\n"), Some(Ok(Wanted::Page(false))));
        assert_eq!(asked("GET /changes HTTP/1.1\r\nhost: localhost:4280\r\n\r\n"), Some(Ok(Wanted::Changes)));
    }

    #[test]
    fn other_names_are_refused() {
        for host in [
            "evil.example:4280",
            "localhost",
            "localhost:80",
            "127.0.0.1:42800",
            "localhost.evil.example:4280",
            "127.0.0.1@evil.example:4280",
            "evil.example#:4280",
            ":4280",
            "",
            "[::1]",
            "0.0.0.0:4280",
        ] {
            let head = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assert_eq!(asked(&head), Some(Err("421")), "{host}");
        }
    }

    #[test]
    fn what_is_no_request_for_the_page_is_refused() {
        let host = "Host: localhost:4280\r\n";
        assert_eq!(asked(&format!("GET / HTTP/1.1\r\n{host}")), None);
        assert_eq!(asked("GET / HTTP/1.1\r\n\r\n"), Some(Err("400")));
        assert_eq!(asked(&format!("GET / HTTP/1.1\r\n{host}{host}\r\n")), Some(Err("400")));
        assert_eq!(asked("\u{0}\r\n\r\n"), Some(Err("400")));
        assert_eq!(asked(&format!("POST / HTTP/1.1\r\n{host}\r\n")), Some(Err("405")));
        assert_eq!(asked(&format!("GET /../../etc/passwd HTTP/1.1\r\n{host}\r\n")), Some(Err("404")));
        assert_eq!(asked(&format!("GET http://evil.example/ HTTP/1.1\r\n{host}\r\n")), Some(Err("404")));
        let many = "a: b\r\n".repeat(100);
        assert_eq!(asked(&format!("GET / HTTP/1.1\r\n{host}{many}\r\n")), Some(Err("400")));
    }
}
