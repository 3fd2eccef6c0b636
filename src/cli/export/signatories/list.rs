//! The list in the forms that people paste: whatever a name has in it stays words there.

use super::{List, Signatory};
use crate::table;
use countersign_core::name::Language;
use countersign_speech::locale::{Locale, message};
use countersign_speech::phrase;

/// What has a meaning in Markdown wherever it stands.
const MARKUP: &str = "\\`*_[]<>#|~&@";
/// What makes a list or a line of what it begins.
const BEGINS: &str = "-+=";

pub(super) fn markdown(list: &List<'_>, locale: Locale) -> String {
    let mut text = format!("**{}** ({})\n\n", marked(&list.version.title), list.id);
    text += &format!("{}\n", marked(&phrase::endorsed(list.version, locale)));
    let is_empty = list.signatories.is_empty();
    text.push_str(if is_empty { "" } else { "\n" });
    for one in &list.signatories {
        let name = marked(&one.line.name);
        text += &format!("- {name}{}\n", marked(&beside(one, locale)));
    }
    text
}

pub(super) fn html(list: &List<'_>, locale: Locale) -> String {
    let mut text = format!("<p lang=\"{}\"><cite>", locale.tag());
    text += &format!("{}</cite> ({}): ", escaped(&list.version.title), list.id);
    text += &format!("{}</p>\n", escaped(&phrase::endorsed(list.version, locale)));
    text += &format!("<ul lang=\"{}\" class=\"signatories\">\n", locale.tag());
    for one in &list.signatories {
        let (name, more) = (escaped(&one.line.name), escaped(&beside(one, locale)));
        text += &format!("  <li><bdi>{name}</bdi>{more}</li>\n");
    }
    text + "</ul>\n"
}

pub(super) fn csv(list: &List<'_>, locale: Locale) -> Vec<u8> {
    let heads = message::export_heads().say(locale);
    let mut heads = heads.split(", ");
    let head: [&str; 7] = std::array::from_fn(|_| heads.next().unwrap_or_default());
    let row = |one: &Signatory<'_>| {
        let line = one.line;
        [
            list.id.to_string(),
            line.name.clone(),
            line.organisation.as_ref().map(ToString::to_string).unwrap_or_default(),
            line.made_at.map(|time| time.date()).unwrap_or_default(),
            languages(one),
            phrase::standing(line, locale),
            one.details.join("; "),
        ]
    };
    table::csv(head, &list.signatories.iter().map(row).collect::<Vec<_>>())
}

fn languages(one: &Signatory<'_>) -> String {
    one.line.texts.keys().map(Language::as_str).collect::<Vec<_>>().join(" ")
}

/// What stands behind a name: ` (uno.example), 8 February 2021, en; with a reservation: …`
fn beside(one: &Signatory<'_>, locale: Locale) -> String {
    let domain = one.line.organisation.as_ref();
    let mut text = domain.map(|domain| format!(" ({domain})")).unwrap_or_default();
    if let Some(time) = one.line.made_at {
        text += &format!(", {}", locale.day(time));
    }
    if !one.line.texts.is_empty() {
        text += &format!(", {}", languages(one));
    }
    one.details.iter().fold(text, |text, words| format!("{text}; {words}"))
}

fn marked(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for (at, character) in words.char_indices() {
        // Some programs make a link of every address.
        let is_address = words[at..].starts_with("://");
        if MARKUP.contains(character) || is_address || at == 0 && BEGINS.contains(character) {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{escaped, marked};

    #[test]
    fn a_name_is_words_and_no_markup() {
        let name = "[Us](https://x.example) <b>&\"*";
        assert_eq!(marked(name), r#"\[Us\](https\://x.example) \<b\>\&"\*"#);
        assert_eq!(marked("- one: two"), r"\- one: two");
        assert_eq!(escaped(name), "[Us](https://x.example) &lt;b&gt;&amp;&quot;*");
    }
}
