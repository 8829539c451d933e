//! Step 3, across: where each cell stands in its rank.
//!
//! What passes several ranks is one upright line where nothing is in its way. Everything together is as short as it can be; of
//! the best solutions the mean of the lowest and the highest one is taken, so that a node with two behind it stands between them.

use super::layered::{Kind, Layers, Link, Nest, around, common, get, set};
use super::rank::find;
use super::simplex::{Solved, Tie, solve};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Between two nodes.
const NODES: i64 = 32;
/// Between two edges, or an edge and a label.
const EDGES: i64 = 16;
/// Between an edge and a node.
const BESIDE: i64 = 20;
/// Between a group and what stands beside it.
const GROUPS: i64 = 20;
/// What it costs for an edge to leave its line between two cells that it only passes.
const PASSING: i64 = 4;

/// Where everything stands across.
pub struct Across {
    /// By cell: its axis.
    pub cells: Vec<f64>,
    /// By group: from where to where.
    pub nests: Vec<(f64, f64)>,
}

/// Finds it, in at most so many exchanges.
pub fn across(layers: &Layers, links: &[Link], nests: &[Nest], exchanges: usize) -> Across {
    let (vertex, count) = lines(layers, nests);
    // Behind the lines, each group has two vertices.
    let edges = |group: usize| (count + 2 * group, count + 2 * group + 1);
    let mut next = count + 2 * nests.len();
    let mut ties = apart(layers, nests, &vertex, &edges);
    for (group, nest) in nests.iter().enumerate() {
        let (low, high) = edges(group);
        ties.push(Tie { tail: low, head: high, least: nest.least.0, weight: 1 });
    }
    let main = main_lines(layers);
    for (number, chain) in layers.chains.iter().enumerate() {
        let near = chain.len() <= 3 && !get(&layers.reversed, number) && number < links.len();
        let last = chain.len().saturating_sub(2);
        for (step, pair) in chain.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            let (a, b) = (get(&vertex, *a), get(&vertex, *b));
            let weight = if step > 0 && step < last { PASSING } else { 1 + i64::from(near) } + get(&main, number);
            if a != b {
                ties.push(Tie { tail: next, head: a, least: 0, weight });
                ties.push(Tie { tail: next, head: b, least: 0, weight });
                next += 1;
            }
        }
    }
    connect(next, &mut ties);
    let solved = solve(next, &ties, exchanges);
    let mut values = centred(get(&vertex, 0), &ties, &solved);
    straighten(layers, &vertex, &ties, &mut values);
    Across {
        cells: vertex.iter().map(|vertex| get(&values, *vertex)).collect(),
        nests: (0..nests.len()).map(|group| (get(&values, edges(group).0), get(&values, edges(group).1))).collect(),
    }
}

/// By chain: what its bends cost more because nothing else joins its ends, or because it goes on much longer than all others
/// of a node with three or more behind it.
fn main_lines(layers: &Layers) -> Vec<i64> {
    let ends = |chain: &[usize]| Some((*chain.first()?, *chain.last()?));
    let rank = |cell: usize| layers.cells.get(cell).map_or(0, |cell| cell.rank);
    let mut numbers: Vec<usize> = (0..layers.chains.len()).collect();
    numbers.sort_by_key(|number| {
        Reverse(layers.chains.get(*number).and_then(|chain| ends(chain)).map_or(0, |(tail, _)| rank(tail)))
    });
    // By node: how many steps follow. Those of higher ranks are known first.
    let mut follow = vec![0_usize; layers.cells.len()];
    let mut out: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for number in numbers {
        let Some((tail, head)) = layers.chains.get(number).and_then(|chain| ends(chain)) else { continue };
        let steps = get(&follow, tail).max(get(&follow, head) + 1);
        set(&mut follow, tail, steps);
        out.entry(tail).or_default().push((number, head));
    }
    let mut into = vec![0_usize; layers.cells.len()];
    for (_, head) in out.values().flatten() {
        let count = get(&into, *head) + 1;
        set(&mut into, *head, count);
    }
    let mut found = vec![0; layers.chains.len()];
    for edges in out.values() {
        if let [(number, head)] = edges.as_slice()
            && get(&into, *head) == 1
        {
            set(&mut found, *number, 1);
        }
        let mut heads: Vec<usize> = edges.iter().map(|(_, head)| *head).collect();
        heads.sort_unstable();
        heads.dedup();
        heads.sort_by_key(|head| Reverse(get(&follow, *head)));
        if let [first, second, _, ..] = heads.as_slice()
            && get(&follow, *first) >= get(&follow, *second) + 2
        {
            for (number, _) in edges.iter().filter(|(_, head)| head == first) {
                set(&mut found, *number, 2 * edges.len() as i64);
            }
        }
    }
    found
}

