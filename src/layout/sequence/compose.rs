//! Pass 8, composition: layers from the back to the front, the gutter of numbers, the heading.
//!
//! ```text
//!   Title
//!   What it shows
//!      ┌ Group ────┐      group columns, then lifelines, then frames, then bars,
//!   1  │ ├──▶│     │      then the steps, each in a group of its own
//! ```

use super::again;
use super::chapter;
use super::columns::{Band, keeps};
use super::distance::{CENTER, GROUP_HEADING, GUTTER, HEAD_DATUM, LEAD, LINE, NUMBER, PROSE, SMALL_LINE, TITLE_LINE};
use super::figure::{Coat, Figure, Setting};
use super::figures;
use super::flow::{HEADING, LABEL, Words};
use super::frame::Frame;
use super::heads::Head;
use super::lifeline::Line;
use super::speak::column;
use super::stack::Stack;
use super::told::{self, Holdings};
use super::walk::Walk;
use crate::font::Face;
use crate::scene::{Anchor, Area, Group, Ink, Mark, Stroke, Text};
use crate::timeline::{LifelineId, Moment, MomentKind, Timeline};
use ecow::EcoString;

/// A picture whose left edge is not yet at the margin.
#[derive(Debug)]
pub struct Picture {
    /// Its heading as text.
    pub title: String,
    /// What it shows.
    pub desc: String,
    /// Its outermost edges.
    pub left: f64,
    /// Its outermost edges.
    pub right: f64,
    /// From top to bottom.
    pub height: f64,
    /// From the back to the front.
    pub marks: Vec<Mark>,
}

/// What is drawn at each height.
struct Rows {
    /// The datum of each moment.
    heights: Vec<f64>,
    /// Heads again: datum and marks.
    again: Vec<Mark>,
    lines: Vec<Line>,
    end: f64,
    /// The outermost edges of all figures.
    left: f64,
    right: f64,
}

/// Puts everything together.
pub fn compose(
    timeline: &Timeline,
    heads: &[Head],
    mut figures: Vec<Figure>,
    frames: &[Frame],
    walk: &mut Walk,
    several: bool,
) -> Picture {
    let start = top_of_groups(walk);
    let datum = start + HEAD_DATUM + group_heading_height(walk);
    let foot = heads.iter().map(Head::foot).fold(0.0, f64::max) + datum;
    let mut rows = rows(timeline, heads, &figures, frames, foot, walk);
    // They have their places: of a long picture this is much.
    figures.iter_mut().for_each(|figure| figure.boxes = Vec::new());
    for line in &mut rows.lines {
        line.end(rows.end);
    }
    let numbered = timeline.moments.iter().any(|moment| moment.number.is_some());
    let gutter = if numbered { widest_number(timeline, walk) + GUTTER } else { 0.0 };
    let number_at = rows.left - GUTTER;
    let mut picture = Picture {
        title: told::title(timeline),
        desc: told::desc(timeline),
        left: rows.left - gutter,
        right: rows.right,
        height: rows.end,
        marks: Vec::new(),
    };
    let top = heading(timeline, several, &mut picture, walk);
    let mut marks = std::mem::take(&mut picture.marks);
    let headed = marks.len();
    bands(timeline, walk, start, rows.end + LEAD, &mut marks);
    for (at, lifeline) in timeline.lifelines.iter().enumerate().filter(|(_, lifeline)| !lifeline.created) {
        if let Some(head) = heads.get(at) {
            marks.push(head.marks(lifeline, walk.columns.x(at), datum, walk.measure));
        }
    }
    let mut bars = Vec::new();
    for line in rows.lines {
        let (lines, own_bars) = line.finish();
        marks.extend(lines);
        bars.extend(own_bars);
    }
    frame_marks(frames, &rows.heights, rows.end, &mut marks);
    marks.extend(bars);
    marks.extend(rows.again);
    marks.iter_mut().skip(headed).for_each(|mark| mark.shift(0.0, top));
    steps(timeline, figures, &rows.heights, (number_at, top), walk, &mut marks);
    picture.marks = marks;
    picture.height = top + rows.end + LEAD;
    picture
}

