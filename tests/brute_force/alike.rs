//! Programs with users and instances between which nothing makes a difference: with states that are the same but for who is
//! who counted as one, verdicts and final states are those of the search that tells all apart, which the others compare with brute
//! force; these programs are too large for it.

use super::naive::searched;
use super::{ALIKE, REDUCED, difference, simulated};
use cachediag::model::ScenarioId;
use std::fmt::Write as _;

/// How many readers there are, how often each reads, how many instances there are, and whether each reader has a disk.
const SIZES: [(usize, usize, usize, bool); 7] = [
    (2, 1, 1, false),
    (2, 1, 1, true),
    (2, 1, 2, true),
    (2, 1, 2, false),
    (2, 1, 3, false),
    (3, 1, 1, true),
    (2, 2, 2, false),
];

/// Of such a size; in a `par` or in any order; somebody may write.
fn program((readers, reads, instances, disk): (usize, usize, usize, bool), reorder: bool, writes: bool) -> String {
    let disk = if disk { "  storage disk [per=profile, http=private]\n" } else { "" };
    let mut text = format!(
        "resource node \"/nodes/{{id}}\" [max-age=1m]\n\
         device browser [per=user] {{\n{disk}}}\n\
         device server [instances={instances}] {{\n  storage memory [per=instance]\n}}\nstorage db [origin]\n"
    );
    for reader in 0..readers {
        let _ = writeln!(text, "user u{reader} [isp=a]");
    }
    text += "user writer [isp=b]\nclaim monotonic-reads\n";
    let (head, open, between, close) =
        if reorder { (" [explore=reorder]", "", "", "") } else { ("", "par {\n", "} and {\n", "}\n") };
    let _ = write!(text, "scenario s{head} {{\ngiven /nodes/1 = @v in db\n{open}");
    for reader in 0..readers {
        text += if reader > 0 { between } else { "" };
        for _ in 0..reads {
            let _ = writeln!(text, "u{reader} => GET /nodes/1");
        }
    }
    if writes {
        let _ = write!(text, "{between}server -> db: write /nodes/1 = @w\ndb --> server: ok\n");
    }
    let _ = write!(
        text,
        "{close}... later ...\nwriter => GET /nodes/1\nexpect writer sees latest\nexpect some memory holds latest\n}}\n"
    );
    text
}

#[test]
fn who_is_who_makes_no_difference_to_verdicts_and_ends() {
    let (mut plain, mut fewer) = (0, 0);
    let each = SIZES.into_iter().flat_map(|size| [(size, true), (size, false)]);
    let each = each.flat_map(|(size, reorder)| [(size, reorder, true), (size, reorder, false)]);
    for (size, reorder, writes) in each {
        let text = program(size, reorder, writes);
        let simulated = simulated(0, &text);
        let scenario = ScenarioId::at(0);
        let reduced = searched(&simulated.model, scenario, REDUCED.1);
        let alike = searched(&simulated.model, scenario, ALIKE.1);
        assert!(alike.alike, "somebody is alike\n{text}");
        assert_eq!(difference("alike", &reduced, &alike), "", "{text}");
        (plain, fewer) = (plain + reduced.states, fewer + alike.states);
    }
    assert!(fewer * 2 < plain, "{plain} states, {fewer} with those alike as one");
}
