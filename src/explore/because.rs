//! Why a copy is stale, from what a run told: what made it outdated, and what reached its siblings but not it.

use crate::machine::key::KeyId;
use crate::machine::tale::{Deed, Line, Tale};
use crate::machine::world::{SiteId, World};
use crate::timeline::Worth;
use ecow::EcoString;

/// Siblings that are named at most.
const MOST: usize = 2;

/// A sentence about a stale copy: `line 97 wrote a newer value; line 105 reached alice.proxy-isp, not carol.proxy-isp`.
#[must_use]
pub fn because(world: &World<'_>, tale: &Tale<'_>, site: SiteId, key: KeyId) -> Option<String> {
    let is_origin = |at: SiteId| world.storage(at).is_some_and(|s| s.origin);
    let writes = |deed: &Deed<'_>| deed.effects.iter().any(|e| is_origin(e.site) && e.key == key);
    let written = tale.deeds.iter().rposition(writes)?;
    let place = |deed: &Deed<'_>| {
        let step = deed.told.step();
        Line(step.line, world.model.imported(step.span.file).map(EcoString::as_str)).to_string()
    };
    let writer = place(tale.deeds.get(written)?);
    if is_origin(site) {
        // It has the newer value itself: what was seen of it was seen before.
        return Some(format!("{writer} wrote a newer value since"));
    }
    let storage = world.sites.get(site.index())?.storage;
    let mut reached: Vec<(String, &str)> = Vec::new();
    for deed in tale.deeds.iter().skip(written) {
        for effect in deed.effects.iter().filter(|e| e.key == key && e.site != site && e.worth != Worth::Stale) {
            let sibling = world.sites.get(effect.site.index()).is_some_and(|s| s.storage == storage);
            let name = world.name(effect.site);
            if sibling && !reached.iter().any(|(_, known)| *known == name) {
                reached.push((place(deed), name));
            }
        }
    }
    let told: Vec<String> = reached.iter().take(MOST).map(|(line, name)| format!("{line} reached {name}")).collect();
    let rest = match told.as_slice() {
        [] => format!("nothing reached {} since", world.name(site)),
        some => format!("{}, not {}", some.join(", "), world.name(site)),
    };
    Some(format!("{writer} wrote a newer value; {rest}"))
}
