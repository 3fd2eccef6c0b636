//! Attacks on whoever is shown bundles: A16, two histories by the log's own key, and old states that look new.

use std::path::Path;

use testkit::coalition::{Coalition, copy};

const ID: &str = "2021/solidarity@1";

fn published() -> Coalition {
    let coalition = Coalition::with(&["dos", "uno"]);
    for name in ["dos", "uno"] {
        coalition.done(&Coalition::act("sign", name));
    }
    coalition.done(&format!("publish {ID}"));
    coalition
}

/// What somebody is told who is in a folder and remembers what is in `home`.
fn told(coalition: &Coalition, folder: &str, home: &str, words: &str) -> (i32, String) {
    let (folder, home) = (coalition.path(folder), coalition.path(home));
    std::fs::create_dir_all(&folder).unwrap();
    let mut command = coalition.countersign(words);
    let ran = command.current_dir(folder).env("HOME", home).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    (ran.status.code().unwrap(), said.into_owned())
}

fn done(coalition: &Coalition, folder: &str, home: &str, words: &str) {
    let (code, said) = told(coalition, folder, home, words);
    assert_eq!(code, 0, "{words}: {said}");
}

fn files(folder: &Path) -> Vec<String> {
    let names = std::fs::read_dir(folder).unwrap();
    names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a16_two_bundles_of_one_size_with_two_roots_prove_a_split() {
    let coalition = published();
    copy(&coalition.registry(), &coalition.path("other"));
    done(&coalition, "coalition", "home", &Coalition::act("withdraw", "uno"));
    done(&coalition, "coalition", "home", &format!("bundle {ID} -o ../one.json"));
    // Whoever holds the log's key goes on elsewhere as if nothing had been.
    done(&coalition, "other", "elsewhere", &Coalition::act("withdraw", "dos"));
    done(&coalition, "other", "elsewhere", &format!("bundle {ID} -o ../two.json"));
    let verify = |file: &str| told(&coalition, "empty", "reader", &format!("verify ../{file}"));
    let (code, said) = verify("one.json");
    assert_eq!(code, 6, "{said}");
    let (code, said) = verify("two.json");
    assert_eq!(code, 3, "{said}");
    assert!(
        said.contains("two histories: the log's key signed two roots for its first 13"),
        "{said}"
    );
    assert!(said.contains("one.json") && said.contains("/heads/"), "{said}");
    let heads = coalition.path("reader/.local/state/countersign/heads");
    let registry = heads.join(files(&heads).pop().unwrap());
    let kept = files(&registry);
    assert_eq!(kept.len(), 2, "both signed heads are kept: {kept:?}");
    let note = std::fs::read_to_string(registry.join(&kept[0])).unwrap();
    assert!(note.contains("coalition.example/log\\n13\\n"), "{note}");
    // The first one is no better than the second, and neither is a clone that goes on from one of them.
    let (code, said) = verify("one.json");
    assert_eq!((code, said.contains("two.json")), (3, true), "{said}");
    let (code, said) = told(&coalition, "other", "reader", "verify");
    assert_eq!((code, said.contains("one.json")), (3, true), "{said}");
    let (code, said) = told(&coalition, "other", "reader", "status");
    assert_eq!((code, said.contains("two histories")), (3, true), "{said}");
    // Somebody who saw only one of them has no proof; that is what comparing is for.
    let alone = told(&coalition, "empty", "another", "verify ../two.json");
    assert_eq!(alone.0, 6, "{alone:?}");
    let (_, said) = told(&coalition, "other", "reader", "--json memory list");
    assert!(said.contains("\"registries\": []"), "what bundles show is no clone's head: {said}");
}

#[test]
fn a_bundle_says_as_of_when_and_is_compared_with_the_registry_at_hand() {
    let coalition = published();
    done(&coalition, "coalition", "home", &format!("bundle {ID} -o ../old.json"));
    copy(&coalition.registry(), &coalition.path("stale"));
    done(&coalition, "coalition", "home", &Coalition::act("withdraw", "uno"));
    done(&coalition, "coalition", "home", &format!("bundle {ID} -o ../new.json"));
    let (code, said) = told(&coalition, "empty", "reader", "verify ../old.json");
    let first = said.lines().find(|line| line.starts_with("holds: ")).unwrap();
    assert!(first.starts_with("holds: as of 20") && first.contains(", entry 11: "), "{first}");
    assert_eq!((code, said.contains("current")), (0, false), "{said}");
    let json = told(&coalition, "empty", "reader", "-q --json verify ../old.json").1;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json["bundle"]["as_of"].as_str().unwrap().starts_with("20"), "{}", json["bundle"]);
    // Somebody withdrew since, which the registry in this folder knows.
    let (code, said) = told(&coalition, "coalition", "reader", "verify ../old.json");
    assert_eq!(code, 6, "{said}");
    let older = "an older state: it has 11 entries, and the registry in this folder has 13";
    assert!(said.contains(older), "{said}");
    let (code, said) = told(&coalition, "stale", "reader", "verify ../new.json");
    assert_eq!(code, 6, "{said}");
    let behind = "it knows 13 entries, and the registry in this folder has 11: that one is behind";
    assert!(said.contains(behind) && said.contains("countersign sync"), "{said}");
    // The same state is nothing to speak of.
    let (_, said) = told(&coalition, "coalition", "reader", "verify ../new.json");
    assert!(!said.contains("in this folder"), "{said}");
}

#[test]
fn a17_times_that_have_not_come_yet_are_noted() {
    let coalition = published();
    done(&coalition, "coalition", "home", &format!("bundle {ID} -o ../one.json"));
    let early = "--at 1999-01-01T00:00:00Z";
    for words in ["verify ../one.json".to_owned(), format!("verify {ID}"), "verify".to_owned()] {
        let (code, said) = told(&coalition, "coalition", "home", &format!("{early} {words}"));
        assert_eq!(code, 0, "{words}: {said}");
        let noted = "and this computer's clock says 1999-01-01T00:00:00Z: one of them is wrong";
        assert!(said.contains(noted), "{words}: {said}");
        let (_, said) = told(&coalition, "coalition", "home", &words);
        assert!(!said.contains("clock says"), "{words}: {said}");
    }
}
