//! From diagrams to our tree: declarations, then the lines of each diagram, in a scenario where there are several.
//!
//! 1. `name` gives each participant a name of ours; those that are alike in several diagrams are one.
//! 2. `body` makes lines and blocks of items; `message` says what arrows become, `busy` which activations need no words.
//! 3. Declarations stand where a label or a kind is to be told; `show` where our order would be another.
//! 4. `storage` says which participants are plainly storages.

mod body;
mod busy;
mod message;
mod name;
mod storage;
mod words;

use super::missing::{Missing, Thing};
use super::{Found, Storages};
use crate::mermaid::{Diagram, Participant};
use crate::source::Span;
use crate::syntax::clause::attribute::{Attribute, Attributes, Form, Given};
use crate::syntax::clause::label::Quoted;
use crate::syntax::clause::name::Name;
use crate::syntax::declaration::title::{Title, TitleKind};
use crate::syntax::declaration::{device::Device, scenario::Scenario, storage::Storage, user::User};
use crate::syntax::statement::visibility::Visibility;
use crate::syntax::tree::{Block, Comment, File, Line, Node, Trivia};
use body::{body, line, place};
use indexmap::{IndexMap, IndexSet};
use name::Names;
use std::collections::HashMap;
use words::{comment, remark, some_text};

/// What makes two participants one.
type Like<'d> = (&'d str, &'d str, &'d str);

/// A participant of all diagrams.
struct Cast<'d> {
    name: String,
    one: &'d Participant,
}

/// The tree of all diagrams of a file.
pub(super) fn write(found: &[Found], storages: Storages, missing: &mut Missing) -> File {
    let (cast, numbers) = cast(found);
    let mut lines = Vec::new();
    let only = match found {
        [only] => Some(&only.diagram),
        _ => None,
    };
    let apart = storages == Storages::Declared || only.is_none();
    if let Some(diagram) = only.filter(|_| !apart) {
        titles(&mut lines, diagram, None);
    }
    let declared = declare(&mut lines, &cast, storages, missing);
    let mut scenarios = Names::default();
    for (one, numbers) in found.iter().zip(&numbers) {
        let names: Vec<String> =
            numbers.iter().filter_map(|n| cast.get_index(*n)).map(|(_, c)| c.name.clone()).collect();
        let (mut block, used) = body(&one.diagram, &names);
        show(&mut block, numbers, &used, &names, &declared);
        if apart {
            scenario(&mut lines, &one.diagram, block, storages, &mut scenarios);
        } else {
            separate(&mut block.lines, &lines);
            lines.append(&mut block.lines);
            return File { body: Block { lines, closing: block.closing, ..Block::default() } };
        }
    }
    File { body: Block { lines, ..Block::default() } }
}

/// Who takes part in any diagram, and by diagram who is who.
fn cast(found: &[Found]) -> (IndexMap<Like<'_>, Cast<'_>>, Vec<Vec<usize>>) {
    let mut names = Names::default();
    let mut cast: IndexMap<Like<'_>, Cast<'_>> = IndexMap::new();
    let mut numbers = Vec::with_capacity(found.len());
    for one in found {
        let mut own = Vec::new();
        for participant in &one.diagram.participants {
            let like = (participant.id.as_str(), participant.label.as_str(), participant.kind.as_str());
            let entry = cast.entry(like);
            own.push(entry.index());
            entry.or_insert_with(|| Cast { name: names.give(&participant.id), one: participant });
        }
        numbers.push(own);
    }
    (cast, numbers)
}

/// `title:` and `description:`
fn titles(lines: &mut Vec<Line>, diagram: &Diagram, otherwise: Option<&str>) {
    let said = [
        (TitleKind::Title, diagram.title.as_deref().or(otherwise)),
        (TitleKind::Description, diagram.description.as_deref()),
    ];
    for (kind, words) in said {
        if let Some(words) = words {
            let title = Title { kind, keyword: Span::default(), text: some_text(words) };
            lines.push(line(Node::Title(title), Vec::new(), None));
        }
    }
}

/// Declares whom lines alone do not tell; if one is declared, all are. Gives the rank of who is declared, users before others,
/// as our pictures order them.
fn declare(
    lines: &mut Vec<Line>,
    cast: &IndexMap<Like<'_>, Cast<'_>>,
    storages: Storages,
    missing: &mut Missing,
) -> HashMap<usize, usize> {
    let told = |cast: &Cast<'_>| cast.one.kind != "participant" || cast.one.label != cast.name;
    let all = storages == Storages::Declared || cast.values().any(|c| told(c) && c.one.kind != "actor");
    let mut order = Vec::new();
    let first = lines.len();
    for user in [true, false] {
        for (number, one) in cast.values().enumerate().filter(|(_, c)| (c.one.kind == "actor") == user) {
            if all || told(one) {
                order.push(number);
            }
        }
    }
    let ranks = order.iter().enumerate().map(|(rank, number)| (*number, rank)).collect();
    order.sort_unstable();
    let mut block = Vec::new();
    for one in order.iter().filter_map(|number| cast.get_index(*number)).map(|(_, one)| one) {
        block.push(declaration(one, storages, missing));
    }
    separate(&mut block, &lines[..first]);
    lines.append(&mut block);
    ranks
}

