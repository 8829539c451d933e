//! The line that is told of a rebuild.

use crate::cli::output;
use jiff::Zoned;
use std::time::Duration;

/// What came of a rebuild.
pub(super) struct Rebuilt<'r> {
    /// What was written, or shown.
    pub written: &'r [String],
    /// How many errors were found.
    pub errors: usize,
    /// How many warnings were found.
    pub warnings: usize,
    /// How long it took.
    pub took: Duration,
}

/// Prints the line: the clock, what was written, how long that took, what was found.
pub(super) fn tell(rebuilt: &Rebuilt<'_>) {
    let clock = Zoned::now().strftime("%H:%M:%S").to_string();
    // Nobody may be there to read it.
    let _ = output::to_stdout(format!("{clock}  {}\n", words(rebuilt)).as_bytes());
}

fn words(rebuilt: &Rebuilt<'_>) -> String {
    if rebuilt.errors > 0 {
        return format!("{} · the last good one stays", count(rebuilt.errors, "error"));
    }
    let mut parts = vec![rebuilt.written.join(", "), format!("{} ms", rebuilt.took.as_millis())];
    if rebuilt.warnings > 0 {
        parts.push(count(rebuilt.warnings, "warning"));
    }
    parts.join(" · ")
}

/// `1 error`, `2 errors`.
fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
