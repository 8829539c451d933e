//! The declarations that say more about themselves: documentation (`///`) or a source.

use crate::model::{Declared, Model};
use crate::page::{Entry, Part, Section};
use crate::timeline::Wording;

/// Their section, if there are any. Those of scenarios and flows stand with their pictures.
pub(super) fn section(model: &Model) -> Option<Section> {
    let mut entries = Vec::new();
    let mut add = |keyword: &'static str, declared: &mut dyn Iterator<Item = &Declared>| {
        let telling = declared.filter(|d| !d.docs.trim().is_empty() || d.source.is_some());
        entries.extend(telling.map(|d| Entry {
            keyword,
            name: d.name.clone(),
            label: d.label.clone(),
            docs: d.docs.clone(),
            source: d.source.clone(),
        }));
    };
    add("resource", &mut model.resources.iter().map(|x| &x.declared));
    add("device", &mut model.devices.iter().map(|x| &x.declared));
    add("storage", &mut model.storages.iter().map(|x| &x.declared));
    add("user", &mut model.users.iter().map(|x| &x.declared));
    add("route", &mut model.routes.iter().map(|x| &x.declared));
    add("method", &mut model.methods.iter().map(|x| &x.declared));
    add("channel", &mut model.channels.iter().map(|x| &x.declared));
    add("policy", &mut model.policies.iter().map(|x| &x.declared));
    (!entries.is_empty()).then(|| Section {
        name: "declarations".into(),
        title: Wording::sentence("Declarations"),
        parts: vec![Part::Entries(entries)],
        ..Section::default()
    })
}
