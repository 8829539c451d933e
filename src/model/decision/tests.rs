//! The diagram says what the rules say, for every combination of many policies.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::{Diagram, Leaf, Row, asked, difference};
use crate::model::operation::Directives;
use crate::model::policy::{Condition, Policy, Rule};
use crate::model::{Declared, FactId};
use crate::source::Span;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn condition(dice: &mut Dice, facts: u64, depth: u32) -> Condition {
    let kind = if depth == 0 { 0 } else { dice.roll(5) };
    let fact = |dice: &mut Dice| Condition::Fact(FactId(u32::try_from(dice.roll(facts)).unwrap()));
    if kind < 2 {
        return fact(dice);
    }
    let one = Box::new(condition(dice, facts, depth - 1));
    match kind {
        2 => Condition::Not(one),
        3 => Condition::And(one, Box::new(condition(dice, facts, depth - 1))),
        _ => Condition::Or(one, Box::new(condition(dice, facts, depth - 1))),
    }
}

fn rule(condition: Option<Condition>, outcome: &str) -> Rule {
    Rule {
        line: 0,
        span: Span::default(),
        condition,
        outcome: outcome.into(),
        outcome_span: Span::default(),
        route: None,
        attributes: Vec::new(),
        directives: Directives::default(),
        tone: None,
        text: None,
    }
}

fn policy(dice: &mut Dice) -> Policy {
    let facts = 1 + dice.roll(6);
    let names = (0..facts).map(|at| Declared { name: format!("f{at}").into(), ..Declared::default() });
    let outcomes = ["a", "b", "c"];
    let mut rules: Vec<Rule> = (0..dice.roll(6))
        .map(|_| {
            let outcome = outcomes[usize::try_from(dice.roll(3)).unwrap()];
            rule(Some(condition(dice, facts, 3)), outcome)
        })
        .collect();
    if dice.roll(2) == 0 {
        rules.push(rule(None, "a"));
    }
    Policy { declared: Declared::default(), facts: names.collect(), rules }
}

/// What every combination comes to, by its number.
fn by_hand(policy: &Policy) -> Vec<Option<usize>> {
    let count = policy.facts.len();
    (0..1_usize << count).map(|number| policy.decide(&|id| number >> id.index() & 1 == 1)).collect()
}

fn leaf(rule: Option<usize>) -> Leaf {
    rule.map_or(Leaf::Nothing, Leaf::Rule)
}

/// Whether a row speaks of a combination.
fn covers(order: &[FactId], row: &Row, number: usize) -> bool {
    order.iter().zip(&row.facts).all(|(id, holds)| holds.is_none_or(|holds| (number >> id.index() & 1 == 1) == holds))
}

#[test]
fn rows_rules_and_examples_are_those_of_the_rules() {
    let mut dice = Dice(7);
    for _ in 0..500 {
        let policy = policy(&mut dice);
        let mut diagram = Diagram::of(&policy).unwrap();
        let rows = diagram.rows(10_000).unwrap();
        let expected = by_hand(&policy);
        for (number, rule) in expected.iter().enumerate() {
            let of: Vec<&Row> = rows.iter().filter(|row| covers(&diagram.order, row, number)).collect();
            assert_eq!(of.iter().map(|row| row.leaf).collect::<Vec<_>>(), [leaf(*rule)]);
        }
        for (rule, fires) in diagram.fires().into_iter().enumerate() {
            assert_eq!(fires, expected.contains(&Some(rule)));
            let own = |number: &usize| {
                let condition = policy.rules[rule].condition.as_ref();
                condition.is_none_or(|c| c.holds(&|id| number >> id.index() & 1 == 1))
            };
            if !fires {
                let mut instead: Vec<usize> = (0..expected.len()).filter(own).filter_map(|n| expected[n]).collect();
                instead.sort_unstable();
                instead.dedup();
                assert_eq!(diagram.covering(rule).unwrap(), instead);
            }
        }
        let undecided = diagram.example(Leaf::Nothing);
        assert_eq!(undecided.is_some(), expected.contains(&None));
        let holds = |id: FactId| undecided.iter().flatten().any(|(fact, holds)| *fact == id && *holds);
        assert!(undecided.is_none() || policy.decide(&holds).is_none());
        let joined =
            diagram.joined(&|rule| policy.rules.iter().position(|r| r.outcome == policy.rules[rule].outcome).unwrap());
        let rows = joined.unwrap().rows(10_000).unwrap();
        for (number, rule) in expected.iter().enumerate() {
            let outcome = |leaf: Leaf| match leaf {
                Leaf::Rule(index) => Some(policy.rules[index].outcome.clone()),
                Leaf::False | Leaf::True | Leaf::Nothing => None,
            };
            let of: Vec<_> =
                rows.iter().filter(|row| covers(&diagram.order, row, number)).map(|row| outcome(row.leaf)).collect();
            assert_eq!(of, [rule.map(|rule| policy.rules[rule].outcome.clone())]);
        }
    }
}

