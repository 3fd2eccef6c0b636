//! What the reader expects: this registry, this history, a word of a witness that is fresh enough.

use super::report::{Finding, Severity};
use super::totals::Totals;
use super::{Examined, Expect, Fresh, Pin};
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::layout;
use crate::locale::{Sentence, sentence};
use crate::words;

impl Examined {
    /// What there is to say where this is not the registry or the history that the reader expects.
    pub(super) fn expected(&self, expect: Option<Expect>) -> Option<Finding> {
        let say =
            |severity, message: Sentence| Some(Finding::new(severity, "not-expected", "", message));
        let broken = |message: Sentence| say(Severity::Broken, message);
        match expect? {
            Expect::Registry(want) => match self.replayed.state.registry() {
                Some(got) if got == want => None,
                Some(got) => broken(sentence(
                    "finding-other-registry",
                    &[("want", want.to_string().into()), ("got", got.to_string().into())],
                )),
                None => say(
                    Severity::Unchecked,
                    sentence("finding-no-fingerprint-for", &[("want", want.to_string().into())]),
                ),
            },
            Expect::Words(words) => match self.replayed.state.registry() {
                Some(got) if words.name(&got) => None,
                Some(got) => broken(sentence(
                    "finding-other-words",
                    &[
                        ("got", got.to_string().into()),
                        ("words", words::of(&got).to_string().into()),
                    ],
                )),
                None => say(Severity::Unchecked, sentence("finding-no-fingerprint", &[])),
            },
            Expect::Checkpoint(size, want) => {
                let (severity, message) = self.expected_root(size, &want)?;
                say(severity, message)
            }
        }
    }

    /// What there is to say where the log did not have that root.
    fn expected_root(&self, size: u64, want: &Hash) -> Option<(Severity, Sentence)> {
        let here = self.log.as_ref()?.size();
        let root = want.to_string();
        Some(match self.root_at(size) {
            Some(got) if got == *want => return None,
            Some(got) => (
                Severity::Broken,
                sentence(
                    "finding-other-history",
                    &[
                        ("want", root.into()),
                        ("size", size.into()),
                        ("got", got.to_string().into()),
                    ],
                ),
            ),
            None if self.part.is_some() => (
                Severity::Unchecked,
                sentence(
                    "finding-root-of-bundle",
                    &[("want", root.into()), ("size", size.into()), ("here", here.into())],
                ),
            ),
            None if size <= here => (
                Severity::Unchecked,
                sentence("finding-root-unread", &[("want", root.into()), ("size", size.into())]),
            ),
            None => (Severity::Broken, sentence("finding-too-short", &[("size", size.into())])),
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
            let organisation = pin.organisation.to_string();
            let path = format!("keys/{organisation}");
            let message = sentence("finding-pin-unknown", &[("organisation", organisation.into())]);
            Finding::new(Severity::Caveat, "pin-unknown", path, message)
        };
        pins.iter().filter(is_unknown).map(say).collect()
    }

    /// How old the newest word of a witness is, for a reader who minds.
    pub(super) fn stale(&self, fresh: Option<Fresh>) -> Option<Finding> {
        let fresh = fresh?;
        let newest = self.witnesses().into_iter().map(|witness| witness.time).max();
        let message = match newest {
            None => sentence("finding-stale-none", &[]),
            Some(newest) => {
                let age = fresh.now.unix_seconds() - newest.unix_seconds();
                if age <= fresh.seconds {
                    return None;
                }
                sentence("finding-stale", &[("time", newest.to_string().into())])
            }
        };
        Some(Finding::new(Severity::Caveat, "stale", layout::CHECKPOINT, message))
    }
}
