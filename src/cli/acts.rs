//! Landing records on the branch that is checked out: what was admitted is written, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::failure::{Failure, Stop};
use super::open::Opened;
use super::session::Session;
use super::signer::Signer;
use crate::allowed_signers;
use crate::key::sshsig::SshSignature;
use crate::layout;
use crate::ledger::authority::Holder;
use crate::ledger::chains::Answers;
use crate::ledger::{State, order};
use crate::locale::sentence;
use crate::log;
use crate::merkle;
use crate::name::Label;
use crate::record::entry::{Entry, RecordEntry};
use crate::record::registry::Maintainer;
use crate::record::signature::Fitting;
use crate::record::{Body, Record};
use crate::store::{Author, Change, Committed};

/// A record and the signatures that go with it.
pub(crate) struct Signed {
    pub(crate) record: Record,
    pub(crate) signatures: Vec<(SshSignature, Fitting)>,
}

impl Signed {
    pub(crate) fn fitting(&self) -> Vec<Fitting> {
        self.signatures.iter().map(|(_, fitting)| fitting.clone()).collect()
    }

    /// Adds a signature with each of these keys; one that has signed already signs no second time.
    pub(crate) fn signed_with(
        mut self,
        session: &mut Session,
        files: &[PathBuf],
    ) -> Result<Self, Failure> {
        for file in files {
            let signer = Signer::open(session, file)?;
            if self.signatures.iter().any(|(_, one)| *one.key() == signer.public()) {
                return Err(Failure::new(
                    Stop::Refused,
                    sentence(
                        "failure-signed-already",
                        &[("key", file.display().to_string().into())],
                    ),
                )
                .why(sentence("failure-key-once", &[]))
                .attempt("countersign status, to see whom it waits for"));
            }
            self.signatures.push(signer.sign(&self.record)?);
        }
        Ok(self)
    }

    /// The files of a record and its signatures, named by the labels that the ledger or the record knows.
    pub(crate) fn files(&self, state: &State) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let nowhere = || Failure::new(Stop::Error, sentence("failure-no-place", &[]));
        let path =
            layout::record_path(&self.record, state.revoked(&self.record)).ok_or_else(nowhere)?;
        let mut files = BTreeMap::new();
        for (signature, fitting) in &self.signatures {
            let label = label_of(state, &self.record, fitting).ok_or_else(nowhere)?;
            let beside = layout::signature_path(&path, &label);
            if files.insert(beside, signature.to_armor().into_bytes()).is_some() {
                return Err(two_signers(&label));
            }
        }
        files.insert(path, self.record.bytes());
        Ok(files)
    }
}

/// A signature's file is named by its key's label, and only a maintainer and an organisation can share one.
fn two_signers(label: &Label) -> Failure {
    Failure::new(
        Stop::Refused,
        sentence("failure-two-labels", &[("label", label.to_string().into())]),
    )
    .why(sentence("failure-two-labels-why", &[]))
    .attempt(sentence("failure-without-one", &[]))
}

fn label_of(state: &State, record: &Record, fitting: &Fitting) -> Option<Label> {
    match state.holders().of(fitting.key().ed25519()) {
        Some(Holder::Maintainer(label) | Holder::Organisation(_, label)) => Some(label.clone()),
        Some(Holder::Log | Holder::Witness(_)) => None,
        // A maintainer to be, who signs the record that makes them one.
        None => {
            let Body::Registry(body) = record.body() else { return None };
            let is_theirs = |one: &&Maintainer| one.key == *fitting.key();
            body.maintainers.iter().find(is_theirs).map(|one| one.label.clone())
        }
    }
}

/// What landing did.
pub(crate) struct Landed {
    /// Whether it is in the log, or waits for a holder of the log key.
    pub(crate) logged: bool,
    /// The state with everything that landed.
    pub(crate) state: State,
}

/// Applies records to the ledger and writes those that were admitted in one commit, logged where this machine may.
pub(crate) fn land(
    session: &mut Session,
    opened: &Opened,
    items: Vec<Signed>,
    words: BTreeMap<String, Vec<u8>>,
    message: &str,
) -> Result<Landed, Failure> {
    land_all(session, opened, items, (words, BTreeSet::new()), message)
}

