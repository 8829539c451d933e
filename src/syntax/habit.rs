//! More ways out where a rule stopped: lines that lack a sign or a name, or say too much at once; and the form of a line for those
//! that nobody can guess.

use crate::diagnostic::Diagnostic;
use crate::problem::{habits, slips, text};
use crate::source::{Source, Span};
use crate::syntax::clause::label::unquote;
use crate::syntax::complaint::Place;
use crate::syntax::example;
use crate::syntax::keyword::Start;
use crate::syntax::line::{Label, Row};
use crate::syntax::token::{Lexeme, Token};
use crate::syntax::want::{Fault, Want};

/// Says the way out of what most people mean who write a line so; `None` if nothing is plain.
pub(super) fn advise(
    place: &Place<'_, '_>,
    problem: &Diagnostic,
    fault: &Fault,
    found: &Lexeme<'_>,
) -> Option<Diagnostic> {
    let problem = || problem.clone();
    match (place.start, found.token) {
        (Start::Note | Start::Reference, Token::Name(_)) if fault.wants(Want::Comma) && fault.wants(Want::End) => {
            Some(beside(place, problem(), found))
        }
        (Start::Sees, Token::Comma | Token::Name("and")) if fault.wants(Want::Then) => {
            Some(then(place, problem(), fault))
        }
        (Start::Message, token) if token.is_arrow() && fault.wants(Want::End) => chain(place, problem(), fault),
        (Start::Given, Token::Value(_)) if fault.wants(Want::Equals) => {
            Some(slips::insert(problem(), found.span, "= "))
        }
        (_, Token::Quoted(label)) if fault.wants(Want::Name) && fault.at == 1 => {
            let name = name_of(&unquote(label), keyword(place));
            Some(habits::name(problem(), found.span.before(), &format!("{name} "), &name))
        }
        (Start::Message, Token::Quoted(text)) if fault.wants(Want::End) && place.row.label.is_none() => {
            Some(habits::text(problem(), found.span, &unquote(text)))
        }
        (Start::Message, Token::Quoted(text)) if fault.wants(Want::Receiver) || fault.wants(Want::Sender) => {
            Some(habits::participant(problem(), found.span, &joined(&unquote(text))))
        }
        (Start::Message, Token::Name(_)) if fault.wants(Want::End) => ending(place, problem(), fault),
        (Start::Lifespan, Token::Name(_)) if fault.wants(Want::End) && fault.at == 2 => {
            let kind = place.head.get(1).filter(|l| matches!(l.token.text(), "participant" | "actor"))?;
            Some(habits::leave_out(problem(), Span { end: found.span.start, ..kind.span }, kind.token.text()))
        }
        (Start::Lifespan | Start::Happening, Token::Comma) if fault.wants(Want::End) => {
            Some(one_a_line(place, problem(), fault))
        }
        (Start::Show | Start::Hide, Token::Name(_)) if fault.wants(Want::Comma) => {
            Some(habits::comma(problem(), before(place, fault)?.span.after()))
        }
        (Start::Note, Token::Name(_)) if fault.wants(Want::Of) => Some(slips::insert(problem(), found.span, "of ")),
        (Start::Message, Token::Comma) if places(place) => Some(fan(place, problem())?),
        (Start::Message, Token::Left | Token::Open) if fault.wants(Want::Sender) => bare(place, problem()),
        (Start::Route, Token::Name(_)) if fault.wants(Want::Colon) || fault.wants(Want::Greater) => {
            Some(route(place, problem(), fault))
        }
        (Start::Route, Token::Comma) if fault.wants(Want::Greater) => Some(route(place, problem(), fault)),
        (Start::Resource, Token::Path(path)) if fault.wants(Want::Name) && fault.at == 1 => {
            let name = name_of(path.split('{').next().unwrap_or(path), "resource");
            Some(habits::pattern(problem(), found.span, &name, path))
        }
        (_, Token::Left) if matches!(place.head.get(fault.at + 1..), Some([Lexeme { token: Token::Right, .. }])) => {
            let pair = found.span.to(place.head.last()?.span);
            Some(habits::leave_out(problem(), pair, "()"))
        }
        (Start::Read, Token::Name(_)) if fault.wants(Want::Method) => receiver(place, problem(), found),
        (Start::Read, _) if fault.wants(Want::End) => {
            let path = before(place, fault).filter(|l| matches!(l.token, Token::Path(p) if p.ends_with(':')))?;
            let colon = Span { start: path.span.end - 1, end: found.span.start, ..path.span };
            Some(habits::remark(problem(), colon))
        }
        (_, Token::Name("the")) if fault.wants(Want::Content) => {
            let next = place.head.get(fault.at + 1)?;
            Some(habits::leave_out(problem(), Span { end: next.span.start, ..found.span }, "the"))
        }
        (Start::Given | Start::Expect | Start::Possible, Token::Name(word)) => {
            plural(place, problem(), fault, found, word)
        }
        _ => duration(place.head, &problem(), fault).or_else(|| equals(place, problem(), fault, found)),
    }
}

