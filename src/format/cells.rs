//! Cells: what of a line may stand in columns with its neighbours.

use crate::syntax::clause::attribute::Attributes;
use crate::syntax::clause::name::Name;
use crate::syntax::tree::{Display, Node};
use std::mem::Discriminant;

/// A line in cells. One that stands in no columns has one cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cells {
    /// Lines of one kind stand in columns with each other; `None` for a line that stands in none.
    pub kind: Option<Discriminant<Node>>,
    /// By column; `None` where this line has nothing there.
    pub list: Vec<Option<String>>,
}

impl Cells {
    /// The line of a node without its block.
    pub fn of(node: &Node) -> Self {
        let list = columned(node);
        let kind = list.as_ref().map(|_| std::mem::discriminant(node));
        Self { kind, list: list.unwrap_or_else(|| vec![Some(node.to_string())]) }
    }
}

/// The cells of a line that may stand in columns.
#[expect(clippy::match_same_arms, reason = "one arm would be one name a line")]
fn columned(node: &Node) -> Option<Vec<Option<String>>> {
    match node {
        Node::Resource(n) => {
            let depends: Vec<String> = n.depends_on.iter().map(ToString::to_string).collect();
            let depends = (!depends.is_empty()).then(|| format!("depends on {}", depends.join(", ")));
            let mut cells = headed("resource", &n.name, &n.pattern, n.attributes.as_ref());
            cells.push(depends);
            Some(cells)
        }
        Node::Device(n) => Some(headed("device", &n.name, &n.label, n.attributes.as_ref())),
        Node::Storage(n) => Some(headed("storage", &n.name, &n.label, n.attributes.as_ref())),
        Node::User(n) => Some(headed("user", &n.name, &n.label, n.attributes.as_ref())),
        Node::Channel(n) => Some(headed("channel", &n.name, &n.label, n.attributes.as_ref())),
        Node::Fact(n) => Some(headed("fact", &n.name, &n.label, None)),
        Node::Tone(n) => Some(vec![Some(format!("tone {}", n.name)), Some(n.colour.to_string())]),
        Node::Property(n) => {
            let head = format!("{}:", n.name);
            behind(node, &head).map(|text| vec![Some(head), Some(text)])
        }
        Node::Route(n) => {
            let label = n.label.as_ref().map_or_else(String::new, |label| format!(" {label}"));
            let head = format!("route {}{label}:", n.name);
            behind(node, &head).map(|hops| vec![Some(head), Some(hops)])
        }
        Node::Rule(n) => {
            let head = n.condition.as_ref().map_or_else(|| "otherwise".into(), |c| format!("when {c}"));
            behind(node, &head).map(|outcome| vec![Some(head), Some(outcome)])
        }
        Node::Title(_) | Node::Import(_) | Node::Method(_) | Node::Reaction(_) | Node::Policy(_) | Node::Flow(_) => {
            None
        }
        Node::Chain(_) | Node::Scenario(_) | Node::Claim(_) | Node::Writing(_) | Node::Message(_) | Node::Read(_) => {
            None
        }
        Node::Action(_) | Node::Sees(_) | Node::Given(_) | Node::Expect(_) | Node::Note(_) | Node::Divider(_) => None,
        Node::Gap(_) | Node::Wait(_) | Node::Fragment(_) | Node::Happening(_) | Node::Lifespan(_) => None,
        Node::Play(_) | Node::Visibility(_) | Node::Reference(_) | Node::Link(_) | Node::Broken(_) => None,
    }
}

/// What a line says behind its head and a space; `None` if no space may stand there.
fn behind(node: &Node, head: &str) -> Option<String> {
    node.to_string().strip_prefix(head)?.strip_prefix(' ').map(str::to_owned)
}

/// `KEYWORD NAME`, the display name, the attributes.
fn headed(keyword: &str, name: &Name, label: &Display, attributes: Option<&Attributes>) -> Vec<Option<String>> {
    let head = format!("{keyword} {name}");
    vec![Some(head), label.as_ref().map(ToString::to_string), attributes.map(ToString::to_string)]
}
