//! Bundles as `countersign bundle` writes them: of sound registries, and of registries in which something is wrong.

use serde_json::Value;

use super::made::Made;
use super::registries;
use testkit::forge::{Forge, version_one};
use testkit::liar::{Liar, withheld};

/// The bundle of the first version of a registry.
pub(crate) fn bundle_of(forge: &Forge) -> Value {
    Liar::of(forge).honest(&version_one())
}

pub(crate) fn make(made: &mut Made) {
    sound(made);
    with_caveats(made);
    asked_otherwise(made);
    of_broken_registries(made);
}

fn sound(made: &mut Made) {
    let mut holds = |name: &str, forge: &Forge, comment: &str| {
        made.add(&format!("holds-{name}"), None, &bundle_of(forge), comment);
    };
    holds("plain", &Forge::coalition(), "two of the three organisations that are named endorse");
    holds("late", &registries::late_endorsement(), "the third one endorses after the publication");
    holds("declined", &registries::declined(), "the third one declines in public");
    holds(
        "two-keys",
        &registries::threshold_of_two(&["chair", "press"]),
        "an organisation whose two keys both must sign",
    );
    holds("security-key", &registries::security_key(), "an endorsement by an sk-ssh-ed25519 key");
    holds("sha512", &registries::sha512(), "an endorsement whose signature is over SHA-512");
    holds("rotated", &registries::rotated(), "a key is replaced after it endorsed");
    holds("witnessed", &registries::witnessed(), "one witness is asked for and cosigned the head");
    let revoked = bundle_of(&registries::revoked());
    made.add("holds-revoked", Some("silent"), &revoked, "a key ends itself after it endorsed");
}

fn with_caveats(made: &mut Made) {
    let mut caveat = |name: &str, code: &str, forge: &Forge, comment: &str| {
        made.add(&format!("caveat-{name}"), Some(code), &bundle_of(forge), comment);
    };
    caveat(
        "not-witnessed",
        "unwitnessed",
        &registries::watched(),
        "one witness is asked for, and none cosigned the head",
    );
    caveat(
        "withdrawn",
        "withdrawn",
        &registries::withdrawn(),
        "one of the two that endorsed withdrew",
    );
    caveat("superseded", "superseded", &registries::two_versions(), "version 2 is published");
    caveat("nobody", "too-few", &registries::nobody_endorses(), "nobody endorses");
    caveat(
        "historical",
        "historical",
        &registries::historical(),
        "a record of what was printed elsewhere",
    );
    caveat(
        "unreliable",
        "unreliable",
        &registries::stolen(),
        "a key is said to have been in other hands when it endorsed",
    );
    caveat(
        "recovered",
        "recovered",
        &registries::recovered(),
        "the maintainers chose the key that endorses",
    );
    caveat(
        "condition",
        "condition",
        &registries::condition_no_longer_met(),
        "an endorsement asks for more others than endorse now",
    );
    made.add(
        "caveat-withheld",
        Some("acts-withheld"),
        &bundle_of(&withheld()),
        "one act is not shown, and a withholding answers for it",
    );
    let shipped = Liar::demonstration();
    for number in [1, 2] {
        let id = format!("2024/water-defenders@{number}").parse().unwrap();
        let (code, what) = match number {
            1 => ("superseded", "twelve organisations, a withdrawal, a decline, a newer version"),
            _ => ("acts-withheld", "a token, a recovery, a stolen key, a withheld name, a witness"),
        };
        made.add(&format!("caveat-demonstration-{number}"), Some(code), &shipped.honest(&id), what);
    }
}

/// Sound bundles, and a reader who wants more or knows something.
fn asked_otherwise(made: &mut Made) {
    let file = "holds-plain.json";
    let id = Forge::coalition().id.to_string();
    let other = Forge::founded(9).id.to_string();
    made.ask(file, &["--expect", &id], ("holds", None), "the fingerprint that the reader expects");
    let comment = "the reader expects another registry";
    made.ask(file, &["--expect", &other], ("broken", Some("not-expected")), comment);
    made.ask(file, &["--require", "2"], ("holds", None), "as many endorsements as are required");
    let comment = "fewer endorsements than are required";
    made.ask(file, &["--require", "3"], ("caveat", Some("too-few")), comment);
    let comment = "not everything could be checked: the keys are what the maintainers claim";
    made.ask(file, &["--strict"], ("caveat", None), comment);
}

/// Everything fits together but for what the rules say.
fn of_broken_registries(made: &mut Made) {
    let mut broken = |name: &str, code: &str, forge: &Forge, comment: &str| {
        made.add(&format!("broken-{name}"), Some(code), &bundle_of(forge), comment);
    };
    broken(
        "anothers-key",
        "rule",
        &registries::anothers_key(),
        "an endorsement signed by another organisation's key",
    );
    broken(
        "one-key-of-two",
        "rule",
        &registries::threshold_of_two(&["chair"]),
        "one signature where two are wanted",
    );
    broken(
        "other-words",
        "rule",
        &registries::other_words(),
        "an endorsement of this version and of other words",
    );
    broken(
        "another-registry",
        "rule",
        &registries::another_registry(),
        "an endorsement that was made for another registry",
    );
    broken(
        "chain",
        "rule",
        &registries::endorsed_twice(),
        "a second act that does not continue the first",
    );
    broken(
        "text-form",
        "words-form",
        &registries::hidden_letter(),
        "a text with a bidirectional override, with the hash that fits it",
    );
    broken(
        "heads",
        "bundle-left-out",
        &registries::wrong_heads(),
        "the last heads entry has another root than the records give",
    );
    let comment = "a signature by an RSA key, of which this program judges none";
    made.add(
        "unchecked-rsa",
        Some("newer-format"),
        &bundle_of(&registries::rsa_signature()),
        comment,
    );
}
