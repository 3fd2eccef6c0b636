//! Attacks by and around recoveries: C1, C5, C7, D4.

use countersign_core::ledger::standing::Doubt;
use countersign_core::record::endorsement::Act;
use testkit::world::{World, domain};

#[test]
fn d4_a_withdrawal_by_recovered_keys_ends_nothing_also_when_those_keys_are_accused() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&["uno"]);
    world.admit(&world.rotation("uno", &["ours"], &[("uno", None)]), &["maria"]);
    let at = world.at;
    world.admit(&world.act("uno", Act::Withdraw, &statement), &["ours"]);
    assert_eq!(world.endorsed(&statement), 1);
    // The maintainers say that the key which they chose, and which withdrew, was in other hands.
    world.admit(&world.rotation("uno", &["ours-2"], &[("ours", Some(at))]), &["maria"]);
    let stands = world.stands("uno", &statement, &[]);
    assert_eq!((stands.act.body.act, stands.doubt), (Act::Endorse, None));
    assert_eq!(stands.set_aside.unwrap().body.act, Act::Withdraw);
    assert_eq!(world.endorsed(&statement), 1);
}

#[test]
fn c5_a_stolen_key_confirms_nobody_by_signing_beside_them() {
    // The reader confirmed the press key. It was stolen, and signs beside one that only the maintainers chose.
    let mut world = World::new(&[]);
    world.admit(&world.organisation("uno", &["chair", "press"], 1), &["maria"]);
    world.admit(&world.rotation("uno", &["ours"], &[("chair", None)]), &["maria"]);
    let statement = world.publish(&[]);
    let at = world.at;
    world.endorse("uno", &statement, &["ours", "press"]);
    let doubt = |world: &World| world.stands("uno", &statement, &[("uno", "press")]).doubt;
    assert_eq!(doubt(&world), None);
    world.admit(&world.rotation("uno", &[], &[("press", Some(at))]), &["ours"]);
    assert_eq!(doubt(&world), Some(Doubt::Recovered), "what is left of it is the maintainers' key");
}

#[test]
fn c5_of_two_that_confirm_an_act_both_were_in_its_hands() {
    let mut world = World::new(&[]);
    world.admit(&world.organisation("uno", &["chair", "legal", "press"], 2), &["maria"]);
    let statement = world.publish(&[]);
    let at = world.at;
    world.endorse("uno", &statement, &["chair", "legal", "press"]);
    let is_confirmed = |world: &World| {
        let version = world.state.version(&statement.version().unwrap()).unwrap();
        let act = version.last_act(&domain("uno")).unwrap();
        let believed = world.believed(&[("uno", "chair"), ("uno", "press")]);
        world.state.organisations()[&domain("uno")].is_confirmed(act, &believed)
    };
    assert!(is_confirmed(&world));
    let says = world.rotation("uno", &["press-2"], &[("press", Some(at))]);
    world.admit(&says, &["chair", "legal"]);
    assert_eq!(world.doubt("uno", &statement), None, "two of three were in its hands");
    assert!(!is_confirmed(&world), "and only one of those is confirmed");
}

#[test]
fn c7_a_key_that_a_recovery_brought_does_not_stand_behind_that_recovery() {
    let mut world = World::new(&[]);
    world.admit(&world.organisation("uno", &["press"], 1), &["maria"]);
    // The maintainers bring their key, a thief who has the press key adopts it, they recover again, and again.
    world.admit(&world.rotation("uno", &["ours"], &[]), &["maria"]);
    let adopted_at = world.at;
    world.admit(&world.rotation("uno", &["ours-2"], &[]), &["press"]);
    world.admit(&world.rotation("uno", &["ours-3"], &[]), &["maria"]);
    world.admit(&world.rotation("uno", &["ours-4"], &[]), &["ours"]);
    let statement = world.publish(&[]);
    world.endorse("uno", &statement, &["ours"]);
    assert_eq!(world.doubt("uno", &statement), None);
    // The theft is told: nobody who was there before the maintainers stands behind them.
    world.admit(&world.rotation("uno", &[], &[("press", Some(adopted_at))]), &["maria"]);
    assert_eq!(world.doubt("uno", &statement), Some(Doubt::Recovered));
}

#[test]
fn c7_every_earlier_key_that_signs_later_stands_behind_a_recovery() {
    let mut world = World::new(&[]);
    world.admit(&world.organisation("uno", &["chair", "press"], 1), &["maria"]);
    world.admit(&world.rotation("uno", &["desk"], &[]), &["maria"]);
    let adopted_at = world.at;
    world.admit(&world.rotation("uno", &["desk-2"], &[]), &["press"]);
    world.admit(&world.rotation("uno", &["desk-3"], &[]), &["chair"]);
    let statement = world.publish(&[]);
    world.endorse("uno", &statement, &["desk"]);
    // One of the two that stood behind it was stolen by then; the other one was not.
    world.admit(&world.rotation("uno", &[], &[("press", Some(adopted_at))]), &["maria"]);
    assert_eq!(world.doubt("uno", &statement), None);
    assert_eq!(world.endorsed(&statement), 1);
}
