//! Large registries, made fast: records, signatures and one log by library calls, one pack by `git fast-import`.
//!
//! Every key follows from a number, so that two runs measure the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use countersign_core::allowed_signers;
use countersign_core::digest::Hash;
use countersign_core::key::PrivateKey;
use countersign_core::key::ed25519::Ed25519Key;
use countersign_core::layout;
use countersign_core::ledger::State;
use countersign_core::ledger::chains::Chains;
use countersign_core::name::Label;
use countersign_core::record::endorsement::{Act, Capacity};
use countersign_core::record::entry::{Entry, RecordEntry};
use countersign_core::record::line::Salt;
use countersign_core::record::organisation::OrganisationKey;
use countersign_core::record::signatories::{SIGNATORIES_MAX, Signatories, Signatory};
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::statement::TextReference;
use countersign_core::record::{
    Body, Endorsement, Organisation, Publication, Record, Registry, Statement,
};
use countersign_core::time::Timestamp;
use countersign_git::store::{Author, Change, Store};

use crate::forge::{self, texts_of};
use crate::founding::Founding;
use crate::git::{command, git};
use crate::memory::Files;

/// The time that every record claims, in seconds since 1970.
pub const NOW: i64 = 1_612_776_600;
const ORIGIN: &str = "coalition.example/statements";

/// One signature as bare mathematics: what is left when everything around it is taken away.
pub struct Bare {
    pub key: Ed25519Key,
    pub message: Vec<u8>,
    pub signature: [u8; 64],
}

/// A registry in the making.
pub struct Builder {
    id: Hash,
    root: Registry,
    maintainer: PrivateKey,
    log_key: PrivateKey,
    organisations: Vec<PrivateKey>,
    state: State,
    chains: Chains,
    entries: Vec<Vec<u8>>,
    pub files: Files,
    pub bare: Vec<Bare>,
}

fn seed(kind: u8, number: usize) -> PrivateKey {
    PrivateKey::from_seed(Hash::of(format!("benchmark {kind} {number}").as_bytes()).as_bytes())
}

fn label(text: &str) -> Label {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_unix_seconds(NOW).unwrap()
}

/// The domain of an organisation.
fn domain(number: usize) -> String {
    format!("organisation-{number}.example")
}

/// What is signed, as in the specification of SSHSIG.
fn signed_data(namespace: &str, hash: &Hash) -> Vec<u8> {
    let mut out = b"SSHSIG".to_vec();
    for value in [namespace.as_bytes(), b"", b"sha256", hash.as_bytes()] {
        out.extend(u32::try_from(value.len()).unwrap().to_be_bytes());
        out.extend(value);
    }
    out
}

impl Builder {
    /// A registry with one maintainer and so many organisations.
    pub fn new(organisations: usize) -> Self {
        let (maintainer, log_key) = (seed(0, 0), seed(1, 0));
        let founding = Founding {
            name: "Coalition Example",
            origin: ORIGIN,
            maintainer: &maintainer,
            log: &log_key,
            made_at: now(),
            salt: 7,
        };
        let root = founding.registry();
        let record = Record::new(&Body::Registry(Box::new(root.clone()))).unwrap();
        let mut builder = Self {
            id: record.hash(),
            root,
            maintainer,
            log_key,
            organisations: (0..organisations).map(|number| seed(2, number)).collect(),
            state: State::default(),
            chains: Chains::default(),
            entries: Vec::new(),
            files: BTreeMap::new(),
            bare: Vec::new(),
        };
        builder.log(record, Some("maria"));
        for number in 0..organisations {
            builder.enrol(number);
        }
        builder
    }

    fn enrol(&mut self, number: usize) {
        let body = Organisation {
            aliases: Some(Vec::new()),
            keys: vec![OrganisationKey {
                key: self.organisations[number].public(),
                label: label("press"),
                role: None,
            }],
            made_at: now(),
            name: Some(format!("Organisation {number}").parse().unwrap()),
            number: 1,
            organisation: domain(number).parse().unwrap(),
            previous: None,
            registry: self.id,
            removed: Vec::new(),
            threshold: 1,
            tag: Default::default(),
        };
        self.log(Record::new(&Body::Organisation(body)).unwrap(), Some("maria"));
    }

