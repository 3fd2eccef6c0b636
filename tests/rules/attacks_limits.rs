//! Attacks on what a program can bear, and on the moment of signing: B13, B14, B20.
#![cfg(unix)]

use std::cell::RefCell;
use std::fs;
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use countersign_cli::environment::Environment;
use countersign_core::checkpoint::Checkpoint;
use countersign_core::digest::Hash;
use countersign_core::record::Kind;
use countersign_core::verify::report::{Outcome, Report, Severity};
use countersign_core::verify::{Question, Subject, examine};
use rayon::prelude::*;
use testkit::cli;
use testkit::forge::{Forge, act_path, key};
use testkit::git::git;
use testkit::memory::Memory;

fn counted(report: &Report) -> u64 {
    report.statements.iter().flat_map(|one| &one.versions).map(|one| one.endorsed).sum()
}

fn question() -> Question {
    Question::about(Subject::Registry)
}

#[test]
fn b13_a_file_that_cannot_be_read_is_never_a_success() {
    let forge = Forge::coalition();
    for path in forge.files.keys() {
        let mut memory = Memory::new(forge.files.clone());
        memory.damaged.insert(path.clone());
        let report = examine(&memory, &Vec::new).answer(&question());
        assert!(
            matches!(report.outcome, Outcome::Unchecked | Outcome::Broken),
            "{path}: {report:#?}"
        );
        assert_ne!(report.outcome.exit_code(), 0);
        let named = |one: &countersign_core::verify::finding::Finding| {
            one.severity <= Severity::Unchecked && one.path == *path
        };
        assert!(report.findings.iter().any(named), "{path}: {report:#?}");
        assert!(counted(&report) <= 2);
    }
    let mut memory = Memory::new(forge.files.clone());
    memory.damaged = forge.files.keys().cloned().collect();
    let report = examine(&memory, &Vec::new).answer(&question());
    assert_eq!((report.outcome, counted(&report)), (Outcome::Unchecked, 0));
    let empty = examine(&Memory::default(), &Vec::new).answer(&question());
    assert_ne!(empty.outcome.exit_code(), 0);
}

/// The coalition as the only commit of a git repository with loose objects.
fn repository(forge: &Forge) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    forge.write_to(folder.path());
    git(folder.path(), &["init", "-q", "-b", "main"]);
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-qm", "x"]);
    folder
}

