//! What one organisation said goes out of git's history: nothing of it is left, the log is whole, and a kill at any
//! moment leaves the old history or the new one, and a way on.

use std::path::Path;
use std::process::Command;

use countersign_core::verify::{examine, withheld};
use countersign_git::store::Store;
use testkit::coalition::{Coalition, copy};
use testkit::strike;

const WITHHOLD: &str = "withhold 2021/solidarity@1 --org uno.example --confirm uno.example --rewrite-history --no-input";
const KILLS: u32 = 16;

/// `uno` and `dos` endorsed, and `uno` withdrew.
fn published() -> Coalition {
    let coalition = Coalition::with(&["uno", "dos"]);
    for name in ["uno", "dos"] {
        coalition.done(&Coalition::act("sign", name));
    }
    coalition.done("publish 2021/solidarity@1");
    coalition.done(&Coalition::act("withdraw", "uno"));
    coalition
}

/// Every object of a repository, whether or not anything names it.
fn everything(repository: &Path) -> String {
    let output = Command::new("git")
        .current_dir(repository)
        .args(["cat-file", "--batch", "--batch-all-objects", "--unordered"])
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What only the acts of `uno` say, and messages about them.
fn traces(repository: &Path) -> Vec<String> {
    let all = everything(repository);
    let is_trace = |line: &&str| {
        line.contains("by uno.example")
            || line.contains("\"organisation\":\"uno.example\"") && line.contains("\"act\":")
    };
    all.lines().filter(is_trace).map(str::to_owned).collect()
}

fn log_lines(coalition: &Coalition) -> Vec<String> {
    let log = coalition.done("log");
    log.lines().filter_map(|line| line.get(..16).map(str::to_owned)).collect()
}

/// What is not shown is a caveat for the version, and nothing worse.
#[track_caller]
fn is_only_a_caveat(coalition: &Coalition) {
    let ran = coalition.run("verify 2021/solidarity");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(ran.status.code(), Some(6), "{said}");
    assert_eq!(said.matches("\ncaveat: ").count(), 1, "{said}");
    assert!(said.contains("do not show the acts of 1 organisation"), "{said}");
}

#[test]
fn nothing_of_it_is_left_and_the_log_is_unbroken() {
    let coalition = published();
    coalition.done("verify");
    coalition.git("-c user.name=x -c user.email=x@x.example tag -a first -m first");
    coalition.git("branch backup HEAD~1");
    let registry = coalition.registry();
    assert!(!traces(&registry).is_empty());
    let before = log_lines(&coalition);
    let said = coalition.done(WITHHOLD);
    assert!(said.contains("git's history here no longer has them"), "{said}");
    assert_eq!(traces(&registry), Vec::<String>::new());
    assert_eq!(
        coalition
            .git("log --all --format=%B -- registry/2021/solidarity/v1/endorsements/uno.example"),
        ""
    );
    assert!(coalition.git("log --all --format=%s").contains("withdraw by (name withheld)"));
    // To whoever saw the longer history before, the log is the same and goes on.
    is_only_a_caveat(&coalition);
    let after = log_lines(&coalition);
    let shown =
        |lines: &[String]| lines.iter().map(|line| line[..6].to_owned()).collect::<Vec<_>>();
    assert_eq!(shown(&before)[..before.len() - 1], shown(&after)[..before.len() - 1]);
    assert_eq!(coalition.git("status --porcelain"), "");
    coalition.git("fsck --strict");
    assert_eq!(coalition.git("reflog"), "");
    // Work goes on.
    coalition.done(&Coalition::act("withdraw", "dos"));
    let again = coalition.done(WITHHOLD);
    assert!(again.contains("0 commits made again"), "{again}");
}

#[test]
fn what_lies_in_packs_goes_too_and_the_rest_stays() {
    let coalition = published();
    coalition.git("gc -q");
    coalition.done(WITHHOLD);
    assert_eq!(traces(&coalition.registry()), Vec::<String>::new());
    coalition.git("fsck --strict");
    coalition.git("gc -q");
    is_only_a_caveat(&coalition);
}

#[test]
fn what_was_withheld_before_still_goes_out_of_history() {
    let coalition = published();
    coalition.done(WITHHOLD.trim_end_matches(" --rewrite-history --no-input"));
    assert!(!traces(&coalition.registry()).is_empty());
    coalition.done(WITHHOLD);
    assert_eq!(traces(&coalition.registry()), Vec::<String>::new());
    is_only_a_caveat(&coalition);
}

/// The private files of the maintainers' machine, with slashes.
fn private_notes(coalition: &Coalition) -> Vec<String> {
    fn below(folder: &Path, all: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => below(&path, all),
                false => all.push(path.display().to_string().replace('\\', "/")),
            }
        }
    }
    let mut all = Vec::new();
    below(&coalition.path("home"), &mut all);
    all.retain(|path| path.contains("/private/"));
    all
}

