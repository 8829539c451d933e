//! What a band of a picture has to draw: the shapes of trees in order, each with the rows that it covers.
//!
//! resvg goes through the whole tree for every band, and makes every line an outline anew each time. Here that is done once,
//! for plain paths in plain colours, which is nearly all; the rest is left to resvg, node by node. Both ways call the same
//! painter with the same numbers, so the pixels are the same (see the tests).

use resvg::tiny_skia::{
    Color, FillRule, Paint, Path, PathBuilder, PathSegment, PathStroker, PixmapMut, Rect, Shader, Stroke, Transform,
};
use resvg::usvg::{self, Group, Node, PaintOrder, Tree};
use std::borrow::Cow;

/// How far a shape may reach beyond its outline for the smoothness of its edges, in pixels.
const MARGIN: f32 = 2.0;

/// A dashed line is cut into pieces of so many dashes.
const DASHES: usize = 16;

/// How it is drawn.
enum Form<'t> {
    /// An outline that is filled.
    Filled(Cow<'t, Path>, FillRule),
    /// A line so thin that the painter draws no outline of it.
    Thin(&'t Path, Stroke),
    /// By resvg: layers, pictures, patterns.
    Other(&'t Node),
}

/// Something to draw.
struct Shape<'t> {
    form: Form<'t>,
    colour: Color,
    /// Its edges are smooth.
    smooth: bool,
    /// From the units of the tree to pixels.
    place: Transform,
    /// The first and last row that it may touch.
    rows: (f32, f32),
}

/// Everything that trees draw, from the back to the front.
pub struct Shapes<'t> {
    list: Vec<Shape<'t>>,
}

impl<'t> Shapes<'t> {
    /// The shapes of trees, each over those before it, so many pixels a unit.
    pub fn of(trees: &'t [Tree], stretch: (f32, f32)) -> Self {
        let mut shapes = Self { list: Vec::new() };
        for tree in trees {
            shapes.within(tree.root(), Transform::from_scale(stretch.0, stretch.1));
        }
        shapes
    }

    /// Draws what reaches into the pixels, the first row of which is that row of the picture.
    pub fn draw(&self, top: f32, pixels: &mut PixmapMut<'_>) {
        let bottom = top + pixels.height() as f32;
        for shape in self.list.iter().filter(|shape| shape.rows.0 < bottom && shape.rows.1 > top) {
            let place = shape.place.post_translate(0.0, -top);
            let paint =
                Paint { shader: Shader::SolidColor(shape.colour), anti_alias: shape.smooth, ..Paint::default() };
            match &shape.form {
                Form::Filled(path, rule) => pixels.fill_path(path, &paint, *rule, place, None),
                Form::Thin(path, stroke) => pixels.stroke_path(path, &paint, stroke, place, None),
                Form::Other(node) => {
                    if let Some(area) = node.abs_layer_bounding_box() {
                        // It would be drawn at the upper left corner.
                        let _ = resvg::render_node(node, place.pre_translate(area.x(), area.y()), pixels);
                    }
                }
            }
        }
    }

    fn within(&mut self, group: &'t Group, place: Transform) {
        for node in group.children() {
            match node {
                Node::Group(inner) if !inner.should_isolate() => {
                    self.within(inner, place.pre_concat(inner.transform()));
                }
                Node::Text(text) if !text.flattened().should_isolate() => {
                    self.within(text.flattened(), place.pre_concat(text.flattened().transform()));
                }
                Node::Path(path) => self.path(node, path, place),
                Node::Group(_) | Node::Text(_) | Node::Image(_) => self.other(node, place),
            }
        }
    }

    /// A node that resvg draws.
    fn other(&mut self, node: &'t Node, place: Transform) {
        let Some(area) = node.abs_layer_bounding_box() else { return };
        let form = Form::Other(node);
        self.list.push(shape(form, Color::BLACK, true, place, area.to_rect()));
    }

    fn path(&mut self, node: &'t Node, path: &'t usvg::Path, place: Transform) {
        if !path.is_visible() {
            return;
        }
        let fill = path.fill().map(|fill| plain(fill.paint(), fill.opacity()));
        let stroke = path.stroke().map(|stroke| plain(stroke.paint(), stroke.opacity()));
        if fill == Some(None) || stroke == Some(None) {
            return self.other(node, place);
        }
        let fill_first = path.paint_order() == PaintOrder::FillAndStroke;
        if fill_first {
            self.fill(path, fill.flatten(), place);
        }
        self.stroke(path, stroke.flatten(), place);
        if !fill_first {
            self.fill(path, fill.flatten(), place);
        }
    }

    fn fill(&mut self, path: &'t usvg::Path, colour: Option<Color>, place: Transform) {
        let (Some(fill), Some(colour)) = (path.fill(), colour) else { return };
        let area = path.data().bounds();
        if area.width() == 0.0 || area.height() == 0.0 {
            return;
        }
        let rule = match fill.rule() {
            usvg::FillRule::NonZero => FillRule::Winding,
            usvg::FillRule::EvenOdd => FillRule::EvenOdd,
        };
        let form = Form::Filled(Cow::Borrowed(path.data()), rule);
        self.list.push(shape(form, colour, path.rendering_mode().use_shape_antialiasing(), place, area));
    }

    fn stroke(&mut self, path: &'t usvg::Path, colour: Option<Color>, place: Transform) {
        let (Some(stroke), Some(colour)) = (path.stroke(), colour) else { return };
        let (data, stroke) = (path.data(), stroke.to_tiny_skia());
        let smooth = path.rendering_mode().use_shape_antialiasing();
        let scale = PathStroker::compute_resolution_scale(&place);
        // A little more than what the painter calls thin: it decides again.
        if stroke.width * scale <= 1.01 {
            let thick = stroke.width.max(1.0);
            let area = data.bounds().outset(thick, thick).unwrap_or(data.bounds());
            self.list.push(shape(Form::Thin(data, stroke), colour, smooth, place, area));
            return;
        }
        let dashed = stroke.dash.as_ref().map(|dash| data.dash(dash, scale));
        let line = match &dashed {
            Some(dashed) => dashed.as_ref(),
            None => Some(data),
        };
        let Some(outline) = line.and_then(|line| line.stroke(&stroke, scale)) else { return };
        // One straight line: its dashes do not touch.
        let pieces = if dashed.is_some() && data.len() == 2 { pieces(&outline) } else { vec![outline] };
        for piece in pieces {
            let area = piece.bounds();
            let form = Form::Filled(Cow::Owned(piece), FillRule::Winding);
            self.list.push(shape(form, colour, smooth, place, area));
        }
    }
}

/// A shape with the rows that its area covers.
fn shape(form: Form<'_>, colour: Color, smooth: bool, place: Transform, area: Rect) -> Shape<'_> {
    let everywhere = (f32::NEG_INFINITY, f32::INFINITY);
    let rows = area.transform(place).map_or(everywhere, |area| (area.top() - MARGIN, area.bottom() + MARGIN));
    Shape { form, colour, smooth, place, rows }
}

/// The colour, if it is one colour.
fn plain(paint: &usvg::Paint, opacity: usvg::Opacity) -> Option<Color> {
    match paint {
        usvg::Paint::Color(colour) => Some(Color::from_rgba8(colour.red, colour.green, colour.blue, opacity.to_u8())),
        usvg::Paint::LinearGradient(_) | usvg::Paint::RadialGradient(_) | usvg::Paint::Pattern(_) => None,
    }
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
