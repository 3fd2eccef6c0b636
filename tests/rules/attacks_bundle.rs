//! Bundles by makers who lie: who leave something out, mix two times, or change anything at all.
//!
//! These makers have the whole log, so every proof that can be made anew is made anew; what then still stands in
//! their way is the signed head and the map of chains below it.

use countersign_core::bundle::{Bundle, BundleError};
use countersign_core::layout;
use countersign_core::name::VersionId;
use countersign_core::record::endorsement::Act;
use countersign_core::record::{Body, Kind, Record};
use countersign_core::tree::Source;
use countersign_core::verify::report::{Outcome, Severity, Standing};
use countersign_core::verify::{Question, Subject};
use countersign_speech as speech;
use serde_json::{Value, json};
use testkit::cli;
use testkit::forge::{Forge, version_one};
use testkit::leaves::{changes, collect};
use testkit::liar::{Liar, judged, read, withheld};

fn water(version: u64) -> VersionId {
    format!("2024/water-defenders@{version}").parse().unwrap()
}

fn is_act(record: &Record, act: Act) -> bool {
    matches!(record.body(), Body::Endorsement(body) if body.act == act)
}

/// A coalition, its bundle, and nothing wrong with it.
fn good() -> (Liar, Value) {
    let liar = Liar::of(&Forge::coalition());
    let bundle = liar.honest(&version_one());
    assert_eq!(judged(&read(&bundle).unwrap()).outcome, Outcome::Holds);
    (liar, bundle)
}

#[test]
fn d3_a_withdrawal_left_out() {
    Liar::demonstration().is_found_out(&water(1), |one| is_act(one, Act::Withdraw));
}

#[test]
fn a4_a_decline_and_an_endorsement_left_out() {
    let liar = Liar::demonstration();
    liar.is_found_out(&water(1), |one| is_act(one, Act::Decline));
    let withdrawn = |one: &Record| is_act(one, Act::Endorse) && one.previous().is_none();
    let honest = liar.honest(&water(2));
    for at in liar.positions(&honest, withdrawn) {
        let report = judged(&read(&liar.without(&honest, &[at])).unwrap());
        assert_eq!(report.outcome, Outcome::Broken, "{at}");
    }
}

/// Everything that one organisation said late, from its first act on: nobody who is shown misses it.
#[test]
fn d3_everything_that_one_organisation_said_left_out() {
    let mut forge = Forge::coalition();
    let statement = forge.published(&version_one());
    let late = forge.endorsement("dos", &statement);
    let withdrawal = forge.withdrawal(&late, "dos");
    forge.append(&[late]);
    forge.append(&[withdrawal]);
    let liar = Liar::of(&forge);
    let honest = liar.honest(&version_one());
    let by_dos = |one: &Record| matches!(one.body(), Body::Endorsement(body) if body.organisation.as_str() == "dos.example");
    let positions = liar.positions(&honest, by_dos);
    assert_eq!(positions.len(), 2);
    let report = judged(&read(&liar.without(&honest, &positions)).unwrap());
    assert_eq!(report.outcome, Outcome::Broken);
    let codes: Vec<&str> = report.findings.iter().map(|one| one.code()).collect();
    assert!(codes.contains(&"bundle-left-out"), "{codes:?}");
}

#[test]
fn c6_a_revocation_left_out() {
    Liar::demonstration().is_found_out(&water(2), |one| one.kind() == Kind::Revocation);
}

#[test]
fn c6_a_rotation_a_recovery_or_a_confirmation_left_out() {
    let last = |record: &Record| match record.body() {
        Body::Organisation(body) => body.number > 1,
        Body::Confirmation(_) => true,
        _ => false,
    };
    Liar::demonstration().is_found_out(&water(1), last);
}

