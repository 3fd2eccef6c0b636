//! Findings about single files of a registry.

use crate::record::RecordError;
use crate::record::signature::Unfit;
use crate::tree::{OddityKind, ReadError};

/// What there is to say about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFinding {
    /// Something that no registry has.
    Odd(OddityKind),
    /// A file that is not part of the format.
    Unknown,
    /// A record that no rule of this version reads; what it says it is about.
    Extension(Option<String>),
    /// It could not be read.
    Unread(ReadError),
    /// A record of a type or format that this program does not know.
    NewerRecord(RecordError),
    /// A text or a record with a character that came to Unicode after the version which this program knows.
    NewerCharacter(char),
    /// No record, where one must lie.
    AlteredRecord(RecordError),
    /// A signature without the record that it was made for.
    SignatureAlone,
    /// A signature that may be good, and that this program cannot judge.
    SignatureUnsupported(Unfit),
    /// A signature that does not fit.
    SignatureBad(Unfit),
    /// A signature that was put beside a record after it was logged.
    SignatureLate,
    /// A record that lies elsewhere than it belongs; where that is, if anywhere.
    Misplaced(Option<String>),
    /// A signature that lies elsewhere than it belongs; where that is.
    MisplacedSignature(String),
    /// A second copy of a record.
    Copy,
    /// There is no `allowed_signers`.
    SignersMissing,
    /// `allowed_signers` has a line that no record makes.
    SignersOther,
    /// `allowed_signers` lacks so many lines that records make.
    SignersLack(usize),
    /// The file in the folder that is at hand is not the one that was judged.
    FolderDiffers(FolderDifference),
    /// So many more files in the folder are not those that were judged.
    FolderDiffersMore(usize),
    /// So many more files, each with a finding of this code.
    More {
        /// The code.
        code: &'static str,
        /// How many.
        count: usize,
    },
    /// Withheld acts lie here again, with so many files in all.
    WithheldShown(usize),
}

/// How a file in a folder is not the one that was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderDifference {
    /// It has other bytes, or is no plain file.
    Changed,
    /// It is not there.
    Missing,
    /// What was judged has no such file.
    Extra,
}

impl FileFinding {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Odd(_) => "hostile-tree",
            Self::Unknown => "unknown-file",
            Self::Extension(_) => "extension",
            Self::Unread(_) => "unreadable",
            Self::NewerRecord(_) => "newer-format",
            Self::NewerCharacter(_) => "newer-character",
            Self::AlteredRecord(_) => "record-altered",
            Self::SignatureAlone => "signature-without-record",
            Self::SignatureUnsupported(_) => "signature-unsupported",
            Self::SignatureBad(_) => "signature-bad",
            Self::SignatureLate => "signature-late",
            Self::Misplaced(_) | Self::MisplacedSignature(_) | Self::Copy => "misplaced",
            Self::SignersMissing | Self::SignersOther | Self::SignersLack(_) => "allowed-signers",
            Self::FolderDiffers(_) | Self::FolderDiffersMore(_) => "folder-differs",
            Self::More { code, .. } => code,
            Self::WithheldShown(_) => "withheld-shown",
        }
    }
}
