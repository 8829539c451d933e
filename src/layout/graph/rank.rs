//! Step 1, ranks: which way each edge runs, in which rank each node stands, and cells for what lies between.

use super::layered::{Body, Cell, Kind, Layers, Link, Nest, around, common, get, set};
use super::simplex::{Tie, solve};

/// Cells in ranks, not yet in order. All nodes are connected.
pub fn layers(bodies: &[Body], links: &[Link], nests: &[Nest], exchanges: usize) -> Layers {
    let reversed = backwards(bodies.len(), links);
    let ends = |link: &Link, reversed: bool| if reversed { (link.to, link.from) } else { (link.from, link.to) };
    let mut ties: Vec<Tie> = Vec::with_capacity(links.len());
    for (link, back) in links.iter().zip(&reversed) {
        let (tail, head) = ends(link, *back);
        ties.push(Tie { tail, head, least: 1, weight: 2 });
    }
    beside_their_group(bodies, links, &mut ties);
    held_together(bodies, &mut ties);
    let solved = solve(bodies.len(), &ties, exchanges);
    // Between two ranks of nodes there is one for labels, if there are any.
    let highest = usize::try_from(solved.values.iter().copied().max().unwrap_or_default()).unwrap_or(0);
    let rank_of = |node: usize| usize::try_from(get(&solved.values, node)).unwrap_or(0);
    let mut labelled = vec![false; highest + 1];
    let label_rank =
        |link: &Link, back: bool| if back { rank_of(link.from).saturating_sub(1) } else { rank_of(link.from) };
    for (link, back) in links.iter().zip(&reversed).filter(|(link, _)| link.label.is_some()) {
        set(&mut labelled, label_rank(link, *back), true);
    }
    let mut places = Vec::with_capacity(highest + 1);
    let mut next = 0;
    for has_labels in &labelled {
        places.push(next);
        next += 1 + usize::from(*has_labels);
    }
    let mut layers = Layers { ranks: vec![Vec::new(); next], reversed, ..Layers::default() };
    for (node, body) in bodies.iter().enumerate() {
        let Body { before, after, along, group, .. } = *body;
        layers.cells.push(Cell {
            kind: Kind::Node(node),
            rank: get(&places, rank_of(node)),
            group,
            before,
            after,
            along,
        });
    }
    for (number, link) in links.iter().enumerate() {
        let back = get(&layers.reversed, number);
        let (tail, head) = ends(link, back);
        let label = link.label.map(|size| (get(&places, label_rank(link, back)) + 1, size));
        chain(&mut layers, number, (tail, head), label, common(nests, group(bodies, tail), group(bodies, head)));
    }
    hold(&mut layers, nests);
    layers
}

fn group(bodies: &[Body], node: usize) -> Option<usize> {
    bodies.get(node).and_then(|body| body.group)
}

/// What nothing joins stands in the rank of the first of its group that something joins.
fn beside_their_group(bodies: &[Body], links: &[Link], ties: &mut Vec<Tie>) {
    let mut joined = vec![false; bodies.len()];
    for end in links.iter().flat_map(|link| [link.from, link.to]) {
        set(&mut joined, end, true);
    }
    for (node, body) in bodies.iter().enumerate().filter(|(node, body)| !get(&joined, *node) && body.group.is_some()) {
        let first = bodies.iter().zip(&joined).position(|(other, joined)| *joined && other.group == body.group);
        if let Some(tail) = first {
            ties.push(Tie { tail, head: node, least: 0, weight: 1 });
        }
    }
}

/// Parts that only a group holds together stand beside each other.
fn held_together(bodies: &[Body], ties: &mut Vec<Tie>) {
    let mut root: Vec<usize> = (0..bodies.len()).collect();
    for tie in ties.iter() {
        let (a, b) = (find(&mut root, tie.tail), find(&mut root, tie.head));
        set(&mut root, a, b);
    }
    let mut first: Option<usize> = None;
    for node in 0..bodies.len() {
        let own = find(&mut root, node);
        match first {
            None => first = Some(node),
            Some(first) => {
                let other = find(&mut root, first);
                if other != own {
                    ties.push(Tie { tail: first, head: node, least: 0, weight: 0 });
                    set(&mut root, own, other);
                }
            }
        }
    }
}

