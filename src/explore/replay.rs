//! Telling a run again: the moves of a counterexample, carried out once more with every deed told.

use super::because::because;
use super::control::{Control, Crashed, Move};
use super::guide::{Shared, Taken};
use super::program;
use super::walk::Walker;
use super::watch::Noticed;
use super::witness::Leg;
use super::{Explored, POSSIBLE, limit};
use crate::limits::TOLD;
use crate::machine::choose::Choice;
use crate::machine::flat;
use crate::machine::key::{KeyId, Keys};
use crate::machine::run::Run;
use crate::machine::run::frame::Frame;
use crate::machine::state::State;
use crate::machine::tale::{Reason, Tale, Told};
use crate::machine::world::{SiteId, World};
use crate::model::channel::Delivery;
use crate::model::claim::{Claim, Copies, Predicate};
use crate::model::step::{Step, StepKind};
use crate::model::{ChannelId, Instance, Model, Participant, Place, ScenarioId, UserId};
use crate::syntax::declaration::claim::ClaimForm;
use crate::syntax::statement::message::Arrow;
use crate::timeline::Worth;
use crate::verdict::Outcome;
use ecow::EcoString;

/// A run, told.
pub struct Retold<'m> {
    /// What it did.
    pub tale: Tale<'m>,
    /// Its keys.
    pub keys: Keys<'m>,
    /// What is where in the end.
    pub state: State,
}

/// Carries out the moves of a counterexample once more.
#[must_use]
pub fn retell<'m>(world: &World<'m>, scenario: ScenarioId, path: &[Leg]) -> Retold<'m> {
    let model = world.model;
    let program = program::compile(model, scenario);
    let guide = Shared::default();
    let mut choose = guide.clone();
    let mut run = Run::new(world, model.scenarios.get(scenario.index()), &mut choose);
    run.begin(&flat::flatten(model, scenario));
    run.exploring = true;
    run.posting = true;
    let control = Control::start(&program);
    let (judged, telling, reduce, rash) = (Vec::new(), true, true, false);
    let mut walker = Walker { run, program: &program, control, guide, judged, telling, reduce, rash };
    let mut last = None;
    for (by, options) in path {
        let moves = walker.control.moves(&program);
        let first = moves.iter().find(|m| matches!(m, Move::Thread(_))).copied();
        if matches!(by, Move::Thread(_)) {
            mark_late(&mut walker);
            if Some(*by) != first && last != Some(*by) {
                mark_turn(&mut walker, first, *by);
            }
            last = Some(*by);
        }
        walker.guide.begin(options);
        let at = walker.run.tale.deeds.len();
        walker.make(*by);
        let taken = walker.guide.taken();
        mark(&mut walker, &taken, at);
        if let (Move::Crash, Crashed::Finishing(who)) = (*by, walker.control.crashed.clone()) {
            let end = walker.run.tale.deeds.len();
            walker.run.remark(end, Some(who), "crashes");
        }
    }
    let Walker { run, .. } = walker;
    Retold { tale: run.tale, keys: run.keys, state: run.state }
}

/// Says in the tale what this move does otherwise than the drawn run, before what it did.
fn mark<'m>(walker: &mut Walker<'_, '_, 'm>, taken: &[Taken], at: usize) {
    let model = walker.run.world.model;
    for choice in taken.iter().filter(|t| t.option > 0).rev() {
        let (who, words): (Option<Participant>, String) = match choice.what {
            Choice::Instance(device) => {
                let instance = Instance::Named((choice.option + 1).to_string().into());
                let who = Participant { place: Place::Device(device), instance };
                (Some(who), format!("{}.{} takes it", model.name_of(Place::Device(device)), choice.option + 1))
            }
            Choice::Freshness(site) => (walker.run.world.participant(site), "its copy is no longer fresh".into()),
            Choice::Eviction(site) => (walker.run.world.participant(site), "has lost its copy".into()),
            Choice::Property(storage, property) => {
                let yes = !crate::machine::product::usual(property);
                let does = if yes { "has" } else { "lacks" };
                (Some(Participant::only(Place::Storage(storage))), format!("{does} the property {}", property.name()))
            }
            Choice::Delivery(channel) => {
                let promised = model.channels.get(channel.index()).map(|c| c.delivery);
                let lost = promised == Some(Delivery::AtMostOnce);
                if lost {
                    lose(walker, channel, at);
                }
                let what = if lost { "is lost" } else { "arrives twice" };
                (Some(Participant::only(Place::Channel(channel))), format!("an event {what}"))
            }
            Choice::Arrival => (None, "the message is lost".into()),
            Choice::Operand => continue,
        };
        walker.run.remark(at, who, &words);
    }
}

