//! Where a line may end within a word of a script that sets no spaces.

use unicode_segmentation::UnicodeSegmentation;

/// A word cut where its script lets a line end: before and after each wide character, but not before what closes
/// nor after what opens (kinsoku, JLREQ §3.1.7).
pub fn between_ideographs(word: &str) -> Vec<&str> {
    const CLOSES: &str = "、。，．・：；？！ー々」』）】〉》〕］｝ぁぃぅぇぉっゃゅょァィゥェォッャュョ%)]},.!?:;";
    const OPENS: &str = "「『（【〈《〔［｛([{";
    if word.is_ascii() {
        return if word.is_empty() { Vec::new() } else { vec![word] };
    }
    let wide = |c: char| matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}');
    let (mut parts, mut start, mut before) = (Vec::new(), 0, None::<char>);
    for (place, grapheme) in word.grapheme_indices(true) {
        let Some(first) = grapheme.chars().next() else { continue };
        let breaks = before.is_some_and(|b| (wide(b) || wide(first)) && !OPENS.contains(b)) && !CLOSES.contains(first);
        if breaks {
            parts.extend(word.get(start..place));
            start = place;
        }
        before = grapheme.chars().next_back();
    }
    parts.extend(word.get(start..).filter(|rest| !rest.is_empty()));
    parts
}
