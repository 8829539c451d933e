//! `mdbook-cachediag install`: makes a book ready. `book.toml` keeps its form and its comments.

use crate::disk;
use crate::pipeline::inset;
use std::fs;
use std::io::Write;
use std::path::Path;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, value};

/// The file with the style of pictures.
pub(super) const STYLE: &str = "cachediag.css";

/// How that file begins, so that nobody else's is overwritten.
const HEAD: &str = "/* Written by `mdbook-cachediag install`";

/// The largest `book.toml`.
const LARGEST: usize = 4 << 20;

/// What stands in that file.
pub(super) fn style() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "{HEAD}, version {version}; it is overwritten.\n   Inter and JetBrains Mono: SIL Open Font License 1.1 */\n{}",
        inset::style()
    )
}

/// Makes the book of a folder ready; says what was changed, a sentence each.
///
/// # Errors
/// There is no book, or it cannot be changed; a sentence.
pub fn install(folder: &Path) -> Result<Vec<String>, String> {
    let path = folder.join("book.toml");
    let name = path.display().to_string();
    if !path.is_file() {
        return Err(format!("there is no {name}: start a book with `mdbook init`, or go to its folder"));
    }
    let text = disk::text_of(&name, disk::read_bytes(&path, LARGEST), LARGEST)?;
    let changed = configure(&text).map_err(|problem| format!("{name}: {problem}"))?;
    let sheet = folder.join(STYLE);
    let style = style();
    let present = fs::read_to_string(&sheet).ok();
    if present.as_ref().is_some_and(|text| !text.starts_with(HEAD)) {
        return Err(format!("{} is not from here, so it is left alone: rename it", sheet.display()));
    }
    let mut told = Vec::new();
    if present.as_deref() != Some(style.as_str()) {
        write(&sheet, &style)?;
        told.push(format!("wrote {}", sheet.display()));
    }
    if changed != text {
        write(&path, &changed)?;
        told.push(format!("changed {name}"));
    }
    Ok(told)
}

/// The new text of `book.toml`.
fn configure(text: &str) -> Result<String, String> {
    let mut document: DocumentMut =
        text.parse().map_err(|problem: toml_edit::TomlError| problem.to_string().trim_end().to_owned())?;
    let preprocessor = table(document.as_table_mut(), "preprocessor", true)?;
    let ours = table(preprocessor, "cachediag", false)?;
    if !ours.contains_key("command") {
        ours.insert("command", value("mdbook-cachediag"));
        // By itself mdBook would take this one first, for its name, and fences in included files would stay as they are.
        if !ours.contains_key("before") && !ours.contains_key("after") {
            ours.insert("after", value(Array::from_iter(["links"])));
        }
    }
    let output = table(document.as_table_mut(), "output", true)?;
    let html = table(output, "html", false)?;
    let sheets = html.entry("additional-css").or_insert_with(|| value(Array::new()));
    let sheets = sheets.as_array_mut().ok_or("output.html.additional-css is no list")?;
    let is_ours = |sheet: &toml_edit::Value| sheet.as_str().is_some_and(|path| Path::new(path).ends_with(STYLE));
    if !sheets.iter().any(is_ours) {
        sheets.push(format!("./{STYLE}"));
    }
    let new = document.to_string();
    Ok(if text.contains("\r\n") && !new.contains("\r\n") { new.replace('\n', "\r\n") } else { new })
}

/// The table of that name within another one, made if it is not there; `outer` if it only holds others.
fn table<'t>(within: &'t mut dyn TableLike, name: &str, outer: bool) -> Result<&'t mut dyn TableLike, String> {
    let made = within.entry(name).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(outer);
        Item::Table(table)
    });
    made.as_table_like_mut().ok_or_else(|| format!("{name} is no table"))
}

/// Writes a file whole.
fn write(path: &Path, text: &str) -> Result<(), String> {
    let cannot = |problem: &std::io::Error| format!("cannot write {}: {}", path.display(), disk::reason(problem));
    let mut file = tempfile::Builder::new();
    #[cfg(unix)]
    file.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let folder = disk::folder_of(path);
    let mut file = file.prefix(".cachediag-").tempfile_in(folder).map_err(|problem| cannot(&problem))?;
    file.write_all(text.as_bytes()).map_err(|problem| cannot(&problem))?;
    file.persist(path).map_err(|problem| cannot(&problem.error))?;
    Ok(())
}