/// As [`land`], for one record, with which files may go out of sight.
pub(crate) fn land_one(
    session: &mut Session,
    opened: &Opened,
    item: Signed,
    files: BTreeSet<String>,
    message: &str,
) -> Result<Landed, Failure> {
    land_all(session, opened, vec![item], (BTreeMap::new(), files), message)
}

fn land_all(
    session: &mut Session,
    opened: &Opened,
    mut items: Vec<Signed>,
    (words, mut remove): (BTreeMap<String, Vec<u8>>, BTreeSet<String>),
    message: &str,
) -> Result<Landed, Failure> {
    order::sort(&mut items, |item| &item.record);
    let examined = &opened.examined;
    let mut state = (*examined.pending.state).clone();
    let mut put = words;
    let mut at = examined.pending.end;
    let admitted = admit(opened, &mut state, &mut at, &items)?;
    let new = admitted.entries;
    put.extend(admitted.put);
    let log_key = super::checkpoint::log_key_that_may_sign(session, opened)?;
    let logged = log_key.is_some();
    if let Some(key) = log_key {
        super::signed::check(session, opened)?;
        if append(opened, &state, new.clone(), &key, &mut put, &mut remove).is_err() {
            // What was remembered may be damaged where only an append looks: it is found out again.
            opened.continue_anew(session)?;
            append(opened, &state, new, &key, &mut put, &mut remove)?;
        }
    }
    let checkpoint = super::signed::of(&put);
    let committed = commit(session, opened, put, remove, message)?;
    warn_left_alone(session, &committed)?;
    if let Some(checkpoint) = checkpoint {
        super::signed::keep(session, opened, &checkpoint)?;
    }
    if logged {
        opened.remember(session, &committed.id);
    } else {
        let next = if opened.store.remotes()?.is_empty() { "checkpoint sign" } else { "sync" };
        session
            .message(&session.locale().say("act-waits", &[("next", next.to_string().into())]))?;
    }
    Ok(Landed { logged, state })
}

/// The acts that a withholding brings along, because the log does not have them yet.
fn brought(opened: &Opened, state: &State, record: &Record) -> Result<Vec<RecordEntry>, Failure> {
    let Body::Withholding(body) = record.body() else { return Ok(Vec::new()) };
    let mut logged = BTreeSet::new();
    for text in &body.entries {
        let leaf = merkle::leaf_hash(text.as_bytes());
        let place = opened.continued().borrow_mut().position(&leaf);
        if place
            .map_err(|error| {
                Failure::new(Stop::Error, sentence("failure-known-damaged", &[])).why(error)
            })?
            .is_some()
        {
            logged.insert(text.as_bytes());
        }
    }
    Ok(state.brought(body, &|bytes| logged.contains(bytes)))
}

/// Records that the rules admit, as they are logged and as they are written.
pub(crate) struct Admitted {
    /// Their entries; an act that a withholding brings along has no record.
    pub(crate) entries: Vec<(RecordEntry, Option<Record>)>,
    /// Their files, and what is derived from them.
    pub(crate) put: BTreeMap<String, Vec<u8>>,
}

/// Applies records, in this order, at positions from `at` on, which then is the one after them.
pub(crate) fn admit(
    opened: &Opened,
    state: &mut State,
    at: &mut u64,
    items: &[Signed],
) -> Result<Admitted, Failure> {
    let mut admitted = Admitted { entries: Vec::new(), put: BTreeMap::new() };
    for item in items {
        let fitting = item.fitting();
        let brought = brought(opened, state, &item.record)?;
        *at = state
            .apply_bringing(*at, &brought, (&item.record, &fitting))
            .map_err(|refusal| Session::refused(super::log::told(&item.record), &refusal))?;
        admitted.entries.extend(brought.into_iter().map(|act| (act, None)));
        let entry = RecordEntry::of(&item.record, &fitting);
        admitted.entries.push((entry, Some(item.record.clone())));
        admitted.put.extend(item.files(state)?);
    }
    state
        .check_nothing_staged()
        .map_err(|violation| Session::refused(sentence("log-publication", &[]), &violation))?;
    let signers = allowed_signers::derive(state);
    admitted.put.insert(layout::ALLOWED_SIGNERS.to_owned(), signers.into_bytes());
    Ok(admitted)
}

