//! `countersign doctor`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Serialize;

use super::failure::Failure;
use super::session::Session;
use super::version;
use countersign_core::escape;
use countersign_core::layout;
use countersign_speech::locale::{Sentence, Tell, message};
use countersign_workflow::clock::Doubt;
use countersign_workflow::officers::MAINTAINER_KEY;
use countersign_workflow::open::{self, Opened};
use countersign_workflow::{clock, folder, seen};

/// How every OpenSSH private key file begins.
const PRIVATE_KEY: &[u8] = b"-----BEGIN OPENSSH PRIVATE KEY-----";
/// Most files that are looked at.
const FILES_MAX: usize = 20_000;

/// Look at this machine and this registry, and say what would stop you
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

#[derive(Serialize)]
struct Checks {
    looked: Vec<HealthCheck>,
}

#[derive(Serialize)]
struct HealthCheck {
    good: bool,
    message: Sentence,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let Self {} = self;
        let keygen = message::doctor_keygen();
        let mut looked = vec![
            HealthCheck::at(true, format!("countersign {}", version::NUMBER)),
            HealthCheck::at(true, message::doctor_releases(version::NUMBER)),
            HealthCheck::at(runs("git"), message::doctor_git()),
            HealthCheck::at(runs("ssh-keygen"), keygen),
        ];
        let opened = open::find(session).and_then(|store| {
            let commit = open::head(&store)?;
            Opened::about(store, commit, &[])
        });
        let opened = opened.map_err(Failure::from);
        match opened {
            Err(failure) => {
                looked.push(HealthCheck::at(false, message::doctor_no_registry(failure.what)))
            }
            Ok(opened) => looked.extend(registry(session, &opened)?),
        }
        let (mut text, locale) = (String::new(), session.locale());
        for HealthCheck { good, message } in &looked {
            let word = if *good { "ok  " } else { "look" };
            let _ = writeln!(text, "{word}  {}", escape::terminal(&message.say(locale)));
        }
        let next = if looked.iter().all(|one| one.good) {
            "countersign verify".to_owned()
        } else {
            message::doctor_next().say(locale)
        };
        text.push_str(&super::prose::next(locale, next));
        session.answer_done("countersign.doctor/1", &Checks { looked }, &text)?;
        Ok(0)
    }
}

impl HealthCheck {
    fn at(good: bool, message: impl Tell) -> Self {
        Self { good, message: message.tell() }
    }
}

/// What there is to say about the registry here.
fn registry(session: &mut Session, opened: &Opened) -> Result<Vec<HealthCheck>, Failure> {
    let follows = || seen::check_follows(session, &opened.examined);
    let mut looked =
        vec![match opened.check_sound().and_then(|()| follows()).map_err(Failure::from) {
            Ok(()) => HealthCheck::at(true, message::doctor_sound()),
            Err(failure) => {
                let said = match failure.why {
                    Some(why) => message::finding_unread_copy(failure.what, why),
                    None => failure.what,
                };
                HealthCheck::at(false, said)
            }
        }];
    looked.push(if countersign_workflow::checkpoint::holds_log_key(session, opened) {
        HealthCheck::at(true, message::doctor_log_key())
    } else {
        HealthCheck::at(false, message::doctor_no_log_key())
    });
    let maintainer = opened.store.get_config(MAINTAINER_KEY)?.map(PathBuf::from);
    looked.push(if maintainer.is_some_and(|path| session.path(&path).is_file()) {
        HealthCheck::at(true, message::doctor_maintainer())
    } else {
        HealthCheck::at(false, message::doctor_no_maintainer())
    });
    let now = session.now();
    looked.push(match clock::doubt(now, opened) {
        None => HealthCheck::at(true, message::doctor_clock(now)),
        Some(Doubt::Behind(newest)) => {
            HealthCheck::at(false, message::doctor_clock_behind(now, newest.path, newest.time))
        }
        Some(Doubt::Ahead(newest)) => {
            HealthCheck::at(false, message::doctor_clock_ahead(now, newest.time, newest.path))
        }
    });
    let parts = opened.store.parts(&opened.commit, &layout::is_statement)?;
    let beside = folder::all(&opened.store, &parts)?;
    looked.extend(match beside.findings.first() {
        Some(first) => {
            Some(HealthCheck::at(false, message::doctor_folder_differs(first.path.as_str())))
        }
        None => {
            beside.not_checked.is_none().then(|| HealthCheck::at(true, message::doctor_folder()))
        }
    });
    let waiting = opened.examined.pending.admitted.len();
    let waits = message::status_waiting(waiting);
    looked.push(HealthCheck::at(waiting == 0, waits));
    for path in opened.store.work_tree().map(private_keys).unwrap_or_default() {
        let path = path.display().to_string();
        let what = message::doctor_private_key(path);
        looked.push(HealthCheck::at(false, what));
    }
    Ok(looked)
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
