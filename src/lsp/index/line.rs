//! Names in lines and blocks.

use super::clause::Names;
use super::{About, Mention, Sort};
use crate::source::Span;
use crate::syntax::clause::name::Name;
use crate::syntax::declaration::reaction::{Reaction, Trigger};
use crate::syntax::print::block_of;
use crate::syntax::statement::given::State;
use crate::syntax::tree::{Block, File, Line, Node};
use ecow::EcoString;

/// The names of a file.
pub(super) fn gather(file: &File) -> Vec<Mention> {
    let mut walk = Walk { names: Names::default(), scope: EcoString::new() };
    walk.block(&file.body);
    walk.names.list
}

struct Walk {
    names: Names,
    /// The policy or flow that is walked through.
    scope: EcoString,
}

impl Walk {
    fn block(&mut self, block: &Block) {
        block.lines.iter().for_each(|line| self.line(line));
    }

    fn line(&mut self, line: &Line) {
        match &line.node {
            Node::Policy(n) => self.scope = n.name.text.clone(),
            Node::Flow(n) => self.scope = n.name.text.clone(),
            _other => {}
        }
        if !self.declaration(line) {
            self.step(&line.node);
        }
        if let Node::Fragment(fragment) = &line.node {
            for operand in &fragment.operands {
                self.names.text(operand.text.as_ref());
                self.block(&operand.body);
            }
        } else if let Some(body) = block_of(&line.node) {
            self.block(body);
        }
    }

    /// A name where it is declared.
    fn declare(&mut self, word: &'static str, sort: Sort, name: &Name, line: &Line) {
        let docs: Vec<&str> = line.docs.iter().map(|doc| doc.text.as_str()).collect();
        let body = block_of(&line.node).map_or(line.span.end, |body| body.span.start);
        let head = Span { end: body.max(name.span.end), ..line.span };
        let about = About { word, whole: line.span, head, docs: docs.join("\n") };
        let scope = if matches!(sort, Sort::Fact | Sort::Stop) { self.scope.clone() } else { EcoString::new() };
        let (name, span) = (name.text.clone(), name.span);
        self.names.list.push(Mention { sort, scope, name, span, about: Some(Box::new(about)) });
    }

    /// What a declaration names; whether the line is one.
    fn declaration(&mut self, line: &Line) -> bool {
        let (word, sort, name, attributes) = match &line.node {
            Node::Resource(n) => ("resource", Sort::Resource, &n.name, n.attributes.as_ref()),
            Node::Device(n) => ("device", Sort::Participant, &n.name, n.attributes.as_ref()),
            Node::Storage(n) => ("storage", Sort::Participant, &n.name, n.attributes.as_ref()),
            Node::User(n) => ("user", Sort::Participant, &n.name, n.attributes.as_ref()),
            Node::Channel(n) => ("channel", Sort::Participant, &n.name, n.attributes.as_ref()),
            Node::Route(n) => ("route", Sort::Route, &n.name, n.attributes.as_ref()),
            Node::Method(n) => ("method", Sort::Method, &n.name, n.attributes.as_ref()),
            Node::Policy(n) => ("policy", Sort::Policy, &n.name, n.attributes.as_ref()),
            Node::Flow(n) => ("flow", Sort::Flow, &n.name, n.attributes.as_ref()),
            Node::Scenario(n) => ("scenario", Sort::Scenario, &n.name, n.attributes.as_ref()),
            Node::Fact(n) => ("fact", Sort::Fact, &n.name, None),
            Node::Tone(n) => ("tone", Sort::Tone, &n.name, None),
            _other => return false,
        };
        self.declare(word, sort, name, line);
        self.names.attributes(attributes);
        match &line.node {
            Node::Resource(n) => n.depends_on.iter().for_each(|name| self.names.name(Sort::Resource, name)),
            Node::Route(n) => n.hops.iter().for_each(|name| self.names.name(Sort::Participant, name)),
            _other => {}
        }
        true
    }

    fn reaction(&mut self, n: &Reaction) {
        match &n.trigger {
            Trigger::Write(key) | Trigger::Invalidate(key) => self.names.key(key),
            Trigger::Event(event) => self.names.name(Sort::Resource, &event.name),
            Trigger::Request { path, method: _ } => self.names.key(path),
        }
        self.names.place(&n.at);
        n.guard.iter().for_each(|guard| self.names.attribute(&guard.attribute));
    }

    /// What a line that declares nothing names.
    fn step(&mut self, node: &Node) {
        let names = &mut self.names;
        match node {
            Node::Reaction(n) => self.reaction(n),
            Node::Rule(n) => {
                n.condition.iter().for_each(|condition| names.condition(&self.scope, condition));
                names.name(Sort::Route, &n.outcome);
                names.attributes(n.attributes.as_ref());
            }
            Node::Chain(n) => {
                n.stops.iter().for_each(|stop| names.within(Sort::Stop, &self.scope, &stop.name));
                names.attributes(n.attributes.as_ref());
            }
            Node::Claim(n) => names.attributes(n.attributes.as_ref()),
            Node::Message(n) => {
                names.place(&n.from);
                names.place(&n.to);
                names.attributes(n.attributes.as_ref());
                names.text(n.text.as_ref());
            }
            Node::Read(n) => {
                names.place(&n.who);
                names.key(&n.key);
                names.attributes(n.attributes.as_ref());
            }
            Node::Action(n) => {
                names.place(&n.who);
                names.text(Some(&n.text));
            }
            Node::Sees(n) => {
                names.place(&n.who);
                n.values.iter().for_each(|value| names.value(value));
                names.attributes(n.attributes.as_ref());
            }
            _other => self.rest(node),
        }
    }

    /// The statements that speak of the state, of places and of other scenarios.
    fn rest(&mut self, node: &Node) {
        let names = &mut self.names;
        match node {
            Node::Given(n) => {
                names.key(&n.key);
                if let State::Value(value) = &n.state {
                    names.value(value);
                }
                names.places(&n.within);
                names.attributes(n.attributes.as_ref());
            }
            Node::Expect(n) => {
                names.predicate(&n.predicate);
                names.attributes(n.attributes.as_ref());
            }
            Node::Note(n) => names.places(&n.places),
            Node::Happening(n) => {
                names.place(&n.place);
                names.attributes(n.attributes.as_ref());
            }
            Node::Lifespan(n) => names.place(&n.place),
            Node::Play(n) => names.name(Sort::Scenario, &n.scenario),
            Node::Visibility(n) => names.places(&n.places),
            Node::Reference(n) => names.places(&n.places),
            Node::Link(n) => names.place(&n.place),
            _other => {}
        }
    }
}
