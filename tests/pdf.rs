//! What poppler reads in our PDFs: every text in the order of drawing, titles, sizes; and what it paints, beside our own pixels.
//!
//! Where `pdftotext` is missing (Debian's `poppler-utils`, which continuous integration installs), nothing is compared.

#![cfg(all(feature = "pdf", feature = "png"))]
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::explore::Limits;
use cachediag::pipeline::{Format, Look, Simulated, theme};
use cachediag::scene::{Mark, Scene};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Whether there is poppler.
fn poppler() -> bool {
    let there = Command::new("pdftotext").arg("-v").stderr(Stdio::null()).status().is_ok();
    if !there {
        eprintln!("pdftotext is missing: nothing is compared");
    }
    there
}

/// What a command prints of a file; `pdftotext` is told so, `pdftoppm` does so by itself.
fn ran(command: &str, arguments: &[&str], file: &Path) -> Vec<u8> {
    let there = (command == "pdftotext").then_some("-");
    let output = Command::new(command).args(arguments).arg(file).args(there).output().expect(command);
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{command} complains: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Programs with every kind of picture, and scripts that no bundled font has.
fn programs() -> Vec<(PathBuf, String)> {
    let names = ["examples/claim.cd", "examples/cdn-purge.cd", "examples/fragments.cd", "examples/registry.cd"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut programs: Vec<_> = names
        .iter()
        .map(|name| root.join(name))
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    let foreign = "title: Überblick, обзор, 概要\nscenario a {\n  == Начало ==\n  alice -> bob: שלום 漢字 ✓ “fi” x²\n  \
                   note over alice, bob: \"e\u{301}t\u{e9}\"\n}\nscenario b {\n  bob -> alice: GET /items?a=1&b=<2> → ok\n}\n";
    programs.push((root.join("foreign.cd"), foreign.to_owned()));
    programs
}

/// A program with its claims decided, so that there are runs that break them.
fn decided(path: &Path, text: &str) -> Simulated {
    let mut simulated = support::parse(path, text).check().simulate().expect("it compiles");
    let limits = Limits { states: 5_000, repair: false, ..Limits::default() };
    let checked = simulated.check(&limits, &mut |_, _| true);
    simulated.decide(checked);
    simulated
}

fn texts(marks: &[Mark], out: &mut Vec<String>) {
    for mark in marks {
        match mark {
            Mark::Text(text) => out.push(text.content.to_string()),
            Mark::Group(group) => texts(&group.marks, out),
            _drawn => {}
        }
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Each view with its scene and its PDF.
fn views(simulated: &Simulated) -> Vec<(String, Scene, Vec<u8>)> {
    let mut names: Vec<String> = cachediag::pipeline::view::all(simulated).into_iter().map(|(name, _)| name).collect();
    let broken = simulated.timelines.iter().zip(&simulated.broken).filter(|(_, broken)| broken.is_some());
    names.extend(broken.map(|(timeline, _)| format!("{}!", timeline.name)));
    let look = Look { theme: theme("auto"), ..support::look() };
    names
        .into_iter()
        .map(|name| {
            let one = std::slice::from_ref(&name);
            let scene = simulated.draw_views(one).expect("a scene").scene;
            let bytes = simulated.render(one, Format::Pdf, &look).expect("a document").bytes;
            (name, scene, bytes)
        })
        .collect()
}

#[test]
fn poppler_reads_every_text_in_its_order() {
    if !poppler() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut count = 0;
    for (path, text) in programs() {
        let simulated = decided(&path, &text);
        for (name, scene, bytes) in views(&simulated) {
            let file = folder.path().join("one.pdf");
            fs::write(&file, bytes).unwrap();
            let read = squeezed(&String::from_utf8(ran("pdftotext", &["-raw", "-enc", "UTF-8"], &file)).unwrap());
            let mut wanted = Vec::new();
            texts(&scene.marks, &mut wanted);
            for text in wanted.iter().filter(|text| !text.chars().any(|c| ('\u{590}'..='\u{5FF}').contains(&c))) {
                // What is composed may come back composed.
                let text = squeezed(text);
                assert!(read.contains(&text), "{} {name}: {text:?} is not in\n{read}", path.display());
            }
            count += wanted.len();
        }
    }
    assert!(count > 1000, "only {count} texts were compared");
}

#[test]
fn poppler_paints_what_we_paint() {
    if !poppler() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in programs() {
        let simulated = decided(&path, &text);
        for name in ["light", "dark"] {
            let look = Look { theme: theme(name), scale: 1.0, ..support::look() };
            let file = folder.path().join("one.pdf");
            fs::write(&file, simulated.render(&[], Format::Pdf, &look).expect("a document").bytes).unwrap();
            let (size, theirs) = pixels_of_ppm(&ran("pdftoppm", &["-r", "96"], &file));
            let png = simulated.render(&[], Format::Png, &look).expect("a picture").bytes;
            let (own_size, ours) = pixels_of_png(&png);
            assert_eq!(size, own_size, "{}", path.display());
            let apart = most_apart(&ours, &theirs, size);
            assert!(apart < 40.0, "{} in {name}: blocks differ by {apart}", path.display());
        }
    }
}

/// How much the greys of the least alike blocks of 16 by 16 pixels differ.
fn most_apart(ours: &[f64], theirs: &[f64], (width, height): (usize, usize)) -> f64 {
    const SIDE: usize = 16;
    let mean = |pixels: &[f64], x: usize, y: usize| {
        let rows = (y..(y + SIDE).min(height)).flat_map(|row| pixels[row * width..][x..(x + SIDE).min(width)].iter());
        let (sum, count) = rows.fold((0.0, 0.0), |(sum, count), grey| (sum + grey, count + 1.0));
        sum / count
    };
    let corners = (0..height).step_by(SIDE).flat_map(|y| (0..width).step_by(SIDE).map(move |x| (x, y)));
    corners.map(|(x, y)| (mean(ours, x, y) - mean(theirs, x, y)).abs()).fold(0.0, f64::max)
}

fn grey(rgb: &[u8]) -> f64 {
    rgb.iter().take(3).map(|part| f64::from(*part)).sum::<f64>() / 3.0
}

fn pixels_of_ppm(bytes: &[u8]) -> ((usize, usize), Vec<f64>) {
    let mut parts = bytes.splitn(4, u8::is_ascii_whitespace);
    assert_eq!(parts.next(), Some(b"P6".as_slice()));
    let mut number = || String::from_utf8_lossy(parts.next().unwrap()).parse::<usize>().unwrap();
    let (width, height) = (number(), number());
    let rest = parts.next().unwrap();
    let data = &rest[rest.iter().position(u8::is_ascii_whitespace).unwrap() + 1..];
    ((width, height), data.chunks_exact(3).map(grey).collect())
}

fn pixels_of_png(bytes: &[u8]) -> ((usize, usize), Vec<f64>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut data).unwrap();
    let size = (frame.width as usize, frame.height as usize);
    (size, data[..frame.buffer_size()].chunks_exact(frame.color_type.samples()).map(grey).collect())
}
