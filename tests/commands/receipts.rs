//! Receipts: made, kept, and held against a later copy; every byte changed.

use countersign_core::receipt::{HASHES_MAX, RECEIPT_BYTES_MAX, Receipt, ReceiptError};
use testkit::coalition::Coalition;
use testkit::desk::Desk;

fn made() -> (Coalition, String) {
    let coalition = Coalition::with(&["dos", "uno"]);
    for name in ["dos", "uno"] {
        coalition.done(&Coalition::act("sign", name));
    }
    coalition.done("publish 2021/solidarity@1");
    coalition.done("receipt 2021/solidarity@1 --as uno.example -o ../uno.tlog-proof");
    let text = std::fs::read_to_string(coalition.path("uno.tlog-proof")).unwrap();
    (coalition, text)
}

fn verify(coalition: &Coalition, file: &str) -> (i32, String) {
    let ran = coalition.run(&format!("verify {file}"));
    let said = String::from_utf8_lossy(&ran.stderr) + String::from_utf8_lossy(&ran.stdout);
    (ran.status.code().unwrap(), said.into_owned())
}

#[test]
fn a_later_copy_still_has_what_the_receipt_shows() {
    let (coalition, text) = made();
    assert_eq!(text.parse::<Receipt>().unwrap().to_string(), text);
    for _ in 0..2 {
        let (code, said) = verify(&coalition, "../uno.tlog-proof");
        assert!(code == 0 || code == 6, "{said}");
        assert!(said.contains("is where it was when the log had 11 entries"), "{said}");
        coalition.done(&Coalition::act("withdraw", "uno"));
        coalition.done(&Coalition::act("sign", "uno"));
    }
}

#[test]
fn a4_a_copy_that_lost_the_endorsement_or_is_another_history() {
    let (coalition, _) = made();
    // The maintainers go back to before the publication and go on without it.
    coalition.git("reset -q --hard HEAD~1");
    std::fs::remove_dir_all(coalition.path("home/.local/state")).unwrap_or_default();
    let (code, said) = verify(&coalition, "../uno.tlog-proof");
    assert_eq!(code, 3, "{said}");
    assert!(
        said.contains("this history lost what the receipt shows: a log of 11 entries with entry "),
        "{said}"
    );
    coalition.done("key new ../other --no-passphrase");
    for number in 0..4 {
        coalition.done(&format!("key new ../o{number} --no-passphrase"));
        coalition.done(&format!("org add o{number}.example --name o{number}x --key ../o{number}.pub --confirm o{number}.example"));
    }
    let (code, said) = verify(&coalition, "../uno.tlog-proof");
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("this history lost what the receipt shows"), "{said}");
}

/// The log's key changes; what the earlier one signed while it was the log's stays as it was.
#[test]
fn a_receipt_outlives_the_log_key_that_signed_it() {
    let (coalition, _) = made();
    let old = coalition.git("config countersign.log-key");
    coalition.done("key new ../log2 --no-passphrase");
    coalition.done("root rotate --yes --add-log-key ../log2.pub");
    let new = coalition.path("log2");
    coalition.git(&format!("config countersign.log-key {}", new.display()));
    let public = coalition.done(&format!("--json key show {}", old.trim()));
    let line = public.split("\"key\": \"").nth(1).unwrap().split('"').next().unwrap();
    std::fs::write(coalition.path("log1.pub"), format!("{line}\n")).unwrap();
    coalition.done("root rotate --yes --remove-log-key ../log1.pub");
    let (code, said) = verify(&coalition, "../uno.tlog-proof");
    assert_eq!(code, 0, "{said}");
    // Which of the two acts comes first follows from their salts.
    assert!(
        ["7", "8"].iter().any(|at| said.contains(&format!("the receipt holds: entry {at}"))),
        "{said}"
    );
}

#[test]
fn a_receipt_of_another_log_is_not_judged() {
    let (coalition, _) = made();
    coalition.done(
        "init ../elsewhere --name Other --origin other.example/log --maintainer maria=../maria.pub",
    );
    let ran = coalition
        .countersign("verify ../uno.tlog-proof")
        .current_dir(coalition.path("elsewhere"))
        .output()
        .unwrap();
    assert_eq!(ran.status.code(), Some(7));
    assert!(String::from_utf8_lossy(&ran.stdout).contains("the receipt could not be judged"));
}

#[test]
fn every_changed_byte_is_refused_or_proves_nothing() {
    let (coalition, text) = made();
    let receipt: Receipt = text.parse().unwrap();
    let root = coalition.done("--json root show");
    let key = root.split("\"log_keys\": [\n    \"").nth(1).unwrap().split('"').next().unwrap();
    let (origin, keys) = ("coalition.example/log", [key.parse().unwrap()]);
    receipt.check(origin, &keys).unwrap();
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let Ok(changed) = String::from_utf8(bytes) else { continue };
        let held = changed.parse::<Receipt>().map(|one| one.check(origin, &keys).is_ok());
        assert_ne!(held, Ok(true), "{at}");
    }
}

