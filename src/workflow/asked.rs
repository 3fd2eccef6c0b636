//! Who was asked, when, and until when: notes on a branch of their own for each version.
//!
//! They count for nothing and are part of no verdict. Like a draft, they leave this machine only when somebody sends
//! their branch; a note is named by its hash, so that two maintainers join theirs by taking both.
//! The branch also keeps each no that was not published, so that an older yes does not take its place.

use std::collections::{BTreeMap, BTreeSet};

use super::beside::Beside;
use super::error::DraftError;
use super::land::Signed;
use super::open::{self, Opened};
use super::{Error, World};
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_core::record::{Body, Record};
use countersign_core::reply::{REPLY_BYTES_MAX, Reply};
use countersign_core::request::note::{NOTE_BYTES_MAX, Note};
use countersign_core::time::Timestamp;
use countersign_core::tree::Source;

/// Where every version's branch begins.
const BRANCHES: &str = "requests/";
/// How the name of a reply ends that was not published.
const NO: &str = ".no";

/// The notes about one version, oldest first; what is none is passed over.
///
/// # Errors
/// Where they cannot be read.
pub fn about(opened: &Opened, id: &VersionId) -> Result<Vec<Note>, Error> {
    let Some(commit) = opened.store.branch(&layout::requests_branch(id))? else {
        return Ok(Vec::new());
    };
    let snapshot = opened.store.snapshot(&commit)?;
    let folder = format!("{}/requests/", layout::version_folder(id));
    let mut notes = Vec::new();
    for path in snapshot.listing().files.keys().filter(|path| path.starts_with(&folder)) {
        let bytes = open::read_file(&snapshot, path, NOTE_BYTES_MAX as u64);
        let note = bytes.ok().and_then(|bytes| Note::read(&bytes).ok());
        notes.extend(note.filter(|note| note.version_id() == *id));
    }
    notes.sort_by_key(Note::asked_at);
    Ok(notes)
}

/// The acts on a version that were made ready for `ssh-keygen`, by their hashes: their salts went out with the requests.
///
/// # Errors
/// Where the notes cannot be read.
pub fn ready_made(opened: &Opened, id: &VersionId) -> Result<BTreeSet<Hash>, Error> {
    let notes = about(opened, id)?;
    Ok(notes.iter().flat_map(Note::answers).map(Record::hash).collect())
}

/// Whether the notes about a version name an organisation: that it was asked, or a no that was not published.
///
/// # Errors
/// Where they cannot be read.
pub fn names(opened: &Opened, id: &VersionId, domain: &Domain) -> Result<bool, Error> {
    let Some(commit) = opened.store.branch(&layout::requests_branch(id))? else {
        return Ok(false);
    };
    let folder = layout::requests_folder(id, domain);
    let snapshot = opened.store.snapshot(&commit)?;
    Ok(snapshot.listing().files.keys().any(|path| path.starts_with(&folder)))
}

/// Every note of this clone, oldest first.
///
/// # Errors
/// Where they cannot be read.
pub fn all(opened: &Opened) -> Result<Vec<Note>, Error> {
    let mut notes = Vec::new();
    for branch in opened.store.other_branches(BRANCHES)?.keys() {
        if let Some(id) = layout::version_of_requests_branch(branch) {
            notes.extend(about(opened, &id)?);
        }
    }
    notes.sort_by_key(Note::asked_at);
    Ok(notes)
}

/// When organisations last said no to a version before it was published, where that was not published with it.
///
/// A yes that they signed before that is none: it would have been ended by what the registry does not show.
///
/// # Errors
/// Where they cannot be read.
pub fn noes(opened: &Opened, id: &VersionId) -> Result<BTreeMap<Domain, Timestamp>, Error> {
    let mut noes = BTreeMap::new();
    let Some(commit) = opened.store.branch(&layout::requests_branch(id))? else {
        return Ok(noes);
    };
    let snapshot = opened.store.snapshot(&commit)?;
    let is_no = |path: &&String| path.ends_with(NO);
    for path in snapshot.listing().files.keys().filter(is_no) {
        let bytes = open::read_file(&snapshot, path, REPLY_BYTES_MAX as u64);
        let Some(reply) = bytes.ok().and_then(|bytes| Reply::from_text(&bytes).ok()) else {
            continue;
        };
        if let Body::Endorsement(body) = reply.record().body()
            && body.act != Act::Endorse
            && reply.record().version().as_ref() == Some(id)
        {
            let last = noes.entry(body.organisation.clone()).or_insert(body.made_at);
            *last = body.made_at.max(*last);
        }
    }
    Ok(noes)
}

/// What an organisation said that is no yes and was not published.
#[derive(Debug)]
pub struct No {
    /// The act.
    pub act: Signed,
    /// What stands above it in its file, for whoever opens that.
    pub preface: String,
}

/// Keeps each no that was not published, outside of what anybody is shown.
///
/// # Errors
/// Where one cannot be written.
pub(crate) fn keep_noes(
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
    noes: Vec<No>,
) -> Result<(), Error> {
    let mut put = BTreeMap::new();
    for No { act, preface } in noes {
        let Body::Endorsement(body) = act.record.body() else { continue };
        let folder = layout::requests_folder(id, &body.organisation);
        let path = format!("{folder}{}{NO}", act.record.hash());
        let reply = Reply::new(act.record, act.signatures).map_err(DraftError::Reply)?;
        put.insert(path, reply.to_text(&preface).into_bytes());
    }
    if put.is_empty() { Ok(()) } else { write(world, opened, id, put) }
}

/// Remembers that these organisations were asked about a version.
///
/// # Errors
/// Where that cannot be written.
pub fn keep(
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
    notes: &[Note],
) -> Result<(), Error> {
    let mut put = BTreeMap::new();
    for note in notes {
        let bytes = note.bytes().map_err(DraftError::Note)?;
        let folder = layout::requests_folder(id, note.organisation());
        put.insert(format!("{folder}{}.json", Hash::of(&bytes)), bytes);
    }
    write(world, opened, id, put)
}

fn write(
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
    put: BTreeMap<String, Vec<u8>>,
) -> Result<(), Error> {
    let branch = Beside::find(opened, layout::requests_branch(id))?;
    branch.commit(world, opened, put, BTreeSet::new(), &format!("ask about {id}\n"))
}
