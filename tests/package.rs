//! What is handed out as a crate: everything that the sources take in, the licences, nothing else, and not much of it.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;
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

/// A version of Rust as three numbers.
fn version(text: &str) -> Vec<u32> {
    text.split('.').filter_map(|part| part.parse().ok()).chain([0, 0]).take(3).collect()
}

/// The platform of this machine: cargo has fetched the packages of no other one.
fn platform() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = Command::new(rustc).arg("-vV").output().expect("rustc starts");
    let told = String::from_utf8(told.stdout).expect("UTF-8");
    told.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned()
}

/// What users compile: the packages that the program needs with all its features, told by cargo.
fn needed(told: &Value) -> Vec<&Value> {
    let list = |value: &'static str, of: &Value| of[value].as_array().cloned().unwrap_or_default();
    let packages = told["packages"].as_array().expect("packages");
    let root = packages.iter().find(|p| p["name"] == "cachediag").expect("this package")["id"].clone();
    let nodes = list("nodes", &told["resolve"]);
    let (mut seen, mut open) = (Vec::new(), vec![root]);
    while let Some(id) = open.pop() {
        if seen.contains(&id) {
            continue;
        }
        let node = nodes.iter().find(|n| n["id"] == id).expect("a node for each package");
        let used = list("deps", node).into_iter().filter(|d| list("dep_kinds", d).iter().any(|k| k["kind"] != "dev"));
        open.extend(used.map(|d| d["pkg"].clone()));
        seen.push(id);
    }
    packages.iter().filter(|p| seen.contains(&p["id"])).collect()
}

#[test]
fn no_dependency_asks_for_a_newer_rust_than_this_package_says() {
    let listed = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--all-features", "--format-version", "1", "--filter-platform"])
        .arg(platform())
        .current_dir(root())
        .output()
        .expect("cargo starts");
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let told: Value = serde_json::from_slice(&listed.stdout).expect("JSON");
    let needed = needed(&told);
    assert!(needed.len() > 100, "{} packages", needed.len());
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    for package in needed {
        let asked = package["rust_version"].as_str().unwrap_or("1");
        assert!(version(asked) <= ours, "{} {} asks for Rust {asked}", package["name"], package["version"]);
    }
}
