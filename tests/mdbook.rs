//! Books as mdBook hands them over: what becomes of their chapters, and what is told.

#![cfg(feature = "mdbook")]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use cachediag::diagnostic::short;
use cachediag::mdbook::{self, Ended, Told};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A book's folder.
struct Book {
    folder: TempDir,
    settings: Value,
    renderer: &'static str,
}

/// What came out.
struct Out {
    ended: Ended,
    chapters: Vec<String>,
    told: String,
}

impl Book {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("src")).expect("a folder");
        let settings = json!({ "cache": false });
        let book = Self { folder, settings, renderer: "html" };
        book.write("book.toml", "[book]\ntitle = \"T\"\n");
        mdbook::install(book.folder.path()).expect("a style");
        book
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.root().join(path), text).expect("a file");
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.settings[name] = value.into();
        self
    }

    /// Why the book is not made at all.
    fn refused(&self) -> String {
        mdbook::run(self.input(&[]).as_bytes(), Vec::new(), &mut |_| {}).expect_err("wrong settings")
    }

    /// A book as mdBook writes it.
    fn input(&self, chapters: &[(&str, &str)]) -> String {
        let chapter = |(path, content): &(&str, &str)| {
            json!({ "Chapter": {
                "name": path, "content": content, "number": null, "sub_items": [], "path": path, "source_path": path,
                "parent_names": []
            } })
        };
        let items: Vec<Value> = chapters.iter().map(chapter).collect();
        let context = json!({
            "root": self.root(), "renderer": self.renderer, "mdbook_version": "0.5.4",
            "config": {
                "book": { "title": "T" },
                "output": { "html": { "additional-css": ["./cachediag.css"] } },
                "preprocessor": { "cachediag": self.settings },
            },
        });
        json!([context, { "items": items }]).to_string()
    }

    /// Makes chapters that came like this.
    fn make(&self, chapters: &[(&str, &str)]) -> Out {
        let input = self.input(chapters);
        let (mut output, mut told) = (Vec::new(), String::new());
        let ended = mdbook::run(input.as_bytes(), &mut output, &mut |said| match said {
            Told::Findings(findings) => {
                told.extend(findings.list.iter().map(|finding| short::spell(finding, &findings.sources)));
            }
            Told::Warning(sentence) => told.push_str(&format!("{sentence}\n")),
        });
        let ended = ended.expect("a book");
        let book: Value =
            if output.is_empty() { json!({ "items": [] }) } else { serde_json::from_slice(&output).unwrap() };
        let content = |item: &Value| item["Chapter"]["content"].as_str().expect("a chapter").to_owned();
        Out { ended, chapters: book["items"].as_array().unwrap().iter().map(content).collect(), told }
    }

    /// Writes a chapter and makes it.
    fn one(&self, text: &str) -> Out {
        self.write("src/a.md", text);
        self.make(&[("a.md", text)])
    }
}

const SHOP: &str = "resource node \"/nodes/{id}\"\nstorage cdn \"CDN\" [http=shared, ttl=5m]\nstorage db \"Database\" [origin]\n\
    method refetch [by=user] {\n  caller => GET key [no-cache]\n}\nuser alice\nscenario visit {\n  alice => GET /nodes/1\n}\n";

#[test]
fn a_fence_becomes_its_source_and_a_picture_on_one_line() {
    let out = Book::new().one("# A\n\n```cachediag\nalice -> bob: <hi> {{x}}\n```\n\nend\n");
    let [text] = out.chapters.as_slice() else { panic!("one chapter") };
    assert_eq!(out.told, "");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.first().zip(lines.last()), Some((&"# A", &"end")));
    let figure =
        lines.iter().find(|line| line.starts_with("<figure class=\"cachediag cachediag-auto\"")).expect("a figure");
    assert!(figure.ends_with("</svg></div></figure>"), "{figure}");
    assert!(
        lines[2].starts_with("<pre><code class=\"nohighlight hljs cachediag-source\">alice -&gt; bob: &lt;hi&gt;"),
        "{}",
        lines[2]
    );
    // No other preprocessor reads anything into a diagram, nothing clashes with the page, and tooltips are not searched.
    assert!(!text.contains("{{") && !text.contains(" id=") && !text.contains("<title") && !text.contains("url(#"));
}

#[test]
fn views_are_pictures_or_tables_as_asked() {
    let book = Book::new();
    book.write("src/shop.cd", SHOP);
    let out = book.one("{{#cachediag shop.cd view=matrix view=visit}}\n\n```cachediag file=shop.cd, view=matrix, as=picture, hide-source\n```\n");
    assert_eq!(out.told, "");
    let text = &out.chapters[0];
    assert!(text.starts_with("| Method | CDN | Database |\n"), "{text}");
    assert_eq!(text.matches("<figure").count(), 2);
    assert!(!text.contains("<pre>"));
}

