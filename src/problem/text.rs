//! E1xx: text. Also E501, a claim in no known form, which only the reader can tell.

use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::problem::near::nearest;
use crate::source::Span;

/// `a`, `a or b`, `a, b or c`.
fn any_of(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// At most forty characters of a text, so that no message repeats a whole file.
pub(super) fn short(text: &str) -> &str {
    text.char_indices().nth(40).map_or(text, |(end, _)| &text[..end])
}

/// E101: a sign of no rule.
#[must_use]
pub fn stray_character(span: Span, text: &str) -> Diagnostic {
    let text = short(text);
    let shown = if text.chars().any(char::is_control) { text.escape_default().to_string() } else { text.to_owned() };
    let found = Diagnostic::new(Code::StrayCharacter, span, format!("`{shown}` means nothing here"));
    match text {
        "'" | "“" | "”" | "„" | "«" | "»" => {
            found.help("put display names in straight double quotes: `\"Database\"`")
        }
        "<" | "≤" => found.fix("write `<=`", span, "<="),
        "-" | "–" | "—" | "−" => found.fix("write an arrow: `->`", span, "->"),
        "|" => found.help("write a display name in quotes behind the name: `storage db \"Database\"`"),
        "#" => found.fix("start a comment with `//`", span, "//"),
        "@" => found.help("write a value's name right behind `@`: `@alice`"),
        _ => found.help("remove it, or put the text behind a `:`"),
    }
}

/// E102: a quote that nobody closes.
#[must_use]
pub fn unclosed_string(span: Span, text: &str) -> Diagnostic {
    let kept = text.trim_end();
    let end = Span { end: span.start + u32::try_from(kept.len()).unwrap_or(0), ..span }.after();
    Diagnostic::new(Code::UnclosedString, span, format!("`{}` has no closing quote", short(kept))).fix(
        "add the closing `\"`",
        end,
        "\"",
    )
}

/// E103: a block that the end of the file finds open.
#[must_use]
pub fn unclosed_block(brace: Span, outer: Option<Span>, end: Span, ended: bool) -> Diagnostic {
    let found = Diagnostic::new(Code::UnclosedBlock, brace, "this `{` is never closed")
        .help("add a `}` on a line of its own where the block ends")
        .fix("add a `}` at the end of the file", end, if ended { "}\n" } else { "\n}\n" });
    match outer {
        Some(outer) => found.label(outer, "this block is open, too"),
        None => found,
    }
}

/// E103: a block that a declaration finds open.
#[must_use]
pub fn unclosed_before(brace: Span, here: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::UnclosedBlock, brace, format!("this `{{` is not closed before `{word}`"))
        .label(here, "a new declaration starts here")
        .fix(format!("add a `}}` on a line of its own before `{word}`"), Span { end: here.start, ..here }, "}\n")
}

/// E103: a raw text without its end.
#[must_use]
pub fn unclosed_text(brace: Span) -> Diagnostic {
    Diagnostic::new(Code::UnclosedBlock, brace, "this text is never closed")
        .help("add a line that is only `}`, as far to the right as its `text`")
}

/// E104: a brace too many.
#[must_use]
pub fn stray_brace(span: Span) -> Diagnostic {
    Diagnostic::new(Code::StrayBrace, span, "this `}` closes nothing").fix("remove it", span, "")
}

/// E105: a word that starts no statement.
#[must_use]
pub fn unknown_statement(span: Span, line: Span, word: &str, near: Option<&str>, context: &str) -> Diagnostic {
    let place = if context == "a file" { String::new() } else { format!(" in {context}") };
    let found = Diagnostic::new(Code::UnknownStatement, span, format!("`{}` starts no statement{place}", short(word)));
    if let Some(help) = foreign_word(word) {
        let found = found.help(help);
        return if help.contains(LEAVE_OUT) { found.fix("leave the line out", line, "") } else { found };
    }
    match near {
        Some(near) => found.fix(format!("write `{near}`"), span, near),
        None => match context {
            "a device" => found.help("write a storage: `storage cache \"Cache\"`"),
            "a storage" => found.help("write a line of prose: `how: what it keeps`"),
            "a policy" => found.help("write `fact name \"…\"`, `when name => outcome` or `otherwise => outcome`"),
            _ => found.help("write a step as `a -> b: text`, `a: text` or `a sees @value`"),
        },
    }
}

