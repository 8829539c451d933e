//! Step 2, order: which cell stands beside which in each rank, so that few edges cross.
//!
//! The first order follows the edges in reading order, a second one the other way round, others no order at all; then ranks are sorted by the middle of their neighbours, down and up in
//! turn, and the order with the fewest crossings is kept, the earlier one where they are equal. Cells of a group stay together,
//! and two groups stand in the same order in every rank.

use super::layered::{Kind, Layers, Nest, around, get, set};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// So many times down or up.
const SWEEPS: usize = 16;
/// So many first orders are tried, fewer for large graphs.
const STARTS: usize = 4;
/// Of graphs with more cells, fewer sweeps are made.
const MANY: usize = 4000;

/// What a cell or a group is sorted by: its key, groups behind cells, then a number.
type Rung = (f64, bool, usize);

struct Sorter<'l> {
    layers: &'l mut Layers,
    /// By cell: its groups from without.
    paths: Vec<Vec<usize>>,
    up: Vec<Vec<usize>>,
    down: Vec<Vec<usize>>,
    place: Vec<usize>,
}

/// Puts every rank into order.
pub fn order(layers: &mut Layers, nests: &[Nest]) {
    let count = layers.cells.len();
    let paths = layers.cells.iter().map(|cell| around(nests, cell.group).into_iter().rev().collect()).collect();
    let (mut up, mut down) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for pair in layers.chains.iter().flat_map(|chain| chain.windows(2)) {
        if let [above, below] = pair {
            if let Some(list) = down.get_mut(*above) {
                list.push(*below);
            }
            if let Some(list) = up.get_mut(*below) {
                list.push(*above);
            }
        }
    }
    let mut sorter = Sorter { layers, paths, up, down, place: vec![0; count] };
    let (starts, sweeps) = if count > MANY { (1, 4) } else { (STARTS.min(1 + MANY / count.max(1)), SWEEPS) };
    let mut best = (usize::MAX, Vec::new());
    for start in 0..starts {
        sorter.first(nests.len(), start);
        for sweep in 0..=sweeps {
            if sweep > 0 {
                sorter.sweep(sweep - 1, nests.len());
                sorter.exchange_neighbours();
            }
            let crossings = sorter.crossings();
            if crossings < best.0 {
                best = (crossings, sorter.layers.ranks.clone());
            }
            if best.0 == 0 {
                break;
            }
        }
    }
    sorter.layers.ranks = best.1;
    in_reading_order(sorter.layers);
}

/// Edges between the same two nodes stand as they were written: whichever stands where, as much crosses.
fn in_reading_order(layers: &mut Layers) {
    let mut same: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, chain) in layers.chains.iter().enumerate() {
        if let (Some(tail), Some(head)) = (chain.first(), chain.last()) {
            same.entry((*tail, *head)).or_default().push(number);
        }
    }
    for links in same.values().filter(|links| links.len() > 1) {
        let longest = links.iter().filter_map(|link| layers.chains.get(*link)).map(Vec::len).max().unwrap_or(0);
        for step in 1..longest.saturating_sub(1) {
            let chains = links.iter().filter_map(|link| layers.chains.get(*link));
            let cells: Vec<usize> = chains.filter_map(|chain| chain.get(step)).copied().collect();
            let rank = cells.first().and_then(|cell| layers.cells.get(*cell)).map_or(0, |cell| cell.rank);
            let mut next = cells.iter();
            for slot in layers.ranks.get_mut(rank).into_iter().flatten() {
                if cells.contains(slot)
                    && let Some(cell) = next.next()
                {
                    *slot = *cell;
                }
            }
        }
    }
}

