//! Opening the part of a registry that a writer touches, where the rest is known to be sound.
//!
//! The part is all keys and one statement. Its records are read, their signatures checked and the ledger replayed
//! over them as always, at the positions that their log entries have.
//! That the rest is sound, and what those positions are, was found out before for exactly this state (`known`).
//! Whatever does not fit sends the writer back to verifying everything.

use std::cell::RefCell;

use super::failure::Failure;
use super::known;
use super::open::{self, Opened};
use super::session::Session;
use crate::known::Known;
use crate::ledger::State;
use crate::log;
use crate::merkle;
use crate::name::StatementId;
use crate::record::Body;
use crate::record::entry::{Entry, RecordEntry};
use crate::store::{ObjectId, Store};
use crate::verify::Examined;
use crate::verify::reading;
use crate::verify::report::Severity;

impl Opened {
    /// A sound registry, read as far as a writer needs it who touches one statement, or only keys.
    pub(crate) fn for_writing(
        session: &Session,
        statement: Option<&StatementId>,
    ) -> Result<Self, Failure> {
        let store = open::find(session)?;
        let commit = store.head()?;
        let folders = both(store.folders(&commit)?);
        let folder = known::folder(session, &store);
        let known =
            folder.as_ref().zip(folders).and_then(|(folder, folders)| known::load(folder, folders));
        let store = match known {
            Some(known) => match part(store, commit, known, statement) {
                Ok(opened) => return Ok(opened),
                Err(store) => store,
            },
            None => store,
        };
        let opened = Self::at(store, commit)?;
        opened.check_sound()?;
        if let (Some(folder), Some(folders), true) =
            (folder, folders, opened.examined.pending.admitted.is_empty())
        {
            // What cannot be remembered is only found out again the next time.
            let _ = known::save(&folder, &mut opened.continued().borrow_mut(), folders);
        }
        Ok(opened)
    }

    /// What an append continues: the tables of the log.
    pub(crate) fn continued(&self) -> &RefCell<Known> {
        self.continued.get_or_init(|| RefCell::new(known::of_examined(&self.examined)))
    }

    /// Finds out what an append continues from the whole registry, instead of from memory.
    pub(crate) fn continue_anew(&self, session: &Session) -> Result<(), Failure> {
        let whole = Self::at(open::find(session)?, self.commit)?;
        whole.check_sound()?;
        *self.continued().borrow_mut() = known::of_examined(&whole.examined);
        Ok(())
    }

    /// Remembers that the registry is sound at `commit`, after everything on the branch was logged.
    pub(crate) fn remember(&self, session: &Session, commit: &ObjectId) {
        let folders = self.store.folders(commit).ok().and_then(both);
        if let (Some(folder), Some(folders)) = (known::folder(session, &self.store), folders) {
            // What cannot be remembered is only found out again the next time.
            let _ = known::save(&folder, &mut self.continued().borrow_mut(), folders);
        }
    }
}

fn both([keys, registry]: [Option<ObjectId>; 2]) -> Option<[ObjectId; 2]> {
    Some([keys?, registry?])
}

/// The part, or the store back where anything does not fit.
fn part(
    store: Store,
    commit: ObjectId,
    mut known: Known,
    statement: Option<&StatementId>,
) -> Result<Opened, Store> {
    let mut folders = vec!["keys/".to_owned()];
    folders.extend(statement.map(|statement| format!("registry/{statement}/")));
    let Ok(snapshot) = store.snapshot_below(&commit, &folders, &log::files_to_append(known.size()))
    else {
        return Err(store);
    };
    let reading = reading::read(&snapshot);
    let Some(examined) = replay(reading, &snapshot, &mut known) else { return Err(store) };
    let continued = RefCell::new(known).into();
    Ok(Opened { store, commit, snapshot, examined, continued })
}

fn replay(
    reading: reading::Reading,
    snapshot: &crate::store::Snapshot,
    known: &mut Known,
) -> Option<Examined> {
    if reading.findings.iter().any(|finding| finding.severity <= Severity::Unchecked) {
        return None;
    }
    let head = log::read_head(snapshot).ok()?;
    if head.size() != known.size() {
        return None;
    }
    let mut order = Vec::new();
    for (index, read) in reading.records.iter().enumerate() {
        let signatures = super::draft::fitting(read);
        let entry = RecordEntry::of(&read.record, &signatures);
        let bytes = Entry::Record(entry.clone()).encode().ok()?;
        let at = known.position(&merkle::leaf_hash(&bytes)).ok()??;
        order.push((at, Some(index), entry, signatures));
        let Body::Withholding(body) = read.record.body() else { continue };
        for (text, act) in body.entries.iter().zip(body.acts()) {
            let at = known.position(&merkle::leaf_hash(text.as_bytes())).ok()??;
            order.push((at, None, act, Vec::new()));
        }
    }
    order.sort_by_key(|(at, ..)| *at);
    let mut state = State::default();
    for (at, index, entry, signatures) in order {
        let record = match index {
            Some(index) => Some(&reading.records.get(index)?.record),
            None => None,
        };
        state.apply(at, &entry, record, &signatures).ok()?;
    }
    state.check_nothing_staged().ok()?;
    head.signed_by(&state.root()?.body).ok()?;
    Some(Examined::of_part(reading, head, state))
}
