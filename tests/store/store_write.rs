//! Commits that we make: git agrees with them, nothing is lost, and nobody's edits are touched.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use countersign_core::tree::Source;
use countersign_git::store::{ObjectId, Store, StoreError};
use testkit::git::*;

#[track_caller]
fn clean(folder: &Path) {
    assert_eq!(git(folder, &["fsck", "--strict", "--no-dangling"]), "");
    assert_eq!(git(folder, &["status", "--porcelain"]), "");
}

#[test]
fn git_agrees_with_every_commit() {
    let (folder, store, first) =
        store(&[("registry/2021/a/v1/x", "1"), ("keys/b", "2"), ("top", "3")]);
    clean(folder.path());
    let mut next = change(Some(first), &[("registry/2021/a-b/v1/x", "4"), ("keys/b", "5")]);
    next.remove = BTreeSet::from(["registry/2021/a/v1/x".into(), "nothing/here".into()]);
    let second = store.lock().unwrap().commit(&next).unwrap();
    assert!(second.left_alone.is_empty());
    clean(folder.path());
    let names: Vec<_> = files(folder.path()).into_keys().collect();
    assert_eq!(names, ["keys/b", "registry/2021/a-b/v1/x", "top"]);
    assert!(!folder.path().join("registry/2021/a").exists());
    assert_eq!(git(folder.path(), &["ls-files"]), "keys/b\nregistry/2021/a-b/v1/x\ntop");
    let listing = store.snapshot(&second.id).unwrap().listing().clone();
    assert_eq!(listing.files.len(), 2);
    let changes = store.changes_since(Some(&first), &second.id).unwrap();
    let kinds: Vec<_> = changes
        .iter()
        .map(|(path, sides)| (path.as_str(), sides.0.is_some(), sides.1.is_some()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("keys/b", true, true),
            ("registry/2021/a-b/v1/x", false, true),
            ("registry/2021/a/v1/x", true, false)
        ]
    );
    assert_eq!(store.first_parent(&second.id).unwrap(), Some(first));
    assert_eq!(
        git(folder.path(), &["log", "-1", "--format=%an %ae %ct %s"]),
        "Test test@foro.example 1612776600 test"
    );
    assert_eq!(git(folder.path(), &["reflog", "-1", "--format=%gs"]), "commit: test");
}

#[test]
fn what_cannot_be_committed_changes_nothing() {
    let (folder, store, first) = store(&[("registry/a/b", "1")]);
    let lock = store.lock().unwrap();
    for path in [
        "",
        "/a",
        "a/",
        "a//b",
        "../a",
        ".git/config",
        "a/.GIT/x",
        "a\\b",
        "registry/a",
        "registry/a/b/c",
    ] {
        let error = lock.commit(&change(Some(first), &[(path, "x")])).unwrap_err();
        assert!(matches!(error, StoreError::Change { .. }), "{path}: {error}");
    }
    let mut bad = change(Some(first), &[("a", "x")]);
    bad.author.name = "A <b>".into();
    assert!(matches!(lock.commit(&bad), Err(StoreError::Change { .. })));
    bad = change(Some(first), &[("a", "x")]);
    for branch in ["../main", "a..b", "a.lock", "", "a b", "a/", ".a", "@{0}"] {
        bad.branch = branch.into();
        assert!(matches!(lock.commit(&bad), Err(StoreError::Reference { .. })), "{branch}");
    }
    let stale = change(None, &[("a", "x")]);
    let error = lock.commit(&stale).unwrap_err();
    assert!(matches!(error, StoreError::Moved { want: None, got, .. } if got == Some(first)));
    assert_eq!(store.head().unwrap(), first);
    clean(folder.path());
    // git itself moves the branch.
    git(folder.path(), &["commit", "--allow-empty", "-qm", "other"]);
    assert!(matches!(
        lock.commit(&change(Some(first), &[("a", "x")])),
        Err(StoreError::Moved { .. })
    ));
    // git itself holds its lock.
    let head = store.head().unwrap();
    fs::write(folder.path().join(".git/refs/heads/main.lock"), "").unwrap();
    assert!(matches!(
        lock.commit(&change(Some(head), &[("a", "x")])),
        Err(StoreError::Busy { .. })
    ));
    assert!(matches!(store.lock_within(1), Err(StoreError::Busy { .. })));
}

