//! `watch`: a line a rebuild, whatever way files are saved, and the last good picture.

use super::live::{Running, until};
use super::{BAD, Folder, GOOD};
use std::fs;

fn asks(words: &str) -> String {
    GOOD.replace("asks for the node", words)
}

#[test]
fn each_save_is_a_line_and_a_picture() {
    let folder = Folder::with("a.cd", GOOD);
    let watch = Running::start(&folder, &["watch", "a.cd"]);
    let line = watch.line();
    let (clock, words) = line.split_once("  ").unwrap();
    assert!(clock.len() == 8 && clock.bytes().filter(|b| *b == b':').count() == 2, "{line}");
    assert!(words.starts_with("a.svg · ") && words.ends_with(" ms"), "{line}");
    for words in ["wants it", "begs for it"] {
        folder.write("a.cd", asks(words).as_bytes());
        watch.line_with("a.svg");
        until("the picture is the new one", || folder.read("a.svg").contains(words));
    }
    assert_eq!(folder.files(), ["a.cd", "a.svg"]);
}

#[test]
fn errors_are_told_and_the_last_good_picture_stays() {
    let folder = Folder::with("a.cd", GOOD);
    let watch = Running::start(&folder, &["watch", "a.cd", "-o", "x.svg", "-o", "x.md", "--diagnostics", "short"]);
    assert!(watch.line().contains("x.svg, x.md · "));
    let before = folder.read("x.svg");
    folder.write("a.cd", BAD.as_bytes());
    watch.error_with("a.cd:3:10: error[E201]");
    assert!(watch.line().ends_with("1 error · the last good one stays"));
    assert_eq!(folder.read("x.svg"), before);
    folder.write("a.cd", asks("wants it").as_bytes());
    watch.line_with("x.svg");
    assert_ne!(folder.read("x.svg"), before);
}

#[test]
fn files_that_are_put_aside_and_come_back_are_followed() {
    let folder = Folder::with("a.cd", GOOD);
    let watch = Running::start(&folder, &["watch", "a.cd"]);
    watch.line();
    // As editors do: a new file in the place of the old one.
    folder.write("a.cd.new", asks("wants it").as_bytes());
    fs::rename(folder.path("a.cd.new"), folder.path("a.cd")).unwrap();
    watch.line_with("a.svg");
    until("the picture is the new one", || folder.read("a.svg").contains("wants it"));
    fs::remove_file(folder.path("a.cd")).unwrap();
    watch.error_with("cannot read a.cd: no such file");
    watch.line_with("1 error");
    assert!(folder.read("a.svg").contains("wants it"));
    folder.write("a.cd", asks("is back for it").as_bytes());
    watch.line_with("a.svg");
    until("the picture is the new one", || folder.read("a.svg").contains("is back for it"));
}

#[test]
fn imports_are_followed_as_they_come_and_go() {
    let folder = Folder::new();
    folder.write("deep/a.cd", b"import \"../common.cd\"\nalice -> db: asks\n");
    folder.write("common.cd", b"storage db \"Database\" [origin]\nuser alice\n");
    let watch =
        Running::start(&folder, &["watch", "deep/a.cd", "--root", ".", "-o", "a.svg", "--diagnostics", "short"]);
    watch.line_with("a.svg");
    folder.write("common.cd", b"storage db \"Data store\" [origin]\nuser alice\n");
    watch.line_with("a.svg");
    until("the picture is the new one", || folder.read("a.svg").contains("Data store"));
    // One that is not there yet, in a folder that is not there yet.
    folder.write("deep/a.cd", b"import \"more/new.cd\"\nalice -> db: asks\n");
    watch.error_with("error[E601]");
    folder.write("deep/more/new.cd", b"storage db \"New store\" [origin]\nuser alice\n");
    watch.line_with("a.svg");
    until("the picture is the new one", || folder.read("a.svg").contains("New store"));
    // The first one counts no more.
    until("nothing is left to be told", || watch.waiting() == 0);
    folder.write("common.cd", b"storage db \"Nobody's\" [origin]\nuser alice\n");
    folder.write("deep/more/new.cd", b"storage db \"Last store\" [origin]\nuser alice\n");
    watch.line_with("a.svg");
    until("the picture is the new one", || folder.read("a.svg").contains("Last store"));
}

#[test]
fn many_saves_in_a_row_end_with_the_last_one() {
    let folder = Folder::with("a.cd", GOOD);
    let watch = Running::start(&folder, &["watch", "a.cd", "--no-check"]);
    watch.line();
    for number in 0..300 {
        // In pieces, so that some readings fall between them.
        let text = asks(&format!("asks {number} times"));
        let (head, tail) = text.split_at(text.len() / 2);
        folder.write("a.cd", head.as_bytes());
        let mut file = fs::OpenOptions::new().append(true).open(folder.path("a.cd")).unwrap();
        std::io::Write::write_all(&mut file, tail.as_bytes()).unwrap();
    }
    until("the picture is the last one", || folder.read("a.svg").contains("asks 299 times"));
    assert!(watch.waiting() < 300, "saves in a row are one rebuild");
    assert_eq!(folder.files(), ["a.cd", "a.svg"]);
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_it_cleanly() {
    let folder = Folder::with("a.cd", GOOD);
    let mut watch = Running::start(&folder, &["watch", "a.cd"]);
    watch.line();
    assert_eq!(watch.interrupt(), Some(0));
    assert_eq!(folder.files(), ["a.cd", "a.svg"]);
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = Folder::with("a.cd", GOOD);
    let wrong: [(&[&str], i32); 5] = [
        (&["watch", "-"], 64),
        (&["watch", "a.cd", "-o", "-"], 64),
        (&["watch", "a.cd", "-o", "a.bmp"], 64),
        (&["watch", "a.cd", "--emit", "tree"], 64),
        (&["watch", "missing.cd"], 3),
    ];
    for (arguments, code) in wrong {
        let ran = folder.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}");
        assert!(ran.err.starts_with("error: "), "{arguments:?}: {}", ran.err);
    }
    let ran = folder.run(&["watch", "a.cd", "-o", "a.cd", "--format", "svg"]);
    assert!(ran.code == 64 && ran.err.contains("is a source"), "{}", ran.err);
}
