//! The rules by name: why a record is not admitted.

use super::authority::Holder;
use super::version::Unmet;
use crate::digest::Hash;
use crate::name::{Domain, Label, Language, VersionId};
use crate::record::line::Line;

/// A rule that refuses a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Violation {
    /// The entry and the record do not belong together.
    #[error("the log entry is not this record's: {0}")]
    Entry(&'static str),
    /// The signature files are not those that were logged.
    #[error("want the {want} signature files that the log names, got {got} that fit")]
    Signatures {
        /// How many the entry names.
        want: usize,
        /// How many of them were found and fit.
        got: usize,
    },
    /// A record of another registry.
    #[error("it belongs to another registry")]
    Registry,
    /// The log does not begin with the registry's own first record.
    #[error("the log does not begin with the registry's own first record")]
    Founding,
    /// A signature by somebody who may not sign this.
    #[error("the key {key} signed it and is not one of {who} at this point of the log")]
    NotEntitled {
        /// Whose keys may sign.
        who: String,
        /// The fingerprint of the key that did.
        key: String,
    },
    /// Two signatures by one key.
    #[error("{who}: the key {label} signed it twice")]
    SignedTwice {
        /// Whose key.
        who: String,
        /// Which.
        label: Label,
    },
    /// Too few signatures.
    #[error("{who} must sign with {want} keys, and {got} signed")]
    Threshold {
        /// Whose threshold.
        who: String,
        /// The threshold.
        want: u64,
        /// How many signed.
        got: usize,
    },
    /// The key already belongs to somebody.
    #[error(
        "the key is or was that of {holder}: one key belongs to one holder and one label, for ever"
    )]
    KeyTaken {
        /// Whose.
        holder: Holder,
    },
    /// The key was its holder's and ended.
    #[error("the key was that of {holder}, and a key that has ended is never enrolled again")]
    KeyEnded {
        /// Whose.
        holder: Holder,
    },
    /// The label stands for another key of the same holder.
    #[error("the label of {holder} stands for another key: a label names one key, for ever")]
    LabelTaken {
        /// Whose.
        holder: Holder,
    },
    /// So few keys are left that nobody can reach the threshold.
    #[error(
        "{organisation} must sign with {want} keys, and has {left} left: it is silent until its keys are recovered"
    )]
    Silent {
        /// Who.
        organisation: Domain,
        /// The threshold.
        want: u64,
        /// How many keys are in force.
        left: usize,
    },
    /// A registry under another log's name.
    #[error("the origin of a registry's log never changes")]
    Origin,
    /// A key leaves without a word.
    #[error("the key {label} of {organisation} leaves, and is not named among those removed")]
    NotNamed {
        /// Whose.
        organisation: Domain,
        /// Which.
        label: Label,
    },
    /// Something is said about a key that was never there.
    #[error("the key {label} that is removed is and was none of {organisation}")]
    NeverItsKey {
        /// Whose it would be.
        organisation: Domain,
        /// Its label.
        label: Label,
    },
    /// A key cannot have been stolen before it was enrolled, nor in the future.
    #[error(
        "the key {label} was enrolled at entry {from}: it cannot be compromised since entry {since}"
    )]
    CompromisedOutside {
        /// Which.
        label: Label,
        /// The entry that enrolled it.
        from: u64,
        /// The entry that is named.
        since: u64,
    },
    /// The key is no organisation's.
    #[error("the key {0} is no organisation's")]
    NotAnOrganisationsKey(String),
    /// The key has ended already.
    #[error("the key of {holder} ended at entry {at} already")]
    EndedAlready {
        /// Whose.
        holder: Holder,
        /// Since when.
        at: u64,
    },
    /// An organisation confirms itself.
    #[error("{0} cannot confirm its own keys")]
    OwnConfirmation(Domain),
    /// The key that is confirmed may not sign here.
    #[error("the key {key} is not in force for {organisation}, and only such keys are confirmed")]
    NotInForce {
        /// Whose it would be.
        organisation: Domain,
        /// Its fingerprint.
        key: String,
    },
    /// Evidence from an address that anybody might control.
    #[error("the evidence is from {got}: only {want} speaks for the organisation")]
    OtherUrl {
        /// The address that counts.
        want: String,
        /// The address that is named.
        got: Line,
    },
    /// The organisation is enrolled already.
    #[error("{0} is enrolled already")]
    EnrolledAlready(Domain),
    /// The organisation is not enrolled.
    #[error("{0} is not enrolled")]
    NotEnrolled(Domain),
    /// An organisation is named otherwise than it is enrolled.
    #[error("{organisation} is not enrolled under the name {name:?}, nor has it that alias")]
    OtherName {
        /// Who.
        organisation: Domain,
        /// As it is printed.
        name: Line,
    },
    /// The record does not continue its chain.
    #[error("it does not continue its chain: {what} was expected")]
    Chain {
        /// What was expected.
        what: String,
    },
    /// The version is not known here.
    #[error("there is no version {0} at this point of the log")]
    NoSuchVersion(VersionId),
    /// It names another text than that version's.
    #[error("it is about other words: {version} has the hash {want}, it names {got}")]
    OtherWords {
        /// The version.
        version: VersionId,
        /// The version's hash.
        want: Hash,
        /// The hash it names.
        got: Hash,
    },
    /// The version takes no endorsements.
    #[error("{version} takes no endorsements: {why}")]
    Closed {
        /// The version.
        version: VersionId,
        /// Why.
        why: &'static str,
    },
    /// A withdrawal without an endorsement.
    #[error("{organisation} has no endorsement to withdraw")]
    NothingToWithdraw {
        /// Who.
        organisation: Domain,
    },
    /// A decline after an endorsement.
    #[error("{organisation} endorsed it: an endorsement is ended by a withdrawal")]
    WithdrawInstead {
        /// Who.
        organisation: Domain,
    },
    /// A language that the version does not have.
    #[error("{organisation} endorses the text in {language}, which the version does not have")]
    NoSuchLanguage {
        /// Who.
        organisation: Domain,
        /// The language.
        language: Language,
    },
    /// A decline that is not public.
    #[error("{organisation} declined without making it public: it is not logged")]
    PrivateDecline {
        /// Who.
        organisation: Domain,
    },
    /// A condition that does not hold.
    #[error("the condition of {organisation} does not hold: {unmet}")]
    Condition {
        /// Who.
        organisation: Domain,
        /// Which.
        unmet: Unmet,
    },
    /// A statement whose publication does not follow in the same append.
    #[error("{0} is logged without its publication in the same append")]
    Unpublished(VersionId),
    /// Acts of one append out of order.
    #[error("the acts of one append are not in the order of their organisations")]
    Order,
    /// A withholding that names something else than leaves without records.
    #[error("it withholds {0}, which is no act on this version whose record is not shown")]
    NotOpen(String),
    /// A withholding that leaves out the end of a chain.
    #[error("it does not name all acts of that organisation: a later one continues them")]
    HalfAChain,
    /// An entry whose record is not shown, and that nobody withheld.
    #[error("the record of this entry is not shown, and it cannot be left out")]
    NotShown,
}
