//! What is told of a sync.

use super::Facts;
use countersign_core::escape;
use countersign_speech::locale::{Locale, message};

/// The answer, in words.
pub(super) fn done(locale: Locale, facts: &Facts, name: &str) -> String {
    let Facts { received, sent, logged, waiting, .. } = facts;
    let count = |number: usize| -> u64 { number as u64 };
    let mut lines = Vec::new();
    if *received > 0 {
        lines.push(message::sync_received(count(*received), name).say(locale));
    }
    if *sent > 0 {
        lines.push(message::sync_sent(count(*sent), name).say(locale));
    }
    if *logged > 0 {
        lines.push(message::sync_logged(count(*logged), facts.size).say(locale));
    }
    if lines.is_empty() {
        lines.push(message::sync_nothing(name).say(locale));
    }
    if *waiting > 0 {
        lines.push(message::sync_waiting(count(*waiting)).say(locale));
    }
    for one in &facts.set_aside {
        let said = message::sync_set_aside(&one.what, &one.why, one.branch.as_str()).say(locale);
        lines.push(escape::terminal(&said).to_string());
    }
    lines.push(message::sync_next().say(locale));
    lines.join("\n") + "\n"
}
