//! Findings in statements: a small program raises exactly one, on the wrong word, with this sentence; mended by its
//! first fix, if it has one, it raises none.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::path::Path;
use support::findings;

const HEAD: &str = "\
resource node \"/nodes/{id}\"
resource posts
storage disk \"Disk\" [per=profile, http=private]
storage isp-proxy \"ISP proxy\" [per=isp, http=shared]
storage cdn \"CDN\" [http=shared]
device server \"Server\" [instances=2] {
  storage memory \"Memory\"
  storage pages \"Pages\"
}
storage db \"Database\" [origin]
user alice [isp=a]
user bob [isp=b]
channel sse [fields=\"type id? action\"]
policy plan {
  fact known \"Known\"
  when known => direct
  when not known => cached
}
method flush [by=server] {
  caller: drop key in memory
}
method freshenUp [by=user] {
  caller => GET key [no-cache]
}
server: flush posts
alice => GET /nodes/1
bob => GET /nodes/1
server ~> sse: posts update
";

/// Lines behind the head; code, the word under the finding, the sentence.
const CASES: &[(&str, &str, &str, &str)] = &[
    ("alcie: waits", "E201", "alcie", "no participant is named `alcie`"),
    ("alice: drop posts in memry", "E202", "memry", "no storage is named `memry`"),
    ("alice => GET posts [via=fast]", "E204", "fast", "no route is named `fast`"),
    ("alice: freshenUpp /nodes/1", "E205", "freshenUpp", "no method is named `freshenUpp`"),
    ("expect no event posts on see", "E206", "see", "no channel is named `see`"),
    ("alice => GET posts [policy=plam]", "E207", "plam", "no policy is named `plam`"),
    ("alice => GET posts [policy=plan, knwon]", "E208", "knwon", "no fact of policy `plan` is named `knwon`"),
    ("play claim", "E209", "claim", "no scenario is named `claim`"),
    ("alcie sees @v", "E212", "alcie", "no user is named `alcie`"),
    (
        "cdn -> isp-proxy: are you there",
        "E214",
        "isp-proxy",
        "`isp-proxy` has one copy per `isp`, and nothing here says which is meant",
    ),
    (
        "alice -> server: read posts",
        "E214",
        "read",
        "`server` has several storages, and `read` does not say which is meant",
    ),
    ("alice -> server: write posts", "E403", "write", "`server` has no origin, so nothing can be written there"),
    (
        "server: write posts in memory",
        "E403",
        "write",
        "`memory` keeps copies and is no origin, so nothing can be written there",
    ),
    ("alice -> server.3: hello", "E215", "3", "`server` has no instance `3`"),
    ("alice => GET /nods/1", "E401", "/nods/1", "`/nods/1` matches no resource"),
    ("cdn -> db: GET /nodes/1", "E402", "GET", "`db` does not speak HTTP, so it cannot be sent `GET`"),
    ("server -> alice: write posts", "E403", "write", "`alice` is a user and cannot carry out `write`"),
    (
        "cdn -> alice.isp-proxy: GET /nodes/1",
        "E404",
        "alice.isp-proxy",
        "no route leads from `cdn` to `alice.isp-proxy`",
    ),
    ("cdn --> alice: 200", "E405", "-->", "`cdn` answers `alice`, which has not asked it anything"),
    (
        "alice -> cdn: GET /nodes/1\ncdn --> alice: 200 @a\ncdn --> alice: 200 @b",
        "E406",
        "-->",
        "`cdn` has already answered `alice`",
    ),
    ("alice: flush posts", "E407", "alice", "`alice` calls `flush`, which only `server` may call"),
    ("alice: GET /nodes/1", "E408", ": ", "`alice: GET` is an action, and an action sends nothing"),
    ("alice: POST /nodes/1/claim", "E408", ": ", "`alice: POST` is an action, and an action sends nothing"),
    ("cdn sees @v", "E409", "cdn", "`cdn` is a storage, and only users see"),
    ("server -> db: read posts\ndb -> server: @v", "E410", "->", "`db` answers `server` with the arrow of a request"),
    ("alice: waits\ndestroy cdn\nnote over cdn: gone", "E411", "cdn", "`cdn` has been destroyed"),
    ("deactivate cdn", "E412", "cdn", "`cdn` is not active here"),
    ("cdn -> fresh: wakes\ncreate fresh", "E201", "fresh", "no participant is named `fresh`"),
    ("note over db: waits\ncreate db", "E411", "db", "`db` is created only further down"),
    (
        "scenario one {\n  play two\n}\nscenario two {\n  play one\n}",
        "E413",
        "play two",
        "playing `two` leads back to `one`",
    ),
    (
        "crash server anywhere {\n  alice: waits\n}\nalice: waits",
        "E414",
        "crash",
        "`crash server anywhere` does not stand last in its scenario",
    ),
    (
        "link cdn: \"Docs\" javascript:alert(1)",
        "E415",
        "javascript:alert(1)",
        "`javascript:alert(1)` is no http, https or relative address",
    ),
    (
        "given /nodes/1 empty in db",
        "E416",
        "empty",
        "`db` is an origin, which always holds the latest value, so it cannot be `empty`",
    ),
    (
        "expect isp-proxy holds latest",
        "E502",
        "isp-proxy",
        "`isp-proxy` has several copies, one per `isp`, and the claim does not say which",
    ),
    ("expect every dsk holds latest", "E503", "dsk", "the claim is about the storage `dsk`, which does not exist"),
    (
        "expect event posts on sse carries idd",
        "E503",
        "idd",
        "the claim is about the field `idd`, which does not exist",
    ),
    (
        "alice -> cdn: GTE /nodes/1",
        "looks-like-operation",
        "GTE",
        "`GTE` is plain text here, though the key `/nodes/1` follows it",
    ),
    (
        "alice: looks up [latency=5ms, ton=good]",
        "looks-like-attribute",
        "ton",
        "the bracket with `ton` is plain text here, since no attribute has that name",
    ),
    (
        "alice: waits // allow: unused-storag",
        "unknown-lint",
        "unused-storag",
        "there is no lint `unused-storag` to allow",
    ),
];

#[test]
fn each_mistake_is_told_once_on_its_word() {
    let mut wrong = String::new();
    for (lines, code, word, sentence) in CASES {
        let text = format!("{HEAD}{lines}\n");
        let found = findings(Path::new("case.cd"), &text);
        let short: Vec<String> =
            found.list.iter().map(|d| format!("{} `{}` {}", d.code.id(), &text[d.span.range()], d.message)).collect();
        let expected = format!("{code} `{word}` {sentence}");
        if short != [expected.clone()] {
            wrong += &format!("{lines}\n  expected {expected}\n  found    {}\n", short.join("\n           "));
            continue;
        }
        let Some(fix) = found.list.first().and_then(|d| d.fixes.first()) else { continue };
        let mut mended = text.clone();
        for edit in fix.edits.iter().rev() {
            mended.replace_range(edit.span.range(), &edit.text);
        }
        // The copies of the head are fresh, and rightly pointed out where the mended step goes past them.
        let right =
            |d: &cachediag::diagnostic::Diagnostic| matches!(d.code.id(), "would-have-answered" | "claim-fails");
        for left in findings(Path::new("case.cd"), &mended).list.into_iter().filter(|d| !right(d)) {
            wrong += &format!("{lines}\n  after “{}”: {} {}\n", fix.title, left.code.id(), left.message);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_head_alone_has_no_findings() {
    let found = findings(Path::new("case.cd"), HEAD);
    assert!(found.list.is_empty(), "{:#?}", found.list);
}

#[test]
fn thirty_thousand_messages_are_checked_and_unfolded_at_once() {
    let mut text = String::from(HEAD);
    for _ in 0..5_000 {
        text +=
            "alice -> cdn: GET /nodes/1 [no-cache]\ncdn -> server: GET /nodes/1\nserver -> db: read /nodes/1 in db\n";
        text += "db --> server: @v\nserver --> cdn: 200 @v\ncdn --> alice: 200 @v\n";
    }
    let parsed = support::parse(Path::new("case.cd"), &text);
    let start = std::time::Instant::now();
    let checked = parsed.check();
    let between = start.elapsed();
    assert!(checked.findings.list.is_empty(), "{:#?}", checked.findings.list.first());
    let timeline = cachediag::simulate::simulate(&checked.model, cachediag::model::ScenarioId::at(0)).timeline;
    assert!(timeline.moments.len() > 30_000);
    println!("checked in {between:?}, unfolded in {:?}", start.elapsed() - between);
    // A debug build on a busy machine: quadratic work would take minutes.
    assert!(start.elapsed().as_secs() < 20);
}
