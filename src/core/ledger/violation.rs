//! The rules by name: why a record is not admitted.

use super::authority::{Holder, Signers};
use super::version::Unmet;
use crate::digest::Hash;
use crate::name::{Domain, Label, Language, StatementId, VersionId};
use crate::record::line::Line;

/// A rule that refuses a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Violation {
    /// The entry and the record do not belong together.
    Entry(Mismatch),
    /// The signature files are not those that were logged.
    Signatures {
        /// How many the entry names.
        want: usize,
        /// How many of them were found and fit.
        got: usize,
    },
    /// The signature files of an act are not together what was logged.
    SignaturesChanged {
        /// How many of those that are here fit it.
        here: usize,
    },
    /// A record of another registry.
    Registry,
    /// The log does not begin with the registry's own first record.
    Founding,
    /// A signature by somebody who may not sign this.
    NotEntitled {
        /// Whose keys may sign.
        who: Signers,
        /// The fingerprint of the key that did.
        key: String,
    },
    /// Two signatures by one key.
    SignedTwice {
        /// Whose key.
        who: Signers,
        /// Which.
        label: Label,
    },
    /// Too few signatures.
    Threshold {
        /// Whose threshold.
        who: Signers,
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
    /// The registry has ended, and this is nothing that is admitted after.
    Ended,
    /// What is said to have been in other hands never signed the log.
    NotALogKey(String),
    /// A log key cannot have been in other hands only from a later size on.
    LogKeyOutside {
        /// The key.
        key: String,
        /// The size that is named.
        since: u64,
        /// The size that the log has before the record.
        at: u64,
    },
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
    /// As many accusations as there may be were made, or would be with these.
    TooManyAccusations {
        /// Whose keys.
        organisation: Domain,
        /// How many there may be.
        max: usize,
        /// Whether the maintainers made these; else the organisation itself did.
        is_recovery: bool,
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
        /// Whose address counts.
        organisation: Domain,
        /// The address that is named.
        got: Line,
    },
    /// The organisation is enrolled already.
    EnrolledAlready(Domain),
    /// The organisation is not enrolled.
    NotEnrolled(Domain),
    /// The organisation is retired.
    Retired(Domain),
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
        what: Expected,
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
        why: Closed,
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
    /// Another text than the version has in that language.
    OtherText {
        /// Who.
        organisation: Domain,
        /// The language.
        language: Language,
        /// The hash of the version's text.
        want: Hash,
        /// The hash that is endorsed.
        got: Hash,
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
    NotOpen(NotOpen),
    /// A withholding that leaves out the end of a chain.
    HalfAChain,
    /// An act that a withholding names: coming back takes a new one.
    Withheld {
        /// On which version.
        version: VersionId,
    },
    /// An entry whose record is not shown, and that nobody withheld.
    NotShown,
    /// The version was put forward with a text in this language.
    HasText {
        /// The version.
        version: VersionId,
        /// The language of the translation.
        language: Language,
    },
    /// The version has as many texts and translations as one may have.
    TooManyTexts(VersionId),
    /// A version binds no such words, or they were taken down already.
    NoSuchWords {
        /// Which version.
        version: VersionId,
        /// The hash that was named.
        words: Hash,
    },
    /// A translation of a version has words that were taken down.
    TakenDown(VersionId),
    /// The version was taken back already.
    RetractedAlready(VersionId),
}

/// What an entry does not have in common with the record that it is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// The hash.
    Hash,
    /// The kind, or the record before it.
    Kind,
    /// Nothing: the same record was logged before.
    Twice,
}

/// A chain of numbered records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chain {
    /// The registry's own records.
    Authority,
    /// The keys of an organisation.
    Keys(Domain),
    /// The confirmations of an organisation's keys.
    Confirmations(Domain),
    /// The listings of an organisation.
    Listings(Domain),
}

/// What would have continued a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// The record with this number.
    Number {
        /// In which chain.
        chain: Chain,
        /// Which.
        number: u64,
    },
    /// A record that names this one as the record before it.
    After {
        /// In which chain.
        chain: Chain,
        /// Which.
        after: Hash,
    },
    /// A version of a statement.
    Version {
        /// Which statement.
        statement: StatementId,
        /// Which version.
        number: u64,
    },
    /// An act on a version.
    Act {
        /// Whose.
        organisation: Domain,
        /// Which of its acts there.
        number: u64,
    },
    /// A translation of a version.
    Translation {
        /// Which version.
        version: VersionId,
        /// Into which language.
        language: Language,
        /// Which of its translations into it.
        number: u64,
    },
    /// A withholding of acts on a version.
    Withholding {
        /// Which version.
        version: VersionId,
        /// Which withholding.
        number: u64,
    },
}

/// Why a version takes no endorsements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// It records what was printed elsewhere.
    Historical,
    /// A newer version was published.
    Superseded,
    /// The maintainers took it back.
    Retracted,
}

/// What a withholding names instead of an act whose record is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOpen {
    /// Bytes that are no entry of a record.
    NoEntry,
    /// The entry of this record.
    Record(Hash),
}
