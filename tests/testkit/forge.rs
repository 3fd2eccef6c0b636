//! A writer of registries, honest or not: it puts anything into a log and signs it with the log's own key,
//! so that the rules themselves are attacked and not only the hashes.

use std::collections::BTreeMap;

use countersign_core::allowed_signers;
use countersign_core::checkpoint::Checkpoint;
use countersign_core::digest::Hash;
use countersign_core::key::{PrivateKey, PublicKey};
use countersign_core::layout;
use countersign_core::ledger::chains::Chains;
use countersign_core::merkle;
use countersign_core::name::{Domain, Language, VersionId};
use countersign_core::note::VerifierKey;
use countersign_core::record::Statement;
use countersign_core::record::endorsement::{Act, Capacity};
use countersign_core::record::entry::{Entry, RecordEntry, Signatures};
use countersign_core::record::line::{Line, Salt};
use countersign_core::record::organisation::OrganisationKey;
use countersign_core::record::signatories::{Signatories, Signatory};
use countersign_core::record::statement::{TextReference, text_file};
use countersign_core::record::{
    Body, Endorsement, Kind, Organisation, Publication, Record, Registry,
};
use countersign_core::tile::{self, TileError, TilePath};
use countersign_core::verify::finding::Finding;
use countersign_core::verify::report::{OrganisationLine, Outcome, Report, VersionLine};
use countersign_core::verify::{Examined, Question, Subject, examine};
use countersign_speech as speech;

use crate::cli::{self, Ran};
use crate::founding::Founding;
use crate::memory::{Files, Memory};

/// When everything here claims to have been made.
pub const TIME: &str = "2024-03-01T12:00:00Z";
pub const WORDS: &str = "We stand together.\n\nWe ask for release.\n";

/// The key that follows from a name.
pub fn key(name: &str) -> PrivateKey {
    PrivateKey::from_seed(Hash::of(name.as_bytes()).as_bytes())
}

/// A record with its signature files, and what the log is made to say about it.
#[derive(Clone)]
pub struct Item {
    pub record: Record,
    /// Signature files by label.
    pub signatures: Vec<(String, Vec<u8>)>,
    /// Where it is put, if not where it belongs.
    pub path: Option<String>,
    pub entry: RecordEntry,
}

impl Item {
    /// A record signed by these keys, under these labels.
    pub fn signed(body: Body, keys: &[(&str, &PrivateKey)]) -> Self {
        let record = Record::new(&body).unwrap();
        let sign = |(label, key): &(&str, &PrivateKey)| {
            let armor = key.sign(record.kind().type_name(), &record.hash()).to_armor();
            ((*label).to_owned(), armor.into_bytes())
        };
        let signatures = keys.iter().map(sign).collect();
        Self::with(record, signatures)
    }

    /// A record with signature files as they are.
    pub fn with(record: Record, signatures: Vec<(String, Vec<u8>)>) -> Self {
        let files = signatures.iter().map(|(_, file)| Hash::of(file)).collect();
        let named = Signatures::of(record.kind(), files);
        let entry = RecordEntry { signatures: named, ..RecordEntry::of(&record, &[]) };
        Self { record, signatures, path: None, entry }
    }

    pub fn hash(&self) -> Hash {
        self.record.hash()
    }

    pub fn path(&self) -> String {
        self.path.clone().unwrap_or_else(|| layout::record_path(&self.record, None).unwrap())
    }

    pub fn files(&self) -> Files {
        let path = self.path();
        let beside = |(label, file): &(String, Vec<u8>)| {
            (layout::signature_path(&path, &label.parse().unwrap()), file.clone())
        };
        let mut files: Files = self.signatures.iter().map(beside).collect();
        files.insert(path, self.record.bytes().to_vec());
        files
    }
}

/// One entry of the log.
#[derive(Clone)]
pub enum Logged {
    Record(RecordEntry, Option<Box<Record>>),
    Raw(Vec<u8>),
}

/// A registry under construction.
#[derive(Clone)]
pub struct Forge {
    pub files: Files,
    /// The log's appends; each gets its heads entry.
    pub appends: Vec<Vec<Logged>>,
    pub root: Registry,
    pub id: Hash,
}

/// The version that the coalition has published.
pub fn version_one() -> VersionId {
    "2021/solidarity@1".parse().unwrap()
}

impl Forge {
    /// A registry with one maintainer and nobody enrolled.
    pub fn founded(salt: u8) -> Self {
        let founding = Founding {
            name: "Forge",
            origin: "forge.example/log",
            maintainer: &key("maria"),
            log: &key("log"),
            made_at: TIME.parse().unwrap(),
            salt,
        };
        let root = founding.registry();
        let item =
            Item::signed(Body::Registry(Box::new(root.clone())), &[("maria", &key("maria"))]);
        let id = item.hash();
        let mut forge = Self { files: Files::new(), appends: Vec::new(), root, id };
        forge.append(&[item]);
        forge
    }

