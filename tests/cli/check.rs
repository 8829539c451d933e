//! `check`: exit codes, its JSON, pictures of counterexamples, its limits.

use super::{BAD, Folder};
use serde_json::{Value, json};

/// Two servers: one of them keeps what it has when the other one is told.
const TWO: &str = "\
resource node \"/nodes/{id}\"
device server \"Server\" [instances=2] {
  storage memory [per=instance]
}
storage db [origin]
user alice
method forget [by=server] {
  caller: drop key in memory
}
claim read-your-writes
scenario write \"A write\" {
  given /nodes/1 = @old in every storage
  alice -> server: POST /nodes/1
  server -> db: write /nodes/1 = @new
  server: forget /nodes/1
  server --> alice: 200
  alice => GET /nodes/1
  alice sees @new
  possible alice sees @old
  expect db holds @new of /nodes/1
}
";

/// The same with one server, where every claim holds.
fn one() -> String {
    TWO.replace("instances=2", "instances=1").replace("  possible alice sees @old\n", "")
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The fields of an object with their kinds, in their order.
fn shape(value: &Value) -> Vec<(&str, &'static str)> {
    value.as_object().unwrap().iter().map(|(name, value)| (name.as_str(), kind(value))).collect()
}

fn document(folder: &Folder, arguments: &[&str]) -> (i32, Value) {
    let ran = folder.run(&[&["check", "--json"], arguments].concat());
    assert!(ran.out.ends_with("}\n") && ran.out.lines().count() == 1, "{}{}", ran.out, ran.err);
    (ran.code, serde_json::from_str(&ran.out).unwrap())
}

fn verdicts(scenario: &Value) -> Vec<(u64, &str)> {
    let claims = scenario["claims"].as_array().unwrap();
    claims.iter().map(|c| (c["line"].as_u64().unwrap(), c["verdict"].as_str().unwrap())).collect()
}

#[test]
fn ends_0_when_every_claim_is_as_its_author_said() {
    let folder = Folder::with("one.cd", &one());
    let ran = folder.run(&["check", "one.cd"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.contains("holds"), "{}", ran.out);
    let said = TWO.replace("sees @new", "sees @new [fails]").replace("your-writes", "your-writes [fails]");
    folder.write("said.cd", said.as_bytes());
    assert_eq!(folder.run(&["check", "said.cd"]).code, 0);
    folder.write("unsaid.cd", one().replace("sees @new", "sees @new [fails]").as_bytes());
    assert_eq!(folder.run(&["check", "unsaid.cd"]).code, 1, "it holds although its author says that it fails");
}

#[test]
fn a_claim_of_the_file_is_settled_by_any_of_its_scenarios() {
    let quiet = "scenario quiet \"Nobody asks\" {\n  alice: waits\n}\n";
    let two = |claim: &str| format!("{}{quiet}", one().replace("claim read-your-writes", claim));
    let folder = Folder::with("held.cd", &two("claim read-your-writes"));
    let ran = folder.run(&["check", "held.cd"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("not exercised here, but in another scenario"), "{}", ran.out);
    // It fails with two servers, and says so.
    let broken = TWO.replace("sees @new", "sees @new [fails]");
    let said = broken.replace("claim read-your-writes", "claim read-your-writes [fails]");
    folder.write("said.cd", format!("{said}{quiet}").as_bytes());
    assert_eq!(folder.run(&["check", "said.cd"]).code, 0);
    folder.write("broken.cd", format!("{broken}{quiet}").as_bytes());
    assert_eq!(folder.run(&["check", "broken.cd"]).code, 1);
    // Where no scenario exercises it, nothing settles it.
    let nobody = two("claim read-your-writes").replace("alice => GET /nodes/1\n  alice sees @new\n", "");
    folder.write("nobody.cd", nobody.as_bytes());
    assert_eq!(folder.run(&["check", "nobody.cd"]).code, 1);
}

#[test]
fn ends_1_when_a_claim_fails_or_is_not_exercised() {
    let folder = Folder::with("two.cd", TWO);
    let ran = folder.run(&["check", "two.cd"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("fails") && ran.out.contains("server.2.memory"), "{}", ran.out);
    folder.write("unread.cd", one().replace("  alice => GET /nodes/1\n", "").as_bytes());
    let (code, told) = document(&folder, &["unread.cd"]);
    assert_eq!(code, 1);
    assert_eq!(verdicts(&told["files"][0]["scenarios"][0])[0], (17, "not-exercised"));
}

#[test]
fn a_reason_names_the_file_of_an_imported_statement() {
    let shared = "resource node \"/nodes/{id}\" [max-age=60s]\ndevice browser [per=user] {\n  storage disk [http=private]\n}\n\
                  storage db [origin]\nuser alice\nmethod load [by=user] {\n  caller => GET key\n}\n";
    let own = "import \"shared.cd\"\nscenario stale {\n  given /nodes/1 = @one in db\n  alice: load /nodes/1\n\
               \x20 db: write /nodes/1 = @two\n  alice: load /nodes/1\n  expect alice sees latest of /nodes/1\n}\n";
    let folder = Folder::with("own.cd", own);
    folder.write("shared.cd", shared.as_bytes());
    let (code, told) = document(&folder, &["own.cd"]);
    assert_eq!(code, 1, "{told}");
    let reason = &told["files"][0]["scenarios"][0]["claims"][0]["reason"];
    let expected = "saw @one from alice.disk, put there by line 8 of shared.cd; line 5 wrote a newer value; \
                    nothing reached alice.disk since";
    assert_eq!(reason, expected);
    // Who saw the value that the origin had then.
    folder.write("own.cd", own.replacen("\n  alice: load /nodes/1\n  expect", "\n  expect", 1).as_bytes());
    let (_, told) = document(&folder, &["own.cd"]);
    let reason = told["files"][0]["scenarios"][0]["claims"][0]["reason"].as_str().unwrap();
    assert!(reason.starts_with("saw @one from db; line 5 wrote a newer value since"), "{reason}");
}

#[test]
fn a_reason_blames_no_copy_that_is_marked() {
    let text = "resource page\nstorage library\nstorage cdn [http=shared, ttl=1h]\nstorage db [origin]\nuser alice\n\
                scenario marked {\n  given page = @one in every storage\n  db: write page = @two\n\
                \x20 alice: invalidate page in library\n  expect no storage holds stale\n  possible alice sees @three\n\
                \x20 alice => GET page\n  possible alice sees @three\n}\n";
    let folder = Folder::with("marked.cd", text);
    let (_, told) = document(&folder, &["marked.cd"]);
    let claims = &told["files"][0]["scenarios"][0]["claims"];
    let reason = claims[0]["reason"].as_str().unwrap();
    assert!(reason.starts_with("cdn holds @one from the start; line 8 wrote a newer value"), "{reason}");
    // What some run should reach is called so, and is told in full where none does.
    assert_eq!(claims[2]["text"], "possible alice sees @three");
    assert!(claims[2]["reason"].as_str().unwrap().starts_with("no run reaches it"), "{claims}");
}

#[test]
fn json_has_every_field_that_is_promised() {
    let folder = Folder::with("two.cd", TWO);
    let (code, told) = document(&folder, &["two.cd"]);
    assert_eq!(code, 1);
    assert_eq!(shape(&told), [("files", "array"), ("states_per_second", "number")]);
    let file = &told["files"][0];
    assert_eq!(shape(file), [("path", "string"), ("scenarios", "array"), ("claims", "array")]);
    let scenario = &file["scenarios"][0];
    let fields = ["name", "runs", "states", "complete", "claims"];
    let kinds = ["string", "number", "number", "boolean", "array"];
    assert_eq!(shape(scenario), fields.into_iter().zip(kinds).collect::<Vec<_>>());
    assert_eq!((&scenario["name"], &scenario["complete"]), (&json!("write"), &json!(true)));
    // One choice for the write and one for the read: which server.
    assert_eq!(scenario["runs"], 4);
    assert_eq!(verdicts(scenario), [(18, "fails"), (19, "holds"), (20, "holds")]);
    let claim = &scenario["claims"][0];
    let fields = ["line", "text", "verdict", "expected_to_fail", "reason", "counterexample", "repairs"];
    let kinds = ["number", "string", "string", "boolean", "string", "array", "array"];
    assert_eq!(shape(claim), fields.into_iter().zip(kinds).collect::<Vec<_>>());
    assert_eq!((&claim["text"], &claim["expected_to_fail"]), (&json!("alice sees @new"), &json!(false)));
    assert!(claim["reason"].as_str().unwrap().contains("server.2.memory"), "{claim}");
    let steps = claim["counterexample"].as_array().unwrap();
    assert!(steps.len() > 5 && steps.iter().all(|s| shape(s) == [("line", "number"), ("text", "string")]), "{claim}");
    assert_eq!(scenario["claims"][1]["counterexample"], json!([]));
    let whole = &file["claims"][0];
    assert_eq!((&whole["line"], &whole["verdict"], &whole["scenario"]), (&json!(10), &json!("fails"), &json!("write")));
}

#[test]
fn repairs_are_told_in_json_unless_nobody_asked() {
    let folder = Folder::with("two.cd", &one().replace("  server: forget /nodes/1\n", ""));
    let (_, told) = document(&folder, &["two.cd"]);
    let repairs = &told["files"][0]["scenarios"][0]["claims"][0]["repairs"];
    let first = &repairs[0];
    let fields = [("method", "string"), ("by", "string"), ("after_line", "number"), ("text", "string")];
    assert_eq!(shape(first), fields, "{told}");
    assert_eq!(first["method"], "forget");
    let (_, told) = document(&folder, &["two.cd", "--no-repair"]);
    assert_eq!(told["files"][0]["scenarios"][0]["claims"][0]["repairs"], json!([]));
}

#[test]
fn repairs_are_told_in_the_order_that_mends() {
    let text = "resource page [max-age=1h]\nresource list depends on page\nstorage cdn [http=shared]\ndevice server {\n  storage mem\n}\n\
                storage db [origin]\nuser bob\nmethod refetch [by=user] {\n  caller => GET key [no-cache]\n}\n\
                method clean [by=server] {\n  caller: drop key in mem\n}\nscenario s {\n  given page = @v in every storage\n\
                \x20 server -> db: write page = @w\n  bob => GET page\n  expect bob sees latest\n}\n";
    let folder = Folder::with("two.cd", text);
    let repair = |folder: &Folder| {
        let (_, told) = document(folder, &["two.cd"]);
        told["files"][0]["scenarios"][0]["claims"][0]["repairs"][0]["text"].as_str().unwrap().to_owned()
    };
    assert_eq!(repair(&folder), "`server: clean page` after line 18 and `bob: refetch page` after line 18");
    // Written so, it holds.
    let calls = "  server: clean page\n  bob: refetch page\n  bob => GET page\n";
    folder.write("two.cd", text.replace("  bob => GET page\n", calls).as_bytes());
    assert_eq!(folder.run(&["check", "two.cd"]).code, 0);
    // What depends on what is written is tried as well, and what is only given.
    let list = text.replace("@v in every storage", "@v in every storage\n  given list = @l in every storage");
    folder.write("two.cd", list.replace("bob => GET page", "bob => GET list").as_bytes());
    let told = repair(&folder);
    assert!(told.contains("clean page, list") && told.contains("refetch page, list"), "{told}");
}

#[test]
fn counterexamples_are_drawn_into_a_folder() {
    let folder = Folder::with("two.cd", TWO);
    let ran = folder.run(&["check", "two.cd", "--counterexamples", "seen/all"]);
    assert_eq!(ran.code, 1);
    assert_eq!(super::names(&folder.path("seen/all")), ["two-write-10.svg", "two-write-18.svg"]);
    assert!(folder.read("seen/all/two-write-18.svg").contains("<svg"));
    let ran = folder.run(&["check", "two.cd", "--counterexamples", "two.cd/inside"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
}

#[test]
fn a_limit_that_is_reached_leaves_claims_open() {
    let folder = Folder::with("one.cd", &one());
    for limit in [["--budget", "0s"], ["--max-states", "1"]] {
        let (code, told) = document(&folder, &[&limit[..], &["one.cd"]].concat());
        assert_eq!(code, 1, "{limit:?}");
        let scenario = &told["files"][0]["scenarios"][0];
        assert_eq!(scenario["complete"], false, "{limit:?}");
        assert!(verdicts(scenario).iter().all(|(_, verdict)| *verdict == "inconclusive"), "{limit:?}: {told}");
        let reason = scenario["claims"][0]["reason"].as_str().unwrap();
        assert!(!reason.is_empty(), "{limit:?}");
    }
    let (code, told) = document(&folder, &["--max-states", "5", "one.cd"]);
    assert_eq!(code, 1);
    let states = told["files"][0]["scenarios"][0]["states"].as_u64().unwrap();
    assert!((5..20).contains(&states), "{states}");
}

#[test]
fn faults_are_limited_on_request() {
    let text =
        one().replace("of /nodes/1\n}", "of /nodes/1\n  crash server anywhere {\n    possible alice sees @old\n  }\n}");
    let folder = Folder::with("crash.cd", &text);
    let (_, all) = document(&folder, &["crash.cd"]);
    let (_, none) = document(&folder, &["--faults", "0", "crash.cd"]);
    let (all, none) = (&all["files"][0]["scenarios"][0], &none["files"][0]["scenarios"][0]);
    assert_eq!((&all["complete"], &none["complete"]), (&json!(true), &json!(false)));
    assert!(all["states"].as_u64() > none["states"].as_u64());
    let (runs, verdict) = (&none["runs"], &none["claims"][2]["verdict"]);
    assert_eq!((runs, verdict), (&json!(1), &json!("inconclusive")));
}

#[test]
fn several_files_and_standard_input_are_checked_together() {
    let folder = Folder::with("two.cd", TWO);
    folder.write("one.cd", one().as_bytes());
    let ran = folder.run_with(&["check", "--json", "one.cd", "-", "two.cd"], &one());
    assert_eq!(ran.code, 1, "{}", ran.err);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let paths: Vec<&Value> = told["files"].as_array().unwrap().iter().map(|f| &f["path"]).collect();
    assert_eq!(paths, ["one.cd", "-", "two.cd"]);
    assert_eq!(folder.run_with(&["check", "-", "one.cd"], &one()).code, 0);
}

#[test]
fn errors_end_2_and_draw_nothing() {
    let folder = Folder::with("bad.cd", BAD);
    let ran = folder.run(&["check", "bad.cd", "--counterexamples", "seen"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("E201"), "{}", ran.err);
    folder.write("two.cd", TWO.as_bytes());
    assert_eq!(folder.run(&["check", "two.cd", "bad.cd"]).code, 2, "the worst counts");
    assert_eq!(folder.run(&["check", "none.cd"]).code, 3);
    assert!(folder.files().iter().all(|name| name != "seen") || super::names(&folder.path("seen")).is_empty());
}

#[test]
fn wrong_usage_ends_64() {
    let folder = Folder::with("two.cd", TWO);
    for wrong in [&["check"][..], &["check", "two.cd", "--budget", "soon"], &["check", "two.cd", "--max-states", "-1"]]
    {
        let ran = folder.run(wrong);
        assert_eq!((ran.code, ran.out.as_str()), (64, ""), "{wrong:?}");
    }
}

#[test]
fn compile_warns_of_what_fails_and_is_strict_on_request() {
    let folder = Folder::with("two.cd", TWO);
    let ran = folder.run(&["compile", "two.cd", "-o", "a.svg"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("server.2.memory"), "{}", ran.err);
    assert_eq!(folder.run(&["compile", "two.cd", "--strict", "-o", "b.svg"]).code, 1);
    let ran = folder.run(&["compile", "two.cd", "--no-check", "-o", "c.svg"]);
    assert_eq!((ran.code, ran.err.contains("server.2.memory")), (0, false), "{}", ran.err);
    folder.write("one.cd", one().as_bytes());
    assert_eq!(folder.run(&["compile", "one.cd", "--strict", "-o", "d.svg"]).code, 0);
}

#[test]
fn a_counterexample_is_a_view() {
    let folder = Folder::with("two.cd", TWO);
    let ran = folder.run(&["compile", "two.cd", "--view", "write!", "-o", "a.svg"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    folder.run(&["compile", "two.cd", "--view", "write", "-o", "b.svg"]);
    assert_ne!(folder.read("a.svg"), folder.read("b.svg"));
    folder.write("one.cd", one().as_bytes());
    for (file, view) in [("one.cd", "write!"), ("two.cd", "nowhere!")] {
        let ran = folder.run(&["compile", file, "--view", view, "-o", "none.svg"]);
        assert!(ran.code == 2 || ran.code == 64, "{view}: {} {}", ran.code, ran.err);
        assert!(ran.err.contains("error") && !folder.path("none.svg").exists(), "{view}: {}", ran.err);
    }
}

/// A program that nobody could look at as a whole.
fn huge() -> String {
    let mut text = String::from(
        "resource node \"/nodes/{id}\"\ndevice browser [per=user] {\n  storage disk [http=private]\n}\n\
         device server [instances=2] {\n  storage memory [per=instance]\n}\nstorage db [origin]\n\
         user a\nuser b\nuser c\nscenario s {\n  given /nodes/1 = @v in every storage\n  par {\n",
    );
    for (at, user) in ["a", "b", "c"].into_iter().enumerate() {
        text += if at == 0 { "" } else { "  } and {\n" };
        for step in 0..66 {
            let line = if step % 8 == 0 {
                "server -> db: write /nodes/1 = @w".to_owned()
            } else {
                format!("{user} => GET /nodes/1")
            };
            text += &format!("    {line}\n");
        }
    }
    text + "  }\n  expect a sees @v\n  crash server.1 anywhere {\n    a => GET /nodes/1\n  }\n}\n"
}

#[test]
fn what_is_too_much_ends_with_what_is_known() {
    let folder = Folder::with("huge.cd", &huge());
    let start = std::time::Instant::now();
    let (code, told) = document(&folder, &["--budget", "1s", "--no-repair", "huge.cd"]);
    assert!(start.elapsed() < std::time::Duration::from_secs(120), "{:?}", start.elapsed());
    let scenario = &told["files"][0]["scenarios"][0];
    assert_eq!((code, &scenario["complete"]), (1, &json!(false)));
    assert_ne!(scenario["claims"][0]["verdict"], "holds");
}

#[test]
fn strange_programs_are_decided() {
    let mut loops = String::new();
    for depth in 0..6 {
        loops += &format!("loop again {depth} {{\n");
    }
    loops += "alice => GET /nodes/1\n";
    loops += &"}\n".repeat(6);
    let places =
        "resource node \"/nodes/{id}\"\nstorage cache \"Cache\"\nstorage db [origin]\nuser alice\nscenario s {\n";
    let nested = format!("{places}given /nodes/1 = @v in every storage\n{loops}expect alice sees @v\n}}\n");
    let twice = format!(
        "{places}given /nodes/1 = @v in cache\ngiven /nodes/1 = @w in cache\ngiven /nodes/1 = @x in db\n\
         alice => GET /nodes/1\nexpect alice sees @w\n}}\n"
    );
    let never = format!("{places}alice => GET /nodes/1\nexpect cache holds latest of /nodes/9\n}}\n");
    for (name, text, verdict) in [("nested", nested, "holds"), ("twice", twice, "holds"), ("never", never, "fails")] {
        let folder = Folder::with("a.cd", &text);
        let (_, told) = document(&folder, &["--budget", "60s", "a.cd"]);
        assert_eq!(told["files"][0]["scenarios"][0]["claims"][0]["verdict"], verdict, "{name}: {told}");
    }
}

#[test]
fn a_claim_that_was_not_decided_is_drawn_as_undecided() {
    let folder = Folder::with("one.cd", &one());
    let marks = |arguments: &[&str]| {
        let ran = folder.run(&[&["compile", "one.cd", "-o", "-", "--format", "json"], arguments].concat());
        let told: Value = serde_json::from_str(&ran.out).unwrap();
        let steps = told["scenarios"][0]["steps"].as_array().unwrap().clone();
        let verdicts = steps.iter().filter_map(|step| step["verdict"].as_str().map(str::to_owned));
        verdicts.collect::<Vec<_>>()
    };
    let decided = marks(&["--budget", "60s"]);
    assert!(!decided.is_empty() && decided.iter().all(|verdict| verdict == "holds"), "{decided:?}");
    let open = marks(&["--budget", "0s"]);
    assert_eq!(open.len(), decided.len());
    assert!(open.contains(&"open".to_owned()), "{open:?}");
}
