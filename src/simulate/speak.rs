//! Sentences for those who hear the picture instead of seeing it.

use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::happening::HappeningKind;
use crate::syntax::statement::message::Arrow;
use crate::timeline::{Style, Wording};

/// A label, its attributes last: `GET /nodes/1 with no-cache`.
#[must_use]
pub fn label(wording: &Wording) -> String {
    if wording.runs.iter().all(|run| run.style != Style::Attribute) {
        return wording.plain();
    }
    let (pills, words): (Vec<_>, Vec<_>) = wording.runs.iter().cloned().partition(|r| r.style == Style::Attribute);
    let mut text = Wording { runs: words }.plain();
    for (index, pill) in pills.iter().enumerate() {
        text.push_str(if index == 0 { " with " } else { ", " });
        text.push_str(&pill.text);
    }
    text
}

/// A beginning, and a label behind a colon if there is one.
#[must_use]
pub fn with(beginning: &str, wording: &Wording) -> String {
    let words = label(wording);
    if words.is_empty() { beginning.to_owned() } else { format!("{beginning}: {words}") }
}

/// `a, b and c`.
#[must_use]
pub fn listed(names: &[&str]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((one, [])) => (*one).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// A message.
#[must_use]
pub fn message(from: &str, to: &str, arrow: Arrow, wording: &Wording) -> String {
    let beginning = match arrow {
        Arrow::Request if from == to => format!("{from} asks itself"),
        Arrow::Request => format!("{from} asks {to}"),
        Arrow::Response => format!("{from} answers {to}"),
        Arrow::Async => format!("{from} tells {to}"),
        Arrow::Lost => format!("{from} sends to {to}, but it is lost"),
    };
    with(&beginning, wording)
}

/// What happens to a place.
#[must_use]
pub fn happening(who: &str, what: HappeningKind, wording: &Wording) -> String {
    let verb = match what {
        HappeningKind::Reload => "reloads",
        HappeningKind::Close => "closes",
        HappeningKind::Crash => "crashes",
        HappeningKind::Reboot => "reboots",
        HappeningKind::Deploy => "is deployed anew",
    };
    with(&format!("{who} {verb}"), wording)
}

/// The beginning of a fragment.
#[must_use]
pub fn fragment(kind: FragmentKind, wording: &Wording) -> String {
    let beginning = match kind {
        FragmentKind::Alt => "either",
        FragmentKind::Opt => "perhaps",
        FragmentKind::Loop => "repeatedly",
        FragmentKind::Par => "at the same time",
        FragmentKind::Break => "or it ends here",
        FragmentKind::Critical => "uninterrupted",
        FragmentKind::Group => "together",
    };
    with(beginning, wording)
}
