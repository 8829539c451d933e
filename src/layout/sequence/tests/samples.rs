//! Pictures made by hand, for looking at (`CACHEDIAG_PICTURES=folder`) and for the laws.

use super::build::{Build, wording};
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::happening::HappeningKind;
use crate::timeline::{LifelineKind, MomentKind, NotePlace, Timeline, Tone, Verdict, Worth};

/// Eleven participants, a node is claimed while others watch.
pub fn claim() -> Timeline {
    let mut b = Build::default();
    b.timeline.title = Some(wording("Claiming a node, others watching"));
    b.timeline.description =
        Some(wording("Alice claims a node. What do Bob and Carol see when they come back to the page?"));
    b.group("Alice’s browser", "").line("alice", LifelineKind::User, "isp a");
    b.line("React Query memory", LifelineKind::Storage, "per page");
    b.line("localStorage", LifelineKind::Storage, "per profile").line(
        "disk cache",
        LifelineKind::Storage,
        "per profile",
    );
    b.group("Network", "").line("proxy-a", LifelineKind::Storage, "isp a").line(
        "proxy-b",
        LifelineKind::Storage,
        "isp b",
    );
    b.line("proxy-gcp", LifelineKind::Storage, "everyone");
    b.group("API server", "").line("server", LifelineKind::Device, "").line("memCache", LifelineKind::Storage, "");
    b.group("", "").line("db", LifelineKind::Origin, "");
    b.group("Bob’s browser", "").line("bob", LifelineKind::User, "isp a");
    b.group("Carol’s browser", "").line("carol", LifelineKind::User, "isp b");
    let names: Vec<String> = b.timeline.lifelines.iter().map(|l| l.name.to_string()).collect();
    let id = |name: &str| crate::timeline::LifelineId(names.iter().position(|n| n == name).unwrap() as u32);
    let change = |name: &str, worth: Worth, chip: &str| crate::timeline::Change {
        lifeline: id(name),
        worth,
        chip: (!chip.is_empty()).then(|| chip.into()),
    };
    let caches = ["React Query memory", "localStorage", "disk cache", "proxy-a", "proxy-b", "proxy-gcp", "memCache"];
    for name in caches.iter().chain(["db"].iter()) {
        b.timeline.opening.push(change(name, Worth::Latest, "@unclaimed"));
    }
    b.act("alice", "opens the claim-my-node page");
    b.send("alice -> proxy-a", "GET /nodes/1 {hit}");
    b.send("proxy-a --> alice", "200 @unclaimed");
    b.sees("alice", "@unclaimed", Verdict::Holds, "");
    b.act("alice", "clicks Claim");
    b.send("alice -> server", "POST /nodes/1/claim");
    let stale: Vec<_> = caches
        .iter()
        .map(|name| change(name, Worth::Stale, ""))
        .chain([change("db", Worth::Latest, "@alice")])
        .collect();
    b.send("server -> db", "write /nodes/1 = @alice").changes = stale;
    b.send("db --> server", "ok");
    b.act("server", "drop /nodes/1 in memCache").changes = vec![change("memCache", Worth::Empty, "")];
    b.send("server --> alice", "200 claimed");
    b.act("alice", "invalidateQueries /nodes/1, /nodes").changes =
        vec![change("React Query memory", Worth::Marked, ""), change("localStorage", Worth::Marked, "")];
    b.send("alice -> proxy-a", "GET /nodes/1 [no-cache]");
    b.send("proxy-a -> proxy-gcp", "GET /nodes/1 [no-cache] {fwd=request}");
    b.send("proxy-gcp -> server", "GET /nodes/1 [no-cache] {fwd=request}");
    b.send("server -> db", "read /nodes/1");
    b.send("db --> server", "@alice").changes = vec![change("memCache", Worth::Latest, "@alice")];
    b.send("server --> proxy-gcp", "200 @alice").changes = vec![change("proxy-gcp", Worth::Latest, "@alice")];
    b.send("proxy-gcp --> proxy-a", "200 @alice {stored}").changes = vec![change("proxy-a", Worth::Latest, "@alice")];
    b.send("proxy-a --> alice", "200 @alice").changes =
        ["React Query memory", "localStorage", "disk cache"].map(|name| change(name, Worth::Latest, "@alice")).to_vec();
    b.sees("alice", "@alice", Verdict::Holds, "");
    b.moment("", MomentKind::Divider { label: wording("Bob and Carol come back to the page") });
    b.send("bob -> proxy-a", "GET /nodes/1");
    b.send("proxy-a --> bob", "200 {hit} @alice");
    b.sees("bob", "@unclaimed then @alice", Verdict::Holds, "");
    b.send("carol -> proxy-b", "GET /nodes/1");
    b.send("proxy-b --> carol", "200 {hit} @unclaimed");
    let reason = "Carol sees @unclaimed – proxy-b still holds the copy that it stored before step 7; the no-cache refetch of step 12 passed proxy-a only. Smallest repair: carol calls refetch after step 19.";
    b.sees("carol", "@unclaimed then @alice", Verdict::Fails, reason);
    b.timeline
}