/// E105: two words in a row that are no step.
#[must_use]
pub fn no_step(span: Span, first: &str, second: &str, text: bool) -> Diagnostic {
    let found = Diagnostic::new(
        Code::UnknownStatement,
        span,
        format!("`{} {}` starts no statement", short(first), short(second)),
    );
    if matches!(second, "see" | "saw" | "seen" | "shows") {
        return found.help(format!("write `{} sees @value`", short(first)));
    }
    if text {
        return found.fix(
            format!("put an arrow between: `{} -> {}: …`", short(first), short(second)),
            span.after(),
            " ->",
        );
    }
    found.fix(format!("put a `:` behind the participant: `{}: {} …`", short(first), short(second)), span.after(), ":")
}

/// What a way out says if the line is not needed at all.
const LEAVE_OUT: &str = "leave the line out";

/// E105: the `end` of another notation; `closed` if a `}` follows anyway.
#[must_use]
pub fn foreign_end(span: Span, word: &str, closed: bool) -> Diagnostic {
    let found = Diagnostic::new(Code::UnknownStatement, span, format!("`{word}` ends nothing: a block ends with `}}`"));
    if closed { found.fix("remove it", span, "") } else { found.fix("write `}`", span, "}") }
}

/// A way out for a word of another notation.
#[must_use]
pub fn foreign_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "participant" | "participants" | "entity" | "boundary" | "control" | "collections" => {
            "leave the line out: participants appear as they are named; or declare a `storage`, `device` or `user`"
        }
        "box" => "write `device server \"Server\" { … }`",
        "sequenceDiagram" => "leave the line out: every scenario is a sequence diagram",
        "graph" | "flowchart" => "write `flow name { … }`",
        "autonumber" => "leave the line out: steps are numbered; `scenario name [numbers=off]` turns that off",
        "sleep" | "delay" | "pause" => "write `wait 5m`",
        "rect" => "write `group text [tone=muted] { … }`",
        "skinparam" | "style" | "classDef" | "hide_footbox" => "set a colour with `[tone=accent]` on the thing itself",
        "newpage" => "write each page as a `scenario` of its own",
        "legend" => "write a `note`, or a `text` for the report",
        "header" | "footer" | "scale" | "direction" => {
            "leave the line out: a theme and the order of declarations decide how a picture looks"
        }
        "return" => "write the response: `b --> a: text`",
        "if" => "write `alt text {`, or decide in a `policy`",
        "repeat" | "while" | "for" => "write `loop text {`",
        "option" => "write `alt text { … } else text { … }`",
        _ => return None,
    })
}

/// E105: a line that starts with a sign.
#[must_use]
pub fn unknown_sign(span: Span, text: &str) -> Diagnostic {
    let found = Diagnostic::new(Code::UnknownStatement, span, format!("no statement starts with `{}`", short(text)));
    match text {
        "@startuml" | "@enduml" => found.fix("leave the line out", span, ""),
        "{" => found.help("put the `{` at the end of the line before it"),
        _ => found.help("start the line with a keyword or a participant"),
    }
}

/// E106: something is missing or wrong.
#[must_use]
pub fn expected(span: Span, wanted: &[&str], found: &str) -> Diagnostic {
    match wanted {
        [] => Diagnostic::new(Code::Expected, span, format!("did not expect {}", short(found))),
        _ => expected_at(span, &any_of(wanted), found),
    }
}

/// E106: one thing is missing.
#[must_use]
pub fn expected_at(span: Span, wanted: &str, found: &str) -> Diagnostic {
    let problem = Diagnostic::new(Code::Expected, span, format!("expected {wanted}, found {}", short(found)));
    match wanted {
        "a receiver" => problem.help("name who receives it: `alice -> server: hello`"),
        _ => problem,
    }
}

/// E106: an arrow of another notation.
#[must_use]
pub fn foreign_arrow(span: Span, arrow: &str) -> Diagnostic {
    let ours = match arrow {
        "-->>" | "-->-" | "-->+" | "-->>-" | "-->>+" | "--" => "-->",
        "-x" | "--x" => "-/>",
        "-)" | "--)" | "~~>" | "-.->" => "~>",
        "=>>" | "==>" | "⇒" => "=>",
        _ => "->",
    };
    let found = Diagnostic::new(Code::Expected, span, format!("`{arrow}` is no arrow here"));
    if matches!(arrow, "<-" | "<--" | "<->" | "<-->" | "<<->>") {
        return found.help("write the sender first: `a -> b` for a request, `b --> a` for its response");
    }
    found.fix(format!("write `{ours}`"), span, ours)
}

