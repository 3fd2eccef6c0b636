//! Steps 1 to 3 of verification: list, read, check each signature against its record.
//!
//! Everything here is independent of order, and so runs on all cores; what may be believed is decided by the replay.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::report::{Checked, Finding, Severity};
use crate::digest::Hash;
use crate::key::sshsig::Misfit;
use crate::key::sshsig::SIGNATURE_FILE_BYTES_MAX;
use crate::key::{KnownKeys, PublicKey};
use crate::layout::{self, Place};
use crate::locale::{Sentence, Value, sentence};
use crate::name::Label;
use crate::record::signature::{Fitting, Unfit};
use crate::record::{Body, RECORD_BYTES_MAX, Record, RecordError};
use crate::tree::{OddityKind, ReadError, Source};

/// Largest signature file that is read, in bytes: as large as the signatures of keys that only other programs know,
/// which could not be judged and must not be called bad.
pub const SIGNATURE_BYTES_MAX: u64 = SIGNATURE_FILE_BYTES_MAX as u64;

/// How many records' signatures are checked together, so that a batch of them is full.
const TOGETHER: usize = 64;

/// A signature file beside a record.
#[derive(Debug, Clone)]
pub struct ReadSignature {
    /// Where it lies.
    pub path: String,
    /// The label in its file name: a hint.
    pub label: Label,
    /// SHA-256 of the file.
    pub file: Hash,
    /// What it is worth.
    pub fitting: Result<Fitting, Unfit>,
}

/// A record file that was read strictly, and the signature files beside it.
#[derive(Debug, Clone)]
pub struct ReadRecord {
    /// Where it lies.
    pub path: String,
    /// The record.
    pub record: Record,
    /// The signature files beside it.
    pub signatures: Vec<ReadSignature>,
}

/// Everything that was read, before anybody believes it.
#[derive(Debug, Default)]
pub struct Reading {
    /// The records, by path.
    pub records: Vec<ReadRecord>,
    /// The records by hash; of equal ones, the first by path.
    pub by_hash: HashMap<Hash, usize>,
    /// Hashes of files that are records of a type or format that this version of the program does not know.
    pub newer: BTreeSet<Hash>,
    /// Files and folders that are here and could not be read: what they hold is neither there nor missing.
    pub unread: BTreeSet<String>,
    /// Text and attachment files that the tree holds.
    pub words: Vec<(String, Place)>,
    /// How much was looked at.
    pub checked: Checked,
    /// What there is to say about single files.
    pub findings: Vec<Finding>,
}

/// Reads every record and signature of a registry.
#[must_use]
pub fn read(source: &dyn Source) -> Reading {
    let mut reading = Reading { findings: oddities(source), ..Reading::default() };
    let mut signatures: BTreeMap<&str, Vec<(&str, Label)>> = BTreeMap::new();
    let mut records: Vec<&str> = Vec::new();
    for path in source.listing().files.keys() {
        match layout::place_of(path) {
            place if place.kind().is_some() => records.push(path),
            Place::Signature { .. } => {}
            place @ (Place::Text(..) | Place::Attachment(..)) => {
                reading.words.push((path.clone(), place))
            }
            Place::Note if path != layout::KEYS_README => reading.findings.push(note(path)),
            _ => {}
        }
    }
    for path in source.listing().files.keys() {
        if let Place::Signature { record, label } = layout::place_of(path) {
            match source.listing().files.get_key_value(&record) {
                Some((record, _)) => signatures.entry(record).or_default().push((path, label)),
                None => reading.findings.push(Finding::new(
                    Severity::Broken,
                    "signature-without-record",
                    path,
                    sentence("finding-signature-alone", &[]),
                )),
            }
        }
    }
    let read: Vec<Result<ReadRecord, NoRecord>> =
        records.par_iter().map(|path| read_record(source, path)).collect();
    for record in read {
        match record {
            Ok(record) => reading.records.push(record),
            Err(none) => {
                reading.findings.push(none.finding);
                reading.newer.extend(none.newer);
            }
        }
    }
    let known = known_keys(&reading.records);
    let findings: Vec<Vec<Finding>> = reading
        .records
        .par_chunks_mut(TOGETHER)
        .map(|records| read_signatures(source, records, &signatures, &known))
        .collect();
    reading.findings.extend(findings.into_iter().flatten());
    for (index, record) in reading.records.iter().enumerate() {
        reading.checked.records += 1;
        reading.checked.signatures += record.signatures.len() as u64;
        reading.by_hash.entry(record.record.hash()).or_insert(index);
    }
    let unread = |finding: &&Finding| {
        finding.severity == Severity::Unchecked
            && ["unreadable", "hostile-tree"].contains(&finding.code)
    };
    reading.unread =
        reading.findings.iter().filter(unread).map(|finding| finding.path.clone()).collect();
    reading
}

