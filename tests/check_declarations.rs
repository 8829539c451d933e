//! Declarations: what each mistake is told, where, and that nothing else is told of it.
#![allow(clippy::unwrap_used)]

use cachediag::check::{Checked, check, import};
use cachediag::diagnostic::Diagnostic;
use cachediag::model::storage::Dimension;
use cachediag::source::{FileId, Source, Sources};
use cachediag::syntax;

fn checked(text: &str) -> (Vec<Diagnostic>, Checked, Sources) {
    let source = Source::new("test.cd", text);
    let parsed = syntax::parse(&source, FileId(0));
    let sources = Sources::one(source);
    let checked = check(&[&parsed.file], &sources);
    let mut all = parsed.diagnostics;
    all.extend(checked.diagnostics.iter().filter(|d| d.is_error()).cloned());
    (all, checked, sources)
}

/// The program has exactly one error: this code, on this word, in these words.
#[track_caller]
fn told(text: &str, code: &str, word: &str, message: &str) -> Diagnostic {
    let (all, _, sources) = checked(text);
    let shown: Vec<_> = all.iter().map(|d| (d.code.id(), sources.slice(d.span), d.message.as_str())).collect();
    assert_eq!(shown, [(code, word, message)]);
    all.into_iter().next().unwrap()
}

