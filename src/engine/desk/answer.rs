//! An answer: the record that says what was chosen, its signatures, and the reply that carries it.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Serialize;

use super::{Choices, Desk, Wrong, unwrapped};
use crate::{Request, json};
use countersign_core::digest::{self, Hash};
use countersign_core::key::private::{PrivateKeyError, public_in};
use countersign_core::key::sshsig::SshSignature;
use countersign_core::key::{PrivateKey, PublicKey};
use countersign_core::ledger::Violation;
use countersign_core::name::Language;
use countersign_core::record::endorsement::{Act, Capacity, Conditions};
use countersign_core::record::line::{Line, Salt};
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Endorsement, Kind, Record};
use countersign_core::reply::Reply;
use countersign_core::request::Request as Asked;
use countersign_core::verify::report::Lost;
use countersign_core::words;
use countersign_speech::locale::{Locale, message};
use countersign_speech::{self as speech, phrase, told};

/// What is about to be signed, with the signatures over it.
pub(super) struct Prepared {
    record: Record,
    signatures: Vec<(SshSignature, VerifiedSignature)>,
}

/// What will be signed.
#[derive(Serialize)]
struct Shown {
    /// The exact bytes.
    record: String,
    hash: Hash,
    /// The code words of exactly these bytes.
    words: String,
    act: Act,
    /// What it says, in sentences.
    says: Vec<String>,
    /// Whose signatures are there, by fingerprint.
    signed: Vec<String>,
    threshold: u64,
    namespace: &'static str,
}

/// A reply that was read again and is what was signed.
#[derive(Serialize)]
struct Sent<'a> {
    reply: String,
    /// What was signed, with how many of how many signatures.
    said: String,
    signed: usize,
    threshold: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a Line>,
    subject: String,
    body: String,
}

#[derive(Serialize)]
struct Holder {
    fingerprint: String,
    /// Whether the key may sign for the organisation of the request.
    is_its: bool,
    hardware: bool,
}

impl Desk {
    /// Makes the record of these choices, and tells what it says.
    pub(super) fn answer(
        &mut self,
        request: &mut Request,
        locale: Locale,
    ) -> Result<Vec<u8>, Wrong> {
        self.prepared = None;
        let choices = request.choices.take().ok_or(Wrong::Nothing)?;
        let asked = self.asked()?;
        let body = chosen(asked, &choices, &request.random)?;
        let record = Record::new(&Body::Endorsement(body.clone().into())).map_err(Wrong::Record)?;
        let admitted = asked.version().continue_chain(&body);
        admitted.map_err(|why| Wrong::NotNow(Box::new(why)))?;
        self.prepared = Some(Prepared { record, signatures: Vec::new() });
        self.shown(locale)
    }

    /// Takes a reply to the request that is open: what others signed is what is signed next.
    pub(super) fn take(&mut self, given: &[u8], locale: Locale) -> Result<Vec<u8>, Wrong> {
        self.prepared = None;
        let reply = Reply::from_text(&unwrapped(given)).map_err(Wrong::Reply)?;
        let asked = self.asked()?;
        let (record, signatures) = reply.into_parts();
        let Body::Endorsement(body) = record.body() else { return Err(Wrong::OtherReply) };
        let is_to_it = body.record == asked.asked().statement.hash()
            && body.registry == asked.registry_id()
            && body.organisation == asked.organisation().organisation;
        if !is_to_it {
            return Err(Wrong::OtherReply);
        }
        self.prepared = Some(Prepared { record, signatures });
        self.shown(locale)
    }

    /// Whose key a file holds, without its passphrase.
    pub(super) fn holder(&self, given: &[u8]) -> Result<Vec<u8>, Wrong> {
        let key = public_in(given).map_err(Wrong::Key)?;
        Ok(json(&Holder {
            fingerprint: key.fingerprint(),
            is_its: self.asked().is_ok_and(|asked| is_its(asked, &key)),
            hardware: key.is_hardware(),
        }))
    }

