//! Witnesses: cosigning the newest head, asking another witness for its line, and keeping lines.
//!
//! The network is no part of it: [`Submission::request`] makes what is sent to a witness (C2SP tlog-witness), and
//! [`Submission::answered`] takes what came back.

mod submit;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use submit::{Answer, Submission};

use super::error::WitnessError;
use super::open::Opened;
use super::signer::Signer;
use super::{Error, World, commit, seen};
use countersign_core::checkpoint::{self, Checkpoint};
use countersign_core::layout;
use countersign_core::log::Log;
use countersign_core::note::{Note, NoteSignature, VerifierKey};
use countersign_core::policy::Met;
use countersign_core::record::Registry;
use countersign_core::verify::memory::Seen;
use countersign_git::store::LeftAlone;

/// A head that a witness cosigned.
#[derive(Debug)]
pub struct Cosigned {
    /// The witness's name.
    pub witness: String,
    /// How many entries the log has.
    pub size: u64,
    /// When it was cosigned, in seconds since 1970.
    pub time: u64,
    /// The newest checkpoint with the new lines.
    pub note: Note,
    /// The new lines.
    pub lines: Vec<NoteSignature>,
}

/// What adding lines gave.
#[derive(Debug, Default)]
pub struct Added {
    /// Whether there was anything new.
    pub written: bool,
    /// Files of the work tree that did not follow, because somebody edited them.
    pub left_alone: Vec<LeftAlone>,
}

/// How many witnesses have cosigned a head, and how many must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How many have.
    pub cosigned: u64,
    /// How many must have, at least.
    pub quorum: u64,
    /// Whether those have whom the registry asks for.
    pub is_met: bool,
}

/// The log, and the record that says who watches it.
fn authority(opened: &Opened) -> Result<(&Log, &Registry), WitnessError> {
    let log = opened.examined.log.as_ref();
    let root = opened.examined.replayed.state.root();
    log.zip(root.map(|root| &root.body)).ok_or(WitnessError::LogUnread)
}

/// Cosigns the newest head as a witness, who remembers it from then on.
///
/// # Errors
/// Where the key is no witness's of this registry, or the head cannot be cosigned.
pub fn cosign(world: &mut dyn World, opened: &Opened, key: &Path) -> Result<Cosigned, Error> {
    let (log, root) = authority(opened)?;
    let Signer::InProcess(secret) = Signer::open(world, key)? else {
        return Err(WitnessError::KeyElsewhere.into());
    };
    let public = secret.public();
    let is_it = |key: &&VerifierKey| key.key() == public.ed25519();
    let witnesses = root.cosigners().witnesses();
    let vkey = witnesses.iter().find(is_it).ok_or(WitnessError::NotWitness)?;
    let seen = Seen::of(&opened.examined, world.now());
    let time = u64::try_from(world.now().unix_seconds()).unwrap_or(0);
    let mut note = log.signed().clone();
    let line = checkpoint::cosign(&mut note, vkey.name(), secret.ed25519(), time)
        .map_err(WitnessError::NotCosigned)?;
    if let Some(seen) = &seen {
        seen::keep(world, seen)?;
    }
    let (witness, size) = (vkey.name().to_string(), log.size());
    Ok(Cosigned { witness, size, time, note, lines: vec![line] })
}

/// How many witnesses have cosigned a head, and how many must have.
///
/// # Errors
/// Where a line on it does not hold.
pub fn count(opened: &Opened, note: &Note) -> Result<Count, Error> {
    let (_, root) = authority(opened)?;
    let policy = root.cosigners();
    let lines = checkpoint::cosignatures(note, &policy.witnesses()).map_err(WitnessError::Line)?;
    let by: Vec<VerifierKey> = lines.into_iter().map(|one| one.witness).collect();
    let quorum = policy.fewest().unwrap_or(policy.witnesses_named() as u64);
    let is_met = policy.asks() && policy.judge(&by) == Met::Yes;
    Ok(Count { cosigned: by.len() as u64, quorum, is_met })
}

/// Adds witnesses' lines to the newest checkpoint, and notes it as witnessed where its quorum is reached.
///
/// # Errors
/// Where one does not hold, or they cannot be written.
pub fn add(
    world: &dyn World,
    opened: &Opened,
    lines: &[NoteSignature],
) -> Result<(Added, Count), Error> {
    let (log, _) = authority(opened)?;
    let mut note = log.signed().clone();
    for line in lines {
        note.add(line.clone()).map_err(WitnessError::Note)?;
    }
    let count = count(opened, &note)?;
    let bytes = note.to_string().into_bytes();
    if bytes == log.note {
        return Ok((Added::default(), count));
    }
    let mut put = BTreeMap::from([(layout::CHECKPOINT.to_owned(), bytes.clone())]);
    // Witnesses who leave show for ever that they saw by whom they were replaced.
    let root = opened.examined.replayed.state.root();
    let asked_before = root.and_then(|root| root.policy_changes().last());
    let is_cosigned = |before: &Registry| {
        let at_size = |size| root.map_or(before, |root| root.at_size(size));
        let policy = before.cosigners();
        let cosigned = log.cosigned(&note, at_size, &policy.witnesses());
        cosigned.is_some_and(|cosigned| cosigned.is_enough(&policy))
    };
    if asked_before.is_some_and(|(_, before)| is_cosigned(before)) {
        put.insert(format!("{}/{}", layout::COSIGNED, log.size()), bytes.clone());
    }
    if count.is_met {
        put.insert(layout::WITNESSED.to_owned(), bytes);
    }
    let message = "log: a witness has seen this head\n";
    let committed = commit::commit(world, opened, put, BTreeSet::new(), message)?;
    // The log is the same, and so is everything that is known of it.
    opened.remember(world, &committed.id);
    Ok((Added { written: true, left_alone: committed.left_alone }, count))
}

/// The lines by this registry's witnesses on a checkpoint that somebody sent; it must be the newest one.
///
/// # Errors
/// Where it is another one, or has no such line.
pub fn lines_of(opened: &Opened, note: &Note) -> Result<Vec<NoteSignature>, Error> {
    let (log, root) = authority(opened)?;
    if note.text() != log.signed().text() {
        return Err(WitnessError::NotNewest.into());
    }
    let witnesses = root.cosigners().witnesses();
    let is_known = |line: &&NoteSignature| {
        witnesses.iter().any(|key| key.name() == line.name() && key.id() == line.key_id())
    };
    let lines: Vec<NoteSignature> = note.signatures().iter().filter(is_known).cloned().collect();
    if lines.is_empty() { Err(WitnessError::NoLine.into()) } else { Ok(lines) }
}

/// A checkpoint that somebody sent; none where the bytes are something else.
#[must_use]
pub fn checkpoint_in(bytes: &[u8]) -> Option<Note> {
    let note = Note::parse(bytes).ok()?;
    note.text().parse::<Checkpoint>().ok()?;
    Some(note)
}
