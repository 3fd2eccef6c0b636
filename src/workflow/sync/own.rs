//! What only this clone has: records that the remote has neither in its files nor in its log, commit by commit.
//!
//! They go on top of what the remote has through the same ledger as everything that is written.
//! A record that the remote's log names never goes there again, whether or not it is still shown: what was withheld
//! stays out of sight.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Subject;
use super::tip::Tip;
use crate::error::SyncError;
use crate::land::Signed;
use crate::open::{self, Opened};
use crate::{Error, World, draft, hide};
use countersign_core::digest::Hash;
use countersign_core::ledger::order;
use countersign_core::record::entry::Entry;
use countersign_core::record::{Body, Kind, Record, Withholding};
use countersign_core::verify::{Examined, withheld};

/// The records, in groups by commit, oldest first.
pub(super) struct Own {
    groups: Vec<Group>,
}

/// What one commit brought.
#[derive(Default)]
struct Group {
    items: Vec<Signed>,
    paths: Vec<String>,
    words: BTreeMap<String, Vec<u8>>,
}

/// What the rules refuse on top of what the remote has.
pub(super) struct Refused {
    /// The first of the records that stand or fall together.
    pub(super) record: Record,
    /// Why.
    pub(super) why: Error,
}

impl Own {
    /// What `here` has and `there` has not.
    pub(super) fn of(here: &Opened, there: &Examined) -> Result<Self, Error> {
        let logged = logged(there);
        let is_own =
            |hash: &Hash| !logged.contains(hash) && !there.reading.by_hash.contains_key(hash);
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for index in &here.examined.pending.admitted {
            if let Some(read) = here.examined.reading.records.get(*index)
                && is_own(&read.record.hash())
            {
                left.insert(&read.path, *index);
            }
        }
        let mut groups = Vec::new();
        for (_, changes) in open::landed_commits(&here.store, here.commit) {
            let mut group = Group::default();
            for path in changes.keys() {
                if let Some(index) = left.remove(path.as_str()) {
                    group.add(here, index)?;
                }
            }
            groups.push(group);
        }
        // What no commit tells the order of comes first, as it does for whoever verifies.
        let mut first = Group::default();
        for index in left.into_values() {
            first.add(here, index)?;
        }
        groups.insert(0, first);
        groups.retain(|group| !group.items.is_empty());
        Ok(Self { groups })
    }

    /// The paths of the records.
    pub(super) fn paths(&self) -> impl Iterator<Item = &String> {
        self.groups.iter().flat_map(|group| &group.paths)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.groups.iter().map(|group| group.items.len()).sum()
    }

    /// Puts everything on top of what is there, and names what the rules refuse there.
    pub(super) fn onto(
        self,
        world: &dyn World,
        there: Opened,
        subject: Subject,
    ) -> Result<(Tip, Vec<Refused>), Error> {
        let items = self.groups.iter().flat_map(|group| &group.items);
        let withholdings: Vec<Withholding> = items.filter_map(withholding).cloned().collect();
        // The ledger is asked about the registry as it will be: without what is withheld.
        let reading = &there.examined.reading;
        let named: BTreeSet<String> = withheld::named_by(withholdings.iter(), reading);
        let opened =
            if named.is_empty() { there } else { hide::hide(world, &there, &withholdings)?.opened };
        let mut tip = Tip::of(Rc::new(opened));
        let mut refused = Vec::new();
        for mut group in self.groups {
            order::sort(&mut group.items, |item| &item.record);
            let hides =
                |items: &[Signed]| match items.iter().any(|item| withholding(item).is_some()) {
                    true => named.clone(),
                    false => BTreeSet::new(),
                };
            if tip.add(&group.items, &group.words, hides(&group.items), subject).is_ok() {
                continue;
            }
            for unit in units(&group.items) {
                let added = tip.add(unit, &group.words, hides(unit), subject);
                let (Err(why), Some(first)) = (added, unit.first()) else { continue };
                let record = first.record.clone();
                if !hides(unit).is_empty() {
                    // Everything else was put on top of a registry without those files.
                    let (record, why) = (Box::new(record), Box::new(why));
                    return Err(SyncError::NotSent { record, why }.into());
                }
                refused.push(Refused { record, why });
            }
        }
        Ok((tip, refused))
    }
}

fn withholding(item: &Signed) -> Option<&Withholding> {
    match item.record.body() {
        Body::Withholding(body) => Some(body),
        _ => None,
    }
}

impl Group {
    fn add(&mut self, here: &Opened, index: usize) -> Result<(), Error> {
        let Some(read) = here.examined.reading.records.get(index) else { return Ok(()) };
        self.words.extend(draft::words_shown(
            &read.record,
            &here.snapshot,
            &here.examined.pending.state,
        )?);
        self.items.push(Signed::read(&here.snapshot, read)?);
        self.paths.push(read.path.clone());
        Ok(())
    }
}

/// What stands or falls together: a text with its acts and its publication, and every other record for itself.
fn units(items: &[Signed]) -> Vec<&[Signed]> {
    let mut units = Vec::new();
    let mut rest = items;
    while let Some(first) = rest.first() {
        let version = first.record.version().filter(|_| first.record.kind() == Kind::Statement);
        let count = match version {
            None => 1,
            Some(version) => rest
                .iter()
                .take_while(|item| item.record.version().as_ref() == Some(&version))
                .count(),
        };
        let (unit, after) = rest.split_at(count);
        units.push(unit);
        rest = after;
    }
    units
}

/// Every record that a log names, shown or not.
fn logged(examined: &Examined) -> BTreeSet<Hash> {
    let entries = examined.log.iter().flat_map(|log| &log.entries);
    entries
        .filter_map(|bytes| match Entry::decode(bytes) {
            Ok(Entry::Record(entry)) => Some(entry.record),
            _ => None,
        })
        .collect()
}
