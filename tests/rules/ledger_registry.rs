//! What the registry's own record says beside its maintainers: who watches, where it lies, which log keys were in other
//! hands, and that it ends.

use countersign_core::digest::Hash;
use countersign_core::ledger::Violation;
use countersign_core::note::{Algorithm, VerifierKey};
use countersign_core::policy::Policy;
use countersign_core::record::endorsement::Act;
use countersign_core::record::registry::{CompromisedLogKey, Continues, Ends};
use countersign_core::record::{Body, Record, RecordError, Registry};
use testkit::change::revocation;
use testkit::world::{World, founding, secret};

fn vkey(name: &str, algorithm: Algorithm, seed: &str) -> VerifierKey {
    VerifierKey::new(name.parse().unwrap(), algorithm, secret(seed).public().ed25519().clone())
}

fn policy(text: &str) -> Policy {
    Policy::parse(text.as_bytes()).unwrap()
}

fn first() -> Registry {
    match founding(1, &["maria"], 1).body() {
        Body::Registry(body) => (**body).clone(),
        _ => unreachable!("a registry"),
    }
}

/// The member that is wrong in a first record with this change; none where nothing is.
fn flaw(change: impl FnOnce(&mut Registry)) -> Option<&'static str> {
    let mut body = first();
    change(&mut body);
    match Record::new(&Body::Registry(Box::new(body))) {
        Ok(record) => {
            let again = Record::read(record.bytes()).unwrap();
            assert_eq!(again.hash(), record.hash());
            None
        }
        Err(RecordError::Flaw { member, .. }) => Some(member),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_record_has_a_policy_or_witnesses_and_each_in_one_spelling() {
    let near = vkey("near.example", Algorithm::Cosignature, "near");
    let lines = format!("witness near {near} https://near.example/w\ngroup g all near\nquorum g\n");
    let asks = |text: &str| policy(text);
    let with = |text: &str| {
        let policy = asks(text);
        flaw(move |body| {
            body.witnesses.clear();
            body.policy = Some(policy);
        })
    };
    assert_eq!(with(&lines), None);
    assert_eq!(flaw(|body| body.policy = Some(policy(&lines))), Some("policy"));
    // An address is one that a record may have; names and lines are letters that everybody sees.
    assert_eq!(with(&lines.replace("https://near", "http://near")), Some("policy"));
    assert_eq!(
        with(&lines.replace(" near ", " né ").replace("all near", "all né")),
        Some("policy")
    );
    // The log's own keys are said once; those of types that nobody knows yet are carried.
    let log = vkey("log.example", Algorithm::Ed25519, "other log");
    assert_eq!(with(&format!("log {log}\n{lines}")), Some("policy"));
    let unknown = "log.example+01234567+/wAB";
    assert_eq!(with(&format!("log {unknown}\n{lines}")), None);
    assert_eq!(with(&format!("witness pq {unknown}\nquorum pq\n")), None);
    // A key has one purpose.
    let maria = vkey("near.example", Algorithm::Cosignature, "maria");
    assert_eq!(with(&format!("witness m {maria}\nquorum m\n")), Some("maintainers"));
    // Another spelling of the same policy is no record.
    let mut body = first();
    body.witnesses.clear();
    body.policy = Some(policy(&lines));
    let text = String::from_utf8(Record::new(&Body::Registry(Box::new(body))).unwrap().bytes());
    let text = text.unwrap();
    assert!(text.contains("\"group g 1 near\""), "{text}");
    for (from, to) in [
        ("group g 1 near", "group g all near"),
        ("group g 1 near", "group  g 1 near"),
        ("\"group g 1 near\"", "\"group g 1 near\",\"# no word\""),
        ("\"quorum g\"", "\"quorum g\",\"\""),
        ("\",\"group", "\\ngroup"),
    ] {
        let other = text.replace(from, to);
        assert_ne!(other, text);
        assert!(Record::read(other.into_bytes()).is_err(), "{to}");
    }
}

#[test]
fn a_first_record_may_go_on_from_another_registry_and_only_a_later_one_ends() {
    let before = |origin: &str, size| {
        let (registry, root) = (Hash::of(b"before"), Hash::of(b"root"));
        Some(Continues { origin: origin.parse().unwrap(), registry, root, size })
    };
    assert_eq!(flaw(|body| body.continues = before("before.example/log", 7)), None);
    assert_eq!(flaw(|body| body.continues = before("before.example/log", 0)), Some("continues"));
    assert_eq!(flaw(|body| body.continues = before("no origin", 7)), Some("continues"));
    let own = first().origin;
    assert_eq!(flaw(|body| body.continues = before(own.as_str(), 7)), Some("continues"));
    assert_eq!(flaw(|body| body.ends = Some(Ends { successor: None })), Some("ends"));
    let url = |text: &str| text.parse().unwrap();
    let (a, b) = ("https://a.example", "https://b.example");
    assert_eq!(flaw(|body| body.urls = vec![url(a), url(b)]), None);
    assert_eq!(flaw(|body| body.urls = vec![url(b), url(a)]), Some("urls"));
    assert_eq!(flaw(|body| body.urls = vec![url(a), url(a)]), Some("urls"));
}

/// After its end, people take back what they said and end their keys; nobody says anything new, not even its maintainers.
#[test]
fn after_its_end_a_registry_admits_only_what_takes_something_back() {
    let mut world = World::new(&["uno", "dos"]);
    let statement = world.publish(&["uno", "dos"]);
    world.admit(&world.authority(|body| body.ends = Some(Ends { successor: None })), &["maria"]);
    for (record, signer) in [
        (world.authority(|body| body.ends = None), "maria"),
        (world.organisation("tres", &["tres"], 1), "maria"),
        (world.rotation("uno", &["uno-2"], &[]), "uno"),
        (world.listing("uno", |_| ()), "maria"),
        (world.act("uno", Act::Endorse, &statement), "uno"),
        (world.act("uno", Act::Decline, &statement), "uno"),
        (world.statement(), ""),
        (world.retraction_with(&statement, |_| ()), "maria"),
    ] {
        let signers: Vec<&str> = Some(signer).filter(|one| !one.is_empty()).into_iter().collect();
        assert_eq!(world.refuse(&record, &signers), Violation::Ended, "{:?}", record.kind());
    }
    world.admit(&world.act("uno", Act::Withdraw, &statement), &["uno"]);
    world.admit(&revocation("dos"), &["dos"]);
    assert_eq!(world.endorsed(&statement), 1);
}

#[test]
fn a_log_key_in_other_hands_was_one_of_the_log_and_is_none_any_more() {
    let mut world = World::new(&[]);
    let origin = first().origin.to_string();
    let stolen = |seed: &str, compromised_since| CompromisedLogKey {
        compromised_since,
        key: vkey(&origin, Algorithm::Ed25519, seed),
    };
    let change = |world: &World, one: CompromisedLogKey| {
        world.authority(move |body| {
            body.log_keys = vec![vkey(body.origin.as_str(), Algorithm::Ed25519, "new log")];
            body.compromised_log_keys = vec![one];
        })
    };
    let stranger = change(&world, stolen("nobody", 0));
    assert!(matches!(world.refuse(&stranger, &["maria"]), Violation::NotALogKey(_)));
    let later = change(&world, stolen("log", world.at + 1));
    assert!(matches!(world.refuse(&later, &["maria"]), Violation::LogKeyOutside { .. }));
    let at = world.at;
    world.admit(&change(&world, stolen("log", at)), &["maria"]);
    let said: Vec<u64> =
        world.state.root().unwrap().compromised_log_keys().map(|(at, _)| at).collect();
    assert_eq!(said, [at]);
    // One that still signs the log cannot be called so.
    let key = first().log_keys[0].clone();
    let one = CompromisedLogKey { compromised_since: 0, key };
    assert_eq!(flaw(move |body| body.compromised_log_keys = vec![one]), Some("maintainers"));
}
