//! What there is to read in the folder that one organisation gets.
//!
//! `READ-ME.txt`, `LEAME.txt` and `LISEZ-MOI.txt` say the same in three languages; a press officer opens the one whose
//! name they can read. Where it is known which language that is, there is this one alone, with the others behind it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use countersign_copy::wording::Changes;
use countersign_core::name::Language;
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::Salt;
use countersign_core::request::Request;
use countersign_core::text::Text;
use countersign_core::time::Timestamp;
use countersign_core::words;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::request::{text_file, translation_file};

/// What there is to read first, and where its words are.
const READ_MES: [(&str, &str, Locale); 3] = [
    ("READ-ME.txt", include_str!("read-me/en.txt"), Locale::En),
    ("LEAME.txt", include_str!("read-me/es.txt"), Locale::Es),
    ("LISEZ-MOI.txt", include_str!("read-me/fr.txt"), Locale::Fr),
];

/// What stands between the words of two languages.
const BETWEEN: &str = "\n----------------------------------------------------------------\n\n";

/// The language among those that are spoken here, if it is one.
pub(super) fn locale(language: &Language) -> Option<Locale> {
    let primary = language.as_str().split('-').next();
    READ_MES.map(|(_, _, locale)| locale).into_iter().find(|one| Some(one.tag()) == primary)
}

/// The file that whoever reads this language reads first.
pub(super) fn read_me(locale: Locale) -> &'static str {
    READ_MES.into_iter().find(|(_, _, one)| *one == locale).map_or(READ_MES[0].0, |(name, ..)| name)
}

/// The files that are there to be read: in `own` language first, where that is known.
pub(super) fn words(
    request: &Request,
    own: Option<Locale>,
    replaces: Option<Timestamp>,
) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for (language, changes) in changes(request) {
        files.insert(changes_file(&language), changes.into_bytes());
    }
    let said = |template, locale| {
        let mut values = values(request, locale);
        if let Some(when) = replaces {
            values.insert("replaces", locale.day(when));
        }
        fill(template, &values)
    };
    match own {
        Some(own) => {
            let mut all = READ_MES;
            all.sort_by_key(|(_, _, locale)| *locale != own);
            let all = all.map(|(_, template, locale)| said(template, locale));
            files.insert(read_me(own).to_owned(), all.join(BETWEEN).into_bytes());
        }
        None => {
            for (name, template, locale) in READ_MES {
                files.insert(name.to_owned(), said(template, locale).into_bytes());
            }
        }
    }
    files
}

fn changes_file(language: &Language) -> String {
    format!("changes.{language}.txt")
}

/// The word difference to what the organisation endorsed before, in each language, and that a text is new or gone.
fn changes(request: &Request) -> BTreeMap<Language, String> {
    let Some((_, before)) = request.earlier() else { return BTreeMap::new() };
    let compare = |(language, now): (&Language, &Text)| {
        let then = before.get(language)?;
        Some((language.clone(), Changes::between(then.as_str(), now.as_str()).marked()))
    };
    let mut changes: BTreeMap<Language, String> =
        request.asked().texts.iter().filter_map(compare).collect();
    let now = &request.asked().texts;
    let new = now.keys().filter(|language| !before.contains_key(*language));
    let new = new.map(|one| (one, message::show_new_text(one.as_str())));
    let gone = before.keys().filter(|language| !now.contains_key(*language));
    let gone = gone.map(|one| (one, message::show_gone_text(one.as_str())));
    for (language, what) in new.chain(gone) {
        let said = [Locale::En, Locale::Es, Locale::Fr].map(|locale| what.say(locale) + "\n");
        changes.insert(language.clone(), said.concat());
    }
    changes
}

/// What stands for the words in braces; a line that begins with `?NAME` stands only where there is a value.
fn values(request: &Request, locale: Locale) -> BTreeMap<&'static str, String> {
    let (asked, body) = (request.asked(), request.organisation());
    let mut values = BTreeMap::new();
    let mut put = |name, value: &str| drop(values.insert(name, value.to_owned()));
    put("registry", request.registry().name.as_str());
    put("name", request.name().as_str());
    put("organisation", body.organisation.as_str());
    put("id", &request.version_id().to_string());
    put("title", request.statement().title_in(locale.tag()));
    put("fingerprint", &request.registry_id().to_string());
    put("words", &words::of(&request.registry_id()));
    put("texts", &listed(asked.texts.keys().map(text_file)));
    if !asked.translations.is_empty() {
        put("translations", &listed(asked.translations.keys().map(translation_file)));
        let ready = request.answer(Act::Endorse, Salt([0; 16])).texts;
        put("endorses", &ready.keys().map(Language::as_str).collect::<Vec<_>>().join(", "));
    }
    if let Some((earlier, _)) = request.earlier() {
        put("before", &earlier.version.to_string());
        put("changes", &listed(changes(request).keys().map(changes_file)));
    }
    let signatories = asked.statement.names().into_iter().flat_map(|names| names.all());
    let names: Vec<&str> = signatories.map(|one| one.name.as_str()).collect();
    if !names.is_empty() {
        put("under", &names.join(", "));
    }
    let attachments = request.statement().attachments.iter();
    let attachments = listed(attachments.map(|one| format!("attachment.{}", one.file)));
    if !attachments.is_empty() {
        put("attachments", &attachments);
    }
    let no = request.answers()[1];
    put(no.name(), "");
    put("no", &format!("{}.json", no.name()));
    if no == Act::Decline {
        put(if asked.published { "decline+public" } else { "decline+private" }, "");
    }
    if let Some(deadline) = asked.deadline {
        put("deadline", &minute(deadline, locale));
    }
    match &asked.reply_to {
        Some(to) => put("reply-to", to.as_str()),
        None => put("no-reply-to", ""),
    }
    if body.threshold > 1 {
        put("several", "");
        put("threshold", &body.threshold.to_string());
    }
    let key = |one: &countersign_core::record::organisation::OrganisationKey| {
        format!("{} {}", one.label, one.key.fingerprint())
    };
    put("keys", &listed(body.keys.iter().map(key)));
    values
}

fn listed(lines: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    for line in lines {
        let _ = writeln!(text, "    {line}");
    }
    text.trim_end().to_owned()
}

/// "8 February 2021, 23:59 UTC"
pub(super) fn minute(time: Timestamp, locale: Locale) -> String {
    let text = time.to_string();
    let clock = text.split_once('T').map_or("", |(_, clock)| clock);
    format!("{}, {} UTC", locale.day(time), clock.get(..5).unwrap_or(clock))
}

/// Fills a template in one pass: what a value says in braces stays as it is.
pub(super) fn fill(template: &str, values: &BTreeMap<&'static str, String>) -> String {
    let mut filled = String::new();
    for line in template.lines() {
        let line = match line.strip_prefix('?').and_then(|rest| rest.split_once(' ')) {
            Some((name, _)) if !values.contains_key(name) => continue,
            Some((_, rest)) => rest,
            None => line,
        };
        // A line that is nothing but a list that is empty is left out.
        if let Some(name) = line.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'))
            && values.get(name).is_none_or(String::is_empty)
        {
            continue;
        }
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match values.get(name) {
                Some(value) => filled.push_str(value),
                None => filled.push_str(&format!("{{{name}}}")),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled.push('\n');
    }
    filled
}
