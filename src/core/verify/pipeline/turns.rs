//! Work on all cores whose results are taken in order.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What came before its turn.
struct Waiting<'a, T> {
    turn: usize,
    done: BTreeMap<usize, T>,
    take: &'a mut (dyn FnMut(T) -> Option<()> + Send),
}

/// Does `work` for every number below `count`, and gives what it made to `take`, in order; stops where either says none.
pub(super) fn in_turn<T: Send>(
    count: usize,
    work: &(dyn Fn(usize) -> Option<T> + Sync),
    take: &mut (dyn FnMut(T) -> Option<()> + Send),
) -> Option<()> {
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let waiting = Mutex::new(Waiting { turn: 0, done: BTreeMap::new(), take });
    let finish = |index: usize| -> Option<()> {
        let made = work(index)?;
        let mut waiting = waiting.lock().ok()?;
        waiting.done.insert(index, made);
        // Asked under the lock, so that nothing is taken after what was refused.
        while !stopped.load(Ordering::Relaxed)
            && let Some(made) = waiting.next()
        {
            if (waiting.take)(made).is_none() {
                stopped.store(true, Ordering::Relaxed);
            }
        }
        Some(())
    };
    let all = || {
        while !stopped.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                break;
            }
            if finish(index).is_none() {
                stopped.store(true, Ordering::Relaxed);
            }
        }
    };
    crate::cores::everywhere(all);
    (!stopped.into_inner()).then_some(())
}

impl<T> Waiting<'_, T> {
    fn next(&mut self) -> Option<T> {
        let made = self.done.remove(&self.turn)?;
        self.turn += 1;
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::in_turn;

    #[test]
    fn all_is_taken_in_order_and_what_stops_it_stops_it() {
        let run = |count: usize, bad: usize, end: usize| {
            let mut taken = Vec::new();
            let work = |index: usize| (index != bad).then_some(index);
            let done = in_turn(count, &work, &mut |index| {
                taken.push(index);
                (index != end).then_some(())
            });
            (done.is_some(), taken)
        };
        assert_eq!(run(0, 1, 1), (true, Vec::new()));
        assert_eq!(run(1_000, 1_000, 1_000), (true, (0..1_000).collect()));
        assert_eq!(run(1_000, 1_000, 30), (false, (0..=30).collect()));
        let (is_done, taken) = run(1_000, 400, 1_000);
        assert!(!is_done && taken.len() <= 400 && taken.iter().copied().eq(0..taken.len()));
    }
}