/// The maintainers' machine keeps who was asked; what names the organisation there goes, too.
#[test]
fn the_notes_of_who_was_asked_forget_it_and_keep_the_others() {
    let coalition = Coalition::with(&["uno", "dos"]);
    for name in ["uno", "dos"] {
        coalition
            .done(&format!("request 2021/solidarity@1 --org {name}.example -o ../asked-{name}"));
        coalition.done(&Coalition::act("sign", name));
    }
    coalition.done("publish 2021/solidarity@1");
    coalition.done(&Coalition::act("withdraw", "uno"));
    let notes = || private_notes(&coalition).join(" ");
    assert!(notes().contains("/uno.example/") && notes().contains("/dos.example/"));
    let asked = || coalition.done("--json status 2021/solidarity@1").matches("\"asked\":").count();
    assert_eq!(asked(), 2);
    // Without rewriting, the notes are named as a place where the name stays.
    let output = coalition.run(WITHHOLD.split(" --rewrite-history").next().unwrap());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let stays = "in the private notes of who was asked: ";
    assert!(said.contains(stays), "{said}");
    let output = coalition.run(WITHHOLD);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(!said.contains(stays), "{said}");
    assert!(said.contains("the notes of when it was asked go, too, from "), "{said}");
    assert!(!notes().contains("uno.example") && notes().contains("/dos.example/"));
    assert_eq!(asked(), 1);
    let about_uno =
        |line: &&str| line.contains("countersign/asked/v1") && line.contains("uno.example");
    let all = everything(&coalition.registry());
    assert_eq!(all.lines().filter(about_uno).count(), 0);
    assert_eq!(traces(&coalition.registry()), Vec::<String>::new());
    coalition.git("fsck --strict");
    is_only_a_caveat(&coalition);
    // An organisation that was only asked can be forgotten as well, and is known to nobody then.
    let coalition = Coalition::with(&["uno", "dos"]);
    coalition.done("request 2021/solidarity@1 --org uno.example -o ../asked-uno");
    coalition.done(&Coalition::act("sign", "dos"));
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    coalition.done(WITHHOLD);
    assert_eq!(private_notes(&coalition), Vec::<String>::new());
    assert_eq!(coalition.run(WITHHOLD).status.code(), Some(5));
}

