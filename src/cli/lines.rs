//! What is told of statements before the verdict about all of them is known: kept aside, and printed after it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};

use serde::ser::{Error as _, Serialize, SerializeSeq as _, Serializer};
use tempfile::SpooledTempFile;

use super::failure::Failure;
use super::session::Session;
use countersign_core::canonical::{self, Inside};
use countersign_core::verify::report::{Report, StatementLine};
use countersign_speech as speech;

/// More than so many bytes are kept in a file without a name instead of in memory.
const MEMORY_BYTES_MAX: usize = 1 << 20;
/// A statement stands in the list of a report.
const DEPTH: usize = 2;

/// What is to be printed, in pieces.
pub(crate) struct Lines {
    file: SpooledTempFile,
    pieces: VecDeque<usize>,
}

impl Lines {
    pub(crate) fn new() -> Self {
        Self { file: SpooledTempFile::new(MEMORY_BYTES_MAX), pieces: VecDeque::new() }
    }

    /// Forgets all pieces.
    pub(crate) fn clear(&mut self) {
        *self = Self::new();
    }

    /// Adds a piece; says whether there was room for it.
    pub(crate) fn push(&mut self, piece: &[u8]) -> bool {
        if !piece.is_empty() {
            self.pieces.push_back(piece.len());
        }
        self.file.write_all(piece).is_ok()
    }

    /// Prints the pieces.
    pub(crate) fn print(mut self, session: &mut Session) -> Result<(), Failure> {
        self.file.seek(SeekFrom::Start(0))?;
        while let Some(piece) = self.next()? {
            session.answer_bytes(&piece)?;
        }
        Ok(())
    }

    /// Prints a report whose statements these pieces are, each of them [`json`].
    pub(crate) fn print_json(
        mut self,
        session: &mut Session,
        report: &Report,
    ) -> Result<(), Failure> {
        self.file.seek(SeekFrom::Start(0))?;
        let told = Told(RefCell::new(self));
        session.answer_json_in_pieces(&speech::json::report_with(report, &told))
    }

    /// The next piece.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some(length) = self.pieces.pop_front() else { return Ok(None) };
        let mut piece = vec![0; length];
        self.file.read_exact(&mut piece)?;
        Ok(Some(piece))
    }
}

/// Statements that were told before, read again as they are written.
struct Told(RefCell<Lines>);

impl Serialize for &Told {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut lines = self.0.borrow_mut();
        let mut sequence = serializer.serialize_seq(Some(lines.pieces.len()))?;
        while let Some(piece) = lines.next().map_err(S::Error::custom)? {
            sequence.serialize_element(&Inside::read(piece).map_err(S::Error::custom)?)?;
        }
        sequence.end()
    }
}

/// A statement as it stands in the list of a report in JSON; nothing where it is no JSON.
pub(crate) fn json(statement: &StatementLine) -> Option<Inside> {
    canonical::inside(&speech::json::statement(statement), DEPTH).ok()
}
