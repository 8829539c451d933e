//! What would change in a file, for people.

use similar::TextDiff;
use std::time::Duration;

/// The most lines of a difference that are shown.
const SHOWN: usize = 24;

/// How long a difference may be looked for; after that it is told coarser.
const PATIENCE: Duration = Duration::from_millis(500);

/// The first lines that would change, as a unified difference.
pub(super) fn difference(before: &str, tidy: &str) -> String {
    let found = TextDiff::configure().timeout(PATIENCE).diff_lines(before, tidy);
    let text = found.unified_diff().context_radius(0).missing_newline_hint(false).to_string();
    let mut lines = text.lines();
    let mut shown: String = lines.by_ref().take(SHOWN).map(|line| format!("{}\n", clipped(line))).collect();
    let more = lines.filter(|line| line.starts_with(['+', '-'])).count();
    if more > 0 {
        shown.push_str(&format!("… and {more} more lines\n"));
    }
    shown
}

/// A line that a terminal can show.
fn clipped(line: &str) -> String {
    const WIDEST: usize = 200;
    let mut text: String = line.trim_end().chars().take(WIDEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().nth(WIDEST).is_some() {
        text.push('…');
    }
    text
}
