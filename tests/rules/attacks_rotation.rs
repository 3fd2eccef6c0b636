//! Attacks while keys change hands: A11, B5, B6, B14, C1, C5, C6, C7, C9, C10, C11, D4.

use countersign_core::ledger::Violation;
use countersign_core::ledger::authority::{ACCUSATIONS_MAX, OWN_ACCUSATIONS_MAX};
use countersign_core::ledger::standing::Doubt;
use countersign_core::record::confirmation::{ConfirmedBy, How, Telephone};
use countersign_core::record::endorsement::{Act, Conditions};
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Record};
use testkit::change::{self, label, listed, maintainer, revocation, vouching};
use testkit::envelope;
use testkit::fido;
use testkit::world::{World, by, domain, secret, time, violation};

/// An organisation whose three keys sign two by two.
fn two_of_three() -> (World, Record) {
    let mut world = World::new(&["dos"]);
    world.admit(&world.organisation("uno", &["chair", "legal", "press"], 2), &["maria"]);
    let statement = world.publish(&["dos"]);
    (world, statement)
}

#[test]
fn b5_two_signatures_are_two_keys_of_one_organisation() {
    let (mut world, statement) = two_of_three();
    let act = world.act("uno", Act::Endorse, &statement);
    // The same key twice, as two good signatures.
    let twice = [by("chair", &act), sha512(&act, "chair")];
    let got = violation(world.apply_with(&act, &twice));
    assert!(matches!(got, Violation::SignedTwice { .. }), "{got:?}");
    // A key of another organisation, one that nobody enrolled, and one that is enrolled only later.
    for other in ["dos", "stranger", "late"] {
        let got = world.refuse(&act, &["chair", other]);
        assert!(matches!(got, Violation::NotEntitled { .. }), "{other}: {got:?}");
    }
    world.admit(&world.rotation("uno", &["late"], &[("press", None)]), &["chair", "legal"]);
    // One that was removed.
    let got = world.refuse(&act, &["chair", "press"]);
    assert!(matches!(got, Violation::NotEntitled { .. }), "{got:?}");
    world.admit(&act, &["chair", "late"]);
    assert_eq!(world.endorsed(&statement), 2);
}

fn sha512(record: &Record, name: &str) -> VerifiedSignature {
    use sha2::Digest as _;
    let namespace = record.kind().type_name();
    let mut signed = b"SSHSIG".to_vec();
    let digest = sha2::Sha512::digest(record.bytes());
    signed.extend(envelope::strings(&[namespace.as_bytes(), b"", b"sha512", &digest]));
    let key = secret(name);
    let public = key.public();
    let raw = key.sign_raw(&signed);
    let mut envelope = envelope::Envelope::plain(public.ed25519().as_bytes(), namespace, &raw);
    envelope.hash = b"sha512".to_vec();
    VerifiedSignature::check(record, envelope.armor().as_bytes()).unwrap()
}

#[test]
fn b5_two_labels_with_one_key_or_one_point_in_two_encodings() {
    let (mut world, _) = two_of_three();
    // One key under two labels is no valid record.
    let enrolled = &world.state.organisations()[&domain("uno")];
    let mut body = enrolled.body.clone();
    (body.number, body.previous) = (2, Some(enrolled.record));
    (body.name, body.aliases) = (None, None);
    let mut second = listed("press");
    second.label = label("zz");
    body.keys.push(second);
    assert!(Record::new(&Body::Organisation(body.clone())).is_err());
    // The same 32 bytes as a FIDO key and as a plain one.
    let seed = *secret("press").ed25519().seed();
    let token = fido::Token::from_seed(seed, "ssh:");
    body.keys.pop();
    let mut twin = listed("press");
    (twin.key, twin.label) = (token.line().parse().unwrap(), label("token"));
    body.keys.push(twin.clone());
    assert!(Record::new(&Body::Organisation(body.clone())).is_err());
    // In the place of the plain one it is another spelling of a key that has its place.
    body.keys.retain(|one| one.label != label("press"));
    twin.label = label("press");
    body.keys = vec![listed("chair"), listed("legal"), twin];
    let record = Record::new(&Body::Organisation(body)).unwrap();
    let got = world.refuse(&record, &["chair", "legal"]);
    assert!(matches!(got, Violation::KeyEnded { .. } | Violation::LabelTaken { .. }), "{got:?}");
}

