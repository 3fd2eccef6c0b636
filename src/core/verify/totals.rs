//! What the lines of a report add up to: as much of them as the whole of a report depends on.
//!
//! Lines can be added some at a time and be forgotten then, so that a report about many versions is made without
//! holding them all.

use std::collections::{BTreeMap, BTreeSet};

use super::Question;
use super::finding::Finding;
use super::report::{KeyBinding, SignatureState, Standing, StatementLine};
use super::standing;
use crate::name::Domain;

/// What some lines add up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many versions there are.
    pub versions: u64,
    /// How many endorsements count.
    pub endorsed: u64,
    /// Whether any signature fits.
    pub fits: bool,
    /// The newest log entry about any of them.
    pub(super) newest_entry: u64,
    /// Whether there are acts that the maintainers do not show.
    pub(super) is_withheld: bool,
    /// Whether somebody acted with keys that others than the maintainers confirmed.
    pub(super) is_confirmed: bool,
    /// Whether somebody acted with other keys.
    pub(super) is_unconfirmed: bool,
    /// The organisations that are named or acted.
    pub(super) shown: BTreeSet<Domain>,
    /// The organisations that acted.
    pub(super) acted: BTreeSet<Domain>,
    /// The names that organisations signed or are printed under, where they are not those that they are listed under.
    pub(super) other_names: BTreeMap<Domain, BTreeSet<String>>,
}

impl Totals {
    /// Adds some lines, and gives what there is to say about each of them.
    pub(super) fn add(
        &mut self,
        statements: &[StatementLine],
        question: &Question,
    ) -> Vec<Finding> {
        for version in statements.iter().flat_map(|one| &one.versions) {
            self.versions += 1;
            self.endorsed += version.endorsed;
            self.newest_entry = self.newest_entry.max(version.newest_entry);
            for line in &version.organisations {
                self.fits |= line.signature == SignatureState::Fits;
                self.is_withheld |= line.standing == Standing::Withheld;
                match line.key_binding {
                    Some(KeyBinding::Confirmed) => self.is_confirmed = true,
                    Some(_) => self.is_unconfirmed = true,
                    None => {}
                }
                let Some(domain) = &line.organisation else { continue };
                note(&mut self.shown, domain);
                if line.listed_as.is_some() || line.key_binding.is_none() {
                    let names = self.other_names.entry(domain.clone()).or_default();
                    names.insert(line.name.to_string());
                }
                if line.key_binding.is_some() {
                    note(&mut self.acted, domain);
                }
            }
        }
        standing::of_versions(statements, question)
    }

    /// Adds what other lines add up to.
    pub(super) fn join(&mut self, other: Self) {
        self.versions += other.versions;
        self.endorsed += other.endorsed;
        self.newest_entry = self.newest_entry.max(other.newest_entry);
        self.fits |= other.fits;
        self.is_withheld |= other.is_withheld;
        self.is_confirmed |= other.is_confirmed;
        self.is_unconfirmed |= other.is_unconfirmed;
        self.shown.extend(other.shown);
        self.acted.extend(other.acted);
        for (domain, names) in other.other_names {
            self.other_names.entry(domain).or_default().extend(names);
        }
    }
}

fn note(domains: &mut BTreeSet<Domain>, domain: &Domain) {
    if !domains.contains(domain) {
        domains.insert(domain.clone());
    }
}
