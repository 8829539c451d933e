//! Claims: a slim band from edge to edge, so that they read as one list wherever they stand.
//!
//! ```text
//!   ▌ ✓ expect every proxy-isp holds latest                       │
//!   ▌ ✗ expect carol sees latest                                  │
//!   ▌   Carol's proxy was never told …                            │
//! ```

use super::beside::more;
use super::distance::{BOX_PAD, CENTER, LINE, PROSE, RUN_ON, SMALL_LINE};
use super::figure::{Coat, Figure, Setting};
use super::speak::Spoken;
use super::walk::Walk;
use crate::scene::{Anchor, Area, Ink};
use crate::timeline::Verdict;

/// Half the height of a band of one line.
const HALF: f64 = 11.0;
/// The bar at the beginning of a band.
const BAR: f64 = 3.0;

/// How wide a picture must be for a claim.
pub fn wanted(spoken: &Spoken) -> f64 {
    spoken.words.natural.min(RUN_ON) + BAR + 2.0 * BOX_PAD
}

/// A claim between two edges.
pub fn claim(walk: &mut Walk, (left, right): (f64, f64), spoken: &Spoken, verdict: Verdict) -> Figure {
    let mut figure = Figure::default();
    let coat = Coat::of_verdict(verdict);
    let (ink, fill) = match verdict {
        Verdict::Open => (Ink::Muted, Ink::Soft),
        Verdict::Holds | Verdict::HoldsStale | Verdict::FailsAsSaid | Verdict::Fails => {
            (coat.ink.clone(), coat.fill.clone())
        }
    };
    let start = left + BAR + BOX_PAD;
    let limit = (right - start - BOX_PAD).clamp(RUN_ON, PROSE * 1.4);
    let paragraph = spoken.words.wrap(limit, walk.measure);
    let reason = spoken.reason.as_ref().map(|words| words.wrap(limit, walk.measure));
    let first = HALF + more(&paragraph, LINE);
    let told = reason.as_ref().map_or(0.0, |lines| SMALL_LINE * lines.lines.len() as f64 + 2.0);
    let widest = reason.as_ref().map_or(0.0, |lines| lines.width).max(paragraph.width);
    let area = Area::new(left, -HALF, right.max(start + widest + BOX_PAD), first + told);
    figure.rect(area, 0.0, Some(fill), None, Some("verdict"));
    figure.rect(Area { right: area.left + BAR, ..area }, 0.0, Some(ink.clone()), None, None);
    let chips = Coat::neutral();
    let words = if verdict == Verdict::Open { Ink::Text } else { ink };
    figure.set(&paragraph, &Setting::new(start, CENTER, Anchor::Start, words, &chips), None);
    if let Some(lines) = &reason {
        let setting = Setting::new(start, first + SMALL_LINE - 4.0, Anchor::Start, Ink::Text, &chips);
        figure.set(lines, &Setting { leading: SMALL_LINE, ..setting }, None);
    }
    figure.boxes.push(area);
    (figure.above, figure.below) = (HALF + 2.0, area.bottom + 1.0);
    figure
}
