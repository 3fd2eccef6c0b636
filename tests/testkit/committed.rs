//! A registry that [`Forge`] made, as a git repository.

use std::path::Path;
use std::process::Command;

use crate::forge::Forge;

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

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=x", "-c", "user.email=x@x.example"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .status()
        .unwrap();
    assert!(done.success());
}
