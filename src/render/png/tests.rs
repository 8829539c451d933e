//! What the shapes draw is what resvg draws of the same scene as SVG, and what is written is what was drawn.

use super::shapes::Shapes;
use super::{Picture, encode, paint, rows};
use crate::font::Face;
use crate::render::svg::{self, FontMode};
use crate::scene::{Anchor, Area, Group, Ink, Mark, Scene, Segment, Stroke, Text};
use crate::theme::Theme;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

const SIZE: (u32, u32) = (300, 420);

fn rect(area: [f64; 4], radius: f64, fill: Option<Ink>, stroke: Option<Stroke>) -> Mark {
    let [left, top, right, bottom] = area;
    Mark::Rect { area: Area::new(left, top, right, bottom), radius, fill, stroke, class: None }
}

fn line(from: (f64, f64), to: (f64, f64), stroke: Stroke) -> Mark {
    Mark::Line { from, to, stroke, class: None }
}

fn text(content: &str, (x, y): (f64, f64), face: Face, ink: Ink) -> Mark {
    let size = 13.0;
    let width = crate::font::Measure::new().width(content, face, size);
    let content = ecow::EcoString::from(content);
    Mark::Text(Text { x, y, anchor: Anchor::Start, face, size, ink, content, width, class: None, leftwards: false })
}

/// Everything that a scene can hold but words.
fn forms() -> Vec<Mark> {
    let solid = |width| Stroke::solid(Ink::Accent, width);
    let faded = vec![
        rect([60.0, 200.0, 150.0, 290.0], 0.0, Some(Ink::Accent), None),
        Mark::Ellipse {
            center: (150.0, 290.0),
            radii: (30.0, 20.0),
            fill: Some(Ink::AccentSoft),
            stroke: Some(solid(1.0)),
        },
    ];
    let inner = Group { opacity: Some(0.4), marks: faded, ..Group::default() };
    let beside = rect([10.0, 250.0, 90.0, 300.0], 4.0, Some(Ink::Text), None);
    let outer = Group { opacity: Some(0.7), marks: vec![beside, Mark::Group(Box::new(inner))], ..Group::default() };
    vec![
        rect([10.0, 10.0, 90.0, 50.0], 4.0, Some(Ink::AccentSoft), Some(solid(1.4))),
        rect([100.0, 10.0, 180.0, 250.0], 2.0, None, Some(solid(1.0))),
        rect([110.0, 20.0, 119.0, 320.0], 0.0, Some(Ink::AccentSoft), None),
        rect([125.0, 20.0, 140.0, 40.0], 0.0, Some(Ink::AccentSoft), Some(Stroke::dashed(Ink::Text, 1.5, 4.0, 2.0))),
        line((30.0, 5.0), (30.0, 415.0), Stroke::dashed(Ink::Text, 1.0, 5.0, 3.0)),
        line((40.3, 5.0), (40.3, 415.0), Stroke::dashed(Ink::Text, 0.4, 1.0, 2.0)),
        line((5.0, 60.0), (290.0, 61.7), solid(1.5)),
        Mark::Path {
            segments: vec![
                Segment::Move(150.0, 300.0),
                Segment::Line(158.0, 296.0),
                Segment::Line(158.0, 304.0),
                Segment::Close,
            ],
            fill: Some(Ink::Text),
            stroke: None,
        },
        Mark::Path {
            segments: vec![Segment::Move(200.0, 103.5), Segment::curve([200.0, 127.1, 224.0, 127.1, 224.0, 103.5])],
            fill: Some(Ink::AccentSoft),
            stroke: Some(solid(1.4)),
        },
        Mark::Hatch { area: Area::new(240.0, 20.0, 249.0, 400.0), pitch: 5.0, stroke: solid(1.0) },
        Mark::Group(Box::new(outer)),
    ]
}

fn scene(marks: Vec<Mark>) -> Scene {
    Scene { width: f64::from(SIZE.0), height: f64::from(SIZE.1), marks, ..Scene::default() }
}

/// Everything that a scene can hold.
fn everything() -> Scene {
    let mut marks = forms();
    marks.push(text("GET /nodes/1 answers 200", (60.0, 340.0), Face::Regular, Ink::Text));
    marks.push(text("no-cache", (60.4, 360.3), Face::Mono, Ink::Accent));
    scene(marks)
}

/// The picture as resvg draws it.
fn whole(scene: &Scene, scale: f32) -> Pixmap {
    let text = svg::paint(scene, <&Theme>::default(), FontMode::Outline);
    let tree = Tree::from_str(&text, &Options::default()).expect("the picture can be read");
    let mut pixels = Pixmap::new((SIZE.0 as f32 * scale) as u32, (SIZE.1 as f32 * scale) as u32).expect("a picture");
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels
}

fn shapes(scene: &Scene, scale: f32) -> Shapes {
    Shapes::of(scene, &<&Theme>::default().inks(scene), (scale.into(), scale.into()))
}

/// The picture as the shapes draw it, all at once.
fn drawn(scene: &Scene, scale: f32) -> Pixmap {
    let mut drawn = Pixmap::new((SIZE.0 as f32 * scale) as u32, (SIZE.1 as f32 * scale) as u32).expect("a picture");
    shapes(scene, scale).draw(0, &mut drawn.as_mut());
    drawn
}

/// The largest difference of two pictures in a part of a pixel.
fn apart(some: &Pixmap, others: &Pixmap) -> Option<u8> {
    some.data().iter().zip(others.data()).map(|(a, b)| a.abs_diff(*b)).max()
}

