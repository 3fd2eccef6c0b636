//! What Windows does otherwise: names that are devices, spellings of a path, files that somebody else has open.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use tempfile::NamedTempFile;

use countersign_core::name::is_device;

/// How often a file is put in its place where another program has the old one open: virus scanners and indexers have
/// it for milliseconds.
const TRIES: u32 = 20;
/// The pause between two tries, in milliseconds.
const PAUSE_MILLISECONDS: u64 = 25;

/// Whether some part of a path is a device on this system.
pub(crate) fn leads_to_device(path: &Path) -> bool {
    let is_one = |part: Component| matches!(part, Component::Normal(name) if name.to_str().is_some_and(is_device));
    cfg!(windows) && path.components().any(is_one)
}

/// Where a path really lies, without links, as other programs and people spell it: without the `\\?\` that
/// `std::fs::canonicalize` puts before it on Windows.
///
/// # Errors
///
/// Those of [`std::fs::canonicalize`].
pub fn real_path(path: &Path) -> io::Result<PathBuf> {
    let real = fs::canonicalize(path)?;
    let spelt = real.to_str().filter(|_| cfg!(windows)).and_then(without_namespace);
    Ok(spelt.map_or(real, PathBuf::from))
}

/// Removes a file, also one that may only be read: git's objects are such files, which older Windows does not remove.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    #[cfg(windows)]
    if let Ok(found) = fs::symlink_metadata(path)
        && found.is_file()
        && found.permissions().readonly()
    {
        let mut permissions = found.permissions();
        permissions.set_readonly(false);
        fs::set_permissions(path, permissions)?;
    }
    fs::remove_file(path)
}

fn without_namespace(path: &str) -> Option<String> {
    let rest = path.strip_prefix(r"\\?\")?;
    match rest.strip_prefix(r"UNC\") {
        Some(share) => Some(format!(r"\\{share}")),
        None => (rest.as_bytes().get(1) == Some(&b':')).then(|| rest.to_owned()),
    }
}

/// Puts a file in its place, over an older one that others may have open.
pub(crate) fn persist(mut file: NamedTempFile, path: &Path) -> Result<(), tempfile::PersistError> {
    for _ in 1..TRIES {
        match file.persist(path) {
            Ok(_) => return Ok(()),
            Err(error) if cfg!(windows) && is_in_use(&error.error) => {
                file = error.file;
                std::thread::sleep(std::time::Duration::from_millis(PAUSE_MILLISECONDS));
            }
            Err(error) => return Err(error),
        }
    }
    file.persist(path).map(drop)
}

/// Access denied, a sharing or a lock violation: what Windows says while somebody has the file (winerror.h).
fn is_in_use(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_namespace_is_taken_off_drives_and_shares_alone() {
        assert_eq!(without_namespace(r"\\?\C:\a").as_deref(), Some(r"C:\a"));
        assert_eq!(without_namespace(r"\\?\UNC\host\a").as_deref(), Some(r"\\host\a"));
        assert_eq!(without_namespace(r"\\?\Volume{1}\a"), None);
        assert_eq!(without_namespace("/a"), None);
    }

    #[test]
    fn a_file_takes_the_place_of_one_that_is_open() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "old").unwrap();
        let open = std::fs::File::open(&path).unwrap();
        let new = NamedTempFile::new_in(folder.path()).unwrap();
        std::fs::write(new.path(), "new").unwrap();
        // On Windows it waits until the reader is done.
        let reader = std::thread::spawn(move || {
            std::thread::sleep(std::time::Duration::from_millis(PAUSE_MILLISECONDS));
            drop(open);
        });
        persist(new, &path).unwrap();
        reader.join().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
    }
}
