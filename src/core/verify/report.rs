//! The verdict as data: what was asked, what was found, what follows, and what was not checked.
//!
//! Prose, JSON and pages are functions of a [`Report`]; nothing else reaches them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::draft::DraftNote;
use super::earlier::Earlier;
use super::evidence::{DoubtLine, Evidence};
use super::finding::Finding;
use super::totals::Totals;
use super::unseen::NotChecked;
use crate::digest::Hash;
use crate::name::{Domain, Language, StatementId, VersionId};
use crate::record::Endorsement;
use crate::record::endorsement::{Act, Capacity, Conditions};
use crate::record::line::Line;
use crate::time::Timestamp;

/// How grave a finding is, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Proven: something was altered, or a rule was broken.
    Broken,
    /// Could not be judged: says neither good nor bad.
    Unchecked,
    /// True, but the reader must know this.
    Caveat,
    /// Worth knowing.
    Note,
}

/// The word behind the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// At least one thing was checked, all of it holds and is current.
    Holds,
    /// Proven broken.
    Broken,
    /// The words differ.
    Altered,
    /// Not in this registry.
    Unknown,
    /// True with a caveat.
    Caveat,
    /// Could not be judged.
    Unchecked,
}

impl Outcome {
    /// The process's exit code.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Holds => 0,
            Self::Broken => 3,
            Self::Altered => 4,
            Self::Unknown => 5,
            Self::Caveat => 6,
            Self::Unchecked => 7,
        }
    }
}

/// Where a version stands in its statement's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VersionStanding {
    /// Not yet in the log.
    Proposed,
    /// The newest published version.
    Current,
    /// A newer version was published.
    Superseded,
    /// A record of what was printed elsewhere, without signatures.
    Historical,
}

/// Where an organisation stands towards a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Its own keys endorsed this exact version.
    Endorsed,
    /// It said that it does not sign.
    Declined,
    /// It endorsed and then withdrew.
    Withdrawn,
    /// Its name stands under the text; it signed nothing here.
    Named,
    /// An endorsement whose name the maintainers do not show.
    Withheld,
    /// Do not rely on it.
    Unreliable,
}

/// What became of the organisation's signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SignatureState {
    /// It fits the words and the key was entitled.
    Fits,
    /// It does not fit, or the key was not entitled.
    Bad,
    /// There is none.
    None,
    /// This program cannot judge it.
    Unchecked,
}

/// How anyone knows that the key is the organisation's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyBinding {
    /// Somebody other than this registry's maintainers confirmed it.
    Confirmed,
    /// This registry's maintainers say so.
    Claimed,
    /// The maintainers replaced the organisation's keys.
    Recovered,
}

/// The registry that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RegistryLine {
    /// Its fingerprint: SHA-256 of its first record.
    pub id: Hash,
    /// Its name, as it claims.
    pub name: String,
    /// Its log's origin.
    pub origin: String,
}

/// The log that was replayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LogLine {
    /// How many entries.
    pub size: u64,
    /// The Merkle tree's root.
    pub root: Hash,
    /// Witnesses that cosigned this checkpoint, with the time they claim.
    pub witnesses: Vec<WitnessLine>,
    /// The size of the newest head that has its quorum of cosignatures, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witnessed: Option<u64>,
}

/// How much of the log a bundle carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BundleLine {
    /// How many of its entries.
    pub entries: u64,
    /// The newest time that a record in it claims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
    /// That its version is not published, and until when it is not to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<DraftNote>,
}

/// A witness that cosigned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WitnessLine {
    /// Its name.
    pub name: String,
    /// When, as it claims.
    pub time: Timestamp,
}

/// How much was looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Checked {
    /// Records read and hashed.
    pub records: u64,
    /// Signatures that were checked.
    pub signatures: u64,
    /// Texts and attachments compared with their hashes.
    pub texts: u64,
}

impl Checked {
    /// Adds what else was looked at.
    pub(super) fn add(&mut self, other: Self) {
        self.records += other.records;
        self.signatures += other.signatures;
        self.texts += other.texts;
    }
}

