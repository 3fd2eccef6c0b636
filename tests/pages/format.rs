//! `docs/FORMAT.md` against the program: its examples are one registry that replays, its tables are the source's.

mod anew;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use countersign_core::bundle::{self, Maker};
use countersign_core::checkpoint::{self, Checkpoint};
use countersign_core::digest::Hash;
use countersign_core::key::PrivateKey;
use countersign_core::key::sshsig::SshSignature;
use countersign_core::layout;
use countersign_core::ledger::State;
use countersign_core::ledger::chains::Chains;
use countersign_core::merkle;
use countersign_core::note::Note;
use countersign_core::record::entry::{Entry, RecordEntry};
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Kind, Record};
use countersign_core::reply::Reply;
use countersign_core::text::Text;
use countersign_core::verify::report::{Outcome, Report};
use countersign_core::verify::{NotChecked, Question, Subject, examine};
use countersign_git::directory::Directory;
use testkit::forge;
use testkit::repository;
use testkit::source;

/// A fenced block of the document and the line that follows it.
struct Example {
    mark: String,
    content: String,
    after: String,
}

fn document() -> String {
    fs::read_to_string(repository().join("docs/FORMAT.md")).unwrap()
}

fn examples(mark: &str) -> Vec<Example> {
    let document = document();
    let mut lines = document.lines();
    let mut examples = Vec::new();
    while let Some(line) = lines.next() {
        let Some(found) = line.strip_prefix("```").filter(|found| !found.is_empty()) else {
            continue;
        };
        let content: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let after = lines.clone().find(|line| !line.is_empty()).unwrap_or_default();
        examples.push(Example {
            mark: found.to_owned(),
            content: content.join("\n"),
            after: after.to_owned(),
        });
    }
    examples.retain(|example| example.mark == mark);
    assert!(!examples.is_empty(), "no example is marked {mark}");
    examples
}

fn only(mark: &str) -> Example {
    let mut examples = examples(mark);
    assert_eq!(examples.len(), 1, "{mark}");
    examples.remove(0)
}

fn records() -> Vec<Record> {
    let read = |example: Example| {
        let record = Record::read(example.content.clone().into_bytes()).unwrap();
        record.clone().with_names(only("json names").content.as_bytes()).unwrap_or(record)
    };
    examples("json record").into_iter().map(read).collect()
}

fn key(seed: u8) -> PrivateKey {
    PrivateKey::from_seed(&[seed; 32])
}

fn signed(record: &Record, seed: u8) -> String {
    key(seed).sign(record.kind().type_name(), &record.hash()).to_armor()
}

/// The seeds of the keys that sign the examples of a kind in the log.
const fn seeds(kind: Kind) -> &'static [u8] {
    match kind {
        Kind::Statement => &[],
        Kind::Endorsement => &[3],
        _ => &[1],
    }
}

/// The rows of the table that begins with this header.
fn table(header: &str) -> Vec<Vec<String>> {
    let document = document();
    let rows = document.lines().skip_while(|line| *line != header).skip(2);
    let cells =
        |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    let rows: Vec<Vec<String>> = rows.take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(!rows.is_empty(), "no table begins with {header}");
    rows
}

#[test]
fn every_record_example_reads_and_has_the_hash_that_is_printed() {
    let mut kinds = BTreeSet::new();
    for example in examples("json record") {
        let record = Record::read(example.content.clone().into_bytes())
            .unwrap_or_else(|error| panic!("{error}: {}", example.content));
        assert_eq!(example.after, format!("SHA-256: `{}`", record.hash()), "{}", example.content);
        kinds.insert(record.kind());
    }
    assert_eq!(kinds, BTreeSet::from(Kind::ALL), "every kind has an example");
}

#[test]
fn every_entry_example_decodes_and_has_the_leaf_hash_that_is_printed() {
    for example in examples("json entry") {
        let bytes = example.content.as_bytes();
        let entry = Entry::decode(bytes).unwrap();
        assert_eq!(entry.encode().unwrap(), bytes);
        assert_eq!(example.after, format!("Leaf hash: `{}`", merkle::leaf_hash(bytes)));
    }
}

#[test]
fn every_member_of_every_kind_is_described_and_shown() {
    let document = document();
    for record in records() {
        let heading = format!("\n### {}\n", record.kind().name());
        let section = document.split(&heading).nth(1).unwrap();
        let section = section.split("\n### ").next().unwrap();
        let value: serde_json::Value = serde_json::from_slice(&record.bytes()).unwrap();
        for member in value.as_object().unwrap().keys() {
            assert!(section.contains(&format!("\n| `{member}` |")), "{heading}: {member}");
        }
    }
}

