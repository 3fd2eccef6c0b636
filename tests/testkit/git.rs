//! Repositories for tests: ours through the store, hostile ones from raw bytes or with the real git.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use countersign_git::store::{Author, Change, ObjectId, Store};

use crate::process::{self, by_test};

/// A change of `main` that puts files on top of `parent`.
pub fn change(parent: Option<ObjectId>, put: &[(&str, &str)]) -> Change {
    Change {
        branch: "main".into(),
        expected: parent,
        base: parent,
        parents: parent.into_iter().collect(),
        put: put
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect(),
        remove: BTreeSet::new(),
        message: "test".into(),
        author: Author { name: "Test".into(), email: "test@foro.example".into() },
        unix_seconds: 1_612_776_600,
    }
}

/// A store with one commit.
pub fn store(put: &[(&str, &str)]) -> (tempfile::TempDir, Store, ObjectId) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::init(folder.path()).unwrap();
    let id = store.lock().unwrap().commit(&change(None, put)).unwrap().id;
    (folder, store, id)
}

/// The real git in a folder, not yet started.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = process::command("git", folder, &folder.join("no-home"));
    by_test(&mut command);
    command
}

/// What the real git prints; it must succeed.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = command(folder).args(arguments).output().expect("git is installed");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// As [`git`], with something on its standard input.
pub fn git_with(folder: &Path, arguments: &[&str], input: &mut dyn std::io::Read) -> String {
    let mut child = command(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("git is installed");
    std::io::copy(input, &mut child.stdin.take().unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "git {arguments:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

/// Writes any object as a loose file, under its right name.
pub fn raw(folder: &Path, kind: &str, bytes: &[u8]) -> ObjectId {
    let whole = [format!("{kind} {}\0", bytes.len()).as_bytes(), bytes].concat();
    let git_kind = match kind {
        "tree" => git2::ObjectType::Tree,
        "commit" => git2::ObjectType::Commit,
        _ => git2::ObjectType::Blob,
    };
    let id = git2::Oid::hash_object(git_kind, bytes).unwrap();
    let id = ObjectId::from_bytes(id.as_bytes().try_into().unwrap());
    write_loose(folder, &id, &deflate(&whole));
    id
}

/// Where a loose object lies in a repository with a work tree.
pub fn loose_path(folder: &Path, id: &ObjectId) -> PathBuf {
    let hex = id.to_string();
    folder.join(".git/objects").join(&hex[..2]).join(&hex[2..])
}

/// Puts bytes where a loose object is looked for.
pub fn write_loose(folder: &Path, id: &ObjectId, bytes: &[u8]) {
    let path = loose_path(folder, id);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = std::fs::remove_file(&path);
    std::fs::write(path, bytes).unwrap();
}

/// A zlib stream.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A tree from lines of mode, name and id, exactly as given.
pub fn raw_tree(folder: &Path, entries: &[(&str, &[u8], ObjectId)]) -> ObjectId {
    let mut bytes = Vec::new();
    for (mode, name, id) in entries {
        bytes.extend_from_slice(mode.as_bytes());
        bytes.push(b' ');
        bytes.extend_from_slice(name);
        bytes.push(0);
        bytes.extend_from_slice(id.as_bytes());
    }
    raw(folder, "tree", &bytes)
}

/// A commit without parents of a tree.
pub fn raw_commit(folder: &Path, tree: &ObjectId) -> ObjectId {
    let who = "A <a@foro.example> 1 +0000";
    raw(folder, "commit", format!("tree {tree}\nauthor {who}\ncommitter {who}\n\nx\n").as_bytes())
}

/// Files below a folder, without `.git`.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(next) = todo.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().unwrap() != ".git" {
                    todo.push(path);
                }
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}