#[test]
fn a1_a_newer_version_left_out() {
    let liar = Liar::demonstration();
    let honest = liar.honest(&water(1));
    let newer = |one: &Record| one.version().is_some_and(|id| id.version == 2);
    let positions = liar.positions(&honest, newer);
    assert_eq!(positions.len(), 2, "a statement and its publication");
    let report = judged(&read(&liar.without(&honest, &positions)).unwrap());
    assert_eq!(report.outcome, Outcome::Broken);
    let codes: Vec<&str> = report.findings.iter().map(|one| one.code()).collect();
    assert!(codes.contains(&"bundle-left-out"), "{codes:?}");
}

#[test]
fn a_withholding_and_what_it_withholds_are_shown_and_cannot_be_left_out() {
    let liar = Liar::of(&withheld());
    let honest = liar.honest(&version_one());
    let report = judged(&read(&honest).unwrap());
    let registry = liar.examined.answer(&Question::about(Subject::Version(version_one())));
    assert_eq!(report.statements, registry.statements);
    assert_eq!((report.outcome, report.findings), (registry.outcome, registry.findings));
    let lines = &report.statements[0].versions[0].organisations;
    assert!(lines.iter().any(|line| line.standing == Standing::Withheld));
    let withholding = liar.positions(&honest, |one| one.kind() == Kind::Withholding);
    let act = honest["entries"].as_array().unwrap().iter().find_map(|one| {
        let at = one["at"].as_u64().unwrap();
        let is_record = one["entry"].as_str().unwrap().contains("\"endorsement\"");
        (is_record && liar.record(at).is_none()).then_some(at)
    });
    for left_out in
        [withholding.clone(), vec![act.unwrap()], [withholding, vec![act.unwrap()]].concat()]
    {
        let report = judged(&read(&liar.without(&honest, &left_out)).unwrap());
        assert_eq!(report.outcome, Outcome::Broken, "{left_out:?}");
    }
}

/// The law behind the attacks: whichever single entry is left out, nothing holds any more.
#[test]
fn no_entry_can_be_left_out() {
    let liar = Liar::demonstration();
    for id in [water(1), water(2), "2021/venezuela-solidarity@1".parse().unwrap()] {
        let honest = liar.honest(&id);
        let entries = honest["entries"].as_array().unwrap();
        let (last, others) = entries.split_last().unwrap();
        for at in others.iter().map(|one| one["at"].as_u64().unwrap()) {
            let report = judged(&read(&liar.without(&honest, &[at])).unwrap());
            assert_eq!(report.outcome, Outcome::Broken, "{id}, entry {at}");
        }
        // Without the heads nothing shows that it is whole, and that is a caveat.
        let at = last["at"].as_u64().unwrap();
        let report = judged(&read(&liar.without(&honest, &[at])).unwrap());
        assert_eq!(report.outcome, Outcome::Caveat, "{id}");
        assert!(report.findings.iter().any(|one| one.code() == "bundle-open"));
    }
}

#[test]
fn without_the_proof_of_a_chain_the_best_is_a_caveat() {
    let (_, bundle) = good();
    let count = bundle["chains"].as_array().unwrap().len();
    for at in 0..count {
        let mut open = bundle.clone();
        open["chains"].as_array_mut().unwrap().remove(at);
        let report = judged(&read(&open).unwrap());
        assert_eq!(report.outcome, Outcome::Caveat);
        let open = report.findings.iter().find(|one| one.code() == "bundle-open").unwrap();
        let said = speech::finding(open).message.english();
        let chain = bundle["chains"][at]["chain"].as_str().unwrap().trim_start_matches("keys/");
        assert!(chain == "root" || said.contains(chain), "{said}");
    }
}

