//! Which group of a picture shows which moment.

use crate::scene::{Mark, Scene};
use crate::timeline::{MomentKind, Timeline};

/// For each moment the place of its group among those that stand for moments. Groups follow the moments' order; moments
/// that show nothing have none.
pub(super) fn places(scene: &Scene, timeline: &Timeline) -> Vec<Option<u32>> {
    let mut groups = (0..).zip(scene.marks.iter().filter_map(|mark| match mark {
        Mark::Group(group) if group.line.is_some() => Some(group),
        Mark::Group(_)
        | Mark::Rect { .. }
        | Mark::Line { .. }
        | Mark::Path { .. }
        | Mark::Ellipse { .. }
        | Mark::Hatch { .. }
        | Mark::Text(_) => None,
    }));
    let mut next = groups.next();
    let place = |moment: &crate::timeline::Moment| {
        if matches!(moment.kind, MomentKind::Activate(_) | MomentKind::Deactivate(_)) {
            return None;
        }
        let (place, group) = next?;
        let told = moment.as_told.as_deref().filter(|_| moment.said.is_empty()).unwrap_or(&moment.said);
        let same = group.line == Some(moment.line) && group.step == moment.number && group.label.starts_with(told);
        if same {
            next = groups.next();
        }
        same.then_some(place)
    };
    timeline.moments.iter().map(place).collect()
}
