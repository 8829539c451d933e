//! What holds of every picture.

use super::samples;
use crate::font::Measure;
use crate::layout::sequence::{Options, lay_out};
use crate::render::svg::{FontMode, paint};
use crate::theme;

#[test]
fn pictures_to_look_at() {
    let Ok(folder) = std::env::var("CACHEDIAG_PICTURES") else { return };
    for (name, timelines) in [("claim", vec![samples::claim()]), ("everything", vec![samples::everything()])] {
        let scene = lay_out(&timelines, &Options::default(), &mut Measure::new()).unwrap();
        for theme in theme::NAMES {
            let svg = paint(&scene, theme::find(theme).unwrap(), FontMode::Embed);
            std::fs::write(format!("{folder}/{name}-{theme}.svg"), svg).unwrap();
        }
        #[cfg(feature = "png")]
        std::fs::write(format!("{folder}/{name}.png"), crate::render::png::paint(&scene, theme::find("light").unwrap(), 1.5).unwrap()).unwrap();
        println!("{name}: {} x {}", scene.width, scene.height);
    }
}
