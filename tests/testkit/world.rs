//! A registry in memory: keys that follow from names, records signed and applied to the ledger.

use std::cell::RefCell;
use std::collections::BTreeMap;

use countersign_core::digest::Hash;
use countersign_core::key::PrivateKey;
use countersign_core::ledger::{State, Violation};
use countersign_core::name::{Domain, Language};
use countersign_core::note::Algorithm;
use countersign_core::record::endorsement::{Act, Capacity};
use countersign_core::record::entry::RecordEntry;
use countersign_core::record::line::Salt;
use countersign_core::record::organisation::OrganisationKey;
use countersign_core::record::registry::Maintainer;
use countersign_core::record::signatories::{Signatories, Signatory};
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::statement::TextReference;
use countersign_core::record::translation::TranslatedText;
use countersign_core::record::{
    Body, Endorsement, Organisation, Publication, Record, Registry, Retraction, Statement,
    Translation,
};
use countersign_core::time::Timestamp;

use crate::forge::texts_of;
use crate::founding::{Founding, verifier};

pub const ID: &str = "2021/solidarity";

/// The private key of somebody with this name.
pub fn secret(name: &str) -> PrivateKey {
    PrivateKey::from_seed(Hash::of(name.as_bytes()).as_bytes())
}

pub fn time(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds).unwrap()
}

/// A signature by somebody with this name.
pub fn by(name: &str, record: &Record) -> VerifiedSignature {
    let signature = secret(name).sign(record.kind().type_name(), &record.hash());
    VerifiedSignature::check(record, signature.to_armor().as_bytes()).unwrap()
}

/// The first record of a registry.
pub fn founding(salt: u8, maintainers: &[&str], threshold: u64) -> Record {
    let one = Founding {
        name: "Coalition Example",
        origin: "coalition.example/log",
        maintainer: &secret("maria"),
        log: &secret("log"),
        made_at: time(0),
        salt,
    };
    let maintainer = |name: &&str| Maintainer {
        key: secret(name).public(),
        label: name.parse().unwrap(),
        name: name.parse().unwrap(),
    };
    let body = Registry {
        maintainers: maintainers.iter().map(maintainer).collect(),
        threshold,
        witnesses: vec![verifier("witness.example", Algorithm::Cosignature, &secret("witness"))],
        ..one.registry()
    };
    Record::new(&Body::Registry(Box::new(body))).unwrap()
}

/// A state, the position of the next entry, and the last act of everybody on every version.
#[derive(Clone)]
pub struct World {
    pub state: State,
    pub at: u64,
    pub id: Hash,
    last: BTreeMap<(Hash, Domain), (u64, Hash)>,
    places: RefCell<BTreeMap<(Hash, u64), f64>>,
}

impl World {
    /// A registry with the maintainer `maria` and these organisations, each with one key of its own name.
    pub fn new(organisations: &[&str]) -> Self {
        let root = founding(1, &["maria"], 1);
        let mut world = Self {
            state: State::default(),
            at: 0,
            id: root.hash(),
            last: BTreeMap::new(),
            places: RefCell::default(),
        };
        world.admit(&root, &["maria"]);
        for name in organisations {
            world.admit(&world.organisation(name, &[name], 1), &["maria"]);
        }
        world
    }

    /// Applies a record with signatures by these people.
    pub fn apply(&mut self, record: &Record, signers: &[&str]) -> Result<(), Violation> {
        let verified: Vec<VerifiedSignature> =
            signers.iter().map(|name| by(name, record)).collect();
        self.apply_with(record, &verified)
    }

    pub fn apply_with(
        &mut self,
        record: &Record,
        verified: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let entry = RecordEntry::of(record, verified);
        self.apply_entry(&entry, Some(record), verified)
    }

    /// Applies acts and other records as one append, each with its signer.
    pub fn append(&mut self, records: &[(&Record, &str)]) -> Result<(), Violation> {
        let before = self.clone();
        let applied = records.iter().try_for_each(|(record, signer)| {
            let verified = [by(signer, record)];
            let entry = RecordEntry::of(record, &verified);
            self.state.apply(self.at, &entry, Some(record), &verified)?;
            self.noted(&entry, record);
            Ok(())
        });
        let unsettled = self.state.end_append(self.at).into_iter().next();
        let applied = applied.and(unsettled.map_or(Ok(()), |one| Err(one.violation)));
        if applied.is_err() {
            *self = before;
        }
        applied
    }

