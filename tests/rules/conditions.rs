//! Conditions: what is admitted with acts that are not shown, and what that is worth to who cannot see them.

use countersign_core::digest::Hash;
use countersign_core::ledger::Violation;
use countersign_core::record::endorsement::{Act, Conditions, Endorsement};
use countersign_core::record::entry::{Entry, RecordEntry, Signatures};
use countersign_core::record::{Body, Kind, Publication, Record, Withholding};
use countersign_core::verify::finding::Finding;
use countersign_core::verify::report::{Outcome, Report};
use countersign_core::verify::{Question, Subject};
use testkit::forge::{self, Forge, Item, Logged, act, act_path, key, line, version, version_one};
use testkit::world::World;

const fn at_least(count: u64) -> Conditions {
    Conditions { at_least: Some(count), not_before: None, until: None }
}

fn codes(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(Finding::code).collect()
}

fn narrow(forge: &Forge) -> Report {
    forge.examine().answer(&Question::about(Subject::Version(version_one())))
}

/// A late endorsement by each, on condition of so many.
fn late(world: &World, statement: &Record, name: &str, count: u64) -> Record {
    world.act_with(name, Act::Endorse, statement, |body| body.conditions = Some(at_least(count)))
}

#[test]
fn late_endorsements_that_ask_for_each_other_come_in_any_order() {
    let mut world = World::new(&["uno", "dos", "tres"]);
    let statement = world.publish(&["uno"]);
    let (dos, tres) = (late(&world, &statement, "dos", 3), late(&world, &statement, "tres", 3));
    for name in ["dos", "tres"] {
        let alone = world.refuse(&late(&world, &statement, name, 3), &[name]);
        assert!(matches!(alone, Violation::Condition { .. }), "{alone:?}");
    }
    for order in [[(&dos, "dos"), (&tres, "tres")], [(&tres, "tres"), (&dos, "dos")]] {
        let mut world = world.clone();
        world.append(&order).unwrap();
        assert_eq!(world.endorsed(&statement), 3);
    }
    // One that asks for more takes nobody with it who does not need it.
    let (four, two) = (late(&world, &statement, "dos", 4), late(&world, &statement, "tres", 2));
    for order in [[(&four, "dos"), (&two, "tres")], [(&two, "tres"), (&four, "dos")]] {
        let refused = world.clone().append(&order).unwrap_err();
        assert!(
            matches!(&refused, Violation::Condition { organisation, .. }
            if organisation.as_str() == "dos.example"),
            "{refused:?}"
        );
    }
}

#[test]
fn a_log_with_late_endorsements_that_ask_for_each_other() {
    let forge = Forge::coalition();
    let more = |forge: &mut Forge| {
        let enrolments = ["ocho", "nueve"].map(|stem| forge.enrolment(stem));
        forge.append(&enrolments);
        let statement = forge.published(&version_one());
        ["ocho", "nueve"].map(|stem| {
            let conditions = Some(at_least(4));
            act(Endorsement { conditions, ..forge.endorsement_body(stem, &statement) }, stem)
        })
    };
    for turn in [false, true] {
        let mut forge = forge.clone();
        let mut acts = more(&mut forge);
        if turn {
            acts.reverse();
        }
        let mut apart = forge.clone();
        forge.append_as_given(&acts);
        let report = forge.report();
        assert_eq!(report.outcome, Outcome::Holds, "{report:#?}");
        assert_eq!(version(&report, "2021/solidarity@1").endorsed, 4);
        // In two appends, the first one asks for what is not there yet.
        apart.append(&acts[..1]);
        apart.append(&acts[1..]);
        apart.is_broken(&acts[0].path(), "4");
    }
}

/// The entries of acts that nobody ever signed: one chain.
fn invented(count: u64) -> Vec<RecordEntry> {
    let mut previous = None;
    let entry = |number: u64| {
        let record = Hash::of(&number.to_be_bytes());
        let signatures = Signatures::of(Kind::Endorsement, vec![record]);
        RecordEntry {
            kind: Kind::Endorsement,
            previous: previous.replace(record),
            record,
            signatures,
        }
    };
    (0..count).map(entry).collect()
}

