//! What a writer remembers only saves work: with it and without it the same acts make the same registry.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::Path;

use countersign_cli as cli;
use countersign_cli::environment::Environment;
use countersign_core::layout;
use countersign_core::name::StatementId;
use countersign_core::tree::Source;
use countersign_core::verify::{Question, Subject, examine};
use countersign_git::store::{Author, Change, ObjectId, Store};
use serde_json::Value;
use testkit::cli::{Ran, run_with};
use testkit::parts;

/// Runs one command at a second of its own, with randomness that follows from its words.
fn run(top: &Path, cache: bool, step: i64, words: &[&str]) -> u8 {
    let now = countersign_core::time::Timestamp::from_unix_seconds(1_700_000_000 + step).unwrap();
    let seed = format!("{step} {words:?}");
    let mut environment = Environment::fixed(now, seed.as_bytes(), top.join("registry"));
    let config = top.join("config").display().to_string();
    environment.variables.insert("XDG_CONFIG_HOME".into(), config);
    let state = top.join("state").display().to_string();
    environment.variables.insert("XDG_STATE_HOME".into(), state);
    if cache {
        let cache = top.join("cache").display().to_string();
        environment.variables.insert("XDG_CACHE_HOME".into(), cache);
    }
    let arguments = std::iter::once("countersign").chain(words.iter().copied());
    cli::run(arguments.map(OsString::from), environment)
}

const LIFE: &[&[&str]] = &[
    &["key", "new", "../maria", "--no-passphrase"],
    &["key", "new", "../foro", "--no-passphrase"],
    &["key", "new", "../uno", "--no-passphrase"],
    &[
        "init",
        ".",
        "--name",
        "Coalition",
        "--origin",
        "c.example/log",
        "--maintainer",
        "maria=../maria.pub",
    ],
    &["org", "add", "foro.example", "--name", "Foro Ejemplo", "--key", "press=../foro.pub"],
    &["org", "add", "uno.example", "--name", "Uno Dos", "--key", "press=../uno.pub"],
    &[
        "propose",
        "2024/a",
        "--title",
        "A",
        "--text",
        "en=../one.txt",
        "--signatory",
        "foro.example",
    ],
    &["sign", "2024/a@1", "--as", "foro.example", "--key", "../foro", "--confirm", "foro.example"],
    &["publish", "2024/a@1", "--confirm", "2024/a@1"],
    &["propose", "2024/b", "--title", "B", "--text", "en=../two.txt", "--signatory", "uno.example"],
    &["publish", "2024/b@1", "--confirm", "2024/b@1"],
    &["sign", "2024/b@1", "--as", "uno.example", "--key", "../uno", "--confirm", "uno.example"],
    &[
        "withdraw",
        "2024/a@1",
        "--as",
        "foro.example",
        "--key",
        "../foro",
        "--confirm",
        "foro.example",
    ],
    &["propose", "2024/a", "--title", "A", "--text", "en=../two.txt"],
    &["sign", "2024/a@2", "--as", "uno.example", "--key", "../uno", "--confirm", "uno.example"],
    &["publish", "2024/a@2", "--confirm", "2024/a@2"],
    &["verify"],
];

/// The same as words, for what came later: keys change hands between acts.
const KEYS: &[&str] = &[
    "key new ../desk --no-passphrase",
    "key new ../new --no-passphrase",
    "org rotate foro.example --add desk=../desk.pub --remove press --key ../foro --confirm foro.example",
    "sign 2024/a@2 --as foro.example --key ../desk --confirm foro.example",
    "org confirm uno.example --telephone 0 --number-from letterhead --confirm uno.example",
    "org confirm uno.example --vouch friends --as foro.example --key ../desk --confirm uno.example",
    "import ../uno.revocation",
    "root rotate --name Renamed --yes",
    "org recover uno.example --key new=../new.pub --confirm uno.example",
    "sign 2024/b@1 --as uno.example --key ../new --confirm uno.example",
    "propose 2024/c --title C --text en=../one.txt --signatory foro.example",
    "sign 2024/c@1 --as foro.example --key ../desk --confirm foro.example",
    "publish 2024/c@1 --confirm 2024/c@1",
    "org list",
];

/// Asserts that the registry is told in parts as it is told as a whole.
fn told_in_parts(store: &Store, commit: &ObjectId) {
    let snapshot = store.snapshot(commit).unwrap();
    let examined = examine(&snapshot, &Vec::new);
    let parts = store.parts(commit, &layout::is_statement).unwrap();
    let id = "2024/a".parse::<StatementId>().unwrap();
    let subjects = [Subject::Registry, Subject::Version(id.at(1)), Subject::Statement(id)];
    for subject in subjects {
        let question = Question::about(subject);
        let report = examined.answer(&question);
        assert_eq!(parts::answer(&parts, 2, &question), report);
        parts::agree(&snapshot, &question, &report);
    }
}

