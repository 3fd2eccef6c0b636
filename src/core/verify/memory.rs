//! What the reader saw before: a history that does not go on from there is seen, whoever shows it.
//!
//! For each registry, by its fingerprint, the newest head of its log is remembered:
//!
//! ```json
//! {"expected":true,"name":"Coalition Example","origin":"coalition.example/log","registry":"c316…","root":"2cd9…","size":15,"since":"2021-02-08T09:30:00Z"}
//! ```
//!
//! Anybody may found a registry with the origin of another one, so that two with one origin prove neither of them false:
//! which one the reader means, only the reader can say (`expected`).
//! Keeping it is the caller's; this says what follows from it.

use serde::{Deserialize, Serialize};

use super::finding::{Finding, ReaderFinding};
use super::report::Severity;
use super::{Examined, Expect};
use crate::digest::Hash;
use crate::layout;
use crate::log::Log;
use crate::note::Note;
use crate::time::Timestamp;

/// What was seen of a registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The registry's name then.
    pub name: String,
    /// The log's origin.
    pub origin: String,
    /// The registry's fingerprint.
    pub registry: Hash,
    /// The root of its log at that size.
    pub root: Hash,
    /// How many entries its log had.
    pub size: u64,
    /// When the registry was first seen here.
    pub since: Timestamp,
    /// Whether the reader compared its fingerprint with one that they had, so that it is the one that its origin means.
    #[serde(default, skip_serializing_if = "is_false")]
    pub expected: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// What was seen under one origin.
#[derive(Debug, Clone, Default)]
pub struct Remembered {
    /// Of the registry that is looked at.
    pub own: Option<Seen>,
    /// Of others with its origin.
    pub others: Vec<Seen>,
    /// Heads that bundles showed of the registry that is looked at.
    pub heads: Vec<ShownHead>,
}

/// A head of a log that a bundle showed, signed by the log's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownHead {
    /// How many entries the log had.
    pub size: u64,
    /// Its root then.
    pub root: Hash,
    /// The signed head.
    pub checkpoint: String,
    /// The bundle's file.
    pub file: String,
    /// Where the signed head is kept, if it is.
    pub kept: Option<String>,
}

impl Remembered {
    /// What there is to say about a registry after this was seen; nothing where it goes on from it and is the only one
    /// of its origin.
    #[must_use]
    pub fn judge(
        &self,
        examined: &Examined,
        looked: View<'_>,
        expect: Option<Expect>,
    ) -> Vec<Finding> {
        let followed = self.own.as_ref().and_then(|own| own.judge(examined, looked));
        let split = self.split(examined);
        followed.into_iter().chain(split).chain(self.namesakes(examined, expect)).collect()
    }

    /// What there is to say where the log's key signed another root for a size that it has here.
    fn split(&self, examined: &Examined) -> Option<Finding> {
        // Where something is broken, its own head may be nobody's.
        let heads = self.heads.iter().filter(|_| examined.is_sound());
        let others = heads.filter_map(|head| Some((head, examined.root_at(head.size)?)));
        let others = others.filter(|(head, root)| head.root != *root);
        let said = |(head, root): (&ShownHead, Hash)| {
            let note = Note::parse(head.checkpoint.as_bytes()).ok();
            let since = note.and_then(|note| examined.void_since(&note, None));
            let ShownHead { size, root: other, file, kept, .. } = head.clone();
            match since {
                None => broken(ReaderFinding::Split { size, root, other, file, kept }),
                Some(since) => Finding::new(
                    Severity::Caveat,
                    layout::CHECKPOINT,
                    ReaderFinding::VoidHead { size, since, file },
                ),
            }
        };
        others.map(said).min_by_key(|one| one.severity)
    }

    /// What there is to say where the origin is also that of others.
    fn namesakes(&self, examined: &Examined, expect: Option<Expect>) -> Option<Finding> {
        let now = examined.replayed.state.registry()?;
        let meant = self.others.iter().find(|other| other.expected);
        let other = meant.or_else(|| self.others.iter().min_by_key(|other| other.since))?;
        let (since, before) = (other.since, other.registry);
        let is_meant = expect.is_some_and(|expect| examined.is_expected(expect))
            || self.own.as_ref().is_some_and(|own| own.expected);
        let (severity, what) = match (is_meant, meant) {
            (true, _) => (Severity::Note, ReaderFinding::Namesake { since, before }),
            (false, Some(_)) => {
                (Severity::Unchecked, ReaderFinding::NotMeant { meant: before, now })
            }
            (false, None) => {
                (Severity::Unchecked, ReaderFinding::OtherFingerprint { since, before, now })
            }
        };
        Some(Finding::new(severity, layout::CHECKPOINT, what))
    }
}

