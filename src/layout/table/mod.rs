//! The table picture: a table in, one scene out.
//!
//! ```text
//!   Title
//!   of which program
//!   ┌──────────────────────────────┐
//!   │ head      head      head     │   a ground of its own
//!   └──────────────────────────────┘
//!     words     ✓*¹       ★            each row in a group of its own, hairlines between
//!   ──────────────────────────────
//!     words
//!     wrapped             ✓
//!   1 footnote
//!   ✓ meaning   ✓* meaning             the legend
//! ```
//!
//! 1. `columns`: every cell is measured once, and how wide each column is follows.
//! 2. `row`: each row has the height of its highest cell.
//! 3. `foot`: footnotes and legend.

mod columns;
mod foot;
mod row;
mod said;
#[cfg(test)]
mod tests;

use super::sequence::distance::{LINE, MARGIN, TITLE_LINE};
use super::sequence::figure::{Coat, Figure, Setting};
use super::sequence::flow::{HEADING, LABEL, Words};
use super::{TooLarge, fits};
use crate::font::Measure;
use crate::limits::CELLS;
use crate::scene::{Anchor, Ink, Mark, Scene};
use crate::table::Table;
use crate::timeline::Wording;
use columns::Columns;

/// What all tables of a program share.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// What the program is called: it stands below the table's title.
    pub program: Option<&'a Wording>,
    /// No picture is wider or higher, in pixels.
    pub limit: f64,
}

/// Gives every cell a place.
///
/// # Errors
///
/// A picture wider or higher than the limit, or of more cells than anybody reads, is refused.
pub fn lay_out(table: &Table, options: &Options<'_>, measure: &mut Measure) -> Result<Scene, TooLarge> {
    let (rows, across) = (table.rows.len() + 1, table.header.len());
    if rows.saturating_mul(across) > CELLS {
        let size = (across as u64 * columns::LEAST as u64, rows as u64 * LINE as u64);
        return Err(TooLarge { size, limit: CELLS as u64 });
    }
    let columns = Columns::of(table, measure);
    let mut marks = Vec::new();
    let mut right = MARGIN + columns.width();
    let mut y = MARGIN;
    heading(table, options, (&mut y, &mut right), &mut marks, measure);
    row::header(table, &columns, &mut y, &mut marks, measure);
    for (place, cells) in table.rows.iter().enumerate() {
        row::body(table, cells, &columns, (place, &mut y), &mut marks, measure);
    }
    foot::footnotes(table, (&mut y, &mut right), &mut marks, measure);
    foot::legend(table, (&mut y, &mut right), &mut marks, measure);
    let title = match options.program {
        Some(program) => format!("{}: {}", program.plain(), table.title),
        None => table.title.clone(),
    };
    let scene = Scene {
        width: (right + MARGIN).ceil(),
        height: (y + MARGIN).ceil(),
        headings: vec![(table.title.clone(), MARGIN)],
        title,
        desc: said::table(table),
        tones: Vec::new(),
        marks,
    };
    fits(scene, options.limit)
}

/// The title, and below it whose table it is.
fn heading(
    table: &Table,
    options: &Options<'_>,
    (y, right): (&mut f64, &mut f64),
    marks: &mut Vec<Mark>,
    measure: &mut Measure,
) {
    /// Titles wrap at this width, about 70 characters.
    const WIDE: f64 = 720.0;
    let mut figure = Figure::default();
    let chips = Coat::neutral();
    let title = Words::plain(&table.title, HEADING, measure);
    let program = options.program.map(|program| Words::of(program, LABEL, measure));
    for (words, leading, ink) in [(Some(title), TITLE_LINE, Ink::Text), (program, LINE + 2.0, Ink::Muted)] {
        let Some(words) = words.filter(|words| !words.is_empty()) else { continue };
        let paragraph = words.wrap(WIDE.max(*right - MARGIN), measure);
        let setting =
            Setting { leading, class: None, ..Setting::new(MARGIN, *y + leading * 0.8, Anchor::Start, ink, &chips) };
        *right = right.max(figure.set(&paragraph, &setting, None).right);
        *y += leading * paragraph.lines.len() as f64;
    }
    *y += 14.0;
    marks.append(&mut figure.marks);
}
