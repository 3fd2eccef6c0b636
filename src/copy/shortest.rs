//! The shortest way from one row of numbers to another: what stays, and so what goes and what comes.
//!
//! Myers' algorithm in linear space: a way is looked for from both ends at once, and where the two meet the rows are
//! cut in two and looked at again. Numbers that only one row has can never stay and are left out first.
//! Where several ways are as short, what goes or comes alone joins the gap before it, if it can be moved there over
//! equal numbers, and stands as far back as it can otherwise.
//!
//! It takes at most about the square of all numbers in both rows; callers bound that (`COST_MAX` of
//! [`crate::wording`] and of [`crate::check::align`]).

use std::collections::HashSet;
use std::ops::Range;

mod settle;

/// Numbers that stay: two ranges of equal length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stay {
    /// Where they are in the old row.
    pub(crate) old: Range<usize>,
    /// Where they are in the new row.
    pub(crate) new: Range<usize>,
}

/// Two places, one in each row, or two lengths.
#[derive(Debug, Clone, Copy)]
struct Place {
    old: usize,
    new: usize,
}

/// The numbers that stay on a shortest way from `old` to `new`, in order; there is something between each two.
pub(crate) fn stays(old: &[u32], new: &[u32]) -> Vec<Stay> {
    let (old_kept, new_kept) = (shared(old, new), shared(new, old));
    let numbers = |row: &[u32], kept: &[usize]| kept.iter().map(|at| row[*at]).collect();
    let mut search = Search::new(numbers(old, &old_kept), numbers(new, &new_kept));
    search.between(0..old_kept.len(), 0..new_kept.len());
    let mut stays: Vec<Stay> = Vec::new();
    for place in search.same {
        let (old, new) = (old_kept[place.old], new_kept[place.new]);
        match stays.last_mut() {
            Some(last) if last.old.end == old && last.new.end == new => {
                (last.old.end, last.new.end) = (old + 1, new + 1);
            }
            _ => stays.push(Stay { old: old..old + 1, new: new..new + 1 }),
        }
    }
    settle::settle(stays, old, new)
}

/// Where a row has numbers that the other has too.
fn shared(row: &[u32], other: &[u32]) -> Vec<usize> {
    let other: HashSet<u32> = other.iter().copied().collect();
    (0..row.len()).filter(|at| other.contains(&row[*at])).collect()
}

/// A search under way.
struct Search {
    old: Vec<u32>,
    new: Vec<u32>,
    /// How far one gets from the start.
    forward: Reach,
    /// How far one gets from the end.
    backward: Reach,
    /// The places of equal numbers on the way, in order.
    same: Vec<Place>,
}

impl Search {
    fn new(old: Vec<u32>, new: Vec<u32>) -> Self {
        let most = Place { old: old.len(), new: new.len() };
        let (forward, backward) = (Reach::new(most), Reach::new(most));
        Self { old, new, forward, backward, same: Vec::new() }
    }

    fn between(&mut self, old: Range<usize>, new: Range<usize>) {
        let (olds, news) = (&self.old[old.clone()], &self.new[new.clone()]);
        let head = olds.iter().zip(news).take_while(|(old, new)| old == new).count();
        let both = olds[head..].iter().rev().zip(news[head..].iter().rev());
        let tail = both.take_while(|(old, new)| old == new).count();
        let place =
            |old: usize, new: usize| move |at: usize| Place { old: old + at, new: new + at };
        self.same.extend((0..head).map(place(old.start, new.start)));
        let (old_rest, new_rest) =
            (old.start + head..old.end - tail, new.start + head..new.end - tail);
        if !old_rest.is_empty() && !new_rest.is_empty() {
            let cut = self.cut(old_rest.clone(), new_rest.clone());
            // Half of the edits lie on each side, so that this is as deep as the logarithm of their number.
            self.between(old_rest.start..cut.old, new_rest.start..cut.new);
            self.between(cut.old..old_rest.end, cut.new..new_rest.end);
        }
        self.same.extend((0..tail).map(place(old.end - tail, new.end - tail)));
    }

