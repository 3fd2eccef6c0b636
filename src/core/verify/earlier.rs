//! How a version stands beside those before it: of those who endorsed the version before, how many endorse this one.
//!
//! Nobody who endorsed other words has endorsed these: the numbers only say who came along so far.

use std::collections::BTreeSet;

use serde::Serialize;

use super::report::VersionLine;
use crate::ledger::State;
use crate::ledger::version::Version;
use crate::name::Domain;

/// Who endorsed the version before, and who endorses any version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Earlier {
    /// The number of the version before.
    pub version: u64,
    /// How many organisations endorse it.
    pub endorsed: u64,
    /// How many of them, or of those that go on from them, endorse this version too.
    pub still: u64,
    /// How many organisations endorse this version or any before it, each counted once.
    pub any_version: u64,
}

impl Earlier {
    /// Whether somebody who endorsed the version before does not endorse this one.
    #[must_use]
    pub const fn is_fewer(&self) -> bool {
        self.still < self.endorsed
    }

    /// How a draft stands beside the published versions before it; nothing where nobody endorses the one before.
    #[must_use]
    pub fn of_draft(state: &State, draft: &Version) -> Option<Self> {
        let history = state.statements().get(&draft.statement.id)?;
        if draft.statement.historical {
            return None;
        }
        let is_before = |one: &&Version| {
            one.publication.is_some() && one.statement.version < draft.statement.version
        };
        let before: Vec<(u64, BTreeSet<Domain>)> = (history.versions.iter().filter(is_before))
            .map(|one| (one.statement.version, endorsing(state, one)))
            .collect();
        between(&before, &endorsing(state, draft), &|domain| state.successors(domain))
    }
}

fn endorsing(state: &State, version: &Version) -> BTreeSet<Domain> {
    let standing = state.endorsements(version).filter(|(_, stands)| stands.counts());
    standing.map(|(domain, _)| domain.clone()).collect()
}

/// Says of each published version how it stands beside those before it.
pub(super) fn compare(versions: &mut [VersionLine], state: &State) {
    let mut before: Vec<(u64, BTreeSet<Domain>)> = Vec::new();
    for line in versions.iter_mut().filter(|line| line.published_at.is_some()) {
        let counted = line.organisations.iter().filter(|one| one.counts());
        let now: BTreeSet<Domain> = counted.filter_map(|one| one.organisation.clone()).collect();
        line.earlier = between(&before, &now, &|domain| state.successors(domain));
        before.push((line.version, now));
    }
}

fn between(
    before: &[(u64, BTreeSet<Domain>)],
    now: &BTreeSet<Domain>,
    successors: &dyn Fn(&Domain) -> Vec<Domain>,
) -> Option<Earlier> {
    let (version, last) = before.last().filter(|(_, last)| !last.is_empty())?;
    let goes_on = |domain: &Domain, among: &BTreeSet<Domain>| {
        successors(domain).iter().any(|one| one != domain && among.contains(one))
    };
    let still = last.iter().filter(|one| now.contains(*one) || goes_on(one, now)).count();
    let all: BTreeSet<Domain> =
        before.iter().flat_map(|(_, some)| some).chain(now).cloned().collect();
    let any_version = all.iter().filter(|one| !goes_on(one, &all)).count();
    let [endorsed, still, any_version] = [last.len(), still, any_version].map(|one| one as u64);
    Some(Earlier { version: *version, endorsed, still, any_version })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<Domain> {
        names.iter().map(|name| format!("{name}.example").parse().unwrap()).collect()
    }

    #[test]
    fn everybody_is_counted_once_and_goes_on_in_a_successor() {
        let next = |domain: &Domain| match domain.as_str() {
            "old.example" => vec!["new.example".parse().unwrap()],
            _ => Vec::new(),
        };
        let before = [(1, set(&["uno", "dos", "tres"])), (2, set(&["uno", "old", "dos"]))];
        let got = between(&before, &set(&["new", "uno", "seis"]), &next).unwrap();
        let want = Earlier { version: 2, endorsed: 3, still: 2, any_version: 5 };
        assert_eq!((got, got.is_fewer()), (want, true));
        assert_eq!(between(&before[..0], &set(&["uno"]), &next), None);
        assert_eq!(between(&[(1, set(&[]))], &set(&["uno"]), &next), None);
    }
}
