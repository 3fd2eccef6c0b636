//! The map of chains: what the heads entry of every append commits to.
//!
//! Every record entry appends its record's hash to one chain or two:
//!
//! | kind | chains |
//! |---|---|
//! | registry | `root` |
//! | organisation, confirmation, revocation | `keys/DOMAIN` |
//! | statement | `ID`, and `ID@V` |
//! | publication, withholding | `ID@V` |
//! | endorsement | `act/FIRST`, where FIRST is the hash of the chain's first record |
//!
//! Endorsements are not filed under the organisation's domain: the names of the organisations are few and guessable,
//! and a map keyed by them would tell everybody whose endorsement was withheld.
//! FIRST follows from the entries alone, so a withheld endorsement still updates the map.

use std::collections::HashMap;

use crate::digest::Hash;
use crate::heads::Heads;
use crate::name::Domain;
use crate::record::entry::RecordEntry;
use crate::record::{Body, Kind, Record};

/// The map of chains, updated entry by entry.
#[derive(Debug, Clone, Default)]
pub struct Chains {
    heads: Heads,
    links: Links,
}

impl Chains {
    /// The root of the map now.
    pub fn root(&mut self) -> Hash {
        self.heads.root()
    }

    /// The key and value of every chain.
    pub fn rows(&self) -> impl Iterator<Item = (Hash, Hash)> {
        self.heads.rows()
    }

    /// What is needed to name the chains of further entries.
    #[must_use]
    pub const fn links(&self) -> &Links {
        &self.links
    }

    /// Appends a record's hash to its chains; `holder` is the organisation whose key a revocation ends.
    ///
    /// Returns whether the chains are known: only an endorsement may lack its record.
    pub fn append(
        &mut self,
        entry: &RecordEntry,
        record: Option<&Record>,
        holder: Option<&Domain>,
    ) -> bool {
        let Some(names) = self.links.names(entry, record, holder) else { return false };
        for name in &names {
            self.heads.append(name, &entry.record);
        }
        true
    }
}

/// How endorsement chains continue: the first record of each, by its last.
#[derive(Debug, Clone, Default)]
pub struct Links {
    first_by_last: HashMap<Hash, Hash>,
}

impl Links {
    /// The names of the chains that an entry continues; none where they cannot be known.
    pub fn names(
        &mut self,
        entry: &RecordEntry,
        record: Option<&Record>,
        holder: Option<&Domain>,
    ) -> Option<Vec<String>> {
        if entry.kind != Kind::Endorsement {
            return names(record?, holder);
        }
        let first = match entry.previous {
            None => entry.record,
            Some(previous) => self.first_by_last.remove(&previous)?,
        };
        self.first_by_last.insert(entry.record, first);
        Some(vec![format!("act/{first}")])
    }
}

fn names(record: &Record, holder: Option<&Domain>) -> Option<Vec<String>> {
    Some(match record.body() {
        Body::Registry(_) => vec!["root".to_owned()],
        Body::Organisation(body) => vec![format!("keys/{}", body.organisation)],
        Body::Confirmation(body) => vec![format!("keys/{}", body.organisation)],
        Body::Revocation(_) => vec![format!("keys/{}", holder?)],
        Body::Statement(body) => vec![body.id.to_string(), body.id.at(body.version).to_string()],
        Body::Publication(body) => vec![body.statement.at(body.version).to_string()],
        Body::Withholding(body) => vec![body.statement.at(body.version).to_string()],
        Body::Endorsement(_) => return None,
    })
}
