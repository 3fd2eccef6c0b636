//! A folder of pages, written beside its place and moved there when it is whole.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::super::failure::{Failure, Stop};
use countersign_speech::locale::message;

/// Lies in every site, so that a later one may replace it; nothing else is ever replaced.
const MARK: &str = ".countersign-site";
const MARK_TEXT: &str = "made by countersign site build, which replaces this folder\n";

/// Refuses a place where something lies that is no site.
pub(super) fn check(target: &Path, given: &str) -> Result<(), Failure> {
    let refuse = |why: &str| {
        Failure::new(Stop::Refused, message::failure_not_replaced(given))
            .why(why)
            .attempt(message::failure_site_folder())
    };
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
        Ok(found) if !found.is_dir() => Err(refuse("it is no folder")),
        Ok(_) if target.join(MARK).is_file() => Ok(()),
        Ok(_) if fs::read_dir(target)?.next().is_none() => Ok(()),
        Ok(_) => Err(refuse("other files than a site lie in it")),
    }
}

/// A site that is not whole yet; goes away if it never is.
pub(super) struct Draft {
    folder: tempfile::TempDir,
}

impl Draft {
    /// One beside its place, on the same file system.
    pub(super) fn beside(target: &Path) -> Result<Self, Failure> {
        let parent = target.parent().unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(parent)?;
        let folder = tempfile::Builder::new().prefix(".countersign-site-").tempdir_in(parent)?;
        let draft = Self { folder };
        draft.write(MARK, MARK_TEXT)?;
        Ok(draft)
    }

    /// Writes one page.
    pub(super) fn write(&self, path: &str, page: &str) -> io::Result<()> {
        let path = self.folder.path().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::File::create(path)?.write_all(page.as_bytes())
    }

    /// Moves the whole to its place; an older site is moved aside first, and removed last.
    pub(super) fn land(self, target: &Path, given: &str) -> Result<(), Failure> {
        // What came there meanwhile is not lost either.
        check(target, given)?;
        open(self.folder.path())?;
        let parent = target.parent().unwrap_or_else(|| Path::new("."));
        let aside = tempfile::Builder::new().prefix(".countersign-site-").tempdir_in(parent)?;
        let old = aside.path().join("old");
        let is_there = target.is_dir();
        if is_there {
            fs::rename(target, &old)?;
        }
        let new: PathBuf = self.folder.keep();
        if let Err(error) = fs::rename(&new, target) {
            if is_there {
                fs::rename(&old, target)?;
            }
            fs::remove_dir_all(&new)?;
            return Err(error.into());
        }
        Ok(())
    }
}

/// A temporary folder is its maker's alone; a site is for everybody.
#[cfg(unix)]
fn open(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open(_folder: &Path) -> io::Result<()> {
    Ok(())
}
