//! What a report says about a version, in words: the same for a terminal and for a page.
//!
//! Each function is one of a report's line and of a language.
//! What came from a file is put in as it is: a terminal escapes the sentence, a template escapes it for a page.

use crate::check;
use crate::locale::{Locale, message};
use countersign_copy::check::Kind;
use countersign_core::layout::{self, Place};
use countersign_core::name::Language;
use countersign_core::record;
use countersign_core::record::endorsement::{Act, Capacity, Conditions};
use countersign_core::record::listing::Retired;
use countersign_core::record::{Endorsement, Statement};
use countersign_core::verify::earlier::Earlier;
use countersign_core::verify::report::{
    KeyBinding, OrganisationLine, RetractionLine, SignatureState, Standing, TakenDownLine,
    VersionLine, VersionStanding,
};

impl From<Act> for message::Act {
    fn from(act: Act) -> Self {
        match act {
            Act::Endorse => Self::Endorse,
            Act::Decline => Self::Decline,
            Act::Withdraw => Self::Withdraw,
        }
    }
}

impl From<record::Kind> for message::Kind {
    fn from(kind: record::Kind) -> Self {
        match kind {
            record::Kind::Registry => Self::Registry,
            record::Kind::Organisation => Self::Organisation,
            record::Kind::Revocation => Self::Revocation,
            record::Kind::Confirmation => Self::Confirmation,
            record::Kind::Statement => Self::Statement,
            record::Kind::Endorsement => Self::Endorsement,
            record::Kind::Publication => Self::Publication,
            record::Kind::Withholding => Self::Withholding,
            record::Kind::Listing => Self::Listing,
            record::Kind::Retraction => Self::Retraction,
            record::Kind::Translation => Self::Translation,
            record::Kind::Extension => Self::Extension,
        }
    }
}

/// "11 of the 12 named have endorsed this exact text"
#[must_use]
pub fn endorsed(version: &VersionLine, locale: Locale) -> String {
    if version.standing == VersionStanding::Historical {
        return message::verify_endorsed_historical(version.named).say(locale);
    }
    let (some, named) = (version.endorsed_of_named, version.named);
    let is_split = is_split(version);
    let mut sentence = match (named, is_split) {
        (0, false) => message::verify_endorsed_unnamed(version.endorsed).say(locale),
        (0, true) => message::verify_endorsed_version_unnamed(version.endorsed).say(locale),
        (_, false) => message::verify_endorsed_named(some, named).say(locale),
        (_, true) => message::verify_endorsed_version_named(some, named).say(locale),
    };
    let others = version.endorsed - some;
    if named > 0 && others > 0 {
        sentence = message::verify_endorsed_others(sentence, others).say(locale);
    }
    if is_split {
        sentence = split(version, &sentence, locale);
    }
    let elsewhere = version.endorsed_any() - version.endorsed;
    if elsewhere > 0 {
        sentence = message::verify_endorsed_elsewhere(sentence, elsewhere).say(locale);
    }
    if version.withheld > 0 {
        sentence = message::verify_endorsed_withheld(sentence, version.withheld).say(locale);
    }
    sentence
}

/// "12 endorsed version 1; of them 4 endorse this one; 13 over all versions"
#[must_use]
pub fn earlier(earlier: &Earlier, locale: Locale) -> String {
    let Earlier { version, endorsed, still, any_version, .. } = *earlier;
    message::verify_earlier(endorsed, version, still, any_version).say(locale)
}

/// That the maintainers took a version back, when, why, and what is to be read instead.
#[must_use]
pub fn retracted(line: &RetractionLine, locale: Locale) -> String {
    let (date, reason) = (locale.day(line.retracted_at), &line.reason);
    match &line.replaced_by {
        Some(other) => message::verify_retracted_replaced(date, other, reason).say(locale),
        None => message::verify_retracted(date, reason).say(locale),
    }
}

fn is_names(path: &str) -> bool {
    matches!(layout::place_of(path), Place::Signatories(_))
}

