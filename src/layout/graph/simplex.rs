//! The network simplex: integers for vertices that keep every edge at least as long as it must be, and all edges together as
//! short as they can be (Gansner et al., A Technique for Drawing Directed Graphs, 1993).
//!
//! Ranks are found with it, and places across. It can stop at any time: what it has is valid, only longer.

use std::collections::VecDeque;

/// An edge of a program: the head's value is at least the tail's plus the least length.
#[derive(Clone, Copy, Debug)]
pub struct Tie {
    /// From which vertex.
    pub tail: usize,
    /// To which vertex.
    pub head: usize,
    /// The least length.
    pub least: i64,
    /// What each unit of its length costs.
    pub weight: i64,
}

/// Values for all vertices. The ties are connected and have no circle.
pub struct Solved {
    /// By vertex.
    pub values: Vec<i64>,
    /// By tie: it is as short as it must be in every best solution.
    pub rigid: Vec<bool>,
}

/// No vertex.
const NONE: usize = usize::MAX;

struct Tree<'t> {
    ties: &'t [Tie],
    values: Vec<i64>,
    /// The ties at each vertex.
    at: Vec<Vec<usize>>,
    /// Whether a tie is in the tree.
    inside: Vec<bool>,
    cut: Vec<i64>,
    /// The tie to the parent, the parent, and the interval of postorder numbers below each vertex.
    up: Vec<usize>,
    parent: Vec<usize>,
    low: Vec<u32>,
    last: Vec<u32>,
    /// Vertices, parents before children.
    order: Vec<usize>,
    /// Where the search for a negative cut goes on.
    cursor: usize,
}

/// Solves it, in at most so many exchanges.
pub fn solve(count: usize, ties: &[Tie], exchanges: usize) -> Solved {
    let mut tree = Tree::new(count, ties);
    tree.grow();
    tree.number();
    tree.cuts();
    for _ in 0..exchanges {
        let Some(leaving) = tree.leaving() else { break };
        let Some(entering) = tree.entering(leaving) else { break };
        tree.exchange(leaving, entering);
    }
    let rigid = (0..ties.len()).map(|tie| get(&tree.inside, tie) && get(&tree.cut, tie) > 0).collect();
    let lowest = tree.values.iter().copied().min().unwrap_or_default();
    Solved { values: tree.values.iter().map(|value| value - lowest).collect(), rigid }
}

/// An element, or nothing of its kind.
fn get<T: Copy + Default>(list: &[T], at: usize) -> T {
    list.get(at).copied().unwrap_or_default()
}

fn set<T>(list: &mut [T], at: usize, value: T) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}

impl<'t> Tree<'t> {
    fn new(count: usize, ties: &'t [Tie]) -> Self {
        let mut at = vec![Vec::new(); count];
        for (number, tie) in ties.iter().enumerate() {
            for end in [tie.tail, tie.head] {
                if let Some(list) = at.get_mut(end) {
                    list.push(number);
                }
            }
        }
        let mut tree = Self {
            ties,
            values: vec![0; count],
            at,
            inside: vec![false; ties.len()],
            cut: vec![0; ties.len()],
            up: vec![NONE; count],
            parent: vec![NONE; count],
            low: vec![0; count],
            last: vec![0; count],
            order: Vec::with_capacity(count),
            cursor: 0,
        };
        tree.longest_paths();
        tree
    }

    fn tie(&self, tie: usize) -> Tie {
        self.ties.get(tie).copied().unwrap_or(Tie { tail: 0, head: 0, least: 0, weight: 0 })
    }

    fn slack(&self, tie: usize) -> i64 {
        let Tie { tail, head, least, .. } = self.tie(tie);
        get(&self.values, head) - get(&self.values, tail) - least
    }

    /// A first solution: every vertex as low as those before it allow.
    fn longest_paths(&mut self) {
        let mut open = vec![0_usize; self.values.len()];
        for tie in self.ties {
            if let Some(count) = open.get_mut(tie.head) {
                *count += 1;
            }
        }
        let mut queue: VecDeque<usize> = (0..open.len()).filter(|at| get(&open, *at) == 0).collect();
        while let Some(vertex) = queue.pop_front() {
            for number in self.at.get(vertex).map(Vec::as_slice).unwrap_or_default() {
                let tie = self.tie(*number);
                if tie.tail != vertex {
                    continue;
                }
                let value = get(&self.values, tie.head).max(get(&self.values, vertex) + tie.least);
                set(&mut self.values, tie.head, value);
                let left = get(&open, tie.head).saturating_sub(1);
                set(&mut open, tie.head, left);
                if left == 0 {
                    queue.push_back(tie.head);
                }
            }
        }
    }

    /// Grows a tree of ties without slack over all vertices, moving what is reached towards what is not.
    fn grow(&mut self) {
        let count = self.values.len();
        let mut reached = vec![false; count];
        let mut members: Vec<usize> = Vec::with_capacity(count);
        let mut open: Vec<usize> = Vec::new();
        self.reach(0, &mut reached, &mut members, &mut open);
        while members.len() < count {
            // Ties that lead out of the tree; the one with the least slack comes next.
            open.retain(|tie| {
                let Tie { tail, head, .. } = self.tie(*tie);
                get(&reached, tail) != get(&reached, head)
            });
            let Some(next) = open.iter().copied().min_by_key(|tie| self.slack(*tie)) else {
                // Not connected: a new tree, which no tie holds.
                let Some(lonely) = reached.iter().position(|r| !r) else { break };
                self.reach(lonely, &mut reached, &mut members, &mut open);
                continue;
            };
            let Tie { tail, head, .. } = self.tie(next);
            let slack = self.slack(next);
            let (by, outside) = if get(&reached, tail) { (slack, head) } else { (-slack, tail) };
            for member in &members {
                if let Some(value) = self.values.get_mut(*member) {
                    *value += by;
                }
            }
            set(&mut self.inside, next, true);
            self.reach(outside, &mut reached, &mut members, &mut open);
        }
    }

