//! Pipes and devices among the files that libgit2 reads when it opens a repository: it would wait for them for ever.

use std::path::{Path, PathBuf};

use super::{StoreError, config, plain};

/// The files that are read before anything else is known.
const FILES: [&str; 7] =
    ["config", "config.worktree", "HEAD", "commondir", "gitdir", "shallow", "info/grafts"];
/// Longest file that names a folder, in bytes.
const NAME_BYTES_MAX: u64 = 4 << 10;

/// Refuses a repository where one of them is no plain file, in its own folder or in one that it names.
///
/// # Errors
/// Where one is not.
pub(super) fn check(path: &Path) -> Result<(), StoreError> {
    let dot_git = path.join(".git");
    let mut folders = vec![path.to_owned()];
    if dot_git.is_dir() {
        folders.push(dot_git);
    } else if let Some(folder) = named(&dot_git, "gitdir:")? {
        folders.push(path.join(folder));
    }
    for folder in folders {
        check_folder(&folder)?;
        if let Some(common) = named(&folder.join("commondir"), "")? {
            check_folder(&folder.join(common))?;
        }
    }
    Ok(())
}

fn check_folder(folder: &Path) -> Result<(), StoreError> {
    for name in FILES {
        let file = folder.join(name);
        plain::open(&file).map_err(|why| StoreError::io(&file, why))?;
    }
    config::check_includes(&folder.join("config"))?;
    config::check_includes(&folder.join("config.worktree"))
}

/// The folder that a file names after these letters.
fn named(file: &Path, before: &str) -> Result<Option<PathBuf>, StoreError> {
    let bytes = plain::read(file, NAME_BYTES_MAX).map_err(|why| StoreError::io(file, why))?;
    let text = String::from_utf8_lossy(bytes.as_deref().unwrap_or_default()).into_owned();
    Ok(text.strip_prefix(before).map(str::trim).filter(|name| !name.is_empty()).map(PathBuf::from))
}
