//! An act on a request that came by mail: no registry, no network, one reply to be sent.

use std::path::PathBuf;

use super::{Terms, record, sign};
use crate::error::ActError;
use crate::land::Signed;
use crate::signer::Signer;
use crate::world::random_bytes;
use crate::{Error, World, officers};
use countersign_core::name::Domain;
use countersign_core::record::line::Salt;
use countersign_core::record::wish::{SignedWish, WISH_TYPE, Wish};
use countersign_core::record::{Body, Endorsement, Record};
use countersign_core::request::Request;

/// An answer to a request that is about to be signed.
pub struct OnRequest {
    /// What is asked.
    pub request: Request,
    /// What the organisation says, with its languages.
    pub terms: Terms,
    /// What is to be signed.
    pub record: Record,
    /// What it says.
    pub body: Endorsement,
    signers: Vec<Signer>,
}

impl OnRequest {
    /// An answer to a request; `organisation` is who means to answer, where that was said.
    ///
    /// `keys` are key files, and the one that is noted where there are none; without `keys` nobody signs here.
    ///
    /// # Errors
    /// Where somebody else is asked, there can be no such answer now, or a key may not sign.
    pub fn prepare(
        world: &mut dyn World,
        request: Request,
        organisation: Option<&Domain>,
        mut terms: Terms,
        keys: Option<&[PathBuf]>,
    ) -> Result<Self, Error> {
        terms.check_sent()?;
        check_organisation(organisation, &request.organisation().organisation)?;
        if terms.public == Some(false) && request.asked().published {
            return Err(ActError::PrivateWouldBeLogged.into());
        }
        let version = request.version();
        terms.prefill(&version, &request.organisation().organisation);
        let body = terms.said(request.answer(terms.act, Salt(random_bytes(world)?)), &version)?;
        let record = record(&body, true)?;
        version.continue_chain(&body).map_err(|violation| {
            let (record, violation) = (Box::new(record.clone()), Box::new(violation));
            ActError::NotNow { record, violation }
        })?;
        let signers = match keys {
            None => Vec::new(),
            Some(keys) => officers::signers_of_request(world, &request, keys)?,
        };
        Ok(Self { request, terms, record, body, signers })
    }

    /// Takes the place of what was prepared with what another officer has, where that is the same but for its salt.
    pub fn continue_with(&mut self, there: &Record) {
        let (Body::Endorsement(there_says), Body::Endorsement(here)) =
            (there.body(), self.record.body())
        else {
            return;
        };
        if (Endorsement { salt: there_says.salt, ..(**here).clone() }) == **there_says {
            self.record = there.clone();
            self.body = (**there_says).clone();
        }
    }

    /// The wish that what the organisation says here is not shown, signed by the same keys.
    ///
    /// # Errors
    /// Where a key does not sign.
    pub fn wish(&self, world: &mut dyn World) -> Result<SignedWish, Error> {
        let salt = Salt(random_bytes(world)?);
        let wish = Wish::new(self.request.registry_id(), self.request.version().record, salt);
        let bytes = wish.bytes().map_err(|why| ActError::NoWish(why.into()))?;
        let sign = |signer: &Signer| signer.sign_bytes(WISH_TYPE, &bytes);
        let signatures = self.signers.iter().map(sign).collect::<Result<Vec<_>, _>>()?;
        Ok(SignedWish::new(wish, &signatures).map_err(ActError::NoWish)?)
    }

    /// Signs what was prepared.
    ///
    /// # Errors
    /// Where a key does not sign.
    pub fn sign(&self) -> Result<Signed, Error> {
        sign(&self.record, &self.signers)
    }
}

/// Refuses a file that is for another organisation than the one that was named.
pub(super) fn check_organisation(named: Option<&Domain>, of_file: &Domain) -> Result<(), Error> {
    match named {
        Some(named) if named != of_file => {
            let (named, of_file) = (named.clone(), of_file.clone());
            Err(ActError::OtherOrganisation { named, of_file }.into())
        }
        _ => Ok(()),
    }
}
