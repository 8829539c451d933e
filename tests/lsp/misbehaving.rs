//! Clients that misbehave, and files that do.

use super::client::{greeted, start};
use cachediag::lsp::Ended;
use serde_json::{Value, json};

const GOOD: &str = "alice -> server: asks\nserver --> alice: answers 🦀\n";

pub fn after_shutdown() {
    let (mut client, _) = greeted("utf-16");
    client.open("a.cd", GOOD);
    client.ask("shutdown", Value::Null).unwrap();
    let refused = client.ask("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(refused.code, -32600);
    client.change("a.cd", &json!([{ "text": "x" }]));
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Ok(Ended::Orderly));
}

pub fn gone() {
    let (client, _) = greeted("utf-16");
    assert_eq!(client.ended(), Ok(Ended::Abruptly));
    let (client, _) = greeted("utf-16");
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), Ok(Ended::Abruptly));
    assert!(start().ended().is_err());
}

pub fn too_early() {
    let mut client = start();
    assert_eq!(client.ask("textDocument/hover", json!({})).unwrap_err().code, -32002);
    client.ask("initialize", json!({ "capabilities": {} })).unwrap();
    client.notify("initialized", json!({}));
    client.leave();
    let mut client = start();
    assert_eq!(client.ask("initialize", json!({ "capabilities": 7 })).unwrap_err().code, -32602);
    assert!(client.ended().is_err());
}

pub fn broken_positions() {
    let (mut client, _) = greeted("utf-16");
    client.open("a.cd", GOOD);
    // Behind a line's end, below the last line, end before start, and the middle of a rare letter.
    let place = |line: u32, character: u32| json!({ "line": line, "character": character });
    let far = u32::MAX - 1;
    client.change("a.cd", &json!([{ "range": { "start": place(0, 999), "end": place(0, 9999) }, "text": "!" }]));
    client.change(
        "a.cd",
        &json!([{ "range": { "start": place(far, far), "end": place(far, 0) }, "text": "bob -> server: too\n" }]),
    );
    client.change("a.cd", &json!([{ "range": { "start": place(1, 27), "end": place(1, 27) }, "text": "x" }]));
    client.change("a.cd", &json!([{ "range": { "start": place(2, 5), "end": place(2, 0) }, "text": "carol" }]));
    let expected = "alice -> server: asks!\nserver --> alice: answers x🦀\ncarol> server: too\n";
    client.open("fresh.cd", expected);
    for method in ["semanticTokens/full", "documentSymbol"] {
        let ask = |client: &mut super::client::Client, name: &str| {
            let document = json!({ "textDocument": { "uri": client.uri(name) } });
            client.ask(&format!("textDocument/{method}"), document).unwrap()
        };
        assert_eq!(ask(&mut client, "a.cd"), ask(&mut client, "fresh.cd"));
    }
    for place in [place(far, far), place(1, 27), place(0, 999)] {
        let params = json!({ "textDocument": { "uri": client.uri("a.cd") }, "position": place });
        client.ask("textDocument/hover", params.clone()).unwrap();
        client.ask("textDocument/completion", params).unwrap();
    }
    client.leave();
}