#[test]
fn errors_name_the_place_in_the_chapter_and_the_book_is_made_all_the_same() {
    let text = "# A\n\n> - x\n>   ```cachediag\n>   storage db [origin]\n>   user alice\n>   alice -> bd: hi\n>   ```\n\n```cachediag\na -> b: c\n```\n";
    let out = Book::new().one(text);
    assert_eq!(out.told, "src/a.md:7:14: error[E201]: no participant is named `bd`\n");
    assert_eq!(out.ended, Ended::Written);
    assert!(out.chapters[0].contains(">   <div class=\"cachediag-note\""), "{}", out.chapters[0]);
    assert!(out.chapters[0].contains("<figure"), "what is right is drawn");
    let out = Book::new().with("strict", true).one(text);
    assert_eq!((out.ended, out.chapters.len()), (Ended::Errors, 0));
}

#[test]
fn errors_in_files_name_the_file_and_the_chapter() {
    let book = Book::new();
    fs::create_dir(book.root().join("src/designs")).unwrap();
    book.write("src/designs/shop.cd", "import \"common.cd\"\nalice -> bd: hi\n");
    book.write("src/designs/common.cd", "storage db [origin]\nuser alice\n");
    let out = book.one("a\n\n{{#cachediag designs/shop.cd}}\n");
    assert_eq!(out.told, "src/designs/shop.cd:2:10: error[E201]: no participant is named `bd`\n");
    assert!(out.chapters[0].contains("it is shown in src/a.md:3"), "{}", out.chapters[0]);
    book.write("src/designs/shop.cd", "import \"common.cd\"\nalice -> db: hi\n");
    assert_eq!(book.one("a\n\n{{#cachediag designs/shop.cd}}\n").told, "");
}

#[test]
fn places_are_those_of_the_file_although_mdbook_has_put_in_what_it_includes() {
    let book = Book::new();
    book.write(
        "src/a.md",
        "{{#include b.md}}\n\n\\{{#cachediag x.cd}}\n\n```cachediag\nstorage db [origin]\nuser a\na -> bd: c\n```\n",
    );
    let came = "one\ntwo\nthree\n\n{{#cachediag x.cd}}\n\n```cachediag\nstorage db [origin]\nuser a\na -> bd: c\n```\n";
    let out = book.make(&[("a.md", came)]);
    assert_eq!(out.told, "src/a.md:8:6: error[E201]: no participant is named `bd`\n");
    assert!(out.chapters[0].contains("\n{{#cachediag x.cd}}\n"), "an escaped directive stays");
    let came = "```cachediag\nstorage db [origin]\nuser a\na -> bx: c\n```\n";
    let out = book.make(&[("a.md", came)]);
    assert_eq!(out.told, "src/a.md (with what it includes):4:6: error[E201]: no participant is named `bx`\n");
}

#[test]
fn wrong_options_are_told_where_they_stand() {
    for (line, told) in [
        ("```cachediag veiw=x\na -> b: c\n```", "src/a.md:1:14: error[E609]: a diagram has no option `veiw`\n"),
        ("```cachediag theme=lihgt\na -> b: c\n```", "src/a.md:1:14: error[E609]: `theme` cannot be `lihgt`\n"),
        (
            "```cachediag view=nope\na -> b: c\n```",
            "src/a.md:1:14: error[E609]: there is no view `nope` in this file\n",
        ),
        ("```cachediag view\na -> b: c\n```", "src/a.md:1:14: error[E609]: `view` has no value\n"),
        (
            "```cachediag file=x.cd\na -> b: c\n```",
            "src/a.md:1:14: error[E609]: this fence names a file and holds a program\n",
        ),
        ("{{#cachediag}}", "src/a.md:1:1: error[E609]: no file is named\n"),
        ("see {{#cachediag x.cd}}", "src/a.md:1:5: error[E609]: a diagram stands on a line of its own\n"),
        ("{{#cachediag x.cd}}", "src/a.md:1:14: error[E601]: `x.cd` cannot be shown: no such file or directory\n"),
        (
            "{{#cachediag ../../x.cd}}",
            "src/a.md:1:14: error[E602]: `../../x.cd` cannot be shown: it lies outside the book's folder\n",
        ),
        (
            "```cachediag\nimport \"../../x.cd\"\n```",
            "src/a.md:2:8: error[E602]: `../../x.cd` lies outside the root folder\n",
        ),
    ] {
        let out = Book::new().one(line);
        assert!(out.told.contains(told), "{line}\n{}", out.told);
        assert_eq!(out.ended, Ended::Written);
    }
}

#[test]
fn a_claim_that_fails_ends_the_build_if_asked_to() {
    let text = "```cachediag\n".to_owned() + SHOP.trim_end_matches("}\n") + "  expect cdn holds @nothing\n}\n```\n";
    let out = Book::new().one(&text);
    assert_eq!(out.ended, Ended::Written);
    assert!(out.told.contains("warning[claim-fails]"), "{}", out.told);
    for out in
        [Book::new().with("check", true).one(&text), Book::new().one(&text.replacen("cachediag", "cachediag check", 1))]
    {
        assert_eq!(out.ended, Ended::Claims);
        assert!(out.told.starts_with("src/a.md:11:3: error[claim-fails]"), "{}", out.told);
    }
    let known = text.replace("@nothing", "@nothing [fails]");
    assert_eq!(Book::new().with("check", true).one(&known).ended, Ended::Written);
}

