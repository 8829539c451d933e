//! Prose of a storage: `how: …` `persist: …` `update: …` `shared: …`.

use crate::syntax::clause::name::Name;
use crate::syntax::clause::text::Text;

/// One line of prose for the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Which cell; the check knows which exist.
    pub name: Name,
    /// What it says.
    pub text: Text,
}