#[test]
fn branches_come_and_go() {
    let (folder, store, first) = store(&[("registry/a", "1")]);
    let lock = store.lock().unwrap();
    let on = |branch: &str| {
        let mut one = change(None, &[("registry/draft", branch)]);
        (one.branch, one.base, one.parents) = (branch.into(), Some(first), vec![first]);
        one
    };
    let draft = "proposals/2021/a/v1";
    let id = lock.commit(&on(draft)).unwrap().id;
    assert_eq!(
        store.other_branches("proposals/").unwrap().into_iter().collect::<Vec<_>>(),
        [(draft.to_owned(), id)]
    );
    assert!(!folder.path().join("registry/draft").exists());
    clean(folder.path());
    for packed in [false, true] {
        for nested in ["proposals/2021", "proposals/2021/a/v1/b"] {
            let error = lock.commit(&on(nested)).unwrap_err();
            assert!(matches!(error, StoreError::NestedBranch { .. }), "{packed} {nested} {error}");
        }
        git(folder.path(), &["pack-refs", "--all"]);
        assert_eq!(store.branch(draft).unwrap(), Some(id));
    }
    assert!(matches!(lock.delete_branch(draft, first), Err(StoreError::Moved { .. })));
    assert!(matches!(lock.delete_branch("main", first), Err(StoreError::Reference { .. })));
    lock.delete_branch(draft, id).unwrap();
    assert!(matches!(lock.delete_branch(draft, id), Err(StoreError::Moved { .. })));
    assert!(store.other_branches("proposals/").unwrap().is_empty());
    assert_eq!(git(folder.path(), &["branch", "--format=%(refname:short)"]), "main");
    // A shorter name may take the place of the longer one.
    lock.commit(&on("proposals/2021/a")).unwrap();
    clean(folder.path());
}

#[test]
fn revisions_resolve_as_in_git() {
    let (folder, store, first) = store(&[("registry/a", "1")]);
    let second =
        store.lock().unwrap().commit(&change(Some(first), &[("registry/a", "2")])).unwrap().id;
    git(folder.path(), &["tag", "-a", "-m", "x", "v1", "HEAD~1"]);
    git(folder.path(), &["branch", "topic/x", "HEAD~1"]);
    let short = &first.to_string()[..8];
    for packed in [false, true] {
        for name in [
            "HEAD",
            "@",
            "main",
            "heads/main",
            "refs/heads/main",
            "HEAD~0",
            "main^0",
            "HEAD^{commit}",
        ] {
            assert_eq!(store.resolve(name).unwrap(), second, "{name} {packed}");
        }
        for name in [
            "HEAD~1",
            "HEAD^",
            "v1",
            "tags/v1",
            "topic/x",
            "main~",
            short,
            &first.to_string(),
            "v1^{}",
        ] {
            assert_eq!(store.resolve(name).unwrap(), first, "{name} {packed}");
        }
        for name in [
            "",
            "nothing",
            "HEAD~2",
            "HEAD^2",
            "HEAD~x",
            "HEAD~99999999999999999999",
            "../HEAD",
            "HEAD:a",
            "main~1~1",
        ] {
            assert!(store.resolve(name).is_err(), "{name}");
        }
        git(folder.path(), &["gc", "-q"]);
    }
}

