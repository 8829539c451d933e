//! Makes one diagram: from a program and an order to insets, or to what is wrong.

use super::keep::Keep;
use super::order::Order;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::Folder;
use crate::explore::Limits;
use crate::pipeline::inset::{Inset, Shape, Style};
use crate::pipeline::{self, Findings, FontMode, Refusal};
use crate::problem::books;
use crate::source::Source;
use crate::verdict::{Checked, Outcome};
use std::path::Path;

/// The most states of a scenario. No time is given, so that the same book comes out everywhere.
const STATES: u64 = 50_000;

/// A diagram to be made. Equal ones are made once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Job {
    /// The name of the program, as seen from the book's folder: imports are seen from there.
    pub name: String,
    pub text: String,
    pub views: Vec<String>,
    pub shape: Option<Shape>,
    pub theme: &'static str,
    pub check: bool,
    /// Whether the page has the pictures' fonts.
    pub fonts: bool,
    /// Whether there is no HTML.
    pub plain: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    /// What is shown; `None` with errors.
    pub insets: Option<Vec<Inset>>,
    /// What was found, in the program's own places.
    pub findings: Findings,
    /// Whether claims were to be checked and do not come out as said.
    pub failed: bool,
    /// The imports, and what they say.
    pub imports: Vec<(String, String)>,
}

impl Job {
    pub fn new(name: String, text: String, order: &Order, fonts: FontMode, plain: bool) -> Self {
        Self {
            name,
            text,
            views: order.views.iter().map(|word| word.text.clone()).collect(),
            shape: order.shape,
            theme: order.theme.name,
            check: order.check,
            fonts: fonts == FontMode::Embed,
            plain,
        }
    }

    /// Makes it, unless it is kept and nothing has changed.
    pub fn make(&self, root: &Path, limit: &Path, keep: &Keep) -> Drawn {
        let mut folder = Folder::new(Some(limit), root);
        // The names of imports are seen from the book's folder.
        let mut load = |path: &str| folder.load(&root.join(path).to_string_lossy());
        let key = keep.key(self);
        if let Some(insets) = keep.find(&key, &mut load) {
            return Drawn { insets: Some(insets), ..Drawn::default() };
        }
        let drawn = self.draw(&mut load);
        if let Some(insets) = drawn.insets.as_ref().filter(|_| drawn.findings.list.is_empty()) {
            keep.put(&key, insets, &drawn.imports);
        }
        drawn
    }

    fn draw(&self, load: &mut dyn FnMut(&str) -> Result<String, Refusal>) -> Drawn {
        let mut imports = Vec::new();
        let mut noted = |path: &str| {
            let text = load(path)?;
            imports.push((path.to_owned(), text.clone()));
            Ok(text)
        };
        let source = Source::new(self.name.as_str(), self.text.as_str());
        let parsed = pipeline::parse(source, &mut noted);
        let mut simulated = match parsed.check().simulate() {
            Ok(simulated) => simulated,
            Err(findings) => return Drawn { findings, ..Drawn::default() },
        };
        let limits = Limits { states: STATES, repair: false, ..Limits::default() };
        let checked = simulated.check(&limits, &mut |_, _| true);
        let open = if self.check { open(&checked) } else { Vec::new() };
        simulated.decide(checked);
        let style = Style {
            theme: crate::theme::find(self.theme).unwrap_or_default(),
            fonts: if self.fonts { FontMode::Embed } else { FontMode::System },
            plain: self.plain,
        };
        match simulated.insets(&self.views, self.shape, style) {
            Ok((insets, advice)) => {
                let mut findings = simulated.findings;
                findings.list.extend(advice);
                findings.list.extend(open);
                let failed = self.check && fail(&mut findings);
                Drawn { insets: Some(insets), findings, failed, imports }
            }
            Err(findings) => Drawn { findings, ..Drawn::default() },
        }
    }
}

/// What is to be told of claims that nobody decided.
fn open(checked: &[Checked]) -> Vec<Diagnostic> {
    let all = checked.iter().flat_map(|scenario| scenario.points.iter().chain(&scenario.whole));
    let undecided =
        all.filter(|d| !d.is_as_said() && matches!(d.outcome, Outcome::NotExercised | Outcome::Inconclusive));
    let mut told: Vec<Diagnostic> = Vec::new();
    for decided in undecided {
        let reason = if decided.reason.is_empty() { decided.outcome.word() } else { decided.reason.as_str() };
        let finding = books::claim_open(decided.span, &decided.text, reason);
        if !told.contains(&finding) {
            told.push(finding);
        }
    }
    told
}

/// Makes errors of findings about claims; whether there are any.
fn fail(findings: &mut Findings) -> bool {
    use crate::diagnostic::Code::{ClaimFails, ClaimHolds};
    let claims = findings.list.iter_mut().filter(|d| matches!(d.code, ClaimFails | ClaimHolds));
    claims.map(|finding| finding.severity = Severity::Error).count() > 0
}

/// The text of a program's file, or the sentence that tells why there is none.
pub(super) fn program(path: &Path, limit: &Path) -> Result<String, (Refusal, String)> {
    let mut folder = Folder::new(Some(limit), limit);
    folder.load(&path.to_string_lossy()).map_err(|refusal| {
        let why = match &refusal {
            Refusal::NotFound(why) => why.clone(),
            Refusal::Outside => "it lies outside the book's folder".into(),
            Refusal::NotUtf8 => "it is not UTF-8 text".into(),
        };
        (refusal, why)
    })
}
