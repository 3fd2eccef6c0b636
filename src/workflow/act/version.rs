//! An act on a version of the registry at hand: onto the draft, into the log, or into a reply.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Terms, record, sign};
use crate::draft::{self, Draft};
use crate::error::{ActError, LandError};
use crate::land::{self, Landed, Signed};
use crate::open::{self, Opened};
use crate::signer::Signer;
use crate::texts::{self, Texts};
use crate::world::random_bytes;
use crate::{AskedVersion, Error, World, asked, officers};
use countersign_core::layout;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::endorsement::{Act, Capacity};
use countersign_core::record::line::Salt;
use countersign_core::record::{Endorsement, Record};

/// Where the default organisation is noted.
pub const ORGANISATION: &str = "countersign.as";

/// An act on a version that is about to be signed.
pub struct OnVersion {
    /// The registry.
    pub opened: Opened,
    /// The version.
    pub id: VersionId,
    /// Who acts.
    pub organisation: Domain,
    /// What it says, with its languages.
    pub terms: Terms,
    /// The words, as their hashes in the statement bind them.
    pub texts: Texts,
    /// What is to be signed.
    pub record: Record,
    /// What it says.
    pub body: Endorsement,
    draft: Option<Draft>,
    signers: Vec<Signer>,
}

/// Where a new act stands.
#[derive(Debug)]
pub enum Written {
    /// On the draft.
    Proposed,
    /// On the branch that is checked out.
    Landed(Box<Landed>),
}

impl OnVersion {
    /// An act on a version, which may be a draft; the organisation is the one that is noted where none is given.
    ///
    /// `keys` are key files, and the one that is noted where there are none; without `keys` nobody signs here.
    ///
    /// # Errors
    /// Where there is no such version, a key may not sign, or what is to be private would be published.
    pub fn prepare(
        world: &mut dyn World,
        asked: &AskedVersion,
        organisation: Option<&Domain>,
        mut terms: Terms,
        keys: Option<&[PathBuf]>,
    ) -> Result<Self, Error> {
        let opened = Opened::for_writing(world, Some(asked.statement()))?;
        let id = draft::version_to_act_on(&opened, asked)?;
        let organisation = match organisation {
            Some(organisation) => organisation.clone(),
            None => noted(&opened)?,
        };
        let draft = Draft::find(&opened, &id)?;
        let version = draft::version(&opened, draft.as_ref(), &id)?;
        terms.prefill(version, &organisation);
        if draft.is_none() && terms.public == Some(false) {
            return Err(ActError::PrivateWouldBeLogged.into());
        }
        if draft.is_none() && terms.withhold_name {
            return Err(ActError::NameTooLate(id).into());
        }
        let mut texts = texts::with_translations(&opened, draft.as_ref(), version)?;
        let own = &version.statement.texts;
        texts.retain(|one, _| own.contains_key(one) || terms.languages.contains(one));
        let signers = match keys {
            None => Vec::new(),
            Some(keys) => officers::signers(world, &opened, &organisation, keys)?,
        };
        let wishes = terms.withhold_name;
        let anew = replaces((world, &opened), (&id, draft.as_ref()), &organisation, wishes)?;
        let plain = plain(world, &opened, version, &organisation, anew)?;
        let body = terms.said(plain, version)?;
        let record = record(&body, false)?;
        Ok(Self { opened, id, organisation, terms, texts, record, body, draft, signers })
    }

    /// The version as it stands before the act.
    ///
    /// # Errors
    /// Where there is none.
    pub fn version(&self) -> Result<&Version, Error> {
        draft::version(&self.opened, self.draft.as_ref(), &self.id)
    }

    /// How many of the organisation's keys must sign.
    #[must_use]
    pub fn threshold(&self) -> u64 {
        let state = draft::state(&self.opened, self.draft.as_ref());
        state.organisations().get(&self.organisation).map_or(1, |one| one.body.threshold)
    }

    /// Signs what was prepared.
    ///
    /// # Errors
    /// Where a key does not sign.
    pub fn sign(&self) -> Result<Signed, Error> {
        sign(&self.record, &self.signers)
    }

