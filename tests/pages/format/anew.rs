//! Makes the examples of `docs/FORMAT.md` anew, after records in it or the format itself were changed by hand:
//! what names another record names it as it is now, and hashes, signatures, the log and its head follow.
//! An example that is new only has to stand there, with any hash behind it.

use std::collections::BTreeMap;
use std::fs;

use countersign_core::allowed_signers;
use countersign_core::checkpoint::{self, Checkpoint};
use countersign_core::digest::Hash;
use countersign_core::ledger::State;
use countersign_core::ledger::chains::Chains;
use countersign_core::merkle;
use countersign_core::record::entry::{Entry, RecordEntry};
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Kind, Record};
use serde_json::Value;
use testkit::repository;

use super::{document, key, seeds, signed};

/// When the example's witness looked: 2021-04-01T10:00:00Z.
const COSIGNED_AT: u64 = 1_617_271_200;

/// The document line by line, with what took the place of each hash, and the records by theirs.
#[derive(Default)]
struct Anew {
    now: BTreeMap<String, String>,
    records: BTreeMap<Hash, Record>,
    state: State,
    chains: Chains,
    leaves: Vec<Hash>,
}

#[test]
fn the_examples_are_made_anew_where_that_is_asked_for() {
    if std::env::var_os("COUNTERSIGN_UPDATE").is_none() {
        return;
    }
    let mut anew = Anew::default();
    // What is signed after the log, such as a head, needs all of it: the second time all is known.
    let first = anew.document(&document());
    let mut again = Anew { now: anew.now, records: anew.records, ..Anew::default() };
    let made = again.document(&first);
    fs::write(repository().join("docs/FORMAT.md"), made).unwrap();
}

impl Anew {
    fn document(&mut self, document: &str) -> String {
        let mut lines = document.lines();
        let mut made: Vec<String> = Vec::new();
        let mut last: Option<Hash> = None;
        while let Some(line) = lines.next() {
            let mark = line.strip_prefix("```").filter(|mark| !mark.is_empty());
            if let Some(mark) = mark {
                let content: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                let content = self.renamed(&content.join("\n"));
                let (content, hash) = self.example(mark, content);
                last = hash.or(last);
                made.extend([line.to_owned(), content.trim_end().to_owned(), "```".to_owned()]);
                continue;
            }
            let hash_line =
                ["SHA-256: `", "Leaf hash: `"].iter().find(|one| line.starts_with(**one));
            match (hash_line, last.take()) {
                (Some(start), Some(hash)) => {
                    let old = line.trim_start_matches(start).trim_end_matches('`');
                    self.now.insert(old.to_owned(), hash.to_string());
                    made.push(format!("{start}{hash}`"));
                }
                (_, kept) => {
                    last = kept.filter(|_| line.is_empty());
                    made.push(self.renamed(line));
                }
            }
        }
        made.join("\n") + "\n"
    }

    /// With every hash that another one took the place of.
    fn renamed(&self, text: &str) -> String {
        self.now.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    }

    /// What stands in a block now, and the hash that is printed behind it.
    fn example(&mut self, mark: &str, content: String) -> (String, Option<Hash>) {
        match mark {
            "json record" => {
                let record = Record::read(self.answering(&content).into_bytes())
                    .unwrap_or_else(|error| panic!("{error}: {content}"));
                let (hash, bytes) = (record.hash(), record.bytes().to_vec());
                self.records.insert(hash, record);
                (String::from_utf8(bytes).unwrap(), Some(hash))
            }
            "json entry" => {
                let bytes = self.entry(&content);
                let leaf = merkle::leaf_hash(&bytes);
                self.leaves.push(leaf);
                (String::from_utf8(bytes).unwrap(), Some(leaf))
            }
            "text signature" => {
                let act = self
                    .records
                    .values()
                    .find(|one| matches!(one.body(), Body::Endorsement(body) if body.number == 1));
                let file = signed(act.unwrap(), 3);
                (file.clone(), Some(Hash::of(file.as_bytes())))
            }
            "text checkpoint" if !self.leaves.is_empty() => (self.head(), None),
            "text allowed_signers" if !self.leaves.is_empty() => {
                (allowed_signers::derive(&self.state), None)
            }
            _ => (content, None),
        }
    }

    /// A withholding with the entries of the acts that it names as they are now.
    fn answering(&self, content: &str) -> String {
        let mut value: Value = serde_json::from_str(content).unwrap();
        let Some(entries) = value.get_mut("entries").and_then(Value::as_array_mut) else {
            return content.to_owned();
        };
        for text in entries {
            let entry: Value = serde_json::from_str(text.as_str().unwrap()).unwrap();
            let hash: Hash = entry["record"].as_str().unwrap().parse().unwrap();
            let entry = Entry::Record(self.entry_of(&self.records[&hash]).0).encode().unwrap();
            *text = Value::String(String::from_utf8(entry).unwrap());
        }
        serde_json::to_string(&value).unwrap()
    }

    fn entry_of(&self, record: &Record) -> (RecordEntry, Vec<VerifiedSignature>) {
        let check =
            |seed: &u8| VerifiedSignature::check(record, signed(record, *seed).as_bytes()).unwrap();
        let verified: Vec<VerifiedSignature> = seeds(record.kind()).iter().map(check).collect();
        (RecordEntry::of(record, &verified), verified)
    }

    fn entry(&mut self, content: &str) -> Vec<u8> {
        let old: Value = serde_json::from_str(content).unwrap();
        if old["kind"] == "heads" {
            return Entry::Heads(self.chains.root()).encode().unwrap();
        }
        let hash: Hash = old["record"].as_str().unwrap().parse().unwrap();
        let record = self.records[&hash].clone();
        let (entry, verified) = self.entry_of(&record);
        let at = self.leaves.len() as u64;
        self.state.apply(at, &entry, Some(&record), &verified).unwrap();
        self.chains.append(&entry, Some(&record), None);
        Entry::Record(entry).encode().unwrap()
    }

    /// The head of the example's log, signed and cosigned.
    fn head(&self) -> String {
        let root = &self.state.root().unwrap().body;
        let size = self.leaves.len() as u64;
        let head = Checkpoint::new(root.origin.as_str(), size, merkle::root(&self.leaves)).unwrap();
        let mut note = head.sign(root.log_keys[0].name(), key(2).ed25519()).unwrap();
        let witness = root.witnesses[0].name();
        checkpoint::cosign(&mut note, witness, key(4).ed25519(), COSIGNED_AT).unwrap();
        note.to_string()
    }
}

#[test]
fn every_kind_that_is_logged_has_seeds() {
    assert!(Kind::ALL.into_iter().all(|kind| kind == Kind::Statement || !seeds(kind).is_empty()));
}
