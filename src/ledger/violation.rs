//! The rules by name: why a record is not admitted.

use std::fmt;

use super::authority::Holder;
use super::version::Unmet;
use crate::digest::Hash;
use crate::locale::{Sentence, Value, sentence};
use crate::name::{Domain, Label, Language, VersionId};
use crate::record::line::Line;

/// A rule that refuses a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Violation {
    /// The entry and the record do not belong together.
    Entry(Sentence),
    /// The signature files are not those that were logged.
    Signatures {
        /// How many the entry names.
        want: usize,
        /// How many of them were found and fit.
        got: usize,
    },
    /// A record of another registry.
    Registry,
    /// The log does not begin with the registry's own first record.
    Founding,
    /// A signature by somebody who may not sign this.
    NotEntitled {
        /// Whose keys may sign.
        who: Sentence,
        /// The fingerprint of the key that did.
        key: String,
    },
    /// Two signatures by one key.
    SignedTwice {
        /// Whose key.
        who: Sentence,
        /// Which.
        label: Label,
    },
    /// Too few signatures.
    Threshold {
        /// Whose threshold.
        who: Sentence,
        /// The threshold.
        want: u64,
        /// How many signed.
        got: usize,
    },
    /// The key already belongs to somebody.
    KeyTaken {
        /// Whose.
        holder: Holder,
    },
    /// The key was its holder's and ended.
    KeyEnded {
        /// Whose.
        holder: Holder,
    },
    /// The label stands for another key of the same holder.
    LabelTaken {
        /// Whose.
        holder: Holder,
    },
    /// So few keys are left that nobody can reach the threshold.
    Silent {
        /// Who.
        organisation: Domain,
        /// The threshold.
        want: u64,
        /// How many keys are in force.
        left: usize,
    },
    /// A registry under another log's name.
    Origin,
    /// A key leaves without a word.
    NotNamed {
        /// Whose.
        organisation: Domain,
        /// Which.
        label: Label,
    },
    /// Something is said about a key that was never there.
    NeverItsKey {
        /// Whose it would be.
        organisation: Domain,
        /// Its label.
        label: Label,
    },
    /// A key cannot have been stolen before it was enrolled, nor in the future.
    CompromisedOutside {
        /// Which.
        label: Label,
        /// The entry that enrolled it.
        from: u64,
        /// The entry that is named.
        since: u64,
    },
    /// The key is no organisation's.
    NotAnOrganisationsKey(String),
    /// The key has ended already.
    EndedAlready {
        /// Whose.
        holder: Holder,
        /// Since when.
        at: u64,
    },
    /// An organisation confirms itself.
    OwnConfirmation(Domain),
    /// The key that is confirmed may not sign here.
    NotInForce {
        /// Whose it would be.
        organisation: Domain,
        /// Its fingerprint.
        key: String,
    },
    /// Evidence from an address that anybody might control.
    OtherUrl {
        /// The address that counts.
        want: String,
        /// The address that is named.
        got: Line,
    },
    /// The organisation is enrolled already.
    EnrolledAlready(Domain),
    /// The organisation is not enrolled.
    NotEnrolled(Domain),
    /// An organisation is named otherwise than it is enrolled.
    OtherName {
        /// Who.
        organisation: Domain,
        /// As it is printed.
        name: Line,
    },
    /// The record does not continue its chain.
    Chain {
        /// What was expected.
        what: Sentence,
    },
    /// The version is not known here.
    NoSuchVersion(VersionId),
    /// It names another text than that version's.
    OtherWords {
        /// The version.
        version: VersionId,
        /// The version's hash.
        want: Hash,
        /// The hash it names.
        got: Hash,
    },
    /// The version takes no endorsements.
    Closed {
        /// The version.
        version: VersionId,
        /// Why.
        why: Sentence,
    },
    /// A withdrawal without an endorsement.
    NothingToWithdraw {
        /// Who.
        organisation: Domain,
    },
    /// A decline after an endorsement.
    WithdrawInstead {
        /// Who.
        organisation: Domain,
    },
    /// A language that the version does not have.
    NoSuchLanguage {
        /// Who.
        organisation: Domain,
        /// The language.
        language: Language,
    },
    /// A decline that is not public.
    PrivateDecline {
        /// Who.
        organisation: Domain,
    },
    /// A condition that does not hold.
    Condition {
        /// Who.
        organisation: Domain,
        /// Which.
        unmet: Unmet,
    },
    /// A statement whose publication does not follow in the same append.
    Unpublished(VersionId),
    /// Acts of one append out of order.
    Order,
    /// A withholding that names something else than leaves without records.
    NotOpen(Sentence),
    /// A withholding that leaves out the end of a chain.
    HalfAChain,
    /// An entry whose record is not shown, and that nobody withheld.
    NotShown,
}