/// A group without cells is tied to the first vertex, so that everything is connected.
fn connect(count: usize, ties: &mut Vec<Tie>) {
    let mut root: Vec<usize> = (0..count).collect();
    for tie in ties.iter() {
        let (a, b) = (find(&mut root, tie.tail), find(&mut root, tie.head));
        set(&mut root, a, b);
    }
    for vertex in 1..count {
        let (a, b) = (find(&mut root, 0), find(&mut root, vertex));
        if a != b {
            ties.push(Tie { tail: 0, head: vertex, least: 0, weight: 0 });
            set(&mut root, b, a);
        }
    }
}

/// By cell: the line that it stands on; and how many there are.
fn lines(layers: &Layers, nests: &[Nest]) -> (Vec<usize>, usize) {
    let mut place = vec![0; layers.cells.len()];
    for rank in &layers.ranks {
        rank.iter().enumerate().for_each(|(at, cell)| set(&mut place, *cell, at));
    }
    let mut goes_on = vec![false; layers.cells.len()];
    let passes =
        |cell: usize| layers.cells.get(cell).is_some_and(|cell| matches!(cell.kind, Kind::Pass(_) | Kind::Label(_)));
    let mut pieces: Vec<Vec<(usize, usize)>> = vec![Vec::new(); layers.ranks.len()];
    for pair in layers.chains.iter().flat_map(|chain| chain.windows(2)) {
        if let [a, b] = pair
            && passes(*a)
            && passes(*b)
            && let Some(rank) = layers.cells.get(*a).map(|cell| cell.rank)
            && let Some(list) = pieces.get_mut(rank)
        {
            list.push((*a, *b));
        }
    }
    let extents = extents(layers, nests, &place);
    for list in &mut pieces {
        list.sort_by_key(|(a, _)| get(&place, *a));
        list.retain(|(a, b)| keeps_sides(layers, nests, &extents, &place, (*a, *b)));
        for at in without_crossings(&list.iter().map(|(_, b)| get(&place, *b)).collect::<Vec<_>>()) {
            if let Some((a, _)) = list.get(at) {
                set(&mut goes_on, *a, true);
            }
        }
    }
    let mut vertex: Vec<usize> = vec![usize::MAX; layers.cells.len()];
    let mut next = 0;
    for chain in &layers.chains {
        for pair in chain.windows(2) {
            if let [a, b] = pair
                && get(&goes_on, *a)
            {
                if get(&vertex, *a) == usize::MAX {
                    set(&mut vertex, *a, next);
                    next += 1;
                }
                let line = get(&vertex, *a);
                set(&mut vertex, *b, line);
            }
        }
    }
    for line in vertex.iter_mut().filter(|line| **line == usize::MAX) {
        *line = next;
        next += 1;
    }
    (vertex, next)
}

/// By group and rank: the places of its first and last cell.
type Extents = Vec<Vec<Option<(usize, usize)>>>;

fn extents(layers: &Layers, nests: &[Nest], place: &[usize]) -> Extents {
    let mut found: Extents = vec![vec![None; layers.ranks.len()]; nests.len()];
    for (number, cell) in layers.cells.iter().enumerate() {
        for group in around(nests, cell.group) {
            if let Some(extent) = found.get_mut(group).and_then(|ranks| ranks.get_mut(cell.rank)) {
                let own = get(place, number);
                let (first, last) = extent.unwrap_or((own, own));
                *extent = Some((first.min(own), last.max(own)));
            }
        }
    }
    found
}

/// Whether a passing edge stays on the same side of every group.
fn keeps_sides(layers: &Layers, nests: &[Nest], extents: &Extents, place: &[usize], (a, b): (usize, usize)) -> bool {
    let (Some(above), Some(below)) = (layers.cells.get(a), layers.cells.get(b)) else { return false };
    let own = around(nests, above.group);
    let side = |group: usize, rank: usize, at: usize| {
        let (first, _) = extents.get(group)?.get(rank).copied().flatten()?;
        Some(get(place, at) < first)
    };
    (0..nests.len()).filter(|group| !own.contains(group)).all(|group| {
        match (side(group, above.rank, a), side(group, below.rank, b)) {
            (Some(before), Some(after)) => before == after,
            (None, _) | (_, None) => true,
        }
    })
}

