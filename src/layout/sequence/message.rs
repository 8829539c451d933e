//! Messages: label above, line, tips.
//!
//! ```text
//!    GET /nodes/1 (no-cache)          the label starts at the sender
//!   ├──────────────────────▶│         and may run on past the receiver
//!        200 (@alice)               ┐
//!   │◀╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┤       ┘
//! ```

use super::distance::{
    BARE_ABOVE, CLEAR, LABEL_GAP, LABEL_LEAST, LABEL_RISE, LINE, LOOP, OVERHANG, PROSE, ROW_ABOVE, RUN_ON, SMALL_LINE,
    TRACK,
};
use super::figure::{Coat, Figure, Setting};
use super::flow::Paragraph;
use super::glyph;
use super::speak::Spoken;
use super::walk::Walk;
use crate::scene::{Anchor, Area, Ink, Mark, Segment, Stroke};
use crate::syntax::statement::message::Arrow;

/// How thick the line is.
const WIDTH: f32 = 1.4;

/// The line of an arrow.
fn form(arrow: Arrow, ink: &Ink) -> Stroke {
    match arrow {
        Arrow::Response => Stroke::dashed(ink.clone(), WIDTH, 5.0, 3.5),
        Arrow::Request | Arrow::Async | Arrow::Lost => Stroke::solid(ink.clone(), WIDTH),
    }
}

/// The tip of an arrow.
fn tip(arrow: Arrow, x: f64, y: f64, ahead: f64, ink: &Ink) -> Vec<Mark> {
    match arrow {
        Arrow::Request | Arrow::Response => vec![glyph::closed_tip(x, y, ahead, ink)],
        Arrow::Async => vec![glyph::open_tip(x, y, ahead, ink)],
        Arrow::Lost => glyph::crossed(x - 5.0 * ahead, y, 4.5, ink, 1.8),
    }
}

/// A message from one column to others.
pub fn message(walk: &mut Walk, from: usize, to: &[usize], arrow: Arrow, spoken: &Spoken, ink: &Ink) -> Figure {
    let rightmost = to.iter().copied().filter(|&end| end > from).max();
    let leftmost = to.iter().copied().filter(|&end| end < from).min();
    let Some(main) = rightmost.or(leftmost) else {
        return to_oneself(walk, from, arrow, spoken, ink);
    };
    let mut figure = Figure::default();
    for end in [rightmost, leftmost].into_iter().flatten() {
        let ahead = if end > from { 1.0 } else { -1.0 };
        let start = walk.edge(from, ahead);
        let tip_at = walk.edge(end, -ahead) - if arrow == Arrow::Lost { 10.0 * ahead } else { 0.0 };
        // A filled tip covers the end of the line, so that it does not show beyond the point.
        let inset = if matches!(arrow, Arrow::Request | Arrow::Response) { 6.0 } else { 1.0 };
        figure.line((start, 0.0), (tip_at - inset * ahead, 0.0), form(arrow, ink));
        figure.boxes.push(Area::new(start.min(tip_at), -4.0, start.max(tip_at), 4.0));
        for stop in to.iter().copied().filter(|&t| (t > from) == (ahead > 0.0) && t != from) {
            let x = if stop == end { tip_at } else { walk.edge(stop, -ahead) };
            figure.marks.extend(tip(arrow, x, 0.0, ahead, ink));
        }
    }
    label(walk, &mut figure, from, main, spoken, ink);
    why(walk, &mut figure, from, main, spoken);
    figure
}

/// Beneath a line that the storages contradict, why.
fn why(walk: &mut Walk, figure: &mut Figure, from: usize, to: usize, spoken: &Spoken) {
    let Some(words) = &spoken.reason else { return };
    let columns = walk.columns;
    let left = columns.x(from).min(columns.x(to));
    let x = walk.edge(from.min(to), 1.0) + LABEL_GAP - 3.0;
    let limit = (columns.x(from).max(columns.x(to)) - left - 2.0 * LABEL_GAP).max(RUN_ON);
    let paragraph = words.wrap(limit.min(PROSE), walk.measure);
    let x = x.min(columns.right + OVERHANG - paragraph.width).max(columns.left);
    let chips = Coat::neutral();
    let setting = Setting::new(x, SMALL_LINE + 1.0, Anchor::Start, Ink::Warn, &chips);
    let covered = figure.set(&paragraph, &Setting { leading: SMALL_LINE, ..setting }, Some(walk));
    figure.boxes.push(covered);
    figure.below = covered.bottom + 3.0;
}

