//! Pass 6, rows: how far down each figure stands.
//!
//! ```text
//!   ──▶         row n      below its datum 10
//!      (@chip)             what hangs lower is remembered
//!   label ──▶   row n+1    above its datum 20, and lower where it would meet the chip
//! ```

use super::distance::{CLEAR, SMALL_LINE};
use super::figure::Figure;
use crate::scene::Area;

/// The rows so far.
#[derive(Debug)]
pub struct Stack {
    bottom: f64,
    hanging: Vec<Area>,
    /// The datum of the last figure with a step number.
    numbered: f64,
    /// The lowest point of all.
    pub lowest: f64,
}

impl Stack {
    /// Rows that begin at a height.
    pub fn new(top: f64) -> Self {
        Self { bottom: top, hanging: Vec::new(), numbered: f64::NEG_INFINITY, lowest: top }
    }

    /// The datum of the next figure, with a step number or without.
    pub fn place(&mut self, figure: &Figure, numbered: bool) -> f64 {
        let mut y = self.bottom + figure.above;
        if numbered {
            y = y.max(self.numbered + SMALL_LINE);
        }
        for hung in &self.hanging {
            for area in &figure.boxes {
                if area.left - CLEAR < hung.right && hung.left < area.right + CLEAR {
                    y = y.max(hung.bottom + CLEAR - area.top);
                }
            }
        }
        self.bottom = y + figure.below;
        if numbered {
            self.numbered = y;
        }
        // No figure reaches higher than it says: what ends above the row's lower edge can meet none.
        let far = self.bottom - CLEAR;
        self.hanging.retain(|area| area.bottom > far);
        self.hanging.extend(figure.boxes.iter().map(|area| area.shifted(0.0, y)).filter(|area| area.bottom > far));
        self.lowest = self.hanging.iter().map(|area| area.bottom).fold(self.lowest.max(self.bottom), f64::max);
        y
    }
}
