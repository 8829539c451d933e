//! E5xx: claims.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use ecow::EcoString;

/// E502: a storage with several copies in a claim.
#[must_use]
pub fn needs_copy(span: Span, storage: &str, dimension: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ClaimNeedsCopy,
        span,
        format!("`{storage}` has several copies, one per `{dimension}`, and the claim does not say which"),
    )
    .here("which copy?")
    .help(format!("write `every {storage}`, `some {storage}` or `no {storage}`, or put a participant before it"))
    .fix(format!("write `every {storage}`"), span, format!("every {storage}"))
}

/// How many keys are named to whoever claims something of none.
const NAMED: usize = 5;

/// E503: a key of no resource; `known` are those that there are.
#[must_use]
pub fn about_no_key(span: Span, key: &str, near: Option<&str>, known: &[EcoString]) -> Diagnostic {
    let problem = about_nothing(span, "key", key, near);
    if near.is_some() || known.is_empty() {
        return problem;
    }
    let named: Vec<String> = known.iter().take(NAMED).map(|key| format!("`{key}`")).collect();
    let more = if known.len() > NAMED { " …" } else { "" };
    Diagnostic { help: Vec::new(), ..problem }.help(format!("name a key that is declared: {}{more}", named.join(", ")))
}

/// E503: something that does not exist.
#[must_use]
pub fn about_nothing(span: Span, kind: &str, name: &str, near: Option<&str>) -> Diagnostic {
    let problem = Diagnostic::new(
        Code::ClaimAboutNothing,
        span,
        format!("the claim is about the {kind} `{name}`, which does not exist"),
    )
    .here("not declared");
    match near {
        Some(near) => problem.fix(format!("write `{near}`"), span, near),
        None => problem.help(format!("name a {kind} that is declared")),
    }
}