pub fn deleted() {
    let (mut client, _) = greeted("utf-16");
    std::fs::write(client.path("common.cd"), "user alice\nstorage db [origin]\n").unwrap();
    std::fs::write(client.path("a.cd"), "").unwrap();
    client.open("a.cd", "import \"common.cd\"\nalice -> db: asks\n");
    assert!(client.codes("a.cd").is_empty());
    std::fs::remove_file(client.path("a.cd")).unwrap();
    std::fs::remove_file(client.path("common.cd")).unwrap();
    let changes = json!([{ "uri": client.uri("common.cd"), "type": 3 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    assert_eq!(client.codes("a.cd").first().map(String::as_str), Some("E601"));
    // The document itself goes on, and what is open counts though it is on no disk.
    client.open("common.cd", "user alice\nstorage db [origin]\n");
    client.change("a.cd", &json!([{ "range": { "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 5 } }, "text": "alice" }]));
    assert!(client.codes("a.cd").is_empty());
    client.close("common.cd");
    assert_eq!(client.codes("a.cd").first().map(String::as_str), Some("E601"));
    std::fs::remove_dir_all(client.path("")).unwrap();
    client.change("a.cd", &json!([{ "text": "alice -> db: asks\n" }]));
    assert!(client.codes("a.cd").is_empty());
    client.leave();
}

pub fn circle() {
    let (mut client, _) = greeted("utf-16");
    client.open("a.cd", "import \"b.cd\"\nuser alice\nalice -> alice: thinks\n");
    client.open("b.cd", "import \"a.cd\"\nuser bob\nbob -> bob: thinks\n");
    assert!(client.codes("a.cd").contains(&"E603".to_owned()));
    assert!(client.codes("b.cd").contains(&"E603".to_owned()));
    client.change("b.cd", &json!([{ "text": "user bob\nbob -> bob: thinks\n" }]));
    assert!(!client.codes("a.cd").contains(&"E603".to_owned()));
    client.leave();
}

pub fn nonsense() {
    let (mut client, _) = greeted("utf-16");
    assert_eq!(client.ask("no/such", json!({})).unwrap_err().code, -32601);
    assert_eq!(client.ask("textDocument/hover", json!({ "textDocument": 3 })).unwrap_err().code, -32602);
    assert_eq!(client.ask("cachediag/picture", Value::Null).unwrap_err().code, -32602);
    let closed = json!({ "textDocument": { "uri": client.uri("none.cd") }, "position": { "line": 0, "character": 0 } });
    for method in ["textDocument/hover", "textDocument/completion", "cachediag/picture", "textDocument/definition"] {
        assert_eq!(client.ask(method, closed.clone()).unwrap_err().code, -32602, "{method}");
    }
    client.notify(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": client.uri("none.cd"), "version": 1 }, "contentChanges": [] }),
    );
    client.notify("textDocument/didOpen", json!([]));
    client.notify("no/such", json!({}));
    client.close("none.cd");
    // A document of no file.
    let item =
        json!({ "uri": "untitled:Untitled-1", "languageId": "cachediag", "version": 1, "text": "import \"x.cd\"\n" });
    client.notify("textDocument/didOpen", json!({ "textDocument": item }));
    let id = json!({ "textDocument": { "uri": "untitled:Untitled-1" } });
    client.ask("textDocument/codeLens", id).unwrap();
    assert_eq!(client.told["untitled:Untitled-1"][0]["code"], "E601");
    client.leave();
}

pub fn cancelled() {
    let (mut client, _) = greeted("utf-16");
    // So many runs that the check takes all its time.
    let par = |n: usize| {
        format!(
            "  {} {{\n    bob => GET /nodes/{n}\n    server: write /nodes/{n} = @x{n}\n    bob => GET /nodes/{n}\n  }}",
            if n == 0 { "par" } else { " and" }
        )
    };
    let branches: String = (0..7).map(par).collect();
    let text = format!(
        "resource node \"/nodes/{{id}}\"\nstorage cache [http=shared]\ndevice server {{\n  storage db [origin]\n}}\nuser bob\nscenario s {{\n{branches}\n  expect bob sees latest\n}}\n"
    );
    client.open("a.cd", &text.replace("  }   and", "  } and"));
    let document = json!({ "textDocument": { "uri": client.uri("a.cd") } });
    let id = client.send("textDocument/codeLens", document.clone());
    client.notify("$/cancelRequest", json!({ "id": id }));
    let answer = client.answer(&id);
    assert!(answer.is_ok() || answer.unwrap_err().code == -32800);
    // Typing cancels the check: what is asked next is about the new text.
    client.change("a.cd", &json!([{ "text": GOOD }]));
    assert_eq!(client.ask("textDocument/codeLens", document).unwrap(), json!([]));
    client.leave();
}
