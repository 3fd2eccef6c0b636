//! How anyone knows that the keys behind an act are the organisation's, in words.

use std::collections::BTreeSet;

use super::question::Pin;
use crate::key::PublicKey;
use crate::ledger::State;
use crate::ledger::authority::{Accuser, Confirmed, Enrolled};
use crate::ledger::version::Performed;
use crate::locale::{Sentence, Tell as _, Value, sentence};
use crate::record::confirmation::{ConfirmedBy, How};
use crate::time::Timestamp;

/// Sentences, and the time of the newest confirmation.
pub(super) fn of_act(
    state: &State,
    enrolled: &Enrolled,
    act: &Performed,
    pins: &[Pin],
) -> (Vec<Sentence>, Option<Timestamp>) {
    let tenures: Vec<_> =
        act.signers.iter().filter_map(|label| enrolled.keys.labelled(label)).collect();
    let signed = |key: &PublicKey| tenures.iter().any(|one| one.key.ed25519() == key.ed25519());
    let mut sentences: BTreeSet<Sentence> = BTreeSet::new();
    for tenure in &tenures {
        sentences.insert(enrolment(state, enrolled, tenure.from));
    }
    let mut sentences: Vec<Sentence> = sentences.into_iter().collect();
    let covers = |one: &&Confirmed| one.body.keys.iter().any(signed);
    let confirmed: Vec<&Confirmed> = enrolled.confirmations.iter().filter(covers).collect();
    sentences.extend(confirmed.iter().map(|one| confirmation(one)));
    let is_its = |pin: &&Pin| {
        pin.organisation == enrolled.body.organisation && pin.key.as_ref().is_some_and(signed)
    };
    let pinned: Vec<&Pin> = pins.iter().filter(is_its).collect();
    sentences.extend(pinned.iter().map(|pin| pinning(pin)));
    let times = confirmed.iter().map(|one| one.body.confirmed_at);
    let newest = times.chain(pinned.iter().filter_map(|pin| pin.at)).max();
    (sentences, newest)
}

/// Who enrolled a key: the maintainers at first and in a recovery, else the organisation itself.
fn enrolment(state: &State, enrolled: &Enrolled, from: u64) -> Sentence {
    let names = |at: u64| -> Vec<String> {
        let root = state.root();
        root.into_iter().flat_map(|root| root.names_at(at)).map(ToString::to_string).collect()
    };
    let is_recovery = enrolled.recoveries.iter().any(|one| one.at == from);
    let first = enrolled.keys.all().map(|one| one.from).min();
    let maintainers = names(if is_recovery { from } else { first.unwrap_or(from) });
    let names = Value::from(maintainers.join(", "));
    if is_recovery {
        sentence("evidence-recovered", &[("at", from.into()), ("names", names)])
    } else if first == Some(from) {
        sentence("evidence-enrolled", &[("names", names)])
    } else {
        sentence("evidence-rotated", &[("at", from.into()), ("names", names)])
    }
}

/// What a confirmation says, in words.
#[must_use]
pub fn confirmation(one: &Confirmed) -> Sentence {
    let who = match &one.body.confirmed_by {
        ConfirmedBy::Maintainer(label) => {
            sentence("evidence-maintainer", &[("label", label.to_string().into())])
        }
        ConfirmedBy::Organisation(domain) => domain.tell(),
    };
    let date = Value::from(one.body.confirmed_at.date());
    match &one.body.how {
        How::Telephone(call) => sentence(
            "evidence-telephone",
            &[
                ("date", date),
                ("who", who.into()),
                ("number", call.number.to_string().into()),
                ("from", call.number_from.to_string().into()),
            ],
        ),
        How::Url(url) => sentence(
            "evidence-url",
            &[
                ("url", url.url.to_string().into()),
                ("date", url.fetched_at.date().into()),
                ("who", who.into()),
            ],
        ),
        How::Vouching(words) => sentence(
            "evidence-vouching",
            &[("who", who.into()), ("date", date), ("reason", words.reason.to_string().into())],
        ),
    }
}

fn pinning(pin: &Pin) -> Sentence {
    let how = Value::from(&pin.how);
    match pin.at {
        Some(at) => sentence("evidence-pinned-on", &[("date", at.date().into()), ("how", how)]),
        None => sentence("evidence-pinned", &[("how", how)]),
    }
}

/// Why an act must not be relied on.
pub(super) fn unreliable(enrolled: &Enrolled, act: &Performed) -> Option<Sentence> {
    let taken = enrolled.accusation(act)?;
    let (at, since) = (taken.at.into(), taken.since.into());
    let (act, entry) = (act.body.act.name().into(), act.at.into());
    Some(match &taken.by {
        Accuser::Maintainers => sentence(
            "finding-accused-by-maintainers",
            &[("act", act), ("entry", entry), ("at", at), ("since", since)],
        ),
        Accuser::Organisation(_) => sentence(
            "finding-accused-by-organisation",
            &[("act", act), ("entry", entry), ("at", at), ("since", since)],
        ),
    })
}
