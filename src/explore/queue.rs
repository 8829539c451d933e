//! States that wait, the first in first out, in as few bytes as they need.
//!
//! ```text
//! size │ length │ late │ id │ parts, a byte each; two or four where one of them needs more
//!  1   │   4    │  4   │ 4  │
//! ```

use std::collections::VecDeque;

/// The most bytes of one piece.
const PIECE: usize = 1 << 16;

/// The bytes before the parts.
const HEAD: usize = 13;

/// A queue of packed states.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    pieces: VecDeque<Vec<u8>>,
    read: usize,
}

/// A state that waits: how many were late, and which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How many messages on their way are late.
    pub late: u32,
    /// Its number.
    pub id: u32,
}

impl Queue {
    /// A state at the end.
    pub fn push(&mut self, packed: &[u32], waiting: Waiting) {
        let all = packed.iter().fold(0, |all, part| all | part);
        let size = if all < 1 << 8 {
            1_u8
        } else if all < 1 << 16 {
            2
        } else {
            4
        };
        let bytes = HEAD + packed.len() * usize::from(size);
        if self.pieces.back().is_none_or(|piece| piece.len() + bytes > piece.capacity()) {
            // The first pieces are small, for a queue may stay short.
            let most = PIECE.min(1024 << self.pieces.len().min(6)).max(bytes);
            self.pieces.push_back(Vec::with_capacity(most));
        }
        let Some(piece) = self.pieces.back_mut() else { return };
        piece.push(size);
        for number in [u32::try_from(packed.len()).unwrap_or_default(), waiting.late, waiting.id] {
            piece.extend_from_slice(&number.to_le_bytes());
        }
        match size {
            1 => piece.extend(packed.iter().map(|part| {
                let [low, ..] = part.to_le_bytes();
                low
            })),
            2 => piece.extend(packed.iter().flat_map(|part| {
                let [low, high, ..] = part.to_le_bytes();
                [low, high]
            })),
            _four => piece.extend(packed.iter().flat_map(|part| part.to_le_bytes())),
        }
    }

    /// Takes the first state.
    pub fn pop(&mut self, into: &mut Vec<u32>) -> Option<Waiting> {
        into.clear();
        while self.pieces.front().is_some_and(|piece| self.read >= piece.len()) {
            self.pieces.pop_front();
            self.read = 0;
        }
        let (head, rest) = self.pieces.front()?.get(self.read..)?.split_first_chunk::<HEAD>()?;
        let [size, l0, l1, l2, l3, a0, a1, a2, a3, i0, i1, i2, i3] = *head;
        let length = u32::from_le_bytes([l0, l1, l2, l3]) as usize * usize::from(size);
        let parts = rest.get(..length)?;
        match size {
            1 => into.extend(parts.iter().copied().map(u32::from)),
            2 => into.extend(parts.chunks_exact(2).map(number)),
            _four => into.extend(parts.chunks_exact(4).map(number)),
        }
        self.read += HEAD + length;
        Some(Waiting { late: u32::from_le_bytes([a0, a1, a2, a3]), id: u32::from_le_bytes([i0, i1, i2, i3]) })
    }
}

/// A number of up to four bytes, the lowest first.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::{Queue, Waiting};

    #[test]
    fn what_is_put_in_comes_out_in_order() {
        let mut queue = Queue::default();
        let list = |n: u32| match n % 3 {
            0 => vec![n % 256, 255, 0],
            1 => vec![n, 65_535],
            _two => vec![n.wrapping_mul(40_503), u32::MAX - n, 0, 7],
        };
        for round in 0..3 {
            (0..20_000).for_each(|n| queue.push(&list(n + round), Waiting { late: n % 5, id: u32::MAX - n }));
            let mut found = Vec::new();
            for n in 0..20_000 {
                assert_eq!(queue.pop(&mut found), Some(Waiting { late: n % 5, id: u32::MAX - n }));
                assert_eq!(found, list(n + round));
            }
            assert_eq!(queue.pop(&mut found), None);
        }
    }
}