/// B16: parts of a bundle from different times.
#[test]
fn b16_parts_from_different_times() {
    let mut forge = Forge::coalition();
    let before = Liar::of(&forge).honest(&version_one());
    let statement = forge.published(&version_one());
    let endorsement = forge.endorsement("foro", &statement);
    let withdrawal = forge.withdrawal(&endorsement, "foro");
    forge.append(&[withdrawal]);
    let after = Liar::of(&forge).honest(&version_one());
    assert_eq!(judged(&read(&after).unwrap()).outcome, Outcome::Caveat);
    for member in ["checkpoint", "chains", "entries", "proof", "files"] {
        for (older, newer) in [(&before, &after), (&after, &before)] {
            let mut mixed = older.clone();
            mixed[member] = newer[member].clone();
            let report = judged(&read(&mixed).unwrap());
            assert_eq!(report.outcome, Outcome::Broken, "{member}: {:#?}", report.findings);
        }
    }
    // The older heads under the newer head of the log.
    let heads = before["entries"].as_array().unwrap().last().unwrap().clone();
    let mut mixed = after.clone();
    *mixed["entries"].as_array_mut().unwrap().last_mut().unwrap() = heads;
    assert!(read(&mixed).is_err() || judged(&read(&mixed).unwrap()).outcome == Outcome::Broken);
}

/// Every leaf of the JSON, changed in several ways: none of it is a clean "holds".
#[test]
fn no_leaf_of_a_bundle_can_be_changed() {
    let (_, bundle) = good();
    let mut leaves = Vec::new();
    collect(&bundle, String::new(), &mut leaves);
    let mut refused = 0;
    for pointer in &leaves {
        for changed in changes(bundle.pointer(pointer).unwrap()) {
            let mut altered = bundle.clone();
            *altered.pointer_mut(pointer).unwrap() = changed;
            match read(&altered) {
                Err(_) => refused += 1,
                Ok(altered) => {
                    assert_ne!(judged(&altered).outcome, Outcome::Holds, "{pointer}");
                }
            }
        }
    }
    assert!(refused > 0 && leaves.len() > 50, "{refused} of {}", leaves.len());
}

/// Whatever is added has no place: files, chains, entries, members.
#[test]
fn nothing_can_be_added() {
    let (_, bundle) = good();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut changed = bundle.clone();
        change(&mut changed);
        read(&changed)
    };
    let file = |path: &str, text: &str| with(&|one| one["files"][path] = json!(text));
    for path in [
        "README.md",
        "registry/log/checkpoint",
        "keys/../x",
        "/etc/passwd",
        "keys/notes.txt",
        "registry/2021/solidarity/v1/attachments/page.pdf",
    ] {
        assert!(matches!(file(path, "x"), Err(BundleError::File(_))), "{path}");
    }
    let broken = |bundle: Result<Bundle, BundleError>, code: &str| {
        let report = judged(&bundle.unwrap());
        assert_eq!(report.outcome, Outcome::Broken);
        assert!(report.findings.iter().any(|one| one.code() == code), "{:#?}", report.findings);
    };
    broken(file("registry/2021/solidarity/v2/text.en.txt", "We stand.\n"), "words-unbound");
    let other = Forge::founded(2).files["keys/root/1.json"].clone();
    broken(file("keys/root/2.json", std::str::from_utf8(&other).unwrap()), "bundle-extra");
    let chain = json!({"chain":"keys/zz.example","siblings":[]});
    broken(
        with(&|one| one["chains"].as_array_mut().unwrap().insert(3, chain.clone())).or_else(|_| {
            with(&|one| {
                let chains = one["chains"].as_array_mut().unwrap();
                let place = chains.iter().position(|one| one["chain"] == "root").unwrap();
                chains.insert(place, chain.clone());
            })
        }),
        "bundle-extra",
    );
    broken(
        with(&|one| one["recipe"].as_array_mut().unwrap().push(json!("rm -rf /"))),
        "bundle-recipe",
    );
    assert!(matches!(with(&|one| one["extra"] = json!(1)), Err(BundleError::Canonical(_))));
    assert!(matches!(with(&|one| one["version"] = json!(0)), Err(BundleError::Version)));
    assert!(matches!(
        with(&|one| one["type"] = json!("countersign/bundle/v2")),
        Err(BundleError::Type(_))
    ));
    for (list, what) in [("entries", "entries"), ("chains", "chains")] {
        let twice = with(&|one| {
            let first = one[list][0].clone();
            one[list].as_array_mut().unwrap().insert(0, first);
        });
        assert_eq!(twice, Err(BundleError::Order(what)));
        let swapped = with(&|one| one[list].as_array_mut().unwrap().swap(0, 1));
        assert_eq!(swapped, Err(BundleError::Order(what)));
    }
}

