//! Acts of organisations: on a version of a registry, and on a request that came by mail.

use std::path::Path;

use super::here::{Here, Key};
use super::{Error, Registry};
use countersign_core::digest::Hash;
use countersign_core::name::Domain;
use countersign_speech::told::told;
use countersign_workflow as workflow;
use countersign_workflow::act::{OnRequest, OnVersion, Terms, Written};
use countersign_workflow::{AskedVersion, paper};

/// What an act did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Acted {
    /// The hash of the act's own record.
    pub record: Hash,
    /// Where it stands.
    pub standing: ActStanding,
}

/// Where a new act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActStanding {
    /// On the draft, until that is published.
    Proposed,
    /// In the registry, and waiting for a holder of the log key.
    Pending,
    /// In the log.
    Logged,
}

impl Registry {
    /// Endorses, declines or withdraws in the name of an organisation, with as many of its keys as must sign; with no
    /// key here, the one that git's settings name signs.
    ///
    /// Nothing is shown and nobody is asked: whoever calls this has shown the words to those who decide.
    /// What a log key on this computer signs is remembered also [without memory](Self::without_memory).
    ///
    /// ```no_run
    /// use countersign::{Act, Key, Registry, Terms};
    /// let mut terms = Terms::plain(Act::Endorse);
    /// terms.reservation = Some("We do not stand behind the last sentence.".parse()?);
    /// let registry = Registry::open(".")?;
    /// let (version, organisation) = ("2021/solidarity@1".parse()?, "foro.example".parse()?);
    /// let acted = registry.act(&version, &organisation, terms, &[Key::new("press")])?;
    /// println!("{}: {:?}", acted.record, acted.standing);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the registry does not verify, there is no such version, a key may not sign, or the rules do not admit it.
    pub fn act(
        &self,
        version: &AskedVersion,
        organisation: &Domain,
        terms: Terms,
        keys: &[Key],
    ) -> Result<Acted, Error> {
        let here = Self { remembers: true, ..self.clone() }.here()?;
        act(&mut here.with_keys(keys), version, organisation, terms).map_err(Error::of)
    }
}

fn act(
    here: &mut Here,
    version: &AskedVersion,
    organisation: &Domain,
    terms: Terms,
) -> Result<Acted, workflow::Error> {
    let keys = here.key_files();
    let prepared = OnVersion::prepare(here, version, Some(organisation), terms, Some(&keys))?;
    let (record, item) = (prepared.record.hash(), prepared.sign()?);
    let standing = match prepared.write(here, item)? {
        Written::Proposed => ActStanding::Proposed,
        Written::Landed(landed) if landed.logged => ActStanding::Logged,
        Written::Landed(_) => ActStanding::Pending,
    };
    Ok(Acted { record, standing })
}

/// Answers a request that came by mail, in the name of the organisation that it asks: gives the text to be sent back.
///
/// No registry and no network is needed.
/// Nothing is shown and nobody is asked: whoever calls this has shown the words to those who decide.
///
/// # Errors
/// Where the file holds no request, the answer does not follow on what the organisation said before, or a key may not
/// sign.
pub fn answer_request(
    request: impl AsRef<Path>,
    terms: Terms,
    keys: &[Key],
) -> Result<String, Error> {
    let mut here = Here::new(Path::new(""), true)?.with_keys(keys);
    answer(&mut here, request.as_ref(), terms).map_err(Error::of)
}

fn answer(here: &mut Here, file: &Path, terms: Terms) -> Result<String, workflow::Error> {
    let (request, keys) = (paper::read_request(here, file)?, here.key_files());
    let prepared = OnRequest::prepare(here, request, None, terms, Some(&keys))?;
    paper::text(prepared.sign()?, &told(&prepared.record).english())
}