fn objects(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for two in fs::read_dir(folder.join(".git/objects")).unwrap() {
        let two = two.unwrap().path();
        if two.file_name().unwrap().len() == 2 {
            found.extend(fs::read_dir(two).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found
}

#[test]
fn b13_a_damaged_object_is_never_a_success() {
    let folder = repository(&Forge::coalition());
    let verify = || cli::run_in(folder.path(), &["verify"]).code;
    assert_eq!(verify(), 0);
    let objects = objects(folder.path());
    assert!(objects.len() > 30, "{}", objects.len());
    for object in objects {
        let good = fs::read(&object).unwrap();
        fs::remove_file(&object).unwrap();
        let mut codes = vec![verify()];
        for bad in [&good[..good.len() / 2], &good[..good.len() - 1], b"", b"not zlib"] {
            fs::write(&object, bad).unwrap();
            codes.push(verify());
            fs::remove_file(&object).unwrap();
        }
        fs::write(&object, &good).unwrap();
        assert!(codes.iter().all(|code| [1, 3, 7].contains(code)), "{object:?}: {codes:?}");
    }
    assert_eq!(verify(), 0);
}

/// A disk that takes some bytes and then is full.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn b13_a_result_that_could_not_be_printed_is_never_a_success() {
    let folder = tempfile::tempdir().unwrap();
    Forge::coalition().write_to(folder.path());
    for room in [0, 1, 100] {
        for arguments in [&["verify", "--dir", "."][..], &["verify", "--dir", ".", "--json"]] {
            let mut environment = cli::environment(folder.path());
            environment.output = Box::new(Full(room));
            let all = ["countersign"].iter().chain(arguments).map(Into::into);
            assert_eq!(countersign_cli::run(all, environment), 1);
        }
    }
}

#[test]
fn b14_endless_data_and_deep_nesting() {
    let honest = Forge::coalition();
    let path = act_path("dos", 1);
    let deep = b"[".repeat(200_000);
    let objects = b"{\"a\":".repeat(50_000);
    let mut typed = objects.clone();
    typed.extend(b"\"type\":\"countersign/endorsement/v1\"");
    let long = b"x".repeat(300_000);
    for bytes in [&deep, &objects, &typed, &long] {
        let mut forge = honest.clone();
        forge.append_bytes(&path, bytes, Kind::Endorsement, "dos");
        let report = forge.is_broken(&path, "");
        assert_eq!(counted(&report), 2);
    }
    for path in
        ["registry/log/checkpoint", "registry/log/tile/entries/000.p/11", "keys/allowed_signers"]
    {
        let mut forge = honest.clone();
        assert!(forge.files.insert(path.to_owned(), b"x\n".repeat(2_000_000)).is_some(), "{path}");
        forge.is_broken(path, "");
    }
    // A head that claims more entries than there can be.
    for size in [1 << 20, 1 << 40, (1 << 53) - 1] {
        let origin = honest.root.origin.as_str();
        let checkpoint = Checkpoint::new(origin, size, Hash::of(b"root")).unwrap();
        let note = checkpoint.sign(honest.root.log_keys[0].name(), key("log").ed25519()).unwrap();
        let mut forge = honest.clone();
        forge.files.insert("registry/log/checkpoint".into(), note.to_string().into_bytes());
        let report =
            forge.is_broken("registry/log/checkpoint", "more than the files here can hold");
        assert_eq!(counted(&report), 0);
    }
}

#[test]
fn b14_files_without_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    Forge::coalition().write_to(path);
    fs::remove_file(path.join("registry/2021/solidarity/v1/text.en.txt")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", path.join("registry/2021/solidarity/v1/text.en.txt"))
        .unwrap();
    assert_eq!(cli::run_in(path, &["verify", "--dir", "."]).code, 3);
    // A sparse file of a gigabyte where words, a key or a record should be.
    let huge = path.join("huge");
    fs::File::create(&huge).unwrap().set_len(1 << 30).unwrap();
    let folder = repository(&Forge::coalition());
    let huge = huge.display().to_string();
    let text = format!("en={huge}");
    let run = |arguments: &[&str]| cli::run_in(folder.path(), arguments).code;
    assert_eq!(run(&["propose", "2021/a", "--title", "T", "--text", &text]), 7);
    assert_eq!(run(&["propose", "2021/a", "--title", "T", "--text", "en=/dev/zero"]), 7);
    let sign = ["sign", "2021/solidarity@1", "--as", "dos.example", "--confirm", "dos.example"];
    assert_eq!(run(&[&sign[..], &["--key", &huge]].concat()), 9);
    assert_eq!(run(&[&sign[..], &["--key", "/dev/zero"]].concat()), 9);
    // A blob of 64 MB that is a few kB in the repository.
    let text = folder.path().join("registry/2021/solidarity/v1/text.en.txt");
    fs::File::create(text).unwrap().set_len(64 << 20).unwrap();
    git(folder.path(), &["commit", "-qam", "bomb"]);
    assert_eq!(run(&["verify"]), 3);
}

/// Somebody who answers a question, and does something else first.
struct Meanwhile {
    first: Option<Box<dyn FnOnce()>>,
    answer: io::Cursor<Vec<u8>>,
}

impl Read for Meanwhile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(first) = self.first.take() {
            first();
        }
        self.answer.read(buffer)
    }
}

impl BufRead for Meanwhile {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if let Some(first) = self.first.take() {
            first();
        }
        self.answer.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.answer.consume(amount);
    }
}

/// A registry in a folder with the keys of foro, dos and uno beside it, and a draft of another statement.
fn drafted() -> tempfile::TempDir {
    let folder = repository(&Forge::coalition());
    for stem in ["foro", "dos", "uno"] {
        let private = key(stem).to_openssh("", None, &[0; 20]).unwrap();
        fs::write(folder.path().join(stem), private.as_bytes()).unwrap();
    }
    propose(folder.path(), "We ask for release.\n");
    folder
}

