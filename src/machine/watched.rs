//! A part of what a run remembers that knows whether somebody has looked at it: what a move has not looked at cannot have
//! mattered to it.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};

/// Something with a mark for whoever looks at it. What was not said to be fresh counts as looked at and changed.
#[derive(Debug)]
pub struct Watched<T> {
    inner: T,
    looked: Cell<bool>,
    changed: bool,
}

impl<T> Watched<T> {
    /// Nobody has looked at it yet.
    pub fn fresh(inner: T) -> Self {
        Self { inner, looked: Cell::new(false), changed: false }
    }

    /// What it is, for whoever keeps it; that is no look.
    pub fn kept(&self) -> &T {
        &self.inner
    }

    /// Whether somebody has looked at it.
    pub fn is_looked_at(&self) -> bool {
        self.looked.get()
    }

    /// Whether it may be another than it was.
    pub fn is_changed(&self) -> bool {
        self.changed
    }
}

impl<T> Deref for Watched<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.looked.set(true);
        &self.inner
    }
}

impl<T> DerefMut for Watched<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.looked.set(true);
        self.changed = true;
        &mut self.inner
    }
}

impl<T: Default> Default for Watched<T> {
    fn default() -> Self {
        Self::from(T::default())
    }
}

impl<T> From<T> for Watched<T> {
    fn from(inner: T) -> Self {
        Self { inner, looked: Cell::new(true), changed: true }
    }
}

/// Whoever makes a copy has looked.
impl<T: Clone> Clone for Watched<T> {
    fn clone(&self) -> Self {
        Self { inner: T::clone(self), looked: Cell::new(true), changed: self.changed }
    }
}

impl<T: PartialEq> PartialEq for Watched<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::Watched;

    #[test]
    fn a_look_is_noticed_and_a_change_is_a_look() {
        let mut watched = Watched::fresh(vec![1]);
        assert!(watched.kept().len() == 1 && !watched.is_looked_at());
        assert!(watched.len() == 1 && watched.is_looked_at() && !watched.is_changed());
        watched.push(2);
        assert!(watched.is_changed());
        let other = Watched::fresh(1);
        assert!(*other.clone() == 1 && other.is_looked_at());
        assert!(Watched::<u8>::default().is_changed());
    }
}
