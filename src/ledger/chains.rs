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
    /// The first record of each endorsement chain, by its last.
    first_by_last: HashMap<Hash, Hash>,
}

impl Chains {
    /// The root of the map now.
    pub fn root(&mut self) -> Hash {
        self.heads.root()
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
        if entry.kind == Kind::Endorsement {
            let first = match entry.previous {
                None => entry.record,
                Some(previous) => match self.first_by_last.remove(&previous) {
                    Some(first) => first,
                    None => return false,
                },
            };
            self.first_by_last.insert(entry.record, first);
            self.heads.append(&format!("act/{first}"), &entry.record);
            return true;
        }
        let Some(names) = record.and_then(|record| names(record, holder)) else { return false };
        for name in &names {
            self.heads.append(name, &entry.record);
        }
        true
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
