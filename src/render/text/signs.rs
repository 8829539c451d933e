//! The signs of a text picture: box drawing, or plain ASCII.

use crate::syntax::statement::message::Arrow;
use crate::timeline::Worth;

/// Which signs are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    /// Lines and arrows of Unicode.
    Unicode,
    /// ASCII only; words stay as they are.
    Ascii,
}

/// The signs of a frame: corners, sides, and where a lifeline leaves it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub corners: [&'static str; 4],
    pub level: &'static str,
    pub upright: &'static str,
    pub leaves: &'static str,
    pub sides: [&'static str; 2],
    pub dashes: &'static str,
}

const UNICODE: Frame =
    Frame {
        corners: ["┌", "┐", "└", "┘"], level: "─", upright: "│", leaves: "┬", sides: ["├", "┤"], dashes: "╌"
    };
const ROUND: Frame = Frame { corners: ["╭", "╮", "╰", "╯"], ..UNICODE };
const ASCII: Frame =
    Frame { corners: ["+", "+", "+", "+"], level: "-", upright: "|", leaves: "+", sides: ["+", "+"], dashes: "." };

impl Signs {
    /// A frame.
    pub(super) fn frame(self) -> Frame {
        match self {
            Self::Unicode => UNICODE,
            Self::Ascii => ASCII,
        }
    }

    /// A frame with round corners.
    pub(super) fn round(self) -> Frame {
        match self {
            Self::Unicode => ROUND,
            Self::Ascii => ASCII,
        }
    }

    /// A lifeline that keeps nothing, or of which nothing is known.
    pub(super) fn plain(self, busy: bool) -> &'static str {
        match (self, busy) {
            (Self::Unicode, false) | (Self::Ascii, _) => self.frame().upright,
            (Self::Unicode, true) => "║",
        }
    }

    /// What a copy is worth, and the word of it in the legend.
    pub(super) fn track(self, worth: Worth) -> Option<(&'static str, &'static str)> {
        let (unicode, ascii, word) = match worth {
            Worth::Unknown => return None,
            Worth::Latest => ("┃", "#", "latest"),
            Worth::Stale => ("░", "?", "stale"),
            Worth::Marked => ("╏", "!", "to be revalidated"),
            Worth::Empty => ("┊", ":", "empty"),
        };
        Some((if self == Self::Unicode { unicode } else { ascii }, word))
    }

    /// The line of an arrow, and its heads to the right and to the left.
    pub(super) fn arrow(self, arrow: Arrow) -> (&'static str, &'static str, &'static str) {
        match (self, arrow) {
            (Self::Unicode, Arrow::Request) => ("─", "▶", "◀"),
            (Self::Unicode, Arrow::Response) => ("╌", "▶", "◀"),
            (Self::Unicode, Arrow::Async) => ("─", "▷", "◁"),
            (Self::Unicode, Arrow::Lost) => ("─", "✗", "✗"),
            (Self::Ascii, Arrow::Request) => ("-", ">", "<"),
            (Self::Ascii, Arrow::Response) => (".", ">", "<"),
            (Self::Ascii, Arrow::Async) => ("-", ")", "("),
            (Self::Ascii, Arrow::Lost) => ("-", "x", "x"),
        }
    }

    /// Where an arrow crosses a lifeline.
    pub(super) fn crossing(self) -> &'static str {
        if self == Self::Unicode { "┼" } else { "+" }
    }

    /// The sign below which a lifeline ends.
    pub(super) fn end(self) -> &'static str {
        if self == Self::Unicode { "╳" } else { "X" }
    }

    /// The line of a chapter, and a lifeline in a break of time.
    pub(super) fn chapter(self) -> (&'static str, &'static str) {
        if self == Self::Unicode { ("═", "⋮") } else { ("=", ":") }
    }

    /// Words with the signs that we add ourselves in ASCII.
    pub(super) fn words(self, text: &str) -> String {
        match self {
            Self::Unicode => text.to_owned(),
            Self::Ascii => {
                let pairs = [(" ✓", " (holds)"), (" ✗", " (fails)"), ("·", "-"), ("…", "..."), ("′", "'"), ("→", "->")];
                pairs.into_iter().fold(text.to_owned(), |text, (sign, plain)| text.replace(sign, plain))
            }
        }
    }
}
