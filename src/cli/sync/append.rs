//! Announcing the next head, and signing it once the remote has accepted the announcement.
//!
//! Several people may hold the log key. What decides between them is the remote's branch, which moves for one of them
//! at a time: whoever announces first has chosen the next head for all. The log key signs that head and no other,
//! so that it is the same whoever signs it and however often, and no signed head is ever given up.

use std::collections::BTreeSet;

use super::tip::{Step, Tip};
use super::{Round, Sync};
use crate::failure::{Failure, Stop};
use crate::session::Session;
use countersign_core::checkpoint::Checkpoint;
use countersign_core::layout;
use countersign_core::log;
use countersign_core::note::Note;
use countersign_core::verify::next::Append;
use countersign_speech::locale::message;
use countersign_workflow::signer::Signer;
use countersign_workflow::{checkpoint, signed};

impl Sync {
    /// Announces the next head with what is sent, where something waits and this machine could sign it.
    pub(super) fn announce(&self, session: &mut Session, tip: &mut Tip) -> Result<(), Failure> {
        if tip.announced.is_some() || tip.waiting.is_empty() {
            return Ok(());
        }
        if checkpoint::log_key_file(session, &tip.opened, &tip.state)?.is_none() {
            return Ok(());
        }
        signed::check(session, &tip.opened)?;
        let Some(append) = Append::of(&tip.opened.examined, &tip.state, &tip.waiting) else {
            return Ok(());
        };
        if tip.changes.is_empty() {
            let message = "log: announce the next head\n".to_owned();
            tip.changes.push(Step { message, ..Step::default() });
        }
        if let Some(step) = tip.changes.last_mut() {
            step.put.insert(layout::NEXT.to_owned(), append.head.to_string().into_bytes());
        }
        tip.announced = Some(append);
        Ok(())
    }

    /// Signs the head that was announced, now that the remote has the announcement.
    pub(super) fn sign(&mut self, session: &mut Session, mut tip: Tip) -> Result<Round, Failure> {
        let file = checkpoint::log_key_file(session, &tip.opened, &tip.state)?;
        let (Some(append), Some(file)) = (tip.announced.take(), file) else {
            self.facts.waiting = tip.waiting.len();
            self.facts.size = tip.size;
            self.remember(session, &tip.opened, &tip)?;
            return Ok(Round::Done);
        };
        let key = Signer::open(session, &file)?;
        // What is signed is what the remote accepted: what an older signature says must not be something else.
        signed::check_head(session, &tip.opened, &append.head)?;
        let step = signed_step(&tip, &append, &key)?;
        let note = step.put.get(layout::CHECKPOINT).cloned().unwrap_or_default();
        let old = tip.commit;
        tip.changes = vec![step];
        let commit = tip.write(session, &self.branch)?;
        signed::keep(session, &tip.opened, &note)?;
        if !self.push(Some(old), commit)? {
            return Ok(Round::Again);
        }
        let count = append.entries.len().saturating_sub(1);
        self.facts.logged += count;
        self.facts.waiting = tip.waiting.len().saturating_sub(count);
        self.facts.size = append.head.size();
        tip.size = append.head.size();
        tip.root = *append.head.root();
        self.remember(session, &tip.opened, &tip)?;
        if !self.follow(session, &tip.opened.store, old, commit)? || self.facts.waiting > 0 {
            return Ok(Round::Again);
        }
        Ok(Round::Done)
    }
}

/// The commit that appends what was announced.
fn signed_step(tip: &Tip, append: &Append, key: &Signer) -> Result<Step, Failure> {
    let broken = |error: &dyn std::fmt::Display| {
        Failure::new(Stop::Error, message::failure_cannot_append()).why(error)
    };
    let Signer::InProcess(secret) = key else {
        return Err(Failure::new(Stop::Signer, message::failure_log_key_file()));
    };
    let files = log::append(tip.size, &tip.opened.snapshot, &append.entries, &append.root, secret)
        .map_err(|error| broken(&error))?;
    let note = files.put.get(layout::CHECKPOINT).and_then(|bytes| Note::parse(bytes).ok());
    let head: Option<Checkpoint> = note.and_then(|note| note.text().parse().ok());
    if head.as_ref() != Some(&append.head) {
        return Err(broken(&"the entries do not lead to the head that was announced"));
    }
    let mut remove: BTreeSet<String> = files.remove;
    remove.insert(layout::NEXT.to_owned());
    Ok(Step { put: files.put, remove, message: "log: append what was announced\n".to_owned() })
}
