//! Bytes that somebody may have signed with `ssh-keygen` alone: which of them is a signature over?

use std::collections::BTreeMap;

use super::{Gathered, Paper};
use crate::import::Refusal;
use crate::land::Signed;
use crate::open::Opened;
use crate::waiting::Waiting;
use crate::{Error, asked};
use countersign_core::key::sshsig::SshSignature;
use countersign_core::ledger::authority::{Holder, Holders};
use countersign_core::name::Domain;
use countersign_core::record::Record;
use countersign_core::record::signature::VerifiedSignature;

/// Most records that one signature is held against: more than anybody asks one organisation to sign at a time.
const TRIES_MAX: usize = 1_000;

/// Records by whose they are: an organisation's, or (where there is none) the maintainers'.
pub(super) struct Candidates<'a> {
    holders: &'a Holders,
    records: BTreeMap<Option<Domain>, Vec<Record>>,
}

impl<'a> Candidates<'a> {
    /// What this clone asked for, what waits here, and what lies among the files themselves.
    pub(super) fn of(opened: &'a Opened, gathered: &[Gathered]) -> Result<Self, Error> {
        let mut records: BTreeMap<Option<Domain>, Vec<Record>> = BTreeMap::new();
        let mut add = |record: &Record| {
            let whose = records.entry(super::by(record).cloned()).or_default();
            if !whose.iter().any(|one| one.hash() == record.hash()) {
                whose.push(record.clone());
            }
        };
        for one in gathered {
            match &one.paper {
                Paper::Record(record) => add(record),
                Paper::Reply(signed) => add(&signed.record),
                _ => {}
            }
        }
        let is_needed = gathered.iter().any(|one| matches!(one.paper, Paper::Signature(_)));
        if is_needed {
            Waiting::all(opened)?.iter().for_each(|waiting| add(&waiting.item.record));
            // The newest request first: that is what an answer is most likely to.
            for note in asked::all(opened)?.iter().rev() {
                note.answers().iter().for_each(&mut add);
            }
        }
        let holders = opened.examined.pending.state.holders();
        Ok(Self { holders, records })
    }

    /// The record that a signature is over, and both together.
    pub(super) fn fit(&self, signature: SshSignature) -> Result<Signed, Refusal> {
        let key = signature.public_key();
        let whose = match self.holders.of(key.ed25519()) {
            Some(Holder::Organisation(domain, _)) => vec![Some(domain.clone()), None],
            Some(Holder::Maintainer(_)) => vec![None],
            _ => self.records.keys().cloned().collect(),
        };
        let armor = signature.to_armor();
        let candidates = whose.iter().filter_map(|whose| self.records.get(whose)).flatten();
        let namespace = signature.namespace();
        let fits = candidates
            .filter(|record| record.kind().type_name() == namespace)
            .take(TRIES_MAX)
            .find_map(|record| {
                Some((record, VerifiedSignature::check(record, armor.as_bytes()).ok()?))
            });
        if let Some((record, verified)) = fits {
            let record = record.clone();
            return Ok(Signed { record, signatures: vec![(signature, verified)] });
        }
        let holder = self.holders.of(key.ed25519()).cloned();
        Err(Refusal::Unmatched { key: key.fingerprint(), holder })
    }
}
