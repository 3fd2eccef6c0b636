//! A part of a registry whose rest is known to be sound: its keys and some statements.
//!
//! It goes through the same steps as a whole registry. Where anything at all is not as it must be, there is no verdict
//! here: what it is and what it means, only a look at everything can say.

use super::bound::{self, Wanted};
use super::finding::Finding;
use super::pending::Pending;
use super::reading::Reading;
use super::replay::Replayed;
use super::{Examined, derived, replay, withheld};
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
    let replayed = replay::replay_part(&reading, entries);
    let texts = sound(source, &reading, &replayed)?;
    if replayed.logged.len() != reading.records.len()
        || source.listing().files.contains_key(layout::NEXT)
    {
        return None;
    }
    let root = &replayed.state.root()?.body;
    log.signed_by(root).ok()?;
    log.witnesses(root).ok()?;
    let state = &replayed.state;
    let is_sound = derived(source, state).is_none();
    let pending = Pending { state: state.clone(), end: log.size(), ..Pending::default() };
    is_sound.then_some(Examined {
        reading,
        log: Some(log),
        replayed,
        pending,
        announced: None,
        findings: Vec::new(),
        texts,
        witnessed: None,
        part: None,
    })
}

/// How many words were compared with their hashes, where nothing is wrong with what was read and replayed.
pub(super) fn sound(source: &dyn Source, reading: &Reading, replayed: &Replayed) -> Option<u64> {
    let state = &replayed.state;
    if reading.findings.iter().any(Finding::is_grave)
        || !replayed.complete
        || !replayed.findings.is_empty()
        || state.check_nothing_staged().is_err()
        || !withheld::missing(state, state).is_empty()
    {
        return None;
    }
    let (texts, words) = bound::check(source, reading, state, state, true, Wanted::All);
    words.is_empty().then_some(texts)
}
