//! Telling a run again: the moves of a counterexample, carried out once more with every deed told.

use super::control::{Control, Move};
use super::guide::{Shared, Taken};
use super::program;
use super::search::Leg;
use super::walk::Walker;
use super::watch::Noticed;
use super::{Explored, limit};
use crate::machine::choose::Choice;
use crate::machine::flat;
use crate::machine::key::Keys;
use crate::machine::run::Run;
use crate::machine::run::frame::Frame;
use crate::machine::state::State;
use crate::machine::tale::{Tale, Told};
use crate::machine::world::World;
use crate::model::{Instance, Model, Participant, Place, ScenarioId};
use crate::timeline::Wording;
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
    let mut walker = Walker { run, program: &program, control, guide, judged: Vec::new(), telling: true, reduce: true };
    for (by, options) in path {
        let moves = walker.control.moves(&program);
        let first = moves.iter().find(|m| matches!(m, Move::Thread(_))).copied();
        if matches!(by, Move::Thread(_)) {
            mark_late(&mut walker);
            if Some(*by) != first {
                mark_turn(&mut walker, *by);
            }
        }
        walker.guide.begin(options);
        let at = walker.run.tale.deeds.len();
        walker.make(*by);
        let taken = walker.guide.taken();
        mark(&mut walker, &taken, at);
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
                let what = if choice.options == 2 { "does not arrive once" } else { "is lost" };
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
    let late = walker.control.posted.iter().filter(|p| !p.late).filter_map(|p| match &p.frame {
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

fn mark_turn(walker: &mut Walker<'_, '_, '_>, by: Move) {
    let Move::Thread(number) = by else { return };
    let thread = walker.control.threads.get(usize::from(number)).and_then(Option::as_ref);
    let doer = thread.and_then(|t| t.next(walker.program)).and_then(|about| about.doer);
    if let Some(place @ Place::User(_)) = doer {
        let at = walker.run.tale.deeds.len();
        walker.run.remark(at, Some(Participant::only(place)), "is quicker");
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
            (Outcome::Fails, None) => "no run reaches it".into(),
            (Outcome::Fails, Some(path)) => {
                let retold = retell(&world, scenario, path);
                match noticed {
                    Some((noticed, key)) => sentence(&world, &retold, noticed, key),
                    None => judged(&retold, decided.line),
                }
            }
        };
    }
}

/// The sentence that the claim itself was told with.
fn judged(retold: &Retold<'_>, line: u32) -> String {
    let reason = retold.tale.deeds.iter().rev().find_map(|deed| match &deed.told {
        Told::Judged { step, reason, .. } if step.line == line => Some(reason.as_ref().map(Wording::plain)),
        Told::Judged { .. } | Told::Item(_) | Told::Message { .. } | Told::Action { .. } => None,
    });
    reason.flatten().unwrap_or_default()
}

/// What was noticed, in words.
fn sentence(world: &World<'_>, retold: &Retold<'_>, noticed: &Noticed, key: &str) -> String {
    match (noticed.user, noticed.site) {
        (Some(user), _) => {
            let name = world.model.name_of(Place::User(user));
            let still = retold.state.screens.get(user.index()).and_then(|s| s.still);
            let from = still.and_then(|s| s.from).map(|site| format!(" from {}", world.name(site)));
            format!("{name} was shown an older value of {key}{}", from.unwrap_or_default())
        }
        (None, Some(site)) => format!("{} holds an old or private copy of {key}", world.name(site)),
        (None, None) => "reactions follow one another in a circle".into(),
    }
}
