//! What the shapes draw is what resvg draws, and what is written is what was drawn.

use super::shapes::Shapes;
use super::{Picture, encode, fonts, halves, read, rows};
use crate::font::Face;
use crate::scene::{Anchor, Area, Group, Ink, Mark, Scene, Text};
use crate::theme::Theme;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::sync::Arc;

/// Everything that a scene can hold, and what none holds.
const PICTURE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="420" font-family="Cachediag Sans" font-size="13">
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs>
<rect width="300" height="420" fill="#ffffff"/>
<rect x="10" y="10" width="80" height="40" rx="4" fill="#eef" stroke="#596273" stroke-width="1.4"/>
<rect x="100" y="10" width="80" height="240" fill="none" rx="2" stroke="#596273"/>
<rect x="110" y="20" width="9" height="300" fill="#cde" shape-rendering="crispEdges"/>
<line x1="30" x2="30" y1="5" y2="415" stroke="#868e9d" stroke-dasharray="5 3"/>
<line x1="40.3" x2="40.3" y1="5" y2="415" stroke="#868e9d" stroke-width="0.4" stroke-dasharray="1 2"/>
<line x1="5" x2="290" y1="60" y2="61.7" stroke="#123456" stroke-width="1.5"/>
<path d="M150 300L158 296L158 304Z" fill="#1b2130"/>
<path d="M200 20l9 -9m-9 17l9 -9m-9 17l9 -9" fill="none" stroke="#9a8234"/>
<path d="M200 103.5L200 122.5C200 127.1 224 127.1 224 122.5L224 103.5" fill="#ffffff" stroke="#596273" stroke-width="1.4"/>
<ellipse cx="212" cy="103" rx="12" ry="4" fill="#ffffff" stroke="#596273"/>
<g class="faded" opacity="0.5"><rect x="60" y="200" width="90" height="90" fill="#ff0000"/><circle cx="150" cy="290" r="30" fill="#00ff00" stroke="#000000"/></g>
<g transform="translate(20 30) rotate(10)"><rect x="100" y="300" width="70" height="30" fill="url(#g)" stroke="#000"/></g>
<text x="60" y="340">GET /nodes/1 answers 200, 中</text>
<a href="x"><text x="60" y="360" font-family="Cachediag Mono" text-anchor="middle" fill="#aa0000">no-cache</text></a>
</svg>"##;

fn tree() -> Tree {
    let mut options = Options::default();
    for face in [crate::font::Face::Regular, crate::font::Face::Mono] {
        let source = resvg::usvg::fontdb::Source::Binary(Arc::new(face.ttf()));
        options.fontdb_mut().load_font_source(source);
    }
    Tree::from_str(PICTURE, &options).expect("the picture can be read")
}

/// The picture as resvg draws it.
fn whole(tree: &Tree, scale: f32) -> Pixmap {
    let mut pixels = Pixmap::new((300.0 * scale) as u32, (420.0 * scale) as u32).expect("it is not too large");
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels
}

#[test]
fn shapes_are_drawn_as_resvg_draws_them() {
    let tree = tree();
    for scale in [1.0, 1.5, 2.0] {
        let expected = whole(&tree, scale);
        let mut drawn = Pixmap::new(expected.width(), expected.height()).expect("it is not too large");
        Shapes::of(std::slice::from_ref(&tree), (scale, scale)).draw(0.0, &mut drawn.as_mut());
        let most = drawn.data().iter().zip(expected.data()).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(most <= Some(1), "{most:?} at {scale}");
    }
}

#[test]
fn bands_make_the_whole() {
    let (tree, scale) = (tree(), 2.0);
    let expected = whole(&tree, scale);
    let picture = Picture {
        shapes: Shapes::of(std::slice::from_ref(&tree), (scale, scale)),
        size: (expected.width(), expected.height()),
    };
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
    let tree = tree();
    // Widths that are, and are not, a multiple of the pixels that are compared at once; one band, and several.
    for (scale, size) in [(2.0, (600, 840)), (1.0, (299, 419)), (0.25, (75, 105)), (0.01, (3, 4)), (0.01, (1, 1))] {
        let picture = Picture { shapes: Shapes::of(std::slice::from_ref(&tree), (scale, scale)), size };
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

/// A scene of some texts, each half hidden by a ground of the next one.
fn texts() -> Scene {
    let mut marks = Vec::new();
    for n in 0..5 {
        let (x, y) = (20.0, 20.0 + 10.0 * f64::from(n));
        let area = Area::new(x, y - 4.0, x + 60.0, y + 2.0);
        let text = Text {
            x,
            y,
            anchor: Anchor::Start,
            face: Face::Regular,
            size: 13.0,
            ink: Ink::Text,
            content: "no-cache".into(),
            width: 60.0,
            class: None,
            leftwards: false,
        };
        let both = vec![
            Mark::Rect { area, radius: 0.0, fill: Some(Ink::AccentSoft), stroke: None, class: None },
            Mark::Text(text),
        ];
        marks.push(Mark::Group(Box::new(Group { marks: both, ..Group::default() })));
    }
    Scene { width: 120.0, height: 90.0, marks, ..Scene::default() }
}

#[test]
fn two_halves_are_the_whole() {
    let (scene, theme) = (texts(), <&Theme>::default());
    let (back, front) = halves(&scene.marks);
    assert!(!back.is_empty() && !front.is_empty());
    let options = Options { fontdb: Arc::new(fonts()), ..Options::default() };
    let text = crate::render::svg::crisp(&scene, &scene.marks, true, &theme.inks(&scene));
    let whole = [Tree::from_str(&text, &options).expect("the whole can be read")];
    let halves = read(&scene, theme).expect("the halves can be read");
    let [whole, halves] = [&whole[..], &halves[..]].map(|trees| {
        let mut pixels = Pixmap::new(240, 180).expect("it is not too large");
        Shapes::of(trees, (2.0, 2.0)).draw(0.0, &mut pixels.as_mut());
        pixels.take()
    });
    assert!(whole == halves);
    assert!(whole.iter().any(|byte| *byte != 255));
}
