//! How anyone knows that keys are an organisation's, in words, and why not to rely on an act.

use std::fmt::Display;

use crate::locale::{Sentence, Tell as _, message};
use countersign_core::ledger::authority::Accuser;
use countersign_core::record::confirmation::{ConfirmedBy, How};
use countersign_core::time::Timestamp;
use countersign_core::verify::KnownBy;
use countersign_core::verify::evidence::{ConfirmedLine, DoubtLine, Evidence};

/// Who says that keys are an organisation's: first who enrolled them, by what they say, then the others in their order.
#[must_use]
pub fn evidence(evidence: &[Evidence]) -> Vec<Sentence> {
    let is_enrolment = |one: &&Evidence| {
        matches!(
            one,
            Evidence::Enrolled { .. } | Evidence::Recovered { .. } | Evidence::Rotated { .. }
        )
    };
    let (enrolments, others): (Vec<_>, Vec<_>) = evidence.iter().partition(is_enrolment);
    let mut sentences: Vec<Sentence> = enrolments.into_iter().map(one).collect();
    sentences.sort();
    sentences.extend(others.into_iter().map(one));
    sentences
}

fn one(evidence: &Evidence) -> Sentence {
    match evidence {
        Evidence::Enrolled { by } => message::evidence_enrolled(list(by)),
        Evidence::Recovered { at, by } => message::evidence_recovered(list(by), *at),
        Evidence::Rotated { at, by } => message::evidence_rotated(*at, list(by)),
        Evidence::Confirmed(line) => confirmation(line),
        Evidence::Pinned { how, at } => pinned(how, *at),
        Evidence::Withheld { at, about, reason, since, is_asked } => {
            let said = message::evidence_withheld(*at, list(about), since.date(), reason);
            if *is_asked { message::evidence_withheld_asked(said) } else { said }
        }
    }
}

/// What a confirmation says.
#[must_use]
pub fn confirmation(line: &ConfirmedLine) -> Sentence {
    let who = match &line.by {
        ConfirmedBy::Maintainer(label) => message::evidence_maintainer(label),
        ConfirmedBy::Organisation(domain) => domain.tell(),
    };
    match &line.how {
        How::Telephone(call) => message::evidence_telephone(line.at.date(), who, &call.number_from),
        How::Url(url) => message::evidence_url(&url.url, url.fetched_at.date(), who),
        How::Vouching(words) => message::evidence_vouching(who, line.at.date(), &words.reason),
    }
}

fn pinned(how: &KnownBy, at: Option<Timestamp>) -> Sentence {
    let how = match how {
        KnownBy::Confirmed(words) => words.tell(),
        KnownBy::Named => message::evidence_named_with_pin(),
    };
    match at {
        Some(at) => message::evidence_pinned_on(at.date(), how),
        None => message::evidence_pinned(how),
    }
}

/// Why not to take an act for the organisation's.
#[must_use]
pub fn doubt(doubt: &DoubtLine) -> Sentence {
    match doubt {
        DoubtLine::Recovered { act } => message::finding_by_recovered(*act),
        DoubtLine::Accused { act, entry, by: Accuser::Maintainers, at, since } => {
            message::finding_accused_by_maintainers(*act, *entry, *at, *since)
        }
        DoubtLine::Accused { act, entry, by: Accuser::Organisation(_), at, since } => {
            message::finding_accused_by_organisation(*act, *entry, *at, *since)
        }
    }
}

fn list<T: Display>(all: &[T]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
