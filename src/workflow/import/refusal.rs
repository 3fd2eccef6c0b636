//! Why something cannot be taken in, and what follows from it for whoever sent it.

use std::path::PathBuf;

use countersign_copy::extract::ExtractError;
use countersign_core::key::sshsig::SshsigError;
use countersign_core::ledger::authority::{Holder, Tenure};
use countersign_core::ledger::{State, Violation};
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::{Body, Endorsement, Record};
use countersign_core::reply::ReplyError;
use countersign_core::time::Timestamp;

/// Why something cannot be taken in.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// A file that is no answer, or no whole one.
    Damaged(Damage),
    /// A request that came back as it went.
    Unanswered,
    /// A statement, which is proposed and not imported.
    Statement,
    /// A signature over bytes that are not at hand.
    Unmatched {
        /// The key's fingerprint.
        key: String,
        /// Whose key it is, where it is anybody's.
        holder: Option<Holder>,
    },
    /// A signature over what was asked for, made for another purpose.
    Namespace {
        /// Whose key it is by, where it is anybody's.
        holder: Option<Holder>,
        /// What it was made for.
        got: String,
        /// What it should have been made for.
        want: &'static str,
    },
    /// A signature over what was asked for, which was changed before.
    Changed {
        /// Whose key it is by, where it is anybody's.
        holder: Option<Holder>,
        /// What was changed.
        how: Changed,
    },
    /// A signature over another file of the request than those to be signed.
    WrongFile {
        /// Whose key it is by, where it is anybody's.
        holder: Option<Holder>,
        /// The version that the file belongs to.
        version: VersionId,
    },
    /// A private key, which is in other hands now.
    PrivateKey,
    /// One organisation sent two different answers.
    TwoAnswers {
        /// Which.
        organisation: Domain,
        /// In which files.
        files: Vec<PathBuf>,
    },
    /// An answer from before the organisation said no to the same version, or to the same request.
    DeclinedSince {
        /// The answer.
        answer: Answer,
        /// When the organisation said no.
        declined: Timestamp,
    },
    /// It is dated far ahead of this computer's clock.
    Ahead {
        /// What it is dated.
        time: Timestamp,
        /// What the clock says.
        now: Timestamp,
        /// The answer, where it is one.
        answer: Option<Answer>,
    },
    /// A file that was made ready for `ssh-keygen`, by an organisation whose name is to be withheld.
    ReadyMade(Answer),
    /// Another enrolment of the same organisation waits already: nobody guesses which one is its own.
    OtherEnrolment {
        /// Which organisation.
        organisation: Domain,
        /// The fingerprints of the keys that wait.
        keys: Vec<String>,
    },
    /// The rules do not admit it.
    Rule {
        /// Which rule.
        violation: Box<Violation>,
        /// What follows for whoever sent it.
        advice: Advice,
        /// The answer, where it is one.
        answer: Option<Answer>,
    },
}

/// What was changed in a file before it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// A line end was added at its end.
    LineEnd,
    /// A byte order mark was set before it.
    Mark,
    /// Spaces were added at its end.
    Space,
}

/// Why a file is no answer, or no whole one.
#[derive(Debug, Clone)]
pub enum Damage {
    /// It holds no whole reply.
    Reply(ReplyError),
    /// It holds no whole signature.
    Signature(SshsigError),
    /// It cannot be opened.
    Unread(ExtractError),
    /// It holds a public key, and no answer.
    PublicKey,
    /// It is a mail that only its receiver's mail program opens.
    Encrypted,
    /// It holds neither.
    Neither,
}

/// Whose answer about what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whose.
    pub organisation: Domain,
    /// About which version.
    pub version: VersionId,
    /// When it says that it was made.
    pub made_at: Timestamp,
}

/// What follows for whoever sent it from the rule that does not admit it.
#[derive(Debug, Clone)]
pub enum Advice {
    /// It is for another registry.
    OtherRegistry,
    /// It is about a draft that was replaced.
    OlderDraft,
    /// It is signed with a key that may not.
    Key {
        /// The key's fingerprint.
        key: String,
        /// The keys that may sign.
        in_force: Vec<Tenure>,
    },
    /// It lacks signatures.
    MoreSignatures {
        /// How many it has.
        signed: usize,
        /// How many it needs.
        want: u64,
    },
    /// It does not follow on what the organisation did last, which was made then.
    Follows(Timestamp),
    /// It follows on something that the organisation never did.
    WithoutBefore,
    /// It declines what was endorsed before.
    WithdrawInstead,
    /// The version takes no answers any more.
    Closed(VersionId),
    /// Its condition does not hold.
    Condition,
    /// A decline of a published version is public.
    PublicDecline,
    /// The rule says it all.
    Nothing,
}

impl Answer {
    /// Whose answer an act is.
    #[must_use]
    pub fn of(body: &Endorsement) -> Self {
        let (organisation, version) = (body.organisation.clone(), body.statement.at(body.version));
        Self { organisation, version, made_at: body.made_at }
    }
}

impl Refusal {
    /// An answer from before the organisation declined.
    pub(super) fn declined_since(body: &Endorsement, declined: Timestamp) -> Self {
        Self::DeclinedSince { answer: Answer::of(body), declined }
    }

    /// A rule, and for the sender what follows from it.
    pub(super) fn of(violation: Violation, record: &Record, signed: usize, state: &State) -> Self {
        let act = match record.body() {
            Body::Endorsement(body) => Some(body),
            _ => None,
        };
        let advice = match (&violation, act) {
            (Violation::Registry | Violation::Founding, _) => Advice::OtherRegistry,
            (Violation::OtherWords { .. }, Some(_)) => Advice::OlderDraft,
            (Violation::NotEntitled { key, .. }, Some(body)) => {
                Advice::Key { key: key.clone(), in_force: in_force(state, &body.organisation) }
            }
            (Violation::Threshold { want, .. }, _) => {
                Advice::MoreSignatures { signed, want: *want }
            }
            (Violation::Chain { .. } | Violation::NothingToWithdraw { .. }, Some(body)) => {
                follows(state, body)
            }
            (Violation::WithdrawInstead { .. }, Some(_)) => Advice::WithdrawInstead,
            (Violation::Closed { version, .. }, _) => Advice::Closed(version.clone()),
            (Violation::Condition { .. }, Some(_)) => Advice::Condition,
            (Violation::PrivateDecline { .. }, Some(_)) => Advice::PublicDecline,
            _ => Advice::Nothing,
        };
        let answer = act.map(|body| Answer::of(body));
        Self::Rule { violation: Box::new(violation), advice, answer }
    }
}

fn in_force(state: &State, domain: &Domain) -> Vec<Tenure> {
    let enrolled = state.organisations().get(domain);
    enrolled
        .map_or_else(Vec::new, |enrolled| enrolled.keys.in_force().into_iter().cloned().collect())
}

fn follows(state: &State, body: &Endorsement) -> Advice {
    let version = body.statement.at(body.version);
    let last = state.version(&version).and_then(|one| one.last_act(&body.organisation));
    last.map_or(Advice::WithoutBefore, |last| Advice::Follows(last.body.made_at))
}
