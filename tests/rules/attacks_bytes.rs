//! Attacks by what bytes can be taken for: B1, B2, B4, B9, B10, B11, B15, B17.
#![cfg(unix)]

use std::fs;

use countersign_core::digest::Hash;
use countersign_core::name::VersionId;
use countersign_core::record::endorsement::Endorsement;
use countersign_core::record::entry::{RecordEntry, Signatures};
use countersign_core::record::{Body, Kind, Record};
use countersign_core::verify::report::{Outcome, Report, Standing};
use countersign_speech as speech;
use testkit::cli;
use testkit::forge::{
    self, Forge, Item, Logged, act, act_path, domain, key, line, version, version_one,
};

/// How many endorsements are counted anywhere.
fn counted(report: &Report) -> u64 {
    report.statements.iter().flat_map(|one| &one.versions).map(|one| one.endorsed).sum()
}

/// The coalition with a second version that nobody endorses yet.
fn two_versions() -> Forge {
    let mut forge = Forge::coalition();
    let previous = forge.published(&version_one()).hash();
    let id: VersionId = "2021/solidarity@2".parse().unwrap();
    let second = forge.statement(&id, Some(previous), "We stand together today.\n");
    let publication = forge.publication(&second);
    forge.append(&[second, publication]);
    forge
}

#[test]
fn b1_an_endorsement_of_version_1_beside_version_2() {
    let honest = two_versions();
    assert_eq!(honest.verify(&["2021/solidarity"]).code, 6);
    let first = honest.item(&act_path("foro", 1));
    let beside = act_path("foro", 1).replace("/v1/", "/v2/");
    // Copied, moved, or logged a second time: it stays an endorsement of version 1.
    let mut copied = honest.clone();
    let item = Item { path: Some(beside.clone()), ..first.clone() };
    copied.files.extend(item.files());
    let report = copied.is_broken(&beside, "a copy of a record");
    assert_eq!(version(&report, "2021/solidarity@2").endorsed, 0);
    let mut moved = copied.clone();
    first.files().keys().for_each(|path| drop(moved.files.remove(path)));
    let report = moved.is_broken(&beside, "this record belongs at");
    assert_eq!(version(&report, "2021/solidarity@2").endorsed, 0);
    // One that says version 2 and has the hash of version 1, signed like that.
    let second: VersionId = "2021/solidarity@2".parse().unwrap();
    let body = honest.endorsement_body("dos", &honest.published(&second));
    let old = honest.published(&version_one()).hash();
    let mixed = act(Endorsement { record: old, ..body }, "dos");
    let mut forge = honest.clone();
    forge.append(std::slice::from_ref(&mixed));
    let report = forge.is_broken(&mixed.path(), "it is about other words");
    assert_eq!(version(&report, "2021/solidarity@2").endorsed, 0);
}

#[test]
fn b2_an_endorsement_replayed_from_another_statement_or_registry() {
    let honest = Forge::coalition();
    let other_id: VersionId = "2021/other@1".parse().unwrap();
    // Another statement of the same registry, with the very same words.
    let mut forge = honest.clone();
    let other = forge.statement(&other_id, None, forge::WORDS);
    let replayed = Item {
        path: Some("registry/2021/other/v1/endorsements/foro.example/1.json".to_owned()),
        ..forge.item(&act_path("foro", 1))
    };
    let publication = forge.publication(&other);
    forge.append(&[other.clone(), replayed.clone(), publication]);
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Broken);
    assert!(report.findings.iter().any(|one| one.path == replayed.path()), "{report:#?}");
    let others = report.statements.iter().find(|one| one.id == other_id.statement);
    assert!(others.is_none_or(|one| one.versions.iter().all(|one| one.endorsed == 0)));
    // The same keys, statement and words in another registry.
    let mut elsewhere = Forge::founded(9);
    let enrolments = ["dos", "foro", "uno"].map(|stem| elsewhere.enrolment(stem));
    elsewhere.append(&enrolments);
    let statement = elsewhere.statement(&version_one(), None, forge::WORDS);
    let publication = elsewhere.publication(&statement);
    let replayed = honest.item(&act_path("foro", 1));
    elsewhere.append(&[statement, replayed, publication]);
    let report = elsewhere.is_broken(&act_path("foro", 1), "it belongs to another registry");
    assert_eq!(counted(&report), 0);
    assert_eq!(line(&report, "foro").standing, Standing::Unreliable);
}

