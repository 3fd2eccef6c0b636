//! Findings in words.

mod bundle;
mod entry;
mod file;
mod log;
mod reader;
mod standing;
mod words;

use std::cmp::Ordering;

use serde::Serialize;

use crate::locale::{Sentence, Tell, message};
use countersign_core::tree::ReadError;
use countersign_core::verify::finding::{Finding, What};
use countersign_core::verify::report::Severity;

pub use standing::lost;

/// A finding as it is told; in JSON its message is English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FindingLine {
    /// How grave it is.
    pub severity: Severity,
    /// A stable word for programs.
    pub code: &'static str,
    /// The file that it is about; empty where it is about the whole.
    pub path: String,
    /// One sentence without a full stop.
    pub message: Sentence,
    /// What only follows from it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<FindingLine>,
    /// Whether the sentence names what it is about.
    #[serde(skip)]
    is_named: bool,
}

impl FindingLine {
    /// What somebody has to say who looked at something else than a registry.
    pub fn new(
        severity: Severity,
        code: &'static str,
        path: impl Into<String>,
        message: impl Tell,
    ) -> Self {
        let (path, message) = (path.into(), message.tell());
        Self { severity, code, path, message, follows: Vec::new(), is_named: false }
    }

    /// The sentence behind its file, where it does not name what it is about itself.
    #[must_use]
    pub fn told(&self) -> Sentence {
        let is_alone = self.is_named || self.path.is_empty();
        if is_alone || self.message.english().starts_with(&self.path) {
            return self.message.clone();
        }
        let (path, message) = (self.path.clone(), self.message.clone());
        message::finding_at(path, message)
    }

    /// Whether nothing may be built on what it is about: it is proven broken, or could not be judged.
    #[must_use]
    pub fn is_grave(&self) -> bool {
        self.severity <= Severity::Unchecked
    }
}

/// A finding as it is told.
#[must_use]
pub fn finding(finding: &Finding) -> FindingLine {
    FindingLine {
        severity: finding.severity,
        code: finding.code(),
        path: finding.path.clone(),
        message: message(finding),
        follows: findings(&finding.follows),
        is_named: matches!(*finding.what, What::Standing(_) | What::Pending(_)),
    }
}

/// Findings as they are told, gravest first.
#[must_use]
pub fn findings<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<FindingLine> {
    let mut lines: Vec<FindingLine> = findings.into_iter().map(finding).collect();
    // Each sentence is said once, and not with every comparison.
    lines.sort_by_cached_key(|one| {
        (one.severity, one.code, one.path.clone(), one.message.english())
    });
    lines
}

/// The gravest finding of those on which nothing may be built.
#[must_use]
pub fn gravest<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Option<FindingLine> {
    let grave = findings.into_iter().filter(|finding| finding.is_grave());
    grave.min_by(|one, other| order(one, other)).map(finding)
}

fn order(one: &Finding, other: &Finding) -> Ordering {
    one.rank().cmp(&other.rank()).then_with(|| message(one).cmp(&message(other)))
}

/// One sentence without a full stop.
fn message(finding: &Finding) -> Sentence {
    match &*finding.what {
        What::File(what) => file::message(what),
        What::Words(what) => words::message(what),
        What::Log(what) => log::message(what),
        What::Entry(what) => entry::message(what),
        What::Pending(what) => standing::pending(what),
        What::Standing(what) => standing::message(what),
        What::Reader(what) => reader::message(what),
        What::Receipt(what) => reader::receipt(what),
        What::Bundle(what) => bundle::message(what),
    }
}

/// Why a file could not be read.
fn unread(error: &ReadError) -> Sentence {
    match error {
        ReadError::Missing(path) => message::finding_unread_missing(error, path),
        ReadError::TooLarge { path, size_bytes, max_bytes } => {
            message::finding_unread_large(error, path, *size_bytes, *max_bytes)
        }
        ReadError::Damaged { path, .. } => message::finding_unread_damaged(error, path),
        ReadError::Other { path, .. } => message::finding_unread_other(error, path),
    }
}
