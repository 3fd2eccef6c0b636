//! What a proposal takes of the published version before it: titles, names under the text, attachments.
//!
//! A name is printed again only where its organisation signed the version before: neither a no nor silence is a yes to
//! other words.

use super::{GivenAttachment, GivenSignatory, Proposal};
use crate::error::DraftError;
use crate::open::{Opened, read_file};
use crate::{Error, World, asked};
use countersign_core::digest::Hash;
use countersign_core::layout::{self, Place};
use countersign_core::ledger::version::Version;
use countersign_core::name::{FileName, Language};
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::Line;
use countersign_core::record::signatories::Signatory;
use countersign_core::tree::Source as _;

/// What is taken where nothing else was given; titles always are.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The names under the text.
    pub signatories: bool,
    /// The attachments.
    pub attachments: bool,
}

/// What was taken of the version before, and what was not.
#[derive(Debug, Default)]
pub struct Taken {
    /// Its number; 0 where there is none.
    pub version: u64,
    /// The languages of the titles.
    pub titles: Vec<Language>,
    /// The names under the text.
    pub signatories: Vec<Line>,
    /// The attachments.
    pub attachments: Vec<FileName>,
    /// What was not taken.
    pub left: Vec<Left>,
}

/// Something of the version before that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// A name of an organisation.
    Name {
        /// The name.
        name: Line,
        /// Why.
        why: WhyLeft,
    },
    /// All names, since one of the versions records what was printed elsewhere and the other does not.
    Historical,
    /// All names, since they are not here.
    NamesGone,
    /// An attachment that is not here.
    Attachment(FileName),
}

/// Why a name is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyLeft {
    /// The organisation is retired.
    Retired,
    /// It declined, or withdrew.
    Refused,
    /// It said no, which is not public.
    SaidNo,
    /// It did not answer.
    Silent,
}

/// Takes what was not given from the published version before.
///
/// # Errors
/// Where something of it cannot be read, or was changed.
pub fn take(
    world: &dyn World,
    opened: &Opened,
    proposal: &mut Proposal,
    wanted: Wanted,
) -> Result<Taken, Error> {
    let Some(before) = opened.examined.pending.state.current(&proposal.statement) else {
        return Ok(Taken::default());
    };
    let mut taken = Taken { version: before.statement.version, ..Taken::default() };
    for language in proposal.texts.iter().map(|one| &one.language) {
        if let Some(title) = before.statement.title.get(language)
            && !proposal.titles.contains_key(language)
        {
            proposal.titles.insert(language.clone(), title.clone());
            taken.titles.push(language.clone());
        }
    }
    if wanted.signatories {
        signatories(world, opened, before, (proposal, &mut taken))?;
    }
    if wanted.attachments {
        attachments(opened, before, (proposal, &mut taken))?;
    }
    Ok(taken)
}

fn signatories(
    world: &dyn World,
    opened: &Opened,
    before: &Version,
    (proposal, taken): (&mut Proposal, &mut Taken),
) -> Result<(), Error> {
    if before.lacks_names() {
        taken.left.push(Left::NamesGone);
        return Ok(());
    }
    if before.signatories().is_empty() {
        return Ok(());
    }
    if before.statement.historical != proposal.historical {
        taken.left.push(Left::Historical);
        return Ok(());
    }
    let id = before.statement.id.at(before.statement.version);
    let noes = asked::noes(world, opened, &id)?;
    let organisations = opened.examined.pending.state.organisations();
    for Signatory { name, organisation } in before.signatories() {
        let Some(domain) = organisation else {
            proposal.signatories.push(GivenSignatory::Printed(name.clone()));
            taken.signatories.push(name.clone());
            continue;
        };
        let is_retired = organisations.get(domain).is_none_or(|one| one.listed.retired.is_some());
        let why = match before.last_act(domain).map(|last| last.body.act) {
            _ if is_retired => Some(WhyLeft::Retired),
            Some(Act::Endorse) => None,
            Some(Act::Decline | Act::Withdraw) => Some(WhyLeft::Refused),
            None if noes.contains_key(domain) => Some(WhyLeft::SaidNo),
            None if proposal.historical => None,
            None => Some(WhyLeft::Silent),
        };
        match why {
            Some(why) => taken.left.push(Left::Name { name: name.clone(), why }),
            None => {
                proposal.signatories.push(GivenSignatory::Organisation(domain.clone()));
                taken.signatories.push(name.clone());
            }
        }
    }
    Ok(())
}

fn attachments(
    opened: &Opened,
    before: &Version,
    (proposal, taken): (&mut Proposal, &mut Taken),
) -> Result<(), Error> {
    let id = before.statement.id.at(before.statement.version);
    for one in &before.statement.attachments {
        let place = Place::Attachment(id.clone(), one.file.clone());
        let path = layout::path_of(&place).unwrap_or_default();
        let is_down = before.taken_down.contains_key(&one.sha256);
        if is_down || !opened.snapshot.listing().files.contains_key(&path) {
            taken.left.push(Left::Attachment(one.file.clone()));
            continue;
        }
        let bytes = read_file(&opened.snapshot, &path, one.bytes)?;
        if Hash::of(&bytes) != one.sha256 {
            return Err(DraftError::OtherText(path).into());
        }
        proposal.attachments.push(GivenAttachment { name: one.file.clone(), bytes });
        taken.attachments.push(one.file.clone());
    }
    Ok(())
}
