//! A scene as SVG.
//!
//! Plain elements with presentation attributes in literal colours, so that every viewer shows the same; a `<style>`
//! adds what is optional: the embedded fonts, and dark colours where the reader prefers them. A mark becomes an
//! [`Element`] (`spell`), which goes to a sink: the `svg` crate, or for large pictures a writer of the same bytes.

mod element;
mod escape;
mod spell;
mod style;
#[cfg(test)]
mod tests;

use crate::scene::Scene;
use crate::theme::Theme;
use element::{Element, Nodes, Sink, Stream};
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

/// Pictures of more marks are streamed: building a tree first costs ten times as much.
const STREAM_FROM: usize = 2000;

/// Paints a scene.
#[must_use]
pub fn paint(scene: &Scene, theme: &Theme, fonts: FontMode) -> String {
    if scene.marks.len() > STREAM_FROM { streamed(scene, theme, fonts) } else { built(scene, theme, fonts) }
}

/// By the `svg` crate.
fn built(scene: &Scene, theme: &Theme, fonts: FontMode) -> String {
    let mut nodes = Nodes::default();
    document(scene, theme, fonts, &mut nodes);
    nodes.finish()
}

/// By our own writer.
fn streamed(scene: &Scene, theme: &Theme, fonts: FontMode) -> String {
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
