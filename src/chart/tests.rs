//! Charts of small programs as plain text.

use super::{dependencies, policy};
use crate::graph::dump;
use crate::model::Model;
use crate::pipeline;
use crate::source::Source;

fn model(program: &str) -> Model {
    let checked = pipeline::parse(Source::new("t.cd", program), &mut pipeline::no_imports).check();
    assert!(!checked.findings.has_errors(), "{:?}", checked.findings.list);
    checked.model
}

/// The chart of the first policy, its edges alone.
fn edges(program: &str) -> Vec<String> {
    let model = model(program);
    let chart = model.policies.first().map(|first| dump(&policy::chart(&model, first))).unwrap_or_default();
    chart.lines().filter(|line| line.contains("->")).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn questions_stand_in_the_order_of_the_rules() {
    let program = "policy p {\n fact a\n fact b\n when b => one\n when a => two\n otherwise => one\n}\nx -> y: z\n";
    assert_eq!(edges(program), ["b -> one: yes", "b -> a: no", "a -> two: yes", "a -> one: no"]);
}

#[test]
fn facts_of_one_rule_with_the_same_answer_are_one_question() {
    let program = "policy p {\n fact a\n fact b \"is B\"\n fact c\n when a or not b => one\n when c => two\n otherwise => one\n}\n\
                   x -> y: z\n";
    let found = model(program);
    let chart = found.policies.first().map(|first| dump(&policy::chart(&found, first))).unwrap_or_default();
    assert!(chart.contains("decision a \"a or not is B?\""), "{chart}");
    assert_eq!(edges(program), ["a -> one: yes", "a -> c: no", "c -> two: yes", "c -> one: no"]);
}

#[test]
fn what_no_rule_decides_stands_out() {
    let program = "policy p {\n fact a\n when a => one\n}\nx -> y: z\n";
    let found = model(program);
    let chart = found.policies.first().map(|first| dump(&policy::chart(&found, first))).unwrap_or_default();
    assert!(chart.contains("outcome nothing \"undecided\" [warn]"), "{chart}");
}

#[test]
fn a_policy_of_many_crossing_facts_is_told_rule_by_rule() {
    let facts: String = (0..80).map(|at| format!(" fact f{at}\n")).collect();
    let rules: String = (0..80).map(|at| format!(" when f{at} => o{}\n", at % 7)).collect();
    let program = format!("policy p {{\n{facts}{rules} otherwise => o9\n}}\nx -> y: z\n");
    let found = edges(&program);
    assert_eq!(found.len(), 160);
    assert_eq!(found.last().map(String::as_str), Some("rule-79 -> o9-80: no"));
}

#[test]
fn a_resource_that_nothing_reaches_stands_out() {
    let program = "resource post [alias=article]\nresource posts depends on post\nresource feed depends on posts\n\
                   device server {\n storage memory\n}\nstorage db [origin]\n\
                   on write post at server {\n server: drop key, posts\n}\nserver -> db: write post\n";
    let chart = dump(&dependencies::chart(&model(program)));
    let lines: Vec<&str> = chart.lines().map(str::trim).collect();
    assert!(lines.contains(&"resource feed \"feed\" [warn] line 3"), "{chart}");
    assert!(lines.contains(&"nothing reaches it"), "{chart}");
    assert!(lines.contains(&"also article"), "{chart}");
    assert!(lines.contains(&"post -> posts line 2") && lines.contains(&"posts -> feed line 3"), "{chart}");
}
