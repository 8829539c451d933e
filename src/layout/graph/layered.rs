//! What the steps of the layered layout share: cells in ranks, along which edges run and across which neighbours stand.
//!
//! ```text
//!            across ──►
//!   along    ┌─────┐   ┌─────┐      rank 0
//!     │      └──┬──┘   └──┬──┘      ─ channel ─
//!     ▼       label       │         rank 1: labels and passing edges
//!            ┌──┴──┐      │         ─ channel ─
//!            └─────┘   ┌──┴──┐      rank 2
//! ```

/// A node as the layered layout sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Body {
    /// From where its edges leave and arrive to its edge before, across.
    pub before: i64,
    /// And to the edge behind, with what belongs to it: notes, loops.
    pub after: i64,
    /// From its first to its last edge along; edges arrive in the middle of it.
    pub along: i64,
    /// The group that it stands in.
    pub group: Option<usize>,
    /// Half of what edges may arrive at, across.
    pub half: i64,
}

/// An edge.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// From which node.
    pub from: usize,
    /// To which other node.
    pub to: usize,
    /// Its label's size: across, along.
    pub label: Option<(i64, i64)>,
    /// Is to point against the direction.
    pub back: bool,
}

/// A group.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nest {
    /// The group around it: an earlier one.
    pub parent: Option<usize>,
    /// From its edge to what it holds: before and behind across, before and behind along.
    pub pads: [i64; 4],
    /// The least size: across, along.
    pub least: (i64, i64),
}

/// What stands in a rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A node.
    Node(usize),
    /// An edge that passes.
    Pass(usize),
    /// An edge's label.
    Label(usize),
    /// A group that has nothing in this rank but in those around it.
    Hold,
}

/// One place in a rank.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// What stands there.
    pub kind: Kind,
    /// In which rank.
    pub rank: usize,
    /// Its group.
    pub group: Option<usize>,
    /// Its extent before its axis.
    pub before: i64,
    /// Its extent behind its axis.
    pub after: i64,
    /// Its extent along.
    pub along: i64,
}

/// Cells, ranks and chains.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// All cells: those of nodes first, in their order.
    pub cells: Vec<Cell>,
    /// By rank, cells in order.
    pub ranks: Vec<Vec<usize>>,
    /// By link: its cells from the lower to the higher rank, ends included.
    pub chains: Vec<Vec<usize>>,
    /// By link: whether it runs against the direction.
    pub reversed: Vec<bool>,
    /// By group: first and last rank; `None` if nothing stands in it.
    pub spans: Vec<Option<(usize, usize)>>,
}

/// An element, or nothing of its kind.
pub fn get<T: Copy + Default>(list: &[T], at: usize) -> T {
    list.get(at).copied().unwrap_or_default()
}

/// Replaces an element, if it is there.
pub fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}

/// A group and those around it, from within.
pub fn around(nests: &[Nest], group: Option<usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut next = group;
    while let Some(at) = next {
        found.push(at);
        // Groups stand behind those around them.
        next = nests.get(at).and_then(|nest| nest.parent).filter(|parent| *parent < at);
    }
    found
}

/// The innermost group around both.
pub fn common(nests: &[Nest], a: Option<usize>, b: Option<usize>) -> Option<usize> {
    let others = around(nests, b);
    around(nests, a).into_iter().find(|group| others.contains(group))
}