/// Every kind of moment.
pub fn everything() -> Timeline {
    let mut b = Build::default();
    b.timeline.title = Some(wording("Every kind of moment"));
    b.timeline.tones = vec![("brand".into(), "#7fd4ff".into())];
    b.line("visitor", LifelineKind::User, "").line("cdn", LifelineKind::Storage, "shared by everyone");
    b.group("Application", "two instances").line("web server with a long name", LifelineKind::Device, "instance 1");
    b.line("memory", LifelineKind::Storage, "").line("worker", LifelineKind::Stranger, "");
    b.group("", "").line("events", LifelineKind::Channel, "").line("database", LifelineKind::Origin, "");
    b.timeline.groups.first_mut().unwrap().tone = Some(Tone::Named("brand".into()));
    b.timeline.lifelines[4].created = true;
    b.timeline.lifelines[0].tone = Some(Tone::Named("brand".into()));
    b.timeline.lifelines[2].links = vec![("Source".into(), "https://example.org/web".into())];
    b.timeline.lifelines[2].name = "web".into();
    b.timeline.opening = b.change("cdn", Worth::Stale, "@v1");
    b.timeline.opening.extend(b.change("memory", Worth::Empty, ""));
    b.timeline.opening.extend(b.change("database", Worth::Latest, "@v2"));
    b.timeline.lifelines[2].name = "web server with a long name".into();
    b.timeline.lifelines[2].id = "web".into();
    let web = b.of("web server with a long name");
    b.timeline.lifelines[2].name = "web".into();
    let note = |place, text: &str| MomentKind::Note { place, label: wording(text) };
    b.moment(
        "",
        note(
            NotePlace::Over(b.all("visitor cdn")),
            "A note over two lifelines that is long enough to be wrapped into several lines",
        ),
    );
    b.send("visitor -> cdn", "GET /artists/1/very/long/path/that/goes/on [authorization]");
    b.moment("", MomentKind::Activate(b.of("cdn")));
    b.send("cdn -> web", "GET /artists/1");
    b.moment("", MomentKind::Activate(web));
    b.send("web -> web", "checks the session");
    b.moment("", MomentKind::Activate(web));
    b.send("web -> memory", "read /artists/1").as_told = Some("the author says so".into());
    b.send("memory --> web", "{miss}");
    b.moment("", MomentKind::Deactivate(web));
    let open = |b: &Build, fragment, over: &str, label: &str| MomentKind::Open {
        fragment,
        label: wording(label),
        over: b.all(over),
    };
    let kind = open(&b, FragmentKind::Alt, "web memory database", "the row exists");
    b.moment("", kind);
    b.send("web -> database", "read /artists/1");
    let kind = open(&b, FragmentKind::Opt, "web memory", "it may be kept");
    b.moment("", kind);
    b.send("web -> memory", "write /artists/1 = @v2").changes = b_change(&["memory"], &[3], Worth::Latest, "@v2");
    b.moment("", MomentKind::Close);
    b.moment(
        "",
        MomentKind::Else {
            word: "else".into(),
            label: wording("it was deleted a while ago, and nobody told the cache in front of it about that"),
        },
    );
    b.send("web -/> database", "lost on the way");
    b.act("memory", "evicts the entry").changes = b_change(&["memory"], &[3], Worth::Empty, "");
    b.moment("", MomentKind::Close);
    b.send("web --> cdn", "200 @v2").changes = b_change(&["cdn"], &[1], Worth::Latest, "@v2");
    b.moment("", MomentKind::Deactivate(web));
    b.moment("", MomentKind::Deactivate(b.of("cdn")));
    b.sees("visitor", "@v1 then @v2", Verdict::HoldsStale, "");
    b.sees("visitor", "@v3", Verdict::FailsAsSaid, "Nobody ever wrote @v3, as the author said.");
    let worker = b.of("worker");
    b.moment("", MomentKind::Create(worker));
    b.send("web -> worker", "start").tone = Some(Tone::Named("brand".into()));
    b.send("events ~> visitor web worker", "artist:1 update");
    b.moment("", note(NotePlace::Right(b.of("events")), "A note at the right")).tone = Some(Tone::Accent);
    b.moment("", note(NotePlace::Left(b.of("events")), "A note at the left, of \n two lines"));
    b.moment("", MomentKind::Destroy(worker));
    b.moment("", MomentKind::Gap { wait: Some("5 min".into()), label: wording("nobody comes") }).changes =
        b_change(&["cdn"], &[1], Worth::Marked, "");
    b.moment("", MomentKind::Gap { wait: None, label: wording("later") });
    b.step("", MomentKind::Happening { what: HappeningKind::Crash, at: b.all("web memory"), label: wording("") });
    b.step("", MomentKind::Happening { what: HappeningKind::Deploy, at: vec![web], label: wording("version 2") });
    let kind = open(&b, FragmentKind::Loop, "", "3 times, over the whole picture");
    b.moment("", kind);
    b.send("visitor -> database", "a call with `code` and a label that is so long that it wraps, even on a span as wide as this one is, for there is no end to what one may write");
    b.send("database --> visitor", "");
    b.moment("", MomentKind::Close);
    b.moment(
        "",
        MomentKind::Claim {
            over: b.all("visitor cdn"),
            label: wording("expect cdn holds @v2"),
            verdict: Verdict::Holds,
            reason: None,
        },
    );
    b.moment(
        "",
        MomentKind::Claim {
            over: vec![],
            label: wording("possible visitor sees @v1"),
            verdict: Verdict::Fails,
            reason: Some(wording("In no run: the copy was marked at the break.")),
        },
    );
    b.moment(
        "",
        MomentKind::Reference {
            over: b.all("cdn events"),
            label: wording("Deploying a new version"),
            href: Some("deploy.svg".into()),
        },
    );
    b.timeline
}

fn b_change(_: &[&str], places: &[u32], worth: Worth, chip: &str) -> Vec<crate::timeline::Change> {
    let chip = (!chip.is_empty()).then(|| chip.into());
    places
        .iter()
        .map(|p| crate::timeline::Change { lifeline: crate::timeline::LifelineId(*p), worth, chip: chip.clone() })
        .collect()
}

/// Many messages to and fro.
pub fn long(messages: usize, lines: usize) -> Timeline {
    let mut b = Build::default();
    for n in 0..lines {
        b.line(&format!("p{n}"), if n % 2 == 0 { LifelineKind::Device } else { LifelineKind::Storage }, "");
    }
    for n in 0..messages {
        let (from, to) = (n % lines, (n * 7 + 1) % lines);
        let label = format!("GET /nodes/{n} [no-cache]");
        let kind = MomentKind::Message {
            from: crate::timeline::LifelineId(from as u32),
            to: vec![crate::timeline::LifelineId(to as u32)],
            arrow: crate::syntax::statement::message::Arrow::Request,
            label: wording(&label),
        };
        let moment = b.moment("somebody asks for something", kind);
        moment.number = Some(n as u32 + 1);
    }
    b.timeline
}
