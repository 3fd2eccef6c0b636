//! One more officer's signature on a reply: exactly what the others signed.

use std::path::{Path, PathBuf};

use super::request::check_organisation;
use super::{Terms, sign};
use crate::draft::{self, Draft};
use crate::error::{ActError, OnReplyError, OpenError, WhoseText};
use crate::land::Signed;
use crate::open::Opened;
use crate::signer::Signer;
use crate::texts::{self, Texts};
use crate::{Error, World, officers, paper};
use countersign_core::digest::Hash;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::{Body, Endorsement};
use countersign_core::reply::Reply;
use countersign_core::request::Request;
use countersign_git::store::StoreError;

/// A reply that one more officer is about to sign.
pub struct OnReply {
    /// What the reply says.
    pub body: Endorsement,
    /// The text that it is about.
    pub text: Text,
    item: Signed,
}

/// What the officer means to sign.
#[derive(Debug, Clone, Copy)]
pub struct Intent<'a> {
    /// In whose name, where that was said.
    pub organisation: Option<&'a Domain>,
    /// No more than the act that the reply has.
    pub terms: &'a Terms,
    /// The request that the reply answers, for its text; else the registry at hand has it.
    pub request: Option<&'a Path>,
}

/// The words of a version, and whose keys speak for the organisation: from a request, or from the registry at hand.
pub enum Text {
    /// The request that the reply answers.
    Request(Box<Request>),
    /// The registry at hand.
    Registry {
        /// As it is checked out.
        opened: Box<Opened>,
        /// The version's draft, where it is not published.
        draft: Option<Box<Draft>>,
        /// The words.
        texts: Texts,
    },
}

impl OnReply {
    /// A reply that lay in `file`, with its text: nobody signs words that are not at hand.
    ///
    /// # Errors
    /// Where it is no act, says something else, or its text is not at hand.
    pub fn prepare(
        world: &mut dyn World,
        file: &Path,
        reply: Reply,
        intent: Intent<'_>,
    ) -> Result<Self, Error> {
        let Intent { organisation, terms, request } = intent;
        terms.check_sent()?;
        let (record, signatures) = reply.into_parts();
        let Body::Endorsement(body) = record.body() else {
            let (file, record) = (file.to_owned(), Box::new(record));
            return Err(refused(OnReplyError::NoAct { file, record }));
        };
        let body = (**body).clone();
        match fixed(terms, &body) {
            Fixed::Same => {}
            Fixed::OtherAct => return Err(refused(OnReplyError::SaysElse(Box::new(record)))),
            Fixed::MoreSaid => return Err(refused(OnReplyError::Fixed)),
        }
        check_organisation(organisation, &body.organisation)?;
        let text = match request {
            Some(file) => of_request(paper::read_request(world, file)?, &body)?,
            None => of_registry(world, &body)?,
        };
        Ok(Self { body, text, item: Signed { record, signatures } })
    }

    /// What is signed.
    #[must_use]
    pub const fn item(&self) -> &Signed {
        &self.item
    }

    /// How many of the organisation's keys must sign.
    #[must_use]
    pub fn threshold(&self) -> u64 {
        match &self.text {
            Text::Request(request) => request.organisation().threshold,
            Text::Registry { opened, .. } => {
                let all = opened.examined.pending.state.organisations();
                all.get(&self.body.organisation).map_or(1, |one| one.body.threshold)
            }
        }
    }

    /// The version as it stands before the act.
    ///
    /// # Errors
    /// Where there is none.
    pub fn version(&self) -> Result<Version, Error> {
        match &self.text {
            Text::Request(request) => Ok(request.version()),
            Text::Registry { opened, draft, .. } => {
                draft::version(opened, draft.as_deref(), &self.id()).cloned()
            }
        }
    }

    fn id(&self) -> VersionId {
        self.body.statement.at(self.body.version)
    }

