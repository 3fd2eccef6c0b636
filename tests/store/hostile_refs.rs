//! References and what lies beside them that no git writes, around a registry that verifies: A6, A7, A14.
//!
//! Whatever it is, `verify` ends soon and in little memory; it says 0 only of the commit that is meant.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use testkit::committed::committed;
use testkit::forge::Forge;
use testkit::git::*;

use super::hostile_layout::verified;

/// Changes the git directory of a registry; the ids are those of the good commit and of another one.
type Plant<'a> = &'a dyn Fn(&Path, &str, &str);

/// Plants each shape beside a good registry, and tells all where another commit holds than git would show.
#[track_caller]
fn each(shapes: &[(&str, Plant<'_>)]) {
    let base = committed(&Forge::coalition());
    let good = git(base.path(), &["rev-parse", "HEAD"]);
    // A commit whose registry verifies as well, and is not the one that is meant.
    let other = git(base.path(), &["commit-tree", "HEAD^{tree}", "-m", "other"]);
    let mut missed = Vec::new();
    for (shape, plant) in shapes {
        let copy = tempfile::tempdir().unwrap();
        let folder = copy.path().join("x");
        let copied = Command::new("cp").arg("-r").arg(base.path()).arg(&folder).status().unwrap();
        assert!(copied.success());
        plant(&folder.join(".git"), &good, &other);
        let (code, said) = verified(&folder, &[]);
        let is_told = matches!(code, 1 | 3 | 5 | 6 | 7);
        let commit = said["commit"].as_str();
        // Git itself waits for pipes, and is asked only where it must say which commit is meant.
        let is_good = code == 0 && (commit == Some(&good) || commit == shown(&folder).as_deref());
        if !is_told && !is_good {
            missed.push(format!("{shape}: {code} {said}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// The commit that git shows, where it shows one.
fn shown(folder: &Path) -> Option<String> {
    let mut command = Command::new("git");
    command.args(["-c", "safe.directory=*", "rev-parse", "--verify", "-q", "HEAD^{commit}"]);
    let output = command.current_dir(folder).stdin(Stdio::null()).output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

fn branch(git: &Path) -> std::path::PathBuf {
    let head = fs::read_to_string(git.join("HEAD")).unwrap();
    git.join(head.trim_end().strip_prefix("ref: ").unwrap())
}

/// Writes a file of the git directory, with the folders above it.
fn put(git: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = git.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// What the file of the branch is instead.
fn of_branch(bytes: &str) -> impl Fn(&Path, &str, &str) + '_ {
    move |git, good, other| {
        let bytes = bytes.replace("GOOD", good).replace("OTHER", other);
        fs::write(branch(git), bytes).unwrap();
    }
}

/// What `HEAD` is instead.
fn of_head(bytes: &str) -> impl Fn(&Path, &str, &str) + '_ {
    move |git, good, _| put(git, "HEAD", bytes.replace("GOOD", good))
}

/// What `packed-refs` is, and the branch's own file is gone.
fn packed(bytes: &str) -> impl Fn(&Path, &str, &str) + '_ {
    move |git, good, other| {
        let name = branch(git).strip_prefix(git).unwrap().display().to_string();
        fs::remove_file(branch(git)).unwrap();
        let bytes = bytes.replace("GOOD", good).replace("OTHER", other).replace("NAME", &name);
        put(git, "packed-refs", bytes);
    }
}

#[test]
fn a6_files_of_references_that_are_none() {
    each(&[
        ("nothing", &of_branch("")),
        ("letters", &of_branch("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\n")),
        ("no end of line", &of_branch("GOOD")),
        ("more after it", &of_branch("GOOD OTHER\n")),
        ("letters right after it", &of_branch("GOODOTHER\n")),
        ("two lines", &of_branch("GOOD\nOTHER\n")),
        ("an object that is nowhere", &of_branch("0909090909090909090909090909090909090909\n")),
        ("zeros", &of_branch("0000000000000000000000000000000000000000\n")),
        ("a tree", &|git, _, _| {
            let tree = testkit::git::git(git.parent().unwrap(), &["rev-parse", "HEAD^{tree}"]);
            fs::write(branch(git), tree).unwrap();
        }),
        ("a circle", &|git, _, _| {
            let name = branch(git).strip_prefix(git).unwrap().display().to_string();
            put(git, "refs/heads/b", format!("ref: {name}\n"));
            fs::write(branch(git), "ref: refs/heads/b\n").unwrap();
        }),
        ("itself", &of_head("ref: HEAD\n")),
        ("no branch", &of_head("ref: refs/heads/none\n")),
        ("a path outside", &of_head("ref: refs/heads/../../../outside\n")),
        ("a file of the system", &of_head("ref: /etc/hostname\n")),
        ("a name with an end", &of_head("ref: refs/heads/x\0y\n")),
        ("a name without end", &|git, _, _| {
            put(git, "HEAD", format!("ref: refs/heads/{}\n", "a/".repeat(2_000)));
        }),
        ("a folder", &|git, _, _| {
            let path = branch(git);
            fs::remove_file(&path).unwrap();
            fs::create_dir(path).unwrap();
        }),
        ("a link to another one", &|git, _, other| {
            put(git, "elsewhere", other);
            let path = branch(git);
            fs::remove_file(&path).unwrap();
            symlink(git.join("elsewhere"), path).unwrap();
        }),
        ("a link to itself", &|git, _, _| {
            let path = branch(git);
            fs::remove_file(&path).unwrap();
            symlink(&path, &path).unwrap();
        }),
        ("a file without end", &|git, _, _| {
            fs::File::options().write(true).open(branch(git)).unwrap().set_len(1 << 40).unwrap();
        }),
    ]);
}

#[test]
fn a6_references_with_names_that_mean_something_else() {
    each(&[
        ("the name of an object", &|git, good, other| {
            put(git, &format!("refs/heads/{good}"), other);
            put(git, &format!("refs/tags/{good}"), other);
        }),
        ("HEAD", &|git, _, other| {
            for path in ["refs/heads/HEAD", "refs/HEAD", "refs/tags/HEAD", "refs/remotes/HEAD"] {
                put(git, path, other);
            }
        }),
        ("the name of a branch at other places", &|git, _, other| {
            let name = branch(git).file_name().unwrap().to_str().unwrap().to_owned();
            for folder in ["refs/tags", "refs/remotes", "refs", "refs/heads/refs/heads", "."] {
                put(git, &format!("{folder}/{name}"), other);
            }
        }),
        ("below a reference", &|git, good, other| {
            let name = branch(git).strip_prefix(git).unwrap().display().to_string();
            fs::remove_file(branch(git)).unwrap();
            put(git, "packed-refs", format!("{good} {name}\n"));
            put(git, &format!("{name}/below"), other);
        }),
        ("names that are none", &|git, _, other| {
            let mut names = vec!["a..b", "a b", "a~b", "a^b", "a:b", "a?", "[", "a\\b", "@{", "@"];
            names.extend(["-rf", "a.lock", ".a", "a\nb", "a\x1b[2J", "proposals/../x@1"]);
            for name in names.into_iter().filter(|name| !name.contains("/../")) {
                put(git, &format!("refs/heads/{name}"), other);
                put(git, &format!("refs/heads/proposals/2021/{name}/v1"), other);
            }
        }),
        ("very deep", &|git, _, other| {
            put(git, &format!("refs/heads/{}x", "a/".repeat(400)), other);
        }),
        ("very many", &|git, _, other| {
            for number in 0..3_000 {
                put(git, &format!("refs/heads/{number}"), other);
                put(git, &format!("refs/replace/{number}"), other);
            }
        }),
        ("very many that lead nowhere, beside very many that are packed", &|git, good, _| {
            for number in 0..1_000 {
                put(git, &format!("refs/replace/{number}"), "ref: refs/heads/nowhere\n");
            }
            let line = |number| format!("{good} refs/heads/a{number:06}\n");
            put(git, "packed-refs", (0..100_000).map(line).collect::<String>());
        }),
    ]);
}

#[test]
fn a6_packed_references_that_are_none() {
    each(&[
        ("nothing", &packed("")),
        ("no line", &packed("\0\0\0")),
        ("no end of line", &packed("GOOD NAME")),
        ("an id cut short", &packed("090909 NAME\n")),
        ("a tab", &packed("GOOD\tNAME\n")),
        ("two spaces", &packed("GOOD  NAME\n")),
        ("ends of lines of Windows", &packed("GOOD NAME\r\n")),
        ("no order", &packed("GOOD refs/heads/zz\nGOOD NAME\nGOOD refs/heads/a\n")),
        ("twice", &packed("GOOD NAME\nOTHER NAME\n")),
        ("twice, the other way", &packed("OTHER NAME\nGOOD NAME\n")),
        ("peeled to another one", &packed("GOOD NAME\n^OTHER\n")),
        ("names that are none", &packed("OTHER refs/heads/..\nOTHER HEAD\nGOOD NAME\n")),
        ("one line without end", &|git, good, _| {
            fs::remove_file(branch(git)).unwrap();
            put(git, "packed-refs", good.repeat(500_000));
        }),
        ("more than is read", &|git, good, _| {
            fs::remove_file(branch(git)).unwrap();
            put(git, "packed-refs", good);
            let file = fs::File::options().write(true).open(git.join("packed-refs")).unwrap();
            file.set_len(1 << 40).unwrap();
        }),
        ("very many", &|git, good, _| {
            let line = |number| format!("{good} refs/heads/a{number:06}\n");
            let name = branch(git).strip_prefix(git).unwrap().display().to_string();
            fs::remove_file(branch(git)).unwrap();
            let many: String = (0..200_000).map(line).collect();
            put(git, "packed-refs", format!("{many}{good} {name}\n"));
        }),
        ("a folder", &|git, _, _| fs::create_dir(git.join("packed-refs")).unwrap()),
    ]);
}

/// A pipe in the git directory.
fn pipe(git: &Path, path: &str) {
    let path = git.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = fs::remove_file(&path);
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a14_files_beside_references_that_are_pipes_or_nonsense() {
    let names = [
        "packed-refs",
        "commondir",
        "config.worktree",
        "gitdir",
        "index",
        "info/exclude",
        "info/attributes",
        "info/sparse-checkout",
        "objects/info/alternates",
        "objects/info/commit-graph",
        "objects/info/packs",
        "objects/pack/multi-pack-index",
        "objects/pack/pack-a.idx",
        "objects/pack/pack-a.pack",
        "refs/heads/pipe",
        "refs/heads/proposals/2021/x/v1",
        "refs/replace/0909090909090909090909090909090909090909",
        "FETCH_HEAD",
        "MERGE_HEAD",
        "ORIG_HEAD",
        "logs/HEAD",
        "modules/x/config",
        "worktrees/x/gitdir",
        "description",
    ];
    let circle: &dyn Fn(&Path, &str, &str) = &|git, _, _| put(git, "commondir", ".");
    let outside: &dyn Fn(&Path, &str, &str) = &|git, _, _| put(git, "commondir", "/");
    let piped: Vec<_> =
        names.iter().map(|name| move |git: &Path, _: &str, _: &str| pipe(git, name)).collect();
    let strange: Vec<_> = names
        .iter()
        .map(|name| move |git: &Path, _: &str, _: &str| put(git, name, b"\0\xff\n= [x\n"))
        .collect();
    let mut shapes: Vec<(&str, Plant<'_>)> =
        vec![("the same folder again", circle), ("a folder outside", outside)];
    shapes.extend(names.iter().zip(&piped).map(|(name, plant)| (*name, plant as Plant<'_>)));
    shapes.extend(names.iter().zip(&strange).map(|(name, plant)| (*name, plant as Plant<'_>)));
    each(&shapes);
}

#[test]
fn a6_a_revision_that_is_an_object_is_that_object() {
    let base = committed(&Forge::coalition());
    let git_dir = base.path().join(".git");
    let good = git(base.path(), &["rev-parse", "HEAD"]);
    let other = git(base.path(), &["commit-tree", "HEAD^{tree}", "-m", "other"]);
    for folder in ["heads", "tags", "remotes"] {
        put(&git_dir, &format!("refs/{folder}/{good}"), &other);
    }
    let (code, said) = verified(base.path(), &["--rev", &good]);
    assert_eq!((code, said["commit"].as_str()), (0, Some(&*good)), "{said}");
}
