//! A maker of bundles who lies: who has the whole log, and so makes every proof anew that can be made.

use countersign_core::allowed_signers;
use countersign_core::bundle::{self, Bundle, BundleError, Maker};
use countersign_core::layout;
use countersign_core::merkle;
use countersign_core::name::VersionId;
use countersign_core::record::entry::Entry;
use countersign_core::record::{Body, Record, Withholding};
use countersign_core::verify::report::{Outcome, Report};
use countersign_core::verify::{Examined, Question, Subject, examine};
use serde_json::{Value, json};

use crate::forge::{self, Forge, Item};
use crate::memory::{Files, Memory};
use crate::repository;

/// A registry whose maker may lie.
pub struct Liar {
    pub source: Memory,
    pub examined: Examined,
}

impl Liar {
    pub fn new(files: Files) -> Self {
        let source = Memory::new(files);
        let examined = examine(&source, &Vec::new);
        Self { source, examined }
    }

    pub fn of(forge: &Forge) -> Self {
        Self::new(forge.files.clone())
    }

    pub fn demonstration() -> Self {
        Self::new(Memory::files_of(repository()))
    }

    pub fn honest(&self, id: &VersionId) -> Value {
        let bundle = Maker::new(&self.examined, &self.source).unwrap().bundle(id).unwrap();
        serde_json::from_slice(&bundle.encode().unwrap()).unwrap()
    }

    /// The record of a carried entry.
    pub fn record(&self, at: u64) -> Option<Record> {
        let bytes = &self.examined.log.as_ref().unwrap().entries[usize::try_from(at).unwrap()];
        let Entry::Record(entry) = Entry::decode(bytes).unwrap() else { return None };
        let reading = &self.examined.reading;
        Some(reading.records[*reading.by_hash.get(&entry.record)?].record.clone())
    }

    /// The bundle without some of its entries and their files, with proofs made anew.
    pub fn without(&self, bundle: &Value, left_out: &[u64]) -> Value {
        let mut bundle = bundle.clone();
        let reading = &self.examined.reading;
        for record in left_out.iter().filter_map(|at| self.record(*at)) {
            let read = &reading.records[reading.by_hash[&record.hash()]];
            let files = bundle["files"].as_object_mut().unwrap();
            files.remove(&read.path).unwrap();
            read.signatures.iter().for_each(|one| drop(files.remove(&one.path).unwrap()));
        }
        let entries = bundle["entries"].as_array_mut().unwrap();
        entries.retain(|one| !left_out.contains(&one["at"].as_u64().unwrap()));
        self.prove(&mut bundle);
        let state = bundle::examine(&read(&bundle).unwrap()).replayed.state;
        bundle["files"][layout::ALLOWED_SIGNERS] = json!(allowed_signers::derive(&state));
        bundle
    }

    /// Makes the proof anew that the entries of a bundle lie in the log of this registry.
    pub fn prove(&self, bundle: &mut Value) {
        let entries = bundle["entries"].as_array().unwrap();
        let at: Vec<u64> = entries.iter().map(|one| one["at"].as_u64().unwrap()).collect();
        let log = self.examined.log.as_ref().unwrap();
        let leaves: Vec<_> = log.entries.iter().map(|entry| merkle::leaf_hash(entry)).collect();
        let mut subtrees = merkle::subtrees_of(&leaves);
        let proof = merkle::prove_inclusions(&at, log.size(), &mut subtrees).unwrap();
        bundle["proof"] = json!(proof);
    }

    /// The positions of the carried records that a question is true of.
    pub fn positions(&self, bundle: &Value, is_it: impl Fn(&Record) -> bool) -> Vec<u64> {
        let entries = bundle["entries"].as_array().unwrap();
        let at = entries.iter().map(|one| one["at"].as_u64().unwrap());
        at.filter(|at| self.record(*at).is_some_and(|record| is_it(&record))).collect()
    }

    /// Each of these left out alone is found out, by the chain in which it is missing.
    #[track_caller]
    pub fn is_found_out(&self, id: &VersionId, is_it: impl Fn(&Record) -> bool) {
        let honest = self.honest(id);
        let positions = self.positions(&honest, is_it);
        assert!(!positions.is_empty());
        for at in positions {
            let report = judged(&read(&self.without(&honest, &[at])).unwrap());
            assert_eq!(report.outcome, Outcome::Broken, "{at}: {report:#?}");
            let codes: Vec<&str> = report.findings.iter().map(|one| one.code()).collect();
            // Where something else that is carried needs it, a rule says so first.
            let is_said = codes.contains(&"bundle-left-out") || codes.contains(&"rule");
            assert!(is_said, "{at}: {codes:?}");
        }
    }
}

pub fn read(bundle: &Value) -> Result<Bundle, BundleError> {
    Bundle::read(&serde_json::to_vec(bundle).unwrap())
}

pub fn judged(bundle: &Bundle) -> Report {
    bundle::examine(bundle).answer(&Question::about(Subject::Version(bundle.about())))
}

/// A registry in which what foro said is withheld.
pub fn withheld() -> Forge {
    let mut forge = Forge::coalition();
    let act = forge.item(&forge::act_path("foro", 1));
    let entry = String::from_utf8(Entry::Record(act.entry.clone()).encode().unwrap()).unwrap();
    forge.files.retain(|path, _| !path.starts_with(&forge::act_path("foro", 1)));
    let body = Withholding {
        asked: false,
        entries: vec![entry],
        number: 1,
        previous: None,
        reason: "its staff are in danger".parse().unwrap(),
        record: forge.published(&forge::version_one()).hash(),
        registry: forge.id,
        since: forge::TIME.parse().unwrap(),
        statement: forge::version_one().statement,
        tag: Default::default(),
        version: 1,
        wish: None,
        words: Vec::new(),
    };
    forge.append(&[Item::signed(Body::Withholding(body), &[("maria", &forge::key("maria"))])]);
    forge
}
