//! What the maintainers know and nobody else may: below the state folder, outside of every repository.
//!
//! ```text
//! private/REGISTRY/asked/ID/vV/DOMAIN/HASH.json   who was asked, and HASH.no: who said no in private
//! ```
//!
//! REGISTRY is the registry's hash.
//! Folders are open to their owner alone (0700), and so are files (0600).

use std::path::{Path, PathBuf};

use super::error::MemoryError;
use super::open::Opened;
use super::{Error, World};
use countersign_git::directory::write_atomic;

/// Below which folder of the state folder all of it lies.
const FOLDER: &str = "private";
/// How deep folders lie below one another at most: `asked/2021/02/name/v1/domain`, with room to spare.
const DEPTH_MAX: usize = 8;

/// The folder of one registry; none where there is no home directory.
///
/// # Errors
/// Where it is not known which registry this is.
pub fn folder(world: &dyn World, opened: &Opened) -> Result<Option<PathBuf>, Error> {
    let registry = opened.registry()?.to_string();
    Ok(world.state_folder().map(|state| state.join(FOLDER).join(registry)))
}

/// The folder of one registry, which must be.
///
/// # Errors
/// Where there is no home directory.
pub fn place(world: &dyn World, opened: &Opened) -> Result<PathBuf, Error> {
    Ok(folder(world, opened)?.ok_or(MemoryError::NowhereForPrivate)?)
}

/// Writes one file, and the folders above it.
///
/// # Errors
/// Where it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    Ok(write_atomic(path, bytes, 0o600)?)
}

/// The plain files below a folder, sorted; nothing where there is none.
///
/// # Errors
/// Where a folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    walk(folder, 0, &mut files)?;
    files.sort();
    Ok(files)
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < DEPTH_MAX {
            walk(&entry.path(), depth + 1, files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}
