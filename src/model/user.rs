//! Users: people with a browser.

use super::Declared;
use super::id::RouteId;
use ecow::EcoString;

/// A person.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// Name, label and place.
    pub declared: Declared,
    /// Their dimensions as written and inherited: name and value. Personal dimensions that are not here have the
    /// user's own name as value ([`User::dimension`]).
    pub dimensions: Vec<(EcoString, EcoString)>,
    /// Their default route.
    pub via: Option<RouteId>,
    /// Their box stands at the right.
    pub right: bool,
}

impl User {
    /// The value of a dimension for this user; `None` if they do not carry it.
    #[must_use]
    pub fn dimension(&self, dimension: &super::storage::Dimension) -> Option<&EcoString> {
        let name = dimension.name();
        let stated = self.dimensions.iter().find(|(n, _)| n == name).map(|(_, v)| v);
        stated.or_else(|| dimension.is_personal().then_some(&self.declared.name))
    }
}
