//! What a request carries, taken out of the registry: as much of it as fits into a mail.

use std::collections::BTreeSet;

use crate::Error;
use crate::error::AskError;
use crate::open::Opened;
use crate::texts::{self, Endorsed};
use countersign_core::canonical::CanonicalError;
use countersign_core::digest::Hash;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, Language};
use countersign_core::record::{Body, Record};
use countersign_core::request::{
    Earlier, Request, RequestError, RequestParts, SentTranslation, Translations,
};

/// The request with as much beside the version as fits: the version before goes first, since the word difference lies
/// beside it; then translations that the organisation has not endorsed.
pub(super) fn fitting(mut parts: RequestParts) -> Result<Request, RequestError> {
    let endorsed: BTreeSet<Language> = match parts.last.as_ref().map(Record::body) {
        Some(Body::Endorsement(last)) => last.texts.keys().cloned().collect(),
        _ => BTreeSet::new(),
    };
    loop {
        match Request::new(parts.clone()) {
            Err(RequestError::Json(CanonicalError::TooLarge { .. })) if parts.earlier.is_some() => {
                parts.earlier = None;
            }
            Err(why @ RequestError::Json(CanonicalError::TooLarge { .. })) => {
                let mut others = parts.translations.keys().rev();
                let Some(other) = others.find(|one| !endorsed.contains(*one)).cloned() else {
                    return Err(why);
                };
                parts.translations.remove(&other);
            }
            other => return other,
        }
    }
}

/// The translations of a version that stand and are shown, with their records.
pub(super) fn translations(opened: &Opened, version: &Version) -> Result<Translations, Error> {
    let mut sent = Translations::new();
    for (language, text) in texts::translations(opened, version)? {
        let Some((translated, _)) = version.translation(&language) else { continue };
        let record = known(opened, &translated.record)?;
        sent.insert(language, SentTranslation { record, text });
    }
    Ok(sent)
}

/// The newest earlier version that the organisation endorsed.
pub(super) fn earlier(
    opened: &Opened,
    version: &Version,
    domain: &Domain,
) -> Result<Option<Earlier>, Error> {
    let Some(Endorsed { version: earlier, act }) = texts::last_signed(opened, version, domain)
    else {
        return Ok(None);
    };
    let texts = texts::of(opened, None, earlier)?;
    // What was taken down does not go out by mail again, and a difference to half of it would mislead.
    if !texts::taken_down(earlier, &texts.keys().cloned().collect()).is_empty() {
        return Ok(None);
    }
    let (statement, act) = (known(opened, &earlier.record)?, known(opened, &act.record)?);
    Ok(Some(Earlier { act, statement, texts }))
}

/// A record of the branch that is checked out.
pub(crate) fn known(opened: &Opened, hash: &Hash) -> Result<Record, Error> {
    let reading = &opened.examined.reading;
    let read = reading.by_hash.get(hash).and_then(|index| reading.records.get(*index));
    let record = read.map(|read| read.record.clone());
    record.ok_or_else(|| AskError::NotHere(*hash).into())
}
