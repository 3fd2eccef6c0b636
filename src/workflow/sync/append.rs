//! Announcing the next head, and signing it once the remote has accepted the announcement.
//!
//! Several people may hold the log key. What decides between them is the remote's branch, which moves for one of them
//! at a time: whoever announces first has chosen the next head for all. The log key signs that head and no other,
//! so that it is the same whoever signs it and however often, and no signed head is ever given up.

use std::collections::BTreeSet;

use super::tip::{Step, Tip};
use super::{Round, Sync};
use crate::error::{LandError, SyncError};
use crate::signer::Signer;
use crate::{Error, World, checkpoint, signed};
use countersign_core::checkpoint::Checkpoint;
use countersign_core::layout;
use countersign_core::log::Continuation;
use countersign_core::note::Note;
use countersign_core::verify::next::Append;

impl Sync {
    /// Announces the next head with what is sent, where something waits and this machine could sign it.
    pub(super) fn announce(&self, world: &mut dyn World, tip: &mut Tip) -> Result<(), Error> {
        if tip.announced.is_some() || tip.waiting.is_empty() {
            return Ok(());
        }
        if checkpoint::log_key_file(world, &tip.opened, &tip.state)?.is_none() {
            return Ok(());
        }
        signed::continuation(world, &tip.opened)?;
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
    pub(super) fn sign(&mut self, world: &mut dyn World, mut tip: Tip) -> Result<Round, Error> {
        let file = checkpoint::log_key_file(world, &tip.opened, &tip.state)?;
        let (Some(append), Some(file)) = (tip.announced.take(), file) else {
            self.done.waiting = tip.waiting.len();
            self.done.size = tip.size;
            self.remember(world, &tip.opened, &tip)?;
            return Ok(Round::Done);
        };
        let key = Signer::open(world, &file)?;
        // What is signed is what the remote accepted: what an older signature says must not be something else.
        let log = signed::continuation(world, &tip.opened)?;
        let step = signed_step(&log, &append, &key)?;
        let note = step.put.get(layout::CHECKPOINT).cloned().ok_or(SyncError::OtherHead)?;
        let old = tip.commit;
        tip.changes = vec![step];
        let commit = tip.write(world, &self.branch)?;
        signed::keep(world, &tip.opened, &note)?;
        if !self.push(Some(old), commit)? {
            return Ok(Round::Again);
        }
        let count = append.entries.len().saturating_sub(1);
        self.done.logged += count;
        self.done.waiting = tip.waiting.len().saturating_sub(count);
        self.done.size = append.head.size();
        tip.size = append.head.size();
        tip.root = *append.head.root();
        self.remember(world, &tip.opened, &tip)?;
        if !self.follow(world, &tip.opened.store, old, commit)? || self.done.waiting > 0 {
            return Ok(Round::Again);
        }
        Ok(Round::Done)
    }
}

/// The commit that appends what was announced.
fn signed_step(log: &Continuation<'_>, append: &Append, key: &Signer) -> Result<Step, Error> {
    let Signer::InProcess(secret) = key else { return Err(LandError::LogKeyElsewhere.into()) };
    let files = log.append(&append.entries, &append.root, secret).map_err(signed::refused)?;
    let note = files.put.get(layout::CHECKPOINT).and_then(|bytes| Note::parse(bytes).ok());
    let head: Option<Checkpoint> = note.and_then(|note| note.text().parse().ok());
    if head.as_ref() != Some(&append.head) {
        return Err(SyncError::OtherHead.into());
    }
    let mut remove: BTreeSet<String> = files.remove;
    remove.insert(layout::NEXT.to_owned());
    let mut put = files.put;
    put.insert(layout::ALLOWED_SIGNERS.to_owned(), append.signers.clone().into_bytes());
    Ok(Step { put, remove, message: "log: append what was announced\n".to_owned() })
}
