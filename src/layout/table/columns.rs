//! Pass 1, columns: every cell is measured once, and how wide each column is follows.
//!
//! A column is as wide as its longest cell on one line, up to a bound. Where all together are wider than a slide, each
//! gives of what it has beyond its longest word.

use super::row::sign_width;
use crate::font::Measure;
use crate::layout::sequence::distance::MARGIN;
use crate::layout::sequence::flow::{Body, LABEL, NAME, Words};
use crate::table::{Align, Cell, Table};
use crate::timeline::Wording;

/// A slide, and a page at full width.
const WIDE: f64 = 1_400.0 - 2.0 * MARGIN;
/// Within a cell, at its left and right.
pub(super) const PAD: f64 = 12.0;
/// No column is narrower.
pub(super) const LEAST: f64 = 56.0;
/// A word longer than this is broken.
const WORD: f64 = 190.0;
/// Prose wraps at this width where several columns have it: about 40 characters.
const PROSE: f64 = 250.0;
/// The same where there are four columns or fewer.
const PROSE_OF_FEW: f64 = 470.0;
/// Heads over signs wrap at this width.
const HEAD: f64 = 92.0;

/// Where the columns stand.
pub(super) struct Columns {
    /// Their widths, padding included.
    pub widths: Vec<f64>,
    /// The measured words of every row, cell by cell; the head first.
    pub words: Vec<Vec<Words>>,
}

impl Columns {
    /// Measures a table.
    pub(super) fn of(table: &Table, measure: &mut Measure) -> Self {
        let mut words = vec![table.header.iter().map(|head| Words::of(head, NAME, measure)).collect::<Vec<_>>()];
        for row in &table.rows {
            words.push(row.iter().enumerate().map(|(at, cell)| of_cell(table, at, &cell.words, measure)).collect());
        }
        let wrap = if table.header.len() <= 4 { PROSE_OF_FEW } else { PROSE };
        let mut natural = vec![LEAST; table.header.len()];
        let mut least = natural.clone();
        let signs = table.rows.iter().map(|row| row.iter().map(|cell| signs(cell, measure)).collect::<Vec<_>>());
        let signs: Vec<Vec<f64>> = std::iter::once(Vec::new()).chain(signs).collect();
        for (place, row) in words.iter().enumerate() {
            let bound = |at: usize| if place == 0 && table.align(at) == Align::Middle { HEAD } else { wrap };
            for (at, words) in row.iter().enumerate() {
                let sign = signs.get(place).and_then(|row| row.get(at)).copied().unwrap_or_default();
                let longest = words.longest_word().min(WORD) + sign;
                let whole = (words.natural.min(bound(at)) + sign).max(longest);
                for (list, width) in [(&mut natural, whole), (&mut least, longest)] {
                    if let Some(widest) = list.get_mut(at) {
                        *widest = widest.max((width + 2.0 * PAD).ceil());
                    }
                }
            }
        }
        Self { widths: share(&natural, &least), words }
    }

    /// All together.
    pub(super) fn width(&self) -> f64 {
        self.widths.iter().sum()
    }

    /// The left edge of each column and its width.
    pub(super) fn places(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.widths.iter().scan(MARGIN, |left, width| {
            let at = *left;
            *left += width;
            Some((at, *width))
        })
    }
}

/// The first column names what its row is about.
fn of_cell(table: &Table, at: usize, words: &Wording, measure: &mut Measure) -> Words {
    let body: Body = if at == 0 && table.align(0) == Align::Left { NAME } else { LABEL };
    Words::of(words, body, measure)
}

/// The room of a sign and of the numbers of footnotes.
fn signs(cell: &Cell, measure: &mut Measure) -> f64 {
    sign_width(cell, measure)
}

/// Widths that fit together, as far as the longest words let them.
fn share(natural: &[f64], least: &[f64]) -> Vec<f64> {
    let (wanted, needed): (f64, f64) = (natural.iter().sum(), least.iter().sum());
    if wanted <= WIDE {
        return natural.to_vec();
    }
    let part = if wanted > needed { ((WIDE - needed) / (wanted - needed)).clamp(0.0, 1.0) } else { 0.0 };
    natural.iter().zip(least).map(|(wanted, needed)| needed + (wanted - needed) * part).collect()
}
