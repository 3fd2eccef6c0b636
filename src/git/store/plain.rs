//! Plain files, and nothing that only looks like one: opening a pipe would wait for ever.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use crate::windows::leads_to_device;

/// The file at `path`; none where there is none.
pub(super) fn open(path: &Path) -> io::Result<Option<File>> {
    if leads_to_device(path) {
        return Err(io::Error::other("a name that Windows takes for a device"));
    }
    match fs::metadata(path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => return Err(io::Error::other("not a plain file")),
        Err(error) if is_absent(&error) => return Ok(None),
        Err(error) => return Err(error),
    }
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The bytes of the file at `path`; none where there is none.
pub(super) fn read(path: &Path, max_bytes: u64) -> io::Result<Option<Vec<u8>>> {
    let Some(file) = open(path)? else { return Ok(None) };
    // Room for all of it: git's index has a hundred megabytes where there are a million files.
    let room = file.metadata()?.len().min(max_bytes).saturating_add(1);
    let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes {
        return Err(io::Error::other(format!("more than {max_bytes} bytes")));
    }
    Ok(Some(bytes))
}

pub(super) fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
