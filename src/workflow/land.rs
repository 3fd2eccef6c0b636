//! Landing records on the branch that is checked out: what was admitted is written, and nothing else.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::append::{Appending, Files, NewEntry, brought};
use super::commit::commit;
use super::error::{DraftError, LandError, Refused};
use super::open::{self, Opened};
use super::signer::Signer;
use super::{Error, World, checkpoint, signed};
use countersign_core::key::sshsig::SshSignature;
use countersign_core::layout;
use countersign_core::ledger::authority::Holder;
use countersign_core::ledger::{State, order};
use countersign_core::name::Label;
use countersign_core::record::entry::RecordEntry;
use countersign_core::record::organisation::OrganisationKey;
use countersign_core::record::registry::Maintainer;
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Record};
use countersign_core::tree::Source;
use countersign_core::verify::reading::{ReadRecord, SIGNATURE_BYTES_MAX};
use countersign_git::store::LeftAlone;

/// A record and the signatures that go with it.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The record.
    pub record: Record,
    /// The signatures, each with the proof that it fits.
    pub signatures: Vec<(SshSignature, VerifiedSignature)>,
}

impl Signed {
    /// A record with the signature files beside it that fit.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn read(source: &dyn Source, read: &ReadRecord) -> Result<Self, Error> {
        let mut signatures = Vec::new();
        for signature in &read.signatures {
            let Ok(verified) = &signature.verified else { continue };
            let bytes = open::read_file(source, &signature.path, SIGNATURE_BYTES_MAX)?;
            let parsed = SshSignature::parse(&bytes).map_err(DraftError::Signature)?;
            signatures.push((parsed, verified.clone()));
        }
        Ok(Self { record: read.record.clone(), signatures })
    }

    /// The proofs that its signatures fit.
    #[must_use]
    pub fn verified_signatures(&self) -> Vec<VerifiedSignature> {
        self.signatures.iter().map(|(_, verified)| verified.clone()).collect()
    }

    /// Adds the signatures of another one over the same record by keys that have not signed yet.
    pub(super) fn join(&mut self, other: Self) {
        for (signature, verified) in other.signatures {
            if !self.signatures.iter().any(|(_, one)| one.key() == verified.key()) {
                self.signatures.push((signature, verified));
            }
        }
    }

    /// Adds a signature with each of these keys; one that has signed already signs no second time.
    ///
    /// # Errors
    /// Where one cannot sign, or has signed already.
    pub fn signed_with(mut self, world: &mut dyn World, files: &[PathBuf]) -> Result<Self, Error> {
        for file in files {
            let signer = Signer::open(world, file)?;
            if self.signatures.iter().any(|(_, one)| *one.key() == signer.public()) {
                return Err(LandError::SignedAlready(file.clone()).into());
            }
            self.signatures.push(signer.sign(&self.record)?);
        }
        Ok(self)
    }

    /// The files of a record and its signatures, named by the labels that the ledger or the record knows.
    ///
    /// # Errors
    /// Where one has no place, or two have the same.
    pub fn files(&self, state: &State) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        let path = layout::record_path(&self.record, state.revoked(&self.record))
            .ok_or(LandError::NoPlace)?;
        let mut files = BTreeMap::new();
        for (signature, verified) in &self.signatures {
            let label = label_of(state, &self.record, verified).ok_or(LandError::NoPlace)?;
            let beside = layout::signature_path(&path, &label);
            if files.insert(beside, signature.to_armor().into_bytes()).is_some() {
                // A signature's file is named by its key's label, and only a maintainer and an organisation can share one.
                return Err(LandError::TwoLabels(label).into());
            }
        }
        files.insert(path, self.record.bytes());
        Ok(files)
    }
}

fn label_of(state: &State, record: &Record, verified: &VerifiedSignature) -> Option<Label> {
    match state.holders().of(verified.key().ed25519()) {
        Some(Holder::Maintainer(label) | Holder::Organisation(_, label)) => Some(label.clone()),
        Some(Holder::Log | Holder::Witness(_)) => None,
        // Whoever signs the record that makes their key one.
        None => match record.body() {
            Body::Registry(body) => {
                let is_theirs = |one: &&Maintainer| one.key == *verified.key();
                body.maintainers.iter().find(is_theirs).map(|one| one.label.clone())
            }
            Body::Organisation(body) => {
                let is_theirs = |one: &&OrganisationKey| one.key == *verified.key();
                body.keys.iter().find(is_theirs).map(|one| one.label.clone())
            }
            _ => None,
        },
    }
}

