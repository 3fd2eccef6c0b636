//! How anyone knows that the keys behind an act are the organisation's, in words.

use std::collections::BTreeSet;

use super::question::Pin;
use crate::key::PublicKey;
use crate::ledger::State;
use crate::ledger::authority::{Accuser, Confirmed, Enrolled};
use crate::ledger::version::Performed;
use crate::record::confirmation::{ConfirmedBy, How};
use crate::time::Timestamp;

/// Sentences, and the time of the newest confirmation.
pub(super) fn of_act(
    state: &State,
    enrolled: &Enrolled,
    act: &Performed,
    pins: &[Pin],
) -> (Vec<String>, Option<Timestamp>) {
    let tenures: Vec<_> =
        act.signers.iter().filter_map(|label| enrolled.keys.labelled(label)).collect();
    let signed = |key: &PublicKey| tenures.iter().any(|one| one.key.ed25519() == key.ed25519());
    let mut sentences: BTreeSet<String> = BTreeSet::new();
    for tenure in &tenures {
        sentences.insert(enrolment(state, enrolled, tenure.from));
    }
    let mut sentences: Vec<String> = sentences.into_iter().collect();
    let covers = |one: &&Confirmed| one.body.keys.iter().any(signed);
    let confirmed: Vec<&Confirmed> = enrolled.confirmations.iter().filter(covers).collect();
    sentences.extend(confirmed.iter().map(|one| confirmation(one)));
    let is_its = |pin: &&Pin| pin.organisation == enrolled.body.organisation && signed(&pin.key);
    let pinned: Vec<&Pin> = pins.iter().filter(is_its).collect();
    sentences.extend(pinned.iter().map(|pin| pinning(pin)));
    let times = confirmed.iter().map(|one| one.body.confirmed_at);
    let newest = times.chain(pinned.iter().filter_map(|pin| pin.at)).max();
    (sentences, newest)
}

/// Who enrolled a key: the maintainers at first and in a recovery, else the organisation itself.
fn enrolment(state: &State, enrolled: &Enrolled, from: u64) -> String {
    let names = |at: u64| -> Vec<String> {
        let root = state.root();
        root.into_iter().flat_map(|root| root.names_at(at)).map(ToString::to_string).collect()
    };
    let is_recovery = enrolled.recoveries.iter().any(|one| one.at == from);
    let first = enrolled.keys.all().map(|one| one.from).min();
    let maintainers = names(if is_recovery { from } else { first.unwrap_or(from) });
    let maintainers = format!("the registry's maintainers ({})", maintainers.join(", "));
    if is_recovery {
        format!("put in the place of lost keys by {maintainers}, at entry {from}")
    } else if first == Some(from) {
        format!("enrolled by {maintainers}")
    } else {
        format!(
            "put in place by the organisation's earlier keys, at entry {from}; those were enrolled by {maintainers}"
        )
    }
}

/// What a confirmation says, in words.
#[must_use]
pub fn confirmation(one: &Confirmed) -> String {
    let who = match &one.body.confirmed_by {
        ConfirmedBy::Maintainer(label) => format!("the maintainer {label}"),
        ConfirmedBy::Organisation(domain) => domain.to_string(),
    };
    let date = one.body.confirmed_at.date();
    match &one.body.how {
        How::Telephone(call) => format!(
            "checked by telephone on {date} by {who}: the number {}, from {}",
            call.number, call.number_from
        ),
        How::Url(url) => {
            format!("served at {} on {}, as {who} says", url.url, url.fetched_at.date())
        }
        How::Vouching(words) => format!("{who} vouches for it since {date}: {}", words.reason),
    }
}

fn pinning(pin: &Pin) -> String {
    let when = pin.at.map_or_else(String::new, |at| format!(" on {}", at.date()));
    format!("you confirmed it yourself{when}: {}", pin.how)
}

/// Why an act must not be relied on.
pub(super) fn unreliable(enrolled: &Enrolled, act: &Performed) -> Option<String> {
    let taken = enrolled.accusation(act)?;
    let who = match &taken.by {
        Accuser::Maintainers => "the maintainers say".to_owned(),
        Accuser::Organisation(_) => "the organisation says".to_owned(),
    };
    Some(format!(
        "do not rely on this {} (entry {}): {who} at entry {} that the key was in other hands since entry {}",
        act.body.act.noun(),
        act.at,
        taken.at,
        taken.since
    ))
}
