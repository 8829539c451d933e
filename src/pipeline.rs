//! The hallway, from text to pictures and tables: one type a stage, one method to the next.
//!
//! ```text
//! Source ─ parse ─► Parsed ─ check ─► Checked ─ simulate ─► Simulated ─ draw ─► Drawn ─► bytes
//! ```
//!
//! Only this module calls the verbs. It reads no file itself: whoever calls it brings the imports ([`Load`]).

mod charts;
mod decide;
pub mod embed;
mod glyph;
mod import;
pub mod inset;
mod kind;
pub mod live;
mod page;
mod prepared;
mod tables;
pub mod unreadable;
pub mod view;

pub use crate::check::attribute::{Thing, table as attributes};
pub use crate::check::import::Refusal;
pub use crate::render::svg::FontMode;
pub use crate::replay::Mode as CacheMode;
pub use import::{Imported, import};
pub use kind::Format;
pub use prepared::{Prepared, Rendered};
pub use view::{TableKind, View};

use crate::check::import as imports;
use crate::diagnostic::Diagnostic;
use crate::http::Profile;
use crate::model::{self, Model, ScenarioId};
use crate::problem::output;
use crate::scene::{self, Scene};
use crate::source::{FileId, Source, Sources, Span};
use crate::syntax::tree::File;
use crate::theme::{self, Theme};
use crate::timeline::reach::Matrix;
use crate::timeline::{self, Timeline};
use crate::{check, contrast, font, format, headers, layout, lint, replay, simulate, syntax, verdict};

impl Default for Look {
    fn default() -> Self {
        Self { theme: <&Theme>::default(), scale: 2.0, font: FontMode::Embed, columns: 100, module: "scenario".into() }
    }
}

/// What was found, and the sources that it was found in.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The main source, then the imported ones.
    pub sources: Sources,
    /// In the order of the stages, and within one in the order of the source.
    pub list: Vec<Diagnostic>,
}

impl Findings {
    /// Whether there is an error among them: then nothing is written.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(Diagnostic::is_error)
    }
}

/// How pictures look.
#[derive(Clone, Debug)]
pub struct Look {
    /// One of [`theme::NAMES`].
    pub theme: &'static Theme,
    /// How many pixels of a PNG make one of the picture.
    pub scale: f64,
    /// How an SVG gets its font.
    pub font: FontMode,
    /// How many characters wide a picture of text may be.
    pub columns: usize,
    /// What a TLA+ module is called: as its file is, without the ending.
    pub module: String,
}

/// Brings the text of an imported file; its path is told as seen from where the main source's name is seen.
pub type Load<'a> = &'a mut dyn FnMut(&str) -> Result<String, Refusal>;

/// Brings nothing: for text that comes from nowhere.
///
/// # Errors
/// Always.
pub fn no_imports(_path: &str) -> Result<String, Refusal> {
    Err(Refusal::NotFound("there are no files to import here".into()))
}

/// The first stage: trees, comments included.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// What the texts say, the main one's first.
    pub files: Vec<File>,
    /// Imported ones before those that import them.
    order: Vec<FileId>,
    /// What else reading left of each file, for when it is read again.
    left: Vec<syntax::Parsed>,
    /// What was found so far.
    pub findings: Findings,
}

/// Reads a source and everything that it imports. Never fails: what is wrong is in the findings.
#[must_use]
pub fn parse(source: Source, load: Load<'_>) -> Parsed {
    parse_again(Parsed::default(), source, load)
}

/// Likewise where an older text of it was read before: what did not change is not read again.
#[must_use]
pub fn parse_again(mut before: Parsed, source: Source, load: Load<'_>) -> Parsed {
    let mut left = Vec::new();
    let mut one = |source: &Source, id: FileId| {
        let mut parsed = before.read_again(source, id).unwrap_or_else(|| syntax::parse(source, id));
        let file = std::mem::take(&mut parsed.file);
        left.push(parsed.clone());
        (file, parsed.diagnostics)
    };
    let program = imports::gather(source, &mut one, load);
    let findings = Findings { sources: program.sources, list: program.diagnostics };
    Parsed { files: program.files, order: program.order, left, findings }
}

