//! Exchanging records with a remote: what came is verified first, what is own is sent, what was accepted is logged.

use testkit::clones::{Clones, FOUNDER};

/// The checkpoint's size in what a clone has.
fn size(clones: &Clones, name: &str) -> u64 {
    let checkpoint = clones.done(name, "checkpoint show");
    checkpoint.lines().nth(1).unwrap().parse().unwrap()
}

fn same_everywhere(clones: &Clones, names: &[&str]) {
    let head = |name: &&str| clones.git(name, "rev-parse main");
    let remote = clones.git_at(&clones.remote(), "rev-parse main");
    for name in names {
        assert_eq!(head(name), remote, "{name}");
        assert_eq!(clones.git(name, "rev-parse origin/main"), remote, "{name}");
        assert_eq!(clones.git(name, "status --porcelain"), "", "{name}");
        let verified = clones.run(name, "verify").status.code();
        assert!(matches!(verified, Some(0 | 6)), "{name}: {verified:?}");
    }
}

#[test]
fn the_first_push_founds_the_remote() {
    let clones = Clones::founded(&["uno"]);
    let said = clones.done(FOUNDER, "sync");
    assert!(said.contains("records were sent"), "{said}");
    same_everywhere(&clones, &[FOUNDER]);
    let said = clones.done(FOUNDER, "sync");
    assert!(said.contains("have the same records"), "{said}");
}

#[test]
fn records_of_two_clones_come_together_and_are_logged_by_who_holds_the_key() {
    let clones = Clones::with(&["uno", "dos", "tres"], &["ana", "bea"]);
    clones.done("ana", &Clones::act("sign", "uno"));
    clones.done("bea", &Clones::act("sign", "dos"));
    clones.done(FOUNDER, &Clones::act("sign", "tres"));
    let before = size(&clones, FOUNDER);
    let said = clones.done("ana", "sync");
    assert!(said.contains("one record was sent") && said.contains("one record waits"), "{said}");
    let said = clones.done("bea", "sync");
    assert!(said.contains("one record came") && said.contains("2 records wait"), "{said}");
    // Nobody but a holder of the log key touches the log.
    assert_eq!(size(&clones, "bea"), before);
    let said = clones.done(FOUNDER, "sync");
    assert!(said.contains("3 records were logged"), "{said}");
    clones.done("ana", "sync");
    clones.done("bea", "sync");
    assert_eq!(size(&clones, "ana"), before + 4);
    same_everywhere(&clones, &["ana", "bea", FOUNDER]);
    clones.done("ana", "verify --require 3 2021/solidarity");
}

#[test]
fn what_comes_with_a_date_that_cannot_be_is_named() {
    let clones = Clones::with(&["uno", "dos"], &["ana", "bea"]);
    let act = |name: &str| format!("--at 2099-01-02T03:04:05Z {}", Clones::act("sign", name));
    clones.done("ana", &act("uno"));
    let said = clones.done("ana", "sync");
    assert!(!said.contains("2099"), "{said}");
    let said = clones.done("bea", "sync");
    let path = "registry/2021/solidarity/v1/endorsements/uno.example/1.json";
    assert!(said.contains(&format!("came: {path}: it is dated 2099-01-02T03:04:05Z")), "{said}");
    let said = clones.done(FOUNDER, "sync --json");
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["findings"][0]["code"], "clock", "{said}");
    assert_eq!(said["findings"][0]["path"], path, "{said}");
    // What came before is not told again.
    let said = clones.done("bea", "sync");
    assert!(!said.contains("2099"), "{said}");
}

#[test]
fn what_was_announced_is_signed_by_whoever_comes_first_and_is_the_same_head() {
    let clones = Clones::with(&["uno", "dos"], &["ana", "bea"]);
    clones.give_log_key("ana");
    clones.done("bea", &Clones::act("sign", "uno"));
    clones.done("bea", "sync");
    let old = clones.git_at(&clones.remote(), "rev-parse main");
    clones.done(FOUNDER, "sync");
    let one = clones.git_at(&clones.remote(), "show main:registry/log/checkpoint");
    // Maria was killed when she had announced and signed, and nothing that she signed had arrived.
    let announced = clones.git_at(&clones.remote(), "rev-parse main~1");
    assert_ne!(announced, old);
    clones
        .git_at(&clones.remote(), &format!("update-ref refs/heads/main {}", announced.trim_end()));
    clones.git(FOUNDER, &format!("reset --quiet --hard {}", announced.trim_end()));
    clones.git(
        FOUNDER,
        &format!("update-ref refs/countersign/accepted/origin/main {}", announced.trim_end()),
    );
    std::fs::remove_dir_all(clones.path("homes/maria/.local/state/countersign/seen")).unwrap();
    // Another record comes before the head is signed: it waits for the next one.
    clones.done("bea", "sync");
    clones.done("bea", &Clones::act("sign", "dos"));
    clones.done("bea", "sync");
    // Both holders of the key: the head that was announced is signed first, and then what came after it.
    let said = clones.done("ana", "sync");
    assert!(said.contains("2 records were logged"), "{said}");
    let history = clones
        .git_at(&clones.remote(), "log --format=%H --reverse main -- registry/log/checkpoint");
    let signed: Vec<String> = history
        .lines()
        .map(|commit| {
            clones.git_at(&clones.remote(), &format!("show {commit}:registry/log/checkpoint"))
        })
        .collect();
    assert!(signed.contains(&one), "the head that was signed first is a head of this log");
    let mut sizes: Vec<&str> = signed.iter().map(|note| note.lines().nth(1).unwrap()).collect();
    sizes.dedup();
    assert_eq!(sizes.len(), signed.len(), "no two heads of one size");
    clones.done(FOUNDER, "sync");
    clones.done("bea", "sync");
    same_everywhere(&clones, &["ana", "bea", FOUNDER]);
    clones.done("bea", "verify --require 2 2021/solidarity");
}

