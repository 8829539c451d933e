//! Which request fields select a stored response (RFC 9111 §4.1).

use super::fields::{Fields, members};

/// What a response varies by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selecting(Vec<(String, Option<String>)>);

/// Fields whose members may stand in any order: preference is said by their weights (RFC 9110 §12.5).
const UNORDERED: [&str; 4] = ["accept", "accept-charset", "accept-encoding", "accept-language"];

/// Whether `*` stands among what a response varies by: then no later request selects it.
#[must_use]
pub fn varies_by_anything(vary: &str) -> bool {
    members(vary).contains(&"*")
}

impl Selecting {
    /// What the request bears of the fields that the response names.
    #[must_use]
    pub fn of(request: &Fields, response: &Fields) -> Self {
        let vary = response.get("Vary").unwrap_or_default();
        let names = members(&vary).into_iter().map(str::to_ascii_lowercase);
        Self(names.map(|name| (name.clone(), normal(&name, request))).collect())
    }

    /// Whether another request bears the same; what is absent in one must be absent in the other.
    #[must_use]
    pub fn matches(&self, request: &Fields) -> bool {
        self.0.iter().all(|(name, value)| normal(name, request) == *value)
    }
}

/// The field's value in a form that differs only where the meaning does: lines combined, whitespace between members
/// dropped, members that have no order sorted.
fn normal(name: &str, request: &Fields) -> Option<String> {
    let value = request.get(name)?;
    let list = members(&value);
    if !UNORDERED.contains(&name) {
        return Some(list.join(","));
    }
    let spelt = |member: &str| member.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let mut list: Vec<String> = list.into_iter().map(spelt).collect();
    list.sort();
    Some(list.join(","))
}
