//! All rules, built once a file: from what a line starts with to the rule that reads its head.

use crate::syntax::clause::text::Texts;
use crate::syntax::declaration::{
    channel, claim, device, flow, import, method, policy, property, reaction, resource, route, scenario, storage,
    title, tone, user, writing,
};
use crate::syntax::keyword::Start;
use crate::syntax::rule::{Clauses, Rule, Tokens};
use crate::syntax::statement::fragment::{self, FragmentKind};
use crate::syntax::statement::{
    action, divider, expect, gap, given, happening, lifespan, link, message, note, play, read, reference, sees,
    visibility, wait,
};
use crate::syntax::tree::Node;
use crate::syntax::want::Fault;
use chumsky::Parser;

/// The rules of one file.
pub struct Rules<'t> {
    clauses: Clauses<'t>,
    /// The rules for texts.
    pub texts: Texts<'t>,
    /// Each is built when a line first needs it: most files use few.
    built: Vec<(Start, Rule<'t, Node>)>,
}

impl<'t> Rules<'t> {
    /// No rules yet.
    #[must_use]
    pub fn new() -> Self {
        let clauses = Clauses::new();
        Self { texts: Texts::new(&clauses), clauses, built: Vec::new() }
    }

    /// Reads the head of a line.
    ///
    /// # Errors
    /// What the rule wanted instead, and where.
    pub fn read(&mut self, start: Start, head: Tokens<'t>) -> Result<Node, Fault> {
        let index = self.built.iter().position(|(s, _)| *s == start).unwrap_or_else(|| {
            self.built.push((start, rule(start, &self.clauses)));
            self.built.len() - 1
        });
        let Some((_, rule)) = self.built.get(index) else { return Err(Fault::nothing(0)) };
        rule.parse(head).into_result().map_err(|faults| faults.first().copied().unwrap_or(Fault::nothing(head.len())))
    }
}

impl Default for Rules<'_> {
    fn default() -> Self {
        Self::new()
    }
}

/// The one table from what a line starts with to its rule.
fn rule<'t>(start: Start, c: &Clauses<'t>) -> Rule<'t, Node> {
    match start {
        Start::Title => title::rule(),
        Start::Import => import::rule(c),
        Start::Resource => resource::rule(c),
        Start::Device => device::rule(c),
        Start::Storage => storage::rule(c),
        Start::User => user::rule(c),
        Start::Route => route::rule(c),
        Start::Method => method::rule(c),
        Start::Channel => channel::rule(c),
        Start::Reaction => reaction::rule(c),
        Start::Policy => policy::rule(c),
        Start::Fact => policy::fact(c),
        Start::When => policy::when(c, false),
        Start::Otherwise => policy::when(c, true),
        Start::Flow => flow::rule(c),
        Start::Scenario => scenario::rule(c),
        Start::Claim => claim::rule(c),
        Start::Writing => writing::rule(c),
        Start::Tone => tone::rule(c),
        Start::Given => given::rule(c),
        Start::Expect => expect::rule(c, false),
        Start::Possible => expect::rule(c, true),
        Start::Note => note::rule(c),
        Start::Wait => wait::rule(c),
        Start::Fragment(kind) => fragment::rule(c, kind),
        Start::Happening => happening::rule(c),
        Start::Lifespan => lifespan::rule(c),
        Start::Play => play::rule(c),
        Start::Show => visibility::rule(c, false),
        Start::Hide => visibility::rule(c, true),
        Start::Reference => reference::rule(c),
        Start::Link => link::rule(c),
        Start::Message => message::rule(c),
        Start::Read => read::rule(c),
        Start::Sees => sees::rule(c),
        Start::Action => action::rule(c),
        Start::Property => property::rule(c),
        Start::Chain => flow::chain(c),
        Start::Divider => divider::rule(),
        Start::Gap => gap::rule(),
    }
}

/// The rule that reads a fragment's further operands is that of a fragment without a number.
pub const OPERAND: Start = Start::Fragment(FragmentKind::Group);