impl Violation {
    /// The rule in words.
    #[must_use]
    #[allow(clippy::too_many_lines, reason = "one arm for each rule, and none may be forgotten")]
    pub fn sentence(&self) -> Sentence {
        let text = |value: &dyn fmt::Display| Value::from(value.to_string());
        match self {
            Self::Entry(what) => sentence("rule-entry", &[("what", what.into())]),
            Self::Signatures { want, got } => {
                sentence("rule-signatures", &[("want", (*want).into()), ("got", (*got).into())])
            }
            Self::Registry => sentence("rule-registry", &[]),
            Self::Founding => sentence("rule-founding", &[]),
            Self::NotEntitled { who, key } => {
                sentence("rule-not-entitled", &[("who", who.into()), ("key", text(key))])
            }
            Self::SignedTwice { who, label } => {
                sentence("rule-signed-twice", &[("who", who.into()), ("label", text(label))])
            }
            Self::Threshold { who, want, got } => sentence(
                "rule-threshold",
                &[("who", who.into()), ("want", (*want).into()), ("got", (*got).into())],
            ),
            Self::KeyTaken { holder } => {
                sentence("rule-key-taken", &[("holder", holder.sentence().into())])
            }
            Self::KeyEnded { holder } => {
                sentence("rule-key-ended", &[("holder", holder.sentence().into())])
            }
            Self::LabelTaken { holder } => {
                sentence("rule-label-taken", &[("holder", holder.sentence().into())])
            }
            Self::Silent { organisation, want, left } => sentence(
                "rule-silent",
                &[
                    ("organisation", text(organisation)),
                    ("want", (*want).into()),
                    ("left", (*left).into()),
                ],
            ),
            Self::Origin => sentence("rule-origin", &[]),
            Self::NotNamed { organisation, label } => sentence(
                "rule-not-named",
                &[("organisation", text(organisation)), ("label", text(label))],
            ),
            Self::NeverItsKey { organisation, label } => sentence(
                "rule-never-its-key",
                &[("organisation", text(organisation)), ("label", text(label))],
            ),
            Self::CompromisedOutside { label, from, since } => sentence(
                "rule-compromised-outside",
                &[("label", text(label)), ("from", (*from).into()), ("since", (*since).into())],
            ),
            Self::NotAnOrganisationsKey(key) => {
                sentence("rule-not-an-organisations-key", &[("key", text(key))])
            }
            Self::EndedAlready { holder, at } => sentence(
                "rule-ended-already",
                &[("holder", holder.sentence().into()), ("at", (*at).into())],
            ),
            Self::OwnConfirmation(organisation) => {
                sentence("rule-own-confirmation", &[("organisation", text(organisation))])
            }
            Self::NotInForce { organisation, key } => sentence(
                "rule-not-in-force",
                &[("organisation", text(organisation)), ("key", text(key))],
            ),
            Self::OtherUrl { want, got } => {
                sentence("rule-other-url", &[("want", text(want)), ("got", text(got))])
            }
            Self::EnrolledAlready(organisation) => {
                sentence("rule-enrolled-already", &[("organisation", text(organisation))])
            }
            Self::NotEnrolled(organisation) => {
                sentence("rule-not-enrolled", &[("organisation", text(organisation))])
            }
            Self::OtherName { organisation, name } => sentence(
                "rule-other-name",
                &[("organisation", text(organisation)), ("name", text(name))],
            ),
            Self::Chain { what } => sentence("rule-chain", &[("what", what.into())]),
            Self::NoSuchVersion(version) => {
                sentence("rule-no-such-version", &[("version", text(version))])
            }
            Self::OtherWords { version, want, got } => sentence(
                "rule-other-words",
                &[("version", text(version)), ("want", text(want)), ("got", text(got))],
            ),
            Self::Closed { version, why } => {
                sentence("rule-closed", &[("version", text(version)), ("why", why.into())])
            }
            Self::NothingToWithdraw { organisation } => {
                sentence("rule-nothing-to-withdraw", &[("organisation", text(organisation))])
            }
            Self::WithdrawInstead { organisation } => {
                sentence("rule-withdraw-instead", &[("organisation", text(organisation))])
            }
            Self::NoSuchLanguage { organisation, language } => sentence(
                "rule-no-such-language",
                &[("organisation", text(organisation)), ("language", text(language))],
            ),
            Self::PrivateDecline { organisation } => {
                sentence("rule-private-decline", &[("organisation", text(organisation))])
            }
            Self::Condition { organisation, unmet } => sentence(
                "rule-condition",
                &[("organisation", text(organisation)), ("unmet", unmet.sentence().into())],
            ),
            Self::Unpublished(version) => {
                sentence("rule-unpublished", &[("version", text(version))])
            }
            Self::Order => sentence("rule-order", &[]),
            Self::NotOpen(what) => sentence("rule-not-open", &[("what", what.into())]),
            Self::HalfAChain => sentence("rule-half-a-chain", &[]),
            Self::NotShown => sentence("rule-not-shown", &[]),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence().english())
    }
}

impl std::error::Error for Violation {}
