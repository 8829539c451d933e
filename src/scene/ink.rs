//! Inks: what a colour is for, never which one it is.

use crate::timeline::Tone;
use ecow::EcoString;

/// The role of a colour.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ink {
    /// What everything lies on.
    Paper,
    /// The ground of a group's column.
    Column,
    /// Words and arrows.
    Text,
    /// Words in the background.
    Muted,
    /// Lifelines that keep nothing, frames, outlines.
    Line,
    /// What sets off.
    Accent,
    /// The ground of what sets off.
    AccentSoft,
    /// What is good: the latest value, a claim that holds.
    Good,
    /// Its ground.
    GoodSoft,
    /// What to be careful about: a stale value.
    Warn,
    /// Its ground.
    WarnSoft,
    /// What is bad: a claim that fails.
    Bad,
    /// Its ground.
    BadSoft,
    /// The ground of a note.
    Note,
    /// The outline of a note.
    NoteLine,
    /// The ground of a chip or tag that is neither good nor bad.
    Soft,
    /// A declared tone. Few marks have one, and every mark has an ink: it should be small.
    Tone(Box<EcoString>),
}

impl Ink {
    /// All but the declared ones, in the order of a theme's table.
    pub const ALL: [Self; 16] = [
        Self::Paper,
        Self::Column,
        Self::Text,
        Self::Muted,
        Self::Line,
        Self::Accent,
        Self::AccentSoft,
        Self::Good,
        Self::GoodSoft,
        Self::Warn,
        Self::WarnSoft,
        Self::Bad,
        Self::BadSoft,
        Self::Note,
        Self::NoteLine,
        Self::Soft,
    ];

    /// The ink of a tone.
    #[must_use]
    pub fn of(tone: &Tone) -> Self {
        match tone {
            Tone::Accent => Self::Accent,
            Tone::Good => Self::Good,
            Tone::Warn => Self::Warn,
            Tone::Bad => Self::Bad,
            Tone::Muted => Self::Muted,
            Tone::Named(name) => Self::Tone(Box::new(name.clone())),
        }
    }

    /// How it is called in a dump.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Paper => "paper",
            Self::Column => "column",
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Line => "line",
            Self::Accent => "accent",
            Self::AccentSoft => "accent-soft",
            Self::Good => "good",
            Self::GoodSoft => "good-soft",
            Self::Warn => "warn",
            Self::WarnSoft => "warn-soft",
            Self::Bad => "bad",
            Self::BadSoft => "bad-soft",
            Self::Note => "note",
            Self::NoteLine => "note-line",
            Self::Soft => "soft",
            Self::Tone(name) => name,
        }
    }
}
