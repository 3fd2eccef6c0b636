//! Long lists, cut: what somebody must know of stays in them, and the rest is counted.

use std::collections::BTreeMap;

use countersign_core::verify::report::{OrganisationLine, Standing};
use countersign_speech::locale::{Locale, message};
use countersign_speech::phrase;

/// Most lines of a list that are printed where nobody asks for all.
pub(crate) const LINES_MAX: usize = 40;

/// How much of a list is printed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Length<'a> {
    /// All of it.
    All,
    /// [`LINES_MAX`] lines, and what shows the others.
    Brief(&'a str),
}

impl Length<'_> {
    /// Most lines.
    pub(crate) const fn max(self) -> usize {
        match self {
            Self::All => usize::MAX,
            Self::Brief(_) => LINES_MAX,
        }
    }

    /// The organisations that are shown, in their order: first those of whom there is more to say than that they
    /// endorse or are named.
    pub(crate) fn shown(self, lines: &[OrganisationLine]) -> Vec<&OrganisationLine> {
        let max = self.max();
        let special = lines.iter().filter(|line| !is_plain(line)).count().min(max);
        let (mut special_left, mut plain_left) = (special, max - special);
        let has_room = |line: &&OrganisationLine| {
            let left = if is_plain(line) { &mut plain_left } else { &mut special_left };
            let has_room = *left > 0;
            *left -= usize::from(has_room);
            has_room
        };
        lines.iter().filter(has_room).collect()
    }

    /// What is said of those that are not shown.
    pub(crate) fn rest(
        self,
        lines: &[OrganisationLine],
        shown: &[&OrganisationLine],
        locale: Locale,
    ) -> Option<String> {
        let Self::Brief(how) = self else { return None };
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        lines
            .iter()
            .for_each(|line| *counts.entry(phrase::standing(line, locale)).or_default() += 1);
        for line in shown {
            *counts.entry(phrase::standing(line, locale)).or_default() -= 1;
        }
        let left = counts.into_iter().filter(|(_, count)| *count > 0);
        let left: Vec<String> = left.map(|(word, count)| format!("{word} {count}")).collect();
        let count = lines.len().saturating_sub(shown.len());
        (count > 0).then(|| message::verify_more_lines(count, left.join(", "), how).say(locale))
    }
}

/// Whether there is nothing to say of it but that it endorses, or that its name is printed.
fn is_plain(line: &OrganisationLine) -> bool {
    let is_bare = line.doubt.is_none()
        && line.set_aside.is_none()
        && line.pending.is_none()
        && line.reservation.is_none()
        && line.conditions.is_none();
    is_bare && (line.counts() || line.standing == Standing::Named)
}
