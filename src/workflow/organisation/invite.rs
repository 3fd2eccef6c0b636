//! Inviting an organisation that has no key, what it answers, and taking its answer for its enrolment.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{AskError, OrganisationError};
use crate::land::Signed;
use crate::open::Opened;
use crate::signer::Signer;
use crate::waiting::Waiting;
use crate::{Error, World, clock, request};
use countersign_core::invitation::{Invitation, InvitationParts};
use countersign_core::layout::{self, Place};
use countersign_core::name::{Domain, Label};
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Organisation, Record};
use countersign_core::time::Timestamp;
use countersign_git::directory::write_atomic;

/// The invitation as one file.
pub const INVITATION_FILE: &str = "invitation.countersign";
/// The record for `ssh-keygen`, without the key.
pub const TEMPLATE_FILE: &str = "enrol.template";
/// What most organisations call their one key.
const LABEL: &str = "main";

/// Who is to be invited.
#[derive(Debug)]
pub struct Inviting {
    /// Its domain.
    pub organisation: Domain,
    /// Its name.
    pub name: Line,
    /// Until when an answer is hoped for.
    pub deadline: Option<Timestamp>,
    /// Where answers are to be sent; else where it is noted.
    pub reply_to: Option<Line>,
}

/// An answer that waits for the maintainers.
#[derive(Debug)]
pub struct Answered {
    /// The record, with the signature of its key.
    pub item: Signed,
    /// What it says.
    pub body: Organisation,
}

impl Inviting {
    /// What the organisation is sent.
    ///
    /// # Errors
    /// Where it is enrolled, or the deadline has passed.
    pub fn invitation(self, world: &mut dyn World, opened: &Opened) -> Result<Invitation, Error> {
        clock::check(world, opened)?;
        let now = world.now();
        if let Some(deadline) = self.deadline.filter(|deadline| *deadline <= now) {
            return Err(AskError::Deadline { now, deadline }.into());
        }
        let state = &opened.examined.pending.state;
        if state.organisations().contains_key(&self.organisation) {
            return Err(OrganisationError::EnrolledAlready(self.organisation).into());
        }
        let reply_to = match self.reply_to {
            Some(reply_to) => Some(reply_to),
            None => request::noted_reply_to(opened)?,
        };
        let invited = InvitationParts {
            deadline: self.deadline,
            label: free_label(opened),
            made_at: now,
            name: self.name,
            organisation: self.organisation,
            registry: request::known(opened, &opened.registry()?)?,
            reply_to,
        };
        Ok(Invitation::new(invited).map_err(OrganisationError::NotInvited)?)
    }
}

/// A label that no maintainer has: the signature files of both lie beside one record.
#[expect(
    clippy::expect_used,
    reason = "maintainers have at most so many labels, and numbers go on"
)]
fn free_label(opened: &Opened) -> Label {
    let root = opened.examined.pending.state.root();
    let is_free =
        |label: &Label| root.is_none_or(|root| root.keys.all().all(|one| one.label != *label));
    let names = std::iter::once(LABEL.to_owned()).chain((2..).map(|n| format!("{LABEL}-{n}")));
    names.filter_map(|name| name.parse::<Label>().ok()).find(is_free).expect("a free number")
}

/// Writes the folder that the organisation gets, with these files for people in it; gives the number of its bytes.
///
/// # Errors
/// Where something lies there already, or cannot be written.
pub fn write(
    world: &dyn World,
    folder: &Path,
    invitation: &Invitation,
    words: BTreeMap<String, Vec<u8>>,
) -> Result<u64, Error> {
    if std::fs::symlink_metadata(world.path(folder)).is_ok() {
        return Err(AskError::FolderThere(folder.to_owned()).into());
    }
    let mut all = words;
    let text = invitation.to_text().map_err(OrganisationError::NotInvited)?;
    all.insert(INVITATION_FILE.to_owned(), text.into_bytes());
    let template = invitation.enrolment_without_key().map_err(OrganisationError::NotInvited)?;
    all.insert(TEMPLATE_FILE.to_owned(), template);
    let path = world.path(folder);
    std::fs::create_dir_all(&path)
        .map_err(|why| AskError::NoFolder { folder: folder.to_owned(), why })?;
    for (name, content) in &all {
        write_atomic(&path.join(name), content, 0o644)?;
    }
    Ok(all.values().map(|content| content.len() as u64).sum())
}

/// The answer to an invitation, signed with the key in a file.
///
/// # Errors
/// Where the key cannot sign, or cannot be enrolled.
pub fn answer(world: &mut dyn World, invitation: &Invitation, key: &Path) -> Result<Signed, Error> {
    let signer = Signer::open(world, key)?;
    let body = invitation.enrolment(signer.public());
    let organisation = body.organisation.clone();
    let record = Record::new(&Body::Organisation(body))
        .map_err(|why| OrganisationError::Enrolment { organisation, why })?;
    let signature = signer.sign(&record)?;
    Ok(Signed { record, signatures: vec![signature] })
}

/// The answer of an organisation that is not enrolled, if one was taken in.
///
/// # Errors
/// Where it cannot be read.
pub fn answered(opened: &Opened, organisation: &Domain) -> Result<Option<Answered>, Error> {
    let Some(path) = layout::path_of(&Place::Organisation(organisation.clone(), 1)) else {
        return Ok(None);
    };
    let waiting = Waiting::at(opened, &path)?;
    Ok(waiting.and_then(|waiting| match waiting.item.record.body() {
        Body::Organisation(body) => {
            let body = body.clone();
            Some(Answered { item: waiting.item, body })
        }
        _ => None,
    }))
}
