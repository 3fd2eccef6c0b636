//! What the reader expects: this registry, this history, a word of a witness that is fresh enough.

use super::finding::{Finding, ReaderFinding, StandingFinding};
use super::report::Severity;
use super::totals::Totals;
use super::{Examined, Expect, Fresh, Pin};
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::layout;
use crate::time::Timestamp;

/// How far a witness's clock may go ahead of the reader's, in seconds.
const AHEAD_SECONDS_MAX: i64 = 600;

impl Examined {
    /// Whether this is what the reader expects.
    #[must_use]
    pub fn is_expected(&self, expect: Expect) -> bool {
        self.replayed.state.registry().is_some()
            && self.log.is_some()
            && self.expected(Some(expect)).is_none()
    }

    /// What there is to say where this is not the registry or the history that the reader expects.
    pub(super) fn expected(&self, expect: Option<Expect>) -> Option<Finding> {
        let (severity, what) = match expect? {
            Expect::Registry(want) => match self.replayed.state.registry() {
                Some(got) if got == want => return None,
                Some(got) => (Severity::Broken, ReaderFinding::OtherRegistry { want, got }),
                None => (Severity::Unchecked, ReaderFinding::NoFingerprint { want: Some(want) }),
            },
            Expect::Words(words) => match self.replayed.state.registry() {
                Some(got) if words.name(&got) => return None,
                Some(got) => (Severity::Broken, ReaderFinding::OtherWords { got }),
                None => (Severity::Unchecked, ReaderFinding::NoFingerprint { want: None }),
            },
            Expect::Checkpoint(size, want) => self.expected_root(size, want)?,
        };
        Some(Finding::new(severity, "", what))
    }

    /// What there is to say where the log did not have that root.
    fn expected_root(&self, size: u64, want: Hash) -> Option<(Severity, ReaderFinding)> {
        let here = self.log.as_ref()?.size();
        Some(match self.root_at(size) {
            Some(got) if got == want => return None,
            Some(got) => (Severity::Broken, ReaderFinding::OtherRoot { want, size, got }),
            None if self.part.is_some() => {
                (Severity::Unchecked, ReaderFinding::RootOfBundle { want, size, here })
            }
            None if size <= here => (Severity::Unchecked, ReaderFinding::RootUnread { want, size }),
            None => (Severity::Broken, ReaderFinding::TooShort { size }),
        })
    }

    /// The reader knows a key of an organisation that acted, and it is none of its keys here.
    pub(super) fn unknown_pins(&self, pins: &[Pin], totals: &Totals) -> Vec<Finding> {
        let is_unknown = |pin: &&Pin| {
            let acted = totals.acted.contains(&pin.organisation);
            let enrolled = self.replayed.state.organisations().get(&pin.organisation);
            let is_its = |key: &PublicKey| {
                let mut keys = enrolled.iter().flat_map(|enrolled| enrolled.keys.all());
                keys.any(|tenure| tenure.key.ed25519() == key.ed25519())
            };
            acted && !pin.key.as_ref().is_some_and(is_its)
        };
        let say = |pin: &Pin| {
            let organisation = pin.organisation.clone();
            let path = format!("keys/{organisation}");
            Finding::new(Severity::Caveat, path, StandingFinding::UnknownPin { organisation })
        };
        pins.iter().filter(is_unknown).map(say).collect()
    }

    /// How old the newest word of a witness is, for a reader who minds.
    pub(super) fn stale(&self, fresh: Option<Fresh>) -> Option<Finding> {
        let Fresh { now, seconds } = fresh?;
        let age = |time: &Timestamp| now.unix_seconds() - time.unix_seconds();
        let times = self.witnesses().into_iter().map(|witness| witness.time);
        // A word from the future would stay fresh for ever.
        let (said, ahead): (Vec<_>, Vec<_>) =
            times.partition(|time| age(time) >= -AHEAD_SECONDS_MAX);
        let what = match (said.into_iter().max(), ahead.into_iter().max()) {
            (Some(time), _) if age(&time) <= seconds => return None,
            (_, Some(time)) => ReaderFinding::Ahead { time },
            (Some(time), None) => ReaderFinding::Stale { time },
            (None, None) => ReaderFinding::Unwitnessed,
        };
        Some(Finding::new(Severity::Caveat, layout::CHECKPOINT, what))
    }
}