/// The words of a text as one name.
fn joined(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let name = words.join("-");
    if name.starts_with(char::is_alphabetic) { name } else { format!("p-{name}").trim_end_matches('-').into() }
}

/// `a ->x b`, `a ->o b`: what an arrow ends with elsewhere.
fn ending(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault) -> Option<Diagnostic> {
    let sign = before(place, fault).filter(|l| l.glued)?;
    let arrow = fault.at.checked_sub(2).and_then(|at| place.head.get(at)).filter(|l| l.token.is_arrow())?;
    let ours = match sign.token {
        Token::Name("x") => "-/>",
        Token::Name("o") => place.source.slice(arrow.span),
        _ => return None,
    };
    Some(slips::replace(problem, arrow.span.to(sign.span), ours))
}

fn before<'a, 't>(place: &'a Place<'_, 't>, fault: &Fault) -> Option<&'a Lexeme<'t>> {
    fault.at.checked_sub(1).and_then(|at| place.head.get(at))
}

/// `create a, b`
fn one_a_line(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault) -> Diagnostic {
    let rest = place.head.get(fault.at..).unwrap_or_default();
    let spans = rest.windows(2).filter_map(|pair| match pair {
        [comma, next] if comma.token == Token::Comma => Some(Span { end: next.span.start, ..comma.span }),
        _ => None,
    });
    let line = format!("\n{}{} ", indent(place), keyword(place));
    habits::lines(problem, keyword(place), spans.map(|span| (span, line.clone())).collect())
}

fn indent(place: &Place<'_, '_>) -> String {
    let text = &place.source.text;
    let start = place.row.span.start as usize;
    let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    text.get(line..start).filter(|space| space.trim().is_empty()).unwrap_or_default().to_owned()
}

/// Whether a message names nothing but participants with commas and one arrow between.
fn places(place: &Place<'_, '_>) -> bool {
    let arrows = place.head.iter().filter(|l| l.token.is_arrow()).count();
    let plain = |l: &Lexeme<'_>| l.token.is_arrow() || matches!(l.token, Token::Name(_) | Token::Comma | Token::Dot);
    arrows == 1 && place.row.label.is_some() && place.head.iter().all(plain)
}

/// `a, b -> c: text`, `a -> b, c: text`
fn fan(place: &Place<'_, '_>, problem: Diagnostic) -> Option<Diagnostic> {
    let at = place.head.iter().position(|l| l.token.is_arrow())?;
    let arrow = place.head.get(at)?;
    let side = |part: &[Lexeme<'_>]| -> Vec<String> {
        let each = part.split(|l| l.token == Token::Comma);
        each.map(|one| one.iter().map(|l| l.token.text()).collect()).collect()
    };
    let (from, to) = (side(place.head.get(..at)?), side(place.head.get(at + 1..)?));
    let text = place.source.slice(place.row.label.as_ref()?.span);
    let arrow = place.source.slice(arrow.span);
    let pairs = from.iter().flat_map(|from| to.iter().map(move |to| (from, to)));
    let lines: Vec<String> = pairs.map(|(from, to)| format!("{from} {arrow} {to}: {text}")).collect();
    let whole = place.row.span;
    Some(habits::messages(problem, whole, lines.join(&format!("\n{}", indent(place)))))
}

/// `(a) -> (b)`, `[a] -> [b]`
fn bare(place: &Place<'_, '_>, problem: Diagnostic) -> Option<Diagnostic> {
    let sign = |l: &&Lexeme<'_>| matches!(l.token, Token::Left | Token::Right | Token::Open | Token::Close);
    let rest = |l: &Lexeme<'_>| sign(&l) || l.token.is_arrow() || matches!(l.token, Token::Name(_));
    let signs: Vec<Span> = place.head.iter().filter(sign).map(|l| l.span).collect();
    place.head.iter().all(rest).then(|| habits::bare(problem, signs))
}

