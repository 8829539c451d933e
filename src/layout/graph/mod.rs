//! The picture of a graph: a graph in, one scene out.
//!
//! 1. `card`: every node is measured, with its notes and the edges to itself.
//! 2. `parts`: what nothing joins is placed apart.
//! 3. `place`: the layered layout of a part: `rank`, `order`, `across`, `channel`; `simplex` solves the first and the third.
//! 4. `compose`: groups, edges, nodes and notes, from the back to the front, below the heading.
//!
//! The layered layout knows only across and along; `parts` turns it where edges lead to the right.

mod across;
mod card;
mod channel;
mod compose;
mod figure;
mod layered;
mod line;
mod order;
mod parts;
mod place;
mod rank;
mod said;
mod simplex;
#[cfg(test)]
mod tests;

use super::{TooLarge, fits};
use crate::font::Measure;
use crate::graph::{Edge, Graph};
use crate::limits::GRAPH;
use crate::scene::Scene;
use card::Card;

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// No picture is wider or higher, in pixels.
    pub limit: f64,
}

/// Gives every node and edge a place.
///
/// # Errors
///
/// A picture wider or higher than the limit, or of more nodes and edges than anybody reads, is refused.
pub fn lay_out(graph: &Graph, options: &Options, measure: &mut Measure) -> Result<Scene, TooLarge> {
    let all = graph.nodes.len() + graph.edges.len();
    if all > GRAPH {
        // What so many nodes would cover at least.
        let side = (all as f64).sqrt() as u64 * 100;
        return Err(TooLarge { size: (side, side), limit: GRAPH as u64 });
    }
    let cards = cards(graph, measure);
    let placed = parts::place(graph, &cards, measure);
    fits(compose::compose(graph, &cards, &placed, measure), options.limit)
}

fn cards(graph: &Graph, measure: &mut Measure) -> Vec<Card> {
    let mut loops: Vec<Vec<(usize, &Edge)>> = vec![Vec::new(); graph.nodes.len()];
    for (at, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| edge.from == edge.to) {
        if let Some(list) = loops.get_mut(edge.from.index()) {
            list.push((at, edge));
        }
    }
    let nodes = graph.nodes.iter().zip(&loops).enumerate();
    nodes.map(|(at, (node, loops))| Card::of(graph, at, node, loops, measure)).collect()
}
