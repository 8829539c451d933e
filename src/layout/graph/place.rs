//! The layered layout: bodies, links and groups in, places and ways out. It knows neither words nor marks.
//!
//! 1. `rank`: ranks, and cells for what lies between. 2. `order`: few crossings. 3. `across`: few bends. 4. `channel`:
//!    tracks between ranks. Last, here: how far along each rank stands.

use super::across::{self, Across};
use super::channel::{self, Piece};
use super::layered::{Body, Kind, Layers, Link, Nest, get};
use super::{order, rank};

/// From a rank of nodes to the next one, if no edge turns between.
const RANKS: f64 = 34.0;
/// From nodes to the first track: edges of one node leave it together.
const LEAVE: f64 = 16.0;
/// From the last track to nodes: room for a tip behind the curve.
const ARRIVE: f64 = 22.0;
/// From labels to the tracks before and behind them.
const LABEL: f64 = 12.0;
/// From one track to the next.
const PITCH: f64 = 12.0;

/// The way of a link.
#[derive(Clone, Debug, Default)]
pub struct Way {
    /// From the middle of its first node to the middle of its last, as it is drawn.
    pub points: Vec<(f64, f64)>,
    /// The middle of its label.
    pub label: Option<(f64, f64)>,
}

/// From and to, across and along.
pub type Area = ((f64, f64), (f64, f64));

/// What was placed; across first, then along.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    /// By body: its axis and its middle.
    pub bodies: Vec<(f64, f64)>,
    /// By link.
    pub ways: Vec<Way>,
    /// By group, if anything stands in it: from and to, across and along.
    pub nests: Vec<Option<Area>>,
    /// From 0 to which.
    pub size: (f64, f64),
}

/// The channels and bands of all ranks.
struct Bands {
    /// By rank: where it begins and ends.
    ranks: Vec<(f64, f64)>,
    /// By rank: the pieces that leave it, and at which height each turns.
    pieces: Vec<Vec<(Piece, Option<f64>)>>,
    /// Where the last one ends, with the groups around it.
    end: f64,
}

/// Places bodies that are connected by links or groups; in about as many steps as given.
pub fn place(bodies: &[Body], links: &[Link], nests: &[Nest], steps: usize) -> Placed {
    let exchanges = steps / (bodies.len() + links.len()).max(1);
    let mut layers = rank::layers(bodies, links, nests, exchanges);
    order::order(&mut layers, nests);
    let cells = layers.cells.len().max(1);
    let across = across::across(&layers, bodies, nests, steps / cells);
    let pieces = pieces(&layers, &across, bodies);
    let mut extra = vec![0.0; nests.len()];
    let mut bands = bands(&layers, nests, &pieces, &extra);
    // A heading may be longer than what stands below it.
    for (group, nest) in nests.iter().enumerate() {
        if let Some((from, to)) = along(&layers, nests, &bands, &extra, group) {
            let missing = nest.least.1 as f64 - (to - from);
            if missing > 0.0
                && let Some(slot) = extra.get_mut(group)
            {
                *slot = missing;
            }
        }
    }
    if extra.iter().any(|more| *more > 0.0) {
        bands = self::bands(&layers, nests, &pieces, &extra);
    }
    placed(&layers, &across, &bands, (bodies, links, nests), &extra)
}

/// By rank, the pieces that leave it.
fn pieces(layers: &Layers, across: &Across, bodies: &[Body]) -> Vec<Vec<Piece>> {
    let mut found: Vec<Vec<Piece>> = vec![Vec::new(); layers.ranks.len()];
    for (link, chain) in layers.chains.iter().enumerate() {
        let back = get(&layers.reversed, link);
        for pair in chain.windows(2) {
            let [a, b] = pair else { continue };
            let (from, to) = (get(&across.cells, *a), get(&across.cells, *b));
            let aside = |cell: usize, axis: f64| axis + across::port(bodies, cell, back) as f64;
            let piece = Piece { link, from: (*a, aside(*a, from)), to: (*b, aside(*b, to)) };
            let rank = layers.cells.get(*a).map_or(0, |cell| cell.rank);
            if let Some(list) = found.get_mut(rank) {
                list.push(piece);
            }
        }
    }
    found
}

/// Stacks ranks and the channels between them.
fn bands(layers: &Layers, nests: &[Nest], pieces: &[Vec<Piece>], extra: &[f64]) -> Bands {
    let mut bands = Bands { ranks: Vec::new(), pieces: Vec::new(), end: 0.0 };
    let mut y = 0.0;
    let is_node = |cell: &usize| layers.cells.get(*cell).is_some_and(|cell| matches!(cell.kind, Kind::Node(_)));
    let nodes: Vec<bool> = layers.ranks.iter().map(|rank| rank.iter().any(is_node)).collect();
    for (rank, cells) in layers.ranks.iter().enumerate() {
        y += pads(layers, nests, extra, rank, true);
        let along = cells.iter().filter_map(|cell| layers.cells.get(*cell)).map(|cell| cell.along).max();
        let along = along.unwrap_or(0) as f64;
        bands.ranks.push((y, y + along));
        y += along + pads(layers, nests, extra, rank, false);
        let own = pieces.get(rank).map(Vec::as_slice).unwrap_or_default();
        let (tracks, count) = channel::tracks(own);
        let leave = if get(&nodes, rank) { LEAVE } else { LABEL };
        let arrive = if get(&nodes, rank + 1) { ARRIVE } else { LABEL };
        let heights = channel::heights(&tracks, y + leave, PITCH);
        bands.pieces.push(own.iter().copied().zip(heights).collect());
        if rank + 1 < layers.ranks.len() {
            let turning = leave + arrive + PITCH * count.saturating_sub(1) as f64;
            let least = if get(&nodes, rank) && get(&nodes, rank + 1) { RANKS } else { LEAVE };
            y += if count == 0 { least } else { turning.max(least) };
        }
    }
    bands.end = y;
    bands
}

