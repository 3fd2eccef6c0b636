//! The files of one commit some statements at a time, so that nobody has to list them all.

use std::ops::Range;
use std::sync::Arc;

use super::object::{ObjectError, ObjectId};
use super::objects::Objects;
use super::snapshot::{Bounds, Folder, Found, Snapshot, Walk};
use countersign_core::tree::{self, Oddity, Source};

/// More files are not looked at together: a thousand organisations that sign every version of a statement have fewer,
/// and so have the keys of ten thousand.
const TOGETHER_MAX: usize = 250_000;

/// The files below `registry/` and `keys/` in one commit, some folders at a time.
pub struct Parts {
    objects: Arc<Objects>,
    rest: Snapshot,
    folders: Vec<Folder>,
    bounds: Bounds,
    /// How much there is outside of them.
    of_rest: [usize; 3],
}

impl Parts {
    /// `is_part` tells by its path which folder is taken later, with everything below it.
    pub(super) fn new(
        objects: Arc<Objects>,
        tree: &ObjectId,
        is_part: &(dyn Fn(&str) -> bool + Sync),
        replaced: Option<Oddity>,
    ) -> Result<Self, ObjectError> {
        let bounds = Bounds::of(TOGETHER_MAX);
        let (listing, mut folders) =
            Walk::new(&objects, &bounds).top(tree, Some(is_part), replaced)?;
        // As names of statements follow each other, which folders do not where one is how another begins.
        folders.sort_unstable_by(|(left, _), (right, _)| name(left).cmp(name(right)));
        folders.shrink_to_fit();
        let rest = Snapshot::listed(Arc::clone(&objects), listing);
        let of_rest = bounds.met();
        let bounds = Bounds::default();
        bounds.reset(&of_rest);
        Ok(Self { objects, rest, folders, bounds, of_rest })
    }
}

fn name(folder: &str) -> &str {
    folder.trim_end_matches('/')
}

impl tree::Parts for Parts {
    fn rest(&self) -> &dyn Source {
        &self.rest
    }

    fn statements(&self) -> usize {
        self.folders.len()
    }

    fn name(&self, statement: usize) -> Option<&str> {
        self.folders.get(statement).map(|(folder, _)| name(folder))
    }

    fn again(&self) {
        self.bounds.reset(&self.of_rest);
    }

    fn part(&self, range: Range<usize>) -> Option<Box<dyn Source + '_>> {
        let folders = self.folders.get(range)?;
        let bounds = Bounds::of(if self.bounds.is_full() { 0 } else { TOGETHER_MAX });
        let walk = Walk::new(&self.objects, &bounds);
        let mut found = Found::default();
        folders.iter().for_each(|folder| walk.add(folder, &mut found));
        self.bounds.add(bounds.met());
        Some(Box::new(Snapshot::listed(Arc::clone(&self.objects), walk.listing(found))))
    }
}
