//! The rules about keys: each is provoked by the shortest history that breaks it, and leaves the state unchanged
//! (`World::apply` compares it after every refusal).

use countersign_core::digest::Hash;
use countersign_core::ledger::Violation;
use countersign_core::ledger::authority::{Holder, Signers};
use countersign_core::record::confirmation::{ConfirmedBy, How, Telephone, Url};
use countersign_core::record::{Body, Record};
use testkit::change::{self, gone, label, listed, maintainer, revocation, vouching};
use testkit::world::{World, domain, founding, secret, time};

fn org(name: &str, key: &str) -> Holder {
    Holder::Organisation(domain(name), label(key))
}

#[test]
fn a_chain_of_authority_continues_by_number_hash_and_origin() {
    let mut world = World::new(&[]);
    let chain = |got: Violation| assert!(matches!(got, Violation::Chain { .. }), "{got:?}");
    chain(world.refuse(&world.authority(|body| body.number = 3), &["maria"]));
    chain(world.refuse(&world.authority(|body| body.previous = Some(Hash::ZERO)), &["maria"]));
    chain(world.refuse(&founding(7, &["maria"], 1), &["maria"]));
    let elsewhere = world.authority(|body| {
        body.origin = "other.example/log".parse().unwrap();
        for key in &mut body.log_keys {
            *key = countersign_core::note::VerifierKey::new(
                "other.example/log".parse().unwrap(),
                countersign_core::note::Algorithm::Ed25519,
                secret("log").public().ed25519().clone(),
            );
        }
    });
    assert_eq!(world.refuse(&elsewhere, &["maria"]), Violation::Origin);
    world.admit(&world.authority(|_| ()), &["maria"]);
}

#[test]
fn maintainers_before_and_after_both_reach_their_threshold() {
    let mut world = World::new(&[]);
    let joins = world.authority(|body| {
        body.maintainers.push(maintainer("jorge"));
        body.threshold = 2;
    });
    let threshold = |who, want, got| Violation::Threshold { who, want, got };
    assert_eq!(world.refuse(&joins, &["maria"]), threshold(Signers::After, 2, 1));
    assert_eq!(world.refuse(&joins, &["jorge"]), threshold(Signers::Before, 1, 0));
    let stranger = world.refuse(&joins, &["maria", "jorge", "eve"]);
    assert!(matches!(stranger, Violation::NotEntitled { .. }), "{stranger:?}");
    world.admit(&joins, &["maria", "jorge"]);
    // From now on one alone enrols nobody.
    let enrolment = world.organisation("uno", &["uno"], 1);
    assert_eq!(world.refuse(&enrolment, &["maria"]), threshold(Signers::Maintainers, 2, 1));
    // Who leaves must be let go by those before; who stays alone must be enough after.
    let leaves = world.authority(|body| {
        body.maintainers.retain(|one| one.label == label("jorge"));
        body.threshold = 1;
    });
    assert_eq!(world.refuse(&leaves, &["jorge"]), threshold(Signers::Before, 2, 1));
    world.admit(&leaves, &["jorge", "maria"]);
    let refused = world.refuse(&enrolment, &["maria", "jorge"]);
    assert!(matches!(refused, Violation::NotEntitled { .. }), "{refused:?}");
    world.admit(&enrolment, &["jorge"]);
    let names: Vec<_> =
        world.state.root().unwrap().keys.all().map(|one| one.is_in_force()).collect();
    assert_eq!(names, [true, false], "jorge, maria");
}

