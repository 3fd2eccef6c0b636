//! Conditions: endorsements that ask for others beside them, or for a time.
//!
//! They are judged once: with the publication, and late ones within their own append, as soon as they hold there.
//! Each time the largest set counts whose conditions all hold together, whatever the order of the acts.
//! Acts that are not shown count as if they were endorsements, so that to withhold one never changes what was admitted.
//! What holds only with them is [`Condition::Claimed`]: admitted, and not counted by anybody who cannot see them.

use std::collections::{BTreeMap, BTreeSet};

use super::standing::Stands;
use super::version::{Condition, Unmet, Version, out_of_time};
use super::{State, Violation};
use crate::digest::Hash;
use crate::name::{Domain, VersionId};
use crate::time::Timestamp;

/// A late endorsement whose conditions did not hold by the end of its append.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsettled {
    /// The hash of its record.
    pub record: Hash,
    /// Its log entry.
    pub at: u64,
    /// The condition.
    pub violation: Violation,
}

impl State {
    /// The first endorsement in force whose conditions do not hold if the version is published at `published_at`.
    ///
    /// The count that `at_least` asks for is taken over the largest set whose conditions all hold together.
    #[must_use]
    pub fn unmet(&self, version: &Version, published_at: Timestamp) -> Option<(Domain, Unmet)> {
        let mut holding: BTreeMap<&Domain, Stands<'_>> = BTreeMap::new();
        let mut failed: Option<(Domain, Unmet)> = None;
        for (domain, stands) in self.endorsements(version) {
            let conditions = stands.act.body.conditions;
            match conditions.and_then(|conditions| out_of_time(&conditions, published_at)) {
                Some(unmet) => failed = failed.or_else(|| Some((domain.clone(), unmet))),
                None => drop(holding.insert(domain, stands)),
            }
        }
        loop {
            let got = count(&holding, self.not_shown_since(version));
            let too_few = |stands: &Stands<'_>| stands.at_least().filter(|want| *want > got);
            let Some((domain, want)) =
                holding.iter().find_map(|(domain, stands)| Some((*domain, too_few(stands)?)))
            else {
                return failed;
            };
            failed = failed.or_else(|| Some((domain.clone(), Unmet::AtLeast { want, got })));
            holding.retain(|_, stands| too_few(stands).is_none());
        }
    }

    /// Ends an append at the position of its heads entry: late endorsements whose conditions did not hold in it are taken
    /// out again, and named.
    pub fn end_append(&mut self, at: u64) -> Vec<Unsettled> {
        self.open.come_to(at);
        self.judge_late();
        let mut unsettled = Vec::new();
        for id in std::mem::take(&mut self.late) {
            let Some(version) = self.version(&id) else { continue };
            let got = count(&self.endorsements(version).collect(), self.not_shown_since(version));
            let waiting: Vec<(Domain, Unsettled)> = self
                .endorsements(version)
                .filter(|(_, stands)| stands.act.condition == Condition::Waiting)
                .filter_map(|(domain, stands)| {
                    let organisation = domain.clone();
                    let unmet = Unmet::AtLeast { want: stands.at_least()?, got };
                    let violation = Violation::Condition { organisation, unmet };
                    let (record, at) = (stands.act.record, stands.act.at);
                    Some((domain.clone(), Unsettled { record, at, violation }))
                })
                .collect();
            for (domain, one) in waiting {
                let acts = self.version_mut(&id).and_then(|version| version.acts.get_mut(&domain));
                if let Some(acts) = acts {
                    acts.retain(|act| act.at != one.at);
                }
                unsettled.push(one);
            }
            if let Some(version) = self.version_mut(&id) {
                version.acts.retain(|_, acts| !acts.is_empty());
            }
        }
        self.open.end_append(at);
        unsettled
    }

    /// Judges late endorsements whose conditions did not hold yet.
    pub(super) fn judge_late(&mut self) {
        for id in self.late.clone() {
            self.judge_conditions(&id);
        }
    }

    /// Notes which conditions on a published version hold, with what is shown alone or with what is not.
    pub(super) fn judge_conditions(&mut self, id: &VersionId) {
        let Some(version) = self.version(id) else { return };
        let is_open = |stands: &Stands<'_>| stands.act.condition != Condition::Met;
        if !self.endorsements(version).any(|(_, stands)| is_open(&stands)) {
            return;
        }
        let unseen = self.not_shown_since(version);
        let admitted = self.holding(version, &[Condition::Claimed, Condition::Met], unseen);
        let shown = self.holding(version, &[Condition::Met], 0);
        let judged: Vec<(Domain, u64, Condition)> = self
            .endorsements(version)
            .filter(|(_, stands)| is_open(stands))
            .filter_map(|(domain, stands)| {
                let condition = match shown.contains(domain) {
                    true => Condition::Met,
                    false => admitted.contains(domain).then_some(Condition::Claimed)?,
                };
                Some((domain.clone(), stands.act.at, condition))
            })
            .collect();
        let Some(version) = self.version_mut(id) else { return };
        for (domain, at, condition) in judged {
            let acts = version.acts.get_mut(&domain).into_iter().flatten();
            acts.filter(|act| act.at == at).for_each(|act| act.condition = condition);
        }
    }

    /// The largest set of endorsements whose conditions hold together with those that are settled and `unseen` others.
    fn holding(&self, version: &Version, settled: &[Condition], unseen: usize) -> BTreeSet<Domain> {
        let mut holding: BTreeMap<&Domain, Stands<'_>> = self.endorsements(version).collect();
        loop {
            let (got, before) = (count(&holding, unseen), holding.len());
            holding.retain(|_, stands| {
                settled.contains(&stands.act.condition)
                    || stands.at_least().is_none_or(|want| want <= got)
            });
            if holding.len() == before {
                return holding.into_keys().cloned().collect();
            }
        }
    }

    /// Acts that may have been endorsements of this version when they were logged, and are not shown any more.
    ///
    /// Without them, withholding one organisation would undo what others endorsed together with it.
    fn not_shown_since(&self, version: &Version) -> usize {
        self.open.after(version.at)
    }
}

/// How many organisations are counted, with others that nobody sees.
fn count(holding: &BTreeMap<&Domain, Stands<'_>>, unseen: usize) -> u64 {
    (holding.values().filter(|stands| stands.endorses()).count() + unseen) as u64
}
