//! A policy as a flow chart: facts are questions in the order of the rules, outcomes are where they end.
//!
//! Neighbouring questions with the same answer are asked as one: `force or nocache?`.

use crate::graph::{Edge, Graph, Node, NodeId, Shape};
use crate::model::decision::{Diagram, Kind, Leaf, Stop, facts};
use crate::model::policy::{Policy, Rule};
use crate::model::{FactId, Model, StorageId};
use crate::timeline::{Style, Tone, Wording};
use ecow::{EcoString, eco_format};
use std::collections::{HashMap, HashSet};

/// Most questions of a chart; a policy with more is told rule by rule.
const MOST: usize = 60;

/// Most facts that are asked at once.
const TOGETHER: usize = 6;

/// The chart of a policy.
#[must_use]
pub fn chart(model: &Model, policy: &Policy) -> Graph {
    let mut graph = Graph {
        name: policy.declared.name.clone(),
        title: Some(Wording::marked_up(&policy.declared.label)),
        kind: "Policy",
        tones: model.tones.clone(),
        ..Graph::default()
    };
    let class = |rule: usize| {
        let alike =
            |other: &Rule| policy.rules.get(rule).is_some_and(|r| Policy::same(r, other) && r.text == other.text);
        policy.rules.iter().position(alike).unwrap_or(rule)
    };
    let diagram = Diagram::of(policy).and_then(|diagram| diagram.joined(&class));
    match diagram.filter(|diagram| count(diagram) <= MOST) {
        Some(diagram) => Drawing::new(model, policy, &diagram).draw(&mut graph),
        None => as_ruled(model, policy, &class, &mut graph),
    }
    graph
}

/// All stops that are reached, a stop before those it leads to where it can be.
fn stops(diagram: &Diagram) -> Vec<Stop> {
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    let mut open = std::collections::VecDeque::from([diagram.root]);
    while let Some(stop) = open.pop_front() {
        if seen.insert(stop) {
            found.push(stop);
            if let Kind::Ask { yes, no, .. } = diagram.kind(stop) {
                open.extend([yes, no]);
            }
        }
    }
    found
}

fn count(diagram: &Diagram) -> usize {
    stops(diagram).into_iter().filter(|stop| matches!(diagram.kind(*stop), Kind::Ask { .. })).count()
}

/// Facts that are asked at once.
struct Question {
    /// By level: whether the fact is asked as it is, or for its opposite.
    facts: Vec<(usize, bool)>,
    /// One of them is enough.
    any: bool,
    yes: Stop,
    no: Stop,
}

struct Drawing<'a> {
    model: &'a Model,
    policy: &'a Policy,
    diagram: &'a Diagram,
    /// How many stops lead to one.
    parents: HashMap<Stop, usize>,
    nodes: HashMap<Stop, NodeId>,
    named: HashMap<EcoString, usize>,
    /// By rule: the facts that it asks for.
    asked: Vec<HashSet<FactId>>,
}

impl<'a> Drawing<'a> {
    fn new(model: &'a Model, policy: &'a Policy, diagram: &'a Diagram) -> Self {
        let mut parents = HashMap::new();
        for stop in stops(diagram) {
            if let Kind::Ask { yes, no, .. } = diagram.kind(stop) {
                *parents.entry(yes).or_insert(0) += 1;
                *parents.entry(no).or_insert(0) += 1;
            }
        }
        let asked = policy.rules.iter().map(|rule| rule.condition.as_ref().map(facts).unwrap_or_default()).collect();
        Self { model, policy, diagram, parents, nodes: HashMap::new(), named: HashMap::new(), asked }
    }

    /// Questions from the first on, each with what it leads to.
    fn draw(mut self, graph: &mut Graph) {
        let mut open = std::collections::VecDeque::from([self.diagram.root]);
        let mut asked = HashSet::new();
        while let Some(stop) = open.pop_front() {
            let from = self.node(stop, graph);
            if !asked.insert(stop) {
                continue;
            }
            if let Some(question) = self.question(stop) {
                for (word, next) in [("yes", question.yes), ("no", question.no)] {
                    let to = self.node(next, graph);
                    graph.edges.push(Edge { label: Wording::sentence(word), ..Edge::new(from, to) });
                    open.push_back(next);
                }
            }
        }
    }

    /// The question that a stop asks, with those behind it that come to the same.
    fn question(&self, stop: Stop) -> Option<Question> {
        let Kind::Ask { level, yes, no } = self.diagram.kind(stop) else { return None };
        let any = self.together(vec![(level, true)], (yes, no), true);
        let all = self.together(vec![(level, true)], (yes, no), false);
        Some(if any.facts.len() >= all.facts.len() { any } else { all })
    }

    /// Follows the answer that asks on, as long as the other one is the same.
    fn together(&self, mut facts: Vec<(usize, bool)>, (mut yes, mut no): (Stop, Stop), any: bool) -> Question {
        while facts.len() < TOGETHER {
            let (end, next) = if any { (yes, no) } else { (no, yes) };
            let Kind::Ask { level, yes: then, no: other } = self.diagram.kind(next) else { break };
            if self.parents.get(&next) != Some(&1) || !self.of_one_rule(&facts, level) {
                break;
            }
            let (as_it_is, on) = match (then == end, other == end) {
                (true, _) => (any, other),
                (false, true) => (!any, then),
                (false, false) => break,
            };
            facts.push((level, as_it_is));
            if any { no = on } else { yes = on }
        }
        Question { facts, any, yes, no }
    }

