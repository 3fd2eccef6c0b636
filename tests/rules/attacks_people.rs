//! Attacks on who said what: D1, D3, D4.

use countersign_core::record::Body;
use countersign_core::record::endorsement::Endorsement;
use countersign_core::record::line::Salt;
use countersign_core::verify::report::{Outcome, SignatureState, Standing};
use testkit::cli;
use testkit::forge::{self, Forge, Item, act, act_path, key, line, version, version_one};

#[test]
fn the_honest_coalition_holds() {
    let forge = Forge::coalition();
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Holds, "{report:#?}");
    let ran = forge.verify(&["2021/solidarity"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.output.starts_with("holds: 2 of the 4 named have endorsed this exact text"));
}

#[test]
fn d1_named_in_the_text_but_never_signed() {
    let forge = Forge::coalition();
    let report = forge.report();
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 2);
    let dos = line(&report, "dos");
    assert_eq!((dos.standing, dos.signature), (Standing::Named, SignatureState::None));
    assert_eq!(dos.key_binding, None);
    let ran = forge.verify(&["2021/solidarity", "--require", "all"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(ran.output.contains("want all 4 that are named, got 2"), "{ran:?}");
    for name in ["DOS Ejemplo (dos.example)", "Only Printed"] {
        let line = ran.output.lines().find(|line| line.contains(name)).unwrap();
        assert!(line.trim().starts_with("named ") && line.ends_with("no signature here"), "{line}");
    }
    // Where nobody signed at all, that is never success.
    let mut nobody = Forge::founded(2);
    let enrolments = ["dos", "foro", "uno"].map(|stem| nobody.enrolment(stem));
    nobody.append(&enrolments);
    let statement = nobody.statement(&version_one(), None, forge::WORDS);
    let publication = nobody.publication(&statement);
    nobody.append(&[statement, publication]);
    assert_eq!(nobody.verify(&[]).code, 6);
    assert_eq!(nobody.verify(&["2021/solidarity"]).code, 6);
    assert_eq!(nobody.verify(&["2021/solidarity", "--require", "1"]).code, 6);
}

/// The coalition after foro withdrew.
fn withdrawn() -> (Forge, Item) {
    let mut forge = Forge::coalition();
    let endorsement = forge.item(&act_path("foro", 1));
    let withdrawal = forge.withdrawal(&endorsement, "foro");
    forge.append(std::slice::from_ref(&withdrawal));
    (forge, withdrawal)
}

#[test]
fn d3_a_withdrawal_is_shown_and_ends_the_count() {
    let (forge, _) = withdrawn();
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Holds);
    assert_eq!(line(&report, "foro").standing, Standing::Withdrawn);
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 1);
    assert_eq!(forge.verify(&["2021/solidarity"]).code, 6);
}

#[test]
fn d3_a_hidden_withdrawal_is_missed_and_the_endorsement_is_not_counted() {
    let (mut forge, withdrawal) = withdrawn();
    for path in withdrawal.files().keys() {
        forge.files.remove(path);
    }
    let report = forge.is_broken("registry/log", "is not here, and no withholding names it");
    assert_eq!(line(&report, "foro").standing, Standing::Unreliable);
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 1);
}

#[test]
fn d3_a_withdrawal_cut_off_with_the_end_of_the_log_is_another_history() {
    let (forge, withdrawal) = withdrawn();
    let known = forge.report().log.unwrap();
    let mut cut = forge.clone();
    cut.appends.pop();
    cut.write_log();
    // The file that was left behind is pending bad news.
    assert_eq!(cut.verify(&["2021/solidarity"]).code, 6);
    assert!(cut.verify(&[]).output.contains("a withdrawal by FORO Ejemplo waits to be logged"));
    for path in withdrawal.files().keys() {
        cut.files.remove(path);
    }
    let expect = format!("{}:{}", known.size, known.root);
    let ran = cut.verify(&["--expect", &expect]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.output.contains("rolled back or another history"), "{ran:?}");
}

