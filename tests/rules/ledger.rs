//! The rules of the ledger: each is provoked by the shortest history that breaks it, and leaves the state unchanged
//! (`World::apply` compares it after every refusal).

use countersign_core::digest::Hash;
use countersign_core::ledger::Violation;
use countersign_core::ledger::authority::{Holder, Signers};
use countersign_core::ledger::version::Unmet;
use countersign_core::record::endorsement::{Act, Capacity, Conditions};
use countersign_core::record::entry::RecordEntry;
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Kind, Record};
use sha2::{Digest as _, Sha512};
use testkit::envelope;
use testkit::forge::texts_of;
use testkit::world::{World, by, domain, founding, secret, time, violation};

const EMPTY: Conditions = Conditions { at_least: None, not_before: None, until: None };

#[test]
fn entry() {
    let mut world = World::new(&["uno"]);
    let record = world.organisation("dos", &["dos"], 1);
    let verified = [by("maria", &record)];
    let good = RecordEntry::of(&record, &verified);
    for bad in [
        RecordEntry { record: Hash::ZERO, ..good.clone() },
        RecordEntry { kind: Kind::Statement, ..good.clone() },
        RecordEntry { previous: Some(Hash::ZERO), ..good.clone() },
    ] {
        let got = violation(world.apply_entry(&bad, Some(&record), &verified));
        assert!(matches!(got, Violation::Entry(_)), "{got:?}");
    }
    world.apply_entry(&good, Some(&record), &verified).unwrap();
}

#[test]
fn a12_signature_files_must_be_those_of_the_entry() {
    let mut world = World::new(&[]);
    let record = world.organisation("uno", &["uno"], 1);
    let (good, extra) = (by("maria", &record), by("stranger", &record));
    let entry = RecordEntry::of(&record, std::slice::from_ref(&good));
    let mut refused = |entry: &RecordEntry, verified: &[VerifiedSignature]| {
        violation(world.apply_entry(entry, Some(&record), verified))
    };
    let signatures = |want, got| Violation::Signatures { want, got };
    assert_eq!(refused(&entry, &[]), signatures(1, 0));
    assert_eq!(refused(&entry, &[good.clone(), extra.clone()]), signatures(1, 1));
    assert_eq!(refused(&entry, &[good.clone(), good.clone()]), signatures(1, 1));
    let both = RecordEntry::of(&record, &[good.clone(), extra]);
    assert_eq!(refused(&both, std::slice::from_ref(&good)), signatures(2, 1));
    // A signature over another record does not fit this one, whatever the entry says.
    let other = by("maria", &World::new(&[]).organisation("dos", &["dos"], 1));
    let swapped = RecordEntry::of(&record, std::slice::from_ref(&other));
    assert_eq!(refused(&swapped, &[other]), signatures(1, 0));
    // Nobody signs a statement.
    let statement = world.statement();
    assert_eq!(world.refuse(&statement, &["maria"]), signatures(0, 1));
}

#[test]
fn b2_a_record_of_another_registry() {
    let mut world = World::new(&["uno"]);
    let mut other = World::new(&["uno"]);
    other.id = founding(9, &["maria"], 1).hash();
    assert_eq!(
        world.refuse(&other.organisation("dos", &["dos"], 1), &["maria"]),
        Violation::Registry
    );
    assert_eq!(world.refuse(&other.statement(), &[]), Violation::Registry);
    let statement = world.publish(&[]);
    let act = other.act("uno", Act::Endorse, &statement);
    assert_eq!(world.refuse(&act, &["uno"]), Violation::Registry);
}

#[test]
fn founding_comes_first_and_once() {
    let mut world = World::new(&[]);
    let late = world.organisation("uno", &["uno"], 1);
    world.state = Default::default();
    assert_eq!(world.refuse(&late, &["maria"]), Violation::Founding);
    assert_eq!(world.refuse(&world.statement(), &[]), Violation::Founding);
    world.admit(&founding(1, &["maria"], 1), &["maria"]);
    let again = world.refuse(&founding(2, &["maria"], 1), &["maria"]);
    assert!(matches!(again, Violation::Chain { .. }), "{again:?}");
}

