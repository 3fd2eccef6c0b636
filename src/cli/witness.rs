//! `countersign witness cosign|submit|vkey`

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use base64ct::{Base64, Encoding};
use serde::Serialize;

use super::failure::{Failure, Stop};
use super::fetch::{self, Connect};
use super::session::Session;
use crate::landing;
use countersign_core::checkpoint::{self, Checkpoint};
use countersign_core::escape;
use countersign_core::layout;
use countersign_core::log::{self, Log};
use countersign_core::note::{
    Algorithm, KeyName, NOTE_BYTES_MAX, Note, NoteSignature, VerifierKey,
};
use countersign_core::record::Registry;
use countersign_core::verify::memory::Seen;
use countersign_git::directory::write_atomic;
use countersign_speech::locale::message;
use countersign_workflow::commit;
use countersign_workflow::open::Opened;
use countersign_workflow::seen;
use countersign_workflow::signer::{self, Signer};

/// Most often that a witness which saw another size is asked again.
const ATTEMPTS_MAX: usize = 3;

/// Watch somebody's log, so that nobody can be shown another one
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Cosign(Cosign),
    Submit(Submit),
    Vkey(Vkey),
}

/// Check the whole registry as a witness, and say that you saw this head
///
/// Refuses where it does not verify, or does not go on from what this computer saw before.
#[derive(Debug, clap::Args)]
pub(crate) struct Cosign {
    /// The witness's private key
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Write the cosigned checkpoint to FILE, to be sent to the maintainers, and nothing to the registry
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Send the newest checkpoint to a witness (C2SP tlog-witness), and keep its line; this asks the network
#[derive(Debug, clap::Args)]
pub(crate) struct Submit {
    /// The witness's address, to which /add-checkpoint is added
    url: String,
    #[command(flatten)]
    connect: Connect,
}

/// Print a witness's verifier key, for countersign root rotate --add-witness
#[derive(Debug, clap::Args)]
pub(crate) struct Vkey {
    /// The witness's name: a web address of its own without https://, such as witness.example/w1
    name: KeyName,
    /// Its public key
    file: PathBuf,
}

#[derive(Serialize)]
struct Facts {
    witness: String,
    size: u64,
    time: u64,
    /// How many witnesses have cosigned this head, and how many must have.
    cosigned: u64,
    quorum: u64,
    written: bool,
}

#[derive(Serialize)]
struct VkeyFacts {
    vkey: String,
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::Cosign(arguments) => arguments.run(session),
            Self::Submit(arguments) => arguments.run(session),
            Self::Vkey(arguments) => arguments.run(session),
        }
    }
}

impl Vkey {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let (key, _) = signer::public_key(session, &self.file)?;
        let vkey = VerifierKey::new(self.name, Algorithm::Cosignature, key.ed25519().clone());
        let vkey = vkey.to_string();
        let text = format!("{vkey}\n");
        session.answer_done("countersign.witness.vkey/1", &VkeyFacts { vkey }, &text)?;
        Ok(0)
    }
}

fn authority(opened: &Opened) -> Result<(&Log, &Registry), Failure> {
    let log = opened.examined.log.as_ref();
    let root = opened.examined.replayed.state.root();
    log.zip(root.map(|root| &root.body))
        .ok_or_else(|| Failure::new(Stop::Unchecked, "the log cannot be read"))
}

