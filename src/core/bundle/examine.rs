//! What a bundle shows: the rules over what it carries, and by its proofs that nothing was left out.

use std::collections::{BTreeMap, BTreeSet};

use super::files::Files;
use super::{Bundle, chains, recipe};
use crate::chain_map::{self, MapEnd, MapProof};
use crate::checkpoint::Checkpoint;
use crate::digest::Hash;
use crate::layout;
use crate::ledger::chains::values as chain_values;
use crate::name::VersionId;
use crate::record::entry::Entry;
use crate::verify::draft::DraftNote;
use crate::verify::finding::{BundleFinding, CarriedChain, Finding};
use crate::verify::report::Severity;
use crate::verify::{Examined, part};

/// Reads and replays a bundle; questions about its version are answered from it.
#[must_use]
pub fn examine(bundle: &Bundle) -> Examined {
    let about = bundle.about();
    let entries = bundle.decoded().unwrap_or_default();
    let mut examined = part::examine(&Files::of(bundle), &entries, &about, bundle.draft);
    let Ok(head) = bundle.head() else { return examined };
    let mut judge = Judge { bundle, about, head, examined: &examined, findings: Vec::new() };
    judge.proof();
    judge.extra(&entries);
    judge.draft();
    // What was refused stands in no chain: that is said already, and says nothing about what was left out.
    if examined.findings().all(|finding| finding.severity > Severity::Unchecked) {
        judge.chains(&entries);
        judge.recipe();
    }
    let findings = judge.findings;
    examined.add(findings);
    examined
}

struct Judge<'a> {
    bundle: &'a Bundle,
    about: VersionId,
    head: Checkpoint,
    examined: &'a Examined,
    findings: Vec<Finding>,
}

impl Judge<'_> {
    fn broken(&mut self, path: &str, what: BundleFinding) {
        self.findings.push(Finding::new(Severity::Broken, path, what));
    }

    /// What is not published is never better than a caveat.
    fn draft(&mut self) {
        if let Some(DraftNote { embargo, made_at }) = self.bundle.draft {
            let what = BundleFinding::Draft { embargo, made_at };
            self.findings.push(Finding::new(Severity::Caveat, "", what));
        }
    }

    /// The entries are those of the log that the checkpoint is the head of.
    fn proof(&mut self) {
        if let Err(error) = self.bundle.check_proof(&self.head) {
            self.broken(layout::CHECKPOINT, BundleFinding::Proof(error));
        }
    }

    /// A bundle has one form: nothing lies in it that its version does not need.
    fn extra(&mut self, entries: &[(u64, Entry)]) {
        let last = self.head.size().checked_sub(1);
        for (at, entry) in entries {
            if matches!(entry, Entry::Heads(_)) && Some(*at) != last {
                self.broken(layout::LOG, BundleFinding::Heads { at: *at });
            }
        }
        let state = &self.examined.replayed.state;
        let needed = chains::organisations(state, &self.about);
        for domain in state.organisations().keys().filter(|domain| !needed.contains(*domain)) {
            let what = self.stranger(domain.as_str());
            self.broken(&format!("keys/{domain}"), what);
        }
        for (statement, history) in state.statements() {
            for version in &history.versions {
                let id = statement.at(version.statement.version);
                let is_other = *statement != self.about.statement;
                let has_acts = !version.acts.is_empty() || !state.withheld(&id).is_empty();
                if is_other || has_acts && id != self.about {
                    let folder = layout::version_folder(&id);
                    self.broken(&folder, BundleFinding::Other { version: id });
                }
            }
        }
    }

    /// What is carried of each chain is all that the log had of it at this checkpoint.
    fn chains(&mut self, entries: &[(u64, Entry)]) {
        let last = self.head.size().checked_sub(1);
        let root = entries.last().and_then(|(at, entry)| match entry {
            Entry::Heads(root) if Some(*at) == last => Some(*root),
            _ => None,
        });
        let replayed = &self.examined.replayed;
        let organisations = chains::organisations(&replayed.state, &self.about);
        let wanted = chains::names(&organisations, &self.about, self.bundle.draft.is_some());
        let given: BTreeMap<&str, &[Hash]> = self
            .bundle
            .chains
            .iter()
            .map(|one| (one.chain.as_str(), one.siblings.as_slice()))
            .collect();
        let values = chain_values(&replayed.appended);
        let mut open = BTreeSet::new();
        for chain in &wanted {
            let Some((siblings, root)) = given.get(chain.as_str()).zip(root) else {
                open.insert(chain);
                continue;
            };
            let proof = MapProof { siblings: siblings.to_vec(), end: MapEnd::Found };
            let value = values.get(&chain_map::key(chain)).copied().unwrap_or(Hash::ZERO);
            if let Err(error) = chain_map::check(&root, chain, Some(&value), &proof) {
                let what = BundleFinding::LeftOut { chain: self.named(chain), error };
                self.broken(&place(chain), what);
            }
        }
        for chain in given.keys().filter(|chain| !wanted.contains(**chain)) {
            let what = self.stranger(chain);
            self.broken(layout::LOG, what);
        }
        if !open.is_empty() {
            let what = match open.len() == wanted.len() {
                true => BundleFinding::Open,
                false => BundleFinding::OpenIn(open.iter().map(|one| self.named(one)).collect()),
            };
            self.findings.push(Finding::new(Severity::Caveat, "", what));
        }
    }

    /// What a chain is, by its name.
    fn named(&self, chain: &str) -> CarriedChain {
        if chain == "root" {
            return CarriedChain::Root;
        }
        if let Some(domain) = chain.strip_prefix("keys/") {
            return CarriedChain::Keys(domain.to_owned());
        }
        match chain == self.about.statement.as_str() {
            true => CarriedChain::Statement(chain.to_owned()),
            false => CarriedChain::Version(chain.to_owned()),
        }
    }

    fn stranger(&self, name: &str) -> BundleFinding {
        BundleFinding::Stranger { name: name.to_owned(), version: self.about.clone() }
    }

    fn recipe(&mut self) {
        let Examined { reading, replayed, .. } = self.examined;
        if recipe::of(reading, &replayed.state, &self.about) != self.bundle.recipe {
            self.broken("", BundleFinding::Recipe);
        }
    }
}

/// The folder in which a chain's records would lie, as far as its name tells.
fn place(chain: &str) -> String {
    if chain == "root" || chain.starts_with("keys/") {
        return if chain == "root" { "keys/root".to_owned() } else { chain.to_owned() };
    }
    match chain.split_once('@') {
        Some((statement, version)) => format!("registry/{statement}/v{version}"),
        None => format!("registry/{chain}"),
    }
}