#[test]
fn who_may_sign_what() {
    let mut world = World::new(&["uno", "dos"]);
    let enrolment = world.organisation("tres", &["tres"], 1);
    // C1: an organisation cannot enrol itself or others; B6: the key in the file under test decides nothing.
    let got = world.refuse(&enrolment, &["tres"]);
    assert_eq!(got, Violation::Threshold { who: Signers::Maintainers, want: 1, got: 0 });
    for signer in ["uno", "log", "witness", "stranger"] {
        let got = world.refuse(&enrolment, &[signer]);
        let key = secret(signer).public().fingerprint();
        assert_eq!(got, Violation::NotEntitled { who: Signers::Maintainers, key });
    }
    let statement = world.publish(&["uno"]);
    let act = world.act("dos", Act::Endorse, &statement);
    for signer in ["uno", "maria", "log"] {
        let got = world.refuse(&act, &[signer]);
        let dos = Signers::Organisation(domain("dos"));
        assert!(matches!(got, Violation::NotEntitled { who, .. } if who == dos));
    }
    // D4: nobody but the organisation withdraws.
    let withdrawal = world.act("uno", Act::Withdraw, &statement);
    for signers in [&["maria"][..], &["dos"], &["uno", "maria"]] {
        let got = world.refuse(&withdrawal, signers);
        assert!(matches!(got, Violation::NotEntitled { .. }), "{got:?}");
    }
    assert_eq!(world.endorsed(&statement), 1);
    world.admit(&withdrawal, &["uno"]);
    assert_eq!(world.endorsed(&statement), 0);
}

/// A second signature file by the same key: the same answer with the other hash algorithm.
fn again(name: &str, record: &Record) -> VerifiedSignature {
    let namespace = record.kind().type_name();
    let mut signed = b"SSHSIG".to_vec();
    let digest = Sha512::digest(record.bytes());
    signed.extend(envelope::strings(&[namespace.as_bytes(), b"", b"sha512", &digest]));
    let key = secret(name);
    let bytes = *key.public().ed25519().as_bytes();
    let mut file = envelope::Envelope::plain(&bytes, namespace, &key.sign_raw(&signed));
    file.hash = b"sha512".to_vec();
    VerifiedSignature::check(record, file.armor().as_bytes()).unwrap()
}

#[test]
fn b5_one_key_never_counts_twice() {
    let mut world = World::new(&[]);
    let record = world.organisation("uno", &["a", "b", "c"], 2);
    world.admit(&record, &["maria"]);
    let statement = world.statement();
    world.admit(&statement, &[]);
    let act = world.act("uno", Act::Endorse, &statement);
    let got = violation(world.apply_with(&act, &[by("a", &act), again("a", &act)]));
    let label = "a".parse().unwrap();
    let uno = Signers::Organisation(domain("uno"));
    assert_eq!(got, Violation::SignedTwice { who: uno.clone(), label });
    // Also where the threshold is reached without the second one.
    let got = violation(world.apply_with(&act, &[by("a", &act), by("b", &act), again("b", &act)]));
    assert!(matches!(got, Violation::SignedTwice { .. }), "{got:?}");
    for too_few in [&[][..], &["c"]] {
        let got = world.refuse(&act, too_few);
        let want = Violation::Threshold { who: uno.clone(), want: 2, got: too_few.len() };
        assert_eq!(got, want);
    }
    world.admit(&act, &["c", "a"]);
    let version = world.state.version(&statement.version().unwrap()).unwrap();
    let signers: Vec<String> =
        version.acts[&domain("uno")][0].signers.iter().map(ToString::to_string).collect();
    assert_eq!(signers, ["a", "c"]);
    assert_eq!(world.state.endorsed(version), 1, "two keys are one organisation");
}

#[test]
fn maintainers_have_a_threshold_too() {
    let root = founding(1, &["ana", "ben", "cleo"], 2);
    let mut world = World::new(&[]);
    world.state = Default::default();
    world.id = root.hash();
    assert!(matches!(world.refuse(&root, &["ana"]), Violation::Threshold { want: 2, got: 1, .. }));
    world.admit(&root, &["ana", "cleo"]);
    let record = world.organisation("uno", &["uno"], 1);
    assert!(matches!(
        world.refuse(&record, &["ben"]),
        Violation::Threshold { want: 2, got: 1, .. }
    ));
    world.admit(&record, &["ana", "ben", "cleo"]);
    let statement = world.statement();
    world.admit(&statement, &[]);
    let publication = world.publication(&statement, 5);
    assert!(matches!(world.refuse(&publication, &["ben"]), Violation::Threshold { .. }));
    world.admit(&publication, &["ben", "cleo"]);
}

