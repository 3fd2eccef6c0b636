//! Attacks on who looks a second time: A1, A3, A7, two registries with one origin.

use std::process::Output;

use testkit::coalition::{Coalition, copy};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The verdict: exit code and everything that was said.
fn verify(coalition: &Coalition, more: &str) -> (i32, String) {
    let Output { status, stdout, stderr } = coalition.run(format!("verify {more}").trim_end());
    (status.code().unwrap(), text(&stderr) + &text(&stdout))
}

/// A registry in which two organisations endorsed, seen once.
fn seen() -> Coalition {
    let coalition = Coalition::with(&["dos", "uno"]);
    for name in ["dos", "uno"] {
        coalition.done(&Coalition::act("sign", name));
    }
    coalition.done("publish 2021/solidarity@1");
    let (code, said) = verify(&coalition, "");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("first contact with Coalition (coalition.example/log)"), "{said}");
    coalition
}

#[test]
fn a1_an_older_state_is_served_to_hide_a_withdrawal() {
    let coalition = seen();
    coalition.done(&Coalition::act("withdraw", "uno"));
    let (code, said) = verify(&coalition, "");
    assert_eq!((code, said.contains("first contact")), (0, false), "{said}");
    let newest = coalition.git("rev-parse HEAD");
    coalition.git("reset -q --hard HEAD~1");
    let (code, said) = verify(&coalition, "");
    assert_eq!(code, 3, "{said}");
    let missing =
        "rolled back: you saw 13 entries before, and here are 11: entries 11 to 12 are missing";
    assert!(said.contains(missing), "{said}");
    // What was broken is not remembered, and the whole history is fine again.
    assert_eq!(verify(&coalition, "").0, 3);
    coalition.git(&format!("reset -q --hard {}", newest.trim()));
    assert_eq!(verify(&coalition, "").0, 0);
}

#[test]
fn a3_another_history_that_is_as_long_or_longer() {
    let coalition = seen();
    coalition.done(&Coalition::act("withdraw", "uno"));
    assert_eq!(verify(&coalition, "").0, 0);
    coalition.git("reset -q --hard HEAD~1");
    // The holder of the log key goes on from there as if nothing had been, as somebody who saw and signed nothing.
    let elsewhere = coalition.path("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    for _ in 0..2 {
        for act in ["withdraw", "sign"] {
            let mut command = coalition.countersign(&Coalition::act(act, "dos"));
            let ran = command.env("HOME", &elsewhere).output().unwrap();
            assert!(ran.status.success(), "{}", text(&ran.stderr));
        }
        let (code, said) = verify(&coalition, "");
        assert_eq!(code, 3, "{said}");
        assert!(
            said.contains("another history than you saw before: its first 13 entries"),
            "{said}"
        );
    }
}

#[test]
fn another_registry_under_an_origin_that_was_seen_is_no_first_contact() {
    let coalition = seen();
    let fake = squatter(&coalition);
    let (code, said) = run_in(&coalition, &fake, "verify");
    assert_eq!(code, 7, "{said}");
    assert!(said.contains("this origin was another registry before"), "{said}");
    assert!(said.contains("neither is proven false"), "{said}");
    assert!(!said.contains("first contact"), "{said}");
    let (code, said) = run_in(&coalition, &fake, "status");
    assert_eq!((code, said.contains("--expect FINGERPRINT")), (7, true), "{said}");
    // The one that was seen is still the one.
    assert_eq!(verify(&coalition, "").0, 0);
}

/// Another registry with the origin of the coalition's.
fn squatter(coalition: &Coalition) -> std::path::PathBuf {
    coalition.done("init ../fake --name Coalition --origin coalition.example/log --maintainer maria=../maria.pub");
    coalition.path("fake")
}

fn run_in(coalition: &Coalition, folder: &std::path::Path, command: &str) -> (i32, String) {
    let ran = coalition.countersign(command).current_dir(folder).output().unwrap();
    (ran.status.code().unwrap(), text(&ran.stdout) + &text(&ran.stderr))
}

