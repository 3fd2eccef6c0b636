//! A registry that [`Forge`] made, as a git repository.

use std::path::Path;

use crate::forge::Forge;
use crate::git::git;

/// The forged files in a new repository, in one commit.
pub fn committed(forge: &Forge) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "-q"]);
    commit(forge, folder.path());
    folder
}

/// The forged files instead of those in a repository, in one commit more.
pub fn commit(forge: &Forge, folder: &Path) {
    for name in ["keys", "registry"] {
        let _ = std::fs::remove_dir_all(folder.join(name));
    }
    forge.write_to(folder);
    git(folder, &["add", "keys", "registry"]);
    git(folder, &["commit", "-qm", "x"]);
}