#[test]
fn a_rewound_remote_is_refused_and_named() {
    let clones = Clones::with(&["uno"], &["ana"]);
    clones.done("ana", &Clones::act("sign", "uno"));
    clones.done("ana", "sync");
    // What waits is lost.
    clones.git_at(&clones.remote(), "update-ref refs/heads/main main~1");
    let said = clones.stopped("ana", "sync", 3);
    assert!(said.contains("was rewound") && said.contains("1.json"), "{said}");
    clones.git_at(
        &clones.remote(),
        &format!("fetch --quiet {} main:main", clones.clone_path("ana").display()),
    );
    clones.done(FOUNDER, "sync");
    // A part of the log is lost.
    clones.git_at(&clones.remote(), "update-ref refs/heads/main main~1");
    let said = clones.stopped(FOUNDER, "sync", 3);
    assert!(said.contains("was rewound"), "{said}");
    // Whoever cloned it after that cannot know.
    clones.done("ana", "sync");
    // The branch is gone.
    clones.git_at(&clones.remote(), "update-ref -d refs/heads/main");
    let said = clones.stopped("ana", "sync", 3);
    assert!(said.contains("lost its branch main"), "{said}");
}

#[test]
fn what_does_not_verify_moves_no_branch() {
    let clones = Clones::with(&["uno"], &["ana", "eva"]);
    clones.done("ana", &Clones::act("sign", "uno"));
    let text = clones.clone_path("eva").join("registry/2021/solidarity/v1/text.en.txt");
    std::fs::write(&text, "We stand apart.\n").unwrap();
    clones.git("eva", "commit --quiet --all --message=typo");
    clones.git("eva", "push --quiet origin main");
    let before = clones.git("ana", "rev-parse main");
    let said = clones.stopped("ana", "sync", 3);
    assert!(said.contains("does not verify") && said.contains("text.en.txt"), "{said}");
    assert_eq!(clones.git("ana", "rev-parse main"), before);
    // Nobody builds on it, and nothing of it is sent on.
    clones.stopped("eva", "sync", 3);
}

#[test]
fn a_record_that_no_longer_fits_is_set_aside_and_nothing_is_merged() {
    let clones = Clones::with(&["uno", "dos"], &["ana", "bea"]);
    // The same organisation acts on two machines.
    clones.done("ana", &Clones::act("sign", "uno"));
    clones.done("bea", &Clones::act("sign", "uno"));
    clones.done("bea", &Clones::act("sign", "dos"));
    clones.done("ana", "sync");
    let said = clones.stopped("bea", "sync", 8);
    assert!(said.contains("not sent: uno.example endorses"), "{said}");
    assert!(said.contains("one record was sent"), "{said}");
    let kept = clones.git("bea", "branch --list set-aside/*");
    assert_eq!(kept.lines().count(), 1);
    clones.done("bea", "sync");
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    clones.done("bea", "sync");
    same_everywhere(&clones, &["ana", "bea", FOUNDER]);
    clones.done("bea", "verify --require 2 2021/solidarity");
}

