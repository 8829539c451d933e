//! `cachediag compile`: the source is read, everything asked for is rendered, then everything is written.

use super::arguments::{Compile, Font, Global};
use super::emit;
use super::exit::Exit;
use super::files::{self, DASH, Failure, Folder};
use super::output::{self, Target};
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::explore::Limits;
use crate::pipeline::{self, FontMode, Format, Look, Simulated, view};
use crate::render::tla;
use crate::source::Sources;
use crate::verdict::{Checked, Outcome};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Where results of one format go.
struct Job {
    place: Place,
    /// The format by ending or option; only for a folder it may be left open.
    format: Option<Format>,
}

/// A kind of place.
enum Place {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

/// Compiles a program.
pub(super) fn run(options: &Compile, global: &Global, report: &Report) -> Exit {
    let jobs = match plan(options) {
        Ok(jobs) => jobs,
        Err(problem) => {
            report.problem(&problem);
            return Exit::Usage;
        }
    };
    let source = match files::read_source(&options.file) {
        Ok(source) => source,
        Err(Failure::File(problem)) => {
            report.problem(&problem);
            return Exit::File;
        }
        Err(Failure::Findings(findings)) => return report.findings(&findings),
    };
    let mut folder = Folder::new(global.root.as_deref(), &options.file);
    let look = look(options);
    let mut load = |path: &str| folder.load(path);
    if let Some(phase) = global.emit {
        return emit::run(phase, source, &mut load, &options.view, report);
    }
    let mut simulated = match pipeline::parse(source, &mut load).check().simulate() {
        Ok(simulated) => simulated,
        Err(findings) => return report.findings(&findings),
    };
    let mut as_said = true;
    if !options.no_check {
        let limits = Limits { repair: false, ..Limits::default() };
        let start = Instant::now();
        let mut checked = super::check::within(&simulated, &limits, options.budget);
        // A page tells what would mend a claim, if there is time left.
        if jobs.iter().any(|job| job.format == Some(Format::Html)) {
            mend(&mut checked, &simulated, options.budget.saturating_sub(start.elapsed()));
        }
        as_said = super::check::as_said(&checked);
        simulated.decide(checked);
    }
    if let Some(problem) = overwrites(&jobs, &simulated.findings.sources) {
        report.problem(&problem);
        return Exit::Usage;
    }
    let exit = finish(simulated, &jobs, options, &look, report);
    if options.strict && !as_said { exit.max(Exit::Claims) } else { exit }
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
fn finish(mut simulated: Simulated, jobs: &[Job], options: &Compile, look: &Look, report: &Report) -> Exit {
    let mut advice: Vec<Diagnostic> = Vec::new();
    let mut outputs = Vec::new();
    let files = expand(jobs, &simulated, options);
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
            Err(findings) => return report.findings(&findings),
        }
    }
    for diagnostic in advice {
        if !simulated.findings.list.contains(&diagnostic) {
            simulated.findings.list.push(diagnostic);
        }
    }
    report.findings(&simulated.findings);
    let written: Vec<String> = outputs.iter().filter_map(|(target, _)| name_of(target)).collect();
    if let Err(problem) = folders(jobs).and_then(|()| output::write_all(outputs)) {
        report.problem(&problem);
        return Exit::File;
    }
    if !written.is_empty() {
        report.note(&format!("wrote {}", written.join(", ")));
    }
    // The program ends here, and the system takes everything back at once.
    std::mem::forget(simulated);
    Exit::Done
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
fn look(options: &Compile) -> Look {
    Look {
        theme: pipeline::theme(&options.theme),
        scale: options.scale,
        font: match options.font {
            Font::Embed => FontMode::Embed,
            Font::Outline => FontMode::Outline,
            Font::System => FontMode::System,
        },
        ..Look::default()
    }
}

/// Where everything goes, or what is wrong with the options.
fn plan(options: &Compile) -> Result<Vec<Job>, String> {
    if options.output.is_empty() {
        return Ok(vec![default_job(options)]);
    }
    let mut jobs: Vec<Job> = Vec::new();
    for (index, path) in options.output.iter().enumerate() {
        if options.output.iter().take(index).any(|other| other == path) {
            return Err(format!("{} is named twice with -o", path.display()));
        }
        jobs.push(job(path, options.format)?);
    }
    Ok(jobs)
}

/// Standard output, unless a person would be shown the text of a picture.
fn default_job(options: &Compile) -> Job {
    let format = options.format.unwrap_or(Format::Svg);
    let piped = options.file == Path::new(DASH) || !std::io::stdout().is_terminal();
    let place = if piped { Place::Stdout } else { Place::File(options.file.with_extension(format.ending())) };
    Job { place, format: Some(format) }
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
        let known: Vec<String> = Format::ALL.iter().map(|f| format!(".{}", f.ending())).collect();
        format!("{}: no format has this ending; use one of {}, or --format", path.display(), known.join(" "))
    })?;
    Ok(Job { place: Place::File(path.to_path_buf()), format: Some(format) })
}

/// Each file to write, the views in it and its format.
fn expand(jobs: &[Job], simulated: &Simulated, options: &Compile) -> Vec<(Target, Vec<String>, Format)> {
    let mut files = Vec::new();
    for job in jobs {
        let whole = job.format.unwrap_or(Format::Svg);
        match &job.place {
            Place::Stdout => files.push((Target::Stdout, options.view.clone(), whole)),
            Place::File(path) => files.push((Target::File(path.clone()), options.view.clone(), whole)),
            Place::Folder(folder) => files.extend(in_folder(folder, job.format, simulated, options)),
        }
    }
    files
}

/// Every view in a file of its own: pictures of scenarios, Markdown of tables; JSON and what has no view whole.
fn in_folder(
    folder: &Path,
    format: Option<Format>,
    simulated: &Simulated,
    options: &Compile,
) -> Vec<(Target, Vec<String>, Format)> {
    let stem = options.file.file_stem().map_or("diagram".into(), |stem| stem.to_string_lossy());
    let stem = if stem == DASH { "diagram".into() } else { stem };
    let file = |name: &str, format: Format| {
        let name = if format == Format::Tla { tla::name_of(name) } else { name.to_owned() };
        Target::File(folder.join(format!("{name}.{}", format.ending())))
    };
    if format == Some(Format::Json) {
        return vec![(file(&stem, Format::Json), options.view.clone(), Format::Json)];
    }
    let known = view::all(simulated);
    let mut wanted: Vec<String> = options.view.clone();
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
            None if !options.view.is_empty() => files.push((file(&stem, Format::Svg), vec![name], Format::Svg)),
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
