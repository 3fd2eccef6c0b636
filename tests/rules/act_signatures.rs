//! The entry of an act has one value for all its signature files: what that tells of files that were added or lost.

use countersign_core::layout;
use countersign_core::record::Body;
use countersign_core::record::entry::{Entry, Signatures};
use testkit::forge::{self, Forge, Item, key, version_one};

const LABELS: [&str; 3] = ["one", "three", "two"];

/// A coalition whose dos has three keys, two of which signed its late endorsement.
fn two_of_three() -> (Forge, Item) {
    let mut forge = Forge::founded(1);
    let keys = LABELS.map(|label| (label, key(label).public()));
    let enrolments = [forge.enrolment_of("dos", &keys, 2), forge.enrolment("foro")];
    let others = forge.enrolment("uno");
    forge.append(&[&enrolments[..], &[others]].concat());
    let statement = forge.statement(&version_one(), None, forge::WORDS);
    let publication = forge.publication(&statement);
    let act = forge.endorsement("foro", &statement);
    forge.append(&[statement.clone(), act, publication]);
    let body = Body::Endorsement(forge.endorsement_body("dos", &statement).into());
    let act = Item::signed(body, &[("one", &key("one")), ("two", &key("two"))]);
    forge.append(std::slice::from_ref(&act));
    (forge, act)
}

fn beside(act: &Item, label: &str) -> String {
    layout::signature_path(&act.path(), &label.parse().unwrap())
}

#[test]
fn an_entry_does_not_tell_how_many_keys_signed_an_act() {
    let (forge, act) = two_of_three();
    let length = |item: &Item| Entry::Record(item.entry.clone()).encode().unwrap().len();
    assert_eq!(length(&act), length(&forge.item(&forge::act_path("foro", 1))));
    assert!(matches!(act.entry.signatures, Signatures::Together(_)));
    assert_eq!(forge::version(&forge.report(), "2021/solidarity@1").endorsed, 2);
}

#[test]
fn a_signature_that_was_added_to_an_act_is_the_one_that_is_named() {
    let (mut forge, act) = two_of_three();
    let file = key("three").sign(act.record.kind().type_name(), &act.hash()).to_armor();
    forge.files.insert(beside(&act, "three"), file.into_bytes());
    let report = forge.is_broken(&beside(&act, "three"), "logged");
    let codes: Vec<&str> = report.findings.iter().map(|one| one.code()).collect();
    assert!(
        codes.contains(&"signature-late") && !codes.contains(&"signatures-changed"),
        "{codes:?}"
    );
    assert_eq!(forge::version(&report, "2021/solidarity@1").endorsed, 2);
}

#[test]
fn a_signature_of_an_act_that_is_lost_or_exchanged() {
    let (forge, act) = two_of_three();
    let broken = |forge: &Forge, words: &str| {
        let report = forge.is_broken(&act.path(), words);
        assert!(
            report.findings.iter().any(|one| one.code() == "signatures-changed"),
            "{report:#?}"
        );
        assert_eq!(forge::version(&report, "2021/solidarity@1").endorsed, 1);
    };
    let mut lost = forge.clone();
    lost.files.remove(&beside(&act, "two"));
    broken(&lost, "is missing or was changed");
    // Enough keys signed it; and yet these are not the files that were logged.
    let file = key("three").sign(act.record.kind().type_name(), &act.hash()).to_armor();
    let mut exchanged = lost.clone();
    exchanged.files.insert(beside(&act, "three"), file.into_bytes());
    broken(&exchanged, "one of the 2 signature files");
    let mut none = lost;
    none.files.remove(&beside(&act, "one"));
    broken(&none, "no signature file");
}
