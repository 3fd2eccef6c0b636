//! Why something cannot be taken in: the reason, what to tell the sender, and what the maintainer can do.

use crate::ledger::{State, Violation};
use crate::locale::{Locale, Sentence, Tell, Value, sentence};
use crate::name::{Domain, VersionId};
use crate::record::{Body, Endorsement, Record};
use crate::speech;
use crate::time::Timestamp;

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
        let why = sentence(
            "request-why-two",
            &[
                ("organisation", body.organisation.to_string().into()),
                ("files", files.join(", ").into()),
            ],
        );
        Self { why, attempt: None, back: Back::TwoAnswers }
    }

    /// An answer from before the organisation declined the same draft.
    pub(super) fn declined_since(body: &Endorsement, declined: Timestamp) -> Self {
        let version = body.statement.at(body.version);
        let name = body.organisation.to_string();
        let why = sentence("request-why-no", &[("organisation", name.into())]);
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
        let why = || Value::from(&self.why);
        match &self.back {
            Back::Damaged => locale.say("request-back-damaged", &[("why", why())]),
            Back::Unanswered => locale.say("request-back-unanswered", &[]),
            Back::OtherRegistry => locale.say("request-back-registry", &[]),
            Back::OlderDraft { version, when } => locale.say(
                "request-back-draft",
                &[("version", version.to_string().into()), ("day", locale.day(*when).into())],
            ),
            Back::Key { key, organisation, keys } => locale.say(
                "request-back-key",
                &[
                    ("key", key.into()),
                    ("organisation", organisation.to_string().into()),
                    ("keys", keys.into()),
                ],
            ),
            Back::MoreSignatures { signed, want } => locale.say(
                "request-back-more",
                &[("signed", (*signed).into()), ("want", (*want).into())],
            ),
            Back::Follows { version, when } => locale.say(
                "request-back-follows",
                &[("version", version.to_string().into()), ("day", locale.day(*when).into())],
            ),
            Back::WithoutBefore => locale.say("request-back-before", &[]),
            Back::WithdrawInstead { version } => {
                locale.say("request-back-withdraw", &[("version", version.to_string().into())])
            }
            Back::Closed { version } => {
                locale.say("request-back-closed", &[("version", version.to_string().into())])
            }
            Back::Condition { version } => locale.say(
                "request-back-condition",
                &[("version", version.to_string().into()), ("why", why())],
            ),
            Back::PublicDecline { version } => {
                locale.say("request-back-public", &[("version", version.to_string().into())])
            }
            Back::TwoAnswers => locale.say("request-back-two", &[]),
            Back::Signature => locale.say("request-back-signature", &[("why", why())]),
            Back::Other => locale.say("request-back-other", &[("why", why())]),
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
