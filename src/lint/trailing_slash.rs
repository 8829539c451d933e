//! `trailing-slash`: one path with and without a slash at its end, which are two keys (RFC 9110 §4.2.3).

use crate::diagnostic::Diagnostic;
use crate::model::{Key, Model, Step, StepKind, event};
use crate::problem::advice;
use crate::source::Span;
use foldhash::{HashMap, HashMapExt as _};

/// Where a path stands first, without and with the slash.
type Seen<'m> = HashMap<&'m str, [Option<Span>; 2]>;

/// One finding a path, where it has the slash first.
#[must_use]
pub fn advise(model: &Model) -> Vec<Diagnostic> {
    let mut seen: Seen<'_> = HashMap::new();
    for steps in model.bodies().chain([model.givens.as_slice()]) {
        event::each(steps, &mut |step| keys(step).for_each(|key| look(&mut seen, key)));
    }
    let told = |(path, places): (&str, [Option<Span>; 2])| {
        let [Some(plain), Some(slashed)] = places else { return None };
        Some(advice::trailing_slash(slashed, path, plain))
    };
    let mut found: Vec<Diagnostic> = seen.into_iter().filter_map(told).collect();
    found.sort_by_key(|finding| (finding.span.file, finding.span.start));
    found
}

fn look<'m>(seen: &mut Seen<'m>, key: &'m Key) {
    let path = key.text.trim_end_matches('/');
    if !path.starts_with('/') {
        return;
    }
    let [plain, slashed] = seen.entry(path).or_default();
    let place = if path.len() == key.text.len() { plain } else { slashed };
    place.get_or_insert(key.span);
}

/// The keys of a statement, those of claims among them.
fn keys(step: &Step) -> impl Iterator<Item = &Key> {
    let claimed = if let StepKind::Expect { predicate, .. } = &step.kind { predicate.key() } else { None };
    step.kind.keys().iter().chain(claimed)
}
