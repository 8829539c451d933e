//! TLA+: a scenario as a module that TLC can check.
//!
//! Each way of a step is a definition of its own, so that an error trace of TLC names what happened; a step is any of its
//! ways. What breaks a claim at a point is a step, so that claims are action properties.

use crate::automaton::{Automaton, Setting, Step, Way};
use std::fmt::Write as _;

/// The module for a file of that name, the ending left out.
#[must_use]
pub fn module(automaton: &Automaton, file: &str) -> String {
    let mut out = head(automaton, file);
    variables(&mut out, automaton);
    for step in &automaton.steps {
        spell(&mut out, automaton, step);
    }
    next(&mut out, automaton);
    claims(&mut out, automaton);
    tail(&mut out, automaton);
    out
}

/// A file's name as that of a module: letters, digits and `_`, at least one letter.
#[must_use]
pub fn name_of(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = text.chars().map(plain).collect();
    if name.chars().any(|c| c.is_ascii_alphabetic()) { name } else { format!("m{name}") }
}

fn head(automaton: &Automaton, file: &str) -> String {
    let name = name_of(file);
    let kept =
        if name == file { String::new() } else { format!("\\* Other tools want this file to be called {name}.tla.\n") };
    let rule = "-".repeat(28);
    let scenario =
        if automaton.name.is_empty() { "The scenario".to_owned() } else { format!("Scenario {}", automaton.name) };
    format!(
        "{rule} MODULE {name} {rule}\n\
         \\* {scenario}, written by cachediag: every copy, screen and line of control that changes is a variable;\n\
         \\* a step says what it looks at and what it leaves behind. {} distinct states.\n{kept}\n",
        automaton.states
    )
}

fn variables(out: &mut String, automaton: &Automaton) {
    let names: Vec<&str> = automaton.variables.iter().map(|v| v.name.as_str()).collect();
    out.push_str("VARIABLES\n");
    for (at, variable) in automaton.variables.iter().enumerate() {
        let comma = if at + 1 < names.len() { "," } else { "" };
        let _ = writeln!(out, "  {}{comma}  \\* {}", variable.name, variable.about);
    }
    let _ = write!(out, "\nvars == <<{}>>\n\nInit ==\n", names.join(", "));
    for at in 0..automaton.variables.len() {
        let start = automaton.variables.get(at).map_or(0, |v| v.start);
        let _ = writeln!(out, "  /\\ {}", is(automaton, (at, start), ""));
    }
}

/// `copy = "@v"`
fn is(automaton: &Automaton, (variable, value): Setting, prime: &str) -> String {
    let Some(variable) = automaton.variables.get(variable) else { return "TRUE".into() };
    let value = variable.values.get(value).map_or("", String::as_str);
    format!("{}{prime} = \"{value}\"", variable.name)
}

fn spell(out: &mut String, automaton: &Automaton, step: &Step) {
    let _ = write!(out, "\n\\* {}\n", step.about);
    for (at, way) in (1..).zip(&step.ways) {
        let _ = writeln!(out, "{}_{at} ==", step.name);
        spell_way(out, automaton, way);
    }
    let ways: Vec<String> = (1..=step.ways.len()).map(|at| format!("{}_{at}", step.name)).collect();
    let _ = writeln!(out, "{} == {}", step.name, ways.join(" \\/ "));
}

fn spell_way(out: &mut String, automaton: &Automaton, way: &Way) {
    for setting in &way.finds {
        let _ = writeln!(out, "  /\\ {}", is(automaton, *setting, ""));
    }
    for setting in &way.sets {
        let _ = writeln!(out, "  /\\ {}", is(automaton, *setting, "'"));
    }
    let all = automaton.variables.iter().enumerate();
    let rest = all.filter(|(at, _)| way.sets.iter().all(|(set, _)| set != at));
    let rest: Vec<&str> = rest.map(|(_, variable)| variable.name.as_str()).collect();
    if !rest.is_empty() {
        let _ = writeln!(out, "  /\\ UNCHANGED <<{}>>", rest.join(", "));
    }
}

fn next(out: &mut String, automaton: &Automaton) {
    out.push_str("\nNext ==\n");
    for step in &automaton.steps {
        let _ = writeln!(out, "  \\/ {}", step.name);
    }
    if automaton.steps.is_empty() {
        out.push_str("  UNCHANGED vars\n");
    }
    out.push_str("\nSpec == Init /\\ [][Next]_vars\n");
}

fn claims(out: &mut String, automaton: &Automaton) {
    for (index, claim) in automaton.claims.iter().enumerate() {
        let breaking = automaton.steps.iter().flat_map(|step| {
            let ways = (1..).zip(&step.ways).filter(move |(_, way)| way.breaks.contains(&index));
            ways.map(|(at, _)| format!("{}_{at}", step.name))
        });
        let breaking: Vec<String> = breaking.collect();
        let any = if breaking.is_empty() { "FALSE".to_owned() } else { breaking.join(" \\/ ") };
        let _ = write!(out, "\n\\* {}\n{} == [][~({any})]_vars\n", claim.text, claim.name);
    }
}

fn tail(out: &mut String, automaton: &Automaton) {
    out.push_str("\n\\* As TLC's configuration (a run ends where no step is left):\n\\*   SPECIFICATION Spec\n\\*   CHECK_DEADLOCK FALSE\n");
    for claim in &automaton.claims {
        let _ = writeln!(out, "\\*   PROPERTY {}", claim.name);
    }
    out.push_str(&"=".repeat(78));
    out.push('\n');
}
