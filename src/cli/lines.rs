//! What is told of statements before the verdict about all of them is known: kept aside, and printed after it.

use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

use tempfile::SpooledTempFile;

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_core::canonical;
use countersign_core::verify::report::{Report, StatementLine};
use countersign_speech as speech;

/// More than so many bytes are kept in a file without a name instead of in memory.
const MEMORY_BYTES_MAX: usize = 1 << 20;
/// Where a report in JSON has no statements: a line feed that begins a line is never inside a string.
const NO_STATEMENTS: &str = "\n  \"statements\": []";

/// What is to be printed, in pieces.
pub(crate) struct Lines {
    file: SpooledTempFile,
    pieces: Vec<usize>,
}

impl Lines {
    pub(crate) fn new() -> Self {
        Self { file: SpooledTempFile::new(MEMORY_BYTES_MAX), pieces: Vec::new() }
    }

    /// Forgets all pieces.
    pub(crate) fn clear(&mut self) {
        *self = Self::new();
    }

    /// Adds a piece; says whether there was room for it.
    pub(crate) fn push(&mut self, piece: &[u8]) -> bool {
        if !piece.is_empty() {
            self.pieces.push(piece.len());
        }
        self.file.write_all(piece).is_ok()
    }

    /// Prints the pieces, with something between each two of them.
    pub(crate) fn print(mut self, session: &mut Session, between: &str) -> Result<(), Failure> {
        self.file.seek(SeekFrom::Start(0))?;
        let mut piece = Vec::new();
        for (index, length) in self.pieces.iter().enumerate() {
            piece.resize(*length, 0);
            self.file.read_exact(&mut piece)?;
            if index > 0 {
                session.answer(between)?;
            }
            session.answer_bytes(&piece)?;
        }
        Ok(())
    }

    /// Prints a report whose statements these pieces are, as [`json`] made them.
    pub(crate) fn print_json(self, session: &mut Session, report: &Report) -> Result<(), Failure> {
        let text = canonical::pretty(&speech::json::report(report))
            .map_err(|error| Failure::new(Stop::Error, error))?;
        match text.split_once(NO_STATEMENTS).filter(|_| !self.pieces.is_empty()) {
            None => session.answer(&text)?,
            Some((before, after)) => {
                session.answer(&format!("{before}\n  \"statements\": [\n"))?;
                self.print(session, ",\n")?;
                session.answer(&format!("\n  ]{after}"))?;
            }
        }
        session.answer("\n")
    }
}

/// Some statements as a report in JSON has them; empty where there are none, and nothing where they are no JSON.
pub(crate) fn json(statements: &[StatementLine]) -> Option<Vec<u8>> {
    if statements.is_empty() {
        return Some(Vec::new());
    }
    let text = canonical::pretty(&speech::json::statements(statements)).ok()?;
    let inside = text.strip_prefix("[\n").and_then(|text| text.strip_suffix("\n]"))?;
    let lines: Vec<String> = inside.split('\n').map(|line| format!("  {line}")).collect();
    Some(lines.join("\n").into_bytes())
}
