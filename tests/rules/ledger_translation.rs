//! Translations: whose word they are, what they cannot be, and that nobody is taken for having endorsed one.

use std::collections::BTreeMap;

use countersign_core::digest::Hash;
use countersign_core::ledger::Violation;
use countersign_core::record::endorsement::Act;
use countersign_core::record::statement::LANGUAGES_MAX;
use countersign_core::record::translation::TranslatedText;
use countersign_core::record::{Body, Kind, Record, Translation};
use countersign_core::verify::report::Outcome;
use countersign_core::verify::{Question, Subject};
use testkit::forge::{self, Forge, Item, key, version_one};
use testkit::liar::{self, Liar};
use testkit::world::World;

const FRENCH: &str = "Nous sommes ensemble.\n";

fn taken_back(body: &mut Translation) {
    body.reason = Some("it was wrong".parse().unwrap());
    (body.text, body.title) = (None, None);
}

#[test]
fn only_the_maintainers_translate_and_only_into_another_language() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&["uno"]);
    let french = world.translation_with(&statement, "fr", |_| ());
    for signers in [&[][..], &["uno"]] {
        assert!(world.apply(&french, signers).is_err());
    }
    world.admit(&french, &["maria"]);
    // The same language under another tag would be other words beside those that were signed.
    for tag in ["en", "en-gb", "en-latn"] {
        let english = world.translation_with(&statement, tag, |_| ());
        assert!(matches!(world.refuse(&english, &["maria"]), Violation::HasText { .. }), "{tag}");
    }
    let other = world.translation_with(&statement, "es", |body| body.record = body.registry);
    assert!(matches!(world.refuse(&other, &["maria"]), Violation::OtherWords { .. }));
}

#[test]
fn a_script_that_both_name_makes_another_language_of_it() {
    let same = |one: &str, other: &str| {
        let (one, other) = (one.parse().unwrap(), other.parse().unwrap());
        countersign_core::name::Language::is_same_tongue(&one, &other)
    };
    assert!(same("sr-cyrl", "sr-cyrl-rs") && same("sr", "sr-latn") && same("pt", "pt-br"));
    assert!(!same("sr-cyrl", "sr-latn") && !same("sr-latn", "hr-latn") && !same("es", "en"));
}

#[test]
fn a_later_one_replaces_it_and_one_without_a_text_takes_it_back() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&[]);
    let id = statement.version().unwrap();
    let text = |world: &World| world.state.version(&id).unwrap().text(&"fr".parse().unwrap());
    let first = world.translation_with(&statement, "fr", |_| ());
    world.admit(&first, &["maria"]);
    assert_eq!(text(&world), Some(Hash::of(b"fr")));
    let skipped = world.translation_with(&statement, "fr", |body| body.number = 3);
    assert!(matches!(world.refuse(&skipped, &["maria"]), Violation::Chain { .. }));
    let second = world.translation_with(&statement, "fr", |body| {
        body.text = Some(TranslatedText { bytes: 4, sha256: Hash::of(b"more") });
    });
    world.admit(&second, &["maria"]);
    assert_eq!(text(&world), Some(Hash::of(b"more")));
    world.admit(&world.translation_with(&statement, "fr", taken_back), &["maria"]);
    assert_eq!(text(&world), None);
    // What is gone cannot be taken back once more.
    let again = world.translation_with(&statement, "fr", taken_back);
    assert!(matches!(world.refuse(&again, &["maria"]), Violation::Chain { .. }));
    world.admit(&world.translation_with(&statement, "fr", |_| ()), &["maria"]);
    // A version that was replaced is translated, too.
    world.publish(&[]);
    world.admit(&world.translation_with(&statement, "es", |_| ()), &["maria"]);
}

#[test]
fn an_endorsement_of_one_binds_exactly_the_words_that_stand() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&["uno"]);
    let both = |french: Hash| {
        move |body: &mut countersign_core::record::Endorsement| {
            body.texts.insert("fr".parse().unwrap(), french);
        }
    };
    let early = world.act_with("uno", Act::Endorse, &statement, both(Hash::of(b"fr")));
    assert!(matches!(world.refuse(&early, &["uno"]), Violation::NoSuchLanguage { .. }));
    world.admit(&world.translation_with(&statement, "fr", |_| ()), &["maria"]);
    let other = world.act_with("uno", Act::Endorse, &statement, both(Hash::of(b"other")));
    assert!(matches!(world.refuse(&other, &["uno"]), Violation::OtherText { .. }));
    let good = world.act_with("uno", Act::Endorse, &statement, both(Hash::of(b"fr")));
    world.admit(&good, &["uno"]);
}

#[test]
fn texts_and_translations_together_are_limited() {
    let mut world = World::new(&[]);
    let statement = world.publish(&[]);
    for number in 1..LANGUAGES_MAX {
        let text = Hash::of(number.to_string().as_bytes());
        let one = world.translation_with(&statement, "fr", |body| {
            body.text = Some(TranslatedText { bytes: 1, sha256: text });
        });
        world.admit(&one, &["maria"]);
    }
    let past = world.translation_with(&statement, "es", |_| ());
    assert!(matches!(world.refuse(&past, &["maria"]), Violation::TooManyTexts(_)));
    world.admit(&world.translation_with(&statement, "fr", taken_back), &["maria"]);
}