fn fingerprint(coalition: &Coalition, folder: &std::path::Path) -> String {
    let (_, said) = run_in(coalition, folder, "--json root show");
    let facts: serde_json::Value = serde_json::from_str(&said).unwrap();
    facts["registry"].as_str().unwrap().to_owned()
}

#[test]
fn a15_an_impostor_that_was_seen_first_does_not_make_the_genuine_registry_broken() {
    let coalition = seen();
    let genuine = fingerprint(&coalition, &coalition.registry());
    coalition.done(&format!("memory forget {genuine}"));
    let fake = squatter(&coalition);
    let impostor = fingerprint(&coalition, &fake);
    let (code, said) = run_in(&coalition, &fake, "verify");
    assert_eq!((code, said.contains("first contact")), (6, true), "{said}");
    // Neither is proven false, until the reader says which one they mean.
    let (code, said) = verify(&coalition, "");
    assert_eq!((code, said.contains("neither is proven false")), (7, true), "{said}");
    let (code, said) = verify(&coalition, &format!("--expect {genuine}"));
    assert_eq!(
        (code, said.contains("this is the one whose fingerprint you gave")),
        (0, true),
        "{said}"
    );
    assert_eq!(verify(&coalition, "").0, 0, "it is remembered which one is meant");
    assert_eq!(verify(&coalition, "2021/solidarity@1").0, 0);
    assert_eq!(coalition.run("status").status.code(), Some(0));
    let (code, said) = run_in(&coalition, &fake, "verify");
    assert_eq!((code, said.contains(&format!("you expect {genuine}"))), (7, true), "{said}");
    assert_eq!(run_in(&coalition, &fake, &format!("verify --expect {genuine}")).0, 3);
    // No head is forgotten by it: a history that was cut is still noticed, in both.
    coalition.done(&Coalition::act("withdraw", "uno"));
    assert_eq!(verify(&coalition, "").0, 0);
    let (code, listed) = run_in(&coalition, &fake, "--json memory list");
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let row = |id: &str| {
        let mut rows = listed["registries"].as_array().unwrap().iter();
        rows.find(|one| one["registry"] == id).unwrap().clone()
    };
    assert_eq!((code, row(&genuine)["size"].as_u64()), (0, Some(13)));
    assert_eq!((&row(&genuine)["expected"], row(&impostor).get("expected")), (&true.into(), None));
    coalition.git("reset -q --hard HEAD~1");
    assert_eq!(verify(&coalition, &format!("--expect {genuine}")).0, 3);
    // The other one may be meant from now on, or be forgotten.
    let (code, said) = run_in(&coalition, &fake, &format!("verify --expect {impostor}"));
    assert_eq!((code, said.contains("whose fingerprint you gave")), (6, true), "{said}");
    assert_eq!(run_in(&coalition, &fake, "verify").0, 6);
    coalition.done(&format!("memory forget {genuine}"));
    assert_eq!(coalition.run(&format!("memory forget {genuine}")).status.code(), Some(5));
    let (_, said) = run_in(&coalition, &fake, "verify");
    assert!(!said.contains("another registry"), "{said}");
}

#[test]
fn what_was_remembered_by_its_origin_is_still_known() {
    let coalition = seen();
    let folder = coalition.path("home/.local/state/countersign/seen");
    let id = fingerprint(&coalition, &coalition.registry());
    let old = countersign_core::digest::Hash::of(b"coalition.example/log");
    std::fs::rename(folder.join(format!("{id}.json")), folder.join(format!("{old}.json"))).unwrap();
    assert!(!verify(&coalition, "").1.contains("first contact"));
    assert!(
        folder.join(format!("{id}.json")).exists() && !folder.join(format!("{old}.json")).exists()
    );
    coalition.git("reset -q --hard HEAD~1");
    assert_eq!(verify(&coalition, "").0, 3);
}

