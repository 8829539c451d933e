//! Pass 1, words: every label is measured once, and asks its columns for room.

use super::columns::{Columns, Demands, chip_room};
use super::distance::{
    BAR, BESIDE, BOX_DEMAND, BOX_PAD, CLEAR, EYE, LABEL_DEMAND, LABEL_GAP, LOOP, RUN_ON, SMALL, VALUE_DEMAND,
};
use super::flow::{Body, CHIP_PAD, FINE, LABEL, NAME, Words};
use super::glyph::Glyph;
use crate::font::{Face, Measure};
use crate::syntax::statement::happening::HappeningKind;
use crate::timeline::{Change, LifelineId, Moment, MomentKind, NotePlace, Run, Style, Timeline, Verdict, Wording};

/// The measured words of a moment.
#[derive(Debug)]
pub struct Spoken {
    /// Its label.
    pub words: Words,
    /// The sentence beneath.
    pub reason: Option<Words>,
}

impl Spoken {
    /// Its words are placed and needed no longer; only how wide they were stays.
    pub fn spend(&mut self) {
        self.words.spend();
        self.reason = None;
    }
}

/// The place of a lifeline.
pub fn column(id: LifelineId) -> usize {
    id.0 as usize
}

/// The glyph of a verdict.
pub fn verdict_glyph(verdict: Verdict) -> Option<Glyph> {
    match verdict {
        Verdict::Open => None,
        Verdict::Holds => Some(Glyph::Check),
        Verdict::HoldsStale => Some(Glyph::Wave),
        Verdict::FailsAsSaid | Verdict::Fails => Some(Glyph::Cross),
    }
}

/// The word of a happening; its sign stands on the lifeline.
fn happening_word(what: HappeningKind) -> &'static str {
    match what {
        HappeningKind::Reload => "reload",
        HappeningKind::Close => "close",
        HappeningKind::Crash => "crash",
        HappeningKind::Reboot => "reboot",
        HappeningKind::Deploy => "deploy",
    }
}

/// A message's words: the chip beside the receiver's track says that an answer is stored, so that the label need not.
fn without_stored(moment: &Moment) -> Option<Wording> {
    let MomentKind::Message { to, label, .. } = &moment.kind else { return None };
    let stored = |run: &Run| run.style == Style::Lookup && run.text == "stored";
    let chip = moment.changes.iter().any(|c| c.chip.is_some() && to.contains(&c.lifeline));
    if !chip || !label.runs.iter().any(stored) {
        return None;
    }
    Some(Wording { runs: label.runs.iter().filter(|run| !stored(run)).cloned().collect() })
}

/// Measures the words of a moment.
pub fn speak(moment: &Moment, measure: &mut Measure) -> Spoken {
    let none = Wording::default();
    let shorter = without_stored(moment);
    let (label, reason, body, lead): (&Wording, Option<&Wording>, Body, Option<Glyph>) = match &moment.kind {
        MomentKind::Message { label, .. } => (shorter.as_ref().unwrap_or(label), None, LABEL, None),
        MomentKind::Action { label, .. }
        | MomentKind::Note { label, .. }
        | MomentKind::Open { label, .. }
        | MomentKind::Else { label, .. }
        | MomentKind::Reference { label, .. } => (label, None, LABEL, None),
        MomentKind::Sees { label, verdict, reason, .. } | MomentKind::Claim { label, verdict, reason, .. } => {
            (label, reason.as_ref(), LABEL, verdict_glyph(*verdict))
        }
        MomentKind::Divider { label } => (label, None, NAME, None),
        MomentKind::Gap { wait, label } => return waited(wait.as_deref(), label, measure),
        MomentKind::Happening { what, label, .. } => return happened(*what, label, measure),
        MomentKind::Close
        | MomentKind::Create(_)
        | MomentKind::Destroy(_)
        | MomentKind::Activate(_)
        | MomentKind::Deactivate(_) => (&none, None, LABEL, None),
    };
    let mut words = Words::of(label, body, measure);
    if let Some(glyph) = lead {
        words = words.led_by(glyph);
    }
    let mut reason = reason.map(|reason| Words::of(reason, FINE, measure));
    if let Some(why) = &moment.as_told {
        words = words.led_by(Glyph::Warning);
        reason = reason.or_else(|| Some(Words::plain(why, FINE, measure)));
    }
    Spoken { words, reason }
}

