//! What the reader saw before: a history that does not go on from there is seen, whoever shows it.
//!
//! For each log's origin the newest head is remembered, with the fingerprint of its registry:
//!
//! ```json
//! {"name":"Coalition Example","origin":"coalition.example/log","registry":"c316…","root":"2cd9…","size":15,"since":"2021-02-08T09:30:00Z"}
//! ```
//!
//! Keeping it is the caller's; this says what follows from it.

use serde::{Deserialize, Serialize};

use super::Examined;
use super::report::{Finding, Severity};
use crate::digest::Hash;
use crate::layout;
use crate::log::Log;
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
}

/// Which state was looked at.
#[derive(Debug, Clone, Copy)]
pub enum Looked<'a> {
    /// The newest that there is here: it must reach what was seen.
    Head,
    /// One that was asked for and may be older; the newest log that there is here, where there is one.
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
        })
    }

    /// What there is to say about a registry of the same origin after this was seen; nothing where it goes on from it.
    #[must_use]
    pub fn judge(&self, examined: &Examined, looked: Looked<'_>) -> Option<Finding> {
        let log = examined.log.as_ref()?;
        let registry = examined.replayed.state.registry()?;
        if registry != self.registry {
            let message = format!(
                "this origin was another registry before: since {} its fingerprint was {}, now it is {registry}",
                self.since, self.registry
            );
            return Some(broken("other-fingerprint", message));
        }
        if log.size() >= self.size {
            return match log.root_at(self.size) {
                Some(root) if root == self.root => None,
                Some(root) => Some(broken(
                    "rolled-back",
                    format!(
                        "another history than you saw before: its first {} entries had the root {}, now they have {root}",
                        self.size, self.root
                    ),
                )),
                // That the entries could not be read is said already.
                None => None,
            };
        }
        match looked {
            Looked::Head => Some(broken("rolled-back", self.missing(log.size()))),
            Looked::Chosen(newest) => Some(self.older(log, newest)),
        }
    }

    fn missing(&self, size: u64) -> String {
        format!(
            "rolled back: you saw {} entries before, and here are {size}: entries {size} to {} are missing",
            self.size,
            self.size - 1
        )
    }

    /// An older state is fine if the newest history goes on from both.
    fn older(&self, log: &Log, newest: Option<&Log>) -> Finding {
        let say = |severity, code, message: String| {
            Finding::new(severity, code, layout::CHECKPOINT, message)
        };
        let (size, seen) = (log.size(), self.size);
        let newest = newest.filter(|newest| newest.root_at(seen) == Some(self.root));
        match newest.and_then(|newest| newest.root_at(size)) {
            Some(root) if root == *log.checkpoint.root() => say(
                Severity::Caveat,
                "older",
                format!("an older state: it has {size} entries, and you saw {seen} before"),
            ),
            Some(_) => broken(
                "rolled-back",
                format!(
                    "another history than you saw before: its {size} entries are not the first of those {seen}"
                ),
            ),
            None => say(
                Severity::Unchecked,
                "older-unknown",
                format!(
                    "it has {size} entries, you saw {seen} before, and nothing here shows that those go on from these"
                ),
            ),
        }
    }
}

fn broken(code: &'static str, message: String) -> Finding {
    Finding::new(Severity::Broken, code, layout::CHECKPOINT, message)
}
