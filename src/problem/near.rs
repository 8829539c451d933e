//! Nearest names by edit distance, for suggestions.

/// Longer words are not compared letter by letter: nobody mistypes them, and the time grows with both lengths.
const LONGEST: usize = 100;

/// How many slips of the pen lie between two words: letters left out, added, replaced or swapped. Of very long words it
/// is the length of the longer one, unless they are the same.
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    if one == other {
        return 0;
    }
    let longer = one.len().max(other.len());
    if longer > LONGEST { longer } else { strsim::osa_distance(one, other) }
}

/// The candidate most like `word`, if one is near enough to be a slip of the pen: at most a third of its length away
/// (optimal string alignment distance), or the same but for case.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        // Words of too different lengths need no comparison, which would be slow for very long ones.
        .filter(|c| *c != word && c.chars().count().abs_diff(length) <= limit)
        .map(|c| {
            let distance = if c.eq_ignore_ascii_case(word) { 0 } else { distance(word, c) };
            (distance, c)
        })
        .filter(|(distance, c)| *distance <= limit && *distance < c.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, c)| c)
}

/// Whether one word is the plural of the other, in either order: `post` and `posts`, `category` and `categories`.
#[must_use]
pub fn plural(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let y = short.strip_suffix('y').and_then(|stem| long.strip_prefix(stem));
    match long.strip_prefix(short) {
        Some(rest) => matches!(rest, "s" | "es" | "List" | "-list"),
        None => y == Some("ies"),
    }
}
