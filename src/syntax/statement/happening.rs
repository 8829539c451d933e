//! `crash a`, `reload a`, `close a`, `reboot a`, `deploy a`, `crash a anywhere { … }`.

use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::text::Text;
use crate::syntax::tree::Block;

/// What happens to a place; a stronger one clears what a weaker one clears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HappeningKind {
    /// A page is loaded anew.
    Reload,
    /// A page is closed.
    Close,
    /// A program stops.
    Crash,
    /// A machine starts anew.
    Reboot,
    /// A new version is installed.
    Deploy,
}

/// Something happens to a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// Where its word stands.
    pub keyword: Span,
    /// What.
    pub kind: HappeningKind,
    /// To whom.
    pub place: Place,
    /// What it says.
    pub text: Option<Text>,
    /// Its attributes.
    pub attributes: Option<Attributes>,
    /// `anywhere { … }`
    pub anywhere: Option<Block>,
}