/// Where the groups' columns begin.
fn top_of_groups(walk: &Walk) -> f64 {
    if walk.columns.bands.is_empty() { -HEAD_DATUM / 2.0 } else { 0.0 }
}

fn group_heading_height(walk: &Walk) -> f64 {
    let height = |band: &Band| LINE * band.heading.lines.len() as f64 + SMALL_LINE * band.note.lines.len() as f64;
    walk.columns.bands.iter().map(height).fold(0.0, f64::max)
}

/// Places every figure, and draws the lifelines along them.
fn rows(timeline: &Timeline, heads: &[Head], figures: &[Figure], frames: &[Frame], foot: f64, walk: &mut Walk) -> Rows {
    let columns = walk.columns;
    let mut lines: Vec<Line> = timeline
        .lifelines
        .iter()
        .enumerate()
        .map(|(at, lifeline)| {
            let ink = lifeline.tone.as_ref().map_or(Ink::Line, Ink::of);
            let mut line = Line::new(columns.x(at), keeps(lifeline.kind), ink, columns.ground(at));
            if !lifeline.created {
                line.begin(foot);
            }
            line
        })
        .collect();
    let mut stack = Stack::new(foot + LEAD);
    let mut rows = Rows {
        heights: Vec::with_capacity(figures.len()),
        again: Vec::new(),
        lines: Vec::new(),
        end: foot,
        left: columns.left,
        right: columns.right,
    };
    opening(timeline, &mut lines, foot, &mut stack, &mut rows, walk);
    let repeats = again::places(&timeline.moments, heads.len());
    let mut before = foot;
    for (place, (moment, figure)) in timeline.moments.iter().zip(figures).enumerate() {
        if repeats.contains(&place) {
            heads_again(walk, heads, &lines, frames_at(frames, place), &mut stack, &mut rows.again);
        }
        let y = stack.place(figure, moment.number.is_some());
        rows.heights.push(y);
        for area in &figure.boxes {
            (rows.left, rows.right) = (rows.left.min(area.left), rows.right.max(area.right));
        }
        along(moment, figure, (y, before), heads, &mut lines);
        if again::is_row(moment) {
            before = y;
        }
    }
    if repeats.contains(&figures.len()) {
        heads_again(walk, heads, &lines, frames_at(frames, figures.len()), &mut stack, &mut rows.again);
    }
    rows.end = stack.lowest + LEAD;
    rows.lines = lines;
    rows
}

/// The frames that are open between a moment and the one before it.
fn frames_at(frames: &[Frame], place: usize) -> impl Iterator<Item = &Frame> {
    frames.iter().filter(move |frame| frame.open < place && place <= frame.close)
}

/// The heads once more.
fn heads_again<'f>(
    walk: &mut Walk,
    heads: &[Head],
    lines: &[Line],
    frames: impl Iterator<Item = &'f Frame>,
    stack: &mut Stack,
    marks: &mut Vec<Mark>,
) {
    let sides: Vec<f64> = frames.flat_map(|frame| [frame.left, frame.right]).collect();
    let alive: Vec<bool> = lines.iter().map(Line::alive).collect();
    // The bars that stand here, not those of the end.
    let busy = std::mem::replace(&mut walk.busy, lines.iter().map(Line::bars).collect());
    let again = chapter::heads_again(walk, heads, &alive, &sides);
    walk.busy = busy;
    let y = stack.place(&again, false);
    marks.extend(again.marks.into_iter().map(|mut mark| {
        mark.shift(0.0, y);
        mark
    }));
}