#[test]
fn c2_a_key_has_one_holder_for_ever() {
    let mut world = World::new(&["uno"]);
    for (taken, holder) in [
        ("maria", Holder::Maintainer("maria".parse().unwrap())),
        ("log", Holder::Log),
        ("witness", Holder::Witness("witness.example".into())),
        ("uno", Holder::Organisation(domain("uno"), "uno".parse().unwrap())),
    ] {
        let record = world.organisation("dos", &["dos", taken], 1);
        // Labels are sorted, so the order of the keys depends on the name.
        let got = violation(world.apply(&record, &["maria"]));
        assert_eq!(got, Violation::KeyTaken { holder });
    }
    let again = world.organisation("uno", &["other"], 1);
    assert_eq!(world.refuse(&again, &["maria"]), Violation::EnrolledAlready(domain("uno")));
}

#[test]
fn not_enrolled() {
    let mut world = World::new(&["uno"]);
    let stranger = countersign_core::record::signatories::Signatory {
        name: "Dos".parse().unwrap(),
        organisation: Some(domain("dos")),
    };
    let named = world.statement_naming(vec![stranger]);
    assert_eq!(world.refuse(&named, &[]), Violation::NotEnrolled(domain("dos")));
    let statement = world.publish(&[]);
    let act = world.act("dos", Act::Endorse, &statement);
    assert_eq!(world.refuse(&act, &["dos"]), Violation::NotEnrolled(domain("dos")));
}

#[test]
fn chains() {
    let mut world = World::new(&["uno"]);
    let is_chain = |got: Violation| assert!(matches!(got, Violation::Chain { .. }), "{got:?}");
    is_chain(world.refuse(
        &world.statement_with(|body| (body.version, body.previous) = (2, Some(Hash::ZERO))),
        &[],
    ));
    let first = world.publish(&["uno"]);
    // A11: there is one version 2, and it continues version 1.
    is_chain(
        world.refuse(&world.statement_with(|body| (body.version, body.previous) = (1, None)), &[]),
    );
    is_chain(world.refuse(&world.statement_with(|body| body.previous = Some(Hash::ZERO)), &[]));
    is_chain(world.refuse(&world.statement_with(|body| body.version = 3), &[]));
    is_chain(world.refuse(
        &world.act_with("uno", Act::Withdraw, &first, |body| body.previous = Some(Hash::ZERO)),
        &["uno"],
    ));
    is_chain(
        world.refuse(
            &world.act_with("uno", Act::Withdraw, &first, |body| body.number = 3),
            &["uno"],
        ),
    );
    // D3: what was withdrawn is not made to count again by the endorsement before it.
    let first_act = world.state.version(&first.version().unwrap()).unwrap();
    let first_act = Record::new(&Body::Endorsement(first_act.acts[&domain("uno")][0].body.clone()));
    world.admit(&world.act("uno", Act::Withdraw, &first), &["uno"]);
    is_chain(world.refuse(&first_act.unwrap(), &["uno"]));
    assert_eq!(world.endorsed(&first), 0);
    world.admit(&world.act("uno", Act::Endorse, &first), &["uno"]);
    assert_eq!(world.endorsed(&first), 1);
}

