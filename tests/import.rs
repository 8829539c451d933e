//! `cachediag import`: every production of Mermaid's grammar, generated diagrams, and a folder of diagrams if there is one.
//!
//! `CACHEDIAG_MERMAID=FOLDER cargo test --test import` also imports each diagram that `FOLDER/facts.jsonl` tells of, and compares
//! what is drawn with what Mermaid's own parser says there.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use cachediag::Source;
use cachediag::diagnostic::{Code, short};
use cachediag::pipeline::{self, Findings, no_imports};
use cachediag::timeline::{MomentKind, Timeline};
use proptest::prelude::{Just, Strategy, prop, proptest};
use std::path::Path;

fn told(findings: &Findings) -> String {
    let one = |d| short::spell(d, &findings.sources);
    findings.list.iter().map(|d| format!("{}  {}\n", one(d), d.help.join("; "))).collect()
}

fn import(text: &str) -> Result<(String, Findings), String> {
    let source = Source::new("a.mmd", text);
    pipeline::import(source, false).map(|i| (i.text, i.findings)).map_err(|findings| told(&findings))
}

/// The timelines of an imported program.
fn drawn(program: &str) -> Vec<Timeline> {
    let parsed = pipeline::parse(Source::new("a.cd", program), &mut no_imports);
    match parsed.check().simulate() {
        Ok(simulated) => {
            simulated.render(&[], pipeline::Format::Svg, &pipeline::Look::default()).expect("it can be drawn");
            simulated.timelines
        }
        Err(findings) => panic!("{}\n{program}", told(&findings)),
    }
}

/// How many messages, notes and fragments a timeline has.
fn counts(timeline: &Timeline) -> (usize, usize, usize) {
    let count = |fits: fn(&MomentKind) -> bool| timeline.moments.iter().filter(|m| fits(&m.kind)).count();
    (
        count(|k| matches!(k, MomentKind::Message { .. })),
        count(|k| matches!(k, MomentKind::Note { .. })),
        count(|k| matches!(k, MomentKind::Open { .. })),
    )
}

/// What stands in a text, without what may be drawn otherwise: spaces and signs.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn what_mermaid_can_say() {
    let text = "\
---
title: Logging in
---
%%{init: {\"theme\": \"dark\"}}%%
sequenceDiagram
  %% who takes part
  autonumber
  actor U as User<br/>agent
  box Aqua Backend
    participant api@{ \"type\": \"control\" } as API server
    participant db as \"Data\" base
  end

  U->>+api: GET /login #quot;now#quot; #59;-)
  api->>+db: select #35;1; api-xdb: gone
  db-->>-api: rows [no-cache]
  api-->>-U: 200
  activate api
  api-)U: event
  deactivate api
  Note over U,api: both // here
  note right of db: one
  alt it is there
    U-->>api: ok
  else not
    rect rgb(1, 2, 3)
      U<<->>api: shake
    end
  end
  critical in one go
    api->>db: write
  option too late
    api--)U: sorry
  end
  create participant W as Worker
  api->>W: start
  destroy W
  W-->>api: done
  link U: Profile @ https://example.org/u
";
    let (program, findings) = import(text).expect("it is a diagram");
    let expected = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mermaid/login.cd"));
    if std::env::var_os("CACHEDIAG_BLESS").is_some() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mermaid");
        std::fs::write(folder.join("login.cd"), &program).unwrap();
        std::fs::write(folder.join("login.err"), told(&findings)).unwrap();
        return;
    }
    assert_eq!(program, expected.unwrap());
    let errors = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mermaid/login.err"));
    assert_eq!(told(&findings), errors.unwrap());
    let timelines = drawn(&program);
    assert_eq!(counts(&timelines[0]), (12, 2, 4));
    assert_eq!(timelines[0].lifelines.len(), 4);
}