/// What the copies hold at the beginning.
fn opening(timeline: &Timeline, lines: &mut [Line], foot: f64, stack: &mut Stack, rows: &mut Rows, walk: &mut Walk) {
    for change in &timeline.opening {
        if let Some(line) = lines.get_mut(column(change.lifeline)) {
            line.turn(foot, change.worth);
        }
    }
    let mut figure = Figure { above: 0.0, below: 0.0, ..Figure::default() };
    figures::chips(&mut figure, &timeline.opening, walk);
    if figure.boxes.is_empty() {
        return;
    }
    figure.above = 0.0;
    figure.below = figures::CHIP_DROP + 4.0;
    let y = stack.place(&figure, false) - LEAD;
    for area in &figure.boxes {
        rows.right = rows.right.max(area.right);
    }
    rows.again.extend(figure.marks.into_iter().map(|mut mark| {
        mark.shift(0.0, y);
        mark
    }));
}

/// What a moment does to the lifelines.
fn along(moment: &Moment, figure: &Figure, (y, before): (f64, f64), heads: &[Head], lines: &mut [Line]) {
    let mut with = |at: LifelineId, act: &dyn Fn(&mut Line)| lines.get_mut(column(at)).into_iter().for_each(act);
    if let MomentKind::Create(at) = moment.kind {
        let foot = heads.get(column(at)).map_or(0.0, Head::foot);
        with(at, &|line| line.begin(y + foot));
    } else if let MomentKind::Destroy(at) = moment.kind {
        with(at, &|line| line.end(y));
    } else if let MomentKind::Activate(at) = moment.kind {
        with(at, &|line| line.start(before));
    } else if let MomentKind::Deactivate(at) = moment.kind {
        with(at, &|line| line.rest(before));
    } else if matches!(moment.kind, MomentKind::Gap { .. }) {
        let half = figure.boxes.first().map_or(12.0, |area| area.height() / 2.0);
        lines.iter_mut().for_each(|line| line.tear(y - half, y + half));
    }
    for change in &moment.changes {
        if let Some(line) = lines.get_mut(column(change.lifeline)) {
            line.turn(y, change.worth);
        }
    }
}

/// The heading; returns where the picture below it begins.
fn heading(timeline: &Timeline, several: bool, picture: &mut Picture, walk: &mut Walk) -> f64 {
    let named = several && timeline.title.is_none() && !timeline.name.is_empty();
    let title = match &timeline.title {
        Some(title) => Words::of(title, HEADING, walk.measure),
        None => Words::plain(if named { &timeline.name } else { "" }, HEADING, walk.measure),
    };
    let description = timeline.description.as_ref().map(|text| Words::of(text, LABEL, walk.measure));
    let wide = (picture.right - picture.left).max(PROSE / 1.5);
    let mut figure = Figure::default();
    let chips = Coat::neutral();
    let mut y = 0.0;
    for (words, leading, ink) in [(Some(title), TITLE_LINE, Ink::Text), (description, LINE + 2.0, Ink::Muted)] {
        let Some(words) = words.filter(|words| !words.is_empty()) else {
            continue;
        };
        let paragraph = words.wrap(if leading > LINE + 2.0 { wide } else { wide.min(PROSE * 1.4) }, walk.measure);
        let setting = Setting {
            leading,
            class: None,
            ..Setting::new(picture.left, y + leading * 0.8, Anchor::Start, ink, &chips)
        };
        let covered = figure.set(&paragraph, &setting, None);
        picture.right = picture.right.max(covered.right);
        y += leading * paragraph.lines.len() as f64;
    }
    picture.marks.append(&mut figure.marks);
    if y > 0.0 { y + 16.0 } else { 0.0 }
}

