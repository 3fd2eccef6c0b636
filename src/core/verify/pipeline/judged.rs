//! What is told of a part before it is forgotten.

use crate::ledger::State;
use crate::ledger::version::Version;
use crate::name::VersionId;
use crate::record::Record;
use crate::tree::{ReadError, Source};
use crate::verify::reading::Reading;
use crate::verify::report::StatementLine;

/// Some statements as they were judged, beside what is held.
pub struct Judged<'j> {
    /// Their lines; those of statements that are held stand among them.
    pub lines: Vec<StatementLine>,
    /// The statements that are not held; none where all are.
    pub part: Option<Shelf<'j>>,
    /// What is held.
    pub held: Shelf<'j>,
}

/// Some statements with all keys.
#[derive(Clone, Copy)]
pub struct Shelf<'s> {
    /// Their files.
    pub source: &'s dyn Source,
    /// What was read of them.
    pub reading: &'s Reading,
    /// What the log admits.
    pub state: &'s State,
    /// The same and what waits to be logged after it.
    pub after: &'s State,
}

impl<'j> Judged<'j> {
    /// What it is made from: the statements that are not held, then what is.
    pub fn shelves(&self) -> impl Iterator<Item = Shelf<'j>> {
        self.part.into_iter().chain([self.held])
    }

    /// The records of the statements that are not held.
    pub fn records(&self) -> impl Iterator<Item = &'j Record> {
        self.part.into_iter().flat_map(|part| &part.reading.records).map(|read| &read.record)
    }

    /// A version of one of these statements, with what waits to be logged.
    #[must_use]
    pub fn version(&self, id: &VersionId) -> Option<&'j Version> {
        self.shelves().find_map(|shelf| shelf.after.version(id))
    }

    /// The bytes of a file of one of these statements.
    ///
    /// # Errors
    /// Where it is missing, larger than `max_bytes`, damaged or unreadable.
    pub fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        let has = |shelf: &Shelf<'_>| shelf.source.listing().files.contains_key(path);
        let missing = || ReadError::Missing(path.to_owned());
        let shelf = self.shelves().find(has).ok_or_else(missing)?;
        shelf.source.read(path, max_bytes)
    }
}
