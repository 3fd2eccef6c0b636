//! Attacks on what an endorsement is of, and on the name that it is shown under: D21, D22.

use std::collections::BTreeMap;

use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::ledger::order;
use countersign_core::name::Language;
use countersign_core::record::listing::Retired;
use countersign_core::record::statement::{TextReference, text_file};
use countersign_core::record::{Body, Endorsement, Listing};
use countersign_core::verify::report::{Lost, Outcome, Report, VersionLine};
use countersign_core::verify::{Question, Subject};
use countersign_speech::locale::Locale;
use countersign_speech::phrase;
use testkit::forge::{
    Forge, Item, WORDS, act, act_path, domain, key, line, texts_of, version, version_one,
};

/// The same words in Spanish.
const PALABRAS: &str = "Estamos con quienes están presos por lo que dijeron.\n";

fn language(tag: &str) -> Language {
    tag.parse().unwrap()
}

/// A registry whose statement has a text in English, the original, and one in Spanish, before anybody acts on it.
fn two_texts() -> (Forge, Item) {
    let mut forge = Forge::founded(3);
    let enrolments = ["dos", "foro", "uno"].map(|stem| forge.enrolment(stem));
    forge.append(&enrolments);
    let english = forge.statement(&version_one(), None, WORDS);
    let Body::Statement(body) = english.record.body() else { panic!("a statement") };
    let mut body = (**body).clone();
    let spanish = language("es");
    let file = text_file(&spanish);
    let reference = TextReference {
        bytes: PALABRAS.len() as u64,
        file: file.parse().unwrap(),
        sha256: Hash::of(PALABRAS.as_bytes()),
    };
    body.texts.insert(spanish.clone(), reference);
    body.title.insert(spanish, "En solidaridad".parse().unwrap());
    let path = format!("{}/{file}", layout::version_folder(&version_one()));
    forge.files.insert(path, PALABRAS.into());
    (forge, Item::signed(Body::Statement(body.into()), &[]))
}

/// An endorsement of the texts in these languages.
fn of_texts(forge: &Forge, stem: &str, statement: &Item, languages: &[&str]) -> Item {
    let mut body = forge.endorsement_body(stem, statement);
    body.texts.retain(|one, _| languages.contains(&one.as_str()));
    act(body, stem)
}

fn published(mut forge: Forge, statement: Item, acts: Vec<Item>) -> Forge {
    let publication = forge.publication(&statement);
    let mut all = [vec![statement], acts, vec![publication]].concat();
    order::sort(&mut all, |item| &item.record);
    forge.append(&all);
    forge
}

/// What is told about the text of version 1 in one language.
fn about(forge: &Forge, tag: &str) -> Report {
    forge.examine().answer(&Question::about_text(version_one(), language(tag)))
}

/// What is said, but for what is noted of every forged enrolment: that nobody showed to hold its keys.
fn codes(report: &Report) -> Vec<&'static str> {
    let codes = report.findings.iter().map(|one| one.code());
    codes.filter(|code| *code != "keys-not-shown").collect()
}

fn first(report: &Report) -> &VersionLine {
    &report.statements[0].versions[0]
}

#[test]
fn d21_an_endorsement_of_one_text_counts_for_no_other() {
    let (forge, statement) = two_texts();
    let act = of_texts(&forge, "foro", &statement, &["en"]);
    let forge = published(forge, statement, vec![act]);
    let (english, spanish) = (about(&forge, "en"), about(&forge, "es"));
    assert_eq!((english.outcome, first(&english).endorsed), (Outcome::Holds, 1));
    assert_eq!((spanish.outcome, first(&spanish).endorsed), (Outcome::Caveat, 0));
    assert_eq!(codes(&spanish), ["too-few", "some-texts"]);
    assert_eq!(
        phrase::endorsed(first(&spanish), Locale::En),
        "0 of the 4 named have endorsed this exact text; 1 organisation endorses it only in other languages"
    );
    let whole = forge.report();
    assert_eq!(line(&whole, "foro").texts.keys().collect::<Vec<_>>(), [&language("en")]);
    let foro = line(&whole, "foro");
    let details = phrase::details(version(&whole, "2021/solidarity@1"), foro, Locale::En);
    assert_eq!(details, ["only the text in: en"]);
}