#[test]
fn the_words_are_those_that_the_statement_binds() {
    let words = format!("{}\n", only("text words").content);
    let text = Text::parse(words.as_bytes(), &"en".parse().unwrap()).unwrap();
    let statement = records().into_iter().find(|record| record.kind() == Kind::Statement).unwrap();
    let Body::Statement(statement) = statement.body() else { unreachable!("a statement") };
    let bound = statement.texts.values().next().unwrap();
    assert_eq!((bound.sha256, bound.bytes), (text.sha256(), words.len() as u64));
}

#[test]
fn the_signature_example_fits_the_endorsement() {
    let example = only("text signature");
    let file = format!("{}\n", example.content);
    let endorsement =
        records().into_iter().find(|record| record.kind() == Kind::Endorsement).unwrap();
    VerifiedSignature::check(&endorsement, file.as_bytes()).unwrap();
    assert_eq!(SshSignature::parse(file.as_bytes()).unwrap().to_armor(), file);
    assert_eq!(file, signed(&endorsement, 3));
    assert_eq!(example.after, format!("SHA-256: `{}`", Hash::of(file.as_bytes())));
}

#[test]
fn the_reply_example_is_what_the_program_makes_of_the_example_revocation() {
    let record = records().into_iter().find(|one| one.kind() == Kind::Revocation).unwrap();
    let signature = key(3).sign(record.kind().type_name(), &record.hash());
    let verified = VerifiedSignature::check(&record, signature.to_armor().as_bytes()).unwrap();
    let reply = Reply::new(record, vec![(signature, verified)]).unwrap();
    let example = format!("{}\n", only("text reply").content);
    let words = example.lines().next().unwrap().strip_prefix("countersign reply: ").unwrap();
    assert_eq!(example, reply.to_text(words));
    assert_eq!(Reply::from_text(example.as_bytes()), Ok(reply));
}

/// The examples are one registry: signed with the seeds that the document names, they give its log byte for byte.
#[test]
fn the_examples_replay_to_the_log_that_is_printed() {
    let by_hash: BTreeMap<Hash, Record> =
        records().into_iter().map(|record| (record.hash(), record)).collect();
    let mut state = State::default();
    let mut chains = Chains::default();
    let mut leaves = Vec::new();
    for example in examples("json entry") {
        let at = leaves.len() as u64;
        match Entry::decode(example.content.as_bytes()).unwrap() {
            Entry::Heads(root) => assert_eq!(root, chains.root(), "entry {at}"),
            Entry::Record(entry) => {
                let record = &by_hash[&entry.record];
                let verified: Vec<VerifiedSignature> = seeds(record.kind())
                    .iter()
                    .map(|seed| {
                        VerifiedSignature::check(record, signed(record, *seed).as_bytes()).unwrap()
                    })
                    .collect();
                assert_eq!(entry, RecordEntry::of(record, &verified), "entry {at}");
                state.apply(at, &entry, Some(record), &verified).unwrap();
                chains.append(&entry, Some(record), None);
            }
        }
        leaves.push(merkle::leaf_hash(example.content.as_bytes()));
    }
    let root = &state.root().unwrap().body;
    let note = format!("{}\n", only("text checkpoint").content);
    let note = Note::parse(note.as_bytes()).unwrap();
    let want = Checkpoint::new(root.origin.as_str(), leaves.len() as u64, merkle::root(&leaves));
    let got = Checkpoint::open(&note, root.origin.as_str(), &root.log_keys).unwrap();
    assert_eq!(got, want.unwrap());
    assert_eq!(checkpoint::cosignatures(&note, &root.witnesses).unwrap().len(), 1);
    let signers = format!("{}\n", only("text allowed_signers").content);
    assert_eq!(signers, countersign_core::allowed_signers::derive(&state));
}