    /// Three organisations, and a published statement that two of the three named endorse.
    pub fn coalition() -> Self {
        let mut forge = Self::founded(1);
        let enrolments: Vec<Item> = ["dos", "foro", "uno"].map(|stem| forge.enrolment(stem)).into();
        forge.append(&enrolments);
        let statement = forge.statement(&version_one(), None, WORDS);
        let acts = ["foro", "uno"].map(|stem| forge.endorsement(stem, &statement));
        let publication = forge.publication(&statement);
        forge.append(&[vec![statement], acts.into(), vec![publication]].concat());
        forge
    }

    /// The record of an organisation whose one key follows from its name, signed by the maintainer.
    pub fn enrolment(&self, stem: &str) -> Item {
        self.enrolment_of(stem, &[("press", key(stem).public())], 1)
    }

    pub fn enrolment_of(&self, stem: &str, keys: &[(&str, PublicKey)], threshold: u64) -> Item {
        let one = |(label, key): &(&str, PublicKey)| OrganisationKey {
            key: key.clone(),
            label: label.parse().unwrap(),
            role: None,
        };
        let body = Organisation {
            aliases: Some(Vec::new()),
            keys: keys.iter().map(one).collect(),
            made_at: TIME.parse().unwrap(),
            name: Some(ejemplo(stem)),
            number: 1,
            organisation: domain(stem),
            previous: None,
            registry: self.id,
            removed: Vec::new(),
            threshold,
            tag: Default::default(),
        };
        Item::signed(Body::Organisation(body), &[("maria", &key("maria"))])
    }

    /// A statement that names dos, foro, uno and a printed name; its text is put beside it.
    pub fn statement(&mut self, id: &VersionId, previous: Option<Hash>, words: &str) -> Item {
        let body = self.statement_body(id, previous, words);
        let path = format!("{}/text.en.txt", layout::version_folder(id));
        self.files.insert(path, words.into());
        Item::signed(Body::Statement(body.into()), &[])
    }

    /// What such a statement says; the names under it are put beside it.
    pub fn statement_body(
        &mut self,
        id: &VersionId,
        previous: Option<Hash>,
        words: &str,
    ) -> Statement {
        let english: countersign_core::name::Language = "en".parse().unwrap();
        let text = TextReference {
            bytes: words.len() as u64,
            file: text_file(&english).parse().unwrap(),
            sha256: Hash::of(words.as_bytes()),
        };
        let named = ["dos", "foro", "uno"]
            .map(|stem| Signatory { name: ejemplo(stem), organisation: Some(domain(stem)) });
        let printed = Signatory { name: "Only Printed".parse().unwrap(), organisation: None };
        let names = named.into_iter().chain([printed]).collect();
        let names = Signatories::new(Salt([6; 16]), names).unwrap();
        self.files.insert(layout::signatories_path(id), names.bytes());
        Statement {
            attachments: Vec::new(),
            date: None,
            historical: false,
            id: id.statement.clone(),
            original_language: english.clone(),
            previous,
            registry: self.id,
            signatories: Some(names.reference()),
            summary: None,
            texts: BTreeMap::from([(english.clone(), text)]),
            title: BTreeMap::from([(english, "In solidarity".parse().unwrap())]),
            tag: Default::default(),
            version: id.version,
        }
    }

    /// What an organisation says when it endorses a statement for the first time.
    pub fn endorsement_body(&self, stem: &str, statement: &Item) -> Endorsement {
        let version = statement.record.version().unwrap();
        let salt = Hash::of(format!("{stem} {version}").as_bytes());
        Endorsement {
            act: Act::Endorse,
            capacity: Capacity::Organisation,
            conditions: None,
            made_at: TIME.parse().unwrap(),
            name: ejemplo(stem),
            number: 1,
            organisation: domain(stem),
            previous: None,
            public: None,
            reason: None,
            record: statement.hash(),
            registry: self.id,
            reservation: None,
            salt: Salt(*salt.as_bytes().first_chunk().unwrap()),
            statement: version.statement,
            tag: Default::default(),
            texts: texts_of(&statement.record),
            version: version.version,
        }
    }

    pub fn endorsement(&self, stem: &str, statement: &Item) -> Item {
        act(self.endorsement_body(stem, statement), stem)
    }

    /// The withdrawal of an endorsement, signed with the key of `by`.
    pub fn withdrawal(&self, endorsement: &Item, by: &str) -> Item {
        let Body::Endorsement(body) = endorsement.record.body() else { panic!("no endorsement") };
        let body = Endorsement {
            act: Act::Withdraw,
            number: body.number + 1,
            previous: Some(endorsement.hash()),
            salt: Salt([9; 16]),
            texts: BTreeMap::new(),
            ..(**body).clone()
        };
        act(body, by)
    }