#[test]
fn a_new_key_may_sign_its_own_enrolment_and_counts_for_nobody_else() {
    let mut world = World::new(&["uno"]);
    let is_shown = |world: &World, name: &str, key: &str| {
        let enrolled = &world.state.organisations()[&domain(name)];
        enrolled.keys.labelled(&label(key)).unwrap().is_shown
    };
    let enrolment = world.organisation("dos", &["dos", "dos-2"], 1);
    let nobody = Violation::Threshold { who: Signers::Maintainers, want: 1, got: 0 };
    assert_eq!(world.refuse(&enrolment, &["dos", "dos-2"]), nobody);
    let stranger = world.refuse(&enrolment, &["maria", "dos", "uno"]);
    assert!(matches!(stranger, Violation::NotEntitled { .. }), "{stranger:?}");
    let twice = world.refuse(&enrolment, &["maria", "dos", "dos"]);
    assert!(
        matches!(twice, Violation::SignedTwice { .. } | Violation::Signatures { .. }),
        "{twice:?}"
    );
    world.admit(&enrolment, &["maria", "dos"]);
    assert!(is_shown(&world, "dos", "dos") && !is_shown(&world, "dos", "dos-2"));
    assert!(!is_shown(&world, "uno", "uno"));
    // A rotation: a new key signs beside the old ones, and never in their place.
    let rotation = world.rotation("uno", &["uno-2"], &[]);
    let alone = world.refuse(&rotation, &["uno-2"]);
    assert!(matches!(alone, Violation::Threshold { want: 1, got: 0, .. }), "{alone:?}");
    world.admit(&rotation, &["uno", "uno-2"]);
    assert!(is_shown(&world, "uno", "uno") && is_shown(&world, "uno", "uno-2"));
    // A recovery: a new key beside the maintainers adopts nothing.
    let recovery = world.rotation("dos", &["dos-3"], &[("dos", None), ("dos-2", None)]);
    world.admit(&recovery, &["maria", "dos-3"]);
    let dos = &world.state.organisations()[&domain("dos")];
    assert!(dos.recovered_since().is_some(), "a new key stands behind no recovery");
    assert!(is_shown(&world, "dos", "dos-3"));
}

#[test]
fn a_key_has_one_holder_and_one_label_for_ever() {
    let mut world = World::new(&["uno", "dos"]);
    world.admit(&world.rotation("uno", &["uno-2"], &[("uno", None)]), &["uno"]);
    let taken = |holder: Holder| Violation::KeyTaken { holder };
    for (key, holder) in [
        ("dos", org("dos", "dos")),
        ("maria", Holder::Maintainer(label("maria"))),
        ("log", Holder::Log),
        ("witness", Holder::Witness("witness.example".to_owned())),
    ] {
        let record = world.changed("uno", |body| {
            let mut key = listed(key);
            key.label = label("new");
            body.keys.push(key);
        });
        assert_eq!(world.refuse(&record, &["uno-2"]), taken(holder), "{key}");
    }
    // A key that has ended comes back neither under its label nor under another.
    let again = world.rotation("uno", &["uno"], &[]);
    assert_eq!(world.refuse(&again, &["uno-2"]), Violation::KeyEnded { holder: org("uno", "uno") });
    let renamed = world.changed("uno", |body| {
        let mut key = listed("uno");
        key.label = label("other");
        body.keys.push(key);
    });
    assert_eq!(world.refuse(&renamed, &["uno-2"]), taken(org("uno", "uno")));
    // A label stands for one key, also after that key has ended.
    let label_again = world.changed("uno", |body| {
        let mut key = listed("fresh");
        key.label = label("uno");
        body.keys.push(key);
    });
    assert_eq!(
        world.refuse(&label_again, &["uno-2"]),
        Violation::LabelTaken { holder: org("uno", "uno") }
    );
    // The same for maintainers, the log and witnesses.
    let joins = world.authority(|body| body.maintainers.push(maintainer("uno")));
    assert_eq!(world.refuse(&joins, &["maria"]), taken(org("uno", "uno")));
    let relabelled = world.authority(|body| {
        let mut other = maintainer("fresh");
        other.label = label("maria");
        body.maintainers = vec![other];
    });
    let got = world.refuse(&relabelled, &["maria", "fresh"]);
    assert_eq!(got, Violation::LabelTaken { holder: Holder::Maintainer(label("maria")) });
    world.admit(&world.authority(|body| body.witnesses.clear()), &["maria"]);
    let back = world.authority(|body| {
        let before = founding(1, &["maria"], 1);
        let Body::Registry(before) = before.body() else { unreachable!("a registry") };
        body.witnesses = before.witnesses.clone();
    });
    let witness = Holder::Witness("witness.example".to_owned());
    assert_eq!(world.refuse(&back, &["maria"]), Violation::KeyEnded { holder: witness });
}

