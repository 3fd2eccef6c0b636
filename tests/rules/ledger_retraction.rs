//! Taking a version back: who may, what it ends, and that nobody can leave it out.

use countersign_core::ledger::Violation;
use countersign_core::ledger::violation::Closed;
use countersign_core::record::endorsement::Act;
use countersign_core::record::retraction::Replacement;
use countersign_core::record::{Body, Kind, Record, Retraction};
use countersign_core::verify::report::{Outcome, Severity};
use countersign_core::verify::{Question, Subject};
use testkit::forge::{Forge, Item, key, version_one};
use testkit::liar::Liar;
use testkit::world::World;

#[test]
fn only_the_maintainers_take_a_version_back_and_only_once() {
    let mut world = World::new(&["dos", "uno"]);
    let statement = world.publish(&["uno"]);
    let record = world.retraction_with(&statement, |_| ());
    for signers in [&[][..], &["uno"], &["uno", "dos"]] {
        assert!(world.apply(&record, signers).is_err(), "{signers:?}");
    }
    let other = world.retraction_with(&statement, |body| body.version = 2);
    assert!(matches!(world.refuse(&other, &["maria"]), Violation::NoSuchVersion(_)));
    let words = world.retraction_with(&statement, |body| body.record = body.registry);
    assert!(matches!(world.refuse(&words, &["maria"]), Violation::OtherWords { .. }));
    world.admit(&record, &["maria"]);
    let again = world.retraction_with(&statement, |body| {
        body.reason = "another reason".parse().unwrap();
    });
    let version = statement.version().unwrap();
    assert_eq!(world.refuse(&again, &["maria"]), Violation::RetractedAlready(version));
}

#[test]
fn a_version_that_was_taken_back_takes_no_endorsement_and_every_withdrawal() {
    let mut world = World::new(&["dos", "uno"]);
    let statement = world.publish(&["uno"]);
    world.admit(&world.retraction_with(&statement, |_| ()), &["maria"]);
    let version = statement.version().unwrap();
    let why = Closed::Retracted;
    let late = world.act("dos", Act::Endorse, &statement);
    assert_eq!(world.refuse(&late, &["dos"]), Violation::Closed { version, why });
    world.admit(&world.act("dos", Act::Decline, &statement), &["dos"]);
    world.admit(&world.act("uno", Act::Withdraw, &statement), &["uno"]);
    // What was wrong once may be put right in a version after it.
    world.publish(&["uno"]);
}

/// What is put forward can only be published: there is nothing yet that could be taken back.
#[test]
fn a_version_that_is_put_forward_is_not_taken_back() {
    let mut world = World::new(&["uno"]);
    let statement = world.statement();
    world.admit(&statement, &[]);
    let record = world.retraction_with(&statement, |_| ());
    assert!(matches!(world.refuse(&record, &["maria"]), Violation::Unpublished(_)));
}

#[test]
fn nothing_is_replaced_by_itself() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&[]);
    let Body::Retraction(body) = world.retraction_with(&statement, |_| ()).body().clone() else {
        panic!("it is a retraction")
    };
    let by = |record, version| {
        let statement = body.statement.clone();
        let replaced_by = Some(Replacement { record, statement, version });
        Record::new(&Body::Retraction(Retraction { replaced_by, ..body.clone() }))
    };
    assert!(by(body.registry, 2).is_ok());
    assert!(by(body.registry, 1).is_err(), "the same version");
    assert!(by(body.record, 2).is_err(), "the same record");
    assert!(by(body.registry, 0).is_err(), "no version");
}

/// The registry of the attacks, whose first version its maintainer took back.
fn retracted() -> Forge {
    let mut forge = Forge::coalition();
    let statement = forge.published(&version_one());
    let body = Retraction {
        reason: "a name in it was wrong".parse().unwrap(),
        record: statement.hash(),
        registry: statement.record.registry().unwrap(),
        replaced_by: None,
        retracted_at: "2021-06-01T00:00:00Z".parse().unwrap(),
        statement: version_one().statement,
        tag: Default::default(),
        version: 1,
    };
    forge.append(&[Item::signed(Body::Retraction(body), &[("maria", &key("maria"))])]);
    forge
}

#[test]
fn it_is_a_caveat_for_who_asks_and_a_note_for_everybody_else() {
    let forge = retracted();
    let all = forge.report();
    let about = forge.examine().answer(&Question::about(Subject::Version(version_one())));
    for (report, severity) in [(&all, Severity::Note), (&about, Severity::Caveat)] {
        let finding = report.findings.iter().find(|one| one.code() == "retracted").unwrap();
        assert_eq!(finding.severity, severity);
    }
    assert_eq!(about.outcome, Outcome::Caveat);
    let line = &about.statements[0].versions[0];
    assert_eq!(line.retraction.as_ref().unwrap().reason.as_str(), "a name in it was wrong");
    assert_eq!(line.endorsed, 2, "who endorsed it has not unsaid that");
}

/// A bundle has it in the chain of its version.
#[test]
fn a_bundle_shows_it_and_cannot_leave_it_out() {
    let liar = Liar::of(&retracted());
    let honest = liar.honest(&version_one());
    let judged = |bundle: &serde_json::Value| {
        let bundle = testkit::liar::read(bundle).unwrap();
        countersign_core::bundle::examine(&bundle)
            .answer(&Question::about(Subject::Version(version_one())))
    };
    let report = judged(&honest);
    assert_eq!(report.outcome, Outcome::Caveat);
    assert!(report.statements[0].versions[0].retraction.is_some());
    let at = liar.positions(&honest, |one| one.kind() == Kind::Retraction);
    assert_eq!(at.len(), 1);
    assert_eq!(judged(&liar.without(&honest, &at)).outcome, Outcome::Broken);
}