fn propose(folder: &Path, words: &str) {
    fs::write(folder.join("words.txt"), words).unwrap();
    let arguments = ["propose", "2021/draft", "--title", "T", "--text", "en=words.txt"];
    let ran = cli::run_in(folder, &arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
}

/// A person who confirms for foro after something else has happened.
fn person(folder: &Path, meanwhile: impl FnOnce() + 'static) -> Environment {
    let mut environment = cli::environment(folder);
    environment.input_is_terminal = true;
    let answer = io::Cursor::new(b"foro.example\n".to_vec());
    environment.input = Box::new(Meanwhile { first: Some(Box::new(meanwhile)), answer });
    environment
}

const SIGN: [&str; 6] = ["sign", "2021/draft@1", "--as", "foro.example", "--key", "foro"];

#[test]
fn b20_the_draft_is_replaced_between_the_showing_and_the_signing() {
    let folder = drafted();
    let path = folder.path().to_owned();
    let branch = "proposals/2021/draft/v1";
    // Without a swap, the same person signs what was shown.
    let ran = cli::run_with(person(&path, || {}), &SIGN);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.messages.contains("We ask for release."), "{ran:?}");
    git(&path, &["branch", "-f", branch, &format!("{branch}~1")]);

    let tip = Rc::new(RefCell::new(String::new()));
    let swap = {
        let (path, tip) = (path.clone(), Rc::clone(&tip));
        move || {
            propose(&path, "We ask for war.\n");
            *tip.borrow_mut() = git(&path, &["rev-parse", branch]);
        }
    };
    let ran = cli::run_with(person(&path, swap), &SIGN);
    assert_eq!(ran.code, 10, "{ran:?}");
    assert!(
        ran.messages.contains("We ask for release.") && !ran.messages.contains("war"),
        "{ran:?}"
    );
    assert_eq!(git(&path, &["rev-parse", branch]), *tip.borrow(), "nothing was written");
    let files = git(&path, &["ls-tree", "-r", "--name-only", branch]);
    assert!(!files.contains("endorsements"), "{files}");
    assert_eq!(cli::run_in(&path, &["verify"]).code, 0);
}

#[test]
fn b20_the_registry_moves_between_the_showing_and_the_signing() {
    let folder = drafted();
    let path = folder.path().to_owned();
    let withdraw = ["withdraw", "2021/solidarity@1", "--as", "foro.example", "--key", "foro"];
    let meanwhile = {
        let path = path.clone();
        move || {
            let act = ["withdraw", "2021/solidarity@1", "--as", "uno.example", "--key", "uno"];
            let ran = cli::run_in(&path, &[&act[..], &["--confirm", "uno.example"]].concat());
            assert_eq!(ran.code, 0, "{ran:?}");
        }
    };
    let ran = cli::run_with(person(&path, meanwhile), &withdraw);
    assert_eq!(ran.code, 10, "{ran:?}");
    let files = git(&path, &["ls-tree", "-r", "--name-only", "HEAD"]);
    assert!(
        files.contains("uno.example/2.json") && !files.contains("foro.example/2.json"),
        "{files}"
    );
    // The same command again, on the new state.
    assert_eq!(cli::run_with(person(&path, || {}), &withdraw).code, 0);
}

#[test]
fn b20_the_words_on_the_draft_are_not_those_of_its_record() {
    let folder = drafted();
    let path = folder.path();
    git(path, &["switch", "-qf", "proposals/2021/draft/v1"]);
    let words = path.join("registry/2021/draft/v1/text.en.txt");
    fs::write(words, "We ask for war.\n").unwrap();
    git(path, &["commit", "-qam", "x"]);
    git(path, &["switch", "-qf", "main"]);
    let ran = cli::run_with(person(path, || panic!("nobody is asked")), &SIGN);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.messages.contains("is not the text that its hash names"), "{ran:?}");
}

#[test]
fn b13_many_readers_find_the_same() {
    let forge = Forge::coalition();
    let first = forge.report();
    assert!((0..16).into_par_iter().all(|_| forge.report() == first));
}