#[test]
fn d3_an_endorsement_is_not_added_again_after_its_withdrawal() {
    // The very same record and signature, logged a second time.
    let (mut forge, _) = withdrawn();
    let endorsement = forge.item(&act_path("foro", 1));
    forge.append(std::slice::from_ref(&endorsement));
    let report = forge.is_broken(&act_path("foro", 1), "does not continue its chain");
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 1);

    // A new record that continues the chain, by somebody else's key.
    let (mut forge, withdrawal) = withdrawn();
    let Body::Endorsement(first) = endorsement.record.body() else { panic!() };
    let again = Endorsement {
        number: 3,
        previous: Some(withdrawal.hash()),
        salt: Salt([3; 16]),
        ..(**first).clone()
    };
    forge.append(&[act(again.clone(), "maria")]);
    let report = forge.is_broken(&act_path("foro", 3), "is not one of foro.example");
    assert_eq!(line(&report, "foro").standing, Standing::Unreliable);
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 1);

    // And by itself it may: both acts stay visible, and it counts again.
    let (mut forge, _) = withdrawn();
    forge.append(&[act(again, "foro")]);
    assert_eq!(version(&forge.report(), "2021/solidarity@1").endorsed, 2);
}

#[test]
fn d4_nobody_else_withdraws() {
    let forge = Forge::coalition();
    let endorsement = forge.item(&act_path("foro", 1));
    for somebody in ["maria", "log", "uno", "stranger"] {
        let withdrawal = forge.withdrawal(&endorsement, somebody);
        for logged in [true, false] {
            let mut forge = forge.clone();
            if logged {
                forge.append(std::slice::from_ref(&withdrawal));
            } else {
                forge.put(std::slice::from_ref(&withdrawal));
            }
            forge.is_broken(&act_path("foro", 2), "is not one of foro.example");
        }
    }
    // Nor is it withdrawn by an organisation in another's chain, with a good signature of its own.
    let Body::Endorsement(body) = forge.withdrawal(&endorsement, "uno").record.body().clone()
    else {
        panic!()
    };
    let usurped = Endorsement { organisation: forge::domain("uno"), ..(*body).clone() };
    let mut forge = forge.clone();
    forge.append(&[act(usurped, "uno")]);
    let report = forge.is_broken(&act_path("uno", 2), "does not continue its chain");
    assert_eq!(line(&report, "foro").standing, Standing::Endorsed);
}

#[test]
fn d4_the_command_line_refuses_another_organisations_key() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["maria", "foro", "uno"] {
        let private = key(name).to_openssh(name, None, &[0; 20]).unwrap();
        std::fs::write(folder.path().join(name), private.as_bytes()).unwrap();
        let public = format!("{} {name}\n", key(name).public());
        std::fs::write(folder.path().join(format!("{name}.pub")), public).unwrap();
    }
    std::fs::write(folder.path().join("words.txt"), forge::WORDS).unwrap();
    let run = |arguments: &[&str]| cli::run_in(folder.path(), arguments);
    let inside = |arguments: &[&str]| run(&[&["-C", "r"], arguments].concat());
    let made = [
        run(&[
            "init",
            "r",
            "--name",
            "R",
            "--origin",
            "r.example/log",
            "--maintainer",
            "maria=maria.pub",
        ]),
        inside(&["org", "add", "foro.example", "--name", "Foro", "--key", "press=../foro.pub"]),
        inside(&["org", "add", "uno.example", "--name", "Uno", "--key", "press=../uno.pub"]),
        inside(&["propose", "2021/solidarity", "--title", "T", "--text", "en=../words.txt"]),
        inside(&[
            "sign",
            "2021/solidarity@1",
            "--as",
            "foro.example",
            "--key",
            "../foro",
            "--confirm",
            "foro.example",
        ]),
        inside(&["publish", "2021/solidarity@1"]),
    ];
    assert!(made.iter().all(|ran| ran.code == 0), "{made:?}");
    for thief in ["uno", "maria"] {
        let key = format!("../{thief}");
        for act in [&["withdraw"][..], &["sign"], &["decline", "--public"]] {
            let who = ["2021/solidarity@1", "--as", "foro.example", "--key", &key];
            let ran = inside(&[act, &who, &["--confirm", "foro.example"]].concat());
            assert_eq!(ran.code, 8, "{ran:?}");
            assert!(ran.messages.contains("is not a key of foro.example"), "{ran:?}");
        }
    }
    assert_eq!(inside(&["verify", "2021/solidarity"]).code, 0);
}
