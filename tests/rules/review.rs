//! What somebody who cheats could have got past `verify`, and what was called broken without proof.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use countersign_cli as cli;
use countersign_cli::environment::Environment;

/// Runs one command at a second of its own, with randomness that follows from its words.
fn run(top: &Path, step: i64, words: &[&str]) -> u8 {
    let now = countersign_core::time::Timestamp::from_unix_seconds(1_700_000_000 + step).unwrap();
    let seed = format!("{step} {words:?}");
    let mut environment = Environment::fixed(now, seed.as_bytes(), top.join("registry"));
    for (name, folder) in [("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")] {
        environment.variables.insert(name.into(), top.join(folder).display().to_string());
    }
    let arguments = std::iter::once("countersign").chain(words.iter().copied());
    cli::run(arguments.map(OsString::from), environment)
}

const LIFE: &[&str] = &[
    "key new ../maria --no-passphrase",
    "key new ../foro --no-passphrase",
    "init . --name Coalition --origin c.example/log --maintainer maria=../maria.pub",
    "org add foro.example --name Foro --key press=../foro.pub",
    "propose 2024/a --title A --text en=../one.txt --signatory foro.example",
    "sign 2024/a@1 --as foro.example --key ../foro --confirm foro.example",
    "publish 2024/a@1",
];

fn live() -> tempfile::TempDir {
    let top = tempfile::tempdir().unwrap();
    std::fs::create_dir(top.path().join("registry")).unwrap();
    std::fs::write(top.path().join("one.txt"), "We stand together.\n").unwrap();
    for (step, line) in (0..).zip(LIFE) {
        assert_eq!(run(top.path(), step, &line.split(' ').collect::<Vec<_>>()), 0, "{line}");
    }
    top
}

fn git(top: &Path, words: &[&str]) -> String {
    let output = Command::new("git")
        .args(words)
        .current_dir(top.join("registry"))
        .env_clear()
        .env("PATH", std::env::var("PATH").unwrap_or_default())
        .env("HOME", top)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Whatever object of an honest registry is damaged or missing, nothing is proven against it.
#[test]
fn a_lost_object_is_unchecked_and_never_broken() {
    let top = live();
    assert_eq!(run(top.path(), 50, &["verify"]), 0);
    let list = git(top.path(), &["ls-tree", "-r", "-t", "HEAD", "keys", "registry"]);
    assert!(list.lines().count() > 15);
    for line in list.lines() {
        let (head, path) = line.split_once('\t').unwrap();
        let (folder, file) = head.split(' ').nth(2).unwrap().split_at(2);
        let object = top.path().join("registry/.git/objects").join(folder).join(file);
        let bytes = std::fs::read(&object).unwrap();
        std::fs::remove_file(&object).unwrap();
        let want = if path == "keys/README.md" { 0 } else { 7 };
        std::fs::write(&object, &bytes[..bytes.len() / 2]).unwrap();
        assert_eq!(run(top.path(), 51, &["verify"]), want, "{path} cut short");
        std::fs::remove_file(&object).unwrap();
        assert_eq!(run(top.path(), 51, &["verify"]), want, "{path} missing");
        std::fs::write(&object, bytes).unwrap();
    }
}

/// What a newer program adds is unchecked, and so is what follows from it.
#[test]
fn a_newer_record_that_waits_is_unchecked() {
    let top = live();
    let registry = top.path().join("registry");
    let newer = r#"{"organisation":"foro.example","type":"countersign/organisation/v2"}"#;
    std::fs::write(registry.join("keys/foro.example/2.json"), newer).unwrap();
    std::fs::write(registry.join("keys/allowed_signers"), "# of a newer program\n").unwrap();
    assert_eq!(run(top.path(), 60, &["verify", "--dir", "."]), 7);
}

/// Removing a record that the log names stays proof.
#[test]
fn a_removed_record_is_broken() {
    let top = live();
    let registry = top.path().join("registry");
    std::fs::remove_file(registry.join("registry/2024/a/v1/endorsements/foro.example/1.json"))
        .unwrap();
    assert_eq!(run(top.path(), 60, &["verify", "--dir", "."]), 3);
}

/// A folder that is no registry is no broken registry.
#[test]
fn an_empty_folder_is_no_registry() {
    let top = tempfile::tempdir().unwrap();
    std::fs::create_dir(top.path().join("registry")).unwrap();
    assert_eq!(run(top.path(), 60, &["verify", "--dir", "."]), 5);
}

/// Whose key signed is whose name is shown: a version cannot put another name beside an organisation's domain.
#[test]
fn d1_a_name_that_is_not_the_signers_is_refused() {
    let top = live();
    let propose = "propose 2024/b --title B --text en=../one.txt --signatory foro.example";
    assert_eq!(run(top.path(), 70, &propose.split(' ').collect::<Vec<_>>()), 0);
    git(top.path(), &["checkout", "-q", "proposals/2024/b/v1"]);
    let folder = top.path().join("registry/registry/2024/b/v1");
    let path = folder.join("signatories.json");
    let honest = std::fs::read_to_string(&path).unwrap();
    let forged = honest.replace(r#""name":"Foro""#, r#""name":"Amnesty International""#);
    assert_ne!(honest, forged);
    std::fs::write(&path, &forged).unwrap();
    // The record binds the file with the other name, as whoever makes it up would see to.
    let path = folder.join("statement.json");
    let statement = std::fs::read_to_string(&path).unwrap();
    let [before, after] = [&honest, &forged].map(|names| {
        let hash = countersign_core::digest::Hash::of(names.as_bytes());
        format!(r#""signatories":{{"bytes":{},"sha256":"{hash}"}}"#, names.len())
    });
    assert!(statement.contains(&before), "{statement}");
    std::fs::write(&path, statement.replace(&before, &after)).unwrap();
    git(top.path(), &["-c", "user.name=m", "-c", "user.email=m@m", "commit", "-qam", "b"]);
    git(top.path(), &["checkout", "-q", "main"]);
    let sign = "sign 2024/b@1 --as foro.example --key ../foro --confirm foro.example";
    assert_eq!(run(top.path(), 71, &sign.split(' ').collect::<Vec<_>>()), 3);
    assert_eq!(run(top.path(), 72, &["publish", "2024/b@1"]), 3);
}

/// What is remembered and damaged in one place stops no writer, wherever that is.
#[test]
fn a_damaged_memory_stops_nobody() {
    let top = live();
    let known = top.path().join("cache/countersign/known");
    let folder = std::fs::read_dir(known).unwrap().next().unwrap().unwrap().path();
    for (step, round) in (100..).zip(0..16) {
        let file = folder.join(if round % 4 == 3 { "since" } else { "table" });
        let mut bytes = std::fs::read(&file).unwrap();
        let place = bytes.len() * round / 16;
        bytes[place] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        let act = if step % 2 == 0 { "withdraw" } else { "sign" };
        let line = format!("{act} 2024/a@1 --as foro.example --key ../foro --confirm foro.example");
        assert_eq!(run(top.path(), step, &line.split(' ').collect::<Vec<_>>()), 0, "{round}");
    }
}
