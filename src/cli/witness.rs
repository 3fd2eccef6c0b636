//! `countersign witness cosign|submit|vkey`

use std::path::PathBuf;

use serde::Serialize;

use super::failure::Failure;
use super::fetch::{self, Connect};
use super::session::Session;
use crate::landing;
use countersign_core::escape;
use countersign_core::note::{Algorithm, KeyName, VerifierKey};
use countersign_git::directory::write_atomic;
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::signer;
use countersign_workflow::witness::{self, Answer, Cosigned, Count, Submission};

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
    /// Whether those have whom the registry asks for.
    met: bool,
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

impl Facts {
    fn of(cosigned: Cosigned, count: Count, written: bool) -> Self {
        let Cosigned { witness, size, time, .. } = cosigned;
        let Count { cosigned, quorum, is_met: met } = count;
        Self { witness, size, time, cosigned, quorum, met, written }
    }
}

impl Cosign {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let cosigned = witness::cosign(session, &opened, &self.key)?;
        let Some(output) = &self.output else { return keep(session, &opened, cosigned) };
        let count = witness::count(&opened, &cosigned.note)?;
        write_atomic(&session.path(output), cosigned.note.to_string().as_bytes(), 0o644)?;
        let facts = Facts::of(cosigned, count, false);
        let locale = session.locale();
        let said =
            message::witness_cosigned_as(facts.size, &facts.witness, session.now()).say(locale);
        let file = output.display().to_string();
        let next = message::witness_next(file).say(locale);
        let next = super::prose::next(locale, escape::terminal(&next).to_string());
        let text = format!("{}\n{next}", escape::terminal(&said));
        session.answer_done("countersign.witness/1", &facts, &text)?;
        Ok(0)
    }
}

/// Keeps the lines of a witness, and says how many have cosigned.
fn keep(session: &mut Session, opened: &Opened, cosigned: Cosigned) -> Result<u8, Failure> {
    let (added, count) = witness::add(session, opened, &cosigned.lines)?;
    landing::warn_left_alone(session, &added.left_alone)?;
    let facts = Facts::of(cosigned, count, added.written);
    let locale = session.locale();
    let said = message::witness_cosigned(&facts.witness, facts.size, facts.cosigned, facts.quorum)
        .say(locale);
    // So many may have that are not those who must.
    let others = (!facts.met && facts.quorum > 0 && facts.cosigned >= facts.quorum)
        .then(|| format!("\n{}", message::witness_others().say(locale)));
    let said = said + &others.unwrap_or_default();
    let next = super::prose::next(locale, "countersign verify");
    let text = format!("{}\n{next}", escape::multiline(&said));
    session.answer_done("countersign.witness/1", &facts, &text)?;
    Ok(0)
}

impl Submit {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let mut submission = Submission::begin(session, &opened, &self.url)?;
        loop {
            let body = submission.request()?;
            let bytes_max = Submission::ANSWER_BYTES_MAX as u64;
            let answer = fetch::post(session, &self.connect, &submission.url, body, bytes_max)?;
            let answer = Answer { status: answer.status, body: answer.body };
            if let Some(cosigned) = submission.answered(session, &answer)? {
                return keep(session, &opened, cosigned);
            }
        }
    }
}