/// The root of a set.
pub fn find(root: &mut [usize], at: usize) -> usize {
    let mut top = at;
    while root.get(top).is_some_and(|up| *up != top) {
        let up = get(root, top);
        let above = get(root, up);
        set(root, top, above);
        top = above;
    }
    top
}

/// Which links run against the direction: those that are to, and those that close a circle, followed in reading order.
fn backwards(count: usize, links: &[Link]) -> Vec<bool> {
    let mut out = vec![Vec::new(); count];
    let mut entered = vec![false; count];
    let ends = |link: &Link| if link.back { (link.to, link.from) } else { (link.from, link.to) };
    for (number, link) in links.iter().enumerate() {
        let (tail, head) = ends(link);
        if let Some(list) = out.get_mut(tail) {
            list.push(number);
        }
        set(&mut entered, head, true);
    }
    let mut reversed: Vec<bool> = links.iter().map(|link| link.back).collect();
    // 0: not seen; 1: on the way; 2: done.
    let mut state = vec![0_u8; count];
    let starts = (0..count).filter(|node| !get(&entered, *node)).chain(0..count);
    for start in starts {
        if get(&state, start) != 0 {
            continue;
        }
        set(&mut state, start, 1);
        let mut stack = vec![(start, 0_usize)];
        while let Some((node, followed)) = stack.pop() {
            let Some(number) = out.get(node).and_then(|list| list.get(followed)).copied() else {
                set(&mut state, node, 2);
                continue;
            };
            stack.push((node, followed + 1));
            let to = links.get(number).map_or(node, |link| ends(link).1);
            match get(&state, to) {
                0 => {
                    set(&mut state, to, 1);
                    stack.push((to, 0));
                }
                1 => set(&mut reversed, number, !links.get(number).is_some_and(|link| link.back)),
                _done => {}
            }
        }
    }
    reversed
}

/// The cells of a link: one in each rank between its ends.
fn chain(
    layers: &mut Layers,
    number: usize,
    (tail, head): (usize, usize),
    label: Option<(usize, (i64, i64))>,
    group: Option<usize>,
) {
    let rank = |layers: &Layers, node: usize| layers.cells.get(node).map_or(0, |cell| cell.rank);
    let (first, last) = (rank(layers, tail), rank(layers, head));
    let mut cells = vec![tail];
    for rank in first + 1..last {
        cells.push(layers.cells.len());
        let own = label.filter(|(at, _)| *at == rank).map(|(_, size)| size);
        let (kind, across, along) = match own {
            Some((across, along)) => (Kind::Label(number), across, along),
            None => (Kind::Pass(number), 0, 0),
        };
        layers.cells.push(Cell { kind, rank, group, before: across / 2, after: across - across / 2, along });
    }
    cells.push(head);
    layers.chains.push(cells);
}

/// A cell for each group in each rank between its first and its last in which nothing of it stands.
fn hold(layers: &mut Layers, nests: &[Nest]) {
    let mut present = vec![vec![false; layers.ranks.len()]; nests.len()];
    layers.spans = vec![None; nests.len()];
    for cell in &layers.cells {
        for group in around(nests, cell.group) {
            if let Some(ranks) = present.get_mut(group) {
                set(ranks, cell.rank, true);
            }
            if let Some(span) = layers.spans.get_mut(group) {
                let (first, last) = span.unwrap_or((cell.rank, cell.rank));
                *span = Some((first.min(cell.rank), last.max(cell.rank)));
            }
        }
    }
    // Those within first: what holds them holds what is around them.
    for group in (0..nests.len()).rev() {
        let Some((first, last)) = get(&layers.spans, group) else { continue };
        for rank in first..=last {
            if present.get(group).is_some_and(|ranks| get(ranks, rank)) {
                continue;
            }
            layers.cells.push(Cell { kind: Kind::Hold, rank, group: Some(group), before: 0, after: 0, along: 0 });
            for outer in around(nests, Some(group)) {
                if let Some(ranks) = present.get_mut(outer) {
                    set(ranks, rank, true);
                }
            }
        }
    }
}
