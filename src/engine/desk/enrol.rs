//! An invitation, and its answer: the record that enrols a key, signed by that key.

use serde::Serialize;

use super::{Desk, Wrong, unwrapped};
use crate::json;
use countersign_core::digest::Hash;
use countersign_core::invitation::Invitation;
use countersign_core::key::private::public_in;
use countersign_core::key::sshsig::SshSignature;
use countersign_core::key::{PrivateKey, PublicKey};
use countersign_core::name::Domain;
use countersign_core::record::line::Line;
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Kind, Record};
use countersign_core::reply::Reply;
use countersign_core::words;
use countersign_speech::locale::{Locale, message};

#[derive(Serialize)]
struct Told<'a> {
    registry: &'a str,
    id: Hash,
    words: String,
    organisation: &'a Domain,
    name: &'a Line,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    lent: Option<String>,
    asked_on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to: Option<&'a Line>,
}

/// The answer to an invitation, read again.
#[derive(Serialize)]
struct Enrolled<'a> {
    reply: String,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a Line>,
    subject: String,
    body: String,
}

/// The record that a hardware key has to sign.
#[derive(Serialize)]
struct Unsigned {
    record: String,
    fingerprint: String,
    namespace: &'static str,
}

impl Desk {
    /// Opens an invitation, and tells who invites whom.
    pub(super) fn invited(&mut self, given: &[u8], locale: Locale) -> Result<Vec<u8>, Wrong> {
        (self.asked, self.prepared) = (None, None);
        (self.invited, self.enrolling) = (None, None);
        let invitation = Invitation::from_text(&unwrapped(given)).map_err(Wrong::Invitation)?;
        let invitation = &**self.invited.insert(Box::new(invitation));
        let invited = invitation.invited();
        Ok(json(&Told {
            registry: invitation.registry().name.as_str(),
            id: invitation.registry_id(),
            words: words::of(&invitation.registry_id()),
            organisation: &invited.organisation,
            name: &invited.name,
            label: invited.label.as_str(),
            lent: invitation
                .is_lent()
                .then(|| message::desk_lent(&invited.organisation).say(locale)),
            asked_on: locale.day(invited.made_at),
            deadline: invited.deadline.map(|time| locale.day(time)),
            reply_to: invited.reply_to.as_ref(),
        }))
    }

    /// The answer to the invitation that is open, with the key in a file; of a hardware key, what it has to sign.
    pub(super) fn enrol(
        &mut self,
        given: &[u8],
        passphrase: &str,
        locale: Locale,
    ) -> Result<Vec<u8>, Wrong> {
        let invitation = self.invited.as_deref().ok_or(Wrong::NoInvitation)?;
        let public = match PublicKey::from_file(given) {
            Ok((public, _)) => public,
            Err(_) => public_in(given).map_err(Wrong::Key)?,
        };
        let body = invitation.enrolment(public.clone());
        let record = Record::new(&Body::Organisation(body)).map_err(Wrong::Record)?;
        if public.is_hardware() {
            let told = Unsigned {
                record: String::from_utf8_lossy(&record.bytes()).into_owned(),
                fingerprint: public.fingerprint(),
                namespace: Kind::Organisation.type_name(),
            };
            self.enrolling = Some(record);
            return Ok(json(&told));
        }
        let passphrase = Some(passphrase).filter(|words| !words.is_empty());
        let key = PrivateKey::from_openssh(given, passphrase).map_err(Wrong::Key)?;
        let signature = key.sign(record.kind().type_name(), &record.hash());
        enrolled(invitation, record, signature, locale)
    }

    /// The same with the signature that a hardware key made.
    pub(super) fn enrol_attached(
        &self,
        signature: SshSignature,
        locale: Locale,
    ) -> Result<Vec<u8>, Wrong> {
        let invitation = self.invited.as_deref().ok_or(Wrong::NoInvitation)?;
        let record = self.enrolling.clone().ok_or(Wrong::Nothing)?;
        enrolled(invitation, record, signature, locale)
    }
}

fn enrolled(
    invitation: &Invitation,
    record: Record,
    signature: SshSignature,
    locale: Locale,
) -> Result<Vec<u8>, Wrong> {
    let invited = invitation.invited();
    let fingerprint = signature.public_key().fingerprint();
    let Body::Organisation(body) = record.body() else { return Err(Wrong::Nothing) };
    if !body.keys.iter().any(|one| one.key == *signature.public_key()) {
        return Err(Wrong::Signature);
    }
    let verified = VerifiedSignature::check(&record, signature.to_armor().as_bytes())
        .map_err(|_| Wrong::Signature)?;
    let reply = Reply::new(record, vec![(signature, verified)]).map_err(Wrong::Reply)?;
    let words = format!("{} enrols its key {fingerprint}", invited.organisation);
    let text = reply.to_text(&words);
    if Reply::from_text(text.as_bytes()).map_err(Wrong::Reply)? != reply {
        return Err(Wrong::Signature);
    }
    Ok(json(&Enrolled {
        reply: text,
        to: invited.reply_to.as_ref(),
        subject: message::desk_enrol_subject(invited.name.as_str()).say(locale),
        body: message::desk_enrol_body(invited.name.as_str(), &invited.organisation, &fingerprint)
            .say(locale),
        fingerprint,
    }))
}
