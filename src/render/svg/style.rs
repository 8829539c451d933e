//! The `<style>` of a picture: what a viewer may ignore.

use super::FontMode;
use crate::font::Face;
use crate::scene::{Mark, Scene};
use crate::theme::Inks;
use std::borrow::Cow;
use std::fmt::Write;

/// The rules, in pieces: the fonts are long, and need not be copied.
pub(super) fn style(scene: &Scene, inks: &Inks, fonts: FontMode) -> Vec<Cow<'static, str>> {
    let mut css: Vec<Cow<'static, str>> = Vec::new();
    if fonts == FontMode::Embed {
        let mut used = [false; 3];
        faces(&scene.marks, &mut used);
        for (face, _) in [Face::Regular, Face::SemiBold, Face::Mono].into_iter().zip(used).filter(|(_, used)| *used) {
            let between = if css.is_empty() { "" } else { "\n" };
            let [before, bytes, behind] = embedded(face);
            css.extend([Cow::Owned(format!("{between}{before}")), bytes, behind]);
        }
    }
    let mut dark = String::new();
    for (light, other) in inks.pairs() {
        // Writing to a string cannot fail.
        let _ = write!(dark, "\n[fill=\"{light}\"]{{fill:{other}}}[stroke=\"{light}\"]{{stroke:{other}}}");
    }
    if !dark.is_empty() {
        let between = if css.is_empty() { "" } else { "\n" };
        css.push(Cow::Owned(format!("{between}@media (prefers-color-scheme:dark){{{dark}\n}}")));
    }
    css
}

/// The rule that brings a face, in pieces.
pub(in crate::render) fn embedded(face: Face) -> [Cow<'static, str>; 3] {
    let (family, weight) = (face.family(), face.weight());
    let before = format!("@font-face{{font-family:\"{family}\";font-weight:{weight};src:url(data:font/woff2;base64,");
    [Cow::Owned(before), Cow::Borrowed(face.woff2_base64()), Cow::Borrowed(") format(\"woff2\")}")]
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