#[test]
fn an_old_clone_that_is_merged_brings_the_files_back_and_that_is_found() {
    let coalition = published();
    let old = coalition.path("old");
    copy(&coalition.registry(), &old);
    coalition.done(WITHHOLD);
    let folder = "registry/2021/solidarity/v1/endorsements/uno.example";
    // What sync asks: which files of the old tree must not come along.
    let opened = |path: &Path| {
        let store = Store::open(path).unwrap();
        let snapshot = store.snapshot(&store.head().unwrap()).unwrap();
        examine(&snapshot, &Vec::new)
    };
    let (new, stale) = (opened(&coalition.registry()), opened(&old));
    let files = withheld::files(&new.replayed.state, &stale.reading);
    let names = ["1.json", "1.json.press.sig", "2.json", "2.json.press.sig"];
    assert!(files.iter().eq(names.map(|name| format!("{folder}/{name}")).iter()), "{files:?}");
    assert!(withheld::files(&new.replayed.state, &new.reading).is_empty());
    // A merge by hand.
    coalition.git(&format!("fetch -q {} main", old.display()));
    let merge = ["-c", "user.name=x", "-c", "user.email=x@x.example", "merge", "-q", "-X", "ours"];
    let merged = coalition
        .command("git")
        .args(merge)
        .args(["--no-edit", "--allow-unrelated-histories", "FETCH_HEAD"])
        .output()
        .unwrap();
    if !coalition.registry().join(folder).exists() {
        coalition.git(&format!("checkout FETCH_HEAD -- {folder}"));
        let commit =
            ["-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-q", "-a", "-m", "x"];
        coalition.command("git").args(commit).output().unwrap();
    }
    let verified = coalition.run("verify");
    let text = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert_eq!(verified.status.code(), Some(3), "{merged:?} {text}");
    assert!(text.contains("it is withheld and lies here again"), "{text}");
}

#[test]
fn what_stands_in_the_way_is_said_before_anything_is_written() {
    let coalition = published();
    std::fs::write(coalition.registry().join("registry/x"), "x").unwrap();
    coalition.git("add registry/x");
    coalition.git("-c user.name=x -c user.email=x@x.example stash -q");
    let head = coalition.git("rev-parse HEAD");
    let refused = coalition.run(WITHHOLD);
    assert_eq!(refused.status.code(), Some(8), "{refused:?}");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("git stash has something"));
    assert_eq!(coalition.git("rev-parse HEAD"), head);
    coalition.git("stash drop -q");
    coalition.git("worktree add -q ../linked -b linked");
    let refused = coalition.run(WITHHOLD);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("linked work trees"), "{refused:?}");
}

#[test]
fn hooks_and_filters_do_not_run() {
    let coalition = published();
    let hooks = coalition.registry().join(".git/hooks");
    std::fs::create_dir_all(&hooks).unwrap();
    for hook in
        ["pre-commit", "post-commit", "reference-transaction", "post-rewrite", "pre-auto-gc"]
    {
        let path = hooks.join(hook);
        std::fs::write(&path, "#!/bin/sh\ntouch ../ran\n").unwrap();
        Command::new("chmod").arg("+x").arg(&path).status().unwrap();
    }
    coalition.git("config gc.recentObjectsHook touch${IFS}../ran");
    coalition.done(WITHHOLD);
    assert!(!coalition.path("ran").exists());
}

#[test]
fn a_kill_leaves_the_old_history_or_the_new_one_and_a_way_on() {
    let coalition = published();
    coalition.git("gc -q");
    let restore = strike::restore(&coalition);
    let whole = strike::duration(&coalition, WITHHOLD);
    let mut unfinished = 0;
    for kill in 0..KILLS {
        restore();
        strike::strike(&coalition, WITHHOLD, whole, kill, KILLS);
        // Whatever is left is a whole registry.
        let verified = coalition.run("verify");
        assert!(matches!(verified.status.code(), Some(0 | 6)), "kill {kill}: {verified:?}");
        coalition.git("fsck --no-dangling");
        let is_left = !traces(&coalition.registry()).is_empty();
        unfinished += u32::from(is_left);
        // The way on is the same command.
        let again = coalition.run(WITHHOLD);
        assert_eq!(again.status.code(), Some(0), "kill {kill}: {again:?}");
        // The next writer finishes what was decided.
        coalition.done(&Coalition::act("withdraw", "dos"));
        assert_eq!(traces(&coalition.registry()), Vec::<String>::new(), "kill {kill}");
        coalition.git("fsck --strict");
        assert_eq!(coalition.git("status --porcelain"), "", "kill {kill}");
        assert!(matches!(coalition.run("verify").status.code(), Some(0 | 6)), "kill {kill}");
    }
    assert!(unfinished > 0, "nothing was struck");
}
