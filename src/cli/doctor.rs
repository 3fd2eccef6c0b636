//! `countersign doctor`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Serialize;

use super::failure::Failure;
use super::open::{self, Opened};
use super::org::MAINTAINER_KEY;
use super::session::Session;
use crate::escape;

/// How every OpenSSH private key file begins.
const PRIVATE_KEY: &[u8] = b"-----BEGIN OPENSSH PRIVATE KEY-----";
/// Most files that are looked at.
const FILES_MAX: usize = 20_000;

/// Look at this machine and this registry, and say what would stop you
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

#[derive(Serialize)]
struct Checks {
    looked: Vec<Looked>,
}

#[derive(Serialize)]
struct Looked {
    good: bool,
    message: String,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let Self {} = self;
        let mut looked = Vec::new();
        let mut say = |good: bool, message: String| looked.push(Looked { good, message });
        say(true, format!("countersign {}", env!("CARGO_PKG_VERSION")));
        say(runs("git"), "git, for sending and receiving registries".to_owned());
        say(
            runs("ssh-keygen"),
            "ssh-keygen, for keys in an agent or a token, and for checking without countersign"
                .to_owned(),
        );
        match open::find(session).and_then(|store| {
            let commit = open::head(&store)?;
            Opened::at(store, commit)
        }) {
            Err(failure) => say(false, format!("no registry: {}", failure.what)),
            Ok(opened) => {
                match opened.check_sound() {
                    Ok(()) => say(true, "the registry here verifies".to_owned()),
                    Err(failure) => {
                        say(false, format!("{}: {}", failure.what, failure.why.unwrap_or_default()))
                    }
                }
                let holds = super::checkpoint::holds_log_key(session, &opened);
                say(
                    holds,
                    if holds {
                        "this machine holds the log key"
                    } else {
                        "this machine does not hold the log key"
                    }
                    .to_owned(),
                );
                let maintainer = opened.store.get_config(MAINTAINER_KEY)?.map(PathBuf::from);
                let there = maintainer.is_some_and(|path| session.path(&path).is_file());
                say(
                    there,
                    if there {
                        "a maintainer's key is noted"
                    } else {
                        "no maintainer's key is noted"
                    }
                    .to_owned(),
                );
                let waiting = opened.examined.pending.admitted.len();
                say(
                    waiting == 0,
                    format!(
                        "{} to be logged",
                        super::prose::count(waiting as u64, "record waits", "records wait")
                    ),
                );
                for path in opened.store.work_tree().map(private_keys).unwrap_or_default() {
                    say(
                        false,
                        format!(
                            "a private key lies in the registry, move it away: {}",
                            path.display()
                        ),
                    );
                }
            }
        }
        let mut text = String::new();
        for Looked { good, message } in &looked {
            let word = if *good { "ok  " } else { "look" };
            let _ = writeln!(text, "{word}  {}", escape::terminal(message));
        }
        let next = if looked.iter().all(|one| one.good) {
            "countersign verify"
        } else {
            "mend what is marked \"look\", where you need it"
        };
        let _ = writeln!(text, "next: {next}");
        session.answer_done("countersign.doctor/1", &Checks { looked }, &text)?;
        Ok(0)
    }
}

fn runs(program: &str) -> bool {
    Command::new(program)
        .arg("-?")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

/// Private key files anywhere in the folder that git could pick up.
fn private_keys(top: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![top.to_path_buf()];
    let mut left = FILES_MAX;
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            left = left.saturating_sub(1);
            let Some(kind) = file.file_type().ok().filter(|_| left > 0) else { continue };
            if kind.is_dir() && file.file_name() != ".git" && file.file_name() != "target" {
                folders.push(file.path());
            } else if kind.is_file() && begins_like_a_key(&file.path()) {
                found.push(file.path());
            }
        }
    }
    found.sort();
    found
}

fn begins_like_a_key(path: &Path) -> bool {
    use std::io::Read;
    let mut start = [0; PRIVATE_KEY.len()];
    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
        && start == PRIVATE_KEY
}
