//! How anyone knows that the keys behind an act are the organisation's.

use super::question::{KnownBy, Pin};
use crate::key::PublicKey;
use crate::ledger::State;
use crate::ledger::authority::{Accuser, Confirmed, Enrolled};
use crate::ledger::version::Performed;
use crate::record::confirmation::{ConfirmedBy, How};
use crate::record::endorsement::Act;
use crate::record::line::Line;
use crate::time::Timestamp;

/// Who says something about an organisation's keys or acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// The maintainers enrolled the key.
    Enrolled {
        /// Their names.
        by: Vec<String>,
    },
    /// The maintainers put the key in the place of lost ones.
    Recovered {
        /// The entry.
        at: u64,
        /// Their names.
        by: Vec<String>,
    },
    /// The organisation's earlier keys put the key in place.
    Rotated {
        /// The entry.
        at: u64,
        /// The names of the maintainers who enrolled the first keys.
        by: Vec<String>,
    },
    /// Somebody confirmed a key that signed.
    Confirmed(ConfirmedLine),
    /// The reader knows a key that signed.
    Pinned {
        /// How.
        how: KnownBy,
        /// When that was confirmed, where it was noted.
        at: Option<Timestamp>,
    },
    /// The maintainers say that there are acts which they do not show.
    Withheld {
        /// At which entry.
        at: u64,
        /// About which entries.
        about: Vec<u64>,
        /// Why.
        reason: Line,
        /// Since when, as they claim.
        since: Timestamp,
        /// Whether the organisation asked for it, as they claim.
        is_asked: bool,
    },
}

/// What a confirmation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmedLine {
    /// Who confirms.
    pub by: ConfirmedBy,
    /// When, as they claim.
    pub at: Timestamp,
    /// How they know.
    pub how: How,
}

/// Why not to take an act for the organisation's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DoubtLine {
    /// Only the maintainers chose the keys that made it.
    Recovered {
        /// What it is.
        act: Act,
    },
    /// Its key was in other hands.
    Accused {
        /// What it is.
        act: Act,
        /// Its entry.
        entry: u64,
        /// Who says so.
        by: Accuser,
        /// At which entry.
        at: u64,
        /// Since which entry.
        since: u64,
    },
}

/// What is known of the keys that made an act, and the time of the newest confirmation.
pub(super) fn of_act(
    state: &State,
    enrolled: &Enrolled,
    act: &Performed,
    pins: &[Pin],
) -> (Vec<Evidence>, Option<Timestamp>) {
    let tenures: Vec<_> =
        act.signers.iter().filter_map(|label| enrolled.keys.labelled(label)).collect();
    let signed = |key: &PublicKey| tenures.iter().any(|one| one.key.ed25519() == key.ed25519());
    let mut from: Vec<u64> = tenures.iter().map(|tenure| tenure.from).collect();
    from.sort_unstable();
    from.dedup();
    let mut evidence: Vec<Evidence> =
        from.into_iter().map(|from| enrolment(state, enrolled, from)).collect();
    let covers = |one: &&Confirmed| one.body.keys.iter().any(signed);
    let confirmed: Vec<&Confirmed> = enrolled.confirmations.iter().filter(covers).collect();
    evidence.extend(confirmed.iter().map(|one| Evidence::Confirmed(confirmation(one))));
    let is_its = |pin: &&Pin| {
        pin.organisation == enrolled.body.organisation && pin.key.as_ref().is_some_and(signed)
    };
    let pinned: Vec<&Pin> = pins.iter().filter(is_its).collect();
    let known = |pin: &&Pin| Evidence::Pinned { how: pin.how.clone(), at: pin.at };
    evidence.extend(pinned.iter().map(known));
    let times = confirmed.iter().map(|one| one.body.confirmed_at);
    let newest = times.chain(pinned.iter().filter_map(|pin| pin.at)).max();
    (evidence, newest)
}

/// Who enrolled a key: the maintainers at first and in a recovery, else the organisation itself.
fn enrolment(state: &State, enrolled: &Enrolled, from: u64) -> Evidence {
    let names = |at: u64| -> Vec<String> {
        let root = state.root();
        root.into_iter().flat_map(|root| root.names_at(at)).map(ToString::to_string).collect()
    };
    if enrolled.recoveries.iter().any(|one| one.at == from) {
        return Evidence::Recovered { at: from, by: names(from) };
    }
    let first = enrolled.keys.all().map(|one| one.from).min().unwrap_or(from);
    match first == from {
        true => Evidence::Enrolled { by: names(first) },
        false => Evidence::Rotated { at: from, by: names(first) },
    }
}

/// What a confirmation says.
#[must_use]
pub fn confirmation(one: &Confirmed) -> ConfirmedLine {
    let body = &one.body;
    ConfirmedLine { by: body.confirmed_by.clone(), at: body.confirmed_at, how: body.how.clone() }
}

/// Why an act must not be relied on.
pub(super) fn unreliable(enrolled: &Enrolled, act: &Performed) -> Option<DoubtLine> {
    let compromised = enrolled.accusation(act)?;
    Some(DoubtLine::Accused {
        act: act.body.act,
        entry: act.at,
        by: compromised.by.clone(),
        at: compromised.at,
        since: compromised.since,
    })
}
