//! A coalition made by the real program, in a folder and a home of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::process::{command, printed};
use crate::program;

/// A registry named `coalition` beside its keys.
pub struct Coalition {
    folder: tempfile::TempDir,
}

impl Coalition {
    /// A registry in which `organisations` are enrolled and `2021/solidarity@1` is proposed, named by all of them.
    pub fn with(organisations: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("coalition")).unwrap();
        let coalition = Self { folder };
        for name in organisations.iter().chain(&["maria"]) {
            coalition.done(&format!("key new ../{name} --no-passphrase"));
        }
        coalition.done(
            "init --name Coalition --origin coalition.example/log --maintainer maria=../maria.pub",
        );
        let mut propose =
            "propose 2021/solidarity --title Solidarity --text en=../text.txt".to_owned();
        std::fs::write(coalition.path("text.txt"), "We stand together.\n\nWe ask for release.\n")
            .unwrap();
        for name in organisations {
            coalition
                .done(&format!("org add {name}.example --name {name} --key press=../{name}.pub"));
            propose.push_str(&format!(" --signatory {name}.example"));
        }
        coalition.done(&propose);
        coalition
    }

    /// A path beside the registry.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The registry.
    pub fn registry(&self) -> PathBuf {
        self.path("coalition")
    }

    /// A program in the registry, with nothing of this machine's environment but PATH.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = command(program, &self.registry(), &self.path("home"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// `countersign` with words as arguments, not yet started.
    pub fn countersign(&self, words: &str) -> Command {
        let mut command = self.command(program());
        command.args(words.split(' '));
        command
    }

    /// Runs `countersign`.
    pub fn run(&self, words: &str) -> Output {
        self.countersign(words).output().unwrap()
    }

    /// Runs `countersign`, which must succeed; gives what it printed.
    pub fn done(&self, words: &str) -> String {
        printed(words, self.run(words))
    }

    /// Runs git in the registry, which must succeed; gives what it printed.
    pub fn git(&self, words: &str) -> String {
        printed(words, self.command("git").args(words.split(' ')).output().unwrap())
    }

    /// The words that make an organisation act on `2021/solidarity@1`.
    pub fn act(act: &str, name: &str) -> String {
        format!(
            "{act} 2021/solidarity@1 --as {name}.example --key ../{name} --confirm {name}.example"
        )
    }
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").args(["-a", "--"]).arg(from).arg(to).status().unwrap();
    assert!(copied.success());
}
