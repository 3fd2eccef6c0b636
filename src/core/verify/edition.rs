//! What pages are made from: a report about everything, and what the judged records say besides.
//!
//! An [`Edition`] is made from a registry that was examined, and only of what its report shows.
//! Pages are functions of it; they get no other door to a record, so what was not judged cannot be shown.
//! Words are not in it, only their hashes: whoever shows a text has to find it by its hash.

use std::collections::BTreeMap;

use super::evidence::{self, ConfirmedLine};
use super::report::{Outcome, Report};
use super::{Examined, Question, Subject};
use crate::digest::Hash;
use crate::layout::{self, Place};
use crate::ledger::authority::{Enrolled, Tenure};
use crate::ledger::version::Version;
use crate::name::{Domain, Language, VersionId};
use crate::record::Body;
use crate::record::line::Line;
use crate::time::Timestamp;

/// A registry as pages show it.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The verdict about everything.
    pub report: Report,
    /// What else the versions of the report say.
    pub versions: BTreeMap<VersionId, VersionPart>,
    /// Everybody who is enrolled.
    pub organisations: BTreeMap<Domain, OrganisationPart>,
    /// Who keeps the registry.
    pub maintainers: Vec<String>,
    /// How many of them must sign.
    pub threshold: u64,
    /// The checkpoint's note, as it lies in the registry.
    pub checkpoint: String,
    /// The newest time that anybody claims in a record that was admitted.
    pub newest: Option<Timestamp>,
}

/// What a statement's record says that its line in the report does not.
#[derive(Debug, Clone)]
pub struct VersionPart {
    /// The date printed on it.
    pub date: Option<String>,
    /// The language it was written in.
    pub original: Language,
    /// Titles by language.
    pub titles: BTreeMap<Language, String>,
    /// What changed since the version before.
    pub summary: Option<String>,
    /// The words by language: where they lie, their hash and length.
    pub texts: BTreeMap<Language, Bound>,
    /// Other files that it binds, by name.
    pub attachments: BTreeMap<String, Hash>,
}

/// A file that a version binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Where it lies in the registry.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: Hash,
    /// Its length, in bytes.
    pub bytes: u64,
}

/// An organisation and its keys.
#[derive(Debug, Clone)]
pub struct OrganisationPart {
    /// Its name.
    pub name: String,
    /// Other names it is known by.
    pub aliases: Vec<String>,
    /// How many of its keys must sign.
    pub threshold: u64,
    /// Its keys, those that ended included.
    pub keys: Vec<KeyPart>,
    /// Who says that keys are its own.
    pub confirmations: Vec<ConfirmedLine>,
    /// The entries at which the maintainers replaced its keys, and whether an earlier key stands behind that.
    pub recoveries: Vec<(u64, bool)>,
    /// Whether so few keys are left that it cannot speak.
    pub is_silent: bool,
}

/// A key from the entry that enrolled it to the entry that ended it.
#[derive(Debug, Clone)]
pub struct KeyPart {
    /// Its label.
    pub label: String,
    /// Its fingerprint as OpenSSH shows it.
    pub fingerprint: String,
    /// The entry that enrolled it.
    pub from: u64,
    /// The entry that ended it.
    pub until: Option<u64>,
    /// Whether it ended itself.
    pub is_revoked: bool,
    /// The entry since which it is said to have been in other hands.
    pub compromised_since: Option<u64>,
}

impl Examined {
    /// The registry as pages show it; none where it is broken, could not be judged, or has no beginning.
    #[must_use]
    pub fn edition(&self) -> Option<Edition> {
        let report = self.answer(&Question::about(Subject::Registry));
        if matches!(report.outcome, Outcome::Broken | Outcome::Unchecked) {
            return None;
        }
        let state = &self.pending.state;
        let shown = report
            .statements
            .iter()
            .flat_map(|one| one.versions.iter().map(|version| one.id.at(version.version)));
        let versions = shown
            .filter_map(|id| {
                let part = version(state.version(&id)?);
                Some((id, part))
            })
            .collect();
        let logged = &self.replayed.state;
        let organisations = logged.organisations().iter();
        let organisations =
            organisations.map(|(domain, one)| (domain.clone(), organisation(one))).collect();
        let root = logged.root()?;
        let names = root.names_at(self.log.as_ref()?.size());
        Some(Edition {
            versions,
            organisations,
            maintainers: names.map(ToString::to_string).collect(),
            threshold: root.body.threshold,
            checkpoint: String::from_utf8(self.log.as_ref()?.note.clone()).ok()?,
            newest: self.newest(),
            report,
        })
    }

    fn newest(&self) -> Option<Timestamp> {
        let times = self.reading.records.iter().filter_map(|read| match read.record.body() {
            Body::Registry(body) => Some(body.made_at),
            Body::Organisation(body) => Some(body.made_at),
            Body::Confirmation(body) => Some(body.confirmed_at),
            Body::Endorsement(body) => Some(body.made_at),
            Body::Publication(body) => Some(body.published_at),
            Body::Statement(_) | Body::Revocation(_) | Body::Withholding(_) => None,
        });
        times.max()
    }
}

fn version(version: &Version) -> VersionPart {
    let statement = &version.statement;
    let id = statement.id.at(statement.version);
    let bound = |language: &Language| {
        let text = statement.texts.get(language)?;
        let path = layout::path_of(&Place::Text(id.clone(), language.clone()))?;
        Some((language.clone(), Bound { path, sha256: text.sha256, bytes: text.bytes }))
    };
    let titles = statement.title.iter();
    let attachments = statement.attachments.iter();
    VersionPart {
        date: statement.date.as_ref().map(ToString::to_string),
        original: statement.original_language.clone(),
        titles: titles.map(|(language, title)| (language.clone(), title.to_string())).collect(),
        summary: statement.summary.as_ref().map(Line::to_string),
        texts: statement.texts.keys().filter_map(bound).collect(),
        attachments: attachments.map(|one| (one.file.to_string(), one.sha256)).collect(),
    }
}

fn organisation(enrolled: &Enrolled) -> OrganisationPart {
    let confirmations = enrolled.confirmations.iter();
    let recoveries = enrolled.recoveries.iter();
    OrganisationPart {
        name: enrolled.body.name.to_string(),
        aliases: enrolled.body.aliases.iter().map(ToString::to_string).collect(),
        threshold: enrolled.body.threshold,
        keys: enrolled.keys.all().map(key).collect(),
        confirmations: confirmations.map(evidence::confirmation).collect(),
        recoveries: recoveries.map(|one| (one.at, one.is_adopted)).collect(),
        is_silent: enrolled.is_silent(),
    }
}

fn key(tenure: &Tenure) -> KeyPart {
    KeyPart {
        label: tenure.label.to_string(),
        fingerprint: tenure.key.fingerprint(),
        from: tenure.from,
        until: tenure.end.as_ref().map(|end| end.at),
        is_revoked: tenure.end.as_ref().is_some_and(|end| end.revoked),
        compromised_since: tenure.compromised.as_ref().map(|compromised| compromised.since),
    }
}
