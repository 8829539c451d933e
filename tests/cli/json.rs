//! `compile -o x.json` as a program reads it. The numbers were worked out by hand from the source below.

use super::Folder;
use serde_json::{Value, json};

/// Bob's proxy keeps what it has for a minute; alice's is empty.
const NODES: &str = r#"title: Two proxies
resource node "/nodes/{id}" [max-age=60s]
resource nodes "/nodes" depends on node
device browser "Browser" [per=user] {
  storage disk "Disk cache" [http=private]
}
storage proxy "Proxy" [per=isp, http=shared]
device server [instances=2] {
  storage memory [ttl=1m]
}
storage db [origin]
user alice [isp=a]
user bob [isp=b]
route direct: disk > proxy > db
method forget [by=user] {
  caller: invalidate key in disk
}
scenario watch "Watching" {
  given /nodes/1 = @old in bob.proxy
  alice => GET /nodes/1 [via=direct]
  db: write /nodes/1 = @new
  wait 30s
  bob => GET /nodes/1 [brief, via=direct]
  bob sees @new [fails]
  alice: forget /nodes/1
  wait 30s
  bob => GET /nodes/1 [via=direct]
  expect bob.proxy holds latest of /nodes/1
}
"#;

fn told() -> Value {
    let folder = Folder::with("a.cd", NODES);
    let ran = folder.run(&["compile", "a.cd", "-o", "a.json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = folder.read("a.json");
    assert!(text.ends_with("}\n") && text.lines().all(|line| line.trim_end() == line));
    serde_json::from_str(&text).unwrap()
}

/// Line, lookup and what one copy holds of `/nodes/1` after each step of a kind.
fn steps<'v>(told: &'v Value, kind: &str) -> Vec<&'v Value> {
    let steps = told["scenarios"][0]["steps"].as_array().unwrap();
    steps.iter().filter(|step| step["kind"] == kind).collect()
}

#[test]
fn declarations_stand_in_declared_order() {
    let told = told();
    assert_eq!(told["title"], "Two proxies");
    let storages: Vec<Value> =
        told["storages"].as_array().unwrap().iter().map(|s| json!([s["name"], s["device"], s["copies"]])).collect();
    assert_eq!(
        Value::from(storages),
        json!([
            ["disk", "browser", ["alice.disk", "bob.disk"]],
            ["proxy", null, ["alice.proxy", "bob.proxy"]],
            ["memory", "server", ["server.1.memory", "server.2.memory"]],
            ["db", null, ["db"]],
        ])
    );
    assert_eq!(told["dependencies"], json!({ "node": ["node", "nodes"], "nodes": ["nodes"] }));
    assert_eq!(told["matrix"]["columns"], json!(["disk", "proxy", "memory", "db"]));
    // One user forgets their own copy; nobody else's storage is reached.
    assert_eq!(told["matrix"]["rows"][0]["method"], "forget");
    assert_eq!(told["matrix"]["rows"][0]["cells"], json!(["✓*", "", "", "★"]));
    assert_eq!(told["matrix"]["rows"][0]["footnotes"][0]["storage"], "disk");
}

