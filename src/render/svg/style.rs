//! The `<style>` of a picture: what a viewer may ignore.

use super::FontMode;
use crate::font::Face;
use crate::scene::{Mark, Scene};
use crate::theme::Inks;
use std::fmt::Write;

/// The rules.
pub(super) fn style(scene: &Scene, inks: &Inks, fonts: FontMode) -> String {
    let mut css = String::new();
    if fonts == FontMode::Embed {
        let mut used = [false; 3];
        faces(&scene.marks, &mut used);
        for (face, _) in [Face::Regular, Face::SemiBold, Face::Mono].into_iter().zip(used).filter(|(_, used)| *used) {
            // Writing to a string cannot fail.
            let _ = writeln!(
                css,
                "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:font/woff2;base64,{}) format(\"woff2\")}}",
                face.family(),
                face.weight(),
                face.woff2_base64()
            );
        }
    }
    let mut dark = String::new();
    for (light, other) in inks.pairs() {
        let _ = write!(dark, "\n[fill=\"{light}\"]{{fill:{other}}}[stroke=\"{light}\"]{{stroke:{other}}}");
    }
    if !dark.is_empty() {
        let _ = writeln!(css, "@media (prefers-color-scheme:dark){{{dark}\n}}");
    }
    css.truncate(css.trim_end().len());
    css
}

/// Which faces are used.
fn faces(marks: &[Mark], used: &mut [bool; 3]) {
    for mark in marks {
        if *used == [true; 3] {
            return;
        }
        let place = match mark {
            Mark::Text(text) => match text.face {
                Face::Regular => 0,
                Face::SemiBold => 1,
                Face::Mono => 2,
            },
            Mark::Group(group) => {
                faces(&group.marks, used);
                continue;
            }
            Mark::Rect { .. } | Mark::Line { .. } | Mark::Path { .. } | Mark::Ellipse { .. } | Mark::Hatch { .. } => {
                continue;
            }
        };
        if let Some(face) = used.get_mut(place) {
            *face = true;
        }
    }
}
