//! `unused-participant`: a user, device or channel that nothing mentions.

use super::mention::Mentioned;
use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::problem::advice;

/// Users, devices and channels that nothing mentions. A device with storages is there for them.
#[must_use]
pub fn advise(model: &Model, mentioned: &Mentioned) -> Vec<Diagnostic> {
    let named = |name: &ecow::EcoString| mentioned.names.contains(name);
    let mut found = Vec::new();
    if !named(&"user".into()) {
        for user in model.users.iter().filter(|u| !named(&u.declared.name)) {
            found.push(advice::unused_participant(user.declared.span, "user", &user.declared.name));
        }
    }
    for device in model.devices.iter().filter(|d| d.storages.is_empty() && !named(&d.declared.name)) {
        found.push(advice::unused_participant(device.declared.span, "device", &device.declared.name));
    }
    for channel in model.channels.iter().filter(|c| !named(&c.declared.name)) {
        found.push(advice::unused_participant(channel.declared.span, "channel", &channel.declared.name));
    }
    found
}
