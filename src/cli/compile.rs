//! `cachediag compile`: the source is read, everything asked for is rendered, then everything is written.

use super::arguments::{Compile, Font, Global, Making, Program};
use super::emit;
use super::exit::Exit;
use super::files::{self, DASH, Failure, Folder};
use super::output::{self, Target};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::explore::Limits;
use crate::pipeline::{self, Findings, FontMode, Format, Look, Parsed, Prepared, Simulated, view};
use crate::render::tla;
use crate::source::Sources;
use crate::verdict::{Checked, Outcome};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Where results of one format go.
pub(super) struct Job {
    place: Place,
    /// The format by ending or option; only for a folder it may be left open.
    format: Option<Format>,
}

impl Job {
    /// Whether it goes to standard output.
    #[cfg(feature = "live")]
    pub fn is_stdout(&self) -> bool {
        matches!(self.place, Place::Stdout)
    }
}

/// A kind of place.
enum Place {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

/// What came of a build.
pub(super) struct Built {
    /// How the program ends because of it.
    pub exit: Exit,
    /// The names of the files that were written.
    pub written: Vec<String>,
    /// How many errors were found.
    #[cfg_attr(not(feature = "live"), allow(dead_code, reason = "told by `watch`"))]
    pub errors: usize,
    /// How many warnings were found.
    #[cfg_attr(not(feature = "live"), allow(dead_code, reason = "told by `watch`"))]
    pub warnings: usize,
    /// Whether every claim came out as its author said.
    as_said: bool,
    /// What was drawn and written; the program ends sooner if this is not given back.
    made: Option<(Simulated, Vec<(Target, Prepared)>)>,
}

impl Built {
    /// Nothing was written, because of these findings, which have been told.
    pub fn failed(findings: &Findings, exit: Exit) -> Self {
        let errors = findings.list.iter().filter(|d| d.is_error()).count();
        let warnings = findings.list.len() - errors;
        Self { exit, written: Vec::new(), errors, warnings, as_said: true, made: None }
    }