/// Appends what is pending, then `new`, then the heads entry, and signs the checkpoint.
pub(crate) fn append(
    opened: &Opened,
    state: &State,
    new: Vec<(RecordEntry, Option<Record>)>,
    key: &Signer,
    put: &mut BTreeMap<String, Vec<u8>>,
    remove: &mut BTreeSet<String>,
) -> Result<(), Failure> {
    let examined = &opened.examined;
    let waiting =
        examined.pending.admitted.iter().filter_map(|index| examined.reading.records.get(*index));
    let mut all = Vec::new();
    for read in waiting {
        let brought = brought(opened, &examined.replayed.state, &read.record)?;
        all.extend(brought.into_iter().map(|act| (act, None)));
        let entry = RecordEntry::of(&read.record, &read.fitting());
        all.push((entry, Some(read.record.clone())));
    }
    all.extend(new);
    let mut entries = Vec::with_capacity(all.len() + 1);
    let broken = |error: &dyn std::fmt::Display| {
        Failure::new(Stop::Error, sentence("failure-cannot-append", &[])).why(error)
    };
    let mut answers = Answers::default();
    all.iter().filter_map(|(_, record)| record.as_ref()).for_each(|record| answers.note(record));
    let mut known = opened.continued().borrow_mut();
    let old_size = known.size();
    for (entry, record) in all {
        let record = record.as_ref();
        let holder = record.and_then(|record| state.revoked(record)).map(|(domain, _)| domain);
        for chain in answers.names(&entry, record, holder).unwrap_or_default() {
            known.append_to_chain(&chain, &entry.record).map_err(|error| broken(&error))?;
        }
        entries.push(Entry::Record(entry).encode().map_err(|error| broken(&error))?);
    }
    let heads = Entry::Heads(known.root().map_err(|error| broken(&error))?);
    entries.push(heads.encode().map_err(|error| broken(&error))?);
    for entry in &entries {
        known.append_entry(merkle::leaf_hash(entry)).map_err(|error| broken(&error))?;
    }
    let root = state
        .root()
        .ok_or_else(|| Failure::new(Stop::Error, sentence("failure-no-authority", &[])))?;
    let Signer::InProcess(secret) = key else {
        return Err(Failure::new(Stop::Signer, sentence("failure-log-key-file", &[])));
    };
    let files = log::append(old_size, &opened.snapshot, &entries, &root.body, secret)
        .map_err(|error| broken(&error))?;
    put.extend(files.put);
    remove.extend(files.remove);
    Ok(())
}

/// Writes one commit on the branch that is checked out.
pub(crate) fn commit(
    session: &Session,
    opened: &Opened,
    put: BTreeMap<String, Vec<u8>>,
    remove: BTreeSet<String>,
    message: &str,
) -> Result<Committed, Failure> {
    let change = Change {
        branch: opened.branch()?,
        expected: Some(opened.commit),
        base: Some(opened.commit),
        parents: vec![opened.commit],
        put,
        remove,
        message: message.to_owned(),
        author: author(),
        unix_seconds: session.now().unix_seconds(),
    };
    Ok(opened.store.lock()?.commit(&change)?)
}

/// Commits name nobody: who acted is what the signatures say.
pub(crate) fn author() -> Author {
    Author { name: "countersign".to_owned(), email: "countersign@registry.invalid".to_owned() }
}

/// Says which files of the work tree somebody had edited.
pub(crate) fn warn_left_alone(session: &mut Session, committed: &Committed) -> Result<(), Failure> {
    for left in &committed.left_alone {
        session.message(&session.locale().say(
            "act-left-alone",
            &[("path", crate::escape::terminal(&left.path).to_string().into())],
        ))?;
    }
    Ok(())
}
