//! Steps 1 to 3 of verification: list, read, check each signature against its record.
//!
//! Everything here is independent of order, and so runs on all cores; what may be believed is decided by the replay.

use std::collections::{BTreeSet, HashMap};

use super::finding::{self, FileFinding, Finding, What};
use super::report::{Checked, Severity};
use crate::cores::*;
use crate::digest::Hash;
use crate::key::sshsig::SIGNATURE_FILE_BYTES_MAX;
use crate::key::{KnownKeys, PublicKey};
use crate::layout::{self, Place};
use crate::name::Label;
use crate::record::entry::RecordEntry;
use crate::record::signature::{Unfit, VerifiedSignature};
use crate::record::{Body, RECORD_BYTES_MAX, Record, RecordError};
use crate::text;
use crate::tree::{File, Oddity, OddityKind, ReadError, Source};

/// Largest signature file that is read, in bytes: as large as the signatures of keys that only other programs know,
/// which could not be judged and must not be called bad.
pub const SIGNATURE_BYTES_MAX: u64 = SIGNATURE_FILE_BYTES_MAX as u64;

/// How many records' signatures are checked together, so that a batch of them is full.
const TOGETHER: usize = 64;
/// How many files are read before what was read is put in order.
const AT_ONCE: usize = 512 * TOGETHER;

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
    pub verified: Result<VerifiedSignature, Unfit>,
}

/// A record file that was read strictly, and the signature files beside it.
#[derive(Debug, Clone)]
pub struct ReadRecord {
    /// Where it lies.
    pub path: String,
    /// The record.
    pub record: Record,
    /// Whether this is where such a record lies; where a revocation does, only its key's holder tells.
    pub is_at_home: bool,
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

/// A file of a listing.
type Listed<'a> = (&'a String, &'a File);

/// What a listed file is to a reader.
enum Role<'a> {
    Record,
    /// A signature, with the path of its record.
    Signature(&'a str, Label),
    Words(Place),
    Note,
    /// A file of the log, or one that is derived: others look at it.
    Other,
}

/// A file at a record's place, and the signature files beside it.
struct Found<'a> {
    path: &'a str,
    file: &'a File,
    signatures: Vec<(&'a str, &'a File, Label)>,
}

impl ReadRecord {
    /// The signatures beside it that fit it.
    #[must_use]
    pub fn verified_signatures(&self) -> Vec<VerifiedSignature> {
        self.signatures.iter().filter_map(|signature| signature.verified.clone().ok()).collect()
    }
}

impl Reading {
    /// Adds what there is to say about files.
    fn tell(&mut self, findings: Vec<Finding>) {
        let unread = findings.iter().filter(is_unread).map(|finding| finding.path.clone());
        self.unread.extend(unread);
        self.findings.extend(findings);
        finding::count_many(&mut self.findings);
    }

    /// The log entries that the records must have: their own, each with the record's index,
    /// and those of the acts for which they answer.
    pub fn entries(&self) -> impl Iterator<Item = (Option<usize>, Vec<u8>, RecordEntry)> {
        let own = self.records.iter().enumerate().filter_map(|(index, read)| {
            let entry = RecordEntry::of(&read.record, &read.verified_signatures());
            Some((Some(index), entry.encode().ok()?, entry))
        });
        let answered = self.records.iter().flat_map(|read| match read.record.body() {
            Body::Withholding(body) => {
                let acts = body.entries.iter().zip(body.acts());
                acts.map(|(text, act)| (None, text.as_bytes().to_vec(), act)).collect()
            }
            _ => Vec::new(),
        });
        own.chain(answered)
    }
}

/// Reads every record and signature of a registry.
#[must_use]
pub fn read(source: &dyn Source) -> Reading {
    let files: Vec<Listed<'_>> = source.listing().files.iter().collect();
    let keys = files.partition_point(|(path, _)| path.as_str() < layout::KEYS_END);
    let known = known_keys(source, files.get(..keys).unwrap_or_default());
    read_beside(source, &known)
}

/// The keys that the records of a registry enrol.
pub(super) fn keys_of(reading: &Reading) -> KnownKeys {
    let keys: Vec<PublicKey> =
        reading.records.iter().flat_map(|read| enrolled(&read.record)).collect();
    keys.iter().collect()
}

