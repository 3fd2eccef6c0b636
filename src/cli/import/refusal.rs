//! Why something cannot be taken in: the reason, what to tell the sender, and what the maintainer can do.

use countersign_core::ledger::{State, Violation};
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::{Body, Endorsement, Record};
use countersign_core::time::Timestamp;
use countersign_speech as speech;
use countersign_speech::locale::{Locale, Sentence, Tell, message};

/// One refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) why: Sentence,
    pub(super) attempt: Option<String>,
    back: Back,
}

/// What the sender is told.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Back {
    Damaged,
    Unanswered,
    OtherRegistry,
    OlderDraft { version: VersionId, when: Timestamp },
    Key { key: String, organisation: Domain, keys: String },
    MoreSignatures { signed: usize, want: u64 },
    Follows { version: VersionId, when: Timestamp },
    WithoutBefore,
    WithdrawInstead { version: VersionId },
    Closed { version: VersionId },
    Condition { version: VersionId },
    PublicDecline { version: VersionId },
    TwoAnswers,
    Signature,
    Other,
}

impl Refusal {
    /// A file that is no answer, or no whole one.
    pub(super) fn damaged(why: impl Tell) -> Self {
        Self { why: why.tell(), attempt: None, back: Back::Damaged }
    }

    /// A request that came back as it went.
    pub(super) fn unanswered(why: Sentence) -> Self {
        Self { why, attempt: None, back: Back::Unanswered }
    }

    /// Something that is said in the reason alone.
    pub(super) fn other(why: Sentence) -> Self {
        Self { why, attempt: None, back: Back::Other }
    }

    /// A signature over bytes that are not at hand.
    pub(super) fn signature(why: Sentence) -> Self {
        Self { why, attempt: None, back: Back::Signature }
    }

    /// One organisation sent two different answers.
    pub(super) fn two_answers(body: &Endorsement, files: &[String]) -> Self {
        let why = message::request_why_two(&body.organisation, files.join(", "));
        Self { why, attempt: None, back: Back::TwoAnswers }
    }

    /// An answer from before the organisation declined the same draft.
    pub(super) fn declined_since(body: &Endorsement, declined: Timestamp) -> Self {
        let version = body.statement.at(body.version);
        let name = body.organisation.to_string();
        let why = message::request_why_no(name);
        let attempt = Some(ask_again(body));
        Self { why, attempt, back: Back::Follows { version, when: declined } }
    }

    /// What a rule says, and for the sender what follows from it.
    pub(super) fn of(violation: &Violation, record: &Record, signed: usize, state: &State) -> Self {
        let act = match record.body() {
            Body::Endorsement(body) => Some(body),
            _ => None,
        };
        let back = match (violation, act) {
            (Violation::Registry | Violation::Founding, _) => Back::OtherRegistry,
            (Violation::OtherWords { version, .. }, Some(body)) => {
                Back::OlderDraft { version: version.clone(), when: body.made_at }
            }
            (Violation::NotEntitled { key, .. }, Some(body)) => Back::Key {
                key: key.clone(),
                organisation: body.organisation.clone(),
                keys: keys_of(state, &body.organisation),
            },
            (Violation::Threshold { want, .. }, _) => Back::MoreSignatures { signed, want: *want },
            (Violation::Chain { .. } | Violation::NothingToWithdraw { .. }, Some(body)) => {
                follows(state, body)
            }
            (Violation::WithdrawInstead { .. }, Some(body)) => {
                Back::WithdrawInstead { version: body.statement.at(body.version) }
            }
            (Violation::Closed { version, .. }, _) => Back::Closed { version: version.clone() },
            (Violation::Condition { .. }, Some(body)) => {
                Back::Condition { version: body.statement.at(body.version) }
            }
            (Violation::PrivateDecline { .. }, Some(body)) => {
                Back::PublicDecline { version: body.statement.at(body.version) }
            }
            _ => Back::Other,
        };
        let can_ask = matches!(
            back,
            Back::OlderDraft { .. }
                | Back::Follows { .. }
                | Back::WithdrawInstead { .. }
                | Back::Closed { .. }
                | Back::Condition { .. }
                | Back::PublicDecline { .. }
        );
        let attempt = act.filter(|_| can_ask).map(|body| ask_again(body));
        Self { why: speech::violation(violation), attempt, back }
    }

    /// The sentence to send back.
    pub(super) fn sentence(&self, locale: Locale) -> String {
        match &self.back {
            Back::Damaged => message::request_back_damaged(&self.why).say(locale),
            Back::Unanswered => message::request_back_unanswered().say(locale),
            Back::OtherRegistry => message::request_back_registry().say(locale),
            Back::OlderDraft { version, when } => {
                message::request_back_draft(locale.day(*when), version).say(locale)
            }
            Back::Key { key, organisation, keys } => {
                message::request_back_key(key, organisation, keys).say(locale)
            }
            Back::MoreSignatures { signed, want } => {
                message::request_back_more(*want, *signed).say(locale)
            }
            Back::Follows { version, when } => {
                message::request_back_follows(locale.day(*when), version).say(locale)
            }
            Back::WithoutBefore => message::request_back_before().say(locale),
            Back::WithdrawInstead { version } => {
                message::request_back_withdraw(version).say(locale)
            }
            Back::Closed { version } => message::request_back_closed(version).say(locale),
            Back::Condition { version } => {
                message::request_back_condition(version, &self.why).say(locale)
            }
            Back::PublicDecline { version } => message::request_back_public(version).say(locale),
            Back::TwoAnswers => message::request_back_two().say(locale),
            Back::Signature => message::request_back_signature(&self.why).say(locale),
            Back::Other => message::request_back_other(&self.why).say(locale),
        }
    }
}

/// The command with which the current request is made.
fn ask_again(body: &Endorsement) -> String {
    let version = body.statement.at(body.version);
    format!("countersign request {version} --org {} -o DIR", body.organisation)
}

fn keys_of(state: &State, domain: &Domain) -> String {
    let Some(enrolled) = state.organisations().get(domain) else { return String::new() };
    let keys = enrolled.keys.in_force();
    let listed: Vec<String> =
        keys.iter().map(|one| format!("{} {}", one.label, one.key.fingerprint())).collect();
    listed.join(", ")
}

fn follows(state: &State, body: &Endorsement) -> Back {
    let version = body.statement.at(body.version);
    let last = state.version(&version).and_then(|one| one.last_act(&body.organisation));
    match last {
        Some(last) => Back::Follows { version, when: last.body.made_at },
        None => Back::WithoutBefore,
    }
}
