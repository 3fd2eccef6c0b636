//! Attacks on history and files: A5 to A12.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use countersign_core::digest::Hash;
use countersign_core::name::VersionId;
use countersign_core::record::endorsement::Act;
use countersign_core::verify::report::{Outcome, Severity, Standing, VersionStanding};
use testkit::cli;
use testkit::forge::{self, Forge, Item, Logged, act_path, line, version, version_one};
use testkit::git::{self, git};

/// The registry as the only commit of a git repository.
fn repository(forge: &Forge) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    forge.write_to(folder.path());
    git(folder.path(), &["init", "-q", "-b", "main"]);
    commit(folder.path());
    folder
}

fn commit(folder: &Path) -> String {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "--allow-empty", "-m", "x"]);
    git(folder, &["rev-parse", "HEAD"])
}

fn verify(folder: &Path, arguments: &[&str]) -> cli::Ran {
    let ran = cli::run_in(folder, &[&["verify"], arguments].concat());
    assert!(!ran.output.chars().any(|c| c.is_control() && c != '\n'), "{ran:?}");
    assert!(!ran.messages.chars().any(|c| c.is_control() && c != '\n'), "{ran:?}");
    ran
}

#[test]
fn a5_entries_re_ordered() {
    // Without the log's key, the tree tells; with it, the rules do.
    let honest = Forge::coalition();
    let mut entries = honest.examine().log.unwrap().entries;
    entries.swap(2, 3);
    let mut swapped = honest.clone();
    swapped.write_entries(&entries);
    let checkpoint = honest.files["registry/log/checkpoint"].clone();
    swapped.files.insert("registry/log/checkpoint".into(), checkpoint);
    swapped.is_broken("registry/log/checkpoint", "it names the root");

    let reorder = |by: &dyn Fn(&mut Vec<Vec<Logged>>)| {
        let mut forge = honest.clone();
        by(&mut forge.appends);
        forge.write_log();
        forge
    };
    // An organisation that signs before it is enrolled.
    let late = reorder(&|appends| appends.swap(1, 2));
    let report = late.is_broken(&act_path("foro", 1), "there is no version");
    assert!(report.statements.is_empty());
    // Enrolled between its endorsement and the publication.
    let between = reorder(&|appends| {
        let foro = appends[1].remove(1);
        appends.push(vec![foro]);
    });
    let report = between.is_broken("registry/2021/solidarity/v1/statement.json", "is not enrolled");
    assert!(report.statements.is_empty());
    // Acts of one append in another order than that of their records' hashes.
    let shuffled = reorder(&|appends| appends[2].swap(1, 2));
    let report = shuffled.is_broken(&act_path("uno", 1), "not in the order");
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 1);
    // A publication before its statement.
    let early = reorder(&|appends| appends[2].rotate_right(1));
    let report =
        early.is_broken("registry/2021/solidarity/v1/publication.json", "there is no version");
    assert!(report.statements.is_empty());
    // A publication in a later append than its statement.
    let apart = reorder(&|appends| {
        let publication = appends[2].pop().unwrap();
        appends.push(vec![publication]);
    });
    let report = apart.is_broken("registry/log", "without its publication");
    assert!(report.statements.is_empty());
    // A withdrawal before what it withdraws.
    let mut withdrawn = honest.clone();
    let withdrawal = withdrawn.withdrawal(&withdrawn.item(&act_path("foro", 1)), "foro");
    withdrawn.append(&[withdrawal]);
    withdrawn.appends.swap(2, 3);
    withdrawn.write_log();
    withdrawn.is_broken(&act_path("foro", 2), "there is no version");
}

/// The coalition with a second version that uno endorses.
fn two_versions() -> Forge {
    let mut forge = Forge::coalition();
    let previous = forge.published(&version_one()).hash();
    let id: VersionId = "2021/solidarity@2".parse().unwrap();
    let second = forge.statement(&id, Some(previous), "We stand together today.\n");
    let endorsement = forge.endorsement("uno", &second);
    let publication = forge.publication(&second);
    forge.append(&[second, endorsement, publication]);
    forge
}

