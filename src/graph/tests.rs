//! The plain-text form of a graph.

use super::{Edge, Graph, Group, Node, Note, Shape, Stroke, dump};
use crate::timeline::{Tone, Wording};

#[test]
fn everything_of_a_graph_stands_in_its_text() {
    let mut graph = Graph { name: "way".into(), title: Some(Wording::sentence("The way")), ..Graph::default() };
    let group = graph.group(Group { label: Wording::sentence("Edge"), note: "2".into(), ..Group::default() });
    let ask = graph.node(Node { line: 3, ..Node::new("ask", Wording::sentence("Hit?"), Shape::Decision) });
    let keep = Node {
        group: Some(group),
        tone: Some(Tone::Good),
        ..Node::new("cdn", Wording::sentence("CDN"), Shape::Storage)
    };
    let keep = graph.node(Node { lines: vec![Wording::sentence("one copy")], ..keep });
    graph.edges.push(Edge { label: Wording::sentence("yes"), line: 3, ..Edge::new(ask, keep) });
    graph.edges.push(Edge { stroke: Stroke::Dashed, ..Edge::new(keep, ask) });
    graph.notes.push(Note { on: keep, label: Wording::sentence("near") });
    let text = "graph way down \"The way\"\n  group 0 \"Edge\" (2)\n  decision ask \"Hit?\" line 3\n  storage cdn in 0 \"CDN\" [good]\n    \
                one copy\n  ask -> cdn: yes line 3\n  cdn --> ask\n  note on cdn: near\n";
    assert_eq!(dump(&graph), text);
}
