//! Publishing a version: what was signed on its draft lands with it, or is left out by name.
//!
//! Three calls, between which somebody can be told: [`Chosen::of`] says what lands and what does not,
//! [`Chosen::check`] whether the rules and every condition admit that, and [`Ready::publish`] signs and lands it.

mod ready;
mod shown;
mod withheld;

use std::collections::{BTreeMap, BTreeSet};

pub use ready::{Outcome, Published, Ready, Signing};
pub use shown::{How, Shown};

use super::asked::No;
use super::draft::{self, Draft, StaleWhy};
use super::error::{LandError, PublishError};
use super::land::Signed;
use super::open::Opened;
use super::waiting::Waiting;
use super::{AskedVersion, Error, World, asked, clock};
use countersign_core::digest::Hash;
use countersign_core::layout::{self, Place};
use countersign_core::ledger::State;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::Body;
use countersign_core::record::endorsement::Act;
use countersign_core::record::signatories::Signatory;
use countersign_core::time::Timestamp;
use countersign_core::verify::earlier::Earlier;
use withheld::Hidden;

/// What somebody wants to publish.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The version; without a number the next one.
    pub version: AskedVersion,
    /// Whose acts are left out.
    pub without: BTreeSet<Domain>,
    /// Whose names are withheld from the start, beside those who asked for it on the draft.
    pub withhold: BTreeSet<Domain>,
}

/// What is left out.
#[derive(Debug)]
pub enum LeftOut {
    /// What an organisation signed, as was asked for.
    Asked(Domain),
    /// A decline that is not to be public.
    Private(Domain),
    /// What no longer counts.
    Stale {
        /// Where it lies.
        path: String,
        /// Why it does not count.
        why: StaleWhy,
    },
    /// What an organisation signed that does not end in an endorsement, and whose name was to be withheld.
    Withheld(Domain),
}

/// What lands, before anybody asked whether it may.
pub struct Chosen {
    /// The version on its branch.
    pub draft: Draft,
    /// What is left out.
    pub left_out: Vec<LeftOut>,
    landing: Vec<Signed>,
    hidden: Hidden,
}

/// What is told of a version: who endorses it, and who is only named.
#[derive(Debug)]
pub struct Summary {
    /// The version.
    pub id: VersionId,
    /// The hash of its record.
    pub record: Hash,
    /// How many organisations endorse it in the open.
    pub endorsed: usize,
    /// How many names stand under it.
    pub named: usize,
    /// Those under it who did not act; none where it records what was printed elsewhere.
    pub silent: Vec<Signatory>,
    /// How many names are withheld from the start.
    pub withheld: usize,
    /// Who endorsed the version before, and how many of them endorse this one.
    pub earlier: Option<Earlier>,
}

/// What readers of a version would take for something that nobody said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doubts {
    /// Those printed under it whose last word is a no that nobody is shown.
    pub refusing: Vec<Signatory>,
    /// Those printed under it who were asked about it, as far as this machine knows, and did not answer.
    pub unanswered: Vec<Signatory>,
    /// Whether nobody endorses it.
    pub is_nobody: bool,
    /// Who endorsed the version before, where not all of them endorse this one.
    pub fewer: Option<Earlier>,
}

impl Doubts {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.refusing.is_empty()
            && self.unanswered.is_empty()
            && !self.is_nobody
            && self.fewer.is_none()
    }
}

impl Summary {
    fn of(state: &State, version: &Version) -> Self {
        let body = &version.statement;
        let is_silent = |one: &&Signatory| match &one.organisation {
            Some(domain) => !version.acts.contains_key(domain),
            None => true,
        };
        let silent = version.signatories().iter().filter(|_| !body.historical).filter(is_silent);
        Self {
            id: body.id.at(body.version),
            record: version.record,
            endorsed: state.endorsed(version),
            named: version.signatories().len(),
            silent: silent.cloned().collect(),
            withheld: 0,
            earlier: Earlier::of_draft(state, version),
        }
    }
}

impl Chosen {
    /// What lands of what was signed on a draft, and what does not.
    ///
    /// # Errors
    /// Where there is no draft, or something on it would be left out that nobody named.
    pub fn of(opened: &Opened, choice: &Choice) -> Result<Self, Error> {
        let mut draft = find(opened, &choice.version)?;
        check_left_out(&mut draft, &choice.without)?;
        let (mut landing, mut left_out) = (Vec::new(), Vec::new());
        for act in &draft.acts {
            let Body::Endorsement(body) = act.record.body() else { continue };
            let organisation = body.organisation.clone();
            if choice.without.contains(&organisation) {
                left_out.push(LeftOut::Asked(organisation));
            } else if body.act == Act::Decline && body.public != Some(true) {
                left_out.push(LeftOut::Private(organisation));
            } else {
                landing.push(Signed::read(&draft.snapshot, act)?);
            }
        }
        let stale = std::mem::take(&mut draft.stale).into_iter();
        left_out.extend(stale.map(|one| LeftOut::Stale { path: one.path, why: one.why }));
        let wanted = choice.withhold.union(&draft.withheld).cloned().collect();
        let hidden = withheld::take(&mut landing, &wanted, &mut left_out);
        match choice.withhold.iter().find(|domain| !hidden.contains_key(domain)) {
            Some(unknown) => {
                let (organisation, id) = (unknown.clone(), draft.id);
                Err(PublishError::EndorsesNothing { organisation, id }.into())
            }
            None => Ok(Self { draft, left_out, landing, hidden }),
        }
    }

