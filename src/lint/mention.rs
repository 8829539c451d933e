//! What the statements of a program mention by name.

use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::operation::Operation;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::predicate::Predicate;
use crate::syntax::clause::text::Text;
use crate::syntax::tree::{Block, File, Node};
use ecow::EcoString;
use foldhash::HashSet;

/// What is mentioned.
#[derive(Debug, Default)]
pub struct Mentioned {
    /// Participants, by any part of their dotted names.
    pub names: HashSet<EcoString>,
    /// First words of labels that are calls.
    pub calls: HashSet<EcoString>,
    /// Somebody reads along the default route.
    pub reads: bool,
    /// Anything happens at all.
    pub statements: bool,
}

/// Takes down what all files mention.
#[must_use]
pub fn collect(files: &[&File]) -> Mentioned {
    let mut found = Mentioned::default();
    for file in files {
        found.block(&file.body);
    }
    found
}

impl Mentioned {
    fn block(&mut self, block: &Block) {
        for line in &block.lines {
            self.declared(&line.node);
            self.happens(&line.node);
            self.drawn(&line.node);
        }
    }

    /// What declarations mention.
    fn declared(&mut self, node: &Node) {
        if let Node::Method(method) = node {
            self.attributes(method.attributes.as_ref());
            self.block(&method.body);
        } else if let Node::Reaction(reaction) = node {
            self.place(&reaction.at);
            self.block(&reaction.body);
        } else if let Node::Scenario(scenario) = node {
            self.block(&scenario.body);
        } else if let Node::Flow(flow) = node {
            self.block(&flow.body);
        } else if let Node::Chain(chain) = node {
            self.names.extend(chain.stops.iter().map(|s| s.name.text.clone()));
        } else if let Node::Channel(channel) = node {
            self.attributes(channel.attributes.as_ref());
        } else if let Node::User(user) = node {
            self.attributes(user.attributes.as_ref());
        } else if let Node::Resource(resource) = node {
            self.attributes(resource.attributes.as_ref());
        }
    }

    /// What steps mention.
    fn happens(&mut self, node: &Node) {
        if let Node::Message(message) = node {
            self.place(&message.from);
            self.place(&message.to);
            self.text(message.text.as_ref());
        } else if let Node::Read(read) = node {
            self.place(&read.who);
            self.reads = true;
        } else if let Node::Action(action) = node {
            self.place(&action.who);
            self.text(Some(&action.text));
        } else if let Node::Sees(sees) = node {
            self.place(&sees.who);
        } else if let Node::Given(given) = node {
            given.within.iter().for_each(|p| self.mention(p));
        } else if let Node::Expect(expect) = node {
            self.predicate(&expect.predicate);
        } else if let Node::Fragment(fragment) = node {
            for operand in &fragment.operands {
                if let Some(guard) = operand.text.as_ref().and_then(|t| t.guard.as_ref()) {
                    self.predicate(guard);
                }
                self.block(&operand.body);
            }
        } else if let Node::Happening(happening) = node {
            self.place(&happening.place);
            happening.anywhere.iter().for_each(|b| self.block(b));
        }
    }

    /// What is only drawn.
    fn drawn(&mut self, node: &Node) {
        if let Node::Note(note) = node {
            note.places.iter().for_each(|p| self.place(p));
        } else if let Node::Reference(reference) = node {
            reference.places.iter().for_each(|p| self.place(p));
        } else if let Node::Visibility(visibility) = node {
            visibility.places.iter().for_each(|p| self.place(p));
        } else if let Node::Lifespan(lifespan) = node {
            self.place(&lifespan.place);
        } else if let Node::Link(link) = node {
            self.place(&link.place);
        }
    }

    fn place(&mut self, place: &Place) {
        self.statements = true;
        self.mention(place);
    }

    fn mention(&mut self, place: &Place) {
        self.names.extend(place.parts.iter().map(|p| p.text.clone()));
    }

    fn attributes(&mut self, attributes: Option<&Attributes>) {
        for value in attributes.iter().flat_map(|a| &a.list).filter_map(|a| a.value.as_ref()) {
            self.names.extend(value.text.split_whitespace().map(EcoString::from));
        }
    }

    fn text(&mut self, text: Option<&Text>) {
        match text.and_then(|t| t.operation.as_ref()) {
            Some(Operation::Call { name, .. }) => {
                self.calls.insert(name.text.clone());
            }
            Some(Operation::Storage { within, .. }) => within.iter().for_each(|p| self.mention(p)),
            Some(Operation::Http { .. } | Operation::Reply { .. }) | None => {}
        }
    }

    fn predicate(&mut self, predicate: &Predicate) {
        match predicate {
            Predicate::Sees { who, .. } | Predicate::Staleness { who, .. } => self.mention(who),
            Predicate::Holds { place, .. } | Predicate::Empty { place, .. } => self.mention(place),
            Predicate::Counts { what, .. } => {
                if let crate::syntax::clause::predicate::Counted::Events { channel, .. } = what {
                    self.names.insert(channel.text.clone());
                }
            }
            Predicate::Carries { channel, .. } => {
                self.names.insert(channel.text.clone());
            }
        }
    }
}