#[test]
fn edited_files_are_left_alone() {
    let (folder, store, first) = store(&[("a", "1"), ("b", "1"), ("c", "1"), ("d/e", "1")]);
    let at = |path: &str| folder.path().join(path);
    fs::write(at("a"), "mine").unwrap();
    fs::write(at("c"), "2").unwrap();
    fs::write(at("new"), "mine").unwrap();
    fs::write(at("untracked"), "mine").unwrap();
    let outside = tempfile::tempdir().unwrap();
    fs::remove_dir_all(at("d")).unwrap();
    std::os::unix::fs::symlink(outside.path(), at("d")).unwrap();
    let mut next =
        change(Some(first), &[("a", "2"), ("b", "2"), ("c", "2"), ("new", "2"), ("d/e", "2")]);
    next.put.insert("d/f".into(), b"2".to_vec());
    let done = store.lock().unwrap().commit(&next).unwrap();
    let left: Vec<_> = done.left_alone.iter().map(|left| left.path.as_str()).collect();
    assert_eq!(left, ["a", "d/e", "d/f", "new"]);
    let read = |path: &str| fs::read_to_string(at(path)).unwrap();
    assert_eq!(
        [read("a"), read("b"), read("c"), read("new"), read("untracked")],
        ["mine", "2", "2", "mine", "mine"]
    );
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    assert!(git(folder.path(), &["status", "--porcelain"]).contains(" M a"));
}

#[test]
fn hooks_and_settings_do_not_run() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, store, first) = store(&[("a", "1")]);
    let hooks = folder.path().join(".git/hooks");
    fs::create_dir_all(&hooks).unwrap();
    for hook in
        ["pre-commit", "post-commit", "reference-transaction", "post-index-change", "commit-msg"]
    {
        fs::write(hooks.join(hook), "#!/bin/sh\ntouch ran\nexit 1\n").unwrap();
        fs::set_permissions(hooks.join(hook), fs::Permissions::from_mode(0o755)).unwrap();
    }
    fs::write(folder.path().join(".git/info/attributes"), "* text eol=crlf filter=x\n")
        .or_else(|_| fs::create_dir_all(folder.path().join(".git/info")))
        .unwrap();
    let lock = store.lock().unwrap();
    lock.set_config("filter.x.clean", "touch ran").unwrap();
    lock.set_config("core.autocrlf", "true").unwrap();
    lock.set_config("core.fsmonitor", "touch ran").unwrap();
    lock.set_config("countersign.log-key", "/k").unwrap();
    assert_eq!(store.get_config("countersign.log-key").unwrap().as_deref(), Some("/k"));
    assert_eq!(store.get_config("filter.x.smudge").unwrap(), None);
    let id = lock.commit(&change(Some(first), &[("registry/a", "1\n2\n")])).unwrap().id;
    assert_eq!(fs::read(folder.path().join("registry/a")).unwrap(), b"1\n2\n");
    assert_eq!(store.snapshot(&id).unwrap().read("registry/a", 9).unwrap(), b"1\n2\n");
    assert!(!files(folder.path()).contains_key("ran") && !folder.path().join(".git/ran").exists());
}

#[test]
fn bare_linked_alternate_and_other_repositories() {
    let (folder, store, first) = store(&[("registry/a", "1")]);
    let other = tempfile::tempdir().unwrap();
    let url = folder.path().to_str().unwrap();
    git(other.path(), &["clone", "-q", "--bare", "--shared", url, "bare.git"]);
    let bare = Store::open(&other.path().join("bare.git")).unwrap();
    assert_eq!(bare.snapshot(&first).unwrap().read("registry/a", 9).unwrap(), b"1");
    let second =
        bare.lock().unwrap().commit(&change(Some(first), &[("registry/a", "2")])).unwrap().id;
    assert_eq!(git(&other.path().join("bare.git"), &["fsck", "--strict"]), "");
    assert!(store.commit_at(&second).is_err());

    let linked = other.path().join("linked");
    git(folder.path(), &["worktree", "add", "-q", "-b", "side", linked.to_str().unwrap()]);
    let side = Store::open(&linked).unwrap();
    let mut on_side = change(Some(first), &[("registry/a", "3")]);
    on_side.branch = "side".into();
    side.lock().unwrap().commit(&on_side).unwrap();
    assert_eq!(fs::read(linked.join("registry/a")).unwrap(), b"3");
    assert_eq!(fs::read(folder.path().join("registry/a")).unwrap(), b"1");
    clean(&linked);
    clean(folder.path());

    fs::create_dir_all(folder.path().join("registry/deep")).unwrap();
    assert!(Store::open(&folder.path().join("registry/deep")).is_err());
    assert_eq!(
        Store::discover(&folder.path().join("registry/deep")).unwrap().head().unwrap(),
        first
    );
    git(other.path(), &["init", "-q", "--object-format=sha256", "new"]);
    let error = Store::open(&other.path().join("new")).map(|_| ()).unwrap_err();
    assert!(matches!(error, StoreError::Format { .. }), "{error}");
    assert!(Store::init(folder.path()).is_err());
    let empty = Store::init(&other.path().join("empty")).unwrap();
    assert!(matches!(empty.head(), Err(StoreError::Revision { .. })));
    assert_eq!(empty.head_branch().unwrap().as_deref(), Some("main"));
}

