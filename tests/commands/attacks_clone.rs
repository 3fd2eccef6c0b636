//! A clone that somebody hostile prepared, as it comes on a stick or in an archive: nothing in it runs.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use testkit::clones::{Clones, FOUNDER};

/// Every hook that git knows on the side of a clone.
const HOOKS: [&str; 17] = [
    "applypatch-msg",
    "pre-commit",
    "pre-merge-commit",
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    "pre-rebase",
    "post-checkout",
    "post-merge",
    "pre-push",
    "pre-auto-gc",
    "post-rewrite",
    "reference-transaction",
    "post-index-change",
    "fsmonitor-watchman",
    "push-to-checkout",
    "sendemail-validate",
];

/// Fills a clone with everything that makes git start a program; each would leave a file named `ran`.
fn poison(clones: &Clones, name: &str) {
    let clone = clones.clone_path(name);
    let script = clones.path("evil.sh");
    let text = format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\ncat\n", clones.path("ran").display());
    fs::write(&script, text).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    for hook in HOOKS {
        let path = clone.join(".git/hooks").join(hook);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(&script, path).unwrap();
    }
    let evil = script.display();
    let config = format!(
        "[core]\n\tfsmonitor = {evil}\n\tsshCommand = {evil}\n\tgitProxy = {evil}\n\taskPass = {evil}\n\
         \tpager = {evil}\n\teditor = {evil}\n\talternateRefsCommand = {evil}\n\
         [credential]\n\thelper = !{evil}\n[gpg]\n\tprogram = {evil}\n[gpg \"ssh\"]\n\tprogram = {evil}\n\
         [commit]\n\tgpgSign = true\n[push]\n\tgpgSign = if-asked\n\tfollowTags = true\n[diff]\n\texternal = {evil}\n\
         [filter \"x\"]\n\tclean = {evil}\n\tsmudge = {evil}\n\tprocess = {evil}\n\trequired = true\n\
         [merge \"x\"]\n\tdriver = {evil}\n[diff \"x\"]\n\ttextconv = {evil}\n\tcommand = {evil}\n\
         [protocol \"ext\"]\n\tallow = always\n[uploadpack]\n\tpackObjectsHook = {evil}\n\
         [remote \"origin\"]\n\tuploadpack = {evil}\n\treceivepack = {evil}\n\tfetch = +refs/*:refs/*\n\tmirror = true\n\
         \ttagOpt = --tags\n[fetch]\n\trecurseSubmodules = true\n[submodule]\n\trecurse = true\n\
         [trace2]\n\teventTarget = {}\n",
        clones.path("ran").display()
    );
    let path = clone.join(".git/config");
    let old = fs::read_to_string(&path).unwrap();
    fs::write(path, old + &config).unwrap();
    for attributes in [clone.join(".gitattributes"), clone.join(".git/info/attributes")] {
        fs::create_dir_all(attributes.parent().unwrap()).unwrap();
        fs::write(attributes, "* filter=x diff=x merge=x\n").unwrap();
    }
}

#[test]
fn a13_nothing_in_a_hostile_clone_runs() {
    let clones = Clones::with(&["uno", "dos"], &["ana"]);
    clones.give_log_key("ana");
    clones.git("ana", "config countersign.maintainer-key ../../maria");
    // What comes next has to be followed in the work tree.
    clones.done(FOUNDER, &Clones::act("sign", "dos"));
    clones.done(FOUNDER, "sync");
    poison(&clones, "ana");
    for words in [
        "verify",
        "status",
        "show 2021/solidarity",
        "log",
        "doctor",
        "compare ../maria",
        "key list",
    ] {
        let code = clones.run("ana", words).status.code();
        assert!(matches!(code, Some(0 | 6)), "{words}: {code:?}");
    }
    clones.done("ana", &Clones::act("sign", "uno"));
    fs::write(clones.path("two.txt"), "We still stand together.\n").unwrap();
    let propose = "propose 2021/solidarity --title Solidarity --signatory uno.example --text";
    clones.done("ana", &format!("{propose} en=../../two.txt"));
    clones.done("ana", "publish 2021/solidarity@2 --confirm 2021/solidarity@2 --fewer");
    let said = clones.done("ana", "sync");
    assert!(said.contains("records were logged"), "{said}");
    let ran = fs::read_to_string(clones.path("ran")).unwrap_or_default();
    assert_eq!(ran, "", "none of it ran");
    // What it set did not count either: one branch went there, and no tag came.
    assert_eq!(
        clones.git_at(&clones.remote(), "for-each-ref --format=%(refname)"),
        "refs/heads/main\n"
    );
    clones.done(FOUNDER, "sync");
    // The version before it stands as it was.
    clones.stopped(FOUNDER, "verify 2021/solidarity@1 --require 2", 6);
}