impl Cosign {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let (log, root) = authority(&opened)?;
        let Signer::InProcess(secret) = Signer::open(session, &self.key)? else {
            return Err(Failure::new(Stop::Signer, message::failure_witness_key()));
        };
        let public = secret.public();
        let is_it = |key: &&VerifierKey| key.key() == public.ed25519();
        let vkey = root.witnesses.iter().find(is_it).ok_or_else(|| {
            Failure::new(Stop::Refused, message::failure_no_such_witness())
                .why(message::failure_no_such_witness_why())
                .attempt("countersign witness vkey NAME FILE.pub, for the maintainers to add")
        })?;
        let seen = Seen::of(&opened.examined, session.now());
        let time = u64::try_from(session.now().unix_seconds()).unwrap_or(0);
        let mut note = log.signed().clone();
        let line = checkpoint::cosign(&mut note, vkey.name(), secret.ed25519(), time).map_err(
            |error| Failure::new(Stop::Refused, message::failure_cannot_cosign()).why(error),
        )?;
        if let Some(seen) = &seen {
            seen::keep(session, seen)?;
        }
        let name = vkey.name().to_string();
        let size = log.size();
        let mut facts =
            Facts { witness: name, size, time, cosigned: 0, quorum: root.quorum, written: false };
        if let Some(output) = &self.output {
            facts.cosigned = cosigned(&note, root)?;
            write_atomic(&session.path(output), note.to_string().as_bytes(), 0o644)?;
            let locale = session.locale();
            let said =
                message::witness_cosigned_as(size, &facts.witness, session.now()).say(locale);
            let file = output.display().to_string();
            let next = message::witness_next(file).say(locale);
            let next = super::prose::next(locale, escape::terminal(&next).to_string());
            let text = format!("{}\n{next}", escape::terminal(&said));
            session.answer_done("countersign.witness/1", &facts, &text)?;
            return Ok(0);
        }
        let added = add(session, &opened, &[line])?;
        (facts.cosigned, facts.written) = (added.cosigned, true);
        answer(session, &facts)
    }
}

fn answer(session: &mut Session, facts: &Facts) -> Result<u8, Failure> {
    let locale = session.locale();
    let said = message::witness_cosigned(&facts.witness, facts.size, facts.cosigned, facts.quorum)
        .say(locale);
    let next = super::prose::next(locale, "countersign verify");
    let text = format!("{}\n{next}", escape::terminal(&said));
    session.answer_done("countersign.witness/1", facts, &text)?;
    Ok(0)
}

fn cosigned(note: &Note, root: &Registry) -> Result<u64, Failure> {
    let lines = checkpoint::cosignatures(note, &root.witnesses)
        .map_err(|error| Failure::new(Stop::Broken, message::failure_witness_line()).why(error))?;
    Ok(lines.len() as u64)
}

/// What adding lines gave.
pub(crate) struct Added {
    pub(crate) cosigned: u64,
    /// Whether there was anything new.
    pub(crate) written: bool,
}

/// Adds witnesses' lines to the newest checkpoint, and notes it as witnessed where its quorum is reached.
pub(crate) fn add(
    session: &mut Session,
    opened: &Opened,
    lines: &[NoteSignature],
) -> Result<Added, Failure> {
    let (log, root) = authority(opened)?;
    let mut note = log.signed().clone();
    for line in lines {
        note.add(line.clone()).map_err(|error| Failure::new(Stop::Refused, error))?;
    }
    let count = cosigned(&note, root)?;
    let bytes = note.to_string().into_bytes();
    let written = bytes != log.note;
    if written {
        let mut put = BTreeMap::from([(layout::CHECKPOINT.to_owned(), bytes.clone())]);
        if root.quorum > 0 && count >= root.quorum {
            put.insert(layout::WITNESSED.to_owned(), bytes);
        }
        let message = "log: a witness has seen this head\n";
        let committed = commit::commit(session, opened, put, BTreeSet::new(), message)?;
        landing::warn_left_alone(session, &committed.left_alone)?;
        // The log is the same, and so is everything that is known of it.
        opened.remember(session, &committed.id);
    }
    Ok(Added { cosigned: count, written })
}

/// The lines by this registry's witnesses on a checkpoint that somebody sent; it must be the newest one.
pub(crate) fn lines_of(opened: &Opened, note: &Note) -> Result<Vec<NoteSignature>, Failure> {
    let (log, root) = authority(opened)?;
    if note.text() != log.signed().text() {
        return Err(Failure::new(Stop::Refused, message::failure_not_newest())
            .why(message::failure_not_newest_why())
            .attempt(message::failure_not_newest_try()));
    }
    let is_known = |line: &&NoteSignature| {
        root.witnesses.iter().any(|key| key.name() == line.name() && key.id() == line.key_id())
    };
    let lines: Vec<NoteSignature> = note.signatures().iter().filter(is_known).cloned().collect();
    if lines.is_empty() {
        return Err(Failure::new(Stop::Refused, message::failure_no_witness_line())
            .why(message::failure_no_witness_line_why())
            .attempt("countersign root show, to see who the witnesses are"));
    }
    Ok(lines)
}