/// E101: a semicolon.
#[must_use]
pub fn semicolon(span: Span) -> Diagnostic {
    Diagnostic::new(Code::StrayCharacter, span, "a statement ends with its line, not with `;`").fix(
        "remove the `;`",
        span,
        "",
    )
}

/// E106: a block on one line.
#[must_use]
pub fn text_after_brace(brace: Span) -> Diagnostic {
    Diagnostic::new(Code::Expected, brace, "a line ends after the `{` of its block")
        .help("put what follows the `{` on a line of its own, and the `}` on another")
}

/// E106: something behind a closing brace.
#[must_use]
pub fn after_brace(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::Expected, span, format!("expected the end of the line after `}}`, found `{}`", short(text)))
        .help("put it on a line of its own")
}

/// E106: a block that is missing.
#[must_use]
pub fn missing_brace(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::Expected, span, format!("expected `{{` at the end of the line, since `{word}` has a block"))
        .fix("add ` {` here, and a `}` where the block ends", span, " {")
}

/// E106: a block that has no place.
#[must_use]
pub fn no_block(brace: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::Expected, brace, format!("a line that starts with `{word}` has no block here"))
        .help("remove the `{` and its `}`")
}

/// E106: `== text` or `... text` that does not end as it begins.
#[must_use]
pub fn unpaired(span: Span, sign: &str) -> Diagnostic {
    Diagnostic::new(Code::Expected, span, format!("expected `{sign}` at the end of the line")).fix(
        format!("add ` {sign}`"),
        span,
        format!(" {sign}"),
    )
}

/// E107: a bracket that nobody closes.
#[must_use]
pub fn unclosed_bracket(open: Span, end: Span) -> Diagnostic {
    Diagnostic::new(Code::UnclosedBracket, open, "this `[` has no closing `]`").fix("add the `]`", end, "]")
}

/// E108: a keyword in the wrong block.
#[must_use]
pub fn misplaced(span: Span, word: &str, context: &str, places: &[&str]) -> Diagnostic {
    let message = match context {
        "a file" => format!("`{word}` stands in {} only", any_of(places)),
        _ => format!("`{word}` does not belong in {context}"),
    };
    Diagnostic::new(Code::Misplaced, span, message).help(match places {
        ["a file"] => "move it out of all blocks".to_owned(),
        _ => format!("move it to {}", any_of(places)),
    })
}

/// E108: a step where no steps stand.
#[must_use]
pub fn misplaced_step(span: Span, text: &str, context: &str) -> Diagnostic {
    Diagnostic::new(Code::Misplaced, span, format!("`{text}` is a step and does not belong in {context}"))
        .help("move it to a scenario")
}

/// E109: an operand of the wrong fragment.
#[must_use]
pub fn dangling_operand(span: Span, word: &str, owner: &str, opener: Option<(Span, &str)>) -> Diagnostic {
    let found = Diagnostic::new(Code::DanglingOperand, span, format!("`{word}` continues `{owner}` only"));
    match opener {
        Some((opener, text)) => found.label(opener, format!("this `}}` closes `{}`", short(text))).fix(
            format!("write `{owner}` instead of `{}`, or remove the `{word}`", short(text)),
            opener,
            owner,
        ),
        None => found.help(format!("start with `{owner} text {{`")),
    }
}

/// E109: an operand that does not stand behind a brace.
#[must_use]
pub fn lonely_operand(span: Span, word: &str, owner: &str, end: Span, open: bool, inside: bool) -> Diagnostic {
    let found = Diagnostic::new(
        Code::DanglingOperand,
        span,
        format!("`{word}` does not stand behind the `}}` of its `{owner}`"),
    )
    .help(format!("write `}} {word} text {{` on one line"));
    if !inside {
        return found;
    }
    let mut edits = vec![Edit { span: Span { end: span.start, ..span }, text: "} ".into() }];
    if !open {
        edits.push(Edit { span: end, text: " {".into() });
    }
    Diagnostic { fixes: vec![Fix { title: format!("write `}} {word} … {{`"), edits }], ..found }
}

/// E110: too many blocks in each other.
#[must_use]
pub fn too_deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, format!("this block is nested more than {limit} deep"))
        .help("move inner blocks to scenarios of their own and `play` them")
}

/// E110: a condition without end.
#[must_use]
pub fn long_condition(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, span, format!("this condition has more than {limit} `and`, `or`, `not` and `(`"))
        .help("split it into several rules")
}