#[test]
fn faults_are_told_where_they_stand() {
    let faults = [
        ("sequenceDiagram\n  A->>B\n", "a.mmd:2:8: error[E610]"),
        ("sequenceDiagram\r\n  A->>: x\r\n  B-> >C: x\r\n", "a.mmd:2:7: error[E610]"),
        (
            "sequenceDiagram\nA->>B: a; b\n",
            "a.mmd:2:11: error[E610]: `b` is no line of a diagram\n  a `;` ends a line in Mermaid",
        ),
        ("sequenceDiagram\npartcipant A\n", "  write `participant`"),
        ("sequenceDiagram\nend\n", "a.mmd:2:1: error[E612]: this `end` closes nothing"),
        ("sequenceDiagram\nloop x\nA->>B: x\n", "a.mmd:2:1: error[E612]: this `loop` has no `end`"),
        ("sequenceDiagram\nopt x\nelse y\nend\n", "a.mmd:3:1: error[E612]: `else` stands outside"),
        ("sequenceDiagram\nbox x\nA->>B: x\nend\n", "a.mmd:3:1: error[E612]: only participants"),
        ("sequenceDiagram\nA->>B: x\nA-->>-B: y\n", "a.mmd:3:1: error[E613]: `A` is not active here"),
        ("sequenceDiagram\nA->>B: x\ncreate participant B\nA->>B: y\n", "error[E613]: `B` is there already"),
        ("sequenceDiagram\ncreate participant B\nA->>C: y\n", "a.mmd:3:5: error[E613]"),
        ("sequenceDiagram\nA->>B: x\ndestroy B\nA->>A: y\n", "a.mmd:4:5: error[E613]"),
        ("sequenceDiagram\nNote above A: x\n", "a.mmd:2:6: error[E610]"),
        ("flowchart LR\n", "a.mmd:1:1: error[E611]: `flowchart` is no sequence diagram"),
        ("", "error[E611]"),
        ("# Title\n\n```mermaid\nsequenceDiagram\nA->>B\n```\n", "a.mmd:5:6: error[E610]"),
        ("> ```mermaid\n> sequenceDiagram\n>   A->>B\n> ```\n", "a.mmd:3:10: error[E610]"),
    ];
    for (text, expected) in faults {
        let told = import(text).expect_err("it has a fault");
        assert!(told.contains(expected), "{text}\n{told}");
    }
    let two = import("sequenceDiagram\nA->>B\nA->>B: fine\nB->>\n").expect_err("two faults");
    assert_eq!(two.lines().filter(|line| line.contains("error[")).count(), 2, "{two}");
}

#[test]
fn a_slip_in_a_block_is_told_once() {
    let slips = [
        // The `opt` lacks its `end`, or the `else` is too much.
        (
            "alt a\nopt b\nA->>B: x\nelse c\nA->>B: y\nend\n",
            "5:1: error[E612]: `else` stands in a block that starts with `opt`",
        ),
        ("alt a\nopt b\nA->>B: x\nelse c\nA->>B: y\nelse d\nend\nend\n", "5:1: error[E612]"),
        ("loop a\nalt b\npar c\nA->>B: x\nelse d\nend\nend\n", "6:1: error[E612]"),
        (
            "atl a\nA->>B: x\nelse b\nA->>B: y\nend\n",
            "2:1: error[E610]: `atl a` is no line of a diagram\n  write `alt`",
        ),
        (
            "loop a\nif b\nA->>B: x\nelse c\nend\nend\n",
            "3:1: error[E610]: `if b` is no line of a diagram\n  write `alt`",
        ),
        ("loop a\nA->>B: x\nendloop\nA->>B: x\n", "4:1: error[E610]: `endloop` is no line of a diagram\n  write `end`"),
        ("loop a\nA->>B: x\nend loop\nA->>B: x\n", "4:5: error[E612]: `loop` behind `end` starts another block"),
        ("else a\nA->>B: x\nend\n", "2:1: error[E612]"),
        ("box a\nparticipant A\nA->>B: x\nalt y\nB->>A: z\nend\nA->>B: w\n", "4:1: error[E612]: only participants"),
        ("box a\nparticipant A\nA->>B: x\nB->>A: y\nend\nA->>B: w\n", "4:1: error[E612]: only participants"),
        ("A->>+B\nB-->>-A: y\n", "2:7: error[E610]"),
        ("create participant B\nA->>B\nA->>A: x\n", "3:6: error[E610]"),
    ];
    for (text, expected) in slips {
        let told = import(&format!("sequenceDiagram\n{text}")).expect_err("it has a slip");
        assert!(told.contains(expected), "{text}\n{told}");
        assert_eq!(told.lines().filter(|line| line.contains("error[")).count(), 1, "{text}\n{told}");
    }
}

