//! What a record about keys says, in words, for whoever is about to sign it.

use std::fmt::Write as _;

use super::prose::key_line;
use countersign_core::canonical;
use countersign_core::escape;
use countersign_core::key::PublicKey;
use countersign_core::ledger::State;
use countersign_core::ledger::authority::Tenures;
use countersign_core::name::Label;
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Listing, Organisation, Record, Registry};
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_speech::phrase;

/// The lines about a record, beside what is in force now.
pub(crate) fn of(record: &Record, state: &State, locale: Locale) -> String {
    match record.body() {
        Body::Registry(body) => registry(body, state, locale),
        Body::Organisation(body) => organisation(body, state, locale),
        Body::Listing(body) => listing(body, state, locale),
        // The members of the others are words already.
        _ => canonical::laid_out(&record.bytes()).unwrap_or_default() + "\n",
    }
}

/// Under which names an organisation will be listed, which it loses, and whether it is retired.
fn listing(body: &Listing, state: &State, locale: Locale) -> String {
    let before = state.organisations().get(&body.organisation).map(|one| &one.listed);
    let mut lines = vec![format!("{}: {}", body.organisation, body.name)];
    let aliases = body.aliases.iter();
    lines.extend(aliases.map(|name| format!("  {}", message::org_alias(name).say(locale))));
    let is_kept = |name: &&Line| **name == body.name || body.aliases.contains(name);
    let gone = before.into_iter().flat_map(|one| one.names()).filter(|name| !is_kept(name));
    lines.extend(gone.map(|name| format!("  {}", message::changes_name_gone(name).say(locale))));
    lines.extend(body.retired.as_ref().map(|one| format!("  {}", phrase::retired(one, locale))));
    if body.retired.is_none() && before.is_some_and(|one| one.retired.is_some()) {
        lines.push(format!("  {}", message::changes_active_again().say(locale)));
    }
    escape::multiline(&lines.join("\n")).to_string() + "\n"
}

fn registry(body: &Registry, state: &State, locale: Locale) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{}",
        message::changes_name(escape::terminal(body.name.as_str())).say(locale)
    );
    let _ = writeln!(
        text,
        "{}",
        message::root_threshold(body.threshold, body.maintainers.len()).say(locale)
    );
    let none = Tenures::default();
    let before = state.root().map_or(&none, |root| &root.keys);
    let after: Vec<(&Label, &PublicKey, &str)> =
        body.maintainers.iter().map(|one| (&one.label, &one.key, one.name.as_str())).collect();
    text.push_str(&keys(before, &after, locale));
    for line in beside_maintainers(body, "  ", locale) {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// What a registry's record says beside its maintainers: the log's keys, who watches, where it lies, what comes before
/// and after it.
pub(crate) fn beside_maintainers(body: &Registry, indent: &str, locale: Locale) -> Vec<String> {
    let indented = |one: Sentence| format!("{indent}{}", escape::terminal(&one.say(locale)));
    let mut lines: Vec<String> =
        body.log_keys.iter().map(|key| indented(message::root_log_key(key))).collect();
    lines.extend(
        body.compromised_log_keys
            .iter()
            .map(|one| indented(message::root_compromised(one.compromised_since, &one.key))),
    );
    lines.extend(body.witnesses.iter().map(|key| indented(message::root_witness(key))));
    if let Some(policy) = &body.policy {
        lines.push(message::root_policy().say(locale));
        lines.extend(policy.lines().iter().map(|line| format!("  {}", escape::terminal(line))));
    } else if !body.witnesses.is_empty() {
        lines.push(message::root_quorum(body.quorum, body.witnesses.len()).say(locale));
    }
    lines.extend(body.urls.iter().map(|url| indented(message::root_url(url))));
    lines.extend(
        body.continues
            .iter()
            .map(|one| message::root_continues(one.size, &one.origin, one.registry).say(locale)),
    );
    if let Some(ends) = &body.ends {
        lines.push(message::root_ends().say(locale));
        let successor = ends.successor.map(message::root_ends_successor);
        lines.extend(successor.map(|one| one.say(locale)));
    }
    lines
}

fn organisation(body: &Organisation, state: &State, locale: Locale) -> String {
    let mut text = String::new();
    let domain = &body.organisation;
    let listed = state.organisations().get(domain).map(|one| &one.listed);
    let name = body.name.as_ref().or(listed.map(|listed| &listed.name));
    let name = name.map_or(domain.as_str(), Line::as_str);
    let _ = writeln!(text, "{domain}: {}", escape::terminal(name));
    for alias in body.aliases.iter().flatten() {
        let _ = writeln!(
            text,
            "  {}",
            message::org_alias(escape::terminal(alias.as_str())).say(locale)
        );
    }
    let _ =
        writeln!(text, "{}", message::org_threshold(body.threshold, body.keys.len()).say(locale));
    let none = Tenures::default();
    let before = state.organisations().get(domain).map_or(&none, |one| &one.keys);
    let after: Vec<(&Label, &PublicKey, &str)> = body
        .keys
        .iter()
        .map(|one| (&one.label, &one.key, one.role.as_ref().map_or("", |role| role.as_str())))
        .collect();
    text.push_str(&keys(before, &after, locale));
    for removed in &body.removed {
        let (label, reason) = (&removed.label, removed.reason.as_str());
        let line = match removed.compromised_since {
            Some(since) => message::changes_removed_since(label, reason, since).say(locale),
            None => message::changes_removed(label, reason).say(locale),
        };
        let _ = writeln!(text, "  {}", escape::terminal(&line));
    }
    text
}

/// One line for each key: whether it stays, comes or goes.
fn keys(before: &Tenures, after: &[(&Label, &PublicKey, &str)], locale: Locale) -> String {
    let mut text = String::new();
    for (label, key, words) in after {
        let stays = before.labelled(label).is_some_and(|one| one.is_in_force() && one.key == **key);
        let what = if stays {
            message::changes_stays(label).say(locale)
        } else {
            message::changes_new(label).say(locale)
        };
        let line = format!("  {what} {} {}", key_line(key), escape::terminal(words));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    for tenure in before.in_force() {
        if !after.iter().any(|(label, ..)| **label == tenure.label) {
            let what = message::changes_leaves(&tenure.label).say(locale);
            let _ = writeln!(text, "  {what} {}", key_line(&tenure.key));
        }
    }
    text
}
