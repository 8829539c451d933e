//! A scene as PDF: one page as large as the picture, in vectors, with text that can be searched and copied.
//!
//! 1. `paint`: marks become the page's content; links and the beginnings of chapters are gathered on the way.
//! 2. `letters`: which glyphs were used becomes a subset of each font, and the table that says what they stand for.
//! 3. `chapters`: the bookmarks.
//! 4. Here: the document around them. Nothing in it tells when or where it was made.

mod chapters;
mod letters;
mod paint;
#[cfg(test)]
mod tests;

use super::svg::escape;
use crate::scene::{Area, Scene};
use crate::theme::Theme;
use paint::{Painted, Painter};
use pdf_writer::types::{ActionType, AnnotationType};
use pdf_writer::writers::Resources;
use pdf_writer::{Dict, Filter, Finish, Name, Pdf, Rect, Ref, Settings, Str, TextStr};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::io;

/// How many points make a pixel of CSS: 72 of an inch's 96.
const POINTS: f64 = 0.75;

/// The longest side of a page in its own units, as viewers bear it (ISO 32000-1, annex C.2). Those of a larger one are larger.
const SIDE: f64 = 14_400.0;

/// What an address must have encoded: it is ASCII (RFC 3986 §2).
const ADDRESS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{');

/// From the units of a scene to those of its page, which grow upwards.
#[derive(Clone, Copy)]
struct Sheet {
    /// How many points a unit of the page has.
    unit: f64,
    /// How many units of the page make one of the scene.
    scale: f64,
    width: f64,
    height: f64,
}

impl Sheet {
    fn of(scene: &Scene) -> Self {
        let unit = (scene.width.max(scene.height) * POINTS / SIDE).ceil().max(1.0);
        let scale = POINTS / unit;
        Self { unit, scale, width: scene.width * scale, height: scene.height * scale }
    }

    /// An area of the scene on the page.
    fn rect(&self, area: &Area) -> Rect {
        let [left, right] = [area.left, area.right].map(|x| (x * self.scale) as f32);
        Rect::new(left, self.up(area.bottom), right, self.up(area.top))
    }

    /// A height of the scene on the page.
    fn up(&self, y: f64) -> f32 {
        (self.height - y * self.scale) as f32
    }
}

/// Hands out the numbers of objects.
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }

    fn many(&mut self, count: usize) -> Vec<Ref> {
        (0..count).map(|_| self.next()).collect()
    }
}

/// Paints a scene.
///
/// # Errors
/// A picture whose drawing cannot be packed or written; a sentence.
pub fn paint(scene: &Scene, theme: &Theme) -> Result<Vec<u8>, String> {
    let inks = theme.inks(scene);
    let sheet = Sheet::of(scene);
    let mut painter = Painter::new(&inks);
    painter.scene(scene, sheet.scale);
    let painted = painter.finish().map_err(|problem| broken(&problem))?;
    let mut numbers = Numbers(0);
    let [catalog, pages, page, content, shared] = [(); 5].map(|()| numbers.next());
    let links = numbers.many(painted.links.len());
    let mut pdf = Pdf::with_settings(Settings { pretty: false });
    let outline = chapters::write(scene, &painted.chapters, (page, &sheet), &mut numbers, &mut pdf);
    let fonts = painted.letters.write(&mut numbers, &mut pdf).map_err(|problem| broken(&problem))?;
    document(scene, (catalog, pages, outline), &mut numbers, &mut pdf);
    pdf.pages(pages).kids([page]).count(1);
    let mut one = pdf.page(page);
    one.parent(pages).media_box(Rect::new(0.0, 0.0, sheet.width as f32, sheet.height as f32)).contents(content);
    one.pair(Name(b"Resources"), shared);
    if sheet.unit > 1.0 {
        one.user_unit(sheet.unit as f32);
    }
    if !links.is_empty() {
        one.annotations(links.iter().copied());
    }
    one.finish();
    pdf.stream(content, fits(&painted.content)?).filter(Filter::FlateDecode);
    for ((area, address), link) in painted.links.iter().zip(&links) {
        annotate(*link, &sheet.rect(area), address, &mut pdf);
    }
    let faded = layers(&painted, shared, &mut numbers, &mut pdf)?;
    let mut resources = pdf.indirect(shared).start::<Resources<'_>>();
    named(&fonts, &mut resources.fonts());
    named(&faded.forms, &mut resources.x_objects());
    named(&faded.opacities, &mut resources.ext_g_states());
    resources.finish();
    Ok(pdf.finish())
}

/// What content refers to, by name.
type Named = Vec<(String, Ref)>;

/// The parts of groups that are drawn as one.
struct Faded {
    forms: Named,
    opacities: Named,
}

/// Writes groups that are drawn as one, and how opaque they are; all content shares its resources.
fn layers(painted: &Painted, shared: Ref, numbers: &mut Numbers, pdf: &mut Pdf) -> Result<Faded, String> {
    let mut faded = Faded { forms: Vec::new(), opacities: Vec::new() };
    for (at, layer) in painted.forms.iter().enumerate() {
        let id = numbers.next();
        let mut form = pdf.form_xobject(id, fits(&layer.content)?);
        form.filter(Filter::FlateDecode);
        let [left, top, right, bottom] =
            [layer.area.left, layer.area.top, layer.area.right, layer.area.bottom].map(|edge| edge as f32);
        form.bbox(Rect::new(left, top, right, bottom)).pair(Name(b"Resources"), shared);
        form.group().transparency().isolated(true).color_space().device_rgb();
        faded.forms.push((paint::form(at), id));
    }
    for opacity in &painted.opacities {
        let id = numbers.next();
        let part = f32::from(*opacity) / 100.0;
        pdf.ext_graphics(id).stroking_alpha(part).non_stroking_alpha(part);
        faded.opacities.push((paint::faded(*opacity), id));
    }
    Ok(faded)
}

/// Writes which object each name means.
fn named(list: &Named, to: &mut Dict<'_>) {
    for (name, id) in list {
        to.pair(Name(name.as_bytes()), *id);
    }
}

/// What the document is called, and where its parts are.
fn document(scene: &Scene, (catalog, pages, outline): (Ref, Ref, Option<Ref>), numbers: &mut Numbers, pdf: &mut Pdf) {
    let mut root = pdf.catalog(catalog);
    root.pages(pages);
    root.viewer_preferences().display_doc_title(true);
    if let Some(outline) = outline {
        root.outlines(outline);
    }
    root.finish();
    let mut said = pdf.document_info(numbers.next());
    if !scene.title.is_empty() {
        said.title(TextStr(&scene.title.replace('\n', ", ")));
    }
    said.creator(TextStr("cachediag"));
}

/// An area that leads somewhere.
fn annotate(id: Ref, area: &Rect, address: &str, pdf: &mut Pdf) {
    let mut link = pdf.annotation(id);
    link.subtype(AnnotationType::Link).rect(*area).border(0.0, 0.0, 0.0, None);
    link.action().action_type(ActionType::Uri).uri(Str(address.as_bytes()));
}

/// An address as it may stand in a document, if it leads nowhere dangerous.
fn address(href: &str) -> Option<String> {
    let link = escape::link(href)?;
    Some(utf8_percent_encode(&link, ADDRESS).to_string())
}

/// A stream that is not too long for the format's numbers.
fn fits(bytes: &[u8]) -> Result<&[u8], String> {
    if i32::try_from(bytes.len()).is_ok() { Ok(bytes) } else { Err("the drawing is too long for a PDF".to_owned()) }
}

fn broken(problem: &io::Error) -> String {
    format!("the picture cannot be written as PDF: {problem}")
}