#[test]
fn an_organisations_records_form_a_chain() {
    let mut world = World::new(&["uno"]);
    let chain = |got: Violation| assert!(matches!(got, Violation::Chain { .. }), "{got:?}");
    chain(world.refuse(&world.changed("uno", |body| body.number = 3), &["uno"]));
    chain(world.refuse(&world.changed("uno", |body| body.previous = Some(Hash::ZERO)), &["uno"]));
    let nobody = world.changed("uno", |body| body.organisation = domain("nobody"));
    assert_eq!(world.refuse(&nobody, &["maria"]), Violation::NotEnrolled(domain("nobody")));
}

#[test]
fn who_leaves_is_named_and_nobody_else() {
    let mut world = World::new(&["uno"]);
    let silent = world.changed("uno", |body| body.keys = vec![listed("uno-2")]);
    let (organisation, label) = (domain("uno"), label("uno"));
    let not_named = Violation::NotNamed { organisation: organisation.clone(), label };
    assert_eq!(world.refuse(&silent, &["uno"]), not_named);
    for stranger in ["stranger", "maria"] {
        let named = world.changed("uno", |body| body.removed.push(gone(stranger, None)));
        let label = change::label(stranger);
        let never = Violation::NeverItsKey { organisation: organisation.clone(), label };
        assert_eq!(world.refuse(&named, &["uno"]), never);
    }
    // The right label with another key is another key.
    let other = world.changed("uno", |body| {
        body.keys = vec![listed("uno-2")];
        body.removed.push(gone("uno", None));
        body.removed[0].key = secret("stranger").public();
    });
    assert!(matches!(world.refuse(&other, &["uno"]), Violation::NeverItsKey { .. }));
}

#[test]
fn a_key_cannot_be_stolen_before_it_was_enrolled_nor_after_it_is_said() {
    let mut world = World::new(&["uno", "dos"]);
    let from = 1;
    for since in [0, world.at + 1] {
        let record = world.rotation("uno", &["uno-2"], &[("uno", Some(since))]);
        let label = label("uno");
        let outside = Violation::CompromisedOutside { label, from, since };
        assert_eq!(world.refuse(&record, &["uno"]), outside);
    }
    for since in [from, world.at] {
        let record = world.rotation("uno", &["uno-2"], &[("uno", Some(since))]);
        world.clone().admit(&record, &["uno"]);
    }
}

#[test]
fn a_revocation_is_by_its_own_key_alone_and_once() {
    let mut world = World::new(&["uno", "dos"]);
    let record = revocation("uno");
    for signers in [&["dos"][..], &["maria"], &["uno", "dos"], &["uno", "maria"]] {
        let got = world.refuse(&record, signers);
        assert!(matches!(got, Violation::NotEntitled { .. }), "{signers:?}: {got:?}");
    }
    assert!(matches!(world.refuse(&record, &[]), Violation::Threshold { .. }));
    for nobodys in ["stranger", "maria", "log"] {
        let got = world.refuse(&revocation(nobodys), &[nobodys]);
        assert_eq!(got, Violation::NotAnOrganisationsKey(secret(nobodys).public().fingerprint()));
    }
    world.admit(&record, &["uno"]);
    let ended = Violation::EndedAlready { holder: org("uno", "uno"), at: world.at - 1 };
    assert_eq!(world.refuse(&record, &["uno"]), ended);
    world.admit(&world.rotation("dos", &["dos-2"], &[("dos", None)]), &["dos"]);
    let got = world.refuse(&revocation("dos"), &["dos"]);
    assert!(matches!(got, Violation::EndedAlready { .. }), "{got:?}");
}