#[test]
fn b1_an_act_is_on_one_exact_version() {
    let mut world = World::new(&["uno", "dos"]);
    let first = world.publish(&["uno"]);
    let id = first.version().unwrap();
    let unknown = world.act_with("uno", Act::Endorse, &first, |body| body.version = 2);
    assert_eq!(world.refuse(&unknown, &["uno"]), Violation::NoSuchVersion(id.statement.at(2)));
    let other = world.act_with("dos", Act::Endorse, &first, |body| body.record = Hash::ZERO);
    let words = Violation::OtherWords { version: id.clone(), want: first.hash(), got: Hash::ZERO };
    assert_eq!(world.refuse(&other, &["dos"]), words);
    let second = world.publish(&[]);
    assert_eq!(world.endorsed(&second), 0, "a new version starts at zero");
    let beside = world.act_with("dos", Act::Endorse, &first, |body| body.version = 2);
    assert!(matches!(world.refuse(&beside, &["dos"]), Violation::OtherWords { .. }));
    // A publication names the staged version and its hash.
    let third = world.statement();
    assert_eq!(
        world.refuse(&world.publication(&third, 1), &["maria"]),
        Violation::NoSuchVersion(third.version().unwrap())
    );
    world.admit(&third, &[]);
    assert!(matches!(
        world.refuse(&world.publication(&second, 1), &["maria"]),
        Violation::OtherWords { .. }
    ));
}

#[test]
fn superseded_and_historical_versions_are_closed() {
    let mut world = World::new(&["uno", "dos"]);
    let first = world.publish(&["uno"]);
    world.publish(&["dos"]);
    let closed = |got: Violation| assert!(matches!(got, Violation::Closed { .. }), "{got:?}");
    closed(world.refuse(&world.act("dos", Act::Endorse, &first), &["dos"]));
    assert_eq!(world.endorsed(&first), 1);
    world.admit(&world.act("uno", Act::Withdraw, &first), &["uno"]);
    closed(world.refuse(&world.act("uno", Act::Endorse, &first), &["uno"]));
    world.admit(&world.act("dos", Act::Decline, &first), &["dos"]);
    let old = world.statement_with(|body| body.historical = true);
    world.admit(&old, &[]);
    closed(world.refuse(&world.act("uno", Act::Endorse, &old), &["uno"]));
    world.admit(&world.publication(&old, 5), &["maria"]);
    closed(world.refuse(&world.act("uno", Act::Endorse, &old), &["uno"]));
}

#[test]
fn withdrawing_and_declining() {
    let mut world = World::new(&["uno", "dos", "tres"]);
    let statement = world.publish(&["uno"]);
    let organisation = domain("uno");
    assert_eq!(
        world.refuse(&world.act("uno", Act::Decline, &statement), &["uno"]),
        Violation::WithdrawInstead { organisation: organisation.clone() }
    );
    world.admit(&world.act("uno", Act::Withdraw, &statement), &["uno"]);
    assert_eq!(
        world.refuse(&world.act("uno", Act::Withdraw, &statement), &["uno"]),
        Violation::NothingToWithdraw { organisation }
    );
    world.admit(&world.act("dos", Act::Decline, &statement), &["dos"]);
    let got = world.refuse(&world.act("dos", Act::Withdraw, &statement), &["dos"]);
    assert!(matches!(got, Violation::NothingToWithdraw { .. }));
    let private = |body: &mut countersign_core::record::Endorsement| body.public = Some(false);
    let quiet = world.act_with("tres", Act::Decline, &statement, private);
    assert_eq!(
        world.refuse(&quiet, &["tres"]),
        Violation::PrivateDecline { organisation: domain("tres") }
    );
    // On a draft a private decline is known, and cannot be published.
    let next = world.statement();
    world.admit(&next, &[]);
    world.admit(&world.act_with("tres", Act::Decline, &next, private), &["tres"]);
    assert!(matches!(
        world.refuse(&world.publication(&next, 5), &["maria"]),
        Violation::PrivateDecline { .. }
    ));
}

#[test]
fn only_languages_that_the_version_has() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&[]);
    let language: countersign_core::name::Language = "es".parse().unwrap();
    let act = world.act_with("uno", Act::Endorse, &statement, |body| {
        body.texts.insert(language.clone(), Hash::of(b"texto"));
    });
    let organisation = domain("uno");
    assert_eq!(world.refuse(&act, &["uno"]), Violation::NoSuchLanguage { organisation, language });
}

#[test]
fn only_texts_that_the_version_has() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&[]);
    let language: countersign_core::name::Language = "en".parse().unwrap();
    let got = Hash::of(b"other words");
    let act = world.act_with("uno", Act::Endorse, &statement, |body| {
        body.texts.insert(language.clone(), got);
    });
    let want = texts_of(&statement)[&language];
    let organisation = domain("uno");
    assert_eq!(
        world.refuse(&act, &["uno"]),
        Violation::OtherText { organisation, language, want, got }
    );
}

