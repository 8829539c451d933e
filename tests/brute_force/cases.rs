//! Programs in which one pause, one choice or one name decides a verdict.

use super::naive::{all_runs, searched};
use super::simulated;
use cachediag::explore::{self, Limits, Reductions, replay};
use cachediag::machine::tale::Told;
use cachediag::machine::world::World;
use cachediag::model::ScenarioId;
use cachediag::timeline::Verdict;
use cachediag::verdict::{Checked, Outcome};
use std::fmt::Write as _;

const PLACES: &str = "\
resource node \"/nodes/{id}\"
device server [instances=2] {
  storage mem [per=instance]
}
storage db [origin]
user alice
user bob
";

/// An event may come before a screen is compared.
pub const WATCHED: &str = "\
resource node \"/nodes/{id}\"
device server [instances=2] {
  storage mem [per=instance]
}
storage db [origin]
user alice
user bob
channel sse [from=server]
on event node at alice {
  alice => GET key
}
scenario s {
  given /nodes/1 = @v in db
  given /nodes/2 = @w in db
  server ~> sse: node:2 update
  alice => GET /nodes/1
  alice sees @v then @w
  expect alice sees @w
}
";

fn checked(text: &str) -> Checked {
    let simulated = simulated(0, text);
    let mut found = simulated.check(&Limits { repair: false, ..Limits::default() }, &mut |_, _| true);
    found.pop().unwrap()
}

/// The verdict on the claim of a line, of brute force too.
fn outcome(text: &str, line: &str) -> Outcome {
    let simulated = simulated(0, text);
    let scenario = ScenarioId::at(simulated.model.scenarios.len() - 1);
    let naive = all_runs(&simulated.model, scenario).expect("few runs");
    for reduce in [false, true] {
        let reductions = Reductions { alone: reduce, symmetry: false, ..Reductions::default() };
        let found = searched(&simulated.model, scenario, reductions);
        assert_eq!((&found.held, &found.failed), (&naive.held, &naive.failed), "reduce: {reduce}\n{text}");
        assert_eq!(found.ends, naive.ends, "reduce: {reduce}\n{text}");
    }
    let at = text.lines().position(|l| l.trim() == line).unwrap() + 1;
    let found = checked(text);
    let all = found.points.iter().chain(&found.whole);
    all.into_iter().find(|d| d.line as usize == at).unwrap().outcome
}

#[test]
fn a_crash_may_come_before_a_screen_is_compared() {
    let text = format!(
        "{PLACES}scenario s {{
  given /nodes/1 = @v in db
  given /nodes/2 = @w in db
  alice => GET /nodes/1
  alice sees @v
  alice => GET /nodes/2
  alice sees @w
  crash server.1 anywhere {{
    alice => GET /nodes/1
    alice sees @v [fails]
  }}
}}
"
    );
    assert_eq!(outcome(&text, "alice sees @v [fails]"), Outcome::Fails);
    let without = text.replace("  alice => GET /nodes/2\n  alice sees @w\n", "");
    assert_eq!(outcome(&without, "alice sees @v [fails]"), Outcome::Holds);
}

#[test]
fn an_event_may_come_before_a_screen_is_compared() {
    assert_eq!(outcome(WATCHED, "alice sees @v then @w"), Outcome::Fails);
    let simulated = simulated(0, WATCHED);
    let found = searched(&simulated.model, ScenarioId::at(0), Reductions::default());
    assert!(found.held.contains(&0), "some run shows both in this order");
}

#[test]
fn whoever_reads_in_the_end_may_reach_any_instance() {
    let text = format!(
        "{PLACES}claim convergence within 5m
scenario s {{
  given /nodes/1 = @old in db, server.2.mem
  db: write /nodes/1 = @new
}}
"
    );
    assert_eq!(outcome(&text, "claim convergence within 5m"), Outcome::Fails);
    assert_eq!(outcome(&text.replace(", server.2.mem", ""), "claim convergence within 5m"), Outcome::Holds);
}

