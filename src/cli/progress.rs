//! How far a long run has come, on a terminal alone.

use super::session::Session;

/// Fewer steps than these are over before anybody wonders.
const STEPS_MIN: usize = 200;
/// A line is written anew after so many hundredths.
const PARTS: usize = 100;

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