/// `route r cdn db`, `route r: cdn, db`
fn route(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault) -> Diagnostic {
    let tokens = place.head.get(2..).unwrap_or_default().iter().take_while(|l| l.token != Token::Open);
    let tokens: Vec<&Lexeme<'_>> = tokens.collect();
    let names: Vec<&str> =
        tokens.iter().filter(|l| matches!(l.token, Token::Name(_))).map(|l| l.token.text()).collect();
    let whole = tokens.first().zip(tokens.last()).map(|(first, last)| first.span.to(last.span));
    match (whole, before(place, fault)) {
        (Some(whole), Some(name)) if names.len() > 1 && !tokens.iter().any(|l| matches!(l.token, Token::Quoted(_))) => {
            let start = place.head.get(1).unwrap_or(name).span.end;
            habits::route(problem, Span { start, ..whole }, &format!(": {}", names.join(" > ")))
        }
        (_, Some(name)) if fault.wants(Want::Colon) => slips::colon(problem, name.span.after()),
        _ => problem,
    }
}

/// `alice => db: GET /nodes/1`
fn receiver(place: &Place<'_, '_>, problem: Diagnostic, found: &Lexeme<'_>) -> Option<Diagnostic> {
    let label = place.row.label.as_ref()?;
    let method = place.source.slice(label.span).split_whitespace().next()?;
    if !matches!(method, "GET" | "HEAD" | "read") {
        let arrow = place.head.iter().find(|l| l.token == Token::Through)?;
        return Some(slips::replace(problem, arrow.span, "->"));
    }
    let span = Span { end: label.span.start, ..found.span };
    let whole = place.source.slice(found.span.to(label.sign));
    Some(habits::leave_out(problem, span, whole))
}

/// `in all storages`
fn plural(
    place: &Place<'_, '_>,
    problem: Diagnostic,
    fault: &Fault,
    found: &Lexeme<'_>,
    word: &str,
) -> Option<Diagnostic> {
    let all = before(place, fault).filter(|l| matches!(l.token, Token::Name("all" | "each" | "any")))?;
    let one = word.strip_suffix('s').unwrap_or(word);
    let one = if one == "cache" { "storage" } else { one };
    Some(habits::every(problem, all.span.to(found.span), one))
}

