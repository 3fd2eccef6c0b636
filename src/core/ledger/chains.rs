//! The map of chains: what the heads entry of every append commits to.
//!
//! Every record entry appends its record's hash to one chain or two:
//!
//! | kind | chains |
//! |---|---|
//! | registry | `root` |
//! | organisation, confirmation, revocation, listing | `keys/DOMAIN` |
//! | statement | `ID`, and `ID@V` |
//! | publication, withholding, retraction, translation | `ID@V` |
//! | endorsement | `ID@V` |
//! | extension | `extensions` |
//!
//! So the chain of a version holds all that was said about it. The entry of an act names nobody and no version;
//! where its record is not shown, the withholding that answers for it says which version it was about
//! ([`Answers`]), and a withholding that says another one gives another root.

use std::collections::HashMap;

use crate::chain_map::{self, ChainMap, MapProof};
use crate::digest::Hash;
use crate::name::Domain;
use crate::record::entry::RecordEntry;
use crate::record::{Body, Record};

/// A record that was appended to a chain.
#[derive(Debug, Clone, Copy)]
pub struct Appended {
    /// The position of its entry.
    pub at: u64,
    /// The chain's place in the map.
    pub chain: Hash,
    /// The record's hash.
    pub record: Hash,
}

/// The map of chains, updated entry by entry.
#[derive(Debug, Clone, Default)]
pub struct Chains {
    map: ChainMap,
    answers: Answers,
}

impl Chains {
    /// The map of these chains, given by their keys.
    #[must_use]
    pub fn of(chains: impl Iterator<Item = (Hash, Hash)>) -> Self {
        Self { map: ChainMap::of(chains), answers: Answers::default() }
    }

    /// Notes which acts a record answers for.
    pub(crate) fn answer_for(&mut self, record: &Record) {
        self.answers.note(record);
    }

    /// The root of the map now.
    pub fn root(&mut self) -> Hash {
        self.map.root()
    }

    /// The proof of a chain's value; quick once [`Chains::root`] was asked for.
    #[must_use]
    pub fn prove(&self, chain: &str) -> MapProof {
        self.map.prove(chain)
    }

    /// Appends a record's hash to its chains; `holder` is the organisation whose key a revocation ends.
    ///
    /// Returns whether the chains are known: only an act for which a withholding answers may lack its record.
    pub fn append(
        &mut self,
        entry: &RecordEntry,
        record: Option<&Record>,
        holder: Option<&Domain>,
    ) -> bool {
        let Some(names) = self.answers.names(entry, record, holder) else { return false };
        for name in &names {
            self.map.append(name, &entry.record);
        }
        true
    }

    /// Which acts are answered for.
    #[must_use]
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }
}

/// The value of each chain that records were appended to, by its place in the map.
#[must_use]
pub fn values(appended: &[Appended]) -> HashMap<Hash, Hash> {
    let mut values: HashMap<Hash, Hash> = HashMap::new();
    for one in appended {
        let value = values.entry(one.chain).or_insert(Hash::ZERO);
        *value = chain_map::next_value(value, &one.record);
    }
    values
}

/// Which version the acts were about that are not shown, as the withholdings say which answer for them.
#[derive(Debug, Clone, Default)]
pub struct Answers(HashMap<Hash, String>);

impl Answers {
    /// Notes which acts a record answers for; records of other kinds than withholdings say nothing.
    pub fn note(&mut self, record: &Record) {
        let Body::Withholding(body) = record.body() else { return };
        let chain = body.statement.at(body.version).to_string();
        for act in body.acts() {
            self.0.entry(act.record).or_insert_with(|| chain.clone());
        }
    }

    /// The chains to which an entry appends; none where they cannot be known.
    #[must_use]
    pub fn names(
        &self,
        entry: &RecordEntry,
        record: Option<&Record>,
        holder: Option<&Domain>,
    ) -> Option<Vec<String>> {
        match record {
            Some(record) => names(record, holder),
            None => self.0.get(&entry.record).map(|chain| vec![chain.clone()]),
        }
    }
}

fn names(record: &Record, holder: Option<&Domain>) -> Option<Vec<String>> {
    Some(match record.body() {
        Body::Registry(_) => vec!["root".to_owned()],
        Body::Organisation(body) => vec![format!("keys/{}", body.organisation)],
        Body::Confirmation(body) => vec![format!("keys/{}", body.organisation)],
        Body::Listing(body) => vec![format!("keys/{}", body.organisation)],
        Body::Revocation(_) => vec![format!("keys/{}", holder?)],
        Body::Statement(body) => vec![body.id.to_string(), body.id.at(body.version).to_string()],
        Body::Publication(body) => vec![body.statement.at(body.version).to_string()],
        Body::Withholding(body) => vec![body.statement.at(body.version).to_string()],
        Body::Retraction(body) => vec![body.statement.at(body.version).to_string()],
        Body::Translation(body) => vec![body.of().to_string()],
        Body::Extension(_) => vec!["extensions".to_owned()],
        Body::Endorsement(body) => vec![body.statement.at(body.version).to_string()],
    })
}
