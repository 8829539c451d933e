//! Advice: what compiles but is probably not what its author means. One file a lint.
//!
//! In order: [`mention`] takes down what the trees mention; each lint adds its findings; [`allow`] takes away what a
//! comment silences, and tells silenced lints that do not exist.

pub mod allow;
pub mod dependent;
pub mod event;
pub mod mention;
pub mod policy;
pub mod private_shared;
pub mod trailing_slash;
pub mod unused_method;
pub mod unused_participant;
pub mod unused_storage;

use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::source::Sources;
use crate::syntax::tree::File;

/// Adds advice to the findings of the check, and takes away the warnings that are silenced. With errors among the
/// findings there is no further advice: what looks unused may only be misspelt.
pub fn advise(model: &Model, files: &[&File], sources: &Sources, found: &mut Vec<Diagnostic>) {
    if !found.iter().any(Diagnostic::is_error) {
        found.extend(policy::advise(model));
        let mentioned = mention::collect(files);
        if mentioned.statements && !model.sketch {
            found.extend(unused_storage::advise(model, &mentioned));
            found.extend(unused_participant::advise(model, &mentioned));
            found.extend(unused_method::advise(model, &mentioned));
            found.extend(private_shared::advise(model));
            found.extend(event::advise(model));
            found.extend(trailing_slash::advise(model));
            found.extend(dependent::advise(model));
        }
    }
    allow::silence(files, sources, found);
}