    fn noted(&mut self, entry: &RecordEntry, record: &Record) {
        self.at += 1;
        if let Body::Endorsement(body) = record.body() {
            self.last.insert((body.record, body.organisation.clone()), (body.number, entry.record));
        }
    }

    /// Every refusal must leave the state as it was; what is not put forward is an append of its own.
    pub fn apply_entry(
        &mut self,
        entry: &RecordEntry,
        record: Option<&Record>,
        verified: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let before = format!("{:?}", self.state);
        let kept = self.state.clone();
        let mut result = self.state.apply(self.at, entry, record, verified);
        if result.is_ok() && self.state.staged().is_none() && record.is_some() {
            let unsettled = self.state.end_append(self.at).into_iter().next();
            if let Some(one) = unsettled {
                (self.state, result) = (kept, Err(one.violation));
            }
        }
        if result.is_ok() {
            match record {
                Some(record) => self.noted(entry, record),
                None => self.at += 1,
            }
        } else {
            assert_eq!(format!("{:?}", self.state), before, "a refusal changed the state");
        }
        result
    }

    pub fn admit(&mut self, record: &Record, signers: &[&str]) {
        self.apply(record, signers).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    }

    pub fn refuse(&mut self, record: &Record, signers: &[&str]) -> Violation {
        violation(self.apply(record, signers))
    }

    pub fn organisation(&self, name: &str, keys: &[&str], threshold: u64) -> Record {
        let body = Organisation {
            aliases: Some(Vec::new()),
            keys: keys
                .iter()
                .map(|key| OrganisationKey {
                    key: secret(key).public(),
                    label: key.parse().unwrap(),
                    role: None,
                })
                .collect(),
            made_at: time(0),
            name: Some(name.parse().unwrap()),
            number: 1,
            organisation: domain(name),
            previous: None,
            registry: self.id,
            removed: Vec::new(),
            threshold,
            tag: Default::default(),
        };
        Record::new(&Body::Organisation(body)).unwrap()
    }

    /// The next version of the statement, with a change.
    pub fn statement_with(&self, change: impl Fn(&mut Statement)) -> Record {
        let before = self.state.current(&ID.parse().unwrap());
        let text = TextReference {
            bytes: 10,
            file: "text.en.txt".parse().unwrap(),
            sha256: Hash::of(b"words"),
        };
        let mut body = Statement {
            attachments: Vec::new(),
            date: None,
            historical: false,
            id: ID.parse().unwrap(),
            original_language: "en".parse().unwrap(),
            previous: before.map(|before| before.record),
            registry: self.id,
            signatories: None,
            summary: None,
            texts: BTreeMap::from([("en".parse().unwrap(), text)]),
            title: BTreeMap::from([("en".parse().unwrap(), "Solidarity".parse().unwrap())]),
            tag: Default::default(),
            version: before.map_or(1, |before| before.statement.version + 1),
        };
        change(&mut body);
        Record::new(&Body::Statement(body.into())).unwrap()
    }

    /// The next version of the statement, with these names under it.
    pub fn statement_naming(&self, names: Vec<Signatory>) -> Record {
        let names = Signatories::new(Salt([6; 16]), names).unwrap();
        let record = self.statement_with(|body| body.signatories = Some(names.reference()));
        record.with_names(&names.bytes()).unwrap()
    }

    pub fn statement(&self) -> Record {
        self.statement_with(|_| ())
    }

    /// The next act of an organisation on a version, with a change.
    pub fn act_with(
        &self,
        name: &str,
        act: Act,
        statement: &Record,
        change: impl Fn(&mut Endorsement),
    ) -> Record {
        let last = self.last.get(&(statement.hash(), domain(name)));
        let version = statement.version().unwrap();
        let mut body = Endorsement {
            act,
            capacity: Capacity::Organisation,
            conditions: None,
            made_at: time(0),
            name: name.parse().unwrap(),
            number: last.map_or(1, |(number, _)| number + 1),
            organisation: domain(name),
            previous: last.map(|(_, hash)| *hash),
            public: (act == Act::Decline).then_some(true),
            reason: None,
            record: statement.hash(),
            registry: self.id,
            reservation: None,
            salt: Salt([2; 16]),
            statement: version.statement,
            tag: Default::default(),
            texts: if act == Act::Endorse { texts_of(statement) } else { BTreeMap::new() },
            version: version.version,
        };
        change(&mut body);
        self.in_order(body)
    }

