//! `lsp` on standard input and output.

use super::Folder;

/// Messages as the protocol frames them.
fn framed(messages: &[&str]) -> Vec<u8> {
    messages.iter().map(|m| format!("Content-Length: {}\r\n\r\n{m}", m.len())).collect::<String>().into_bytes()
}

const HELLO: &str = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
const READY: &str = r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#;
const OPEN: &str = r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:a","languageId":"cachediag","version":1,"text":"storage db [origin]\nuser alice\nalice -> bob: hello\n"}}}"#;
const SYMBOLS: &str =
    r#"{"jsonrpc":"2.0","id":2,"method":"textDocument/documentSymbol","params":{"textDocument":{"uri":"untitled:a"}}}"#;
const SHUTDOWN: &str = r#"{"jsonrpc":"2.0","id":3,"method":"shutdown"}"#;
const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

#[test]
fn an_editor_is_served_on_standard_streams() {
    let ran = Folder::new().feed(&["lsp"], &framed(&[HELLO, READY, OPEN, SYMBOLS, SHUTDOWN, EXIT]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for part in ["\"positionEncoding\":\"utf-16\"", "\"cachediagPicture\":true", "\"E201\"", "\"name\":\"alice\""] {
        assert!(ran.out.contains(part), "{part} is missing in {}", ran.out);
    }
    assert!(ran.out.starts_with("Content-Length: "));
}

#[test]
fn an_editor_may_say_that_it_speaks_on_standard_streams() {
    let messages = framed(&[HELLO, READY, SHUTDOWN, EXIT]);
    let ran = Folder::new().feed(&["lsp", "--stdio"], &messages);
    assert_eq!(ran, Folder::new().feed(&["lsp"], &messages));
    assert_eq!(ran.code, 0);
}

#[test]
fn an_editor_that_leaves_without_a_word_or_speaks_nonsense_ends_it() {
    assert_eq!(Folder::new().feed(&["lsp"], &framed(&[HELLO, READY, EXIT])).code, 1);
    let nothing = Folder::new().feed(&["lsp"], b"");
    assert!(nothing.code == 3 && nothing.err.starts_with("error: "), "{} {}", nothing.code, nothing.err);
    for nonsense in [&b"hello\r\n\r\n"[..], b"Content-Length: 5\r\n\r\n{}", &framed(&["{", "[]"])] {
        let ran = Folder::new().feed(&["lsp"], nonsense);
        assert!(ran.code == 3 && !ran.err.contains("panicked"), "{} {}", ran.code, ran.err);
    }
}

/// The background may or may not be done when the editor leaves: every question has its answer all the same.
#[test]
fn questions_that_wait_are_answered_before_the_editor_leaves() {
    let lens =
        r#"{"jsonrpc":"2.0","id":2,"method":"textDocument/codeLens","params":{"textDocument":{"uri":"untitled:a"}}}"#;
    let hint = r#"{"jsonrpc":"2.0","id":4,"method":"textDocument/inlayHint","params":{"textDocument":{"uri":"untitled:a"},"range":{"start":{"line":0,"character":0},"end":{"line":9,"character":0}}}}"#;
    for _ in 0..5 {
        let ran = Folder::new().feed(&["lsp"], &framed(&[HELLO, READY, OPEN, lens, hint, SHUTDOWN, EXIT]));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        for id in 1..=4 {
            assert!(ran.out.contains(&format!("\"id\":{id},\"")), "{id} is missing in {}", ran.out);
        }
    }
}
