//! The log of the demonstration, by somebody who holds its key.

use std::collections::BTreeSet;

use super::{Files, Tampered, judge, names, none_misleads, question, shipped};
use countersign_core::key::PrivateKey;
use countersign_core::layout;
use countersign_core::record::{Body, Record, Registry};
use countersign_core::verify::report::{OrganisationLine, Outcome, Report, Standing};
use countersign_core::verify::{Examined, Expect, Question, examine};
use rayon::prelude::*;
use testkit::forge;
use testkit::memory::Memory;
use testkit::repository;

/// The log's own parts: what somebody who holds its key can do with its entries.
struct Log {
    files: Files,
    entries: Vec<Vec<u8>>,
    root: Registry,
    key: PrivateKey,
}

fn the_log() -> Log {
    let files = shipped();
    let Examined { log, .. } = examine(&Memory::new(files.clone()), &Vec::new);
    let Body::Registry(root) =
        Record::read(files["keys/root/1.json"].clone()).unwrap().body().clone()
    else {
        panic!("the first record is the registry's")
    };
    let key = std::fs::read(repository().join("tests/keys/log")).unwrap();
    let key = PrivateKey::from_openssh(&key, None).unwrap();
    Log { files, entries: log.unwrap().entries, root: *root, key }
}

impl Log {
    /// The same files with a log of these entries, signed with the log's own key.
    fn with(&self, entries: &[Vec<u8>], origin: Option<&str>) -> Files {
        let mut root = self.root.clone();
        if let Some(origin) = origin {
            root.origin = origin.parse().unwrap();
        }
        let mut files = self.files.clone();
        files.retain(|path, _| !path.starts_with(layout::LOG));
        files.extend(forge::log(entries, &root, &self.key));
        files
    }
}

fn lines(report: &Report) -> impl Iterator<Item = &OrganisationLine> {
    let versions = report.statements.iter().flat_map(|one| &one.versions);
    versions.flat_map(|version| &version.organisations)
}

#[test]
fn entries_reordered_dropped_or_doubled_by_a_holder_of_the_log_key() {
    let log = the_log();
    // The witnesses' lines are not made again with the log: that is said, and nothing else is wrong.
    assert_eq!(judge(log.with(&log.entries, None)).0, Outcome::Caveat);
    let mut table = Vec::new();
    for at in 0..log.entries.len() {
        let mut dropped = log.entries.clone();
        dropped.remove(at);
        let mut doubled = log.entries.clone();
        doubled.insert(at, log.entries[at].clone());
        table.push((format!("entry {at} dropped"), dropped));
        table.push((format!("entry {at} doubled"), doubled));
        if at + 1 < log.entries.len() {
            let mut reordered = log.entries.clone();
            reordered.swap(at, at + 1);
            table.push((format!("entries {at} and {} re-ordered", at + 1), reordered));
        }
    }
    let first_heads = log.entries[1].clone();
    let mut replaced = log.entries.clone();
    *replaced.last_mut().unwrap() = first_heads;
    table.push(("the last heads entry replaced by the first".to_owned(), replaced));
    let truth = examine(&Memory::new(log.files.clone()), &Vec::new);
    let known = truth.log.as_ref().unwrap();
    let known = Expect::Checkpoint(known.size(), *known.checkpoint.root());
    // An accusation names a position, and who batches appends otherwise moves entries across it: whoever knows the log
    // sees that (above), and who sees it first does not.
    let accused: BTreeSet<String> = lines(&truth.answer(&question()))
        .filter(|line| line.standing == Standing::Unreliable)
        .map(|line| line.name.clone())
        .collect();
    assert_eq!(accused.len(), 1, "{accused:?}");
    let standings = |report: &Report| -> Vec<String> {
        let lines = lines(report).filter(|line| !accused.contains(&line.name));
        lines.map(|line| format!("{} {:?}", line.name, line.standing)).collect()
    };
    let told = standings(&truth.answer(&question()));
    let misled = |(what, entries): &(String, Vec<Vec<u8>>)| {
        // What only comes after is an append.
        if entries.starts_with(&log.entries) {
            return None;
        }
        let forged = examine(&Memory::new(log.with(entries, None)), &Vec::new);
        // Somebody who knows the log sees every such change.
        let expecting = Question { expect: Some(known), ..question() };
        if forged.answer(&expecting).outcome != Outcome::Broken {
            return Some(format!("{what}, against a known checkpoint"));
        }
        // Somebody who sees it first cannot know how appends were batched, but is told nothing that is not so.
        let report = forged.answer(&question());
        let is_fine = report.outcome == Outcome::Broken || standings(&report) == told;
        (!is_fine).then(|| what.clone())
    };
    let misled: Vec<String> = table.par_iter().filter_map(misled).collect();
    assert_eq!(misled, Vec::<String>::new());
}

#[test]
fn an_older_log_beside_newer_files() {
    let log = the_log();
    for size in 1..log.entries.len() {
        let older = log.with(&log.entries[..size], None);
        let report = examine(&Memory::new(older.clone()), &Vec::new).answer(&question());
        // Records that the older log does not name are at best pending, and then do not count.
        let counted: u64 =
            report.statements.iter().flat_map(|one| &one.versions).map(|one| one.endorsed).sum();
        let waits = report.findings.iter().any(|finding| finding.code().starts_with("pending"));
        assert!(
            report.outcome == Outcome::Broken || counted < 16 || waits,
            "{size}: {counted}, {:?}",
            report.findings
        );
        let newest = examine(&Memory::new(log.files.clone()), &Vec::new);
        let newest = newest.log.unwrap();
        let known = Expect::Checkpoint(newest.size(), *newest.checkpoint.root());
        let expecting = Question { expect: Some(known), ..question() };
        let report = examine(&Memory::new(older), &Vec::new).answer(&expecting);
        assert_eq!(report.outcome, Outcome::Broken, "{size}");
    }
}

#[test]
fn an_old_checkpoint_a_foreign_origin_or_another_key() {
    let log = the_log();
    let old = log.with(&log.entries[..2], None)[layout::CHECKPOINT].clone();
    let mut files = log.files.clone();
    files.insert(layout::CHECKPOINT.to_owned(), old);
    let one = Tampered::new("an old checkpoint over newer tiles", &[layout::CHECKPOINT], files);
    let other = log.with(&log.entries, Some("other.example/log"));
    let two = Tampered::new("signed for another origin", &[layout::CHECKPOINT], other);
    let forger = PrivateKey::from_seed(&[66; 32]);
    let mut root = log.root.clone();
    let verifier = countersign_core::note::VerifierKey::new(
        root.origin.as_str().parse().unwrap(),
        countersign_core::note::Algorithm::Ed25519,
        forger.public().ed25519().clone(),
    );
    root.log_keys = vec![verifier];
    let mut files = log.files.clone();
    files.extend(forge::log(&log.entries, &root, &forger));
    let three =
        Tampered::new("signed by a key that is none of the log's", &[layout::CHECKPOINT], files);
    none_misleads(&[one, two, three], names);
}