fn live(top: &Path, cache: bool) -> Vec<String> {
    std::fs::create_dir(top.join("registry")).unwrap();
    std::fs::write(top.join("one.txt"), "We stand together.\n").unwrap();
    std::fs::write(top.join("two.txt"), "We stand together today.\n").unwrap();
    let mut heads = Vec::new();
    let life = LIFE.iter().map(|words| words.to_vec());
    let keys = KEYS.iter().map(|words| words.split(' ').collect::<Vec<_>>());
    for (step, words) in (0..).zip(life.chain(keys)) {
        assert_eq!(run(top, cache, step, &words), 0, "{words:?}");
        if let Ok(store) = Store::open(&top.join("registry"))
            && let Ok(commit) = store.head()
        {
            heads.push(format!("{:?}", store.folders(&commit).unwrap()));
            told_in_parts(&store, &commit);
        }
    }
    heads
}

#[test]
fn with_and_without_memory_the_same_acts_make_the_same_registry() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (with, without) = (live(one.path(), true), live(two.path(), false));
    assert_eq!(with, without);
    assert!(with.len() > 10);
    let known = one.path().join("cache/countersign/known");
    assert_eq!(std::fs::read_dir(known).unwrap().count(), 1);
}

/// An act that may or may not be admitted: which, of whom, on what.
fn random_act(random: &mut u64) -> String {
    let mut below = |count: u64| {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        *random % count
    };
    let id = ["2024/a", "2024/b", "2025/01/c"][below(3) as usize];
    let version = 1 + below(3);
    let text = ["one", "two"][below(2) as usize];
    let who = ["foro", "uno"][below(2) as usize];
    let by = format!("--as {who}.example --key ../{who} --confirm {who}.example");
    match below(9) {
        0 | 1 => {
            format!("propose {id} --title T --text en=../{text}.txt --signatory {who}.example")
        }
        2..=4 => format!("sign {id}@{version} {by}"),
        5 => format!("withdraw {id}@{version} {by}"),
        6 => format!("decline {id}@{version} --public {by}"),
        _ => format!("publish {id} --confirm {id}"),
    }
}

/// Thirty acts at random, each with its exit code, and the registry after each.
fn random_life(top: &Path, cache: bool, seed: u64) -> Vec<(String, u8, String)> {
    std::fs::create_dir(top.join("registry")).unwrap();
    std::fs::write(top.join("one.txt"), "We stand together.\n").unwrap();
    std::fs::write(top.join("two.txt"), "We stand together today.\n").unwrap();
    let mut random = seed;
    let beginning = [
        "key new ../maria --no-passphrase",
        "key new ../foro --no-passphrase",
        "key new ../uno --no-passphrase",
        "init . --name C --origin c.example/log --maintainer maria=../maria.pub",
        "org add foro.example --name Foro --key press=../foro.pub",
        "org add uno.example --name Uno --key press=../uno.pub",
    ]
    .map(str::to_owned);
    let acts = std::iter::repeat_with(|| random_act(&mut random)).take(30);
    let mut lived = Vec::new();
    for (step, act) in (0..).zip(beginning.into_iter().chain(acts)) {
        let words: Vec<&str> = act.split(' ').collect();
        let code = run(top, cache, step, &words);
        let store = Store::open(&top.join("registry")).ok();
        let folders = store.and_then(|store| store.folders(&store.head().ok()?).ok());
        lived.push((act, code, format!("{folders:?}")));
    }
    lived
}

#[test]
fn with_and_without_memory_random_lives_are_the_same() {
    let (mut done, mut refused) = (0, 0);
    for seed in [3, 1_414, 271_828] {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let with = random_life(one.path(), true, seed);
        assert_eq!(with, random_life(two.path(), false, seed));
        done += with.iter().filter(|(_, code, _)| *code == 0).count();
        refused += with.iter().filter(|(_, code, _)| *code != 0).count();
    }
    assert!(done > 30 && refused > 10, "{done} done, {refused} refused");
}

