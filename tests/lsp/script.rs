//! Conversations: read, held, compared or rewritten.

use super::client::{Client, greeted};
use super::spell;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// A part of a conversation.
struct Part {
    /// What is done.
    head: String,
    /// The lines below it.
    body: String,
}

pub fn check(path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).unwrap();
    let (about, parts) = read(&text);
    let encoding = parts.iter().find_map(|part| part.head.strip_prefix("encoding ")).unwrap_or("utf-16");
    let (mut client, welcome) = greeted(encoding);
    assert_eq!(welcome["capabilities"]["positionEncoding"], encoding);
    let mut out = about;
    for part in &parts {
        let told = hold(&mut client, part);
        let _ = write!(out, "=== {}\n{}", part.head, told.unwrap_or_else(|| part.body.clone()));
    }
    client.leave();
    if std::env::var_os("CACHEDIAG_BLESS").is_some() {
        std::fs::write(path, out).unwrap();
        return Ok(());
    }
    if out == text {
        return Ok(());
    }
    let line = out.lines().zip(text.lines()).take_while(|(a, b)| a == b).count();
    let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    Err(format!("line {}\n  found    {}\n  expected {}", line + 1, at(&out), at(&text)))
}

fn read(text: &str) -> (String, Vec<Part>) {
    let mut about = String::new();
    let mut parts: Vec<Part> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("=== "), parts.last_mut()) {
            (Some(head), _) => parts.push(Part { head: head.trim_end().to_owned(), body: String::new() }),
            (None, Some(part)) => part.body.push_str(line),
            (None, None) => about.push_str(line),
        }
    }
    (about, parts)
}

/// Does what a part says; what is answered, if something is.
fn hold(client: &mut Client, part: &Part) -> Option<String> {
    let mut words = part.head.splitn(4, ' ');
    let verb = words.next().unwrap();
    let name = words.next().unwrap_or("");
    match verb {
        "encoding" => None,
        "file" => {
            let path = client.path(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &part.body).unwrap();
            None
        }
        "remove" => {
            std::fs::remove_file(client.path(name)).unwrap();
            None
        }
        "open" => {
            client.open(name, part.body.trim_end_matches('\n').trim_end_matches("(no end of line)"));
            None
        }
        "change" => {
            let range = words.next().map(range).unwrap();
            let text: Value = serde_json::from_str(words.next().unwrap()).unwrap();
            client.change(name, &json!([{ "range": range, "text": text }]));
            None
        }
        "close" => {
            client.close(name);
            None
        }
        "told" => {
            let found = client.findings(name);
            Some(spell::lines(client, &found))
        }
        "ask" => Some(ask(client, name, &words.collect::<Vec<_>>())),
        "send" => {
            let rest = words.collect::<Vec<_>>().join(" ");
            let params = if rest.is_empty() { Value::Null } else { serde_json::from_str(&rest).unwrap() };
            let answer = client.ask(name, params);
            Some(spell::answer(client, name, answer, ""))
        }
        other => panic!("what is `{other}`?"),
    }
}

fn ask(client: &mut Client, method: &str, rest: &[&str]) -> String {
    let mut rest = rest.join(" ");
    let more = rest.find('{').map(|at| rest.split_off(at));
    let mut words = rest.split_whitespace();
    let name = words.next().unwrap_or("").to_owned();
    let place = words.next();
    let method = match method {
        "picture" => "cachediag/picture".to_owned(),
        "symbol" => "workspace/symbol".to_owned(),
        other => format!("textDocument/{other}"),
    };
    let mut params = json!({ "textDocument": { "uri": client.uri(&name) } });
    if let Some(place) = place {
        let found = range(place);
        params["position"] = found["start"].clone();
        params["range"] = found.clone();
        params["positions"] = json!([found["start"]]);
    } else {
        params["range"] = range("1:1-9999:1");
    }
    params["context"] = json!({ "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 });
    params["options"] = json!({ "tabSize": 2, "insertSpaces": true });
    if let Some(more) = more {
        let more: Value = serde_json::from_str(&more).unwrap();
        for (key, value) in more.as_object().unwrap() {
            params[key] = value.clone();
        }
    }
    let text = std::fs::read_to_string(client.path(&name)).unwrap_or_default();
    let answer = client.ask(&method, params);
    spell::answer(client, &method, answer, &text)
}

/// `3:5-3:9`, or `3:5` for an empty one; from 1.
fn range(text: &str) -> Value {
    let place = |text: &str| {
        let (line, character) = text.split_once(':').unwrap();
        let number = |text: &str| text.parse::<u32>().unwrap().max(1) - 1;
        json!({ "line": number(line), "character": number(character) })
    };
    let (start, end) = text.split_once('-').unwrap_or((text, text));
    json!({ "start": place(start), "end": place(end) })
}
