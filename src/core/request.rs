//! Requests: everything that one organisation needs to answer about one version, on a computer without the registry.
//!
//! In an [envelope](crate::envelope) is canonical JSON with the statement's record, the words and their translations, the
//! organisation's record, the registry's first record, what the organisation last said, and the time of its answer.
//! It has no salt: whoever answers draws one, so that who reads the mail cannot find the answer in the log.
//!
//! A request is foreign bytes, and nothing in it is believed because it is there. [`Request::from_text`] checks
//! everything in it against itself: the words against the hashes in the statement's record, that record and the
//! organisation's against the registry's id, and the id against the first record that it is the hash of.
//! What it cannot show is that this registry is the one that the reader means, and that the organisation's keys are
//! those which the registry has; a registry that takes the answer in decides that by its own records.

pub mod note;
mod words;

pub use words::{SentTranslation, Translations};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::canonical::{self, CanonicalError};
use crate::digest::Hash;
use crate::envelope::{Envelope, EnvelopeError};
use crate::ledger::version::{Condition, Performed, Translated, Version};
use crate::name::{Language, VersionId};
use crate::record::endorsement::{Act, Capacity};
use crate::record::line::{Line, Salt};
use crate::record::{Body, Endorsement, Organisation, Record, RecordError, Registry, Statement};
use crate::text::Text;
use crate::time::Timestamp;
use words::{TranslationContent, check_translations, check_words, record};

/// Most bytes of a request's JSON: two versions of a long text in several languages, and still a mail that arrives.
pub const CONTENT_BYTES_MAX: usize = 4 << 20;
/// Largest text that is read, in bytes: the largest request in base64, and a mail around it.
pub const REQUEST_BYTES_MAX: usize = 6 << 20;

/// How it travels.
pub const ENVELOPE: Envelope = Envelope { name: "REQUEST", text_bytes_max: REQUEST_BYTES_MAX };

const TYPE: &str = "countersign/request/v1";

/// The words of a version, by language.
pub type Texts = BTreeMap<Language, Text>;

/// What an organisation said about an earlier version, and the words of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its endorsement.
    pub act: Record,
    /// The record of the version that it endorsed.
    pub statement: Record,
    /// The words of that version.
    pub texts: Texts,
}

/// What one organisation is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestParts {
    /// Until when an answer is hoped for.
    pub deadline: Option<Timestamp>,
    /// The version before this one that it endorsed, for the word difference.
    pub earlier: Option<Earlier>,
    /// The organisation's last act on this version, which its answer continues.
    pub last: Option<Record>,
    /// When it was asked; also the answer's `made_at`.
    pub made_at: Timestamp,
    /// The name that the organisation is listed under.
    pub name: Line,
    /// The newest record of the organisation.
    pub organisation: Record,
    /// Whether the version is published: a decline is then public.
    pub published: bool,
    /// The registry's first record, whose hash is the registry's id.
    pub registry: Record,
    /// Where the answer is to be sent.
    pub reply_to: Option<Line>,
    /// The version's record, with the names under it.
    pub statement: Record,
    /// The words.
    pub texts: Texts,
    /// The translations of it that stand, as far as they fit: an answer endorses one only where it says so.
    pub translations: Translations,
}

/// A request in which everything fits together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    asked: RequestParts,
    registry: Registry,
    organisation: Organisation,
    statement: Arc<Statement>,
    last: Option<Arc<Endorsement>>,
    earlier: Option<Arc<Statement>>,
}

