//! What `book.toml` says in `[preprocessor.cachediag]`.

use super::Told;
use super::install::{self, STYLE};
use crate::disk;
use crate::pipeline::{self, FontMode};
use crate::theme::Theme;
use mdbook_preprocessor::PreprocessorContext;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// The settings of a book.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    /// The folder of `book.toml`.
    pub root: PathBuf,
    /// The folder that no program and no import leaves: that of `book.toml`, unless it says otherwise.
    pub limit: PathBuf,
    /// The folder of the chapters, as seen from the root.
    pub chapters: PathBuf,
    /// Whether the renderer takes no HTML.
    pub plain: bool,
    /// Whether the book has the style of this program.
    pub styled: bool,
    /// The colours, unless a diagram says otherwise.
    pub theme: &'static Theme,
    /// Whether a claim that fails ends the build.
    pub check: bool,
    /// Whether an error does.
    pub strict: bool,
    /// Whether programs are shown only where a diagram asks for it.
    pub hide_source: bool,
    /// Whether they stand beside their pictures.
    pub beside: bool,
    /// Where finished diagrams are kept.
    pub cache: Cache,
}

/// Where finished diagrams are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cache {
    /// In the user's folder for such files.
    Own,
    /// In this folder.
    Folder(PathBuf),
    /// Nowhere.
    None,
}

/// The largest style that is compared.
const LARGEST: usize = 4 << 20;

/// Settings that are mdBook's own.
const FOREIGN: &[&str] = &["command", "renderers", "renderer", "before", "after", "optional"];

impl Settings {
    /// Reads them.
    pub fn of(context: &PreprocessorContext, tell: &mut dyn FnMut(Told<'_>)) -> Result<Self, String> {
        let table = context.config.get::<Map<String, Value>>("preprocessor.cachediag");
        let table = table.map_err(|problem| format!("book.toml: {problem:#}"))?.unwrap_or_default();
        let mut settings = Self {
            root: context.root.clone(),
            limit: context.root.clone(),
            chapters: context.config.book.src.clone(),
            plain: !matches!(context.renderer.as_str(), "html" | "epub"),
            styled: false,
            theme: <&Theme>::default(),
            check: false,
            strict: false,
            hide_source: false,
            beside: false,
            cache: Cache::Own,
        };
        for (name, value) in &table {
            settings.set(name, value, tell)?;
        }
        settings.styled = context.renderer == "html" && styled(context, tell);
        Ok(settings)
    }

    fn set(&mut self, name: &str, value: &Value, tell: &mut dyn FnMut(Told<'_>)) -> Result<(), String> {
        match name {
            "theme" => {
                let known = value.as_str().and_then(crate::theme::find);
                let names = || pipeline::theme_names().join(", ");
                self.theme = known.ok_or_else(|| wrong(name, value, &format!("one of {}", names())))?;
            }
            "check" => self.check = flag(name, value)?,
            "strict" => self.strict = flag(name, value)?,
            "hide-source" => self.hide_source = flag(name, value)?,
            "beside" => self.beside = flag(name, value)?,
            "root" => {
                let folder = value.as_str().ok_or_else(|| wrong(name, value, "a folder"))?;
                self.limit = self.root.join(folder);
            }
            "cache" => {
                self.cache = match value {
                    Value::Bool(true) => Cache::Own,
                    Value::Bool(false) => Cache::None,
                    Value::String(folder) => Cache::Folder(self.root.join(folder)),
                    other => return Err(wrong(name, other, "true, false or a folder")),
                }
            }
            foreign if FOREIGN.contains(&foreign) => {}
            unknown => tell(Told::Warning(&format!("book.toml: there is no setting preprocessor.cachediag.{unknown}"))),
        }
        Ok(())
    }

    /// How pictures get their letters.
    pub fn fonts(&self) -> FontMode {
        if self.styled { FontMode::Embed } else { FontMode::System }
    }

    /// A file's path for people, as seen from the book's folder.
    pub fn name(&self, chapter: &Path) -> String {
        self.chapters.join(chapter).to_string_lossy().replace('\\', "/")
    }
}

fn flag(name: &str, value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| wrong(name, value, "true or false"))
}

fn wrong(name: &str, value: &Value, known: &str) -> String {
    format!("book.toml: preprocessor.cachediag.{name} cannot be {value}; it is {known}")
}

/// Whether the book has the style of this very program.
fn styled(context: &PreprocessorContext, tell: &mut dyn FnMut(Told<'_>)) -> bool {
    let sheets: Vec<PathBuf> = context.config.get("output.html.additional-css").ok().flatten().unwrap_or_default();
    let Some(sheet) = sheets.iter().find(|sheet| sheet.file_name().is_some_and(|name| name == STYLE)) else {
        tell(Told::Warning(
            "book.toml names no cachediag.css, so pictures have other fonts: run `mdbook-cachediag install`",
        ));
        return false;
    };
    let found = disk::text_of(STYLE, disk::read_bytes(&context.root.join(sheet), LARGEST), LARGEST);
    let same = found.is_ok_and(|found| found == install::style());
    if !same {
        let name = sheet.display();
        tell(Told::Warning(&format!("{name} is not of this version of cachediag: run `mdbook-cachediag install`")));
    }
    same
}