#[test]
fn b6_a_key_that_the_record_under_test_brings_along_does_not_admit_it() {
    let mut world = World::new(&["uno"]);
    let record = world.rotation("uno", &["thief"], &[("uno", None)]);
    let got = world.refuse(&record, &["thief"]);
    assert!(matches!(got, Violation::Threshold { got: 0, .. }), "{got:?}");
    for signers in [&["stranger"][..], &["stranger", "thief"], &["stranger", "uno"]] {
        let got = world.refuse(&record, signers);
        assert!(matches!(got, Violation::NotEntitled { .. }), "{got:?}");
    }
    let takes_over = world.authority(|body| {
        body.maintainers = vec![maintainer("thief")];
    });
    let got = world.refuse(&takes_over, &["thief"]);
    assert!(matches!(got, Violation::Threshold { .. }), "{got:?}");
}

#[test]
fn a11_two_second_versions_with_a_rotation_between() {
    let mut world = World::new(&["uno"]);
    world.publish(&["uno"]);
    let (left, right) = (
        world.statement(),
        world.statement_with(|body| body.summary = Some("other words".parse().unwrap())),
    );
    world.admit(&left, &[]);
    world.admit(&world.publication(&left, 2_000), &["maria"]);
    world.admit(&world.rotation("uno", &["uno-2"], &[("uno", None)]), &["uno"]);
    assert!(matches!(world.refuse(&right, &[]), Violation::Chain { .. }));
    let act = world.act("uno", Act::Endorse, &right);
    assert!(matches!(world.refuse(&act, &["uno-2"]), Violation::OtherWords { .. }));
    world.endorse("uno", &left, &["uno-2"]);
}

#[test]
fn c1_no_word_of_the_maintainers_makes_a_key_confirmed() {
    let mut world = World::new(&["famous", "puppet", "press-council"]);
    let statement = world.publish(&["famous", "press-council", "puppet"]);
    let maria = || ConfirmedBy::Maintainer(label("maria"));
    let call = How::Telephone(Telephone { number: None, number_from: "a book".parse().unwrap() });
    for how in [vouching(), call] {
        world.admit(&world.confirmation("famous", maria(), &["famous"], how), &["maria"]);
    }
    // Nor does an organisation that they enrolled and that nobody else knows, nor a circle of such.
    world.vouches("puppet", "puppet", "famous", &["famous"]);
    world.vouches("famous", "famous", "puppet", &["puppet"]);
    assert!(world.believed(&[]).is_empty());
    let is_confirmed = |pins: &[(&str, &str)]| {
        let version = world.state.version(&statement.version().unwrap()).unwrap();
        let act = version.last_act(&domain("famous")).unwrap();
        world.state.organisations()[&domain("famous")].is_confirmed(act, &world.believed(pins))
    };
    assert!(!is_confirmed(&[]));
    assert!(!is_confirmed(&[("press-council", "press-council")]));
    // A reader's pin counts for the organisation whose key it is, and for whom that one vouches.
    assert!(is_confirmed(&[("famous", "famous")]));
    assert!(is_confirmed(&[("puppet", "puppet")]));
    assert!(!is_confirmed(&[("puppet", "famous")]), "a pin under another's name");
    assert!(!is_confirmed(&[("famous", "stranger")]));
    // What is confirmed is that key, and not the one it is exchanged for.
    world.admit(&world.rotation("famous", &["famous-2"], &[("famous", None)]), &["famous"]);
    let next = world.publish(&[]);
    world.endorse("famous", &next, &["famous-2"]);
    let version = world.state.version(&next.version().unwrap()).unwrap();
    let act = version.last_act(&domain("famous")).unwrap();
    let believed = world.believed(&[("famous", "famous")]);
    assert!(!world.state.organisations()[&domain("famous")].is_confirmed(act, &believed));
}

