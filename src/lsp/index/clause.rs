//! Names in the pieces that several constructs share.

use super::{Mention, Sort};
use crate::source::Span;
use crate::syntax::clause::attribute::{Attribute, Attributes, Form, Given};
use crate::syntax::clause::condition::Condition;
use crate::syntax::clause::key::{Key, KeyForm};
use crate::syntax::clause::name::Name;
use crate::syntax::clause::operation::Operation;
use crate::syntax::clause::place::Place;
use crate::syntax::clause::predicate::{Cause, Content, Counted, Predicate};
use crate::syntax::clause::text::Text;
use crate::syntax::clause::value::Value;
use ecow::EcoString;

/// Names as they are found.
#[derive(Default)]
pub(super) struct Names {
    /// In any order.
    pub list: Vec<Mention>,
}

impl Names {
    /// A name without a scope.
    pub fn add(&mut self, sort: Sort, name: EcoString, span: Span) {
        self.list.push(Mention { sort, scope: EcoString::new(), name, span, about: None });
    }

    /// A name in a scope.
    pub fn within(&mut self, sort: Sort, scope: &EcoString, name: &Name) {
        let (scope, text) = (scope.clone(), name.text.clone());
        self.list.push(Mention { sort, scope, name: text, span: name.span, about: None });
    }

    /// A name of a sort.
    pub fn name(&mut self, sort: Sort, name: &Name) {
        self.add(sort, name.text.clone(), name.span);
    }

    /// `carol.proxy-isp`: both parts.
    pub fn place(&mut self, place: &Place) {
        for part in &place.parts {
            if !part.text.starts_with(|c: char| c.is_ascii_digit()) {
                self.name(Sort::Participant, part);
            }
        }
    }

    /// Several.
    pub fn places(&mut self, places: &[Place]) {
        places.iter().for_each(|place| self.place(place));
    }

    /// `@alice`
    pub fn value(&mut self, value: &Value) {
        self.add(Sort::Value, value.text.clone(), value.span);
    }

    /// A key: `post` of `post:1` is a resource's name.
    pub fn key(&mut self, key: &Key) {
        match key.form {
            KeyForm::Path => self.add(Sort::Path, key.text.clone(), key.span),
            KeyForm::Name | KeyForm::Member => {
                let name = key.text.split(':').next().unwrap_or("");
                let length = u32::try_from(name.len()).unwrap_or(0);
                if !name.starts_with('{') && name != "key" {
                    self.add(Sort::Resource, name.into(), Span { end: key.span.start + length, ..key.span });
                }
            }
        }
    }

    /// Names in a bracket.
    pub fn attributes(&mut self, attributes: Option<&Attributes>) {
        let Some(attributes) = attributes else { return };
        let policy = attributes.get("policy").and_then(|a| a.value.as_ref()).map(|v| v.text.clone());
        for attribute in &attributes.list {
            match policy.as_ref().filter(|_| attribute.value.is_none() && attribute.name.text != "brief") {
                Some(policy) => self.within(Sort::Fact, policy, &attribute.name),
                None => self.attribute(attribute),
            }
        }
    }

    /// `via=direct`
    pub fn attribute(&mut self, attribute: &Attribute) {
        self.name(Sort::Attribute, &attribute.name);
        let Some(value) = &attribute.value else { return };
        let sort = match attribute.name.text.as_str() {
            "via" => Sort::Route,
            "policy" => Sort::Policy,
            "tone" => Sort::Tone,
            "alias" => Sort::Resource,
            "origin" | "by" | "from" | "to" => Sort::Participant,
            _other => return,
        };
        self.words(sort, value);
    }

    /// The words behind `=`, each where it stands.
    fn words(&mut self, sort: Sort, value: &Given) {
        let quote = u32::from(value.form == Form::Quoted);
        for word in value.text.split_whitespace() {
            let at = word.as_ptr() as usize - value.text.as_ptr() as usize;
            let start = value.span.start + quote + u32::try_from(at).unwrap_or(0);
            let end = start + u32::try_from(word.len()).unwrap_or(0);
            if end <= value.span.end {
                self.add(sort, word.into(), Span { start, end, ..value.span });
            }
        }
    }

    /// What a text says as an operation or a guard.
    pub fn text(&mut self, text: Option<&Text>) {
        let Some(text) = text else { return };
        if let Some(operation) = &text.operation {
            self.operation(operation);
        }
        if let Some(event) = &text.event {
            self.name(Sort::Resource, &event.name);
        }
        if let Some(guard) = &text.guard {
            self.predicate(guard);
        }
        self.attributes(text.attributes.as_ref());
    }

    fn operation(&mut self, operation: &Operation) {
        match operation {
            Operation::Http { key, argument, method: _ } => {
                self.key(key);
                argument.iter().for_each(|key| self.key(key));
            }
            Operation::Storage { keys, value, within, verb: _, verb_span: _ } => {
                keys.iter().for_each(|key| self.key(key));
                value.iter().for_each(|value| self.value(value));
                self.places(within);
            }
            Operation::Reply { value, status: _, miss: _, rest: _ } => value.iter().for_each(|value| self.value(value)),
            Operation::Call { name, keys } => {
                self.name(Sort::Method, name);
                keys.iter().for_each(|key| self.key(key));
            }
        }
    }

    /// A claim.
    pub fn predicate(&mut self, predicate: &Predicate) {
        match predicate {
            Predicate::Sees { who, what, of } => {
                self.place(who);
                what.iter().for_each(|content| self.content(content));
                of.iter().for_each(|key| self.key(key));
            }
            Predicate::Holds { place, what, of } => {
                self.place(place);
                self.content(what);
                of.iter().for_each(|key| self.key(key));
            }
            Predicate::Counts { what, per, count: _ } => {
                if let Counted::Events { event, channel } = what {
                    event.iter().for_each(|event| self.name(Sort::Resource, &event.name));
                    self.name(Sort::Participant, channel);
                }
                if let Some(Cause::Request { path, method: _ }) = per {
                    self.key(path);
                }
            }
            Predicate::Staleness { of, who, within: _ } => {
                self.place(who);
                of.iter().for_each(|key| self.key(key));
            }
            Predicate::Carries { event, channel, field: _ } => {
                self.name(Sort::Resource, &event.name);
                self.name(Sort::Participant, channel);
            }
            Predicate::Empty { key, place } => {
                self.key(key);
                self.place(place);
            }
        }
    }

    fn content(&mut self, content: &Content) {
        match content {
            Content::Value(value) => self.value(value),
            Content::Latest(_) | Content::Stale(_) => {}
        }
    }

    /// The facts of a condition; its depth is bounded where it is read.
    pub fn condition(&mut self, policy: &EcoString, condition: &Condition) {
        match condition {
            Condition::Fact(name) => self.within(Sort::Fact, policy, name),
            Condition::Not(one) => self.condition(policy, one),
            Condition::And(a, b) | Condition::Or(a, b) => {
                self.condition(policy, a);
                self.condition(policy, b);
            }
        }
    }
}
