//! The maintainers list an organisation under other names, or retire it.

use std::path::PathBuf;

use super::enrolled;
use crate::error::OrganisationError;
use crate::open::Opened;
use crate::unsigned::{Signers, Unsigned};
use crate::{Error, World};
use countersign_core::name::Domain;
use countersign_core::record::line::Line;
use countersign_core::record::listing::Retired;
use countersign_core::record::{Body, Listing, Record};

/// What changes of an organisation's listing.
#[derive(Debug)]
pub struct Relisting {
    /// The organisation.
    pub organisation: Domain,
    /// Its name from now on; none: as it is.
    pub name: Option<Line>,
    /// Other names it is known by.
    pub aliases: Vec<Line>,
    /// Names it is no longer known by.
    pub drop_aliases: Vec<Line>,
    /// Whether it is retired from now on.
    pub retired: Retirement,
}

/// What becomes of an organisation's retirement.
#[derive(Debug)]
pub enum Retirement {
    /// It stays as it is: another name is no reason to take a retirement back.
    Keep,
    /// It is retired no more.
    Lift,
    /// It is retired.
    Set(Retired),
}

impl Relisting {
    /// What its next listing says; a name that it had before is kept as another name, unless it is dropped.
    ///
    /// # Errors
    /// Where it is not enrolled, or nothing changes.
    pub fn body(self, world: &dyn World, opened: &Opened) -> Result<Listing, Error> {
        let before = &enrolled(opened, &self.organisation)?.listed;
        let retired = match self.retired {
            Retirement::Keep => before.retired.clone(),
            Retirement::Lift => None,
            Retirement::Set(retired) => Some(retired),
        };
        let name = self.name.unwrap_or_else(|| before.name.clone());
        let mut aliases: Vec<Line> = before.names().cloned().chain(self.aliases).collect();
        aliases.retain(|alias| *alias != name && !self.drop_aliases.contains(alias));
        aliases.sort();
        aliases.dedup();
        if name == before.name && aliases == before.aliases && retired == before.retired {
            return Err(OrganisationError::NothingChanges.into());
        }
        Ok(Listing {
            aliases,
            made_at: world.now(),
            name,
            number: before.newest.map_or(1, |newest| newest.number + 1),
            organisation: self.organisation,
            previous: before.newest.map(|newest| newest.record),
            registry: opened.registry()?,
            retired,
            tag: Default::default(),
        })
    }

    /// Its next listing, which the maintainers' keys in these files, or the one that is noted, will sign.
    ///
    /// # Errors
    /// Where it breaks a rule.
    pub fn prepare(body: Listing, keys: Vec<PathBuf>) -> Result<Unsigned, Error> {
        let what = if body.retired.is_some() { "retire" } else { "list" };
        let message = format!("keys: {what} {}\n", body.organisation);
        let record = Record::new(&Body::Listing(body)).map_err(OrganisationError::Record)?;
        let signers = Signers::Maintainers { keys, beside: Vec::new() };
        Ok(Unsigned { record, signers, message })
    }
}
