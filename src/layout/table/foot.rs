//! Pass 3, what stands below: footnotes by number, and what the signs mean.

use super::row::{signs, text_mark};
use crate::font::{Face, Measure};
use crate::layout::sequence::distance::{CENTER, MARGIN, SMALL_LINE};
use crate::layout::sequence::figure::{Coat, Figure, Setting};
use crate::layout::sequence::flow::{FINE, Words};
use crate::scene::{Anchor, Group, Ink, Mark};
use crate::table::{Sign, Table};
use crate::timeline::Wording;
use crate::timeline::reach::Mark as Reach;

/// Footnotes wrap at this width at the least.
const WIDE: f64 = 560.0;
/// From one line of the legend to the next.
const LEGEND_LINE: f64 = 22.0;
/// The size of a sign in the legend.
const SIGN: f64 = 15.0;
/// Between two meanings.
const BETWEEN: f64 = 20.0;

/// What is said below, by number.
pub(super) fn footnotes(table: &Table, (y, right): (&mut f64, &mut f64), marks: &mut Vec<Mark>, measure: &mut Measure) {
    if table.footnotes.is_empty() {
        return;
    }
    *y += 12.0;
    let most = table.footnotes.len().to_string();
    let indent = measure.width(&most, Face::SemiBold, FINE.size) + 7.0;
    let wide = WIDE.max(*right - MARGIN);
    let chips = Coat::neutral();
    for (number, note) in (1_usize..).zip(&table.footnotes) {
        let mut figure = Figure::default();
        let paragraph = Words::of(note, FINE, measure).wrap(wide - indent, measure);
        let baseline = *y + SMALL_LINE / 2.0 + CENTER;
        let text = number.to_string();
        let width = measure.width(&text, Face::SemiBold, FINE.size);
        figure.marks.push(text_mark(text.into(), (MARGIN, baseline), (FINE.size, width), Ink::Muted));
        let setting = Setting {
            leading: SMALL_LINE,
            ..Setting::new(MARGIN + indent, baseline, Anchor::Start, Ink::Muted, &chips)
        };
        *right = right.max(figure.set(&paragraph, &setting, None).right);
        *y += SMALL_LINE * paragraph.lines.len().max(1) as f64 + 2.0;
        let label = format!("Note {number}: {}", note.plain());
        let group = Group { class: "footnote", label, marks: figure.marks, ..Group::default() };
        marks.push(Mark::Group(Box::new(group)));
    }
}

/// What the signs mean, side by side as far as there is room.
pub(super) fn legend(table: &Table, (y, right): (&mut f64, &mut f64), marks: &mut Vec<Mark>, measure: &mut Measure) {
    if table.legend.is_empty() {
        return;
    }
    *y += 12.0;
    let edge = MARGIN + WIDE.max(*right - MARGIN);
    let mut figure = Figure::default();
    let mut x = MARGIN;
    let mut lines = 1;
    for (sign, meaning) in &table.legend {
        let words = Words::of(meaning, FINE, measure);
        let paragraph = words.wrap(WIDE, measure);
        let wide = measure.width(sign, Face::SemiBold, SIGN);
        if x > MARGIN && x + wide + 5.0 + paragraph.width > edge {
            (x, *y) = (MARGIN, *y + LEGEND_LINE + SMALL_LINE * (lines - 1) as f64);
            lines = 1;
        }
        lines = lines.max(paragraph.lines.len());
        let baseline = *y + LEGEND_LINE / 2.0 + CENTER;
        figure.marks.push(text_mark(sign.as_str().into(), (x, baseline), (SIGN, wide), ink(sign)));
        let chips = Coat::neutral();
        let setting = Setting {
            leading: SMALL_LINE,
            ..Setting::new(x + wide + 5.0, baseline, Anchor::Start, Ink::Muted, &chips)
        };
        let covered = figure.set(&paragraph, &setting, None);
        *right = right.max(covered.right);
        x = covered.right + BETWEEN;
    }
    *y += LEGEND_LINE + SMALL_LINE * (lines - 1) as f64;
    let said = |(sign, meaning): &(String, Wording)| format!("{sign} {}", meaning.plain());
    let label = table.legend.iter().map(said).collect::<Vec<_>>().join("; ");
    marks.push(Mark::Group(Box::new(Group { class: "legend", label, marks: figure.marks, ..Group::default() })));
}

/// The ink that a sign has in the cells.
fn ink(sign: &str) -> Ink {
    let all = [Reach::Never, Reach::All, Reach::Some, Reach::Nothing];
    let known = all.into_iter().flat_map(|mark| signs(Sign { mark, worse: true }));
    known.into_iter().find(|(text, _)| *text == sign).map_or(Ink::Text, |(_, ink)| ink)
}