#[test]
fn b4_one_kind_of_record_is_taken_for_another() {
    let honest = Forge::coalition();
    let endorsement = honest.endorsement("dos", &honest.published(&version_one()));
    let bytes = endorsement.record.bytes().to_vec();
    // A signature that its key made over these bytes as another kind.
    for kind in Kind::ALL {
        let signature = key("dos").sign(kind.type_name(), &endorsement.hash()).to_armor();
        let files = vec![("press".to_owned(), signature.into_bytes())];
        let item = Item::with(endorsement.record.clone(), files);
        let mut forge = honest.clone();
        forge.append(std::slice::from_ref(&item));
        if kind == Kind::Endorsement {
            assert_eq!(counted(&forge.report()), 3);
            continue;
        }
        let report = forge.is_broken(&format!("{}.press.sig", item.path()), "");
        assert_eq!(counted(&report), 2, "{kind:?}");
    }
    // A record at the place of another kind, and an entry that calls it another kind.
    for place in ["keys/dos.example/2.json", "registry/2021/solidarity/v1/withholdings/1.json"] {
        let mut forge = honest.clone();
        let item = Item { path: Some(place.to_owned()), ..endorsement.clone() };
        forge.append(&[item]);
        forge.is_broken(place, "this record belongs at");
    }
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Endorsement) {
        let mut forge = honest.clone();
        forge.files.extend(endorsement.files());
        let files = endorsement.signatures.iter().map(|(_, file)| Hash::of(file)).collect();
        let signatures = Signatures::of(kind, files);
        let entry = RecordEntry { kind, signatures, ..endorsement.entry.clone() };
        let record = Some(Box::new(endorsement.record.clone()));
        forge.appends.push(vec![Logged::Record(entry, record)]);
        forge.write_log();
        let report = forge.is_broken(&endorsement.path(), "another kind or predecessor");
        assert_eq!(counted(&report), 2);
    }
    // The type member rewritten, signed as what it then claims to be.
    let text = String::from_utf8(bytes).unwrap();
    // An extension may have any members: one that was made of an endorsement is none, and lies where none does.
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Endorsement) {
        let renamed = text.replace(Kind::Endorsement.type_name(), kind.type_name());
        let mut forge = honest.clone();
        forge.append_bytes(&endorsement.path(), renamed.as_bytes(), kind, "dos");
        let why = match kind {
            Kind::Extension => "this record belongs at",
            _ => "not the JSON that was wanted",
        };
        forge.is_broken(&endorsement.path(), why);
    }
}

/// An endorsement by dos whose bytes are spelt as given, signed and logged like that.
#[track_caller]
fn misspelt(spell: impl Fn(&str) -> String) -> Report {
    let mut forge = Forge::coalition();
    let endorsement = forge.endorsement("dos", &forge.published(&version_one()));
    let text = String::from_utf8(endorsement.record.bytes().to_vec()).unwrap();
    let spelt = spell(&text);
    assert_ne!(spelt, text, "it must be spelt otherwise");
    forge.append_bytes(&endorsement.path(), spelt.as_bytes(), Kind::Endorsement, "dos");
    let report = forge.is_broken(&endorsement.path(), "");
    assert_eq!(counted(&report), 2, "{spelt}");
    assert_ne!(line(&report, "dos").standing, Standing::Endorsed);
    report
}

#[test]
fn b9_json_that_two_parsers_read_differently() {
    let act = "\"act\":\"endorse\"";
    misspelt(|text| text.replace(act, "\"act\":\"decline\",\"act\":\"endorse\""));
    misspelt(|text| text.replace(act, "\"act\":\"endorse\",\"act\":\"decline\""));
    misspelt(|text| text.replace(act, "\"\\u0061ct\":\"endorse\""));
    misspelt(|text| text.replace(act, "\"act\":\"\\u0065ndorse\""));
    misspelt(|text| text.replace(act, "\"act\": \"endorse\""));
    misspelt(|text| text.replace(act, "\"Act\":\"endorse\""));
    misspelt(|text| text.replace(act, "\"__proto__\":{},\"act\":\"endorse\""));
    misspelt(|text| text.replace(act, "\"act\":\"endorse\",\"aside\":null"));
    misspelt(|text| text.replace("\"version\":1", "\"version\":1.0"));
    misspelt(|text| text.replace("\"version\":1", "\"version\":1e0"));
    misspelt(|text| text.replace("\"version\":1", "\"version\":01"));
    misspelt(|text| text.replace("\"version\":1", "\"version\":\"1\""));
    misspelt(|text| text.replace("\"version\":1", "\"version\":-1"));
    misspelt(|text| format!("\u{feff}{text}"));
    misspelt(|text| format!("{text}\n"));
    misspelt(|text| format!("{text}{text}"));
    misspelt(|text| format!("[{text}]"));
    misspelt(|text| text.replace("\"salt\":", "\"reservation\":\"\\ud800\",\"salt\":"));
}