/// Damages what is remembered in every way that a file can be damaged; the next act goes on as if nothing were there.
#[test]
fn a_damaged_memory_is_ignored() {
    let top = tempfile::tempdir().unwrap();
    live(top.path(), true);
    let known = top.path().join("cache/countersign/known");
    let folder = std::fs::read_dir(known).unwrap().next().unwrap().unwrap().path();
    for (step, damage) in (100..).zip(["table", "since", "all"]) {
        for file in std::fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if damage == "all" || path.ends_with(damage) {
                let mut bytes = std::fs::read(&path).unwrap();
                *bytes.last_mut().unwrap() ^= 1;
                std::fs::write(&path, bytes).unwrap();
            }
        }
        let title = format!("Again {step}");
        let id = format!("2024/again-{step}");
        let words = ["propose", id.as_str(), "--title", title.as_str(), "--text", "en=../one.txt"];
        assert_eq!(run(top.path(), true, step, &words), 0);
        let version = format!("{id}@1");
        let publish = ["publish", version.as_str(), "--confirm", version.as_str()];
        assert_eq!(run(top.path(), true, step, &publish), 0);
    }
    assert_eq!(run(top.path(), true, 200, &["verify"]), 0);
}

fn git(top: &Path, words: &[&str]) -> std::process::Output {
    let mut command = std::process::Command::new("git");
    command
        .current_dir(top.join("registry"))
        .env_clear()
        .env("HOME", top)
        .env("GIT_CONFIG_NOSYSTEM", "1");
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command
        .args(["-c", "user.name=x", "-c", "user.email=x@x.example"])
        .args(words)
        .output()
        .unwrap()
}

/// A registry that somebody else changed is verified again as a whole, and nothing is built on a broken one.
#[test]
fn a_changed_registry_is_not_the_one_that_was_remembered() {
    let top = tempfile::tempdir().unwrap();
    live(top.path(), true);
    let registry = top.path().join("registry");
    let git = |words: &[&str]| git(top.path(), words);
    std::fs::write(registry.join("registry/2024/b/v1/text.en.txt"), "We do not stand together.\n")
        .unwrap();
    assert!(git(&["commit", "-qam", "a typo"]).status.success());
    let words = ["propose", "2024/c", "--title", "C", "--text", "en=../one.txt"];
    assert_eq!(run(top.path(), true, 300, &words), 3);
}

/// The log key signs one history: a branch that was rewound is not continued with other acts.
#[test]
fn a_rewound_branch_is_not_continued() {
    let top = tempfile::tempdir().unwrap();
    live(top.path(), true);
    let git = |words: &[&str]| git(top.path(), words);
    let head = String::from_utf8(git(&["rev-parse", "HEAD"]).stdout).unwrap();
    assert!(git(&["reset", "-q", "--hard", "HEAD~1"]).status.success());
    let act = [
        "sign",
        "2024/b@1",
        "--as",
        "foro.example",
        "--key",
        "../desk",
        "--confirm",
        "foro.example",
    ];
    assert_eq!(run(top.path(), true, 400, &act), 8);
    assert!(git(&["reset", "-q", "--hard", head.trim()]).status.success());
    assert_eq!(run(top.path(), true, 401, &act), 0);
}

/// What a reader with a memory of their own is told, and whether it was used.
fn told(top: &Path, reader: &str, words: &[&str]) -> (Ran, Value, bool) {
    let now = countersign_core::time::Timestamp::from_unix_seconds(1_800_000_000).unwrap();
    let mut environment = Environment::fixed(now, b"reader", top.join("registry"));
    for (name, folder) in [("XDG_CACHE_HOME", "cache"), ("XDG_STATE_HOME", "state")] {
        let folder = top.join(reader).join(folder).display().to_string();
        environment.variables.insert(name.into(), folder);
    }
    let ran = run_with(environment, &[&["--json", "verify"], words].concat());
    let mut verdict: Value = serde_json::from_str(&ran.output).unwrap_or_default();
    let mut is_remembered = false;
    if let Some(members) = verdict.as_object_mut() {
        members.remove("checked");
        let not_checked = members.remove("not_checked").unwrap_or_default();
        is_remembered = not_checked.to_string().contains("--full");
    }
    (ran, verdict, is_remembered)
}

/// Whether a reader used what they remember; they must be told what somebody is who looks at everything.
#[track_caller]
fn told_the_same(top: &Path, id: &str) -> bool {
    let (some, verdict, is_remembered) = told(top, "reader", &[id]);
    let (all, whole, is_not) = told(top, "fresh", &[id, "--full"]);
    assert_eq!((some.code, verdict), (all.code, whole), "{id}");
    assert!(!is_not);
    is_remembered
}