/// E111: an amount that is no duration.
#[must_use]
pub fn bad_duration(span: Span, text: &str) -> Diagnostic {
    let found = Diagnostic::new(Code::BadDuration, span, format!("`{}` is no duration", short(text)));
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return found.fix(format!("add a unit: `{}s`", short(text)), span.after(), "s");
    }
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = text.get(..text.len() - unit.len()).filter(|count| !count.is_empty());
    match count.zip(short_unit(unit)) {
        Some((count, unit)) => found.fix(format!("write `{}{unit}`", short(count)), span, format!("{count}{unit}")),
        None => found.help("write whole numbers with `ms`, `s`, `m`, `h` or `d`: `5m`"),
    }
}

/// The unit that a word means.
fn short_unit(unit: &str) -> Option<&'static str> {
    Some(match unit.to_lowercase().as_str() {
        "millisecond" | "milliseconds" | "ms" | "msec" | "millis" => "ms",
        "second" | "seconds" | "sec" | "secs" | "s" => "s",
        "minute" | "minutes" | "min" | "mins" | "m" => "m",
        "hour" | "hours" | "hr" | "hrs" | "h" => "h",
        "day" | "days" | "d" => "d",
        _ => return None,
    })
}

/// E106, E111: `1.5h`, which is `90m`; `rest` stands behind the dot.
#[must_use]
pub fn broken_duration(problem: Diagnostic, span: Span, whole: &str, rest: &str) -> Option<Diagnostic> {
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let tenths = rest.get(..rest.len() - unit.len()).filter(|digits| !digits.is_empty() && digits.len() < 4)?;
    let (factor, smaller) = match short_unit(unit)? {
        "d" => (24, "h"),
        "h" => (60, "m"),
        "m" => (60, "s"),
        "s" => (1000, "ms"),
        _ => return None,
    };
    let power = 10_u64.checked_pow(u32::try_from(tenths.len()).ok()?)?;
    let parts =
        whole.parse::<u64>().ok()?.checked_mul(power)?.checked_add(tenths.parse().ok()?)?.checked_mul(factor)?;
    let count = parts.checked_div(power).filter(|count| count.checked_mul(power) == Some(parts))?;
    Some(problem.fix(format!("write whole numbers: `{count}{smaller}`"), span, format!("{count}{smaller}")))
}

/// E111: a duration in words.
#[must_use]
pub fn wordy_duration(span: Span, count: &str, unit: &str) -> Option<Diagnostic> {
    let short_unit = short_unit(unit)?;
    let found = Diagnostic::new(Code::BadDuration, span, format!("`{count} {unit}` is no duration"));
    Some(found.fix(format!("write `{count}{short_unit}`"), span, format!("{count}{short_unit}")))
}

/// E111: an amount too large to count with.
#[must_use]
pub fn too_large(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::BadDuration, span, format!("`{}` is too large", short(text))).help("write a smaller one")
}

/// E112: a file without anything to draw.
#[must_use]
pub fn empty_file(span: Span) -> Diagnostic {
    Diagnostic::new(Code::EmptyFile, span, "this file draws nothing").help("write a step: `alice -> server: hello`")
}

/// The claims for all scenarios that name no duration.
const FORMS: &[&str] = &[
    "read-your-writes",
    "monotonic-reads",
    "bounded-staleness 5m",
    "convergence within 5m",
    "private resources stay out of shared storages",
    "events do not loop",
    "invalidation covers dependents",
];

/// E501: a claim in no known form, at a point (`expect`) or for all scenarios (`claim`).
#[must_use]
pub fn unknown_claim(span: Span, text: &str, general: bool) -> Diagnostic {
    let found = Diagnostic::new(Code::UnknownClaim, span, format!("`{}` is no claim", short(text)));
    let near = nearest(short(text), FORMS.iter().copied());
    let late = text.strip_prefix("convergence ").filter(|_| general);
    if let Some(late) = late {
        return found.fix(
            format!("write `convergence within {}`", short(late)),
            span,
            format!("convergence within {late}"),
        );
    }
    let begun = FORMS.iter().copied().find(|form| general && form.starts_with(short(text)));
    if let (true, Some(near)) = (general, near.or(begun)) {
        return found.fix(format!("write `claim {near}`"), span, near);
    }
    if general {
        found.help("write `read-your-writes`, `monotonic-reads`, `bounded-staleness 5m`, `convergence within 5m`, `private resources stay out of shared storages`, `events do not loop` or `invalidation covers dependents`")
    } else {
        found.help("write `alice sees latest`, `every proxy holds latest`, `no storage holds stale`, `at most 1 origin read`, `exactly 1 event on sse per write`, `staleness of /a for bob <= 5m`, `event post on sse carries id` or `posts empty in cache`")
    }
}
