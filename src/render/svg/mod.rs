//! A scene as SVG.
//!
//! Plain elements with presentation attributes in literal colours, so that every viewer shows the same; a `<style>`
//! adds what is optional: the embedded fonts, and dark colours where the reader prefers them. A mark becomes an
//! `Element` (`spell`), which is written at once (`element`).

mod element;
mod escape;
mod spell;
mod style;
#[cfg(test)]
mod tests;

use crate::scene::Scene;
use crate::theme::Theme;
use element::{Element, Sink, Stream};
use spell::Speller;

/// How text finds its font.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FontMode {
    /// The fonts' Latin subsets are in the file.
    #[default]
    Embed,
    /// Text is drawn as paths.
    Outline,
    /// The reader's fonts, held to the measured widths.
    System,
}

/// Paints a scene.
#[must_use]
pub fn paint(scene: &Scene, theme: &Theme, fonts: FontMode) -> String {
    let mut stream = Stream::default();
    document(scene, theme, fonts, &mut stream);
    stream.finish()
}

/// The whole document.
fn document(scene: &Scene, theme: &Theme, fonts: FontMode, sink: &mut impl Sink) {
    let inks = theme.inks(scene);
    let speller = Speller::new(&inks, fonts);
    sink.open(&speller.root(scene));
    if !scene.title.is_empty() {
        sink.words(&Element::new("title"), &escape::text(&scene.title));
    }
    if !scene.desc.is_empty() {
        sink.words(&Element::new("desc"), &escape::text(&scene.desc));
    }
    let style = style::style(scene, &inks, fonts);
    if !style.is_empty() {
        sink.words(&Element::new("style"), &style);
    }
    sink.leaf(&speller.paper(scene));
    for mark in &scene.marks {
        speller.mark(mark, sink);
    }
    sink.close(&Element::new("svg"));
}
