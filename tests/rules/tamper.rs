//! Every file of the demonstration, tampered with in every way: verification never says that it holds,
//! and names the file.

mod log;

use std::collections::BTreeMap;

use countersign_core::layout::{self, Place, place_of};
use countersign_core::tree::Source;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::report::Outcome;
use countersign_core::verify::{Question, Subject, examine};
use countersign_speech as speech;
use rayon::prelude::*;
use testkit::memory::{Files, Memory};
use testkit::parts;
use testkit::repository;

/// Files whose bytes nobody relies on: prose that verification does not read.
const NOT_READ: [&str; 1] = [layout::KEYS_README];

fn shipped() -> Files {
    Memory::files_of(repository())
}

fn question() -> Question {
    Question::about(Subject::Registry)
}

fn judge(files: Files) -> (Outcome, Vec<Finding>) {
    let source = Memory::new(files);
    let report = examine(&source, &Vec::new).answer(&question());
    parts::agree_by(&[1], &source, &question(), &report);
    (report.outcome, report.findings)
}

/// What was done to which files.
struct Tampered {
    what: String,
    paths: Vec<String>,
    files: Files,
}

impl Tampered {
    fn new(what: impl Into<String>, paths: &[&str], files: Files) -> Self {
        Self {
            what: what.into(),
            paths: paths.iter().map(|one| (*one).to_owned()).collect(),
            files,
        }
    }

    /// Why verification was misled, where it was.
    fn misled(&self, may_name: impl Fn(&str, &str) -> bool) -> Option<String> {
        let (outcome, findings) = judge(self.files.clone());
        let what = format!("{} {:?}: {outcome:?}", self.what, self.paths);
        if outcome != Outcome::Broken && outcome != Outcome::Unchecked {
            return Some(what);
        }
        // The first line names it: what only follows from it comes after.
        let first = speech::findings(&findings).into_iter().next();
        let named = first.as_ref().map_or("", |first| first.path.as_str());
        let names = self.paths.iter().any(|path| may_name(path, named));
        (!names).then(|| format!("{what}, and the first line names {named:?}: {findings:?}"))
    }
}

/// The file itself; for a file of the log, whichever file of the log disagrees with it;
/// for a signature, the record that lacks it.
fn names(path: &str, named: &str) -> bool {
    let in_log = |path: &str| path.starts_with(layout::LOG);
    let signs = matches!(place_of(path), Place::Signature { record, .. } if record == named);
    named == path || in_log(path) && in_log(named) || signs
}

/// What was taken away is named by what it leaves behind: its signatures, or the files of its folder.
fn names_what_is_left(path: &str, named: &str) -> bool {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    names(path, named) || folder(path) == folder(named)
}

fn relied_on(files: &Files) -> Vec<&String> {
    files.keys().filter(|path| !NOT_READ.contains(&path.as_str())).collect()
}

#[track_caller]
fn none_misleads(table: &[Tampered], may_name: impl Fn(&str, &str) -> bool + Sync) {
    assert!(!table.is_empty());
    let misled: Vec<String> = table.par_iter().filter_map(|one| one.misled(&may_name)).collect();
    assert!(
        misled.is_empty(),
        "{} of {} mislead:\n{}",
        misled.len(),
        table.len(),
        misled.join("\n")
    );
}

/// One tampering for each file.
fn each(what: &str, tamper: impl Fn(&Files, &str, &mut Vec<u8>)) -> Vec<Tampered> {
    let files = shipped();
    let one = |path: &&String| {
        let mut tampered = files.clone();
        let mut bytes = files[*path].clone();
        tamper(&files, path, &mut bytes);
        (bytes != files[*path]).then(|| {
            tampered.insert((*path).clone(), bytes);
            Tampered::new(what, &[path], tampered)
        })
    };
    relied_on(&files).iter().filter_map(one).collect()
}

#[test]
fn untouched_it_holds() {
    let (outcome, findings) = judge(shipped());
    assert_eq!(outcome, Outcome::Holds, "{findings:?}");
}

#[test]
fn prose_that_nobody_relies_on_changes_no_verdict() {
    for path in NOT_READ {
        let mut files = shipped();
        files.insert(path.to_owned(), b"changed".to_vec());
        assert_eq!(judge(files.clone()).0, Outcome::Holds);
        files.remove(path);
        assert_eq!(judge(files).0, Outcome::Holds);
    }
}