#[test]
fn c1_a_vouching_key_that_was_stolen_vouches_for_nobody() {
    let mut world = World::new(&["known", "other"]);
    let at = world.at;
    world.vouches("known", "known", "other", &["other"]);
    assert_eq!(world.believed(&[("known", "known")]).len(), 2);
    world.admit(&world.rotation("known", &["known-2"], &[]), &["known"]);
    world.admit(&world.rotation("known", &[], &[("known", Some(at))]), &["known-2"]);
    assert_eq!(world.believed(&[("known", "known")]).len(), 1);
}

#[test]
fn c5_a_stolen_key_speaks_until_somebody_says_so_and_no_longer() {
    let mut world = World::new(&["uno"]);
    let before = world.publish(&["uno"]);
    world.admit(&world.rotation("uno", &["desk"], &[]), &["uno"]);
    let stolen_at = world.at;
    let after = world.statement();
    world.admit(&after, &[]);
    world.endorse("uno", &after, &["uno"]);
    world.admit(&world.publication(&after, 2_000), &["maria"]);
    assert_eq!((world.endorsed(&before), world.endorsed(&after)), (1, 1));
    world.admit(&world.rotation("uno", &[], &[("uno", Some(stolen_at))]), &["desk"]);
    assert_eq!((world.endorsed(&before), world.endorsed(&after)), (1, 0));
    assert_eq!(world.doubt("uno", &before), None);
    assert_eq!(world.doubt("uno", &after), Some(Doubt::Unreliable));
    let got = world.refuse(&world.act("uno", Act::Withdraw, &before), &["uno"]);
    assert!(matches!(got, Violation::NotEntitled { .. }), "{got:?}");
    // The organisation says with a good key what holds.
    world.endorse("uno", &after, &["desk"]);
    assert_eq!((world.doubt("uno", &after), world.endorsed(&after)), (None, 1));
}

#[test]
fn c5_one_stolen_key_of_two_that_signed_is_one_too_few() {
    let (mut world, statement) = two_of_three();
    let at = world.at;
    world.endorse("uno", &statement, &["chair", "press"]);
    world.admit(&world.rotation("uno", &["press-2"], &[("press", Some(at))]), &["chair", "legal"]);
    assert_eq!(world.doubt("uno", &statement), Some(Doubt::Unreliable));
    let (mut world, statement) = two_of_three();
    let at = world.at;
    world.endorse("uno", &statement, &["chair", "legal", "press"]);
    world.admit(&world.rotation("uno", &["press-2"], &[("press", Some(at))]), &["chair", "legal"]);
    assert_eq!(world.doubt("uno", &statement), None, "two of the three were in its hands");
}

#[test]
fn c6_a_date_in_a_record_moves_nothing() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&[]);
    world.admit(&world.rotation("uno", &["desk"], &[("uno", None)]), &["uno"]);
    // The retired key signs today and writes an old date.
    let old = world.act_with("uno", Act::Endorse, &statement, |body| body.made_at = time(1));
    let got = world.refuse(&old, &["uno"]);
    assert!(matches!(got, Violation::NotEntitled { .. }), "{got:?}");
    // The new key may sign whatever date it writes.
    world.admit(&old, &["desk"]);
    // A revocation and an old date: the same.
    world.admit(&revocation("desk"), &["desk"]);
    let late = world.act_with("uno", Act::Withdraw, &statement, |body| body.made_at = time(2));
    assert!(matches!(world.refuse(&late, &["desk"]), Violation::NotEntitled { .. }));
    assert_eq!(world.endorsed(&statement), 1);
}

