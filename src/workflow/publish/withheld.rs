//! Names that are withheld from the start: what these organisations signed on the draft is judged, and then logged
//! without its records, with a withholding for each.
//!
//! Their entries come right before the withholdings, behind the publication, so that neither their place among
//! the others nor a condition that asks for a count tells anything about them.

use std::collections::{BTreeMap, BTreeSet};

use super::LeftOut;
use super::ready::Signing;
use crate::beside::Beside;
use crate::draft::{self, Draft};
use crate::error::{LandError, PublishError};
use crate::land::Signed;
use crate::open::Opened;
use crate::waiting::Waiting;
use crate::{Error, World, officers};
use countersign_core::layout::{self, Place};
use countersign_core::ledger::order;
use countersign_core::name::Domain;
use countersign_core::record::endorsement::Act;
use countersign_core::record::entry::{Entry, RecordEntry};
use countersign_core::record::withholding::ENTRIES_MAX;
use countersign_core::record::{Body, Record, Withholding};
use countersign_core::time::Timestamp;

/// The acts of the organisations whose names are withheld, each in order.
pub(super) type Hidden = BTreeMap<Domain, Vec<Signed>>;

/// Takes these organisations' acts out of what lands; those that do not end in an endorsement are left out altogether.
pub(super) fn take(
    landing: &mut Vec<Signed>,
    wanted: &BTreeSet<Domain>,
    left_out: &mut Vec<LeftOut>,
) -> Hidden {
    let mut hidden = Hidden::new();
    for act in std::mem::take(landing) {
        match act.record.body() {
            Body::Endorsement(body) if wanted.contains(&body.organisation) => {
                hidden.entry(body.organisation.clone()).or_default().push(act);
            }
            _ => landing.push(act),
        }
    }
    hidden.retain(|domain, acts| {
        let endorses = acts.last().is_some_and(|act| match act.record.body() {
            Body::Endorsement(body) => body.act == Act::Endorse,
            _ => false,
        });
        if !endorses {
            left_out.push(LeftOut::Withheld(domain.clone()));
        }
        endorses
    });
    hidden
}

/// Refuses what the ledger would not admit in the open, or what a condition of a withheld organisation forbids:
/// nobody can judge it afterwards.
pub(super) fn check(
    opened: &Opened,
    landing: &[Signed],
    hidden: &Hidden,
    published_at: Timestamp,
) -> Result<(), Error> {
    for (domain, acts) in hidden {
        let mut all: Vec<&Signed> = landing.iter().chain(acts).collect();
        order::sort(&mut all, |item| &item.record);
        let mut state = (*opened.examined.pending.state).clone();
        for item in all {
            draft::apply(&mut state, &item.record, &item.verified_signatures())
                .map_err(|violation| LandError::refused(&item.record, violation))?;
        }
        let unmet = state.staged().and_then(|staged| state.unmet(staged, published_at));
        if let Some((organisation, unmet)) = unmet
            && organisation == *domain
        {
            return Err(PublishError::Condition { organisation, unmet }.into());
        }
    }
    Ok(())
}

/// What withholdings are made for, and with.
pub(super) struct Makes<'a> {
    pub(super) draft: &'a Draft,
    pub(super) signing: &'a Signing,
}

impl Makes<'_> {
    /// One withholding for each organisation, signed by the maintainers at hand; in an order that tells nothing of the
    /// names.
    pub(super) fn all(
        &self,
        world: &mut dyn World,
        opened: &Opened,
        hidden: &Hidden,
    ) -> Result<Vec<Signed>, Error> {
        let mut chains: Vec<&Vec<Signed>> = hidden.values().collect();
        chains.sort_by_key(|acts| acts.first().map(|act| act.record.hash()));
        let mut signed: Vec<Signed> = Vec::new();
        for (number, acts) in (1..).zip(chains) {
            let body = self.body(world, opened, (number, signed.last()), acts)?;
            let item = match self.same_that_waits(opened, &body)? {
                Some(waiting) => waiting,
                None => {
                    let record = Record::new(&Body::Withholding(body));
                    let record = record.map_err(PublishError::Withholding)?;
                    Signed { record, signatures: Vec::new() }
                }
            };
            let keys = &self.signing.keys;
            signed.push(officers::sign_as_maintainers(world, opened, item, keys)?);
        }
        Ok(signed)
    }

    fn body(
        &self,
        world: &dyn World,
        opened: &Opened,
        (number, last): (u64, Option<&Signed>),
        acts: &[Signed],
    ) -> Result<Withholding, Error> {
        if acts.len() > ENTRIES_MAX {
            return Err(PublishError::ManyActs.into());
        }
        let mut entries = Vec::new();
        for act in acts {
            let entry = Entry::Record(RecordEntry::of(&act.record, &act.verified_signatures()));
            let bytes = entry.encode().map_err(PublishError::Entry)?;
            entries.push(String::from_utf8_lossy(&bytes).into_owned());
        }
        let draft = self.draft;
        Ok(Withholding {
            asked: true,
            entries,
            number,
            previous: last.map(|last| last.record.hash()),
            reason: self.signing.reason.clone(),
            record: draft.statement.hash(),
            registry: opened.registry()?,
            since: world.now(),
            statement: draft.id.statement.clone(),
            tag: Default::default(),
            version: draft.id.version,
            wish: None,
            words: Vec::new(),
        })
    }

    /// The same withholding, where another maintainer signed it already.
    fn same_that_waits(
        &self,
        opened: &Opened,
        want: &Withholding,
    ) -> Result<Option<Signed>, Error> {
        let place = Place::Withholding(self.draft.id.clone(), want.number);
        let waiting = Waiting::at(opened, &layout::path_of(&place).unwrap_or_default())?;
        let is_same = |waiting: &Waiting| match waiting.item.record.body() {
            Body::Withholding(body) => {
                (&body.entries, body.previous, body.record)
                    == (&want.entries, want.previous, want.record)
            }
            _ => false,
        };
        Ok(waiting.filter(is_same).map(|waiting| waiting.item))
    }
}

/// Lets withholdings wait for further maintainers beside the publication.
pub(super) fn keep(world: &dyn World, opened: &Opened, items: &[Signed]) -> Result<(), Error> {
    for item in items {
        let Some(branch) = branch_of(&item.record) else { continue };
        let old = opened.store.branch(&branch)?;
        let branch = Beside { branch, old, base: None };
        Waiting::keep(world, opened, branch, item, "withhold: approved by one more\n")?;
    }
    Ok(())
}

/// What waited is done, and the draft with the names goes: no object of it stays behind, but where git keeps it.
pub(super) fn clear(
    opened: &Opened,
    draft: &Draft,
    withholdings: &[Record],
) -> Result<Vec<String>, Error> {
    for branch in withholdings.iter().filter_map(branch_of) {
        if let Some(commit) = opened.store.branch(&branch)? {
            opened.store.lock()?.delete_branch(&branch, commit)?;
        }
    }
    Ok(opened.store.lock()?.forget(draft.commit)?)
}

fn branch_of(record: &Record) -> Option<String> {
    layout::waiting_branch(&layout::record_place_of(record, None)?)
}
