//! What later versions of the format bring: this program carries it, or says "unchecked", and never "broken".

use std::collections::BTreeMap;

use countersign_core::bundle::{self, Bundle};
use countersign_core::record::extension::{EXTENSION_DEPTH_MAX, Value};
use countersign_core::record::{Body, Extension, Kind, Record};
use countersign_core::text;
use countersign_core::verify::report::{Outcome, Report, Severity};
use countersign_core::verify::{Question, Subject};
use testkit::forge::{self, Forge, Item, Logged, key, version_one};
use testkit::liar::{self, Liar};
use testkit::world::World;

fn extension(world_id: countersign_core::digest::Hash) -> Extension {
    let inside = BTreeMap::from([("limit".to_owned(), Value::Integer(7))]);
    let members = BTreeMap::from([
        ("about".to_owned(), Value::Text("mail from witnesses".to_owned())),
        ("rules".to_owned(), Value::List(vec![Value::Object(inside), Value::Bool(true)])),
    ]);
    Extension::new(world_id, members)
}

fn severity(report: &Report, code: &str) -> Option<Severity> {
    report.findings.iter().find(|one| one.code() == code).map(|one| one.severity)
}

#[test]
fn an_extension_is_logged_by_the_maintainers_once_and_changes_nothing() {
    let mut world = World::new(&["uno"]);
    let statement = world.publish(&["uno"]);
    let record = Record::new(&Body::Extension(extension(world.id))).unwrap();
    for signers in [&[][..], &["uno"]] {
        assert!(world.apply(&record, signers).is_err());
    }
    world.admit(&record, &["maria"]);
    assert!(world.apply(&record, &["maria"]).is_err(), "twice");
    assert_eq!(world.endorsed(&statement), 1);
}

#[test]
fn an_extension_has_any_members_but_none_that_parsers_read_differently() {
    let id = World::new(&[]).id;
    let with = |name: &str, value: Value| {
        Record::new(&Body::Extension(Extension::new(
            id,
            BTreeMap::from([(name.to_owned(), value)]),
        )))
    };
    let nested =
        |levels: usize| (0..levels).fold(Value::Bool(true), |inside, _| Value::List(vec![inside]));
    assert!(with("x", nested(EXTENSION_DEPTH_MAX)).is_ok());
    assert!(with("x", nested(EXTENSION_DEPTH_MAX + 1)).is_err());
    assert!(with("x", Value::Integer(1 << 53)).is_err());
    assert!(with("Ünder", Value::Bool(true)).is_err());
    assert!(with("about", Value::Integer(1)).is_err());
    let inner = BTreeMap::from([("type".to_owned(), Value::Bool(true))]);
    assert!(with("x", Value::Object(inner)).is_err());
    for bad in ["null", "1.5", "-1", "1e3", "{\"b\":1,\"a\":1}", "{\"a\":1,\"a\":1}"] {
        let text =
            format!("{{\"a\":{bad},\"registry\":\"{id}\",\"type\":\"countersign/extension/v1\"}}");
        assert!(Record::read(text).is_err(), "{bad}");
    }
}

#[test]
fn an_extension_is_a_note_and_no_bundle_carries_it() {
    let mut forge = Forge::coalition();
    let id = forge.published(&version_one()).record.registry().unwrap();
    let body = Body::Extension(extension(id));
    forge.append(&[Item::signed(body, &[("maria", &key("maria"))])]);
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Holds, "{report:#?}");
    assert_eq!(severity(&report, "extension"), Some(Severity::Note));
    let liar = Liar::of(&forge);
    let honest = liar.honest(&version_one());
    assert_eq!(liar::judged(&liar::read(&honest).unwrap()).outcome, Outcome::Holds);
    assert!(!honest.to_string().contains("registry/extensions"));
}

#[test]
fn what_lies_beside_the_log_or_below_evidence_is_a_note() {
    let mut forge = Forge::coalition();
    let beside = ["registry/log/mirrors.txt", "registry/evidence/mail/1"];
    for path in beside {
        forge.files.insert(path.to_owned(), b"whatever a later version keeps here".to_vec());
    }
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Holds, "{report:#?}");
    let notes = report.findings.iter().filter(|one| one.code() == "unknown-file");
    assert_eq!(notes.map(|one| one.path.as_str()).collect::<Vec<_>>().len(), beside.len());
    // A tile that a log of this size does not have is still none of its files.
    forge.files.insert("registry/log/tile/0/001".to_owned(), vec![0; 8192]);
    assert_eq!(severity(&forge.report(), "log-extra"), Some(Severity::Broken));
}

#[test]
fn an_entry_of_a_later_kind_and_a_record_of_a_later_type_are_unchecked() {
    let mut forge = Forge::coalition();
    let entry = "{\"kind\":\"petition\",\"record\":\"00\",\"signatures\":[]}";
    forge.appends.push(vec![Logged::Raw(entry.as_bytes().to_vec())]);
    forge.write_log();
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Unchecked, "{report:#?}");
    let mut forge = Forge::coalition();
    let path = forge::act_path("dos", 1);
    let bytes = b"{\"type\":\"countersign/endorsement/v2\"}";
    forge.append_bytes(&path, bytes, Kind::Endorsement, "dos");
    let report = forge.report();
    assert_eq!(severity(&report, "newer-format"), Some(Severity::Unchecked));
    assert!(
        report
            .findings
            .iter()
            .all(|one| one.severity != Severity::Broken || one.path.ends_with(".sig")),
        "{report:#?}"
    );
}

/// Nobody can say whether words with such a character are well-formed, but whoever knows a later Unicode.
#[test]
fn a_character_that_came_later_is_unchecked_where_it_is_read_and_refused_where_it_is_written() {
    let later = '\u{378}';
    assert_eq!(text::later("We stand"), None);
    assert_eq!(text::later("\u{e000}\u{fdd0}\u{ffff}"), None, "these never come");
    assert_eq!(text::later(&format!("We {later} stand")), Some(later));
    let language = "en".parse().unwrap();
    assert!(text::Text::parse(format!("We {later}.\n").as_bytes(), &language).is_err());
    let mut forge = Forge::founded(1);
    let enrolments = ["dos", "foro", "uno"].map(|stem| forge.enrolment(stem));
    forge.append(&enrolments);
    let statement = forge.statement(&version_one(), None, &format!("We {later} stand.\n"));
    let publication = forge.publication(&statement);
    forge.append(&[statement, publication]);
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Unchecked, "{report:#?}");
    assert_eq!(severity(&report, "newer-character"), Some(Severity::Unchecked));
}

#[test]
fn a_bundle_may_carry_evidence_which_no_verdict_needs() {
    let liar = Liar::demonstration();
    let id = "2021/venezuela-solidarity@1".parse().unwrap();
    let mut honest = liar.honest(&id);
    let question = Question::about(Subject::Version(id));
    let before = bundle::examine(&liar::read(&honest).unwrap()).answer(&question);
    honest["evidence"] = serde_json::json!({ "checkpoints/12": "a cosigned head" });
    let bytes = serde_json::to_vec(&honest).unwrap();
    let bundle = Bundle::read(&bytes).unwrap();
    assert_eq!(bundle::examine(&bundle).answer(&question), before);
    assert_eq!(bundle.encode().unwrap(), bytes, "it comes along");
}
