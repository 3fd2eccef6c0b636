//! `countersign key new|list|show|revocation|enrol`

mod enrol;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Serialize;
use zeroize::Zeroizing;

use super::failure::{Failure, Stop};
use super::prose::key_line;
use super::session::Session;
use countersign_core::escape;
use countersign_core::key::{PrivateKey, PublicKey};
use countersign_core::ledger::authority::Holder;
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Record, Revocation};
use countersign_core::reply::Reply;
use countersign_git::directory::write_atomic;
use countersign_git::real_path;
use countersign_speech as speech;
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::signer::{self, Signer};

/// Make a key, and see which keys a registry knows
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    New(New),
    /// List every key that the registry knows, and whose it is
    List,
    Show(Show),
    Revocation(Revocations),
    Enrol(enrol::Enrol),
}

/// Make a key: FILE stays with you, FILE.pub goes to the registry's maintainers
///
/// The files are ordinary OpenSSH key files. A passphrase is asked for, unless --no-passphrase is given.
#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// The private key's file
    file: PathBuf,
    /// Words in the key file that say whose it is
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    comment: String,
    /// Do not protect the key with a passphrase
    #[arg(long)]
    no_passphrase: bool,
    /// What FILE.revocation says, for the day when it is needed
    #[arg(long, value_name = "TEXT", default_value = "its holder ended it")]
    revocation_reason: Line,
}

/// Make a ready-made revocation of a key that exists: FILE.revocation, to be kept away from this computer
///
/// On the day when somebody imports it, it ends the key, in every registry that has it.
#[derive(Debug, clap::Args)]
pub(crate) struct Revocations {
    /// The key: a private key file, or a .pub file whose key the agent or a token has
    file: PathBuf,
    /// Why, for everybody to read on the day when it is needed
    #[arg(long, value_name = "TEXT", default_value = "its holder ended it")]
    reason: Line,
}

/// Show a key's fingerprint, and whose it is in this registry
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// A public or private key file
    file: PathBuf,
}

#[derive(Serialize)]
struct Keys {
    keys: Vec<KeyLine>,
}

#[derive(Serialize)]
struct KeyLine {
    key: String,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<String>,
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::New(arguments) => arguments.run(session),
            Self::List => list(session),
            Self::Show(arguments) => arguments.run(session),
            Self::Revocation(arguments) => arguments.run(session),
            Self::Enrol(arguments) => arguments.run(session),
        }
    }
}

impl New {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let private = session.path(&self.file);
        let public = PathBuf::from(format!("{}.pub", private.display()));
        let ending = PathBuf::from(format!("{}.revocation", private.display()));
        let shown = self.file.display();
        if let Some(there) = [&private, &public, &ending].into_iter().find(|one| one.exists()) {
            let there = there.file_name().unwrap_or_default().display();
            return Err(Failure::new(Stop::Refused, message::failure_exists(&there))
                .why(message::failure_exists_why())
                .attempt("countersign key new ANOTHER-NAME"));
        }
        if let Some(registry) = inside_registry(&private) {
            return Err(Failure::new(Stop::Refused, message::failure_private_in_registry())
                .why(message::failure_private_in_registry_why(registry.display()))
                .attempt("countersign key new ~/.ssh/NAME"));
        }
        let passphrase = self.passphrase(session)?;
        let key = PrivateKey::from_seed(&session.environment.random_bytes()?);
        let entropy = session.environment.random_bytes()?;
        let text = key
            .to_openssh(&self.comment, passphrase.as_ref().map(|words| words.as_str()), &entropy)
            .map_err(|error| {
                Failure::new(Stop::Usage, message::failure_key_unwritten()).why(error)
            })?;
        let line = format!("{} {}", key.public(), self.comment);
        let write = |path: &Path, bytes: &[u8], mode| {
            write_atomic(path, bytes, mode).map_err(Failure::from)
        };
        write(&private, text.as_bytes(), 0o600)?;
        write(&public, format!("{}\n", line.trim_end()).as_bytes(), 0o644)?;
        let made_key = key.public();
        let signer = Signer::InProcess(Box::new(key));
        let revocation = revocation(&signer, &self.revocation_reason)?;
        write(&ending, revocation.as_bytes(), 0o600)?;
        let made = KeyLine {
            key: made_key.to_string(),
            fingerprint: made_key.fingerprint(),
            holder: None,
        };
        let locale = session.locale();
        let lines = [
            message::key_made(&shown).say(locale),
            message::verify_fingerprint(&made.fingerprint).say(locale),
            message::key_keep(&shown).say(locale),
            super::prose::next(locale, message::key_next(&shown).say(locale)),
        ];
        let prose = lines.join("\n");
        session.answer_done("countersign.key/1", &Keys { keys: vec![made] }, &prose)?;
        Ok(0)
    }

    fn passphrase(&self, session: &mut Session) -> Result<Option<Zeroizing<String>>, Failure> {
        if self.no_passphrase {
            return Ok(None);
        }
        if !session.may_ask() {
            return Err(Failure::new(Stop::Refused, message::failure_passphrase_nobody())
                .why(message::failure_no_terminal())
                .attempt(message::failure_add_no_passphrase()));
        }
        let first = Zeroizing::new(session.ask_passphrase(&format!(
            "{} ",
            message::act_passphrase_new().say(session.locale())
        ))?);
        let second = Zeroizing::new(session.ask_passphrase(&format!(
            "{} ",
            message::act_passphrase_again().say(session.locale())
        ))?);
        if *first != *second {
            return Err(Failure::new(Stop::Refused, message::failure_two_passphrases())
                .why(message::failure_two_passphrases_why())
                .attempt(message::failure_again()));
        }
        if first.is_empty() {
            return Err(Failure::new(Stop::Refused, message::failure_empty_passphrase())
                .why(message::failure_empty_passphrase_why())
                .attempt(message::failure_add_no_passphrase()));
        }
        Ok(Some(first))
    }
}