#[test]
fn a6_a_path_is_moved_to_another_valid_version() {
    let honest = two_versions();
    assert_eq!(honest.report().outcome, Outcome::Holds, "{:#?}", honest.report());
    let (one, two) = ("registry/2021/solidarity/v1/", "registry/2021/solidarity/v2/");
    let mut swapped = honest.clone();
    swapped.files = honest
        .files
        .iter()
        .map(|(path, bytes)| {
            let path = match (path.strip_prefix(one), path.strip_prefix(two)) {
                (Some(rest), _) => format!("{two}{rest}"),
                (_, Some(rest)) => format!("{one}{rest}"),
                _ => path.clone(),
            };
            (path, bytes.clone())
        })
        .collect();
    swapped.is_broken("registry/2021/solidarity/v2/statement.json", "this record belongs at");
    swapped.is_broken("registry/2021/solidarity/v1/text.en.txt", "not those that were signed");
    // Only the words of another version.
    let mut words = honest.clone();
    let first = honest.files[&format!("{one}text.en.txt")].clone();
    words.files.insert(format!("{two}text.en.txt"), first);
    words.is_broken("registry/2021/solidarity/v2/text.en.txt", "not those that were signed");
}

#[test]
fn a6_a_branch_is_moved_to_another_valid_version() {
    let older = Forge::coalition();
    let newer = two_versions();
    let folder = repository(&older);
    newer.write_to(folder.path());
    for path in older.files.keys().filter(|path| !newer.files.contains_key(*path)) {
        fs::remove_file(folder.path().join(path)).unwrap();
    }
    commit(folder.path());
    assert_eq!(verify(folder.path(), &["2021/solidarity"]).code, 0);
    let log = newer.report().log.unwrap();
    let known = format!("{}:{}", log.size, log.root);
    assert_eq!(verify(folder.path(), &["--expect", &known]).code, 0);
    git(folder.path(), &["reset", "-q", "--hard", "HEAD~1"]);
    let ran = verify(folder.path(), &["--expect", &known]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.output.contains("rolled back or another history"), "{ran:?}");
    // A version that the older state does not have is not found in another one.
    assert_eq!(verify(folder.path(), &["2021/solidarity@2"]).code, 5);
}

#[test]
fn a6_a_draft_branch_is_moved_to_another_statement() {
    let folder = repository(&Forge::coalition());
    fs::write(
        folder.path().join("foro"),
        forge::key("foro").to_openssh("", None, &[0; 20]).unwrap().as_bytes(),
    )
    .unwrap();
    fs::write(folder.path().join("w.txt"), "Other words.\n").unwrap();
    for id in ["2021/one", "2021/two"] {
        let ran =
            cli::run_in(folder.path(), &["propose", id, "--title", "T", "--text", "en=w.txt"]);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    git(folder.path(), &["branch", "-f", "proposals/2021/one/v1", "proposals/2021/two/v1"]);
    let before = git(folder.path(), &["rev-parse", "proposals/2021/one/v1"]);
    let ran = cli::run_in(
        folder.path(),
        &[
            "sign",
            "2021/one@1",
            "--as",
            "foro.example",
            "--key",
            "foro",
            "--confirm",
            "foro.example",
        ],
    );
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.messages.contains("the draft of 2021/one@1 cannot be read"), "{ran:?}");
    assert_eq!(git(folder.path(), &["rev-parse", "proposals/2021/one/v1"]), before);
}

#[test]
fn a7_what_git_is_told_to_show_instead() {
    let folder = repository(&Forge::coalition());
    assert_eq!(verify(folder.path(), &[]).code, 0);
    let honest = git(folder.path(), &["rev-parse", "HEAD"]);
    fs::write(folder.path().join("registry/2021/solidarity/v1/text.en.txt"), "Other words.\n")
        .unwrap();
    let other = commit(folder.path());
    assert_eq!(verify(folder.path(), &[]).code, 3);
    // The forged commit stays, and git is told to show the honest one in its place.
    git(folder.path(), &["replace", &other, &honest]);
    let ran = verify(folder.path(), &[]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(
        ran.output.contains("git is told to show something other than what lies here"),
        "{ran:?}"
    );
    assert!(ran.output.contains("text.en.txt"), "what lies here is what was read: {ran:?}");
    git(folder.path(), &["replace", "-d", &other]);
    // The other way round: the commit is honest, and git shows another one.
    git(folder.path(), &["reset", "-q", "--hard", &honest]);
    git(folder.path(), &["replace", &honest, &other]);
    assert_eq!(verify(folder.path(), &[]).code, 3);
    git(folder.path(), &["replace", "-d", &honest]);
    fs::create_dir_all(folder.path().join(".git/info")).unwrap();
    fs::write(folder.path().join(".git/info/grafts"), format!("{honest} {other}\n")).unwrap();
    assert_eq!(verify(folder.path(), &[]).code, 3);
    fs::remove_file(folder.path().join(".git/info/grafts")).unwrap();
    assert_eq!(verify(folder.path(), &[]).code, 0);
    // A shallow clone says what it cannot see, and the log decides all the same.
    commit(folder.path());
    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &url, "."]);
    let ran = verify(clone.path(), &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.output.contains("this clone is shallow"), "{ran:?}");
    assert_eq!(verify(clone.path(), &["--strict"]).code, 6);
}