#[test]
fn d21_a_headline_says_how_many_endorse_only_another_text_than_the_original() {
    let (forge, statement) = two_texts();
    let acts = [("dos", &["es"][..]), ("foro", &["en"]), ("uno", &["en", "es"])]
        .map(|(stem, texts)| of_texts(&forge, stem, &statement, texts));
    let forge = published(forge, statement, acts.into());
    let report = forge.report();
    let one = version(&report, "2021/solidarity@1");
    assert_eq!((one.endorsed, one.endorsed_in("en"), one.endorsed_in("es")), (3, 2, 2));
    assert_eq!(
        phrase::endorsed(one, Locale::En),
        "3 of the 4 named have endorsed this version: 2 the original text (en), 1 only in other languages (es)"
    );
    assert_eq!(first(&about(&forge, "es")).endorsed, 2);
}

#[test]
fn d21_an_endorsement_of_a_text_that_was_changed_after_is_refused() {
    let (mut forge, statement) = two_texts();
    let mut body = forge.endorsement_body("foro", &statement);
    body.texts = BTreeMap::from([(language("es"), Hash::of(b"Otras palabras.\n"))]);
    let act = act(body, "foro");
    let publication = forge.publication(&statement);
    forge.append(&[statement, act, publication]);
    forge.is_broken(&act_path("foro", 1), "endorses another text in es than the version has");
}

#[test]
fn what_an_endorsement_lost_is_said() {
    let (forge, statement) = two_texts();
    let mut body = forge.endorsement_body("foro", &statement);
    body.reservation = Some("Not on sanctions.".parse().unwrap());
    let before = act(body.clone(), "foro");
    let after = act(
        Endorsement {
            number: 2,
            previous: Some(before.hash()),
            reservation: None,
            texts: BTreeMap::from([(language("en"), texts_of(&statement.record)[&language("en")])]),
            ..body
        },
        "foro",
    );
    let forge = published(forge, statement, vec![before, after]);
    let report = forge.report();
    let lost =
        [Lost::Text(language("es")), Lost::Reservation("Not on sanctions.".parse().unwrap())];
    assert_eq!(line(&report, "foro").lost, lost);
    assert_eq!(codes(&report), ["lost-terms", "lost-terms", "some-texts"]);
}

/// An endorsement by foro under another name than the one that it is listed under.
fn under_name(name: &str) -> Forge {
    let (forge, statement) = two_texts();
    let mut body = forge.endorsement_body("foro", &statement);
    body.name = name.parse().unwrap();
    let act = act(body, "foro");
    published(forge, statement, vec![act])
}

