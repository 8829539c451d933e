//! The words and signs of Mermaid's sequence diagrams (logos). Upper and lower case are alike.

use crate::mermaid::{Arrow, Head};
use logos::Logos;

/// A word that starts a statement, or a word that does not.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    #[token("participant", ignore(case))]
    Participant,
    #[token("actor", ignore(case))]
    Actor,
    #[token("create", ignore(case))]
    Create,
    #[token("destroy", ignore(case))]
    Destroy,
    #[token("box", ignore(case))]
    Box,
    #[token("loop", ignore(case))]
    Loop,
    #[token("rect", ignore(case))]
    Rect,
    #[token("opt", ignore(case))]
    Opt,
    #[token("alt", ignore(case))]
    Alt,
    #[token("else", ignore(case))]
    Else,
    #[token("par", ignore(case))]
    Par,
    #[token("par_over", ignore(case))]
    ParOver,
    #[token("and", ignore(case))]
    And,
    #[token("critical", ignore(case))]
    Critical,
    #[token("option", ignore(case))]
    Option,
    #[token("break", ignore(case))]
    Break,
    #[token("end", ignore(case))]
    End,
    #[token("note", ignore(case))]
    Note,
    #[token("activate", ignore(case))]
    Activate,
    #[token("deactivate", ignore(case))]
    Deactivate,
    #[token("title", ignore(case))]
    Title,
    #[token("accTitle", ignore(case))]
    AccTitle,
    #[token("accDescr", ignore(case))]
    AccDescr,
    #[token("autonumber", ignore(case))]
    Autonumber,
    #[token("links", ignore(case))]
    Links,
    #[token("link", ignore(case))]
    Link,
    #[token("properties", ignore(case))]
    Properties,
    #[token("details", ignore(case))]
    Details,
    #[token("sequenceDiagram", ignore(case))]
    SequenceDiagram,
    #[regex("[A-Za-z0-9_]+", priority = 1)]
    Other,
}

/// The word at the start of a text, and how long it is.
pub(super) fn word(text: &str) -> (Word, usize) {
    let mut lexer = Word::lexer(text);
    match lexer.next() {
        Some(Ok(word)) => (word, lexer.span().end),
        Some(Err(())) | None => (Word::Other, 0),
    }
}

/// The words that start a statement and are often mistyped.
pub(super) const STATEMENTS: [&str; 18] = [
    "participant",
    "actor",
    "create",
    "destroy",
    "box",
    "loop",
    "rect",
    "opt",
    "alt",
    "else",
    "par",
    "and",
    "critical",
    "option",
    "break",
    "note",
    "activate",
    "deactivate",
];

/// Those that an `end` follows.
pub(super) const BLOCKS: [&str; 8] = ["box", "loop", "rect", "opt", "alt", "par", "critical", "break"];

/// An arrow.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    #[token("->>")]
    Solid,
    #[token("-->>")]
    Dotted,
    #[token("->")]
    SolidOpen,
    #[token("-->")]
    DottedOpen,
    #[token("<<->>")]
    Both,
    #[token("<<-->>")]
    BothDotted,
    #[token("-x", ignore(case))]
    Cross,
    #[token("--x", ignore(case))]
    CrossDotted,
    #[token("-)")]
    Point,
    #[token("--)")]
    PointDotted,
    #[token("-|\\")]
    Top,
    #[token("-|/")]
    Bottom,
    #[token("-\\\\")]
    StickTop,
    #[token("-//")]
    StickBottom,
    #[token("--|\\")]
    TopDotted,
    #[token("--|/")]
    BottomDotted,
    #[token("--\\\\")]
    StickTopDotted,
    #[token("--//")]
    StickBottomDotted,
    #[token("/|-")]
    TopReverse,
    #[token("\\|-")]
    BottomReverse,
    #[token("//-")]
    StickTopReverse,
    #[token("\\\\-")]
    StickBottomReverse,
    #[token("/|--")]
    TopReverseDotted,
    #[token("\\|--")]
    BottomReverseDotted,
    #[token("//--")]
    StickTopReverseDotted,
    #[token("\\\\--")]
    StickBottomReverseDotted,
}

/// The arrow at the start of a text, and how long it is.
pub(super) fn arrow(text: &str) -> Option<(Arrow, usize)> {
    let mut lexer = Sign::lexer(text);
    let sign = lexer.next()?.ok()?;
    let (sign, dotted, head, reverse) = match sign {
        Sign::Solid => ("->>", false, Head::Plain, false),
        Sign::Dotted => ("-->>", true, Head::Plain, false),
        Sign::SolidOpen => ("->", false, Head::None, false),
        Sign::DottedOpen => ("-->", true, Head::None, false),
        Sign::Both => ("<<->>", false, Head::Both, false),
        Sign::BothDotted => ("<<-->>", true, Head::Both, false),
        Sign::Cross => ("-x", false, Head::Cross, false),
        Sign::CrossDotted => ("--x", true, Head::Cross, false),
        Sign::Point => ("-)", false, Head::Open, false),
        Sign::PointDotted => ("--)", true, Head::Open, false),
        Sign::Top => ("-|\\", false, Head::Half, false),
        Sign::Bottom => ("-|/", false, Head::Half, false),
        Sign::StickTop => ("-\\\\", false, Head::Half, false),
        Sign::StickBottom => ("-//", false, Head::Half, false),
        Sign::TopDotted => ("--|\\", true, Head::Half, false),
        Sign::BottomDotted => ("--|/", true, Head::Half, false),
        Sign::StickTopDotted => ("--\\\\", true, Head::Half, false),
        Sign::StickBottomDotted => ("--//", true, Head::Half, false),
        Sign::TopReverse => ("/|-", false, Head::Half, true),
        Sign::BottomReverse => ("\\|-", false, Head::Half, true),
        Sign::StickTopReverse => ("//-", false, Head::Half, true),
        Sign::StickBottomReverse => ("\\\\-", false, Head::Half, true),
        Sign::TopReverseDotted => ("/|--", true, Head::Half, true),
        Sign::BottomReverseDotted => ("\\|--", true, Head::Half, true),
        Sign::StickTopReverseDotted => ("//--", true, Head::Half, true),
        Sign::StickBottomReverseDotted => ("\\\\--", true, Head::Half, true),
    };
    Some((Arrow { sign, dotted, head, reverse, central: false }, lexer.span().end))
}

/// What no name may go on with: the starts of arrows.
const STARTS: [&str; 13] = ["-x", "-X", "-)", "--", "-|\\", "-|/", "-\\", "-/", "/|-", "\\|-", "//-", "\\\\-", "()"];

/// How many bytes at the start of a text are a participant's name in a message, a note or a link.
pub(super) fn name(text: &str) -> usize {
    let run = |from: usize, stops: &[char]| {
        let mut at = from;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let entity = super::text::entity(text.get(at..).unwrap_or_default());
            match entity {
                Some(length) => at += length,
                None if stops.contains(&c) => break,
                None => at += c.len_utf8(),
            }
        }
        at
    };
    let mut at = run(0, &['/', '\\', '+', '(', ')', '<', '-', '>', ':', '\n', ',', ';']);
    while at > 0 {
        let rest = text.get(at..).unwrap_or_default();
        if STARTS.iter().any(|start| rest.starts_with(start)) {
            break;
        }
        let dashes = at + rest.len() - rest.trim_start_matches('-').len();
        let end = run(dashes, &['+', '<', '-', '>', ':', '\n', ',', ';']);
        if end == dashes {
            break;
        }
        at = end;
    }
    at
}