    /// A place in the middle of a shortest way. Both ranges have numbers, and differ in the first and the last.
    fn cut(&mut self, old: Range<usize>, new: Range<usize>) -> Place {
        let (olds, news) = (&self.old[old.clone()], &self.new[new.clone()]);
        let most = Place { old: olds.len(), new: news.len() };
        let last = Place { old: most.old.saturating_sub(1), new: most.new.saturating_sub(1) };
        self.forward.begin(most);
        self.backward.begin(most);
        let ahead = |at: Place| olds[at.old] == news[at.new];
        let behind = |at: Place| olds[last.old - at.old] == news[last.new - at.new];
        let aslant = most.old as isize - most.new as isize;
        let is_odd = aslant % 2 != 0;
        let meet = |edits: usize| {
            let theirs = &self.backward;
            let met = self.forward.go(edits, most, ahead, |diagonal, far| {
                is_odd && theirs.is_past(aslant - diagonal, edits.checked_sub(1), most.old - far)
            });
            let place = |at: Place| Place { old: old.start + at.old, new: new.start + at.new };
            if let Some(met) = met {
                return Some(place(met.from));
            }
            let theirs = &self.forward;
            let met = self.backward.go(edits, most, behind, |diagonal, far| {
                !is_odd && theirs.is_past(aslant - diagonal, Some(edits), most.old - far)
            })?;
            Some(place(Place { old: most.old - met.to.old, new: most.new - met.to.new }))
        };
        let met = (0..=most.old + most.new).find_map(meet);
        #[expect(
            clippy::expect_used,
            reason = "all numbers gone and all come is a way, and is found at the latest"
        )]
        met.expect("there is a way from one row to the other")
    }
}

/// A run of equal numbers at the end of a way.
struct Run {
    from: Place,
    to: Place,
}

/// For each diagonal (numbers gone less numbers come) how many of the old numbers the furthest way has behind it.
struct Reach {
    far: Vec<Option<usize>>,
    /// Where the diagonal 0 is.
    middle: usize,
}

impl Reach {
    /// Room for ways through rows of these lengths.
    fn new(most: Place) -> Self {
        Self { far: vec![None; most.old + most.new + 3], middle: most.new + 1 }
    }

    /// Forgets all ways. The first begins before both rows.
    fn begin(&mut self, most: Place) {
        self.far[self.middle - most.new - 1..=self.middle + most.old + 1].fill(None);
        self.far[self.middle + 1] = Some(0);
    }

    /// Goes on by one edit and over the equal numbers that follow, on every diagonal; ends where `is_met` says so.
    fn go(
        &mut self,
        edits: usize,
        most: Place,
        is_same: impl Fn(Place) -> bool,
        is_met: impl Fn(isize, usize) -> bool,
    ) -> Option<Run> {
        // Beyond its length a row has no numbers; what is left are every other diagonal.
        let within = |length: usize| edits - edits.saturating_sub(length).next_multiple_of(2);
        let (below, above) = (within(most.new), within(most.old));
        for at in (self.middle - below..=self.middle + above).rev().step_by(2) {
            let come = self.far[at + 1].filter(|old| old + self.middle <= most.new + at);
            let gone = self.far[at - 1].map(|old| old + 1).filter(|old| *old <= most.old);
            let Some(old) = come.max(gone) else {
                self.far[at] = None;
                continue;
            };
            let from = Place { old, new: old + self.middle - at };
            let mut to = from;
            while to.old < most.old && to.new < most.new && is_same(to) {
                to = Place { old: to.old + 1, new: to.new + 1 };
            }
            self.far[at] = Some(to.old);
            if is_met(at as isize - self.middle as isize, to.old) {
                return Some(Run { from, to });
            }
        }
        None
    }

    /// Whether a way of so many edits on this diagonal has at least so many old numbers behind it.
    fn is_past(&self, diagonal: isize, edits: Option<usize>, old: usize) -> bool {
        let is_within = edits.is_some_and(|edits| diagonal.unsigned_abs() <= edits);
        let at = self.middle.checked_add_signed(diagonal).filter(|_| is_within);
        at.and_then(|at| self.far.get(at)).copied().flatten().is_some_and(|far| far >= old)
    }
}

#[cfg(test)]
mod tests;