/// Why a file at a record's place is none that can be judged.
struct NoRecord {
    finding: Finding,
    /// The hash of a record whose format is newer than this program.
    newer: Option<Hash>,
}

fn read_record(source: &dyn Source, path: &str) -> Result<ReadRecord, NoRecord> {
    let bytes = source
        .read(path, RECORD_BYTES_MAX as u64)
        .map_err(|error| NoRecord { finding: unreadable(path, &error), newer: None })?;
    let hash = Hash::of(&bytes);
    let record = Record::read(bytes).map_err(|error| NoRecord {
        newer: matches!(error, RecordError::UnknownType(_)).then_some(hash),
        finding: not_a_record(path, &error),
    })?;
    Ok(ReadRecord { path: path.to_owned(), record, signatures: Vec::new() })
}

/// The keys that the records enrol: decoded with them, and not again with each of their signatures.
fn known_keys(records: &[ReadRecord]) -> KnownKeys {
    let keys = records.iter().flat_map(|read| -> Vec<&PublicKey> {
        match read.record.body() {
            Body::Registry(body) => body.maintainers.iter().map(|one| &one.key).collect(),
            Body::Organisation(body) => body.keys.iter().map(|one| &one.key).collect(),
            _ => Vec::new(),
        }
    });
    keys.collect()
}

/// Reads the signature files beside some records and checks each against its record.
fn read_signatures(
    source: &dyn Source,
    records: &mut [ReadRecord],
    signatures: &BTreeMap<&str, Vec<(&str, Label)>>,
    known: &KnownKeys,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut files: Vec<(usize, &str, &Label, Vec<u8>)> = Vec::new();
    for (index, read) in records.iter().enumerate() {
        for (path, label) in signatures.get(read.path.as_str()).into_iter().flatten() {
            match source.read(path, SIGNATURE_BYTES_MAX) {
                Ok(bytes) => files.push((index, path, label, bytes)),
                Err(error) => findings.push(unreadable(path, &error)),
            }
        }
    }
    let beside: Vec<(&Record, &[u8])> = files
        .iter()
        .filter_map(|(index, _, _, bytes)| Some((&records.get(*index)?.record, bytes.as_slice())))
        .collect();
    let checked = Fitting::check_all(&beside, known);
    for ((index, path, label, bytes), fitting) in files.into_iter().zip(checked) {
        if let Err(unfit) = &fitting {
            findings.push(misfit(path, unfit));
        }
        let file = fitting.as_ref().map_or_else(|_| Hash::of(&bytes), Fitting::file);
        let (path, label) = (path.to_owned(), label.clone());
        if let Some(read) = records.get_mut(index) {
            read.signatures.push(ReadSignature { path, label, file, fitting });
        }
    }
    findings
}

fn note(path: &str) -> Finding {
    Finding::new(Severity::Note, "unknown-file", path, sentence("finding-unknown-file", &[]))
}