#[test]
fn a_difference_is_one_and_none_is_overlooked() {
    let mut dice = Dice(11);
    for _ in 0..500 {
        let one = policy(&mut dice);
        let other = Policy { facts: one.facts.clone(), ..policy(&mut dice) };
        if asked(&other).iter().any(|id| id.index() >= one.facts.len()) {
            continue;
        }
        let same = |a: usize, b: usize| one.rules[a].outcome == other.rules[b].outcome;
        let (first, second) = (by_hand(&one), by_hand(&other));
        let agree = |(a, b): (&Option<usize>, &Option<usize>)| match (a, b) {
            (Some(a), Some(b)) => same(*a, *b),
            (a, b) => a == b,
        };
        let found = difference(&one, &other, &same);
        assert_eq!(found.is_none(), first.iter().zip(&second).all(agree));
        if let Some(found) = found {
            let holds = |id: FactId| found.facts.iter().any(|(fact, holds)| *fact == id && *holds);
            assert_eq!((one.decide(&holds), other.decide(&holds)), (found.one, found.other));
            assert!(!agree((&found.one, &found.other)));
        }
    }
}

#[test]
fn forty_facts_are_looked_into_and_a_tangle_is_given_up() {
    let facts = |count: usize| (0..count).map(|_| Declared::default()).collect();
    let chain = (0..40).map(|at| rule(Some(Condition::Fact(FactId(at))), if at % 2 == 0 { "a" } else { "b" }));
    let chain = Policy { declared: Declared::default(), facts: facts(40), rules: chain.collect() };
    let mut diagram = Diagram::of(&chain).unwrap();
    assert_eq!(diagram.example(Leaf::Nothing).unwrap().len(), 40);
    assert_eq!(diagram.covering(3), Some(vec![0, 1, 2, 3]));
    // Pairs whose halves stand far apart need a stop for every combination of the first halves.
    let pair =
        |at: u32| Condition::And(Box::new(Condition::Fact(FactId(at))), Box::new(Condition::Fact(FactId(at + 45))));
    let all = |list: Vec<Condition>| list.into_iter().reduce(|a, b| Condition::Or(Box::new(a), Box::new(b))).unwrap();
    let order = all((0..90).map(|at| Condition::Fact(FactId(at))).collect());
    let tangle =
        vec![rule(Some(Condition::Not(Box::new(order))), "a"), rule(Some(all((0..45).map(pair).collect())), "b")];
    assert!(Diagram::of(&Policy { declared: Declared::default(), facts: facts(90), rules: tangle }).is_none());
    let many = vec![rule(Some(all((0..101).map(|at| Condition::Fact(FactId(at))).collect())), "a")];
    assert!(Diagram::of(&Policy { declared: Declared::default(), facts: facts(101), rules: many }).is_none());
}
