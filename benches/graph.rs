//! How long the layout of a graph takes, inside one process. `cargo bench --bench graph`
#![allow(clippy::expect_used, reason = "what cannot be measured should say so")]
#![allow(missing_docs, reason = "the harness makes public functions of its own")]

use cachediag::font::Measure;
use cachediag::graph::{Edge, Graph, Group, GroupId, Node, NodeId, Shape};
use cachediag::layout::graph::{Options, lay_out};
use cachediag::timeline::Wording;
use divan::{Bencher, counter::ItemsCount};

/// Nodes of the graphs.
const SIZES: [u32; 4] = [26, 60, 500, 2_000];

fn main() {
    divan::main();
}

/// A tree with a cross edge for every fifth node, a label on every third edge, and four groups.
fn graph(nodes: u32) -> Graph {
    let mut graph = Graph::default();
    for _ in 0..4 {
        graph.group(Group { label: Wording::sentence("A group"), ..Group::default() });
    }
    for at in 0..nodes {
        let shape = if at % 4 == 0 { Shape::Decision } else { Shape::Step };
        let group = (at % 3 == 1).then_some(GroupId(at * 4 / nodes));
        graph.node(Node { group, ..Node::new(&at.to_string(), Wording::sentence("Ask the cache"), shape) });
        if at > 0 {
            let label = if at % 3 == 0 { Wording::sentence("yes") } else { Wording::default() };
            graph.edges.push(Edge { label, ..Edge::new(NodeId((at - 1) / 2), NodeId(at)) });
        }
        if at % 5 == 4 {
            graph.edges.push(Edge::new(NodeId(at / 3), NodeId(at)));
        }
    }
    graph
}

/// A graph as marks.
#[divan::bench(args = SIZES, max_time = 3)]
fn layout(bencher: Bencher, nodes: u32) {
    let graph = graph(nodes);
    let options = Options { limit: 4_000_000.0 };
    bencher
        .counter(ItemsCount::new(nodes))
        .bench_local(|| lay_out(&graph, &options, &mut Measure::new()).expect("the picture is not too large"));
}