/// The loop of a writer; runs only in a child process of the tests below.
#[test]
fn child_commits() {
    let Some(path) = std::env::var_os("COUNTERSIGN_TEST_CHILD") else { return };
    let name = std::env::var("COUNTERSIGN_TEST_NAME").unwrap();
    let count: u32 = std::env::var("COUNTERSIGN_TEST_COUNT").unwrap().parse().unwrap();
    let store = Store::open(Path::new(&path)).unwrap();
    for i in 0..count {
        let lock = store.lock().unwrap();
        let head = store.head().unwrap();
        let text = format!("{i}");
        let file = format!("registry/{name}/{}", i % 7);
        lock.commit(&change(Some(head), &[(&file, &text), (&format!("keys/{name}"), &text)]))
            .unwrap();
    }
}

fn child(folder: &Path, name: &str, count: u32) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store_write::child_commits"])
        .env("COUNTERSIGN_TEST_CHILD", folder)
        .env("COUNTERSIGN_TEST_NAME", name)
        .env("COUNTERSIGN_TEST_COUNT", count.to_string())
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn two_writers_lose_nothing() {
    let (folder, store, _) = store(&[("registry/a", "1")]);
    let children: Vec<_> = ["x", "y"].map(|name| child(folder.path(), name, 20)).into();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(store.history(store.head().unwrap()).filter_map(Result::ok).count(), 41);
    clean(folder.path());
}

#[test]
fn a_killed_writer_leaves_a_whole_registry() {
    let (folder, store, first) = store(&[("registry/a", "1")]);
    let mut heads = BTreeSet::new();
    for i in 0..40_u64 {
        let mut child = child(folder.path(), "x", u32::MAX);
        // Once it is at work, it is struck at another moment in every round.
        let before = store.head().unwrap();
        while store.head().unwrap() == before {
            assert!(child.try_wait().unwrap().is_none(), "the writer must not end by itself");
            std::thread::yield_now();
        }
        std::thread::sleep(std::time::Duration::from_micros(i * 173));
        child.kill().unwrap();
        child.wait().unwrap();
        let lock = store.lock().unwrap();
        assert_eq!(lock.repaired(), []);
        let head = store.head().unwrap();
        let snapshot = store.snapshot(&head).unwrap();
        assert_eq!(snapshot.listing().oddities, []);
        let tree = files(folder.path());
        let committed: Vec<_> = snapshot.listing().files.keys().cloned().collect();
        assert_eq!(tree.keys().cloned().collect::<Vec<_>>(), committed);
        for path in committed {
            assert_eq!(snapshot.read(&path, 100).unwrap(), tree[&path], "{path}");
        }
        drop(lock);
        heads.insert(head);
    }
    clean(folder.path());
    assert_eq!(heads.len(), 40);
    let oldest = store.history(store.head().unwrap()).last().unwrap().unwrap().id;
    assert_eq!(oldest, first);
}

