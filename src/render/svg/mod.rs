//! A scene as SVG.
//!
//! Plain elements with presentation attributes in literal colours, so that every viewer shows the same; a `<style>`
//! adds what is optional: the embedded fonts, and dark colours where the reader prefers them. A mark becomes an
//! `Element` (`spell`). The `svg` crate writes small pictures (`tree`); what is large is written at once (`element`), to
//! the same bytes.

mod element;
mod escape;
mod spell;
mod style;
#[cfg(test)]
mod tests;
mod tree;

use crate::scene::{Mark, Scene};
use crate::theme::Theme;
use element::{Element, Sink, Stream};
use spell::Speller;
use tree::Tree;

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

/// Pictures of no more marks are written by the `svg` crate. Its nodes cost about 3 µs a mark: up to here that is less
/// than it takes to start any program (benches/README.md).
const SMALL: usize = 200;

/// What the smallest of the others take, in bytes: fonts and a few hundred marks.
const ROOM: usize = 64 << 10;

/// Paints a scene.
#[must_use]
pub fn paint(scene: &Scene, theme: &Theme, fonts: FontMode) -> String {
    if few(&scene.marks, &mut SMALL.clone()) {
        let mut tree = Tree::default();
        document(scene, theme, fonts, &mut tree);
        tree.finish()
    } else {
        let mut stream = Stream::with_room(ROOM);
        document(scene, theme, fonts, &mut stream);
        stream.finish()
    }
}

/// Whether there are no more marks than are left.
fn few(marks: &[Mark], left: &mut usize) -> bool {
    marks.iter().all(|mark| {
        let counted = left.checked_sub(1).map(|less| *left = less).is_some();
        counted
            && match mark {
                Mark::Group(group) => few(&group.marks, left),
                Mark::Rect { .. }
                | Mark::Line { .. }
                | Mark::Path { .. }
                | Mark::Ellipse { .. }
                | Mark::Hatch { .. }
                | Mark::Text(_) => true,
            }
    })
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
