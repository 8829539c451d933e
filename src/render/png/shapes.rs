//! What a picture has to draw: the shapes of a scene in order, in pixels, each with the rows that it covers.
//!
//! It is found once; every band then draws what reaches into it. Letters are blended from masks (`letters`), all else is
//! drawn by the painter of resvg.

use super::letters::{Letter, Letters, Type};
use crate::font::Glyphs;
use crate::render::curves::{ellipse, round};
use crate::scene::{Area, Group, Ink, Mark, Scene, Segment, Text};
use crate::theme::Inks;
use resvg::tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, PathSegment, Pixmap, PixmapMut, PixmapPaint, Rect,
    Shader, Stroke, StrokeDash, Transform,
};

/// How far a shape may reach beyond its outline for the smoothness of its edges, in pixels.
const MARGIN: f32 = 2.0;

/// A dashed line, and stripes, are cut into pieces of so many.
const DASHES: usize = 16;

/// How far a sharp corner reaches out: what SVG says unless told otherwise.
const MITER: f32 = 4.0;

/// How it is drawn.
enum Form {
    /// An outline that is filled.
    Filled(Path),
    /// A rectangle on whole pixels.
    Plain(Rect),
    /// A line so thin that the painter draws no outline of it.
    Thin(Path, Stroke),
    /// Letters of a line.
    Letters(Vec<Letter>),
    /// What fades as one: what lies under another of them is not seen through it. Its left edge and its width.
    Faded { shapes: Vec<Shape>, opacity: f32, left: i32, width: u32 },
}

/// Something to draw.
struct Shape {
    form: Form,
    colour: Color,
    /// The first and last row that it may touch.
    rows: (f32, f32),
}

/// Everything that a scene draws, from the back to the front.
pub struct Shapes {
    list: Vec<Shape>,
    letters: Letters,
}

impl Shapes {
    /// The shapes of a scene on its paper, so many pixels a unit.
    pub fn of(scene: &Scene, inks: &Inks, scale: (f64, f64)) -> Self {
        let mut finder = Finder { inks, scale, list: Vec::new(), glyphs: Glyphs::new(), letters: Letters::default() };
        finder.plain(&Area::new(0.0, 0.0, scene.width, scene.height), &Ink::Paper);
        scene.marks.iter().for_each(|mark| finder.mark(mark));
        let Finder { list, mut letters, .. } = finder;
        letters.cut();
        Self { list, letters }
    }

    /// Draws what reaches into the pixels, the first row of which is that row of the picture.
    pub fn draw(&self, top: i32, pixels: &mut PixmapMut<'_>) {
        self.some(&self.list, (0, top), pixels);
    }

    /// Draws some shapes on pixels of which the first stands there.
    fn some(&self, shapes: &[Shape], (left, top): (i32, i32), pixels: &mut PixmapMut<'_>) {
        let (first, last) = (top as f32, top as f32 + pixels.height() as f32);
        let place = Transform::from_translate(-left as f32, -first);
        for shape in shapes.iter().filter(|shape| shape.rows.0 < last && shape.rows.1 > first) {
            let mut paint = Paint { shader: Shader::SolidColor(shape.colour), ..Paint::default() };
            match &shape.form {
                Form::Filled(path) => pixels.fill_path(path, &paint, FillRule::Winding, place, None),
                Form::Plain(area) => {
                    paint.anti_alias = false;
                    if let Some(area) = area.transform(place) {
                        pixels.fill_rect(area, &paint, Transform::identity(), None);
                    }
                }
                Form::Thin(path, stroke) => pixels.stroke_path(path, &paint, stroke, place, None),
                Form::Letters(letters) => self.letters.draw(letters, shape.colour, (left, top), pixels),
                Form::Faded { shapes, opacity, left: from, width } => {
                    let Some(mut layer) = Pixmap::new(*width, pixels.height()) else { continue };
                    self.some(shapes, (*from, top), &mut layer.as_mut());
                    let paint = PixmapPaint { opacity: *opacity, ..PixmapPaint::default() };
                    pixels.draw_pixmap(from - left, 0, layer.as_ref(), &paint, Transform::identity(), None);
                }
            }
        }
    }
}