    /// Signs what was prepared with the key in a file.
    pub(super) fn sign(
        &mut self,
        given: &[u8],
        passphrase: &str,
        locale: Locale,
    ) -> Result<Vec<u8>, Wrong> {
        let asked = self.asked()?;
        let public = public_in(given).map_err(Wrong::Key)?;
        check_holder(asked, &public)?;
        if public.is_hardware() {
            return Err(Wrong::Key(PrivateKeyError::Hardware));
        }
        let passphrase = Some(passphrase).filter(|words| !words.is_empty());
        let key = PrivateKey::from_openssh(given, passphrase).map_err(Wrong::Key)?;
        let record = &self.prepared.as_ref().ok_or(Wrong::Nothing)?.record;
        let signature = key.sign(record.kind().type_name(), &record.hash());
        self.add(signature, locale)
    }

    /// Adds a signature that `ssh-keygen` made over what was prepared.
    pub(super) fn attach(&mut self, given: &[u8], locale: Locale) -> Result<Vec<u8>, Wrong> {
        let signature = SshSignature::normalise(&unwrapped(given)).map_err(|_| Wrong::Signature)?;
        if self.invited.is_some() {
            return self.enrol_attached(signature, locale);
        }
        check_holder(self.asked()?, signature.public_key())?;
        self.add(signature, locale)
    }

    /// The reply with one more signature, if that fits and the reply reads as it was written.
    fn add(&mut self, signature: SshSignature, locale: Locale) -> Result<Vec<u8>, Wrong> {
        let asked = self.asked.as_deref().ok_or(Wrong::NoRequest)?;
        let prepared = self.prepared.as_mut().ok_or(Wrong::Nothing)?;
        let armor = signature.to_armor();
        let verified = VerifiedSignature::check(&prepared.record, armor.as_bytes())
            .map_err(|_| Wrong::Signature)?;
        if prepared.signatures.iter().any(|(_, one)| one.key() == verified.key()) {
            return Err(Wrong::SignedAlready);
        }
        let mut signatures = prepared.signatures.clone();
        signatures.push((signature, verified));
        let reply =
            Reply::new(prepared.record.clone(), signatures.clone()).map_err(Wrong::Reply)?;
        let text = reply.to_text(&told::told(&prepared.record).english());
        if Reply::from_text(text.as_bytes()).map_err(Wrong::Reply)? != reply {
            return Err(Wrong::Signature);
        }
        prepared.signatures = signatures;
        let (body, version) = (asked.organisation(), asked.version_id());
        let who = asked.name().as_str();
        Ok(json(&Sent {
            reply: text,
            said: message::act_signed(
                told::told(&prepared.record),
                prepared.signatures.len(),
                body.threshold,
            )
            .say(locale),
            signed: prepared.signatures.len(),
            threshold: body.threshold,
            to: asked.asked().reply_to.as_ref(),
            subject: message::desk_mail_subject(who, &version).say(locale),
            body: message::desk_mail_body(who, &version).say(locale),
        }))
    }

    fn shown(&self, locale: Locale) -> Result<Vec<u8>, Wrong> {
        let Prepared { record, signatures } = self.prepared.as_ref().ok_or(Wrong::Nothing)?;
        let Body::Endorsement(body) = record.body() else { return Err(Wrong::Nothing) };
        Ok(json(&Shown {
            record: String::from_utf8_lossy(&record.bytes()).into_owned(),
            hash: record.hash(),
            words: words::of(&record.hash()),
            act: body.act,
            says: says(self.asked()?, body, locale),
            signed: signatures.iter().map(|(_, one)| one.key().fingerprint()).collect(),
            threshold: self.asked()?.organisation().threshold,
            namespace: Kind::Endorsement.type_name(),
        }))
    }
}

fn is_its(asked: &Asked, key: &PublicKey) -> bool {
    asked.organisation().keys.iter().any(|one| one.key == *key)
}

pub(super) fn check_holder(asked: &Asked, key: &PublicKey) -> Result<(), Wrong> {
    if is_its(asked, key) { Ok(()) } else { Err(Wrong::NotItsKey(key.fingerprint())) }
}