/// Applying the first fix leaves no error.
#[track_caller]
fn mended(text: &str, diagnostic: &Diagnostic) -> String {
    let mut mended = text.to_owned();
    for edit in diagnostic.fixes[0].edits.iter().rev() {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    fine(&mended);
    mended
}

#[track_caller]
fn fine(text: &str) -> Checked {
    let (all, checked, sources) = checked(text);
    let shown: Vec<_> = all.iter().map(|d| (d.code.id(), sources.slice(d.span), d.message.as_str())).collect();
    assert_eq!(shown, [], "{text}");
    checked
}

const BASE: &str = "resource node \"/nodes/{id}\"\nstorage cdn \"CDN\" [http=shared]\nstorage db \"Database\" [origin]\nuser alice [isp=a]\n";

fn base(more: &str) -> String {
    format!("{BASE}{more}\n")
}

#[test]
fn a_file_that_draws_nothing() {
    told("", "E112", "", "the file is empty");
    told("// nothing yet\n", "E112", "", "the file holds only comments");
}

#[test]
fn names_declared_twice() {
    let d = told(&base("user db [isp=a]"), "E213", "db", "`db` is declared twice, as a storage and as a user");
    assert_eq!(d.labels.len(), 1);
    told(&base("resource node"), "E213", "node", "`node` is declared twice");
    told(&base("route a: cdn > db\nroute a: db"), "E213", "a", "`a` is declared twice");
    told(&base("policy p {\n  fact x\n  fact x\n  otherwise => go\n}"), "E213", "x", "`x` is declared twice");
    told(&base("user caller [isp=a]"), "E213", "caller", "the name `caller` is taken: it means whoever calls a method");
    told(
        &base("resource post\nresource posts [alias=post]"),
        "E213",
        "post",
        "`alias=post` makes `post` another name for `posts`, but it is declared",
    );
    told(&base("tone warn \"#fff\""), "E213", "warn", "the name `warn` is taken: it means a tone that every theme has");
}

#[test]
fn names_that_are_not_declared() {
    for (more, code, word, message) in [
        ("route r: cdn > bd", "E202", "bd", "no storage is named `bd`"),
        ("resource b depends on nodes", "E203", "nodes", "no resource is named `nodes`"),
        ("user bob [isp=a, via=dircet]\nroute direct: db", "E204", "dircet", "no route is named `dircet`"),
        (
            "policy p {\n  fact logged-in\n  when logged-on => go\n  otherwise => go\n}",
            "E208",
            "logged-on",
            "no fact of policy `p` is named `logged-on`",
        ),
        ("user bob [isp=a, tone=god]", "E210", "god", "no tone is named `god`"),
        (
            "device server\nmethod m [by=servre] {\n  caller: drop key in cdn\n}",
            "E211",
            "servre",
            "no device is named `servre`",
        ),
        ("channel c [from=alcie]", "E201", "alcie", "no participant is named `alcie`"),
        ("on write key at dbb {\n  db: drop key in cdn\n}", "E201", "dbb", "no participant is named `dbb`"),
    ] {
        let text = base(more);
        let d = told(&text, code, word, message);
        mended(&text, &d);
    }
    let text = base("device server {\n  storage mem\n}\nroute r: server > db");
    let d = told(&text, "E202", "server", "`server` is a device, not a storage");
    assert!(mended(&text, &d).contains("route r: mem > db"));
}

#[test]
fn attributes_that_do_not_belong() {
    let text = "storage cdn [http=shared, tll=5m]\n";
    let d = told(text, "E301", "tll", "a storage has no attribute `tll`");
    assert_eq!(mended(text, &d), "storage cdn [http=shared, ttl=5m]\n");
    let d = told(&base("route r: cdn > db [ttl=5m]"), "E301", "ttl", "a route has no attribute `ttl`");
    assert_eq!(d.here, "a storage has it");
    told("storage cdn {\n  hwo: x\n}\n", "E301", "hwo", "a storage's block has no attribute `hwo`");
}

#[test]
fn attributes_of_the_wrong_type() {
    for (attribute, word, message, right) in [
        ("ttl=5", "5", "`ttl` takes a duration, not `5`", Some("ttl=5s")),
        ("ttl=5min", "5min", "`ttl` takes a duration, not `5min`", Some("ttl=5m")),
        ("ttl=soon", "soon", "`ttl` takes a duration, not `soon`", None),
        ("ttl=\"5m\"", "\"5m\"", "`ttl` takes a duration, not `5m`", Some("ttl=5m")),
        ("ttl", "ttl", "`ttl` needs a duration", Some("ttl=5m")),
        ("size=large", "large", "`size` takes a whole number from 1, not `large`", None),
        ("size=0", "0", "`size` takes a whole number from 1, not `0`", None),
        ("evicts=yes", "yes", "`evicts` takes no value", Some("evicts")),
        ("http=publc", "publc", "`http` knows no `publc`", None),
        ("http=shard", "shard", "`http` knows no `shard`", Some("http=shared")),
        ("clears=relod", "relod", "`clears` knows no `relod`", Some("clears=reload")),
        ("clears=\"reload cloze\"", "\"reload cloze\"", "`clears` knows no `cloze`", Some("clears=\"reload close\"")),
    ] {
        let text = format!("storage x [{attribute}]\n");
        let d = told(&text, "E302", word, message);
        if let Some(right) = right {
            assert_eq!(mended(&text, &d), format!("storage x [{right}]\n"));
        }
    }
    let text = "storage x [http=shared, like=ngnix]\n";
    let d = told(text, "E302", "ngnix", "`like` knows no `ngnix`");
    mended(text, &d);
    told("user a [admin]\n", "E302", "admin", "`admin` needs a value: all else on a user is a dimension");
    fine("storage x [ttl=0, size=3, latency=20ms]\n");
}

#[test]
fn attributes_given_twice() {
    let d = told("storage x [ttl=5m, sync, ttl=1h]\n", "E303", "ttl", "`ttl` is given twice");
    assert_eq!(d.labels[0].span.start, 11);
    told("title: a\ntitle: b\nalice -> bob\n", "E303", "title", "`title` is given twice");
}

#[test]
fn dimensions() {
    let text = base("storage p [per=ips]");
    let d = told(&text, "E304", "ips", "no user carries `ips`");
    assert!(mended(&text, &d).contains("[per=isp]"));
    told("storage p [per=region]\n", "E304", "region", "no user carries `region`");
    told("storage p [per=instance]\n", "E304", "instance", "`p` stands in no device that it could have instances of");
    let c = fine(
        "device b [per=user] {\n  storage p [per=page]\n  storage q\n}\ndevice s [instances=2] {\n  storage m\n  storage n [per=instance]\n}\n",
    );
    let per: Vec<_> = c.model.storages.iter().map(|s| s.per.clone()).collect();
    assert_eq!(
        per,
        [Some(Dimension::Page), Some(Dimension::User), Some(Dimension::Instance), Some(Dimension::Instance)]
    );
}

#[test]
fn users_inherit() {
    let c = fine(
        "route r: x\nstorage x [per=profile]\nuser alice-3 [tab=alice-2]\nuser alice-2 [profile=alice, via=r]\nuser alice [isp=a]\nuser bob [isp=a, profile=work]\n",
    );
    let dimension =
        |user: usize, name: &str| c.model.users[user].dimension(&Dimension::of(name)).map(ToString::to_string);
    assert_eq!(dimension(0, "profile").as_deref(), Some("alice"));
    assert_eq!(dimension(0, "tab").as_deref(), Some("alice-2"));
    assert_eq!(dimension(0, "page").as_deref(), Some("alice-3"));
    assert_eq!(dimension(0, "isp").as_deref(), Some("a"));
    assert_eq!(dimension(1, "user").as_deref(), Some("alice"));
    assert_eq!(dimension(1, "tab").as_deref(), Some("alice-2"));
    assert_eq!(dimension(3, "profile").as_deref(), Some("work"));
    assert!(c.model.users[0].via.is_some());
    fine("user a [profile=b]\nuser b [profile=a]\nstorage x\n");
}

#[test]
fn origins() {
    let text = "resource node\nstorage cdn [ttl=5m]\nstorage db \"Database\"\n";
    let d = told(text, "E306", "db", "no storage is the origin of the resources");
    assert!(mended(text, &d).ends_with("storage db \"Database\" [origin]\n"));
    let text = "resource node\nstorage cdn [http=shared] {\n  how: x\n}\n";
    let d = told(text, "E306", "cdn", "no storage is the origin of the resources");
    mended(text, &d);
    fine("storage cdn\n");
    let text = "resource node \"/n\" [public] depends on other\nresource other [origin=b]\nstorage a [origin]\nstorage b [origin]\n";
    let d = told(text, "E305", "node", "`node` could come from any of 2 origins: `a` or `b`");
    assert!(mended(text, &d).contains("[public, origin=a] depends"));
    told(&base("resource x [origin=cdn]"), "E305", "cdn", "`cdn` is no origin");
}

#[test]
fn circles() {
    let d = told(
        &base("resource a depends on b\nresource b depends on c\nresource c depends on a"),
        "E307",
        "a",
        "resources depend on each other in a circle: `a` → `b` → `c` → `a`",
    );
    assert_eq!(d.labels.len(), 2);
    told(&base("resource a depends on a"), "E307", "a", "`a` depends on itself");
    fine(&base("resource a depends on b, c\nresource b depends on d\nresource c depends on d\nresource d"));
}

#[test]
fn routes() {
    let text = base("route r: cdn");
    let d = told(&text, "E308", "cdn", "route `r` ends at `cdn`, which is no origin");
    assert!(mended(&text, &d).contains("route r: cdn > db"));
    told(&base("route r: cdn > cdn > db"), "E308", "cdn", "route `r` passes `cdn` twice");
    told(&base("route r: db > cdn"), "E308", "cdn", "route `r` ends at `cdn`, which is no origin");
}

#[test]
fn patterns() {
    for (pattern, why, right) in [
        ("n/{id}", "it does not start with `/`", Some("/n/{id}")),
        ("/n/", "two slashes leave an empty piece", Some("/n")),
        ("/n//m", "two slashes leave an empty piece", Some("/n/m")),
        ("/n/:id", "a hole stands in braces", Some("/n/{id}")),
        ("/n/{id", "`{id` is no hole such as `{id}`", None),
        ("/n/{}", "`{}` is no hole such as `{id}`", None),
        ("/{a}/{a}", "the hole `{a}` stands twice", None),
    ] {
        let text = base(&format!("resource x \"{pattern}\""));
        let d = told(&text, "E309", &format!("\"{pattern}\""), &format!("`{pattern}` is no key pattern: {why}"));
        if let Some(right) = right {
            assert!(mended(&text, &d).contains(&format!("\"{right}\"")));
        }
    }
    told(
        &base("resource x \"/nodes/{key}\""),
        "E309",
        "\"/nodes/{key}\"",
        "`/nodes/{key}` already belongs to resource `node`",
    );
}

#[test]
fn contradictions() {
    for (declaration, word, message) in [
        (
            "resource me [public, private]",
            "private",
            "`private` contradicts `public`: an answer is for everyone or for one user",
        ),
        (
            "storage x [ttl=5m, origin]",
            "ttl=5m",
            "`ttl` contradicts `origin`: an origin always holds the latest value, once and for all",
        ),
        (
            "storage x [per=request, clears=reload]",
            "clears=reload",
            "`clears` contradicts `per`: what is kept per request is empty at each",
        ),
        (
            "storage x [stale-time=0s, http=private]",
            "http=private",
            "`http` contradicts `stale-time`: a data library has its own freshness, an HTTP cache that of its answers",
        ),
        (
            "device d [per=user, instances=2]",
            "instances=2",
            "`instances` contradicts `per`: either a dimension or a number says how many there are",
        ),
    ] {
        told(&format!("{declaration}\nstorage y [unused]\n"), "E310", word, message);
    }
    let text = "storage x [like=squid]\n";
    let d = told(
        text,
        "E310",
        "like=squid",
        "`like=squid` means nothing without `http`: it says how an HTTP cache behaves",
    );
    mended(text, &d);
}

#[test]
fn colours() {
    told("tone brand \"#2f5fzz\"\nalice -> bob\n", "E311", "\"#2f5fzz\"", "`#2f5fzz` is no colour");
    let text = "tone brand \"blue\"\nalice -> bob\n";
    let d = told(text, "E311", "\"blue\"", "`blue` is no colour");
    let mended = mended(text, &d);
    assert_eq!(fine(&mended).model.tones[0].1, "#2f5fd0");
}

#[test]
fn policies() {
    told(
        &base("policy p {\n  fact x\n  otherwise => a\n  when x => b\n}"),
        "E312",
        "when",
        "the rule behind `otherwise` can never fire",
    );
    told(&base("policy p {\n  otherwise => a\n  otherwise => b\n}"), "E312", "otherwise", "`otherwise` stands twice");
    let c = fine(&base(
        "route direct: db\npolicy p {\n  fact x \"X\"\n  fact y\n  when x and not (y or x) => direct [no-cache]: Straight\n  otherwise => cached\n}",
    ));
    let p = &c.model.policies[0];
    assert!(p.rules[0].route.is_some() && p.rules[1].route.is_none());
    assert_eq!(p.rules[0].attributes[0].name, "no-cache");
}

#[test]
fn matrix_rows() {
    told(
        &base("method m [matrix=\"✓ . ★\"] {\n  caller: drop key in cdn\n}"),
        "E313",
        "\"✓ . ★\"",
        "the row of `m` has 3 marks for 2 storages",
    );
    told(
        &base("method m [matrix=\"✓ ?\"] {\n  caller: drop key in cdn\n}"),
        "E302",
        "\"✓ ?\"",
        "`matrix` knows no `?`",
    );
    fine(&base("method m [matrix=\"✓* .\"] {\n  caller: drop key in cdn\n}"));
}

#[test]
fn one_finding_a_cause() {
    told(&base("storage y \"Y\nroute r: y > db"), "E102", "\"Y", &checked(&base("storage y \"Y")).0[0].message.clone());
    let (all, checked, _) = checked(&base("storage db\nroute r: db"));
    assert_eq!(all.len(), 1);
    assert_eq!(checked.model.routes[0].hops.len(), 1);
}

#[test]
fn sketches_and_scenarios() {
    assert!(fine("alice -> bob: hi\n").model.sketch);
    let c = fine(
        "title: T\ngiven node:1 = @v in db\nresource node [alias=n]\nstorage db [origin]\nscenario s \"S\" [numbers=off] {\n  title: Own\n}\n",
    );
    assert!(!c.model.sketch);
    assert_eq!(c.model.scenarios.len(), 1);
    assert_eq!(c.model.scenarios[0].title.as_ref().unwrap().plain(), "Own");
    assert!(!c.model.scenarios[0].numbers);
    assert_eq!(c.model.resources[1].alias.map(cachediag::model::ResourceId::index), Some(0));
}

#[test]
fn flows() {
    let c = fine(&base(
        "flow f \"F\" [right] {\n  request \"Client request\" -> kind? \"Type?\"\n  kind? -> cdn: initial load [tone=warn]\n  group \"Inside\" {\n    cdn -> db\n  }\n  note on db: the truth\n}",
    ));
    let f = &c.model.flows[0];
    assert!(f.right && f.nodes[1].decision);
    assert_eq!(f.nodes[2].label, "CDN");
    assert_eq!((f.groups[0].0.as_str(), f.nodes[3].group), ("Inside", Some(0)));
    assert_eq!(f.edges[1].label.plain(), "initial load");
    assert!(f.edges[1].tone.is_some());
    assert_eq!(f.notes.len(), 1);
}

fn gathered(files: &[(&str, &str)]) -> import::Program {
    let (name, text) = files[0];
    let mut parse = |source: &Source, id: FileId| {
        let parsed = syntax::parse(source, id);
        (parsed.file, parsed.diagnostics)
    };
    let mut load = |path: &str| match files.iter().find(|(n, _)| *n == path) {
        Some((_, text)) => Ok((*text).to_owned()),
        None if path.starts_with("..") => Err(import::Refusal::Outside),
        None => Err(import::Refusal::NotFound("there is no such file".into())),
    };
    import::gather(Source::new(name, text), &mut parse, &mut load)
}

#[test]
fn imports() {
    let p = gathered(&[
        ("a/main.cd", "import \"b.cd\"\nimport \"../c.cd\"\nuser x\n"),
        ("a/b.cd", "import \"../c.cd\"\nuser y\n"),
        ("c.cd", "user z\n"),
    ]);
    assert!(p.diagnostics.is_empty());
    let order: Vec<_> = p.order.iter().map(|id| p.sources.get(*id).unwrap().name.as_str()).collect();
    assert_eq!(order, ["c.cd", "a/b.cd", "a/main.cd"]);
    let c = check(&p.ordered(), &p.sources);
    let users: Vec<_> = c.model.users.iter().map(|u| u.declared.name.as_str()).collect();
    assert_eq!(users, ["z", "y", "x"]);
}

#[test]
fn imports_that_are_refused() {
    for (path, code, message) in [
        ("d.cd", "E601", "`d.cd` cannot be imported: there is no such file"),
        ("../../d.cd", "E602", "`../../d.cd` lies outside the root folder"),
        ("/etc/passwd", "E602", "`/etc/passwd` lies outside the root folder"),
        ("main.cd", "E603", "importing `main.cd` goes in a circle: `a/main.cd` → `a/main.cd`"),
        ("b.cd", "E603", "importing `./main.cd` goes in a circle: `a/main.cd` → `a/b.cd` → `a/main.cd`"),
    ] {
        let main = format!("import \"{path}\"\nuser x\n");
        let p = gathered(&[("a/main.cd", &main), ("a/b.cd", "import \"./main.cd\"\n")]);
        let shown: Vec<_> = p.diagnostics.iter().map(|d| (d.code.id(), d.message.as_str())).collect();
        assert_eq!(shown, [(code, message)]);
    }
}

#[test]
fn limits() {
    let many: String = (0..10_001).map(|i| format!("user u{i}\n")).collect();
    let (all, _, _) = checked(&many);
    assert_eq!((all.len(), all[0].code.id(), all[0].message.as_str()), (1, "E604", "more than 10,000 users"));
    let many = "a -> b\n".repeat(200_001);
    let (all, _, _) = checked(&many);
    assert_eq!((all.len(), all[0].code.id(), all[0].message.as_str()), (1, "E604", "more than 200,000 statements"));
    told("device d [instances=20000]\na -> d\n", "E604", "20000", "`instances=20000` is more than 10,000");
}

#[test]
fn examples_declare_without_errors() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "cd") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let mut parse = |source: &Source, id: FileId| {
            let parsed = syntax::parse(source, id);
            (parsed.file, parsed.diagnostics)
        };
        let mut load =
            |path: &str| std::fs::read_to_string(format!("{folder}/{path}")).map_err(|_| import::Refusal::Outside);
        let program = import::gather(Source::new(name, text), &mut parse, &mut load);
        let checked = check(&program.ordered(), &program.sources);
        let all: Vec<_> = program.diagnostics.iter().chain(&checked.diagnostics).filter(|d| d.is_error()).collect();
        assert!(all.is_empty(), "{}: {all:#?}", path.display());
    }
}
