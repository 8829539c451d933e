//! `a -> b: label` and its kin: who sends to whom, what it means, and which request an answer belongs to.

use super::{Draft, caller, traits};
use crate::check::attribute::Thing;
use crate::check::context::Context;
use crate::check::label::{self, Frame, Understood};
use crate::check::place::{self, Named, Role, instance};
use crate::check::trace::request::{Found, Request};
use crate::check::trace::{Walk, route};
use crate::model::operation::Http;
use crate::model::step::StepKind;
use crate::model::{Operation, Participant, Place};
use crate::problem::steps;
use crate::source::Span;
use crate::syntax::clause::operation::{Operation as Written, Verb};
use crate::syntax::statement::message::{Arrow, Message};

/// The two ends of a message.
struct Ends {
    from: Participant,
    to: Participant,
    /// The request that this answers.
    answers: Option<u32>,
}

/// A message.
pub fn message(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Message, span: Span) -> Option<Draft> {
    let ends = match node.arrow {
        Arrow::Response => answer(cx, walk, node),
        Arrow::Request | Arrow::Async | Arrow::Lost => going(cx, walk, node),
    };
    let Some(ends) = ends else {
        walk.broken = true;
        return None;
    };
    let name = place::text(&node.to);
    let frame = Frame { from: Some(&ends.from), performer: &ends.to, name: &name, arrow: Some(node.arrow) };
    let mut read = match &node.text {
        Some(text) => label::understand(cx, walk, text, &frame),
        None => {
            Understood { traits: traits::bracket(cx, Thing::Plain, node.attributes.as_ref()), ..Understood::default() }
        }
    };
    if node.text.is_none() {
        traits::draw(&mut read.label.wording, &read.traits);
    }
    if !walk.sketch {
        judge(cx, walk, node, &ends, &read);
    }
    trace(cx, walk, node, &ends, &read, span);
    let kind = StepKind::Message {
        from: ends.from,
        to: ends.to,
        arrow: node.arrow,
        label: read.label,
        latency: read.traits.latency,
    };
    Some(Draft { kind, traits: read.traits })
}

/// The ends of a message that asks or tells: the receiver is the one that the sender sees.
fn going(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Message) -> Option<Ends> {
    let from = place::resolve(cx, walk, &node.from, Role::Part, None);
    let role = place::asked(node.arrow, node.text.as_ref()).map_or(Role::Part, Role::Asked);
    let to = place::resolve(cx, walk, &node.to, role, from.as_ref());
    Some(Ends { from: from?, to: to?, answers: None })
}

/// The ends of an answer: those of the request that it belongs to.
fn answer(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Message) -> Option<Ends> {
    if walk.sketch || node.from.quantifier.is_some() || node.to.quantifier.is_some() {
        let mut ends = going(cx, walk, node)?;
        if let Found::Open(id) = walk.requests.find((ends.to.place, None), (ends.from.place, None)) {
            ends.answers = Some(id);
        }
        return Some(ends);
    }
    let from = place::named(cx, walk, &node.from, Role::Part);
    let to = place::named(cx, walk, &node.to, Role::Part);
    let (from, to) = (from?, to?);
    match search(cx, walk, &from, &to)? {
        Found::Open(id) => {
            let request = walk.requests.get(id)?;
            let (asked, asking) = (request.to.clone(), request.from.clone());
            let ends = Ends {
                from: own_instance(cx, walk, &from, asked)?,
                to: own_instance(cx, walk, &to, asking)?,
                answers: Some(id),
            };
            Some(ends)
        }
        Found::Answered(first) => {
            let ends = unasked(cx, walk, node)?;
            if !walk.as_told() {
                let names = (place::text(&node.from), place::text(&node.to));
                walk.report(cx, steps::answered_twice(node.arrow_span, &names.0, &names.1, first));
            }
            Some(ends)
        }
        Found::Nothing => {
            let ends = unasked(cx, walk, node)?;
            if !(walk.as_told() || walk.played || walk.broken || walk.bound()) {
                let names = (place::text(&node.from), place::text(&node.to));
                walk.report(cx, steps::no_request(node.arrow_span, &names.0, &names.1));
            }
            Some(ends)
        }
    }
}

/// The ends of an answer to nothing that is known here.
fn unasked(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Message) -> Option<Ends> {
    let from = place::resolve(cx, walk, &node.from, Role::Part, None);
    let to = place::resolve(cx, walk, &node.to, Role::Part, from.as_ref());
    Some(Ends { from: from?, to: to?, answers: None })
}