#[test]
fn what_is_lost_is_told_once_a_kind() {
    let losses = [
        ("A->B: x\nB-->A: y\nA->B: z\n", "A -> B: x   // ->\nB --> A: y  // -->\nA -> B: z   // ->\n", 1),
        ("autonumber\nA->>B: x\n", "A -> B: x\n", 0),
        ("autonumber 1 1\nA->>B: x\n", "A -> B: x\n", 0),
        ("autonumber 10 5\nautonumber 20\nA->>B: x\n", "// autonumber 10 5\n// autonumber 20\nA -> B: x\n", 1),
        (
            "A->>B: x\nlinks A: {\"one\": \"https://a.b\", \"two\": \"javascript:x\", \"three\": \"/c\"}\n",
            "link A: \"one\" https://a.b\nlink A: \"three\" /c\n",
            1,
        ),
    ];
    for (text, expected, count) in losses {
        let (program, findings) = import(&format!("sequenceDiagram\n{text}")).expect("it is a diagram");
        assert!(program.ends_with(expected), "{text}\n{program}");
        assert_eq!(findings.list.len(), count, "{text}\n{}", told(&findings));
    }
}

#[test]
fn every_fence_of_markdown_is_a_scenario() {
    let text = "# Book\n\n## Log in\n\n~~~mermaid\nsequenceDiagram\n  A->>B: one\n~~~\n\n```mermaid\nflowchart LR\n  a-->b\n```\n\n\
        ## Log out\n\n- ```mermaid\n  sequenceDiagram\n    participant B\n    participant A as Alice\n    A->>B: two\n  ```\n";
    let (program, _) = import(text).expect("two diagrams");
    let expected = "device A\ndevice B\ndevice A-2 \"Alice\"\n\nscenario log-in {\n  title: Log in\n\n  A -> B: one\n}\n\n\
        scenario log-out {\n  title: Log out\n\n  A-2 -> B: two\n}\n";
    assert_eq!(program, expected);
    assert_eq!(drawn(&program).len(), 2);
}

#[test]
fn storages_are_proposed() {
    let text = "sequenceDiagram\nactor U as User\nparticipant C as Cloudflare CDN\nparticipant R as Redis\nparticipant P as Postgres\n\
        U->>C: GET /x\nC->>R: GET x\nR-->>C: nil\nC->>P: SELECT 1\nP-->>C: rows\nC-->>U: 200\n";
    let imported = pipeline::import(Source::new("a.mmd", text), true).expect("a diagram");
    for line in [
        "storage C \"Cloudflare CDN\" [http=shared, like=cloudflare]",
        "storage R \"Redis\"",
        "storage P \"Postgres\"",
        "[origin]",
        "scenario scenario [as-told] {",
    ] {
        assert!(imported.text.contains(line), "{}", imported.text);
    }
    assert_eq!(counts(&drawn(&imported.text)[0]), (6, 0, 0));
}

#[test]
fn signs_that_mean_something_here_are_drawn_as_they_stand() {
    let said = [r"open C:\new\test now", r"regex \[a-z\]", "2**3**4 and **b**", r"[x] and \n", "a // b"];
    let lines: String = said.iter().map(|words| format!("  A->>B: {words}\n")).collect();
    let (program, _) = import(&format!("sequenceDiagram\n{lines}")).expect("it can be read");
    let timelines = drawn(&program);
    let drawn: Vec<String> = timelines[0]
        .moments
        .iter()
        .filter_map(|moment| match &moment.kind {
            MomentKind::Message { label, .. } => Some(label.plain()),
            _other => None,
        })
        .collect();
    assert_eq!(drawn, said, "{program}");
}