/// A file that could not be read: damaged bytes and sizes that no writer makes are proof, the rest is not.
pub(super) fn unreadable(path: &str, error: &ReadError) -> Finding {
    let severity = match error {
        ReadError::TooLarge { .. } | ReadError::Missing(_) => Severity::Broken,
        ReadError::Damaged { .. } | ReadError::Other { .. } => Severity::Unchecked,
    };
    Finding::new(severity, "unreadable", path, unread(error))
}

/// Why a file could not be read.
pub(super) fn unread(error: &ReadError) -> Sentence {
    let technical = Value::from(error.to_string());
    match error {
        ReadError::Missing(path) => sentence(
            "finding-unread-missing",
            &[("path", path.clone().into()), ("technical", technical)],
        ),
        ReadError::TooLarge { path, size_bytes, max_bytes } => sentence(
            "finding-unread-large",
            &[
                ("path", path.clone().into()),
                ("size", (*size_bytes).into()),
                ("max", (*max_bytes).into()),
                ("technical", technical),
            ],
        ),
        ReadError::Damaged { path, .. } => sentence(
            "finding-unread-damaged",
            &[("path", path.clone().into()), ("technical", technical)],
        ),
        ReadError::Other { path, .. } => sentence(
            "finding-unread-other",
            &[("path", path.clone().into()), ("technical", technical)],
        ),
    }
}

fn not_a_record(path: &str, error: &RecordError) -> Finding {
    let technical = Value::from(error.to_string());
    let message = match error {
        RecordError::UnknownType(name) => {
            let name = format!("{name:?}").into();
            let message = [("type", name), ("technical", technical)];
            let message = sentence("finding-newer-record", &message);
            return Finding::new(Severity::Unchecked, "newer-format", path, message);
        }
        RecordError::Reformatted => {
            sentence("finding-record-reformatted", &[("technical", technical)])
        }
        _ => sentence("finding-record-altered", &[("technical", technical)]),
    };
    Finding::new(Severity::Broken, "record-altered", path, message)
}

fn misfit(path: &str, unfit: &Unfit) -> Finding {
    let technical = Value::from(unfit.to_string());
    if unfit.is_unsupported() {
        let message = sentence("finding-signature-unsupported", &[("technical", technical)]);
        return Finding::new(Severity::Unchecked, "signature-unsupported", path, message);
    }
    let message = match unfit {
        Unfit::Misfit(Misfit::Signature) => {
            sentence("finding-signature-misfit", &[("technical", technical)])
        }
        Unfit::Misfit(Misfit::UserPresence) => {
            sentence("finding-signature-untouched", &[("technical", technical)])
        }
        _ => sentence("finding-signature-bad", &[("technical", technical)]),
    };
    Finding::new(Severity::Broken, "signature-bad", path, message)
}

fn oddities(source: &dyn Source) -> Vec<Finding> {
    let message = |kind| match kind {
        OddityKind::Symlink => sentence("finding-tree-symlink", &[]),
        OddityKind::Submodule => sentence("finding-tree-submodule", &[]),
        OddityKind::Special => sentence("finding-tree-special", &[]),
        OddityKind::Name => sentence("finding-tree-name", &[]),
        OddityKind::Duplicate => sentence("finding-tree-duplicate", &[]),
        OddityKind::CaseCollision => sentence("finding-tree-case", &[]),
        OddityKind::Depth => sentence("finding-tree-depth", &[]),
        OddityKind::Replaced => sentence("finding-tree-replaced", &[]),
        OddityKind::Damaged => sentence("finding-tree-damaged", &[]),
        OddityKind::TooMany => sentence("finding-tree-many", &[]),
    };
    source
        .listing()
        .oddities
        .iter()
        .map(|oddity| {
            let severity = match oddity.kind {
                OddityKind::Damaged => Severity::Unchecked,
                _ => Severity::Broken,
            };
            Finding::new(severity, "hostile-tree", &oddity.path, message(oddity.kind))
        })
        .collect()
}
