//! `compile -o x.html`: what stands on a page, in which order, and when none is written.

use super::{BAD, Folder, GOOD};

/// A program with everything that a page shows.
const WHOLE: &str = "\
title: Reading a node
description: From the **cache** or from the database

text before {
  ## Why

  It is *faster*.
}

/// What is read.
resource node \"/nodes/{id}\" [source=\"https://example.com/nodes\"]
storage memory \"Memory\" [per=user] {
  how: keeps what was read
}
storage db \"Database\" [origin]
user alice

/// Looks again.
method renew [by=user] {
  caller: invalidate key in memory
}

/// Twice, and the second time it is there.
scenario read \"Twice\" [source=\"docs/read.md\"] {
  given /nodes/1 = @old in every storage
  alice => GET /nodes/1
  alice -> db: write /nodes/1 = @new
  alice: renew /nodes/1
  note over alice: now it is new
  expect every memory holds latest of /nodes/1 [fails]
}

text behind {
  ## And then?
}
";

fn page(text: &str, more: &[&str]) -> String {
    let folder = Folder::with("a.cd", text);
    let ran = folder.run(&[&["compile", "a.cd", "-o", "a.html", "--budget", "10s"], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    folder.read("a.html")
}

/// The page without its style, script and pictures.
fn words(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((at, end)) = ["<style>", "<script>", "<svg "]
        .into_iter()
        .zip(["</style>", "</script>", "</svg>"])
        .filter_map(|(start, end)| Some((rest.find(start)?, end)))
        .min()
    {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once(end).unwrap().1;
    }
    out + rest
}

#[test]
fn a_page_has_everything_in_the_order_of_the_file() {
    let page = words(&page(WHOLE, &[]));
    let order = [
        "<h1>Reading a node</h1>",
        "From the <b>cache</b>",
        "<h2>Why</h2>",
        ">Storages</a></h2>",
        "keeps what was read",
        ">Staleness bounds</a></h2>",
        ">Invalidation matrix</a></h2>",
        ">Twice</a></h2>",
        "<p>Twice, and the second time it is there.</p>",
        "<a href=\"docs/read.md\">docs/read.md</a>",
        "id=\"read-step-1\"",
        "now it is new",
        "every memory holds latest of /nodes/1",
        "<h2>And then?</h2>",
        "<p>What is read.</p>",
        "<a href=\"https://example.com/nodes\">example.com/nodes</a>",
        "<p>Looks again.</p>",
    ];
    let main = &page[page.find("<main").unwrap()..];
    let places: Vec<Option<usize>> = order.iter().map(|words| main.find(words)).collect();
    let found: Vec<_> = order.iter().zip(&places).filter(|(_, place)| place.is_none()).collect();
    assert!(found.is_empty(), "{found:?}\n{main}");
    assert!(places.is_sorted(), "{places:?}\n{main}");
}

#[test]
fn a_page_needs_nothing_else_and_is_small() {
    let page = page(WHOLE, &[]);
    let beside = page.len() - page.split("<svg ").skip(1).map(|s| s.find("</svg>").unwrap_or(0)).sum::<usize>();
    assert!(beside < 150_000, "{beside} bytes beside the pictures");
    for outside in ["src=\"", "<link", "@import", "url(http", "fetch(", "XMLHttpRequest"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src 'none'"));
    assert_eq!(page.matches("@font-face").count(), 3, "the fonts stand in it once");
}

#[test]
fn an_ending_or_an_option_asks_for_a_page() {
    let folder = Folder::with("a.cd", GOOD);
    let ran = folder.run(&["compile", "a.cd", "-o", "a.htm", "-o", "index.HTML", "-o", "-", "--format", "html"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("<!doctype html>") && ran.out.ends_with("</html>\n"));
    assert_eq!(folder.read("a.htm"), ran.out);
    assert_eq!(folder.read("index.HTML"), ran.out);
    let ran = folder.run(&["compile", "a.cd", "-o", "pages/", "--format", "html"]);
    assert_eq!(ran.code, 0);
    assert_eq!(super::names(&folder.path("pages")), ["again.html", "read.html", "storages.html", "topology.html"]);
}

#[test]
fn views_choose_sections() {
    let storages = words(&page(WHOLE, &["--view", "storages"]));
    assert!(storages.contains("keeps what was read"));
    for other in ["Twice", "And then?", "Looks again.", "Invalidation matrix"] {
        assert!(!storages.contains(other), "{other}");
    }
    let two = words(&page(WHOLE, &["--view", "read", "--view", "matrix"]));
    assert!(two.find(">Twice</a></h2>") < two.find(">Invalidation matrix</a></h2>"));
    let folder = Folder::with("a.cd", WHOLE);
    let ran = folder.run(&["--diagnostics", "short", "compile", "a.cd", "--view", "raed", "-o", "a.html"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("error[E605]: there is no view `raed`"), "{}", ran.err);
    assert_eq!(folder.files(), ["a.cd"]);
}

#[test]
fn a_claim_that_fails_elsewhere_shows_the_run() {
    let text = "\
resource node \"/nodes/{id}\"
device server \"Server\" [instances=2] {
  storage memory \"Memory\" [per=instance]
}
storage db \"Database\" [origin]
user alice
method forget [by=server] {
  caller: drop key in memory
}
on write key at server {
  server: forget key
}
scenario two \"Two instances\" {
  given /nodes/1 = @old in every storage
  alice -> server: POST /nodes/1
  server -> db: write /nodes/1 = @new
  server --> alice: 200
  alice => GET /nodes/1
  expect alice sees latest
}
";
    let folder = Folder::with("a.cd", text);
    let ran = folder.run(&["compile", "a.cd", "-o", "a.html", "--budget", "10s"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let whole = words(&folder.read("a.html"));
    for said in [
        "A run that breaks “alice sees latest”",
        "<a href=\"#two-broken\">See the run that breaks it</a>",
        "<h3 id=\"two-broken\">",
        "data-run=\"two-broken\"",
        "1 fails",
    ] {
        assert!(whole.contains(said), "{said}\n{whole}");
    }
    let ran = folder.run(&["compile", "a.cd", "-o", "b.html", "--view", "two!", "--budget", "10s"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let broken = words(&folder.read("b.html"));
    assert_eq!(broken.matches("data-run=").count(), 1);
    assert!(!words(&page(text, &["--no-check"])).contains("Claims"));
}

#[test]
fn a_claim_that_fails_as_drawn_says_what_would_mend_it() {
    let claim = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/claim.cd")).unwrap();
    let page = words(&page(&claim, &[]));
    assert!(page.contains("It fails in the run as it is drawn."), "{page}");
    assert!(page.contains("<b>Mend:</b> <code>carol: refetch /nodes/1</code> after <a href=\"#claim-"), "{page}");
    assert!(!page.contains("A run that breaks"), "one picture is enough");
}

#[test]
fn errors_leave_a_page_as_it_is() {
    let folder = Folder::with("a.cd", BAD);
    folder.write("index.html", b"before");
    let ran = folder.run(&["compile", "a.cd", "-o", "index.html"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert_eq!(folder.read("index.html"), "before");
    assert_eq!(folder.files(), ["a.cd", "index.html"]);
}

#[test]
fn imported_declarations_stand_on_the_page() {
    let folder = Folder::with("a.cd", "import \"b.cd\"\nuser alice\nalice => GET /nodes/1\n");
    folder.write(
        "b.cd",
        b"resource node \"/nodes/{id}\"\n/// Holds all.\nstorage db \"Database\" [origin]\ntext why {\n  ## Why\n}\n",
    );
    let ran = folder.run(&["compile", "a.cd", "-o", "a.html"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = words(&folder.read("a.html"));
    assert!(page.contains("Holds all.") && page.contains("<h2>Why</h2>"), "{page}");
    assert!(page.find("<h2>Why</h2>") < page.find(">What happens</a></h2>"));
}

#[test]
fn a_page_that_no_browser_opens_is_refused() {
    let folder = Folder::with("a.cd", &"alice -> bob: hello\n".repeat(20_001));
    let ran = folder.run(&["--diagnostics", "short", "compile", "a.cd", "-o", "a.html"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("error[E604]: a page of more than 20,000 steps"), "{}", ran.err);
    assert_eq!(folder.files(), ["a.cd"]);
}

#[test]
fn a_large_page_grows_with_its_changes_alone() {
    let program = |messages: usize| {
        let storages: String = (0..40).map(|n| format!("storage s{n}\n")).collect();
        let steps: String = (0..messages).map(|n| format!("  alice -> s{}: store /x/1 = @v{n}\n", n % 40)).collect();
        format!(
            "resource x \"/x/{{id}}\"\n{storages}storage db [origin]\nuser alice\nscenario a [as-told] {{\n  show alice, s0, s1, db\n{steps}}}\n"
        )
    };
    let size = |messages: usize| {
        let folder = Folder::with("a.cd", &program(messages));
        let ran = folder.run(&["-q", "compile", "a.cd", "-o", "a.html", "--no-check"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        words(&folder.read("a.html")).len()
    };
    let (few, many) = (size(100), size(400));
    let each = (many - few) / 300;
    assert!(each < 700, "{each} bytes a step");
}
