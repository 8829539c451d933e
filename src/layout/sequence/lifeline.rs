//! Pass 7, lifelines: tracks, quiet lines and activation bars from the heights of the moments.
//!
//! ```text
//!   │   quiet    ▌ latest    ▨ stale    ▯ marked or unknown    ┊ empty
//! ```

use super::distance::{BAR, BAR_STEP, HATCH, TRACK};
use super::glyph;
use crate::scene::{Area, Ink, Mark, Stroke};
use crate::timeline::Worth;

/// A shorter piece between two breaks is left out.
const MENDED: f64 = 24.0;

/// A lifeline while it is drawn.
#[derive(Debug)]
pub struct Line {
    x: f64,
    track: bool,
    since: Option<f64>,
    /// Where the last break in time ended.
    torn: Option<f64>,
    worth: Worth,
    /// Where activation bars begin, the lowest first.
    busy: Vec<f64>,
    ink: Ink,
    ground: Ink,
    marks: Vec<Mark>,
    bars: Vec<Mark>,
}

impl Line {
    /// One that has not begun.
    pub fn new(x: f64, track: bool, ink: Ink, ground: Ink) -> Self {
        Self {
            x,
            track,
            since: None,
            torn: None,
            worth: Worth::Unknown,
            busy: Vec::new(),
            ink,
            ground,
            marks: Vec::new(),
            bars: Vec::new(),
        }
    }

    /// It begins.
    pub fn begin(&mut self, y: f64) {
        self.end(y);
        self.since = Some(y);
    }

    /// How many activation bars stand on it now.
    pub fn bars(&self) -> u32 {
        u32::try_from(self.busy.len()).unwrap_or(u32::MAX)
    }

    /// Whether it has begun and not ended.
    pub fn alive(&self) -> bool {
        self.since.is_some()
    }

    /// It ends.
    pub fn end(&mut self, y: f64) {
        if let Some(since) = self.since.take() {
            self.piece(since, y);
        }
        while !self.busy.is_empty() {
            self.rest(y);
        }
    }

    /// Its copy is worth something else.
    pub fn turn(&mut self, y: f64, worth: Worth) {
        if let Some(since) = self.since.filter(|_| worth != self.worth) {
            self.piece(since, y);
            // A copy that changes while time passes shows it after the break.
            self.since = Some(y.max(since));
        }
        self.worth = worth;
    }

    /// Time passes.
    pub fn tear(&mut self, top: f64, bottom: f64) {
        let Some(since) = self.since else { return };
        if self.torn.is_some_and(|torn| torn >= since && top - torn < MENDED) {
            // Two breaks in a row are one.
            self.marks.pop();
        } else {
            self.piece(since, top);
            let mut busy = std::mem::take(&mut self.busy);
            for (place, from) in busy.iter_mut().enumerate().filter(|(_, from)| **from < top) {
                self.bar(place, *from, top);
                *from = bottom;
            }
            self.busy = busy;
            self.marks.push(glyph::tear(self.x, top, &Ink::Line));
        }
        self.busy.iter_mut().for_each(|from| *from = from.max(bottom));
        self.marks.push(glyph::tear(self.x, bottom, &Ink::Line));
        (self.since, self.torn) = (Some(bottom), Some(bottom));
    }

    /// An activation begins.
    pub fn start(&mut self, y: f64) {
        self.busy.push(y);
    }

    /// The uppermost activation ends.
    pub fn rest(&mut self, y: f64) {
        if let Some(from) = self.busy.pop() {
            self.bar(self.busy.len(), from, y);
        }
    }

    /// A bar over so many others.
    fn bar(&mut self, over: usize, from: f64, y: f64) {
        let x = self.x + BAR_STEP * over as f64;
        let area = Area::new(x - BAR, from, x + BAR, y.max(from + 4.0));
        let stroke = Some(Stroke::solid(self.ink.clone(), 1.0));
        // What a copy is worth shows through the bar around its track.
        let fill = (over > 0 || !self.track || self.worth == Worth::Unknown).then_some(Ink::Paper);
        self.bars.push(Mark::Rect { area, radius: 1.0, fill, stroke, class: None });
    }

    /// What was drawn: lines, then bars with the outermost in front.
    pub fn finish(self) -> (Vec<Mark>, Vec<Mark>) {
        let mut bars = self.bars;
        bars.sort_by(|a, b| left(a).total_cmp(&left(b)));
        (self.marks, bars)
    }

    /// A stretch in which nothing changes.
    fn piece(&mut self, top: f64, bottom: f64) {
        if bottom <= top {
            return;
        }
        let x = self.x;
        if !self.track {
            let stroke = Stroke::solid(self.ink.clone(), 1.0);
            self.marks.push(Mark::Line { from: (x, top), to: (x, bottom), stroke, class: Some("lifeline") });
            return;
        }
        let area = Area::new(x - TRACK, top, x + TRACK, bottom);
        let mut band = |fill: Ink, outline: Option<Ink>| {
            let inner =
                if outline.is_some() { Area { left: area.left + 0.5, right: area.right - 0.5, ..area } } else { area };
            let stroke = outline.map(|ink| Stroke::solid(ink, 1.0));
            self.marks.push(Mark::Rect { area: inner, radius: 0.0, fill: Some(fill), stroke, class: Some("track") });
        };
        match self.worth {
            Worth::Unknown => band(self.ground.clone(), Some(self.ink.clone())),
            Worth::Latest => band(Ink::Good, None),
            Worth::Marked => band(self.ground.clone(), Some(Ink::Warn)),
            Worth::Stale => {
                band(Ink::WarnSoft, Some(Ink::Warn));
                let area = Area { left: area.left + 0.5, right: area.right - 0.5, ..area };
                self.marks.push(Mark::Hatch { area, pitch: HATCH, stroke: Stroke::solid(Ink::Warn, 1.8) });
            }
            Worth::Empty => {
                let stroke = Stroke::dashed(Ink::Line, 1.0, 2.0, 3.0);
                self.marks.push(Mark::Line { from: (x, top), to: (x, bottom), stroke, class: Some("track") });
            }
        }
    }
}

fn left(mark: &Mark) -> f64 {
    match mark {
        Mark::Rect { area, .. } => area.left,
        Mark::Line { .. }
        | Mark::Path { .. }
        | Mark::Ellipse { .. }
        | Mark::Hatch { .. }
        | Mark::Text(_)
        | Mark::Group(_) => 0.0,
    }
}
