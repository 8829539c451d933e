//! Replays recorded HTTP cache cases through the same rules that simulate a storage.
//!
//! Comes in: the text of a file of cases, a mode, a profile. Goes out: a verdict for every case that applies. In order:
//! [`read`] the file, then for each case an empty cache (`cache`), its origin (`origin`) and a judge of every step.

mod cache;
pub mod case;
mod entry;
pub mod fault;
pub mod judge;
mod message;
mod origin;
pub mod read;
pub mod report;
#[cfg(test)]
mod tests;

pub use fault::Fault;
pub use report::{Agreement, Report};

use crate::http::{Profile, Property, Rules};

/// What kind of cache replays the cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A browser's.
    Private,
    /// One for many users.
    Shared,
    /// One of a content delivery network: targeted fields count (RFC 9213).
    Cdn,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Private, Self::Shared, Self::Cdn];

    /// The word in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Shared => "shared",
            Self::Cdn => "cdn",
        }
    }
}

/// Replays every case that applies to the mode, by the standard if no profile is chosen.
///
/// # Errors
/// The text is no file of cases.
pub fn replay(text: &str, mode: Mode, profile: Option<&'static Profile>) -> Result<Report, Fault> {
    let suite = read::read(text)?;
    let has = |property: Property| profile.map_or(property.by_rfc(), |profile| profile.has(property));
    let rules = Rules { shared: mode != Mode::Private, has: &has };
    let one = |case: case::Case| {
        let mut cache = cache::Cache::new(rules, mode == Mode::Private, mode == Mode::Cdn);
        let outcome = judge::replay(&case, suite.epoch, &mut cache);
        (case, outcome)
    };
    let applying = suite.cases.into_iter().filter(|case| case.applies.iter().any(|word| word == mode.name()));
    Ok(Report { outcomes: applying.map(one).collect(), profile: profile.map(|profile| profile.name) })
}
