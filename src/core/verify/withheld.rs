//! What is withheld and what became of it: files that went out of sight, came back, or wait to go.
//!
//! An admitted withholding names the hashes of the acts and of their signature files.
//! So whoever brings one tree into another can tell which of its files must stay outside, wherever they lie
//! ([`files`]), and whoever verifies finds those that lie there again.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use super::finding::{EntryFinding, FileFinding, Finding, ReaderFinding, What};
use super::reading::{ReadRecord, Reading};
use super::report::Severity;
use crate::digest::Hash;
use crate::layout::{self, Place, place_of};
use crate::ledger::{State, Violation};
use crate::name::VersionId;
use crate::record::entry::candidates;
use crate::record::line::Line;
use crate::record::{Body, Kind, Record, Withholding};

/// The files of a tree that the withholdings admitted by `state` name: the acts, and every signature beside them.
///
/// `reading` may be of any tree, such as that of a clone which does not know of the withholding yet.
#[must_use]
pub fn files(state: &State, reading: &Reading) -> BTreeSet<String> {
    named_by(state.all_withheld().flat_map(|(_, all)| all).map(|one| &one.body), reading)
}

/// The files of a tree that withholdings name, whether or not they were admitted.
///
/// With them go signature files without records beside the acts on these versions: they may be a withheld one's.
pub fn named_by<'a>(
    withholdings: impl Iterator<Item = &'a Withholding>,
    reading: &Reading,
) -> BTreeSet<String> {
    let (mut acts, mut versions) = (Vec::new(), BTreeSet::new());
    let mut words: HashSet<(Hash, Hash)> = HashSet::new();
    for withholding in withholdings {
        words.extend(withholding.words.iter().map(|one| (withholding.record, *one)));
        if !withholding.entries.is_empty() {
            acts.extend(withholding.acts());
            versions.insert(withholding.statement.at(withholding.version));
        }
    }
    let records: BTreeSet<Hash> = acts.iter().map(|act| act.record).collect();
    let signatures: HashSet<Hash> = acts.iter().filter_map(|act| act.signatures.value()).collect();
    let is_about = |id: &VersionId| versions.contains(id);
    let mut files: BTreeSet<String> = alone(&reading.findings, &is_about).cloned().collect();
    files.extend(taken_down(reading, &words));
    for read in &reading.records {
        let is_act = records.contains(&read.record.hash());
        files.extend(is_act.then(|| read.path.clone()));
        let named = if is_act { None } else { signed_with(read, &signatures) };
        let is_named = |file: &Hash| named.as_ref().is_some_and(|named| named.contains(file));
        let beside = read.signatures.iter().filter(|one| is_act || is_named(&one.file));
        files.extend(beside.map(|one| one.path.clone()));
    }
    files
}

/// The files of a tree that are taken down, by the version that binds them and their hash.
fn taken_down(reading: &Reading, words: &HashSet<(Hash, Hash)>) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for read in reading.records.iter().filter(|_| !words.is_empty()) {
        let is_named = |of: Hash, sha256: Hash| words.contains(&(of, sha256));
        match read.record.body() {
            Body::Statement(body) => {
                let (id, of) = (body.id.at(body.version), read.record.hash());
                let texts = body.texts.iter().filter(|(_, text)| is_named(of, text.sha256));
                files.extend(texts.map(|(language, _)| layout::text_path(&id, language)));
                let others = body.attachments.iter().filter(|one| is_named(of, one.sha256));
                files.extend(others.map(|one| layout::attachment_path(&id, &one.file)));
                let names = body.signatories.iter().filter(|one| is_named(of, one.sha256));
                files.extend(names.map(|_| layout::signatories_path(&id)));
            }
            Body::Translation(body) => {
                let text = body.text.as_ref().filter(|text| is_named(body.record, text.sha256));
                files.extend(
                    text.map(|_| layout::translated_path(&body.of(), &body.language, body.number)),
                );
            }
            _ => {}
        }
    }
    let is_here = |path: &String| reading.words.iter().any(|(here, _)| here == path);
    files.into_iter().filter(is_here).collect()
}

/// Signature files without records beside the acts on some versions.
fn alone<'a>(
    findings: &'a [Finding],
    is_about: &'a dyn Fn(&VersionId) -> bool,
) -> impl Iterator<Item = &'a String> {
    let is_it = |one: &&Finding| {
        matches!(*one.what, What::File(FileFinding::SignatureAlone | FileFinding::WithheldShown(_)))
    };
    let is_beside = |path: &&String| is_beside_act(path, is_about);
    findings.iter().filter(is_it).map(|one| &one.path).filter(is_beside)
}

fn is_beside_act(path: &str, is_about: &dyn Fn(&VersionId) -> bool) -> bool {
    let Place::Signature { record, .. } = place_of(path) else { return false };
    matches!(place_of(&record), Place::Endorsement(id, ..) if is_about(&id))
}