impl Parsed {
    /// Reads a file that has been read before, whose tree is taken for that.
    fn read_again(&mut self, source: &Source, id: FileId) -> Option<syntax::Parsed> {
        let older = self.findings.sources.get(id).filter(|older| older.name == source.name)?;
        let left = std::mem::take(self.left.get_mut(usize::from(id.0))?);
        let file = std::mem::take(self.files.get_mut(usize::from(id.0))?);
        Some(syntax::again::parse(&older.text, syntax::Parsed { file, ..left }, source, id))
    }

    /// Resolves names, types attributes, follows requests.
    #[must_use]
    pub fn check(mut self) -> Checked {
        let findings = std::mem::take(&mut self.findings);
        self.judge(findings)
    }

    /// Likewise, and keeps the trees.
    #[must_use]
    pub fn checked(&self) -> Checked {
        self.judge(self.findings.clone())
    }

    fn judge(&self, mut findings: Findings) -> Checked {
        let files: Vec<&File> = self.order.iter().filter_map(|id| self.files.get(usize::from(id.0))).collect();
        let checked = check::check(&files, &findings.sources);
        findings.list.extend(checked.diagnostics);
        lint::advise(&checked.model, &files, &findings.sources, &mut findings.list);
        Checked { model: checked.model, findings }
    }
}

/// The second stage: a model. With errors among the findings it holds what could be made of the rest.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What is declared and what happens.
    pub model: Model,
    /// What was found so far.
    pub findings: Findings,
}

impl Checked {
    /// Unfolds every scenario into moments. With errors there is nothing to unfold.
    ///
    /// # Errors
    /// The findings, if there is an error among them.
    pub fn simulate(self) -> Result<Simulated, Findings> {
        if self.findings.has_errors() {
            return Err(self.findings);
        }
        let scenarios = (0..self.model.scenarios.len()).map(ScenarioId::at);
        let mut findings = self.findings;
        let mut timelines = Vec::with_capacity(self.model.scenarios.len());
        for id in scenarios {
            let simulated = simulate::simulate(&self.model, id);
            timelines.push(simulated.timeline.fitted());
            for finding in simulated.findings {
                if !findings.list.contains(&finding) {
                    findings.list.push(finding);
                }
            }
        }
        let believed = self.model.methods.iter().any(|m| m.matrix.is_some());
        if believed && !findings.has_errors() {
            findings.list.extend(contrast::compare(&self.model, &simulate::matrix::derive(&self.model)));
        }
        if findings.has_errors() {
            return Err(findings);
        }
        Ok(Simulated { model: self.model, timelines, broken: Vec::new(), checked: Vec::new(), findings })
    }
}

/// The third stage: what happened.
#[derive(Clone, Debug)]
pub struct Simulated {
    /// What is declared.
    pub model: Model,
    /// One a scenario, in declared order.
    pub timelines: Vec<Timeline>,
    /// By scenario: the run nearest to the drawn one that breaks a claim, once checked.
    pub broken: Vec<Option<Timeline>>,
    /// By scenario: what came of its claims, once checked.
    pub checked: Vec<verdict::Checked>,
    /// What was found; no errors.
    pub findings: Findings,
}

impl Simulated {
    /// Gives everything in the chosen scenarios a place, one scenario below the other.
    ///
    /// # Errors
    /// The findings with one more: a picture that would be too large.
    pub fn draw(&self, timelines: &[&Timeline]) -> Result<Drawn, Findings> {
        let options = layout::sequence::Options::default();
        match layout::sequence::lay_out(timelines, &options, &mut font::Measure::new()) {
            Ok(scene) => Ok(Drawn { advice: glyph::missing(&scene, &self.findings.sources), scene }),
            Err(problem) => Err(self.too_large(&problem)),
        }
    }

