//! Who was asked, when, until when, in which language, at which address: private notes, one file for each request.
//!
//! They count for nothing and are part of no verdict.
//! They lie on the maintainers' machine ([`private`]), so that no way of sending a repository sends them; a note is named
//! by its hash, so that two maintainers join theirs by taking both.
//! Beside them lies each no that was not published, so that an older yes does not take its place.
//!
//! They used to lie on branches `requests/…`, which leave with `git push --all`: what is found there is moved.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::error::{DraftError, MemoryError};
use super::land::Signed;
use super::open::{self, Opened};
use super::{Error, World, cache, private};
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_core::record::{Body, Record};
use countersign_core::reply::{REPLY_BYTES_MAX, Reply};
use countersign_core::request::note::{NOTE_BYTES_MAX, Note};
use countersign_core::time::Timestamp;
use countersign_core::tree::Source;

/// Where every version's branch began.
const BRANCHES: &str = "requests/";
/// The folder below that of the registry.
pub(crate) const FOLDER: &str = "asked";
/// How the name of a reply ends that was not published.
const NO: &str = "no";

/// The notes about one version, oldest first; what is none is passed over.
///
/// # Errors
/// Where they cannot be read.
pub fn about(world: &dyn World, opened: &Opened, id: &VersionId) -> Result<Vec<Note>, Error> {
    let notes = read(files(world, opened, Some(id))?).into_iter();
    Ok(notes.filter(|note| note.version_id() == *id).collect())
}

/// Every note about this registry, oldest first.
///
/// # Errors
/// Where they cannot be read.
pub fn all(world: &dyn World, opened: &Opened) -> Result<Vec<Note>, Error> {
    Ok(read(files(world, opened, None)?))
}

fn read(files: Vec<PathBuf>) -> Vec<Note> {
    let note = |file: PathBuf| Note::read(&cache::read(&file, NOTE_BYTES_MAX as u64)?).ok();
    let mut notes: Vec<Note> = files.into_iter().filter_map(note).collect();
    notes.sort_by_key(Note::asked_at);
    notes
}

/// The acts on a version that were made ready for `ssh-keygen`, by their hashes: their salts went out with the requests.
///
/// # Errors
/// Where the notes cannot be read.
pub fn ready_made(
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
) -> Result<BTreeSet<Hash>, Error> {
    let notes = about(world, opened, id)?;
    Ok(notes.iter().flat_map(Note::answers).map(Record::hash).collect())
}

/// Where the notes about a version name an organisation, if they do: that it was asked, or a no that was not published.
///
/// # Errors
/// Where they cannot be read.
pub fn place(
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
    domain: &Domain,
) -> Result<Option<PathBuf>, Error> {
    take_in_branches(world, opened)?;
    let Some(folder) = private::folder(world, opened)? else { return Ok(None) };
    let folder = folder.join(FOLDER).join(version_folder(id)).join(domain.as_str());
    Ok((!private::files(&folder)?.is_empty()).then_some(folder))
}