#[test]
fn a_quote_in_the_name_of_a_link_starts_no_comment() {
    let text = "sequenceDiagram\n  A->>B: x\n  link A: \"https \t//e @ https://example.org\n";
    let (program, _) = import(text).expect("it can be read");
    drawn(&program);
}

#[test]
fn pages_show_what_they_say() {
    for code in [Code::MermaidLine, Code::NoDiagram, Code::MermaidBlock, Code::MermaidLifeline, Code::NoCounterpart] {
        let part = |heading: &str| {
            let (_, below) = code.page().split_once(&format!("## {heading}\n\n```cd skip-test\n")).expect("a heading");
            Source::new("page.mmd", below.split_once("```").expect("a fence").0)
        };
        let wrong = pipeline::import(part("Wrong"), false).map_or_else(|f| f.list, |i| i.findings.list);
        assert!(!wrong.is_empty() && wrong.iter().all(|d| d.code == code), "{}: {wrong:?}", code.id());
        let right = pipeline::import(part("Right"), false).expect("no error");
        assert!(right.findings.list.is_empty(), "{}", code.id());
    }
}

/// A generated diagram: its text, and what it must come to.
#[derive(Clone, Debug, Default)]
struct Made {
    text: String,
    /// By message, what it says.
    messages: Vec<String>,
    notes: usize,
    blocks: usize,
}

impl Made {
    fn then(mut self, next: Self) -> Self {
        self.text.push_str(&next.text);
        self.messages.extend(next.messages);
        self.notes += next.notes;
        self.blocks += next.blocks;
        self
    }
}

const NAMES: [&str; 14] = [
    "Alice",
    "A2A Server",
    "Server (main)",
    "用户",
    "foo-bar",
    "db_1",
    "every",
    "caller",
    "link",
    "a.b",
    "A#35;B",
    "1st",
    "sees",
    "état",
];
const ARROWS: [&str; 26] = [
    "->>", "-->>", "->", "-->", "<<->>", "<<-->>", "-x", "--x", "-)", "--)", "-|\\", "-|/", "-\\\\", "-//", "--|\\",
    "--|/", "--\\\\", "--//", "/|-", "\\|-", "//-", "\\\\-", "/|--", "\\|--", "//--", "\\\\--",
];
/// Texts, and the words that must be drawn of them.
const TEXTS: [(&str, &str); 28] = [
    ("hello", "hello"),
    ("", ""),
    ("GET /x [no-cache]", "GETxnocache"),
    ("POST /a [b, c] then d", "POSTabcthend"),
    ("read a, b", "readab"),
    ("200 [ok]", "200ok"),
    ("see // this", "seethis"),
    ("// all", "all"),
    ("\"one // two\" // three `four", "onetwothreefour"),
    ("a: b -> c", "abc"),
    ("#quot;x#quot; #59; #35;1 #9829;", "x1"),
    ("x<br/>y<BR>z", "xyz"),
    ("{ a }", "a"),
    ("[x]", "x"),
    ("@v [y", "vy"),
    ("wrap: long", "long"),
    (":nowrap: short", "short"),
    ("sees it", "seesit"),
    ("-> x", "x"),
    (":y", "y"),
    ("end", "end"),
    ("`", ""),
    ("back\\", "back"),
    ("**bold**", "bold"),
    ("... more ...", "more"),
    ("{", ""),
    ("\"a\" -> b [tone=bad]", "abtonebad"),
    ("3 times", "3times"),
];

fn text() -> impl Strategy<Value = (&'static str, &'static str)> {
    (0..TEXTS.len()).prop_map(|at| TEXTS[at])
}

fn name() -> impl Strategy<Value = &'static str> {
    (0..NAMES.len()).prop_map(|at| NAMES[at])
}

