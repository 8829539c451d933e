//! Checking: every claim over every run, with the run that breaks it drawn.

use super::Simulated;
use crate::diagnostic::Code;
use crate::explore::{self, Limits, replay};
use crate::machine::world::World;
use crate::model::ScenarioId;
use crate::problem::runs;
use crate::simulate;
use crate::source::FileId;
use crate::timeline::{Moment, MomentKind, Style, Timeline, Verdict, Wording};
use crate::verdict::{Checked, Decided, Outcome, settle};
use std::collections::{HashMap, HashSet};

impl Simulated {
    /// Decides every claim of every scenario; `progress` is told states and moves, and says whether to go on.
    #[must_use]
    pub fn check(&self, limits: &Limits, progress: explore::Progress<'_>) -> Vec<Checked> {
        let world = World::of(&self.model);
        let scenarios = (0..self.model.scenarios.len()).map(ScenarioId::at);
        let one = |id: ScenarioId| {
            let explored = explore::explore(&self.model, id, limits, progress);
            let mut checked = explored.checked;
            let Some(world) = &world else { return checked };
            for (decided, path) in checked.points.iter_mut().chain(&mut checked.whole).zip(&explored.paths) {
                let told = path.as_ref().and_then(|path| self.counterexample(world, id, path));
                decided.counterexample = told.map(Box::new);
            }
            checked.whole.iter_mut().for_each(conclude);
            checked
        };
        let mut all: Vec<Checked> = scenarios.map(one).collect();
        settle(&mut all);
        all
    }

    /// The run that breaks a claim, as a timeline like any other.
    fn counterexample(&self, world: &World<'_>, id: ScenarioId, path: &[explore::witness::Leg]) -> Option<Timeline> {
        let declared = self.model.scenarios.get(id.index())?;
        let retold = replay::retell(world, id, path);
        Some(simulate::unfold(world, declared, &retold.tale, &retold.keys))
    }

    /// Writes the verdicts into the drawn runs: a claim that the drawn run left open, or that holds there but not in
    /// every run, shows what came of checking it.
    pub fn decide(&mut self, checked: Vec<Checked>) {
        self.findings.list.retain(|d| d.code != Code::ClaimFails);
        let mut known = HashSet::new();
        for decided in checked.iter().flat_map(|s| s.points.iter().chain(&s.whole)) {
            let finding = match (decided.outcome, decided.expected_to_fail) {
                (Outcome::Fails, false) => runs::claim_fails(decided.span, &decided.text, &decided.reason),
                (Outcome::Holds, true) if !decided.elsewhere => runs::claim_holds(decided.span, &decided.text),
                (Outcome::Holds | Outcome::NotExercised | Outcome::Inconclusive, false)
                | (Outcome::Holds | Outcome::Fails | Outcome::NotExercised | Outcome::Inconclusive, true) => continue,
            };
            if known.insert((finding.span, finding.message.clone())) {
                self.findings.list.push(finding);
            }
        }
        self.mark(&checked);
        let broken = checked.iter().map(|scenario| {
            let mut all = scenario.points.iter().chain(&scenario.whole);
            all.find_map(|decided| decided.counterexample.as_deref().cloned())
        });
        self.broken = broken.collect();
        self.checked = checked;
    }

    fn mark(&mut self, checked: &[Checked]) {
        for (timeline, checked) in self.timelines.iter_mut().zip(checked) {
            let by_line: HashMap<u32, &Decided> = checked.points.iter().map(|d| (d.line, d)).collect();
            for moment in &mut timeline.moments {
                let Some(decided) = by_line.get(&moment.line) else { continue };
                let possible = moment.said.starts_with("possible ");
                match &mut moment.kind {
                    MomentKind::Claim { verdict, reason, .. } => {
                        *verdict = shown(decided, *verdict, possible);
                        tell(reason, decided);
                    }
                    MomentKind::Sees { verdict, reason, .. } => {
                        let holds = matches!(verdict, Verdict::Holds | Verdict::HoldsStale);
                        if !(holds && decided.outcome == Outcome::Holds) {
                            *verdict = shown(decided, *verdict, false);
                            tell(reason, decided);
                        }
                    }
                    _other => {}
                }
            }
        }
    }
}

/// The run that breaks a claim of the file ends with the claim.
fn conclude(decided: &mut Decided) {
    let mut label = Wording::default();
    label.push("claim", Style::Bold);
    label.push(format!(" {}", decided.text), Style::Plain);
    let reason = (!decided.reason.is_empty()).then(|| Wording::sentence(&decided.reason));
    let said = format!("claim {}", decided.text);
    let verdict = if decided.expected_to_fail { Verdict::FailsAsSaid } else { Verdict::Fails };
    let kind = MomentKind::Claim { over: Vec::new(), label, verdict, reason };
    if let Some(timeline) = &mut decided.counterexample {
        timeline.moments.push(Moment {
            file: FileId::default(),
            line: decided.line,
            number: None,
            tone: None,
            said,
            kind,
            changes: Vec::new(),
            holdings: Box::default(),
            as_told: None,
            looked: Box::default(),
        });
    }
}

/// How a decided claim is drawn. What no check came to an end with is open; only that something is possible is settled by
/// the drawn run alone.
fn shown(decided: &Decided, drawn: Verdict, possible: bool) -> Verdict {
    match (decided.outcome, decided.expected_to_fail) {
        (Outcome::Holds, _) => Verdict::Holds,
        (Outcome::Fails, true) => Verdict::FailsAsSaid,
        (Outcome::Fails, false) => Verdict::Fails,
        (Outcome::Inconclusive, _) if !possible && matches!(drawn, Verdict::Holds | Verdict::HoldsStale) => {
            Verdict::Open
        }
        (Outcome::NotExercised | Outcome::Inconclusive, _) => drawn,
    }
}

fn tell(reason: &mut Option<Wording>, decided: &Decided) {
    if reason.is_none() && decided.outcome != Outcome::Holds && !decided.reason.is_empty() {
        let elsewhere = if decided.counterexample.is_some() { "in another run: " } else { "" };
        *reason = Some(Wording::sentence(&format!("{elsewhere}{}", decided.reason)));
    }
}
