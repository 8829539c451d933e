//! The library without features asks nothing of the machine it is on: no files, no clock, no threads, no environment. So it
//! runs in a browser (`playground`), and the same program gives the same bytes everywhere.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

/// The doors, and the painter of pixels: only they are built with features.
const DOORS: [&str; 8] = ["bin", "cli", "disk.rs", "lsp", "main.rs", "mdbook", "render/png", "render/png.rs"];

/// What a machine without an operating system cannot do; `SystemTime` itself is only a number.
const ASKING: [&str; 9] = [
    "std::fs",
    "std::thread",
    "std::net",
    "std::process",
    "std::env",
    "std::os",
    "std::time::Instant",
    "Instant::now",
    "SystemTime::now",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Files that only tests are built with.
fn is_test(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs")
}

#[test]
fn only_doors_ask_something_of_the_machine() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    sources(&root, &mut all);
    let mut seen = 0;
    for path in all {
        let place = path.strip_prefix(&root).expect("a source");
        if DOORS.iter().any(|door| place.starts_with(door)) || is_test(place) {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a source");
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        seen += 1;
        for asking in ASKING {
            assert!(!text.contains(asking), "{} has {asking}", place.display());
        }
    }
    assert!(seen > 300, "{seen} sources");
}

#[test]
fn every_door_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for door in DOORS {
        assert!(root.join(door).exists(), "{door}");
    }
}