    /// Signs a record: the files, and the signature that fits.
    fn sign(
        &mut self,
        record: &Record,
        signer: Option<(&str, usize)>,
    ) -> (Files, Vec<VerifiedSignature>) {
        let path = layout::record_path(record, None).unwrap();
        let mut files = BTreeMap::from([(path.clone(), record.bytes().to_vec())]);
        let Some((signer, number)) = signer else { return (files, Vec::new()) };
        let key = if signer == "maria" { &self.maintainer } else { &self.organisations[number] };
        let namespace = record.kind().type_name();
        let file = key.sign(namespace, &record.hash()).to_armor().into_bytes();
        let message = signed_data(namespace, &record.hash());
        let signature = key.sign_raw(&message);
        self.bare.push(Bare { key: key.public().ed25519().clone(), message, signature });
        let verified = VerifiedSignature::check(record, &file).unwrap();
        files.insert(layout::signature_path(&path, &label(signer)), file);
        (files, vec![verified])
    }

    /// Applies, files and logs a record that a maintainer signs, or nobody.
    fn log(&mut self, record: Record, signer: Option<&str>) {
        let (files, verified) = self.sign(&record, signer.map(|signer| (signer, 0)));
        self.admit(&record, files, &verified);
    }

    fn admit(&mut self, record: &Record, files: Files, verified: &[VerifiedSignature]) {
        let entry = RecordEntry::of(record, verified);
        self.state.apply(self.entries.len() as u64, &entry, Some(record), verified).unwrap();
        self.chains.append(&entry, Some(record), None);
        self.entries.push(Entry::Record(entry).encode().unwrap());
        self.files.extend(files);
    }

    fn statement(&self, id: &str, signatories: usize) -> (Record, String) {
        let text = format!(
            "We stand together over {id}.\n\n{}\n",
            "We ask for release. ".repeat(80).trim()
        );
        let language = || "en".parse().unwrap();
        let printed = |number: usize| Signatory {
            name: format!("Organisation {number}").parse().unwrap(),
            organisation: Some(domain(number).parse().unwrap()),
        };
        let names: Vec<Signatory> = (0..signatories).map(printed).collect();
        let names = Signatories::new(Salt([6; 16]), names).ok();
        let body = Statement {
            attachments: Vec::new(),
            date: None,
            historical: false,
            id: id.parse().unwrap(),
            original_language: language(),
            previous: None,
            registry: self.id,
            signatories: names.as_ref().map(Signatories::reference),
            summary: None,
            texts: BTreeMap::from([(
                language(),
                TextReference {
                    bytes: text.len() as u64,
                    file: "text.en.txt".parse().unwrap(),
                    sha256: Hash::of(text.as_bytes()),
                },
            )]),
            title: BTreeMap::from([(language(), "Standing in solidarity".parse().unwrap())]),
            tag: Default::default(),
            version: 1,
        };
        let record = Record::new(&Body::Statement(body.into())).unwrap();
        let record = match names {
            Some(names) => record.with_names(&names.bytes()).unwrap(),
            None => record,
        };
        (record, text)
    }

    fn endorsement(&self, id: &str, statement: &Record, number: usize) -> Record {
        let salt = Hash::of(format!("{id} {number}").as_bytes());
        let body = Endorsement {
            act: Act::Endorse,
            capacity: Capacity::Organisation,
            conditions: None,
            made_at: now(),
            name: format!("Organisation {number}").parse().unwrap(),
            number: 1,
            organisation: domain(number).parse().unwrap(),
            previous: None,
            public: None,
            reason: None,
            record: statement.hash(),
            registry: self.id,
            reservation: None,
            salt: Salt(*salt.as_bytes().first_chunk().unwrap()),
            statement: id.parse().unwrap(),
            tag: Default::default(),
            texts: texts_of(statement),
            version: 1,
        };
        Record::new(&Body::Endorsement(body.into())).unwrap()
    }