#[test]
fn unchanged_diagrams_are_kept_and_changed_imports_are_seen() {
    let book = Book::new().with("cache", "kept");
    book.write("src/common.cd", "tone brand \"#2f5fd0\"\n");
    let text = "```cachediag\nimport \"common.cd\"\nstorage db [origin, tone=brand]\nuser a\na -> db: hi\n```\n";
    let first = book.one(text).chapters;
    let kept = || fs::read_dir(book.root().join("kept")).unwrap().flatten().map(|e| e.path()).collect::<Vec<_>>();
    let files = kept();
    assert_eq!(files.len(), 1);
    // What is kept is what is shown.
    let marked = fs::read_to_string(&files[0]).unwrap().replace("<figure", "<figure data-kept");
    fs::write(&files[0], marked).unwrap();
    assert!(book.one(text).chapters[0].contains("data-kept"));
    book.write("src/common.cd", "tone brand \"#d02f5f\"\n");
    let changed = book.one(text).chapters;
    assert!(!changed[0].contains("data-kept"));
    assert_ne!(first, changed);
    fs::write(&kept()[0], "no JSON").unwrap();
    assert_eq!(book.one(text).chapters, changed, "a spoiled file is made anew");
}

#[test]
fn what_is_found_is_told_each_time() {
    let book = Book::new().with("cache", "kept");
    let text = "```cachediag\nstorage db [origin]\nstorage unused [http=shared]\nuser a\na -> db: hi\n```\n";
    let told = book.one(text).told;
    assert!(told.contains("unused-storage"), "{told}");
    assert_eq!(book.one(text).told, told);
}

#[test]
fn renderers_without_html_get_words_and_tables() {
    let mut book = Book::new();
    book.renderer = "markdown";
    book.write("src/shop.cd", SHOP);
    let text =
        book.one("```cachediag\nalice -> bob: hello\n```\n\n{{#cachediag shop.cd view=matrix}}\n").chapters.remove(0);
    assert!(text.starts_with("```cachediag\nalice -> bob: hello\n```\n\n"), "{text}");
    assert!(text.contains("\n1. ") && text.contains("| Method |") && !text.contains('<'), "{text}");
    assert!(mdbook::supports("html") && mdbook::supports("epub") && mdbook::supports("markdown"));
    assert!(!mdbook::supports("test") && !mdbook::supports("linkcheck"));
}

#[test]
fn without_its_style_a_chapter_brings_the_rules_itself() {
    let book = Book::new();
    fs::remove_file(book.root().join("cachediag.css")).unwrap();
    let out = book.one("```cachediag\na -> b: c\n```\n\n```cachediag\nb -> a: c\n```\n");
    assert!(out.told.contains("mdbook-cachediag install"), "{}", out.told);
    assert_eq!(out.chapters[0].matches("<style>").count(), 1);
    assert!(out.chapters[0].contains("textLength"), "letters of other fonts are held to the width that was measured");
}

#[test]
fn install_keeps_what_stands_in_the_file_and_changes_nothing_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.toml");
    assert!(mdbook::install(folder.path()).unwrap_err().contains("there is no"));
    let text =
        "# my book\n[book]\ntitle = \"T\" # short\n\n[output.html]\nadditional-css = [\n  \"a.css\", # mine\n]\n";
    fs::write(&path, text).unwrap();
    assert_eq!(mdbook::install(folder.path()).unwrap().len(), 2);
    let changed = fs::read_to_string(&path).unwrap();
    for kept in ["# my book\n", "title = \"T\" # short\n", "\"a.css\"", "# mine"] {
        assert!(changed.contains(kept), "{changed}");
    }
    assert!(
        changed.contains("./cachediag.css")
            && changed.contains("[preprocessor.cachediag]\ncommand = \"mdbook-cachediag\"\n")
    );
    assert_eq!(mdbook::install(folder.path()).unwrap(), Vec::<String>::new());
    fs::write(folder.path().join("cachediag.css"), "p {}\n").unwrap();
    assert!(mdbook::install(folder.path()).unwrap_err().contains("left alone"));
    for wrong in ["[book\n", "preprocessor = 3\n", "[output.html]\nadditional-css = 3\n"] {
        fs::write(&path, wrong).unwrap();
        assert!(mdbook::install(folder.path()).unwrap_err().contains("book.toml"), "{wrong}");
        assert_eq!(fs::read_to_string(&path).unwrap(), wrong);
    }
}

#[test]
fn wrong_settings_and_no_book_are_sentences() {
    let told = Book::new().with("theme", "nope").refused();
    assert!(told.starts_with("book.toml: preprocessor.cachediag.theme cannot be \"nope\""), "{told}");
    let none = mdbook::run("[]".as_bytes(), Vec::new(), &mut |_| {});
    assert!(none.unwrap_err().contains("no book of mdBook 0.5"));
    assert!(Book::new().with("strickt", true).one("a\n").told.contains("there is no setting"));
}