/// A break in time: how long in bold, then what it says.
fn waited(wait: Option<&str>, label: &Wording, measure: &mut Measure) -> Spoken {
    let mut wording = Wording::default();
    if let Some(wait) = wait {
        wording.push(wait, Style::Bold);
        wording.push(" ", Style::Plain);
    }
    wording.runs.extend(label.runs.iter().cloned());
    let words = Words::of(&wording, LABEL, measure);
    Spoken { words: if wait.is_some() { words.led_by(Glyph::Clock) } else { words }, reason: None }
}

/// A happening: its word in bold, then what it says.
fn happened(what: HappeningKind, label: &Wording, measure: &mut Measure) -> Spoken {
    let mut wording = Wording::default();
    wording.push(happening_word(what), Style::Bold);
    if !label.is_empty() {
        wording.push(" ", Style::Plain);
        wording.runs.extend(label.runs.iter().cloned());
    }
    Spoken { words: Words::of(&wording, LABEL, measure), reason: None }
}

/// How wide a chip is.
pub fn chip_width(text: &str, measure: &mut Measure) -> f64 {
    measure.width(text, Face::Mono, SMALL) + 2.0 * CHIP_PAD
}

/// What a moment asks of the columns.
pub fn ask(moment: &Moment, spoken: &Spoken, demands: &mut Demands, measure: &mut Measure) {
    let natural = spoken.words.natural;
    match &moment.kind {
        MomentKind::Message { from, to, .. } => {
            let from = column(*from);
            // A longer one wraps anyway, and asks for no more than others; so do the tags behind a value.
            let valued = spoken.words.until_tags();
            let most = if valued <= VALUE_DEMAND && spoken.words.has_values() { VALUE_DEMAND } else { LABEL_DEMAND };
            for to in to.iter().copied().map(column) {
                demands.ask(from, to, valued.min(most) + 2.0 * LABEL_GAP);
                if to == from {
                    demands.ask(from, from + 1, natural.min(BOX_DEMAND) + LOOP + 2.0 * LABEL_GAP);
                }
            }
        }
        MomentKind::Note { place, .. } => {
            let wanted = natural.min(BOX_DEMAND) + 2.0 * BOX_PAD + 2.0 * LABEL_GAP;
            match place {
                NotePlace::Right(at) => demands.ask(column(*at), column(*at) + 1, wanted),
                NotePlace::Left(at) => demands.ask(column(*at), column(*at).saturating_sub(1), wanted),
                NotePlace::Over(_) => {}
            }
        }
        MomentKind::Sees { at, .. } if natural <= VALUE_DEMAND => {
            demands.ask(column(*at), column(*at) + 1, natural + EYE + LABEL_GAP);
        }
        MomentKind::Action { .. }
        | MomentKind::Sees { .. }
        | MomentKind::Claim { .. }
        | MomentKind::Divider { .. }
        | MomentKind::Gap { .. }
        | MomentKind::Open { .. }
        | MomentKind::Else { .. }
        | MomentKind::Close
        | MomentKind::Happening { .. }
        | MomentKind::Create(_)
        | MomentKind::Destroy(_)
        | MomentKind::Activate(_)
        | MomentKind::Deactivate(_)
        | MomentKind::Reference { .. } => {}
    }
    ask_for_chips(&moment.changes, demands, measure);
}

/// Actions run on where they are long, and so ask for nothing; but those whose last letters would cover a lifeline ask for what they
/// lack. Whether any does.
pub fn ask_once_more(timeline: &Timeline, spoken: &[Spoken], columns: &Columns, demands: &mut Demands) -> bool {
    let mut asked = false;
    for (moment, spoken) in timeline.moments.iter().zip(spoken) {
        let MomentKind::Action { at, .. } = &moment.kind else { continue };
        let (at, words) = (column(*at), BAR + BESIDE + spoken.words.natural);
        if columns.banded(at) || spoken.words.natural > RUN_ON {
            continue;
        }
        if let Some(struck) = columns.struck(at, columns.x(at) + words) {
            demands.ask(at, struck, words + CLEAR + BAR);
            asked = true;
        }
    }
    asked
}

/// What the chips beside tracks ask for.
pub fn ask_for_chips(changes: &[Change], demands: &mut Demands, measure: &mut Measure) {
    for change in changes {
        if let Some(chip) = &change.chip {
            let at = column(change.lifeline);
            demands.ask(at, at + 1, chip_room(chip_width(chip, measure)));
        }
    }
}
