//! Requests and replies as files: what came by mail, and what is to be sent.
//!
//! A file is read once: what was checked is what is shown, and what was shown is what is signed.

use std::path::{Path, PathBuf};

use super::error::PaperError;
use super::land::Signed;
use super::{Error, World, files};
use countersign_core::invitation::Invitation;
use countersign_core::record::Record;
use countersign_core::record::wish::SignedWish;
use countersign_core::reply::{self, Reply};
use countersign_core::request::{REQUEST_BYTES_MAX, Request};
use countersign_git::directory::write_atomic;

/// What came by mail.
#[derive(Debug)]
pub enum Paper {
    /// A request.
    Request(Box<Request>),
    /// A reply, with the signatures of those who signed before.
    Reply(Box<Reply>),
}

/// The request or the reply in a file.
///
/// # Errors
/// Where it cannot be read, or holds neither.
pub fn read(world: &dyn World, file: &Path) -> Result<Paper, Error> {
    let bytes = bytes_of(world, file)?;
    if reply::ENVELOPE.is_in(&bytes) {
        return Ok(Paper::Reply(Box::new(reply(file, &bytes)?)));
    }
    Ok(Paper::Request(Box::new(request(file, &bytes)?)))
}

/// The request in a file.
///
/// # Errors
/// Where it cannot be read, or holds none.
pub fn read_request(world: &dyn World, file: &Path) -> Result<Request, Error> {
    Ok(request(file, &bytes_of(world, file)?)?)
}

/// The invitation in a file.
///
/// # Errors
/// Where it cannot be read, or holds none.
pub fn read_invitation(world: &dyn World, file: &Path) -> Result<Invitation, Error> {
    let no_invitation = |why| PaperError::NoInvitation { file: file.to_owned(), why };
    Ok(Invitation::from_text(&bytes_of(world, file)?).map_err(no_invitation)?)
}

/// The signed wish in a file.
///
/// # Errors
/// Where it cannot be read, or holds none.
pub fn read_wish(world: &dyn World, file: &Path) -> Result<SignedWish, Error> {
    let no_wish = |why| PaperError::NoWish { file: file.to_owned(), why };
    Ok(SignedWish::from_text(&bytes_of(world, file)?).map_err(no_wish)?)
}

/// Writes a signed wish, for its holder alone; nothing is written over.
///
/// # Errors
/// Where something lies there, or it cannot be written.
pub fn write_wish(world: &dyn World, wish: &SignedWish, file: &Path) -> Result<(), Error> {
    if world.path(file).exists() {
        return Err(PaperError::OtherFile(file.to_owned()).into());
    }
    let text = wish.to_text();
    let text = text.map_err(|why| PaperError::NoWish { file: file.to_owned(), why })?;
    Ok(write_atomic(&world.path(file), text.as_bytes(), 0o600)?)
}

fn bytes_of(world: &dyn World, file: &Path) -> Result<Vec<u8>, PaperError> {
    files::read(world, file, REQUEST_BYTES_MAX as u64).map_err(PaperError::File)
}

fn request(file: &Path, bytes: &[u8]) -> Result<Request, PaperError> {
    Request::from_text(bytes).map_err(|why| PaperError::NoRequest { file: file.to_owned(), why })
}

fn reply(file: &Path, bytes: &[u8]) -> Result<Reply, PaperError> {
    Reply::from_text(bytes).map_err(|why| PaperError::NoReply { file: file.to_owned(), why })
}

/// What lies where a reply is to be written: nothing, or a reply with the same record.
///
/// # Errors
/// Where something else lies there.
pub fn there(world: &dyn World, record: &Record, file: &Path) -> Result<Option<Reply>, Error> {
    if !world.path(file).exists() {
        return Ok(None);
    }
    let there = bytes_of(world, file).and_then(|bytes| reply(file, &bytes)).ok();
    let there = there.filter(|there| there.record().hash() == record.hash());
    there.map(Some).ok_or_else(|| PaperError::OtherReply(file.to_owned()).into())
}

/// What other officers have of an answer in the files where this one's would be written: the reply, or, for `ssh-keygen`,
/// what lies beside the request or in `output`.
#[must_use]
pub fn begun(world: &dyn World, name: &str, output: Option<&Path>, beside: &Path) -> Vec<Record> {
    let start = format!("{name}-");
    let is_its = |file: &PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(&start) && name.ends_with(".json")
    };
    let listed = std::fs::read_dir(world.path(beside)).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = listed.map(|entry| beside.join(entry.file_name())).collect();
    files.retain(is_its);
    files.sort();
    let files = output.map_or(files, |output| vec![output.to_owned()]);
    let record = |file: &PathBuf| {
        let bytes = bytes_of(world, file).ok()?;
        match reply(file, &bytes) {
            Ok(reply) => Some(reply.record().clone()),
            Err(_) => Record::read(bytes).ok(),
        }
    };
    files.iter().filter_map(record).collect()
}

/// Writes a reply, and gives how many signatures it has; those over the same record that the file has stay in it.
///
/// `words` stand above it, for whoever opens the file.
///
/// # Errors
/// Where something else lies there, or it cannot be written.
pub fn add(world: &dyn World, mut item: Signed, file: &Path, words: &str) -> Result<u64, Error> {
    if let Some(there) = there(world, &item.record, file)? {
        let (record, signatures) = there.into_parts();
        item.join(Signed { record, signatures });
    }
    write(world, item, file, words)
}

/// Writes a reply whatever lies there, and gives how many signatures it has.
///
/// # Errors
/// Where it cannot be written.
pub fn write(world: &dyn World, item: Signed, file: &Path, words: &str) -> Result<u64, Error> {
    let count = item.signatures.len() as u64;
    write_atomic(&world.path(file), text(item, words)?.as_bytes(), 0o644)?;
    Ok(count)
}

/// A reply as it is sent.
///
/// # Errors
/// Where nobody has signed, or too many.
pub fn text(item: Signed, words: &str) -> Result<String, Error> {
    let reply = Reply::new(item.record, item.signatures).map_err(PaperError::NotMade)?;
    Ok(reply.to_text(words))
}

/// Writes a record for `ssh-keygen` to sign, and gives its file: `output`, else one named for it in `beside`; a file
/// that has exactly these bytes is left as it is.
///
/// # Errors
/// Where something else lies there, or it cannot be written.
pub fn write_unsigned(
    world: &dyn World,
    record: &Record,
    name: &str,
    output: Option<&Path>,
    beside: &Path,
) -> Result<PathBuf, Error> {
    let bytes = record.bytes();
    let holds = |file: &Path| std::fs::read(world.path(file)).is_ok_and(|content| content == bytes);
    let ready = beside.join(format!("{name}.json"));
    let file = match output {
        Some(output) => output.to_owned(),
        None if holds(&ready) => ready,
        None => beside.join(format!("{name}-{}.json", record.hash().short())),
    };
    if !holds(&file) {
        if world.path(&file).exists() {
            return Err(PaperError::OtherFile(file).into());
        }
        write_atomic(&world.path(&file), &bytes, 0o644)?;
    }
    Ok(file)
}