#[test]
fn dropped() {
    let files = shipped();
    let drop = |path: &&String| {
        let mut tampered = files.clone();
        tampered.remove(*path);
        Tampered::new("dropped", &[path], tampered)
    };
    // The newest head has its quorum itself: what `witnessed` says is said there too.
    let is_said_once = |path: &&&String| path.as_str() != layout::WITNESSED;
    let table: Vec<Tampered> = relied_on(&files).iter().filter(is_said_once).map(drop).collect();
    none_misleads(&table, names_what_is_left);
    let mut without = files.clone();
    without.remove(layout::WITNESSED).unwrap();
    let [before, after] = [files, without].map(|files| {
        examine(&Memory::new(files), &Vec::new).answer(&question()).log.unwrap().witnesses
    });
    assert!(!before.is_empty() && before == after);
}

/// What is grave after a file was changed, or taken away where nothing is left of it.
fn grave_without(path: &str, change: impl Fn(&mut Vec<u8>)) -> Vec<Finding> {
    let mut files = shipped();
    let mut bytes = files.remove(path).unwrap();
    change(&mut bytes);
    if !bytes.is_empty() {
        files.insert(path.to_owned(), bytes);
    }
    let (outcome, mut findings) = judge(files);
    assert_eq!(outcome, Outcome::Broken, "{path}");
    findings.retain(Finding::is_grave);
    findings
}

/// The first file of a kind.
fn first(of: impl Fn(&Place) -> bool) -> String {
    shipped().into_keys().find(|path| of(&place_of(path))).unwrap()
}

#[test]
fn one_fault_is_one_finding() {
    let is_enrolment = |path: &str| matches!(place_of(path), Place::Organisation(_, 1));
    let signature =
        first(|place| matches!(place, Place::Signature { record, .. } if is_enrolment(record)));
    let organisation = first(|place| matches!(place, Place::Organisation(_, 1)));
    let statement = first(|place| matches!(place, Place::Statement(_)));
    let record = signature.split_once(".json").unwrap().0.to_owned() + ".json";
    // By what was taken away: the file that is named.
    for (gone, named) in
        [(&signature, &record), (&organisation, &organisation), (&statement, &statement)]
    {
        let grave = grave_without(gone, Vec::clear);
        assert_eq!(grave.len(), 1, "{gone}: {grave:#?}");
        assert_eq!(grave[0].path, *named);
        assert!(grave[0].follows.len() > 1, "{gone}: {grave:#?}");
    }
    // Whichever of the two is wrong: the entries, or the tile over them.
    let in_log = |folder: &str| {
        let folder = format!("{}/tile/{folder}/", layout::LOG);
        shipped().into_keys().find(|path| path.starts_with(&folder)).unwrap()
    };
    for path in [in_log("entries"), in_log("0")] {
        let grave = grave_without(&path, |bytes| *bytes.last_mut().unwrap() ^= 1);
        assert_eq!(grave.len(), 1, "{path}: {grave:#?}");
        assert_eq!((grave[0].path.as_str(), grave[0].code()), (path.as_str(), "log-tile"));
    }
}

#[test]
fn truncated() {
    for (what, keep) in [("emptied", 0), ("halved", 50)] {
        none_misleads(&each(what, |_, _, bytes| bytes.truncate(bytes.len() * keep / 100)), names);
    }
    none_misleads(
        &each("without its last byte", |_, _, bytes| {
            bytes.pop();
        }),
        names,
    );
    none_misleads(
        &each("without its first byte", |_, _, bytes| {
            bytes.remove(0);
        }),
        names,
    );
}

#[test]
fn one_bit_or_byte_changed() {
    // Five places of each file, another bit in each.
    for fifth in 0..5_usize {
        let flip = |_: &Files, _: &str, bytes: &mut Vec<u8>| {
            let at = bytes.len() * fifth / 5;
            bytes[at] ^= 1 << fifth;
        };
        none_misleads(&each("one bit changed", flip), names);
    }
    none_misleads(
        &each("the last byte changed", |_, _, bytes| *bytes.last_mut().unwrap() ^= 1),
        names,
    );
    let case = |_: &Files, _: &str, bytes: &mut Vec<u8>| {
        let letter = bytes.iter().rposition(u8::is_ascii_lowercase);
        if let Some(letter) = letter {
            bytes[letter] = bytes[letter].to_ascii_uppercase();
        }
    };
    none_misleads(&each("one letter made a capital", case), names);
}

#[test]
fn something_added() {
    for more in [b"\n".as_slice(), b"\0", b"x"] {
        none_misleads(&each("appended to", |_, _, bytes| bytes.extend(more)), names);
    }
    none_misleads(&each("indented", |_, _, bytes| bytes.insert(0, b' ')), names);
    // The lines of allowed_signers are a set: each of them twice is the same set.
    let is_set = |one: &Tampered| one.paths.iter().any(|path| path == layout::ALLOWED_SIGNERS);
    let doubled = each("doubled", |_, _, bytes| bytes.extend(bytes.clone()));
    let (sets, doubled): (Vec<Tampered>, Vec<Tampered>) = doubled.into_iter().partition(is_set);
    assert_eq!(sets.len(), 1);
    assert!(sets.into_iter().all(|one| judge(one.files).0 == Outcome::Holds));
    none_misleads(&doubled, names);
    let crlf = |_: &Files, _: &str, bytes: &mut Vec<u8>| {
        let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        *bytes = lines.join(b"\r\n".as_slice());
    };
    none_misleads(&each("with CRLF", crlf), names);
}