/// Reads records and signatures that are made with these keys, which are then not decoded again.
pub(super) fn read_beside(source: &dyn Source, known: &KnownKeys) -> Reading {
    let mut reading = Reading::default();
    reading.tell(oddities(source));
    let files: Vec<Listed<'_>> = source.listing().files.iter().collect();
    let mut rest = files.as_slice();
    while !rest.is_empty() {
        // A record and the signatures that follow it stay together.
        let is_signature = |at: &usize| rest.get(*at).is_some_and(|file| file.0.ends_with(".sig"));
        let end = (AT_ONCE..rest.len()).find(|at| !is_signature(at)).unwrap_or(rest.len());
        let (some, later) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        read_some(source, some, known, &mut reading);
        rest = later;
    }
    reading.by_hash.reserve(reading.records.len());
    for (index, record) in reading.records.iter().enumerate() {
        reading.checked.records += 1;
        reading.checked.signatures += record.signatures.len() as u64;
        reading.by_hash.entry(record.record.hash()).or_insert(index);
    }
    reading
}

/// Whether what a file or folder holds is neither there nor missing.
fn is_unread(finding: &&Finding) -> bool {
    finding.severity == Severity::Unchecked
        && matches!(*finding.what, What::File(FileFinding::Unread(_) | FileFinding::Odd(_)))
}

/// Reads some files of a listing, in its order.
fn read_some(source: &dyn Source, files: &[Listed<'_>], known: &KnownKeys, reading: &mut Reading) {
    let sorted = sort_out(files);
    let groups: Vec<Group> =
        sorted.found.par_chunks(TOGETHER).map(|group| read_group(source, group, known)).collect();
    reading.words.extend(sorted.words);
    let mut findings = sorted.findings;
    for group in groups {
        reading.records.extend(group.records);
        reading.newer.extend(group.newer);
        findings.extend(group.findings);
    }
    reading.tell(findings);
}

/// Some files of a listing, by what they are to a reader.
#[derive(Default)]
struct Sorted<'a> {
    found: Vec<Found<'a>>,
    words: Vec<(String, Place)>,
    findings: Vec<Finding>,
}

/// Tells records from other files, in the order of the listing, and puts each signature beside its record.
fn sort_out<'a>(files: &[Listed<'a>]) -> Sorted<'a> {
    let roles: Vec<Role<'_>> = files.par_iter().map(|(path, _)| role(path)).collect();
    let mut sorted = Sorted::default();
    for ((path, file), role) in files.iter().zip(roles) {
        match role {
            Role::Record => sorted.found.push(Found { path, file, signatures: Vec::new() }),
            Role::Words(place) => sorted.words.push(((*path).clone(), place)),
            Role::Note => sorted.findings.push(note(path)),
            Role::Other => {}
            // A record's path is how those of its signatures begin, so that it comes before them.
            Role::Signature(record, label) => {
                match sorted.found.last_mut().filter(|one| one.path == record) {
                    Some(one) => one.signatures.push((path, file, label)),
                    None => sorted.findings.push(Finding::new(
                        Severity::Broken,
                        path.as_str(),
                        FileFinding::SignatureAlone,
                    )),
                }
            }
        }
    }
    sorted
}

fn role(path: &str) -> Role<'_> {
    match layout::place_of(path) {
        Place::Signature { record, label } => {
            Role::Signature(path.get(..record.len()).unwrap_or_default(), label)
        }
        place @ (Place::Text(..)
        | Place::TranslatedText(..)
        | Place::Attachment(..)
        | Place::Signatories(_)) => Role::Words(place),
        Place::Note if path != layout::KEYS_README => Role::Note,
        place if place.kind().is_some() => Role::Record,
        _ => Role::Other,
    }
}

/// Some records with their signatures, and what there is to say about them.
#[derive(Default)]
struct Group {
    records: Vec<ReadRecord>,
    newer: Vec<Hash>,
    findings: Vec<Finding>,
}

