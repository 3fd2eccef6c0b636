//! Which chains of the map a bundle is about: those in which something could be left out.

use std::collections::BTreeSet;

use crate::ledger::State;
use crate::name::{Domain, VersionId};
use crate::record::confirmation::ConfirmedBy;

/// The organisations whose keys decide where a version stands: those that are named under it
/// or acted on it, and those that confirmed the keys of one of them.
pub(super) fn organisations(state: &State, id: &VersionId) -> BTreeSet<Domain> {
    let Some(version) = state.version(id) else {
        // Nothing says whose keys a version needs that is not there.
        return state.organisations().keys().cloned().collect();
    };
    let named = version.names.iter().flat_map(|names| names.organisations().cloned());
    let acted = version.acts.keys().cloned();
    let mut reached: Vec<Domain> = named.chain(acted).collect();
    let mut found = BTreeSet::new();
    while let Some(domain) = reached.pop() {
        if found.contains(&domain) {
            continue;
        }
        let enrolled = state.organisations().get(&domain);
        for confirmed in enrolled.iter().flat_map(|one| &one.confirmations) {
            if let ConfirmedBy::Organisation(other) = &confirmed.body.confirmed_by {
                reached.push(other.clone());
            }
        }
        found.insert(domain);
    }
    found
}

/// The names of the chains: the registry's authority, the organisations' keys, the statement, in which every newer
/// version stands, and the version, in which everything stands that was said about it.
///
/// Of a draft the log has no chain, nor of a statement before its first version.
pub(super) fn names(
    organisations: &BTreeSet<Domain>,
    id: &VersionId,
    is_draft: bool,
) -> BTreeSet<String> {
    let keys = organisations.iter().map(|domain| format!("keys/{domain}"));
    let statement = (!is_draft || id.version > 1).then(|| id.statement.to_string());
    let version = (!is_draft).then(|| id.to_string());
    keys.chain(["root".to_owned()]).chain(statement).chain(version).collect()
}
