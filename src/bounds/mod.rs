//! Bounds: how long an outdated value can still be shown, read off the declarations. No run is looked at.
//!
//! Counted from a write, by a reader who keeps asking, while nothing fails, on the longest of the ways by which a value may come
//! to them (`route`). From the origin to the reader:
//!
//! 1. `guard`: a copy that a reaction drops or marks at every write adds nothing, unless something behind it may still
//!    hold the old value and fill it again.
//! 2. `layer`: any other storage adds as long as a copy of it is used without asking, by what the resource says or, where that
//!    is longer, an `answer` that is drawn.
//! 3. HTTP caches between which Age travels share one lifetime; all else adds up (RFC 9111 §4.2.3).
//! 4. `way`: the last read takes its time, there and back.

mod answer;
mod guard;
mod layer;
mod product;
mod route;
#[cfg(test)]
mod tests;
mod way;

use crate::model::{Model, ResourceId, StorageId};
use crate::timeline::bound::{Bound, Share};
use answer::Answers;
use ecow::EcoString;
use guard::Guards;
use route::{Readers, Routes};
use std::sync::Arc;

/// Most storages that are looked at, over all resources and ways: beyond, no table could be read, and the resources
/// that are left are not told.
const MOST_HOPS: usize = 200_000;

/// Whether a program has bounds: readers, and something to read from copies.
#[must_use]
pub fn tells(model: &Model) -> bool {
    !model.sketch && !model.users.is_empty() && !model.resources.is_empty() && !model.storages.is_empty()
}

/// The bounds of every resource for every reader, those alike together: resources in declared order, then readers.
#[must_use]
pub fn derive(model: &Model) -> Vec<Bound> {
    if !tells(model) {
        return Vec::new();
    }
    let Some(answers) = Answers::new(model) else { return Vec::new() };
    let (guards, routes) = (Guards::new(model), Routes::new(model));
    let own = (0..model.resources.len()).filter(|i| model.resources.get(*i).is_some_and(|r| r.alias.is_none()));
    let mut left = MOST_HOPS;
    let told = own.map(ResourceId::at).map_while(|resource| {
        let ways = routes.of(model, resource, &mut left)?;
        Some(of_resource(model, (&guards, &answers), resource, routes.readers.iter().zip(ways)))
    });
    told.flatten().collect()
}

/// The bounds of one resource, readers alike together.
fn of_resource<'r>(
    model: &Model,
    known: (&Guards, &Answers<'_>),
    resource: ResourceId,
    ways: impl Iterator<Item = (&'r Readers, Vec<Vec<StorageId>>)>,
) -> Vec<Bound> {
    let mut found: Vec<(Bound, Vec<EcoString>)> = Vec::new();
    for (readers, ways) in ways {
        let bounds = ways.iter().map(|hops| bound(model, known, resource, hops, &readers.names));
        // Without end is the longest; of those as long, the first.
        let length = |bound: &Bound| (bound.millis.is_none(), bound.millis);
        let longest = bounds.reduce(|one, other| if length(&other) > length(&one) { other } else { one });
        let Some(bound) = longest else { continue };
        let alike = |other: &Bound| other.shares == bound.shares && other.undeclared == bound.undeclared;
        match found.iter_mut().find(|(other, _)| alike(other)) {
            Some((_, further)) => further.extend(readers.names.iter().cloned()),
            None => found.push((bound, Vec::new())),
        }
    }
    let joined = |(bound, further): (Bound, Vec<EcoString>)| match further.is_empty() {
        true => bound,
        false => Bound { readers: bound.readers.iter().cloned().chain(further).collect(), ..bound },
    };
    found.into_iter().map(joined).collect()
}

/// One resource on one way: the storages that a read passes, its origin included, the reader's own first.
fn bound(
    model: &Model,
    (guards, answers): (&Guards, &Answers<'_>),
    resource: ResourceId,
    hops: &[StorageId],
    readers: &Arc<[EcoString]>,
) -> Bound {
    let mut shares = Vec::new();
    // Whether what is behind speaks HTTP and says its age.
    let mut told: Option<StorageId> = None;
    for id in hops.iter().rev().copied() {
        let said = model.resources.get(resource.index()).map(|r| (resource, &r.response));
        let said = said.map(|said| answers.heard(model, said, hops, id)).unwrap_or_default();
        let Some(layer) = layer::of(model, id, resource, &said) else { continue };
        let behind = total(&shares);
        let layer = if guards.hold(id, resource) && behind == Some(0) { layer.emptied() } else { layer };
        let shared = told.is_some_and(|behind| product::age_travels(model, behind, id));
        told = layer.http.then_some(id);
        match shares.last_mut().filter(|_| shared && layer.http) {
            Some(share) => join(share, layer.share),
            None => shares.push(layer.share),
        }
    }
    shares.reverse();
    shares.extend(way::share(model, hops));
    let resource = model.resources.get(resource.index()).map(|r| r.declared.name.clone()).unwrap_or_default();
    let undeclared = way::undeclared(model, hops);
    Bound { readers: Arc::clone(readers), resource, millis: total(&shares), shares, undeclared }
}

/// The sum; `None` without end.
fn total(shares: &[Share]) -> Option<u64> {
    shares.iter().try_fold(0_u64, |sum, share| share.millis.map(|millis| sum.saturating_add(millis)))
}

/// A cache nearer to the reader joins the lifetime of those behind it: the longest counts. Of one without end those are named that
/// make it so.
fn join(share: &mut Share, nearer: Share) {
    match (share.millis, nearer.millis) {
        (None, Some(_)) => return,
        (Some(_), None) => {
            *share = nearer;
            return;
        }
        (Some(own), Some(other)) if other > own => (share.millis, share.why) = (nearer.millis, nearer.why),
        (Some(_), Some(_)) | (None, None) => {}
    }
    share.storages.splice(0..0, nearer.storages);
}
