//! How findings are told, and the exit codes that go with them.

use super::{BAD, Folder};
use std::process::Command;

#[test]
fn short_is_one_line() {
    let folder = Folder::with("a.cd", BAD);
    let ran = folder.run(&["compile", "a.cd", "--diagnostics", "short"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("a.cd:3:10: error[E201]: "), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1);
}

#[test]
fn json_is_one_object_a_line() {
    let folder = Folder::with("a.cd", BAD);
    let ran = folder.run(&["compile", "a.cd", "--diagnostics", "json"]);
    assert_eq!(ran.err.lines().count(), 1);
    let value: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!((&value["code"], &value["severity"], &value["path"]), (&"E201".into(), &"error".into(), &"a.cd".into()));
    assert_eq!(value["span"]["start"], serde_json::json!({ "line": 3, "column": 10, "byte": 51 }));
    assert_eq!(value["span"]["end"], serde_json::json!({ "line": 3, "column": 12, "byte": 53 }));
    let edit = &value["fixes"][0]["edits"][0];
    assert_eq!((&edit["text"], &edit["span"]), (&"db".into(), &value["span"]));
}

#[test]
fn pretty_shows_the_line_and_colour_is_chosen() {
    let folder = Folder::with("a.cd", BAD);
    let plain = folder.run(&["compile", "a.cd"]).err;
    assert!(plain.starts_with("error[E201]: ") && plain.contains("a.cd:3:10"), "{plain}");
    assert!(plain.contains("alice -> bd: asks") && !plain.contains('\u{1b}'), "{plain}");
    let coloured = folder.run(&["compile", "a.cd", "--color", "always"]).err;
    assert!(coloured.contains('\u{1b}'));
    let program = env!("CARGO_BIN_EXE_cachediag");
    let quiet = folder.spawn(Command::new(program).args(["compile", "a.cd"]).env("NO_COLOR", "1"), b"");
    assert!(!quiet.err.contains('\u{1b}'));
}

#[test]
fn warnings_do_not_stop_and_can_be_silenced() {
    let folder = Folder::with("a.cd", "storage db [origin]\nuser alice\nuser bob\nalice -> db: asks\n");
    let ran = folder.run(&["compile", "a.cd", "-o", "a.svg", "--diagnostics", "short"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.starts_with("a.cd:3:6: warning[unused-participant]: "), "{}", ran.err);
    let ran = folder.run(&["-q", "compile", "a.cd", "-o", "a.svg"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn of_many_warnings_of_one_kind_the_first_are_told() {
    let storages: String = (0..40).map(|n| format!("storage s{n}\n")).collect();
    let folder = Folder::with("a.cd", &format!("{storages}user alice\nalice: waits\n"));
    let told = |form: &str| folder.run(&["compile", "a.cd", "-o", "a.svg", "--diagnostics", form]).err;
    let pretty = told("pretty");
    let heads: Vec<&str> = pretty.lines().filter(|line| line.starts_with("warning[unused-storage]: ")).collect();
    assert_eq!(heads.len(), 6, "{pretty}");
    let lines: Vec<String> = (6..=25).map(|line: u32| line.to_string()).collect();
    let rest = format!("warning[unused-storage]: 35 more like these, in lines {} and 15 others", lines.join(", "));
    assert_eq!(heads[5], rest);
    for form in ["short", "json"] {
        assert_eq!(told(form).lines().filter(|line| line.contains("unused-storage")).count(), 40, "{form}");
    }
    assert_eq!(folder.run(&["-q", "compile", "a.cd", "-o", "a.svg"]).err, "");
}

#[test]
fn bytes_that_are_no_text_have_a_place() {
    let folder = Folder::new();
    folder.write("a.cd", b"user alice\nuser ren\xe9\n");
    let ran = folder.run(&["compile", "a.cd", "-o", "a.svg", "--diagnostics", "short"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("a.cd:2:9: error[E606]: the byte 0xE9"), "{}", ran.err);
    folder.write("a.cd", b"\xff\xfeu\0s\0");
    let ran = folder.run(&["compile", "a.cd", "-o", "a.svg"]);
    assert!(ran.code == 2 && ran.err.contains("E606"), "{}", ran.err);
    assert_eq!(folder.files(), ["a.cd"]);
}

#[test]
fn a_file_that_cannot_be_read_ends_3() {
    let folder = Folder::new();
    let ran = folder.run(&["compile", "none.cd"]);
    assert_eq!((ran.code, ran.err.as_str()), (3, "error: cannot read none.cd: no such file or directory\n"));
    let ran = folder.run(&["compile", "none.cd", "--diagnostics", "json"]);
    let value: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(value["message"], "cannot read none.cd: no such file or directory");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let folder = Folder::with("a.cd", "alice -> \u{1b}[2Jbob: asks\n");
    for form in ["pretty", "short"] {
        let ran = folder.run(&["compile", "a.cd", "--diagnostics", form]);
        assert!(ran.code == 2 && !ran.err.contains('\u{1b}'), "{form}: {}", ran.err);
    }
}

#[test]
fn a_very_long_line_is_told_in_a_few_words() {
    let folder = Folder::with(
        "a.cd",
        &format!("alice -> bob: {} \u{1}\nalice ->\n) {}\n", "x ".repeat(2_000_000), "y ".repeat(3_000_000)),
    );
    let started = std::time::Instant::now();
    let ran = folder.run(&["compile", "a.cd"]);
    assert!(matches!(ran.code, 2 | 3) && ran.err.len() < 200_000, "{}, {} bytes", ran.code, ran.err.len());
    assert!(started.elapsed().as_secs() < 60);
}