/// Finds the shapes of marks.
struct Finder<'a> {
    inks: &'a Inks,
    scale: (f64, f64),
    list: Vec<Shape>,
    glyphs: Glyphs,
    letters: Letters,
}

impl Finder<'_> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Rect { area, radius, fill: Some(ink), stroke: None, class: _ } if *radius <= 0.0 => {
                self.plain(area, ink);
            }
            Mark::Rect { area, radius, fill, stroke, class: _ } => {
                self.shape(&rectangle(area, *radius), fill.as_ref(), stroke.as_ref());
            }
            Mark::Line { from, to, stroke, class: _ } => {
                self.shape(&[Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)], None, Some(stroke));
            }
            Mark::Path { segments, fill, stroke } => self.shape(segments, fill.as_ref(), stroke.as_ref()),
            Mark::Ellipse { center, radii, fill, stroke } => {
                self.shape(&ellipse(*center, *radii), fill.as_ref(), stroke.as_ref());
            }
            Mark::Hatch { area, pitch, stroke } => {
                let rise = area.width();
                let stripes: Vec<f64> = area.stripes(*pitch).collect();
                for some in stripes.chunks(DASHES) {
                    let stripe = |y: &f64| [Segment::Move(area.left, *y), Segment::Line(area.right, y - rise)];
                    self.shape(&some.iter().flat_map(stripe).collect::<Vec<_>>(), None, Some(stroke));
                }
            }
            Mark::Text(text) => self.text(text),
            Mark::Group(group) => self.group(group),
        }
    }

    /// A rectangle whose edges lie on whole pixels.
    fn plain(&mut self, area: &Area, ink: &Ink) {
        let (across, down) = self.scale;
        let [left, right] = [area.left, area.right].map(|x| (x * across) as f32);
        let [top, bottom] = [area.top, area.bottom].map(|y| (y * down) as f32);
        if let Some(area) = Rect::from_ltrb(left, top, right, bottom) {
            self.add(Form::Plain(area), ink, area);
        }
    }

    /// An outline, filled and drawn.
    fn shape(&mut self, segments: &[Segment], fill: Option<&Ink>, stroke: Option<&crate::scene::Stroke>) {
        let Some(path) = self.path(segments) else { return };
        if let Some(ink) = fill {
            let area = path.bounds();
            self.add(Form::Filled(path.clone()), ink, area);
        }
        if let Some(stroke) = stroke {
            self.stroke(&path, stroke);
        }
    }

    fn stroke(&mut self, path: &Path, written: &crate::scene::Stroke) {
        let across = self.scale.0 as f32;
        let dash = written.dash.and_then(|(dash, space)| StrokeDash::new(vec![dash * across, space * across], 0.0));
        let width = written.width * across;
        let stroke =
            Stroke { width, miter_limit: MITER, line_cap: LineCap::Butt, line_join: LineJoin::Miter, dash: None };
        match dash.map(|dash| path.dash(&dash, 1.0)) {
            // One straight line: its dashes do not touch.
            Some(Some(dashed)) if path.len() == 2 => {
                pieces(&dashed).iter().for_each(|line| self.line(line, &stroke, &written.ink));
            }
            Some(Some(dashed)) => self.line(&dashed, &stroke, &written.ink),
            Some(None) => {}
            None => self.line(path, &stroke, &written.ink),
        }
    }

    /// A line without dashes.
    fn line(&mut self, line: &Path, stroke: &Stroke, ink: &Ink) {
        // What the painter calls thin.
        if stroke.width <= 1.0 {
            self.add(Form::Thin(line.clone(), stroke.clone()), ink, line.bounds());
        } else if let Some(outline) = line.stroke(stroke, 1.0) {
            let area = outline.bounds();
            self.add(Form::Filled(outline), ink, area);
        }
    }

    /// The letters of a text, from the left.
    fn text(&mut self, text: &Text) {
        let glyphs = self.glyphs.of(&text.content, text.face);
        let start = (text.area().left * self.scale.0, text.y * self.scale.1);
        let size = (text.size * self.scale.0, text.size * self.scale.1);
        let mut letters = Vec::with_capacity(glyphs.len());
        for glyph in &glyphs {
            let x = start.0 + f64::from(glyph.x) / 1000.0 * size.0;
            let y = start.1 - f64::from(glyph.y) / 1000.0 * size.1;
            let form = Type::new(glyph.face, glyph.id, size);
            letters.push(self.letters.place(form, (x, y)));
        }
        // No letter stands out further.
        let above = start.1 - 2.0 * size.1;
        let below = start.1 + 2.0 * size.1;
        let rows = (above as f32, below as f32);
        self.list.push(Shape { form: Form::Letters(letters), colour: self.colour(&text.ink), rows });
    }

    fn group(&mut self, group: &Group) {
        let opacity = group.opacity.unwrap_or(1.0);
        if opacity >= 1.0 {
            return group.marks.iter().for_each(|mark| self.mark(mark));
        }
        let outer = std::mem::take(&mut self.list);
        group.marks.iter().for_each(|mark| self.mark(mark));
        let shapes = std::mem::replace(&mut self.list, outer);
        let Some(area) = Mark::extent(&group.marks) else { return };
        // With what lines and letters reach beyond; a cast saturates.
        let around = f64::from(MARGIN) + 4.0 * self.scale.0;
        let left = (area.left * self.scale.0 - around).floor() as i32;
        let right = (area.right * self.scale.0 + around).ceil() as i32;
        let top = shapes.iter().map(|shape| shape.rows.0).fold(f32::INFINITY, f32::min);
        let bottom = shapes.iter().map(|shape| shape.rows.1).fold(f32::NEG_INFINITY, f32::max);
        let width = right.saturating_sub(left).unsigned_abs();
        let form = Form::Faded { shapes, opacity: opacity as f32, left, width };
        self.list.push(Shape { form, colour: Color::BLACK, rows: (top, bottom) });
    }

    fn add(&mut self, form: Form, ink: &Ink, area: Rect) {
        let colour = self.colour(ink);
        self.list.push(Shape { form, colour, rows: (area.top() - MARGIN, area.bottom() + MARGIN) });
    }

    fn colour(&self, ink: &Ink) -> Color {
        let [_, red, green, blue] = self.inks.colour(ink).0.to_be_bytes();
        Color::from_rgba8(red, green, blue, u8::MAX)
    }

    /// A path in pixels.
    fn path(&self, segments: &[Segment]) -> Option<Path> {
        let (across, down) = self.scale;
        let at = |x: f64, y: f64| ((x * across) as f32, (y * down) as f32);
        let mut path = PathBuilder::new();
        for segment in segments {
            match segment {
                Segment::Move(x, y) => {
                    let (x, y) = at(*x, *y);
                    path.move_to(x, y);
                }
                Segment::Line(x, y) => {
                    let (x, y) = at(*x, *y);
                    path.line_to(x, y);
                }
                Segment::Curve(points) => {
                    let [a, b, c, d, e, f] = **points;
                    let [(a, b), (c, d), (e, f)] = [at(a, b), at(c, d), at(e, f)];
                    path.cubic_to(a, b, c, d, e, f);
                }
                Segment::Close => path.close(),
            }
        }
        path.finish()
    }
}

/// A rectangle as an outline.
fn rectangle(area: &Area, radius: f64) -> Vec<Segment> {
    if radius > 0.0 {
        return round(area, radius);
    }
    let Area { left, top, right, bottom } = *area;
    let corners = [(right, top), (right, bottom), (left, bottom)].map(|(x, y)| Segment::Line(x, y));
    [Segment::Move(left, top)].into_iter().chain(corners).chain([Segment::Close]).collect()
}

/// Some contours of a path each.
fn pieces(path: &Path) -> Vec<Path> {
    let mut found = Vec::new();
    let (mut builder, mut contours) = (PathBuilder::new(), 0);
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                if contours == DASHES {
                    found.extend(std::mem::take(&mut builder).finish());
                    contours = 0;
                }
                contours += 1;
                builder.move_to(to.x, to.y);
            }
            PathSegment::LineTo(to) => builder.line_to(to.x, to.y),
            PathSegment::QuadTo(by, to) => builder.quad_to(by.x, by.y, to.x, to.y),
            PathSegment::CubicTo(a, b, to) => builder.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y),
            PathSegment::Close => builder.close(),
        }
    }
    found.extend(builder.finish());
    found
}