#[test]
fn c7_a_thief_rotates_the_owner_away_and_blackens_their_keys() {
    let mut world = World::new(&["witness-org"]);
    world.admit(&world.organisation("uno", &["chair", "press"], 1), &["maria"]);
    let statement = world.publish(&[]);
    world.endorse("uno", &statement, &["chair"]);
    let theft = world.at;
    // With the stolen press key: the chair's key is called stolen from the beginning.
    let from =
        world.state.organisations()[&domain("uno")].keys.labelled(&label("chair")).unwrap().from;
    let takes = world.rotation("uno", &["thief"], &[("chair", Some(from))]);
    world.admit(&takes, &["press"]);
    assert_eq!(world.doubt("uno", &statement), Some(Doubt::Unreliable));
    let next = world.publish(&[]);
    world.endorse("uno", &next, &["thief"]);
    assert_eq!(world.endorsed(&next), 1);
    // The maintainers help: the press key was stolen when it signed that, and so its accusation falls.
    let theirs = [("press", Some(theft)), ("thief", Some(theft))];
    let recovery = world.rotation("uno", &["chair-2"], &theirs);
    world.admit(&recovery, &["maria"]);
    assert_eq!(world.doubt("uno", &statement), None, "the chair's endorsement stands again");
    assert_eq!(world.doubt("uno", &next), Some(Doubt::Unreliable));
    assert_eq!((world.endorsed(&statement), world.endorsed(&next)), (1, 0));
}

#[test]
fn c7_a_key_that_accuses_itself_reaches_no_further_back_than_now() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&["uno"]);
    // Whoever holds the only key cannot make the organisation's past look forged with it.
    let record = world.rotation("uno", &["uno-2"], &[("uno", Some(1))]);
    world.admit(&record, &["uno"]);
    assert_eq!((world.doubt("uno", &statement), world.endorsed(&statement)), (None, 1));
    let next = world.publish(&[]);
    world.endorse("uno", &next, &["uno-2"]);
    assert_eq!(world.endorsed(&next), 1);
}

#[test]
fn c9_a_threshold_that_nobody_reaches() {
    let (mut world, statement) = two_of_three();
    // No valid record has one, also not after a removal.
    let enrolled = &world.state.organisations()[&domain("uno")];
    let mut body = enrolled.body.clone();
    (body.number, body.previous) = (2, Some(enrolled.record));
    body.keys.retain(|one| one.label == label("chair"));
    body.removed = vec![change::gone("legal", None), change::gone("press", None)];
    assert!(Record::new(&Body::Organisation(body)).is_err());
    // Keys that end themselves can leave too few: then the organisation is silent.
    world.admit(&revocation("chair"), &["chair"]);
    world.clone().endorse("uno", &statement, &["legal", "press"]);
    world.admit(&revocation("legal"), &["legal"]);
    assert!(world.state.organisations()[&domain("uno")].is_silent());
    let act = world.act("uno", Act::Endorse, &statement);
    let silent = Violation::Silent { organisation: domain("uno"), want: 2, left: 1 };
    assert_eq!(world.refuse(&act, &["press"]), silent);
    let itself = world.rotation("uno", &["new"], &[("chair", None), ("legal", None)]);
    assert_eq!(world.refuse(&itself, &["press"]), silent);
    // A key that ended itself stays out, and the maintainers can give it others.
    let kept = world.changed("uno", |body| body.keys.push(listed("new")));
    assert!(matches!(world.refuse(&kept, &["maria"]), Violation::KeyEnded { .. }));
    world.admit(&itself, &["maria", "press"]);
    assert_eq!(world.doubt("dos", &statement), None);
    world.endorse("uno", &statement, &["new", "press"]);
    assert_eq!(world.endorsed(&statement), 2, "an earlier key stands behind the recovery");
}

