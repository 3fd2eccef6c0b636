//! What all parts say together: which entries are accounted for, and what each part must know of the others.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::super::receipt::Replaced;
use super::super::trace::Traced;
use super::account::Change;
use super::facts::{Facts, Stray};
use crate::digest::Hash;
use crate::name::VersionId;
use crate::record::entry::{Entry, EntryError, RecordEntry};

/// Whose an entry is that no part has, and one that is no record's.
const NOBODY: u32 = u32::MAX;
const HEADS: u32 = u32::MAX - 1;

/// Entries of the log with their positions, decoded.
pub(super) type Decoded = Vec<(u64, Result<Entry, EntryError>)>;

/// What one part says of the log.
#[derive(Debug, Default)]
pub(super) struct Account {
    /// The positions of its entries.
    pub(super) positions: Vec<u64>,
    /// What they make of the chains.
    pub(super) changes: Vec<Change>,
    /// How the hashes begin of its records that are logged.
    pub(super) shown: Vec<u64>,
    /// Its records that are not logged as they lie here.
    pub(super) others: Vec<Other>,
    /// The hashes of acts that are logged and not shown.
    pub(super) hidden: Vec<Hash>,
    /// Where the records lay that no part has, as far as it tells.
    pub(super) traced: BTreeMap<u64, Traced>,
    /// Its entries about keys that were admitted.
    pub(super) keys: Vec<(u64, RecordEntry)>,
    /// What the whole has at least one of, or the first of.
    pub(super) sums: Sums,
}

/// What is known of the whole once it is known of each part.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// Statements that something is about which does not lie in their folders, or lies in them and is about others.
    pub(super) strangers: BTreeSet<usize>,
    /// Hashes of records that this version of the program does not know.
    pub(super) newer: BTreeSet<Hash>,
    /// Whether anything could not be read.
    pub(super) is_unread: bool,
    /// Whether anything could not be judged.
    pub(super) is_unjudged: bool,
    /// Whether a condition was not met that acts which are not shown might meet.
    pub(super) is_conditional: bool,
    /// The entry at which judging ends.
    pub(super) stop: Option<u64>,
    /// The entry from which on the chains cannot be known.
    pub(super) cut: Option<u64>,
    /// Acts that are not shown, each with the entry that answers for it.
    pub(super) withheld: Vec<(u64, u64)>,
    /// Acts on versions that the maintainers took back, each with its version.
    pub(super) retracted: Vec<(u64, VersionId)>,
    /// Acts that are not shown, after which others on the same version are.
    pub(super) replaced: Vec<Replaced>,
    /// Positions of others' entries between a text that was put forward and its publication.
    pub(super) gaps: Vec<(u64, u64)>,
}

/// A record that is not logged as it lies here.
#[derive(Debug)]
pub(super) struct Other {
    pub(super) record: Hash,
    /// In whose folder it lies.
    pub(super) statement: Option<usize>,
    /// Whether it lies there twice.
    pub(super) is_copy: bool,
}

/// What all parts say; the first of them is the one that is held.
#[derive(Debug, Default)]
pub(super) struct Joint {
    owners: Vec<u32>,
    left: usize,
    /// The statements of each part, and where its records end among those that are shown.
    parts: Vec<(Range<usize>, usize)>,
    changes: Vec<Change>,
    shown: Vec<u64>,
    others: Vec<(Other, u32)>,
    hidden: Vec<(u64, u32)>,
    /// Whose gaps they are.
    gaps: Vec<(u64, u64, u32)>,
    /// Parts that have an entry which another one has too.
    shared: BTreeSet<u32>,
    traced: BTreeMap<u64, Traced>,
    sums: Sums,
}