/// The longest rising part of a list: the indexes of its elements.
fn without_crossings(list: &[usize]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(list.len());
    for (at, value) in list.iter().enumerate() {
        let length = ends.partition_point(|end| get(list, *end) < *value);
        before.push(length.checked_sub(1).and_then(|l| ends.get(l)).copied());
        if length == ends.len() {
            ends.push(at);
        } else {
            set(&mut ends, length, at);
        }
    }
    let mut found = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        found.push(at);
        next = before.get(at).copied().flatten();
    }
    found.reverse();
    found
}

/// What keeps neighbours apart.
fn apart(layers: &Layers, nests: &[Nest], vertex: &[usize], edges: &dyn Fn(usize) -> (usize, usize)) -> Vec<Tie> {
    let mut ties = Vec::new();
    for rank in &layers.ranks {
        for pair in rank.windows(2) {
            if let [a, b] = pair {
                between(layers, nests, vertex, edges, (*a, *b), &mut ties);
            }
        }
        for cell in rank {
            within(layers, nests, vertex, edges, *cell, &mut ties);
        }
    }
    ties
}

/// Between two neighbours, or the outermost groups that hold one but not the other.
fn between(
    layers: &Layers,
    nests: &[Nest],
    vertex: &[usize],
    edges: &dyn Fn(usize) -> (usize, usize),
    (a, b): (usize, usize),
    ties: &mut Vec<Tie>,
) {
    let (Some(left), Some(right)) = (layers.cells.get(a), layers.cells.get(b)) else { return };
    let shared = common(nests, left.group, right.group);
    let outermost = |group: Option<usize>| around(nests, group).into_iter().take_while(|g| Some(*g) != shared).last();
    let (from, to) = (outermost(left.group), outermost(right.group));
    let tail = from.map_or((get(vertex, a), left.after), |group| (edges(group).1, 0));
    let head = to.map_or((get(vertex, b), right.before), |group| (edges(group).0, 0));
    let node = |kind: Kind| matches!(kind, Kind::Node(_));
    let gap = match (from.is_some() || to.is_some(), node(left.kind), node(right.kind)) {
        (true, _, _) => GROUPS,
        (false, true, true) => NODES,
        (false, false, false) => EDGES,
        (false, true, false) | (false, false, true) => BESIDE,
    };
    if tail.0 != head.0 {
        ties.push(Tie { tail: tail.0, head: head.0, least: tail.1 + head.1 + gap, weight: 0 });
    }
}

/// Between a cell and the edges of its groups.
fn within(
    layers: &Layers,
    nests: &[Nest],
    vertex: &[usize],
    edges: &dyn Fn(usize) -> (usize, usize),
    cell: usize,
    ties: &mut Vec<Tie>,
) {
    let Some(own) = layers.cells.get(cell) else { return };
    let mut inner = ((get(vertex, cell), own.before), (get(vertex, cell), own.after));
    for group in around(nests, own.group) {
        let pads = nests.get(group).map_or([0; 4], |nest| nest.pads);
        let [first, second, _, _] = pads;
        let (low, high) = edges(group);
        ties.push(Tie { tail: low, head: inner.0.0, least: inner.0.1 + first, weight: 0 });
        ties.push(Tie { tail: inner.1.0, head: high, least: inner.1.1 + second, weight: 0 });
        inner = ((low, 0), (high, 0));
    }
}