#[test]
fn a8_line_endings_or_a_formatter_changed_the_bytes() {
    let honest = Forge::coalition();
    let text = "registry/2021/solidarity/v1/text.en.txt";
    let mut crlf = honest.clone();
    crlf.files.insert(text.into(), forge::WORDS.replace('\n', "\r\n").into());
    crlf.is_broken(text, "its line endings were changed");
    type Edit = fn(&str) -> String;
    let changes: [(&str, Edit); 4] = [
        ("registry/2021/solidarity/v1/statement.json", |text| text.replace(',', ", ")),
        ("registry/2021/solidarity/v1/publication.json", |text| format!("{text}\n")),
        ("keys/foro.example/1.json", |text| text.replace("{\"", "{\n  \"")),
        ("keys/foro.example/1.json.maria.sig", |text| text.replace('\n', "\r\n")),
    ];
    for (path, change) in changes {
        let mut changed = honest.clone();
        let text = String::from_utf8(honest.files[path].clone()).unwrap();
        changed.files.insert(path.into(), change(&text).into());
        let report = changed.report();
        assert_eq!(report.outcome, Outcome::Broken, "{path}");
        assert!(report.findings.iter().any(|one| one.path == path), "{path}: {report:#?}");
        assert_eq!(changed.verify(&[]).code, 3);
    }
}

#[test]
fn a9_a_typo_fix_is_merged_into_a_record() {
    let folder = repository(&Forge::coalition());
    let path = folder.path().join("registry/2021/solidarity/v1/text.en.txt");
    git(folder.path(), &["switch", "-qc", "typo"]);
    fs::write(&path, forge::WORDS.replace("together", "togther")).unwrap();
    commit(folder.path());
    git(folder.path(), &["switch", "-q", "main"]);
    git(folder.path(), &["merge", "-q", "--no-ff", "-m", "fix a typo", "typo"]);
    let ran = verify(folder.path(), &[]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.output.contains("broken: registry/2021/solidarity/v1/text.en.txt: "), "{ran:?}");
    // Nothing is built on it either.
    let ran = cli::run_in(folder.path(), &["org", "list"]);
    assert_eq!(ran.code, 3, "{ran:?}");

    // A fix of the text and of the record that binds it, so that both agree again.
    let mut forge = Forge::coalition();
    let fixed = forge.statement(&version_one(), None, "We stand together!\n");
    forge.put(&[fixed]);
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Broken);
    assert!(report.statements.iter().flat_map(|one| &one.versions).all(|one| one.endorsed == 0));
    assert_eq!(forge.verify(&["2021/solidarity"]).code, 3);
}

#[test]
fn a10_colliding_or_hostile_path_names() {
    let honest = Forge::coalition();
    for name in [&b"V1"[..], b"..", b".git", b"a\x1b[2Jb", b"a\\b", b"\xff", b"v1 "] {
        let folder = repository(&honest);
        let store = countersign_git::store::Store::open(folder.path()).unwrap();
        let tree = git(folder.path(), &["rev-parse", "HEAD:registry/2021/solidarity"]);
        let version = git(folder.path(), &["rev-parse", "HEAD:registry/2021/solidarity/v1"]);
        let version = version.parse().unwrap();
        assert!(!tree.is_empty());
        let mut entries = [("40000", name, version), ("40000", b"v1".as_slice(), version)];
        // git sorts a folder as if its name ended in a slash.
        entries.sort_by_key(|entry| [entry.1, b"/"].concat());
        let solidarity = git::raw_tree(folder.path(), &entries);
        let year = git::raw_tree(folder.path(), &[("40000", b"solidarity", solidarity)]);
        let log = git(folder.path(), &["rev-parse", "HEAD:registry/log"]).parse().unwrap();
        let registry =
            git::raw_tree(folder.path(), &[("40000", b"2021", year), ("40000", b"log", log)]);
        let keys = git(folder.path(), &["rev-parse", "HEAD:keys"]).parse().unwrap();
        let top = git::raw_tree(
            folder.path(),
            &[("40000", b"keys", keys), ("40000", b"registry", registry)],
        );
        let commit = git::raw_commit(folder.path(), &top);
        drop(store);
        let ran = verify(folder.path(), &["--rev", &commit.to_string()]);
        assert_eq!(ran.code, 3, "{name:?}: {ran:?}");
        assert!(ran.output.contains("broken: registry/2021/solidarity/"), "{name:?}: {ran:?}");
    }
}