/// Reads some records and the signature files beside them, and checks each against its record.
fn read_group(source: &dyn Source, found: &[Found<'_>], known: &KnownKeys) -> Group {
    let mut group = Group::default();
    let mut beside: Vec<(usize, &str, &Label, Vec<u8>)> = Vec::new();
    for one in found {
        match read_record(source, one) {
            Ok(record) => {
                if let Body::Extension(body) = record.record.body() {
                    let what = FileFinding::Extension(body.about().map(str::to_owned));
                    group.findings.push(Finding::new(Severity::Note, &record.path, what));
                }
                group.records.push(record);
            }
            Err(none) => {
                group.findings.push(*none.finding);
                group.newer.extend(none.newer);
                continue;
            }
        }
        for (path, file, label) in &one.signatures {
            match source.read_listed(path, file, SIGNATURE_BYTES_MAX) {
                Ok(bytes) => beside.push((group.records.len() - 1, path, label, bytes)),
                Err(error) => group.findings.push(unreadable(path, error)),
            }
        }
    }
    let claims: Vec<(&Record, &[u8])> = beside
        .iter()
        .filter_map(|(index, _, _, bytes)| Some((&group.records.get(*index)?.record, &bytes[..])))
        .collect();
    let checked = VerifiedSignature::check_all(&claims, known);
    for ((index, path, label, bytes), verified) in beside.into_iter().zip(checked) {
        if let Err(unfit) = &verified {
            group.findings.push(misfit(path, unfit));
        }
        let file = verified.as_ref().map_or_else(|_| Hash::of(&bytes), VerifiedSignature::file);
        let (path, label) = (path.to_owned(), label.clone());
        if let Some(read) = group.records.get_mut(index) {
            read.signatures.push(ReadSignature { path, label, file, verified });
        }
    }
    group
}

/// Why a file at a record's place is none that can be judged.
struct NoRecord {
    finding: Box<Finding>,
    /// The hash of a record whose format is newer than this program.
    newer: Option<Hash>,
}

fn read_record(source: &dyn Source, found: &Found<'_>) -> Result<ReadRecord, NoRecord> {
    let path = found.path;
    let bytes = source
        .read_listed(path, found.file, RECORD_BYTES_MAX as u64)
        .map_err(|error| NoRecord { finding: unreadable(path, error).into(), newer: None })?;
    let record = Record::read(&bytes).map_err(|error| {
        // Whether words with a later character are well-formed, only a program that knows it can tell.
        let later = std::str::from_utf8(&bytes).ok().and_then(text::later);
        let is_newer = later.is_some() || matches!(error, RecordError::UnknownType(_));
        let finding = match later {
            Some(one) => Finding::new(Severity::Unchecked, path, FileFinding::NewerCharacter(one)),
            None => not_a_record(path, error),
        };
        NoRecord { newer: is_newer.then(|| Hash::of(&bytes)), finding: finding.into() }
    })?;
    let record = with_names(source, record);
    let signatures = Vec::with_capacity(found.signatures.len());
    let is_at_home = layout::record_path(&record, None).as_deref() == Some(path);
    Ok(ReadRecord { path: path.to_owned(), record, is_at_home, signatures })
}

/// A statement's record with the names beside it, where they are those that it binds; others are told with the words.
fn with_names(source: &dyn Source, record: Record) -> Record {
    let (Some(bound), Some(id)) = (record.binds_names(), record.version()) else { return record };
    match source.read(&layout::signatories_path(&id), bound.bytes) {
        Ok(bytes) => record.clone().with_names(&bytes).unwrap_or(record),
        Err(_) => record,
    }
}

/// The keys that these records enrol: decoded with them, and not again with each of their signatures.
fn known_keys(source: &dyn Source, files: &[Listed<'_>]) -> KnownKeys {
    let keys = |one: &Found<'_>| match read_record(source, one) {
        Ok(read) => enrolled(&read.record),
        Err(_) => Vec::new(),
    };
    let keys: Vec<PublicKey> = sort_out(files).found.par_iter().flat_map_iter(keys).collect();
    keys.iter().collect()
}

/// The keys that a record enrols.
fn enrolled(record: &Record) -> Vec<PublicKey> {
    match record.body() {
        Body::Registry(body) => body.maintainers.iter().map(|one| one.key.clone()).collect(),
        Body::Organisation(body) => body.keys.iter().map(|one| one.key.clone()).collect(),
        _ => Vec::new(),
    }
}

fn note(path: &str) -> Finding {
    Finding::new(Severity::Note, path, FileFinding::Unknown)
}

/// A file that could not be read: damaged bytes and sizes that no writer makes are proof, the rest is not.
pub(super) fn unreadable(path: &str, error: ReadError) -> Finding {
    let severity = match error {
        ReadError::TooLarge { .. } | ReadError::Missing(_) => Severity::Broken,
        ReadError::Damaged { .. } | ReadError::Other { .. } => Severity::Unchecked,
    };
    Finding::new(severity, path, FileFinding::Unread(error))
}

fn not_a_record(path: &str, error: RecordError) -> Finding {
    match error {
        RecordError::UnknownType(_) => {
            Finding::new(Severity::Unchecked, path, FileFinding::NewerRecord(error))
        }
        _ => Finding::new(Severity::Broken, path, FileFinding::AlteredRecord(error)),
    }
}

fn misfit(path: &str, unfit: &Unfit) -> Finding {
    let unfit = unfit.clone();
    match unfit.is_unsupported() {
        true => Finding::new(Severity::Unchecked, path, FileFinding::SignatureUnsupported(unfit)),
        false => Finding::new(Severity::Broken, path, FileFinding::SignatureBad(unfit)),
    }
}

fn oddities(source: &dyn Source) -> Vec<Finding> {
    let oddities = source.listing().oddities.iter();
    let finding = |oddity: &Oddity| {
        let severity = match oddity.kind {
            OddityKind::Damaged => Severity::Unchecked,
            _ => Severity::Broken,
        };
        Finding::new(severity, &oddity.path, FileFinding::Odd(oddity.kind))
    };
    oddities.map(finding).collect()
}
