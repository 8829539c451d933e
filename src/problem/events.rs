//! Events and dependents: what nobody listens to, sends or reaches; events that do not fit their channel.

use super::names::listed;
use super::near::{nearest, plural};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Why nobody listens to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deaf {
    /// No rule has its name.
    Name,
    /// The rules of its name want an id.
    Id,
    /// The rules of its name want another action.
    Action,
}

/// An event that no rule at a subscriber listens to. `known` are the names that rules there listen to, `resources` those
/// of resources.
#[must_use]
pub fn unheard(span: Span, (event, name): (&str, &str), channel: &str, why: Deaf, known: &[&str]) -> Diagnostic {
    let message = match why {
        Deaf::Name => format!("nobody on `{channel}` listens to `{name}`"),
        Deaf::Id => format!("nobody on `{channel}` listens to `{event}`, which names no id"),
        Deaf::Action => format!("nobody on `{channel}` listens to that action of `{name}`"),
    };
    let problem = Diagnostic::new(Code::UnheardEvent, span, message).here("reaches no reaction");
    let near = known.iter().copied().find(|known| plural(known, name)).or_else(|| nearest(name, known.iter().copied()));
    match (why, near) {
        (Deaf::Name, Some(near)) => {
            let word = Span { end: span.start.saturating_add(u32::try_from(name.len()).unwrap_or(0)), ..span };
            let alias = format!("make them two names of one resource: `resource {near} [alias={name}]`");
            problem.fix(format!("write `{near}`"), word, near).help(alias)
        }
        (Deaf::Name, None) if !known.is_empty() => {
            problem.help(format!("add a reaction: `on event {name} at …`; there are some to {}", listed(known)))
        }
        (Deaf::Name | Deaf::Id, _) => problem.help(format!("add a reaction: `on event {name} at …`")),
        (Deaf::Action, _) => problem.help(format!("leave the action out of the reaction: `on event {name} at …`")),
    }
}

/// A reaction to an event that nothing sends to where it stands.
#[must_use]
pub fn unsent(span: Span, name: &str, sent: &[&str]) -> Diagnostic {
    let problem = Diagnostic::new(Code::UnsentEvent, span, format!("nothing sends `{name}` to this reaction"))
        .here("never set off");
    let near = sent.iter().copied().find(|sent| plural(sent, name)).or_else(|| nearest(name, sent.iter().copied()));
    match near {
        Some(near) => problem
            .help(format!("listen to `{near}`, which is sent"))
            .help(format!("or make them two names of one resource: `resource {near} [alias={name}]`")),
        None if sent.is_empty() => problem.help(format!("send it: `server ~> …: {name}`")),
        None => problem.help(format!("send it, or listen to one that is sent: {}", listed(sent))),
    }
}

/// An event that carries what its channel has no field for.
#[must_use]
pub fn surplus(span: Span, event: &str, field: &str, (channel, declared): (&str, Span)) -> Diagnostic {
    let article = if field == "type" { "a" } else { "an" };
    Diagnostic::new(
        Code::EventShape,
        span,
        format!("`{event}` carries {article} {field}, which is no field of `{channel}`"),
    )
    .here("does not fit the fields")
    .label(declared, "its fields")
    .help(format!("add `{field}` to `fields=` of `{channel}`, or leave it out here"))
}

/// An event that lacks what its channel says it carries.
#[must_use]
pub fn lacking(span: Span, (event, name): (&str, &str), field: &str, (channel, declared): (&str, Span)) -> Diagnostic {
    let example = if field == "id" { format!("{name}:1") } else { format!("{event} update") };
    Diagnostic::new(Code::EventShape, span, format!("`{event}` carries no {field}, which is a field of `{channel}`"))
        .here("does not fit the fields")
        .label(declared, "its fields")
        .help(format!("add it: `{example}`, or say that events may lack it: `{field}?` in `fields=`"))
}

/// A resource that a write outdates and no rule reaches, though rules reach others.
#[must_use]
pub fn unreached((span, name): (Span, &str), written: &str, rules: &[(Span, String)], depends: bool) -> Diagnostic {
    let message = if depends {
        format!("writing `{written}` outdates `{name}`, which nothing reaches")
    } else {
        format!("nothing reaches `{name}` when it is written")
    };
    let mut problem = Diagnostic::new(Code::UnreachedDependent, span, message).here("its copies stay as they are");
    for (place, reaches) in rules.iter().take(3) {
        problem = problem.label(*place, format!("reaches {reaches}"));
    }
    problem.help(format!("name it there, as in `drop {name}`, or take it along with `[cascade]`"))
}
