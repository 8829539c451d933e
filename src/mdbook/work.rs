//! A book on its way: chapters are read, their diagrams made all together, and everything put in its place.

use super::chapter::{self, Piece, Spot};
use super::draw::{self, Drawn, Job};
use super::keep::Keep;
use super::order::{self, Order, Word};
use super::place::{self, Chapter};
use super::settings::Settings;
use super::{Ended, compose};
use crate::diagnostic::{Code, Diagnostic, pretty};
use crate::pipeline::inset::{self, Inset};
use crate::pipeline::{Findings, Refusal};
use crate::problem::books;
use crate::source::{FileId, Source, Sources, Span};
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Findings of one diagram that are shown in its place.
const SHOWN: usize = 5;

/// What the threads that make diagrams need: as much as the main one of most systems has.
const STACK: usize = 8 << 20;

pub(super) struct Work {
    settings: Settings,
    chapters: Vec<Read>,
    jobs: Vec<Job>,
    known: HashMap<Job, usize>,
}

/// A chapter with its diagrams.
struct Read {
    chapter: Chapter,
    diagrams: Vec<Diagram>,
    escapes: Vec<usize>,
}

/// A diagram of a chapter.
struct Diagram {
    spot: Spot,
    order: Order,
    /// What is wrong with its order.
    problems: Vec<Diagnostic>,
    /// What is to be made, by its number.
    job: Option<usize>,
}

/// The finished chapters.
pub(super) struct Made {
    /// Their texts; `None` for those that stay as they are.
    pub chapters: Vec<Option<String>>,
    pub findings: Vec<Findings>,
    pub ended: Ended,
}

impl Work {
    pub fn new(settings: Settings) -> Self {
        Self { settings, chapters: Vec::new(), jobs: Vec::new(), known: HashMap::new() }
    }

    /// Reads a chapter.
    pub fn read(&mut self, path: Option<&Path>, text: &str) {
        let name = path.map_or_else(|| "a chapter".into(), |path| self.settings.name(path));
        let file = path.map(|path| self.settings.root.join(&self.settings.chapters).join(path));
        let chapter = Chapter::new(name, file, text);
        let found = chapter::find(&chapter.source.text);
        let mut diagrams = Vec::new();
        for spot in found.spots {
            if spot.pieces.is_none() && chapter.is_escaped(spot.start) {
                continue;
            }
            let diagram = self.diagram(spot, &chapter);
            diagrams.push(diagram);
        }
        self.chapters.push(Read { chapter, diagrams, escapes: found.escapes });
    }

    /// Reads the order of a diagram, and takes it down to be made.
    fn diagram(&mut self, spot: Spot, chapter: &Chapter) -> Diagram {
        let mut problems = Vec::new();
        let text = &chapter.source.text;
        let whole = Span::new(FileId(0), spot.start, spot.words.end);
        let order = order::read(text, spot.words.clone(), spot.pieces.is_none(), &self.settings, &mut problems);
        let fence: String = spot.pieces.iter().flatten().map(|piece| piece.text.as_str()).collect();
        if spot.crowded {
            problems.push(books::not_alone(whole));
        }
        let program = match &order.file {
            Some(file) if !fence.trim().is_empty() => {
                problems.push(books::file_and_text(file.span));
                None
            }
            Some(file) => self.file(file, chapter, &mut problems),
            None if spot.pieces.is_none() => {
                problems.push(books::no_file(whole));
                None
            }
            None => Some((chapter.source.name.clone(), fence)),
        };
        let program = program.filter(|_| problems.is_empty());
        let job = program.map(|(name, text)| {
            let job = Job::new(name, text, &order, self.settings.fonts(), self.settings.plain);
            let next = self.jobs.len();
            let number = *self.known.entry(job.clone()).or_insert(next);
            if number == next {
                self.jobs.push(job);
            }
            number
        });
        Diagram { spot, order, problems, job }
    }

    /// The program of a file, as seen from the chapter: its name from the book's folder, and its text.
    fn file(&self, file: &Word, chapter: &Chapter, problems: &mut Vec<Diagnostic>) -> Option<(String, String)> {
        let folder = Path::new(&chapter.source.name).parent().unwrap_or(Path::new(""));
        let path = crate::disk::tidy(&folder.join(&file.text));
        let name = path.to_string_lossy().replace('\\', "/");
        match draw::program(&self.settings.root.join(&path), &self.settings.limit) {
            Ok(text) => Some((name, text)),
            Err((refusal, why)) => {
                let code = match refusal {
                    Refusal::NotFound(_) => Code::ImportNotFound,
                    Refusal::Outside => Code::ImportOutside,
                    Refusal::NotUtf8 => Code::NotUtf8,
                };
                problems.push(books::file_unread(code, file.span, &file.text, &why));
                None
            }
        }
    }

    /// Makes all diagrams and the chapters with them.
    pub fn draw(self) -> Made {
        let keep = Keep::new(&self.settings.cache);
        let drawn = make(&self.jobs, &self.settings, &keep);
        keep.tidy();
        let mut made = Made { chapters: Vec::new(), findings: Vec::new(), ended: Ended::Written };
        for read in &self.chapters {
            let text = self.chapter(read, &drawn, &mut made);
            made.chapters.push(text);
        }
        made
    }

