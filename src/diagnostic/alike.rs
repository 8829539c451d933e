//! Many warnings of one kind: people read the first ones in full, and where the others are. One habit in a long program would
//! else hide everything that is told besides.
//!
//! In: findings in order. Out: the same in order, the others of a kind in the place of the first of them.

use super::{Code, Diagnostic};
use crate::source::{FileId, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// So many of a kind are told in full.
const FULL: usize = 5;

/// So many places are named.
const PLACES: usize = 20;

/// What is told at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Told<'d> {
    /// A finding in full.
    Whole(&'d Diagnostic),
    /// Others like those above it; at least two.
    Others(Vec<&'d Diagnostic>),
}

impl Told<'_> {
    /// How many findings it tells.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Whole(_) => 1,
            Self::Others(others) => others.len(),
        }
    }
}

/// Keeps the first warnings of each kind, and what else there is.
#[must_use]
pub fn shorten<'d>(list: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<Told<'d>> {
    let list: Vec<&Diagnostic> = list.into_iter().collect();
    let mut kinds: BTreeMap<Code, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in list.iter().filter(|d| habitual(d)) {
        kinds.entry(diagnostic.code).or_default().push(diagnostic);
    }
    // One more is as short told in full.
    kinds.retain(|_, of_kind| of_kind.len() > FULL + 1);
    let mut met: BTreeMap<Code, usize> = BTreeMap::new();
    let mut told = Vec::new();
    for diagnostic in list {
        let place = met.entry(diagnostic.code).or_default();
        match kinds.get(&diagnostic.code).filter(|_| habitual(diagnostic)) {
            Some(of_kind) if *place == FULL => {
                told.push(Told::Others(of_kind.iter().skip(FULL).copied().collect()));
            }
            Some(_) if *place > FULL => {}
            Some(_) | None => told.push(Told::Whole(diagnostic)),
        }
        *place += usize::from(habitual(diagnostic));
    }
    told
}

/// Whether others of its kind come from the same habit. An error is told by itself, and so is what became of a claim.
fn habitual(diagnostic: &Diagnostic) -> bool {
    !diagnostic.is_error() && !matches!(diagnostic.code, Code::ClaimFails | Code::ClaimHolds)
}

/// Where findings are: `in lines 3, 5 and 9`, for each file that has some.
#[must_use]
pub fn places(findings: &[&Diagnostic], sources: &Sources) -> String {
    let mut lines: BTreeMap<FileId, BTreeSet<u32>> = BTreeMap::new();
    for span in findings.iter().map(|finding| finding.span) {
        let line = sources.get(span.file).map_or(0, |source| source.line(span.start));
        lines.entry(span.file).or_default().insert(line);
    }
    let several = lines.len() > 1;
    let mut told = Vec::new();
    let mut left = PLACES;
    for (file, lines) in lines {
        let name =
            sources.get(file).filter(|_| several).map(|source| format!(" of {}", source.name)).unwrap_or_default();
        let shown = lines.len().min(left);
        let more = lines.len() - shown;
        let mut named: Vec<String> = lines.iter().take(shown).map(ToString::to_string).collect();
        if more > 0 {
            let others = if shown > 0 { "others" } else { "lines" };
            named.push(format!("{more} {others}"));
        }
        let word = match named.len() {
            _ if shown == 0 => "",
            1 => "line ",
            _ => "lines ",
        };
        let last = named.pop().unwrap_or_default();
        let listed = if named.is_empty() { last } else { format!("{} and {last}", named.join(", ")) };
        told.push(format!("in {word}{listed}{name}"));
        left -= shown;
    }
    told.join("; ")
}

#[cfg(test)]
mod tests {
    use super::{Told, places, shorten};
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::{FileId, Source, Sources, Span};

    fn at(code: Code, line: usize) -> Diagnostic {
        Diagnostic::new(code, Span::new(FileId(0), line * 2 - 2, line * 2 - 1), "something")
    }

    fn sources() -> Sources {
        Sources::one(Source::new("a.cd", "x\n".repeat(200)))
    }

    fn spelled(list: &[Diagnostic]) -> Vec<String> {
        let told = shorten(list);
        assert_eq!(told.iter().map(Told::count).sum::<usize>(), list.len());
        told.iter()
            .map(|told| match told {
                Told::Whole(finding) => places(&[finding], &sources()),
                Told::Others(others) => format!("{} {}", others.len(), places(others, &sources())),
            })
            .collect()
    }

    #[test]
    fn few_are_told_in_full() {
        let list: Vec<Diagnostic> = (1..=6).map(|line| at(Code::UnusedStorage, line)).collect();
        assert_eq!(spelled(&list).len(), 6);
    }

    #[test]
    fn of_many_the_first_are_told() {
        let mut list: Vec<Diagnostic> = (1..=9).map(|line| at(Code::UnusedStorage, line)).collect();
        list.insert(7, at(Code::UnusedMethod, 50));
        list.push(at(Code::UnusedStorage, 9));
        let told = spelled(&list);
        assert_eq!(told.len(), 7);
        assert_eq!((told[5].as_str(), told[6].as_str()), ("5 in lines 6, 7, 8 and 9", "in line 50"));
    }

    #[test]
    fn errors_and_claims_are_told_one_by_one() {
        for code in [Code::UnknownKey, Code::ClaimFails] {
            let list: Vec<Diagnostic> = (1..=30).map(|line| at(code, line)).collect();
            assert_eq!(spelled(&list).len(), 30);
        }
    }

    #[test]
    fn a_hundred_places_are_counted() {
        let list: Vec<Diagnostic> = (1..=100).map(|line| at(Code::UnusedStorage, line)).collect();
        let told = spelled(&list);
        assert_eq!(told.len(), 6);
        let lines: Vec<String> = (6..=25).map(|line: u32| line.to_string()).collect();
        assert_eq!(told[5], format!("95 in lines {} and 75 others", lines.join(", ")));
    }
}
