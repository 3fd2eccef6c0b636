//! Under which names an organisation is listed, and whether it is retired.

use std::collections::BTreeSet;

use super::authority::Enrolled;
use super::keys::{check_chain, not_numbered};
use super::violation::Chain;
use super::{State, Violation};
use crate::digest::Hash;
use crate::name::Domain;
use crate::record::line::Line;
use crate::record::listing::Retired;
use crate::record::signature::VerifiedSignature;
use crate::record::{Listing, Organisation, Record};

/// The names of an organisation now: those of its enrolment, then those of its newest listing.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its name.
    pub name: Line,
    /// Other names it is known by, sorted.
    pub aliases: Vec<Line>,
    /// Names that it was listed under before and is not any more.
    pub former: BTreeSet<Line>,
    /// That it is retired, and why.
    pub retired: Option<Retired>,
    /// The newest listing; none where there is only the enrolment.
    pub newest: Option<Newest>,
}

/// The newest listing of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newest {
    /// The hash of the record.
    pub record: Hash,
    /// Its number.
    pub number: u64,
    /// The log entry.
    pub at: u64,
}

impl Listed {
    /// The names that an organisation is enrolled under; its domain, where the record has none.
    #[must_use]
    pub fn of_enrolment(body: &Organisation) -> Self {
        #[expect(clippy::expect_used, reason = "letters, digits, dots and hyphens are a line")]
        let domain = || body.organisation.as_str().parse().expect("a domain is a line");
        let aliases = body.aliases.clone().unwrap_or_default();
        let name = body.name.clone().unwrap_or_else(domain);
        Self { name, aliases, former: BTreeSet::new(), retired: None, newest: None }
    }

    /// Its name, then its other names.
    pub fn names(&self) -> impl Iterator<Item = &Line> {
        std::iter::once(&self.name).chain(&self.aliases)
    }

    /// Whether a name that is printed under a text is this organisation's.
    #[must_use]
    pub fn is_called(&self, name: &Line) -> bool {
        self.names().any(|one| one == name)
    }
}

impl State {
    pub(super) fn apply_listing(
        &mut self,
        at: u64,
        record: &Record,
        body: &Listing,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        self.root.as_ref().ok_or(Violation::Founding)?.approve(signatures)?;
        let domain = &body.organisation;
        let missing = |domain: &Domain| Violation::NotEnrolled(domain.clone());
        let enrolled = self.organisations.get_mut(domain).ok_or_else(|| missing(domain))?;
        let newest = enrolled.listed.newest;
        let chain = Chain::Listings(domain.clone());
        check_chain(&chain, body.number, newest.map_or(0, |newest| newest.number))?;
        if body.previous != newest.map(|newest| newest.record) {
            return Err(not_numbered(&chain, body.number));
        }
        let is_listed = |name: &Line| *name == body.name || body.aliases.contains(name);
        let listed = &enrolled.listed;
        let mut former: BTreeSet<Line> = listed.names().chain(&listed.former).cloned().collect();
        former.retain(|name| !is_listed(name));
        enrolled.listed = Listed {
            name: body.name.clone(),
            aliases: body.aliases.clone(),
            former,
            retired: body.retired.clone(),
            newest: Some(Newest { record: record.hash(), number: body.number, at }),
        };
        Ok(())
    }

    /// A retired organisation is neither printed under new statements nor endorses; what it said stands.
    pub(super) fn check_not_retired(&self, domain: &Domain) -> Result<(), Violation> {
        let is_retired = |one: &Enrolled| one.listed.retired.is_some();
        match self.organisations.get(domain).is_some_and(is_retired) {
            true => Err(Violation::Retired(domain.clone())),
            false => Ok(()),
        }
    }
}
