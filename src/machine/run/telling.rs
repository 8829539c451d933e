//! What a run tells: deeds with what has changed since the one before, and what is owed to the next.

use super::Run;
use crate::machine::state::Value;
use crate::machine::tale::{Deed, Effect, Told};
use crate::model::Participant;
use crate::timeline::{Style, Wording, Worth};

impl<'m> Run<'_, 'm> {
    /// Nothing is told from now on.
    pub fn be_silent(&mut self) {
        self.mute = 1;
    }

    /// Tells a deed, with what has changed since the one before.
    pub(super) fn tell(&mut self, told: Told<'m>) {
        if self.mute > 0 {
            return;
        }
        let effects = self.effects();
        let as_told = self.otherwise.take();
        let looked = std::mem::take(&mut self.looked);
        self.tale.deeds.push(Deed { told, effects, as_told, looked });
    }

    /// Puts a remark into the tale before that deed: something that a run does otherwise than another.
    pub fn remark(&mut self, at: usize, who: Option<Participant>, words: &str) {
        let at = at.min(self.tale.deeds.len());
        let next = self.tale.deeds.get(at).map(|deed| deed.told.step());
        let Some(step) = next.or_else(|| self.causes.last().copied()) else { return };
        let Some(who) = who else { return };
        let mut wording = Wording::default();
        wording.push(words, Style::Bold);
        let effects = if at < self.tale.deeds.len() { Vec::new() } else { self.effects() };
        let deed = Deed { told: Told::Remark { step, who, wording }, effects, as_told: None, looked: Vec::new() };
        self.tale.deeds.insert(at, deed);
    }

    /// Takes down what a storage does with the request or answer that is told next.
    pub(super) fn did(&mut self, word: &'static str) {
        if self.mute == 0 && !self.looked.contains(&word) {
            self.looked.push(word);
        }
    }

    /// Tells what has changed without a deed of its own: it belongs to the one before.
    pub(super) fn settle(&mut self) {
        if self.mute > 0 {
            return;
        }
        let effects = self.effects();
        let (as_told, looked) = (self.otherwise.take(), std::mem::take(&mut self.looked));
        if let Some(deed) = self.tale.deeds.last_mut() {
            deed.effects.extend(effects);
            deed.as_told = deed.as_told.take().or(as_told);
            deed.looked.extend(looked);
        }
    }

    /// What has changed since it was told last.
    pub(super) fn effects(&mut self) -> Vec<Effect> {
        let mut touched = std::mem::take(&mut self.state.touched);
        touched.sort_unstable();
        touched.dedup();
        let mut effects = Vec::new();
        for (site, key) in touched.drain(..) {
            let worth = self.state.worth(site, key);
            let value = self.state.worst(site, key).map_or(Value(0), |held| held.value);
            let at = key.index() * self.world.sites.len() + site.index();
            if self.shown.len() <= at {
                self.shown.resize((key.index() + 1) * self.world.sites.len(), (Worth::Empty, Value(0)));
            }
            let Some(before) = self.shown.get_mut(at) else { continue };
            if std::mem::replace(before, (worth, value)) != (worth, value) {
                let value = Some(self.name(value).clone()).filter(|name| !name.is_empty());
                effects.push(Effect { site, key, worth, value });
            }
        }
        self.state.touched = touched;
        effects
    }
}
