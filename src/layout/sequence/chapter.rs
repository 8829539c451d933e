//! What goes across the whole picture: chapter headings, breaks in time, repeated heads; and where lifelines
//! begin and end.
//!
//! ```text
//!   ├────────────( Bob comes back )────────────┤
//!   ∼        ∼         ⏱ 5m later       ∼      ∼
//! ```

use super::distance::{BOX_PAD, CENTER, HEADING_WRAP, LINE};
use super::figure::{Coat, Figure, Setting};
use super::flow::NAME;
use super::glyph;
use super::heads::Head;
use super::speak::Spoken;
use super::walk::Walk;
use crate::scene::{Anchor, Area, Ink, Stroke};
use crate::timeline::Timeline;

/// A chapter heading.
pub fn divider(walk: &mut Walk, (left, right): (f64, f64), spoken: &Spoken, tone: Option<Ink>) -> Figure {
    let paragraph = spoken.words.wrap(HEADING_WRAP, walk.measure);
    let half = 12.0 + LINE * (paragraph.lines.len() as f64 - 1.0).max(0.0) / 2.0;
    let mut figure = Figure { above: half + 14.0, below: half + 10.0, ..Figure::default() };
    let ink = tone.unwrap_or(Ink::Line);
    figure.line((left, 0.0), (right, 0.0), Stroke::solid(ink.clone(), 1.0));
    let middle = f64::midpoint(left, right);
    let reach = paragraph.width / 2.0 + BOX_PAD + 5.0;
    let area = Area::new(middle - reach, -half, middle + reach, half);
    if !paragraph.lines.is_empty() {
        figure.rect(area, 12.0, Some(Ink::Paper), Some(Stroke::solid(ink, 1.0)), None);
    }
    let chips = Coat::neutral();
    figure.set(&paragraph, &Setting::new(middle, 12.0 - half + CENTER, Anchor::Middle, Ink::Text, &chips), None);
    figure.boxes.push(Area { left: left.min(area.left), right: right.max(area.right), ..area });
    figure
}

/// A break in time; its lifelines are torn.
pub fn gap(walk: &mut Walk, spoken: &Spoken) -> Figure {
    let (left, right) = walk.extent;
    let paragraph = spoken.words.wrap(HEADING_WRAP, walk.measure);
    let half = gap_half(paragraph.lines.len());
    let mut figure = Figure { above: half + 8.0, below: half + 6.0, ..Figure::default() };
    let middle = f64::midpoint(left, right);
    let chips = Coat::neutral();
    let baseline = CENTER - LINE * (paragraph.lines.len() as f64 - 1.0).max(0.0) / 2.0;
    figure.set(&paragraph, &Setting::new(middle, baseline, Anchor::Middle, Ink::Muted, &chips), Some(walk));
    let reach = (paragraph.width / 2.0).max((right - left) / 2.0);
    figure.boxes.push(Area::new(middle - reach, -half, middle + reach, half));
    figure
}

/// Half the height of a break in time.
pub fn gap_half(lines: usize) -> f64 {
    13.0 + LINE * (lines as f64 - 1.0).max(0.0) / 2.0
}

/// The head of a lifeline that begins here.
pub fn create(walk: &mut Walk, at: usize, head: &Head, timeline: &Timeline) -> Figure {
    let mut figure = Figure { above: 20.0, below: head.foot(), ..Figure::default() };
    let Some(lifeline) = timeline.lifelines.get(at) else {
        return figure;
    };
    let x = walk.columns.x(at);
    figure.marks.push(head.marks(lifeline, x, 0.0, walk.measure));
    figure.boxes.push(Area::new(x - head.half, -14.0, x + head.half, head.foot()));
    figure
}

/// A lifeline ends.
pub fn destroy(walk: &Walk, at: usize) -> Figure {
    let mut figure = Figure { above: 14.0, below: 12.0, ..Figure::default() };
    let x = walk.columns.x(at);
    figure.marks = glyph::crossed(x, 0.0, 7.0, &Ink::Text, 2.0);
    figure.boxes.push(Area::new(x - 8.0, -8.0, x + 8.0, 8.0));
    figure
}

/// The names of those that are there, once more; the sides of the fragments around them give way.
pub fn heads_again(walk: &Walk, heads: &[Head], alive: &[bool], sides: &[f64]) -> Figure {
    let lines = heads.iter().map(|head| head.name.lines.len()).max().unwrap_or(1);
    let height = LINE * (lines as f64 - 1.0).max(0.0);
    let mut figure = Figure { above: 26.0 + height, below: 14.0, ..Figure::default() };
    let chips = Coat::neutral();
    for (column, head) in heads.iter().enumerate().filter(|(column, _)| alive.get(*column) == Some(&true)) {
        let own = LINE * (head.name.lines.len() as f64 - 1.0).max(0.0);
        let mut setting = Setting::new(walk.columns.x(column), -own, Anchor::Middle, Ink::Muted, &chips);
        setting.class = None;
        let mut name = head.name.clone();
        name.body = NAME;
        let half = name.width / 2.0 + 2.0;
        let area = Area::new(setting.x - half, setting.y - NAME.size, setting.x + half, 4.0);
        for side in sides.iter().filter(|side| (area.left..area.right).contains(*side)) {
            let area = Area { left: side - 1.0, right: side + 1.0, ..area };
            figure.rect(area, 0.0, Some(walk.columns.ground(column)), None, None);
        }
        let covered = figure.set(&name, &setting, Some(walk));
        figure.boxes.push(covered);
    }
    figure
}
