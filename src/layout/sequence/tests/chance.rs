//! Timelines made by chance.

use super::build::{Build, wording};
use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::happening::HappeningKind;
use crate::syntax::statement::message::Arrow;
use crate::timeline::{Change, LifelineId, LifelineKind, MomentKind, NotePlace, Timeline, Verdict, Worth};
use proptest::prelude::{Strategy, any};

const WORDS: [&str; 10] = [
    "",
    "ok",
    "GET /nodes/1 [no-cache] {fwd=request}",
    "200 @alice {stored}",
    "a label that is a good deal longer than most and must be wrapped somewhere, for no picture is as wide as that",
    "Wortzusammensetzungsungeheuerlichkeitenwörterbucheintragsnummer",
    "مرحبا بالعالم and 你好世界 with 👩‍👩‍👧 e\u{301}",
    "two \\n lines",
    "POST /a/very/long/path/that/never/seems/to/come/to/an/end/at/all [stale-while-revalidate=600] [must-revalidate]",
    "@v1 then @a-value-that-is-really-very-long-for-a-chip-and-does-not-fit-beside-any-track-at-all",
];

type Seed = (u8, u8, u8, u8);

/// Any timeline of up to nine lifelines and thirty moments.
pub fn timeline() -> impl Strategy<Value = Timeline> {
    let seeds = proptest::collection::vec(any::<Seed>(), 0..30);
    (1_u8..10, seeds).prop_map(|(count, seeds)| made(count, &seeds))
}

fn made(count: u8, seeds: &[Seed]) -> Timeline {
    let kinds =
        [LifelineKind::User, LifelineKind::Storage, LifelineKind::Device, LifelineKind::Origin, LifelineKind::Stranger];
    let mut b = Build::default();
    for n in 0..count {
        if n % 3 == 0 {
            b.group(if n % 2 == 0 { "A group with a heading" } else { "" }, "");
        }
        let name = format!("{} {n}", WORDS[usize::from(n + count) % 4]);
        b.line(&name, kinds[usize::from(n) % kinds.len()], if n == 4 { "per user" } else { "" });
    }
    let mut depth = 0;
    for seed in seeds {
        let kind = moment(*seed, count, &mut depth);
        let worth = [Worth::Latest, Worth::Stale, Worth::Marked, Worth::Empty][usize::from(seed.2) % 4];
        let chip = (seed.3 % 3 == 0).then(|| "@value".into());
        let changes = vec![Change { lifeline: LifelineId(u32::from(seed.2 % count)), worth, chip }];
        b.step("said", kind).changes = if seed.1 % 3 == 0 { changes } else { Vec::new() };
    }
    b.timeline
}

fn moment((kind, a, c, text): Seed, count: u8, depth: &mut u32) -> MomentKind {
    let id = |n: u8| LifelineId(u32::from(n % count));
    let label = wording(WORDS[usize::from(text) % WORDS.len()]);
    let (from, to, over) = (id(a), id(c), vec![id(a), id(c)]);
    let arrow = [Arrow::Request, Arrow::Response, Arrow::Async, Arrow::Lost][usize::from(text) % 4];
    let verdict = [Verdict::Open, Verdict::Holds, Verdict::HoldsStale, Verdict::Fails][usize::from(text) % 4];
    let reason = (text % 3 == 0).then(|| wording(WORDS[4]));
    match kind % 20 {
        0..=5 => MomentKind::Message { from, to: vec![to], arrow, label },
        6 => MomentKind::Message { from, to: over, arrow, label },
        7 => MomentKind::Action { at: from, label },
        8 => MomentKind::Sees { at: from, label, verdict, reason },
        9 => MomentKind::Claim { over, label, verdict, reason },
        10 => MomentKind::Note { place: NotePlace::Over(over), label },
        11 => MomentKind::Note { place: NotePlace::Left(from), label },
        12 => MomentKind::Note { place: NotePlace::Right(from), label },
        13 => MomentKind::Divider { label },
        14 => MomentKind::Gap { wait: Some("5 min".into()), label },
        15 => {
            *depth += 1;
            MomentKind::Open { fragment: FragmentKind::Alt, label, over }
        }
        16 if *depth > 0 => MomentKind::Else { word: "else".into(), label },
        17 if *depth > 0 => {
            *depth -= 1;
            MomentKind::Close
        }
        16 | 17 => MomentKind::Happening { what: HappeningKind::Crash, at: over, label },
        18 => MomentKind::Activate(from),
        _ => MomentKind::Reference { over, label, href: None },
    }
}
