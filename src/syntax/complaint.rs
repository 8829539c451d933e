//! From what a rule wanted to what the author is told: one diagnostic a line, on the smallest wrong token.

use crate::diagnostic::Diagnostic;
use crate::problem::{habits, slips, text as problem};
use crate::source::{Source, Span};
use crate::syntax::habit;
use crate::syntax::keyword::{Part, Start};
use crate::syntax::line::Row;
use crate::syntax::slip;
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::tree::Node;
use crate::syntax::want::{Fault, Special, Want};

/// The most words between facts of one condition, so that no tree of them is deep.
const LONGEST_CONDITION: usize = 128;

/// The first words of a line, for quoting.
pub(super) fn quote_start<'a>(source: &'a Source, row: &Row) -> &'a str {
    let text = source.slice(row.span);
    let end = text.char_indices().nth(40).map_or(text.len(), |(at, _)| at);
    text[..end].trim_end()
}

/// A line that is being read.
pub(super) struct Place<'a, 't> {
    pub(super) source: &'a Source,
    pub(super) head: &'t [Lexeme<'t>],
    pub(super) row: &'a Row,
    pub(super) start: Start,
    /// A `{` that is all of the next line.
    pub(super) below: Option<Span>,
}

impl Place<'_, '_> {
    /// Finds signs that no rule takes, and brackets that nobody closes.
    pub(super) fn signs(&self) -> Result<(), Box<Diagnostic>> {
        if let Some(problem) = slip::opening(self.source, self.row, self.head) {
            return Err(Box::new(problem));
        }
        let mut joints = 0;
        for (at, lexeme) in self.head.iter().enumerate() {
            let problem = match lexeme.token {
                Token::Stray(text) => slip::stray(self.head, at, lexeme.span, text),
                Token::Unclosed(text) => problem::unclosed_string(lexeme.span, text),
                Token::Semicolon => slip::semicolon(self.head, at, lexeme.span),
                Token::Foreign(arrow) => habit::arrow(self, at, arrow),
                Token::Begin if !is_placeholder(self.head, at) => {
                    slip::inner_brace(self.source, self.row, self.head, lexeme.span)
                }
                Token::Left | Token::Name("not" | "and" | "or") => {
                    joints += 1;
                    continue;
                }
                _ => continue,
            };
            return Err(Box::new(problem));
        }
        if let Some(open) = self.row.unclosed {
            let end = self.head.last().map_or(open, |l| l.span).after();
            return Err(Box::new(problem::unclosed_bracket(open, end)));
        }
        if joints > LONGEST_CONDITION {
            return Err(Box::new(problem::long_condition(self.row.span, LONGEST_CONDITION)));
        }
        Ok(())
    }

    /// What a rule wanted.
    pub(super) fn fault(&self, fault: &Fault) -> Diagnostic {
        let found = self.head.get(fault.at);
        if let (Some(special), Some(found)) = (fault.special, found) {
            let unit = self.head.get(fault.at + 1).filter(|_| special == Special::Duration);
            let wordy =
                unit.and_then(|u| problem::wordy_duration(found.span.to(u.span), found.token.text(), u.token.text()));
            if let Some(wordy) = wordy {
                return wordy;
            }
            let problem = special_fault(special, found);
            let plain = Diagnostic { fixes: Vec::new(), help: Vec::new(), ..problem.clone() };
            return habit::duration(self.head, &plain, &Fault::nothing(fault.at + 1)).unwrap_or(problem);
        }
        if let Some(problem) = self.claim(fault) {
            return problem;
        }
        let mut wanted: Vec<&str> = fault.list().filter(|w| *w != Want::End).map(Want::human).collect();
        if fault.wants(Want::End) {
            wanted.extend(self.after_head().iter().copied());
        }
        match found {
            Some(found) => {
                let problem = problem::expected(found.span, &wanted, &format!("`{}`", found.token.text()));
                habit::form(self, slip::advise(self, problem, fault, found))
            }
            None => {
                let problem = self.at_end(&wanted);
                let problem = if fault.wants(Want::Name) { habit::nameless(self, problem) } else { problem };
                habit::form(self, problem)
            }
        }
    }

    /// A claim in no known form: if its words are wrong from the start, the forms are named.
    fn claim(&self, fault: &Fault) -> Option<Diagnostic> {
        let claims = matches!(self.start, Start::Expect | Start::Possible | Start::Claim);
        let all = self.head.get(1).zip(self.head.last()).map(|(first, last)| first.span.to(last.span))?;
        let lost = fault.wants(Want::Claim) || fault.wants(Want::Sees) || fault.wants(Want::Holds);
        (claims && lost).then(|| {
            let found = problem::unknown_claim(all, self.source.slice(all), self.start == Start::Claim);
            let bare = || Diagnostic { help: Vec::new(), ..found.clone() };
            if let Some(first) = self.head.first().filter(|_| habit::at_a_point(self)) {
                return slips::replace(bare(), first.span, "expect");
            }
            match (slip::claim(self), slip::slashless(self)) {
                (Some(is), _) => slips::replace(bare(), is, "holds"),
                (None, Some(key)) => slips::first_slash(bare(), key, self.source.slice(key)),
                (None, None) => found,
            }
        })
    }