    /// A chapter with its diagrams, unless it has none.
    fn chapter(&self, read: &Read, drawn: &[Drawn], made: &mut Made) -> Option<String> {
        if read.diagrams.is_empty() && read.escapes.is_empty() {
            return None;
        }
        let nothing = Drawn::default();
        let mut spots: Vec<(&Spot, Vec<Inset>)> = Vec::new();
        for diagram in &read.diagrams {
            let drawn = diagram.job.and_then(|job| drawn.get(job)).unwrap_or(&nothing);
            let findings = found(diagram, drawn, &read.chapter);
            let mut insets = drawn.insets.clone().unwrap_or_default();
            if drawn.failed {
                made.ended = Ended::Claims;
            } else if findings.iter().any(Findings::has_errors) {
                insets = vec![self.note(&findings)];
                if self.settings.strict && made.ended == Ended::Written {
                    made.ended = Ended::Errors;
                }
            }
            let program = diagram.job.and_then(|job| self.jobs.get(job));
            let source = program.map(|job| Source::new(job.name.as_str(), job.text.as_str()));
            spots.push((&diagram.spot, compose::blocks(&diagram.order, source.as_ref(), &insets, self.settings.plain)));
            made.findings.extend(findings.into_iter().filter(|findings| !findings.list.is_empty()));
        }
        if !(self.settings.styled || self.settings.plain)
            && let Some((_, blocks)) =
                spots.iter_mut().find(|(_, blocks)| blocks.iter().any(|b| matches!(b, Inset::Html(_))))
        {
            blocks.insert(0, Inset::Html(format!("<style>{}</style>", inset::rules().replace('\n', " "))));
        }
        Some(compose::splice(&read.chapter.source.text, &spots, &read.escapes))
    }

    /// What stands in the place of a diagram with errors.
    fn note(&self, findings: &[Findings]) -> Inset {
        let errors = findings.iter().flat_map(|f| f.list.iter().filter(|d| d.is_error()).map(|d| (d, &f.sources)));
        let told: Vec<String> =
            errors.clone().take(SHOWN).map(|(d, sources)| pretty::spell(d, sources, false)).collect();
        let count = errors.count();
        let head =
            if count == 1 { "This diagram has an error".into() } else { format!("This diagram has {count} errors") };
        if self.settings.plain {
            let lines = told.join("\n");
            let lines: String = lines.lines().map(|line| format!("    {line}\n")).collect();
            return Inset::Markdown(format!("**{head}**\n\n{lines}"));
        }
        Inset::Html(inset::note(&head, &told.join("\n")))
    }
}

/// What was found in a diagram, in the places of its chapter or of its file.
fn found(diagram: &Diagram, drawn: &Drawn, chapter: &Chapter) -> Vec<Findings> {
    let spot = &diagram.spot;
    let mut own = diagram.problems.clone();
    let mut others = Findings { sources: drawn.findings.sources.clone(), list: Vec::new() };
    for finding in &drawn.findings.list {
        if finding.code == Code::UnknownView {
            let view = diagram.order.views.first().map(|word| word.span);
            own.push(books::option_view(view.unwrap_or(Span::new(FileId(0), spot.start, spot.words.end)), finding));
            continue;
        }
        match &spot.pieces {
            Some(pieces) if diagram.order.file.is_none() && only_own(finding) => {
                own.push(in_chapter(finding.clone(), pieces, spot.words.end));
            }
            Some(_) | None => others.list.push(finding.clone()),
        }
    }
    let shown = format!("{}:{}", chapter.source.name, chapter.line(spot.start));
    for finding in &mut others.list {
        finding.help.push(format!("it is shown in {shown}"));
    }
    if diagram.order.file.is_none()
        && let Some(pieces) = &spot.pieces
        && !others.list.is_empty()
    {
        others = mixed(others, pieces, chapter, spot.words.end);
    }
    vec![chapter.told(own), others]
}

/// Whether a finding speaks of the program itself only, and of no import.
fn only_own(finding: &Diagnostic) -> bool {
    finding.span.file == FileId(0) && finding.labels.iter().all(|label| label.span.file == FileId(0))
}

fn in_chapter(mut finding: Diagnostic, pieces: &[Piece], start: usize) -> Diagnostic {
    place::each(&mut finding, |span| *span = place::in_chapter(*span, pieces, start));
    finding
}

/// Findings that speak of a fence and of its imports: the fence's source is the chapter.
fn mixed(findings: Findings, pieces: &[Piece], chapter: &Chapter, start: usize) -> Findings {
    let list = findings.list.into_iter().map(|mut finding| {
        place::each(&mut finding, |span| {
            if span.file == FileId(0) {
                *span = place::in_chapter(*span, pieces, start);
            }
        });
        finding
    });
    let list = list.collect();
    let told = std::iter::once(chapter.source.clone()).chain(findings.sources.list.into_iter().skip(1));
    Findings { sources: Sources { list: told.collect() }, list }
}

/// Makes diagrams, on as many threads as the machine has cores.
fn make(jobs: &[Job], settings: &Settings, keep: &Keep) -> Vec<Drawn> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Drawn)>> = Mutex::new(Vec::with_capacity(jobs.len()));
    let work = || {
        while let Some((number, job)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|n| Some((n, jobs.get(n)?)))
        {
            let drawn = job.make(&settings.root, &settings.limit, keep);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((number, drawn));
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
    std::thread::scope(|scope| {
        for number in 0..threads {
            let name = format!("diagrams {number}");
            let started = std::thread::Builder::new().name(name).stack_size(STACK).spawn_scoped(scope, work);
            if started.is_err() {
                work();
            }
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, drawn)| drawn).collect()
}
