//! Why a copy is stale, from what a run told: what made it outdated, and what reached its siblings but not it.

use crate::machine::key::KeyId;
use crate::machine::tale::{Deed, Tale};
use crate::machine::world::{SiteId, World};
use crate::timeline::Worth;

/// Siblings that are named at most.
const MOST: usize = 2;

/// A sentence about a stale copy: `line 97 wrote a newer value; line 105 reached alice.proxy-isp, not carol.proxy-isp`.
#[must_use]
pub fn because(world: &World<'_>, tale: &Tale<'_>, site: SiteId, key: KeyId) -> Option<String> {
    let is_origin = |at: SiteId| world.storage(at).is_some_and(|s| s.origin);
    let writes = |deed: &Deed<'_>| deed.effects.iter().any(|e| is_origin(e.site) && e.key == key);
    let written = tale.deeds.iter().rposition(writes)?;
    let line = tale.deeds.get(written)?.told.step().line;
    let storage = world.sites.get(site.index())?.storage;
    let mut reached: Vec<(u32, &str)> = Vec::new();
    for deed in tale.deeds.iter().skip(written) {
        for effect in deed.effects.iter().filter(|e| e.key == key && e.site != site && e.worth != Worth::Stale) {
            let sibling = world.sites.get(effect.site.index()).is_some_and(|s| s.storage == storage);
            let name = world.name(effect.site);
            if sibling && !reached.iter().any(|(_, known)| *known == name) {
                reached.push((deed.told.step().line, name));
            }
        }
    }
    let told: Vec<String> =
        reached.iter().take(MOST).map(|(line, name)| format!("line {line} reached {name}")).collect();
    let rest = match told.as_slice() {
        [] => format!("nothing reached {} since", world.name(site)),
        some => format!("{}, not {}", some.join(", "), world.name(site)),
    };
    Some(format!("line {line} wrote a newer value; {rest}"))
}
