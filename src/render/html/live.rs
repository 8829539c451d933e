//! What a page has more while its program is being written: findings over it, and whom its script may ask for changes.

use super::words::escaped;
use crate::page::{Live, Notice};
use sha2::{Digest, Sha256};

/// A few letters that are the same for the same page.
#[must_use]
pub fn version(document: &[u8]) -> String {
    Sha256::digest(document).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The attribute of the page's element, and what the page's policy allows further.
pub(super) fn head(live: &Live) -> (String, &'static str) {
    (format!(" data-version=\"{}\"", escaped(&live.version)), " connect-src 'self';")
}

/// The findings as a part that can be folded; hidden if there are none.
#[must_use]
pub fn notice(notice: &Notice) -> String {
    let Notice { errors, warnings, text, alone } = notice;
    let count = |number: usize, what: &str| match number {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{number} {what}s")),
    };
    let counts: Vec<String> = [count(*errors, "error"), count(*warnings, "warning")].into_iter().flatten().collect();
    if counts.is_empty() {
        return "<aside class=\"notice\" aria-label=\"Findings\" hidden></aside>\n".to_owned();
    }
    let older = if *alone { "" } else { "<span>the page is as it was before</span>" };
    let (class, open, more) = if *errors > 0 { ("errors", " open", older) } else { ("warnings", "", "") };
    format!(
        "<aside class=\"notice {class}\" aria-label=\"Findings\"><details{open}><summary><b>{}</b>{more}</summary>\
         <pre tabindex=\"0\">{}</pre></details></aside>\n",
        counts.join(", "),
        coloured(text)
    )
}

/// A text for terminals as HTML: sequences of colour become elements, all other control characters go.
fn coloured(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut open = false;
    for (place, part) in text.split("\u{1b}[").enumerate() {
        let mut words = part;
        if place > 0 {
            let (codes, rest) = part.split_once('m').unwrap_or(("", part));
            words = rest;
            if open {
                out.push_str("</i>");
            }
            open = match colour(codes) {
                Some(class) => {
                    out.push_str(&format!("<i class=\"{class}\">"));
                    true
                }
                None => false,
            };
        }
        let shown: String = words.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        out.push_str(&escaped(&shown));
    }
    if open {
        out.push_str("</i>");
    }
    out
}

/// The class of a colour; none of a sequence that ends one.
fn colour(codes: &str) -> Option<&'static str> {
    match codes {
        "31" | "91" => Some("bad"),
        "33" | "93" => Some("warn"),
        "34" | "94" | "36" | "96" => Some("accent"),
        codes if codes.starts_with("38;5;") => Some("muted"),
        _other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{coloured, notice};
    use crate::page::Notice;

    #[test]
    fn colours_become_elements_and_words_stay_words() {
        assert_eq!(coloured("\u{1b}[31merror\u{1b}[0m: <b>\n"), "<i class=\"bad\">error</i>: &lt;b&gt;\n");
        assert_eq!(coloured("\u{1b}[38;5;246m|\u{1b}[34mx"), "<i class=\"muted\">|</i><i class=\"accent\">x</i>");
        assert_eq!(coloured("a\u{7}\u{1b}]b"), "a]b");
    }

    #[test]
    fn errors_are_open_and_warnings_folded() {
        let told = |errors, warnings| notice(&Notice { errors, warnings, text: "x".into(), alone: false });
        assert!(told(2, 1).contains("<details open><summary><b>2 errors, 1 warning</b><span>"));
        assert!(told(0, 1).contains("<details><summary><b>1 warning</b>"));
        assert!(told(0, 0).contains(" hidden>"));
    }
}
