//! `fmt`: in place, through a pipe, below folders, and `--check`.

use super::{BAD, Folder, GOOD};

const UNTIDY: &str = "user a [isp=x]   // one\n\n\nuser  bob[isp=y]\na->bob:  hello\n";
const TIDY: &str = "user a [isp=x]  // one\n\nuser bob [isp=y]\na -> bob: hello\n";

#[test]
fn a_file_is_formatted_in_place() {
    let folder = Folder::with("a.cd", UNTIDY);
    let ran = folder.run(&["fmt", "a.cd"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert_eq!(folder.read("a.cd"), TIDY);
    assert_eq!(folder.run(&["fmt", "a.cd"]).code, 0);
    assert_eq!(folder.read("a.cd"), TIDY);
    assert_eq!(folder.files(), ["a.cd"]);
}

#[test]
fn a_pipe_is_formatted_to_a_pipe() {
    let ran = Folder::new().run_with(&["fmt", "-"], UNTIDY);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, TIDY, ""));
    let ran = Folder::new().run_with(&["fmt", "-"], "user \"a\n");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("E102"), "{}", ran.err);
}

#[test]
fn check_lists_what_would_change_and_changes_nothing() {
    let folder = Folder::with("a.cd", UNTIDY);
    folder.write("b.cd", TIDY.as_bytes());
    let ran = folder.run(&["fmt", "--check", "a.cd", "b.cd"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "a.cd\n"));
    assert!(ran.err.contains("-a->bob:  hello\n") && ran.err.contains("+a -> bob: hello\n"), "{}", ran.err);
    assert_eq!(folder.read("a.cd"), UNTIDY);
    assert_eq!(folder.run(&["fmt", "--check", "b.cd"]).code, 0);
    let quiet = folder.run(&["fmt", "--check", "-q", "a.cd"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (1, "a.cd\n", ""));
}

#[test]
fn a_file_that_cannot_be_read_whole_is_left() {
    let broken = "user  alice\nscenario s {\n  alice ->\n";
    let folder = Folder::with("a.cd", broken);
    folder.write("b.cd", UNTIDY.as_bytes());
    let ran = folder.run(&["fmt", "a.cd", "missing.cd", "b.cd"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    assert!(ran.err.contains("E106") && ran.err.contains("cannot read missing.cd"), "{}", ran.err);
    assert_eq!(folder.read("a.cd"), broken);
    assert_eq!(folder.read("b.cd"), TIDY);
    folder.write("c.cd", b"user \xff\n");
    assert_eq!(folder.run(&["fmt", "c.cd"]).code, 2);
    // a name that is not declared does not matter
    folder.write("d.cd", BAD.replace("alice -> bd", "alice->bd").as_bytes());
    assert_eq!(folder.run(&["fmt", "d.cd"]).code, 0);
    assert_eq!(folder.read("d.cd"), BAD);
}

#[test]
fn a_folder_means_the_programs_below_it() {
    let folder = Folder::with("deep/er/a.cd", UNTIDY);
    folder.write("deep/b.cd", UNTIDY.as_bytes());
    folder.write("deep/.hidden/c.cd", UNTIDY.as_bytes());
    folder.write("deep/d.txt", UNTIDY.as_bytes());
    let ran = folder.run(&["fmt", "--check", "--diagnostics", "short", "deep"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (1, "deep/b.cd\ndeep/er/a.cd\n", ""));
    assert_eq!(folder.run(&["fmt", "deep"]).code, 0);
    assert_eq!(folder.read("deep/er/a.cd"), TIDY);
    assert_eq!(folder.read("deep/.hidden/c.cd"), UNTIDY);
    folder.write("empty/a.txt", b"");
    let ran = folder.run(&["fmt", "empty"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "warning: there are no .cd files below empty\n"));
}

#[test]
fn line_ends_stay_and_permissions_too() {
    let folder = Folder::with("a.cd", &UNTIDY.replace('\n', "\r\n"));
    assert_eq!(folder.run(&["fmt", "a.cd"]).code, 0);
    assert_eq!(folder.read("a.cd"), TIDY.replace('\n', "\r\n"));
    assert_eq!(folder.run(&["fmt", "--check", "a.cd"]).code, 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        folder.write("b.cd", UNTIDY.as_bytes());
        std::fs::set_permissions(folder.path("b.cd"), PermissionsExt::from_mode(0o640)).unwrap();
        assert_eq!(folder.run(&["fmt", "b.cd"]).code, 0);
        assert_eq!(std::fs::metadata(folder.path("b.cd")).unwrap().permissions().mode() & 0o777, 0o640);
    }
    assert_eq!(folder.run(&["fmt"]).code, 64);
    folder.write("good.cd", GOOD.as_bytes());
    assert_eq!(folder.run(&["fmt", "--check", "good.cd"]).code, 0);
}