/// Something else happens while this is still on its way.
fn mark_late(walker: &mut Walker<'_, '_, '_>) {
    let late = walker.control.posted.iter().skip(walker.control.late).filter_map(|frame| match frame {
        Frame::Heard { event, .. } => {
            let id = event.id.as_ref().map(|id| format!(":{id}")).unwrap_or_default();
            Some((event.who.clone(), format!("{}{id} has not arrived yet", event.name)))
        }
        Frame::Arrive { to, .. } => Some((to.clone(), "the message has not arrived yet".to_owned())),
        Frame::Body { .. }
        | Frame::Fired { .. }
        | Frame::Reaction { .. }
        | Frame::Reader { .. }
        | Frame::Trip(_)
        | Frame::Settle => None,
    });
    let late: Vec<(Participant, String)> = late.collect();
    let at = walker.run.tale.deeds.len();
    for (who, words) in late {
        walker.run.remark(at, Some(who), &words);
    }
}

/// An event that is lost is drawn as such.
fn lose(walker: &mut Walker<'_, '_, '_>, channel: ChannelId, at: usize) {
    for deed in walker.run.tale.deeds.iter_mut().skip(at) {
        if let Told::Message { to, arrow, .. } = &mut deed.told
            && to.place == Place::Channel(channel)
        {
            *arrow = Arrow::Lost;
        }
    }
}

/// Somebody else acts than in the drawn run: before whoever would have, or while they are not done.
fn mark_turn(walker: &mut Walker<'_, '_, '_>, first: Option<Move>, by: Move) {
    let thread = |by: Move| match by {
        Move::Thread(number) => walker.control.threads.get(usize::from(number)).and_then(Option::as_ref),
        Move::Arrive(_) | Move::Crash | Move::Follow => None,
    };
    let doer = thread(by).and_then(|t| t.work.next(walker.program)).and_then(|about| about.doer);
    let begun = first.and_then(thread).is_some_and(|thread| thread.work.has_begun());
    if let Some(place @ Place::User(_)) = doer {
        let at = walker.run.tale.deeds.len();
        let words = if begun { "acts in between" } else { "is quicker" };
        walker.run.remark(at, Some(Participant::only(place)), words);
    }
}

/// Why each claim is not as it should be, from a run told again.
pub fn reasons(model: &Model, scenario: ScenarioId, found: &mut Explored, noticed: &[Option<(Noticed, EcoString)>]) {
    let Some(world) = World::of(model) else { return };
    let stopped = found.checked.stopped;
    let all = found.checked.points.iter_mut().chain(&mut found.checked.whole);
    for ((decided, path), noticed) in all.zip(&found.paths).zip(noticed) {
        decided.reason = match (decided.outcome, path) {
            (Outcome::Holds, _) => String::new(),
            (Outcome::NotExercised, _) => "no run exercises it".into(),
            (Outcome::Inconclusive, _) => stopped.map(limit).unwrap_or_default().into(),
            (Outcome::Fails, _) if decided.text.starts_with(POSSIBLE) => "no run reaches it".into(),
            (Outcome::Fails, None) => format!("more than {TOLD} claims of this scenario fail: the run is not told"),
            (Outcome::Fails, Some(path)) => {
                let retold = retell(&world, scenario, path);
                match noticed {
                    Some((noticed, key)) => sentence(&world, &retold, noticed, key, model.claims.get(noticed.claim)),
                    None => judged(&world, &retold, decided.line),
                }
            }
        };
    }
}

