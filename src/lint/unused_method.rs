//! `unused-method`: a device's method that nothing calls. A user's stands in the invalidation matrix by itself.

use super::mention::Mentioned;
use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::model::method::Caller;
use crate::problem::advice;

/// Methods of devices that nothing calls.
#[must_use]
pub fn advise(model: &Model, mentioned: &Mentioned) -> Vec<Diagnostic> {
    let of_device = model.methods.iter().filter(|m| match m.by {
        Caller::Device(_) => true,
        Caller::Anyone | Caller::User => false,
    });
    of_device
        .filter(|m| !mentioned.calls.contains(&m.declared.name))
        .map(|m| advice::unused_method(m.declared.span, &m.declared.name))
        .collect()
}