    /// Publishes a statement that the first `endorsements` organisations endorse.
    pub fn publish(&mut self, id: &str, endorsements: usize) {
        // More may endorse than can be printed.
        let (statement, text) = self.statement(id, endorsements.min(SIGNATORIES_MAX));
        self.files.insert(format!("registry/{id}/v1/text.en.txt"), text.into_bytes());
        self.files.extend(names_of(id, &statement));
        self.log(statement.clone(), None);
        let act = |number| (number, self.endorsement(id, &statement, number));
        let mut acts: Vec<(usize, Record)> = (0..endorsements).map(act).collect();
        acts.sort_by_key(|(_, record)| record.hash());
        for (number, record) in acts {
            let (files, verified) = self.sign(&record, Some(("press", number)));
            self.admit(&record, files, &verified);
        }
        let body = Publication {
            published_at: now(),
            record: statement.hash(),
            registry: self.id,
            statement: id.parse().unwrap(),
            tag: Default::default(),
            version: 1,
        };
        self.log(Record::new(&Body::Publication(body)).unwrap(), Some("maria"));
    }

    /// The files of a draft that the first `endorsements` organisations endorse.
    pub fn draft(&mut self, id: &str, endorsements: usize) -> Files {
        let (statement, text) = self.statement(id, endorsements);
        let (mut files, _) = self.sign(&statement, None);
        files.insert(format!("registry/{id}/v1/text.en.txt"), text.into_bytes());
        files.extend(names_of(id, &statement));
        for number in 0..endorsements {
            let record = self.endorsement(id, &statement, number);
            files.extend(self.sign(&record, Some(("press", number))).0);
        }
        files
    }

    /// Ends the log with its heads entry and writes everything as one commit on `main`, packed, and checked out if wanted.
    pub fn write(&mut self, folder: &Path, check_out: bool) -> Store {
        self.entries.push(Entry::Heads(self.chains.root()).encode().unwrap());
        self.files.extend(forge::log(&self.entries, &self.root, &self.log_key));
        let derived = allowed_signers::derive(&self.state).into_bytes();
        self.files.insert(layout::ALLOWED_SIGNERS.into(), derived);
        self.files.insert(layout::KEYS_README.into(), allowed_signers::KEYS_README.into());
        drop(Store::init(folder).unwrap());
        fast_import(folder, &self.files);
        git(folder, &["repack", "-adq"]);
        if check_out {
            git(folder, &["reset", "-q", "--hard"]);
        }
        Store::open(folder).unwrap()
    }

    /// Puts the keys of the maintainer and the log beside the registry, where its configuration names them.
    pub fn write_keys(&self, store: &Store, folder: &Path) {
        for (name, key, setting) in [
            ("log", &self.log_key, "countersign.log-key"),
            ("maria", &self.maintainer, "countersign.maintainer-key"),
        ] {
            let path = folder.join(name);
            std::fs::write(&path, key.to_openssh(name, None, &[1; 20]).unwrap().as_bytes())
                .unwrap();
            store.lock().unwrap().set_config(setting, path.to_str().unwrap()).unwrap();
        }
    }
}

/// Puts files on a branch of their own, as `propose` does.
pub fn propose(store: &Store, branch: &str, files: Files) {
    let change = Change {
        branch: branch.to_owned(),
        expected: None,
        base: None,
        parents: Vec::new(),
        put: files,
        remove: BTreeSet::new(),
        message: "propose\n".to_owned(),
        author: Author { name: "Benchmark".into(), email: "benchmark@coalition.example".into() },
        unix_seconds: NOW,
    };
    store.lock().unwrap().commit(&change).unwrap();
}

fn fast_import(folder: &Path, files: &Files) {
    let arguments = ["fast-import", "--quiet"];
    let mut child =
        command(folder).args(arguments).stdin(Stdio::piped()).spawn().expect("git is installed");
    let mut input = std::io::BufWriter::new(child.stdin.take().unwrap());
    let who = format!("committer Benchmark <benchmark@coalition.example> {NOW} +0000");
    write!(input, "commit refs/heads/main\n{who}\ndata 4\nmain\n").unwrap();
    for (path, bytes) in files {
        write!(input, "M 100644 inline {path}\ndata {}\n", bytes.len()).unwrap();
        input.write_all(bytes).unwrap();
        input.write_all(b"\n").unwrap();
    }
    input.flush().unwrap();
    drop(input);
    assert!(child.wait().unwrap().success(), "git fast-import");
}

fn names_of(id: &str, statement: &Record) -> Files {
    let path = format!("registry/{id}/v1/signatories.json");
    statement.names().map(|names| (path, names.bytes())).into_iter().collect()
}