#[test]
fn drafts_stay_here() {
    let clones = Clones::with(&["uno"], &["ana"]);
    std::fs::write(clones.path("two.txt"), "We still stand together.\n").unwrap();
    clones.done("ana", "propose 2021/solidarity --title Solidarity --text en=../../two.txt --signatory uno.example");
    clones.done("ana", "sync");
    let branches = clones.git_at(&clones.remote(), "for-each-ref --format=%(refname)");
    assert_eq!(branches, "refs/heads/main\n");
    let draft = clones.git("ana", "rev-parse proposals/2021/solidarity/v2");
    // Not its objects either.
    let there = std::process::Command::new("git")
        .args(["cat-file", "-e", draft.trim_end()])
        .current_dir(clones.remote())
        .output()
        .unwrap();
    assert!(!there.status.success());
    // Nor where somebody merged it into the branch.
    clones.git(
        "ana",
        "merge --quiet --allow-unrelated-histories --no-edit -s ours proposals/2021/solidarity/v2",
    );
    clones.done("ana", &Clones::act("sign", "uno"));
    clones.done("ana", "sync");
    let there = std::process::Command::new("git")
        .args(["cat-file", "-e", draft.trim_end()])
        .current_dir(clones.remote())
        .output()
        .unwrap();
    assert!(!there.status.success());
}

#[test]
fn withheld_acts_stay_withheld_after_stale_clones_sync() {
    let clones = Clones::with(&["uno", "dos"], &["ana"]);
    clones.done("ana", &Clones::act("sign", "uno"));
    clones.done("ana", "sync");
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    clones.done(FOUNDER, "withhold 2021/solidarity@1 --org uno.example --confirm uno.example");
    let said = clones.done(FOUNDER, "sync");
    assert!(said.contains("one record was logged"), "{said}");
    // The stale clone still shows the act, and goes on from what it has.
    clones.done("ana", &Clones::act("sign", "dos"));
    let act = "registry/2021/solidarity/v1/endorsements/uno.example/1.json";
    assert!(clones.clone_path("ana").join(act).exists());
    clones.done("ana", "sync");
    clones.done(FOUNDER, "sync");
    for name in ["ana", FOUNDER] {
        assert!(!clones.clone_path(name).join(act).exists(), "{name}");
    }
    clones.done("ana", "sync");
    same_everywhere(&clones, &["ana", FOUNDER]);
    let said = clones.done("ana", "status");
    assert!(!said.contains("uno.example  endorsed"), "{said}");
}

