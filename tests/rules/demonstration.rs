//! The shipped `registry/` and `keys/` are what the demonstration makes, and they verify.

use countersign_core::canonical;
use countersign_core::tree::Source;
use countersign_core::verify::report::{KeyBinding, Outcome, Severity, Standing, VersionStanding};
use countersign_core::verify::{KnownBy, Pin, Question, Subject, examine};
use countersign_git::directory::Directory;
use countersign_speech as speech;
use testkit::cli;
use testkit::demonstration::{self, Files};
use testkit::parts;
use testkit::repository;

const AGAIN: &str = "regenerate with: cargo run --release --example demonstration";

fn shipped() -> Directory {
    Directory::open(&repository().join("")).unwrap()
}

#[test]
fn the_shipped_registry_is_what_the_demonstration_makes() {
    let made = demonstration::make();
    let directory = shipped();
    assert_eq!(directory.listing().oddities, []);
    let read = |path: &String| (path.clone(), directory.read(path, 1 << 20).unwrap());
    let here: Files = directory.listing().files.keys().map(read).collect();
    assert!(here.keys().eq(made.registry.keys()), "other files are shipped; {AGAIN}");
    for (path, bytes) in &made.registry {
        assert!(here.get(path) == Some(bytes), "{path} differs; {AGAIN}");
    }
    for (name, bytes) in &made.keys {
        let here = std::fs::read(repository().join("tests/keys").join(name));
        assert!(here.is_ok_and(|here| here == *bytes), "tests/keys/{name} differs; {AGAIN}");
    }
}

