//! Themes: which colour an ink has. In goes a name, out comes a palette, for `auto` two of them.
//!
//! A theme is data; every one is held to the same contrasts by the tests (WCAG 2.2 §1.4.3 and §1.4.11).

pub mod colour;
mod palette;
#[cfg(test)]
mod tests;

use crate::scene::{Ink, Scene};
use colour::Colour;
use palette::{DARK, DISTINCT, LIGHT, MONOCHROME, Palette};

/// A set of colours.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// What it is called.
    pub name: &'static str,
    /// The colours.
    base: &'static Palette,
    /// The colours where the reader prefers dark ones, if it has both.
    dark: Option<&'static Palette>,
}

/// All themes, the default first.
const THEMES: [Theme; 5] = [
    Theme { name: "auto", base: &LIGHT, dark: Some(&DARK) },
    Theme { name: "light", base: &LIGHT, dark: None },
    Theme { name: "dark", base: &DARK, dark: None },
    Theme { name: "distinct", base: &DISTINCT, dark: None },
    Theme { name: "monochrome", base: &MONOCHROME, dark: None },
];

/// The names of all themes, the default first.
pub const NAMES: [&str; 5] = ["auto", "light", "dark", "distinct", "monochrome"];

/// The theme of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Theme> {
    THEMES.iter().find(|theme| theme.name == name)
}

impl Default for &'static Theme {
    fn default() -> Self {
        let [auto, ..] = &THEMES;
        auto
    }
}

/// A theme with the declared tones of one scene, each legible in it.
#[derive(Clone, Debug)]
pub struct Inks {
    table: Vec<(Ink, Colour, Option<Colour>)>,
}

impl Theme {
    /// The colours for a scene.
    #[must_use]
    pub fn inks(&self, scene: &Scene) -> Inks {
        let mut table: Vec<(Ink, Colour, Option<Colour>)> = Ink::ALL
            .into_iter()
            .enumerate()
            .map(|(place, ink)| (ink, self.base.at(place), self.dark.map(|dark| dark.at(place))))
            .collect();
        for (name, wanted) in &scene.tones {
            let wanted = Colour::parse(wanted).unwrap_or(self.base.at(5));
            let mut colour = self.base.legible(wanted);
            // Dark colours are found by the light ones: two inks never share one.
            while table.iter().any(|(_, taken, _)| *taken == colour) {
                colour = colour.neighbour();
            }
            table.push((Ink::Tone(Box::new(name.clone())), colour, self.dark.map(|dark| dark.legible(wanted))));
        }
        Inks { table }
    }
}

impl Inks {
    /// The colour of an ink; an undeclared tone is drawn as text.
    #[must_use]
    pub fn colour(&self, ink: &Ink) -> Colour {
        let found = self.table.iter().find(|(known, ..)| known == ink).or(self.table.get(2));
        found.map_or(Colour(0x80_8080), |(_, colour, _)| *colour)
    }

    /// Light and dark colours, where the theme has both.
    pub fn pairs(&self) -> impl Iterator<Item = (Colour, Colour)> + '_ {
        self.table.iter().filter_map(|(_, light, dark)| Some((*light, (*dark)?)))
    }
}
