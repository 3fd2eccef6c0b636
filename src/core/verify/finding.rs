//! What verification has to say, as data: one kind for each thing that can be, with what varies in it.
//!
//! A kind has a stable code for programs; several kinds may share one.
//! Sentences are made of them elsewhere, in the reader's language.

mod bundle;
mod entry;
mod file;
mod log;
mod pending;
mod reader;
mod receipt;
mod standing;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::report::Severity;

pub use bundle::{BundleFinding, CarriedChain};
pub use entry::{EntryFinding, Stopped};
pub use file::{FileFinding, FolderDifference};
pub use log::{LogFinding, NextFault};
pub use pending::PendingFinding;
pub use reader::ReaderFinding;
pub use receipt::ReceiptFinding;
pub use standing::{Lack, StandingFinding};
pub use words::{WordsFile, WordsFinding};

/// How many findings of one kind about files are told one by one; more are counted: a hostile tree has millions.
const TOLD_MAX: usize = 1_000;

/// One thing that verification has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is.
    pub severity: Severity,
    /// The file that it is about; empty where it is about the whole.
    pub path: String,
    /// What it is.
    /// Findings are asked for again by many questions, which share it.
    pub what: Arc<What>,
    /// What only follows from it, where it is a cause.
    pub follows: Vec<Finding>,
}

/// What a finding is, by what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A file of the registry.
    File(FileFinding),
    /// A text or an attachment.
    Words(WordsFinding),
    /// The log, its head, and who signed that.
    Log(LogFinding),
    /// An entry of the log, or a record that is to become one.
    Entry(EntryFinding),
    /// What waits to be logged.
    Pending(PendingFinding),
    /// A version, or an organisation towards it.
    Standing(StandingFinding),
    /// What the reader knows, or saw before.
    Reader(ReaderFinding),
    /// A receipt.
    Receipt(ReceiptFinding),
    /// What a bundle carries.
    Bundle(BundleFinding),
}

impl Finding {
    /// A finding about one file.
    pub fn new(severity: Severity, path: impl Into<String>, what: impl Into<What>) -> Self {
        Self { severity, path: path.into(), what: Arc::new(what.into()), follows: Vec::new() }
    }

    /// A stable word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.what.code()
    }

    /// It, and what only follows from it.
    pub fn and_follows(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.follows)
    }

    /// Whether nothing may be built on what it is about: it is proven broken, or could not be judged.
    #[must_use]
    pub fn is_grave(&self) -> bool {
        self.severity <= Severity::Unchecked
    }

    /// Whether it is about whom the registry asks to cosign, which a reader's own policy replaces.
    pub(super) fn is_of_own_policy(&self) -> bool {
        matches!(*self.what, What::Log(LogFinding::WitnessesChanged { .. }))
    }

    /// What findings are sorted by, gravest first; what is alike in it keeps its order.
    #[must_use]
    pub fn rank(&self) -> (Severity, &'static str, &str) {
        (self.severity, self.code(), &self.path)
    }
}

/// Leaves so many findings of each kind about files, and counts the rest.
pub(super) fn count_many(findings: &mut Vec<Finding>) {
    if findings.len() <= TOLD_MAX {
        return;
    }
    let mut met: BTreeMap<(Severity, &'static str), Met> = BTreeMap::new();
    findings.retain(|finding| {
        let What::File(what) = &*finding.what else { return true };
        if matches!(what, FileFinding::Extension(_) | FileFinding::FolderDiffersMore(_)) {
            return true;
        }
        let of_kind = met.entry((finding.severity, what.code())).or_default();
        if let FileFinding::More { count, .. } = what {
            of_kind.more += count;
            return false;
        }
        of_kind.told += 1;
        of_kind.more += usize::from(of_kind.told > TOLD_MAX);
        of_kind.told <= TOLD_MAX
    });
    for ((severity, code), Met { more: count, .. }) in met {
        if count > 0 {
            findings.push(Finding::new(severity, "", FileFinding::More { code, count }));
        }
    }
}

/// How many findings of a kind were met.
#[derive(Default)]
struct Met {
    told: usize,
    more: usize,
}

impl What {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File(what) => what.code(),
            Self::Words(what) => what.code(),
            Self::Log(what) => what.code(),
            Self::Entry(what) => what.code(),
            Self::Pending(what) => what.code(),
            Self::Standing(what) => what.code(),
            Self::Reader(what) => what.code(),
            Self::Receipt(what) => what.code(),
            Self::Bundle(what) => what.code(),
        }
    }
}

macro_rules! what_of {
    ($($kind:ident($of:ident)),+) => {
        $(impl From<$of> for What {
            fn from(what: $of) -> Self {
                Self::$kind(what)
            }
        })+
    };
}

what_of!(
    File(FileFinding),
    Words(WordsFinding),
    Log(LogFinding),
    Entry(EntryFinding),
    Pending(PendingFinding),
    Standing(StandingFinding),
    Reader(ReaderFinding),
    Receipt(ReceiptFinding),
    Bundle(BundleFinding)
);
