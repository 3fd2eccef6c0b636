//! Acts that are not shown: what a withholding may name, and what nobody can make of it.

use countersign_core::digest::Hash;
use countersign_core::ledger::Violation;
use countersign_core::record::endorsement::{Act, Conditions};
use countersign_core::record::entry::{Entry, RecordEntry};
use countersign_core::record::line::Salt;
use countersign_core::record::{Body, Record, Withholding};
use testkit::world::{World, by, time};

/// The entry of an act by its organisation's own key.
fn entry(record: &Record, signer: &str) -> RecordEntry {
    RecordEntry::of(record, &[by(signer, record)])
}

fn text(entry: &RecordEntry) -> String {
    String::from_utf8(Entry::Record(entry.clone()).encode().unwrap()).unwrap()
}

fn withholding(world: &World, statement: &Record, entries: &[&RecordEntry]) -> Record {
    let version = statement.version().unwrap();
    let last = world.state.withheld(&version).last();
    let body = Withholding {
        asked: false,
        entries: entries.iter().map(|entry| text(entry)).collect(),
        number: last.map_or(1, |last| last.body.number + 1),
        previous: last.map(|last| last.record),
        reason: "for safety".parse().unwrap(),
        record: statement.hash(),
        registry: world.id,
        since: time(0),
        statement: version.statement,
        tag: Default::default(),
        version: version.version,
        wish: None,
        words: Vec::new(),
    };
    Record::new(&Body::Withholding(body)).unwrap()
}

/// A published version on which one act is not shown.
fn hidden() -> (World, Record, RecordEntry) {
    let mut world = World::new(&["dos", "uno"]);
    let statement = world.statement();
    world.admit(&statement, &[]);
    world.endorse("dos", &statement, &["dos"]);
    let act = entry(&world.act("uno", Act::Endorse, &statement), "uno");
    world.apply_entry(&act, None, &[]).unwrap();
    world.admit(&world.publication(&statement, 1_000), &["maria"]);
    (world, statement, act)
}

#[test]
fn a_leaf_that_nobody_names_stays_missing_and_one_that_is_named_is_answered_for() {
    let (mut world, statement, act) = hidden();
    assert_eq!(world.state.not_shown().count(), 1);
    let record = withholding(&world, &statement, &[&act]);
    for signers in [&["uno"][..], &["dos"], &[]] {
        assert!(world.apply(&record, signers).is_err());
    }
    world.admit(&record, &["maria"]);
    assert_eq!(world.state.not_shown().count(), 0);
    let withheld = world.state.withheld(&statement.version().unwrap());
    assert_eq!((withheld.len(), withheld[0].entries.len()), (1, 1));
    // Named twice, it would be counted twice.
    let again = withholding(&world, &statement, &[&act]);
    assert!(matches!(world.refuse(&again, &["maria"]), Violation::NotOpen(_)));
}

/// Old mail, or a clone from before: the same record again is no new act.
#[test]
fn what_is_out_of_sight_is_not_logged_a_second_time_and_another_act_is() {
    let mut world = World::new(&["dos", "uno"]);
    let statement = world.statement();
    world.admit(&statement, &[]);
    world.endorse("dos", &statement, &["dos"]);
    let act = world.act("uno", Act::Endorse, &statement);
    world.apply_entry(&entry(&act, "uno"), None, &[]).unwrap();
    world.admit(&world.publication(&statement, 1_000), &["maria"]);
    world.admit(&withholding(&world, &statement, &[&entry(&act, "uno")]), &["maria"]);
    let version = statement.version().unwrap();
    assert_eq!(world.refuse(&act, &["uno"]), Violation::Withheld { version });
    let Body::Endorsement(body) = act.body() else { panic!("it is an act") };
    let mut again = (**body).clone();
    again.salt = Salt([99; 16]);
    world.admit(&Record::new(&Body::Endorsement(again.into())).unwrap(), &["uno"]);
}

#[test]
fn a_count_padded_with_withheld_leaves_counts_nothing() {
    let (mut world, statement, act) = hidden();
    world.admit(&withholding(&world, &statement, &[&act]), &["maria"]);
    assert_eq!(world.endorsed(&statement), 1);
    // What is no leaf of this log cannot be withheld at all.
    let invented = RecordEntry { record: Hash::of(b"invented"), ..act };
    let record = withholding(&world, &statement, &[&invented]);
    assert!(matches!(world.refuse(&record, &["maria"]), Violation::NotOpen(_)));
}