/// The sentence that the claim itself was told with, and why the copy behind it is stale.
fn judged(world: &World<'_>, retold: &Retold<'_>, line: u32) -> String {
    let told = retold.tale.deeds.iter().rev().find_map(|deed| match &deed.told {
        Told::Judged { step, reason, .. } if step.line == line => Some((*step, reason.as_ref().map(Reason::plain))),
        Told::Judged { .. } | Told::Item(_) | Told::Message { .. } | Told::Action { .. } | Told::Remark { .. } => None,
    });
    let Some((step, reason)) = told else { return String::new() };
    let copy = culprit(world, retold, step);
    let because = copy.and_then(|(site, key)| because(world, &retold.tale, site, key));
    [reason, because].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The stale copy behind a claim: the one that a screen was shown, or the first that it speaks of.
fn culprit(world: &World<'_>, retold: &Retold<'_>, step: &Step) -> Option<(SiteId, KeyId)> {
    let shown = |who: UserId| {
        let still = retold.state.screens.get(who.index())?.still?;
        Some((still.from?, still.key)).filter(|_| still.value != retold.state.latest(still.key))
    };
    match &step.kind {
        StepKind::Sees { who, .. } | StepKind::Expect { predicate: Predicate::Sees { who, .. }, .. } => shown(*who),
        StepKind::Expect { predicate: Predicate::Holds { copies, .. }, .. } => {
            let of = match copies {
                Copies::Of(Participant { place: Place::Storage(id), .. }) => Some(*id),
                Copies::Of(_) | Copies::All => None,
            };
            let sites = (0..world.sites.len()).map(|at| SiteId(u32::try_from(at).unwrap_or(u32::MAX)));
            let meant =
                |site: &SiteId| of.is_none_or(|id| world.sites.get(site.index()).is_some_and(|s| s.storage == id));
            let stale = |site: SiteId| {
                let key = retold.keys.ids().find(|key| retold.state.worth(site, *key) == Worth::Stale)?;
                Some((site, key))
            };
            sites.filter(meant).find_map(stale)
        }
        _other => None,
    }
}

/// What was noticed, in words.
fn sentence(world: &World<'_>, retold: &Retold<'_>, noticed: &Noticed, key: &str, claim: Option<&Claim>) -> String {
    let form = claim.map(|c| &c.form);
    match (noticed.user, noticed.site) {
        (Some(user), _) if matches!(form, Some(ClaimForm::Convergence(_))) => {
            format!("{} is still shown an old value of {key}", world.model.name_of(Place::User(user)))
        }
        (Some(user), _) => {
            let name = world.model.name_of(Place::User(user));
            let still = retold.state.screens.get(user.index()).and_then(|s| s.still);
            // What came after it is not to blame.
            let still = still.filter(|s| retold.keys.text(s.key) == key && s.value != retold.state.latest(s.key));
            let from = still.and_then(|s| s.from).map(|site| format!(" from {}", world.name(site)));
            let than = match form {
                Some(ClaimForm::ReadYourWrites) => format!(", older than what {name} wrote"),
                Some(ClaimForm::MonotonicReads) => format!(", older than what {name} had seen"),
                Some(ClaimForm::BoundedStaleness(_)) => ", outdated for longer than that".to_owned(),
                Some(
                    ClaimForm::Convergence(_)
                    | ClaimForm::PrivateStaysOut
                    | ClaimForm::NoEventLoop
                    | ClaimForm::InvalidationCovers,
                )
                | None => String::new(),
            };
            format!("{name} was shown an old value of {key}{}{than}", from.unwrap_or_default())
        }
        (None, Some(site)) if matches!(form, Some(ClaimForm::PrivateStaysOut)) => {
            format!("{} keeps {key}, which is private", world.name(site))
        }
        (None, Some(site)) => format!("{} still holds an old copy of {key}", world.name(site)),
        (None, None) => "reactions follow one another in a circle".into(),
    }
}