/// Where lines that should begin at x begin, so that none of their values lies on a track: it would look like what the
/// track turns to. Nor past the receiver, where it would look like what that keeps.
fn aside(walk: &Walk, paragraph: &Paragraph, x: f64, to: f64) -> Option<f64> {
    /// Farther from its sender a label would not look like one.
    const NUDGES: u8 = 8;
    const NUDGE: f64 = 4.0;
    let ahead = (to - x).signum();
    let values = paragraph.values(ahead > 0.0);
    let free = |x: f64| {
        values.iter().all(|(start, end)| {
            let (left, right) = if ahead > 0.0 { (x + start, x + end) } else { (x - end, x - start) };
            let far = if ahead > 0.0 { right > to } else { left < to };
            !far && !walk.columns.crossing(left, right).any(|column| {
                let (at, reach) = (walk.columns.x(column), walk.columns.reach(column));
                reach >= TRACK && left < at + reach + CLEAR && at - reach - CLEAR < right
            })
        })
    };
    (0..=NUDGES).map(|n| x + ahead * NUDGE * f64::from(n)).find(|x| free(*x))
}

/// The label above a line.
fn label(walk: &mut Walk, figure: &mut Figure, from: usize, to: usize, spoken: &Spoken, ink: &Ink) {
    if spoken.words.is_empty() {
        figure.above = BARE_ABOVE;
        return;
    }
    let columns = walk.columns;
    let rightwards = to > from;
    let ahead = if rightwards { 1.0 } else { -1.0 };
    let x = walk.edge(from, ahead) + (LABEL_GAP - 3.0) * ahead;
    let span = (columns.x(to) - columns.x(from)).abs() - 2.0 * LABEL_GAP;
    let free = if rightwards { columns.right + OVERHANG - x } else { x - columns.left };
    let limit = span.max(RUN_ON.min(free)).max(LABEL_LEAST);
    let wide = spoken.words.wrap(limit, walk.measure);
    let (paragraph, x) = match aside(walk, &wide, x, columns.x(to)) {
        Some(x) => (wide, x),
        None => {
            let narrow = spoken.words.wrap(span.max(LABEL_LEAST), walk.measure);
            aside(walk, &narrow, x, columns.x(to)).map_or((wide, x), |x| (narrow, x))
        }
    };
    let lines = paragraph.lines.len();
    let anchor = if rightwards { Anchor::Start } else { Anchor::End };
    let chips = Coat::neutral();
    let mut setting = Setting::new(x, Figure::label_baseline(lines), anchor, ink.clone(), &chips);
    // No speck of a track is left between the words and their arrow.
    setting.down = LABEL_RISE - f64::from(WIDTH) / 2.0;
    let covered = figure.set(&paragraph, &setting, Some(walk));
    figure.boxes.push(covered);
    figure.above = ROW_ABOVE + LINE * (lines as f64 - 1.0);
}

/// A message that comes back to its sender.
fn to_oneself(walk: &mut Walk, at: usize, arrow: Arrow, spoken: &Spoken, ink: &Ink) -> Figure {
    let mut figure = Figure { above: 18.0, below: 12.0, ..Figure::default() };
    let start = walk.edge(at, 1.0);
    let (top, bottom, right) = (-8.0, 6.0, start + LOOP);
    let segments = vec![
        Segment::Move(start, top),
        Segment::Line(right - 4.0, top),
        Segment::curve([right, top, right, top, right, top + 4.0]),
        Segment::Line(right, bottom - 4.0),
        Segment::curve([right, bottom, right, bottom, right - 4.0, bottom]),
        Segment::Line(start + 6.0, bottom),
    ];
    figure.marks.push(Mark::Path { segments, fill: None, stroke: Some(form(arrow, ink)) });
    figure.marks.extend(tip(arrow, start, bottom, -1.0, ink));
    figure.boxes.push(Area::new(start, top - 4.0, right + 2.0, bottom + 4.0));
    let limit = RUN_ON.min(walk.columns.right - right - 6.0).max(LABEL_LEAST);
    let paragraph = spoken.words.wrap(limit, walk.measure);
    let chips = Coat::neutral();
    let setting = Setting::new(right + 6.0, 3.6, Anchor::Start, ink.clone(), &chips);
    if !paragraph.lines.is_empty() {
        let covered = figure.set(&paragraph, &setting, Some(walk));
        figure.boxes.push(covered);
        figure.below = 12.0 + LINE * (paragraph.lines.len() as f64 - 1.0);
    }
    if let Some(words) = &spoken.reason {
        let paragraph = words.wrap(limit, walk.measure);
        let setting = Setting::new(right + 6.0, figure.below + 6.0, Anchor::Start, Ink::Warn, &chips);
        let covered = figure.set(&paragraph, &Setting { leading: SMALL_LINE, ..setting }, Some(walk));
        figure.boxes.push(covered);
        figure.below = covered.bottom + 3.0;
    }
    figure
}