#[test]
fn a_withdrawal_hidden_by_withholding_the_rest_of_the_chain() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&[]);
    let first = world.act("uno", Act::Endorse, &statement);
    let (one, previous) = (entry(&first, "uno"), Some(first.hash()));
    let second = world.act_with("uno", Act::Withdraw, &statement, |body| {
        (body.number, body.previous) = (2, previous);
    });
    let two = entry(&second, "uno");
    // Half a chain: the endorsement is withheld, and the withdrawal that followed it is left out.
    let mut half = world.clone();
    half.apply_entry(&one, None, &[]).unwrap();
    half.apply_entry(&two, None, &[]).unwrap();
    let record = withholding(&half, &statement, &[&one]);
    assert_eq!(half.refuse(&record, &["maria"]), Violation::HalfAChain);
    half.admit(&withholding(&half, &statement, &[&one, &two]), &["maria"]);
    // The endorsement shown and only its withdrawal hidden: no withholding names a chain from its middle.
    let mut shown = world.clone();
    shown.admit(&first, &["uno"]);
    shown.apply_entry(&two, None, &[]).unwrap();
    let version = statement.version().unwrap();
    let body = Withholding {
        asked: false,
        entries: vec![text(&two)],
        number: 1,
        previous: None,
        reason: "for safety".parse().unwrap(),
        record: statement.hash(),
        registry: shown.id,
        since: time(0),
        statement: version.statement,
        tag: Default::default(),
        version: version.version,
        wish: None,
        words: Vec::new(),
    };
    assert!(Record::new(&Body::Withholding(body)).is_err());
    assert_eq!(shown.state.not_shown().count(), 1, "the log stays broken there");
}

#[test]
fn only_acts_after_the_statement_and_only_acts_are_withheld() {
    let (mut world, _, act) = hidden();
    let next = world.publish(&[]);
    let record = withholding(&world, &next, &[&act]);
    assert!(
        matches!(world.refuse(&record, &["maria"]), Violation::NotOpen(_)),
        "before that version"
    );
    let enrolment = world.organisation("tres", &["tres"], 1);
    let entry = RecordEntry::of(&enrolment, &[by("maria", &enrolment)]);
    assert_eq!(world.apply_entry(&entry, None, &[]), Err(Violation::NotShown));
}

#[test]
fn what_others_made_conditional_stands_when_one_goes_out_of_sight() {
    let mut world = World::new(&["dos", "uno"]);
    let statement = world.statement();
    world.admit(&statement, &[]);
    let conditions = Some(Conditions { at_least: Some(2), not_before: None, until: None });
    let act = world.act_with("dos", Act::Endorse, &statement, |body| body.conditions = conditions);
    world.admit(&act, &["dos"]);
    let publication = world.publication(&statement, 1_000);
    // Alone it could not be published; with an act that is not shown any more it was.
    assert!(matches!(world.clone().refuse(&publication, &["maria"]), Violation::Condition { .. }));
    let hidden = entry(&world.act("uno", Act::Endorse, &statement), "uno");
    world.apply_entry(&hidden, None, &[]).unwrap();
    world.admit(&publication, &["maria"]);
    world.admit(&withholding(&world, &statement, &[&hidden]), &["maria"]);
    // From then on nobody counts it.
    let next = world.statement();
    world.admit(&next, &[]);
    let act = world.act_with("dos", Act::Endorse, &next, |body| body.conditions = conditions);
    world.admit(&act, &["dos"]);
    let got = world.refuse(&world.publication(&next, 2_000), &["maria"]);
    assert!(matches!(got, Violation::Condition { .. }), "{got:?}");
}

#[test]
fn what_is_out_of_sight_from_the_start_comes_with_its_withholding_and_counts_for_nobody() {
    let mut world = World::new(&["dos", "uno"]);
    let statement = world.statement();
    world.admit(&statement, &[]);
    let conditions = Some(Conditions { at_least: Some(2), not_before: None, until: None });
    let act = world.act_with("dos", Act::Endorse, &statement, |body| body.conditions = conditions);
    let hidden = entry(&world.act("uno", Act::Endorse, &statement), "uno");
    let publication = world.publication(&statement, 1_000);
    // Its entry comes behind the publication, so that a condition which asks for two does not count it.
    let mut conditional = world.clone();
    conditional.admit(&act, &["dos"]);
    let got = conditional.refuse(&publication, &["maria"]);
    assert!(matches!(got, Violation::Condition { .. }), "{got:?}");
    world.admit(&publication, &["maria"]);
    let record = withholding(&world, &statement, &[&hidden]);
    let brought = world.state.brought(text_of(&record), &|_| false);
    assert_eq!(brought, std::slice::from_ref(&hidden));
    // What the log has already is not brought a second time.
    assert!(world.state.brought(text_of(&record), &|_| true).is_empty());
    // Refused, it leaves nothing behind.
    let stranger = [by("dos", &record)];
    let before = format!("{:?}", world.state);
    assert!(world.state.apply_bringing(world.at, &brought, (&record, &stranger)).is_err());
    assert_eq!(format!("{:?}", world.state), before);
    let maria = [by("maria", &record)];
    let next = world.state.apply_bringing(world.at, &brought, (&record, &maria)).unwrap();
    assert_eq!(next, world.at + 2);
    assert_eq!(world.state.not_shown().count(), 0);
    assert_eq!(world.state.withheld(&statement.version().unwrap()).len(), 1);
    assert_eq!(world.endorsed(&statement), 0);
}