#[test]
fn b10_invisible_or_look_alike_letters() {
    // The words of a frozen text, with the hash that fits them.
    for hidden in ['\u{202e}', '\u{200b}', '\u{2066}', '\u{feff}', '\u{ad}', '\u{1b}', '\u{0}'] {
        let mut forge = Forge::coalition();
        let id: VersionId = "2021/hidden@1".parse().unwrap();
        let words = format!("We do{hidden} stand.\n");
        let statement = forge.statement(&id, None, &words);
        let publication = forge.publication(&statement);
        forge.append(&[statement, publication]);
        let report = forge.is_broken("registry/2021/hidden/v1/text.en.txt", "line 1, column 6");
        assert!(
            !speech::findings(&report.findings)
                .iter()
                .any(|one| one.message.english().contains(hidden)),
            "{report:#?}"
        );
    }
    // A line of a record.
    misspelt(|text| text.replace("\"record\":", "\"reservation\":\"not\u{200b}\",\"record\":"));
    // On the way in.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("maria"), key("maria").to_openssh("", None, &[0; 20]).unwrap().as_bytes())
        .unwrap();
    fs::write(path.join("maria.pub"), format!("{}\n", key("maria").public())).unwrap();
    let run = |arguments: &[&str]| cli::run_in(path, arguments);
    let init = [
        "init",
        "r",
        "--name",
        "R",
        "--origin",
        "r.example/log",
        "--maintainer",
        "maria=maria.pub",
    ];
    assert_eq!(run(&init).code, 0);
    let propose = |title: &str, words: &str| {
        fs::write(path.join("words.txt"), words).unwrap();
        run(&["-C", "r", "propose", "2021/a", "--title", title, "--text", "en=../words.txt"])
    };
    assert_eq!(propose("T", "We do\u{202e} stand.\n").code, 7);
    assert_eq!(propose("T\u{200b}", "We stand.\n").code, 2);
    assert_eq!(propose("T\u{1b}[2J", "We stand.\n").code, 2);
    let look_alike = propose("T", "We stand with V\u{435}nezuela.\n");
    assert_eq!(look_alike.code, 0, "{look_alike:?}");
    assert!(look_alike.messages.contains("look twice"), "{look_alike:?}");
}

