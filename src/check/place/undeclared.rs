//! What somebody is whom nobody declared, and where the declaration would stand.

use crate::check::context::Context;
use crate::model::Place;
use crate::problem::names::Sort;
use crate::source::Span;
use crate::syntax::clause::name::Name;
use crate::syntax::clause::operation::{Operation, Verb};
use crate::syntax::clause::text::Text;
use crate::syntax::statement::message::Arrow;

/// What the receiver of a message most likely is.
#[must_use]
pub fn asked(arrow: Arrow, text: Option<&Text>) -> Option<Sort> {
    match text.and_then(|text| text.operation.as_ref())? {
        _ if arrow == Arrow::Response => None,
        Operation::Http { method, .. } => Some(match method.text.as_str() {
            "GET" | "HEAD" | "PURGE" => Sort::Cache,
            _ => Sort::Server,
        }),
        Operation::Storage { verb: Verb::Write, .. } => Some(Sort::Origin),
        Operation::Storage { .. } => Some(Sort::Storage),
        Operation::Reply { .. } | Operation::Call { .. } => None,
    }
}

/// What a name tells goes before what is asked.
pub(super) fn sort(name: &str, asked: Sort) -> Sort {
    const SERVERS: [&str; 8] = ["server", "api", "backend", "service", "app", "gateway", "worker", "host"];
    let lower = name.to_lowercase();
    let cache = asked == Sort::Cache && SERVERS.iter().any(|word| lower.contains(word));
    if cache { Sort::Server } else { asked }
}

/// A statement whose keyword has a `:` behind it, as in `claim: read-your-writes`: where that stands.
pub(super) fn colon(cx: &Context<'_>, name: &Name) -> Option<Span> {
    const HEADS: [&str; 9] = ["claim", "given", "expect", "possible", "wait", "play", "show", "hide", "import"];
    let source = cx.sources.get(name.span.file)?;
    let rest = source.text.get(name.span.end as usize..)?;
    let gap = u32::try_from(rest.len() - rest.trim_start_matches(' ').len()).ok()?;
    let keyword = HEADS.contains(&name.text.as_str()) && rest.trim_start_matches(' ').starts_with(':');
    keyword.then(|| Span { start: name.span.end, end: name.span.end + gap + 1, ..name.span })
}

/// The start of the first line of a file that declares a participant, or of the statement that holds the place, if that is earlier;
/// comments above it stay with it.
pub(super) fn room(cx: &Context<'_>, at: Span) -> Option<Span> {
    let source = cx.sources.get(at.file)?;
    let declared = cx.names.participants.values().filter(|(place, _)| !matches!(place, Place::Stranger(_)));
    let starts = declared.map(|(_, span)| *span).filter(|span| span.file == at.file).map(|span| span.start);
    let mut line = source.line(starts.chain([at.start]).min()?);
    let inner = |text: &str| text.starts_with(|c: char| c.is_whitespace() || c == '}') || text.is_empty();
    while line > 1 && inner(source.line_text(line)) {
        line -= 1;
    }
    while line > 1 && source.line_text(line - 1).starts_with("//") {
        line -= 1;
    }
    let start = u32::try_from(source.start_of(line as usize)).ok()?;
    Some(Span { start, end: start, ..at })
}