#[test]
fn an_older_state_that_was_asked_for_is_shown_to_be_one() {
    let coalition = seen();
    let export = coalition.path("export");
    std::fs::create_dir(&export).unwrap();
    for folder in ["keys", "registry"] {
        copy(&coalition.registry().join(folder), &export.join(folder));
    }
    coalition.done(&Coalition::act("withdraw", "uno"));
    assert_eq!(verify(&coalition, "").0, 0);
    let (code, said) = verify(&coalition, "--rev HEAD~1");
    assert_eq!(code, 6, "{said}");
    assert!(said.contains("an older state: it has 11 entries, and you saw 13 before"), "{said}");
    // A folder without git has nothing that would show it.
    let (code, said) = verify(&coalition, "--dir ../export");
    assert_eq!(code, 7, "{said}");
    assert!(said.contains("nothing here shows that those go on from these"), "{said}");
    // Looking at an older state makes nobody forget the newest.
    assert_eq!(verify(&coalition, "").0, 0);
    coalition.git("reset -q --hard HEAD~1");
    assert_eq!(verify(&coalition, "").0, 3);
}

/// A rewound clone is refused by every command that shows something of it, as `verify` refuses it.
#[test]
fn a1_no_command_shows_anything_of_a_rewound_clone() {
    let coalition = seen();
    coalition.done(&Coalition::act("withdraw", "uno"));
    assert_eq!(verify(&coalition, "").0, 0);
    copy(&coalition.registry(), &coalition.path("whole"));
    let newest = coalition.git("rev-parse HEAD");
    coalition.git("reset -q --hard HEAD~1");
    let run = |command: &str| {
        let Output { status, stdout, stderr } = coalition.run(command);
        (status.code().unwrap(), text(&stdout), text(&stderr))
    };
    let commands = [
        "status",
        "status 2021/solidarity@1",
        "show 2021/solidarity@1",
        "show 2021/solidarity --text en",
        "diff 2021/solidarity@1 ../text.txt",
        "receipt 2021/solidarity@1 --as dos.example -o ../made",
        "bundle 2021/solidarity@1 -o ../made",
        "bundle 2021/solidarity@1 -o ../made.html",
        "site build -o ../made",
        "request 2021/solidarity@1 --org dos.example -o ../made",
        "checkpoint show",
        "root show",
        "key list",
        "log",
    ];
    for command in commands {
        let (code, shown, said) = run(command);
        assert_eq!((code, shown.as_str()), (3, ""), "{command}: {said}");
        assert!(
            said.starts_with("error: ") && said.contains("\nwhy: rolled back: you saw 13"),
            "{command}: {said}"
        );
        assert!(!coalition.path("made").exists() && !coalition.path("made.html").exists());
    }
    let (code, shown, _) = run("check ../text.txt");
    assert_eq!((code, shown.starts_with("broken: ")), (3, true), "{shown}");
    let (_, shown, _) = run("doctor");
    assert!(shown.contains("look  this is not what was seen before: rolled back"), "{shown}");
    // Comparing is how to find out more, and says it beside its answer.
    let (code, shown, said) = run("compare ../whole");
    assert_eq!(code, 3, "{shown} {said}");
    assert!(shown.starts_with("here: rolled back: you saw 13 entries before"), "{shown}");
    let json: serde_json::Value = serde_json::from_str(&run("--json compare ../whole").1).unwrap();
    assert_eq!((&json["outcome"], &json["relation"]), (&"broken".into(), &"there".into()));
    assert_eq!(json["findings"][0]["code"], "rolled-back");
    coalition.git(&format!("reset -q --hard {}", newest.trim()));
    for command in commands.iter().filter(|command| !command.contains("made")) {
        assert_eq!(run(command).0, 0, "{command}");
    }
    assert_eq!(run("compare ../whole").0, 0);
}

