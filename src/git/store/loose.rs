//! Loose objects: one deflated file each, named by its id (gitformat-loose: `kind size NUL content`).
//!
//! libgit2 1.9.7 reads a truncated one for ever, so it is never asked.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::bufread::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::object::{Kind, ObjectError, ObjectId};
use super::plain;

/// Longest header: `commit `, twenty digits and NUL.
const HEADER_BYTES_MAX: usize = 28;
/// Room that is made before the first byte is seen, in bytes: a header alone cannot ask for more.
const ROOM_BYTES_MAX: u64 = 1 << 20;

/// Where the object lies below an `objects` folder.
pub(super) fn path(objects: &Path, id: &ObjectId) -> PathBuf {
    let hex = id.to_string();
    let (folder, file) = hex.split_at(2);
    objects.join(folder).join(file)
}

/// The object in one `objects` folder, if it is there and has at most `max_bytes`.
pub(super) fn read(
    objects: &Path,
    id: &ObjectId,
    max_bytes: u64,
) -> Result<Option<(Kind, Vec<u8>)>, ObjectError> {
    let path = path(objects, id);
    let file = match plain::open(&path) {
        Ok(Some(file)) => file,
        Ok(None) => return Ok(None),
        Err(why) => return Err(ObjectError::Io { path, why }),
    };
    let damaged = |why: &str| ObjectError::damaged(*id, why);
    let mut decoder = ZlibDecoder::new(io::BufReader::new(file));
    let header = header(&mut decoder).map_err(|_| damaged("it does not inflate"))?;
    let (kind, size) = parse_header(&header).ok_or_else(|| damaged("its header is not git's"))?;
    if size > max_bytes {
        return Err(ObjectError::TooLarge { id: *id, size_bytes: size, max_bytes });
    }
    let room = usize::try_from(size.min(ROOM_BYTES_MAX)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room);
    // One byte more than allowed, so that a stream that goes on is noticed.
    let mut bounded = decoder.take(size.saturating_add(1));
    bounded.read_to_end(&mut bytes).map_err(|_| damaged("it does not inflate"))?;
    if bytes.len() as u64 != size {
        return Err(damaged("its size is not what its header says"));
    }
    let mut rest = bounded.into_inner().into_inner();
    match rest.read(&mut [0]) {
        Ok(0) => Ok(Some((kind, bytes))),
        _ => Err(damaged("there is something behind its end")),
    }
}

fn header(decoder: &mut impl io::Read) -> io::Result<Vec<u8>> {
    let mut header = Vec::new();
    let mut byte = [1];
    while byte != [0] && header.len() < HEADER_BYTES_MAX {
        decoder.read_exact(&mut byte)?;
        header.extend_from_slice(&byte);
    }
    Ok(header)
}

fn parse_header(header: &[u8]) -> Option<(Kind, u64)> {
    let text = std::str::from_utf8(header.strip_suffix(&[0])?).ok()?;
    let (kind, digits) = text.split_once(' ')?;
    let size: u64 = digits.parse().ok()?;
    (size.to_string() == digits).then_some((Kind::from_word(kind.as_bytes())?, size))
}

/// Writes an object, whole or not at all; its bytes are durable then, but neither its name nor a new folder for it.
pub(super) fn write(path: &Path, kind: Kind, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)?;
    // `git gc` clears away what is called so, should this process be killed here.
    let mut file = tempfile::Builder::new().prefix("tmp_obj_").tempfile_in(folder)?;
    let mut encoder = ZlibEncoder::new(file.as_file_mut(), Compression::default());
    write!(encoder, "{kind} {}\0", bytes.len())?;
    encoder.write_all(bytes)?;
    encoder.finish()?;
    crate::directory::set_mode(file.as_file(), 0o444)?;
    file.as_file().sync_all()?;
    crate::windows::persist(file, path).map_err(|error| error.error)
}
