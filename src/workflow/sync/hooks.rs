//! Programs that run in a folder on this computer when something is sent there: its own hooks, with all that its reader may do.
//!
//! Such a folder may have come with the clone that names it, so that nobody looked at it.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::error::SyncError;
use crate::{Error, World};
use countersign_core::digest::Hash;
use countersign_git::store::Store;

/// Most bytes of a hook that are compared with what was agreed to.
const HOOK_BYTES_MAX: u64 = 1 << 20;

/// Refuses a folder with programs that nobody agreed to; `are_allowed` is that somebody agrees now.
///
/// # Errors
/// Where it has such programs, or what was agreed to cannot be kept.
pub(super) fn check(
    world: &dyn World,
    store: &Store,
    address: &str,
    are_allowed: bool,
) -> Result<(), Error> {
    let top = store.work_tree().unwrap_or_else(|| store.common_dir());
    let Some(there) = crate::git::folder_of(address, top) else { return Ok(()) };
    let (names, print) = programs(&there);
    if names.is_empty() {
        return Ok(());
    }
    let agreed = world.state_folder().map(|folder| folder.join("hooks").join(print.to_string()));
    if agreed.as_ref().is_some_and(|file| file.exists()) {
        return Ok(());
    }
    if !are_allowed {
        let folder = there.display().to_string();
        return Err(SyncError::Hooks { folder, names }.into());
    }
    if let Some(file) = agreed {
        fs::create_dir_all(file.parent().unwrap_or(&file))?;
        fs::write(file, there.display().to_string())?;
    }
    Ok(())
}

/// The programs that git runs there, and a hash over where and what they are.
fn programs(there: &Path) -> (Vec<String>, Hash) {
    let git = [there.join(".git"), there.to_owned()];
    let git = git.into_iter().find(|git| git.join("objects").is_dir());
    let Some(git) = git else { return (Vec::new(), Hash::of(b"")) };
    let mut folders = vec![git.join("hooks")];
    let elsewhere = Store::open(there).and_then(|store| store.get_config("core.hooksPath"));
    folders.extend(elsewhere.ok().flatten().map(|folder| git.join(folder)));
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        files.extend(entries.map(|entry| entry.path()).filter(|path| is_program(path)));
    }
    files.sort();
    let mut all = there.display().to_string().into_bytes();
    for file in &files {
        all.extend_from_slice(file.display().to_string().as_bytes());
        let open = fs::File::open(file).ok();
        let mut bytes = Vec::new();
        let _ = open.and_then(|open| open.take(HOOK_BYTES_MAX).read_to_end(&mut bytes).ok());
        all.extend_from_slice(Hash::of(&bytes).as_bytes());
    }
    let names = files.iter().filter_map(|file| file.file_name());
    (names.map(|name| name.to_string_lossy().into_owned()).collect(), Hash::of(&all))
}

fn is_program(path: &Path) -> bool {
    let Ok(found) = fs::metadata(path) else { return false };
    #[cfg(unix)]
    let may_run = std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let may_run = true;
    found.is_file() && may_run && path.extension().is_none_or(|one| one != "sample")
}