/// `[ttl=10 min]`, `[ttl=1.5h]`
pub(super) fn duration(head: &[Lexeme<'_>], problem: &Diagnostic, fault: &Fault) -> Option<Diagnostic> {
    let found = head.get(fault.at)?;
    let count = fault.at.checked_sub(1).and_then(|at| head.get(at))?;
    match (count.token, found.token, head.get(fault.at + 1)) {
        (Token::Number(number), Token::Name(unit), _) if fault.wants(Want::Close) => {
            text::wordy_duration(count.span.to(found.span), number, unit)
        }
        (Token::Number(number), Token::Dot, Some(rest)) if found.glued && rest.glued => {
            let span = count.span.to(rest.span);
            text::broken_duration(problem.clone(), span, number, rest.token.text())
        }
        _ => None,
    }
}

/// `[ttl 5m]`
fn equals(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault, found: &Lexeme<'_>) -> Option<Diagnostic> {
    let fits = matches!(found.token, Token::Number(_) | Token::Amount(_) | Token::Quoted(_));
    let before = before(place, fault).filter(|_| fits && fault.wants(Want::Equals) && fault.wants(Want::Close))?;
    let gap = Span { start: before.span.end, end: found.span.start, ..found.span };
    Some(slips::equals(problem, gap))
}

/// A line that starts no statement, whose words tell what is meant.
pub(super) fn opening(source: &Source, row: &Row, head: &[Lexeme<'_>]) -> Option<Diagnostic> {
    let first = head.first()?;
    let problem = || text::unknown_statement(first.span, row.span, first.token.text(), None, "a file");
    let plain = || Diagnostic { help: Vec::new(), fixes: Vec::new(), ..problem() };
    let tokens: Vec<Token<'_>> = head.iter().map(|l| l.token).collect();
    match tokens.as_slice() {
        [Token::Name("actor" | "participant"), Token::Quoted(label), Token::Name("as"), Token::Name(name)] => {
            let keyword = if first.token.text() == "actor" { "user" } else { "device" };
            Some(habits::line(plain(), row.span, format!("{keyword} {name} {label}")))
        }
        [Token::Name("include"), Token::Quoted(path)] => {
            Some(habits::line(plain(), row.span, format!("import {path}")))
        }
        [Token::Name(_), Token::Name("saw" | "see" | "seen" | "shows"), Token::Value(_), ..] => {
            let second = head.get(1)?;
            let problem = text::no_step(first.span, first.token.text(), second.token.text(), false);
            Some(slips::replace(Diagnostic { help: Vec::new(), ..problem }, second.span, "sees"))
        }
        [Token::Name(_), Token::Open | Token::Left, Token::Number(number), Token::Close | Token::Right, ..] => {
            let span = head.get(1)?.span.to(head.get(3)?.span);
            let whole = source.slice(first.span.to(span));
            let problem = text::unknown_statement(first.span, row.span, whole, None, "a file");
            Some(habits::instance(Diagnostic { help: Vec::new(), ..problem }, span, number))
        }
        _ => {
            let words = source.slice(row.span);
            let inner = words.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/"));
            let inner = inner.or_else(|| words.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")));
            inner.map(|inner| habits::comment(row.span, inner.trim()))
        }
    }
}

/// `a -> b++: text`, `a -> b--: text`
pub(super) fn activation(head: &[Lexeme<'_>], at: usize) -> Option<Diagnostic> {
    let signs = head.get(at..)?;
    let sign = |l: &Lexeme<'_>| matches!(l.token, Token::Stray("+" | "-" | "**" | "*") | Token::Foreign("--"));
    let sent = head.get(..at)?.iter().any(|l| l.token.is_arrow());
    let span = signs.first()?.span.to(signs.last()?.span);
    (sent && signs.iter().all(sign)).then(|| habits::activation(span))
}

/// An arrow of another notation.
pub(super) fn arrow(place: &Place<'_, '_>, at: usize, arrow: &str) -> Diagnostic {
    let span = place.head.get(at).map_or(place.row.span, |l| l.span);
    if let Some(problem) = activation(place.head, at).filter(|_| arrow == "--") {
        return problem;
    }
    let problem = text::foreign_arrow(span, arrow);
    let sides = (place.head.get(..at).unwrap_or_default(), place.head.get(at + 1..).unwrap_or_default());
    let plain =
        |side: &[Lexeme<'_>]| side.iter().all(|l| matches!(l.token, Token::Name(_) | Token::Dot | Token::Number(_)));
    let ours = if arrow == "<-" { "->" } else { "-->" };
    match sides {
        ([one, ..], [next, ..]) if matches!(arrow, "<-" | "<--") && plain(sides.0) && plain(sides.1) => {
            let (last, end) = (sides.0.last().unwrap_or(one), sides.1.last().unwrap_or(next));
            let slice = |from: Span, to: Span| place.source.slice(from.to(to));
            let turned = format!("{} {ours} {}", slice(next.span, end.span), slice(one.span, last.span));
            habits::line(Diagnostic { help: Vec::new(), ..problem }, one.span.to(end.span), turned)
        }
        _ => problem,
    }
}

/// `claim alice sees latest`, which is claimed at a point of a scenario.
pub(super) fn at_a_point(place: &Place<'_, '_>) -> bool {
    let sees = place.head.iter().skip(2).any(|l| matches!(l.token, Token::Name("sees" | "holds")));
    place.start == Start::Claim && sees
}

/// A declaration that ends before its name.
pub(super) fn nameless(place: &Place<'_, '_>, problem: Diagnostic) -> Diagnostic {
    let declares = matches!(
        place.start,
        Start::Resource
            | Start::Device
            | Start::Storage
            | Start::User
            | Start::Method
            | Start::Channel
            | Start::Policy
            | Start::Fact
            | Start::Flow
            | Start::Scenario
            | Start::Writing
    );
    let Some(keyword) = place.head.first().filter(|_| declares && place.head.len() == 1) else { return problem };
    let name = format!("my-{}", keyword.token.text());
    habits::name(problem, keyword.span.after(), &format!(" {name}"), &name)
}

/// Whether a declaration has its display name behind a `:`.
pub(super) fn is_named(place: &Place<'_, '_>, label: &Label) -> bool {
    let declares = matches!(
        place.start,
        Start::Device
            | Start::Storage
            | Start::User
            | Start::Method
            | Start::Channel
            | Start::Policy
            | Start::Flow
            | Start::Scenario
    );
    let text = place.source.slice(label.span);
    declares && place.head.len() == 2 && !text.trim_end_matches('{').trim().is_empty() && !text.contains('"')
}

/// `user alice: Alice Smith`
pub(super) fn label(place: &Place<'_, '_>, label: &Label, wanted: &[&str]) -> Diagnostic {
    let text = place.source.slice(label.span);
    let (plain, brace) = text.strip_suffix('{').map_or((text, ""), |plain| (plain.trim_end(), " {"));
    let problem = text::expected(label.sign, wanted, "`:`");
    habits::label(problem, label.sign.to(label.span), plain, brace)
}

/// The form of a line, where nothing better is known.
pub(super) fn form(place: &Place<'_, '_>, problem: Diagnostic) -> Diagnostic {
    if !problem.help.is_empty() || !problem.fixes.is_empty() {
        return problem;
    }
    match place.start {
        Start::Happening | Start::Lifespan => problem.help(habits::form(&format!("{} server", keyword(place)))),
        Start::Note if place.row.label.is_none() && place.head.len() > 2 => {
            problem.help("write all of its text behind a `:`, with `\\n` between lines: `note over alice: one\\ntwo`")
        }
        Start::Note if place.head.iter().any(|l| matches!(l.token.text(), "left" | "right")) => {
            problem.help(habits::form("note right of alice: text"))
        }
        start => problem.help(habits::form(example::of(start))),
    }
}

fn keyword<'t>(place: &Place<'_, 't>) -> &'t str {
    place.head.first().map_or("thing", |l| l.token.text())
}

/// A name made of a display name.
fn name_of(label: &str, keyword: &str) -> String {
    let lower = label.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let joined = words.join("-");
    if joined.starts_with(char::is_alphabetic) {
        joined
    } else {
        format!("{keyword}-{joined}").trim_end_matches('-').into()
    }
}

/// `note over a hello` lacks its colon, `note over a b: hello` a comma.
fn beside(place: &Place<'_, '_>, problem: Diagnostic, found: &Lexeme<'_>) -> Diagnostic {
    let before = place.head.iter().take_while(|l| l.span != found.span).last().map_or(found.span, |l| l.span).after();
    if place.row.label.is_some() { habits::comma(problem, before) } else { slips::colon(problem, before) }
}

/// `alice sees @a, @b`
fn then(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault) -> Diagnostic {
    let signs = place.head.iter().skip(fault.at).filter(|l| matches!(l.token, Token::Comma | Token::Name("and")));
    habits::then(problem, signs.map(|l| (l.span, l.token == Token::Comma)).collect())
}

/// `a -> b -> c: text`
fn chain(place: &Place<'_, '_>, problem: Diagnostic, fault: &Fault) -> Option<Diagnostic> {
    let arrows: Vec<usize> = (0..place.head.len()).filter(|at| sends(place, *at)).collect();
    let (first, last) = (*arrows.first()?, *arrows.last()?);
    if arrows.get(1) != Some(&fault.at) || place.head.len() <= last + 1 {
        return None;
    }
    let label = place.row.label.as_ref();
    let text = label.map(|label| place.source.slice(label.span));
    let reads = text.is_some_and(|text| text.starts_with("GET ") || text.starts_with("read "));
    if let Some(label) = label.filter(|_| reads) {
        let way = Span { start: place.head.get(first)?.span.start, ..label.span.before() };
        return Some(habits::way(problem, way));
    }
    let end = format!("\n{}", indent(place));
    let mut hops = Vec::new();
    for pair in arrows.windows(2) {
        let [one, next] = pair else { continue };
        let inner = place.head.get(one + 1..*next)?;
        let name = inner.first()?.span.to(inner.last()?.span);
        let said = text.map_or_else(String::new, |text| format!(": {text}"));
        let spaced = Span { end: place.head.get(*next)?.span.start, ..name.after() };
        hops.push((spaced, format!("{said}{end}{} ", place.source.slice(name))));
    }
    Some(habits::hops(problem, hops))
}

fn sends(place: &Place<'_, '_>, at: usize) -> bool {
    place.head.get(at).is_some_and(|l| l.token.is_arrow())
}
