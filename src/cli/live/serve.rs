//! `cachediag serve`: builds the page, shows it, waits for a change, builds it again.

use super::line::{self, Rebuilt};
use super::lookout::{Heard, Lookout};
use super::reading::{self, Read, Stamp};
use super::server::Server;
use super::stage::Stage;
use crate::cli::arguments::{Global, Serve};
use crate::cli::compile;
use crate::cli::exit::Exit;
use crate::cli::files::{DASH, Failure};
use crate::cli::report::Report;
use crate::page::Notice;
use crate::pipeline::live::{self, Sheet};
use crate::pipeline::{Findings, Parsed};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Shows a program until somebody ends it.
pub(in crate::cli) fn run(options: &Serve, global: &Global, report: &Report) -> Exit {
    let file = &options.program.file;
    if global.emit.is_some() || file == Path::new(DASH) {
        report.problem("serve shows a file: name one, and leave out `--emit`");
        return Exit::Usage;
    }
    let begun = reading::followable(file).and_then(|()| Ok((Lookout::new()?, Server::bind(options.port)?)));
    let (lookout, server) = match begun {
        Ok(begun) => begun,
        Err(problem) => {
            report.problem(&problem);
            return Exit::File;
        }
    };
    let stage = Arc::new(Stage::default());
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let look = compile::look(&options.program);
    let sheet = Sheet::blank(&name, look);
    let mut show = Show { options, root: global.root.as_deref(), report, sheet, stage, last: None, known: Vec::new() };
    // The first page is there before anybody is told where.
    let first = show.refresh();
    let address = format!("{} is shown at http://127.0.0.1:{}/\n", file.display(), server.port);
    if let Err(problem) = server.start(Arc::clone(&show.stage)) {
        report.problem(&problem);
        return Exit::File;
    }
    let told = crate::cli::print(&address, report);
    if told == Exit::Done { show.go_on(lookout, first) } else { told }
}

/// A page that follows its program.
struct Show<'s> {
    options: &'s Serve,
    root: Option<&'s Path>,
    report: &'s Report,
    /// The last good page.
    sheet: Sheet,
    stage: Arc<Stage>,
    /// What was read last,
    last: Option<u64>,
    /// and the files that it came from.
    known: Vec<(PathBuf, Stamp)>,
}

impl Show<'_> {
    /// Refreshes the page whenever something changes, until somebody ends it.
    fn go_on(mut self, mut lookout: Lookout, first: Duration) -> Exit {
        let mut took = first;
        loop {
            lookout.follow(&self.known);
            match lookout.wait(took) {
                Heard::Change => took = self.refresh(),
                Heard::End => return Exit::Done,
            }
        }
    }

    /// Reads the program, and shows what it says if that is something else; how long it took.
    fn refresh(&mut self) -> Duration {
        let begun = Instant::now();
        let Read { parsed, print, files } = reading::read(&self.options.program.file, self.root, &self.known);
        self.known = files;
        if self.last.replace(print) != Some(print) {
            let notice = match parsed {
                Ok(parsed) => self.build(parsed),
                Err(Failure::Findings(findings)) => self.told(&findings),
                Err(Failure::File(problem)) => {
                    self.report.problem(&problem);
                    Notice { errors: 1, text: format!("error: {problem}\n"), ..Notice::default() }
                }
            };
            let Notice { errors, warnings, .. } = notice;
            self.stage.show(self.sheet.document(notice));
            if !self.report.is_quiet() {
                line::tell(&Rebuilt { written: &["page".to_owned()], errors, warnings, took: begun.elapsed() });
            }
        }
        begun.elapsed()
    }

    /// Makes the page anew, unless there are errors.
    fn build(&mut self, parsed: Parsed) -> Notice {
        let program = &self.options.program;
        let mut simulated = match parsed.check().simulate() {
            Ok(simulated) => simulated,
            Err(findings) => return self.told(&findings),
        };
        if !program.no_check {
            compile::decide(&mut simulated, program.budget, true);
        }
        match simulated.sheet(&program.view, compile::look(program)) {
            Ok((sheet, findings)) => {
                self.sheet = sheet;
                self.told(&findings)
            }
            Err(findings) => self.told(&findings),
        }
    }

    /// Tells findings here, and what is to be told over the page.
    fn told(&self, findings: &Findings) -> Notice {
        self.report.findings(findings);
        live::told(findings)
    }
}
