//! Step 4, channels: how edges get from one rank to the next, on tracks of their own.
//!
//! ```text
//!      a      b          edges of one node leave it together,
//!      │      └───┐      turn on one track,
//!   ┌──┴──┐       │      and those that arrive at one node
//!   ▼     ▼       ▼      arrive together
//! ```

use super::layered::get;

/// An edge's piece between two ranks.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Of which link.
    pub link: usize,
    /// The cell that it leaves, and where across.
    pub from: (usize, f64),
    /// The cell that it reaches, and where across.
    pub to: (usize, f64),
}

/// Pieces that leave one place together.
#[derive(Debug)]
struct Net {
    start: f64,
    /// Where they arrive, without those straight ahead.
    ends: Vec<f64>,
    low: f64,
    high: f64,
    pieces: Vec<usize>,
}

/// Two upright lines closer than this look like one.
const CLOSE: f64 = 7.0;
/// What two lines that look like one cost, in crossings.
const MERGED: usize = 40;
/// Of more nets, the order that saves crossings is not looked for.
const MANY: usize = 300;

/// By piece its track, counted from the first rank, if it turns; and how many tracks there are.
pub fn tracks(pieces: &[Piece]) -> (Vec<Option<usize>>, usize) {
    let nets = nets(pieces);
    let mut order: Vec<usize> = Vec::new();
    for (number, net) in nets.iter().enumerate() {
        let at = if nets.len() > MANY { order.len() } else { best_place(&nets, &order, net) };
        order.insert(at, number);
    }
    let mut found = vec![None; pieces.len()];
    let mut taken: Vec<Vec<usize>> = Vec::new();
    for number in order {
        let Some(net) = nets.get(number) else { continue };
        let meets = |other: &usize| nets.get(*other).is_some_and(|other| overlap(net, other));
        let track = taken.iter().rposition(|track| track.iter().any(meets)).map_or(0, |track| track + 1);
        if track == taken.len() {
            taken.push(Vec::new());
        }
        if let Some(track) = taken.get_mut(track) {
            track.push(number);
        }
        for piece in &net.pieces {
            if let Some(slot) = found.get_mut(*piece) {
                *slot = Some(track);
            }
        }
    }
    (found, taken.len())
}

/// The nets from the left to the right; pieces that run straight ahead are in none.
fn nets(pieces: &[Piece]) -> Vec<Net> {
    let mut sorted: Vec<usize> = (0..pieces.len()).collect();
    let key = |at: usize| pieces.get(at).map_or((0.0, 0, 0.0), |piece| (piece.from.1, piece.from.0, piece.to.1));
    sorted.sort_by(|a, b| {
        let (a, b) = (key(*a), key(*b));
        a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.total_cmp(&b.2))
    });
    let mut nets: Vec<Net> = Vec::new();
    let mut last: Option<(usize, f64)> = None;
    for at in sorted {
        let Some(piece) = pieces.get(at) else { continue };
        if straight(piece) {
            continue;
        }
        if last != Some(piece.from) {
            last = Some(piece.from);
            let start = piece.from.1;
            nets.push(Net { start, ends: Vec::new(), low: start, high: start, pieces: Vec::new() });
        }
        if let Some(net) = nets.last_mut() {
            net.ends.push(piece.to.1);
            net.low = net.low.min(piece.to.1);
            net.high = net.high.max(piece.to.1);
            net.pieces.push(at);
        }
    }
    nets
}

/// Whether a piece does not turn.
pub fn straight(piece: &Piece) -> bool {
    (piece.from.1 - piece.to.1).abs() < 0.5
}

fn overlap(a: &Net, b: &Net) -> bool {
    a.low < b.high + CLOSE && b.low < a.high + CLOSE
}

/// Where a net costs least among those before it.
fn best_place(nets: &[Net], order: &[usize], net: &Net) -> usize {
    let others: Vec<&Net> = order.iter().filter_map(|at| nets.get(*at)).collect();
    // First before all others, then behind one after the other.
    let mut cost: usize = others.iter().map(|other| price(net, other)).sum();
    let (mut best, mut least) = (0, cost);
    for (at, other) in others.iter().enumerate() {
        cost = cost + price(other, net) - price(net, other);
        if cost < least {
            (best, least) = (at + 1, cost);
        }
    }
    best
}

/// What it costs if the track of one lies before that of another.
fn price(first: &Net, second: &Net) -> usize {
    if !overlap(first, second) {
        return 0;
    }
    let inside = |x: f64, net: &Net| usize::from(net.low < x && x < net.high);
    let crossings: usize =
        inside(second.start, first) + first.ends.iter().map(|end| inside(*end, second)).sum::<usize>();
    let merged = first.ends.iter().filter(|end| (**end - second.start).abs() < CLOSE).count();
    crossings + MERGED * merged
}

/// Which tracks there are of a list of pieces, as heights from the channel's beginning.
pub fn heights(tracks: &[Option<usize>], first: f64, pitch: f64) -> Vec<Option<f64>> {
    (0..tracks.len()).map(|at| get(tracks, at).map(|track| first + pitch * track as f64)).collect()
}
