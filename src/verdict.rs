//! Verdicts: what came of checking claims over all runs of a scenario.

use crate::source::Span;
use crate::timeline::Timeline;
use ecow::EcoString;

/// What a claim turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// It holds in every run (`possible`: in some).
    Holds,
    /// Nothing in any run exercised it.
    NotExercised,
    /// A limit was reached before it was decided.
    Inconclusive,
    /// It fails in some run (`possible`: in all).
    Fails,
}

impl Outcome {
    /// As programs read it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Holds => "holds",
            Outcome::NotExercised => "not-exercised",
            Outcome::Inconclusive => "inconclusive",
            Outcome::Fails => "fails",
        }
    }
}

/// Which limit ended a check before all was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stop {
    /// The time that it may take.
    Time,
    /// The number of states that it may see.
    States,
    /// The number of faults that a run may have.
    Faults,
}

/// Calls or changes that make every claim of a scenario hold over all runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The method to call; empty for a change of a declaration.
    pub method: EcoString,
    /// By whom; empty for a change of a declaration.
    pub by: EcoString,
    /// After which line.
    pub after_line: u32,
    /// As a sentence, or as a line to write.
    pub text: String,
}

/// A claim, decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Where it stands.
    pub span: Span,
    /// Its line, from 1.
    pub line: u32,
    /// As written.
    pub text: EcoString,
    /// What it turned out to be.
    pub outcome: Outcome,
    /// Its author says that it does not hold.
    pub expected_to_fail: bool,
    /// Why; empty for one that holds.
    pub reason: String,
    /// The run nearest to the drawn one in which it fails.
    pub counterexample: Option<Box<Timeline>>,
    /// What would mend it.
    pub repairs: Vec<Repair>,
    /// A claim of the file that another scenario settles as its author said: nothing has to exercise it here, and
    /// what is said to fail may hold here.
    pub elsewhere: bool,
}

impl Decided {
    /// Whether all is as its author said: it holds, or fails and was said to.
    #[must_use]
    pub fn is_as_said(&self) -> bool {
        match self.outcome {
            Outcome::Holds => !self.expected_to_fail || self.elsewhere,
            Outcome::Fails => self.expected_to_fail,
            Outcome::NotExercised => self.elsewhere,
            Outcome::Inconclusive => false,
        }
    }

    /// Whether it settles a claim of the file as its author said.
    fn settles(&self) -> bool {
        match self.outcome {
            Outcome::Holds => !self.expected_to_fail,
            Outcome::Fails => self.expected_to_fail,
            Outcome::NotExercised | Outcome::Inconclusive => false,
        }
    }
}

/// Takes down which claims of the file one scenario settles for the others.
pub fn settle(scenarios: &mut [Checked]) {
    let claims = scenarios.iter().map(|s| s.whole.len()).max().unwrap_or(0);
    for claim in 0..claims {
        let settled = scenarios.iter().filter_map(|s| s.whole.get(claim)).any(Decided::settles);
        for decided in scenarios.iter_mut().filter_map(|s| s.whole.get_mut(claim)) {
            decided.elsewhere = settled && !decided.settles();
        }
    }
}

/// A scenario, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// Its name; empty for the unnamed one.
    pub name: EcoString,
    /// How many runs it has, as far as they were seen.
    pub runs: u64,
    /// How many states they pass.
    pub states: u64,
    /// How many moves led to these.
    pub moves: u64,
    /// Which limit ended it, if one did.
    pub stopped: Option<Stop>,
    /// The claims at points, in the order of the source.
    pub points: Vec<Decided>,
    /// The claims of the file on this scenario, in the order of the source.
    pub whole: Vec<Decided>,
}
