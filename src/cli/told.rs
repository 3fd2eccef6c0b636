//! What is told of a record, in one line.

use std::fmt::Display;

use crate::locale::{Sentence, Value, sentence};
use crate::name::Domain;
use crate::record::endorsement::Act;
use crate::record::{Body, Kind, Record};

/// What is told of an entry whose record is not here.
pub(crate) fn not_shown(kind: Kind) -> Sentence {
    sentence("log-not-shown", &[("kind", kind.name().into())])
}

/// What a record says, in one line.
pub(crate) fn told(record: &Record) -> Sentence {
    let version = || Value::from(record.version().map_or_else(String::new, |one| one.to_string()));
    let name = |name: &dyn Display| Value::from(name.to_string());
    match record.body() {
        Body::Registry(body) => sentence("log-authority", &[("number", body.number.into())]),
        Body::Organisation(body) if body.number == 1 => {
            sentence("log-enrolled", &[("organisation", name(&body.organisation))])
        }
        Body::Organisation(body) => sentence(
            "log-keys",
            &[("number", body.number.into()), ("organisation", name(&body.organisation))],
        ),
        Body::Revocation(body) => {
            sentence("log-revoked", &[("key", name(&body.key.fingerprint()))])
        }
        Body::Confirmation(body) => {
            sentence("log-confirmed", &[("organisation", name(&body.organisation))])
        }
        Body::Statement(_) => sentence("log-proposed", &[("version", version())]),
        Body::Publication(_) => sentence("log-published", &[("version", version())]),
        Body::Withholding(_) => sentence("log-withheld", &[("version", version())]),
        Body::Endorsement(body) => acted(body.act, &body.organisation, version()),
    }
}

/// What an organisation did, in one line.
pub(crate) fn acted(act: Act, organisation: &Domain, version: Value<'static>) -> Sentence {
    let who = Value::from(organisation.to_string());
    match act {
        Act::Endorse => sentence("log-endorses", &[("organisation", who), ("version", version)]),
        Act::Decline => sentence("log-declines", &[("organisation", who), ("version", version)]),
        Act::Withdraw => sentence("log-withdraws", &[("organisation", who), ("version", version)]),
    }
}
