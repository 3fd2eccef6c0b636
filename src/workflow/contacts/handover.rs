//! What is private, as one file for a colleague: contacts, who was asked, and who said no in private.
//!
//! Whatever is taken in is named by its hash or its domain, so that taking in the same file twice changes nothing.

use serde::{Deserialize, Serialize};

use super::{Contact, of};
use crate::error::ContactsError;
use crate::open::Opened;
use crate::{Error, World, asked};
use countersign_core::canonical;
use countersign_core::digest::Hash;
use countersign_core::reply::Reply;
use countersign_core::request::note::Note;

/// Largest such file, in bytes: some thousands of organisations that were asked some times.
pub const HANDOVER_BYTES_MAX: usize = 64 << 20;
const TYPE: &str = "countersign/private/v1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    asked: Vec<String>,
    contacts: Vec<Contact>,
    noes: Vec<String>,
    registry: Hash,
    #[serde(rename = "type")]
    kind: String,
}

/// What a colleague handed over.
#[derive(Debug)]
pub struct Handover {
    /// The contacts.
    pub contacts: Vec<Contact>,
    /// Who was asked.
    pub asked: Vec<Note>,
    noes: Vec<Reply>,
    noes_text: Vec<String>,
}

/// What was taken in of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Notes of who was asked that are new here.
    pub asked: usize,
    /// Noes that are new here.
    pub noes: usize,
}

/// Everything that is private about this registry, as one file.
///
/// # Errors
/// Where it cannot be read, or is too large.
pub fn export(world: &dyn World, opened: &Opened) -> Result<Vec<u8>, Error> {
    let (notes, noes) = asked::kept(world, opened)?;
    let bytes = canonical::encode(&Content {
        asked: notes,
        contacts: of(world, opened)?.into_values().collect(),
        noes,
        registry: opened.registry()?,
        kind: TYPE.to_owned(),
    })?;
    if bytes.len() > HANDOVER_BYTES_MAX { Err(ContactsError::TooMany.into()) } else { Ok(bytes) }
}

impl Handover {
    /// Whether bytes are meant to be such a file, and no table.
    #[must_use]
    pub fn is_meant(bytes: &[u8]) -> bool {
        bytes.first() == Some(&b'{')
    }

    /// What a colleague handed over; nothing is written.
    ///
    /// # Errors
    /// Where it is damaged, or about another registry.
    pub fn read(opened: &Opened, bytes: &[u8]) -> Result<Self, Error> {
        let content: Content = canonical::decode(bytes, HANDOVER_BYTES_MAX)
            .ok()
            .filter(|content: &Content| content.kind == TYPE)
            .ok_or(ContactsError::Damaged)?;
        if content.registry != opened.registry()? {
            return Err(ContactsError::OtherRegistry { got: content.registry }.into());
        }
        let asked = content.asked.iter().map(|text| Note::read(text.as_bytes()));
        let noes = content.noes.iter().map(|text| Reply::from_text(text.as_bytes()));
        Ok(Self {
            asked: asked.collect::<Result<_, _>>().map_err(|_| ContactsError::Damaged)?,
            noes: noes.collect::<Result<_, _>>().map_err(|_| ContactsError::Damaged)?,
            noes_text: content.noes,
            contacts: content.contacts,
        })
    }

    /// How many said no in private.
    #[must_use]
    pub const fn noes(&self) -> usize {
        self.noes.len()
    }

    /// Takes in who was asked and who said no; the contacts are merged by whoever calls.
    ///
    /// # Errors
    /// Where something cannot be written.
    pub fn take_in(&self, world: &dyn World, opened: &Opened) -> Result<TakenIn, Error> {
        let mut taken = TakenIn::default();
        for note in &self.asked {
            taken.asked += usize::from(asked::keep_more(world, opened, note)?);
        }
        for (reply, text) in self.noes.iter().zip(&self.noes_text) {
            taken.noes += usize::from(asked::keep_no(world, opened, reply, text)?);
        }
        Ok(taken)
    }
}
