//! How far a long run has come, on a terminal alone.

use super::session::Session;

/// Fewer steps than these are over before anybody wonders.
const STEPS_MIN: usize = 200;
/// A line is written anew after so many hundredths.
const PARTS: usize = 100;

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

/// `[####------] 40 %`, which is the same in every language.
pub(super) fn bar(done: usize, total: usize) -> String {
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
