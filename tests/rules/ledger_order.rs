//! What comes together, and in which order the records of one append lie.

use countersign_core::digest::Hash;
use countersign_core::ledger::{Violation, order};
use countersign_core::record::endorsement::Act;
use countersign_core::record::entry::{RecordEntry, Signatures};
use countersign_core::record::{Kind, Record};
use testkit::world::{World, violation};

#[test]
fn a_statement_and_its_publication_come_together() {
    let mut world = World::new(&["uno"]);
    let first = world.publish(&["uno"]);
    let staged = world.statement();
    world.admit(&staged, &[]);
    let want = Violation::Unpublished(staged.version().unwrap());
    assert_eq!(world.state.check_nothing_staged(), Err(want.clone()));
    assert_eq!(world.refuse(&world.organisation("dos", &["dos"], 1), &["maria"]), want);
    assert_eq!(world.refuse(&staged, &[]), want);
    // Acts on other versions wait as well.
    assert_eq!(world.refuse(&world.act("uno", Act::Withdraw, &first), &["uno"]), want);
    world.state.abandon_staged();
    assert_eq!(world.state.check_nothing_staged(), Ok(()));
    world.admit(&world.act("uno", Act::Withdraw, &first), &["uno"]);
}

#[test]
fn acts_of_one_append_have_one_order() {
    let mut world = World::new(&["uno", "dos"]);
    let statement = world.statement();
    world.admit(&statement, &[]);
    let first = world.act("uno", Act::Endorse, &statement);
    // Whose they are says nothing of their order, which is that of the hashes.
    world.admit(&world.act("dos", Act::Endorse, &statement), &["dos"]);
    assert_eq!(world.refuse(&first, &["uno"]), Violation::Order);
    world.admit(&world.act("dos", Act::Withdraw, &statement), &["dos"]);
    // First acts come before second ones.
    assert_eq!(world.refuse(&first, &["uno"]), Violation::Order);
    world.admit(&world.publication(&statement, 5), &["maria"]);
    // Once it is published, anybody may come at any time.
    world.admit(&first, &["uno"]);
}

#[test]
fn only_endorsements_may_be_absent() {
    let mut world = World::new(&["uno"]);
    let entry = |kind| {
        let signatures = Signatures::of(kind, Vec::new());
        RecordEntry { kind, previous: None, record: Hash::ZERO, signatures }
    };
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Endorsement) {
        assert_eq!(violation(world.apply_entry(&entry(kind), None, &[])), Violation::NotShown);
    }
    let at = world.at;
    world.apply_entry(&entry(Kind::Endorsement), None, &[]).unwrap();
    assert_eq!(world.state.not_shown().collect::<Vec<_>>(), [at]);
}

#[test]
fn records_of_one_commit_are_sorted_the_same_however_they_come() {
    let mut world = World::new(&["uno", "dos", "tres"]);
    let first = world.publish(&["uno"]);
    let second = world.statement();
    let mut acts = [
        world.act("uno", Act::Endorse, &second),
        world.act("dos", Act::Endorse, &second),
        world.act("tres", Act::Endorse, &second),
    ];
    acts.sort_by_key(Record::hash);
    let [one, two, three] = acts;
    let block = [
        world.organisation("ocho", &["ocho"], 1),
        second.clone(),
        one,
        two,
        three,
        world.publication(&second, 5),
        world.act("uno", Act::Withdraw, &first),
    ];
    let want: Vec<Hash> = block.iter().map(Record::hash).collect();
    for turn in 0..block.len() {
        let mut came = block.clone();
        came.rotate_left(turn);
        came.swap(0, 3);
        order::sort(&mut came, |record| record);
        assert_eq!(came.iter().map(Record::hash).collect::<Vec<_>>(), want);
    }
}