#[test]
fn a_receipt_has_one_spelling_and_a_limit() {
    let (_, text) = made();
    // Which of two acts comes first follows from their salts.
    assert!(text.contains("\nindex 7\n") || text.contains("\nindex 8\n"), "{text}");
    for bad in [
        text.replace("\nindex ", "\nindex 0"),
        text.replace("\nindex ", "\nindex +"),
        text.replace('\n', "\r\n"),
        format!("{text}\n"),
        format!(" {text}"),
        text.replace("extra ", "extra  "),
        text.replace("@v1", "@v2"),
        text.replace("@v1", "@v1 "),
        String::new(),
    ] {
        assert!(bad.parse::<Receipt>().is_err(), "{bad}");
    }
    let hash = format!("{}\n", "A".repeat(43) + "=");
    let with = |count: usize| text.replacen("\n\n", &format!("\n{}\n", hash.repeat(count)), 1);
    let already = text.split("\n\n").next().unwrap().lines().count() - 3;
    assert!(with(HASHES_MAX - already).parse::<Receipt>().is_ok());
    let refused = with(HASHES_MAX - already + 1).parse::<Receipt>();
    assert_eq!(refused, Err(ReceiptError::Line("at most 64 hashes")));
    let long = text.clone() + &"x".repeat(RECEIPT_BYTES_MAX + 1 - text.len());
    assert_eq!(long.parse::<Receipt>(), Err(ReceiptError::TooLarge(RECEIPT_BYTES_MAX + 1)));
}

/// An organisation endorses and withdraws; the maintainers take both out of sight. Nothing becomes better by that.
#[test]
fn a_withdrawal_out_of_sight_stays_a_caveat_for_the_version_and_for_the_receipt() {
    let (coalition, _) = made();
    coalition.done(&Coalition::act("withdraw", "uno"));
    let ran = coalition.run("verify 2021/solidarity");
    assert_eq!(ran.status.code(), Some(6));
    coalition.done("receipt 2021/solidarity@1 --as uno.example -o ../left.tlog-proof");
    coalition.done(
        "withhold 2021/solidarity@1 --org uno.example --reason danger --confirm uno.example --no-input",
    );
    let ran = coalition.run("verify 2021/solidarity");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(ran.status.code(), Some(6), "{said}");
    assert!(said.contains("which may have withdrawn"), "{said}");
    assert!(said.contains("acts of 1 organisation, not shown"), "{said}");
    for file in ["../uno.tlog-proof", "../left.tlog-proof"] {
        let (code, said) = verify(&coalition, file);
        assert_eq!(code, 6, "{said}");
        assert!(said.contains("what became of it cannot be seen here"), "{said}");
    }
}

/// What a command is told to write takes the place of an older file of its kind, and of nothing else.
#[test]
fn no_key_is_written_over_by_a_receipt_or_a_bundle() {
    let (coalition, _) = made();
    let key = std::fs::read(coalition.path("uno")).unwrap();
    for command in ["receipt 2021/solidarity@1 --as uno.example -o", "bundle 2021/solidarity@1 -o"]
    {
        let ran = coalition.run(&format!("{command} ../uno"));
        assert_eq!(ran.status.code(), Some(8), "{command}");
        assert_eq!(std::fs::read(coalition.path("uno")).unwrap(), key, "{command}");
        for _ in 0..2 {
            coalition.done(&format!("{command} ../kept"));
        }
        std::fs::remove_file(coalition.path("kept")).unwrap();
        coalition.done(&format!("{command} /dev/null"));
    }
}

/// A copy that somebody kept shows an act that is out of sight here: that is a caveat which names nobody, and it is
/// broken where the registry shows another act by the same organisation instead.
#[test]
fn d3_a_bundle_of_the_readers_own_finds_the_act_that_took_anothers_place() {
    let desk = Desk::new();
    for name in ["foro", "uno"] {
        desk.done(&format!(
            "sign 2024/a@1 --as {name}.example --key ../{name} --confirm {name}.example"
        ));
    }
    desk.done("publish 2024/a@1");
    desk.done("withdraw 2024/a@1 --as foro.example --key ../foro --confirm foro.example");
    desk.done("bundle 2024/a@1 -o ../kept.json");
    desk.done("receipt 2024/a@1 --as foro.example -o ../kept.tlog-proof");
    desk.done("compare ../kept.json");
    let before = desk.path("before");
    let status = std::process::Command::new("cp")
        .args(["-r".as_ref(), desk.path("registry").as_os_str(), before.as_os_str()])
        .status();
    assert!(status.unwrap().success());
    desk.done("withhold 2024/a@1 --org foro.example --confirm foro.example --asked --maintainer-key ../maria");
    for other in ["../kept.json", "../before"] {
        let ran = desk.run(&format!("compare {other}"));
        assert_eq!(ran.code, 6, "{other}: {ran:?}");
        assert!(
            ran.output.contains("2 acts that the other copy shows are withheld here"),
            "{ran:?}"
        );
        assert!(!ran.output.contains("foro"), "{ran:?}");
    }
    let receipt = |as_who: &str| {
        let git = |words: &[&str]| {
            let mut command = std::process::Command::new("git");
            command.current_dir(desk.path("registry")).args(words);
            assert!(command.status().unwrap().success());
        };
        git(&["config", "countersign.as", as_who]);
        desk.run("verify ../kept.tlog-proof")
    };
    assert_eq!(receipt("foro.example").code, 6);
    // The endorsement comes back alone, as another first act.
    desk.done("sign 2024/a@1 --as foro.example --key ../foro --confirm foro.example");
    let ran = desk.run("compare ../kept.json");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(
        ran.output.contains("an act by foro.example on 2024/a@1 that is withheld here"),
        "{ran:?}"
    );
    let ran = desk.run("verify 2024/a@1");
    assert_eq!(ran.code, 6, "{ran:?}");
    // Whose act a receipt is about only its holder knows.
    let ran = receipt("foro.example");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.output.contains("another act by foro.example is shown"), "{ran:?}");
    let ran = receipt("uno.example");
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(!ran.output.contains("another act by"), "{ran:?}");
}