/// That a file was taken down, and why.
#[must_use]
pub fn taken_down(line: &TakenDownLine, locale: Locale) -> String {
    let file = line.path.rsplit('/').next().unwrap_or(&line.path);
    match &line.language {
        Some(language) => message::verify_text_taken_down(language, &line.reason).say(locale),
        None if is_names(&line.path) => message::verify_names_taken_down(&line.reason).say(locale),
        None => message::verify_file_taken_down(file, &line.reason).say(locale),
    }
}

/// Whether somebody endorses only other texts of a version than the original.
#[must_use]
pub fn is_split(version: &VersionLine) -> bool {
    version.text.is_none() && !version.only_other_languages().is_empty()
}

/// "…: 9 the original (en), 3 only other languages (es)"
fn split(version: &VersionLine, sentence: &str, locale: Locale) -> String {
    let original = version.languages.first().map_or("", String::as_str);
    let of_original = version.endorsed_in(original);
    let others = version.endorsed - of_original;
    let tags = version.only_other_languages();
    message::verify_endorsed_split(sentence, of_original, original, others, languages(tags))
        .say(locale)
}

/// Languages by their tags.
#[must_use]
pub fn languages<'a>(languages: impl IntoIterator<Item = &'a Language>) -> String {
    let tags: Vec<&str> = languages.into_iter().map(Language::as_str).collect();
    tags.join(", ")
}

/// Which texts of a version an organisation endorses, where it does not endorse all of them.
#[must_use]
pub fn some_texts(
    version: &VersionLine,
    line: &OrganisationLine,
    locale: Locale,
) -> Option<String> {
    let is_of_some = !line.texts.is_empty() && line.texts.len() < version.languages.len();
    is_of_some.then(|| message::verify_some_texts(languages(line.texts.keys())).say(locale))
}

/// Where a version stands.
#[must_use]
pub fn version_standing(line: &VersionLine, locale: Locale) -> String {
    match line.standing {
        _ if line.retraction.is_some() => message::verify_version_retracted().say(locale),
        VersionStanding::Current => message::verify_version_current().say(locale),
        VersionStanding::Superseded => message::verify_version_superseded().say(locale),
        VersionStanding::Historical => message::verify_version_historical().say(locale),
        VersionStanding::Proposed => message::verify_version_proposed().say(locale),
    }
}

/// What an organisation is called; the name of one that is withheld is nobody's to say.
#[must_use]
pub fn name(line: &OrganisationLine, locale: Locale) -> String {
    match line.standing {
        Standing::Withheld => message::verify_withheld_name().say(locale),
        _ => line.name.clone(),
    }
}

/// Where an organisation stands, in a word or two.
#[must_use]
pub fn standing(line: &OrganisationLine, locale: Locale) -> String {
    match line.standing {
        Standing::Endorsed if !line.counts() => message::verify_not_counted().say(locale),
        Standing::Endorsed => message::verify_endorsed().say(locale),
        Standing::Declined => message::verify_declined().say(locale),
        Standing::Withdrawn => message::verify_withdrew().say(locale),
        Standing::Named => message::verify_named().say(locale),
        Standing::Withheld => message::verify_withheld().say(locale),
        Standing::Unreliable => message::verify_unreliable().say(locale),
    }
}

/// What else there is to say about an organisation's word, without its date.
#[must_use]
pub fn details(version: &VersionLine, line: &OrganisationLine, locale: Locale) -> Vec<String> {
    logged(version, line, locale).into_iter().chain(pending(line, locale)).collect()
}

/// What is on the branch and not yet in the log.
#[must_use]
pub fn pending(line: &OrganisationLine, locale: Locale) -> Option<String> {
    line.pending.map(|act| message::verify_pending(act).say(locale))
}

