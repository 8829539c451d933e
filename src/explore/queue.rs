//! States that wait, the first in first out, in as few bytes as they need.

use std::collections::VecDeque;

/// The most bytes of one piece.
const PIECE: usize = 1 << 16;

/// A queue of lists of small numbers.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    pieces: VecDeque<Vec<u8>>,
    read: usize,
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn write(into: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        let [low, ..] = number.to_le_bytes();
        into.push(low | 0x80);
        number >>= 7;
    }
    let [low, ..] = number.to_le_bytes();
    into.push(low);
}

fn read(from: &mut std::slice::Iter<'_, u8>) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let byte = *from.next()?;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some(number)
}

impl Queue {
    /// A list at the end.
    pub fn push(&mut self, list: &[u32]) {
        let full = |piece: &Vec<u8>| piece.len() + 5 * (list.len() + 1) > piece.capacity();
        if self.pieces.back().is_none_or(full) {
            // The first pieces are small, for a queue may stay short.
            let most = PIECE.min(1024 << self.pieces.len().min(6)).max(5 * (list.len() + 1));
            self.pieces.push_back(Vec::with_capacity(most));
        }
        let Some(piece) = self.pieces.back_mut() else { return };
        write(piece, u32::try_from(list.len()).unwrap_or_default());
        list.iter().for_each(|number| write(piece, *number));
    }

    /// Takes the first list.
    pub fn pop(&mut self, into: &mut Vec<u32>) -> bool {
        into.clear();
        while self.pieces.front().is_some_and(|piece| self.read >= piece.len()) {
            self.pieces.pop_front();
            self.read = 0;
        }
        let Some(rest) = self.pieces.front().and_then(|piece| piece.get(self.read..)) else { return false };
        let mut from = rest.iter();
        let Some(length) = read(&mut from) else { return false };
        into.extend((0..length).map_while(|_| read(&mut from)));
        self.read += rest.len() - from.len();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Queue;

    #[test]
    fn what_is_put_in_comes_out_in_order() {
        let mut queue = Queue::default();
        let list = |n: u32| [n, n.wrapping_mul(40_503), u32::MAX - n, 0];
        for round in 0..3 {
            (0..20_000).for_each(|n| queue.push(&list(n + round)));
            let mut found = Vec::new();
            for n in 0..20_000 {
                assert!(queue.pop(&mut found) && found == list(n + round));
            }
            assert!(!queue.pop(&mut found));
        }
    }
}
