//! The page's style: its fonts, the colours of its theme as variables, and the rules.

use super::Paper;
use crate::font::Face;
use crate::render::svg::{FontMode, style};
use crate::scene::Ink;
use std::io;

/// Writes the content of `<style>`.
pub(super) fn write(paper: &Paper<'_>, to: &mut dyn io::Write) -> io::Result<()> {
    if paper.fonts == FontMode::Embed {
        for face in [Face::Regular, Face::SemiBold, Face::Mono] {
            for piece in style::embedded(face) {
                to.write_all(piece.as_bytes())?;
            }
            writeln!(to)?;
        }
    }
    to.write_all(colours(paper).as_bytes())?;
    to.write_all(include_str!("page.css").as_bytes())
}

/// The inks as variables, light and dark, and the pictures' colours by them.
fn colours(paper: &Paper<'_>) -> String {
    let tones = (0..paper.page.tones.len()).map(|number| format!("tone-{number}"));
    let names: Vec<String> = Ink::ALL.iter().map(|ink| ink.name().to_owned()).chain(tones).collect();
    let declared = paper.page.tones.iter().map(|(name, _)| Ink::Tone(Box::new(name.clone())));
    let inks: Vec<Ink> = Ink::ALL.into_iter().chain(declared).collect();
    let mut light = String::new();
    for (name, ink) in names.iter().zip(&inks) {
        light.push_str(&format!("--{name}:{};", paper.inks.colour(ink)));
    }
    let pairs: Vec<_> = paper.inks.pairs().collect();
    if pairs.is_empty() {
        let scheme = super::scheme(&paper.inks);
        return format!(":root{{color-scheme:{scheme};{light}}}\n");
    }
    let mut dark = String::new();
    let mut drawn = String::new();
    for (name, (light, other)) in names.iter().zip(&pairs) {
        dark.push_str(&format!("--{name}:{other};"));
        drawn.push_str(&format!(
            "[fill=\"{light}\"]{{fill:var(--{name})}}[stroke=\"{light}\"]{{stroke:var(--{name})}}\n"
        ));
    }
    format!(
        ":root{{color-scheme:light;{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n\
         @media screen{{:root[data-theme=dark]{{color-scheme:dark;{dark}}}}}\n{drawn}"
    )
}