/// Why a text is no request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Not an envelope with a request.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// Not the JSON of a request.
    #[error("what stands between the marks is no request: {0}")]
    Json(#[from] CanonicalError),
    /// A record in it that is none.
    #[error("the record under {member}: {error}")]
    Record {
        /// Where it stands.
        member: &'static str,
        /// What is wrong with it.
        error: RecordError,
    },
    /// Words that are not those which the hash in the record names.
    #[error("the text in {language} is not the one that the statement's record names")]
    Words {
        /// Which.
        language: Language,
    },
    /// Two things in it that do not belong together.
    #[error("{member} does not belong to this request: {why}")]
    Apart {
        /// What.
        member: &'static str,
        /// Why not.
        why: &'static str,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deadline: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    earlier: Option<EarlierContent>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    made_at: Timestamp,
    name: Line,
    organisation: String,
    published: bool,
    registry: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reply_to: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signatories: Option<String>,
    statement: String,
    texts: BTreeMap<Language, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    translations: BTreeMap<Language, TranslationContent>,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EarlierContent {
    act: String,
    statement: String,
    texts: BTreeMap<Language, String>,
}

impl Request {
    /// A request whose parts fit together and that is small enough to be sent.
    ///
    /// # Errors
    /// Where they do not, or it is too large; as for [`Request::from_text`].
    pub fn new(asked: RequestParts) -> Result<Self, RequestError> {
        let request = Self::check(asked)?;
        let got = request.content()?.len();
        if got > CONTENT_BYTES_MAX {
            return Err(CanonicalError::TooLarge { got, max: CONTENT_BYTES_MAX }.into());
        }
        Ok(request)
    }

    /// Reads a text as it came by mail.
    ///
    /// # Errors
    /// Where it holds no request, more than one, one that was changed, or one whose parts do not fit together.
    pub fn from_text(text: &[u8]) -> Result<Self, RequestError> {
        let content: Content = canonical::decode(&ENVELOPE.open(text)?, CONTENT_BYTES_MAX)?;
        if content.kind != TYPE {
            return Err(CanonicalError::Shape(format!("want the type {TYPE}")).into());
        }
        let mut statement = record("statement", content.statement)?;
        if let Some(names) = content.signatories {
            let error = |error| RequestError::Record { member: "signatories", error };
            statement = statement.with_names(names.as_bytes()).map_err(error)?;
        }
        let texts = words::texts(&statement, content.texts)?;
        let read = |(language, sent): (Language, TranslationContent)| {
            let sent = sent.read(&language)?;
            Ok::<_, RequestError>((language, sent))
        };
        let translations = content.translations.into_iter().map(read).collect::<Result<_, _>>()?;
        let earlier = match content.earlier {
            None => None,
            Some(earlier) => {
                let statement = record("earlier", earlier.statement)?;
                let texts = words::texts(&statement, earlier.texts)?;
                Some(Earlier { act: record("earlier", earlier.act)?, statement, texts })
            }
        };
        Self::check(RequestParts {
            deadline: content.deadline,
            earlier,
            last: content.last.map(|last| record("last", last)).transpose()?,
            made_at: content.made_at,
            name: content.name,
            organisation: record("organisation", content.organisation)?,
            published: content.published,
            registry: record("registry", content.registry)?,
            reply_to: content.reply_to,
            statement,
            texts,
            translations,
        })
    }

    /// The text to be sent.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn to_text(&self) -> Result<String, RequestError> {
        let words = format!(
            "{} is asked about {} by {}",
            self.organisation.organisation,
            self.version_id(),
            self.registry.name
        );
        Ok(ENVELOPE.seal(&words, &self.content()?))
    }

    /// What is asked, as it was read.
    #[must_use]
    pub const fn asked(&self) -> &RequestParts {
        &self.asked
    }

    /// The registry's founding record.
    #[must_use]
    pub const fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The registry's id.
    #[must_use]
    pub const fn registry_id(&self) -> Hash {
        self.asked.registry.hash()
    }

    /// The organisation as this request says it is enrolled.
    #[must_use]
    pub const fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    /// What the version says.
    #[must_use]
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// The version before this one that the organisation endorsed.
    #[must_use]
    pub fn earlier(&self) -> Option<(&Statement, &Texts)> {
        Some((self.earlier.as_ref()?, &self.asked.earlier.as_ref()?.texts))
    }

    /// The version that it is about.
    #[must_use]
    pub fn version_id(&self) -> VersionId {
        self.statement.id.at(self.statement.version)
    }

    /// The version with what this organisation said about it, as the ledger's rules see it.
    #[must_use]
    pub fn version(&self) -> Version {
        let performed = self.last.as_ref().zip(self.asked.last.as_ref()).map(|(body, record)| {
            let (body, record) = (body.clone(), record.hash());
            let condition = Condition::Met;
            Performed { record, body, at: 0, signers: Vec::new(), threshold: 0, condition }
        });
        let domain = self.organisation.organisation.clone();
        Version {
            record: self.asked.statement.hash(),
            statement: Arc::clone(&self.statement),
            names: self.asked.statement.names().cloned(),
            at: 0,
            publication: None,
            retraction: None,
            translations: self.translated(),
            taken_down: BTreeMap::new(),
            acts: performed.map(|performed| (domain, vec![performed])).into_iter().collect(),
        }
    }

    /// The answer that has nothing but this act in it, with this salt: with its bytes, `ssh-keygen` alone can give it.
    ///
    /// Where it endorsed this version before, it keeps the texts, the reservation and the conditions of that.
    #[must_use]
    pub fn answer(&self, act: Act, salt: Salt) -> Endorsement {
        let endorses = act == Act::Endorse;
        let before = self.last.as_ref().filter(|last| endorses && last.act == act);
        let texts = || self.endorsed_before(before).unwrap_or_else(|| self.statement.text_hashes());
        Endorsement {
            act,
            capacity: Capacity::Organisation,
            conditions: before.and_then(|before| before.conditions),
            made_at: self.asked.made_at,
            name: self.name().clone(),
            number: self.last.as_ref().map_or(1, |last| last.number.saturating_add(1)),
            organisation: self.organisation.organisation.clone(),
            previous: self.asked.last.as_ref().map(Record::hash),
            public: (act == Act::Decline).then_some(self.asked.published),
            reason: None,
            record: self.asked.statement.hash(),
            registry: self.registry_id(),
            reservation: before.and_then(|before| before.reservation.clone()),
            salt,
            statement: self.statement.id.clone(),
            tag: Default::default(),
            texts: if endorses { texts() } else { BTreeMap::new() },
            version: self.statement.version,
        }
    }

    /// The texts that an endorsement before was of, with the words that they have now; none where it has none of them.
    fn endorsed_before(
        &self,
        before: Option<&Arc<Endorsement>>,
    ) -> Option<BTreeMap<Language, Hash>> {
        let version = self.version();
        let now = |language: &Language| Some((language.clone(), version.text(language)?));
        let texts: BTreeMap<Language, Hash> = before?.texts.keys().filter_map(now).collect();
        Some(texts).filter(|texts| !texts.is_empty())
    }

    fn translated(&self) -> BTreeMap<Language, Vec<Translated>> {
        let all = self.asked.translations.iter();
        all.filter_map(|(language, one)| Some((language.clone(), vec![one.admitted()?]))).collect()
    }

    /// All words that an answer can be about: the version's own, and the translations.
    #[must_use]
    pub fn words(&self) -> Texts {
        let translations = self.asked.translations.iter();
        let translations = translations.map(|(one, sent)| (one.clone(), sent.text.clone()));
        self.asked.texts.clone().into_iter().chain(translations).collect()
    }

    /// The title of a text or a translation.
    #[must_use]
    pub fn title(&self, language: &Language) -> Option<&Line> {
        let own = self.statement.title.get(language);
        own.or_else(|| self.asked.translations.get(language)?.body()?.title.as_ref())
    }

    /// The name that an answer is signed with: as it is printed under the text, else as the organisation is listed.
    #[must_use]
    pub fn name(&self) -> &Line {
        let names = self.asked.statement.names();
        let printed = names.and_then(|one| one.printed_name(&self.organisation.organisation));
        printed.unwrap_or(&self.asked.name)
    }

    /// The answers that the organisation can give now: to say yes, and to say no or to end what it said.
    #[must_use]
    pub fn answers(&self) -> [Act; 2] {
        let has_endorsed = self.last.as_ref().is_some_and(|last| last.act == Act::Endorse);
        [Act::Endorse, if has_endorsed { Act::Withdraw } else { Act::Decline }]
    }

    fn content(&self) -> Result<Vec<u8>, RequestError> {
        let asked = &self.asked;
        let text = |record: &Record| String::from_utf8_lossy(&record.bytes()).into_owned();
        let words = |texts: &Texts| -> BTreeMap<Language, String> {
            texts.iter().map(|(one, words)| (one.clone(), words.as_str().to_owned())).collect()
        };
        let earlier = asked.earlier.as_ref().map(|earlier| EarlierContent {
            act: text(&earlier.act),
            statement: text(&earlier.statement),
            texts: words(&earlier.texts),
        });
        let names = asked.statement.names().map(|names| names.bytes());
        Ok(canonical::encode(&Content {
            deadline: asked.deadline,
            earlier,
            last: asked.last.as_ref().map(text),
            made_at: asked.made_at,
            name: asked.name.clone(),
            organisation: text(&asked.organisation),
            published: asked.published,
            registry: text(&asked.registry),
            reply_to: asked.reply_to.clone(),
            signatories: names.map(String::from_utf8).transpose().unwrap_or_default(),
            statement: text(&asked.statement),
            texts: words(&asked.texts),
            translations: asked
                .translations
                .iter()
                .map(|(language, sent)| (language.clone(), TranslationContent::of(sent)))
                .collect(),
            kind: TYPE.to_owned(),
        })?)
    }

    fn check(asked: RequestParts) -> Result<Self, RequestError> {
        let apart = |member, why| Err(RequestError::Apart { member, why });
        let Body::Registry(registry) = asked.registry.body() else {
            return apart("registry", "it is no registry's record");
        };
        if registry.number != 1 {
            return apart("registry", "it is not the first record of a registry");
        }
        let id = Some(asked.registry.hash());
        let Body::Statement(statement) = asked.statement.body() else {
            return apart("statement", "it is no statement's record");
        };
        let Body::Organisation(organisation) = asked.organisation.body() else {
            return apart("organisation", "it is no organisation's record");
        };
        if asked.statement.registry() != id || asked.organisation.registry() != id {
            return apart("registry", "the other records are of another registry");
        }
        check_words(statement, &asked.texts)?;
        check_translations(&asked.statement, statement, &asked.translations)?;
        if statement.signatories.is_some() && asked.statement.names().is_none() {
            return apart("statement", "the names under it are missing");
        }
        let by_it = |member, record: &Record, about: &Record| match record.body() {
            Body::Endorsement(body)
                if body.organisation == organisation.organisation
                    && record.registry() == id
                    && body.record == about.hash()
                    && record.version() == about.version() =>
            {
                Ok(body.clone())
            }
            _ => {
                let why = "it is no act of this organisation on that version";
                Err(RequestError::Apart { member, why })
            }
        };
        let last = asked.last.as_ref().map(|last| by_it("last", last, &asked.statement));
        let last = last.transpose()?;
        let earlier = match &asked.earlier {
            None => None,
            Some(Earlier { act, statement: before, texts }) => {
                by_it("earlier", act, before)?;
                let Body::Statement(body) = before.body() else {
                    return apart("earlier", "it is no statement's record");
                };
                if body.id != statement.id || body.version >= statement.version {
                    return apart("earlier", "it is no earlier version of this statement");
                }
                check_words(body, texts)?;
                Some(Arc::new((**body).clone()))
            }
        };
        let (registry, organisation) = ((**registry).clone(), organisation.clone());
        let statement = Arc::new((**statement).clone());
        Ok(Self { registry, organisation, statement, last, earlier, asked })
    }
}
