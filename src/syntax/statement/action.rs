//! `a: text`: an action on a lifeline.

use crate::syntax::clause::place::Place;
use crate::syntax::clause::text::Text;

/// An action.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Who acts.
    pub who: Place,
    /// What is done.
    pub text: Text,
}
