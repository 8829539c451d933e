//! What is said beside one lifeline: actions, what people see, what happens to a place.
//!
//! ```text
//!     │                     │                    │
//!     ●  clicks Claim      👁 (✓ @v)            (⚡) crash
//!     │                     │                    │
//! ```

use super::distance::{
    BESIDE, BESIDE_LEAST, BOX_PAD, CENTER, EYE, FRAME_NEST, LABEL_LEAST, LINE, PROSE, RUN_ON, SMALL_LINE,
};
use super::figure::{Coat, Figure, Setting};
use super::flow::{Paragraph, Words};
use super::glyph::{self, Glyph};
use super::speak::{Spoken, column};
use super::walk::Walk;
use crate::scene::{Anchor, Area, Ink, Mark, Stroke};
use crate::syntax::statement::happening::HappeningKind;
use crate::timeline::{LifelineId, Verdict};

/// How much higher than one line a paragraph is.
pub fn more(paragraph: &Paragraph, leading: f64) -> f64 {
    leading * (paragraph.lines.len() as f64 - 1.0).max(0.0)
}

/// Words beside a lifeline, so far from its middle: at its right within its own column, or past it, or at its left.
fn beside(walk: &mut Walk, at: usize, words: &Words, gap: f64, most: usize) -> (Paragraph, f64, Anchor) {
    let columns = walk.columns;
    let x = columns.x(at);
    let own = columns.own(at).1 - FRAME_NEST - (x + gap);
    // A column of its own has no edge that words should stay within: there they run on rather than wrap.
    let free = !columns.banded(at) && words.natural <= RUN_ON.min(columns.right - x - gap);
    if !free && own >= words.natural.min(BESIDE_LEAST) {
        let paragraph = words.balance(own.min(RUN_ON), walk.measure);
        if paragraph.lines.len() <= most {
            return (paragraph, x + gap, Anchor::Start);
        }
    }
    let (right, left) = (columns.right - x - gap, x - gap - columns.left);
    if right >= words.natural.min(RUN_ON) || right >= left {
        return (words.balance(right.clamp(LABEL_LEAST, RUN_ON), walk.measure), x + gap, Anchor::Start);
    }
    (words.balance(left.clamp(LABEL_LEAST, RUN_ON), walk.measure), x - gap, Anchor::End)
}

/// Sets words beside a lifeline, at the middle of its first line.
fn say(walk: &mut Walk, figure: &mut Figure, at: usize, words: &Words, (gap, ink, coat): (f64, Ink, &Coat)) {
    // Values are read as one line.
    let most = if words.has_chips() { 1 } else { 2 };
    let (paragraph, x, anchor) = beside(walk, at, words, gap, most);
    if paragraph.lines.is_empty() {
        return;
    }
    let setting = Setting::new(x, CENTER, anchor, ink, coat);
    let covered = figure.set(&paragraph, &setting, Some(walk));
    figure.boxes.push(covered);
    figure.below += more(&paragraph, LINE);
}

/// Something done on a lifeline.
pub fn action(walk: &mut Walk, at: usize, spoken: &Spoken, tone: Option<Ink>) -> Figure {
    let mut figure = Figure { above: 15.0, below: 13.0, ..Figure::default() };
    let x = walk.columns.x(at);
    let dot = tone.clone().unwrap_or(Ink::Text);
    figure.marks.push(Mark::Ellipse {
        center: (x, 0.0),
        radii: (4.0, 4.0),
        fill: Some(dot),
        stroke: Some(Stroke::solid(walk.columns.ground(at), 2.0)),
    });
    figure.boxes.push(Area::new(x - 5.0, -5.0, x + 5.0, 5.0));
    let gap = BESIDE + walk.reach(at, 1.0);
    say(walk, &mut figure, at, &spoken.words, (gap, tone.unwrap_or(Ink::Text), &Coat::neutral()));
    figure
}

/// A crash and its like, a badge on each lifeline.
pub fn happening(walk: &mut Walk, what: HappeningKind, at: &[LifelineId], spoken: &Spoken) -> Figure {
    const BADGE: f64 = 9.0;
    let mut figure = Figure { above: 16.0, below: 14.0, ..Figure::default() };
    let (sign, ink, fill) = match what {
        HappeningKind::Crash => (Glyph::Bolt, Ink::Bad, Ink::BadSoft),
        HappeningKind::Close => (Glyph::Cross, Ink::Muted, Ink::Paper),
        HappeningKind::Reload | HappeningKind::Reboot | HappeningKind::Deploy => (Glyph::Turn, Ink::Muted, Ink::Paper),
    };
    for x in at.iter().map(|id| walk.columns.x(column(*id))) {
        let stroke = Some(Stroke::solid(ink.clone(), 1.2));
        figure.marks.push(Mark::Ellipse { center: (x, 0.0), radii: (BADGE, BADGE), fill: Some(fill.clone()), stroke });
        figure.marks.extend(sign.marks(x, 0.0, &ink));
        figure.boxes.push(Area::new(x - BADGE, -BADGE, x + BADGE, BADGE));
    }
    if let Some(last) = at.iter().map(|id| column(*id)).max() {
        let words = if ink == Ink::Bad { Ink::Bad } else { Ink::Text };
        say(walk, &mut figure, last, &spoken.words, (BADGE + 6.0, words, &Coat::neutral()));
    }
    figure
}

/// What a screen shows.
pub fn sees(walk: &mut Walk, at: usize, spoken: &Spoken, verdict: Verdict) -> Figure {
    let mut figure = Figure { above: 16.0, below: 14.0, ..Figure::default() };
    let coat = Coat::of_verdict(verdict);
    let x = walk.columns.x(at);
    let ink = if verdict == Verdict::Open { Ink::Accent } else { coat.ink.clone() };
    figure.halo(Area::new(x - 12.0, -8.0, x + 12.0, 8.0), walk);
    figure.marks.extend(glyph::eye(x, 0.0, &ink));
    figure.boxes.push(Area::new(x - 10.0, -7.0, x + 10.0, 7.0));
    say(walk, &mut figure, at, &spoken.words, (EYE, ink, &coat));
    reason(walk, &mut figure, x - 10.0, spoken, &coat);
    figure
}

/// The sentence beneath.
fn reason(walk: &mut Walk, figure: &mut Figure, x: f64, spoken: &Spoken, coat: &Coat) {
    let Some(words) = &spoken.reason else { return };
    let paragraph = words.wrap(PROSE, walk.measure);
    let width = paragraph.width + 2.0 * BOX_PAD + 4.0;
    let top = figure.below - 2.0;
    let left = x.min(walk.columns.right - width).max(walk.columns.left);
    let area = Area::new(left, top, left + width, top + 21.0 + more(&paragraph, SMALL_LINE));
    figure.rect(area, 5.0, Some(coat.fill.clone()), coat.outline.clone().map(|ink| Stroke::solid(ink, 1.0)), None);
    let chips = Coat::neutral();
    let setting = Setting::new(area.left + BOX_PAD + 2.0, top + 14.6, Anchor::Start, Ink::Text, &chips);
    figure.set(&paragraph, &Setting { leading: SMALL_LINE, ..setting }, None);
    figure.boxes.push(area);
    figure.below = area.bottom + 4.0;
}
