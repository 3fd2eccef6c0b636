//! `countersign request --enrol`: inviting an organisation that has no key.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::folder::{self, minute};
use crate::failure::Failure;
use crate::org;
use crate::prose;
use crate::session::Session;
use countersign_core::escape;
use countersign_core::invitation::Invitation;
use countersign_core::name::Domain;
use countersign_core::record::line::Line;
use countersign_core::time::Timestamp;
use countersign_core::words;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::open::Opened;
use countersign_workflow::organisation::invite::{self, Inviting};

/// What there is to read first, in each language.
const READ_MES: [(&str, &str, Locale); 3] = [
    ("READ-ME.txt", include_str!("invitation/en.txt"), Locale::En),
    ("LEAME.txt", include_str!("invitation/es.txt"), Locale::Es),
    ("LISEZ-MOI.txt", include_str!("invitation/fr.txt"), Locale::Fr),
];

/// Whom to invite, and where the folder goes.
pub(super) struct Enrol<'a> {
    pub(super) organisation: Domain,
    pub(super) name: Line,
    pub(super) deadline: Option<Timestamp>,
    pub(super) reply_to: Option<Line>,
    pub(super) output: &'a Path,
    pub(super) confirm: Option<Domain>,
}

#[derive(Serialize)]
struct Facts {
    organisation: Domain,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Timestamp>,
    lent: bool,
    folder: String,
    bytes: u64,
}

impl Enrol<'_> {
    pub(super) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::for_writing(session, None)?;
        let (domain, name) = (self.organisation.clone(), self.name.clone());
        let state = &opened.examined.pending.state;
        let names = std::slice::from_ref(&name);
        org::look_twice(session, state, &domain, names, self.confirm.as_ref())?;
        let inviting = Inviting {
            organisation: self.organisation,
            name: self.name,
            deadline: self.deadline,
            reply_to: self.reply_to,
        };
        let invitation = inviting.invitation(session, &opened)?;
        let folder = self.output.join(domain.as_str());
        let bytes = invite::write(session, &folder, &invitation, read_mes(&invitation))?;
        let (locale, shown) = (session.locale(), folder.display().to_string());
        let mut lines = vec![
            message::request_invited(escape::terminal(name.as_str()), &domain).say(locale),
            format!("{}, {} kB", escape::terminal(&shown), bytes.div_ceil(1000)),
        ];
        let lent = invitation.is_lent();
        lines.extend(lent.then(|| message::org_lent(&domain).say(locale)));
        lines.push(prose::next(locale, message::request_invite_next(&domain).say(locale)));
        let facts =
            Facts { organisation: domain, deadline: self.deadline, lent, folder: shown, bytes };
        session.answer_done("countersign.invitation/1", &facts, &lines.join("\n"))?;
        Ok(0)
    }
}

/// The files that are there to be read.
fn read_mes(invitation: &Invitation) -> BTreeMap<String, Vec<u8>> {
    let file = |(name, template, locale): (&str, &str, Locale)| {
        let filled = folder::fill(template, &values(invitation, locale));
        (name.to_owned(), filled.into_bytes())
    };
    READ_MES.into_iter().map(file).collect()
}

fn values(invitation: &Invitation, locale: Locale) -> BTreeMap<&'static str, String> {
    let invited = invitation.invited();
    let id = invitation.registry_id();
    let mut values = BTreeMap::from([
        ("registry", invitation.registry().name.to_string()),
        ("name", invited.name.to_string()),
        ("organisation", invited.organisation.to_string()),
        ("fingerprint", id.to_string()),
        ("words", words::of(&id)),
    ]);
    if let Some(deadline) = invited.deadline {
        values.insert("deadline", minute(deadline, locale));
    }
    if invitation.is_lent() {
        values.insert("lent", String::new());
    }
    match &invited.reply_to {
        Some(to) => values.insert("reply-to", to.to_string()),
        None => values.insert("no-reply-to", String::new()),
    };
    values
}