fn message() -> impl Strategy<Value = Made> {
    (name(), name(), 0..ARROWS.len(), text(), 0..6_u8).prop_map(|(from, to, arrow, (text, words), extra)| {
        // Mermaid takes `foo-bar()` and `foo-bar//-a` for names: behind a dash or a bracket such signs are letters.
        let plain = !from.contains(['-', '(']);
        let extra = if plain { extra } else { extra.min(1) * 5 };
        let arrow = if plain { arrow } else { arrow % 18 };
        let (before, after) = match extra {
            0 => ("", "+"),
            1 => ("", "()"),
            2 => ("()", ""),
            3 => ("()", "()"),
            _ => ("", ""),
        };
        let line = format!("  {from}{before}{}{after}{to}: {text}\n", ARROWS[arrow]);
        let end = if extra == 0 { format!("  deactivate {to}\n") } else { String::new() };
        Made { text: line + &end, messages: vec![words.to_owned()], ..Made::default() }
    })
}

fn other() -> impl Strategy<Value = Made> {
    let plain = |text: &str| Made { text: text.to_owned(), ..Made::default() };
    let lines = ["\n", "%% note\n", "autonumber 5 2\n", "  ;;\n", "# words\n", "%%{wrap}%%\n", "accDescr { a\nb }\n"];
    let fixed = (0..lines.len()).prop_map(move |at| plain(lines[at]));
    let note = (name(), name(), text(), 0..3_u8).prop_map(|(a, b, (text, _), side)| {
        let place = match side {
            0 => format!("over {a},{b}"),
            1 => format!("left of {a}"),
            _ => format!("right of {b}"),
        };
        Made { text: format!("Note {place}: {text}\n"), notes: 1, ..Made::default() }
    });
    proptest::prop_oneof![fixed, note]
}

fn block(inner: impl Strategy<Value = Made> + Clone) -> impl Strategy<Value = Made> {
    const KINDS: [(&str, &str); 8] = [
        ("alt", "else"),
        ("par", "and"),
        ("par_over", "and"),
        ("critical", "option"),
        ("opt", ""),
        ("loop", ""),
        ("break", ""),
        ("rect", ""),
    ];
    (0..KINDS.len(), text(), inner.clone(), inner, 0..2_u8).prop_map(|(kind, (text, _), first, second, two)| {
        let (word, next) = KINDS[kind];
        let start = Made { text: format!("{word} {text}\n"), blocks: 1, ..Made::default() };
        let end = Made { text: String::from("end\n"), ..Made::default() };
        let body = start.then(first);
        let both = two == 1 && !next.is_empty();
        let part = Made { text: format!("{next} {text}\n"), blocks: usize::from(next == "option"), ..Made::default() };
        if both { body.then(part).then(second).then(end) } else { body.then(end) }
    })
}

fn diagram() -> impl Strategy<Value = Made> {
    let leaf = proptest::prop_oneof![5 => message(), 2 => other()];
    let piece = leaf.prop_recursive(4, 24, 3, |inner| {
        let lines = prop::collection::vec(inner, 0..4)
            .prop_map(|list| list.into_iter().fold(Made::default(), Made::then))
            .boxed();
        block(lines)
    });
    let head = proptest::prop_oneof![
        Just(""),
        Just("participant 用户\nactor foo-bar as Foo <br/> \"bar\"\n"),
        Just("box rgb(1,2,3) In\nparticipant caller@{ \"type\": \"queue\", \"alias\": \"Line\" }\nend\n"),
    ];
    (head, prop::collection::vec(piece, 0..8)).prop_map(|(head, list)| {
        let head = Made { text: format!("sequenceDiagram\n{head}"), ..Made::default() };
        list.into_iter().fold(head, Made::then)
    })
}