#[test]
fn every_step_tells_what_every_copy_holds() {
    let told = told();
    assert_eq!(told["scenarios"][0]["name"], "watch");
    let start = &told["scenarios"][0]["start"];
    assert_eq!(start["bob.proxy"]["/nodes/1"], json!({ "value": "@old", "state": "latest" }));
    assert_eq!(start["alice.disk"]["/nodes/1"], json!({ "value": null, "state": "empty" }));
    let row =
        |step: &&Value, copy: &str| json!([step["line"], step["lookup"], step["copies"][copy]["/nodes/1"]["state"]]);
    let messages = steps(&told, "message");
    let disk: Vec<Value> = messages.iter().map(|step| row(step, "alice.disk")).collect();
    assert_eq!(
        Value::from(disk),
        json!([
            // alice => GET: disk and proxy are empty, the database answers, both store.
            [20, null, "empty"],
            [20, "fwd=uri-miss", "empty"],
            [20, "fwd=uri-miss", "empty"],
            [20, "stored", "empty"],
            [20, "stored", "latest"],
            [20, null, "latest"],
            // bob => GET [brief]: 30 s old, and fresh for 60 s.
            [23, null, "stale"],
            [23, "hit", "stale"],
            // The second read, 60 s after the start: his disk's copy is as old as the proxy's, since Age travels.
            [27, null, "marked"],
            [27, "fwd=stale", "marked"],
            [27, "fwd=stale", "marked"],
            [27, "stored", "marked"],
            [27, "stored", "marked"],
            [27, null, "marked"],
        ])
    );
    let proxy: Vec<Value> = messages.iter().map(|step| step["copies"]["bob.proxy"]["/nodes/1"].clone()).collect();
    assert_eq!(proxy[7], json!({ "value": "@old", "state": "stale" }));
    assert_eq!(proxy[10], json!({ "value": "@old", "state": "stale" }));
    assert_eq!(proxy[11], json!({ "value": "@new", "state": "latest" }));
}

#[test]
fn steps_say_who_and_what_came_of_it() {
    let told = told();
    let hit = steps(&told, "message")[7];
    assert_eq!(json!([hit["from"], hit["to"], hit["arrow"]]), json!(["bob.proxy", ["bob"], "response"]));
    assert_eq!(hit["changes"], json!([{ "copy": "bob.disk", "key": "/nodes/1", "value": "@old", "state": "stale" }]));
    let sees = steps(&told, "sees")[0];
    assert_eq!(json!([sees["at"], sees["sees"], sees["verdict"]]), json!(["bob", ["@new"], "fails"]));
    assert!(sees["reason"].as_str().unwrap().contains("bob.proxy"), "{sees}");
    let claim = steps(&told, "claim")[0];
    assert_eq!(json!([claim["line"], claim["verdict"], claim["reason"]]), json!([28, "holds", null]));
    assert_eq!(steps(&told, "gap")[0]["wait"], "30s");
    let written = steps(&told, "action")[0];
    assert_eq!(written["text"], "db: write /nodes/1 = @new");
    assert_eq!(written["copies"]["db"]["/nodes/1"], json!({ "value": "@new", "state": "latest" }));
}

#[test]
fn a_stranger_needs_no_special_cases() {
    let told = told();
    let scenario = &told["scenarios"][0];
    let pairs = |copies: &Value| -> Vec<(String, Vec<String>)> {
        let keys = |keys: &Value| keys.as_object().unwrap().keys().cloned().collect();
        copies.as_object().unwrap().iter().map(|(copy, held)| (copy.clone(), keys(held))).collect()
    };
    let first = pairs(&scenario["start"]);
    let mut held = scenario["start"].clone();
    for step in scenario["steps"].as_array().unwrap() {
        assert_eq!(pairs(&step["copies"]), first, "the same copies and keys at every step");
        assert!(!step["text"].as_str().unwrap().is_empty());
        for change in step["changes"].as_array().into_iter().flatten() {
            let (copy, key) = (change["copy"].as_str().unwrap(), change["key"].as_str().unwrap());
            held[copy][key] = json!({ "value": change["value"], "state": change["state"] });
        }
        assert_eq!(step["copies"], held, "changes add up to the copies, line {}", step["line"]);
    }
}

#[test]
fn what_nobody_could_read_is_refused() {
    let mut text = String::from(
        "// allow: unused-storage, unused-participant\nresource node\nstorage cache [per=user]\nstorage db [origin]\n",
    );
    for user in 0..2_000 {
        text.push_str(&format!("user u{user}\n"));
    }
    text.push_str("given node = @v in every storage\n");
    text.push_str(&"u0: waits\n".repeat(1_100));
    let folder = Folder::with("a.cd", &text);
    let ran = folder.run(&["compile", "a.cd", "--diagnostics", "short", "-o", "a.json"]);
    assert!(ran.err.contains("E604") && ran.err.contains("more than 2,000,000 times"), "{}", ran.err);
    assert_eq!((ran.code, folder.files()), (3, vec!["a.cd".to_owned()]));
}
