//! A scene as SVG.
//!
//! Plain elements with presentation attributes in literal colours, so that every viewer shows the same; a `<style>`
//! adds what is optional: the embedded fonts, and dark colours where the reader prefers them. A mark becomes an
//! element (`spell`). The `svg` crate writes small pictures (`tree`); what is large is written as it is told (`element`),
//! to the same bytes.

mod element;
pub(super) mod escape;
mod motion;
mod spell;
pub(super) mod style;
#[cfg(test)]
mod tests;
mod tree;

use crate::scene::{Mark, Scene};
use crate::theme::{Inks, Theme};
use element::{Sink, Stream, Value};
use motion::{Motion, Role};
use spell::Speller;
use std::borrow::Cow;
use std::io;
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

/// A scene as a text.
#[must_use]
pub fn paint(scene: &Scene, theme: &Theme, fonts: FontMode) -> String {
    let mut bytes = Vec::new();
    // Writing to a vector cannot fail.
    let _ = write(scene, theme, fonts, &mut bytes);
    element::text(bytes)
}

/// Paints a scene, piece by piece: the whole text of a large one is never in memory.
///
/// # Errors
/// What is wrong with the place that it is written to.
pub fn write(scene: &Scene, theme: &Theme, fonts: FontMode, mut to: impl io::Write) -> io::Result<()> {
    if few(&scene.marks, &mut SMALL.clone()) {
        let mut tree = Tree::default();
        document(scene, theme, fonts, &mut tree);
        return to.write_all(tree.finish().as_bytes());
    }
    let mut stream = Stream::new(to);
    document(scene, theme, fonts, &mut stream);
    stream.finish().map(drop)
}

/// Paints a scene of scenarios whose steps come one after the other.
///
/// # Errors
/// What is wrong with the place that it is written to.
pub fn write_animated(scene: &Scene, theme: &Theme, fonts: FontMode, to: impl io::Write) -> io::Result<()> {
    let mut stream = Stream::new(to);
    let inks = theme.inks(scene);
    let speller = Speller::new(&inks, fonts);
    let motion = Motion::of(scene);
    let mut style = style::style(scene, &inks, fonts);
    let between = if style.is_empty() { "" } else { "\n" };
    style.push(Cow::Owned(format!("{between}{}", motion.style(&motion::arrows(scene)))));
    speller.root(scene, "img", &mut stream);
    told(scene, &style, &mut stream);
    moving(scene, &speller, &motion, &mut stream);
    stream.finish().map(drop)
}

/// How many steps come one after the other in [`write_animated`].
#[must_use]
pub fn steps(scene: &Scene) -> usize {
    motion::steps(scene)
}

/// Paints a scene within a page, which brings fonts and dark colours for all of its pictures.
///
/// # Errors
/// What is wrong with the place that it is written to.
pub(super) fn write_inline(scene: &Scene, inks: &Inks, fonts: FontMode, to: impl io::Write) -> io::Result<()> {
    let mut stream = Stream::new(to);
    let speller = Speller::new(inks, fonts);
    // An image has no parts; what is linked must be reached.
    speller.root(scene, if linked(&scene.marks) { "group" } else { "img" }, &mut stream);
    content(scene, &speller, &[], &mut stream);
    stream.finish().map(drop)
}

/// Paints a scene within somebody else's page: only what is seen, and what it is called in attributes, since the words of
/// the page may be searched.
pub(super) fn bare(scene: &Scene, inks: &Inks, fonts: FontMode) -> String {
    let mut stream = Stream::new(Vec::new());
    let speller = Speller::new(inks, fonts).bare();
    speller.root(scene, if linked(&scene.marks) { "group" } else { "img" }, &mut stream);
    marks(scene, &speller, &mut stream);
    // Writing to a vector cannot fail.
    element::text(stream.finish().unwrap_or_default())
}

/// Whether a mark leads somewhere.
fn linked(marks: &[Mark]) -> bool {
    marks.iter().any(|mark| match mark {
        Mark::Group(group) => group.href.as_deref().and_then(escape::link).is_some() || linked(&group.marks),
        Mark::Rect { .. }
        | Mark::Line { .. }
        | Mark::Path { .. }
        | Mark::Ellipse { .. }
        | Mark::Hatch { .. }
        | Mark::Text(_) => false,
    })
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
    speller.root(scene, "img", sink);
    content(scene, &speller, &style::style(scene, &inks, fonts), sink);
}

/// What stands in the outermost element, and its end.
fn content(scene: &Scene, speller: &Speller<'_>, style: &[Cow<'static, str>], sink: &mut impl Sink) {
    told(scene, style, sink);
    marks(scene, speller, sink);
}

/// What stands before anything that is drawn.
fn told(scene: &Scene, style: &[Cow<'static, str>], sink: &mut impl Sink) {
    for (name, words) in [("title", &scene.title), ("desc", &scene.desc)] {
        if !words.is_empty() {
            sink.begin(name);
            sink.words(&[words]);
        }
    }
    if !style.is_empty() {
        sink.begin("style");
        let pieces: Vec<&str> = style.iter().map(AsRef::as_ref).collect();
        sink.plain(&pieces);
    }
}

/// What is drawn, and the end of the outermost element.
fn marks(scene: &Scene, speller: &Speller<'_>, sink: &mut impl Sink) {
    speller.paper(scene, sink);
    for mark in &scene.marks {
        speller.mark(mark, sink);
    }
    sink.close("svg");
}

/// Likewise, with each mark in a group that appears at its time.
fn moving(scene: &Scene, speller: &Speller<'_>, motion: &Motion, sink: &mut impl Sink) {
    speller.paper(scene, sink);
    let mut open = Role::Still;
    for (mark, role) in scene.marks.iter().zip(&motion.roles) {
        if *role != open {
            if open != Role::Still {
                sink.close("g");
            }
            open = *role;
            match role {
                Role::Still => {}
                Role::Unrolled(at) => appearing(&format!("animation-name:r{at}"), sink),
                Role::Step(at) => appearing(&format!("animation-name:s{at}"), sink),
            }
        }
        if let (Role::Step(at), Mark::Group(group)) = (role, mark) {
            speller.moving(group, *at, sink);
        } else {
            speller.mark(mark, sink);
        }
    }
    if open != Role::Still {
        sink.close("g");
    }
    sink.close("svg");
}

/// The start of a group that appears.
fn appearing(style: &str, sink: &mut impl Sink) {
    sink.begin("g");
    sink.set("style", Value::Plain(style));
    sink.open();
}
