//! Statements and their versions: acts, conditions, standing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Violation;
use super::violation::Expected;
use crate::digest::Hash;
use crate::layout::{self, Place};
use crate::name::{Domain, Label, Language};
use crate::record::endorsement::{Act, Conditions, Endorsement};
use crate::record::line::Line;
use crate::record::signatories::{Signatories, Signatory};
use crate::record::{Retraction, Statement, Translation};
use crate::time::Timestamp;

/// An act that was admitted.
#[derive(Debug, Clone)]
pub struct Performed {
    /// The hash of the record.
    pub record: Hash,
    /// What the organisation says.
    pub body: Arc<Endorsement>,
    /// The log entry.
    pub at: u64,
    /// The labels of the keys that signed, sorted.
    pub signers: Vec<Label>,
    /// How many of them had to.
    pub threshold: u64,
    /// What became of what it asks for beside it.
    pub condition: Condition,
}

/// What became of the number of others that an endorsement asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// It is judged when the version is published, or within its append where it comes late.
    Waiting,
    /// It held only with acts that are not shown: the maintainers say so, and nobody can see it.
    Claimed,
    /// It held with what is shown, or asks for nothing.
    Met,
}

/// The publication of a version.
#[derive(Debug, Clone, Copy)]
pub struct Published {
    /// The hash of the record.
    pub record: Hash,
    /// When, as the maintainers claim.
    pub published_at: Timestamp,
    /// The log entry.
    pub at: u64,
}

/// A translation that was admitted.
#[derive(Debug, Clone)]
pub struct Translated {
    /// The hash of the record.
    pub record: Hash,
    /// What it says.
    pub body: Translation,
    /// The log entry.
    pub at: u64,
}

/// That the maintainers took a version back.
#[derive(Debug, Clone)]
pub struct Retracted {
    /// The hash of the record.
    pub record: Hash,
    /// What it says.
    pub body: Retraction,
    /// The log entry.
    pub at: u64,
}

/// One version and everything that was admitted about it.
#[derive(Debug, Clone)]
pub struct Version {
    /// The hash of the statement record: what everybody signs.
    pub record: Hash,
    /// What it says.
    pub statement: Arc<Statement>,
    /// The names under it; absent where it has none, or they are not here.
    pub names: Option<Arc<Signatories>>,
    /// The log entry.
    pub at: u64,
    /// Absent while the version is a draft.
    pub publication: Option<Published>,
    /// Present where the maintainers took it back.
    pub retraction: Option<Retracted>,
    /// The translations of it, by language, in order.
    pub translations: BTreeMap<Language, Vec<Translated>>,
    /// The files of it that the maintainers took down, by hash, with the reason.
    pub taken_down: BTreeMap<Hash, Line>,
    /// The acts on it, by organisation, in order.
    pub acts: BTreeMap<Domain, Vec<Performed>>,
}

/// A file that a version binds by hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundFile {
    /// Where it lies.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: Hash,
    /// Length, in bytes.
    pub bytes: u64,
    /// Its language, where it is a text.
    pub language: Option<Language>,
    /// Why it is not shown, where the maintainers took it down.
    pub taken_down: Option<Line>,
}

impl BoundFile {
    /// Whether it holds the names under a text.
    #[must_use]
    pub fn is_names(&self) -> bool {
        matches!(layout::place_of(&self.path), Place::Signatories(_))
    }

    /// Whether it is one of the files that people read as the version: its words and the names under them.
    #[must_use]
    pub fn is_carried(&self) -> bool {
        self.language.is_some() || self.is_names()
    }
}

impl Version {
    /// Whose names stand under it, as far as they are here, in the order printed.
    #[must_use]
    pub fn signatories(&self) -> &[Signatory] {
        self.names.as_ref().map_or(&[], |names| names.all())
    }

    /// Whether names stand under it that are not here.
    #[must_use]
    pub fn lacks_names(&self) -> bool {
        self.statement.signatories.is_some() && self.names.is_none()
    }