#[test]
fn c10_a_member_leaves_and_what_was_signed_stays() {
    let (mut world, statement) = two_of_three();
    world.endorse("uno", &statement, &["chair", "press"]);
    world.admit(&world.rotation("uno", &["desk"], &[("press", None)]), &["chair", "legal"]);
    assert_eq!((world.doubt("uno", &statement), world.endorsed(&statement)), (None, 2));
    // A maintainer leaves: what they published stays, and they publish no more.
    world.admit(&world.authority(|body| body.maintainers.push(maintainer("jorge"))), &["maria"]);
    let leaves = world.authority(|body| body.maintainers.retain(|one| one.label == label("jorge")));
    world.admit(&leaves, &["maria", "jorge"]);
    assert_eq!(world.endorsed(&statement), 2);
    let next = world.statement();
    world.admit(&next, &[]);
    let publication = world.publication(&next, 3_000);
    assert!(matches!(world.refuse(&publication, &["maria"]), Violation::NotEntitled { .. }));
    world.admit(&publication, &["jorge"]);
}

#[test]
fn c11_no_change_of_keys_changes_an_old_verdict() {
    let mut world = World::new(&["uno", "dos"]);
    let statement = world.publish(&["dos", "uno"]);
    let told = |world: &World| {
        ["uno", "dos"].map(|name| {
            let stands = world.stands(name, &statement, &[]);
            (stands.act.record, stands.doubt, stands.counts())
        })
    };
    let before = told(&world);
    let steps: [(Record, &[&str]); 4] = [
        (world.rotation("uno", &["uno-2"], &[("uno", None)]), &["uno"]),
        (revocation("dos"), &["dos"]),
        (world.authority(|body| body.maintainers.push(maintainer("jorge"))), &["maria"]),
        (world.rotation("dos", &["dos-2"], &[("dos", None)]), &["maria"]),
    ];
    for (record, signers) in steps {
        world.admit(&record, signers);
        assert_eq!(told(&world), before);
    }
}

#[test]
fn d4_the_maintainers_withdraw_in_an_organisations_name() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&["uno"]);
    world.admit(&world.rotation("uno", &["ours"], &[("uno", None)]), &["maria"]);
    world.admit(&world.act("uno", Act::Withdraw, &statement), &["ours"]);
    let stands = world.stands("uno", &statement, &[]);
    assert_eq!(stands.act.body.act, Act::Endorse);
    assert_eq!(stands.set_aside.unwrap().body.act, Act::Withdraw);
    assert_eq!(world.endorsed(&statement), 1);
    // For a reader who confirmed the new key, it was the organisation.
    let stands = world.stands("uno", &statement, &[("uno", "ours")]);
    assert_eq!((stands.act.body.act, stands.doubt), (Act::Withdraw, None));
    // Nobody else's key withdraws at all.
    for other in ["uno", "maria", "stranger"] {
        let act = world.act("uno", Act::Endorse, &statement);
        assert!(matches!(world.refuse(&act, &[other]), Violation::NotEntitled { .. }));
    }
}

#[test]
fn what_recovered_keys_say_counts_for_nobody_until_somebody_else_stands_behind_it() {
    let mut world = World::new(&["uno", "dos", "tres"]);
    world.admit(&world.rotation("uno", &["ours"], &[("uno", None)]), &["maria"]);
    let mut rotated = world.clone();
    let at_least = |count| Conditions { at_least: Some(count), not_before: None, until: None };
    let statement = world.statement();
    world.admit(&statement, &[]);
    let act = world.act_with("dos", Act::Endorse, &statement, |body| {
        body.conditions = Some(at_least(2));
    });
    world.admit(&act, &["dos"]);
    world.endorse("uno", &statement, &["ours"]);
    assert_eq!(world.state.endorsed(world.state.staged().unwrap()), 1);
    let publication = world.publication(&statement, 1_000);
    let refused = world.clone().refuse(&publication, &["maria"]);
    assert!(matches!(refused, Violation::Condition { .. }), "{refused:?}");
    assert_eq!(world.doubt_of_staged("uno"), Some(Doubt::Recovered));
    // Keys that they rotate to are theirs as well.
    rotated.admit(&rotated.rotation("uno", &["ours-2"], &[("ours", None)]), &["ours"]);
    let next = rotated.publish(&[]);
    rotated.endorse("uno", &next, &["ours-2"]);
    assert_eq!(rotated.doubt("uno", &next), Some(Doubt::Recovered));
    // Somebody whom the reader knows vouches for the new key.
    rotated.vouches("tres", "tres", "uno", &["ours-2"]);
    assert_eq!(rotated.doubt("uno", &next), Some(Doubt::Recovered));
    assert_eq!(rotated.stands("uno", &next, &[("tres", "tres")]).doubt, None);
}