#[test]
fn a_reader_who_remembers_is_told_what_everything_says() {
    let top = tempfile::tempdir().unwrap();
    let top = top.path();
    std::fs::create_dir(top.join("registry")).unwrap();
    std::fs::write(top.join("one.txt"), "We stand together.\n").unwrap();
    std::fs::write(top.join("two.txt"), "We stand together today.\n").unwrap();
    let life = LIFE.iter().map(|words| words.to_vec());
    let keys = KEYS.iter().map(|words| words.split(' ').collect::<Vec<_>>());
    let (mut used, mut asked) = (0, 0);
    for (step, words) in (0..).zip(life.chain(keys)) {
        assert_eq!(run(top, false, step, &words), 0, "{words:?}");
        if !top.join("registry/registry").exists() {
            continue;
        }
        // The first look is at everything; after some acts only what was added since is looked at.
        if asked == 0 {
            told(top, "reader", &[]);
        }
        if step % 2 == 0 {
            for id in ["2024/a", "2024/a@1", "2024/a@2", "2024/b@1", "2024/c", "2024/none@1"] {
                used += u32::from(told_the_same(top, id));
                asked += 1;
            }
        }
    }
    assert!(asked > 50 && used == asked, "{used} of {asked}");
}

/// A commit that changes files below an unchanged log, or puts others beside them.
fn tamper(top: &Path, put: &[(&str, Vec<u8>)], remove: &[&str]) {
    let store = Store::open(&top.join("registry")).unwrap();
    let head = store.head().unwrap();
    let change = Change {
        branch: "main".into(),
        expected: Some(head),
        base: Some(head),
        parents: vec![head],
        put: put.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.clone())).collect(),
        remove: remove.iter().map(|path| (*path).to_owned()).collect(),
        message: "tamper".into(),
        author: Author { name: "x".into(), email: "x@x.example".into() },
        unix_seconds: 1_800_000_000,
    };
    store.lock().unwrap().commit(&change).unwrap();
}

#[test]
fn what_is_remembered_hides_no_tampering() {
    let top = tempfile::tempdir().unwrap();
    let top = top.path();
    live(top, false);
    let head = String::from_utf8(git(top, &["rev-parse", "HEAD"]).stdout).unwrap();
    let store = Store::open(&top.join("registry")).unwrap();
    let snapshot = store.snapshot(&store.head().unwrap()).unwrap();
    let files: BTreeMap<String, Vec<u8>> = snapshot
        .listing()
        .files
        .keys()
        .map(|path| (path.clone(), snapshot.read(path, 1 << 20).unwrap()))
        .collect();
    told(top, "reader", &[]);
    assert!(told_the_same(top, "2024/b@1"));
    let mut unnoticed = BTreeSet::new();
    let mut check = |what: &str, put: &[(&str, Vec<u8>)], remove: &[&str]| {
        tamper(top, put, remove);
        if told_the_same(top, "2024/b@1") {
            unnoticed.insert(what.to_owned());
        }
        assert!(git(top, &["reset", "-q", "--hard", head.trim()]).status.success());
    };
    for (path, bytes) in &files {
        let mut other = bytes.clone();
        other.push(b' ');
        check(path, &[(path, other)], &[]);
        check(path, &[], &[path]);
    }
    let record = || files["registry/2024/b/v1/statement.json"].clone();
    for path in [
        "registry/note.txt",
        "registry/2024/b/note.txt",
        "registry/2024/B/v1/statement.json",
        "registry/2024/z/v1/statement.json",
        "registry/2024/b/v2/statement.json",
        "registry/2024/b/v1/text.fr.txt",
        "registry/log/tile/1/000",
        "registry/log/next",
        "registry/log/witnessed",
        "keys/note.txt",
        "keys/other.example/1.json",
        "Keys/note.txt",
        "\u{212a}eys/note.txt",
        "REGISTRY",
    ] {
        check(path, &[(path, record())], &[]);
    }
    // Prose that nobody relies on may change, and what lies outside is not part of a registry.
    assert_eq!(unnoticed, BTreeSet::from(["keys/README.md".to_owned()]));
}

#[test]
fn a_reader_is_told_why_what_was_remembered_is_not_used() {
    let top = tempfile::tempdir().unwrap();
    let top = top.path();
    live(top, false);
    told(top, "reader", &[]);
    assert!(told_the_same(top, "2024/b@1"));
    let known = top.join("reader/cache/countersign/known");
    let folder = std::fs::read_dir(known).unwrap().next().unwrap().unwrap().path();
    for damaged in ["since", "table"] {
        std::fs::write(folder.join(damaged), "{}").unwrap();
        let (ran, _, is_remembered) = told(top, "reader", &["2024/b@1", "-v"]);
        assert!(!is_remembered);
        assert!(ran.messages.contains("what was remembered is not used"), "{}", ran.messages);
        // It was put right by that look at everything.
        assert!(told_the_same(top, "2024/b@1"));
    }
    // Also where only one row is damaged.
    let mut table = std::fs::read(folder.join("table")).unwrap();
    *table.last_mut().unwrap() ^= 1;
    std::fs::write(folder.join("table"), table).unwrap();
    assert!(!told_the_same(top, "2024/b@1"));
    assert!(told_the_same(top, "2024/b@1"));
}