#[test]
fn d22_an_organisation_is_shown_under_the_name_that_its_key_signed() {
    let forge = under_name("Another Name");
    let report = forge.examine().answer(&Question::about(Subject::Version(version_one())));
    let foro = line(&report, "foro");
    assert_eq!(
        (foro.name.as_str(), foro.listed_as.as_deref()),
        ("Another Name", Some("FORO Ejemplo"))
    );
    assert_eq!(report.outcome, Outcome::Caveat);
    assert_eq!(codes(&report), ["listed-as"]);
    let ran = forge.verify(&["2021/solidarity"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(ran.output.contains("Another Name (foro.example)"), "{ran:?}");
    assert!(ran.output.contains("listed as FORO Ejemplo"), "{ran:?}");
    let same = under_name("FORO Ejemplo");
    assert_eq!(same.verify(&["2021/solidarity"]).code, 0);
}

/// A listing of an organisation of a forged registry, signed by the maintainer.
fn listing(forge: &Forge, stem: &str, change: impl FnOnce(&mut Listing)) -> Item {
    let mut body = Listing {
        aliases: Vec::new(),
        made_at: "2021-03-01T00:00:00Z".parse().unwrap(),
        name: format!("{} Ejemplo", stem.to_uppercase()).parse().unwrap(),
        number: 1,
        organisation: domain(stem),
        previous: None,
        registry: forge.id,
        retired: None,
        tag: Default::default(),
    };
    change(&mut body);
    Item::signed(Body::Listing(body), &[("maria", &key("maria"))])
}

#[test]
fn d22_an_organisation_that_is_renamed_after_it_signed_is_shown_under_the_name_that_it_signed() {
    let mut forge = Forge::coalition();
    let renamed =
        listing(&forge, "foro", |body| body.name = "Amnesty International".parse().unwrap());
    forge.append(&[renamed]);
    let report = forge.examine().answer(&Question::about(Subject::Version(version_one())));
    let foro = line(&report, "foro");
    assert_eq!(foro.name, "FORO Ejemplo");
    assert_eq!(foro.listed_as.as_deref(), Some("Amnesty International"));
    assert_eq!((report.outcome, codes(&report)), (Outcome::Caveat, vec!["listed-as"]));
}

#[test]
fn d23_names_that_look_alike_are_a_caveat_where_one_of_them_is_shown() {
    let mut forge = Forge::coalition();
    // An alias that is another organisation's name, in other letters.
    let alias = listing(&forge, "dos", |body| body.aliases = vec!["FОRО Ejemplo".parse().unwrap()]);
    // A name with a domain in it.
    let domain_in =
        listing(&forge, "uno", |body| body.aliases = vec!["Uno (foro.example)".parse().unwrap()]);
    forge.append(&[alias, domain_in]);
    let about = forge.examine().answer(&Question::about(Subject::Version(version_one())));
    assert_eq!(codes(&about), ["look-alike", "look-alike"]);
    assert_eq!(about.outcome, Outcome::Caveat);
    let whole = forge.report();
    assert_eq!((whole.outcome, codes(&whole)), (Outcome::Holds, vec!["look-alike", "look-alike"]));
}

#[test]
fn d24_an_organisation_and_its_successor_count_once() {
    let mut forge = Forge::coalition();
    let retired = listing(&forge, "foro", |body| {
        let (reason, successor) = ("it merged".parse().unwrap(), Some(domain("uno")));
        body.retired = Some(Retired { reason, successor });
    });
    forge.append(&[retired]);
    let report = forge.report();
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 1);
    assert!(line(&report, "foro").is_retired && line(&report, "foro").is_counted_with_successor);
    assert_eq!(codes(&report), ["retired"]);
}

/// That an organisation is retired, and another one goes on from it.
fn merged(forge: &Forge, stem: &str, into: &str) -> Item {
    listing(forge, stem, |body| {
        let (reason, successor) = ("it merged".parse().unwrap(), Some(domain(into)));
        body.retired = Some(Retired { reason, successor });
    })
}

#[test]
fn d24_a_chain_of_successors_counts_once_also_where_its_middle_said_nothing() {
    let mut forge = Forge::coalition();
    // dos endorsed nothing: foro went on as dos, and dos as uno.
    let chain = [merged(&forge, "foro", "dos"), merged(&forge, "dos", "uno")];
    forge.append(&chain);
    let report = forge.report();
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 1);
    assert!(line(&report, "foro").is_counted_with_successor);
    assert!(line(&report, "uno").counts());
}

#[test]
fn d24_organisations_that_go_on_from_each_other_in_a_circle_count_once() {
    let mut forge = Forge::coalition();
    let circle = [
        merged(&forge, "foro", "uno"),
        merged(&forge, "uno", "dos"),
        merged(&forge, "dos", "foro"),
    ];
    forge.append(&circle);
    let report = forge.report();
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 1);
    assert!(line(&report, "foro").counts() && !line(&report, "uno").counts());
}