#[test]
fn other_capacities_are_not_counted() {
    let mut world = World::new(&["uno", "dos"]);
    let statement = world.publish(&[]);
    for (name, capacity) in [("uno", Capacity::Members), ("dos", Capacity::Personal)] {
        let act = world.act_with(name, Act::Endorse, &statement, |body| body.capacity = capacity);
        world.admit(&act, &[name]);
    }
    assert_eq!(world.endorsed(&statement), 0);
}

/// Whether a draft with these conditions is published at `seconds`, and else which condition fails.
fn published(conditions: &[(&str, Option<Conditions>)], seconds: i64) -> Option<(String, Unmet)> {
    let names: Vec<&str> = conditions.iter().map(|(name, _)| *name).collect();
    let mut world = World::new(&names);
    let statement = world.statement();
    world.admit(&statement, &[]);
    for (name, conditions) in conditions {
        let act = world.act_with(name, Act::Endorse, &statement, |body| {
            body.conditions = *conditions;
        });
        world.admit(&act, &[name]);
    }
    match world.apply(&world.publication(&statement, seconds), &["maria"]) {
        Ok(()) => None,
        refused => match violation(refused) {
            Violation::Condition { organisation, unmet } => Some((organisation.to_string(), unmet)),
            other => panic!("{other:?}"),
        },
    }
}

#[test]
fn conditions_on_time_at_their_edges() {
    let window = Conditions { not_before: Some(time(10)), until: Some(time(20)), ..EMPTY };
    let at = |seconds| published(&[("uno", Some(window))], seconds).map(|(_, unmet)| unmet);
    assert_eq!(at(9), Some(Unmet::NotBefore(time(10))));
    assert_eq!(at(10), None);
    assert_eq!(at(19), None);
    assert_eq!(at(20), Some(Unmet::Until(time(20))));
}

#[test]
fn conditions_on_others_hold_in_the_largest_set() {
    let at_least = |count| Some(Conditions { at_least: Some(count), ..EMPTY });
    let three = |a, b, c| published(&[("a", a), ("b", b), ("c", c)], 5);
    assert_eq!(three(at_least(3), at_least(3), at_least(3)), None);
    assert_eq!(three(at_least(3), at_least(2), None), None);
    let unmet = |want, got| Unmet::AtLeast { want, got };
    assert_eq!(three(at_least(4), None, None), Some(("a.example".into(), unmet(4, 3))));
    // One that falls out takes others with it; the first is named.
    assert_eq!(three(at_least(3), None, at_least(4)), Some(("c.example".into(), unmet(4, 3))));
    // Whoever is out of time is not among the others.
    let late = Some(Conditions { not_before: Some(time(10)), ..EMPTY });
    assert_eq!(
        three(late, at_least(3), None),
        Some(("a.example".into(), Unmet::NotBefore(time(10))))
    );
}

#[test]
fn late_endorsements() {
    let mut world = World::new(&["uno", "dos", "tres"]);
    let statement = world.publish(&["uno"]);
    let with = |world: &World, name, conditions: Conditions| {
        world.act_with(name, Act::Endorse, &statement, |body| body.conditions = Some(conditions))
    };
    let three = Conditions { at_least: Some(3), ..EMPTY };
    let organisation = domain("dos");
    assert_eq!(
        world.refuse(&with(&world, "dos", three), &["dos"]),
        Violation::Condition { organisation, unmet: Unmet::AtLeast { want: 3, got: 2 } }
    );
    let past = Conditions { until: Some(time(1_000)), ..EMPTY };
    assert!(matches!(
        world.refuse(&with(&world, "dos", past), &["dos"]),
        Violation::Condition { .. }
    ));
    world.admit(&world.act("dos", Act::Endorse, &statement), &["dos"]);
    world.admit(&with(&world, "tres", three), &["tres"]);
    assert_eq!(world.endorsed(&statement), 3);
    // A later withdrawal does not undo what was admitted with a condition.
    world.admit(&world.act("uno", Act::Withdraw, &statement), &["uno"]);
    assert_eq!(world.endorsed(&statement), 2);
}