/// The groups' columns.
fn bands(timeline: &Timeline, walk: &Walk, top: f64, bottom: f64, marks: &mut Vec<Mark>) {
    for band in &walk.columns.bands {
        let mut figure = Figure::default();
        figure.rect(Area::new(band.left, top, band.right, bottom), 8.0, Some(Ink::Column), None, None);
        let tone = timeline.groups.get(band.group).and_then(|group| group.tone.as_ref()).map(Ink::of);
        let chips = Coat::neutral();
        let ink = tone.unwrap_or(Ink::Muted);
        let mut setting = Setting::new(band.left + 9.0, top + GROUP_HEADING, Anchor::Start, ink, &chips);
        setting.class = None;
        figure.set(&band.heading, &setting, None);
        let baseline = top + GROUP_HEADING + LINE * (band.heading.lines.len() as f64 - 1.0) + SMALL_LINE;
        let setting = Setting { y: baseline, ink: Ink::Muted, leading: SMALL_LINE, ..setting };
        figure.set(&band.note, &setting, None);
        marks.push(Mark::Group(Box::new(Group { class: "device", marks: figure.marks, ..Group::default() })));
    }
}

/// The outlines of fragments.
fn frame_marks(frames: &[Frame], heights: &[f64], end: f64, marks: &mut Vec<Mark>) {
    for frame in frames {
        let top = heights.get(frame.open).copied().unwrap_or(end);
        let bottom = heights.get(frame.close).copied().unwrap_or(end);
        let area = Area::new(frame.left, top, frame.right, bottom);
        let stroke = Some(Stroke::solid(Ink::Muted, 1.0));
        marks.push(Mark::Rect { area, radius: 2.0, fill: None, stroke, class: Some("fragment") });
    }
}

/// A group for each moment that shows something.
fn steps(
    timeline: &Timeline,
    figures: Vec<Figure>,
    heights: &[f64],
    (number_at, top): (f64, f64),
    walk: &mut Walk,
    marks: &mut Vec<Mark>,
) {
    let mut held = Holdings::start(timeline);
    marks.reserve_exact(figures.iter().filter(|figure| !figure.marks.is_empty()).count());
    for ((moment, mut figure), y) in timeline.moments.iter().zip(figures).zip(heights) {
        held.take(&moment.holdings);
        if figure.marks.is_empty() {
            continue;
        }
        if let Some(number) = moment.number {
            figure.marks.push(number_mark(number, number_at, walk));
        }
        for mark in &mut figure.marks {
            mark.shift(0.0, *y);
            mark.shift(0.0, top);
        }
        // A picture holds many figures: what they do not fill counts.
        figure.marks.shrink_to_fit();
        marks.push(Mark::Group(Box::new(Group {
            class: class_of(&moment.kind),
            step: moment.number,
            line: Some(moment.line),
            label: told::spoken(moment),
            tooltip: held.told(timeline, moment),
            marks: figure.marks,
            ..Group::default()
        })));
    }
}

/// The class of a moment, a stable name.
fn class_of(kind: &MomentKind) -> &'static str {
    match kind {
        MomentKind::Message { .. } => "step message",
        MomentKind::Sees { .. } => "step sees",
        MomentKind::Claim { .. } => "step verdict",
        MomentKind::Note { .. } => "step note",
        MomentKind::Divider { .. } | MomentKind::Gap { .. } => "step divider",
        MomentKind::Open { .. } | MomentKind::Else { .. } | MomentKind::Close | MomentKind::Reference { .. } => {
            "step fragment"
        }
        MomentKind::Action { .. }
        | MomentKind::Happening { .. }
        | MomentKind::Create(_)
        | MomentKind::Destroy(_)
        | MomentKind::Activate(_)
        | MomentKind::Deactivate(_) => "step",
    }
}

fn number_mark(number: u32, x: f64, walk: &mut Walk) -> Mark {
    let content: EcoString = number.to_string().into();
    let width = walk.measure.width(&content, Face::Regular, NUMBER);
    let y = CENTER - 0.6;
    Mark::Text(Text {
        x,
        y,
        anchor: Anchor::End,
        face: Face::Regular,
        size: NUMBER,
        ink: Ink::Muted,
        content,
        width,
        class: None,
        leftwards: false,
    })
}

fn widest_number(timeline: &Timeline, walk: &mut Walk) -> f64 {
    let last = timeline.moments.iter().filter_map(|moment| moment.number).max().unwrap_or_default();
    walk.measure.width(&last.to_string(), Face::Regular, NUMBER)
}