impl Revocations {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let signer = Signer::open(session, &self.file)?;
        let name = self.file.display().to_string();
        let shown = format!("{}.revocation", name.strip_suffix(".pub").unwrap_or(&name));
        let path = session.path(Path::new(&shown));
        if path.exists() {
            return Err(Failure::new(Stop::Refused, message::failure_shown_exists(&shown))
                .why(message::failure_as_good())
                .attempt(message::failure_move_safe(&shown)));
        }
        write_atomic(&path, revocation(&signer, &self.reason)?.as_bytes(), 0o600)?;
        let public = signer.public();
        let made =
            KeyLine { key: public.to_string(), fingerprint: public.fingerprint(), holder: None };
        let said = message::key_revocation_made(&shown, made.fingerprint.as_str());
        let locale = session.locale();
        let next = super::prose::next(locale, message::key_revocation_next().say(locale));
        let prose = format!("{}\n{next}\n", said.say(locale));
        session.answer_done("countersign.key/1", &Keys { keys: vec![made] }, &prose)?;
        Ok(0)
    }
}

/// A reply in which a key ends itself.
fn revocation(signer: &Signer, reason: &Line) -> Result<String, Failure> {
    let body = Revocation { key: signer.public(), reason: reason.clone(), tag: Default::default() };
    let record = Record::new(&Body::Revocation(body))
        .map_err(|error| Failure::new(Stop::Usage, message::failure_no_revocation()).why(error))?;
    let words = format!(
        "the key {} ends itself; countersign import takes it in",
        signer.public().fingerprint()
    );
    let signature = signer.sign(&record)?;
    let reply = Reply::new(record, vec![signature])
        .map_err(|error| Failure::new(Stop::Error, message::failure_no_revocation()).why(error))?;
    Ok(reply.to_text(&words))
}

impl Show {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let key = signer::public_of(session, &self.file)?;
        let opened = Opened::sound_keys(session).ok();
        let holder = opened
            .as_ref()
            .and_then(|opened| opened.examined.pending.state.holders().of(key.ed25519()).map(name));
        let whose = match (&opened, &holder) {
            (None, _) => message::key_no_registry().say(session.locale()),
            (Some(_), Some(holder)) => message::key_of(holder).say(session.locale()),
            (Some(_), None) => message::key_nobody().say(session.locale()),
        };
        let prose = format!("{}\n{key}\n{whose}\n", key_line(&key));
        let line = KeyLine { key: key.to_string(), fingerprint: key.fingerprint(), holder };
        session.answer_done("countersign.key/1", &Keys { keys: vec![line] }, &prose)?;
        Ok(0)
    }
}

fn list(session: &mut Session) -> Result<u8, Failure> {
    let opened = Opened::sound_keys(session)?;
    let state = &opened.examined.pending.state;
    let mut lines = Vec::new();
    for maintainer in state.root().map_or(&[][..], |root| &root.body.maintainers) {
        lines.push((maintainer.key.clone(), name(&Holder::Maintainer(maintainer.label.clone()))));
    }
    for (domain, organisation) in state.organisations() {
        for tenure in organisation.keys.in_force() {
            lines.push((
                tenure.key.clone(),
                name(&Holder::Organisation(domain.clone(), tenure.label.clone())),
            ));
        }
    }
    let mut prose = String::new();
    for (key, holder) in &lines {
        let _ = writeln!(prose, "{}  {}", key_line(key), escape::terminal(holder));
    }
    prose.push_str(&format!(
        "{}\n",
        message::verify_next(message::key_next_compare().say(session.locale()))
            .say(session.locale())
    ));
    let line = |(key, holder): (PublicKey, String)| KeyLine {
        key: key.to_string(),
        fingerprint: key.fingerprint(),
        holder: Some(holder),
    };
    let keys = lines.into_iter().map(line).collect();
    session.answer_done("countersign.key/1", &Keys { keys }, &prose)?;
    Ok(0)
}

/// Whose key it is, as programs are told.
fn name(holder: &Holder) -> String {
    speech::holder(holder).english()
}

/// The registry that a path would lie in.
fn inside_registry(path: &Path) -> Option<PathBuf> {
    // Where it lies is asked of the file system: `registry/../key` is outside.
    let folder = path.ancestors().skip(1).find_map(|folder| real_path(folder).ok())?;
    let is_registry =
        |folder: &&Path| folder.join("keys/root").is_dir() && folder.join("registry/log").is_dir();
    folder.ancestors().find(is_registry).map(Path::to_path_buf)
}