    /// The record of an act, with a salt that puts it behind those which were made before it.
    ///
    /// Acts on what is put forward come by their hashes; so a test has them in the order in which it makes them.
    fn in_order(&self, mut body: Endorsement) -> Record {
        let version = self.state.version(&body.statement.at(body.version));
        let is_late = version.is_some_and(|version| version.publication.is_some());
        let mut places = self.places.borrow_mut();
        let last = places.entry((body.record, body.number)).or_insert(0.0);
        let end = *last + (1.0 - *last) / 8.0;
        for salt in 0_u128.. {
            body.salt = Salt(salt.to_be_bytes());
            let record = Record::new(&Body::Endorsement(body.clone().into())).unwrap();
            let place = place(&record.hash());
            if is_late || (*last < place && place < end) {
                *last = place;
                return record;
            }
        }
        unreachable!("some salt fits")
    }

    pub fn act(&self, name: &str, act: Act, statement: &Record) -> Record {
        self.act_with(name, act, statement, |_| ())
    }

    pub fn publication(&self, statement: &Record, seconds: i64) -> Record {
        let version = statement.version().unwrap();
        let body = Publication {
            published_at: time(seconds),
            record: statement.hash(),
            registry: self.id,
            statement: version.statement,
            tag: Default::default(),
            version: version.version,
        };
        Record::new(&Body::Publication(body)).unwrap()
    }

    /// That the maintainers take a version back, with a change.
    pub fn retraction_with(&self, statement: &Record, change: impl Fn(&mut Retraction)) -> Record {
        let version = statement.version().unwrap();
        let mut body = Retraction {
            reason: "it was wrong".parse().unwrap(),
            record: statement.hash(),
            registry: self.id,
            replaced_by: None,
            retracted_at: time(2_000),
            statement: version.statement,
            tag: Default::default(),
            version: version.version,
        };
        change(&mut body);
        Record::new(&Body::Retraction(body)).unwrap()
    }

    /// The next translation of a version, with a change.
    pub fn translation_with(
        &self,
        statement: &Record,
        language: &str,
        change: impl Fn(&mut Translation),
    ) -> Record {
        let version = statement.version().unwrap();
        let language: Language = language.parse().unwrap();
        let translations = &self.state.version(&version).unwrap().translations;
        let last = translations.get(&language).and_then(|all| all.last());
        let mut body = Translation {
            number: last.map_or(1, |last| last.body.number + 1),
            previous: last.map(|last| last.record),
            reason: None,
            record: statement.hash(),
            registry: self.id,
            statement: version.statement,
            text: Some(TranslatedText {
                bytes: 10,
                sha256: Hash::of(language.as_str().as_bytes()),
            }),
            title: Some("Solidarity".parse().unwrap()),
            translated_at: time(2_000),
            tag: Default::default(),
            version: version.version,
            language,
        };
        change(&mut body);
        Record::new(&Body::Translation(body)).unwrap()
    }

    /// Publishes the next version, endorsed by these.
    pub fn publish(&mut self, endorsers: &[&str]) -> Record {
        let statement = self.statement();
        self.admit(&statement, &[]);
        for name in endorsers {
            self.admit(&self.act(name, Act::Endorse, &statement), &[name]);
        }
        self.admit(&self.publication(&statement, 1_000), &["maria"]);
        statement
    }

    /// How many endorse a version.
    pub fn endorsed(&self, statement: &Record) -> usize {
        self.state.endorsed(self.state.version(&statement.version().unwrap()).unwrap())
    }
}

/// Where a hash lies among all, from 0 to 1.
fn place(hash: &Hash) -> f64 {
    let first: [u8; 4] = *hash.as_bytes().first_chunk().unwrap();
    f64::from(u32::from_be_bytes(first)) / f64::from(u32::MAX)
}

pub fn domain(name: &str) -> Domain {
    format!("{name}.example").parse().unwrap()
}

/// The violation that a result must be.
pub fn violation(result: Result<(), Violation>) -> Violation {
    match result {
        Err(violation) => violation,
        other => panic!("want a violation, got {other:?}"),
    }
}
