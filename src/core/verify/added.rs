//! What is new in a registry whose rest is known to be sound: its keys, some statements, and how the log went on.
//!
//! The caller says at which positions the entries are; the steps are those of any other look.
//! Where anything at all is not as it must be, there is no verdict here: what it is and what it means,
//! only a look at everything can say.

use super::bound::{self, Wanted};
use super::finding::Finding;
use super::pending::Pending;
use super::pipeline::facts::Facts;
use super::reading::Reading;
use super::replay::{self, At, Keys, Replay};
use super::report::Checked;
use super::{Examined, derived, withheld};
use crate::layout;
use crate::log::Log;
use crate::record::entry::Entry;
use crate::tree::Source;

/// Replays the entries of such a part, with the heads entries of what is new, each with its position in the log.
///
/// None where anything is wrong, or waits to be logged. What the heads entries say is the caller's to compare.
#[must_use]
pub fn examine(
    source: &dyn Source,
    reading: Reading,
    log: Log,
    entries: &[(u64, Entry)],
) -> Option<Examined> {
    let replayed = replay::replay(&Replay {
        reading: &reading,
        entries: &records(entries),
        keys: Keys { reading: &reading, entries: &[] },
        heads: &heads(entries),
        facts: &Facts::default(),
    });
    let state = &*replayed.state;
    if reading.findings.iter().any(Finding::is_grave)
        || !replayed.complete
        || !replayed.findings.is_empty()
        || state.check_nothing_staged().is_err()
        || !withheld::missing(state, state).is_empty()
        || replayed.logged.len() != reading.records.len()
        || source.listing().files.contains_key(layout::NEXT)
    {
        return None;
    }
    let (texts, words) = bound::check(source, &reading, (state, state), true, Wanted::All);
    let root = &state.root()?.body;
    log.signed_by(root).ok()?;
    log.witnesses(root).ok()?;
    let is_sound = words.is_empty() && derived(source, state, state).is_none();
    let state = std::sync::Arc::clone(&replayed.state);
    let pending = Pending { state, end: log.size(), ..Pending::default() };
    let log = Some(log);
    let checked = Checked { texts, ..reading.checked };
    is_sound.then_some(Examined { reading, log, replayed, pending, checked, ..Examined::default() })
}

/// The entries of records.
pub(super) fn records(entries: &[(u64, Entry)]) -> Vec<At> {
    let record = |(at, entry): &(u64, Entry)| match entry {
        Entry::Record(entry) => Some((*at, Ok(entry.clone()))),
        Entry::Heads(_) => None,
    };
    entries.iter().filter_map(record).collect()
}

/// The positions of heads entries.
pub(super) fn heads(entries: &[(u64, Entry)]) -> Vec<u64> {
    let is_heads = |(_, entry): &&(u64, Entry)| matches!(entry, Entry::Heads(_));
    entries.iter().filter(is_heads).map(|(at, _)| *at).collect()
}
