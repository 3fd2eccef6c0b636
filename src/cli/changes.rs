//! What a record about keys says, in words, for whoever is about to sign it.

use std::fmt::Write as _;

use super::init::key_line;
use crate::canonical;
use crate::escape;
use crate::key::PublicKey;
use crate::ledger::State;
use crate::ledger::authority::Tenures;
use crate::name::Label;
use crate::record::{Body, Organisation, Record, Registry};

/// The lines about a record, beside what is in force now.
pub(crate) fn of(record: &Record, state: &State) -> String {
    match record.body() {
        Body::Registry(body) => registry(body, state),
        Body::Organisation(body) => organisation(body, state),
        // The members of the others are words already.
        _ => canonical::laid_out(&record.bytes()).unwrap_or_default() + "\n",
    }
}

fn registry(body: &Registry, state: &State) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "name: {}", escape::terminal(body.name.as_str()));
    let count = body.maintainers.len();
    let _ = writeln!(text, "{} of {count} maintainers must sign", body.threshold);
    let none = Tenures::default();
    let before = state.root().map_or(&none, |root| &root.keys);
    let after: Vec<(&Label, &PublicKey, &str)> =
        body.maintainers.iter().map(|one| (&one.label, &one.key, one.name.as_str())).collect();
    text.push_str(&keys(before, &after));
    for key in &body.log_keys {
        let _ = writeln!(text, "  log key: {key}");
    }
    for key in &body.witnesses {
        let _ = writeln!(text, "  witness: {key}");
    }
    if !body.witnesses.is_empty() {
        let _ = writeln!(text, "{} of {} witnesses must cosign", body.quorum, body.witnesses.len());
    }
    text
}

fn organisation(body: &Organisation, state: &State) -> String {
    let mut text = String::new();
    let domain = &body.organisation;
    let _ = writeln!(text, "{domain}: {}", escape::terminal(body.name.as_str()));
    for alias in &body.aliases {
        let _ = writeln!(text, "  also known as {}", escape::terminal(alias.as_str()));
    }
    let _ = writeln!(text, "{} of {} keys must sign", body.threshold, body.keys.len());
    let none = Tenures::default();
    let before = state.organisations().get(domain).map_or(&none, |one| &one.keys);
    let after: Vec<(&Label, &PublicKey, &str)> = body
        .keys
        .iter()
        .map(|one| (&one.label, &one.key, one.role.as_ref().map_or("", |role| role.as_str())))
        .collect();
    text.push_str(&keys(before, &after));
    for removed in &body.removed {
        let _ = write!(
            text,
            "  removed {}: {}",
            removed.label,
            escape::terminal(removed.reason.as_str())
        );
        if let Some(since) = removed.compromised_since {
            let _ = write!(text, "; in other hands since entry {since}");
        }
        text.push('\n');
    }
    text
}

/// One line for each key: whether it stays, comes or goes.
fn keys(before: &Tenures, after: &[(&Label, &PublicKey, &str)]) -> String {
    let mut text = String::new();
    for (label, key, words) in after {
        let stays = before.labelled(label).is_some_and(|one| one.is_in_force() && one.key == **key);
        let what = if stays { "stays" } else { "new  " };
        let line = format!("  {what} {label}: {} {}", key_line(key), escape::terminal(words));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    for tenure in before.in_force() {
        if !after.iter().any(|(label, ..)| **label == tenure.label) {
            let _ = writeln!(text, "  leaves {}: {}", tenure.label, key_line(&tenure.key));
        }
    }
    text
}
