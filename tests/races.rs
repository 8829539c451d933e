//! What a server has read it stores, also where another run than the drawn one reads something else.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::explore::Limits;
use cachediag::verdict::Outcome;
use std::path::Path;

const DECLARED: &str = r#"
resource profile
device app "App server"
storage memcache "memcached"
storage db "Database" [origin]
user reader "Reader"
user writer "Writer"
given profile:1 = @old in db
"#;

/// A reader's request, cache-aside: the server asks the cache, then the database, and stores what it got.
fn aside(store: &str) -> String {
    format!(
        "reader -> app: opens the profile\n\
         app -> memcache: read profile:1\n\
         memcache --> app: miss\n\
         app -> db: read profile:1\n\
         db --> app: @old\n\
         app -> memcache: {store}\n\
         app --> reader: here it is\n"
    )
}

const WRITE: &str = "writer -> db: write profile:1 = @new\nwriter -> memcache: drop profile:1\n";

fn decided(scenario: &str) -> (Outcome, String) {
    claimed(scenario, "no memcache holds stale")
}

/// The outcome of the only claim, and the sentences of the run that breaks it.
fn claimed(scenario: &str, claim: &str) -> (Outcome, String) {
    let text = format!("{DECLARED}scenario s {{\n{scenario}expect {claim}\n}}\n");
    let simulated = support::parse(Path::new("race.cd"), &text).check().simulate();
    let simulated = simulated.unwrap_or_else(|found| panic!("{:?}", found.list));
    let checked = simulated.check(&Limits::default(), &mut |_, _| true);
    let claim = checked[0].points.first().expect("a claim");
    let said = claim.counterexample.iter().flat_map(|t| t.moments.iter().map(|m| m.said.clone()));
    (claim.outcome, said.collect::<Vec<_>>().join("\n"))
}

#[test]
fn what_was_read_before_a_write_is_stored_after_it() {
    for store in ["store profile:1", "store profile:1 = @old"] {
        let (outcome, said) = decided(&format!("par {{\n{}}} and {{\n{WRITE}}}\n", aside(store)));
        assert_eq!(outcome, Outcome::Fails, "{store}");
        assert!(said.contains("acts in between"), "{said}");
    }
}

#[test]
fn what_is_read_after_a_write_is_new_whatever_was_drawn() {
    for store in ["store profile:1", "store profile:1 = @old"] {
        let writes = format!("alt later {{\nwriter: waits\n}} else at once {{\n{WRITE}}}\n");
        let (outcome, said) = decided(&format!("{writes}{}", aside(store)));
        assert_eq!(outcome, Outcome::Holds, "{store}: {said}");
    }
}

#[test]
fn an_answer_is_drawn_with_the_value_of_its_own_run() {
    let writes = format!("alt later {{\nwriter: waits\n}} else at once {{\n{WRITE}}}\n");
    let scenario = format!("{writes}{}", aside("store profile:1 = @old"));
    let (outcome, said) = claimed(&scenario, "memcache holds @old of profile:1");
    assert_eq!(outcome, Outcome::Fails);
    let read = said.split("read profile:1").last().expect("a read at the database");
    assert!(read.contains("@new") && !read.replace("holds @old", "").contains("@old"), "{said}");
}
