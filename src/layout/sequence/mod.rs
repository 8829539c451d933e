//! The sequence picture: timelines in, one scene out.
//!
//! 1. `speak`: every label is measured once, and asks its columns for room.
//! 2. `heads`: what stands at the top of each column is measured.
//! 3. `columns`: where the lifelines stand, solved for all spans together.
//! 4. `figures`: the marks of each moment around its own datum.
//! 5. `frame`: how wide each fragment is.
//! 6. `stack`: how far down each figure stands.
//! 7. `lifeline`: tracks and activation bars between those heights.
//! 8. `compose`: layers, gutter and heading, from the back to the front.
//! 9. `pile`: several pictures one below the other.

mod again;
mod beside;
mod boxes;
mod chapter;
mod claim;
mod columns;
mod compose;
pub(super) mod distance;
pub(super) mod figure;
mod figures;
pub(super) mod flow;
mod frame;
pub(super) mod glyph;
mod heads;
mod lifeline;
mod message;
mod script;
mod speak;
mod stack;
#[cfg(test)]
mod tests;
mod told;
mod walk;

use super::TooLarge;
use crate::font::Measure;
use crate::scene::Scene;
use crate::timeline::Timeline;
use columns::Demands;
use compose::Picture;
use distance::{MARGIN, PILE};
use heads::Head;
use speak::Spoken;
use std::borrow::Borrow;
use walk::Walk;

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// No picture is wider or higher, in pixels.
    pub limit: f64,
}

impl Default for Options {
    fn default() -> Self {
        // Beyond it the coordinates of 32-bit viewers lose their hundredths.
        Self { limit: 4_000_000.0 }
    }
}

/// Gives everything a place.
///
/// # Errors
///
/// A picture wider or higher than the limit is refused.
pub fn lay_out<T: Borrow<Timeline>>(
    timelines: &[T],
    options: &Options,
    measure: &mut Measure,
) -> Result<Scene, TooLarge> {
    let several = timelines.len() > 1;
    let mut scene = Scene { width: 2.0 * MARGIN, height: MARGIN, ..Scene::default() };
    for (place, timeline) in timelines.iter().map(Borrow::borrow).enumerate() {
        let picture = draw(timeline, several, measure);
        pile(&mut scene, timeline, picture, place > 0);
    }
    scene.height += MARGIN;
    (scene.width, scene.height) = (scene.width.ceil(), scene.height.ceil());
    if scene.width.max(scene.height) > options.limit {
        // Both are positive and finite.
        return Err(TooLarge { size: (scene.width as u64, scene.height as u64), limit: options.limit as u64 });
    }
    Ok(scene)
}

/// One picture.
fn draw(timeline: &Timeline, several: bool, measure: &mut Measure) -> Picture {
    let mut demands = Demands::default();
    let spoken: Vec<Spoken> = timeline
        .moments
        .iter()
        .map(|moment| {
            let spoken = speak::speak(moment, measure);
            speak::ask(moment, &spoken, &mut demands, measure);
            spoken
        })
        .collect();
    speak::ask_for_chips(&timeline.opening, &mut demands, measure);
    let heads: Vec<Head> = timeline.lifelines.iter().map(|lifeline| Head::of(lifeline, measure)).collect();
    let mut columns = columns::solve(timeline, &heads, &mut demands, measure);
    if speak::ask_once_more(timeline, &spoken, &columns, &mut demands) {
        columns = columns::solve(timeline, &heads, &mut demands, measure);
    }
    let mut walk =
        Walk { columns: &columns, busy: vec![0; columns.len()], extent: (columns.left, columns.right), measure };
    let (figures, frames) = figures::figures(timeline, &heads, spoken, &mut walk);
    compose::compose(timeline, &heads, figures, &frames, &mut walk, several)
}

/// Adds a picture below the others.
fn pile(scene: &mut Scene, timeline: &Timeline, mut picture: Picture, below: bool) {
    if below {
        scene.height += PILE;
    } else {
        scene.title.clone_from(&picture.title);
    }
    let (dx, dy) = (MARGIN - picture.left, scene.height);
    scene.headings.push((picture.title, dy));
    picture.marks.iter_mut().for_each(|mark| mark.shift(dx, dy));
    if below {
        scene.marks.append(&mut picture.marks);
    } else {
        scene.marks = picture.marks;
    }
    scene.width = scene.width.max(picture.right - picture.left + 2.0 * MARGIN);
    scene.height += picture.height;
    if !scene.desc.is_empty() {
        scene.desc.push('\n');
    }
    scene.desc.push_str(&picture.desc);
    for tone in &timeline.tones {
        if !scene.tones.contains(tone) {
            scene.tones.push(tone.clone());
        }
    }
}
