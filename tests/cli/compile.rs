//! `compile`: where results go, and when nothing is written.

use super::{BAD, Folder, GOOD};
use std::fs;
use std::process::Command;

#[test]
fn several_outputs_follow_their_endings() {
    let folder = Folder::with("a.cd", GOOD);
    let ran = folder.run(&["compile", "a.cd", "-o", "a.svg", "-o", "a.md", "-o", "a.json", "-o", "a.png"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert!(folder.read("a.svg").starts_with("<svg"));
    assert!(folder.read("a.md").contains("| Database "));
    let json: serde_json::Value = serde_json::from_str(&folder.read("a.json")).unwrap();
    assert_eq!(json["storages"][0]["name"], "db");
    assert_eq!(json["scenarios"][1]["name"], "again");
    assert_eq!(fs::read(folder.path("a.png")).unwrap().get(1..4), Some(b"PNG".as_slice()));
    assert_eq!(folder.files(), ["a.cd", "a.json", "a.md", "a.png", "a.svg"]);
}

#[cfg(feature = "pdf")]
#[test]
fn a_document_is_written_like_any_other_picture() {
    let folder = Folder::with("a.cd", &format!("resource node\n// allow: unused-storage\n{GOOD}"));
    let ran = folder.run(&["compile", "a.cd", "-o", "a.pdf", "-o", "b.svg", "--theme", "dark"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert!(fs::read(folder.path("a.pdf")).unwrap().starts_with(b"%PDF-1.7"));
    let ran = folder.run(&["compile", "a.cd", "--format", "pdf", "-o", "views/"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        super::names(&folder.path("views")),
        ["again.pdf", "bounds.pdf", "read.pdf", "storages.pdf", "topology.pdf"]
    );
    folder.write("old.pdf", b"as it was");
    let ran = folder.run(&["compile", "a.cd", "-o", "old.pdf", "--view", "nothing"]);
    assert_eq!(ran.code, 2);
    let ran = folder.run(&["compile", "a.cd", "-o", "old.pdf", "-o", "missing/a.pdf"]);
    assert_eq!((ran.code, ran.err.as_str()), (3, "error: cannot write missing/a.pdf: no such file or directory\n"));
    assert_eq!(folder.read("old.pdf"), "as it was");
}

#[test]
fn a_scenario_draws_itself() {
    let folder = Folder::with("a.cd", GOOD);
    let ran = folder.run(&["compile", "a.cd", "--format", "svg-animated", "--view", "again", "-o", "a.svg"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let picture = folder.read("a.svg");
    assert!(picture.contains("@keyframes s1{") && !picture.contains("@keyframes s2{"), "two messages are two steps");
    let ran = folder.run(&["compile", "a.cd", "--format", "svg-animated", "-o", "views/"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(super::names(&folder.path("views")), ["again.svg", "read.svg"]);
    let short = ["--diagnostics", "short", "compile", "a.cd", "--format", "svg-animated", "-o", "a.svg"];
    let ran = folder.run(&[&short[..], &["--view", "topology"]].concat());
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("error[E605]: the view `topology` cannot be written as svg-animated"), "{}", ran.err);
    assert_eq!(folder.read("a.svg"), picture, "it is as it was");
}

#[test]
fn what_nobody_would_watch_is_refused() {
    let text = format!("user alice\nuser bob\nscenario long {{\n{}}}\n", "  alice -> bob: hello\n".repeat(301));
    let folder = Folder::with("a.cd", &text);
    let ran = folder.run(&["--diagnostics", "short", "compile", "a.cd", "--format", "svg-animated", "-o", "a.svg"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("error[E604]: the picture would draw 301 steps one by one"), "{}", ran.err);
    assert_eq!(folder.files(), ["a.cd"]);
}

#[test]
fn without_output_the_picture_goes_to_a_pipe() {
    let folder = Folder::with("a.cd", GOOD);
    let ran = folder.run(&["compile", "a.cd"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("<svg") && ran.out.ends_with('\n'));
    assert_eq!(folder.files(), ["a.cd"]);
}

#[test]
fn a_dash_is_both_streams() {
    let folder = Folder::new();
    let ran = folder.run_with(&["compile", "-", "-o", "-", "--format", "md"], GOOD);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("# Reading a node"), "{}", ran.out);
    assert!(folder.files().is_empty());
}

#[test]
fn a_folder_gets_every_view() {
    let folder = Folder::with("a.cd", GOOD);
    let ran = folder.run(&["compile", "a.cd", "-o", "views/"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(super::names(&folder.path("views")), ["again.svg", "read.svg", "storages.md", "topology.svg"]);
    let ran = folder.run(&["compile", "a.cd", "-o", "pictures/", "--format", "svg"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(super::names(&folder.path("pictures")), ["again.svg", "read.svg", "storages.svg", "topology.svg"]);
}

#[test]
fn a_view_is_chosen_by_name() {
    let folder = Folder::with("a.cd", GOOD);
    let ran = folder.run(&["compile", "a.cd", "--view", "again", "-o", "a.svg"]);
    assert_eq!(ran.code, 0);
    let picture = folder.read("a.svg");
    assert!(picture.contains("once more") && !picture.contains("asks for the node"));
    let ran = folder.run(&["--diagnostics", "short", "compile", "a.cd", "--view", "agian", "-o", "b.svg"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("error[E605]: there is no view `agian`"), "{}", ran.err);
    let ran = folder.run(&["--diagnostics", "short", "compile", "a.cd", "--view", "again", "-o", "b.md"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("the view `again` cannot be written as md"), "{}", ran.err);
    assert_eq!(folder.files(), ["a.cd", "a.svg"]);
}

#[test]
fn a_table_is_a_view_of_every_format() {
    let folder = Folder::with("a.cd", &format!("resource node\n// allow: unused-storage\n{GOOD}"));
    for (view, said) in [("storages", "How it works"), ("bounds", "Outdated for at most")] {
        let ran = folder.run(&["compile", "a.cd", "--view", view, "-o", "t.svg", "-o", "t.md", "-o", "t.json"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{view}");
        assert!(folder.read("t.svg").contains(said) && folder.read("t.md").contains(said), "{view}");
        assert!(!folder.read("t.svg").contains("asks for the node"), "{view}");
        assert!(folder.read("t.json").contains("\"bounds\": ["), "{view}");
    }
    let ran = folder.run(&["compile", "a.cd", "--view", "bounds", "--view", "read", "-o", "both.svg"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let both = folder.read("both.svg");
    let (table, scenario) = (both.find("Outdated for at most"), both.find("asks for the node"));
    assert!(table.is_some() && table < scenario, "the views stand in the order in which they were asked for");
    let ran = folder.run(&["--diagnostics", "short", "compile", "a.cd", "--view", "matrix", "-o", "b.svg"]);
    assert_eq!(ran.code, 2, "there are no methods");
    assert!(ran.err.contains("error[E605]: there is no view `matrix`"), "{}", ran.err);
}

#[test]
fn a_file_without_scenarios_draws_its_storages() {
    let folder = Folder::with("a.cd", "resource a\nstorage db \"Database <b>\" [origin]\n");
    let ran = folder.run(&["compile", "a.cd", "-o", "a.svg"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(folder.read("a.svg").contains("Database &lt;b&gt;"));
    let ran = folder.run(&["--diagnostics", "short", "compile", "-", "-o", "b.svg"]);
    assert_eq!(ran.code, 2);
}

#[test]
fn errors_leave_no_file_and_no_folder() {
    let folder = Folder::with("a.cd", BAD);
    folder.write("old.svg", b"as it was");
    let ran = folder.run(&["compile", "a.cd", "-o", "old.svg", "-o", "new.md", "-o", "views/"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(folder.read("old.svg"), "as it was");
    assert_eq!(folder.files(), ["a.cd", "old.svg"]);
}

#[test]
fn all_outputs_or_none() {
    let folder = Folder::with("a.cd", GOOD);
    let ran = folder.run(&["compile", "a.cd", "-o", "a.svg", "-o", "missing/a.md"]);
    assert_eq!(ran.code, 3);
    assert_eq!(ran.err, "error: cannot write missing/a.md: no such file or directory\n");
    assert_eq!(folder.files(), ["a.cd"]);
}

#[test]
fn sources_are_not_overwritten() {
    let folder = Folder::with("a.md", GOOD);
    let ran = folder.run(&["compile", "a.md", "-o", "a.md"]);
    assert_eq!(ran.code, 64);
    assert_eq!(ran.err, "error: a.md is a source and is not overwritten\n");
    assert_eq!(folder.read("a.md"), GOOD);
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with("a.cd", GOOD);
    folder.write("real.svg", b"old");
    fs::set_permissions(folder.path("real.svg"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real.svg", folder.path("link.svg")).unwrap();
    assert_eq!(folder.run(&["compile", "a.cd", "-o", "link.svg"]).code, 0);
    assert!(folder.path("link.svg").is_symlink());
    assert!(folder.read("real.svg").starts_with("<svg"));
    assert_eq!(fs::metadata(folder.path("real.svg")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(folder.run(&["compile", "a.cd", "-o", "/dev/null", "--format", "svg"]).code, 0);
}

#[test]
fn the_same_bytes_each_time() {
    let folder = Folder::with("a.cd", GOOD);
    let first = folder.run(&["compile", "a.cd"]).out;
    assert_eq!(first, folder.run(&["compile", "a.cd"]).out);
}

#[test]
fn an_output_that_stays_as_it_is_is_not_written_again() {
    use std::time::{Duration, SystemTime};
    let folder = Folder::with("a.cd", GOOD);
    let out = folder.path("a.svg");
    let compile = || assert_eq!(folder.run(&["compile", "a.cd", "-o", "a.svg"]).code, 0);
    compile();
    let picture = fs::read(&out).unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().write(true).open(&out).unwrap().set_modified(long_ago).unwrap();
    fs::hard_link(&out, folder.path("twin")).unwrap();
    compile();
    // It is the file that was there, and newer than its source.
    fs::write(folder.path("twin"), b"other").unwrap();
    assert_eq!(fs::read(&out).unwrap(), b"other");
    compile();
    assert!(fs::metadata(&out).unwrap().modified().unwrap() > long_ago + Duration::from_secs(1800));
    // Whatever differs, wherever, is written whole, to a file of its own.
    let middle = picture.len() / 2;
    let mut changed = picture.clone();
    changed[middle] ^= 1;
    let longer = [&picture[..], b"more"].concat();
    for there in [&picture[..middle], &picture[..1], b"", &longer, &changed] {
        fs::write(&out, there).unwrap();
        compile();
        assert!(fs::read(&out).unwrap() == picture, "{} bytes were there", there.len());
        assert_eq!(fs::read(folder.path("twin")).unwrap(), b"other");
    }
    assert_eq!(folder.files(), ["a.cd", "a.svg", "twin"]);
}

#[test]
fn imports_stay_inside_the_root() {
    let folder = Folder::with("in/a.cd", "import \"../b.cd\"\nalice -> db: asks\n");
    folder.write("b.cd", b"storage db \"Database\" [origin]\nuser alice\n");
    let ran = folder.run(&["--diagnostics", "short", "compile", "in/a.cd", "-o", "a.svg"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("in/a.cd:1:8: error[E602]:"), "{}", ran.err);
    let ran = folder.run(&["--root", ".", "compile", "in/a.cd", "-o", "a.svg"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    folder.write("in/a.cd", b"import \"a.cd\"\nalice -> db: asks\n");
    let ran = folder.run(&["--diagnostics", "short", "compile", "in/a.cd"]);
    assert!(ran.code == 2 && ran.err.contains("error[E603]"), "{}", ran.err);
    folder.write("in/a.cd", b"import \"none.cd\"\nalice -> db: asks\n");
    let ran = folder.run(&["--diagnostics", "short", "compile", "in/a.cd"]);
    assert!(ran.code == 2 && ran.err.contains("error[E601]"), "{}", ran.err);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = Folder::with("a.cd", GOOD);
    let program = env!("CARGO_BIN_EXE_cachediag");
    let script = format!("'{program}' compile a.cd | true; '{program}' explain | head -n 1");
    let ran = folder.spawn(Command::new("sh").args(["-c", &script]), b"");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn every_phase_can_be_printed() {
    let folder = Folder::with("a.cd", GOOD);
    for phase in ["tokens", "tree", "model", "timeline", "scene"] {
        let ran = folder.run(&["--emit", phase, "compile", "a.cd"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{phase}");
        assert!(ran.out.lines().count() > 5, "{phase}: {}", ran.out);
    }
    assert_eq!(folder.files(), ["a.cd"]);
}
