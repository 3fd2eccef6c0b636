//! Commits that were taken out of history, so that they do not come back with what others send.
//!
//! `countersign/gone` in the git directory has a line for each: a salt, a space, and SHA-256 over the salt's bytes and
//! those of the commit's id, both in hexadecimal. So nobody learns from this clone which commits those were, and
//! whoever sends one of them is found out. Of commits that follow each other only the first is noted.

use std::collections::HashSet;

use countersign_core::digest::{Hash, from_hex, to_hex};

use super::object::ObjectId;
use super::{Store, StoreError, WriteLock, plain};

/// Longest note, in bytes: some 8,000 rewritings.
const NOTE_BYTES_MAX: u64 = 1 << 20;

/// Bytes at random, so that a note tells nothing to whoever has not the commit.
pub type Salt = [u8; 16];

/// One commit that went.
pub(super) struct Gone {
    salt: Salt,
    hash: Hash,
}

impl Gone {
    pub(super) fn of(commit: &ObjectId, salt: Salt) -> Self {
        Self { salt, hash: Hash::of_parts(&[&salt, commit.as_bytes()]) }
    }

    pub(super) fn line(&self) -> String {
        format!("{} {}\n", to_hex(&self.salt), self.hash)
    }

    pub(super) fn parse(line: &str) -> Option<Self> {
        let (salt, hash) = line.split_once(' ')?;
        Some(Self { salt: from_hex(salt).ok()?, hash: hash.parse().ok()? })
    }

    fn is(&self, commit: &ObjectId) -> bool {
        Self::of(commit, self.salt).hash == self.hash
    }
}

impl Store {
    /// Whether a history has a commit that was taken out of this clone's.
    ///
    /// # Errors
    /// Where a commit or the note cannot be read.
    pub fn brings_back(&self, tip: &ObjectId) -> Result<bool, StoreError> {
        let gone = self.gone()?;
        if gone.is_empty() {
            return Ok(false);
        }
        let mut comes = false;
        self.walk(tip, |commit| {
            comes = comes || gone.iter().any(|one| one.is(commit));
            !comes
        })?;
        Ok(comes)
    }

    /// The note of commits that were taken out of history, as it is kept; it names none of them.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn gone_note(&self) -> Result<String, StoreError> {
        Ok(self.gone()?.iter().map(Gone::line).collect())
    }

    fn gone(&self) -> Result<Vec<Gone>, StoreError> {
        let path = self.gone_path();
        let note = plain::read(&path, NOTE_BYTES_MAX).map_err(|why| StoreError::io(&path, why))?;
        let text = String::from_utf8_lossy(note.as_deref().unwrap_or_default()).into_owned();
        Ok(text.lines().filter_map(Gone::parse).collect())
    }

    fn gone_path(&self) -> std::path::PathBuf {
        self.refs.common_dir.join("countersign").join("gone")
    }
}

impl WriteLock<'_> {
    /// Notes that `old` was given up for `new`: what only the old history had is not taken in again.
    /// Says whether it had anything.
    ///
    /// # Errors
    /// Where a commit cannot be read, or the note not be written.
    pub fn note_given_up(
        &self,
        old: &ObjectId,
        new: &ObjectId,
        salt: Salt,
    ) -> Result<bool, StoreError> {
        let (mut kept, mut dropped) = (HashSet::new(), Vec::new());
        self.store.walk(new, |commit| kept.insert(*commit))?;
        self.store.walk(old, |commit| {
            let is_dropped = !kept.contains(commit);
            dropped.extend(is_dropped.then_some(*commit));
            is_dropped
        })?;
        let mut gone = Vec::new();
        for commit in &dropped {
            let parents = self.store.commit_at(commit)?.parents;
            if parents.iter().all(|parent| kept.contains(parent)) {
                gone.push(Gone::of(commit, salt));
            }
        }
        self.note_gone(gone)?;
        Ok(!dropped.is_empty())
    }

    /// Adds what another clone's note has.
    ///
    /// # Errors
    /// Where the note cannot be written.
    pub fn keep_gone(&self, note: &str) -> Result<(), StoreError> {
        self.note_gone(note.lines().filter_map(Gone::parse).collect())
    }

    /// Adds to the note what it does not have yet.
    pub(super) fn note_gone(&self, more: Vec<Gone>) -> Result<(), StoreError> {
        if more.is_empty() {
            return Ok(());
        }
        let path = self.store.gone_path();
        let mut lines: Vec<String> = self.store.gone()?.iter().map(Gone::line).collect();
        for line in more.iter().map(Gone::line) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        self.store
            .replace(&path, lines.concat().as_bytes())
            .map_err(|why| StoreError::io(&path, why))
    }
}