    /// Takes a vertex into the tree, and all that it is tied to without slack.
    fn reach(&mut self, first: usize, reached: &mut [bool], members: &mut Vec<usize>, open: &mut Vec<usize>) {
        if first >= self.values.len() {
            return;
        }
        set(reached, first, true);
        let mut stack = vec![first];
        while let Some(vertex) = stack.pop() {
            members.push(vertex);
            for number in self.at.get(vertex).map(Vec::as_slice).unwrap_or_default() {
                let Tie { tail, head, .. } = self.tie(*number);
                let other = if tail == vertex { head } else { tail };
                if get(reached, other) {
                    continue;
                }
                if self.slack(*number) == 0 {
                    set(&mut self.inside, *number, true);
                    set(reached, other, true);
                    stack.push(other);
                } else {
                    open.push(*number);
                }
            }
        }
    }

    /// Numbers the tree from its first vertex.
    fn number(&mut self) {
        let count = self.values.len();
        self.order.clear();
        let mut seen = vec![false; count];
        let mut next = 0_u32;
        for root in 0..count {
            if get(&seen, root) {
                continue;
            }
            set(&mut seen, root, true);
            set(&mut self.up, root, NONE);
            set(&mut self.parent, root, NONE);
            self.number_from(root, &mut seen, &mut next);
        }
    }

    fn number_from(&mut self, root: usize, seen: &mut [bool], next: &mut u32) {
        // A vertex, and how many of its ties were followed.
        let mut stack = vec![(root, 0_usize)];
        set(&mut self.low, root, *next);
        self.order.push(root);
        while let Some((vertex, followed)) = stack.pop() {
            let Some(number) = self.at.get(vertex).and_then(|list| list.get(followed)).copied() else {
                set(&mut self.last, vertex, *next);
                *next += 1;
                continue;
            };
            stack.push((vertex, followed + 1));
            if !get(&self.inside, number) {
                continue;
            }
            let Tie { tail, head, .. } = self.tie(number);
            let other = if tail == vertex { head } else { tail };
            if !get(seen, other) {
                set(seen, other, true);
                set(&mut self.up, other, number);
                set(&mut self.parent, other, vertex);
                set(&mut self.low, other, *next);
                self.order.push(other);
                stack.push((other, 0));
            }
        }
    }

    /// Whether a vertex stands below another, or is it.
    fn below(&self, vertex: usize, root: usize) -> bool {
        let last = get(&self.last, vertex);
        get(&self.low, root) <= last && last <= get(&self.last, root)
    }

    /// What it would cost to lengthen each tie of the tree.
    fn cuts(&mut self) {
        // What flows out of each subtree: the weights of ties that leave it minus those that enter it.
        let mut flow = vec![0_i64; self.values.len()];
        for tie in self.ties {
            if let Some(flow) = flow.get_mut(tie.tail) {
                *flow += tie.weight;
            }
            if let Some(flow) = flow.get_mut(tie.head) {
                *flow -= tie.weight;
            }
        }
        for vertex in self.order.iter().rev().copied() {
            let (up, parent) = (get_or(&self.up, vertex), get_or(&self.parent, vertex));
            if up == NONE {
                continue;
            }
            let own = get(&flow, vertex);
            let cut = if self.tie(up).tail == vertex { own } else { -own };
            set(&mut self.cut, up, cut);
            if let Some(flow) = flow.get_mut(parent) {
                *flow += own;
            }
        }
    }

    /// A tie of the tree that should be longer.
    fn leaving(&mut self) -> Option<usize> {
        let count = self.ties.len();
        let found = (0..count)
            .map(|step| (self.cursor + step) % count)
            .find(|tie| get(&self.inside, *tie) && get(&self.cut, *tie) < 0)?;
        self.cursor = found + 1;
        Some(found)
    }

    /// The tie with the least slack that joins the two parts the other way round.
    fn entering(&self, leaving: usize) -> Option<usize> {
        let Tie { tail, head, .. } = self.tie(leaving);
        let (root, from_tail) = if get_or(&self.up, tail) == leaving { (tail, true) } else { (head, false) };
        let joins = |number: &usize| {
            let tie = self.tie(*number);
            let (tail_in, head_in) = (self.below(tie.tail, root), self.below(tie.head, root));
            // The part of the tail moves towards lower values, so that ties into it lose their slack.
            tail_in != head_in && head_in == from_tail
        };
        (0..self.ties.len()).filter(|n| !get(&self.inside, *n)).filter(joins).min_by_key(|n| self.slack(*n))
    }

    fn exchange(&mut self, leaving: usize, entering: usize) {
        let Tie { tail, head, .. } = self.tie(leaving);
        let root = if get_or(&self.up, tail) == leaving { tail } else { head };
        let slack = self.slack(entering);
        let by = if root == tail { -slack } else { slack };
        let moved: Vec<usize> = (0..self.values.len()).filter(|vertex| self.below(*vertex, root)).collect();
        for vertex in moved {
            if let Some(value) = self.values.get_mut(vertex) {
                *value += by;
            }
        }
        set(&mut self.inside, leaving, false);
        set(&mut self.inside, entering, true);
        set(&mut self.cut, leaving, 0);
        self.number();
        self.cuts();
    }
}

fn get_or(list: &[usize], at: usize) -> usize {
    list.get(at).copied().unwrap_or(NONE)
}
