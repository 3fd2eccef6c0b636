//! What is told of a sync.

use super::Facts;
use crate::escape;
use crate::locale::Locale;

/// The answer, in words.
pub(super) fn done(locale: Locale, facts: &Facts, name: &str) -> String {
    let Facts { received, sent, logged, waiting, .. } = facts;
    let count = |number: usize| -> u64 { number as u64 };
    let mut lines = Vec::new();
    if *received > 0 {
        lines.push(
            locale.say(
                "sync-received",
                &[("count", count(*received).into()), ("remote", name.into())],
            ),
        );
    }
    if *sent > 0 {
        lines.push(
            locale.say("sync-sent", &[("count", count(*sent).into()), ("remote", name.into())]),
        );
    }
    if *logged > 0 {
        lines.push(
            locale.say(
                "sync-logged",
                &[("count", count(*logged).into()), ("size", facts.size.into())],
            ),
        );
    }
    if lines.is_empty() {
        lines.push(locale.say("sync-nothing", &[("remote", name.into())]));
    }
    if *waiting > 0 {
        lines.push(locale.say("sync-waiting", &[("count", count(*waiting).into())]));
    }
    for one in &facts.set_aside {
        let said = locale.say(
            "sync-set-aside",
            &[
                ("what", (&one.what).into()),
                ("why", (&one.why).into()),
                ("branch", one.branch.as_str().into()),
            ],
        );
        lines.push(escape::terminal(&said).to_string());
    }
    lines.push(locale.say("sync-next", &[]));
    lines.join("\n") + "\n"
}
