//! Sentences for those who hear the picture instead of seeing it.

use crate::syntax::statement::fragment::FragmentKind;
use crate::syntax::statement::happening::HappeningKind;
use crate::syntax::statement::message::Arrow;
use crate::timeline::{Run, Style, Wording};

/// A label, its attributes last: `GET /nodes/1 with no-cache`.
#[must_use]
pub fn label(wording: &Wording) -> String {
    let mut text = String::with_capacity(wording.length());
    say(&mut text, wording);
    text
}

/// Writes a label behind a text.
fn say(text: &mut String, wording: &Wording) {
    let is_pill = |run: &Run| run.style == Style::Attribute;
    wording.say_those(text, |run| !is_pill(run));
    for (index, pill) in wording.runs.iter().filter(|run| is_pill(run)).enumerate() {
        text.push_str(if index == 0 { " with " } else { ", " });
        text.push_str(&pill.text);
    }
}

/// A beginning, and a label behind a colon if there is one.
#[must_use]
pub fn with(beginning: &str, wording: &Wording) -> String {
    joined(&[beginning], wording)
}

/// The pieces of a beginning, and a label behind a colon if there is one.
fn joined(pieces: &[&str], wording: &Wording) -> String {
    let length: usize = pieces.iter().map(|piece| piece.len()).sum();
    let mut text = String::with_capacity(length + wording.length() + ": with ".len());
    pieces.iter().for_each(|piece| text.push_str(piece));
    let end = text.len();
    text.push_str(": ");
    let start = text.len();
    say(&mut text, wording);
    if text.len() == start {
        text.truncate(end);
    }
    text
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
    match arrow {
        Arrow::Request if from == to => joined(&[from, " asks itself"], wording),
        Arrow::Request => joined(&[from, " asks ", to], wording),
        Arrow::Response => joined(&[from, " answers ", to], wording),
        Arrow::Async => joined(&[from, " tells ", to], wording),
        Arrow::Lost => joined(&[from, " sends to ", to, ", but it is lost"], wording),
    }
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
    joined(&[who, " ", verb], wording)
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
