//! What is handed out as a crate: everything that the sources take in, the licences, nothing else, and not much of it.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// More than this the package must never weigh, unpacked.
const BOUND: u64 = 10_000_000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What cargo would pack.
fn packed() -> BTreeSet<PathBuf> {
    let listed = Command::new(env!("CARGO"))
        .args(["package", "--list", "--offline", "--allow-dirty", "--package", "cachediag"])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    String::from_utf8(listed.stdout).expect("paths are UTF-8").lines().map(PathBuf::from).collect()
}

/// The path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => out.push(part),
        }
    }
    out
}

/// The files that a source takes in when it is compiled, seen from the root.
fn taken_in(source: &Path) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(root().join(source)).expect("a source");
    let folder = source.parent().expect("a folder");
    let mut found = Vec::new();
    for part in ["include_str!(", "include_bytes!("].iter().flat_map(|taking| text.split(taking).skip(1)) {
        let Some(name) = part.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else { continue };
        found.push(plain(&folder.join(name)));
    }
    found
}

#[test]
fn a_package_has_what_its_sources_take_in_and_its_licences() {
    let packed = packed();
    let mut seen = 0;
    for source in packed.iter().filter(|p| p.extension().is_some_and(|e| e == "rs")) {
        for file in taken_in(source) {
            seen += 1;
            assert!(packed.contains(&file), "{} takes in {}, which is not packed", source.display(), file.display());
        }
    }
    assert!(seen > 10, "{seen} files are taken in");
    let pages = packed.iter().filter(|p| p.starts_with("src/diagnostic/explain")).count();
    assert!(pages > 50, "{pages} pages of errors");
    for needed in [
        "Cargo.lock",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "CHANGELOG.md",
        "src/font/files/OFL-Inter.txt",
        "src/font/files/OFL-JetBrainsMono.txt",
        "src/bin/mdbook-cachediag.rs",
    ] {
        assert!(packed.contains(Path::new(needed)), "{needed} is not packed");
    }
}

#[test]
fn a_package_has_nothing_that_users_of_the_crate_do_not_need_and_is_small() {
    let packed = packed();
    let rooms: BTreeSet<&str> = packed
        .iter()
        .filter(|p| p.components().count() > 1)
        .filter_map(|p| p.components().next()?.as_os_str().to_str())
        .collect();
    assert_eq!(rooms, BTreeSet::from(["examples", "grammar", "src"]));
    let bytes: u64 = packed.iter().filter_map(|p| std::fs::metadata(root().join(p)).ok()).map(|m| m.len()).sum();
    assert!(bytes < BOUND, "{bytes} bytes");
}
