//! `explain`, `new`, `completions`, `man`, help and wrong usage.

use super::{Folder, GOOD};

#[test]
fn wrong_usage_ends_64() {
    let folder = Folder::with("a.cd", GOOD);
    let wrong: [&[&str]; 9] = [
        &["compile"],
        &["draw", "a.cd"],
        &["compile", "a.cd", "--no-such"],
        &["compile", "a.cd", "-o", "a.bmp"],
        &["compile", "a.cd", "-o", "a"],
        &["compile", "a.cd", "--theme", "drak"],
        &["compile", "a.cd", "--scale", "0"],
        &["compile", "a.cd", "-o", "a.svg", "-o", "a.svg"],
        &["explain", "E999"],
    ];
    for arguments in wrong {
        let ran = folder.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (64, ""), "{arguments:?}");
        assert!(ran.err.starts_with("error: ") || ran.err.contains("Usage"), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(folder.run(&[]).code, 64);
    assert_eq!(folder.files(), ["a.cd"]);
}

#[test]
fn help_has_examples() {
    let folder = Folder::new();
    let pages: [&[&str]; 8] = [
        &["--help"],
        &["compile", "--help"],
        &["embed", "--help"],
        &["explain", "--help"],
        &["fmt", "--help"],
        &["new", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
    ];
    for arguments in pages {
        let ran = folder.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
        assert!(ran.out.contains("Example") && ran.out.contains("cachediag "), "{arguments:?}: {}", ran.out);
    }
    let ran = folder.run(&["--version"]);
    assert_eq!(ran.out, format!("cachediag {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn explain_prints_a_page_or_the_list() {
    let folder = Folder::new();
    let ran = folder.run(&["explain", "E201"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("# E201: a participant that is not declared\n"), "{}", ran.out);
    assert_eq!(folder.run(&["explain", "e201"]).out, ran.out);
    assert!(folder.run(&["explain", "unused-storage"]).out.starts_with("# unused-storage: "));
    let list = folder.run(&["explain"]).out;
    assert!(list.lines().count() > 70 && list.contains("E606 "));
    let near = folder.run(&["explain", "unused-storge"]);
    assert!(near.code == 64 && near.err.contains("unused-storage"), "{}", near.err);
}

#[test]
fn new_programs_compile_and_nothing_is_overwritten() {
    let folder = Folder::new();
    for kind in ["spa-cdn", "react-query", "cache-aside", "events"] {
        let ran = folder.run(&["new", kind, "--from", kind]);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
        let file = format!("{kind}.cd");
        let ran = folder.run(&["--diagnostics", "short", "compile", &file, "-o", "x.svg", "-o", "x.md"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{kind}");
        let before = folder.read(&file);
        let ran = folder.run(&["new", &file, "--from", kind]);
        assert_eq!((ran.code, ran.err), (3, format!("error: {file} is already there and is not overwritten\n")));
        assert_eq!(folder.read(&file), before);
    }
    assert_eq!(folder.run(&["new", ".."]).code, 64);
    assert_eq!(folder.run(&["new", "missing/a"]).code, 3);
}

#[test]
fn completions_and_manual() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = folder.run(&["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("explain"), "{shell}");
    }
    let ran = folder.run(&["man"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains(".TH cachediag 1") && ran.out.contains("CACHEDIAG COMPILE"));
}
