//! Who is asked, and who is not.

use std::collections::BTreeSet;

use super::{NotAsked, Round, Whom};
use crate::error::AskError;
use crate::{Error, World, asked};
use countersign_core::ledger::version::Version;
use countersign_core::name::Domain;
use countersign_core::record::endorsement::Act;
use countersign_core::request::note::Note;

impl Round {
    /// Finds out who is asked, and why others are not.
    pub(super) fn choose(
        &mut self,
        world: &dyn World,
        whom: Whom,
        notes: &[Note],
    ) -> Result<(), Error> {
        let (mut reminded, mut previous) = (false, false);
        let is_missing = match whom {
            Whom::These(domains) => {
                let all = self.state().organisations();
                if let Some(domain) = domains.iter().find(|domain| !all.contains_key(*domain)) {
                    return Err(AskError::NotEnrolled(domain.clone()).into());
                }
                self.whom = domains.into_iter().collect();
                return Ok(());
            }
            Whom::Unsigned => false,
            Whom::Unanswered => true,
            Whom::Previous => {
                previous = true;
                true
            }
            Whom::Reminded => {
                reminded = true;
                true
            }
        };
        let noes = asked::noes(world, &self.opened, &self.id)?;
        let (mut whom, mut not_asked) = (BTreeSet::new(), Vec::new());
        let version = self.version()?;
        let is_asked = |domain: &Domain| {
            let mut same = notes.iter().filter(|note| note.text() == self.record);
            same.any(|note| note.organisation() == domain)
        };
        let candidates = match previous {
            true => self.endorsed_before()?.into_iter().collect(),
            false => self.candidates(notes, is_missing)?,
        };
        for domain in candidates {
            if reminded && !is_asked(&domain) {
                continue;
            }
            let last = version.last_act(&domain).map(|last| last.body.act);
            match last {
                Some(Act::Endorse) => not_asked.push(NotAsked::Endorsed(domain)),
                Some(Act::Decline) if is_missing => not_asked.push(NotAsked::Declined(domain)),
                Some(Act::Withdraw) if is_missing => not_asked.push(NotAsked::Withdrew(domain)),
                None if is_missing && noes.contains_key(&domain) => {
                    not_asked.push(NotAsked::SaidNo(domain));
                }
                _ => drop(whom.insert(domain)),
            }
        }
        let printed = version.signatories().iter().filter(|_| !previous);
        let without_keys = printed.filter(|one| one.organisation.is_none());
        not_asked.extend(without_keys.map(|one| NotAsked::NoKeys(one.name.clone())));
        (self.whom, self.not_asked) = (whom, not_asked);
        Ok(())
    }

    /// Who endorses an earlier version, however late, or endorsed a draft of this one that was replaced; where one is
    /// retired, who goes on from it.
    fn endorsed_before(&self) -> Result<BTreeSet<Domain>, Error> {
        let (state, version) = (self.state(), self.version()?);
        let history = state.statements().get(&self.id.statement);
        let earlier = history.into_iter().flat_map(|history| &history.versions);
        let earlier = earlier.filter(|one| one.statement.version < version.statement.version);
        let endorses = |one: &Version, domain: &Domain| {
            one.last_act(domain).is_some_and(|last| last.body.act == Act::Endorse)
        };
        let endorsed = earlier
            .flat_map(|one| one.acts.keys().filter(move |domain| endorses(one, domain)).cloned());
        let before = self.draft.iter().flat_map(|draft| &draft.before);
        let before = before.filter(|(_, act)| **act == Act::Endorse).map(|(one, _)| one.clone());
        let is_active = |one: &Domain| {
            let enrolled = state.organisations().get(one);
            enrolled.is_some_and(|one| one.listed.retired.is_none())
        };
        let goes_on = |domain: Domain| match is_active(&domain) {
            true => Some(domain),
            false => state.successors(&domain).into_iter().find(is_active),
        };
        Ok(endorsed.chain(before).filter_map(goes_on).collect())
    }

    /// Who could be asked, each once, in the order in which the text names them; then by domain.
    fn candidates(&self, notes: &[Note], is_missing: bool) -> Result<Vec<Domain>, Error> {
        let (all, version) = (self.state().organisations(), self.version()?);
        let printed = version.signatories().iter();
        let mut candidates: Vec<Domain> =
            printed.filter_map(|one| one.organisation.clone()).collect();
        let mut others: BTreeSet<&Domain> = notes.iter().map(Note::organisation).collect();
        if version.signatories().is_empty() && (!is_missing || others.is_empty()) {
            others.extend(all.keys());
        }
        let is_active =
            |one: &&Domain| all.get(*one).is_some_and(|one| one.listed.retired.is_none());
        let is_new = |one: &&Domain| !candidates.contains(one);
        let new: Vec<Domain> =
            others.into_iter().filter(is_active).filter(is_new).cloned().collect();
        candidates.extend(new);
        Ok(candidates)
    }
}
