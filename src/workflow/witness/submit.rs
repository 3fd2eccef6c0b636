//! Asking a witness over HTTP for its line (C2SP tlog-witness).

use base64ct::{Base64, Encoding};

use super::{Cosigned, authority};
use crate::error::{AnswerFault, WitnessError};
use crate::open::Opened;
use crate::{Error, World, seen};
use countersign_core::checkpoint::{self, Cosignature};
use countersign_core::log::{self, Log};
use countersign_core::note::{
    NOTE_BYTES_MAX, Note, NoteError, NoteSignature, SIGNATURES_MAX as LINES_MAX, VerifierKey,
};

/// Most often that a witness which saw another size is asked again.
const ATTEMPTS_MAX: usize = 3;
/// Below which what was submitted is remembered.
const SUBMITTED: &str = "submitted";

/// The newest checkpoint on its way to a witness.
pub struct Submission<'a> {
    /// Where it is sent.
    pub url: String,
    opened: &'a Opened,
    log: &'a Log,
    /// The size that the witness saw, as far as is known.
    old: u64,
    attempts: usize,
}

/// What a witness answered.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// What came with it.
    pub body: Vec<u8>,
}

impl<'a> Submission<'a> {
    /// Largest answer that is read, in bytes.
    pub const ANSWER_BYTES_MAX: usize = NOTE_BYTES_MAX;

    /// Begins with the size that was submitted here last; `url` is the witness's own address.
    ///
    /// # Errors
    /// Where the log cannot be read.
    pub fn begin(world: &dyn World, opened: &'a Opened, url: &str) -> Result<Self, Error> {
        let (log, _) = authority(opened)?;
        let url = format!("{}/add-checkpoint", url.trim_end_matches('/'));
        let mut begun = Self { url, opened, log, old: 0, attempts: 0 };
        begun.old = seen::size(world, SUBMITTED, &begun.subject());
        Ok(begun)
    }

    fn subject(&self) -> String {
        format!("{}\n{}", self.url, self.log.checkpoint.origin())
    }

    /// What is to be sent: the size that the witness saw, a proof that the log goes on from there, the checkpoint.
    ///
    /// # Errors
    /// Where the witness has seen more, saw another size each time, or nothing can be proven.
    pub fn request(&mut self) -> Result<Vec<u8>, Error> {
        let (old, size) = (self.old, self.log.size());
        if self.attempts == ATTEMPTS_MAX {
            return Err(self.refused(409, AnswerFault::Overtaken).into());
        }
        self.attempts += 1;
        if old > size {
            let url = self.url.clone();
            return Err(WitnessError::Ahead { url, saw: old, size }.into());
        }
        let mut body = format!("old {old}\n");
        if old > 0 && old < size {
            let proof = log::prove_consistency(&self.opened.snapshot, old, size);
            for hash in proof.map_err(WitnessError::NotProven)? {
                body.push_str(&Base64::encode_string(hash.as_bytes()));
                body.push('\n');
            }
        }
        body.push('\n');
        body.push_str(&self.log.signed().to_string());
        Ok(body.into_bytes())
    }

    /// Takes an answer; where the witness saw another size, there is nothing yet, and it is to be asked once more.
    ///
    /// # Errors
    /// Where it did not cosign, or its line does not hold.
    pub fn answered(
        &mut self,
        world: &dyn World,
        answer: &Answer,
    ) -> Result<Option<Cosigned>, Error> {
        let fault = match answer.status {
            200 => {
                seen::keep_size(world, SUBMITTED, &self.subject(), self.log.size())?;
                return self.cosigned(&answer.body).map(Some);
            }
            409 => match size(&answer.body) {
                Some(saw) => {
                    self.old = saw;
                    return Ok(None);
                }
                None => AnswerFault::NoSize,
            },
            403 => AnswerFault::KeyUntrusted,
            404 => AnswerFault::LogUnknown,
            422 => AnswerFault::OtherHistory,
            // A page that moved, too many questions, a server that is down: none of it is about this log.
            300..=399 | 408 | 425 | 429 | 500..=599 => AnswerFault::Later,
            _ => AnswerFault::Unknown,
        };
        Err(self.refused(answer.status, fault).into())
    }

    fn refused(&self, status: u16, fault: AnswerFault) -> WitnessError {
        WitnessError::Refused { url: self.url.clone(), status, fault }
    }

    /// The lines in an answer that are by this registry's witnesses and fit; what else is there is passed over.
    fn cosigned(&self, body: &[u8]) -> Result<Cosigned, Error> {
        let log = self.log;
        let witnesses = authority(self.opened)?.1.cosigners().witnesses();
        let text = String::from_utf8_lossy(body);
        let said = text.lines().take(LINES_MAX).map(str::parse::<NoteSignature>);
        let (mut good, mut fault) = (Vec::new(), None);
        let mut signers: Vec<Cosignature> = Vec::new();
        for line in said {
            let fits = line.map_err(WitnessError::Answer).and_then(|line| {
                let by = self.fits(&line, &witnesses)?;
                Ok((line, by))
            });
            match fits {
                Ok((line, by)) => {
                    good.push(line);
                    signers.push(by);
                }
                Err(why) => fault = fault.or(Some(why)),
            }
        }
        let Some(first) = signers.first() else {
            return Err(fault.unwrap_or(WitnessError::Answer(NoteError::NoSignatures)).into());
        };
        let (witness, time) = (first.witness.name().to_string(), first.time);
        let mut note = log.signed().clone();
        for line in &good {
            note.add(line.clone()).map_err(WitnessError::Note)?;
        }
        Ok(Cosigned { witness, size: log.size(), time, note, lines: good })
    }

    /// Whose cosignature of the newest head a line is.
    fn fits(
        &self,
        line: &NoteSignature,
        witnesses: &[VerifierKey],
    ) -> Result<Cosignature, WitnessError> {
        let note = format!("{}\n{line}\n", self.log.signed().text());
        let note = Note::parse(note.as_bytes()).map_err(WitnessError::Answer)?;
        let by = checkpoint::cosignatures(&note, witnesses).map_err(WitnessError::AnsweredLine)?;
        by.into_iter().next().ok_or(WitnessError::NoLine)
    }
}

/// The size in an answer.
fn size(body: &[u8]) -> Option<u64> {
    String::from_utf8_lossy(body).trim_end_matches('\n').parse().ok()
}