#[test]
fn d23_a_name_that_another_organisation_had_is_a_caveat() {
    let mut forge = Forge::coalition();
    let gone = listing(&forge, "uno", |body| body.name = "Otro Nombre".parse().unwrap());
    let taken = listing(&forge, "dos", |body| body.name = "UNO Ejemplo".parse().unwrap());
    forge.append(&[gone, taken]);
    let about = forge.examine().answer(&Question::about(Subject::Version(version_one())));
    assert!(codes(&about).contains(&"look-alike"), "{about:#?}");
}

#[test]
fn d23_a_name_that_was_signed_and_never_listed_is_told_where_it_looks_like_another_ones() {
    let mut forge = Forge::coalition();
    let statement = forge.published(&version_one());
    let said = forge.item(&act_path("uno", 1));
    let Body::Endorsement(uno) = said.record.body() else { panic!("it is an act") };
    let mut body = forge.endorsement_body("dos", &statement);
    (body.texts, body.name) = (uno.texts.clone(), "UN\u{41e} Ejemplo".parse().unwrap());
    forge.append(&[act(body, "dos")]);
    let about = forge.examine().answer(&Question::about(Subject::Version(version_one())));
    assert_eq!(about.outcome, Outcome::Caveat);
    assert!(codes(&about).contains(&"look-alike"), "{about:#?}");
}

#[test]
fn d23_a_domain_in_a_name_is_found_in_letters_that_only_look_like_it() {
    let mut forge = Forge::coalition();
    // A Cyrillic o: the eye reads foro.example.
    let seen =
        listing(&forge, "uno", |body| body.aliases = vec!["Uno (fоrо.example)".parse().unwrap()]);
    // Its own domain is no other one's.
    let own = listing(&forge, "foro", |body| body.aliases = vec!["foro.example".parse().unwrap()]);
    forge.append(&[seen, own]);
    let whole = forge.report();
    let told = whole.findings.iter().filter(|one| one.code() == "look-alike");
    let paths: Vec<&str> = told.map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["keys/uno.example"]);
}

#[test]
fn an_endorsement_of_a_translation_that_was_replaced_says_why_it_does_not_count() {
    let (mut forge, statement) = two_texts();
    let publication = forge.publication(&statement);
    forge.append(&[statement.clone(), publication]);
    let french = |number: u64, previous: Option<Hash>, words: &str| {
        let body = countersign_core::record::Translation {
            language: language("fr"),
            number,
            previous,
            reason: None,
            record: statement.hash(),
            registry: forge.id,
            statement: version_one().statement,
            text: Some(countersign_core::record::translation::TranslatedText {
                bytes: words.len() as u64,
                sha256: Hash::of(words.as_bytes()),
            }),
            title: Some("Ensemble".parse().unwrap()),
            translated_at: "2021-03-01T00:00:00Z".parse().unwrap(),
            tag: Default::default(),
            version: 1,
        };
        Item::signed(Body::Translation(body), &[("maria", &key("maria"))])
    };
    let first = french(1, None, "Nous sommes ensemble.\n");
    let second = french(2, Some(first.hash()), "Nous voici ensemble.\n");
    let mut body = forge.endorsement_body("foro", &statement);
    body.texts = BTreeMap::from([(language("fr"), Hash::of(b"Nous sommes ensemble.\n"))]);
    let act = act(body, "foro");
    for (number, words) in [(1, "Nous sommes ensemble.\n"), (2, "Nous voici ensemble.\n")] {
        let path = layout::translated_path(&version_one(), &language("fr"), number);
        forge.files.insert(path, words.into());
    }
    forge.append(&[first]);
    forge.append(&[act]);
    forge.append(&[second]);
    let report = forge.report();
    let foro = line(&report, "foro");
    assert!(!foro.counts());
    let said = phrase::logged(version(&report, "2021/solidarity@1"), foro, Locale::En);
    assert!(said.iter().any(|one| one.contains("was replaced")), "{said:?}");
}
