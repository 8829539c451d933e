//! Bookmarks: a picture each where there are several, and below it the headings within it.

use super::{Numbers, Sheet};
use crate::scene::Scene;
use pdf_writer::{Finish, Pdf, Ref, TextStr};

/// From the edge of what is seen to where a chapter begins, in units of the scene.
const ABOVE: f64 = 12.0;

/// A bookmark, and the places of those below it in the list.
struct Entry<'a> {
    title: &'a str,
    top: f64,
    below: Vec<usize>,
    parent: Option<usize>,
}

/// Writes the bookmarks, if there is more than one; `chapters` are the headings within pictures with their tops.
pub(super) fn write(
    scene: &Scene,
    chapters: &[(String, f64)],
    (page, sheet): (Ref, &Sheet),
    numbers: &mut Numbers,
    pdf: &mut Pdf,
) -> Option<Ref> {
    let entries = entries(scene, chapters);
    if entries.len() < 2 {
        return None;
    }
    let root = numbers.next();
    let ids = numbers.many(entries.len());
    let id = |at: usize| ids.get(at).copied().unwrap_or(root);
    let outermost: Vec<usize> =
        (0..entries.len()).filter(|at| entries.get(*at).is_some_and(|e| e.parent.is_none())).collect();
    if let [first, .., last] = outermost.as_slice() {
        pdf.outline(root).first(id(*first)).last(id(*last)).count(count(entries.len()));
    } else if let [only] = outermost.as_slice() {
        pdf.outline(root).first(id(*only)).last(id(*only)).count(count(entries.len()));
    }
    for (at, entry) in entries.iter().enumerate() {
        let siblings = entry.parent.and_then(|parent| entries.get(parent)).map_or(&outermost, |parent| &parent.below);
        let place = siblings.binary_search(&at).unwrap_or_default();
        let mut item = pdf.outline_item(id(at));
        item.title(TextStr(entry.title)).parent(entry.parent.map_or(root, id));
        if let Some(before) = place.checked_sub(1).and_then(|place| siblings.get(place)) {
            item.prev(id(*before));
        }
        if let Some(next) = siblings.get(place + 1) {
            item.next(id(*next));
        }
        if let (Some(first), Some(last)) = (entry.below.first(), entry.below.last()) {
            item.first(id(*first)).last(id(*last)).count(count(entry.below.len()));
        }
        item.dest().page(page).xyz(0.0, sheet.up((entry.top - ABOVE).max(0.0)), None);
        item.finish();
    }
    Some(root)
}

/// All bookmarks from the top to the bottom.
fn entries<'a>(scene: &'a Scene, chapters: &'a [(String, f64)]) -> Vec<Entry<'a>> {
    let several = scene.headings.len() > 1;
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut chapters = chapters.iter().peekable();
    let ends = scene.headings.iter().skip(1).map(|(_, top)| *top).chain([f64::INFINITY]);
    for ((title, top), end) in scene.headings.iter().zip(ends) {
        let parent = several.then_some(entries.len());
        if several {
            entries.push(Entry { title, top: *top, below: Vec::new(), parent: None });
        }
        while let Some((title, top)) = chapters.next_if(|(_, top)| *top < end) {
            let at = entries.len();
            entries.push(Entry { title, top: *top, below: Vec::new(), parent });
            if let Some(parent) = parent.and_then(|parent| entries.get_mut(parent)) {
                parent.below.push(at);
            }
        }
    }
    entries
}

/// A number as the format has it.
fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
