//! How each organisation will be shown once a version is published: for the maintainers, before they decide.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Ready;
use crate::Error;
use crate::error::PublishError;
use countersign_core::ledger::version::Version;
use countersign_core::name::Domain;
use countersign_core::record::Endorsement;
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::Line;
use countersign_core::record::signatories::Signatory;
use countersign_core::time::Timestamp;

/// An organisation, or a name that is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The organisation; none where only a name is printed.
    pub organisation: Option<Domain>,
    /// Its name.
    pub name: Line,
    /// How it will be shown.
    pub how: How,
    /// What it signed, where that lands and is shown.
    pub act: Option<Arc<Endorsement>>,
}

/// How somebody will be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It endorses.
    Endorsed,
    /// It declined in public.
    Declined,
    /// It withdrew.
    Withdrew,
    /// Its name stands under the text, without a signature.
    Printed,
    /// It endorses, and its name is not shown.
    Withheld,
    /// Not at all: it was asked at this time, and did not answer.
    Asked(Timestamp),
    /// Not at all: it said no, which is not public.
    SaidNo,
    /// Not at all: what it signed is left out.
    LeftOut,
}

impl Ready {
    /// How everybody will be shown: those printed under it in their order, then the others by domain.
    ///
    /// # Errors
    /// Where nothing was put forward.
    pub fn shown(&self) -> Result<Vec<Shown>, Error> {
        let version = self.staged.staged().ok_or(PublishError::NothingForward)?;
        let printed = version.signatories().iter();
        let mut shown: Vec<Shown> = printed.map(|one| of_printed(version, one)).collect();
        let mut others: BTreeSet<&Domain> = version.acts.keys().collect();
        others.extend(self.hidden.keys());
        others.extend(&self.refusing);
        others.extend(self.notes.iter().map(|note| note.organisation()));
        let acted = self.draft.state.version(&self.draft.id);
        others.extend(acted.into_iter().flat_map(|version| version.acts.keys()));
        for domain in others {
            if version.printed_name(domain).is_some() {
                continue;
            }
            let name = match self.staged.organisations().get(domain) {
                Some(enrolled) => enrolled.listed.name.clone(),
                None => continue,
            };
            let how = self.how(version, domain);
            let act = signed(version, domain);
            shown.push(Shown { organisation: Some(domain.clone()), name, how, act });
        }
        Ok(shown)
    }

    /// How an organisation is shown whose name is not printed.
    fn how(&self, version: &Version, domain: &Domain) -> How {
        let asked = self.notes.iter().rev().find(|note| note.organisation() == domain);
        let acted = self.draft.state.version(&self.draft.id);
        let has_acted = acted.is_some_and(|version| version.acts.contains_key(domain));
        match (acts(version, domain), asked) {
            (Some(how), _) => how,
            _ if self.hidden.contains_key(domain) => How::Withheld,
            _ if self.refusing.contains(domain) => How::SaidNo,
            (None, Some(note)) if !has_acted => How::Asked(note.asked_at()),
            _ => How::LeftOut,
        }
    }

    /// Those printed under it who were asked about it and said nothing.
    pub(super) fn unanswered(&self, version: &Version) -> Vec<Signatory> {
        let is_unanswered = |one: &&Signatory| {
            one.organisation.as_ref().is_some_and(|one| {
                matches!(self.how(version, one), How::Asked(_)) && !version.statement.historical
            })
        };
        version.signatories().iter().filter(is_unanswered).cloned().collect()
    }
}

fn of_printed(version: &Version, one: &Signatory) -> Shown {
    let how = one.organisation.as_ref().and_then(|domain| acts(version, domain));
    let (organisation, name) = (one.organisation.clone(), one.name.clone());
    let act = organisation.as_ref().and_then(|domain| signed(version, domain));
    Shown { organisation, name, how: how.unwrap_or(How::Printed), act }
}

fn signed(version: &Version, domain: &Domain) -> Option<Arc<Endorsement>> {
    version.last_act(domain).map(|last| Arc::clone(&last.body))
}

fn acts(version: &Version, domain: &Domain) -> Option<How> {
    Some(match version.last_act(domain)?.body.act {
        Act::Endorse => How::Endorsed,
        Act::Decline => How::Declined,
        Act::Withdraw => How::Withdrew,
    })
}
