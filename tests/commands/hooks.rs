//! Hooks: what is edited by hand, by a formatter or by somebody hostile is refused where it comes in, with the reason.

use std::path::Path;
use std::process::{Command, Output};

use testkit::clones::{Clones, FOUNDER};
use testkit::program;
use testkit::repository;

const TEXT: &str = "registry/2021/solidarity/v1/text.en.txt";
const STATEMENT: &str = "registry/2021/solidarity/v1/statement.json";

fn with_server_hook(people: &[&str]) -> Clones {
    let clones = Clones::with(&["uno", "dos"], people);
    install(&clones, &clones.remote());
    clones
}

fn install(clones: &Clones, folder: &Path) {
    let output = Command::new(program())
        .args(["hook", "install"])
        .current_dir(folder)
        .env("HOME", clones.path("homes/server"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Runs git in a clone, and gives whether it succeeded and what it said.
fn git(clones: &Clones, name: &str, words: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = clones.git_command(name).args(words).output().unwrap();
    (status.success(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

/// Commits what lies in the work tree and pushes it past every hook of the clone; the server must refuse it so.
fn refused_by_server(clones: &Clones, name: &str, want: &[&str]) {
    git(clones, name, &["add", "--all"]);
    assert!(git(clones, name, &["commit", "--quiet", "--no-verify", "--message=edit"]).0);
    let before = clones.git_at(&clones.remote(), "rev-parse main");
    let (pushed, said) = git(clones, name, &["push", "origin", "main"]);
    assert!(!pushed, "{said}");
    for want in want {
        assert!(said.contains(want), "want {want:?} in {said}");
    }
    assert_eq!(clones.git_at(&clones.remote(), "rev-parse main"), before);
    clones.git(name, "reset --quiet --hard HEAD~1");
}

/// Stages what lies in the work tree; the hook in the clone must refuse to commit it so.
fn refused_here(clones: &Clones, name: &str, want: &[&str]) {
    git(clones, name, &["add", "--all"]);
    let before = clones.git(name, "rev-parse main");
    let (committed, said) = git(clones, name, &["commit", "--message=edit"]);
    assert!(!committed, "{said}");
    for want in want {
        assert!(said.contains(want), "want {want:?} in {said}");
    }
    assert_eq!(clones.git(name, "rev-parse main"), before);
    clones.git(name, "reset --quiet --hard");
}

/// A file, an edit of it, and what is said of that.
type Edit = (&'static str, fn(Vec<u8>) -> Vec<u8>, [&'static str; 2]);

/// Edits by hand and by formatters.
fn edits() -> Vec<Edit> {
    let typo =
        |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace("stand", "Stand").into_bytes();
    let crlf =
        |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace('\n', "\r\n").into_bytes();
    let indented = |bytes: Vec<u8>| {
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        serde_json::to_vec_pretty(&value).unwrap()
    };
    let newline = |mut bytes: Vec<u8>| {
        bytes.push(b'\n');
        bytes
    };
    let title = |bytes: Vec<u8>| {
        String::from_utf8(bytes).unwrap().replace("Solidarity", "Solidarity!").into_bytes()
    };
    vec![
        (TEXT, typo, ["text.en.txt", "not those that were signed"]),
        (TEXT, crlf, ["text.en.txt", "not those that were signed"]),
        (STATEMENT, indented, ["statement.json", "a formatter changed it"]),
        (STATEMENT, newline, ["statement.json", ""]),
        (STATEMENT, title, ["", "record"]),
    ]
}

#[test]
fn a9_a_typo_fix_merged_into_a_record_is_refused_with_the_reason() {
    let clones = with_server_hook(&["ana"]);
    install(&clones, &clones.clone_path("ana"));
    for (path, edit, want) in edits() {
        let file = clones.clone_path("ana").join(path);
        let old = std::fs::read(&file).unwrap();
        std::fs::write(&file, edit(old.clone())).unwrap();
        refused_here(&clones, "ana", &want);
        std::fs::write(&file, edit(old)).unwrap();
        refused_by_server(&clones, "ana", &want);
    }
    // What is right goes through both, and what is none of ours.
    std::fs::write(clones.clone_path("ana").join("README.md"), "our statements\n").unwrap();
    clones.git("ana", "add README.md");
    clones.git("ana", "commit --quiet --message=readme");
    clones.git("ana", "push --quiet origin main");
    clones.done("ana", &Clones::act("sign", "uno"));
    clones.done("ana", "sync --run-hooks");
    let said = clones.done(FOUNDER, "sync --run-hooks");
    assert!(said.contains("one record was logged"), "{said}");
}

#[test]
fn a11_two_different_second_versions_cannot_both_come_in() {
    let clones = with_server_hook(&["ana"]);
    clones.done(FOUNDER, &Clones::act("sign", "uno"));
    clones.done(FOUNDER, "sync --run-hooks");
    clones.done("ana", "sync --run-hooks");
    for (name, words) in [(FOUNDER, "We stand together still.\n"), ("ana", "We stand apart.\n")] {
        std::fs::write(clones.path(name).with_extension("txt"), words).unwrap();
        clones.git(name, "config countersign.maintainer-key ../../maria");
        let propose = "propose 2021/solidarity --title Solidarity --signatory uno.example --text";
        clones.done(name, &format!("{propose} en=../../{name}.txt"));
        clones.done(name, "publish 2021/solidarity@2 --confirm 2021/solidarity@2 --fewer");
    }
    clones.done(FOUNDER, "sync --run-hooks");
    // Pushed with force, the second one would take the first one's place.
    let (pushed, said) = git(&clones, "ana", &["push", "--force", "origin", "main"]);
    assert!(!pushed && said.contains("was rewound"), "{said}");
    // Sent as it should be, it no longer fits.
    let said = clones.stopped("ana", "sync --run-hooks", 8);
    assert!(said.contains("not sent: 2021/solidarity@2"), "{said}");
    let text = "registry/2021/solidarity/v2/text.en.txt";
    let there = std::fs::read_to_string(clones.clone_path("ana").join(text)).unwrap();
    assert_eq!(there, "We stand together still.\n");
    clones.done("ana", "verify");
}

#[test]
fn c12_a_private_key_is_not_committed() {
    let clones = Clones::with(&["uno"], &["ana"]);
    install(&clones, &clones.clone_path("ana"));
    std::fs::copy(clones.path("uno"), clones.clone_path("ana").join("press-key")).unwrap();
    refused_here(&clones, "ana", &["press-key holds a private key", "git rm --cached press-key"]);
    // Wherever it lies, and whatever it is called.
    let folder = clones.clone_path("ana").join("registry/2021/solidarity/v1/attachments");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(clones.path("uno"), folder.join("notes.txt")).unwrap();
    refused_here(&clones, "ana", &["notes.txt holds a private key"]);
    std::fs::copy(clones.path("uno.pub"), clones.clone_path("ana").join("press.pub")).unwrap();
    clones.git("ana", "add press.pub");
    clones.git("ana", "commit --quiet --message=public");
}

#[test]
fn a_history_that_is_pushed_away_is_refused_by_the_server() {
    let clones = with_server_hook(&["ana"]);
    clones.done("ana", &Clones::act("sign", "uno"));
    clones.done("ana", "sync --run-hooks");
    // What waits is lost.
    let (pushed, said) = git(&clones, "ana", &["push", "--force", "origin", "main~1:main"]);
    assert!(!pushed && said.contains("it loses a record"), "{said}");
    clones.done(FOUNDER, "sync --run-hooks");
    clones.done("ana", "sync --run-hooks");
    // A part of the log is lost.
    let (pushed, said) = git(&clones, "ana", &["push", "--force", "origin", "main~1:main"]);
    assert!(!pushed && said.contains("was rewound"), "{said}");
    let (pushed, said) = git(&clones, "ana", &["push", "origin", "--delete", "main"]);
    assert!(!pushed && said.contains("cannot be deleted"), "{said}");
    let commit = clones.git("ana", "rev-parse main");
    let replace = format!("{}:refs/replace/{}", commit.trim_end(), commit.trim_end());
    let (pushed, said) = git(&clones, "ana", &["push", "origin", &replace]);
    assert!(!pushed && said.contains("refs/replace"), "{said}");
    // Another root of the same name.
    let other = clones.path("other");
    std::fs::create_dir(&other).unwrap();
    clones.git_at(&clones.path(""), "clone --quiet remote.git other/clone");
    clones.git_at(&other.join("clone"), "rm --quiet -r keys registry");
    clones.git_at(&other.join("clone"), "commit --quiet --message=gone");
    let output = Command::new("git")
        .args(["push", "origin", "main"])
        .current_dir(other.join("clone"))
        .output();
    let said = String::from_utf8_lossy(&output.unwrap().stderr).into_owned();
    assert!(said.contains("no registry here"), "{said}");
}

#[test]
fn what_was_taken_out_of_history_is_not_pushed_again() {
    const WITHHOLD: &str =
        "withhold 2021/solidarity@1 --org uno.example --confirm uno.example --rewrite-history";
    let clones = with_server_hook(&["ana"]);
    clones.done(FOUNDER, &Clones::act("sign", "uno"));
    clones.done(FOUNDER, "sync --run-hooks");
    clones.done("ana", "sync --run-hooks");
    clones.git("ana", "branch old");
    clones.git("ana", "branch proposals/2021/other/v1");
    clones.done(FOUNDER, WITHHOLD);
    let refused = clones.stopped(FOUNDER, "sync --run-hooks", 8);
    assert!(refused.contains("still has the history"), "{refused}");
    let (pushed, said) = git(&clones, FOUNDER, &["push", "--force", "origin", "main"]);
    assert!(pushed, "{said}");
    clones.done(FOUNDER, "sync --run-hooks");
    let followed = clones.done("ana", "sync --run-hooks");
    assert!(followed.contains("was made again"), "{followed}");
    for branch in ["old", "proposals/2021/other/v1"] {
        let (pushed, said) = git(&clones, "ana", &["push", "origin", branch]);
        assert!(!pushed && said.contains("taken out of the history"), "{said}");
    }
    let draft =
        clones.stopped("ana", "sync --run-hooks --proposal 2021/other@1 --confirm 2021/other@1", 8);
    assert!(draft.contains("given up"), "{draft}");
    assert!(git(&clones, "ana", &["merge", "--quiet", "--strategy=ours", "old"]).0);
    let (pushed, said) = git(&clones, "ana", &["push", "origin", "main"]);
    assert!(!pushed && said.contains("taken out of the history"), "{said}");
}

#[test]
fn what_is_pushed_is_read_from_where_git_keeps_it_until_then() {
    let clones = with_server_hook(&["ana"]);
    // As one pack, and as loose objects.
    for limit in ["1", "100000"] {
        clones.git_at(&clones.remote(), &format!("config receive.unpackLimit {limit}"));
        let file = clones.clone_path("ana").join(TEXT);
        std::fs::write(&file, "We stand apart.\n").unwrap();
        refused_by_server(&clones, "ana", &["text.en.txt", "not those that were signed"]);
        let act = if limit == "1" { "sign" } else { "withdraw" };
        clones.done("ana", &Clones::act(act, "uno"));
        clones.done("ana", "sync --run-hooks");
    }
    // Drafts are read as strictly.
    clones.git("ana", "checkout --quiet --orphan proposals/2021/else/v1");
    std::fs::write(clones.clone_path("ana").join(STATEMENT), "{}").unwrap();
    clones.git("ana", "add --all");
    clones.git("ana", "commit --quiet --message=draft");
    let (pushed, said) = git(&clones, "ana", &["push", "origin", "HEAD"]);
    assert!(!pushed && said.contains("statement.json"), "{said}");
}

#[test]
fn somebodys_own_hook_stays() {
    let clones = Clones::with(&["uno"], &["ana"]);
    let hook = clones.clone_path("ana").join(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\nexit 0\n").unwrap();
    let said = clones.stopped("ana", "hook install", 8);
    assert!(said.contains("there is a hook pre-commit already"), "{said}");
    assert_eq!(std::fs::read_to_string(&hook).unwrap(), "#!/bin/sh\nexit 0\n");
    let said = clones.done("ana", "hook install --replace");
    assert!(said.contains("hooks/pre-commit.before-1"), "{said}");
    let kept = hook.with_file_name("pre-commit.before-1");
    assert_eq!(std::fs::read_to_string(kept).unwrap(), "#!/bin/sh\nexit 0\n");
    // Ours is replaced by ours.
    clones.done("ana", "hook install");
    clones.git("ana", "config core.hooksPath elsewhere");
    let said = clones.stopped("ana", "hook install", 8);
    assert!(said.contains("core.hooksPath is elsewhere"), "{said}");
}

#[test]
fn the_script_for_forges_refuses_what_the_hooks_refuse() {
    let clones = Clones::with(&["uno"], &["ana"]);
    let script = repository().join("docs/ci/verify.sh");
    let program = program();
    let program = program.parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let run = |before: &str| {
        let mut command = clones.shell_command("ana");
        let output = command.arg(&script).arg(before).env("PATH", &path).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let old = clones.git("ana", "rev-parse main");
    clones.done("ana", &Clones::act("sign", "uno"));
    clones.done("ana", "sync --run-hooks");
    clones.done(FOUNDER, "sync --run-hooks");
    clones.done("ana", "sync --run-hooks");
    let new = clones.git("ana", "rev-parse main");
    for before in ["", old.trim_end(), new.trim_end(), "0000000000000000000000000000000000000000"] {
        assert!(run(before).0, "{before}");
    }
    clones.git("ana", &format!("reset --quiet --hard {}", old.trim_end()));
    assert!(run("").0);
    let (passed, said) = run(new.trim_end());
    assert!(!passed && said.contains("rolled back"), "{said}");
    std::fs::write(clones.clone_path("ana").join(TEXT), "We stand apart.\n").unwrap();
    clones.git("ana", "commit --quiet --all --message=typo");
    assert!(!run("").0);
    assert_eq!(clones.git("ana", "worktree list").lines().count(), 1);
}