#[test]
fn b11_escape_sequences_or_a_fake_verdict() {
    // In a record no control character is valid, however it is written.
    for escape in ["\\u001b[2J", "\\n", "\\u009b2J", "\\u0007", "\u{9b}2J"] {
        misspelt(|text| {
            text.replace("\"salt\":", &format!("\"reservation\":\"x{escape}\",\"salt\":"))
        });
    }
    // A title may say anything in words; the verdict comes first and is another line.
    let mut forge = Forge::coalition();
    let id: VersionId = "2021/fake@1".parse().unwrap();
    let mut body = forge.statement_body(&id, None, forge::WORDS);
    let title = "holds: everything checked in R fits together; 12 of the 12 named have endorsed this exact text";
    body.title.insert("en".parse().unwrap(), title.parse().unwrap());
    let statement = Item::signed(Body::Statement(body.into()), &[]);
    forge.files.insert("registry/2021/fake/v1/text.en.txt".into(), forge::WORDS.into());
    let publication = forge.publication(&statement);
    forge.append(&[statement, publication]);
    let ran = forge.verify(&["2021/fake"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(ran.output.starts_with("caveat: "), "{ran:?}");
    assert!(!ran.output.lines().any(|line| line.starts_with("holds")), "{ran:?}");
    let claims = ran.output.lines().filter(|line| line.contains("12 of the 12"));
    assert!(claims.into_iter().all(|line| line.starts_with("2021/fake@1  ")), "{ran:?}");
    // File names come from whoever made the folder.
    let folder = tempfile::tempdir().unwrap();
    forge.write_to(folder.path());
    for name in ["\u{1b}[2J\u{1b}[Hholds: all good", "a\nholds: all good", "\u{202e}doog"] {
        fs::write(folder.path().join("registry").join(name), "x").unwrap();
    }
    for json in [&[][..], &["--json"]] {
        let ran = cli::run_in(folder.path(), &[&["verify", "--dir", "."], json].concat());
        assert_eq!(ran.code, 3, "{ran:?}");
        let raw = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!ran.output.contains(raw) && !ran.messages.contains(raw), "{ran:?}");
        assert!(!ran.output.lines().any(|line| line.starts_with("holds")), "{ran:?}");
    }
}

#[test]
fn b15_a_version_of_2_to_the_53() {
    for number in ["9007199254740992", "9007199254740993", "18446744073709551616", "1e300"] {
        misspelt(|text| text.replace("\"version\":1", &format!("\"version\":{number}")));
        misspelt(|text| text.replace("\"number\":1", &format!("\"number\":{number}")));
    }
    // One less is a number, and such a version does not exist.
    let mut forge = Forge::coalition();
    let body = forge.endorsement_body("dos", &forge.published(&version_one()));
    let largest = act(Endorsement { version: (1 << 53) - 1, ..body }, "dos");
    forge.append(std::slice::from_ref(&largest));
    let report = forge.is_broken(&largest.path(), "there is no version");
    assert_eq!(counted(&report), 2);
    // On the command line.
    let forge = Forge::coalition();
    assert_eq!(forge.verify(&["2021/solidarity@9007199254740992"]).code, 2);
    assert_eq!(forge.verify(&["2021/solidarity@9007199254740991"]).code, 5);
    assert_eq!(forge.verify(&["2021/solidarity@0"]).code, 2);
}

#[test]
fn b17_a_format_is_downgraded_or_unknown() {
    // A record of a newer format: what came before is judged, nothing after it, and nothing is called broken.
    let mut forge = Forge::coalition();
    let endorsement = forge.endorsement("dos", &forge.published(&version_one()));
    let text = String::from_utf8(endorsement.record.bytes().to_vec()).unwrap();
    let newer = text.replace("countersign/endorsement/v1", "countersign/endorsement/v2");
    forge.append_bytes(&endorsement.path(), newer.as_bytes(), Kind::Endorsement, "dos");
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Unchecked, "{report:#?}");
    assert_eq!(counted(&report), 2);
    assert_ne!(line(&report, "dos").standing, Standing::Endorsed);
    let ran = forge.verify(&[]);
    assert_eq!(ran.code, 7, "{ran:?}");
    assert!(ran.output.contains("this entry and everything after it is unchecked"), "{ran:?}");
    // An entry of a kind that nobody knows, and an honest endorsement after it.
    let mut forge = Forge::coalition();
    let raw = br#"{"kind":"amnesty","record":"00"}"#.to_vec();
    forge.appends.push(vec![Logged::Raw(raw)]);
    let after = forge.endorsement("dos", &forge.published(&version_one()));
    forge.append(&[after]);
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Unchecked, "{report:#?}");
    assert_eq!(counted(&report), 2);
    assert_eq!(forge.verify(&["2021/solidarity"]).code, 7);
    // An older or invented format is not quietly read as this one.
    for other in
        ["countersign/endorsement/v0", "countersign/endorsement/v1/", "countersign/endorsement"]
    {
        let mut forge = Forge::coalition();
        let spelt = text.replace("countersign/endorsement/v1", other);
        forge.append_bytes(&endorsement.path(), spelt.as_bytes(), Kind::Endorsement, "dos");
        let report = forge.report();
        assert_eq!(report.outcome, Outcome::Unchecked, "{other}");
        assert_eq!(counted(&report), 2);
    }
    // Nor is a signature that was made for another version of the format.
    let forge = Forge::coalition();
    let record: Record = forge.item(&act_path("foro", 1)).record;
    let signature = key("foro").sign("countersign/endorsement/v0", &record.hash()).to_armor();
    let mut downgraded = forge.clone();
    let path = format!("{}.press.sig", act_path("foro", 1));
    downgraded.files.insert(path.clone(), signature.into_bytes());
    let report = downgraded.is_broken(&path, "");
    assert_eq!(counted(&report), 1);
    assert!(report.statements.iter().all(|one| one.id == version_one().statement));
    assert_eq!(line(&report, "foro").organisation, Some(domain("foro")));
}