    pub fn publication(&self, statement: &Item) -> Item {
        self.publication_of(&statement.record.version().unwrap(), statement.hash())
    }

    fn publication_of(&self, id: &VersionId, record: Hash) -> Item {
        let body = Publication {
            published_at: TIME.parse().unwrap(),
            record,
            registry: self.id,
            statement: id.statement.clone(),
            tag: Default::default(),
            version: id.version,
        };
        Item::signed(Body::Publication(body), &[("maria", &key("maria"))])
    }

    /// The statement's record as it was published.
    pub fn published(&self, id: &VersionId) -> Item {
        let path = format!("{}/statement.json", layout::version_folder(id));
        Item::with(Record::read(self.files[&path].clone()).unwrap(), Vec::new())
    }

    /// The record at a path, with the signatures beside it.
    pub fn item(&self, path: &str) -> Item {
        let prefix = format!("{path}.");
        let beside = self.files.iter().filter_map(|(name, file)| {
            let label = name.strip_prefix(&prefix)?.strip_suffix(".sig")?;
            Some((label.to_owned(), file.clone()))
        });
        Item::with(Record::read(self.files[path].clone()).unwrap(), beside.collect())
    }

    /// Puts the files of records without logging them.
    pub fn put(&mut self, items: &[Item]) {
        items.iter().for_each(|item| self.files.extend(item.files()));
        self.derive();
    }

    /// Puts records and logs them in one append, whatever the rules say; acts of one number in a row come in their order.
    pub fn append(&mut self, items: &[Item]) {
        let acts = |item: &Item| match item.record.body() {
            Body::Endorsement(body) => Some((body.record, body.number)),
            _ => None,
        };
        let mut items = items.to_vec();
        for run in items.chunk_by_mut(|left, right| acts(left) == acts(right)) {
            if run.first().and_then(acts).is_some() {
                run.sort_by_key(Item::hash);
            }
        }
        self.append_as_given(&items);
    }

    /// Puts records and logs them in one append as they are given.
    pub fn append_as_given(&mut self, items: &[Item]) {
        items.iter().for_each(|item| self.files.extend(item.files()));
        let logged =
            |item: &Item| Logged::Record(item.entry.clone(), Some(Box::new(item.record.clone())));
        self.appends.push(items.iter().map(logged).collect());
        self.write_log();
    }

    /// Puts any bytes where a record could lie, signs them with a key, and logs them as a record of this kind.
    pub fn append_bytes(&mut self, path: &str, bytes: &[u8], kind: Kind, signer: &str) {
        let hash = Hash::of(bytes);
        let signature = key(signer).sign(kind.type_name(), &hash).to_armor().into_bytes();
        let signatures = Signatures::of(kind, vec![Hash::of(&signature)]);
        self.files.insert(path.to_owned(), bytes.to_vec());
        self.files.insert(format!("{path}.press.sig"), signature);
        let entry = RecordEntry { kind, previous: None, record: hash, signatures };
        self.appends.push(vec![Logged::Record(entry, None)]);
        self.write_log();
    }

    /// Writes the log anew from its appends, with heads entries that agree with them, signed with the log's key.
    pub fn write_log(&mut self) {
        let mut chains = Chains::default();
        let mut entries = Vec::new();
        for append in &self.appends {
            for logged in append {
                match logged {
                    Logged::Raw(bytes) => entries.push(bytes.clone()),
                    Logged::Record(entry, record) => {
                        let holder = record.as_deref().and_then(|record| self.holder(record));
                        chains.append(entry, record.as_deref(), holder);
                        entries.push(Entry::Record(entry.clone()).encode().unwrap());
                    }
                }
            }
            entries.push(Entry::Heads(chains.root()).encode().unwrap());
        }
        self.write_entries(&entries);
    }

    /// The organisation whose key a revocation ends.
    fn holder(&self, revocation: &Record) -> Option<&Domain> {
        let Body::Revocation(ends) = revocation.body() else { return None };
        self.appends.iter().flatten().find_map(|logged| match logged {
            Logged::Record(_, Some(record)) => match record.body() {
                Body::Organisation(body) => {
                    body.keys.iter().any(|one| one.key == ends.key).then_some(&body.organisation)
                }
                _ => None,
            },
            _ => None,
        })
    }

    /// Writes a log of exactly these entries, signed with the log's key.
    pub fn write_entries(&mut self, entries: &[Vec<u8>]) {
        self.files.retain(|path, _| !path.starts_with(layout::LOG));
        self.files.extend(log(entries, &self.root, &key("log")));
        self.derive();
    }

