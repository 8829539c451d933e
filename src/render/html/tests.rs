//! What holds of every page.

use super::{SCRIPT, markdown, words, write};
use crate::page::{Entry, Page, Part, Section};
use crate::render::svg::FontMode;
use crate::table::{Cell, Table};
use crate::theme;
use crate::timeline::Wording;
use crate::verdict::{Checked, Decided, Outcome, Repair};

const HOSTILE: [&str; 9] = [
    "</title></style></script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<!--<svg onload=alert(1)>-->",
    "javascript:alert(1)",
    "[x](javascript:alert(1)) ![y](data:text/html,z) <b onclick=alert(1)>",
    "&lt;script&gt;",
    "`</code><iframe src=//a.b>`",
    "{{constructor.constructor('alert(1)')()}}",
];

fn spelled(page: &Page) -> String {
    let mut bytes = Vec::new();
    write(page, theme::find("auto").unwrap(), FontMode::System, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A page that says the same in every field.
fn page(said: &str) -> Page {
    let words = Wording::marked_up(said);
    let table = Table {
        name: said.into(),
        title: said.into(),
        header: vec![words.clone()],
        rows: vec![vec![Cell { words: words.clone(), notes: vec![1], ..Cell::default() }]],
        footnotes: vec![words.clone()],
        legend: vec![(said.into(), words.clone())],
        ..Table::default()
    };
    let decided = Decided {
        span: crate::source::Span::new(crate::source::FileId(0), 0, 0),
        line: 1,
        text: said.into(),
        outcome: Outcome::Fails,
        expected_to_fail: false,
        reason: said.into(),
        counterexample: None,
        repairs: vec![Repair { method: said.into(), by: said.into(), after_line: 1, text: said.into() }],
        elsewhere: false,
    };
    let checked = Checked { name: said.into(), points: vec![decided], ..Checked::default() };
    let entry = Entry {
        keyword: "method",
        name: said.into(),
        label: said.into(),
        docs: said.into(),
        source: Some(said.into()),
    };
    let parts =
        vec![Part::Text(said.into()), Part::Table(table), Part::Claims(Box::new(checked)), Part::Entries(vec![entry])];
    let section = Section {
        name: said.into(),
        title: words.clone(),
        description: Some(words.clone()),
        docs: said.into(),
        source: Some(said.into()),
        parts,
    };
    let text = Section { name: said.into(), parts: vec![Part::Text(said.into())], ..Section::default() };
    Page {
        title: words.clone(),
        description: Some(words),
        file: said.into(),
        sections: vec![section, text],
        ..Page::default()
    }
}

#[test]
fn hostile_words_stay_words() {
    let quiet = spelled(&page("quiet"));
    for said in HOSTILE {
        let html = spelled(&page(said));
        let body = html.replace(SCRIPT, "");
        for bad in
            ["<script>alert", "<img", "<iframe", "<svg onload", "href=\"javascript:", "href=\"data:", "<b onclick"]
        {
            assert!(!body.contains(bad), "{bad} from {said}");
        }
        assert_eq!(body.matches("<script>").count(), 1, "{said}");
        assert_eq!(html.matches("</section>").count(), quiet.matches("</section>").count());
    }
}

#[test]
fn the_script_ends_where_its_element_ends() {
    assert!(!SCRIPT.contains("</script") && !SCRIPT.contains("<!--"));
}

#[test]
fn markdown_leads_nowhere_dangerous() {
    for (text, html) in [
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("[x](javascript:y)", "<p>x</p>\n"),
        ("[x](data:y)", "<p>x</p>\n"),
        ("[x](https://a.b/?c=\"d)", "<p><a href=\"https://a.b/?c=%22d\">x</a></p>\n"),
        ("![alt](pic.png)", "<p><a href=\"pic.png\">alt</a></p>\n"),
        ("[![alt](pic.png)](page.html)", "<p><a href=\"page.html\">alt</a></p>\n"),
        ("<https://a.b>", "<p><a href=\"https://a.b\">https://a.b</a></p>\n"),
        ("<a@b.c>", "<p>a@b.c</p>\n"),
        ("# One\n### Two", "<h2>One</h2>\n<h3>Two</h3>\n"),
    ] {
        assert_eq!(markdown::spell(text), html, "{text}");
    }
    let block = markdown::spell("<div onclick=x>\n\n*y*\n\n</div>");
    assert!(block.contains("&lt;div onclick=x&gt;") && block.contains("<em>y</em>"), "{block}");
}

#[test]
fn a_text_is_called_by_its_first_heading() {
    assert_eq!(markdown::title("words\n\n## Is `one` enough?\n\n## No").as_deref(), Some("Is one enough?"));
    assert_eq!(markdown::title("words"), None);
}

#[test]
fn ids_are_given_once() {
    let mut ids = words::Ids::default();
    let given = ["a", "a", "a-2", "b c", "", "a-step-1", "é"].map(|name| ids.take(name));
    assert_eq!(given, ["a", "a-2", "a-2-2", "b-c", "part", "a_step_1", "é"]);
}
