//! Plain folders: the same names as in git, and nothing is followed or opened that is no plain file.
#![cfg(unix)]

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use countersign_core::tree::{OddityKind, ReadError, Source};
use countersign_git::directory::{Directory, write_atomic};

#[test]
fn a10_colliding_or_hostile_path_names_in_a_plain_folder() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path();
    fs::create_dir_all(top.join("registry/2021/a/v1")).unwrap();
    fs::create_dir_all(top.join("keys")).unwrap();
    fs::create_dir_all(top.join("registry").join("d/".repeat(20))).unwrap();
    for path in [
        "keys/a",
        "registry/B",
        "registry/b",
        "registry/c\nd",
        "registry/x\\y",
        "other",
        "keys/2021",
    ] {
        fs::write(top.join(path), path).unwrap();
    }
    fs::write(top.join("keys").join(std::ffi::OsStr::from_bytes(b"\xff")), "x").unwrap();
    symlink("/etc", top.join("keys/link")).unwrap();
    symlink("/etc/passwd", top.join("registry/link")).unwrap();
    let pipe = top.join("keys/pipe");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let directory = Directory::open(top).unwrap();
    let names: Vec<_> = directory.listing().files.keys().map(String::as_str).collect();
    assert_eq!(names, ["keys/2021", "keys/a"]);
    let odd: Vec<_> =
        directory.listing().oddities.iter().map(|odd| (odd.path.as_str(), odd.kind)).collect();
    let deep = format!("registry/{}", ["d"; 16].join("/"));
    assert_eq!(
        odd,
        [
            ("keys/link", OddityKind::Symlink),
            ("keys/pipe", OddityKind::Special),
            ("keys/\u{fffd}", OddityKind::Name),
            ("registry/B", OddityKind::CaseCollision),
            ("registry/b", OddityKind::CaseCollision),
            ("registry/c\nd", OddityKind::Name),
            (deep.as_str(), OddityKind::Depth),
            ("registry/link", OddityKind::Symlink),
            ("registry/x\\y", OddityKind::Name),
        ]
    );
}

#[test]
fn reading_is_bounded_and_follows_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("keys")).unwrap();
    let file = folder.path().join("keys/a");
    fs::write(&file, "12345").unwrap();
    let directory = Directory::open(folder.path()).unwrap();
    assert_eq!(directory.listing().files["keys/a"].size_bytes, Some(5));
    assert_eq!(directory.read("keys/a", 5).unwrap(), b"12345");
    assert!(matches!(directory.read("keys/a", 4), Err(ReadError::TooLarge { size_bytes: 5, .. })));
    assert!(matches!(directory.read("keys/../keys/a", 5), Err(ReadError::Missing(_))));
    fs::remove_file(&file).unwrap();
    assert!(matches!(directory.read("keys/a", 5), Err(ReadError::Missing(_))));
    symlink("/etc/passwd", &file).unwrap();
    assert!(matches!(directory.read("keys/a", 5), Err(ReadError::Other { .. })));
    assert!(Directory::open(&folder.path().join("nothing")).is_err());
    fs::create_dir(folder.path().join("Registry")).unwrap();
    fs::write(folder.path().join("Registry/a"), "x").unwrap();
    assert_eq!(Directory::open(folder.path()).unwrap().listing().files.len(), 0);
}

#[test]
fn writing_is_whole_and_has_its_mode() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    write_atomic(&file, b"one", 0o600).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    write_atomic(&file, b"two", 0o644).unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"two");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(write_atomic(&folder.path().join("no/key"), b"x", 0o600).is_err());
}
