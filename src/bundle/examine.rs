//! What a bundle shows: the rules over what it carries, and by its proofs that nothing was left out.

use std::collections::{BTreeMap, BTreeSet};

use super::files::Files;
use super::{Bundle, chains, recipe};
use crate::checkpoint::Checkpoint;
use crate::digest::Hash;
use crate::heads::{self, MapEnd, MapProof};
use crate::layout;
use crate::locale::{Sentence, Value, sentence};
use crate::name::VersionId;
use crate::record::entry::Entry;
use crate::verify::report::{Finding, Severity};
use crate::verify::{Examined, part};

/// Reads and replays a bundle; questions about its version are answered from it.
#[must_use]
pub fn examine(bundle: &Bundle) -> Examined {
    let about = bundle.about();
    let entries = bundle.decoded().unwrap_or_default();
    let mut examined = part::examine(&Files::of(bundle), &entries, &about);
    let Ok(head) = bundle.head() else { return examined };
    let mut judge = Judge { bundle, about, head, examined: &examined, findings: Vec::new() };
    judge.proof();
    judge.extra(&entries);
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
    fn found(&mut self, severity: Severity, code: &'static str, path: &str, message: Sentence) {
        self.findings.push(Finding::new(severity, code, path, message));
    }

    /// The entries are those of the log that the checkpoint is the head of.
    fn proof(&mut self) {
        if let Err(error) = self.bundle.check_proof(&self.head) {
            let technical = error.to_string();
            let message = sentence("finding-bundle-proof", &[("technical", technical.into())]);
            self.found(Severity::Broken, "bundle-proof", layout::CHECKPOINT, message);
        }
    }

    /// A bundle has one form: nothing lies in it that its version does not need.
    fn extra(&mut self, entries: &[(u64, Entry)]) {
        let last = self.head.size().checked_sub(1);
        for (at, entry) in entries {
            if matches!(entry, Entry::Heads(_)) && Some(*at) != last {
                let message = sentence("finding-bundle-heads", &[("at", (*at).into())]);
                self.found(Severity::Broken, "bundle-extra", layout::LOG, message);
            }
        }
        let state = &self.examined.replayed.state;
        let needed = chains::organisations(state, &self.about);
        for domain in state.organisations().keys().filter(|domain| !needed.contains(*domain)) {
            let message = self.stranger(&domain.to_string());
            self.found(Severity::Broken, "bundle-extra", &format!("keys/{domain}"), message);
        }
        for (statement, history) in state.statements() {
            for version in &history.versions {
                let id = statement.at(version.statement.version);
                let is_other = *statement != self.about.statement;
                let has_acts = !version.acts.is_empty() || !state.withheld(&id).is_empty();
                if is_other || has_acts && id != self.about {
                    let name = id.to_string();
                    let message = sentence("finding-bundle-other", &[("version", name.into())]);
                    let folder = layout::version_folder(&id);
                    self.found(Severity::Broken, "bundle-extra", &folder, message);
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
        let wanted = chains::names(&organisations, &self.about);
        let given: BTreeMap<&str, &[Hash]> = self
            .bundle
            .chains
            .iter()
            .map(|one| (one.chain.as_str(), one.siblings.as_slice()))
            .collect();
        let mut open = BTreeSet::new();
        for chain in &wanted {
            let Some((siblings, root)) = given.get(chain.as_str()).zip(root) else {
                open.insert(chain);
                continue;
            };
            let proof = MapProof { siblings: siblings.to_vec(), end: MapEnd::Found };
            let value = replayed.chains.value(chain);
            if let Err(error) = heads::check(&root, chain, Some(&value), &proof) {
                let (what, technical) = (self.what(chain), error.to_string());
                let message = sentence(
                    "finding-bundle-left-out",
                    &[("what", what.into()), ("technical", technical.into())],
                );
                self.found(Severity::Broken, "bundle-left-out", &place(chain), message);
            }
        }
        for chain in given.keys().filter(|chain| !wanted.contains(**chain)) {
            let message = self.stranger(chain);
            self.found(Severity::Broken, "bundle-extra", layout::LOG, message);
        }
        if !open.is_empty() {
            let what: Vec<Sentence> = open.iter().map(|chain| self.what(chain)).collect();
            let message = match open.len() == wanted.len() {
                true => sentence("finding-bundle-open", &[]),
                false => sentence("finding-bundle-open-in", &[("what", Value::All(what))]),
            };
            self.found(Severity::Caveat, "bundle-open", "", message);
        }
    }

    /// A chain in words.
    fn what(&self, chain: &str) -> Sentence {
        if chain == "root" {
            return sentence("finding-chain-root", &[]);
        }
        let name = |name: &str| Value::from(name.to_owned());
        if let Some(domain) = chain.strip_prefix("keys/") {
            return sentence("finding-chain-keys", &[("name", name(domain))]);
        }
        if chain == self.about.statement.as_str() {
            return sentence("finding-chain-statement", &[("name", name(chain))]);
        }
        sentence("finding-chain-version", &[("name", name(chain))])
    }

    fn stranger(&self, name: &str) -> Sentence {
        let about = self.about.to_string();
        sentence(
            "finding-bundle-stranger",
            &[("name", name.to_owned().into()), ("version", about.into())],
        )
    }

    fn recipe(&mut self) {
        let Examined { reading, replayed, .. } = self.examined;
        if recipe::of(reading, &replayed.state, &self.about) != self.bundle.recipe {
            let message = sentence("finding-bundle-recipe", &[]);
            self.found(Severity::Broken, "bundle-recipe", "", message);
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
