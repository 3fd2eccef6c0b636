//! What broken, busy and refused registries answer fits its schema, too.

use super::*;

#[test]
fn a_broken_registry_is_a_verdict_and_not_an_error() {
    let world = World::lived();
    let path = world.registry().join("keys/foro.example/1.json");
    let mut bytes = fs::read(&path).unwrap();
    bytes.push(b'\n');
    fs::write(path, bytes).unwrap();
    let report = world.document(3, "verify", "verify --dir .");
    assert_eq!(report["outcome"], "broken");
    let named = |finding: &Value| {
        finding["code"] == "record-altered" && finding["path"] == "keys/foro.example/1.json"
    };
    assert!(report["findings"].as_array().unwrap().iter().any(named), "{report}");
    fs::remove_dir_all(world.registry().join("registry/log")).unwrap();
    let report = world.document(3, "verify", "verify --dir .");
    assert!(report.get("registry").is_none() && report.get("log").is_none());
}

#[test]
fn errors_of_every_exit_code_fit_their_schema() {
    let world = World::lived();
    fs::write(world.path("bidi.txt"), "Pay\u{202e}\n").unwrap();
    let init = format!("{FOUNDING} --maintainer maria=../maria.pub");
    let (code, text) = world.run(false, &format!("-C coalition --json init ../other {init}"));
    assert_eq!((code, &checked("error", &text)["outcome"]), (1, &"error".into()));
    world.stopped(2, "usage", "verify --no-such-option");
    world.stopped(2, "usage", "diff 2021/solidarity@1");
    world.stopped(5, "unknown", "show 2021/another");
    world.stopped(5, "unknown", "org show nobody.example");
    world.stopped(7, "unchecked", "propose 2021/another --title Another --text en=../bidi.txt");
    let refused = world.stopped(8, "refused", SIGN.split(" --confirm").next().unwrap());
    assert!(refused["try"].is_string(), "{refused}");
    world.stopped(8, "refused", &format!("init . {init}"));
    world.stopped(9, "signer", "sign 2021/solidarity@1 --as foro.example");
}

/// In a test of its own, since it takes as long as a writer waits for another one.
#[test]
fn a_registry_that_another_process_writes_to_is_busy() {
    let world = World::lived();
    let store = Store::open(&world.registry()).unwrap();
    let lock = store.lock().unwrap();
    world.stopped(10, "busy", SIGN);
    drop(lock);
    world.document(0, "act", SIGN);
}

#[test]
fn nothing_is_built_on_a_broken_registry() {
    let world = World::lived();
    let store = Store::open(&world.registry()).unwrap();
    let head = store.head().unwrap();
    let change = countersign_git::store::Change {
        branch: "main".to_owned(),
        expected: Some(head),
        base: Some(head),
        parents: vec![head],
        put: [("keys/foro.example/1.json".to_owned(), b"{}".to_vec())].into(),
        remove: BTreeSet::new(),
        message: "typo fix\n".to_owned(),
        author: countersign_git::store::Author {
            name: "A".to_owned(),
            email: "a@b.example".to_owned(),
        },
        unix_seconds: 1_612_776_600,
    };
    store.lock().unwrap().commit(&change).unwrap();
    let error = world.stopped(3, "broken", "status");
    assert!(error["why"].as_str().unwrap().starts_with("keys/"), "{error}");
    world.document(3, "verify", "verify");
}
