//! Which runs a page shows of a scenario: the written one, then each other one that breaks a claim.

use crate::pipeline::{Simulated, View};
use crate::timeline::{Moment, MomentKind, Timeline};
use crate::verdict::Decided;

/// The most runs that break claims, for each scenario.
const MOST_RUNS: usize = 8;

/// The most steps of these together: a reader opens a page for what was written.
const MOST_STEPS: usize = 4_000;

/// A run.
pub(super) struct Shown<'s> {
    pub timeline: &'s Timeline,
    /// The claim that it breaks, if it is not the written run.
    pub breaks: Option<&'s str>,
    /// The claims that fail in it, by their number among those of the scenario.
    pub claims: Vec<usize>,
}

impl Simulated {
    /// The runs of a view.
    pub(super) fn runs(&self, view: View) -> Vec<Shown<'_>> {
        let Some(index) = Self::scenario_of(view) else { return Vec::new() };
        if matches!(view, View::Counterexample(_)) {
            let timeline = self.broken.get(index).and_then(Option::as_ref);
            let broken = self.decided(index).find(|(_, d)| d.counterexample.is_some());
            let breaks = Some(broken.map_or("a claim", |(_, d)| d.text.as_str()));
            return timeline.map(|timeline| Shown { timeline, breaks, claims: Vec::new() }).into_iter().collect();
        }
        let written = self.timelines.get(index).map(|timeline| Shown { timeline, breaks: None, claims: Vec::new() });
        let mut runs: Vec<Shown<'_>> = written.into_iter().collect();
        self.breaking(index, &mut runs);
        runs
    }

    /// The claims of a scenario with their numbers.
    fn decided(&self, index: usize) -> impl Iterator<Item = (usize, &Decided)> {
        self.checked.get(index).into_iter().flat_map(|c| c.points.iter().chain(&c.whole)).enumerate()
    }

    /// Adds the runs that break claims. One that does what a run before it does up to there is that run.
    fn breaking<'s>(&'s self, index: usize, runs: &mut Vec<Shown<'s>>) {
        let mut steps = 0;
        for (number, decided) in self.decided(index) {
            let Some(timeline) = decided.counterexample.as_deref() else { continue };
            if let Some(known) = runs.iter_mut().find(|run| begins(run.timeline, timeline)) {
                known.claims.push(number);
                continue;
            }
            steps += timeline.moments.len();
            if runs.len() <= MOST_RUNS && steps <= MOST_STEPS {
                runs.push(Shown { timeline, breaks: Some(&decided.text), claims: vec![number] });
            }
        }
    }
}

/// Whether a run does first what another one does.
fn begins(whole: &Timeline, part: &Timeline) -> bool {
    let mut all = deeds(whole);
    deeds(part).all(|deed| all.next() == Some(deed))
}

/// What a run does, without what is claimed of it.
fn deeds(timeline: &Timeline) -> impl Iterator<Item = (u32, &str)> {
    let done = |moment: &&Moment| {
        !matches!(
            moment.kind,
            MomentKind::Claim { .. }
                | MomentKind::Activate(_)
                | MomentKind::Deactivate(_)
                | MomentKind::Else { .. }
                | MomentKind::Close
        )
    };
    timeline.moments.iter().filter(done).map(|moment| (moment.line, moment.said.as_str()))
}