/// What can be taken for what: files of one kind.
fn kind_of(path: &str) -> String {
    match place_of(path) {
        Place::Signature { record, .. } => format!("signature of {:?}", place_of(&record).kind()),
        Place::Text(..) => "text".to_owned(),
        place => format!("{:?}", place.kind()),
    }
}

#[test]
fn swapped_with_another_of_its_kind() {
    let files = shipped();
    let mut kinds: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for path in relied_on(&files) {
        kinds.entry(kind_of(path)).or_default().push(path);
    }
    let mut table = Vec::new();
    for paths in kinds.values() {
        for (first, second) in paths.iter().zip(paths.iter().cycle().skip(1)) {
            if files[*first] == files[*second] {
                continue;
            }
            let mut swapped = files.clone();
            swapped.insert((*first).clone(), files[*second].clone());
            swapped.insert((*second).clone(), files[*first].clone());
            table.push(Tampered::new("swapped", &[first, second], swapped));
            // And one that takes the place of the other, so that the other is gone.
            let mut replaced = files.clone();
            replaced.insert((*first).clone(), files[*second].clone());
            table.push(Tampered::new("replaced by another of its kind", &[first], replaced));
        }
    }
    none_misleads(&table, names);
}

/// Where a copy of a file could be put so that somebody takes it for the real one.
fn plausible(path: &str) -> Vec<String> {
    let mut to = match place_of(path) {
        Place::Signature { record, .. } => {
            vec![layout::signature_path(&record, &"spare".parse().unwrap())]
        }
        Place::Text(..) => vec![path.replace("text.en", "text.fr").replace("text.es", "text.pt")],
        Place::Root(_) => vec!["keys/root/2.json".into()],
        Place::Organisation(_, number) => {
            let next = format!("/{}.json", number + 1);
            vec![
                path.replace(&format!("/{number}.json"), &next),
                "keys/zebra.example/1.json".into(),
            ]
        }
        Place::Statement(_) => vec!["registry/2024/other/v1/statement.json".into()],
        Place::Publication(_) => vec![path.replace("publication.json", "withholdings/1.json")],
        Place::Endorsement(_, domain, number) => vec![
            path.replace(&format!("/{number}.json"), &format!("/{}.json", number + 5)),
            path.replace(domain.as_str(), "laguna.example"),
            path.replace("2024/water-defenders", "2021/venezuela-solidarity"),
        ],
        Place::Log if path.contains("/entries/") => {
            vec!["registry/log/tile/entries/001.p/1".into()]
        }
        Place::Log if path.contains("/tile/") => vec!["registry/log/tile/1/000.p/1".into()],
        Place::Log => vec!["registry/log/tile/0/001.p/1".into()],
        _ => Vec::new(),
    };
    to.retain(|to| to != path);
    to
}

#[test]
fn duplicated_to_a_plausible_place() {
    let files = shipped();
    let mut table = Vec::new();
    for path in relied_on(&files) {
        for to in plausible(path) {
            let mut tampered = files.clone();
            if tampered.insert(to.clone(), files[path].clone()).is_none() {
                table.push(Tampered::new(format!("{path} copied to"), &[&to], tampered));
            }
        }
    }
    assert!(table.len() + 2 >= relied_on(&files).len());
    none_misleads(&table, names);
}

#[test]
fn records_moved_with_their_signatures() {
    let files = shipped();
    let mut table = Vec::new();
    for path in relied_on(&files).into_iter().filter(|path| place_of(path).kind().is_some()) {
        for to in plausible(path) {
            let beside = |one: &&String| one.strip_prefix(path.as_str()).is_some();
            let mut tampered = files.clone();
            for one in files.keys().filter(beside) {
                let bytes = tampered.remove(one).unwrap();
                tampered.insert(one.replace(path.as_str(), &to), bytes);
            }
            table.push(Tampered::new(format!("{path} moved to"), &[&to], tampered));
        }
    }
    none_misleads(&table, names);
}

#[test]
fn the_table_looks_at_every_file() {
    let files = shipped();
    assert_eq!(
        relied_on(&files).len() + NOT_READ.len(),
        Memory::new(files.clone()).listing().files.len()
    );
    assert!(relied_on(&files).iter().all(|path| place_of(path) != Place::Note));
}