/// What is written on a clone that was wound back would be a second history, also where nobody knows what was signed.
#[test]
fn a1_no_command_writes_on_a_rewound_clone() {
    let coalition = seen();
    coalition.done(&Coalition::act("withdraw", "uno"));
    assert_eq!(verify(&coalition, "").0, 0);
    coalition.git("reset -q --hard HEAD~1");
    let head = coalition.git("rev-parse HEAD");
    std::fs::remove_dir_all(coalition.path("home/.local/state/countersign/signed")).unwrap();
    coalition.done("key new ../tres --no-passphrase");
    let writers = [
        Coalition::act("withdraw", "dos"),
        Coalition::act("sign", "uno"),
        "propose 2022/other --title Other --text en=../text.txt --date 2022".to_owned(),
        "org add tres.example --name Tres --key ../tres.pub --confirm tres.example".to_owned(),
        "withhold 2021/solidarity@1 --org dos.example --confirm dos.example".to_owned(),
    ];
    for command in writers {
        let ran = coalition.run(&command);
        let said = text(&ran.stderr);
        assert_eq!(ran.status.code(), Some(3), "{command}: {said}");
        assert!(said.contains("\nwhy: rolled back: you saw 13"), "{command}: {said}");
        assert_eq!(coalition.git("rev-parse HEAD"), head, "{command}");
    }
}

#[test]
fn the_words_of_a_fingerprint_pin_a_registry() {
    let coalition = seen();
    std::fs::remove_dir_all(coalition.path("home/.local/state/countersign/seen")).unwrap();
    let (_, said) = verify(&coalition, "");
    let words = said.lines().find_map(|line| line.trim().strip_prefix("in words: ")).unwrap();
    assert_eq!(words.split(' ').count(), 12);
    let expecting = |words: &str| {
        let mut command = coalition.countersign("verify --expect");
        let ran = command.arg(words).output().unwrap();
        (ran.status.code().unwrap(), text(&ran.stderr) + &text(&ran.stdout))
    };
    assert_eq!(expecting(words).0, 0);
    assert_eq!(expecting(&words.to_uppercase()).0, 0);
    let zoo = "zoo ".repeat(11) + "wrong";
    let (code, said) = expecting(&zoo);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("this is another registry"), "{said}");
    let swapped: Vec<&str> = words.split(' ').rev().collect();
    let (code, said) = expecting(&swapped.join(" "));
    assert!(code == 2 || code == 3, "{said}");
}

#[test]
fn without_a_witness_nothing_is_fresh() {
    let coalition = seen();
    let (code, said) = verify(&coalition, "--fresh 7d");
    assert_eq!(code, 6, "{said}");
    assert!(said.contains("no witness has said when it saw this head"), "{said}");
    assert_eq!(verify(&coalition, "--fresh soon").0, 2);
}

#[test]
fn where_nothing_can_be_remembered_the_verdict_says_so() {
    let coalition = seen();
    let ran = coalition.countersign("verify").env("HOME", "").output().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    assert!(text(&ran.stdout).contains("whether it goes on from what you saw before"), "{ran:?}");
}

#[test]
fn where_writing_fails_the_verdict_is_told_all_the_same() {
    let coalition = seen();
    let state = coalition.path("home/.local/state/countersign");
    std::fs::remove_dir_all(&state).unwrap();
    std::fs::write(&state, "a file where a folder would be").unwrap();
    let (code, said) = verify(&coalition, "");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("this state could not be remembered"), "{said}");
}

#[test]
fn a_damaged_memory_is_said_and_not_taken_for_a_first_contact() {
    let coalition = seen();
    let folder = coalition.path("home/.local/state/countersign/seen");
    let file = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| path.extension().is_some()).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes.truncate(20);
    std::fs::write(&file, bytes).unwrap();
    let (code, said) = verify(&coalition, "");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("what was seen of this registry before cannot be read"), "{said}");
}
