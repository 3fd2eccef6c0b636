//! How far a long run has come, as counts: somebody may watch, and nothing depends on it.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::World;
use super::world::Progress;
use countersign_core::verify::Examined;
use countersign_core::verify::pipeline::{Begun, LineSink};
use countersign_core::verify::report::Report;

/// Nobody wonders before that.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often is told how far it has come.
const EVERY: Duration = Duration::from_millis(200);

/// Fewer steps than these are over before anybody wonders.
const STEPS_MIN: usize = 200;
/// It is told anew after so many hundredths.
const PARTS: usize = 100;

/// Steps that are counted one by one.
pub(super) struct Steps {
    total: usize,
    done: usize,
    is_watched: bool,
}

impl Steps {
    /// So many steps.
    pub(super) fn new(world: &dyn World, total: usize) -> Self {
        Self { total, done: 0, is_watched: total >= STEPS_MIN && world.is_watched() }
    }

    /// One more is done.
    pub(super) fn step(&mut self, world: &mut dyn World) {
        self.done += 1;
        if self.is_watched && self.done.is_multiple_of((self.total / PARTS).max(1)) {
            world.watch(Progress::Part { done: self.done, total: self.total });
        }
    }

    /// All are.
    pub(super) fn end(&self, world: &mut dyn World) {
        if self.is_watched {
            world.watch(Progress::Over);
        }
    }
}

/// Does `work`; where that takes more than two seconds, and somebody watches, they are told how much of `total` is `done`.
pub(super) fn watched<T: Send>(
    world: &mut dyn World,
    total: usize,
    done: &(dyn Fn() -> usize + Sync),
    work: impl FnOnce() -> T + Send,
) -> T {
    if !world.is_watched() {
        return work();
    }
    let (sender, receiver) = channel::<()>();
    std::thread::scope(|scope| {
        let worker = scope.spawn(move || {
            let _ends_with_the_work = sender;
            work()
        });
        let mut patience = PATIENCE;
        while receiver.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
            world.watch(Progress::Part { done: done(), total });
            patience = EVERY;
        }
        if patience == EVERY {
            world.watch(Progress::Over);
        }
        worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Looks at a registry in parts, and tells how many of them are done.
pub(super) fn examine(world: &mut dyn World, begun: Begun<'_>) -> Examined {
    let (total, done) = (begun.count(), begun.done());
    watched(world, total, &|| done.load(Ordering::Relaxed), || begun.examine())
}

/// The same for an answer.
pub(super) fn answer<T: Send>(
    world: &mut dyn World,
    begun: Begun<'_>,
    telling: LineSink<'_, T>,
) -> Option<(Examined, Report)> {
    let (total, done) = (begun.count(), begun.done());
    watched(world, total, &|| done.load(Ordering::Relaxed), || begun.answer(telling))
}
