//! Work on all cores where the feature `parallel` is on, which is rayon, and on the one that there is else.
//!
//! A browser's worker is one thread; the same names there do the same one after the other.
//!
//! ```
//! use countersign_core::cores::*;
//! let (sum, mut squares) = join(|| 1 + 1, || [3, 1, 2].par_iter().map(|one| one * one).collect::<Vec<_>>());
//! squares.par_sort_unstable();
//! assert_eq!((sum, squares), (2, vec![1, 4, 9]));
//! ```

#[cfg(not(feature = "parallel"))]
pub use one::*;
#[cfg(feature = "parallel")]
pub use rayon::join;
#[cfg(feature = "parallel")]
pub use rayon::prelude::*;

/// Runs it once on every core, or once where this is one of them already.
pub(crate) fn everywhere(work: impl Fn() + Sync) {
    #[cfg(feature = "parallel")]
    if rayon::current_thread_index().is_none() {
        // Once on every thread: a loop that another thread could steal might run inside the work of the first.
        rayon::broadcast(|_| work());
        return;
    }
    // A thread of the pool that waited for the others would meanwhile begin whatever else waits for the pool.
    work();
}

#[cfg(not(feature = "parallel"))]
mod one {
    use std::slice::{Chunks, Iter};

    /// Both, one after the other.
    pub fn join<A, B>(one: impl FnOnce() -> A, other: impl FnOnce() -> B) -> (A, B) {
        (one(), other())
    }

    /// The names that rayon gives to slices.
    pub trait Slice<T> {
        /// Each.
        fn par_iter(&self) -> Iter<'_, T>;
        /// So many at a time.
        fn par_chunks(&self, size: usize) -> Chunks<'_, T>;
        /// In order.
        fn par_sort_unstable(&mut self)
        where
            T: Ord;
        /// In the order of what `key` makes of each.
        fn par_sort_unstable_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
    }

    impl<T> Slice<T> for [T] {
        fn par_iter(&self) -> Iter<'_, T> {
            self.iter()
        }

        fn par_chunks(&self, size: usize) -> Chunks<'_, T> {
            self.chunks(size)
        }

        fn par_sort_unstable(&mut self)
        where
            T: Ord,
        {
            self.sort_unstable();
        }

        fn par_sort_unstable_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
            self.sort_unstable_by_key(key);
        }
    }

    /// The names that rayon gives to iterators.
    pub trait Each: Iterator + Sized {
        /// What `more` makes of each, one after the other.
        fn flat_map_iter<I: IntoIterator>(
            self,
            more: impl FnMut(Self::Item) -> I,
        ) -> impl Iterator<Item = I::Item> {
            self.flat_map(more)
        }
    }

    impl<I: Iterator> Each for I {}
}