    /// Compares it with the rules, and with the condition of everybody whose act lands.
    ///
    /// # Errors
    /// Where something is not admitted, or a condition does not hold.
    pub fn check(self, world: &dyn World, opened: &Opened) -> Result<Ready, Error> {
        let Self { draft, landing, hidden, .. } = self;
        check_dates(world.now(), &landing)?;
        let noes = unpublished(&draft, &landing)?;
        let refusing = refusing(&draft);
        let notes = asked::about(world, opened, &draft.id)?;
        let mut items = vec![Signed { record: draft.statement.clone(), signatures: Vec::new() }];
        items.extend(landing);
        let waiting = waiting(opened, &draft)?;
        let at = waiting.as_ref().map_or(world.now(), |(_, published_at)| *published_at);
        let staged = conditions_hold(opened, &items, at)?;
        withheld::check(opened, &items, &hidden, at)?;
        let waiting = waiting.map(|(waiting, _)| waiting);
        Ok(Ready { noes, refusing, notes, draft, items, hidden, waiting, staged })
    }
}

fn find(opened: &Opened, asked: &AskedVersion) -> Result<Draft, Error> {
    let state = &opened.examined.pending.state;
    let id = match asked {
        AskedVersion::Exact(id) => id.clone(),
        AskedVersion::Current(statement) => {
            let current = state.current(statement);
            statement.at(current.map_or(1, |current| current.statement.version + 1))
        }
    };
    if state.version(&id).is_some() {
        return Err(PublishError::Already(id).into());
    }
    Draft::find(opened, &id)?.ok_or_else(|| PublishError::NoDraft(id).into())
}

/// An act that is dated far ahead would make everybody's clock look wrong from then on.
fn check_dates(now: Timestamp, landing: &[Signed]) -> Result<(), PublishError> {
    for one in landing {
        if let Body::Endorsement(body) = one.record.body()
            && let Some(time) = clock::ahead(now, &one.record)
        {
            let organisation = body.organisation.clone();
            return Err(PublishError::Ahead { organisation, time, now });
        }
    }
    Ok(())
}

/// What is on the branch and can no longer land must be named, unless it is about an older draft.
fn check_left_out(draft: &mut Draft, without: &BTreeSet<Domain>) -> Result<(), PublishError> {
    let is_unnamed = |organisation: &Domain| !without.contains(organisation);
    let unnamed =
        draft.stale.iter().enumerate().find_map(|(index, stale)| {
            match layout::place_of(&stale.path) {
                Place::Endorsement(_, domain, _) if !stale.is_older() && is_unnamed(&domain) => {
                    Some((index, domain))
                }
                _ => None,
            }
        });
    match unnamed {
        None => Ok(()),
        Some((index, organisation)) => {
            let why = draft.stale.swap_remove(index).why;
            Err(PublishError::NotPublishable { organisation, why })
        }
    }
}

/// The organisations whose last word on this draft, or else on one that it replaced, is a no that nobody is shown.
fn refusing(draft: &Draft) -> BTreeSet<Domain> {
    let before = draft.before.iter().filter(|(_, act)| **act != Act::Endorse);
    let mut refusing: BTreeSet<Domain> = before.map(|(domain, _)| domain.clone()).collect();
    for act in &draft.acts {
        if let Body::Endorsement(body) = act.record.body() {
            refusing.remove(&body.organisation);
            if body.act == Act::Decline && body.public != Some(true) {
                refusing.insert(body.organisation.clone());
            }
        }
    }
    refusing
}

/// The last word of each organisation that does not land, where it is no yes.
fn unpublished(draft: &Draft, landing: &[Signed]) -> Result<Vec<No>, Error> {
    let mut last = BTreeMap::new();
    for act in &draft.acts {
        if let Body::Endorsement(body) = act.record.body() {
            // The acts are in order: the last one stands.
            last.insert(&body.organisation, (body.act, act));
        }
    }
    let lands = |hash: Hash| landing.iter().any(|one| one.record.hash() == hash);
    let noes = last.into_values().filter(|(act, _)| *act != Act::Endorse);
    let noes = noes.filter(|(_, read)| !lands(read.record.hash()));
    let no = |read| Ok(No { act: Signed::read(&draft.snapshot, read)?, preface: String::new() });
    noes.map(|(_, read)| no(read)).collect()
}

/// The publication that waits on the draft's branch, and its time.
fn waiting(opened: &Opened, draft: &Draft) -> Result<Option<(Signed, Timestamp)>, Error> {
    let waiting = Waiting::at(opened, &ready::path(draft))?;
    Ok(waiting.and_then(|one| match one.item.record.body() {
        Body::Publication(body) if body.record == draft.statement.hash() => {
            let published_at = body.published_at;
            Some((one.item, published_at))
        }
        _ => None,
    }))
}

/// The state with the version put forward and everything that lands on it, if every condition holds then.
fn conditions_hold(
    opened: &Opened,
    items: &[Signed],
    published_at: Timestamp,
) -> Result<State, Error> {
    let mut state = (*opened.examined.pending.state).clone();
    for item in items {
        draft::apply(&mut state, &item.record, &item.verified_signatures())
            .map_err(|violation| LandError::refused(&item.record, violation))?;
    }
    let unmet = state.staged().and_then(|staged| state.unmet(staged, published_at));
    match unmet {
        Some((organisation, unmet)) => Err(PublishError::Condition { organisation, unmet }.into()),
        None => Ok(state),
    }
}
