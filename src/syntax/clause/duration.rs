//! A duration: `200ms` `5s` `5m` `1h` `1d`.

use crate::source::Span;
use crate::syntax::rule::Rule;
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::{Fault, Special, Want};
use chumsky::span::SimpleSpan;
use chumsky::{Parser, select};
use ecow::EcoString;
use std::fmt;

/// A length of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    /// In milliseconds; what would overflow is an error of the reader.
    pub millis: u64,
    /// As written.
    pub text: EcoString,
    /// Where.
    pub span: Span,
}

/// The units, in milliseconds.
const UNITS: &[(&str, u64)] = &[("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

/// Reads `5m`; nothing needs no unit: `0`.
///
/// # Errors
/// [`Special::Duration`] without digits or a known unit, [`Special::Large`] if the milliseconds overflow.
pub fn millis(text: &str) -> Result<u64, Special> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (count, unit) = text.split_at(digits);
    if unit.is_empty() && !count.is_empty() && count.bytes().all(|b| b == b'0') {
        return Ok(0);
    }
    let Some((_, factor)) = UNITS.iter().find(|(name, _)| *name == unit) else {
        return Err(Special::Duration);
    };
    count.parse::<u64>().ok().and_then(|n| n.checked_mul(*factor)).ok_or(Special::Large)
}

// rule: duration = number, ( "ms" | "s" | "m" | "h" | "d" ) ;
/// A duration; a number without a unit is met here too, so that it can be told.
#[must_use]
pub fn rule<'t>() -> Rule<'t, Duration> {
    select! { Lexeme { token: Token::Amount(text) | Token::Number(text), span, .. } => (text, span) }
        .try_map(|(text, span): (&str, Span), at: SimpleSpan| match millis(text) {
            Ok(millis) => Ok(Duration { millis, text: text.into(), span }),
            Err(special) => Err(Fault::special(at.start, special)),
        })
        .labelled(Want::Duration)
        .boxed()
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
