//! What a run did, deed by deed, before anybody has a place in a picture.

use super::flat::Item;
use super::key::KeyId;
use super::world::SiteId;
use crate::model::step::Step;
use crate::model::{Model, Participant};
use crate::source::FileId;
use crate::syntax::statement::message::Arrow;
use crate::timeline::{Run, Style, Verdict, Wording, Worth};
use ecow::{EcoString, eco_format};
use std::fmt;

/// What is told.
#[derive(Clone, Debug)]
pub enum Told<'m> {
    /// A statement as its author wrote it.
    Item(Item<'m>),
    /// A message: as written with its instances settled, or worked out.
    Message {
        /// The statement behind it.
        step: &'m Step,
        /// The sender.
        from: Participant,
        /// The receiver.
        to: Participant,
        /// How it travels.
        arrow: Arrow,
        /// What it says.
        wording: Wording,
        /// It bears a step number.
        counted: bool,
    },
    /// Something done on a lifeline: a reaction.
    Action {
        /// The statement behind it.
        step: &'m Step,
        /// Whose.
        who: Participant,
        /// What.
        wording: Wording,
        /// It bears a step number.
        counted: bool,
    },
    /// What this run does otherwise than the drawn one.
    Remark {
        /// The statement that comes next.
        step: &'m Step,
        /// Whose doing it is.
        who: Participant,
        /// What.
        wording: Wording,
    },
    /// What a screen showed, or a claim, decided on this run.
    Judged {
        /// The statement.
        step: &'m Step,
        /// Whether it is so.
        verdict: Verdict,
        /// The sentence beneath, if one is owed.
        reason: Option<Reason>,
    },
}

impl<'m> Told<'m> {
    /// The statement behind it.
    #[must_use]
    pub fn step(&self) -> &'m Step {
        match self {
            Told::Item(Item::Step(step) | Item::Open(step, ..) | Item::Crash(step, _))
            | Told::Item(Item::Else(step, ..) | Item::Close(step))
            | Told::Message { step, .. }
            | Told::Action { step, .. }
            | Told::Remark { step, .. }
            | Told::Judged { step, .. } => step,
        }
    }
}

/// Why something is so: words, and statements of the file, which a picture calls by their step numbers.
#[derive(Clone, Debug, Default)]
pub struct Reason {
    pieces: Vec<Piece>,
}

/// A piece of a reason.
#[derive(Clone, Debug)]
enum Piece {
    /// Words in one style.
    Words(Run),
    /// A statement of a file, and what that is called if it is imported.
    Statement { file: FileId, line: u32, called: Option<EcoString> },
}

impl Reason {
    /// Adds words.
    pub fn push(&mut self, text: impl Into<EcoString>, style: Style) {
        self.pieces.push(Piece::Words(Run { text: text.into(), style }));
    }

    /// Adds a statement.
    pub fn push_statement(&mut self, step: &Step, model: &Model) {
        let file = step.span.file;
        self.pieces.push(Piece::Statement { file, line: step.line, called: model.imported(file).cloned() });
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The sentence, with the name of each statement from its file and line, if it has one; else it is called by its line.
    #[must_use]
    pub fn wording(&self, mut name: impl FnMut(FileId, u32) -> Option<EcoString>) -> Wording {
        let mut wording = Wording::default();
        for piece in &self.pieces {
            match piece {
                Piece::Words(run) => wording.push(run.text.clone(), run.style),
                Piece::Statement { file, line, called } => {
                    let name = name(*file, *line).unwrap_or_else(|| eco_format!("{}", Line(*line, called.as_deref())));
                    wording.push(name, Style::Plain);
                }
            }
        }
        wording
    }

    /// The words alone; statements are called by their lines.
    #[must_use]
    pub fn plain(&self) -> String {
        self.wording(|_, _| None).plain()
    }
}

/// A line, and of which file if that is imported, in words: `line 9 of common.cd`.
pub struct Line<'n>(pub u32, pub Option<&'n str>);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.0)?;
        self.1.map_or(Ok(()), |file| write!(f, " of {file}"))
    }
}

/// What a place holds of a key after a deed, where that differs from before.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Where.
    pub site: SiteId,
    /// Of which key.
    pub key: KeyId,
    /// What it is worth.
    pub worth: Worth,
    /// The name of the value, if there is one.
    pub value: Option<EcoString>,
}

/// One deed.
#[derive(Clone, Debug)]
pub struct Deed<'m> {
    /// What.
    pub told: Told<'m>,
    /// What came of it.
    pub effects: Vec<Effect>,
    /// Why the storages would not do it, where the author said so (`[as-told]`).
    pub as_told: Option<String>,
    /// What storages did with the request or answer that the author wrote, in the words of RFC 9211.
    pub looked: Vec<&'static str>,
}

/// A run's deeds in order.
#[derive(Clone, Debug, Default)]
pub struct Tale<'m> {
    /// What the places hold at the start.
    pub start: Vec<Effect>,
    /// From first to last.
    pub deeds: Vec<Deed<'m>>,
}