/// The mean of the lowest and the highest of the best solutions in which one vertex keeps its place.
fn centred(pinned: usize, ties: &[Tie], solved: &Solved) -> Vec<f64> {
    let values = &solved.values;
    let mut arcs: Vec<Vec<(usize, i64)>> = vec![Vec::new(); values.len()];
    let mut turned: Vec<Vec<(usize, i64)>> = vec![Vec::new(); values.len()];
    let mut add = |from: usize, to: usize, least: i64| {
        if let (Some(out), Some(back)) = (arcs.get_mut(from), turned.get_mut(to)) {
            out.push((to, least));
            back.push((from, least));
        }
    };
    for (number, tie) in ties.iter().enumerate() {
        add(tie.tail, tie.head, tie.least);
        if get(&solved.rigid, number) {
            add(tie.head, tie.tail, -tie.least);
        }
    }
    // How much lower and how much higher each may stand; what nothing holds goes with the others.
    let lower = slack_from(pinned, &arcs, values, 1);
    let higher = slack_from(pinned, &turned, values, -1);
    let most = |slacks: &[Option<i64>]| slacks.iter().copied().flatten().max().unwrap_or(0);
    let (most_lower, most_higher) = (most(&lower), most(&higher));
    let mean = |at: usize| {
        let down = lower.get(at).copied().flatten().unwrap_or(most_lower);
        let up = higher.get(at).copied().flatten().unwrap_or(most_higher);
        get(values, at) as f64 + (up - down) as f64 / 2.0
    };
    let means: Vec<f64> = (0..values.len()).map(mean).collect();
    let lowest = means.iter().copied().fold(f64::MAX, f64::min);
    means.into_iter().map(|value| value - lowest).collect()
}

/// By vertex: the least sum of slacks on a way from the pinned one; by Dijkstra, as no slack is negative.
fn slack_from(pinned: usize, arcs: &[Vec<(usize, i64)>], values: &[i64], sign: i64) -> Vec<Option<i64>> {
    let mut found: Vec<Option<i64>> = vec![None; arcs.len()];
    let mut open = BinaryHeap::from([(Reverse(0_i64), pinned)]);
    while let Some((Reverse(sum), vertex)) = open.pop() {
        if found.get(vertex).copied().flatten().is_some() {
            continue;
        }
        set(&mut found, vertex, Some(sum));
        for (to, least) in arcs.get(vertex).into_iter().flatten() {
            let slack = sign * (get(values, *to) - get(values, vertex)) - least;
            if found.get(*to).copied().flatten().is_none() {
                open.push((Reverse(sum + slack.max(0)), *to));
            }
        }
    }
    found
}

/// Moves lines that only pass, and nodes of one or two edges, to where they bend less at the same cost.
fn straighten(layers: &Layers, vertex: &[usize], ties: &[Tie], values: &mut [f64]) {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); values.len()];
    for pair in layers.chains.iter().flat_map(|chain| chain.windows(2)) {
        let [a, b] = pair else { continue };
        let (a, b) = (get(vertex, *a), get(vertex, *b));
        if a != b {
            for (own, other) in [(a, b), (b, a)] {
                if let Some(list) = near.get_mut(own) {
                    list.push(other);
                }
            }
        }
    }
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); values.len()];
    for (number, tie) in ties.iter().enumerate().filter(|(_, tie)| tie.weight == 0) {
        for end in [tie.tail, tie.head] {
            if let Some(list) = held.get_mut(end) {
                list.push(number);
            }
        }
    }
    for _ in 0..3 {
        for own in 0..values.len() {
            let Some(joined) = near.get(own).filter(|near| matches!(near.len(), 1 | 2)) else { continue };
            let (mut low, mut high) = (f64::MIN, f64::MAX);
            for tie in held.get(own).into_iter().flatten().filter_map(|number| ties.get(*number)) {
                if tie.tail == own {
                    high = high.min(get(values, tie.head) - tie.least as f64);
                } else {
                    low = low.max(get(values, tie.tail) + tie.least as f64);
                }
            }
            let cost = |x: f64| joined.iter().map(|other| (get(values, *other) - x).abs()).sum::<f64>();
            // A bend beside a node of many edges costs less: others bend there too.
            let price = |other: &usize| if near.get(*other).is_some_and(|edges| edges.len() > 2) { 2 } else { 3 };
            let bent = |other: &&usize, x: f64| (get(values, **other) - x).abs() > 0.5;
            let bends = |x: f64| joined.iter().filter(|other| bent(other, x)).map(price).sum::<usize>();
            let at = get(values, own);
            let free = joined.iter().map(|other| get(values, *other)).filter(|x| low <= *x && *x <= high);
            let best = free.filter(|x| cost(*x) <= cost(at) + 0.01).min_by_key(|x| bends(*x));
            if let Some(best) = best.filter(|x| bends(*x) < bends(at)) {
                set(values, own, best);
            }
        }
    }
}
