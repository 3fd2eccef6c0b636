//! What the box for a copy can say: `assets/paste/box.js` finds it in attributes of its element, where `{here}` and the
//! like stand for what it will count.

use std::sync::OnceLock;

use super::version::stable;
use countersign_copy::check::Kind;
use countersign_speech::locale::{Locale, message};
use countersign_speech::phrase;

/// Names of attributes, behind `data-`, and what they hold: the same on every page of a language.
pub(super) fn attributes(t: Locale) -> &'static [(String, String)] {
    static ATTRIBUTES: [OnceLock<Vec<(String, String)>>; 3] = [const { OnceLock::new() }; 3];
    ATTRIBUTES.get(t as usize).map_or(&[], |one| one.get_or_init(|| said(t)))
}

fn said(t: Locale) -> Vec<(String, String)> {
    let folds = || "{folds}";
    let said = [
        ("exact", message::site_paste_exact().say(t)),
        ("layout", message::site_paste_layout(folds()).say(t)),
        ("typography", message::site_paste_typography(folds()).say(t)),
        ("contains", message::site_paste_contains().say(t)),
        ("excerpt", message::site_paste_excerpt("{here}", "{words}").say(t)),
        ("altered", message::site_paste_altered("{count}").say(t)),
        ("unknown", message::site_paste_unknown().say(t)),
        ("copies", message::site_paste_copies("{copies}").say(t)),
        ("letters", message::site_paste_letters().say(t)),
        ("marked", message::site_paste_marked().say(t)),
        ("long", message::site_paste_long().say(t)),
        ("removed", message::site_paste_removed().say(t)),
        ("added", message::site_paste_added().say(t)),
    ];
    let said = said.into_iter().map(|(name, text)| (name.to_owned(), text));
    let folds = Kind::ALL.map(|kind| (format!("fold-{}", stable(&kind)), phrase::fold(kind, t)));
    said.chain(folds).collect()
}
