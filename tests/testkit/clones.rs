//! Several clones of one bare remote, each with a home of its own; the program is the real one.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::process::{by_test, command, printed};
use crate::program;

/// A folder with the remote, the clones and the keys.
pub struct Clones {
    folder: tempfile::TempDir,
}

/// The names of the clones' people.
pub const FOUNDER: &str = "maria";

impl Clones {
    /// A registry founded by Maria's clone, in which `organisations` are enrolled and have signed and published
    /// `2021/solidarity@1`, sent to a bare remote, and cloned from there for each of `people`.
    pub fn with(organisations: &[&str], people: &[&str]) -> Self {
        let clones = Self::founded(organisations);
        clones.done(FOUNDER, "sync");
        for name in people {
            clones.clone_for(name);
        }
        clones
    }

    /// The same before anything was sent.
    pub fn founded(organisations: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clones = Self { folder };
        std::fs::create_dir_all(clones.path("clones/maria")).unwrap();
        for name in organisations.iter().chain(&[FOUNDER]) {
            clones.done(FOUNDER, &format!("key new ../../{name} --no-passphrase"));
        }
        clones.done(
            FOUNDER,
            "init --name Coalition --origin coalition.example/log --maintainer maria=../../maria.pub",
        );
        std::fs::write(clones.path("text.txt"), "We stand together.\n\nWe ask for release.\n")
            .unwrap();
        let mut propose =
            "propose 2021/solidarity --title Solidarity --text en=../../text.txt".to_owned();
        for name in organisations {
            clones.done(
                FOUNDER,
                &format!("org add {name}.example --name {name} --key press=../../{name}.pub"),
            );
            propose.push_str(&format!(" --signatory {name}.example"));
        }
        clones.done(FOUNDER, &propose);
        clones.done(FOUNDER, "publish 2021/solidarity@1 --confirm 2021/solidarity@1");
        clones.git_at(&clones.path(""), "init --quiet --bare --initial-branch=main remote.git");
        clones.git(FOUNDER, "remote add origin ../../remote.git");
        clones
    }

    /// Another clone, which holds neither the log's nor the maintainers' key.
    fn clone_for(&self, name: &str) {
        let target = format!("clone --quiet remote.git clones/{name}");
        self.git_at(&self.path(""), &target);
        // Relative to the clone, as Maria's is.
        self.git(name, "remote set-url origin ../../remote.git");
    }

    /// Lets a clone hold the log key.
    pub fn give_log_key(&self, name: &str) {
        let file = self.git(FOUNDER, "config countersign.log-key");
        self.git(name, &format!("config countersign.log-key {}", file.trim_end()));
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A clone's folder.
    pub fn clone_path(&self, name: &str) -> PathBuf {
        self.path("clones").join(name)
    }

    pub fn remote(&self) -> PathBuf {
        self.path("remote.git")
    }

    fn command(&self, folder: &Path, name: &str, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = command(program, folder, &self.path("homes").join(name));
        by_test(&mut command);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// `countersign` in a clone, not yet started.
    pub fn countersign(&self, name: &str, words: &str) -> Command {
        let mut command = self.command(&self.clone_path(name), name, program());
        command.args(words.split(' '));
        command
    }

    pub fn run(&self, name: &str, words: &str) -> Output {
        self.countersign(name, words).output().unwrap()
    }

    /// Runs `countersign` in a clone, which must succeed; gives what it printed.
    pub fn done(&self, name: &str, words: &str) -> String {
        printed(words, self.run(name, words))
    }

    /// Runs `countersign` in a clone, which must exit with this code; gives what it said.
    pub fn stopped(&self, name: &str, words: &str, code: i32) -> String {
        let output = self.run(name, words);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert_eq!(output.status.code(), Some(code), "{name}: {words}: {said}");
        said
    }

    /// Runs git in a clone, which must succeed; gives what it printed.
    pub fn git(&self, name: &str, words: &str) -> String {
        self.git_at(&self.clone_path(name), words)
    }

    /// Git in a clone, not yet started.
    pub fn git_command(&self, name: &str) -> Command {
        self.command(&self.clone_path(name), name, "git")
    }

    /// A shell in a clone, not yet started.
    pub fn shell_command(&self, name: &str) -> Command {
        self.command(&self.clone_path(name), name, "sh")
    }

    /// Runs git in a folder, which must succeed; gives what it printed.
    pub fn git_at(&self, folder: &Path, words: &str) -> String {
        let output = self.command(folder, "git", "git").args(words.split(' ')).output().unwrap();
        printed(words, output)
    }

    /// The words that make an organisation act on `2021/solidarity@1`.
    pub fn act(act: &str, name: &str) -> String {
        format!(
            "{act} 2021/solidarity@1 --as {name}.example --key ../../{name} --confirm {name}.example"
        )
    }
}
