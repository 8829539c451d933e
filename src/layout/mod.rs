//! Layouts: a place for everything. In go timelines and tables, out come scenes.

pub mod graph;
pub mod sequence;
pub mod table;

pub use crate::scene::TooLarge;

use crate::scene::Scene;
use sequence::distance::{MARGIN, PILE};

/// Several scenes one below the other.
///
/// # Errors
///
/// A picture wider or higher than the limit, in pixels, is refused.
pub fn pile(scenes: Vec<Scene>, limit: f64) -> Result<Scene, TooLarge> {
    let mut scenes = scenes.into_iter();
    let mut whole = scenes.next().unwrap_or_default();
    for mut scene in scenes {
        // Each scene has its margin above and below; between two there is one distance.
        let dy = whole.height - 2.0 * MARGIN + PILE;
        scene.marks.iter_mut().for_each(|mark| mark.shift(0.0, dy));
        whole.marks.append(&mut scene.marks);
        whole.headings.extend(scene.headings.into_iter().map(|(heading, top)| (heading, top + dy)));
        whole.width = whole.width.max(scene.width);
        whole.height = dy + scene.height;
        for (text, more) in [(&mut whole.title, &scene.title), (&mut whole.desc, &scene.desc)] {
            if !text.is_empty() && !more.is_empty() {
                text.push('\n');
            }
            text.push_str(more);
        }
        for tone in scene.tones {
            if !whole.tones.contains(&tone) {
                whole.tones.push(tone);
            }
        }
    }
    fits(whole, limit)
}

/// Refuses what no viewer shows.
fn fits(scene: Scene, limit: f64) -> Result<Scene, TooLarge> {
    if scene.width.max(scene.height) > limit {
        // Both are positive and finite.
        return Err(TooLarge { size: (scene.width as u64, scene.height as u64), limit: limit as u64 });
    }
    Ok(scene)
}