impl Sorter<'_> {
    /// The order in which edges reach the cells: followed in reading order, then the other way round, then in some order.
    fn first(&mut self, groups: usize, start: usize) {
        let count = self.layers.cells.len();
        let mut found = vec![usize::MAX; count];
        let mut next = 0;
        let mut roots: Vec<usize> = (0..count).collect();
        roots.sort_by_key(|cell| self.layers.cells.get(*cell).map_or(0, |cell| cell.rank));
        for root in roots {
            let mut stack = vec![root];
            while let Some(cell) = stack.pop() {
                if get_or(&found, cell) != usize::MAX {
                    continue;
                }
                set(&mut found, cell, next);
                next += 1;
                let mut below = self.down.get(cell).cloned().unwrap_or_default();
                match start {
                    0 => below.reverse(),
                    1 => {}
                    // Digits of a product: the same on every machine, in no order that anything else has.
                    some => below.sort_by_key(|cell| ((cell + 1).wrapping_mul(some * 0x9E37_79B9) >> 7) % 1021),
                }
                stack.extend(below);
            }
        }
        let mut earliest = vec![f64::MAX; groups];
        for (cell, path) in self.paths.iter().enumerate() {
            for group in path {
                let own = (get(&found, cell) as f64).min(earliest.get(*group).copied().unwrap_or(f64::MAX));
                set(&mut earliest, *group, own);
            }
        }
        let mut ranks = vec![Vec::new(); self.layers.ranks.len()];
        for (number, cell) in self.layers.cells.iter().enumerate() {
            if let Some(rank) = ranks.get_mut(cell.rank) {
                rank.push(number);
            }
        }
        self.layers.ranks = ranks;
        let keys: Vec<f64> = found.iter().map(|at| *at as f64).collect();
        for rank in 0..self.layers.ranks.len() {
            self.arrange(rank, &keys, &earliest, false);
        }
    }

    /// Sorts a rank.
    fn arrange(&mut self, rank: usize, keys: &[f64], groups: &[f64], turned: bool) {
        let Some(mut cells) = self.layers.ranks.get_mut(rank).map(std::mem::take) else { return };
        let rungs = |cell: usize| -> Vec<Rung> {
            let path = self.paths.get(cell).map(Vec::as_slice).unwrap_or_default();
            let mut rungs: Vec<Rung> = path.iter().map(|group| (get(groups, *group), true, *group)).collect();
            let place = get(&self.place, cell);
            rungs.push((get(keys, cell), false, if turned { usize::MAX - place } else { place }));
            rungs
        };
        let mut sorted: Vec<(Vec<Rung>, usize)> = cells.drain(..).map(|cell| (rungs(cell), cell)).collect();
        sorted.sort_by(|(a, _), (b, _)| compare(a, b));
        for (place, (_, cell)) in sorted.iter().enumerate() {
            set(&mut self.place, *cell, place);
        }
        cells.extend(sorted.into_iter().map(|(_, cell)| cell));
        set(&mut self.layers.ranks, rank, cells);
    }

    /// Where a cell stands in its rank, from 0 to 1.
    fn height(&self, cell: usize) -> f64 {
        let rank = self.layers.cells.get(cell).map_or(0, |cell| cell.rank);
        let count = self.layers.ranks.get(rank).map_or(1, Vec::len).max(1);
        (get(&self.place, cell) as f64 + 0.5) / count as f64
    }

    fn middle(&self, cells: &[usize]) -> Option<f64> {
        (!cells.is_empty()).then(|| cells.iter().map(|cell| self.height(*cell)).sum::<f64>() / cells.len() as f64)
    }

    /// Sorts all ranks, each by the one before it.
    fn sweep(&mut self, sweep: usize, groups: usize) {
        let count = self.layers.ranks.len();
        let downwards = sweep.is_multiple_of(2);
        // Every way to break ties down and up, so that not always both are turned together.
        let turned = matches!(sweep % 8, 3 | 4 | 6 | 7);
        let heights = self.group_heights(groups);
        let mut keys = vec![0.0; self.layers.cells.len()];
        for step in 0..count {
            let rank = if downwards { step } else { count - 1 - step };
            for cell in self.layers.ranks.get(rank).cloned().unwrap_or_default() {
                let (near, far) = if downwards { (&self.up, &self.down) } else { (&self.down, &self.up) };
                // An edge that leaves a group goes to the side where it ends.
                let leaves = near.get(cell).into_iter().flatten().any(|other| self.leaves(*other, cell));
                let near = if leaves { far.get(cell) } else { near.get(cell) };
                let key = near.and_then(|near| self.middle(near)).unwrap_or_else(|| self.height(cell));
                set(&mut keys, cell, key);
            }
            self.arrange(rank, &keys, &heights, turned);
        }
    }

    /// Whether one cell stands in a group in which another one, that only passes, does not.
    fn leaves(&self, from: usize, to: usize) -> bool {
        let cell = |at: usize| self.layers.cells.get(at);
        let passes = cell(to).is_some_and(|cell| !matches!(cell.kind, Kind::Node(_)));
        passes && cell(from).map(|cell| cell.group) != cell(to).map(|cell| cell.group)
    }

    /// The middle of what each group's cells are joined to, or of the cells themselves.
    fn group_heights(&self, groups: usize) -> Vec<f64> {
        let mut sums = vec![(0.0, 0.0); groups];
        for (cell, path) in self.paths.iter().enumerate() {
            let near = [&self.up, &self.down].into_iter().filter_map(|side| side.get(cell)).flatten();
            let near: Vec<usize> = near.copied().collect();
            let (height, weight) = (self.middle(&near).unwrap_or_else(|| self.height(cell)), near.len().max(1) as f64);
            for group in path {
                if let Some((sum, weights)) = sums.get_mut(*group) {
                    *sum += height * weight;
                    *weights += weight;
                }
            }
        }
        sums.into_iter().map(|(sum, weights)| if weights > 0.0 { sum / weights } else { 0.0 }).collect()
    }

    /// Exchanges neighbours of one group as long as that saves crossings.
    fn exchange_neighbours(&mut self) {
        for _ in 0..4 {
            let mut better = false;
            for rank in 0..self.layers.ranks.len() {
                let count = self.layers.ranks.get(rank).map_or(0, Vec::len);
                for at in 1..count {
                    better |= self.exchange(rank, at);
                }
            }
            if !better {
                return;
            }
        }
    }

    fn exchange(&mut self, rank: usize, at: usize) -> bool {
        let pair = self.layers.ranks.get(rank).and_then(|cells| Some((*cells.get(at - 1)?, *cells.get(at)?)));
        let Some((a, b)) = pair else { return false };
        let group = |cell: usize| self.layers.cells.get(cell).and_then(|cell| cell.group);
        if group(a) != group(b) {
            return false;
        }
        let mut saved = 0_i64;
        for side in [&self.up, &self.down] {
            let (Some(near_a), Some(near_b)) = (side.get(a), side.get(b)) else { continue };
            for x in near_a {
                for y in near_b {
                    saved += match get(&self.place, *x).cmp(&get(&self.place, *y)) {
                        Ordering::Greater => 1,
                        Ordering::Less => -1,
                        Ordering::Equal => 0,
                    };
                }
            }
        }
        if saved <= 0 {
            return false;
        }
        if let Some(cells) = self.layers.ranks.get_mut(rank) {
            cells.swap(at - 1, at);
        }
        set(&mut self.place, a, at);
        set(&mut self.place, b, at - 1);
        true
    }

    /// How many pairs of edges cross.
    fn crossings(&mut self) -> usize {
        let mut all = 0;
        for cells in &self.layers.ranks {
            let mut ends: Vec<usize> = Vec::new();
            for cell in cells {
                let mut own: Vec<usize> =
                    self.down.get(*cell).into_iter().flatten().map(|c| get(&self.place, *c)).collect();
                own.sort_unstable();
                ends.extend(own);
            }
            all += inversions(&ends);
        }
        all
    }
}

fn get_or(list: &[usize], at: usize) -> usize {
    list.get(at).copied().unwrap_or(usize::MAX)
}

fn compare(a: &[Rung], b: &[Rung]) -> Ordering {
    let one = |(a, b): (&Rung, &Rung)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2));
    a.iter().zip(b).map(one).find(|order| order.is_ne()).unwrap_or(a.len().cmp(&b.len()))
}

/// How many pairs stand the wrong way round: counted in a tree of sums.
fn inversions(list: &[usize]) -> usize {
    let most = list.iter().copied().max().unwrap_or(0);
    let mut tree = vec![0_usize; most + 2];
    let mut found = 0;
    for (before, value) in list.iter().enumerate() {
        let (mut at, mut not_greater) = (value + 1, 0);
        while at > 0 {
            not_greater += get(&tree, at);
            at &= at - 1;
        }
        found += before - not_greater;
        at = value + 1;
        while at < tree.len() {
            if let Some(sum) = tree.get_mut(at) {
                *sum += 1;
            }
            at += at & at.wrapping_neg();
        }
    }
    found
}