/// A named end of an answer: as the request has it, if it is the same place.
fn own_instance(cx: &mut Context<'_>, walk: &mut Walk<'_>, named: &Named, asked: Participant) -> Option<Participant> {
    if named.place == asked.place && named.owner.is_none() && named.number.is_none() {
        return Some(asked);
    }
    place::settle(cx, walk, named, Role::Part, Some(&asked))
}

/// The request that an answer belongs to: between these two, else between their devices, browsers or storages.
fn search(cx: &mut Context<'_>, walk: &mut Walk<'_>, from: &Named, to: &Named) -> Option<Found> {
    let mut explicit = |named: &Named| {
        let said = named.owner.is_some() || named.number.is_some();
        if said { place::settle(cx, walk, named, Role::Part, None).map(|p| Some(p.instance)) } else { Some(None) }
    };
    let (answering, asking) = (explicit(from)?, explicit(to)?);
    let exact = walk.requests.find((to.place, asking.as_ref()), (from.place, answering.as_ref()));
    if !matches!(exact, Found::Nothing) {
        return Some(exact);
    }
    for asking in kin(cx, to.place) {
        for answering in kin(cx, from.place) {
            if let Found::Open(id) = walk.requests.find((asking, None), (answering, None)) {
                return Some(Found::Open(id));
            }
        }
    }
    Some(Found::Nothing)
}

/// Who may speak for a place: its device, its storages, the browser of a user.
fn kin(cx: &Context<'_>, place: Place) -> Vec<Place> {
    let model = &cx.model;
    let storages = |id: crate::model::DeviceId| {
        model.devices.get(id.index()).map(|d| d.storages.iter().copied().map(Place::Storage).collect::<Vec<_>>())
    };
    let is_personal = |p: &Place| model.copies(*p).is_personal();
    let mut found = vec![place];
    let all_places = || {
        let devices = (0..model.devices.len()).map(|i| Place::Device(crate::model::DeviceId::at(i)));
        devices.chain((0..model.storages.len()).map(|i| Place::Storage(crate::model::StorageId::at(i))))
    };
    match place {
        Place::Device(id) => found.extend(storages(id).unwrap_or_default()),
        Place::Storage(_) => found.extend(instance::device(model, place).map(Place::Device)),
        Place::User(_) => found.extend(all_places().filter(is_personal)),
        Place::Channel(_) | Place::Stranger(_) | Place::Caller | Place::Users => {}
    }
    if matches!(place, Place::Device(_) | Place::Storage(_)) && is_personal(&place) {
        found.extend((0..model.users.len().min(64)).map(|i| Place::User(crate::model::UserId::at(i))));
    }
    found
}

/// Keeps a request in mind, or takes one as answered.
fn trace(cx: &Context<'_>, walk: &mut Walk<'_>, node: &Message, ends: &Ends, read: &Understood, span: Span) {
    match node.arrow {
        Arrow::Request => {
            let user = instance::behalf(cx, walk, &ends.from).or_else(|| instance::behalf(cx, walk, &ends.to));
            walk.requests.open(Request {
                from: ends.from.clone(),
                to: ends.to.clone(),
                user,
                span,
                answer: None,
                on_storage: matches!(read.label.operation, Some(Operation::Storage { .. })),
            });
        }
        Arrow::Response => {
            if let Some(id) = ends.answers {
                walk.requests.close(id, node.arrow_span);
            }
            walk.requests.hear(&ends.to);
        }
        Arrow::Async => walk.requests.hear(&ends.to),
        Arrow::Lost => {}
    }
}

/// What contradicts the kind of the receiver, the sender or the route.
fn judge(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Message, ends: &Ends, read: &Understood) {
    let as_told = read.traits.as_told || walk.as_told();
    let text = node.text.as_ref();
    let verb = text.map_or(node.arrow_span, |t| first_word(t.span, &t.plain));
    let written = text.and_then(|t| t.operation.as_ref());
    if let (Arrow::Request, Some(Written::Reply { status, value, rest, miss })) = (node.arrow, written) {
        let sure = rest.is_none() && (status.is_some() || *miss) || value.is_some();
        let open = walk.requests.find((ends.to.place, None), (ends.from.place, None));
        if sure && !as_told && matches!(open, Found::Open(_)) {
            walk.report(
                cx,
                steps::answer_as_request(node.arrow_span, &place::text(&node.from), &place::text(&node.to)),
            );
        }
    }
    let Some(operation) = &read.label.operation else { return };
    match operation {
        Operation::Http { method, .. } => http(cx, walk, node, ends, *method, verb, as_told),
        Operation::Storage { verb: what, .. } => {
            if node.arrow == Arrow::Response {
                asks_back(cx, walk, node, verb);
            } else if *what == Verb::Read && !as_told {
                on_route(cx, walk, node, ends);
            }
        }
        Operation::Reply { status, value, miss } if node.arrow == Arrow::Response && !as_told => {
            reply(cx, walk, node, ends, (status.is_some(), value.is_some(), *miss), verb);
        }
        Operation::Call { method, .. } => {
            if node.arrow == Arrow::Response {
                asks_back(cx, walk, node, verb);
            } else if !caller::may(cx, *method, ends.to.place, walk) && !caller::may(cx, *method, ends.from.place, walk)
            {
                caller::tell(cx, walk, *method, &node.to);
            }
        }
        Operation::Reply { .. } | Operation::Event { .. } => {}
    }
}

