//! What the box for a copy can say: `assets/paste/box.js` finds it in attributes of its element, where `{here}` and the
//! like stand for what it will count.

use std::sync::OnceLock;

use super::version::stable;
use crate::check::Kind;
use crate::locale::{Locale, Value};
use crate::speech::phrase;

/// Names of attributes, behind `data-`, and what they hold: the same on every page of a language.
pub(super) fn attributes(t: Locale) -> &'static [(String, String)] {
    static ATTRIBUTES: [OnceLock<Vec<(String, String)>>; 3] = [const { OnceLock::new() }; 3];
    ATTRIBUTES.get(t as usize).map_or(&[], |one| one.get_or_init(|| said(t)))
}

fn said(t: Locale) -> Vec<(String, String)> {
    let open = |name: &'static str| Value::from(name);
    let folds = || open("{folds}");
    let said = [
        ("exact", t.say("site-paste-exact", &[])),
        ("layout", t.say("site-paste-layout", &[("folds", folds())])),
        ("typography", t.say("site-paste-typography", &[("folds", folds())])),
        ("contains", t.say("site-paste-contains", &[])),
        (
            "excerpt",
            t.say("site-paste-excerpt", &[("here", open("{here}")), ("words", open("{words}"))]),
        ),
        ("altered", t.say("site-paste-altered", &[("count", open("{count}"))])),
        ("unknown", t.say("site-paste-unknown", &[])),
        ("copies", t.say("site-paste-copies", &[("copies", open("{copies}"))])),
        ("letters", t.say("site-paste-letters", &[])),
        ("marked", t.say("site-paste-marked", &[])),
        ("long", t.say("site-paste-long", &[])),
        ("removed", t.say("site-paste-removed", &[])),
        ("added", t.say("site-paste-added", &[])),
    ];
    let said = said.into_iter().map(|(name, text)| (name.to_owned(), text));
    let folds = Kind::ALL.map(|kind| (format!("fold-{}", stable(&kind)), phrase::fold(kind, t)));
    said.chain(folds).collect()
}
