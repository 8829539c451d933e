//! Hostile files through every door, in a process that may take so much memory and no more: each is refused by name, and
//! nothing is written.

#![cfg(target_os = "linux")]

use super::{Folder, Ran};
use std::process::Command;

/// What a run may take, kilobytes of addresses: threads and libraries included.
const MEMORY: u32 = 3 << 20;

impl Folder {
    /// Runs within bounded memory.
    fn bounded(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let limited = format!("ulimit -v {MEMORY} && exec \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &limited, "sh", env!("CARGO_BIN_EXE_cachediag")]).args(arguments);
        self.spawn(&mut command, input)
    }

    /// Runs, and nothing new may be there then.
    fn refused(&self, arguments: &[&str], code: i32, words: &str) {
        let before = self.files();
        let ran = self.bounded(&[arguments, &["--diagnostics", "short"]].concat(), b"");
        assert_eq!((ran.code, self.files()), (code, before), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(words) && !ran.err.contains("panicked"), "{arguments:?}: {}", ran.err);
        assert!(ran.err.len() < 20_000, "{arguments:?}: {} bytes", ran.err.len());
    }
}

/// A text that a diagram is, below and above.
const DRAWN: &str = "storage db [origin]\nuser alice\nalice -> db: asks\n";

/// The doors that read programs.
const DOORS: [&[&str]; 4] =
    [&["compile", "x.cd", "-o", "x.svg"], &["compile", "x.cd", "-o", "x.html"], &["check", "x.cd"], &["fmt", "x.cd"]];

#[test]
fn a_file_of_a_hundred_megabytes_is_refused() {
    let folder = Folder::new();
    for name in ["x.cd", "x.mmd", "x.md", "x.json", "x.txt"] {
        std::fs::File::create(folder.path(name)).unwrap().set_len(100 << 20).unwrap();
    }
    for door in DOORS {
        folder.refused(door, 3, "error[E604]: the file is too large");
    }
    folder.refused(&["import", "x.mmd", "-o", "y.cd"], 3, "error[E604]: the file is too large");
    folder.refused(&["embed", "x.md"], 3, "error[E604]: the file is too large");
    folder.refused(&["http-cases", "x.json", "--mode", "shared"], 3, "x.json is larger than 16 MB");
    folder.refused(&["storage", "--headers", "x.txt"], 3, "x.txt is larger than 1 MB");
}

#[test]
fn a_file_of_too_many_lines_is_refused_before_it_is_read() {
    let folder = Folder::with("x.cd", &format!("{DRAWN}{}", "\n".repeat(500_000)));
    for door in DOORS {
        folder.refused(door, 3, "x.cd:500001:1: error[E604]: more than 500,000 lines");
    }
    folder.write("x.mmd", format!("sequenceDiagram\n{}", "A->>B: x\n".repeat(500_000)).as_bytes());
    folder.refused(&["import", "x.mmd", "-o", "y.cd"], 3, "error[E604]: more than 500,000 lines");
}

#[test]
fn files_that_are_too_large_together_are_refused() {
    let folder = Folder::with("x.cd", &format!("import \"a.cd\"\nimport \"b.cd\"\n{DRAWN}"));
    for name in ["a.cd", "b.cd"] {
        folder.write(name, "\n".repeat(300_000).as_bytes());
    }
    folder.refused(
        &["compile", "x.cd", "-o", "x.svg"],
        3,
        "x.cd:2:8: error[E604]: more than 500,000 lines in all files",
    );
    for name in ["a.cd", "b.cd"] {
        folder.write(name, format!("// {}\n", "x".repeat(9 << 20)).as_bytes());
    }
    folder.refused(&["compile", "x.cd", "-o", "x.svg"], 3, "error[E604]: more than 16,777,216 bytes in all files");
    let many: String = (0..10_000).map(|n| format!("import \"{n}.cd\"\n")).collect();
    folder.write("x.cd", format!("{many}{DRAWN}").as_bytes());
    (0..1_005).for_each(|n| folder.write(&format!("{n}.cd"), b""));
    folder.refused(&["check", "x.cd"], 3, "x.cd:1001:8: error[E604]: more than 1,000 imports");
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let deep = |open: &str, close: &str| format!("{DRAWN}{}{}", open.repeat(100_000), close.repeat(100_000));
    let folder = Folder::new();
    for (text, code) in [
        (deep("opt x {\n", "}\n"), "E110"),
        (
            format!("{DRAWN}policy p {{\n  fact a\n  when {}a{} => x\n}}\n", "(".repeat(100_000), ")".repeat(100_000)),
            "E110",
        ),
        (format!("{DRAWN}policy p {{\n  fact a\n  when {}a => x\n}}\n", "not ".repeat(100_000)), "E110"),
        (format!("{DRAWN}alice -> db: asks {}{}\n", "[".repeat(40_000), "]".repeat(40_000)), ""),
        (format!("{DRAWN}alice -> db {}\n", "[".repeat(100_000)), "E1"),
    ] {
        folder.write("x.cd", text.as_bytes());
        let ran = folder.bounded(&["compile", "x.cd", "-o", "x.svg", "--diagnostics", "short"], b"");
        assert!(
            matches!(ran.code, 0 | 2) && ran.err.contains(code) && ran.err.len() < 20_000,
            "{} {}",
            ran.code,
            ran.err
        );
        let written = std::fs::remove_file(folder.path("x.svg")).is_ok();
        assert_eq!(ran.code == 0, written);
    }
    folder.write("x.mmd", format!("sequenceDiagram\n{}", "loop x\n".repeat(100_000)).as_bytes());
    folder.refused(&["import", "x.mmd", "-o", "y.cd"], 2, "error[E612]");
    folder.write("x.json", "[".repeat(100_000).as_bytes());
    folder.refused(&["http-cases", "x.json", "--mode", "shared"], 2, "this is no JSON: recursion limit exceeded");
}

#[test]
fn markdown_of_signs_ends() {
    let folder = Folder::new();
    for text in [
        ">".repeat(100_000),
        "[".repeat(100_000),
        "*a ".repeat(30_000),
        "`".repeat(100_000),
        "- ".repeat(10_000),
        "<!-- ".repeat(20_000),
        "![[".repeat(30_000),
    ] {
        folder.write("x.md", text.as_bytes());
        let ran = folder.bounded(&["embed", "x.md"], b"");
        assert_eq!((ran.code, folder.read("x.md") == text), (0, true), "{:?}: {}", text.get(..4), ran.err);
        let program = format!("{DRAWN}text about {{\n{text}\n}}\n");
        folder.write("x.cd", program.as_bytes());
        assert_eq!(folder.bounded(&["compile", "x.cd", "-o", "y.html"], b"").code, 0, "{:?}", text.get(..4));
    }
}

#[test]
fn markers_without_end_are_refused() {
    let folder = Folder::with("a.cd", DRAWN);
    folder.write("x.md", "<!-- cachediag a.cd -->\n<!-- /cachediag -->\n\n".repeat(1_001).as_bytes());
    folder.refused(&["embed", "x.md"], 3, "x.md:3001:1: error[E604]: more than 1,000 markers for one Markdown file");
}

#[test]
fn a_long_text_of_mermaid_takes_no_longer_than_others() {
    let words = "x <br <br/ ".repeat(200_000);
    let folder = Folder::with("x.mmd", &format!("sequenceDiagram\nA->>B: {words}\n"));
    let ran = folder.bounded(&["import", "x.mmd", "-o", "y.cd"], b"");
    assert_eq!((ran.code, folder.path("y.cd").exists()), (0, true), "{}", ran.err);
}

#[test]
fn pixels_without_end_are_refused() {
    let steps = "alice -> db: asks\n".repeat(10_000);
    let folder = Folder::with("x.cd", &format!("{DRAWN}{steps}"));
    folder.refused(&["compile", "x.cd", "-o", "x.png", "--scale", "4"], 3, "error[E604]: ");
}

#[test]
fn more_copies_than_fit_are_refused() {
    let world = "resource post \"/posts/{id}\"\nstorage db [origin]\ndevice server [instances=10000] {\n  storage mem [per=instance]\n}\n";
    let given: String = (0..1_000).map(|n| format!("  given /posts/{n} = @a in server.2.mem\n")).collect();
    let folder = Folder::with("x.cd", &format!("{world}scenario s {{\n{given}  server.1 -> db: asks\n}}\n"));
    folder.refused(&["compile", "x.cd", "-o", "x.svg"], 3, "error[E604]: more than 8,388,608 copies");
}

#[test]
fn claims_that_fail_without_end_are_told_shortly() {
    let claims = "  expect cdn holds @b of /posts/1\n".repeat(300);
    let world = "resource post \"/posts/{id}\"\nstorage db [origin]\nstorage cdn [http=shared]\nuser alice\nroute main: cdn > db\n";
    let text = format!("{world}scenario s {{\n  given /posts/1 = @a in db\n  alice => GET /posts/1\n{claims}}}\n");
    let folder = Folder::with("x.cd", &text);
    let ran = folder.bounded(&["check", "x.cd"], b"");
    let told = ran.out.matches("more than 100 claims of this scenario fail").count();
    assert_eq!((ran.code, told, ran.err.contains("panicked")), (1, 200, false), "{}", ran.err);
}

#[test]
fn a_policy_of_a_hundred_facts_ends() {
    let facts: Vec<String> = (0..100).map(|n| format!("f{n}")).collect();
    let declared: String = facts.iter().map(|fact| format!("  fact {fact}\n")).collect();
    let pairs: Vec<String> = facts.chunks(2).map(|pair| pair.join(" and ")).collect();
    let rules = format!("  when {} => GET\n  otherwise => other\n", pairs.join(" or "));
    let folder = Folder::with("x.cd", &format!("{DRAWN}policy p {{\n{declared}{rules}}}\n"));
    for target in ["x.svg", "x.md", "x.json", "x.html"] {
        let ran = folder.bounded(&["compile", "x.cd", "-o", target, "--diagnostics", "short"], b"");
        assert!(matches!(ran.code, 0 | 2 | 3) && !ran.err.contains("panicked"), "{target} {} {}", ran.code, ran.err);
    }
}

#[cfg(feature = "lsp")]
#[test]
fn an_editor_that_lies_is_let_go() {
    let folder = Folder::new();
    for length in ["99999999999", "18446744073709551615"] {
        let ran = folder.bounded(&["lsp"], format!("Content-Length: {length}\r\n\r\n{{}}").as_bytes());
        let told = format!("error: a message of {length} bytes: at most 32 MB are read");
        assert!(ran.code == 3 && ran.err.starts_with(&told), "{} {}", ran.code, ran.err);
    }
    let large = format!("Content-Length: {}\r\n\r\n{}", 30 << 20, "x".repeat(30 << 20));
    let ran = folder.bounded(&["lsp"], large.as_bytes());
    assert!(ran.code == 3 && ran.err.contains("a message that is none") && ran.err.len() < 1_000, "{}", ran.err.len());
    let ran = folder.bounded(&["lsp"], &b"x".repeat(1 << 20));
    assert!(ran.code == 3 && ran.err.contains("a message without a head"), "{}", ran.err);
}

/// A program outside, whose words must not come in.
const SECRET: &str = "storage db [origin]\nuser alice\nresource secret-words\n";

#[test]
fn no_path_leads_out_of_the_root() {
    let folder = Folder::with("in/a.cd", DRAWN);
    folder.write("out/secret.cd", SECRET.as_bytes());
    std::os::unix::fs::symlink("../out", folder.path("in/link")).unwrap();
    std::os::unix::fs::symlink("../out/secret.cd", folder.path("in/file.cd")).unwrap();
    let outside = folder.path("out/secret.cd").display().to_string();
    let there = std::fs::canonicalize(folder.path("out/secret.cd")).unwrap();
    for path in [
        "../out/secret.cd",
        "./.././out/secret.cd",
        "x/../../out/secret.cd",
        "in/../../out/secret.cd",
        "link/secret.cd",
        "link/../secret.cd",
        "file.cd",
        "..\\\\out\\\\secret.cd",
        "%2e%2e/out/secret.cd",
        "..%2fout%2fsecret.cd",
        "file:../out/secret.cd",
        "OUT/secret.cd",
        &outside,
        &format!("/{outside}"),
        &format!("file://{outside}"),
        &format!("file:{outside}"),
        "http://127.0.0.1:9/secret.cd",
        "\\\\\\\\host\\\\share\\\\secret.cd",
        "C:/secret.cd",
        "/dev/stdin",
        "/proc/self/environ",
        "",
        ".",
        "..",
    ] {
        folder.write("in/x.cd", format!("import \"{path}\"\n{DRAWN}").as_bytes());
        for door in [&["compile", "in/x.cd", "-o", "in/x.json"][..], &["check", "in/x.cd"]] {
            let ran = folder.bounded(&[door, &["--diagnostics", "short"]].concat(), SECRET.as_bytes());
            assert!(matches!(ran.code, 2 | 3) && ran.err.contains("error[E60"), "{path}: {} {}", ran.code, ran.err);
            assert!(!ran.err.contains("secret-words") && !ran.out.contains("secret-words"), "{path}");
        }
        let marker = format!("<!-- cachediag {} view=storages -->\n<!-- /cachediag -->\n", path.replace('\\', "/"));
        folder.write("in/x.md", marker.as_bytes());
        let ran = folder.bounded(&["embed", "in/x.md"], b"");
        assert!(matches!(ran.code, 2 | 3) && folder.read("in/x.md") == marker, "{path}: {} {}", ran.code, ran.err);
    }
    folder.write("in/x.cd", format!("import \"file.cd\"\n{DRAWN}").as_bytes());
    let wide = folder.bounded(&["check", "in/x.cd", "--root", "."], b"");
    assert!(!wide.err.contains("E602"), "a wider root holds it: {}", wide.err);
    assert_eq!(std::fs::read_to_string(there).unwrap(), SECRET);
    assert_eq!(super::names(&folder.path("in")), ["a.cd", "file.cd", "link", "x.cd", "x.md"]);
}

#[test]
fn no_picture_is_put_outside_of_the_root() {
    let folder = Folder::with("in/a.cd", DRAWN);
    folder.write("out/x.svg", b"mine");
    std::os::unix::fs::symlink("../out", folder.path("in/link")).unwrap();
    std::os::unix::fs::symlink("../out/x.svg", folder.path("in/x.svg")).unwrap();
    let outside = folder.path("out/x.svg").display().to_string();
    for to in ["../out/x.svg", "link/x.svg", "link/../x.svg", "x.svg", "y/../../out/x.svg", &outside, "http://h/x.svg"]
    {
        let text = format!("<!-- cachediag a.cd to={to} -->\n<!-- /cachediag -->\n");
        folder.write("in/x.md", text.as_bytes());
        let ran = folder.bounded(&["embed", "in/x.md"], b"");
        assert_eq!((ran.code, folder.read("in/x.md") == text), (2, true), "{to}: {}", ran.err);
        assert_eq!((folder.read("out/x.svg").as_str(), super::names(&folder.path("out")).len()), ("mine", 1), "{to}");
    }
    assert_eq!(super::names(&folder.path("in")), ["a.cd", "link", "x.md", "x.svg"]);
}
