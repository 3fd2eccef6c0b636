//! How anyone knows that keys are an organisation's, in words, and why not to rely on an act.

use std::fmt::Display;

use crate::ledger::authority::Accuser;
use crate::locale::{Sentence, Tell as _, Value, sentence};
use crate::record::confirmation::{ConfirmedBy, How};
use crate::time::Timestamp;
use crate::verify::KnownBy;
use crate::verify::evidence::{ConfirmedLine, DoubtLine, Evidence};

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
        Evidence::Enrolled { by } => sentence("evidence-enrolled", &[("names", list(by))]),
        Evidence::Recovered { at, by } => {
            sentence("evidence-recovered", &[("at", (*at).into()), ("names", list(by))])
        }
        Evidence::Rotated { at, by } => {
            sentence("evidence-rotated", &[("at", (*at).into()), ("names", list(by))])
        }
        Evidence::Confirmed(line) => confirmation(line),
        Evidence::Pinned { how, at } => pinned(how, *at),
        Evidence::Withheld { at, about, reason } => sentence(
            "evidence-withheld",
            &[("at", (*at).into()), ("about", list(about)), ("reason", text(reason))],
        ),
    }
}

/// What a confirmation says.
#[must_use]
pub fn confirmation(line: &ConfirmedLine) -> Sentence {
    let who = match &line.by {
        ConfirmedBy::Maintainer(label) => {
            sentence("evidence-maintainer", &[("label", text(label))])
        }
        ConfirmedBy::Organisation(domain) => domain.tell(),
    };
    match &line.how {
        How::Telephone(call) => sentence(
            "evidence-telephone",
            &[
                ("date", line.at.date().into()),
                ("who", who.into()),
                ("number", text(&call.number)),
                ("from", text(&call.number_from)),
            ],
        ),
        How::Url(url) => sentence(
            "evidence-url",
            &[("url", text(&url.url)), ("date", url.fetched_at.date().into()), ("who", who.into())],
        ),
        How::Vouching(words) => sentence(
            "evidence-vouching",
            &[
                ("who", who.into()),
                ("date", line.at.date().into()),
                ("reason", text(&words.reason)),
            ],
        ),
    }
}

fn pinned(how: &KnownBy, at: Option<Timestamp>) -> Sentence {
    let how = match how {
        KnownBy::Confirmed(words) => words.tell(),
        KnownBy::Named => sentence("evidence-named-with-pin", &[]),
    };
    match at {
        Some(at) => {
            sentence("evidence-pinned-on", &[("date", at.date().into()), ("how", how.into())])
        }
        None => sentence("evidence-pinned", &[("how", how.into())]),
    }
}

/// Why not to take an act for the organisation's.
#[must_use]
pub fn doubt(doubt: &DoubtLine) -> Sentence {
    match doubt {
        DoubtLine::Recovered { act } => {
            sentence("finding-by-recovered", &[("act", act.name().into())])
        }
        DoubtLine::Accused { act, entry, by: Accuser::Maintainers, at, since } => sentence(
            "finding-accused-by-maintainers",
            &[
                ("act", act.name().into()),
                ("entry", (*entry).into()),
                ("at", (*at).into()),
                ("since", (*since).into()),
            ],
        ),
        DoubtLine::Accused { act, entry, by: Accuser::Organisation(_), at, since } => sentence(
            "finding-accused-by-organisation",
            &[
                ("act", act.name().into()),
                ("entry", (*entry).into()),
                ("at", (*at).into()),
                ("since", (*since).into()),
            ],
        ),
    }
}

fn list<T: Display>(all: &[T]) -> Value<'static> {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ").into()
}

fn text(value: &dyn Display) -> Value<'static> {
    value.to_string().into()
}