    /// Nothing was written, because of this problem.
    pub fn refused(problem: &str, exit: Exit, report: &Report) -> Self {
        report.problem(problem);
        Self { exit, written: Vec::new(), errors: 1, warnings: 0, as_said: true, made: None }
    }
}

/// Compiles a program.
pub(super) fn run(options: &Compile, global: &Global, report: &Report) -> Exit {
    let making = &options.making;
    let jobs = match plan(making) {
        Ok(jobs) => jobs,
        Err(problem) => {
            report.problem(&problem);
            return Exit::Usage;
        }
    };
    let source = match files::read_source(&making.program.file) {
        Ok(source) => source,
        Err(Failure::File(problem)) => {
            report.problem(&problem);
            return Exit::File;
        }
        Err(Failure::Findings(findings)) => return report.findings(&findings),
    };
    let mut folder = Folder::new(global.root.as_deref(), &making.program.file);
    let mut load = |path: &str| folder.load(path);
    if let Some(phase) = global.emit {
        return emit::run(phase, source, &mut load, &making.program.view, report);
    }
    let built = build(pipeline::parse(source, &mut load), &jobs, making, report);
    if !built.written.is_empty() {
        report.note(&format!("wrote {}", built.written.join(", ")));
    }
    let exit = if options.strict && !built.as_said { built.exit.max(Exit::Claims) } else { built.exit };
    // The program ends here, and the system takes everything back at once.
    std::mem::forget(built.made);
    exit
}

/// Checks a program, draws it, tells what was found, and writes everything or nothing.
pub(super) fn build(parsed: Parsed, jobs: &[Job], making: &Making, report: &Report) -> Built {
    let mut simulated = match parsed.check().simulate() {
        Ok(simulated) => simulated,
        Err(findings) => return Built::failed(&findings, report.findings(&findings)),
    };
    // A page tells what would mend a claim, if there is time left.
    let mending = jobs.iter().any(|job| job.format == Some(Format::Html));
    let program = &making.program;
    let as_said = program.no_check || decide(&mut simulated, program.budget, mending);
    if let Some(problem) = overwrites(jobs, &simulated.findings.sources) {
        return Built::refused(&problem, Exit::Usage, report);
    }
    Built { as_said, ..finish(simulated, jobs, making, report) }
}

/// Decides claims for as long as that; whether every one came out as its author said.
pub(super) fn decide(simulated: &mut Simulated, budget: Duration, mending: bool) -> bool {
    let limits = Limits { repair: false, ..Limits::default() };
    let start = Instant::now();
    let mut checked = super::check::within(simulated, &limits, budget);
    if mending {
        mend(&mut checked, simulated, budget.saturating_sub(start.elapsed()));
    }
    let as_said = super::check::as_said(&checked);
    simulated.decide(checked);
    as_said
}

/// Looks for what would mend the claims that fail, for as long as that.
fn mend(checked: &mut [Checked], simulated: &Simulated, budget: Duration) {
    let fails = |scenario: &Checked| {
        scenario.points.iter().chain(&scenario.whole).any(|decided| decided.outcome == Outcome::Fails)
    };
    if !checked.iter().any(fails) {
        return;
    }
    let mended = super::check::within(simulated, &Limits::default(), budget);
    for (scenario, mended) in checked.iter_mut().zip(mended) {
        let own = scenario.points.iter_mut().chain(&mut scenario.whole);
        for (decided, other) in own.zip(mended.points.into_iter().chain(mended.whole)) {
            decided.repairs = other.repairs;
        }
    }
}

/// Renders all, tells what was found, writes all.
fn finish(mut simulated: Simulated, jobs: &[Job], making: &Making, report: &Report) -> Built {
    let mut advice: Vec<Diagnostic> = Vec::new();
    let mut outputs = Vec::new();
    let files = expand(jobs, &simulated, making);
    let look = Look { scale: making.scale, columns: making.width, ..look(&making.program) };
    let last = files.len();
    for (place, (target, names, format)) in (1..).zip(files) {
        let look = &Look { module: module(&target), ..look.clone() };
        let prepared = if place == last {
            simulated.prepare_last(&names, format, look)
        } else {
            simulated.prepare(&names, format, look)
        };
        match prepared {
            Ok(mut prepared) => {
                advice.append(&mut prepared.advice);
                outputs.push((target, prepared));
            }
            Err(findings) => return Built::failed(&findings, report.findings(&findings)),
        }
    }
    for diagnostic in advice {
        if !simulated.findings.list.contains(&diagnostic) {
            simulated.findings.list.push(diagnostic);
        }
    }
    report.findings(&simulated.findings);
    let written: Vec<String> = outputs.iter().filter_map(|(target, _)| name_of(target)).collect();
    if let Err(problem) = folders(jobs).and_then(|()| output::write_all(&outputs)) {
        return Built::refused(&problem, Exit::File, report);
    }
    let warnings = simulated.findings.list.len();
    Built { exit: Exit::Done, written, errors: 0, warnings, as_said: true, made: Some((simulated, outputs)) }
}

/// What a module in a file is called.
fn module(target: &Target) -> String {
    match target {
        Target::Stdout => Look::default().module,
        Target::File(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
    }
}

/// A file's name, for people.
fn name_of(target: &Target) -> Option<String> {
    match target {
        Target::Stdout => None,
        Target::File(path) => Some(path.display().to_string()),
    }
}

/// How pictures look.
pub(super) fn look(program: &Program) -> Look {
    Look {
        theme: pipeline::theme(&program.theme),
        font: match program.font {
            Font::Embed => FontMode::Embed,
            Font::Outline => FontMode::Outline,
            Font::System => FontMode::System,
        },
        ..Look::default()
    }
}

/// Where everything goes, or what is wrong with the options.
pub(super) fn plan(making: &Making) -> Result<Vec<Job>, String> {
    if making.output.is_empty() {
        return Ok(vec![default_job(making)]);
    }
    let mut jobs: Vec<Job> = Vec::new();
    for (index, path) in making.output.iter().enumerate() {
        if making.output.iter().take(index).any(|other| other == path) {
            return Err(format!("{} is named twice with -o", path.display()));
        }
        jobs.push(job(path, making.format)?);
    }
    Ok(jobs)
}

/// Standard output, unless a person would be shown the text of a picture.
fn default_job(making: &Making) -> Job {
    let piped = making.program.file == Path::new(DASH) || !std::io::stdout().is_terminal();
    let beside = beside(making);
    if piped { Job { place: Place::Stdout, ..beside } } else { beside }
}

/// A file beside the source.
pub(super) fn beside(making: &Making) -> Job {
    let format = making.format.unwrap_or(Format::Svg);
    Job { place: Place::File(making.program.file.with_extension(format.ending())), format: Some(format) }
}

/// What one `-o` says.
fn job(path: &Path, format: Option<Format>) -> Result<Job, String> {
    if path == Path::new(DASH) {
        return Ok(Job { place: Place::Stdout, format: Some(format.unwrap_or(Format::Svg)) });
    }
    let slash = path.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    if slash || path.is_dir() {
        return Ok(Job { place: Place::Folder(path.to_path_buf()), format });
    }
    let ending = path.extension().map(|e| e.to_string_lossy());
    let format = format.or_else(|| Format::of(ending.as_deref().unwrap_or(""))).ok_or_else(|| {
        let known: Vec<String> = Format::endings().iter().map(|ending| format!(".{ending}")).collect();
        format!("{}: no format has this ending; use one of {}, or --format", path.display(), known.join(" "))
    })?;
    Ok(Job { place: Place::File(path.to_path_buf()), format: Some(format) })
}

/// Each file to write, the views in it and its format.
fn expand(jobs: &[Job], simulated: &Simulated, making: &Making) -> Vec<(Target, Vec<String>, Format)> {
    let mut files = Vec::new();
    for job in jobs {
        let whole = job.format.unwrap_or(Format::Svg);
        match &job.place {
            Place::Stdout => files.push((Target::Stdout, making.program.view.clone(), whole)),
            Place::File(path) => files.push((Target::File(path.clone()), making.program.view.clone(), whole)),
            Place::Folder(folder) => files.extend(in_folder(folder, job.format, simulated, making)),
        }
    }
    files
}

/// Every view in a file of its own: pictures of scenarios, Markdown of tables; JSON and what has no view whole.
fn in_folder(
    folder: &Path,
    format: Option<Format>,
    simulated: &Simulated,
    making: &Making,
) -> Vec<(Target, Vec<String>, Format)> {
    let stem = making.program.file.file_stem().map_or("diagram".into(), |stem| stem.to_string_lossy());
    let stem = if stem == DASH { "diagram".into() } else { stem };
    let file = |name: &str, format: Format| {
        let name = if format == Format::Tla { tla::name_of(name) } else { name.to_owned() };
        Target::File(folder.join(format!("{name}.{}", format.ending())))
    };
    if format == Some(Format::Json) {
        return vec![(file(&stem, Format::Json), making.program.view.clone(), Format::Json)];
    }
    let known = view::all(simulated);
    let mut wanted: Vec<String> = making.program.view.clone();
    wanted.dedup();
    if wanted.is_empty() {
        wanted = known.iter().map(|(name, _)| name.clone()).collect();
    }
    let mut files = Vec::new();
    for name in wanted {
        let view = known.iter().find(|(known, _)| *known == name).map(|(_, view)| view);
        let fit =
            view.map(|view| format.unwrap_or(Format::own(*view))).filter(|fit| view.is_some_and(|v| fit.shows(v)));
        match fit {
            Some(fit) => files.push((file(if name.is_empty() { &stem } else { &name }, fit), vec![name], fit)),
            // rendering tells what is wrong with a view that was asked for
            None if !making.program.view.is_empty() => files.push((file(&stem, Format::Svg), vec![name], Format::Svg)),
            None => {}
        }
    }
    if files.is_empty() {
        let whole = format.unwrap_or(Format::Svg);
        files.push((file(&stem, whole), Vec::new(), whole));
    }
    files
}

/// Makes the folders that are asked for.
fn folders(jobs: &[Job]) -> Result<(), String> {
    for job in jobs {
        if let Place::Folder(path) = &job.place {
            std::fs::create_dir_all(path)
                .map_err(|e| format!("cannot make the folder {}: {}", path.display(), files::reason(&e)))?;
        }
    }
    Ok(())
}

/// What is wrong if an output is one of the sources.
fn overwrites(jobs: &[Job], sources: &Sources) -> Option<String> {
    let real = |path: &Path| path.canonicalize().ok();
    jobs.iter().find_map(|job| {
        let Place::File(path) = &job.place else { return None };
        let target = real(path)?;
        let is_source = sources.list.iter().any(|s| real(Path::new(&s.name)).is_some_and(|source| source == target));
        is_source.then(|| format!("{} is a source and is not overwritten", path.display()))
    })
}
