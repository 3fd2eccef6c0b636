//! What a report says about a version, in words: the same for a terminal and for a page.
//!
//! Each function is one of a report's line and of a language.
//! What came from a file is put in as it is: a terminal escapes the sentence, a template escapes it for a page.

use crate::check::Kind;
use crate::locale::Locale;
use crate::record::endorsement::{Capacity, Conditions};
use crate::verify::report::{
    KeyBinding, OrganisationLine, SignatureState, Standing, VersionLine, VersionStanding,
};

/// "11 of the 12 named have endorsed this exact text"
#[must_use]
pub fn endorsed(version: &VersionLine, locale: Locale) -> String {
    if version.standing == VersionStanding::Historical {
        return locale.say("verify-endorsed-historical", &[("named", version.named.into())]);
    }
    let (some, named) = (version.endorsed_of_named, version.named);
    let mut sentence = if named == 0 {
        locale.say("verify-endorsed-unnamed", &[("count", version.endorsed.into())])
    } else {
        locale.say("verify-endorsed-named", &[("some", some.into()), ("named", named.into())])
    };
    let others = version.endorsed - some;
    if named > 0 && others > 0 {
        sentence = locale.say(
            "verify-endorsed-others",
            &[("sentence", sentence.into()), ("others", others.into())],
        );
    }
    if version.withheld > 0 {
        sentence = locale.say(
            "verify-endorsed-withheld",
            &[("sentence", sentence.into()), ("count", version.withheld.into())],
        );
    }
    sentence
}

/// Where a version stands.
#[must_use]
pub fn version_standing(standing: VersionStanding, locale: Locale) -> String {
    match standing {
        VersionStanding::Current => locale.say("verify-version-current", &[]),
        VersionStanding::Superseded => locale.say("verify-version-superseded", &[]),
        VersionStanding::Historical => locale.say("verify-version-historical", &[]),
        VersionStanding::Proposed => locale.say("verify-version-proposed", &[]),
    }
}

/// What an organisation is called; the name of one that is withheld is nobody's to say.
#[must_use]
pub fn name(line: &OrganisationLine, locale: Locale) -> String {
    match line.standing {
        Standing::Withheld => locale.say("verify-withheld-name", &[]),
        _ => line.name.clone(),
    }
}

/// Where an organisation stands, in a word or two.
#[must_use]
pub fn standing(line: &OrganisationLine, locale: Locale) -> String {
    match line.standing {
        Standing::Endorsed if !line.counts() => locale.say("verify-not-counted", &[]),
        Standing::Endorsed => locale.say("verify-endorsed", &[]),
        Standing::Declined => locale.say("verify-declined", &[]),
        Standing::Withdrawn => locale.say("verify-withdrew", &[]),
        Standing::Named => locale.say("verify-named", &[]),
        Standing::Withheld => locale.say("verify-withheld", &[]),
        Standing::Unreliable => locale.say("verify-unreliable", &[]),
    }
}

/// What else there is to say about an organisation's word, without its date.
#[must_use]
pub fn details(line: &OrganisationLine, locale: Locale) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    match line.signature {
        SignatureState::Fits => {}
        SignatureState::Bad => parts.push(locale.say("verify-signature-bad", &[])),
        SignatureState::None => parts.push(locale.say("verify-signature-none", &[])),
        SignatureState::Unchecked if line.standing == Standing::Withheld => {
            parts.push(locale.say("verify-signature-withheld", &[]));
        }
        SignatureState::Unchecked => parts.push(locale.say("verify-signature-unchecked", &[])),
    }
    match line.key_binding {
        Some(KeyBinding::Confirmed) => parts.push(locale.say("verify-key-confirmed", &[])),
        Some(KeyBinding::Recovered) => parts.push(locale.say("verify-key-recovered", &[])),
        // This is said once, under the list.
        Some(KeyBinding::Claimed) | None => {}
    }
    let other = line.capacity.filter(|capacity| *capacity != Capacity::Organisation);
    if let Some(capacity) = other {
        parts.push(locale.say("verify-capacity", &[("capacity", capacity.name().into())]));
    }
    let reservation = line.reservation.as_ref();
    parts.extend(
        reservation.map(|words| locale.say("verify-reservation", &[("words", words.into())])),
    );
    let reason = line.reason.as_ref();
    parts.extend(reason.map(|words| locale.say("verify-reason", &[("words", words.into())])));
    parts.extend(line.conditions.map(|conditions| {
        locale.say(
            "verify-conditions",
            &[("conditions", self::conditions(&conditions, locale).into())],
        )
    }));
    if line.standing == Standing::Unreliable && line.doubt.is_some() {
        parts.push(locale.say("verify-other-hands", &[]));
    }
    let pending = line.pending;
    parts.extend(pending.map(|act| locale.say("verify-pending", &[("act", act.name().into())])));
    parts
}

/// Conditions in words.
#[must_use]
pub fn conditions(conditions: &Conditions, locale: Locale) -> String {
    let mut parts = Vec::new();
    parts.extend(conditions.not_before.map(|time| {
        locale.say("verify-condition-not-before", &[("time", time.to_string().into())])
    }));
    parts.extend(
        conditions
            .until
            .map(|time| locale.say("verify-condition-until", &[("time", time.to_string().into())])),
    );
    parts.extend(
        conditions
            .at_least
            .map(|count| locale.say("verify-condition-at-least", &[("count", count.into())])),
    );
    match parts.as_slice() {
        [first @ .., last] if !first.is_empty() => locale.say(
            "verify-condition-and",
            &[("first", first.join(", ").into()), ("last", last.into())],
        ),
        _ => parts.concat(),
    }
}

/// What differs between a copy and the words, and is no difference of words.
#[must_use]
pub fn fold(kind: Kind, locale: Locale) -> String {
    match kind {
        Kind::Spaces => locale.say("check-fold-spaces", &[]),
        Kind::Hyphenation => locale.say("check-fold-hyphenation", &[]),
        Kind::SoftHyphens => locale.say("check-fold-soft-hyphens", &[]),
        Kind::Bullets => locale.say("check-fold-bullets", &[]),
        Kind::Joined => locale.say("check-fold-joined", &[]),
        Kind::NoBreakSpaces => locale.say("check-fold-no-break-spaces", &[]),
        Kind::Quotes => locale.say("check-fold-quotes", &[]),
        Kind::Dashes => locale.say("check-fold-dashes", &[]),
        Kind::Ellipses => locale.say("check-fold-ellipses", &[]),
        Kind::Ligatures => locale.say("check-fold-ligatures", &[]),
        Kind::Case => locale.say("check-fold-case", &[]),
        Kind::Composition => locale.say("check-fold-composition", &[]),
        Kind::Kashida => locale.say("check-fold-kashida", &[]),
        Kind::Hidden => locale.say("check-fold-hidden", &[]),
    }
}