#[test]
fn a13_a_remote_that_came_with_the_clone_is_not_talked_to() {
    let clones = Clones::with(&["uno"], &["ana"]);
    let inside = clones.clone_path("ana").join("docs/evil.git");
    fs::create_dir_all(inside.parent().unwrap()).unwrap();
    clones
        .git_at(&clones.path(""), &format!("clone --quiet --bare remote.git {}", inside.display()));
    let ran = clones.path("ran");
    let hook = inside.join("hooks/pre-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, format!("#!/bin/sh\ntouch '{}'\n", ran.display())).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    clones.done("ana", &Clones::act("sign", "uno"));
    for address in ["docs/evil.git", "./docs/../docs/evil.git"] {
        clones.git("ana", &format!("remote set-url origin {address}"));
        let said = clones.stopped("ana", "sync", 8);
        assert!(said.contains("lies inside this registry"), "{said}");
    }
    for address in ["ext::touch ../../ran", "--upload-pack=touch", "fd::17"] {
        clones.git_command("ana").args(["config", "remote.origin.url", address]).output().unwrap();
        let code = clones.run("ana", "sync").status.code();
        assert!(matches!(code, Some(1 | 8)), "{address}: {code:?}");
    }
    assert!(!ran.exists());
}

#[test]
fn a13_tags_and_replacements_of_a_remote_do_not_come_along() {
    let clones = Clones::with(&["uno"], &["ana"]);
    let commit = clones.git_at(&clones.remote(), "rev-parse main");
    let commit = commit.trim_end();
    for name in [
        "refs/tags/v1",
        "refs/replace/0000000000000000000000000000000000000001",
        "refs/notes/commits",
    ] {
        clones.git_at(&clones.remote(), &format!("update-ref {name} {commit}"));
    }
    clones.done(FOUNDER, &Clones::act("sign", "uno"));
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    let references = clones.git("ana", "for-each-ref --format=%(refname)");
    let foreign = |line: &&str| ["tags", "replace", "notes"].iter().any(|word| line.contains(word));
    assert_eq!(references.lines().find(foreign), None);
    assert!(!clones.clone_path("ana").join(".git/FETCH_HEAD").exists());
}

/// A folder beside the clone came with it, and sending to it would run what lies there.
#[test]
fn a13_programs_of_a_folder_beside_the_clone_run_only_where_somebody_agrees() {
    let clones = Clones::with(&["uno"], &[]);
    let hook = clones.path("remote.git/hooks/post-receive");
    assert!(hook.parent().unwrap().is_dir(), "{hook:?}");
    let ran = clones.path("ran");
    let script = |more: &str| format!("#!/bin/sh\necho {more} >> '{}'\n", ran.display());
    fs::write(&hook, script("once")).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    clones.done(FOUNDER, &Clones::act("sign", "uno"));
    let said = clones.stopped(FOUNDER, "sync", 8);
    assert!(said.contains("post-receive") && said.contains("--run-hooks"), "{said}");
    assert!(!ran.exists());
    clones.done(FOUNDER, "sync --run-hooks");
    assert!(ran.exists());
    // What was agreed to is remembered, and something else is asked about again.
    clones.done(FOUNDER, "sync");
    fs::write(&hook, script("twice")).unwrap();
    clones.stopped(FOUNDER, "sync", 8);
}
