//! What arrows become.

use crate::mermaid::{self, Head, ItemKind};
use crate::syntax::statement::message::Arrow;

/// Who sends to whom, and how; `None` for what is no message.
pub(super) fn travels(item: &ItemKind) -> Option<(usize, usize, Arrow)> {
    let ItemKind::Message { from, to, arrow, .. } = item else { return None };
    let (from, to) = if arrow.reverse { (*to, *from) } else { (*from, *to) };
    let kind = match arrow.head {
        Head::Cross => Arrow::Lost,
        Head::Open => Arrow::Async,
        Head::Plain | Head::None | Head::Half | Head::Both if arrow.dotted => Arrow::Response,
        Head::Plain | Head::None | Head::Half | Head::Both => Arrow::Request,
    };
    Some((from, to, kind))
}

/// The arrow as Mermaid has it, where ours says less.
pub(super) fn original(arrow: mermaid::Arrow) -> Option<String> {
    let sign = match arrow.head {
        Head::None | Head::Half | Head::Both => Some(arrow.sign),
        Head::Cross if arrow.dotted => Some(arrow.sign),
        Head::Plain | Head::Cross | Head::Open => None,
    };
    match (sign, arrow.central) {
        (Some(sign), true) => Some(format!("{sign} ()")),
        (Some(sign), false) => Some(sign.to_owned()),
        (None, true) => Some(String::from("()")),
        (None, false) => None,
    }
}
