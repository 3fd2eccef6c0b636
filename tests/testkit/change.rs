//! Changes of keys in the registry in memory: rotations, recoveries, revocations, confirmations, maintainers.

use countersign_core::key::PublicKey;
use countersign_core::ledger::standing::{Believed, Doubt, Stands};
use countersign_core::name::Label;
use countersign_core::record::confirmation::{ConfirmedBy, How, Vouching};
use countersign_core::record::endorsement::Act;
use countersign_core::record::organisation::{OrganisationKey, RemovedKey};
use countersign_core::record::registry::Maintainer;
use countersign_core::record::{
    Body, Confirmation, Listing, Organisation, Record, Registry, Revocation,
};

use crate::world::{World, domain, secret, time};

pub fn label(name: &str) -> Label {
    name.parse().unwrap()
}

/// A key that bears the name of its holder as its label.
pub fn listed(name: &str) -> OrganisationKey {
    OrganisationKey { key: secret(name).public(), label: label(name), role: None }
}

/// A key that leaves, in other hands since an entry where that is said.
pub fn gone(name: &str, compromised_since: Option<u64>) -> RemovedKey {
    let (key, label) = (secret(name).public(), label(name));
    RemovedKey { compromised_since, key, label, reason: "it left".parse().unwrap() }
}

pub fn vouching() -> How {
    How::Vouching(Vouching { reason: "we know them".parse().unwrap() })
}

impl World {
    /// The one statement of this registry.
    pub fn statement_of_life(&self) -> Record {
        let current = self.state.current(&crate::world::ID.parse().unwrap()).unwrap();
        Record::new(&Body::Statement((*current.statement).clone().into())).unwrap()
    }

    /// The next record of an organisation, with a change.
    pub fn changed(&self, name: &str, change: impl FnOnce(&mut Organisation)) -> Record {
        self.try_changed(name, change).unwrap()
    }

    /// As [`World::changed`], where there is such a record.
    pub fn try_changed(
        &self,
        name: &str,
        change: impl FnOnce(&mut Organisation),
    ) -> Option<Record> {
        let enrolled = &self.state.organisations()[&domain(name)];
        let mut body = enrolled.body.clone();
        (body.number, body.previous) = (body.number + 1, Some(enrolled.record));
        (body.removed, body.name, body.aliases) = (Vec::new(), None, None);
        change(&mut body);
        body.keys.sort_by(|left, right| left.label.cmp(&right.label));
        body.removed.sort_by(|left, right| left.label.cmp(&right.label));
        Record::new(&Body::Organisation(body)).ok()
    }

    /// A rotation from some keys to others; those that leave may be accused.
    pub fn rotation(&self, name: &str, add: &[&str], remove: &[(&str, Option<u64>)]) -> Record {
        self.changed(name, |body| {
            body.keys.retain(|one| !remove.iter().any(|(gone, _)| one.label == label(gone)));
            body.keys.extend(add.iter().map(|name| listed(name)));
            body.removed.extend(remove.iter().map(|(name, since)| gone(name, *since)));
            body.threshold = body.threshold.min(body.keys.len() as u64);
        })
    }

    /// The next record of the registry's authority, with a change.
    pub fn authority(&self, change: impl FnOnce(&mut Registry)) -> Record {
        let root = self.state.root().unwrap();
        let mut body = root.body.clone();
        (body.number, body.previous) = (body.number + 1, Some(root.record));
        (body.registry, body.salt) = (Some(self.id), None);
        change(&mut body);
        body.maintainers.sort_by(|left, right| left.label.cmp(&right.label));
        Record::new(&Body::Registry(Box::new(body))).unwrap()
    }

    /// The next listing of an organisation, with a change.
    pub fn listing(&self, name: &str, change: impl FnOnce(&mut Listing)) -> Record {
        let listed = &self.state.organisations()[&domain(name)].listed;
        let mut body = Listing {
            aliases: listed.aliases.clone(),
            made_at: time(0),
            name: listed.name.clone(),
            number: listed.newest.map_or(1, |newest| newest.number + 1),
            organisation: domain(name),
            previous: listed.newest.map(|newest| newest.record),
            registry: self.id,
            retired: None,
            tag: Default::default(),
        };
        change(&mut body);
        Record::new(&Body::Listing(body)).unwrap()
    }

    /// A confirmation of some keys of an organisation.
    pub fn confirmation(&self, name: &str, by: ConfirmedBy, keys: &[&str], how: How) -> Record {
        let last = self.state.organisations()[&domain(name)].confirmations.last();
        let mut keys: Vec<PublicKey> = keys.iter().map(|name| secret(name).public()).collect();
        keys.sort_by_key(|key| *key.ed25519().as_bytes());
        let body = Confirmation {
            confirmed_at: time(0),
            confirmed_by: by,
            how,
            keys,
            number: last.map_or(1, |last| last.body.number + 1),
            organisation: domain(name),
            previous: last.map(|last| last.record),
            registry: self.id,
            tag: Default::default(),
        };
        Record::new(&Body::Confirmation(body)).unwrap()
    }

    /// One organisation vouches for another's keys.
    pub fn vouches(&mut self, by: &str, signer: &str, name: &str, keys: &[&str]) {
        let record =
            self.confirmation(name, ConfirmedBy::Organisation(domain(by)), keys, vouching());
        self.admit(&record, &[signer]);
    }

    pub fn endorse(&mut self, name: &str, statement: &Record, signers: &[&str]) {
        self.admit(&self.act(name, Act::Endorse, statement), signers);
    }

    /// Where an organisation stands, for a reader who confirmed these keys.
    pub fn stands<'a>(
        &'a self,
        name: &str,
        statement: &Record,
        pins: &[(&str, &str)],
    ) -> Stands<'a> {
        let version = self.state.version(&statement.version().unwrap()).unwrap();
        self.state.stands(version, &domain(name), &self.believed(pins)).unwrap()
    }

    pub fn doubt(&self, name: &str, statement: &Record) -> Option<Doubt> {
        self.stands(name, statement, &[]).doubt
    }

    /// As [`World::doubt`], for the version that waits for its publication.
    pub fn doubt_of_staged(&self, name: &str) -> Option<Doubt> {
        let staged = self.state.staged().unwrap();
        self.state.stands(staged, &domain(name), &Believed::new()).unwrap().doubt
    }

    /// The keys that are confirmed for a reader who confirmed these: organisation, key.
    pub fn believed(&self, pins: &[(&str, &str)]) -> Believed {
        let pins: Vec<_> =
            pins.iter().map(|(name, key)| (domain(name), secret(key).public())).collect();
        self.state.believed(&pins)
    }
}

/// A key that ends itself.
pub fn revocation(key: &str) -> Record {
    let (key, reason) = (secret(key).public(), "lost".parse().unwrap());
    Record::new(&Body::Revocation(Revocation { key, reason, tag: Default::default() })).unwrap()
}

pub fn maintainer(name: &str) -> Maintainer {
    Maintainer { key: secret(name).public(), label: label(name), name: name.parse().unwrap() }
}