    /// The name that is printed under it for an organisation.
    #[must_use]
    pub fn printed_name(&self, organisation: &Domain) -> Option<&Line> {
        self.names.as_ref()?.printed_name(organisation)
    }

    /// Every file that it binds: its texts, all its translations, the names under it, its attachments.
    #[must_use]
    pub fn files(&self) -> Vec<BoundFile> {
        let statement = &self.statement;
        let id = statement.id.at(statement.version);
        let file = |path: String, (sha256, bytes): (Hash, u64), language: Option<&Language>| {
            let taken_down = self.taken_down.get(&sha256).cloned();
            BoundFile { path, sha256, bytes, language: language.cloned(), taken_down }
        };
        let texts = statement.texts.iter().map(|(language, text)| {
            file(layout::text_path(&id, language), (text.sha256, text.bytes), Some(language))
        });
        let attachments = statement.attachments.iter().map(|one| {
            file(layout::attachment_path(&id, &one.file), (one.sha256, one.bytes), None)
        });
        let translations = self.translations.values().flatten().filter_map(|one| {
            let (language, text) = (&one.body.language, one.body.text.as_ref()?);
            let path = layout::translated_path(&id, language, one.body.number);
            Some(file(path, (text.sha256, text.bytes), Some(language)))
        });
        let names = statement
            .signatories
            .iter()
            .map(|names| file(layout::signatories_path(&id), (names.sha256, names.bytes), None));
        texts.chain(translations).chain(names).chain(attachments).collect()
    }

    /// The last act of an organisation.
    #[must_use]
    pub fn last_act(&self, organisation: &Domain) -> Option<&Performed> {
        self.acts.get(organisation)?.last()
    }

    /// The newest endorsement of an organisation before the act with this number.
    #[must_use]
    pub fn endorsement_before(&self, organisation: &Domain, number: u64) -> Option<&Performed> {
        let acts = self.acts.get(organisation)?.iter().rev();
        acts.filter(|act| act.body.number < number).find(|act| act.body.act == Act::Endorse)
    }

    /// Admits an act that continues this organisation's chain on this version.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub fn continue_chain(&self, body: &Endorsement) -> Result<(), Violation> {
        let last = self.last_act(&body.organisation);
        let number = last.map_or(1, |last| last.body.number + 1);
        if body.number != number || body.previous != last.map(|last| last.record) {
            let what = Expected::Act { organisation: body.organisation.clone(), number };
            return Err(Violation::Chain { what });
        }
        let endorsed = last.is_some_and(|last| last.body.act == Act::Endorse);
        match body.act {
            Act::Withdraw if !endorsed => {
                Err(Violation::NothingToWithdraw { organisation: body.organisation.clone() })
            }
            Act::Decline if endorsed => {
                Err(Violation::WithdrawInstead { organisation: body.organisation.clone() })
            }
            Act::Endorse => self.check_texts(body),
            _ => Ok(()),
        }
    }

    /// An endorsement is of texts that are here, word for word.
    fn check_texts(&self, body: &Endorsement) -> Result<(), Violation> {
        for (language, got) in &body.texts {
            let (organisation, language) = (body.organisation.clone(), language.clone());
            match self.text(&language) {
                Some(want) if want == *got => {}
                Some(want) => {
                    let got = *got;
                    return Err(Violation::OtherText { organisation, language, want, got });
                }
                None => return Err(Violation::NoSuchLanguage { organisation, language }),
            }
        }
        Ok(())
    }
}

/// A condition that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmet {
    /// Published too early.
    NotBefore(Timestamp),
    /// Published too late.
    Until(Timestamp),
    /// Not enough others.
    AtLeast {
        /// How many it asks for, itself included.
        want: u64,
        /// How many there are.
        got: u64,
    },
}

pub(super) fn out_of_time(conditions: &Conditions, published_at: Timestamp) -> Option<Unmet> {
    if let Some(not_before) = conditions.not_before.filter(|from| published_at < *from) {
        return Some(Unmet::NotBefore(not_before));
    }
    conditions.until.filter(|until| published_at >= *until).map(Unmet::Until)
}