/// The files of the example registry, without its checkpoint's cosignature.
fn write_registry(folder: &Path) {
    for name in ["keys", "registry"] {
        fs::create_dir(folder.join(name)).unwrap();
    }
    let entries: Vec<Vec<u8>> =
        examples("json entry").into_iter().map(|example| example.content.into_bytes()).collect();
    let logged: BTreeSet<Hash> = entries
        .iter()
        .filter_map(|bytes| match Entry::decode(bytes).unwrap() {
            Entry::Record(entry) => Some(entry.record),
            Entry::Heads(_) => None,
        })
        .collect();
    let mut put = BTreeMap::new();
    for record in records().into_iter().filter(|record| logged.contains(&record.hash())) {
        let path = layout::record_path(&record, None).unwrap();
        let signer = match record.kind() {
            Kind::Statement => None,
            Kind::Endorsement => Some((3, "press")),
            _ => Some((1, "maria")),
        };
        if let Some((seed, label)) = signer {
            let path = layout::signature_path(&path, &label.parse().unwrap());
            put.insert(path, signed(&record, seed).into_bytes());
        }
        put.insert(path, record.bytes().to_vec());
    }
    let words = format!("{}\n", only("text words").content).into_bytes();
    put.insert("registry/2021/solidarity/v1/text.en.txt".to_owned(), words);
    let names = only("json names").content.into_bytes();
    put.insert("registry/2021/solidarity/v1/signatories.json".to_owned(), names);
    let signers = format!("{}\n", only("text allowed_signers").content).into_bytes();
    put.insert(layout::ALLOWED_SIGNERS.to_owned(), signers);
    let first = &records()[0];
    let Body::Registry(root) = first.body() else { unreachable!("a registry") };
    put.extend(forge::log(&entries, root, &key(2)));
    for (path, bytes) in put {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn verdict(folder: &Path) -> Report {
    let question = Question::about(Subject::Version("2021/solidarity@1".parse().unwrap()));
    examine(&Directory::open(folder).unwrap(), &Vec::new).answer(&question)
}

#[test]
fn the_examples_are_a_registry_that_verifies() {
    let folder = tempfile::tempdir().unwrap();
    write_registry(folder.path());
    let alone = verdict(folder.path());
    let codes: Vec<&str> = alone.findings.iter().map(|finding| finding.code()).collect();
    assert_eq!(
        (alone.outcome, codes),
        (Outcome::Caveat, vec!["too-few", "unwitnessed", "withdrawn"])
    );
    // Its quorum is one witness: without that cosignature nobody else is known to see the same history.
    let others = |report: &Report| {
        let is_it = |one: &NotChecked| {
            matches!(
                one,
                NotChecked::NoWitnesses
                    | NotChecked::WitnessedBefore { .. }
                    | NotChecked::FewWitnesses { .. }
            )
        };
        report.not_checked.iter().any(is_it)
    };
    assert!(others(&alone), "{:?}", alone.not_checked);
    let cosigned = format!("{}\n", only("text checkpoint").content);
    fs::write(folder.path().join(layout::CHECKPOINT), cosigned).unwrap();
    let witnessed = verdict(folder.path());
    assert_eq!(witnessed.log.as_ref().unwrap().witnesses.len(), 1);
    assert!(!others(&witnessed), "{:?}", witnessed.not_checked);
}

/// The bundle of the example registry is the file beside the document, and says what the registry says.
#[test]
fn the_example_bundle_is_that_of_the_example_registry() {
    let folder = tempfile::tempdir().unwrap();
    write_registry(folder.path());
    let cosigned = format!("{}\n", only("text checkpoint").content);
    fs::write(folder.path().join(layout::CHECKPOINT), cosigned).unwrap();
    let directory = Directory::open(folder.path()).unwrap();
    let examined = examine(&directory, &Vec::new);
    let id = "2021/solidarity@1".parse().unwrap();
    let bundle = Maker::new(&examined, &directory).unwrap().bundle(&id).unwrap();
    let bytes = bundle.encode().unwrap();
    let path = repository().join("docs/example.bundle.json");
    if std::env::var_os("COUNTERSIGN_UPDATE").is_some() {
        fs::write(&path, &bytes).unwrap();
    }
    assert_eq!(String::from_utf8(bytes).unwrap(), fs::read_to_string(&path).unwrap());
    let value: serde_json::Value = serde_json::to_value(&bundle).unwrap();
    let leaves = examples("json entry").into_iter().map(|example| example.after);
    let leaves: Vec<String> =
        leaves.map(|line| line.trim_matches('`').replace("Leaf hash: `", "")).collect();
    assert_eq!(value["proof"], serde_json::json!([leaves[1], leaves[3], leaves[7]]));
    let question = Question::about(Subject::Version(id));
    let alone = bundle::examine(&bundle).answer(&question);
    assert_eq!(alone.statements, examined.answer(&question).statements);
    assert_eq!(alone.outcome, Outcome::Caveat);
    for member in value.as_object().unwrap().keys() {
        let section = document().split("\n## Bundles\n").nth(1).unwrap().to_owned();
        assert!(section.contains(&format!("\n| `{member}` |")), "{member}");
    }
}

/// What the log of the example does not hold goes on from it by the rules, each kind alone.
#[test]
fn the_other_examples_are_admitted_after_the_log() {
    let records = records();
    let entries: Vec<RecordEntry> = examples("json entry")
        .iter()
        .filter_map(|example| match Entry::decode(example.content.as_bytes()).unwrap() {
            Entry::Record(entry) => Some(entry),
            Entry::Heads(_) => None,
        })
        .collect();
    let verified = |record: &Record, seeds: &[u8]| -> Vec<VerifiedSignature> {
        let sign =
            |seed: &u8| VerifiedSignature::check(record, signed(record, *seed).as_bytes()).unwrap();
        seeds.iter().map(sign).collect()
    };
    let replayed = |without: Option<Kind>| {
        let mut state = State::default();
        for (at, entry) in (0..).zip(&entries) {
            let record = records.iter().find(|record| record.hash() == entry.record).unwrap();
            if without == Some(record.kind()) {
                state.apply(at, entry, None, &[]).unwrap();
                continue;
            }
            state.apply(at, entry, Some(record), &verified(record, seeds(record.kind()))).unwrap();
        }
        state
    };
    for (kind, first, seeds, without) in [
        (Kind::Registry, false, &[1, 6][..], None),
        (Kind::Organisation, false, &[3], None),
        (Kind::Revocation, true, &[3], None),
        (Kind::Confirmation, true, &[1], None),
        (Kind::Listing, true, &[1], None),
        (Kind::Withholding, true, &[1], Some(Kind::Endorsement)),
        (Kind::Retraction, true, &[1], None),
        (Kind::Translation, true, &[1], None),
        (Kind::Extension, true, &[1], None),
    ] {
        let of_kind =
            |record: &&Record| record.kind() == kind && record.previous().is_none() == first;
        let record = records.iter().find(of_kind).unwrap();
        let verified = verified(record, seeds);
        let mut state = replayed(without);
        state.apply(20, &RecordEntry::of(record, &verified), Some(record), &verified).unwrap();
        assert_eq!(state.not_shown().count(), 0);
    }
}

#[test]
fn every_limit_is_listed_with_its_value() {
    let known = source::of_source(&repository().join("src"));
    let listed: BTreeMap<String, u128> = table("| constant | value | what and why |")
        .into_iter()
        .map(|row| {
            assert!(row[2].len() > 10, "{} has no reason", row[0]);
            (row[0].trim_matches('`').to_owned(), row[1].parse().unwrap())
        })
        .collect();
    for (name, value) in &listed {
        let constant =
            known.get(name).unwrap_or_else(|| panic!("the source has no constant {name}"));
        assert_eq!(constant.value, Some(*value), "{name}");
    }
    let limits = known.iter().filter(|(name, constant)| {
        let last = name.rsplit("::").next().unwrap();
        constant.is_public && (last.ends_with("_MAX") || last.contains("_BYTES"))
    });
    let missing: Vec<&String> =
        limits.map(|(name, _)| name).filter(|name| !listed.contains_key(*name)).collect();
    assert!(missing.is_empty(), "limits that FORMAT.md does not list: {missing:?}");
}

#[test]
fn the_version_of_unicode_is_the_programs() {
    let (major, minor, update) = countersign_core::text::UNICODE_VERSION;
    assert!(document().contains(&format!("follows Unicode {major}.{minor}.{update}.")));
}

#[test]
fn every_finding_is_listed() {
    let listed: BTreeSet<String> = table("| code | severity | meaning |")
        .into_iter()
        .map(|row| row[0].trim_matches('`').to_owned())
        .collect();
    let sources = source::sources(&repository().join("src/core/verify/finding"));
    let used: BTreeSet<String> = sources.values().flat_map(|source| literals(source)).collect();
    assert_eq!(used, listed);
}

/// The string literals outside comments: in the files that this is asked about, each is a code.
fn literals(source: &str) -> Vec<String> {
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn the_exit_codes_are_the_programs() {
    use countersign_cli::failure::Stop;
    let mut want = BTreeMap::from([("done".to_owned(), 0)]);
    for stop in [
        Stop::Error,
        Stop::Usage,
        Stop::Broken,
        Stop::Unknown,
        Stop::Unchecked,
        Stop::Refused,
        Stop::Signer,
        Stop::Busy,
    ] {
        want.insert(stop.name().to_owned(), stop.exit_code());
    }
    for outcome in [
        Outcome::Holds,
        Outcome::Broken,
        Outcome::Altered,
        Outcome::Unknown,
        Outcome::Caveat,
        Outcome::Unchecked,
    ] {
        let name = serde_json::to_value(outcome).unwrap();
        want.insert(name.as_str().unwrap().to_owned(), outcome.exit_code());
    }
    let mut got = BTreeMap::new();
    for row in table("| code | outcome | meaning |") {
        for name in row[1].split(", ") {
            got.insert(name.trim_matches('`').to_owned(), row[0].parse().unwrap());
        }
    }
    assert_eq!(got, want);
}
