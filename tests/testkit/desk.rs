//! A maintainer's registry and a desk somewhere else, in one folder; each command has a second and randomness of its own.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use countersign_cli::environment::Environment;
use tempfile::TempDir;

use crate::cli::{Ran, run_with};

/// What every desk begins with: two organisations with one key, and one where two of three must sign.
const BEGINNING: &[&str] = &[
    "key new ../maria --no-passphrase",
    "key new ../foro --no-passphrase",
    "key new ../uno --no-passphrase",
    "key new ../tres-a --no-passphrase",
    "key new ../tres-b --no-passphrase",
    "key new ../tres-c --no-passphrase",
    "key new ../stranger --no-passphrase",
    "init . --name Coalition --origin c.example/log --maintainer maria=../maria.pub",
    "org add foro.example --name Foro --key press=../foro.pub",
    "org add uno.example --name Uno --key press=../uno.pub",
    "org add tres.example --name Tres --key a=../tres-a.pub --key b=../tres-b.pub --key c=../tres-c.pub --threshold 2",
    "propose 2024/a --title A --text en=../one.txt --signatory foro.example --signatory uno.example --signatory tres.example",
];

pub struct Desk {
    pub top: TempDir,
    step: Cell<i64>,
}

impl Desk {
    /// A registry with a draft of one version.
    pub fn new() -> Self {
        let desk = Self::empty();
        std::fs::write(desk.path("one.txt"), "We stand together.\n").unwrap();
        std::fs::write(desk.path("two.txt"), "We stand together today.\n").unwrap();
        for line in BEGINNING {
            desk.done(line);
        }
        desk
    }

    /// An empty folder for a registry, and nobody who knows anything yet.
    pub fn empty() -> Self {
        let desk = Self { top: tempfile::tempdir().unwrap(), step: Cell::new(0) };
        std::fs::create_dir(desk.path("registry")).unwrap();
        desk
    }

    /// A path beside the registry.
    pub fn path(&self, name: &str) -> PathBuf {
        self.top.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The world of the next command, in a folder beside the registry.
    pub fn environment(&self, folder: &str) -> Environment {
        let step = self.step.replace(self.step.get() + 1);
        let now =
            countersign_core::time::Timestamp::from_unix_seconds(1_700_000_000 + step).unwrap();
        let mut environment = Environment::fixed(now, &step.to_be_bytes(), self.path(folder));
        for (name, folder) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
        ] {
            let folder = self.path(folder).display().to_string();
            environment.variables.insert(name.to_owned(), folder);
        }
        environment
    }

    /// Runs a command on the registry.
    pub fn run(&self, words: &str) -> Ran {
        self.run_in("registry", words)
    }

    /// Runs a command in a folder beside the registry.
    fn run_in(&self, folder: &str, words: &str) -> Ran {
        let words: Vec<&str> = words.split_whitespace().collect();
        run_with(self.environment(folder), &words)
    }

    #[track_caller]
    pub fn done(&self, words: &str) -> Ran {
        let ran = self.run(words);
        assert_eq!(ran.code, 0, "{words}: {ran:?}");
        ran
    }

    #[track_caller]
    pub fn refused(&self, words: &str, says: &str) -> Ran {
        let ran = self.run(words);
        assert_eq!(ran.code, 8, "{words}: {ran:?}");
        let said = format!("{}{}", ran.output, ran.messages);
        assert!(said.contains(says), "{words}: want {says:?} in {said}");
        ran
    }

    /// Asks an organisation into a folder of this name; gives the path of its request.
    #[track_caller]
    pub fn ask(&self, organisation: &str, version: &str, folder: &str) -> String {
        self.done(&format!("request {version} --org {organisation}.example -o ../{folder}"));
        format!("../{folder}/{organisation}.example/request.countersign")
    }

    /// Answers a request by `sign`, `decline` or `withdraw`; gives the path of the reply.
    #[track_caller]
    pub fn answer(&self, act: &str, request: &str, key: &str, reply: &str) -> String {
        let organisation = key.split('-').next().unwrap();
        self.done(&format!(
            "{act} {request} --key ../{key} --confirm {organisation}.example -o ../{reply}"
        ));
        format!("../{reply}")
    }

    /// How many organisations endorse the current version.
    pub fn endorsed(&self) -> u64 {
        let report = self.run("--json status 2024/a").output;
        let after = report.split("\"endorsed\": ").nth(1).unwrap();
        after.split(',').next().unwrap().parse().unwrap()
    }

    /// Every file of the registry's folder and branches, to see whether anything changed.
    pub fn heads(&self) -> String {
        let mut heads = String::new();
        let mut folders = vec![self.path("registry/.git/refs")];
        while let Some(folder) = folders.pop() {
            let mut inside: Vec<PathBuf> =
                std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            inside.sort();
            for path in inside {
                if path.is_dir() {
                    folders.push(path);
                } else {
                    heads.push_str(&format!("{} {}", path.display(), text(&path)));
                }
            }
        }
        heads
    }
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}