/// How a hash begins: where two begin alike, more is looked at than must be.
fn beginning(hash: &Hash) -> u64 {
    hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

impl Account {
    /// Notes a record or an act that the log has.
    pub(super) fn note(&mut self, at: u64, record: &Hash, is_here: bool) {
        self.positions.push(at);
        if is_here {
            self.shown.push(beginning(record));
        } else {
            self.hidden.push(*record);
        }
    }
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.strangers.extend(other.strangers);
        self.newer.extend(other.newer);
        self.withheld.extend(other.withheld);
        self.retracted.extend(other.retracted);
        self.replaced.extend(other.replaced);
        self.is_unread |= other.is_unread;
        self.is_unjudged |= other.is_unjudged;
        self.is_conditional |= other.is_conditional;
        self.stop = self.stop.into_iter().chain(other.stop).min();
        self.cut = self.cut.into_iter().chain(other.cut).min();
    }
}

impl Joint {
    /// For a log of so many entries, of which these are heads entries.
    pub(super) fn new(entries: usize, heads: &[u64]) -> Self {
        let mut joint = Self { owners: vec![NOBODY; entries], left: entries, ..Self::default() };
        heads.iter().for_each(|at| joint.own(*at, HEADS));
        joint
    }

    /// Adds a part.
    pub(super) fn add(&mut self, statements: Range<usize>, account: Account) {
        let number = u32::try_from(self.parts.len()).unwrap_or(NOBODY);
        account.positions.iter().for_each(|at| self.own(*at, number));
        self.changes.extend(account.changes);
        self.shown.extend(account.shown);
        self.others.extend(account.others.into_iter().map(|other| (other, number)));
        self.hidden.extend(account.hidden.iter().map(|hash| (beginning(hash), number)));
        let gaps = account.sums.gaps.iter();
        self.gaps.extend(gaps.map(|(from, to)| (*from, *to, number)));
        self.sums.add(account.sums);
        for (at, traced) in account.traced {
            self.traced.entry(at).or_insert(traced);
        }
        self.parts.push((statements, self.shown.len()));
    }

    fn own(&mut self, at: u64, number: u32) {
        let place = usize::try_from(at).ok().and_then(|at| self.owners.get_mut(at));
        let Some(owner) = place else { return };
        match *owner {
            NOBODY => {
                *owner = number;
                self.left -= 1;
            }
            other if other != number => self.shared.extend([other, number]),
            _ => {}
        }
    }

    /// The entry from which on the chains cannot be known.
    pub(super) fn cut(&self) -> u64 {
        self.sums.cut.unwrap_or(u64::MAX)
    }

    /// The entries of acts that are not shown.
    pub(super) fn hidden(&self) -> impl Iterator<Item = u64> {
        self.sums.withheld.iter().map(|(at, _)| *at)
    }

    /// The entries of acts on versions that the maintainers took back.
    pub(super) fn retracted(&self) -> impl Iterator<Item = (u64, VersionId)> {
        self.sums.retracted.iter().cloned()
    }

    /// The acts that are not shown, after which others on the same version are, by their entries.
    pub(super) fn replaced(&self) -> impl Iterator<Item = (u64, Replaced)> {
        self.sums.replaced.iter().map(|one| (one.at, one.clone()))
    }

    /// What became of the chains, and where the records lay that no part has.
    pub(super) fn end(self) -> (Vec<Change>, BTreeMap<u64, Traced>) {
        (self.changes, self.traced)
    }

    /// What each part must know after a look at all of them with these facts; `read` gives entries of the log.
    pub(super) fn facts(&self, before: &Facts, read: &dyn Fn(&BTreeSet<u64>) -> Decoded) -> Facts {
        let strays = self.strays(before, read);
        let sums = &self.sums;
        let mut hidden = sums.withheld.clone();
        hidden.sort_unstable();
        let is_hidden_asked = sums.is_conditional || !before.hidden.is_empty();
        let mut together = before.together.clone();
        together.extend(&sums.strangers);
        // Where not every entry could be judged, nobody asks what waits.
        if sums.stop.is_none() {
            let strays: BTreeSet<Hash> = strays.values().filter_map(Stray::record).collect();
            let is_stray = |other: &Other| strays.contains(&other.record) && !other.is_copy;
            let waits = self.others.iter().map(|(other, _)| other).filter(|one| !is_stray(one));
            together.extend(waits.filter_map(|other| other.statement));
        }
        for part in self.shared.iter().copied().chain(self.twice()).chain(self.between()) {
            let statements =
                self.parts.get(part as usize).map(|(statements, _)| statements.clone());
            together.extend(statements.into_iter().flatten());
        }
        Facts {
            together,
            strays,
            newer: sums.newer.clone(),
            is_unread: sums.is_unread,
            is_unjudged: sums.is_unjudged,
            stop: sums.stop,
            hidden: if is_hidden_asked { hidden } else { Vec::new() },
        }
    }

