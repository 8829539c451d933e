//! A scene as plain text: one mark a line, indented by its group, numbers with one decimal.

use super::{Anchor, Area, Ink, Mark, Scene, Segment, Stroke};
use std::fmt::Write;

/// The plain-text form of a scene.
#[must_use]
pub fn dump(scene: &Scene) -> String {
    let mut out = format!("scene {:.1} x {:.1} {:?}\n", scene.width, scene.height, scene.title);
    for (heading, top) in &scene.headings {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  heading {top:.1} {heading:?}");
    }
    for mark in &scene.marks {
        line(mark, 1, &mut out);
    }
    out
}

/// One mark, and those within it.
fn line(mark: &Mark, depth: usize, out: &mut String) {
    let indent = depth * 2;
    let text = match mark {
        Mark::Rect { area, radius, fill, stroke, class } => {
            format!(
                "rect {} radius {radius:.1}{}{}{}",
                corners(area),
                ink(fill.as_ref()),
                line_form(stroke.as_ref()),
                named(*class)
            )
        }
        Mark::Line { from, to, stroke, class } => {
            format!("line {} to {}{}{}", point(*from), point(*to), line_form(Some(stroke)), named(*class))
        }
        Mark::Path { segments, fill, stroke } => {
            format!("path {}{}{}", path(segments), ink(fill.as_ref()), line_form(stroke.as_ref()))
        }
        Mark::Ellipse { center, radii, fill, stroke } => {
            format!(
                "ellipse {} radii {}{}{}",
                point(*center),
                point(*radii),
                ink(fill.as_ref()),
                line_form(stroke.as_ref())
            )
        }
        Mark::Hatch { area, pitch, stroke } => {
            format!("hatch {} every {pitch:.1}{}", corners(area), line_form(Some(stroke)))
        }
        Mark::Text(text) => {
            let anchor = match text.anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let place = point((text.x, text.y));
            let face = format!("{:?} {:.1}", text.face, text.size);
            format!(
                "text {place} {anchor} {face} {} {:?}{}{}",
                text.ink.name(),
                text.content,
                named(text.class),
                if text.leftwards { " leftwards" } else { "" }
            )
        }
        Mark::Group(group) => {
            let step = group.step.map(|step| format!(" step {step}")).unwrap_or_default();
            let label = if group.label.is_empty() { String::new() } else { format!(" {:?}", group.label) };
            let href = group.href.as_ref().map(|href| format!(" -> {href:?}")).unwrap_or_default();
            let faded = group.opacity.map(|opacity| format!(" opacity {opacity:.2}")).unwrap_or_default();
            format!("group {}{step}{label}{href}{faded}", group.class)
        }
    };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:indent$}{text}", "");
    if let Mark::Group(group) = mark {
        group.marks.iter().for_each(|mark| line(mark, depth + 1, out));
    }
}

fn point((x, y): (f64, f64)) -> String {
    format!("{x:.1},{y:.1}")
}

fn corners(area: &Area) -> String {
    format!("{} to {}", point((area.left, area.top)), point((area.right, area.bottom)))
}

fn ink(fill: Option<&Ink>) -> String {
    fill.map(|ink| format!(" fill {}", ink.name())).unwrap_or_default()
}

fn named(class: Option<&str>) -> String {
    class.map(|class| format!(" .{class}")).unwrap_or_default()
}

fn line_form(stroke: Option<&Stroke>) -> String {
    stroke
        .map(|stroke| {
            let dash = stroke.dash.map(|(dash, space)| format!(" dash {dash:.1} {space:.1}")).unwrap_or_default();
            format!(" stroke {} {:.1}{dash}", stroke.ink.name(), stroke.width)
        })
        .unwrap_or_default()
}

fn path(segments: &[Segment]) -> String {
    let piece = |segment: &Segment| match segment {
        Segment::Move(x, y) => format!("M{}", point((*x, *y))),
        Segment::Line(x, y) => format!("L{}", point((*x, *y))),
        Segment::Curve(points) => {
            let [a, b, c, d, e, f] = **points;
            format!("C{} {} {}", point((a, b)), point((c, d)), point((e, f)))
        }
        Segment::Close => "Z".to_owned(),
    };
    segments.iter().map(piece).collect::<Vec<_>>().join(" ")
}
