//! Which states follow which, and how many ways there are through them.

use super::search::grow;

/// The last state that follows one has this bit.
const LAST: u32 = 1 << 31;

/// The moves between states.
#[derive(Clone, Debug, Default)]
pub struct Edges {
    /// By state: where those begin that follow it, plus one; 0 for none.
    first: Vec<u32>,
    next: Vec<u32>,
    ends: Vec<u32>,
}

impl Edges {
    /// A state is being left: what it leads to comes now.
    pub fn leave(&mut self, id: u32) {
        while self.first.len() <= id as usize {
            grow(&mut self.first, 0);
        }
        if let Some(first) = self.first.get_mut(id as usize) {
            *first = u32::try_from(self.next.len() + 1).unwrap_or_default();
        }
    }

    /// The state that is being left leads there.
    pub fn lead(&mut self, to: u32) {
        grow(&mut self.next, to);
    }

    /// A state has been left.
    pub fn left(&mut self, id: u32) {
        let next = self.next.len();
        let Some(first) = self.first.get_mut(id as usize) else { return };
        match self.next.last_mut() {
            Some(last) if *first as usize <= next => *last |= LAST,
            _none => *first = 0,
        }
    }

    /// Nothing follows a state.
    pub fn end(&mut self, id: u32) {
        self.ends.push(id);
    }

    fn following(&self, id: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.first.get(id as usize).copied().unwrap_or_default();
        let all = (first as usize).checked_sub(1).and_then(|first| self.next.get(first..)).unwrap_or_default();
        let mut over = false;
        all.iter().map_while(move |to| {
            let found = (!over).then_some(to & !LAST);
            over |= to & LAST > 0;
            found
        })
    }

    /// How many ways lead from the first of so many states to an end. States are never left for an earlier one, so that
    /// there is an end to each.
    #[must_use]
    pub fn ways(&self, states: usize) -> u64 {
        let mut waiting = vec![0u32; states];
        for to in &self.next {
            if let Some(n) = waiting.get_mut((to & !LAST) as usize) {
                *n += 1;
            }
        }
        let mut ways = vec![0u64; states];
        if let Some(root) = ways.first_mut() {
            *root = 1;
        }
        let mut ready = vec![0u32];
        while let Some(at) = ready.pop() {
            let own = ways.get(at as usize).copied().unwrap_or(0);
            for to in self.following(at) {
                if let (Some(way), Some(n)) = (ways.get_mut(to as usize), waiting.get_mut(to as usize)) {
                    *way = way.saturating_add(own);
                    *n = n.saturating_sub(1);
                    if *n == 0 {
                        ready.push(to);
                    }
                }
            }
        }
        self.ends.iter().filter_map(|e| ways.get(*e as usize)).fold(0, |sum, n| sum.saturating_add(*n))
    }
}

#[cfg(test)]
mod tests {
    use super::Edges;

    #[test]
    fn ways_are_counted_by_moves_and_not_by_states() {
        let mut edges = Edges::default();
        // 0 leads to 1 and to 2 in two ways; both lead to 3, which is the end. 4 is an end that follows 2.
        for (from, to) in [(0, vec![1, 2, 2]), (2, vec![3, 4]), (1, vec![3])] {
            edges.leave(from);
            to.into_iter().for_each(|to| edges.lead(to));
            edges.left(from);
        }
        for end in [3, 4] {
            edges.leave(end);
            edges.end(end);
            edges.left(end);
        }
        assert_eq!(edges.ways(5), 5);
    }
}