fn text_of(record: &Record) -> &Withholding {
    match record.body() {
        Body::Withholding(body) => body,
        other => panic!("{other:?}"),
    }
}

/// A withholding of words, in the name of the maintainers.
fn taking_down(world: &World, statement: &Record, words: &[Hash]) -> Record {
    let Body::Withholding(body) = withholding_of_words(world, statement, words) else {
        panic!("it is a withholding")
    };
    Record::new(&Body::Withholding(body)).unwrap()
}

fn withholding_of_words(world: &World, statement: &Record, words: &[Hash]) -> Body {
    let version = statement.version().unwrap();
    let last = world.state.withheld(&version).last();
    let mut words = words.to_vec();
    words.sort();
    Body::Withholding(Withholding {
        asked: false,
        entries: Vec::new(),
        number: last.map_or(1, |last| last.body.number + 1),
        previous: last.map(|last| last.record),
        reason: "a court forbids it".parse().unwrap(),
        record: statement.hash(),
        registry: world.id,
        since: time(0),
        statement: version.statement,
        tag: Default::default(),
        version: version.version,
        wish: None,
        words,
    })
}

#[test]
fn words_are_taken_down_by_the_maintainers_once_and_only_where_the_version_binds_them() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&["uno"]);
    let Body::Statement(body) = statement.body() else { panic!("it is a statement") };
    let english = body.texts.values().next().unwrap().sha256;
    let record = taking_down(&world, &statement, &[english]);
    for signers in [&["uno"][..], &[]] {
        assert!(world.apply(&record, signers).is_err());
    }
    let other = taking_down(&world, &statement, &[Hash::of(b"other words")]);
    assert!(matches!(world.refuse(&other, &["maria"]), Violation::NoSuchWords { .. }));
    let before = world.endorsed(&statement);
    world.admit(&record, &["maria"]);
    // Who endorsed it is counted as before, and the words are named by their hash.
    assert_eq!((before, world.endorsed(&statement)), (1, 1));
    let again = taking_down(&world, &statement, &[english]);
    assert!(matches!(world.refuse(&again, &["maria"]), Violation::NoSuchWords { .. }));
    // What is taken down is no act that is withheld.
    assert_eq!(world.state.withheld(&statement.version().unwrap())[0].entries.len(), 0);
}

#[test]
fn a_translation_that_was_taken_down_does_not_come_back_as_another_one() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&["uno"]);
    world.admit(&world.translation_with(&statement, "fr", |_| ()), &["maria"]);
    world.admit(&taking_down(&world, &statement, &[Hash::of(b"fr")]), &["maria"]);
    let same = world.translation_with(&statement, "fr", |_| ());
    let id = statement.version().unwrap();
    assert_eq!(world.refuse(&same, &["maria"]), Violation::TakenDown(id));
    // Other words in that language are another translation.
    let other = world.translation_with(&statement, "fr", |body| {
        body.text.as_mut().unwrap().sha256 = Hash::of(b"autre");
    });
    world.admit(&other, &["maria"]);
}

#[test]
fn one_withholding_names_acts_or_words_and_no_organisation_asks_for_words_to_go() {
    let (world, statement, act) = hidden();
    let Body::Withholding(words) =
        withholding_of_words(&world, &statement, &[Hash::ZERO, Hash::of(b"x")])
    else {
        panic!("it is a withholding")
    };
    let refused = |body: Withholding| Record::new(&Body::Withholding(body)).is_err();
    assert!(!refused(words.clone()));
    assert!(refused(Withholding { entries: vec![text(&act)], ..words.clone() }));
    assert!(refused(Withholding { asked: true, ..words.clone() }));
    assert!(refused(Withholding { words: Vec::new(), ..words.clone() }));
    let mut twice = words.words.clone();
    twice.insert(0, twice[0]);
    assert!(refused(Withholding { words: twice, ..words.clone() }));
    let mut turned = words.words.clone();
    turned.reverse();
    assert!(refused(Withholding { words: turned, ..words }));
}