#[test]
fn an_adoption_by_a_key_that_was_stolen_is_none() {
    let mut world = World::new(&["dos"]);
    world.admit(&world.organisation("uno", &["chair", "press"], 1), &["maria"]);
    let at = world.at;
    // The maintainers and a thief replace the chair's key.
    let takes = world.rotation("uno", &["ours"], &[("chair", None)]);
    world.admit(&takes, &["maria", "press"]);
    let statement = world.publish(&[]);
    world.endorse("uno", &statement, &["ours"]);
    assert_eq!(world.doubt("uno", &statement), None);
    let says = world.rotation("uno", &["new"], &[("press", Some(at))]);
    world.admit(&says, &["ours"]);
    assert_eq!(world.doubt("uno", &statement), Some(Doubt::Recovered));
}

#[test]
fn maintainers_cannot_lower_a_threshold_and_speak_with_one_key() {
    let (mut world, statement) = two_of_three();
    let lowered = world.changed("uno", |body| body.threshold = 1);
    world.admit(&lowered, &["maria"]);
    world.endorse("uno", &statement, &["press"]);
    assert_eq!(world.doubt("uno", &statement), Some(Doubt::Recovered));
    assert_eq!(world.endorsed(&statement), 1);
}

/// The next change of `uno`, which accuses so many keys of the change before and brings as many others.
fn accuses(world: &World, change: usize, count: usize) -> Record {
    let names = |change: usize| (0..count).map(move |number| format!("c{change}-{number}"));
    let add: Vec<String> = names(change).collect();
    let before: Vec<String> = names(change.saturating_sub(1)).collect();
    let add: Vec<&str> = add.iter().map(String::as_str).collect();
    let remove = before.iter().map(|name| (name.as_str(), Some(world.at))).collect::<Vec<_>>();
    world.rotation("uno", &add, if change == 0 { &[] } else { &remove })
}

#[test]
fn b14_an_organisation_that_accuses_keys_without_an_end() {
    let mut world = World::new(&["uno", "dos"]);
    let statement = world.publish(&["dos", "uno"]);
    let each = 16;
    let own = OWN_ACCUSATIONS_MAX / each;
    for change in 0..=own {
        world.admit(&accuses(&world, change, each), &["uno"]);
    }
    let one_more = accuses(&world, own + 1, each);
    let refused = Violation::TooManyAccusations {
        organisation: domain("uno"),
        max: OWN_ACCUSATIONS_MAX,
        is_recovery: false,
    };
    assert_eq!(world.refuse(&one_more, &["uno"]), refused);
    // It still changes keys, as long as it accuses none; and nobody else is kept from anything.
    let mut calm = world.clone();
    calm.admit(&world.rotation("uno", &["calm"], &[("c0-0", None)]), &["uno"]);
    calm.admit(&calm.rotation("dos", &["dos-2"], &[("dos", Some(calm.at - 1))]), &["dos"]);
    // A thief who used it up leaves the maintainers theirs, which has an end as well.
    let all = ACCUSATIONS_MAX / each;
    for change in own + 1..=all {
        world.admit(&accuses(&world, change, each), &["maria"]);
    }
    let refused = world.refuse(&accuses(&world, all + 1, each), &["maria"]);
    assert!(matches!(refused, Violation::TooManyAccusations { is_recovery: true, .. }));
    assert_eq!(world.doubt("uno", &statement), None);
    assert_eq!(world.doubt("dos", &statement), None);
}
