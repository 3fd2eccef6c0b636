//! Programs that are started with nothing of this machine around them but PATH.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};

/// A program in a folder, with a home.
pub(crate) fn command(program: impl AsRef<OsStr>, folder: &Path, home: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home)
        .env("GIT_CONFIG_NOSYSTEM", "1");
    command
}

/// Says who commits.
pub(crate) fn by_test(command: &mut Command) {
    for role in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{role}_NAME"), "Test")
            .env(format!("GIT_{role}_EMAIL"), "test@foro.example");
    }
}

/// What a program printed, which must have succeeded.
#[track_caller]
pub(crate) fn printed(words: &str, output: Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words}: {error}");
    String::from_utf8(output.stdout).unwrap()
}