/// The answer that says what was chosen.
fn chosen(asked: &Asked, choices: &Choices, random: &str) -> Result<Endorsement, Wrong> {
    let salt: [u8; 16] = digest::from_hex(random).map_err(|_| Wrong::Random)?;
    let plain = asked.answer(choices.act, Salt(salt));
    let endorses = choices.act == Act::Endorse;
    let mut languages = choices
        .languages
        .iter()
        .map(|one| parsed("languages", one))
        .collect::<Result<Vec<Language>, _>>()?;
    languages.sort();
    languages.dedup();
    let conditions = Conditions {
        at_least: choices.at_least,
        not_before: optional("not_before", &choices.not_before)?,
        until: optional("until", &choices.until)?,
    };
    let none = Conditions { at_least: None, not_before: None, until: None };
    let version = asked.version();
    let text = |language: Language| {
        let Some(hash) = version.text(&language) else {
            let organisation = plain.organisation.clone();
            let why = Violation::NoSuchLanguage { organisation, language };
            return Err(Wrong::NotNow(Box::new(why)));
        };
        Ok((language, hash))
    };
    let texts = languages.into_iter().map(text).collect::<Result<BTreeMap<_, _>, Wrong>>()?;
    Ok(Endorsement {
        capacity: choices.capacity.unwrap_or(Capacity::Organisation),
        conditions: Some(conditions).filter(|one| endorses && *one != none),
        public: (choices.act == Act::Decline).then_some(choices.public || asked.asked().published),
        reason: optional("reason", &choices.reason)?,
        reservation: optional("reservation", &choices.reservation)?,
        texts: if texts.is_empty() { plain.texts.clone() } else { texts },
        ..plain
    })
}

fn parsed<T: FromStr>(member: &'static str, text: &str) -> Result<T, Wrong>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|why: T::Err| Wrong::Choice(member, why.to_string()))
}

/// A member that an officer may leave empty.
fn optional<T: FromStr>(member: &'static str, text: &str) -> Result<Option<T>, Wrong>
where
    T::Err: std::fmt::Display,
{
    let text = text.trim();
    (!text.is_empty()).then(|| parsed::<T>(member, text)).transpose()
}

/// What a record says, as it will be signed.
fn says(asked: &Asked, body: &Endorsement, locale: Locale) -> Vec<String> {
    let who = &body.organisation;
    let mut said = vec![match body.act {
        Act::Endorse => message::act_intent_endorse(who),
        Act::Decline => message::act_intent_decline(who),
        Act::Withdraw => message::act_intent_withdraw(who),
    }];
    said.push(message::act_signs_as(body.name.as_str()));
    let languages: Vec<&str> = body.texts.keys().map(Language::as_str).collect();
    if !languages.is_empty() {
        said.push(message::desk_says_languages(languages.join(", ")));
        let is_other = |one: &&Language| !body.texts.contains_key(*one);
        let others = asked.statement().texts.keys().filter(is_other);
        said.extend(others.map(|one| message::act_not_endorsed(one.as_str())));
        let others = asked.asked().translations.keys().filter(is_other);
        said.extend(others.map(|one| message::act_translation_not_endorsed(one.as_str())));
    }
    let conditions = body.conditions.as_ref().map(|one| phrase::conditions(one, locale));
    said.extend(conditions.map(message::act_conditions));
    said.extend(body.reservation.as_ref().map(|words| message::act_reservation(words.as_str())));
    said.extend(body.reason.as_ref().map(|words| message::act_reason(words.as_str())));
    said.extend(body.public.map(|public| match public {
        true => message::act_public(),
        false => message::act_private(),
    }));
    if body.capacity != Capacity::Organisation {
        said.push(message::act_capacity(body.capacity.name()));
    }
    let version = asked.version();
    let before = version.endorsement_before(who, body.number);
    if let Some(before) = before.filter(|_| body.act == Act::Endorse) {
        let lost = Lost::between(&before.body, body);
        said.extend(lost.iter().map(|lost| message::act_lost(speech::lost(lost))));
    }
    said.into_iter().map(|one| one.say(locale)).collect()
}
