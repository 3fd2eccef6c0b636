//! Many files wait for the disk together: file systems make durable at once what is asked for at once.

use std::panic::resume_unwind;

/// How many files wait together; each may be open.
pub(super) const WAITING_MAX: usize = 128;
/// How many threads wait at once.
const THREADS: usize = 16;

/// Does something with each of many, a few at once; the results are in the order of the many.
pub(super) fn together<T: Sync, R: Send>(many: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let each = &each;
    std::thread::scope(|scope| {
        let share = many.len().div_ceil(THREADS).max(1);
        let started: Vec<_> = many
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().map(each).collect::<Vec<R>>()))
            .collect();
        let ended = started.into_iter().map(|one| one.join());
        ended.flat_map(|one| one.unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}