/// An organisation under one version.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OrganisationLine {
    /// Its domain, where it is enrolled.
    pub organisation: Option<Domain>,
    /// The name that its keys signed; where they signed none, the one that is printed, else the one it is listed under.
    pub name: String,
    /// The name that the maintainers print or list it under, where its keys signed another one.
    pub listed_as: Option<String>,
    /// Whether its domain lies below the registry's own, which lends it and could give it to others.
    pub is_lent: bool,
    /// Whether the name that its keys signed is listed too, as another name of it.
    pub is_alias: bool,
    /// The texts that it endorses, by language, each by its SHA-256.
    pub texts: BTreeMap<Language, Hash>,
    /// Whether it is retired now.
    pub is_retired: bool,
    /// The organisation that goes on from it, where it is retired and has one.
    pub successor: Option<Domain>,
    /// The organisations that go on from it, one after the other, as long as each is retired in turn.
    pub(super) successors: Vec<Domain>,
    /// Whether its endorsement is counted with its successor's, so that one organisation counts once.
    pub is_counted_with_successor: bool,
    /// Whether it endorses other texts of the version than the one that was asked about.
    pub is_of_other_text: bool,
    /// What an earlier endorsement of the same version had, and this one has not.
    pub lost: Vec<Lost>,
    /// Where it stands.
    pub standing: Standing,
    /// What became of its signature.
    pub signature: SignatureState,
    /// How anyone knows the key.
    pub key_binding: Option<KeyBinding>,
    /// Who says that the key is the organisation's.
    pub evidence: Vec<Evidence>,
    /// When somebody last confirmed a key that signed, as they claim.
    pub confirmed_at: Option<Timestamp>,
    /// Why not to take the act for the organisation's.
    pub doubt: Option<DoubtLine>,
    /// A later act that does not end this one, because the maintainers chose the keys that made it.
    pub set_aside: Option<Act>,
    /// An act that is on the branch and not yet in the log.
    pub pending: Option<Act>,
    /// In whose name it acts.
    pub capacity: Option<Capacity>,
    /// Under which conditions.
    pub conditions: Option<Conditions>,
    /// How many had to endorse with it, where only acts that are not shown met that.
    pub claimed_condition: Option<u64>,
    /// What it does not stand behind, in its words.
    pub reservation: Option<String>,
    /// Why it declined or withdrew, in its words.
    pub reason: Option<String>,
    /// When it acted, as it claims.
    pub made_at: Option<Timestamp>,
    /// The log entry of its last act.
    pub entry: Option<u64>,
}

impl OrganisationLine {
    /// Whether it is an endorsement that counts: in the organisation's own name, with its own keys, on no condition that
    /// only the maintainers say was met, and of the text that was asked about, where it was one.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.endorses() && !self.is_counted_with_successor
    }

    /// The same, whoever else it is counted with.
    fn endorses(&self) -> bool {
        self.standing == Standing::Endorsed && !self.is_of_other_text && self.is_own()
    }

    /// Whether it speaks in the organisation's own name, with its own keys.
    fn is_own(&self) -> bool {
        self.key_binding != Some(KeyBinding::Recovered)
            && self.capacity == Some(Capacity::Organisation)
            && self.claimed_condition.is_none()
    }
}

/// A translation that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TranslationLine {
    /// Its language.
    pub language: Language,
    /// Which of the translations into it.
    pub number: u64,
    /// Its title.
    pub title: Line,
    /// The title that somebody saw who had endorsed these words before it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_before: Option<Line>,
    /// The hash of its text.
    pub sha256: Hash,
    /// How many organisations have endorsed exactly these words, as they endorse a version.
    pub endorsed: u64,
    /// The log entry.
    pub entry: u64,
}

/// That the maintainers took a version back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RetractionLine {
    /// Why, as they say.
    pub reason: Line,
    /// What is to be read instead, as they say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<VersionId>,
    /// When, as they claim.
    pub retracted_at: Timestamp,
    /// The log entry.
    pub entry: u64,
}

/// A file of a version that the maintainers took down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TakenDownLine {
    /// Where it lay.
    pub path: String,
    /// Its language, where it is a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// SHA-256 of its bytes.
    pub sha256: Hash,
    /// Why, as they say.
    pub reason: Line,
}

/// What an endorsement has no more that the organisation's endorsement before it had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// The text in a language.
    Text(Language),
    /// The reservation, in these words.
    Reservation(Line),
    /// The conditions.
    Conditions(Conditions),
}

