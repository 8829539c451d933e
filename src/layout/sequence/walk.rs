//! What the passes over the moments carry with them.

use super::columns::Columns;
use super::distance::{BAR, BAR_STEP, TIP_GAP};
use crate::font::Measure;

/// A walk over the moments, in order.
pub struct Walk<'a> {
    /// Where the lifelines stand.
    pub columns: &'a Columns,
    /// Measures text.
    pub measure: &'a mut Measure,
    /// How many activation bars stand on each lifeline.
    pub busy: Vec<u32>,
    /// The outermost edges of all that is drawn.
    pub extent: (f64, f64),
}

impl Walk<'_> {
    /// Where a line that leaves a column to the right (1) or left (-1) begins.
    pub fn edge(&self, column: usize, side: f64) -> f64 {
        self.columns.x(column) + side * (self.reach(column, side) + TIP_GAP)
    }

    /// How far what stands on a column now reaches to the right (1) or left (-1).
    pub fn reach(&self, column: usize, side: f64) -> f64 {
        let stacked = self.busy.get(column).copied().unwrap_or_default();
        let bars = match stacked {
            0 => 0.0,
            more if side > 0.0 => BAR + BAR_STEP * f64::from(more - 1),
            _ => BAR,
        };
        self.columns.reach(column).max(bars)
    }
}
