//! Bytes that somebody may have signed with `ssh-keygen` alone: which of them is a signature over?

use std::collections::BTreeMap;

use super::{Gathered, Paper};
use crate::draft::Draft;
use crate::import::{Changed, Refusal};
use crate::land::Signed;
use crate::open::Opened;
use crate::waiting::Waiting;
use crate::{Error, World, asked, texts};
use countersign_core::key::sshsig::SshSignature;
use countersign_core::ledger::authority::{Holder, Holders};
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::Record;
use countersign_core::record::signature::VerifiedSignature;

/// Most records that one signature is held against: more than anybody asks one organisation to sign at a time.
const TRIES_MAX: usize = 1_000;
/// Most records of which it is found out whether a signature that fits none is over a changed one.
const EXPLAINED_MAX: usize = 32;
/// Most versions of which it is found out whether a signature is over another of their files.
const VERSIONS_MAX: usize = 8;

/// Records by whose they are: an organisation's, or (where there is none) the maintainers'.
pub(super) struct Candidates<'a> {
    holders: &'a Holders,
    records: BTreeMap<Option<Domain>, Vec<Record>>,
    others: Vec<Other>,
}

/// A file that comes with a request and is not the one to be signed.
struct Other {
    version: VersionId,
    bytes: Vec<u8>,
}

impl<'a> Candidates<'a> {
    /// What this clone asked for, what waits here, and what lies among the files themselves.
    pub(super) fn of(
        world: &dyn World,
        opened: &'a Opened,
        gathered: &[Gathered],
    ) -> Result<Self, Error> {
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
        let mut others = Vec::new();
        let is_needed = gathered.iter().any(|one| matches!(one.paper, Paper::Signature(_)));
        if is_needed {
            Waiting::all(opened)?.iter().for_each(|waiting| add(&waiting.item.record));
            // The newest request first: that is what an answer is most likely to.
            let notes = asked::all(world, opened)?;
            let mut versions: Vec<VersionId> = Vec::new();
            for note in notes.iter().rev() {
                note.answers().iter().for_each(&mut add);
                if !versions.contains(&note.version_id()) && versions.len() < VERSIONS_MAX {
                    versions.push(note.version_id());
                }
            }
            for version in versions {
                others.extend(others_of(opened, &version)?);
            }
        }
        let holders = opened.examined.pending.state.holders();
        Ok(Self { holders, records, others })
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
        Err(self.explain(&signature, &whose))
    }
    /// Why a signature is over none of the records: what was signed was near it, or it is nothing that is known.
    fn explain(&self, signature: &SshSignature, whose: &[Option<Domain>]) -> Refusal {
        let key = signature.public_key();
        let holder = self.holders.of(key.ed25519()).cloned();
        let is_over = |bytes: &[u8]| VerifiedSignature::is_over(signature, bytes);
        let records = whose.iter().filter_map(|whose| self.records.get(whose)).flatten();
        for record in records.take(EXPLAINED_MAX) {
            let (bytes, want) = (record.bytes(), record.kind().type_name());
            if is_over(&bytes) {
                return Refusal::Namespace { holder, got: signature.namespace().to_owned(), want };
            }
            let ways = [Changed::LineEnd, Changed::Mark, Changed::Space];
            let fits = |how: &Changed| changed(&bytes, *how).iter().any(|bytes| is_over(bytes));
            if let Some(how) = ways.into_iter().find(fits) {
                return Refusal::Changed { holder, how };
            }
        }
        match self.others.iter().find(|other| is_over(&other.bytes)) {
            Some(other) => Refusal::WrongFile { holder, version: other.version.clone() },
            None => Refusal::Unmatched { key: key.fingerprint(), holder },
        }
    }
}

/// What editors and copying make of a file.
fn changed(bytes: &[u8], how: Changed) -> Vec<Vec<u8>> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    match how {
        Changed::LineEnd => vec![[bytes, b"\n"].concat(), [bytes, b"\r\n"].concat()],
        Changed::Mark => vec![[MARK, bytes].concat(), [MARK, bytes, b"\n"].concat()],
        Changed::Space => vec![[bytes, b" "].concat(), [bytes, b" \n"].concat()],
    }
}

/// The statement itself and its words.
fn others_of(opened: &Opened, id: &VersionId) -> Result<Vec<Other>, Error> {
    let draft = Draft::find(opened, id)?;
    let state = draft.as_ref().map_or(&*opened.examined.pending.state, |draft| &draft.state);
    let Some(version) = state.version(id) else { return Ok(Vec::new()) };
    let other = |bytes: Vec<u8>| Other { version: id.clone(), bytes };
    let texts = texts::of(opened, draft.as_ref(), version)?;
    let mut others: Vec<Other> =
        texts.values().map(|text| other(text.as_str().as_bytes().to_vec())).collect();
    others.extend(draft.map(|draft| other(draft.statement.bytes())));
    Ok(others)
}