#[test]
fn the_registry_of_releases_is_what_the_demonstration_makes_and_holds() {
    let made = demonstration::releases();
    let folder = repository().join("release/registry");
    let directory = Directory::open(&folder).unwrap();
    assert_eq!(directory.listing().oddities, []);
    assert!(directory.listing().files.keys().eq(made.keys()), "other files are shipped; {AGAIN}");
    for (path, bytes) in &made {
        assert!(directory.read(path, 1 << 20).unwrap() == *bytes, "{path} differs; {AGAIN}");
    }
    let ran = cli::run(&["verify", "--dir", &folder.display().to_string()]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn the_shipped_registry_verifies_from_a_plain_folder() {
    let ran = cli::run(&["verify", "--dir", env!("CARGO_MANIFEST_DIR")]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.output.starts_with("holds: "), "{ran:?}");
    assert!(ran.output.contains("12 names stand under it; nobody signed it here"), "{ran:?}");
    let asked = ["2021/venezuela-solidarity", "2024/water-defenders@1", "2024/water-defenders"];
    for id in asked {
        let ran = cli::run(&["verify", id, "--dir", env!("CARGO_MANIFEST_DIR")]);
        assert_eq!(ran.code, 6, "{ran:?}");
    }
}

#[test]
fn statements_told_one_after_the_other_are_json_like_all_at_once() {
    let question = Question::about(Subject::Registry);
    let report = examine(&shipped(), &Vec::new).answer(&question);
    let ran = cli::run(&["verify", "--json", "--dir", env!("CARGO_MANIFEST_DIR")]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let (_, told) = ran.output.split_once("  \"statements\": ").unwrap();
    let whole = canonical::pretty(&speech::json::report(&report)).unwrap();
    let (_, want) = whole.split_once("  \"statements\": ").unwrap();
    assert_eq!(told, format!("{want}\n"));
}

#[test]
fn the_shipped_registry_shows_the_life_of_the_thing() {
    let question = Question::about(Subject::Registry);
    let report = examine(&shipped(), &Vec::new).answer(&question);
    parts::agree(&shipped(), &question, &report);
    assert_eq!(report.outcome, Outcome::Holds);
    assert!(report.findings.iter().all(|finding| finding.severity == Severity::Note));
    assert_eq!(report.checked.records, 60);
    assert_eq!(report.checked.signatures, 82);
    assert_eq!(report.checked.texts, 6);
    let [printed, water, wells] = report.statements.as_slice() else {
        panic!("{:?}", report.statements)
    };
    let [printed] = printed.versions.as_slice() else { panic!("{printed:?}") };
    assert_eq!(printed.standing, VersionStanding::Historical);
    assert_eq!((printed.endorsed, printed.named), (0, 12));
    assert!(printed.organisations.iter().all(|one| one.organisation.is_none()));
    assert!(printed.organisations.iter().all(|one| one.standing == Standing::Named));
    assert!(printed.organisations.iter().any(|one| one.name == "Conectas Diretos Humanos"));
    let [first, second] = water.versions.as_slice() else { panic!("{water:?}") };
    assert_eq!(first.standing, VersionStanding::Superseded);
    assert_eq!(second.standing, VersionStanding::Current);
    let count =
        |standing| first.organisations.iter().filter(|one| one.standing == standing).count();
    // One of the nine endorses for its members, and is shown without being counted.
    assert_eq!((count(Standing::Endorsed), first.endorsed), (9, 8));
    assert_eq!(count(Standing::Declined), 1);
    assert_eq!(count(Standing::Withdrawn), 1);
    assert_eq!(count(Standing::Named), 1);
    assert_eq!((second.endorsed, second.named, second.withheld), (8, 12, 1));
    let withheld = second.organisations.iter().find(|one| one.standing == Standing::Withheld);
    assert_eq!(withheld.unwrap().name, "1 organisation, name withheld");
    let witnesses = &report.log.as_ref().unwrap().witnesses;
    assert_eq!(witnesses.len(), 1);
    assert_eq!(report.log.as_ref().unwrap().witnessed, Some(report.log.as_ref().unwrap().size));
    let line = |stem: &str| {
        let domain = format!("{stem}.example").parse().unwrap();
        second.organisations.iter().find(|one| one.organisation.as_ref() == Some(&domain)).unwrap()
    };
    // The key that signed for it left later, and a stolen one spoke before anybody noticed.
    assert_eq!((line("cauce").standing, line("cauce").counts()), (Standing::Endorsed, true));
    assert_eq!(line("juncal").standing, Standing::Unreliable);
    let doubt = speech::doubt(line("juncal").doubt.as_ref().unwrap()).english();
    assert!(doubt.contains("in other hands since entry"), "{doubt}");
    assert_eq!(line("islas").key_binding, Some(KeyBinding::Recovered));
    assert!(!line("islas").counts());
    assert!(
        speech::evidence(&line("bosque").evidence)
            .iter()
            .any(|one| one.english().contains("alianza-rio.example vouches"))
    );
    let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code()).collect();
    assert!(codes.contains(&"recovery") && codes.contains(&"silent"), "{codes:?}");
    let [french] = second.translations.as_slice() else { panic!("{:?}", second.translations) };
    assert_eq!((french.language.as_str(), french.endorsed), ("fr", 1));
    // A statement that was taken back, with its words taken down after it.
    let [wells] = wells.versions.as_slice() else { panic!("{wells:?}") };
    assert!(wells.retraction.is_some() && wells.endorsed == 2, "{wells:?}");
    assert_eq!(wells.taken_down.len(), 1);
    let signed = second.organisations.iter().filter(|one| one.counts());
    assert!(signed.into_iter().all(|one| one.key_binding == Some(KeyBinding::Claimed)));
}

/// Who knows one of its members by another way than this registry knows those whom that member vouches for.
#[test]
fn a_reader_who_confirmed_one_organisation_believes_whom_it_vouches_for() {
    let key = countersign_core::key::PublicKey::from_file(
        &std::fs::read(repository().join("tests/keys/alianza-rio.pub")).unwrap(),
    );
    let pin = Pin {
        organisation: "alianza-rio.example".parse().unwrap(),
        key: Some(key.unwrap().0),
        how: KnownBy::Confirmed("by telephone".to_owned()),
        at: None,
    };
    let question = Question { pins: vec![pin], ..Question::about(Subject::Registry) };
    let report = examine(&shipped(), &Vec::new).answer(&question);
    let newest = &report.statements[1].versions[1];
    let confirmed: Vec<&str> = newest
        .organisations
        .iter()
        .filter(|one| one.key_binding == Some(KeyBinding::Confirmed))
        .map(|one| one.organisation.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(confirmed, ["alianza-rio.example", "bosque.example"]);
}
