//! Names change in listings, which the maintainers sign; a retired organisation is neither printed nor endorses.

use countersign_core::ledger::Violation;
use countersign_core::ledger::version::Version;
use countersign_core::name::Domain;
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::Line;
use countersign_core::record::listing::Retired;
use countersign_core::record::signatories::Signatory;
use countersign_core::record::{Body, Record, RecordError};
use testkit::world::{ID, World, domain};

fn retired(successor: Option<Domain>) -> Option<Retired> {
    Some(Retired { reason: "it merged".parse().unwrap(), successor })
}

fn name(text: &str) -> Line {
    text.parse().unwrap()
}

fn current(world: &World) -> &Version {
    world.state.current(&ID.parse().unwrap()).unwrap()
}

/// A statement that names an organisation so.
fn naming(world: &World, stem: &str, printed: &str) -> Record {
    world
        .statement_naming(vec![Signatory { name: name(printed), organisation: Some(domain(stem)) }])
}

#[test]
fn d23_names_change_in_listings_and_nowhere_else() {
    let mut world = World::new(&["dos", "uno"]);
    let listing = world.listing("uno", |body| body.name = name("Uno Internacional"));
    for signers in [&["uno"][..], &["dos"], &[]] {
        assert!(world.apply(&listing, signers).is_err(), "only maintainers list");
    }
    world.admit(&listing, &["maria"]);
    let listed = &world.state.organisations()[&domain("uno")].listed;
    assert_eq!((listed.name.as_str(), listed.newest.unwrap().number), ("Uno Internacional", 1));
    // A rotation and a recovery say nothing of names.
    let mut body = world.state.organisations()[&domain("uno")].body.clone();
    (body.number, body.previous) = (2, Some(world.state.organisations()[&domain("uno")].record));
    assert!(matches!(
        Record::new(&Body::Organisation(body)),
        Err(RecordError::Flaw { member: "name", .. })
    ));
    // The same listing, and one that skips a number, are none.
    assert!(matches!(world.refuse(&listing, &["maria"]), Violation::Chain { .. }));
    let skipping = world.listing("uno", |body| body.number = 3);
    assert!(matches!(world.refuse(&skipping, &["maria"]), Violation::Chain { .. }));
}

#[test]
fn d23_only_names_that_are_listed_now_are_printed() {
    let mut world = World::new(&["uno"]);
    world.admit(&world.listing("uno", |body| body.name = name("Uno Nuevo")), &["maria"]);
    let old = naming(&world, "uno", "uno");
    assert!(matches!(world.refuse(&old, &[]), Violation::OtherName { .. }));
    let listing = world.listing("uno", |body| body.aliases = vec![name("uno")]);
    world.admit(&listing, &["maria"]);
    world.admit(&old, &[]);
}

#[test]
fn d24_a_retired_organisation_is_not_printed_and_does_not_endorse() {
    let mut world = World::new(&["dos", "uno"]);
    let first = world.publish(&["uno"]);
    world.admit(&world.listing("uno", |body| body.retired = retired(None)), &["maria"]);
    let printed = naming(&world, "uno", "uno");
    assert_eq!(world.refuse(&printed, &[]), Violation::Retired(domain("uno")));
    let again = world.act("uno", Act::Endorse, &first);
    assert_eq!(world.refuse(&again, &["uno"]), Violation::Retired(domain("uno")));
    // What it endorsed stands, and it may take that back; its keys may still change.
    assert_eq!(world.state.endorsed(current(&world)), 1);
    world.admit(&world.act("uno", Act::Withdraw, &first), &["uno"]);
    world.admit(&world.rotation("uno", &["uno-new"], &[("uno", None)]), &["uno"]);
    // A later listing lifts it.
    world.admit(&world.listing("uno", |body| body.retired = None), &["maria"]);
    world.admit(&naming(&world, "uno", "uno"), &[]);
}

#[test]
fn nobody_is_their_own_successor() {
    let world = World::new(&["uno"]);
    let Body::Listing(mut body) = world.listing("uno", |_| ()).body().clone() else {
        panic!("a listing")
    };
    body.retired = retired(Some(domain("uno")));
    assert!(Record::new(&Body::Listing(body)).is_err());
}