    fn derive(&mut self) {
        let signers = allowed_signers::derive(&self.examine().pending.state);
        self.files.insert(layout::ALLOWED_SIGNERS.to_owned(), signers.into_bytes());
    }

    pub fn examine(&self) -> Examined {
        examine(&Memory::new(self.files.clone()), &Vec::new)
    }

    #[track_caller]
    pub fn report(&self) -> Report {
        let question = Question::about(Subject::Registry);
        let report = self.examine().answer(&question);
        crate::parts::agree(&Memory::new(self.files.clone()), &question, &report);
        report
    }

    /// `countersign verify` on these files in a plain folder, with more arguments.
    pub fn verify(&self, arguments: &[&str]) -> Ran {
        let folder = tempfile::tempdir().unwrap();
        self.write_to(folder.path());
        cli::run_in(folder.path(), &[&["verify", "--dir", "."], arguments].concat())
    }

    pub fn write_to(&self, folder: &std::path::Path) {
        for (path, bytes) in &self.files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }

    /// Asserts that it is proven broken, that a finding names `path` and says `words`, and that the reader is told so.
    #[track_caller]
    pub fn is_broken(&self, path: &str, words: &str) -> Report {
        let report = self.report();
        assert_eq!(report.outcome, Outcome::Broken, "{report:#?}");
        let said = |one: &Finding| {
            one.path == path && speech::finding(one).message.english().contains(words)
        };
        let is_said = report.findings.iter().flat_map(Finding::and_follows).any(said);
        assert!(is_said, "{path} {words:?}: {:#?}", report.findings);
        let ran = self.verify(&["-v"]);
        assert_eq!(ran.code, 3, "{ran:?}");
        assert!(ran.output.starts_with("broken: do not rely on"), "{ran:?}");
        assert!(ran.output.contains(&format!("broken: {path}")), "{ran:?}");
        report
    }
}

/// An act signed with the key that follows from a name.
pub fn act(body: Endorsement, signer: &str) -> Item {
    Item::signed(Body::Endorsement(body.into()), &[("press", &key(signer))])
}

pub fn domain(stem: &str) -> Domain {
    format!("{stem}.example").parse().unwrap()
}

/// Where an act of an organisation on version 1 lies.
pub fn act_path(stem: &str, number: u64) -> String {
    format!("registry/2021/solidarity/v1/endorsements/{stem}.example/{number}.json")
}

/// Where the publication of version 1 lies.
pub fn publication_path() -> String {
    "registry/2021/solidarity/v1/publication.json".to_owned()
}

/// What is told about a version.
pub fn version<'a>(report: &'a Report, id: &str) -> &'a VersionLine {
    let id: VersionId = id.parse().unwrap();
    let statement = report.statements.iter().find(|one| one.id == id.statement).unwrap();
    statement.versions.iter().find(|one| one.version == id.version).unwrap()
}

/// What is told about an organisation under version 1.
pub fn line<'a>(report: &'a Report, stem: &str) -> &'a OrganisationLine {
    let lines = &version(report, "2021/solidarity@1").organisations;
    lines.iter().find(|one| one.organisation == Some(domain(stem))).unwrap()
}

/// A log of these entries with a head that this key signs: what `core` does for nobody who does not compare it with
/// what was signed before.
pub fn log(entries: &[Vec<u8>], root: &Registry, secret: &PrivateKey) -> Files {
    let nothing =
        |path: &TilePath| -> Result<Vec<u8>, TileError> { panic!("nothing is at {path}") };
    let written = tile::append(0, entries, nothing).unwrap().write;
    let at = |path: TilePath| format!("{}/{path}", layout::LOG);
    let mut files: Files = written.into_iter().map(|(path, bytes)| (at(path), bytes)).collect();
    let leaves: Vec<Hash> = entries.iter().map(|entry| merkle::leaf_hash(entry)).collect();
    let origin = root.origin.as_str();
    let head = Checkpoint::new(origin, leaves.len() as u64, merkle::root(&leaves)).unwrap();
    let is_its = |one: &&VerifierKey| one.key() == secret.public().ed25519();
    let name = root.log_keys.iter().find(is_its).unwrap().name();
    let note = head.sign(name, secret.ed25519()).unwrap();
    files.insert(layout::CHECKPOINT.to_owned(), note.to_string().into_bytes());
    files
}

/// The name that an organisation is enrolled under and signs with.
fn ejemplo(stem: &str) -> Line {
    format!("{} Ejemplo", stem.to_uppercase()).parse().unwrap()
}

/// The hashes of all texts of a statement: what is endorsed where nothing is left out.
pub fn texts_of(statement: &Record) -> BTreeMap<Language, Hash> {
    let Body::Statement(body) = statement.body() else { panic!("no statement") };
    body.text_hashes()
}