impl Submit {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let (log, root) = authority(&opened)?;
        let url = format!("{}/add-checkpoint", self.url.trim_end_matches('/'));
        let subject = format!("{url}\n{}", log.checkpoint.origin());
        let mut old = seen::size(session, "submitted", &subject);
        for _ in 0..ATTEMPTS_MAX {
            if old > log.size() {
                return Err(ahead(&url, old, log.size()));
            }
            let body = request(&opened, log, old)?;
            let answer = fetch::post(session, &self.connect, &url, body, NOTE_BYTES_MAX as u64)?;
            match answer.status {
                200 => {
                    seen::keep_size(session, "submitted", &subject, log.size())?;
                    return self.take(session, &opened, log, root, &answer.body);
                }
                409 => {
                    let saw = String::from_utf8_lossy(&answer.body);
                    let saw: Option<u64> = saw.trim_end_matches('\n').parse().ok();
                    old = match saw {
                        Some(saw) => saw,
                        None => return Err(said(&url, 409, "it did not say which size it saw")),
                    };
                }
                403 => return Err(said(&url, 403, "it does not trust this log's key")),
                404 => return Err(said(&url, 404, "it does not watch this log")),
                422 => {
                    return Err(said(
                        &url,
                        422,
                        "it saw another history: the proof does not fit what it has",
                    ));
                }
                other => return Err(said(&url, other, "which tlog-witness does not know")),
            }
        }
        Err(said(&url, 409, "it saw another size each time; somebody else submits too"))
    }

    /// The lines in the answer that are by this registry's witnesses and fit.
    fn take(
        &self,
        session: &mut Session,
        opened: &Opened,
        log: &Log,
        root: &Registry,
        body: &[u8],
    ) -> Result<u8, Failure> {
        let text = String::from_utf8_lossy(body);
        let note: Note = Note::parse(format!("{}\n{text}", log.signed().text()).as_bytes())
            .map_err(|error| {
                Failure::new(Stop::Error, message::failure_witness_answer()).why(error)
            })?;
        let lines = lines_of(opened, &note)?;
        let signers = checkpoint::cosignatures(&note, &root.witnesses).map_err(|error| {
            Failure::new(Stop::Broken, message::failure_witness_line_bad()).why(error)
        })?;
        let first = signers.first();
        let witness = first.map_or_else(String::new, |one| one.witness.name().to_string());
        let time = first.map_or(0, |one| one.time);
        let added = add(session, opened, &lines)?;
        let (size, quorum) = (log.size(), root.quorum);
        let (cosigned, written) = (added.cosigned, added.written);
        answer(session, &Facts { witness, size, time, cosigned, quorum, written })
    }
}

/// The body of an add-checkpoint request (C2SP tlog-witness): the size that the witness saw, a proof, the checkpoint.
fn request(opened: &Opened, log: &Log, old: u64) -> Result<Vec<u8>, Failure> {
    let mut body = format!("old {old}\n");
    if old > 0 && old < log.size() {
        let proof = log::prove_consistency(&opened.snapshot, old, log.size()).map_err(|error| {
            Failure::new(Stop::Unchecked, message::failure_cannot_prove_log()).why(error)
        })?;
        for hash in proof {
            body.push_str(&Base64::encode_string(hash.as_bytes()));
            body.push('\n');
        }
    }
    body.push('\n');
    body.push_str(&log.signed().to_string());
    Ok(body.into_bytes())
}

fn said(url: &str, status: u16, what: &str) -> Failure {
    Failure::new(Stop::Refused, format!("{url} did not cosign: {what}"))
        .why(message::failure_it_answered(status))
        .attempt(message::failure_ask_witness())
}

fn ahead(url: &str, saw: u64, size: u64) -> Failure {
    Failure::new(Stop::Broken, message::failure_witness_saw(url, saw, size))
        .why(message::failure_witness_saw_why())
        .attempt(message::failure_pull_again())
}

/// A checkpoint among the files of an import.
pub(crate) fn is_checkpoint(bytes: &[u8]) -> Option<Note> {
    let note = Note::parse(bytes).ok()?;
    note.text().parse::<Checkpoint>().ok()?;
    Some(note)
}
