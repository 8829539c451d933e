//! Policies as JSON: facts, rules, and every combination as far as it matters.

use crate::model::decision::{self, Diagram, Leaf, Row};
use crate::model::policy::{Policy, Rule};
use crate::model::step::Attribute;
use crate::model::{Declared, FactId};
use crate::timeline::Wording;
use serde_json::{Map, Value, json};

/// Most rows of the table; a policy with more has `null` there.
const MOST_ROWS: usize = 4_096;

/// One policy.
pub(super) fn policy(policy: &Policy) -> Value {
    let diagram = Diagram::of(policy);
    let fires = diagram.as_ref().map(Diagram::fires);
    let rules = policy.rules.iter().enumerate().map(|(at, rule)| {
        let reachable = fires.as_ref().and_then(|fires| fires.get(at).copied());
        self::rule(policy, rule, reachable)
    });
    let rows = diagram.and_then(|diagram| Some((diagram.rows(MOST_ROWS)?, diagram.order)));
    let table = rows.map(|(rows, order)| rows.iter().map(|r| row(policy, &order, r)).collect::<Vec<_>>());
    let asked = decision::asked(policy);
    let fact = |(at, fact): (usize, &Declared)| json!({ "name": fact.name.as_str(), "label": fact.label.as_str(), "asked": asked.contains(&FactId::at(at)) });
    json!({
        "name": policy.declared.name.as_str(),
        "label": policy.declared.label.as_str(),
        "facts": policy.facts.iter().enumerate().map(fact).collect::<Vec<_>>(),
        "rules": rules.collect::<Vec<_>>(),
        "table": table,
    })
}

/// One rule; `fires` is `null` where nobody looked.
fn rule(policy: &Policy, rule: &Rule, fires: Option<bool>) -> Value {
    let when = rule.condition.as_ref().map(|condition| policy.told(Some(condition)));
    let attribute = |a: &Attribute| a.value.as_ref().map_or_else(|| a.name.to_string(), |v| format!("{}={v}", a.name));
    json!({
        "line": rule.line,
        "when": when,
        "outcome": rule.outcome.as_str(),
        "route": rule.route.is_some(),
        "attributes": rule.attributes.iter().map(attribute).collect::<Vec<_>>(),
        "text": rule.text.as_ref().map(Wording::plain),
        "fires": fires,
    })
}

/// Facts that matter, and what comes of them: `null` where no rule fires.
fn row(policy: &Policy, order: &[FactId], row: &Row) -> Value {
    let mut facts = Map::new();
    for (id, holds) in order.iter().zip(&row.facts) {
        if let (Some(fact), Some(holds)) = (policy.facts.get(id.index()), holds) {
            facts.insert(fact.name.to_string(), Value::Bool(*holds));
        }
    }
    let rule = match row.leaf {
        Leaf::Rule(index) => policy.rules.get(index),
        Leaf::False | Leaf::True | Leaf::Nothing => None,
    };
    json!({ "facts": facts, "outcome": rule.map(|r| r.outcome.as_str()), "line": rule.map(|r| r.line) })
}