/// Which state was looked at.
#[derive(Debug, Clone, Copy)]
pub enum View<'a> {
    /// The newest that there is here: it must reach what was seen.
    Head,
    /// One that was asked for, or a bundle, and may be older; the newest log that there is here, where there is one.
    Chosen(Option<&'a Log>),
}

impl Seen {
    /// What is to be remembered of a registry.
    #[must_use]
    pub fn of(examined: &Examined, now: Timestamp) -> Option<Self> {
        let (log, state) = (examined.log.as_ref()?, &examined.replayed.state);
        let body = &state.root()?.body;
        Some(Self {
            name: body.name.to_string(),
            origin: body.origin.to_string(),
            registry: state.registry()?,
            root: *log.checkpoint.root(),
            size: log.size(),
            since: now,
            expected: false,
        })
    }

    /// What there is to say about the same registry after this was seen; nothing where it goes on from it, and nothing
    /// about another one.
    #[must_use]
    pub fn judge(&self, examined: &Examined, looked: View<'_>) -> Option<Finding> {
        let log = examined.log.as_ref()?;
        let registry = examined.replayed.state.registry()?;
        if registry != self.registry {
            return None;
        }
        if log.size() >= self.size {
            return match (examined.root_at(self.size), looked) {
                (Some(root), _) if root == self.root => None,
                (Some(root), _) => Some(broken(self.other_history(root))),
                (None, View::Chosen(newest)) if examined.is_part() => self.newer(log, newest),
                // That the entries could not be read is said already.
                (None, _) => None,
            };
        }
        match looked {
            View::Head => {
                Some(broken(ReaderFinding::RolledBack { seen: self.size, here: log.size() }))
            }
            View::Chosen(newest) => Some(self.older(examined, log, newest)),
        }
    }

    const fn other_history(&self, root: Hash) -> ReaderFinding {
        ReaderFinding::OtherHistory { size: self.size, seen: self.root, root }
    }

    /// A bundle that knows more than was seen is fine if the newest history goes on from both.
    fn newer(&self, log: &Log, newest: Option<&Log>) -> Option<Finding> {
        let (size, seen) = (log.size(), self.size);
        let is_here = |newest: &&Log| newest.root_at(size) == Some(*log.checkpoint.root());
        match newest.filter(is_here).and_then(|newest| newest.root_at(seen)) {
            Some(root) if root == self.root => None,
            Some(root) => Some(broken(self.other_history(root))),
            None => {
                let what = ReaderFinding::NewerUnknown { size, seen };
                Some(Finding::new(Severity::Caveat, layout::CHECKPOINT, what))
            }
        }
    }

    /// What there is to say about a bundle beside a registry that is at hand, of which it shows a part.
    #[must_use]
    pub fn beside(examined: &Examined, here: &Examined) -> Option<Finding> {
        let (log, newest) = (examined.log.as_ref()?, here.log.as_ref()?);
        let (size, at_hand) = (log.size(), newest.size());
        let (severity, what) = match here.root_at(size) {
            Some(root) if root != *log.checkpoint.root() => {
                let seen = *log.checkpoint.root();
                (Severity::Broken, ReaderFinding::OtherHistory { size, seen: root, root: seen })
            }
            Some(_) if size == at_hand => return None,
            Some(_) => (Severity::Caveat, ReaderFinding::OlderThanHere { size, here: at_hand }),
            None => (Severity::Caveat, ReaderFinding::HereBehind { size, here: at_hand }),
        };
        Some(Finding::new(severity, layout::CHECKPOINT, what))
    }

    /// An older state is fine if the newest history goes on from both.
    fn older(&self, examined: &Examined, log: &Log, newest: Option<&Log>) -> Finding {
        let (size, seen) = (log.size(), self.size);
        let newest = newest.filter(|newest| newest.root_at(seen) == Some(self.root));
        let (severity, what) = match newest.and_then(|newest| newest.root_at(size)) {
            Some(root) if root == *log.checkpoint.root() => {
                (Severity::Caveat, ReaderFinding::Older { size, seen })
            }
            Some(_) => (Severity::Broken, ReaderFinding::OtherBeginning { size, seen }),
            None => {
                let is_bundle = examined.is_part();
                (Severity::Unchecked, ReaderFinding::OlderUnknown { size, seen, is_bundle })
            }
        };
        Finding::new(severity, layout::CHECKPOINT, what)
    }
}

fn broken(what: ReaderFinding) -> Finding {
    Finding::new(Severity::Broken, layout::CHECKPOINT, what)
}