fn holds(made: &Made, text: &str) {
    let (program, _) = match import(text) {
        Err(told) if made.messages.is_empty() && told.contains("nothing happens") => return,
        other => other.unwrap_or_else(|told| panic!("{told}\n{text}")),
    };
    let again =
        pipeline::format(Source::new("a.cd", program.as_str())).unwrap_or_else(|f| panic!("{}\n{program}", told(&f)));
    assert_eq!(again, program, "imported programs are formatted");
    if made.messages.is_empty() && made.notes == 0 {
        return;
    }
    let timelines = drawn(&program);
    let (messages, notes, blocks) = counts(&timelines[0]);
    assert_eq!((messages, notes, blocks), (made.messages.len(), made.notes, made.blocks), "\n{text}\n{program}");
    let said = timelines[0].moments.iter().filter_map(|m| match &m.kind {
        MomentKind::Message { label, .. } => Some(words(&label.plain())),
        _ => None,
    });
    let expected: Vec<String> = made.messages.iter().map(|text| words(text)).collect();
    assert_eq!(said.collect::<Vec<_>>(), expected, "\n{text}\n{program}");
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 256, failure_persistence: None, ..Default::default() })]

    #[test]
    fn generated_diagrams_keep_what_they_say(made in diagram()) {
        holds(&made, &made.text);
        holds(&made, &made.text.replace('\n', "\r\n"));
    }

    #[test]
    fn no_text_is_too_odd(text in "(sequenceDiagram\n)?([A-C]|->>|-->>|[-+:;#%@{}()<>\"`]|end|alt|loop|else|box|note over|\n| |participant|create|destroy|as|accDescr)*") {
        let _ = import(&text);
    }
}

/// Fragments, as Mermaid's parser tells them.
const FRAGMENTS: [&str; 8] = [
    "ALT_START",
    "OPT_START",
    "LOOP_START",
    "PAR_START",
    "PAR_OVER_START",
    "CRITICAL_START",
    "BREAK_START",
    "RECT_START",
];

#[test]
fn diagrams_of_a_folder_keep_their_facts() {
    let Some(folder) = std::env::var_os("CACHEDIAG_MERMAID") else { return };
    let folder = Path::new(&folder);
    let facts = std::fs::read_to_string(folder.join("facts.jsonl")).expect("facts.jsonl");
    let (mut imported, mut refused, mut wrong) = (0, 0, String::new());
    for line in facts.lines() {
        let fact: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let file = fact["file"].as_str().expect("a file");
        let text = std::fs::read_to_string(folder.join(file)).expect("a diagram");
        let sequence = fact["type"] == "sequence";
        match import(&text) {
            Err(told) if fact["ok"] == true && sequence => wrong.push_str(&format!("{file}: refused\n{told}")),
            Ok(_) if fact["ok"] != true => wrong.push_str(&format!("{file}: imported, though Mermaid refuses it\n")),
            Err(told) => {
                refused += 1;
                println!("{file}:\n{told}");
            }
            Ok((program, _)) => {
                imported += 1;
                let items = fact["items"].as_array().expect("items");
                let count = |fits: &dyn Fn(&str) -> bool| {
                    items.iter().filter(|i| fits(i["kind"].as_str().unwrap_or(""))).count()
                };
                let message =
                    |kind: &str| ["SOLID", "DOTTED", "BIDIRECTIONAL", "STICK"].iter().any(|s| kind.starts_with(s));
                let expected = (count(&message), count(&|k| k == "NOTE"), count(&|k| FRAGMENTS.contains(&k)));
                let timelines = drawn(&program);
                let names: Vec<String> =
                    timelines[0].lifelines.iter().map(|l| words(&l.name.replace("\\n", ""))).collect();
                let labels = fact["actors"].as_array().expect("actors").iter();
                let labels: Vec<String> = labels
                    .map(|a| words(&a["label"].as_str().unwrap_or("").replace("<br/>", "").replace("<br>", "")))
                    .collect();
                // Mermaid's parser leaves `#58;` to whoever draws.
                let labels: Vec<String> = labels.iter().map(|label| label.replace("ﬂ58ß", "")).collect();
                if counts(&timelines[0]) != expected || names != labels {
                    wrong.push_str(&format!(
                        "{file}: {:?} {expected:?}\n {names:?}\n {labels:?}\n",
                        counts(&timelines[0])
                    ));
                }
            }
        }
    }
    println!("{imported} imported, {refused} refused");
    assert!(wrong.is_empty(), "{wrong}");
    assert!(imported > 0);
}
