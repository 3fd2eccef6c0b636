//! Pull requests: whatever a forge does with commits, the records that they carry verify and are logged.

use testkit::clones::{Clones, FOUNDER};

/// What a pull request brings; `one` is an organisation that is enrolled and `new` one that is not.
const BROUGHT: [(&str, &str); 4] = [
    (
        "org add",
        "org add NEW.example --name NEW --key press=../../NEW.pub --maintainer-key ../../maria",
    ),
    (
        "org rotate",
        "org rotate ONE.example --add desk=../../NEW.pub --key ../../ONE --confirm ONE.example",
    ),
    (
        "revocation",
        "org revoke ONE.example press --reason lost --key ../../ONE --confirm ONE.example",
    ),
    ("act", ""),
];

/// How a forge joins a branch `topic` with `main`; each line is a command of git's.
const WAYS: [(&str, &[&str]); 3] = [
    ("merged", &["merge --quiet --no-ff --no-edit origin/topic"]),
    ("squashed", &["merge --quiet --squash origin/topic", "commit --quiet -m squashed"]),
    (
        "rebased",
        &[
            "checkout --quiet -B topic origin/topic",
            "rebase --quiet main",
            "checkout --quiet main",
            "merge --quiet --ff-only topic",
        ],
    ),
];

/// All twelve: every kind of record in every way, each after somebody else's records were logged on `main`.
#[test]
fn what_a_forge_merges_squashes_or_rebases_verifies_everywhere() {
    std::thread::scope(|scope| {
        for (way, commands) in WAYS {
            scope.spawn(move || {
                let one = |what: &str| format!("{}-one", what.replace(' ', "-"));
                let names: Vec<String> = BROUGHT.iter().map(|(what, _)| one(what)).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let clones = Clones::with(&names, &["ana", "bea", "forge"]);
                for (what, words) in BROUGHT {
                    let words = match words {
                        "" => Clones::act("sign", &one(what)),
                        words => words.replace("ONE", &one(what)),
                    };
                    pulled(&clones, (way, commands), (what, &words));
                }
            });
        }
    });
}

fn pulled(clones: &Clones, (way, commands): (&str, &[&str]), (what, words): (&str, &str)) {
    let case = format!("{what}, {way}");
    let new = format!("{}-new", what.replace(' ', "-"));
    for name in [&new, &format!("{new}-other")] {
        clones.done(FOUNDER, &format!("key new ../../{name} --no-passphrase"));
    }
    // Ana's pull request.
    clones.done("ana", "sync");
    clones.done("ana", &words.replace("NEW", &new));
    clones.git("ana", "push --quiet --force origin HEAD:refs/heads/topic");
    // Meanwhile another organisation is enrolled and logged: the log and the derived file change.
    let other =
        format!("org add {new}-other.example --name Other-{new} --key press=../../{new}-other.pub");
    clones.done(FOUNDER, "sync");
    clones.done(FOUNDER, &other);
    clones.done(FOUNDER, "sync");
    let forge = |words: &str| {
        let words = format!("-c user.name=forge -c user.email=forge@forge.example {words}");
        clones.git("forge", &words)
    };
    forge("fetch --quiet origin");
    forge("checkout --quiet main");
    forge("reset --quiet --hard origin/main");
    commands.iter().for_each(|words| drop(forge(words)));
    forge("push --quiet origin main");
    let brought = forge("diff --name-only origin/topic~1 origin/topic");
    let verified = |name: &str| {
        let output = clones.run(name, "--json verify");
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(matches!(output.status.code(), Some(0 | 6)), "{case}: {name}: {said:#}");
        said
    };
    // A reader, before it is logged; who holds the log key; the reader and the author, after.
    for name in ["bea", FOUNDER, "bea", "ana"] {
        clones.done(name, "sync");
        verified(name);
        clones.git(name, "status --porcelain");
    }
    let waiting = verified("ana")["findings"].to_string();
    assert!(!waiting.contains("\"pending\""), "{case}: {waiting}");
    let record = brought.lines().find(|path| path.ends_with(".json")).unwrap();
    assert!(clones.clone_path("ana").join(record).exists(), "{case}: {record}");
    for name in ["ana", "bea", FOUNDER] {
        let head = clones.git(name, "rev-parse main");
        assert_eq!(head, clones.git_at(&clones.remote(), "rev-parse main"), "{case}: {name}");
    }
    let signers = clones.clone_path("ana").join("keys/allowed_signers");
    let signers = std::fs::read_to_string(signers).unwrap();
    let want = match what {
        "org add" => format!("{new}.example "),
        "org rotate" => " desk".to_owned(),
        _ => format!("{new}-other.example "),
    };
    assert!(signers.contains(&want), "{case}: {signers}");
}
