//! Whose words the changes are: a copy may mix two versions of one statement.

use super::align::{self, Same};
use super::token::{Keys, Tokens};
use super::{Compared, Match, Mixed};

/// The other versions whose words stand where the copy differs from `best`.
pub(super) fn mixed(
    copied: &Tokens<'_>,
    keys: &Keys,
    pegs: &[(u32, u32)],
    best: &Compared<'_>,
    all: &[Compared<'_>],
) -> Vec<Mixed> {
    let (Match::Altered, Some(place)) = (best.comparison.matched, best.text.places().first())
    else {
        return Vec::new();
    };
    let mut mixed: Vec<Mixed> = Vec::new();
    for other in all {
        let version = other.text.places().iter().find(|one| {
            one.version.statement == place.version.statement && one.language == place.language
        });
        let Some(version) = version.filter(|one| one.version != place.version) else { continue };
        let stands = stands(copied, keys, pegs, other);
        let has = |at: &&std::ops::Range<usize>| is_of(copied, &stands, at);
        let changes = best.comparison.changes.iter().map(|change| &change.at).filter(has).count();
        if changes > 0 {
            mixed.push(Mixed { version: version.version.clone(), changes });
        }
    }
    mixed.sort_by_key(|one| std::cmp::Reverse((one.changes, one.version.version)));
    mixed
}

/// For each token of the copy, which token of the other text it is.
fn stands(
    copied: &Tokens<'_>,
    keys: &Keys,
    pegs: &[(u32, u32)],
    other: &Compared<'_>,
) -> Vec<Option<usize>> {
    let mut stands = vec![None; copied.all.len()];
    for place in align::places(copied, (&other.side.tokens, &other.side.once), keys, pegs) {
        for step in place.steps.iter().filter(|step| step.same == Same::Plain) {
            for (own, their) in step.copy.clone().zip(step.text.clone()) {
                if let Some(stand) = stands.get_mut(own) {
                    *stand = Some(their);
                }
            }
        }
    }
    stands
}

/// Whether the tokens at these bytes, and the one on each side, stand in a row in the other text.
fn is_of(copied: &Tokens<'_>, stands: &[Option<usize>], at: &std::ops::Range<usize>) -> bool {
    let first = copied.all.partition_point(|token| (token.end as usize) <= at.start);
    let past = copied.all.partition_point(|token| (token.start as usize) < at.end.max(at.start));
    let row = first.saturating_sub(1)..(past.max(first) + 1).min(stands.len());
    let row: Option<Vec<usize>> = stands.get(row).unwrap_or_default().iter().copied().collect();
    row.is_some_and(|row| row.len() > 1 && row.is_sorted_by(|one, next| *next == one + 1))
}