/// The place of the first word of a text.
fn first_word(span: Span, text: &str) -> Span {
    let len = text.split_whitespace().next().map_or(0, str::len);
    Span::new(span.file, span.start as usize, span.start as usize + len)
}

/// An operation on the arrow of an answer.
fn asks_back(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Message, verb: Span) {
    let word = cx.sources.slice(verb).to_owned();
    let problem = steps::wrong_reply(verb, &place::text(&node.from), &format!("cannot ask with `{word}` in an answer"))
        .fix("write `->` for a request", node.arrow_span, "->");
    walk.report(cx, problem);
}

fn http(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    node: &Message,
    ends: &Ends,
    method: Http,
    verb: Span,
    as_told: bool,
) {
    if node.arrow == Arrow::Response {
        asks_back(cx, walk, node, verb);
        return;
    }
    let receiver = place::text(&node.to);
    match ends.to.place {
        Place::Storage(id) => {
            let storage = cx.model.storages.get(id.index()).filter(|s| s.http.is_none());
            if let Some(storage) = storage.map(|s| s.declared.clone()) {
                let safe = method.is_safe();
                walk.report(cx, steps::not_http(verb, method.name(), &storage.name, storage.span, safe));
                return;
            }
        }
        Place::User(_) | Place::Users | Place::Channel(_) => {
            let kind = label::operation::kind(cx, ends.to.place);
            walk.report(cx, steps::wrong_receiver(verb, method.name(), &receiver, kind));
            return;
        }
        Place::Device(_) | Place::Stranger(_) | Place::Caller => {}
    }
    if matches!(method, Http::Get | Http::Head) && !as_told {
        on_route(cx, walk, node, ends);
    }
}

fn on_route(cx: &mut Context<'_>, walk: &mut Walk<'_>, node: &Message, ends: &Ends) {
    if !route::follows(cx, &ends.from, &ends.to) {
        let names = (place::text(&node.from), place::text(&node.to));
        let told = route::told(cx);
        walk.report(cx, steps::off_route(node.to.span, &names.0, &names.1, &told));
    }
}

/// An answer that its sender cannot give.
fn reply(
    cx: &mut Context<'_>,
    walk: &mut Walk<'_>,
    node: &Message,
    ends: &Ends,
    (status, value, miss): (bool, bool, bool),
    verb: Span,
) {
    let name = place::text(&node.from);
    match ends.from.place {
        Place::User(_) | Place::Users if value || status => {
            let problem = steps::wrong_reply(verb, &name, "is a user, and users keep nothing to answer with")
                .help("answer in words, or let a storage answer");
            walk.report(cx, problem);
        }
        Place::Storage(id) if miss && cx.model.storages.get(id.index()).is_some_and(|s| s.origin) => {
            let problem =
                steps::wrong_reply(verb, &name, "is an origin, which always holds the latest value, so it cannot miss")
                    .help("answer with a value: `@value`");
            walk.report(cx, problem);
        }
        Place::Storage(id) if status => {
            let http = cx.model.storages.get(id.index()).is_none_or(|s| s.http.is_some());
            let asked = ends.answers.and_then(|id| walk.requests.get(id)).is_some_and(|request| request.on_storage);
            if !http && asked {
                let word = cx.sources.slice(verb).to_owned();
                let why = format!("does not speak HTTP, so it cannot answer `{word}`");
                walk.report(cx, steps::wrong_reply(verb, &name, &why).help("answer with the value alone: `@value`"));
            }
        }
        Place::User(_)
        | Place::Users
        | Place::Storage(_)
        | Place::Device(_)
        | Place::Channel(_)
        | Place::Stranger(_)
        | Place::Caller => {}
    }
}