    /// The entries that are not those which the records here would have.
    fn strays(
        &self,
        before: &Facts,
        read: &dyn Fn(&BTreeSet<u64>) -> Decoded,
    ) -> BTreeMap<u64, Stray> {
        let mut strays = before.strays.clone();
        if self.left > 0 {
            let owners = (0_u64..).zip(&self.owners);
            let left: BTreeSet<u64> =
                owners.filter(|(_, owner)| **owner == NOBODY).map(|(at, _)| at).collect();
            if strays.is_empty() {
                let mut here: Vec<u64> = self.shown.clone();
                here.extend(self.others.iter().map(|(other, _)| beginning(&other.record)));
                here.sort_unstable();
                let is_here =
                    |entry: &RecordEntry| here.binary_search(&beginning(&entry.record)).is_ok();
                for (at, entry) in read(&left) {
                    let entry = match entry {
                        Ok(Entry::Record(entry)) => Ok(entry),
                        Ok(Entry::Heads(_)) => continue,
                        Err(error) => Err(error),
                    };
                    let is_missing = entry.as_ref().is_ok_and(|entry| !is_here(entry));
                    strays.insert(at, Stray { entry, is_missing });
                }
            } else {
                // Nobody has what began like it.
                for at in left {
                    strays.entry(at).and_modify(|stray| stray.is_missing = true);
                }
            }
        }
        strays
    }

    /// Parts that have a record which another part has too, or says that it is not shown.
    fn twice(&self) -> BTreeSet<u32> {
        let others = self.others.iter().map(|(other, part)| (beginning(&other.record), *part));
        let mut asked: HashMap<u64, BTreeSet<u32>> = HashMap::new();
        for (record, part) in others.chain(self.hidden.iter().copied()) {
            asked.entry(record).or_default().insert(part);
        }
        if !asked.is_empty() {
            let mut first = 0;
            for (part, (_, end)) in (0_u32..).zip(&self.parts) {
                for record in self.shown.get(first..*end).unwrap_or_default() {
                    if let Some(parts) = asked.get_mut(record) {
                        parts.insert(part);
                    }
                }
                first = *end;
            }
        }
        asked.into_values().filter(|parts| parts.len() > 1).flatten().collect()
    }

    /// Parts whose entries stand between a text of another one and its publication, and those whose texts these are.
    fn between(&self) -> BTreeSet<u32> {
        let mut gaps = self.gaps.clone();
        gaps.sort_unstable();
        let (mut found, mut together) = (BTreeSet::new(), BTreeSet::new());
        let mut end = 0;
        for (from, to, part) in gaps {
            if from >= end {
                found.append(&mut several(&mut together));
                end = from;
            }
            together.insert(part);
            let first = usize::try_from(end).unwrap_or(usize::MAX);
            let last = usize::try_from(to).unwrap_or(usize::MAX).min(self.owners.len());
            let owners = self.owners.get(first..last).unwrap_or_default();
            together.extend(owners.iter().filter(|owner| **owner < HEADS));
            end = end.max(to);
        }
        found.append(&mut several(&mut together));
        found
    }
}

/// The parts, where there are several; and none of them any more.
fn several(parts: &mut BTreeSet<u32>) -> BTreeSet<u32> {
    let parts = std::mem::take(parts);
    if parts.len() > 1 { parts } else { BTreeSet::new() }
}
