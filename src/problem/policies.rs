//! Policies: combinations that nothing decides, rules that never fire, policies that disagree.

use super::names::listed;
use super::near::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Facts, and whether they hold: `` where `force` holds, but not `cacheable` ``; nothing for none.
#[must_use]
pub fn combination(facts: &[(&str, bool)]) -> String {
    let of = |wanted: bool| -> Vec<&str> {
        facts.iter().filter(|(_, holds)| *holds == wanted).map(|(name, _)| *name).collect()
    };
    let all = |names: &[&str]| listed(names).replace(" or ", " and ");
    let verb = |names: &[&str]| if names.len() == 1 { "holds" } else { "hold" };
    match (of(true), of(false)) {
        (holding, failing) if holding.is_empty() && failing.is_empty() => String::new(),
        (holding, failing) if failing.is_empty() => format!(" where {} {}", all(&holding), verb(&holding)),
        (holding, failing) if holding.is_empty() => match failing.as_slice() {
            [one] => format!(" where `{one}` does not hold"),
            several => format!(" where none of {} holds", all(several)),
        },
        (holding, failing) => format!(" where {} {}, but not {}", all(&holding), verb(&holding), listed(&failing)),
    }
}

/// E419: at the policy's name in a read; `declared` is where the policy is.
#[must_use]
pub fn undecided_read(
    (span, declared): (Span, Span),
    policy: &str,
    holding: &[&str],
    outcome: Option<&str>,
) -> Diagnostic {
    let facts = match holding {
        [] => "where no fact holds".to_owned(),
        [one] => format!("where only `{one}` holds"),
        several => format!("where only {} hold", listed(several).replace(" or ", " and ")),
    };
    Diagnostic::new(Code::UndecidedRead, span, format!("`{policy}` decides nothing {facts}"))
        .here("no rule fires")
        .label(declared, "its rules")
        .help(format!("end it with `otherwise => {}`, or say which facts hold", outcome.unwrap_or("direct")))
}

/// Combinations that no rule decides, told by one of them.
#[must_use]
pub fn undecided(span: Span, policy: &str, facts: &[(&str, bool)], outcome: Option<&str>) -> Diagnostic {
    let message = format!("`{policy}` decides nothing{}", combination(facts));
    Diagnostic::new(Code::UndecidedFacts, span, message)
        .here("not every combination of facts is decided")
        .help(format!("end it with `otherwise => {}`", outcome.unwrap_or("direct")))
}

/// A rule that never fires: those before it that fire instead, each where it stands; none if its condition never holds.
#[must_use]
pub fn unreachable(span: Span, condition: &str, before: &[(Span, String)]) -> Diagnostic {
    let known: Vec<&str> = before.iter().map(|(_, told)| told.as_str()).collect();
    let why = match known.as_slice() {
        [] => ", since its condition contradicts itself".to_owned(),
        [one] => format!(", since `{one}` stands before it"),
        several => format!(", since {} stand before it", listed(several).replace(" or ", " and ")),
    };
    let mut problem = Diagnostic::new(Code::UnreachableRule, span, format!("`{condition}` never fires{why}"))
        .here("never fires")
        .help(if before.is_empty() { "change its condition, or remove it" } else { "move it up, or remove it" });
    for (place, _) in before.iter().take(6) {
        problem = problem.label(*place, "fires instead");
    }
    problem
}

/// A rule's place and its outcome; `None` where no rule fires.
pub type Decided = Option<(Span, String)>;

/// Two policies that disagree: where, and what each decides there.
#[must_use]
pub fn differ(
    span: Span,
    (one, other): (&str, &str),
    facts: &[(&str, bool)],
    (first, second): (Decided, Decided),
) -> Diagnostic {
    let told = |decided: &Decided| match decided {
        Some((_, outcome)) => format!("`{outcome}`"),
        None => "nothing".to_owned(),
    };
    let message =
        format!("`{one}` and `{other}` disagree{}: {} and {}", combination(facts), told(&first), told(&second));
    let mut problem = Diagnostic::new(Code::PoliciesDiffer, span, message)
        .here(format!("over the same facts as `{one}`"))
        .help("make them agree, or write `// allow: policies-differ` above it if they are meant to differ");
    for (decided, policy) in [(first, one), (second, other)] {
        if let Some((place, _)) = decided {
            problem = problem.label(place, format!("what `{policy}` decides there"));
        }
    }
    problem
}

/// A fact that no rule asks for.
#[must_use]
pub fn unused_fact(span: Span, fact: &str, policy: &str) -> Diagnostic {
    Diagnostic::new(Code::UnusedFact, span, format!("no rule of `{policy}` asks for `{fact}`"))
        .here("never asked for")
        .help(format!("add a rule such as `when {fact} => …`, or remove it"))
}

/// A policy that is too large to be looked into.
#[must_use]
pub fn unchecked(span: Span, policy: &str, facts: usize, most: usize) -> Diagnostic {
    let message = if facts > most {
        format!("the rules of `{policy}` ask for {facts} facts, more than the {most} that are looked into")
    } else {
        format!(
            "the rules of `{policy}` cross too often to be looked into: too many of its {facts} facts matter at once"
        )
    };
    Diagnostic::new(Code::UncheckedPolicy, span, message)
        .here("nobody looked whether every combination is decided")
        .help("make two policies of it, the outcome of one a fact of the other")
}

/// An outcome that is no route, among others that are.
#[must_use]
pub fn looks_like_route(span: Span, outcome: &str, routes: &[&str]) -> Option<Diagnostic> {
    let near = nearest(outcome, routes.iter().copied())?;
    let message = format!("`{outcome}` is a plain name here, since no route is named so");
    Some(Diagnostic::new(Code::LooksLikeRoute, span, message).here("no route").fix(
        format!("write `{near}`"),
        span,
        near,
    ))
}

/// A table of all combinations that would be too long.
#[must_use]
pub fn too_many_combinations(start: Span, policy: &str, facts: usize, most: usize) -> Diagnostic {
    Diagnostic::new(
        Code::TooLarge,
        start,
        format!("`{policy}` has {facts} facts: a table of all combinations shows at most {most}"),
    )
    .help(format!("ask for the table without what does not matter: `--view {policy}`"))
}
