//! What an act did, and what to do next.

use serde::Serialize;

use crate::failure::Failure;
use crate::prose;
use crate::session::Session;
use crate::told::acted;
use countersign_core::digest::Hash;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_speech::locale::{Locale, Sentence, message};

/// What was done, for `--json` and for people.
pub(super) struct Done<'a> {
    pub(super) act: Act,
    pub(super) public: Option<bool>,
    pub(super) organisation: &'a Domain,
    pub(super) id: VersionId,
    pub(super) hash: Hash,
    pub(super) endorsement: Hash,
    pub(super) standing: &'static str,
    /// Where there is a file to send on.
    pub(super) sent: Option<Sent>,
}

/// A file that goes on by mail.
pub(super) struct Sent {
    pub(super) file: String,
    pub(super) command: Option<String>,
    pub(super) signed: u64,
    pub(super) threshold: u64,
    /// What to do with it.
    pub(super) next: Sentence,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    outcome: &'static str,
    act: &'static str,
    organisation: &'a Domain,
    version: &'a VersionId,
    record: Hash,
    endorsement: Hash,
    standing: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    threshold: Option<u64>,
    findings: [(); 0],
}

pub(super) fn answer(session: &mut Session, done: &Done<'_>) -> Result<u8, Failure> {
    let sent = done.sent.as_ref();
    if session.json() {
        session.answer_json(&Document {
            schema: "countersign.act/1",
            outcome: "done",
            act: done.act.name(),
            organisation: done.organisation,
            version: &done.id,
            record: done.hash,
            endorsement: done.endorsement,
            standing: done.standing,
            file: sent.map(|sent| sent.file.as_str()),
            command: sent.and_then(|sent| sent.command.as_deref()),
            signed: sent.map(|sent| sent.signed),
            threshold: sent.map(|sent| sent.threshold),
            findings: [],
        })?;
        return Ok(0);
    }
    let Done { act, organisation, id, hash, endorsement, .. } = done;
    let locale = session.locale();
    let hashes =
        [message::act_version_hash(hash).say(locale), message::act_hash(endorsement).say(locale)];
    let [version_hash, act_hash] = hashes;
    let text = match sent {
        None => {
            let mut lines = vec![past(*act, organisation, &id.to_string(), locale)];
            lines.extend([version_hash, act_hash]);
            lines.extend(effect(done, locale));
            lines.join("\n") + "\n" + &prose::next(locale, format!("countersign show {id}"))
        }
        Some(Sent { command: Some(command), next, .. }) => {
            let nothing = message::act_nothing_signed().say(locale);
            session.message(&[nothing, version_hash, act_hash].join("\n"))?;
            let next = message::act_next_command(next).say(locale);
            session.message(prose::next(locale, next).trim_end())?;
            format!("{command}\n")
        }
        Some(Sent { file, signed, threshold, next, .. }) => {
            let what = acted(*act, organisation, id);
            let signed = message::act_signed(what, *signed, *threshold).say(locale);
            let written = message::act_written(file).say(locale);
            let unsent = message::act_not_sent().say(locale);
            let next = prose::next(locale, next.say(locale));
            [signed, version_hash, act_hash, written, unsent, next].join("\n")
        }
    };
    session.answer(&text)?;
    Ok(0)
}

/// What was done.
fn past(act: Act, organisation: &Domain, version: &str, locale: Locale) -> String {
    let (who, version) = (&organisation, version);
    match act {
        Act::Endorse => message::act_endorsed(who, version).say(locale),
        Act::Decline => message::act_declined(who, version).say(locale),
        Act::Withdraw => message::act_withdrew(who, version).say(locale),
    }
}

/// What follows from where the act stands now.
fn effect(done: &Done<'_>, locale: Locale) -> Option<String> {
    Some(match (done.standing, done.act, done.public) {
        ("proposed", Act::Decline, Some(false)) => message::act_effect_private().say(locale),
        ("proposed", Act::Endorse, _) => message::act_effect_endorsed().say(locale),
        ("proposed", ..) => message::act_effect_shown().say(locale),
        ("pending", ..) => message::act_effect_pending().say(locale),
        _ => return None,
    })
}
