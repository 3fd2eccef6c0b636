//! Records that lack signatures: each waits on a branch of its own until enough people have signed.

use std::collections::{BTreeMap, BTreeSet};

use super::append::Files;
use super::beside::Beside;
use super::hide::{Hidden, hide};
use super::land::{self, Landed, Signed};
use super::open::Opened;
use super::{Error, World, draft};
use countersign_core::layout::{self, Place};
use countersign_core::ledger::Violation;
use countersign_core::ledger::approvals::Approvals;
use countersign_core::record::{Body, Kind};
use countersign_core::verify::reading;
use countersign_git::store::ObjectId;

/// A record on its branch.
#[derive(Debug)]
pub struct Waiting {
    /// Where it will lie.
    pub path: String,
    /// The record, with the signatures that it has.
    pub item: Signed,
}

/// What became of a record.
#[derive(Debug)]
pub enum Outcome {
    /// It landed.
    Landed(Box<Landed>),
    /// It waits for signatures.
    Waits {
        /// Where it will lie.
        path: String,
        /// Whose signatures it has and lacks.
        approvals: Vec<Approvals>,
    },
}

impl Waiting {
    /// Everything that waits for signatures, by branch.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn all(opened: &Opened) -> Result<Vec<Self>, Error> {
        let mut all = Vec::new();
        for (branch, commit) in opened.store.other_branches("proposals/")? {
            all.extend(Self::on(opened, &branch, commit)?);
        }
        Ok(all)
    }

    /// The record that waits at a path.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn at(opened: &Opened, path: &str) -> Result<Option<Self>, Error> {
        let Some(branch) = layout::waiting_branch(&layout::place_of(path)) else {
            return Ok(None);
        };
        let Some(commit) = opened.store.branch(&branch)? else { return Ok(None) };
        Ok(Self::on(opened, &branch, commit)?.into_iter().find(|one| one.path == path))
    }

    /// What waits on a branch: only records that belong on exactly this one, with the signatures that fit.
    fn on(opened: &Opened, branch: &str, commit: ObjectId) -> Result<Vec<Self>, Error> {
        let snapshot = opened.store.snapshot(&commit)?;
        let mut waiting = Vec::new();
        for read in reading::read(&snapshot).records {
            let place = layout::record_place_of(&read.record, None);
            let is_here = |place: &Place| {
                layout::waiting_branch(place).as_deref() == Some(branch)
                    && layout::path_of(place).as_deref() == Some(&read.path)
            };
            if place.as_ref().is_some_and(is_here) {
                let item = Signed::read(&snapshot, &read)?;
                waiting.push(Self { path: read.path, item });
            }
        }
        Ok(waiting)
    }

    /// The words that the record binds, which wait beside it, by path.
    ///
    /// # Errors
    /// Where one is missing, or was changed.
    pub fn words(&self, opened: &Opened) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        if self.item.record.kind() != Kind::Translation {
            return Ok(BTreeMap::new());
        }
        let branch = layout::waiting_branch(&layout::place_of(&self.path));
        let commit = branch.map(|branch| opened.store.branch(&branch)).transpose()?.flatten();
        match commit {
            Some(commit) => draft::words_of(&self.item.record, &opened.store.snapshot(&commit)?),
            None => Ok(BTreeMap::new()),
        }
    }

    /// Whose signatures it has and lacks, by the registry as it is now.
    #[must_use]
    pub fn approvals(&self, opened: &Opened) -> Vec<Approvals> {
        let state = &opened.examined.pending.state;
        state.approvals(&self.item.record, &self.item.verified_signatures())
    }

    /// Writes a record and its signatures on the branch where it waits.
    ///
    /// # Errors
    /// Where that moved, or cannot be written.
    pub fn keep(
        world: &dyn World,
        opened: &Opened,
        branch: Beside,
        item: &Signed,
        message: &str,
    ) -> Result<(), Error> {
        let put = item.files(&opened.examined.pending.state)?;
        branch.commit(world, opened, put, BTreeSet::new(), message)
    }
}

/// Lands a record, or lets it wait on its branch where only signatures are missing.
///
/// With a withholding the acts that it names go out of sight.
///
/// # Errors
/// Where the rules do not admit it, or it cannot be written.
pub fn land_or_wait(
    world: &mut dyn World,
    opened: &Opened,
    item: Signed,
    message: &str,
) -> Result<Outcome, Error> {
    land_or_wait_with(world, opened, item, BTreeMap::new(), message)
}

/// The same with the words that the record binds, by path; where none are given, those that wait beside it.
///
/// # Errors
/// As [`land_or_wait`].
pub(super) fn land_or_wait_with(
    world: &mut dyn World,
    opened: &Opened,
    item: Signed,
    words: BTreeMap<String, Vec<u8>>,
    message: &str,
) -> Result<Outcome, Error> {
    let mut files = Files { put: words, ..Files::default() };
    match item.record.body() {
        Body::Withholding(body) => {
            let Hidden { opened, removed } = hide(world, opened, std::slice::from_ref(body))?;
            files.remove = removed;
            land_or_keep(world, &opened, item, files, message)
        }
        _ => land_or_keep(world, opened, item, files, message),
    }
}

fn land_or_keep(
    world: &mut dyn World,
    opened: &Opened,
    item: Signed,
    mut files: Files,
    message: &str,
) -> Result<Outcome, Error> {
    let place = layout::record_place_of(&item.record, None);
    let of = |place: &Place| Some((layout::waiting_branch(place)?, layout::path_of(place)?));
    let branch = place.as_ref().and_then(of);
    let old = match &branch {
        Some((branch, _)) => opened.store.branch(branch)?,
        None => None,
    };
    if let Some(commit) = old.filter(|_| files.put.is_empty())
        && item.record.kind() == Kind::Translation
    {
        files.put = draft::words_of(&item.record, &opened.store.snapshot(&commit)?)?;
    }
    let mut state = (*opened.examined.pending.state).clone();
    let verified = item.verified_signatures();
    match (draft::apply(&mut state, &item.record, &verified), branch) {
        (Err(Violation::Threshold { .. }), Some((branch, path))) if !verified.is_empty() => {
            let approvals =
                opened.examined.pending.state.approvals(&item.record, &item.verified_signatures());
            // Another record that waited there is replaced.
            let branch = Beside { branch, old, base: None };
            let mut put = item.files(&opened.examined.pending.state)?;
            put.extend(files.put);
            branch.commit(world, opened, put, BTreeSet::new(), message)?;
            Ok(Outcome::Waits { path, approvals })
        }
        (_, branch) => {
            let landed = land::land_one(world, opened, item, files, message)?;
            if let Some(((branch, _), old)) = branch.zip(old) {
                opened.store.lock()?.delete_branch(&branch, old)?;
            }
            Ok(Outcome::Landed(Box::new(landed)))
        }
    }
}
