//! What would change in a file, for people.

use imara_diff::{Algorithm, BasicLineDiffPrinter, Diff, InternedInput, UnifiedDiffConfig};

/// The most lines of a difference that are shown.
const SHOWN: usize = 24;

/// The first lines that would change, as a unified difference.
pub(super) fn difference(before: &str, tidy: &str) -> String {
    let input = InternedInput::new(before, tidy);
    let mut found = Diff::compute(Algorithm::Histogram, &input);
    found.postprocess_lines(&input);
    let mut alone = UnifiedDiffConfig::default();
    alone.context_len(0);
    let text = found.unified_diff(&BasicLineDiffPrinter(&input.interner), alone, &input).to_string();
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
