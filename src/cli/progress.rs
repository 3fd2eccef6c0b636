//! How far a long run has come, on a terminal alone.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::session::Session;
use crate::verify::divided::{Answered, Begun};
use crate::verify::report::StatementLine;
use crate::verify::{Examined, Question};

/// Fewer steps than these are over before anybody wonders.
const STEPS_MIN: usize = 200;
/// A line is written anew after so many hundredths.
const PARTS: usize = 100;

/// Nobody wonders before that.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often a bar is drawn anew.
const EVERY: Duration = Duration::from_millis(200);
/// How many signs a bar has.
const BAR: usize = 30;

/// A count that goes up in one line, and leaves nothing behind.
pub(crate) struct Progress {
    total: usize,
    done: usize,
    what: &'static str,
    is_shown: bool,
}

impl Progress {
    pub(crate) fn new(session: &Session, total: usize, what: &'static str) -> Self {
        let is_shown = total >= STEPS_MIN && session.shows_progress();
        Self { total, done: 0, what, is_shown }
    }

    pub(crate) fn step(&mut self, session: &mut Session) {
        self.done += 1;
        let part = (self.total / PARTS).max(1);
        if self.is_shown && self.done.is_multiple_of(part) {
            session.progress(&format!("{} of {} {}", self.done, self.total, self.what));
        }
    }

    pub(crate) fn end(&self, session: &mut Session) {
        if self.is_shown {
            session.progress("");
        }
    }
}

/// Does `work`; if that takes more than two seconds, and on a terminal, a bar shows how much of `total` is `done`.
pub(crate) fn watched<T: Send>(
    session: &mut Session,
    total: usize,
    done: &(dyn Fn() -> usize + Sync),
    work: impl FnOnce() -> T + Send,
) -> T {
    if !session.shows_progress() {
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
            session.progress(&bar(done(), total));
            patience = EVERY;
        }
        if patience == EVERY {
            session.progress("");
        }
        worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Looks at a registry in parts, and shows how many of them are done.
pub(crate) fn answer<T: Send>(
    session: &mut Session,
    begun: Begun<'_>,
    question: &Question,
    tell: &(dyn Fn(Vec<StatementLine>) -> T + Sync),
    take: &mut (dyn FnMut(T) -> bool + Send),
) -> Option<(Examined, Answered)> {
    let (total, done) = (begun.count(), AtomicUsize::new(0));
    let counted = |statements| {
        done.fetch_add(1, Ordering::Relaxed);
        tell(statements)
    };
    let answer = || begun.answer(question, &counted, take);
    watched(session, total, &|| done.load(Ordering::Relaxed), answer)
}

/// `[####------] 40 %`, which is the same in every language.
fn bar(done: usize, total: usize) -> String {
    let part = |whole: usize| done.min(total) * whole / total.max(1);
    let (full, percent) = (part(BAR), part(100));
    format!("[{}{}] {percent:3} %", "#".repeat(full), "-".repeat(BAR - full))
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_fills_from_nothing_to_all_and_no_further() {
        assert_eq!(bar(0, 0), "[------------------------------]   0 %");
        assert_eq!(bar(500, 1_000), "[###############---------------]  50 %");
        assert_eq!(bar(3, 2), "[##############################] 100 %");
    }
}
