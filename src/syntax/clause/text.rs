//! Text after a colon: read as an operation, an event or a guard where it has that form, and always as text.

use crate::source::Source;
use crate::source::Span;
use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::event::Event;
use crate::syntax::clause::operation;
use crate::syntax::clause::operation::Operation;
use crate::syntax::clause::predicate::Predicate;
use crate::syntax::line::{Label, Sheet};
use crate::syntax::rule::{Clauses, Rule};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::Fault;
use chumsky::Parser;
use ecow::EcoString;

/// Text up to the end of its line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// As written, without the comment and outer white space; a trailing bracket is still part of it.
    pub raw: EcoString,
    /// Where `raw` stands.
    pub span: Span,
    /// `raw` without the trailing bracket.
    pub plain: EcoString,
    /// The trailing bracket, if it has the form of attributes and white space precedes it.
    pub attributes: Option<Attributes>,
    /// What `plain` says as an operation.
    pub operation: Option<Operation>,
    /// What `plain` says as an event.
    pub event: Option<Box<Event>>,
    /// What `plain` says as a guard `STORAGE holds @v of KEY`.
    pub guard: Option<Box<Predicate>>,
}

/// What a text may be besides a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Prose: a title, a note, a divider.
    Prose,
    /// What somebody does: an operation.
    Action,
    /// What a message says: an operation or an event.
    Message,
    /// What a fragment says: a guard.
    Guard,
}

/// The rules for texts.
pub struct Texts<'t> {
    attributes: Rule<'t, Attributes>,
    action: Rule<'t, Operation>,
    message: Rule<'t, Operation>,
    event: Rule<'t, Event>,
    guard: Rule<'t, Predicate>,
}

impl<'t> Texts<'t> {
    /// All of them.
    #[must_use]
    pub fn new(c: &Clauses<'t>) -> Self {
        Self {
            attributes: c.attributes.clone(),
            action: operation::action(c),
            message: operation::rule(c),
            event: c.event.clone(),
            guard: c.holds.clone(),
        }
    }

    /// Reads a text: raw, and as whatever its role allows. What has no form is plain text, never an error.
    #[must_use]
    pub fn read(&self, source: &Source, sheet: &'t Sheet<'t>, label: &Label, role: Role) -> Text {
        let raw = source.slice(label.span);
        let mut text = Text { raw: raw.into(), span: label.span, ..Text::default() };
        let bracket = sheet.tokens(label.bracket);
        let attributes = if bracket.is_empty() { None } else { self.attributes.parse(bracket).into_output() };
        let spaced = label.plain.start == label.plain.end
            || source.text.as_bytes().get(label.plain.end as usize).is_some_and(u8::is_ascii_whitespace);
        let short = attributes.is_some() || bracket.is_empty();
        let tokens = if short { sheet.tokens(label.tokens) } else { &[] };
        text.operation = self.operation(tokens, role);
        if attributes.is_some() && (spaced || text.operation.is_some()) {
            text.attributes = attributes;
            text.plain = source.slice(label.plain).into();
        } else {
            text.plain = text.raw.clone();
        }
        if !bracket.is_empty() && text.attributes.is_none() {
            return text;
        }
        match role {
            Role::Message if tokens.len() <= LONGEST_EVENT => text.event = whole(&self.event, tokens).map(Box::new),
            Role::Guard => text.guard = self.guard(tokens).map(Box::new),
            Role::Prose | Role::Action | Role::Message => {}
        }
        if role == Role::Guard {
            text.plain = unquoted(&text.plain);
        }
        text
    }

    /// Behind an operation a bracket is always attributes: what is wrong in it, if anything.
    #[must_use]
    pub fn bracket(
        &self,
        sheet: &'t Sheet<'t>,
        label: &Label,
        text: &Text,
        role: Role,
    ) -> Option<(&'t [Lexeme<'t>], Fault)> {
        if text.attributes.is_some() || !matches!(role, Role::Action | Role::Message) {
            return None;
        }
        let tokens = sheet.tokens(label.tokens);
        let closed = sheet.tokens(label.bracket);
        let open = tokens.iter().position(|l| l.token == Token::Open);
        let (said, bracket) = if closed.is_empty() { tokens.split_at(open?) } else { (tokens, closed) };
        let certain = matches!(said, [Lexeme { token: Token::Name(verb), .. }, ..] if operation::is_verb(verb));
        if !certain || whole(&self.action, said).is_none() {
            return None;
        }
        let faults = self.attributes.parse(bracket).into_errors();
        faults.first().map(|fault| (bracket, *fault))
    }

    fn operation(&self, tokens: &'t [Lexeme<'t>], role: Role) -> Option<Operation> {
        let rule = match role {
            Role::Action => &self.action,
            Role::Message => &self.message,
            Role::Prose | Role::Guard => return None,
        };
        match tokens {
            // A call is a name and keys with commas between: two names in a row behind it are prose.
            [Lexeme { token: Token::Name(first), .. }, rest @ ..] => {
                let lonely = rest.is_empty() && *first != "miss";
                let prose = matches!(rest, [a, b, ..] if is_name(a) && is_name(b) && !operation::is_verb(first));
                if lonely || prose { None } else { whole(rule, tokens) }
            }
            _ => whole(rule, tokens),
        }
    }

    fn guard(&self, tokens: &'t [Lexeme<'t>]) -> Option<Predicate> {
        let holds = tokens.iter().any(|l| l.token == Token::Name("holds"));
        if holds { whole(&self.guard, tokens) } else { None }
    }
}

/// The most tokens that an event has: `post:{id} update`.
const LONGEST_EVENT: usize = 6;

fn is_name(lexeme: &Lexeme<'_>) -> bool {
    matches!(lexeme.token, Token::Name(_))
}

/// What a rule makes of all tokens, if they have its form.
fn whole<'t, O>(rule: &Rule<'t, O>, tokens: &'t [Lexeme<'t>]) -> Option<O> {
    if tokens.is_empty() { None } else { rule.parse(tokens).into_output() }
}

/// A fragment's title may stand in quotes.
fn unquoted(plain: &EcoString) -> EcoString {
    let inner = plain.strip_prefix('"').and_then(|t| t.strip_suffix('"')).filter(|t| !t.contains('"'));
    inner.map_or_else(|| plain.clone(), EcoString::from)
}