impl Lost {
    /// What the organisation's endorsement `before` had and `now` has not in the same words.
    #[must_use]
    pub fn between(before: &Endorsement, now: &Endorsement) -> Vec<Self> {
        let texts = before.texts.keys().filter(|one| !now.texts.contains_key(*one));
        let mut lost: Vec<Self> = texts.cloned().map(Self::Text).collect();
        let reservation =
            before.reservation.clone().filter(|_| before.reservation != now.reservation);
        lost.extend(reservation.map(Self::Reservation));
        let conditions = before.conditions.filter(|_| before.conditions != now.conditions);
        lost.extend(conditions.map(Self::Conditions));
        lost
    }
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VersionLine {
    /// Its number.
    pub version: u64,
    /// Its hash: what everybody signs.
    pub record: Hash,
    /// Its title in the original language.
    pub title: String,
    /// The original language, then the translations.
    pub languages: Vec<String>,
    /// The translations that stand, which were made after it was published.
    pub translations: Vec<TranslationLine>,
    /// Where it stands.
    pub standing: VersionStanding,
    /// That the maintainers took it back.
    pub retraction: Option<RetractionLine>,
    /// When it was published, as the maintainers claim.
    pub published_at: Option<Timestamp>,
    /// Whether that is before an act that was published with it, or before the publication of the version before it.
    pub is_back_dated: bool,
    /// How many organisations endorse it: logged, in their own name, with their own keys.
    pub endorsed: u64,
    /// How many names stand under the text.
    pub named: u64,
    /// How many of the organisations named under the text endorse it.
    pub endorsed_of_named: u64,
    /// Who endorsed the version before; absent in a bundle, which has no acts on other versions.
    pub earlier: Option<Earlier>,
    /// How many organisations' acts the maintainers say they do not show; nobody can check it here.
    pub withheld: u64,
    /// The files of it that the maintainers took down.
    pub taken_down: Vec<TakenDownLine>,
    /// The newest log entry about it.
    pub newest_entry: u64,
    /// The organisations named under it or that acted on it.
    pub organisations: Vec<OrganisationLine>,
    /// The language of the one text that was asked about; then only endorsements of that text count.
    pub text: Option<Language>,
}

impl VersionLine {
    /// How many organisations endorse any of its texts, whichever was asked about.
    #[must_use]
    pub fn endorsed_any(&self) -> u64 {
        let other = self.organisations.iter().filter(|line| line.is_of_other_text && line.is_own());
        self.endorsed + other.count() as u64
    }

    /// How many of the endorsements that count are of the text in a language.
    #[must_use]
    pub fn endorsed_in(&self, language: &str) -> u64 {
        let counted = self.organisations.iter().filter(|line| line.counts());
        counted.filter(|line| line.texts.keys().any(|one| one.as_str() == language)).count() as u64
    }

    /// The languages of the endorsements that count and are not of the original text.
    #[must_use]
    pub fn only_other_languages(&self) -> BTreeSet<&Language> {
        let original = self.languages.first().map_or("", String::as_str);
        let has_it =
            |line: &OrganisationLine| line.texts.keys().any(|one| one.as_str() == original);
        let others = self.organisations.iter().filter(|line| line.counts() && !has_it(line));
        others.flat_map(|line| line.texts.keys()).collect()
    }

    /// Counts only those who endorse the text in this language.
    pub(super) fn narrow(&mut self, language: &Language) {
        for line in &mut self.organisations {
            line.is_of_other_text =
                line.standing == Standing::Endorsed && !line.texts.contains_key(language);
        }
        self.text = Some(language.clone());
        self.count();
    }

    /// An organisation and those that go on from it are one, where several of them endorse: the last one counts.
    ///
    /// Where they go round in a circle, the first by its domain does.
    fn join_successors(&mut self) {
        let endorsing = self.organisations.iter().filter(|line| line.endorses());
        let endorsing: BTreeMap<Domain, Vec<Domain>> = endorsing
            .filter_map(|line| Some((line.organisation.clone()?, line.successors.clone())))
            .collect();
        for line in &mut self.organisations {
            let Some(domain) = &line.organisation else { continue };
            line.is_counted_with_successor = line.successors.iter().any(|other| {
                let after = endorsing.get(other).filter(|_| other != domain);
                after.is_some_and(|after| !after.contains(domain) || other < domain)
            });
        }
    }

    /// Counts the endorsements; what a line does not call endorsed is not counted either.
    pub(super) fn count(&mut self) {
        self.join_successors();
        let counted = self.organisations.iter().enumerate().filter(|(_, line)| line.counts());
        let places: Vec<usize> = counted.map(|(place, _)| place).collect();
        self.endorsed = places.len() as u64;
        // Those who are named under the text stand first, in the order printed.
        self.endorsed_of_named =
            places.iter().filter(|place| **place < self.named as usize).count() as u64;
    }
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatementLine {
    /// Its name.
    pub id: StatementId,
    /// Its versions, first to last.
    pub versions: Vec<VersionLine>,
}

/// The verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The word behind the exit code.
    pub outcome: Outcome,
    /// The registry; absent where its first record cannot be believed.
    pub registry: Option<RegistryLine>,
    /// The log; absent where it cannot be read.
    pub log: Option<LogLine>,
    /// What the state that was looked at is called where it comes from; absent where nothing names it.
    pub commit: Option<String>,
    /// What was looked at was a bundle; absent where it was a registry.
    pub bundle: Option<BundleLine>,
    /// How much was looked at.
    pub checked: Checked,
    /// What was not checked.
    pub not_checked: Vec<NotChecked>,
    /// The statements that were asked about.
    pub statements: Vec<StatementLine>,
    /// What there is to say, gravest first.
    pub findings: Vec<Finding>,
    /// What the statements add up to, also where they are not held here.
    pub totals: Totals,
}