fn withholding(forge: &Forge, statement: &Item, entries: &[RecordEntry]) -> Item {
    let text = |entry: &RecordEntry| {
        String::from_utf8(Entry::Record(entry.clone()).encode().unwrap()).unwrap()
    };
    let body = Withholding {
        asked: false,
        entries: entries.iter().map(text).collect(),
        number: 1,
        previous: None,
        reason: "its staff are in danger".parse().unwrap(),
        record: statement.hash(),
        registry: forge.id,
        since: forge::TIME.parse().unwrap(),
        statement: version_one().statement,
        tag: Default::default(),
        version: 1,
        wish: None,
        words: Vec::new(),
    };
    Item::signed(Body::Withholding(body), &[("maria", &key("maria"))])
}

/// A version that foro endorses on condition of so many, with acts that are not shown before its publication.
fn published_with(count: u64, hidden: &[RecordEntry]) -> Forge {
    let mut forge = Forge::founded(1);
    let enrolments = ["dos", "foro", "uno"].map(|stem| forge.enrolment(stem));
    forge.append(&enrolments);
    let statement = forge.statement(&version_one(), None, forge::WORDS);
    let conditions = Some(at_least(count));
    let body = Endorsement { conditions, ..forge.endorsement_body("foro", &statement) };
    let (act, publication) = (act(body, "foro"), forge.publication(&statement));
    let withholding = withholding(&forge, &statement, hidden);
    let shown =
        |item: &Item| Logged::Record(item.entry.clone(), Some(Box::new(item.record.clone())));
    // What is not shown stands in the chain of its version, as a publication does.
    let about = |entry: &RecordEntry| {
        Logged::Record(entry.clone(), Some(Box::new(publication.record.clone())))
    };
    let mut block = vec![shown(&statement), shown(&act)];
    block.extend(hidden.iter().map(about));
    block.push(shown(&publication));
    [&statement, &act, &publication, &withholding]
        .into_iter()
        .for_each(|item| forge.files.extend(item.files()));
    forge.appends.extend([block, vec![shown(&withholding)]]);
    forge.write_log();
    forge
}

#[test]
fn invented_acts_that_are_withheld_meet_no_condition_for_a_reader() {
    let forge = published_with(20, &invented(19));
    let report = narrow(&forge);
    assert_eq!(report.outcome, Outcome::Caveat, "{report:#?}");
    let codes = codes(&report);
    assert!(codes.contains(&"condition-claimed") && codes.contains(&"acts-withheld"), "{codes:?}");
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 0);
    assert_eq!(line(&report, "foro").claimed_condition, Some(20));
    let ran = forge.verify(&["2021/solidarity@1"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(ran.output.contains("only the maintainers say"), "{ran:?}");
    // One fewer, and it would never have been admitted.
    published_with(20, &invented(18)).is_broken(&forge::publication_path(), "20");
}

#[test]
fn an_honest_withholding_breaks_nothing_and_shows_less() {
    // Somebody who did endorse when it was published, and is out of sight now.
    let mut forge = published_with(2, &invented(1));
    assert_eq!(forge.report().outcome, Outcome::Caveat);
    assert_eq!(line(&narrow(&forge), "foro").claimed_condition, Some(2));
    // Whoever endorses in the open makes it true for everybody.
    let statement = forge.published(&version_one());
    forge.append(&[forge.endorsement("uno", &statement)]);
    let report = narrow(&forge);
    assert_eq!(line(&report, "foro").claimed_condition, None);
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 2);
    assert!(forge.files.contains_key(&act_path("uno", 1)));
}

#[test]
fn a_publication_before_what_came_before_it_is_noted() {
    let mut forge = Forge::coalition();
    let before = forge.published(&version_one()).hash();
    let id = version_one().statement.at(2);
    let statement = forge.statement(&id, Some(before), "We stand together today.\n");
    let Body::Publication(body) = forge.publication(&statement).record.body().clone() else {
        unreachable!()
    };
    let body = Publication { published_at: "2001-01-01T00:00:00Z".parse().unwrap(), ..body };
    let publication = Item::signed(Body::Publication(body), &[("maria", &key("maria"))]);
    forge.append(&[statement, publication]);
    let report = forge.report();
    let noted = report.findings.iter().filter(|one| one.code() == "back-dated");
    assert_eq!(
        noted.map(|one| one.path.as_str()).collect::<Vec<_>>(),
        ["registry/2021/solidarity/v2"]
    );
}
