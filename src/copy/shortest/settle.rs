//! Where what goes or comes stands, as far as that is free to choose.

use std::ops::Range;

use super::Stay;

/// The same numbers gone and come, with as few and as late gaps as equal numbers allow.
///
/// Of "a b a c" without "b a" it is as true that "a b" went.
pub(super) fn settle(stays: Vec<Stay>, old: &[u32], new: &[u32]) -> Vec<Stay> {
    let mut done: Vec<Stay> = Vec::new();
    let end = Stay { old: old.len()..old.len(), new: new.len()..new.len() };
    for mut next in stays.into_iter().chain([end]) {
        while let Some(last) = done.pop_if(|last| {
            let gap = Gap::between(Some(last), &next, old, new);
            gap.is_some_and(|gap| gap.back(last.old.len()) == last.old.len())
        }) {
            next.old.start -= last.old.len();
            next.new.start -= last.old.len();
        }
        if let Some(gap) = Gap::between(done.last(), &next, old, new) {
            let count = gap.ahead(next.old.len());
            let at = done.last().map_or(Stay { old: 0..0, new: 0..0 }, |last| Stay {
                old: last.old.end..last.old.end,
                new: last.new.end..last.new.end,
            });
            let moved = Stay {
                old: at.old.start..at.old.start + count,
                new: at.new.start..at.new.start + count,
            };
            push(&mut done, moved);
            next.old.start += count;
            next.new.start += count;
        }
        push(&mut done, next);
    }
    done
}

/// Adds numbers that stay; what follows at once becomes one with those before.
fn push(stays: &mut Vec<Stay>, stay: Stay) {
    match stays.last_mut() {
        _ if stay.old.is_empty() => {}
        Some(last) if last.old.end == stay.old.start && last.new.end == stay.new.start => {
            (last.old.end, last.new.end) = (stay.old.end, stay.new.end);
        }
        _ => stays.push(stay),
    }
}

/// Numbers that only went or only came.
struct Gap<'a> {
    row: &'a [u32],
    range: Range<usize>,
}

impl<'a> Gap<'a> {
    /// What is between two runs that stay, if it is on one side.
    fn between(last: Option<&Stay>, next: &Stay, old: &'a [u32], new: &'a [u32]) -> Option<Self> {
        let gone = last.map_or(0, |last| last.old.end)..next.old.start;
        let come = last.map_or(0, |last| last.new.end)..next.new.start;
        match (gone.is_empty(), come.is_empty()) {
            (false, true) => Some(Self { row: old, range: gone }),
            (true, false) => Some(Self { row: new, range: come }),
            _ => None,
        }
    }

    /// How many places it can move towards the start, of so many.
    fn back(&self, most: usize) -> usize {
        let Range { start, end } = self.range;
        (1..=most).take_while(|by| self.row[start - by] == self.row[end - by]).count()
    }

    /// How many places it can move towards the end, of so many.
    fn ahead(&self, most: usize) -> usize {
        let Range { start, end } = self.range;
        (0..most).take_while(|by| self.row[start + by] == self.row[end + by]).count()
    }
}
