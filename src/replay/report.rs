//! What a replay found, as JSON and as a table.

use super::case::{Case, Kind};
use super::judge::{Outcome, Verdict};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

/// What a replay found.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Cases that apply to the mode, in the order of the file, and how each ended.
    pub outcomes: Vec<(Case, Outcome)>,
    /// The product whose profile was replayed, if one was chosen.
    pub profile: Option<&'static str>,
}

/// How many verdicts of a profile agree with the published ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Agreement {
    /// So many agree.
    pub same: usize,
    /// Of so many that were published.
    pub of: usize,
}

impl Report {
    /// One object: id → verdict, step and reason.
    #[must_use]
    pub fn json(&self) -> String {
        let one = |(case, outcome): &(Case, Outcome)| {
            let told = json!({"verdict": outcome.verdict.word(), "step": outcome.step, "why": outcome.why});
            (case.id.clone(), told)
        };
        let object: Map<String, Json> = self.outcomes.iter().map(one).collect();
        let mut text = serde_json::to_string_pretty(&object).unwrap_or_default();
        text.push('\n');
        text
    }

    /// A table by tier and kind, then what did not pass, then how many verdicts agree.
    #[must_use]
    pub fn table(&self) -> String {
        let mut text = format!("{:<18} {:<9} {:>5} {:>5} {:>5}\n", "tier", "kind", "pass", "fail", "setup");
        for ((tier, kind), [pass, fail, setup]) in self.counts() {
            let _ = writeln!(text, "{tier:<18} {:<9} {pass:>5} {fail:>5} {setup:>5}", kind.word());
        }
        let missed = |(case, outcome): &&(Case, Outcome)| outcome.verdict != Verdict::Pass && case.kind != Kind::Check;
        for (case, outcome) in self.outcomes.iter().filter(missed) {
            let (word, step) = (outcome.verdict.word(), outcome.step);
            let _ = writeln!(text, "{} ({}): {word} at step {step}: {}", case.id, case.kind.word(), outcome.why);
        }
        if let Some(name) = self.profile.filter(|name| self.agreement(name).of > 0) {
            let Agreement { same, of } = self.agreement(name);
            let _ = writeln!(text, "{same} of {of} verdicts agree with those published of {name}");
        }
        text
    }

    /// Passes, failures and setups by tier and kind, tiers in the order in which they first stand in the file.
    fn counts(&self) -> Vec<((String, Kind), [usize; 3])> {
        let mut tiers: Vec<&str> = Vec::new();
        let mut counts: BTreeMap<(usize, Kind), [usize; 3]> = BTreeMap::new();
        for (case, outcome) in &self.outcomes {
            let tier = tiers.iter().position(|tier| *tier == case.tier).unwrap_or_else(|| {
                tiers.push(&case.tier);
                tiers.len() - 1
            });
            let [pass, fail, setup] = counts.entry((tier, case.kind)).or_default();
            match outcome.verdict {
                Verdict::Pass => *pass += 1,
                Verdict::Fail => *fail += 1,
                Verdict::Setup => *setup += 1,
            }
        }
        let named = |((tier, kind), count): ((usize, Kind), [usize; 3])| {
            ((tiers.get(tier).map_or_else(String::new, |t| (*t).to_owned()), kind), count)
        };
        counts.into_iter().map(named).collect()
    }

    /// How many verdicts equal the product's published ones; what was not tested or not decided counts for nothing.
    #[must_use]
    pub fn agreement(&self, product: &str) -> Agreement {
        let lacking = self.lacking();
        let mut agreement = Agreement::default();
        for (case, outcome) in &self.outcomes {
            let published = case.peers.iter().find(|(name, _)| name == product).map(|(_, verdict)| verdict.as_str());
            let told = |verdict: Verdict| outcome.verdict == verdict && !lacking.contains(case.id.as_str());
            let same = match published {
                Some("pass" | "yes") => told(Verdict::Pass),
                Some("fail" | "optional-fail" | "no") => told(Verdict::Fail),
                Some("setup") => told(Verdict::Setup),
                Some("dep") => lacking.contains(case.id.as_str()),
                Some(_) | None => continue,
            };
            agreement.of += 1;
            agreement.same += usize::from(same);
        }
        agreement
    }

    /// Cases that say nothing, since one that they depend on did not pass, or says nothing either.
    fn lacking(&self) -> HashSet<&str> {
        // Deeper chains than this are in no suite.
        const DEEPEST: usize = 16;
        let mut lacking: HashSet<&str> = HashSet::new();
        let missed = |(_, outcome): &&(Case, Outcome)| outcome.verdict != Verdict::Pass;
        let failed: HashSet<&str> = self.outcomes.iter().filter(missed).map(|(case, _)| case.id.as_str()).collect();
        for _ in 0..DEEPEST {
            let before = lacking.len();
            for (case, _) in &self.outcomes {
                let lacks = |id: &String| failed.contains(id.as_str()) || lacking.contains(id.as_str());
                if case.depends_on.iter().any(lacks) {
                    lacking.insert(&case.id);
                }
            }
            if lacking.len() == before {
                break;
            }
        }
        lacking
    }
}
