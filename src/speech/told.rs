//! What is told of a record, in one line.

use crate::locale::{Sentence, Tell, message};
use countersign_core::name::Domain;
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Kind, Record};

/// What is told of an entry whose record is not here.
#[must_use]
pub fn not_shown(kind: Kind) -> Sentence {
    message::log_not_shown(kind)
}

/// What a record says, in one line.
#[must_use]
pub fn told(record: &Record) -> Sentence {
    let version = || record.version().map_or_else(String::new, |one| one.to_string());
    match record.body() {
        Body::Registry(body) => message::log_authority(body.number),
        Body::Organisation(body) if body.number == 1 => message::log_enrolled(&body.organisation),
        Body::Organisation(body) => message::log_keys(body.number, &body.organisation),
        Body::Revocation(body) => message::log_revoked(body.key.fingerprint()),
        Body::Confirmation(body) => message::log_confirmed(&body.organisation),
        Body::Listing(body) => match &body.retired {
            Some(retired) => message::log_retired(&body.organisation, &retired.reason),
            None => message::log_listed(&body.organisation, &body.name),
        },
        Body::Statement(_) => message::log_proposed(version()),
        Body::Publication(_) => message::log_published(version()),
        Body::Withholding(body) if !body.words.is_empty() => {
            message::log_taken_down(version(), &body.reason)
        }
        Body::Withholding(_) => message::log_withheld(version()),
        Body::Translation(body) => match body.text {
            Some(_) => message::log_translated(version(), &body.language),
            None => message::log_untranslated(version(), &body.language),
        },
        Body::Extension(_) => message::log_extension(),
        Body::Retraction(_) => message::log_retracted(version()),
        Body::Endorsement(body) => acted(body.act, &body.organisation, version()),
    }
}

/// What an organisation did, in one line.
#[must_use]
pub fn acted(act: Act, organisation: &Domain, version: impl Tell) -> Sentence {
    let who = &organisation;
    match act {
        Act::Endorse => message::log_endorses(who, version),
        Act::Decline => message::log_declines(who, version),
        Act::Withdraw => message::log_withdraws(who, version),
    }
}

/// What a withholding says about why, where a name was withheld from the start: the organisation's own reason is not
/// known.
#[must_use]
pub fn withheld_from_start() -> Line {
    #[expect(clippy::expect_used, reason = "these words are a line")]
    "withheld from the start, as the organisation asked".parse().expect("a line")
}