/// A signature file without its record is a withheld act's, for all that anybody can tell, where acts on its version
/// are withheld: it tells whose.
pub(super) fn tell_alone(findings: &mut [Finding], state: &State) {
    let is_about = |id: &VersionId| state.withheld(id).iter().any(|one| !one.entries.is_empty());
    for finding in findings {
        if matches!(*finding.what, What::File(FileFinding::SignatureAlone))
            && is_beside_act(&finding.path, &is_about)
        {
            finding.what = Arc::new(FileFinding::WithheldShown(1).into());
        }
    }
}

/// Those of the signature files beside another record that an act was logged with.
fn signed_with(read: &ReadRecord, signatures: &HashSet<Hash>) -> Option<BTreeSet<Hash>> {
    if signatures.is_empty() || read.record.kind() != Kind::Endorsement {
        return None;
    }
    let files: BTreeSet<Hash> = read.signatures.iter().map(|one| one.file).collect();
    let (_, extra) = candidates(&files).find(|(value, _)| signatures.contains(value))?;
    Some(files.into_iter().filter(|file| Some(*file) != extra).collect())
}

/// That the acts which a withholding names lie here again: the ledger then refuses it, and this says why.
pub(super) fn shown_again(
    reading: &Reading,
    record: &Record,
    violation: &Violation,
) -> Option<Finding> {
    let (Body::Withholding(body), Violation::NotOpen(_)) = (record.body(), violation) else {
        return None;
    };
    let files = named_by(std::iter::once(body), reading);
    let first = files.first()?;
    Some(Finding::new(Severity::Broken, first, FileFinding::WithheldShown(files.len())))
}

/// What there is to say about acts that somebody else shows, such as a bundle of the reader's own, and `here` withholds.
///
/// That is broken where another act by the same organisation is shown in its place: whoever sees only that one takes it
/// for all that the organisation said. Else it is a caveat that names nobody.
#[must_use]
pub fn still_shown(here: &State, shown: &Reading) -> Vec<Finding> {
    let mut count = 0;
    let mut findings = Vec::new();
    for read in &shown.records {
        let Body::Endorsement(body) = read.record.body() else { continue };
        let version = body.statement.at(body.version);
        let hash = read.record.hash();
        if here.check_not_withheld(&version, &hash).is_ok() {
            continue;
        }
        count += 1;
        let acts = here.version(&version).and_then(|one| one.acts.get(&body.organisation));
        if acts.is_some_and(|acts| acts.iter().any(|act| act.record != hash)) {
            let (path, organisation) =
                (layout::version_folder(&version), body.organisation.clone());
            let what = ReaderFinding::WithheldAndShown { organisation, version };
            findings.push(Finding::new(Severity::Broken, path, what));
        }
    }
    findings.dedup();
    if findings.is_empty() {
        findings.extend(withheld_here(count));
    }
    findings
}

/// That so many acts are withheld here which another copy shows.
#[must_use]
pub fn withheld_here(count: usize) -> Option<Finding> {
    let what = ReaderFinding::WithheldHere { count };
    (count > 0).then(|| Finding::new(Severity::Caveat, "", what))
}

/// Words of versions that both copies have, which only one of them shows.
#[must_use]
pub fn words_down(here: &State, there: &State) -> Vec<Finding> {
    let mut findings = Vec::new();
    for their in there.statements().values().flat_map(|history| &history.versions) {
        let id = their.statement.id.at(their.statement.version);
        let Some(our) = here.version(&id).filter(|our| our.record == their.record) else {
            continue;
        };
        let only = |one: &BTreeMap<Hash, Line>, other: &BTreeMap<Hash, Line>| -> BTreeSet<Line> {
            let only = one.iter().filter(|(words, _)| !other.contains_key(*words));
            only.map(|(_, reason)| reason.clone()).collect()
        };
        let only_here = only(&our.taken_down, &their.taken_down).into_iter();
        findings.extend(only_here.map(|reason| down_here(id.clone(), reason)));
        let only_there = only(&their.taken_down, &our.taken_down).into_iter();
        findings.extend(only_there.map(|reason| down_there(id.clone(), reason)));
    }
    findings
}

/// That words of a version were taken down here which another copy shows.
#[must_use]
pub fn down_here(version: VersionId, reason: Line) -> Finding {
    let what = ReaderFinding::TakenDownHere { version, reason };
    Finding::new(Severity::Caveat, "", what)
}

/// That words of a version were taken down in another copy which are shown here.
#[must_use]
pub fn down_there(version: VersionId, reason: Line) -> Finding {
    let what = ReaderFinding::TakenDownThere { version, reason };
    Finding::new(Severity::Caveat, "", what)
}

/// Entries whose records are not here: broken, unless a withholding that waits to be logged names them.
pub(super) fn missing(replayed: &State, after: &State) -> Vec<Finding> {
    let still: BTreeSet<u64> = after.not_shown().collect();
    let mut findings = Vec::new();
    for at in replayed.not_shown() {
        findings.push(if still.contains(&at) {
            Finding::new(Severity::Broken, layout::LOG, EntryFinding::NotShown { at })
        } else {
            Finding::new(Severity::Caveat, layout::LOG, EntryFinding::WithholdingPending { at })
        });
    }
    findings
}
