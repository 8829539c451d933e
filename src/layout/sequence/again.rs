//! Where a long picture says its names again, so that a reader who has scrolled knows whose lifeline is whose.
//!
//! ```text
//!   23   │────────▶│
//!      Browser   Cache
//!   24   │◀────────│
//! ```

use super::distance::{FOOT, REPEAT, REPEAT_FROM};
use crate::limits::HEADS;
use crate::timeline::{Moment, MomentKind};
use std::collections::BTreeSet;

/// The moments before which the names of so many heads stand again; one past the last for those at the foot.
pub fn places(moments: &[Moment], heads: usize) -> BTreeSet<usize> {
    let rows = moments.iter().enumerate().filter(|(_, moment)| is_row(moment));
    let all = rows.clone().count();
    let screen = REPEAT.max(all.saturating_mul(heads) / HEADS);
    let mut found = BTreeSet::new();
    let (mut counted, mut before) = (0, None);
    for (place, moment) in rows {
        if all > REPEAT_FROM && due(counted, screen, before, &moment.kind) {
            counted = 0;
            found.insert(place);
        }
        counted += 1;
        before = Some(&moment.kind);
    }
    if all > REPEAT && counted >= FOOT {
        found.insert(moments.len());
    }
    found
}

/// Whether a moment has a height of its own.
pub fn is_row(moment: &Moment) -> bool {
    !matches!(moment.kind, MomentKind::Activate(_) | MomentKind::Deactivate(_))
}

/// Whether the heads stand again before a moment: after so many rows, or a little earlier below a chapter heading; not
/// where a head stands anyway, nor between a heading and what it is over.
fn due(rows: usize, screen: usize, before: Option<&MomentKind>, next: &MomentKind) -> bool {
    let chapter = matches!(before, Some(MomentKind::Divider { .. }));
    let apart = matches!(next, MomentKind::Divider { .. } | MomentKind::Gap { .. } | MomentKind::Close)
        || matches!(before, Some(MomentKind::Create(_) | MomentKind::Open { .. } | MomentKind::Else { .. }));
    (rows >= screen && !apart) || (chapter && rows + screen / 4 >= screen)
}