/// An organisation that has nothing to do with the version, with everything that proves it.
#[test]
fn what_has_nothing_to_do_with_the_version_has_no_place() {
    let mut forge = Forge::coalition();
    let other = forge.enrolment("zorro");
    forge.append(&[other]);
    let liar = Liar::of(&forge);
    let mut bundle = liar.honest(&version_one());
    let log = liar.examined.log.as_ref().unwrap();
    let at = (0..log.size()).find(|at| {
        liar.record(*at).is_some_and(|one| matches!(one.body(), Body::Organisation(body) if body.organisation.as_str() == "zorro.example"))
    });
    let at = at.unwrap();
    let entry = String::from_utf8(log.entries[usize::try_from(at).unwrap()].clone()).unwrap();
    let entries = bundle["entries"].as_array_mut().unwrap();
    let place = entries.len() - 1;
    entries.insert(place, json!({"at":at,"entry":entry}));
    for path in liar.source.listing().files.keys().filter(|path| path.contains("zorro")) {
        let text = String::from_utf8(liar.source.read(path, 1 << 20).unwrap()).unwrap();
        bundle["files"][path] = json!(text);
    }
    let report = judged(&read(&liar.without(&bundle, &[])).unwrap());
    assert_eq!(report.outcome, Outcome::Broken);
    assert!(
        report
            .findings
            .iter()
            .any(|one| one.code() == "bundle-extra" && one.path == "keys/zorro.example")
    );
}

/// A bundle of a log that signed nothing, and of another registry's maintainers.
#[test]
fn the_head_must_be_signed_by_the_log_and_the_key_be_the_registrys() {
    let (_, bundle) = good();
    let mut unsigned = bundle.clone();
    let other = Forge::founded(9);
    let checkpoint = String::from_utf8(other.files[layout::CHECKPOINT].clone()).unwrap();
    unsigned["checkpoint"] = json!(checkpoint);
    let report = judged(&read(&unsigned).unwrap());
    assert_eq!(report.outcome, Outcome::Broken);
    let good = bundle["checkpoint"].as_str().unwrap();
    let (text, _) = good.split_once("\n\n").unwrap();
    let (_, line) = checkpoint.split_once("\n\n").unwrap();
    unsigned["checkpoint"] = json!(format!("{text}\n\n{line}"));
    let report = judged(&read(&unsigned).unwrap());
    assert!(
        report
            .findings
            .iter()
            .any(|one| one.code() == "checkpoint-signature" && one.severity == Severity::Broken)
    );
}

/// Twelve signatories, with the keys' whole history, stay small enough for a mail and a page.
#[test]
fn a_bundle_for_twelve_signatories_is_small() {
    let liar = Liar::demonstration();
    for id in [water(1), water(2)] {
        let bytes = serde_json::to_vec(&liar.honest(&id)).unwrap().len();
        println!("{id}: {bytes} bytes");
        assert!(bytes < 150_000, "{id}: {bytes}");
    }
}

/// `countersign verify` says it too, with its exit code.
#[test]
fn the_program_says_it() {
    let folder = tempfile::tempdir().unwrap();
    let liar = Liar::demonstration();
    let honest = liar.honest(&water(1));
    let at = liar.positions(&honest, |one| is_act(one, Act::Withdraw));
    let forged = liar.without(&honest, &at);
    std::fs::write(folder.path().join("forged.json"), serde_json::to_vec(&forged).unwrap())
        .unwrap();
    let ran = cli::run_in(folder.path(), &["verify", "forged.json"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.output.contains("are not all that the log had"), "{ran:?}");
}
