//! `tone`: a named colour.

use super::note;
use crate::check::attribute::read::TONES;
use crate::check::context::Context;
use crate::problem::declarations::bad_colour;
use crate::problem::names;
use crate::syntax::declaration::tone::Tone;
use ecow::EcoString;

/// Takes down its name and its colour, written out as `#rrggbb`.
pub fn declare(cx: &mut Context<'_>, node: &Tone) {
    if TONES.iter().any(|(name, _)| *name == node.name.text) {
        cx.report(names::reserved(&node.name.text, node.name.span, "a tone that every theme has"));
        return;
    }
    let index = cx.model.tones.len();
    if !note(cx, |names| &mut names.tones, &node.name, index) {
        return;
    }
    let text = node.colour.text.trim();
    let colour = colour(text).unwrap_or_else(|| {
        let right = colour(&format!("#{}", text.trim_start_matches("0x"))).or_else(|| named(text).map(Into::into));
        cx.report(bad_colour(text, node.colour.span, right.as_deref()));
        "#808080".into()
    });
    cx.model.tones.push((node.name.text.clone(), colour));
}

/// `#rgb` or `#rrggbb` as `#rrggbb`.
fn colour(text: &str) -> Option<EcoString> {
    let digits = text.strip_prefix('#')?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        3 => Some(digits.chars().flat_map(|c| [c, c]).fold(EcoString::from("#"), |mut all, c| {
            all.push(c.to_ascii_lowercase());
            all
        })),
        6 => Some(text.to_ascii_lowercase().into()),
        _ => None,
    }
}

/// Colours that people write by name.
fn named(text: &str) -> Option<&'static str> {
    match text.to_ascii_lowercase().as_str() {
        "red" => Some("#c62828"),
        "green" => Some("#2e7d32"),
        "blue" => Some("#2f5fd0"),
        "orange" => Some("#e07b00"),
        "yellow" => Some("#b58900"),
        "purple" => Some("#7b3fb3"),
        "grey" | "gray" => Some("#808080"),
        "black" => Some("#000000"),
        _ => None,
    }
}