/// Every object of a repository, whether or not anything names it, as far as it is text.
fn objects(clones: &Clones, repository: &std::path::Path) -> String {
    let output = std::process::Command::new("git")
        .current_dir(repository)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", clones.path("homes"))
        .args(["cat-file", "--batch", "--batch-all-objects", "--unordered"])
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn what_went_out_of_history_is_not_brought_back_by_a_stale_clone() {
    let clones = Clones::with(&["uno", "dos"], &["ana"]);
    clones.done(FOUNDER, &Clones::act("sign", "uno"));
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    let act = "\"act\":\"endorse\"";
    let names_uno = |text: &str| {
        text.lines().any(|line| line.contains(act) && line.contains("\"uno.example\""))
    };
    assert!(names_uno(&objects(&clones, &clones.remote())));
    let withhold =
        "withhold 2021/solidarity@1 --org uno.example --confirm uno.example --rewrite-history";
    clones.done(FOUNDER, withhold);
    clones.git(FOUNDER, "push --quiet --force origin main");
    clones.done(FOUNDER, "sync");
    // Whoever runs the remote clears what nothing names any more.
    clones.git_at(&clones.remote(), "reflog expire --expire=now --all");
    clones.git_at(&clones.remote(), "gc --quiet --prune=now");
    for place in [clones.remote(), clones.clone_path(FOUNDER)] {
        assert!(!names_uno(&objects(&clones, &place)), "{}", place.display());
    }
    // The stale clone still has the act and the old history, and something of its own to send.
    let file = "registry/2021/solidarity/v1/endorsements/uno.example/1.json";
    assert!(clones.clone_path("ana").join(file).exists());
    clones.done("ana", &Clones::act("sign", "dos"));
    let said = clones.done("ana", "sync");
    assert!(said.contains("one record was sent"), "{said}");
    assert!(!clones.clone_path("ana").join(file).exists());
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    same_everywhere(&clones, &["ana", FOUNDER]);
    for place in [clones.remote(), clones.clone_path(FOUNDER)] {
        assert!(!names_uno(&objects(&clones, &place)), "{}", place.display());
    }
    for name in ["ana", FOUNDER] {
        let log = clones.git(
            name,
            "log --format=%H main -- registry/2021/solidarity/v1/endorsements/uno.example",
        );
        assert_eq!(log, "", "{name}");
        // What is not shown is a caveat, and nothing worse.
        let ran = clones.run(name, "verify --require 1 2021/solidarity");
        assert_eq!(ran.status.code(), Some(6), "{name}");
    }
    // The maintainers' next writing and reading goes on as always.
    clones.done(FOUNDER, &Clones::act("withdraw", "dos"));
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    same_everywhere(&clones, &["ana", FOUNDER]);
}

#[test]
fn a_withholding_that_was_overtaken_hides_what_it_names() {
    let clones = Clones::with(&["uno", "dos"], &["ana"]);
    clones.done(FOUNDER, &Clones::act("sign", "uno"));
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    clones.done("ana", &Clones::act("sign", "dos"));
    clones.done("ana", "sync");
    clones.done(FOUNDER, "withhold 2021/solidarity@1 --org uno.example --confirm uno.example");
    clones.done(FOUNDER, "sync");
    let act = "registry/2021/solidarity/v1/endorsements/uno.example";
    assert!(!clones.clone_path(FOUNDER).join(act).exists());
    clones.done("ana", "sync");
    assert!(!clones.clone_path("ana").join(act).exists());
    same_everywhere(&clones, &["ana", FOUNDER]);
}

/// Neither a clone that was behind nor one with something of its own to send brings back what was taken down.
#[test]
fn no_clone_brings_words_back_that_were_taken_down() {
    let clones = Clones::with(&["uno", "dos", "tres"], &["ana", "bea"]);
    let names = "registry/2021/solidarity/v1/signatories.json";
    let text = "registry/2021/solidarity/v1/text.en.txt";
    for name in ["ana", "bea"] {
        assert!(
            clones.clone_path(name).join(names).exists()
                && clones.clone_path(name).join(text).exists()
        );
    }
    clones.done(
        FOUNDER,
        "withhold 2021/solidarity@1 --names --reason court --confirm 2021/solidarity@1",
    );
    clones.done(
        FOUNDER,
        "withhold 2021/solidarity@1 --text en --reason court --confirm 2021/solidarity@1",
    );
    // Both stale clones say something on what they have before they hear of it, and meet each other first.
    clones.done("ana", &Clones::act("sign", "uno"));
    clones.done("bea", &Clones::act("sign", "dos"));
    clones.done("ana", "sync");
    clones.done(FOUNDER, "sync");
    clones.done("bea", "sync");
    for name in [FOUNDER, "ana", "bea", FOUNDER, "ana"] {
        clones.done(name, "sync");
    }
    for name in [FOUNDER, "ana", "bea"] {
        for file in [names, text] {
            assert!(!clones.clone_path(name).join(file).exists(), "{name}: {file}");
            assert_eq!(
                clones.git(name, &format!("ls-tree -r --name-only main {file}")),
                "",
                "{name}"
            );
        }
        let said = clones.done(name, "show 2021/solidarity@1");
        assert!(said.contains("taken down: court"), "{name}: {said}");
    }
    same_everywhere(&clones, &[FOUNDER, "ana", "bea"]);
}

#[test]
fn a_history_that_was_rewritten_without_a_change_of_the_log_is_followed() {
    let clones = Clones::with(&["uno", "dos"], &["ana"]);
    clones.done(FOUNDER, &Clones::act("sign", "uno"));
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    clones.done("ana", &Clones::act("sign", "dos"));
    // The same files under other commits, as after something was taken out of an older one.
    let tree = clones.git(FOUNDER, "rev-parse main^{tree}");
    let commit = clones.git(FOUNDER, &format!("commit-tree {} -m rewritten", tree.trim_end()));
    clones.git(FOUNDER, &format!("reset --quiet --hard {}", commit.trim_end()));
    let said = clones.stopped(FOUNDER, "sync", 8);
    assert!(said.contains("rewritten") && said.contains("--force-with-lease"), "{said}");
    clones.git(FOUNDER, "push --quiet --force origin main");
    clones.done(FOUNDER, "sync");
    let said = clones.done("ana", "sync");
    assert!(said.contains("one record was sent"), "{said}");
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    same_everywhere(&clones, &["ana", FOUNDER]);
    assert_eq!(clones.git("ana", &format!("merge-base main {}", commit.trim_end())), commit);
    clones.done("ana", "verify --require 2 2021/solidarity");
}

#[test]
fn files_outside_the_registry_are_gits_business() {
    let clones = Clones::with(&["uno"], &["ana"]);
    std::fs::write(clones.clone_path("ana").join("README.md"), "ours\n").unwrap();
    clones.git("ana", "add README.md");
    clones.git("ana", "commit --quiet --message=readme");
    // As long as nobody else writes, it goes along.
    clones.done("ana", "sync");
    std::fs::write(clones.clone_path("ana").join("README.md"), "ours, all of us\n").unwrap();
    clones.git("ana", "commit --quiet --all --message=more");
    clones.done(FOUNDER, &Clones::act("sign", "uno"));
    clones.done(FOUNDER, "sync");
    let said = clones.stopped("ana", "sync", 8);
    assert!(
        said.contains("README.md was changed here") && said.contains("git pull --rebase"),
        "{said}"
    );
    clones.git("ana", "pull --quiet --rebase origin main");
    clones.done("ana", "sync");
    clones.done(FOUNDER, "sync");
    same_everywhere(&clones, &["ana", FOUNDER]);
}