/// The same as [`details`], without what is not yet in the log.
#[must_use]
pub fn logged(version: &VersionLine, line: &OrganisationLine, locale: Locale) -> Vec<String> {
    let mut parts: Vec<String> = some_texts(version, line, locale).into_iter().collect();
    if line.standing == Standing::Endorsed && line.texts.is_empty() {
        parts.push(message::verify_text_replaced().say(locale));
    }
    if line.is_counted_with_successor && line.standing == Standing::Endorsed {
        let successor = line.successor.iter();
        parts.extend(successor.map(|one| message::verify_counted_with(one).say(locale)));
    }
    let listed_as = line.listed_as.as_ref();
    parts.extend(listed_as.map(|name| message::verify_listed_as(name).say(locale)));
    parts.extend(line.is_lent.then(|| message::verify_lent().say(locale)));
    match line.signature {
        SignatureState::Fits => {}
        SignatureState::Bad => parts.push(message::verify_signature_bad().say(locale)),
        SignatureState::None => parts.push(message::verify_signature_none().say(locale)),
        SignatureState::Unchecked if line.standing == Standing::Withheld => {
            parts.push(message::verify_signature_withheld().say(locale));
        }
        SignatureState::Unchecked => parts.push(message::verify_signature_unchecked().say(locale)),
    }
    match line.key_binding {
        Some(KeyBinding::Confirmed) => parts.push(message::verify_key_confirmed().say(locale)),
        Some(KeyBinding::Recovered) => parts.push(message::verify_key_recovered().say(locale)),
        // This is said once, under the list.
        Some(KeyBinding::Claimed) | None => {}
    }
    let other = line.capacity.filter(|capacity| *capacity != Capacity::Organisation);
    if let Some(capacity) = other {
        parts.push(message::verify_capacity(capacity.name()).say(locale));
    }
    let reservation = line.reservation.as_ref();
    parts.extend(reservation.map(|words| message::verify_reservation(words).say(locale)));
    let reason = line.reason.as_ref();
    parts.extend(reason.map(|words| message::verify_reason(words).say(locale)));
    parts.extend(line.conditions.map(|conditions| {
        message::verify_conditions(self::conditions(&conditions, locale)).say(locale)
    }));
    if line.claimed_condition.is_some() {
        parts.push(message::verify_condition_claimed().say(locale));
    }
    if line.standing == Standing::Unreliable && line.doubt.is_some() {
        parts.push(message::verify_other_hands().say(locale));
    }
    parts
}

/// What an act says besides yes or no: in whose name, with which reservation, under which conditions, and which texts,
/// where the version has others too.
#[must_use]
pub fn terms(body: &Endorsement, version: Option<&Statement>, locale: Locale) -> Vec<String> {
    let mut parts = Vec::new();
    if body.capacity != Capacity::Organisation {
        parts.push(message::verify_capacity(body.capacity.name()).say(locale));
    }
    let reservation = body.reservation.iter();
    parts.extend(reservation.map(|words| message::verify_reservation(words).say(locale)));
    parts.extend(body.conditions.iter().map(|conditions| {
        message::verify_conditions(self::conditions(conditions, locale)).say(locale)
    }));
    let is_of_some = version.is_some_and(|version| {
        version.texts.keys().any(|language| !body.texts.contains_key(language))
    });
    if is_of_some && !body.texts.is_empty() {
        parts.push(message::verify_some_texts(languages(body.texts.keys())).say(locale));
    }
    parts
}

/// That an organisation is retired, why, and which one goes on from it.
#[must_use]
pub fn retired(retired: &Retired, locale: Locale) -> String {
    match &retired.successor {
        None => message::org_retired(&retired.reason).say(locale),
        Some(successor) => message::org_retired_successor(&retired.reason, successor).say(locale),
    }
}

/// Conditions in words.
#[must_use]
pub fn conditions(conditions: &Conditions, locale: Locale) -> String {
    let mut parts = Vec::new();
    parts.extend(
        conditions.not_before.map(|time| message::verify_condition_not_before(time).say(locale)),
    );
    parts.extend(conditions.until.map(|time| message::verify_condition_until(time).say(locale)));
    parts.extend(
        conditions.at_least.map(|count| message::verify_condition_at_least(count).say(locale)),
    );
    match parts.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            message::verify_condition_and(first.join(", "), last).say(locale)
        }
        _ => parts.concat(),
    }
}

/// What differs between a copy and the words, and is no difference of words.
#[must_use]
pub fn fold(kind: Kind, locale: Locale) -> String {
    check::fold(kind).say(locale)
}