#[test]
fn a_confirmation_is_by_whom_it_names_over_keys_in_force() {
    let mut world = World::new(&["uno", "dos"]);
    let maria = || ConfirmedBy::Maintainer(label("maria"));
    let by_maria = world.confirmation("uno", maria(), &["uno"], vouching());
    for signers in [&["uno"][..], &["dos"], &["maria", "uno"]] {
        let got = world.refuse(&by_maria, signers);
        assert!(matches!(got, Violation::NotEntitled { .. }), "{got:?}");
    }
    let by_nobody = ConfirmedBy::Maintainer(label("jorge"));
    let got = world.refuse(&world.confirmation("uno", by_nobody, &["uno"], vouching()), &["maria"]);
    assert!(matches!(got, Violation::NotEntitled { .. }), "{got:?}");
    let itself = ConfirmedBy::Organisation(domain("uno"));
    let own = world.confirmation("uno", itself, &["uno"], vouching());
    assert_eq!(world.refuse(&own, &["uno"]), Violation::OwnConfirmation(domain("uno")));
    let others_key = world.confirmation("uno", maria(), &["uno", "dos"], vouching());
    let (organisation, key) = (domain("uno"), secret("dos").public().fingerprint());
    assert_eq!(world.refuse(&others_key, &["maria"]), Violation::NotInForce { organisation, key });
    world.admit(&by_maria, &["maria"]);
    // The chain: the same number again, and one that continues another record.
    assert!(matches!(world.refuse(&by_maria, &["maria"]), Violation::Chain { .. }));
    let mut forked = world.confirmation("uno", maria(), &["uno"], vouching());
    if let Body::Confirmation(mut body) = forked.body().clone() {
        body.previous = Some(Hash::ZERO);
        forked = Record::new(&Body::Confirmation(body)).unwrap();
    }
    assert!(matches!(world.refuse(&forked, &["maria"]), Violation::Chain { .. }));
    let call = Telephone { number: None, number_from: "a book".parse().unwrap() };
    world.admit(&world.confirmation("uno", maria(), &["uno"], How::Telephone(call)), &["maria"]);
    // A key that has ended is confirmed no more.
    world.admit(&world.rotation("uno", &["uno-2"], &[("uno", None)]), &["uno"]);
    let late = world.confirmation("uno", maria(), &["uno"], vouching());
    assert!(matches!(world.refuse(&late, &["maria"]), Violation::NotInForce { .. }));
}

#[test]
fn c3_a_proof_at_a_path_that_a_stranger_controls() {
    let mut world = World::new(&["uno"]);
    let at = |url: &str| {
        let (url, sha256) = (url.parse().unwrap(), Hash::of(b"served"));
        How::Url(Url { fetched_at: time(0), sha256, url })
    };
    let maria = || ConfirmedBy::Maintainer(label("maria"));
    for url in [
        "https://uno.example/~stranger/.well-known/did.json",
        "https://uno.example.stranger.example/.well-known/did.json",
        "https://uno.example@stranger.example/.well-known/did.json",
        "https://stranger.example/.well-known/did.json",
        "https://www.uno.example/.well-known/did.json",
        "http://uno.example/.well-known/did.json",
        "https://uno.example:8443/.well-known/did.json",
        "https://uno.example/.well-known/did.json?key=stranger",
        "https://uno.example/.well-known/../~stranger/did.json",
        "https://UNO.example/.well-known/did.json",
    ] {
        let record = world.confirmation("uno", maria(), &["uno"], at(url));
        let got = world.refuse(&record, &["maria"]);
        assert!(matches!(got, Violation::OtherUrl { .. }), "{url}: {got:?}");
    }
    let own = at("https://uno.example/.well-known/did.json");
    world.admit(&world.confirmation("uno", maria(), &["uno"], own), &["maria"]);
}

#[test]
fn a_recovery_needs_the_maintainers_threshold_and_only_the_organisations_keys_beside_it() {
    let mut world = World::new(&["uno", "dos"]);
    world.admit(
        &world.authority(|body| {
            body.maintainers.push(maintainer("jorge"));
            body.threshold = 2;
        }),
        &["maria", "jorge"],
    );
    let record = world.rotation("uno", &["uno-2"], &[("uno", None)]);
    let got = world.refuse(&record, &["maria"]);
    assert!(matches!(got, Violation::Threshold { want: 2, got: 1, .. }), "{got:?}");
    // Not even together with the organisation's own key, which alone would do.
    assert!(matches!(world.refuse(&record, &["maria", "uno"]), Violation::Threshold { .. }));
    // The key that it brings along may sign beside them, and counts as nobody.
    let got = world.refuse(&record, &["maria", "uno-2"]);
    assert!(matches!(got, Violation::Threshold { want: 2, got: 1, .. }), "{got:?}");
    world.clone().admit(&record, &["maria", "jorge", "uno-2"]);
    for stranger in ["dos", "eve"] {
        let got = world.refuse(&record, &["maria", "jorge", stranger]);
        assert!(matches!(got, Violation::NotEntitled { .. }), "{stranger}: {got:?}");
    }
    world.clone().admit(&record, &["maria", "jorge"]);
    world.clone().admit(&record, &["maria", "jorge", "uno"]);
    world.admit(&record, &["uno"]);
}
