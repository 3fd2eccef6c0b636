//! What pages are made from: a report about everything, and what the judged records say besides.
//!
//! An [`Edition`] is made from a registry that was examined, some statements at a time, and only of what its report shows.
//! Pages are functions of it; they get no other door to a record, so what was not judged cannot be shown.
//! Words are not in it, only their hashes: whoever shows a text has to find it by its hash.

use std::collections::BTreeMap;

use super::Examined;
use super::dated::claimed;
use super::evidence::{self, ConfirmedLine};
use super::pipeline::Judged;
use super::report::{Outcome, Report, StatementLine};
use super::totals::Totals;
use crate::digest::Hash;
use crate::layout;
use crate::ledger::authority::{Enrolled, Tenure};
use crate::ledger::version::{Translated, Version};
use crate::name::{Domain, Language, VersionId};
use crate::record::line::Line;
use crate::record::listing::Retired;

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
    /// The translations that stand, by language.
    pub translations: BTreeMap<Language, TranslationPart>,
    /// Other files that it binds, by name.
    pub attachments: BTreeMap<String, Hash>,
    /// The entry of the log that published it.
    pub published: Option<u64>,
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

/// A translation that stands.
#[derive(Debug, Clone)]
pub struct TranslationPart {
    /// Its title.
    pub title: String,
    /// Its words: where they lie, their hash and length.
    pub text: Bound,
}

impl VersionPart {
    /// Its words in every language, translations included.
    pub fn every_text(&self) -> impl Iterator<Item = (&Language, &Bound)> {
        let translations = self.translations.iter().map(|(language, one)| (language, &one.text));
        self.texts.iter().chain(translations)
    }
}

/// An organisation and its keys.
#[derive(Debug, Clone)]
pub struct OrganisationPart {
    /// Its name.
    pub name: String,
    /// Other names it is known by.
    pub aliases: Vec<String>,
    /// That it is retired, and why.
    pub retired: Option<Retired>,
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
    /// Whether it signed a record that enrols or keeps it.
    pub is_shown: bool,
    /// The entry since which it is said to have been in other hands.
    pub compromised_since: Option<u64>,
}

/// What an edition has of some statements.
#[derive(Debug, Clone, Default)]
pub struct EditionPart {
    /// Their lines.
    pub statements: Vec<StatementLine>,
    /// What else their versions say.
    pub versions: BTreeMap<VersionId, VersionPart>,
    /// The newest time that anybody claims in one of their records.
    pub newest: Option<Timestamp>,
}

impl EditionPart {
    /// What an edition has of a part.
    #[must_use]
    pub fn of(judged: &Judged<'_>) -> Self {
        let part = judged.part.iter().flat_map(|part| &part.reading.records);
        let newest = part.filter_map(|read| claimed(&read.record)).max();
        let shown = judged
            .lines
            .iter()
            .flat_map(|one| one.versions.iter().map(|version| one.id.at(version.version)));
        let shown = shown.filter_map(|id| {
            let part = version(judged.version(&id)?);
            Some((id, part))
        });
        let versions = shown.collect();
        Self { statements: judged.lines.clone(), versions, newest }
    }

    /// The same with only as much as pages about several statements show.
    #[must_use]
    pub fn brief(mut self) -> Self {
        let versions = self.statements.iter_mut().flat_map(|one| &mut one.versions);
        for line in versions.flat_map(|version| &mut version.organisations) {
            line.evidence = Vec::new();
        }
        for part in self.versions.values_mut() {
            part.titles = BTreeMap::new();
            part.summary = None;
            part.texts = BTreeMap::new();
            part.translations = BTreeMap::new();
            part.attachments = BTreeMap::new();
        }
        self
    }

    fn add(&mut self, other: Self) {
        self.statements.extend(other.statements);
        self.versions.extend(other.versions);
        self.newest = self.newest.max(other.newest);
    }
}

