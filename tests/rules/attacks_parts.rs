//! Attacks that only a look at all statements together can see: each statement alone is as it must be.
//!
//! Whoever makes these holds the log's key and a maintainer's. [`Forge::report`] looks at the statements one by one as well,
//! and fails where that says anything else.

use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::name::VersionId;
use countersign_core::record::entry::{Entry, RecordEntry, Signatures};
use countersign_core::record::{Body, Kind, Withholding};
use countersign_core::verify::report::Outcome;
use countersign_speech as speech;
use testkit::forge::{self, Forge, Item, Logged, act_path, key, version_one};

fn other() -> VersionId {
    "2022/other@1".parse().unwrap()
}

/// A coalition with two statements, which foro and uno endorse both.
fn two_statements() -> Forge {
    let mut forge = Forge::coalition();
    let statement = forge.statement(&other(), None, forge::WORDS);
    let acts = ["foro", "uno"].map(|stem| forge.endorsement(stem, &statement));
    let publication = forge.publication(&statement);
    forge.append(&[vec![statement], acts.into(), vec![publication]].concat());
    forge
}

/// A maintainer's word that an act on a version is not shown.
fn withholding(forge: &Forge, id: &VersionId, entry: &RecordEntry) -> Item {
    let entry = Entry::Record(entry.clone()).encode().unwrap();
    let body = Withholding {
        asked: false,
        entries: vec![String::from_utf8(entry).unwrap()],
        number: 1,
        previous: None,
        reason: "its staff are in danger".parse().unwrap(),
        record: forge.published(id).hash(),
        registry: forge.id,
        since: forge::TIME.parse().unwrap(),
        statement: id.statement.clone(),
        tag: Default::default(),
        version: 1,
        wish: None,
        words: Vec::new(),
    };
    Item::signed(Body::Withholding(body), &[("maria", &key("maria"))])
}

/// Logs entries whose records are not shown, each as if it were about a version, and then what answers for them.
fn hide(forge: &mut Forge, hidden: &[(RecordEntry, VersionId)], answers: &[Item]) {
    let append = hidden.iter().map(|(entry, id)| {
        // A publication is about its version and nothing else, as an act is.
        let publication = forge.item(&format!("{}/publication.json", layout::version_folder(id)));
        Logged::Record(entry.clone(), Some(Box::new(publication.record)))
    });
    let about: Vec<Logged> = append.collect();
    let answers = answers.iter().map(|item| {
        forge.files.extend(item.files());
        Logged::Record(item.entry.clone(), Some(Box::new(item.record.clone())))
    });
    let append: Vec<Logged> = about.into_iter().chain(answers).collect();
    forge.appends.push(append);
    forge.write_log();
}

#[test]
fn what_is_sound_is_told_one_by_one() {
    assert_eq!(two_statements().report().outcome, Outcome::Holds);
}

#[test]
fn one_act_that_is_not_shown_for_two_statements() {
    let mut forge = two_statements();
    let act = RecordEntry { signatures: signed(b"one"), ..hidden_act(&forge) };
    let twice = RecordEntry { signatures: signed(b"other"), ..act.clone() };
    let answers =
        [withholding(&forge, &version_one(), &act), withholding(&forge, &other(), &twice)];
    hide(&mut forge, &[(act, version_one()), (twice, other())], &answers);
    let report = forge.report();
    let said: Vec<String> =
        speech::findings(&report.findings).iter().map(|one| one.message.english()).collect();
    assert!(said.iter().any(|one| one.contains("a second time")), "{said:#?}");
}

#[test]
fn an_act_that_is_shown_and_not_shown() {
    let mut forge = two_statements();
    let shown = forge.item(&act_path("foro", 1)).entry;
    let again = RecordEntry { signatures: signed(b"other"), ..shown };
    let answer = withholding(&forge, &other(), &again);
    hide(&mut forge, &[(again, other())], &[answer]);
    forge.is_broken(&act_path("foro", 1), "signature");
}

/// Signature files that nobody sees.
fn signed(file: &[u8]) -> Signatures {
    Signatures::of(Kind::Endorsement, vec![Hash::of(file)])
}

/// The entry of an act that nobody sees.
fn hidden_act(forge: &Forge) -> RecordEntry {
    let shown = forge.item(&act_path("foro", 1)).entry;
    RecordEntry { record: Hash::of(b"an act"), ..shown }
}

#[test]
fn two_texts_that_wait_for_their_publications_at_once() {
    let mut forge = two_statements();
    let next = |id: &VersionId| id.statement.at(2);
    let [first, second] = [version_one(), other()].map(|id| {
        let before = forge.published(&id).hash();
        forge.statement(&next(&id), Some(before), "We stand together today.\n")
    });
    let published = [&first, &second].map(|one| forge.publication(one));
    let [first_published, second_published] = published;
    let mut good = forge.clone();
    good.append(&[first.clone(), first_published.clone()]);
    good.append(&[second.clone(), second_published.clone()]);
    assert_eq!(good.report().outcome, Outcome::Holds);
    forge.append(&[first, second, first_published, second_published]);
    let report = forge.report();
    assert!(report.findings.iter().any(|one| one.code() == "rule"), "{:#?}", report.findings);
}