/// What the groups that begin or end at a rank need before or behind it.
fn pads(layers: &Layers, nests: &[Nest], extra: &[f64], rank: usize, before: bool) -> f64 {
    let mut most = 0.0_f64;
    for group in 0..nests.len() {
        if edge(layers, group, before) == Some(rank) {
            most = most.max(padding(layers, nests, extra, (group, rank), before));
        }
    }
    most
}

fn edge(layers: &Layers, group: usize, before: bool) -> Option<usize> {
    let (first, last) = get(&layers.spans, group)?;
    Some(if before { first } else { last })
}

/// From a rank to the edge of a group that begins or ends there, with what lies between: the groups within that do likewise.
fn padding(layers: &Layers, nests: &[Nest], extra: &[f64], (group, rank): (usize, usize), before: bool) -> f64 {
    // Groups stand behind those around them: from the last one on, each adds to the one around it.
    let mut needs = vec![0.0_f64; nests.len()];
    for inner in (group..nests.len()).rev() {
        if edge(layers, inner, before) != Some(rank) {
            continue;
        }
        let Some(nest) = nests.get(inner) else { continue };
        let [_, _, first, last] = nest.pads;
        let own = if before { first as f64 } else { last as f64 } + extra.get(inner).copied().unwrap_or(0.0) / 2.0;
        let need = needs.get(inner).copied().unwrap_or(0.0) + own;
        super::layered::set(&mut needs, inner, need);
        if let Some(outer) = nest.parent.and_then(|parent| needs.get_mut(parent)) {
            *outer = outer.max(need);
        }
    }
    needs.get(group).copied().unwrap_or(0.0)
}

/// From where to where a group reaches along.
fn along(layers: &Layers, nests: &[Nest], bands: &Bands, extra: &[f64], group: usize) -> Option<(f64, f64)> {
    let (first, last) = get(&layers.spans, group)?;
    let (from, to) = (bands.ranks.get(first)?.0, bands.ranks.get(last)?.1);
    let before = padding(layers, nests, extra, (group, first), true);
    let behind = padding(layers, nests, extra, (group, last), false);
    Some((from - before, to + behind))
}

fn placed(
    layers: &Layers,
    across: &Across,
    bands: &Bands,
    (bodies, links, nests): (&[Body], &[Link], &[Nest]),
    extra: &[f64],
) -> Placed {
    let middle = |cell: usize| {
        let rank = layers.cells.get(cell).map_or(0, |cell| cell.rank);
        let (from, to) = bands.ranks.get(rank).copied().unwrap_or_default();
        f64::midpoint(from, to)
    };
    let axis = |cell: usize| get(&across.cells, cell);
    let mut placed = Placed {
        bodies: (0..bodies.len()).map(|body| (axis(body), middle(body))).collect(),
        ways: vec![Way::default(); links.len()],
        ..Placed::default()
    };
    for (piece, turn) in bands.pieces.iter().flatten() {
        let Some(way) = placed.ways.get_mut(piece.link) else { continue };
        if way.points.is_empty() {
            way.points.push((piece.from.1, middle(piece.from.0)));
        }
        if let Some(turn) = turn {
            way.points.extend([(piece.from.1, *turn), (piece.to.1, *turn)]);
        }
        way.points.push((piece.to.1, middle(piece.to.0)));
        if layers.cells.get(piece.to.0).is_some_and(|cell| matches!(cell.kind, Kind::Label(_))) {
            way.label = Some((piece.to.1, middle(piece.to.0)));
        }
    }
    for (way, back) in placed.ways.iter_mut().zip(&layers.reversed) {
        if *back {
            way.points.reverse();
        }
    }
    for group in 0..nests.len() {
        let reach = along(layers, nests, bands, extra, group);
        placed.nests.push(reach.map(|along| (get(&across.nests, group), along)));
    }
    measure(&mut placed, layers, across, bands);
    placed
}

/// Moves everything so that it begins at 0, and says where it ends.
fn measure(placed: &mut Placed, layers: &Layers, across: &Across, bands: &Bands) {
    let cells = layers.cells.iter().enumerate();
    let sides = cells.map(|(at, cell)| {
        let axis = get(&across.cells, at);
        (axis - cell.before as f64, axis + cell.after as f64)
    });
    let (mut low, mut high) = (f64::MAX, f64::MIN);
    for (from, to) in sides.chain(placed.nests.iter().flatten().map(|(across, _)| *across)) {
        (low, high) = (low.min(from), high.max(to));
    }
    if low > high {
        return;
    }
    placed.bodies.iter_mut().for_each(|(x, _)| *x -= low);
    for way in &mut placed.ways {
        way.points.iter_mut().chain(way.label.as_mut()).for_each(|(x, _)| *x -= low);
    }
    placed.nests.iter_mut().flatten().for_each(|((from, to), _)| (*from, *to) = (*from - low, *to - low));
    placed.size = (high - low, bands.end);
}