/// When organisations last said no to a version before it was published, where that was not published with it.
///
/// A yes that they signed before that is none: it would have been ended by what the registry does not show.
///
/// # Errors
/// Where they cannot be read.
pub fn noes(
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
) -> Result<BTreeMap<Domain, Timestamp>, Error> {
    let mut noes = BTreeMap::new();
    for file in files(world, opened, Some(id))? {
        if file.extension().is_none_or(|end| end != NO) {
            continue;
        }
        let bytes = cache::read(&file, REPLY_BYTES_MAX as u64);
        let Some(reply) = bytes.and_then(|bytes| Reply::from_text(&bytes).ok()) else { continue };
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
    for No { act, preface } in noes {
        let Body::Endorsement(body) = act.record.body() else { continue };
        let domain = body.organisation.clone();
        let name = format!("{}.{NO}", act.record.hash());
        let reply = Reply::new(act.record, act.signatures).map_err(DraftError::Reply)?;
        write(world, opened, id, (&domain, &name, reply.to_text(&preface).as_bytes()))?;
    }
    Ok(())
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
    for note in notes {
        let bytes = note.bytes().map_err(DraftError::Note)?;
        let name = format!("{}.json", Hash::of(&bytes));
        write(world, opened, id, (note.organisation(), &name, &bytes))?;
    }
    Ok(())
}

fn write(
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
    (domain, name, bytes): (&Domain, &str, &[u8]),
) -> Result<(), Error> {
    let folder = private::place(world, opened)?.join(FOLDER).join(version_folder(id));
    private::write(&folder.join(domain.as_str()).join(name), bytes)
}

/// The private files about one version, or about all.
fn files(
    world: &dyn World,
    opened: &Opened,
    id: Option<&VersionId>,
) -> Result<Vec<PathBuf>, Error> {
    take_in_branches(world, opened)?;
    let Some(folder) = private::folder(world, opened)? else { return Ok(Vec::new()) };
    let folder = folder.join(FOLDER);
    private::files(&id.map_or_else(|| folder.clone(), |id| folder.join(version_folder(id))))
}

fn version_folder(id: &VersionId) -> String {
    format!("{}/v{}", id.statement, id.version)
}

/// The notes and the noes about this registry, each as its file says it.
///
/// # Errors
/// Where they cannot be read.
pub(crate) fn kept(
    world: &dyn World,
    opened: &Opened,
) -> Result<(Vec<String>, Vec<String>), Error> {
    let (mut notes, mut noes) = (Vec::new(), Vec::new());
    for file in files(world, opened, None)? {
        let bytes_max = REPLY_BYTES_MAX.max(NOTE_BYTES_MAX) as u64;
        let text = cache::read(&file, bytes_max).and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(text) = text else { continue };
        match file.extension().is_some_and(|end| end == NO) {
            true => noes.push(text),
            false => notes.push(text),
        }
    }
    Ok((notes, noes))
}

/// Keeps a note that a colleague handed over; whether it is new here.
///
/// # Errors
/// Where it cannot be written.
pub(crate) fn keep_more(world: &dyn World, opened: &Opened, note: &Note) -> Result<bool, Error> {
    let (id, bytes) = (note.version_id(), note.bytes().map_err(DraftError::Note)?);
    let name = format!("{}.json", Hash::of(&bytes));
    if path(world, opened, &id, (note.organisation(), &name))?.exists() {
        return Ok(false);
    }
    write(world, opened, &id, (note.organisation(), &name, &bytes)).map(|()| true)
}

/// Keeps a no that a colleague handed over; whether it is one, and new here.
///
/// # Errors
/// Where it cannot be written.
pub(crate) fn keep_no(
    world: &dyn World,
    opened: &Opened,
    reply: &Reply,
    text: &str,
) -> Result<bool, Error> {
    let record = reply.record();
    let (Body::Endorsement(body), Some(id)) = (record.body(), record.version()) else {
        return Ok(false);
    };
    let name = format!("{}.{NO}", record.hash());
    let is_here = path(world, opened, &id, (&body.organisation, &name))?.exists();
    if is_here || body.act == Act::Endorse {
        return Ok(false);
    }
    write(world, opened, &id, (&body.organisation, &name, text.as_bytes())).map(|()| true)
}

fn path(
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
    (domain, name): (&Domain, &str),
) -> Result<PathBuf, Error> {
    let folder = private::place(world, opened)?.join(FOLDER).join(version_folder(id));
    Ok(folder.join(domain.as_str()).join(name))
}

/// Moves what lies on branches of this clone.
fn take_in_branches(world: &dyn World, opened: &Opened) -> Result<(), Error> {
    for (branch, commit) in opened.store.other_branches(BRANCHES)? {
        let Some(id) = layout::version_of_requests_branch(&branch) else { continue };
        if world.state_folder().is_none() {
            return Err(MemoryError::NowhereForPrivate.into());
        }
        let snapshot = opened.store.snapshot(&commit)?;
        let below = format!("{}/requests/", layout::version_folder(&id));
        for path in snapshot.listing().files.keys() {
            let parts = path.strip_prefix(&below).and_then(|rest| rest.split_once('/'));
            let Some((Ok(domain), name)) = parts.map(|(first, name)| (first.parse(), name)) else {
                continue;
            };
            // A name of git's is a safe one only where it is a hash with an ending.
            let hash = name.strip_suffix(".json").or_else(|| name.strip_suffix(".no"));
            if hash.is_some_and(|hash| hash.parse::<Hash>().is_ok()) {
                let bytes_max = REPLY_BYTES_MAX.max(NOTE_BYTES_MAX) as u64;
                let bytes = open::read_file(&snapshot, path, bytes_max)?;
                write(world, opened, &id, (&domain, name, &bytes))?;
            }
        }
        // Where somebody else writes, or it is checked out, it goes the next time.
        if let Ok(lock) = opened.store.lock() {
            drop(lock.delete_branch(&branch, commit));
        }
    }
    Ok(())
}
