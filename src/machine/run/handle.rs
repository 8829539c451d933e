//! A trial of a request: what the reactions to it do.

use super::super::world::SiteId;
use super::observe::Observed;
use super::operation::Fired;
use super::{Env, Run};
use crate::model::step::Step;
use crate::model::{ChannelId, Participant, UserId};
use ecow::{EcoString, eco_format};

/// A request to be tried.
#[derive(Clone, Debug)]
pub struct Asking<'t> {
    /// `PATCH`
    pub method: &'static str,
    /// Its path, without holes.
    pub path: EcoString,
    /// What follows the path.
    pub argument: Option<EcoString>,
    /// Whom it comes to.
    pub at: &'t Participant,
    /// On whose behalf.
    pub user: Option<UserId>,
    /// A key of each resource, so that there is something to be outdated.
    pub keys: Vec<EcoString>,
}

/// What followed.
#[derive(Clone, Debug, Default)]
pub struct Handled {
    /// The keys that were written.
    pub written: Vec<EcoString>,
    /// These and what depends on them.
    pub outdated: Vec<EcoString>,
    /// The copies that were cleared.
    pub cleared: Vec<(SiteId, EcoString)>,
    /// The copies that were stored.
    pub kept: Vec<(SiteId, EcoString)>,
    /// The events that were sent: `post:1 update`.
    pub sent: Vec<(ChannelId, EcoString)>,
    /// Reactions set each other off without end.
    pub looped: bool,
    /// How many statements were carried out.
    pub steps: u32,
}

impl<'m> Run<'_, 'm> {
    /// Lets a request come to a place; `step` bears its attributes.
    pub fn handle(&mut self, step: &'m Step, asking: &Asking<'_>) -> Handled {
        self.mute = 1;
        self.observing = true;
        for key in &asking.keys {
            self.keys.intern(key, None);
        }
        let env = Env { user: asking.user, ..Env::default() };
        let at = self.settled(asking.at, &env);
        let fired = Fired::Requested {
            method: asking.method,
            path: self.keys.spelled(&asking.path, None),
            argument: asking.argument.clone(),
            at: at.clone(),
            user: asking.user,
        };
        self.react(step, vec![fired], &at, &env);
        self.drive();
        self.handled()
    }

    fn handled(&mut self) -> Handled {
        let mut handled = Handled { looped: self.log.looped, steps: self.steps, ..Handled::default() };
        for observed in std::mem::take(&mut self.observed) {
            match observed {
                Observed::Written { key, .. } => {
                    handled.written.push(self.keys.text(key).into());
                    handled.outdated.push(self.keys.text(key).into());
                    for dependent in self.keys.dependents(key) {
                        handled.outdated.push(self.keys.text(dependent).into());
                    }
                }
                Observed::Cleared { site, key } => handled.cleared.push((site, self.keys.text(key).into())),
                Observed::Kept { site, key } => handled.kept.push((site, self.keys.text(key).into())),
                Observed::Shown { .. } | Observed::Passed { .. } | Observed::Looped => {}
            }
        }
        for sent in &self.log.events {
            let id = sent.id.as_ref().map(|id| eco_format!(":{id}")).unwrap_or_default();
            let action = sent.action.as_ref().map(|action| eco_format!(" {action}")).unwrap_or_default();
            handled.sent.push((sent.channel, eco_format!("{}{id}{action}", sent.name)));
        }
        handled
    }
}
