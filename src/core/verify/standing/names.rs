//! Names that a reader could take for others: never a rule, since Unicode's tables change.

use std::collections::{BTreeMap, BTreeSet};

use super::super::finding::{Finding, StandingFinding};
use super::super::report::Severity;
use super::super::totals::Totals;
use crate::ledger::State;
use crate::lookalike::skeleton;
use crate::name::Domain;

/// Which names look alike, and which have a domain in them that is another one than their organisation's.
///
/// It is a caveat where one of the organisations is shown in the answer to a narrow question; in the answer about
/// everything it is a note, and nothing where the question is about others.
pub(super) fn look_alike(state: &State, totals: &Totals, is_narrow: bool) -> Vec<Finding> {
    let mut names: BTreeMap<String, (String, BTreeSet<&Domain>)> = BTreeMap::new();
    let mut findings = Vec::new();
    let severity = if is_narrow { Severity::Caveat } else { Severity::Note };
    let is_asked = |domain: &Domain| !is_narrow || totals.shown.contains(domain);
    for (domain, enrolled) in state.organisations() {
        let is_own_domain = |name: &str| skeleton(name) == skeleton(domain.as_str());
        // Readers know an organisation by the name that it had: whoever takes that up is taken for it.
        let former = enrolled.listed.former.iter().map(|name| (name.as_str(), true));
        let names_now = enrolled.listed.names().map(|name| (name.as_str(), false));
        // What is shown under a version is the name that was signed, which may never have been listed.
        let signed = totals.other_names.get(domain).into_iter().flatten();
        let signed = signed.map(|name| (name.as_str(), false));
        for (name, is_former) in names_now.chain(signed).chain(former) {
            let group =
                names.entry(skeleton(name)).or_insert_with(|| (name.to_owned(), BTreeSet::new()));
            group.1.insert(domain);
            if !is_former
                && is_asked(domain)
                && domains_in(name).any(|one| !is_own_domain(one.as_str()))
            {
                let (organisation, name) = (domain.clone(), name.to_owned());
                let what = StandingFinding::DomainInName { organisation, name };
                findings.push(Finding::new(severity, format!("keys/{domain}"), what));
            }
        }
    }
    for (name, domains) in names.into_values() {
        if domains.len() > 1 && domains.iter().any(|domain| is_asked(domain)) {
            let organisations: Vec<Domain> = domains.into_iter().cloned().collect();
            let what = StandingFinding::LookAlike { name, organisations };
            findings.push(Finding::new(severity, "keys", what));
        }
    }
    findings
}

/// What in a name reads like a domain, also in letters that only look like its.
fn domains_in(name: &str) -> impl Iterator<Item = Domain> {
    let as_written = domains_of(&name.to_lowercase());
    let as_seen = domains_of(&skeleton(name));
    as_written.into_iter().chain(as_seen)
}

fn domains_of(name: &str) -> Vec<Domain> {
    let is_part = |c: char| c.is_alphanumeric() || c == '.' || c == '-';
    let words = name.split(|c: char| !is_part(c)).map(|word| word.trim_matches('.'));
    words.filter_map(|word| word.parse().ok()).collect()
}