    /// What may follow a complete head.
    fn after_head(&self) -> &'static [&'static str] {
        match (self.start.text(), self.start.block()) {
            (Part::Must, _) => &["`:`"],
            (Part::Maybe, _) => &["`:`", "the end of the line"],
            (Part::Never, Part::Must) => &["`{`"],
            (Part::Never, Part::Maybe) => &["`{`", "the end of the line"],
            (Part::Never, Part::Never) => &["the end of the line"],
        }
    }

    /// Something missing at the end of the head.
    fn at_end(&self, wanted: &[&str]) -> Diagnostic {
        let last = self.head.last().map_or(self.row.span, |l| l.span);
        match (&self.row.label, self.row.open) {
            (Some(label), _) if !self.row.fragment => {
                let problem = problem::expected(label.sign, wanted, "`:`");
                let value = self.start == Start::Sees && self.source.slice(label.span).starts_with('@');
                if value { habits::leave_out(problem, label.sign, ":") } else { problem }
            }
            (_, Some(brace)) => problem::expected(brace, wanted, "`{`"),
            _ => problem::expected(last.after(), wanted, "the end of the line"),
        }
    }

    /// Checks that a text and a block are there if they must be, and not if they must not.
    pub(super) fn parts(&self, node: &Node) -> Result<(), Box<Diagnostic>> {
        let end = self.head.last().map_or(self.row.span, |l| l.span).after();
        let anywhere = matches!(node, Node::Happening(h) if h.anywhere.is_some());
        let block = if self.start == Start::Happening {
            if anywhere { Part::Must } else { Part::Never }
        } else {
            self.start.block()
        };
        let text = if anywhere { Part::Never } else { self.start.text() };
        let empty = self.row.label.as_ref().filter(|l| l.span.start == l.span.end);
        let wanted: &[&str] = if anywhere { &["`{`"] } else { self.after_head() };
        let problem = match (&self.row.label, text) {
            (Some(label), Part::Never) if habit::is_named(self, label) => habit::label(self, label, wanted),
            (Some(label), Part::Never) => problem::expected(label.sign, wanted, "`:`"),
            (Some(label), Part::Must) if empty.is_some() => {
                problem::expected(label.sign.after(), &["a text"], "the end of the line")
            }
            (None, Part::Must) if self.start == Start::Divider => {
                problem::expected(end, &["a text"], "the end of the line")
            }
            (None, Part::Must) => problem::expected(end, &["`:` and a text"], "the end of the line"),
            _ => return self.brace(block, end),
        };
        Err(Box::new(habit::form(self, problem)))
    }

    /// Checks the brace at the end.
    fn brace(&self, block: Part, end: Span) -> Result<(), Box<Diagnostic>> {
        let text = self.source.slice(self.row.span);
        let problem = match (block, self.row.open) {
            (Part::Must | Part::Maybe, None) if self.below.is_some() => {
                slips::brace_on_next_line(self.row.span.after(), self.below.unwrap_or_default())
            }
            (Part::Must, None) if self.row.fragment && text.ends_with('}') && text.contains('{') => {
                slip::one_line(self.source, self.row, text.find('{').unwrap_or(0))
            }
            (Part::Must, None) => {
                problem::missing_brace(self.row.span.after(), self.head.first().map_or("", |l| l.token.text()))
            }
            (Part::Never, Some(brace)) => problem::no_block(brace, self.head.first().map_or("", |l| l.token.text())),
            _ => return self.pair(end),
        };
        Err(Box::new(problem))
    }

    /// Checks that `== text` and `... text` end as they begin.
    fn pair(&self, end: Span) -> Result<(), Box<Diagnostic>> {
        let sign = match self.start {
            Start::Divider => "==",
            Start::Gap => "...",
            _ => return Ok(()),
        };
        let open = self.row.label.as_ref().filter(|l| l.sign.start == l.sign.end);
        match open {
            Some(label) => Err(Box::new(problem::unpaired(label.span.after().to(end).after(), sign))),
            None => Ok(()),
        }
    }
}

/// Whether the `{` at an index begins `{id}`.
fn is_placeholder(head: &[Lexeme<'_>], at: usize) -> bool {
    let behind = |n: usize| head.get(at + n).filter(|l| l.glued).map(|l| l.token);
    matches!((behind(1), behind(2)), (Some(Token::Name(_)), Some(Token::End)))
}

/// A `{` inside a head that begins no `{id}`.
pub(super) fn inner_brace(head: &[Lexeme<'_>]) -> Option<Span> {
    let mut braces = head.iter().enumerate().filter(|(_, l)| l.token == Token::Begin);
    braces.find(|(at, _)| !is_placeholder(head, *at)).map(|(_, l)| l.span)
}

/// An amount that is no duration, or is too large.
fn special_fault(special: Special, found: &Lexeme<'_>) -> Diagnostic {
    match special {
        Special::Duration => problem::bad_duration(found.span, found.token.text()),
        Special::Large => problem::too_large(found.span, found.token.text()),
    }
}

/// A bracket behind an operation that holds no attributes.
pub(super) fn bracket(source: &Source, tokens: &[Lexeme<'_>], fault: &Fault) -> Diagnostic {
    let wanted: Vec<&str> = fault.list().filter(|w| *w != Want::End).map(Want::human).collect();
    match (tokens.get(fault.at), fault.special) {
        (Some(found), Some(special)) => special_fault(special, found),
        (Some(found), None) => {
            let problem = problem::expected(found.span, &wanted, &format!("`{}`", source.slice(found.span)));
            habit::duration(tokens, &problem, fault).unwrap_or_else(|| habits::bracket(problem))
        }
        (None, _) => {
            let open = tokens.first().map(|l| l.span).unwrap_or_default();
            problem::unclosed_bracket(open, tokens.last().map_or(open, |l| l.span).after())
        }
    }
}