impl Edition {
    /// The registry as pages show it, after its report was made; none where it is broken, could not be judged, or has no
    /// beginning.
    #[must_use]
    pub fn of(
        examined: &Examined,
        report: Report,
        parts: impl IntoIterator<Item = EditionPart>,
    ) -> Option<Self> {
        if matches!(report.outcome, Outcome::Broken | Outcome::Unchecked) {
            return None;
        }
        let mut all = EditionPart::default();
        parts.into_iter().for_each(|part| all.add(part));
        let logged = &examined.replayed.state;
        let organisations = logged.organisations().iter();
        let organisations =
            organisations.map(|(domain, one)| (domain.clone(), organisation(one))).collect();
        let root = logged.root()?;
        let log = examined.log.as_ref()?;
        let held = examined.reading.records.iter().map(|read| &read.record);
        Some(Self {
            versions: all.versions,
            organisations,
            maintainers: root.names_at(log.size()).map(ToString::to_string).collect(),
            threshold: root.body.threshold,
            checkpoint: String::from_utf8(log.note.clone()).ok()?,
            newest: all.newest.max(held.filter_map(claimed).max()),
            report: Report { statements: all.statements, ..report },
        })
    }

    /// The same with other statements, for the pages about each of them.
    #[must_use]
    pub fn with(&self, part: EditionPart) -> Self {
        let EditionPart { statements, versions, .. } = part;
        let Self { report, maintainers, checkpoint, .. } = self;
        Self {
            report: Report {
                registry: report.registry.clone(),
                log: report.log.clone(),
                commit: report.commit.clone(),
                not_checked: Vec::new(),
                statements,
                findings: Vec::new(),
                totals: Totals::default(),
                ..*report
            },
            versions,
            organisations: BTreeMap::new(),
            maintainers: maintainers.clone(),
            checkpoint: checkpoint.clone(),
            ..*self
        }
    }
}

impl Examined {
    /// What a version's record says, where it was admitted and is held.
    #[must_use]
    pub fn version_part(&self, id: &VersionId) -> Option<VersionPart> {
        self.pending.state.version(id).map(version)
    }
}

fn version(version: &Version) -> VersionPart {
    let statement = &version.statement;
    let id = statement.id.at(statement.version);
    // What was taken down is told by the report.
    let is_shown = |sha256: &Hash| !version.taken_down.contains_key(sha256);
    let translated = |one: (&Language, &Translated)| {
        translation(one).filter(|(_, part)| is_shown(&part.text.sha256))
    };
    let bound = |language: &Language| {
        let text = statement.texts.get(language).filter(|text| is_shown(&text.sha256))?;
        let path = layout::text_path(&id, language);
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
        translations: version.standing_translations().filter_map(translated).collect(),
        attachments: attachments
            .filter(|one| is_shown(&one.sha256))
            .map(|one| (one.file.to_string(), one.sha256))
            .collect(),
        published: version.publication.map(|publication| publication.at),
    }
}

fn translation((language, one): (&Language, &Translated)) -> Option<(Language, TranslationPart)> {
    let text = one.body.text.as_ref()?;
    let path = layout::translated_path(&one.body.of(), language, one.body.number);
    let title = one.body.title.as_ref()?.to_string();
    let text = Bound { path, sha256: text.sha256, bytes: text.bytes };
    Some((language.clone(), TranslationPart { title, text }))
}

fn organisation(enrolled: &Enrolled) -> OrganisationPart {
    let confirmations = enrolled.confirmations.iter();
    let recoveries = enrolled.recoveries.iter();
    OrganisationPart {
        name: enrolled.listed.name.to_string(),
        aliases: enrolled.listed.aliases.iter().map(ToString::to_string).collect(),
        retired: enrolled.listed.retired.clone(),
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
        is_shown: tenure.is_shown,
        is_revoked: tenure.end.as_ref().is_some_and(|end| end.revoked),
        compromised_since: tenure.compromised.as_ref().map(|compromised| compromised.since),
    }
}
