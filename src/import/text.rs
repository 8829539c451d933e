//! Mermaid's texts: entities such as `#35;`, line breaks, and the prefixes `wrap:` and `nowrap:`.

/// How long the entity is at the start of a text: `#35;`, `#quot;`.
pub(super) fn entity(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('#')?;
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    (length > 0 && rest.as_bytes().get(length) == Some(&b';')).then_some(length + 2)
}

/// How many bytes of a text come before a sign that ends it: the end of the line, `;` or `#`.
pub(super) fn length(text: &str) -> usize {
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match entity(text.get(at..).unwrap_or_default()) {
            Some(length) => at += length,
            None if matches!(c, '\n' | ';' | '#') => break,
            None => at += c.len_utf8(),
        }
    }
    at
}

/// A text without outer white space and its `wrap:`, with entities undone and `\n` for line breaks.
pub(super) fn plain(text: &str) -> String {
    let text = text.trim();
    let bare = text.strip_prefix(':').unwrap_or(text);
    let text = bare.strip_prefix("nowrap:").or_else(|| bare.strip_prefix("wrap:")).unwrap_or(text);
    decoded(text)
}

/// A text with entities undone, `\n` for line breaks, and single spaces.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(length) = entity(rest) {
            out.push_str(&character(rest.get(1..length - 1).unwrap_or_default()));
            at += length;
        } else if let Some(length) = line_break(rest) {
            out.push('\n');
            at += length;
        } else if let Some(c) = rest.chars().next() {
            out.push(if c.is_control() { ' ' } else { c });
            at += c.len_utf8();
        }
    }
    let lines: Vec<String> = out.split('\n').map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// How long the `<br/>` is at the start of a text.
fn line_break(text: &str) -> Option<usize> {
    let inner = text.get(..3).filter(|start| start.eq_ignore_ascii_case("<br")).and_then(|_| text.get(3..))?;
    // Only signs that belong to it are looked at, so that a long text of them takes no longer than others.
    let end = inner.trim_start().trim_start_matches('/').trim_start();
    end.starts_with('>').then_some(text.len() - end.len() + 1)
}

/// What an entity stands for: a number, or a name of HTML; an unknown one is kept as browsers show it.
fn character(name: &str) -> String {
    let number = name.parse().ok().or_else(|| {
        let digits = name.strip_prefix(['x', 'X'])?;
        u32::from_str_radix(digits, 16).ok()
    });
    let known = number.and_then(char::from_u32).filter(|c| !c.is_control()).map(String::from);
    known.unwrap_or_else(|| html_escape::decode_html_entities(&format!("&{name};")).into_owned())
}