    /// The signers for these key files, none of which has signed already.
    ///
    /// # Errors
    /// Where one may not sign, or has.
    pub fn signers(&self, world: &mut dyn World, keys: &[PathBuf]) -> Result<Vec<Signer>, Error> {
        let signers = match &self.text {
            Text::Request(request) => officers::signers_of_request(world, request, keys)?,
            Text::Registry { opened, .. } => {
                officers::signers(world, opened, &self.body.organisation, keys)?
            }
        };
        let has_signed =
            |one: &Signer| self.item.signatures.iter().any(|(_, by)| *by.key() == one.public());
        if signers.iter().any(has_signed) {
            return Err(refused(OnReplyError::SignedAlready));
        }
        Ok(signers)
    }

    /// What the others signed, with these officers' signatures beside theirs.
    ///
    /// # Errors
    /// Where a key does not sign.
    pub fn sign(mut self, signers: &[Signer]) -> Result<Signed, Error> {
        self.item.signatures.extend(sign(&self.item.record, signers)?.signatures);
        Ok(self.item)
    }
}

enum Fixed {
    Same,
    OtherAct,
    MoreSaid,
}

/// What a reply says is fixed: no option changes it.
fn fixed(terms: &Terms, body: &Endorsement) -> Fixed {
    let plain = Terms { public: None, ..Terms::plain(body.act) };
    let option = Terms { public: None, ..terms.clone() };
    if terms.act != body.act {
        Fixed::OtherAct
    } else if option != plain || terms.public == Some(true) && body.public != terms.public {
        Fixed::MoreSaid
    } else {
        Fixed::Same
    }
}

fn refused(error: OnReplyError) -> Error {
    ActError::Reply(error).into()
}

fn other(whose: WhoseText, body: &Endorsement, got: Hash) -> Error {
    let id = body.statement.at(body.version);
    refused(OnReplyError::OtherText { whose, id, got, want: body.record })
}

fn of_request(request: Request, body: &Endorsement) -> Result<Text, Error> {
    let hash = request.asked().statement.hash();
    if hash != body.record || request.registry_id() != body.registry {
        return Err(other(WhoseText::Request, body, hash));
    }
    let asked = &request.organisation().organisation;
    if *asked != body.organisation {
        let (asked, said) = (asked.clone(), body.organisation.clone());
        return Err(refused(OnReplyError::OtherRequest { asked, said }));
    }
    Ok(Text::Request(Box::new(request)))
}

fn of_registry(world: &mut dyn World, body: &Endorsement) -> Result<Text, Error> {
    let opened = match Opened::sound_about(world, &body.statement) {
        Ok(opened) if opened.registry()? == body.registry => opened,
        Ok(_) => return Err(refused(OnReplyError::NoText)),
        Err(error) if is_nowhere(&error) => return Err(refused(OnReplyError::NoText)),
        Err(error) => return Err(error),
    };
    let id = body.statement.at(body.version);
    let draft = Draft::find(&opened, &id)?;
    let version = draft::version(&opened, draft.as_ref(), &id)?;
    if version.record != body.record {
        return Err(other(WhoseText::Registry, body, version.record));
    }
    let mut texts = texts::with_translations(&opened, draft.as_ref(), version)?;
    let own = &version.statement.texts;
    texts.retain(|one, _| own.contains_key(one) || body.texts.contains_key(one));
    Ok(Text::Registry { opened: Box::new(opened), draft: draft.map(Box::new), texts })
}

/// Whether an error says that no registry is at hand.
fn is_nowhere(error: &Error) -> bool {
    matches!(
        error,
        Error::Store(StoreError::Revision { .. })
            | Error::Open(
                OpenError::Variable { .. }
                    | OpenError::Folder { why: StoreError::Revision { .. }, .. }
                    | OpenError::NoneAbove(_)
                    | OpenError::NoCommit(_)
                    | OpenError::NoRegistry
                    | OpenError::NoRoot
            )
    )
}