#[test]
fn a11_two_different_second_versions() {
    let mut forge = two_versions();
    let previous = forge.published(&version_one()).hash();
    let id: VersionId = "2021/solidarity@2".parse().unwrap();
    let body = forge.statement_body(&id, Some(previous), "Entirely other words.\n");
    let mut rival = Item::signed(countersign_core::record::Body::Statement(body.into()), &[]);
    // There is one place for a version, so the other one lies at another.
    rival.path = Some("registry/2021/solidarity/v3/statement.json".into());
    let mut endorsement = forge.endorsement("foro", &rival);
    endorsement.path = Some("registry/2021/solidarity/v3/endorsements/foro.example/1.json".into());
    let mut publication = forge.publication(&rival);
    publication.path = Some("registry/2021/solidarity/v3/publication.json".into());
    let words = "registry/2021/solidarity/v3/text.en.txt";
    forge.files.insert(words.into(), b"Entirely other words.\n".to_vec());
    forge.append(&[rival.clone(), endorsement, publication]);
    let report = forge.is_broken(&rival.path(), "it does not continue its chain: version 3");
    let second = version(&report, "2021/solidarity@2");
    assert_eq!(second.standing, VersionStanding::Current);
    assert_eq!(second.endorsed, 1, "the first one logged stands, with those who endorsed it");
    assert_ne!(second.record, rival.hash());
    let foro =
        second.organisations.iter().find(|one| one.organisation == Some(forge::domain("foro")));
    assert!(foro.is_none_or(|one| one.standing != Standing::Endorsed));
}

#[test]
fn a12_extra_files() {
    let honest = Forge::coalition();
    let with = |path: &str, bytes: &[u8]| {
        let mut forge = honest.clone();
        forge.files.insert(path.into(), bytes.to_vec());
        forge
    };
    // A plain note is never read, and said.
    let note = with("registry/2021/solidarity/v1/todo.md", b"holds: everything is fine");
    let report = note.report();
    assert_eq!(report.outcome, Outcome::Holds);
    assert!(
        report
            .findings
            .iter()
            .any(|one| one.severity == Severity::Note && one.path.ends_with("todo.md"))
    );
    assert!(!note.verify(&[]).output.contains("everything is fine"));
    assert_eq!(note.verify(&["--strict"]).code, 6);
    assert_eq!(with("registry/log/notes.md", b"holds").report().outcome, Outcome::Holds);
    // Whatever looks like a part of the registry and is none is broken.
    for (path, words) in [
        ("registry/2021/solidarity/v1/text.fr.txt", "bound by no published version"),
        ("registry/2021/solidarity/v1/attachments/a.pdf", "bound by no published version"),
        ("registry/log/tile/0/001.p/1", "has no such file"),
        ("registry/2021/solidarity/v1/endorsements/dos.example/1.json", "not a record"),
        (
            "registry/2021/solidarity/v1/endorsements/dos.example/1.json.press.sig",
            "without the record",
        ),
        ("keys/zebra.example/1.json", "not a record"),
    ] {
        with(path, b"Bonjour.\n").is_broken(path, words);
    }
    // A good endorsement that nobody logged waits, and does not count.
    let mut pending = honest.clone();
    let endorsement = pending.endorsement("dos", &pending.published(&version_one()));
    pending.put(&[endorsement]);
    let report = pending.report();
    assert_eq!(report.outcome, Outcome::Holds, "{report:#?}");
    assert_eq!(line(&report, "dos").standing, Standing::Named);
    assert_eq!(line(&report, "dos").pending, Some(Act::Endorse));
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 2);
    // A signature beside a record that was logged without it counts for nothing.
    let mut late = honest.clone();
    let record = late.item(&act_path("foro", 1)).record;
    let namespace = record.kind().type_name();
    let more = forge::key("uno").sign(namespace, &Hash::of(&record.bytes())).to_armor();
    let path = format!("{}.uno.sig", act_path("foro", 1));
    late.files.insert(path.clone(), more.into());
    late.is_broken(&path, "added after the record was logged");
}