/// The registry of the attacks with a French text, which uno endorses where it is asked to.
fn translated(endorsed: bool) -> Forge {
    let mut forge = Forge::coalition();
    let statement = forge.published(&version_one());
    let words = TranslatedText { bytes: FRENCH.len() as u64, sha256: Hash::of(FRENCH.as_bytes()) };
    let body = Translation {
        language: "fr".parse().unwrap(),
        number: 1,
        previous: None,
        reason: None,
        record: statement.hash(),
        registry: statement.record.registry().unwrap(),
        statement: version_one().statement,
        text: Some(words.clone()),
        title: Some("Ensemble".parse().unwrap()),
        translated_at: "2021-06-01T00:00:00Z".parse().unwrap(),
        tag: Default::default(),
        version: 1,
    };
    let path = "registry/2021/solidarity/v1/translations/fr/1.txt".to_owned();
    forge.files.insert(path, FRENCH.as_bytes().to_vec());
    forge.append(&[Item::signed(Body::Translation(body), &[("maria", &key("maria"))])]);
    if endorsed {
        let before = forge.item(&forge::act_path("uno", 1));
        let mut body = forge.endorsement_body("uno", &statement);
        (body.number, body.previous) = (2, Some(before.hash()));
        let Body::Endorsement(said) = before.record.body() else { panic!("it is an act") };
        body.texts = said.texts.clone();
        body.texts.insert("fr".parse().unwrap(), words.sha256);
        let act = forge::act(body, "uno");
        forge.append(&[act]);
    }
    forge
}

#[test]
fn nobody_has_endorsed_it_until_they_say_so() {
    let question = Question::about(Subject::Version(version_one()));
    for (endorsed, want) in [(false, 0), (true, 1)] {
        let forge = translated(endorsed);
        let report = forge.examine().answer(&question);
        assert_eq!(report.outcome, Outcome::Holds, "{report:#?}");
        let line = &report.statements[0].versions[0];
        let counts: BTreeMap<&str, u64> =
            line.translations.iter().map(|one| (one.language.as_str(), one.endorsed)).collect();
        assert_eq!(counts, BTreeMap::from([("fr", want)]));
        assert_eq!(line.endorsed, 2, "the words that were put forward have as many as before");
    }
}

#[test]
fn its_words_are_bound_like_every_text() {
    let path = "registry/2021/solidarity/v1/translations/fr/1.txt";
    let mut forge = translated(true);
    forge.files.insert(path.to_owned(), b"Nous sommes seuls.\n".to_vec());
    forge.is_broken(path, "");
    forge.files.remove(path);
    forge.is_broken(path, "");
    // A text that no translation binds is none.
    let mut forge = translated(false);
    let other = "registry/2021/solidarity/v1/translations/fr/2.txt";
    forge.files.insert(other.to_owned(), FRENCH.as_bytes().to_vec());
    forge.is_broken(other, "");
}

#[test]
fn a_bundle_carries_every_one_and_its_words() {
    let liar = Liar::of(&translated(true));
    let honest = liar.honest(&version_one());
    let report = liar::judged(&liar::read(&honest).unwrap());
    assert_eq!(report.outcome, Outcome::Holds, "{report:#?}");
    assert_eq!(report.statements[0].versions[0].translations[0].endorsed, 1);
    let at = liar.positions(&honest, |one: &Record| one.kind() == Kind::Translation);
    assert_eq!(at.len(), 1);
    let report = liar::judged(&liar::read(&liar.without(&honest, &at)).unwrap());
    assert_eq!(report.outcome, Outcome::Broken);
}

/// A title is no part of what is signed: one that changed under somebody's endorsement is told.
#[test]
fn d21_a_title_that_changes_after_an_endorsement_is_told() {
    let question = Question::about(Subject::Version(version_one()));
    for endorsed in [false, true] {
        let mut forge = translated(endorsed);
        let before = forge.item("registry/2021/solidarity/v1/translations/fr/1.json");
        let Body::Translation(body) = before.record.body() else { panic!("it is a translation") };
        let mut body = body.clone();
        (body.number, body.previous) = (2, Some(before.hash()));
        body.title = Some("Contre tous".parse().unwrap());
        let path = "registry/2021/solidarity/v1/translations/fr/2.txt".to_owned();
        forge.files.insert(path, FRENCH.as_bytes().to_vec());
        forge.append(&[Item::signed(Body::Translation(body), &[("maria", &key("maria"))])]);
        let report = forge.examine().answer(&question);
        let told: Vec<&str> = report.findings.iter().map(|one| one.code()).collect();
        // Whoever had endorsed the words saw another title; where nobody had, there is nothing to say.
        assert_eq!(told.contains(&"retitled"), endorsed, "{report:#?}");
        let want = if endorsed { Outcome::Caveat } else { Outcome::Holds };
        assert_eq!(report.outcome, want, "{report:#?}");
    }
}