#[test]
fn forms_are_drawn_as_resvg_draws_them() {
    let scene = scene(forms());
    for scale in [1.0, 2.0, 3.0] {
        let most = apart(&drawn(&scene, scale), &whole(&scene, scale));
        // Lengths are rounded before they are stretched, or behind.
        assert!(most <= Some(16), "{most:?} at {scale}");
    }
}

/// The sum of all differences of two pictures in their green, 0 to 255 each.
fn difference(some: &Pixmap, others: &Pixmap) -> f64 {
    let pairs = some.pixels().iter().zip(others.pixels());
    pairs.map(|(a, b)| f64::from(a.green().abs_diff(b.green()))).sum()
}

#[test]
fn letters_are_drawn_as_resvg_draws_them() {
    // So large that what the outlines in SVG lose to their two decimals is little.
    let scale = 8.0;
    for (face, letter) in [(Face::Regular, "R"), (Face::SemiBold, "g"), (Face::Mono, "@"), (Face::Regular, "é")] {
        for place in [(20.0, 30.0), (20.0 + 1.0 / 32.0, 30.0), (20.0 + 3.0 / 32.0, 30.25)] {
            let scene = scene(vec![text(letter, place, face, Ink::Text)]);
            let (drawn, whole) = (drawn(&scene, scale), whole(&scene, scale));
            let part = difference(&drawn, &whole) / weight(&whole)[0];
            assert!(part < 0.02, "{part} of {letter} at {place:?}");
        }
    }
}

/// How dark a picture is in all, and where its dark parts are in the middle.
fn weight(pixels: &Pixmap) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for (at, pixel) in pixels.pixels().iter().enumerate() {
        let dark = f64::from(255 - pixel.green());
        let (x, y) = (at % pixels.width() as usize, at / pixels.width() as usize);
        sums = [sums[0] + dark, sums[1] + dark * x as f64, sums[2] + dark * y as f64];
    }
    [sums[0], sums[1] / sums[0], sums[2] / sums[0]]
}

#[test]
fn lines_of_letters_are_where_resvg_has_them() {
    for content in ["GET /nodes/1 answers 200", "AVATAR, Wolke: Tx", "Ελλάδα Привет", "e\u{301}n\u{303} ✓"]
    {
        for scale in [1.0, 2.0] {
            let scene = scene(vec![text(content, (20.3, 80.0), Face::Regular, Ink::Text)]);
            let [[dark, x, y], [expected, right, down]] =
                [drawn(&scene, scale), whole(&scene, scale)].map(|pixels| weight(&pixels));
            assert!((dark / expected - 1.0).abs() < 0.06, "{content}: {dark} of {expected}");
            // A letter at the edge of a quarter of a pixel may weigh more than there.
            assert!((x - right).abs() < 0.6 && (y - down).abs() < 0.13, "{content}: {x} {y} of {right} {down}");
        }
    }
}

#[test]
fn letters_beyond_the_edges_are_cut() {
    let at = [(-6.0, 40.0), (-40.0, 40.0), (290.0, 60.0), (296.0, 60.0), (20.0, 2.0), (20.0, 424.0), (20.0, -90.0)];
    let marks = at.map(|place| text("WIDE", place, Face::SemiBold, Ink::Text)).to_vec();
    let scene = scene(marks);
    let (drawn, whole) = (drawn(&scene, 1.0), whole(&scene, 1.0));
    let [dark, expected] = [&drawn, &whole].map(|pixels| weight(pixels)[0]);
    assert!((dark / expected - 1.0).abs() < 0.05, "{dark} of {expected}");
    let enormous = text("WIDE", (1e300, -1e300), Face::SemiBold, Ink::Text);
    paint(&Scene { marks: vec![enormous], ..scene }, <&Theme>::default(), 1.0).expect("it is not seen");
}

#[test]
fn bands_make_the_whole() {
    let (scene, scale) = (everything(), 2.0);
    let expected = drawn(&scene, scale);
    let picture = Picture { shapes: shapes(&scene, scale), size: (expected.width(), expected.height()) };
    assert!(picture.bands() > 3);
    let mut drawn = Vec::new();
    // Whatever the memory held before.
    let mut bytes = vec![77; 1_000];
    for band in 0..picture.bands() {
        picture.draw(band, &mut bytes);
        drawn.extend_from_slice(picture.kept(&bytes));
    }
    assert_eq!(drawn.len(), expected.data().len());
    let far = drawn.iter().zip(expected.data()).filter(|(a, b)| a.abs_diff(**b) > 8).count();
    assert_eq!(far, 0, "bytes that differ");
}

#[test]
fn what_is_written_is_what_was_drawn() {
    let scene = everything();
    // Widths that are, and are not, a multiple of the pixels that are compared at once; one band, and several.
    for (scale, size) in [(2.0, (600, 840)), (1.0, (299, 419)), (0.25, (75, 105)), (0.01, (3, 4)), (0.01, (1, 1))] {
        let picture = Picture { shapes: shapes(&scene, scale), size };
        let mut expected = Vec::new();
        let mut bytes = Vec::new();
        for band in 0..picture.bands() {
            picture.draw(band, &mut bytes);
            let (pixels, _) = picture.kept(&bytes).as_chunks::<{ rows::PAINTED }>();
            expected.extend(pixels.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]));
        }
        let written = encode(&picture).expect("it is written");
        let mut reader = png::Decoder::new(std::io::Cursor::new(&written)).read_info().expect("it is a PNG");
        let mut read = vec![0; reader.output_buffer_size().expect("it is not too large")];
        let frame = reader.next_frame(&mut read).expect("it is whole");
        assert_eq!((frame.width, frame.height), size);
        assert!(read == expected, "at {scale}");
        assert_eq!(encode(&picture).expect("it is written again"), written);
    }
}