/// What landing did.
#[derive(Debug)]
pub struct Landed {
    /// Whether it is in the log, or waits for a holder of the log key.
    pub logged: bool,
    /// The state with everything that landed.
    pub state: State,
    /// Files of the work tree that did not follow, because somebody edited them.
    pub left_alone: Vec<LeftAlone>,
}

/// Applies records to the ledger and writes those that were admitted in one commit, logged where this machine may.
///
/// # Errors
/// Where the rules do not admit one, it cannot be signed as the log's, or not be written.
pub fn land(
    world: &mut dyn World,
    opened: &Opened,
    items: Vec<Signed>,
    words: BTreeMap<String, Vec<u8>>,
    message: &str,
) -> Result<Landed, Error> {
    land_all(world, opened, items, Files { put: words, ..Files::default() }, message)
}

/// As [`land`], for one record, with which files may go out of sight, and with the words that it binds.
///
/// # Errors
/// As [`land`].
pub(super) fn land_one(
    world: &mut dyn World,
    opened: &Opened,
    item: Signed,
    files: Files,
    message: &str,
) -> Result<Landed, Error> {
    land_all(world, opened, vec![item], files, message)
}

fn land_all(
    world: &mut dyn World,
    opened: &Opened,
    mut items: Vec<Signed>,
    mut files: Files,
    message: &str,
) -> Result<Landed, Error> {
    order::sort(&mut items, |item| &item.record);
    let examined = &opened.examined;
    let mut state = (*examined.pending.state).clone();
    let mut at = examined.pending.end;
    let admitted = admit(opened, &mut state, &mut at, &items)?;
    let new = admitted.entries;
    files.put.extend(admitted.put);
    let log_key = checkpoint::log_key_that_may_sign(world, opened)?;
    let logged = log_key.is_some();
    if let Some(key) = log_key {
        let log = Appending::to(world, opened)?;
        if log.append(&state, new.clone(), &key, &mut files).is_err() {
            // What was remembered may be damaged where only an append looks: it is found out again.
            opened.continue_anew(world)?;
            log.append(&state, new, &key, &mut files)?;
        }
    }
    let checkpoint = files.checkpoint();
    let committed = commit(world, opened, files.put, files.remove, message)?;
    if let Some(checkpoint) = checkpoint {
        signed::keep(world, opened, &checkpoint)?;
    }
    if logged {
        opened.remember(world, &committed.id);
    }
    Ok(Landed { logged, state, left_alone: committed.left_alone })
}

/// Records that the rules admit, as they are logged and as they are written.
pub(super) struct Admitted {
    /// Their entries.
    pub(super) entries: Vec<NewEntry>,
    /// Their files.
    pub(super) put: BTreeMap<String, Vec<u8>>,
}

/// Applies records, in this order, at positions from `at` on, which then is the one after them.
pub(super) fn admit(
    opened: &Opened,
    state: &mut State,
    at: &mut u64,
    items: &[Signed],
) -> Result<Admitted, Error> {
    let mut admitted = Admitted { entries: Vec::new(), put: BTreeMap::new() };
    for item in items {
        let verified = item.verified_signatures();
        let brought = brought(opened, state, &item.record)?;
        *at = state
            .apply_bringing(*at, &brought, (&item.record, &verified))
            .map_err(|violation| LandError::refused(&item.record, violation))?;
        admitted.entries.extend(brought.into_iter().map(|act| (act, None)));
        let entry = RecordEntry::of(&item.record, &verified);
        admitted.entries.push((entry, Some(item.record.clone())));
        admitted.put.extend(item.files(state)?);
    }
    let unpublished = |violation| LandError::Refused {
        what: Refused::Publication,
        violation: Box::new(violation),
    };
    state.check_nothing_staged().map_err(unpublished)?;
    // What nothing is left to meet is named, where it is one of these.
    let unsettled = state.end_append(*at);
    let refused = unsettled.into_iter().find_map(|one| {
        let item = items.iter().find(|item| item.record.hash() == one.record)?;
        Some(LandError::refused(&item.record, one.violation))
    });
    if let Some(refused) = refused {
        return Err(refused.into());
    }
    Ok(admitted)
}