    /// The findings so far with a picture that is too large.
    fn too_large(&self, problem: &scene::TooLarge) -> Findings {
        self.refused(output::unpaintable(start(), &problem.to_string()))
    }

    /// What each method does to the copies of each storage, derived when it is asked for.
    #[must_use]
    pub fn matrix(&self) -> Matrix {
        simulate::matrix::derive(&self.model)
    }

    /// The findings so far with one more.
    fn refused(&self, problem: Diagnostic) -> Findings {
        let mut findings = self.findings.clone();
        findings.list.push(problem);
        findings
    }
}

/// The empty span at the start of the main source, for what has no better place.
fn start() -> Span {
    Span::new(FileId(0), 0, 0)
}

/// The fourth stage: a finished drawing.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Marks at fixed positions.
    pub scene: Scene,
    /// What the layout advises: characters that no bundled font has.
    pub advice: Vec<Diagnostic>,
}

impl Parsed {
    /// The trees as text: `--emit tree`.
    #[must_use]
    pub fn dump(&self) -> String {
        self.files.first().map_or_else(String::new, syntax::tree::dump)
    }
}

impl Checked {
    /// The model as text: `--emit model`.
    #[must_use]
    pub fn dump(&self) -> String {
        model::dump(&self.model)
    }
}

impl Simulated {
    /// The chosen scenarios' timelines as text: `--emit timeline`.
    ///
    /// # Errors
    /// The findings with one more: a view that does not exist.
    pub fn dump(&self, names: &[String]) -> Result<String, Findings> {
        let views = view::choose(names, Format::Svg, self).map_err(|problem| self.refused(*problem))?;
        let timelines = view::timelines(&views, self);
        Ok(timelines.into_iter().map(timeline::dump).collect::<Vec<_>>().join("\n"))
    }

    /// The chosen scenarios, drawn.
    ///
    /// # Errors
    /// The findings with one more: a view that does not exist, or a limit.
    pub fn draw_views(&self, names: &[String]) -> Result<Drawn, Findings> {
        let views = view::choose(names, Format::Svg, self).map_err(|problem| self.refused(*problem))?;
        self.picture(&views)
    }
}

impl Drawn {
    /// The scene as text: `--emit scene`.
    #[must_use]
    pub fn dump(&self) -> String {
        scene::dump::dump(&self.scene)
    }
}

/// The names of all themes, the default first.
#[must_use]
pub fn theme_names() -> &'static [&'static str] {
    &theme::NAMES
}

/// The theme of that name, else the default one.
#[must_use]
pub fn theme(name: &str) -> &'static Theme {
    theme::find(name).unwrap_or_default()
}

/// The tidy text of a source, with the line ends that its first line has: `cachediag fmt`.
///
/// # Errors
/// What cannot be read in it: then it is better left alone. Names need not be declared.
pub fn format(source: Source) -> Result<String, Findings> {
    let parsed = syntax::parse(&source, FileId(0));
    if parsed.diagnostics.iter().any(Diagnostic::is_error) {
        return Err(Findings { sources: Sources::one(source), list: parsed.diagnostics });
    }
    let first = source.text.split_inclusive('\n').next().unwrap_or("");
    let tidy = format::format(&parsed.file);
    Ok(if first.ends_with("\r\n") { tidy.replace('\n', "\r\n") } else { tidy })
}

/// Writes declarations from pasted response headers: `cachediag storage --headers`.
///
/// # Errors
/// There are none in the text; a sentence.
pub fn from_headers(text: &str) -> Result<headers::Proposal, String> {
    headers::propose(text)
}

/// Replays recorded HTTP cache cases: `cachediag http-cases`.
///
/// # Errors
/// The text is no file of cases; a sentence.
pub fn http_cases(text: &str, mode: CacheMode, profile: Option<&'static Profile>) -> Result<replay::Report, String> {
    replay::replay(text, mode, profile).map_err(|fault| fault.to_string())
}

/// The words of a source, one a line: `--emit tokens`.
#[must_use]
pub fn tokens(source: &Source) -> String {
    syntax::tokens(source)
}
