//! Publishing versions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Error, Registry};
use countersign_core::digest::Hash;
use countersign_core::layout::{self, Place};
use countersign_core::name::{Domain, VersionId};
use countersign_speech::told::{told, withheld_from_start};
use countersign_workflow as workflow;
use countersign_workflow::AskedVersion;
use countersign_workflow::open::Opened;
use countersign_workflow::publish::{self, Choice, Chosen, Outcome, Signing};

/// A version that is to be published, and what becomes of what was signed on its draft.
#[derive(Debug, Clone)]
pub struct Publication {
    choice: Choice,
    keys: Vec<PathBuf>,
    is_decided: bool,
}

/// What became of a version that was to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Published {
    /// The version.
    pub version: VersionId,
    /// The hash of its record.
    pub record: Hash,
    /// How far it has come.
    pub standing: PublishedStanding,
    /// How many organisations endorse it in the open.
    pub endorsed: usize,
    /// How many endorse it without their names.
    pub withheld: usize,
    /// What was signed on the draft and did not land with it.
    pub left_out: Vec<LeftOut>,
}

/// How far a version has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PublishedStanding {
    /// Its publication waits for further maintainers.
    Waits,
    /// It is published, and waits for a holder of the log key.
    Pending,
    /// It is published and in the log.
    Logged,
}

/// What was signed on a draft and did not land.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// The organisation; none where its file lies where nothing belongs.
    pub organisation: Option<Domain>,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why something did not land.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhyLeftOut {
    /// It was asked for.
    Asked,
    /// It is a decline that is not to be public.
    Private,
    /// It no longer counts, such as on an older draft.
    Stale,
    /// The name was to be withheld, and the organisation does not endorse.
    Withheld,
}

impl Publication {
    /// The publication of a version; without a number, of the next one of its statement.
    #[must_use]
    pub fn of(version: AskedVersion) -> Self {
        let (without, withhold) = (BTreeSet::new(), BTreeSet::new());
        Self { choice: Choice { version, without, withhold }, keys: Vec::new(), is_decided: false }
    }

    /// Leaves out what an organisation signed.
    #[must_use]
    pub fn without(mut self, organisation: Domain) -> Self {
        self.choice.without.insert(organisation);
        self
    }

    /// Publishes what an organisation signed without its name, as it asked; nobody can check that.
    #[must_use]
    pub fn withholding(mut self, organisation: Domain) -> Self {
        self.choice.withhold.insert(organisation);
        self
    }

    /// Publishes also where somebody is printed under the words who said no, nobody endorses them, or not everybody does
    /// who endorsed the version before.
    #[must_use]
    pub fn decided(mut self) -> Self {
        self.is_decided = true;
        self
    }

    /// Signs with the key of a maintainer; without any, with the one that is noted in the repository.
    #[must_use]
    pub fn signed_with(mut self, file: impl AsRef<Path>) -> Self {
        self.keys.push(file.as_ref().to_owned());
        self
    }
}

impl Registry {
    /// Makes a version official, with what was signed on its draft; it waits where more maintainers must sign.
    ///
    /// Nothing is shown and nobody is asked: whoever calls this has shown to those who decide what lands.
    ///
    /// # Errors
    /// Where the registry does not verify, there is no such draft, somebody is printed who said no, nobody endorses it or
    /// fewer do than the version before (see [`Publication::decided`]), a condition of somebody who signed does not hold, a
    /// key cannot sign, or the rules do not admit it.
    pub fn publish(&self, publication: &Publication) -> Result<Published, Error> {
        let mut here = self.here()?;
        publish(&mut here, publication).map_err(Error::of)
    }
}

fn publish(
    here: &mut super::here::Here,
    publication: &Publication,
) -> Result<Published, workflow::Error> {
    let Publication { choice, keys, is_decided } = publication;
    let opened = Opened::for_writing(here, Some(choice.version.statement()))?;
    let mut chosen = Chosen::of(&opened, choice)?;
    let left_out = std::mem::take(&mut chosen.left_out).into_iter().map(LeftOut::of).collect();
    let mut ready = chosen.check(here, &opened)?;
    for no in &mut ready.noes {
        no.preface = told(&no.act.record).english();
    }
    let signing =
        Signing { keys: keys.clone(), reason: withheld_from_start(), is_decided: *is_decided };
    let (standing, summary) = match ready.publish(here, &opened, &signing)? {
        Outcome::Waits { summary, .. } => (PublishedStanding::Waits, summary),
        Outcome::Published(published) if published.landed.logged => {
            (PublishedStanding::Logged, published.summary)
        }
        Outcome::Published(published) => (PublishedStanding::Pending, published.summary),
    };
    let publish::Summary { id, record, endorsed, withheld, .. } = summary;
    Ok(Published { version: id, record, standing, endorsed, withheld, left_out })
}

impl LeftOut {
    fn of(one: publish::LeftOut) -> Self {
        let (organisation, why) = match one {
            publish::LeftOut::Asked(domain) => (Some(domain), WhyLeftOut::Asked),
            publish::LeftOut::Private(domain) => (Some(domain), WhyLeftOut::Private),
            publish::LeftOut::Withheld(domain) => (Some(domain), WhyLeftOut::Withheld),
            publish::LeftOut::Stale { path, .. } => match layout::place_of(&path) {
                Place::Endorsement(_, domain, _) => (Some(domain), WhyLeftOut::Stale),
                _ => (None, WhyLeftOut::Stale),
            },
        };
        Self { organisation, why }
    }
}