#[test]
fn long_explorations_carry_out_every_statement() {
    let mut body = String::new();
    for _ in 0..100 {
        body += "    alice: waits for it\n";
    }
    let mut text = format!("{PLACES}scenario s {{\n  given /nodes/1 = @v in db\n  alt way 0 {{\n    alice: goes\n");
    for way in 1..6 {
        let _ = write!(text, "  }} else way {way} {{\n    db: write /nodes/1 = @w{way}\n");
    }
    text += "    server.1: store /nodes/1 = @v in server.1.mem\n";
    let _ = write!(
        text,
        "  }}\n  loop 900 again {{\n{body}  }}\n  alice => GET /nodes/1\n  expect alice sees latest\n}}\n"
    );
    let found = checked(&text);
    assert!(found.states > 5_000, "{}", found.states);
    assert_eq!(found.points[0].outcome, Outcome::Fails);
}

#[test]
fn a_key_keeps_its_name_when_a_run_is_told_again() {
    let text = format!(
        "{PLACES}claim read-your-writes
scenario s {{
  alt one way {{
    alice => GET /nodes/7
  }} else another {{
    given /nodes/8 = @old in server.2.mem
    alice -> server: POST /nodes/8
    server -> db: write /nodes/8 = @new
    server --> alice: 200
    alice => GET /nodes/8
  }}
}}
"
    );
    let found = checked(&text);
    assert_eq!(found.whole[0].outcome, Outcome::Fails);
    assert!(found.whole[0].reason.contains("/nodes/8"), "{}", found.whole[0].reason);
}

#[test]
fn time_is_looked_at_all_along() {
    let text = format!(
        "{PLACES}scenario s {{
  given /nodes/1 = @v in db
  alice: goes
  loop 40 again {{
    opt maybe {{
      bob: waits
    }}
  }}
  alice => GET /nodes/1
  alice sees @v
}}
"
    );
    let simulated = simulated(0, &text);
    let mut asked = 0u64;
    let explored = explore::explore(&simulated.model, ScenarioId::at(0), &Limits::default(), &mut |_, _| {
        asked += 1;
        true
    });
    assert!((asked + 1) * 64 >= explored.checked.moves, "{asked} times in {} moves", explored.checked.moves);
}

/// The run of a counterexample, told again, breaks the claim.
pub fn retold(seed: u64, text: &str) -> u32 {
    let simulated = simulated(seed, text);
    let id = ScenarioId::at(0);
    let limits = Limits { repair: false, ..Limits::default() };
    let explored = explore::explore(&simulated.model, id, &limits, &mut |_, _| true);
    let world = World::of(&simulated.model).unwrap();
    let mut count = 0;
    let all = explored.checked.points.iter().chain(&explored.checked.whole);
    for (at, (decided, path)) in all.zip(&explored.paths).enumerate() {
        assert_eq!(path.is_some(), decided.outcome == Outcome::Fails, "seed {seed}, line {}\n{text}", decided.line);
        let Some(path) = path else { continue };
        count += 1;
        let tale = replay::retell(&world, id, path).tale;
        if at >= explored.checked.points.len() {
            assert!(!tale.deeds.is_empty() && !decided.reason.is_empty(), "seed {seed}, line {}\n{text}", decided.line);
            continue;
        }
        let possible = decided.text.starts_with("possible")
            || text.lines().nth(decided.line as usize - 1).is_some_and(|l| l.trim().starts_with("possible"));
        let last = tale.deeds.iter().rev().find_map(|deed| match &deed.told {
            Told::Judged { step, verdict, .. } if step.line == decided.line => Some(*verdict),
            _other => None,
        });
        let wanted = if possible { Verdict::Open } else { Verdict::Fails };
        assert_eq!(last, Some(wanted), "seed {seed}, line {}\n{text}", decided.line);
    }
    count
}