/// One declaration.
fn declaration(cast: &Cast<'_>, storages: Storages, missing: &mut Missing) -> Line {
    let name = Name { text: cast.name.as_str().into(), span: Span::default() };
    let label = (cast.one.label != cast.name)
        .then(|| Quoted { text: cast.one.label.replace('\n', "\\n").into(), span: Span::default() });
    let keyword = Span::default();
    let proposal = match storages {
        Storages::Unsaid => None,
        Storages::Declared | Storages::Remarked => storage::proposal(&cast.one.kind, &cast.one.label),
    };
    match (cast.one.kind.as_str(), proposal) {
        ("actor", _) => line(Node::User(User { keyword, name, label, attributes: None }), Vec::new(), None),
        (_, Some(proposal)) if storages == Storages::Declared => {
            let attributes = attributes(proposal.attributes);
            let node = Node::Storage(Storage { keyword, name, label, attributes, body: None });
            line(node, Vec::new(), Some(remark(proposal.remark)))
        }
        (kind, proposal) => {
            let attributes = proposal.and_then(|proposal| attributes(proposal.attributes));
            let storage = proposal.map(|_| {
                let (name, label) = (name.clone(), label.clone());
                comment(&Node::Storage(Storage { keyword, name, label, attributes, body: None }).to_string())
            });
            let other = (kind != "participant").then(|| remark(kind));
            if other.is_some() {
                missing.note(Thing::Kinds, cast.one.span);
            }
            let before = storage.map(Trivia::Comment).into_iter().collect();
            line(Node::Device(Device { keyword, name, label, attributes: None, body: None }), before, other)
        }
    }
}

/// A bracket of attributes.
fn attributes(list: &[(&str, &str)]) -> Option<Attributes> {
    let span = Span::default();
    let one = |(name, value): &(&str, &str)| {
        let form = if value.starts_with(|c: char| c.is_ascii_digit()) { Form::Duration } else { Form::Word };
        let value = (!value.is_empty()).then(|| Given { text: (*value).into(), form, span });
        Attribute { name: Name { text: (*name).into(), span }, value, span }
    };
    let list: Vec<Attribute> = list.iter().map(one).collect();
    (!list.is_empty()).then_some(Attributes { list, span })
}

/// `show`, where our order would be another, or somebody would be left out.
fn show(
    block: &mut Block,
    numbers: &[usize],
    used: &IndexSet<usize>,
    names: &[String],
    declared: &HashMap<usize, usize>,
) {
    let rank = |own: &usize| {
        let number = numbers.get(*own).copied().unwrap_or_default();
        (declared.get(&number).copied().unwrap_or(usize::MAX), used.get_index_of(own))
    };
    let mut ours: Vec<usize> = used.iter().copied().collect();
    ours.sort_by_key(rank);
    if ours.into_iter().eq(0..names.len()) {
        return;
    }
    let places = names.iter().map(|name| place(name)).collect();
    let node = Node::Visibility(Visibility { keyword: Span::default(), hide: false, places });
    block.lines.insert(0, line(node, Vec::new(), None));
}

/// A blank line before lines that follow others.
fn separate(lines: &mut [Line], above: &[Line]) {
    if let Some(first) = lines.first_mut().filter(|_| !above.is_empty())
        && first.before.first() != Some(&Trivia::Blank)
    {
        first.before.insert(0, Trivia::Blank);
    }
}

/// `scenario name "Label" [as-told] { … }`
fn scenario(lines: &mut Vec<Line>, diagram: &Diagram, mut block: Block, storages: Storages, names: &mut Names) {
    let heading = diagram.title.as_deref().or(diagram.heading.as_deref());
    let name = names.give(&heading.map_or_else(|| String::from("scenario"), str::to_lowercase));
    let mut above = Vec::new();
    titles(&mut above, diagram, diagram.heading.as_deref());
    separate(&mut block.lines, &above);
    block.lines.splice(0..0, above);
    let as_told = if storages == Storages::Declared { attributes(&[("as-told", "")]) } else { None };
    let node = Node::Scenario(Scenario {
        keyword: Span::default(),
        name: Name { text: name.into(), span: Span::default() },
        label: None,
        attributes: as_told,
        body: block,
    });
    let mut one = [line(node, Vec::new(), None::<Comment>)];
    separate(&mut one, lines);
    lines.extend(one);
}