#[test]
fn a_note_of_a_killed_writer_is_followed() {
    let (folder, store, first) = store(&[("registry/a", "1")]);
    let second =
        store.lock().unwrap().commit(&change(Some(first), &[("registry/a", "2")])).unwrap().id;
    let note = folder.path().join(".git/countersign/follow");
    let run = |old: ObjectId, new: ObjectId| {
        fs::write(&note, format!("refs/heads/main {old} {new}\n")).unwrap();
        drop(store.lock().unwrap());
        assert!(!note.exists());
        fs::read_to_string(folder.path().join("registry/a")).unwrap()
    };
    // The branch moved, the file did not.
    git(folder.path(), &["reset", "-q", "--hard", &first.to_string()]);
    git(folder.path(), &["update-ref", "refs/heads/main", &second.to_string()]);
    assert_eq!(run(first, second), "2");
    clean(folder.path());
    // The branch did not move: nothing is to be done.
    assert_eq!(run(second, first), "2");
    // Nonsense is not obeyed.
    fs::write(&note, "refs/heads/main x\n").unwrap();
    drop(store.lock().unwrap());
    assert!(!note.exists());
    // git's own lock, left by a process of ours, is taken over.
    fs::write(folder.path().join(".git/index.lock"), "countersign\n").unwrap();
    fs::write(folder.path().join(".git/refs/heads/main.lock"), "countersign\n").unwrap();
    let third =
        store.lock().unwrap().commit(&change(Some(second), &[("registry/a", "3")])).unwrap();
    assert_eq!(third.left_alone, []);
    clean(folder.path());
}

/// Whatever git keeps in its index, `git status` has nothing to say after our commit, and nothing staged is lost.
#[test]
fn every_form_of_the_index_follows() {
    for settings in [
        &[][..],
        &["index.version=4"],
        &["index.version=3"],
        &["index.skipHash=true"],
        &["core.splitIndex=true"],
        &["core.untrackedCache=true", "feature.manyFiles=true"],
    ] {
        let files: Vec<(String, String)> =
            (0..40).map(|n| (format!("keys/{n}/{n}.json"), format!("{n}"))).collect();
        let put: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let (folder, store, first) = store(&put);
        let folder = folder.path();
        for setting in settings {
            let (key, value) = setting.split_once('=').unwrap();
            git(folder, &["config", key, value]);
        }
        git(folder, &["update-index", "--force-write-index"]);
        // The cache of trees, as a commit of git's own leaves it.
        git(folder, &["commit", "-q", "--allow-empty", "-m", "by git"]);
        std::fs::write(folder.join("keys/7/7.json"), "staged").unwrap();
        std::fs::write(folder.join("keys/new"), "staged").unwrap();
        git(folder, &["add", "keys/7/7.json", "keys/new"]);
        let before = git(folder, &["status", "--porcelain"]);
        let head = store.head().unwrap();
        assert_ne!(head, first);
        let mut next = change(
            Some(head),
            &[("keys/3/3.json", "three"), ("keys/a/b/c", "new"), ("registry/z", "new")],
        );
        next.remove = ["keys/5/5.json".to_owned(), "keys/new".to_owned()].into();
        let committed = store.lock().unwrap().commit(&next).unwrap();
        let left: Vec<&str> = committed.left_alone.iter().map(|one| one.path.as_str()).collect();
        if settings.contains(&"core.splitIndex=true") {
            // libgit2 does not read it; the reader is told, and git mends it.
            assert_eq!(left, ["index"]);
            continue;
        }
        assert_eq!(left, [""; 0], "{settings:?}");
        assert_eq!(git(folder, &["status", "--porcelain"]), before, "{settings:?}");
        let fsck = git(folder, &["fsck"]);
        assert_eq!(fsck, "", "{settings:?}");
        git(folder, &["commit", "-q", "-m", "what was staged"]);
        assert_eq!(git(folder, &["status", "--porcelain"]), "", "{settings:?}");
        assert_eq!(git(folder, &["show", "HEAD:keys/7/7.json"]), "staged", "{settings:?}");
        assert_eq!(git(folder, &["show", "HEAD:keys/a/b/c"]), "new", "{settings:?}");
        assert_eq!(git(folder, &["ls-tree", "-r", "--name-only", "HEAD", "keys/5"]), "");
    }
}