    /// Writes what was signed: onto the draft's branch, or onto the one that is checked out.
    ///
    /// # Errors
    /// Where the rules do not admit it, or it cannot be written.
    pub fn write(&self, world: &mut dyn World, item: Signed) -> Result<Written, Error> {
        let (opened, organisation) = (&self.opened, &self.organisation);
        let is_known = |draft: &Draft| draft.withheld.contains(organisation);
        let is_withheld = self.terms.withhold_name || self.draft.as_ref().is_some_and(is_known);
        let message = self.message(is_withheld);
        let Some(draft) = &self.draft else {
            let landed = land::land(world, opened, vec![item], BTreeMap::new(), &message)?;
            return Ok(Written::Landed(Box::new(landed)));
        };
        let about = (&self.id, Some(draft));
        let replaces = replaces((world, opened), about, organisation, self.terms.withhold_name)?;
        let replaced = Some(organisation).filter(|_| replaces);
        let state = draft
            .with(opened, &item, replaced)
            .map_err(|violation| LandError::refused(&item.record, violation))?;
        let mut files = item.files(&state)?;
        if is_withheld {
            files.insert(layout::wish(&self.id, organisation), Vec::new());
        }
        draft.write(world, opened, files, replaced.into_iter(), &message)?;
        Ok(Written::Proposed)
    }

    /// What the commit says: nobody's name where it is to be withheld.
    fn message(&self, is_withheld: bool) -> String {
        let Self { id, organisation, terms, .. } = self;
        match is_withheld {
            true => format!("{id}: an act, name withheld\n"),
            false => format!("{id}: {} by {organisation}\n", terms.act.name()),
        }
    }
}

/// The organisation that is noted in the registry at hand; none where there is none.
#[must_use]
pub fn noted_organisation(world: &dyn World) -> Option<Domain> {
    open::find(world).ok()?.get_config(ORGANISATION).ok()??.parse().ok()
}

fn noted(opened: &Opened) -> Result<Domain, Error> {
    let noted = opened.store.get_config(ORGANISATION)?.ok_or(ActError::NoOrganisation)?;
    noted.parse().map_err(|why| ActError::NotedOrganisation(why).into())
}

/// Whether an act begins anew on a draft: a decline that was not made public is never logged, and of a wish that the name
/// be withheld nothing that was made ready for `ssh-keygen` is left, since whoever saw the mail could find it in the log.
fn replaces(
    (world, opened): (&dyn World, &Opened),
    (id, draft): (&VersionId, Option<&Draft>),
    organisation: &Domain,
    wishes: bool,
) -> Result<bool, Error> {
    let Some(version) = draft.and_then(|draft| draft.state.version(id)) else { return Ok(false) };
    let acts = version.acts.get(organisation).map_or(&[][..], Vec::as_slice);
    if acts.last().is_some_and(|last| last.body.public == Some(false)) {
        return Ok(true);
    }
    if !wishes || acts.is_empty() {
        return Ok(false);
    }
    let ready = asked::ready_made(world, opened, id)?;
    Ok(acts.iter().any(|act| ready.contains(&act.record)))
}

/// Who speaks, of what, and when; what they say comes on top.
fn plain(
    world: &mut dyn World,
    opened: &Opened,
    version: &Version,
    organisation: &Domain,
    anew: bool,
) -> Result<Endorsement, Error> {
    let last = version.last_act(organisation).filter(|_| !anew);
    let enrolled = opened.examined.pending.state.organisations().get(organisation);
    let enrolled = enrolled.ok_or_else(|| ActError::NotEnrolled(organisation.clone()))?;
    let name = version.printed_name(organisation).unwrap_or(&enrolled.listed.name);
    Ok(Endorsement {
        act: Act::Endorse,
        capacity: Capacity::Organisation,
        conditions: None,
        made_at: world.now(),
        name: name.clone(),
        number: last.map_or(1, |last| last.body.number + 1),
        organisation: organisation.clone(),
        previous: last.map(|last| last.record),
        public: None,
        reason: None,
        record: version.record,
        registry: opened.registry()?,
        reservation: None,
        salt: Salt(random_bytes(world)?),
        statement: version.statement.id.clone(),
        tag: Default::default(),
        texts: BTreeMap::new(),
        version: version.statement.version,
    })
}
