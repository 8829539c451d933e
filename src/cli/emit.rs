//! `--emit`: prints what a phase made of the source.

use super::arguments::Phase;
use super::exit::Exit;
use super::report::Report;
use crate::pipeline::{self, Findings, Load};
use crate::source::Source;

/// Prints one phase's work, and what was found up to there.
pub(super) fn run(phase: Phase, source: Source, load: Load<'_>, views: &[String], report: &Report) -> Exit {
    let (text, findings) = match spell(phase, source, load, views) {
        Ok(made) => made,
        Err(findings) => return report.findings(&findings),
    };
    let found = report.findings(&findings);
    super::print(&text, report).max(found)
}

/// The text; trees and models are printed even with errors, as far as they came.
fn spell(phase: Phase, source: Source, load: Load<'_>, views: &[String]) -> Result<(String, Findings), Findings> {
    if phase == Phase::Tokens {
        return Ok((pipeline::tokens(&source), Findings::default()));
    }
    let parsed = pipeline::parse(source, load);
    if phase == Phase::Tree {
        return Ok((parsed.dump(), parsed.findings));
    }
    let checked = parsed.check();
    if phase == Phase::Model {
        return Ok((checked.dump(), checked.findings));
    }
    let simulated = checked.simulate()?;
    if phase == Phase::Timeline {
        return Ok((simulated.dump(views)?, simulated.findings));
    }
    let drawn = simulated.draw_views(views)?;
    Ok((drawn.dump(), simulated.findings))
}
