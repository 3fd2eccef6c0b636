//! The newest state on the way to the remote: what is there, what waits to be logged, what is still to be written.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Subject;
use crate::land::{self, Signed};
use crate::open::Opened;
use crate::{Error, World, commit};
use countersign_core::digest::Hash;
use countersign_core::ledger::State;
use countersign_core::log::Log;
use countersign_core::record::entry::RecordEntry;
use countersign_core::record::{Kind, Record};
use countersign_core::verify::next::Append;
use countersign_git::store::{Change, ObjectId};

/// A commit that was verified, and what will come on top of it.
pub(super) struct Tip {
    /// The newest commit that is written.
    pub(super) commit: ObjectId,
    /// The state that was verified, whose log is continued.
    pub(super) opened: Rc<Opened>,
    /// What waits to be logged, with what is still to be written.
    pub(super) waiting: Vec<(RecordEntry, Option<Record>)>,
    /// What all of that leads to.
    pub(super) state: State,
    /// What was announced and is not signed.
    pub(super) announced: Option<Append>,
    /// How many entries the log has.
    pub(super) size: u64,
    /// Its root.
    pub(super) root: Hash,
    /// Commits that are still to be written, oldest first.
    pub(super) changes: Vec<Step>,
}

/// One commit to be written.
#[derive(Default)]
pub(super) struct Step {
    pub(super) put: BTreeMap<String, Vec<u8>>,
    pub(super) remove: BTreeSet<String>,
    pub(super) message: String,
}

impl Tip {
    /// A verified state with nothing on top.
    pub(super) fn of(opened: Rc<Opened>) -> Self {
        let examined = &opened.examined;
        let log = examined.log.as_ref();
        Self {
            commit: opened.commit,
            waiting: examined.waiting(),
            state: (*examined.pending.state).clone(),
            announced: examined.announced_append(),
            size: log.map_or(0, Log::size),
            root: log
                .map_or_else(countersign_core::merkle::empty_root, |log| *log.checkpoint.root()),
            changes: Vec::new(),
            opened,
        }
    }

    /// Puts records on top as one commit, if the rules admit them there.
    pub(super) fn add(
        &mut self,
        items: &[Signed],
        words: &BTreeMap<String, Vec<u8>>,
        remove: BTreeSet<String>,
        subject: Subject,
    ) -> Result<(), Error> {
        let mut state = self.state.clone();
        let mut end = self.size + self.waiting.len() as u64;
        let admitted = land::admit(&self.opened, &mut state, &mut end, items)?;
        let mut step = Step { put: admitted.put, remove, ..Step::default() };
        if items.iter().any(|item| item.record.kind() == Kind::Statement) {
            step.put.extend(words.clone());
        }
        if let Some(first) = items.first() {
            step.message = format!("{}\n", subject(&first.record));
        }
        self.waiting.extend(admitted.entries);
        self.state = state;
        self.changes.push(step);
        Ok(())
    }

    /// Writes what is still to be written, and gives the newest commit; no branch moves.
    pub(super) fn write(&mut self, world: &dyn World, branch: &str) -> Result<ObjectId, Error> {
        let mut parent = self.commit;
        if self.changes.is_empty() {
            return Ok(parent);
        }
        let lock = self.opened.store.lock()?;
        for step in std::mem::take(&mut self.changes) {
            parent = lock.write(&Change {
                branch: branch.to_owned(),
                expected: None,
                base: Some(parent),
                parents: vec![parent],
                put: step.put,
                remove: step.remove,
                message: step.message,
                author: commit::author(),
                unix_seconds: world.now().unix_seconds(),
            })?;
        }
        Ok(parent)
    }
}