    /// Whether one rule asks for all these facts and for one more.
    fn of_one_rule(&self, facts: &[(usize, bool)], level: usize) -> bool {
        let all = facts.iter().map(|(level, _)| *level).chain([level]);
        let wanted: Vec<_> = all.filter_map(|level| self.diagram.order.get(level)).collect();
        self.asked.iter().any(|asked| wanted.iter().all(|id| asked.contains(id)))
    }

    fn node(&mut self, stop: Stop, graph: &mut Graph) -> NodeId {
        if let Some(id) = self.nodes.get(&stop) {
            return *id;
        }
        let node = match (self.question(stop), self.diagram.kind(stop)) {
            (Some(question), _) => self.decision(&question),
            (None, Kind::Leaf(Leaf::Rule(rule))) => {
                self.policy.rules.get(rule).map_or_else(nothing, |rule| outcome(self.model, rule))
            }
            (None, Kind::Leaf(_) | Kind::Ask { .. }) => nothing(),
        };
        let node = Node { name: self.unique(&node.name), ..node };
        let id = graph.node(node);
        self.nodes.insert(stop, id);
        id
    }

    /// Two facts are joined by a word; more stand below, a line each.
    fn decision(&self, question: &Question) -> Node {
        let mut parts = Vec::with_capacity(question.facts.len());
        let mut name = EcoString::new();
        for (level, as_it_is) in &question.facts {
            let id = self.diagram.order.get(*level);
            let Some(fact) = id.and_then(|id| self.policy.facts.get(id.index())) else { continue };
            if name.is_empty() {
                name.clone_from(&fact.name);
            }
            let mut part = Wording::default();
            part.push(if *as_it_is { "" } else { "not " }, Style::Plain);
            part.runs.extend(Wording::marked_up(&fact.label).runs);
            parts.push(part);
        }
        if parts.len() > 2 {
            let word = if question.any { "one of these?" } else { "all of these?" };
            return Node { lines: parts, ..Node::new(&name, Wording::sentence(word), Shape::Decision) };
        }
        let mut label = Wording::default();
        for (place, part) in parts.into_iter().enumerate() {
            if place > 0 {
                label.end_line();
                label.push(if question.any { "or " } else { "and " }, Style::Plain);
            }
            label.runs.extend(part.runs);
        }
        label.push("?", Style::Plain);
        Node::new(&name, label, Shape::Decision)
    }

    /// A name that no other node has.
    fn unique(&mut self, name: &EcoString) -> EcoString {
        let count = self.named.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { name.clone() } else { eco_format!("{name}-{count}") }
    }
}

/// What a rule comes to: its outcome, what it adds, what it means, which storages its route passes.
fn outcome(model: &Model, rule: &Rule) -> Node {
    let mut label = Wording::default();
    label.push(&rule.outcome, Style::Bold);
    for attribute in &rule.attributes {
        match &attribute.value {
            Some(value) => label.push(format!("{}={value}", attribute.name), Style::Attribute),
            None => label.push(&attribute.name, Style::Attribute),
        }
    }
    let mut lines: Vec<Wording> = rule.text.iter().cloned().collect();
    let name = |id: &StorageId| model.storages.get(id.index()).map(|s| s.declared.label.to_string());
    if let Some(route) = rule.route.and_then(|id| model.routes.get(id.index())) {
        let hops: Vec<String> = route.hops.iter().filter_map(name).collect();
        lines.push(Wording::sentence(&format!("via {}", hops.join(", "))));
    }
    Node { lines, tone: rule.tone.clone(), line: rule.line, ..Node::new(&rule.outcome, label, Shape::Outcome) }
}

/// Where no rule fires.
fn nothing() -> Node {
    let lines = vec![Wording::sentence("no rule fires")];
    Node { lines, tone: Some(Tone::Warn), ..Node::new("nothing", Wording::sentence("undecided"), Shape::Outcome) }
}

/// A question a rule, for a policy that would need too many for single facts.
fn as_ruled(model: &Model, policy: &Policy, class: &dyn Fn(usize) -> usize, graph: &mut Graph) {
    let mut outcomes: HashMap<usize, NodeId> = HashMap::new();
    let mut before: Option<NodeId> = None;
    let mut end = |graph: &mut Graph, index: usize, rule: &Rule| {
        *outcomes.entry(class(index)).or_insert_with(|| {
            let node = outcome(model, rule);
            graph.node(Node { name: eco_format!("{}-{index}", node.name), ..node })
        })
    };
    let said = |from: NodeId, to: NodeId, word: &str| Edge { label: Wording::sentence(word), ..Edge::new(from, to) };
    for (index, rule) in policy.rules.iter().enumerate() {
        let Some(condition) = &rule.condition else {
            let to = end(graph, index, rule);
            graph.edges.extend(before.map(|from| said(from, to, "no")));
            return;
        };
        let label = Wording::sentence(&format!("{}?", policy.told(Some(condition))));
        let node = Node { line: rule.line, ..Node::new(&format!("rule-{index}"), label, Shape::Decision) };
        let asked = graph.node(node);
        graph.edges.extend(before.map(|from| said(from, asked, "no")));
        let to = end(graph, index, rule);
        graph.edges.push(said(asked, to, "yes"));
        before = Some(asked);
    }
    let last = graph.node(nothing());
    graph.edges.extend(before.map(|from| said(from, last, "no")));
}
