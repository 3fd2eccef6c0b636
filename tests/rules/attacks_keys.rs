//! Attacks with and on keys: B5, B6, B7, B12, C1, C2, C12.

use std::fs;
use std::path::Path;

use base64ct::{Base64, Encoding};
use countersign_core::digest::Hash;
use countersign_core::key::{PrivateKey, PublicKey};
use countersign_core::layout;
use countersign_core::record::endorsement::Endorsement;
use countersign_core::record::line::Salt;
use countersign_core::record::{Body, Record};
use countersign_core::verify::report::{KeyBinding, Outcome, Severity, SignatureState, Standing};
use countersign_speech as speech;
use countersign_speech::locale::Sentence;
use sha2::{Digest, Sha512};
use testkit::cli;
use testkit::envelope::{self, Envelope};
use testkit::fido::{Token, USER_PRESENT};
use testkit::forge::{self, Forge, Item, act, act_path, key, line, version, version_one};

/// The other good signature of the same key over the same record: with sha512, as `ssh-keygen` makes it.
fn with_sha512(record: &Record, key: &PrivateKey) -> Vec<u8> {
    let namespace = record.kind().type_name();
    let mut signed = b"SSHSIG".to_vec();
    let digest = Sha512::digest(record.bytes());
    signed.extend(envelope::strings(&[namespace.as_bytes(), b"", b"sha512", &digest]));
    let public = key.public();
    let mut envelope =
        Envelope::plain(public.ed25519().as_bytes(), namespace, &key.sign_raw(&signed));
    envelope.hash = b"sha512".to_vec();
    envelope.armor().into_bytes()
}

/// An organisation of two keys that both must sign, and the version that it is asked about.
fn two_of_two() -> (Forge, Item) {
    let mut forge = Forge::coalition();
    let keys = [("chair", key("chair").public()), ("press", key("dos-press").public())];
    let enrolment = forge.enrolment_of("duo", &keys, 2);
    forge.append(&[enrolment]);
    let statement = forge.published(&version_one());
    (forge, statement)
}

fn organisation(report: &countersign_core::verify::report::Report, stem: &str) -> Standing {
    let lines = &version(report, "2021/solidarity@1").organisations;
    let found = lines.iter().find(|one| one.organisation == Some(forge::domain(stem)));
    found.map_or(Standing::Named, |one| one.standing)
}

#[test]
fn b5_one_key_signs_twice_and_counts_once() {
    let (forge, statement) = two_of_two();
    let body = Body::Endorsement(forge.endorsement_body("duo", &statement).into());
    let (chair, press) = (key("chair"), key("dos-press"));
    let both = Item::signed(body.clone(), &[("chair", &chair), ("press", &press)]);
    let mut honest = forge.clone();
    honest.append(std::slice::from_ref(&both));
    assert_eq!(version(&honest.report(), "2021/solidarity@1").endorsed, 3);
    assert_eq!(honest.report().outcome, Outcome::Holds);
    // One of the two is not enough.
    let alone = Item::signed(body.clone(), &[("chair", &chair)]);
    let mut too_few = forge.clone();
    too_few.append(std::slice::from_ref(&alone));
    let report =
        too_few.is_broken(&alone.path(), "duo.example must sign with 2 keys, and 1 signed");
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 2);
    // The same key a second time, in another encoding, under the other's name.
    let second = with_sha512(&alone.record, &chair);
    let files = vec![alone.signatures[0].clone(), ("press".to_owned(), second)];
    let twice = Item::with(alone.record.clone(), files);
    let mut twice_signed = forge.clone();
    twice_signed.append(std::slice::from_ref(&twice));
    let report = twice_signed.is_broken(&twice.path(), "the key chair signed it twice");
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 2);
    assert_eq!(organisation(&report, "duo"), Standing::Unreliable);
}

#[test]
fn b5_one_organisation_endorses_twice_and_counts_once() {
    let honest = Forge::coalition();
    let statement = honest.published(&version_one());
    let body = honest.endorsement_body("foro", &statement);
    // Another first act, and a second one that continues nothing that is there.
    for (number, previous) in [(1, None), (2, Some(Hash::of(b"elsewhere")))] {
        let mut forge = honest.clone();
        let mut again =
            act(Endorsement { salt: Salt([5; 16]), number, previous, ..body.clone() }, "foro");
        if number == 1 {
            again.path = Some(act_path("foro", 7));
        }
        forge.append(std::slice::from_ref(&again));
        let report = forge.is_broken(&again.path(), "does not continue its chain");
        assert!(version(&report, "2021/solidarity@1").endorsed <= 2);
    }
    // A second act in good order replaces the first: still one organisation.
    let mut forge = honest.clone();
    let previous = Some(honest.item(&act_path("foro", 1)).hash());
    let second = Endorsement { salt: Salt([5; 16]), number: 2, previous, ..body };
    forge.append(&[act(second, "foro")]);
    let report = forge.report();
    assert_eq!(report.outcome, Outcome::Holds);
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 2);
}

#[test]
fn b5_one_key_is_enrolled_for_two_organisations_or_in_two_encodings() {
    let honest = Forge::coalition();
    let mut twin = honest.clone();
    let enrolment = twin.enrolment_of("twin", &[("press", key("foro").public())], 1);
    let statement = twin.published(&version_one());
    let endorsement = act(twin.endorsement_body("twin", &statement), "foro");
    twin.append(&[enrolment.clone(), endorsement]);
    let report =
        twin.is_broken(&enrolment.path(), "the key is or was that of foro.example (press)");
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 2);
    // The same 32 bytes as a token's key.
    let token = Token::from_seed(*Hash::of(b"foro").as_bytes(), "ssh:");
    let hardware: PublicKey = token.line().parse().unwrap();
    assert_eq!(hardware.ed25519(), key("foro").public().ed25519());
    let mut other = honest.clone();
    let enrolment = other.enrolment_of("twin", &[("press", hardware)], 1);
    other.append(std::slice::from_ref(&enrolment));
    other.is_broken(&enrolment.path(), "the key is or was that of foro.example (press)");
    // And a signature made as by a token does not fit the plain key that is enrolled.
    let mut forge = honest.clone();
    let body = forge.endorsement_body("dos", &statement);
    let record = Record::new(&Body::Endorsement(body.into())).unwrap();
    let token = Token::from_seed(*Hash::of(b"dos").as_bytes(), "ssh:");
    let namespace = record.kind().type_name();
    let file = token.sign(namespace, "sha256", &record.bytes(), USER_PRESENT, 1).armor();
    let item = Item::with(record, vec![("press".to_owned(), file.into_bytes())]);
    forge.append(std::slice::from_ref(&item));
    forge.is_broken(&item.path(), "is not one of dos.example");
}

#[test]
fn b6_the_file_under_test_chooses_the_key() {
    let honest = Forge::coalition();
    let statement = honest.published(&version_one());
    // A good signature by a key that the file brings along, named like the enrolled one.
    for forger in ["stranger", "maria", "log", "uno"] {
        let item = act(honest.endorsement_body("dos", &statement), forger);
        let mut logged = honest.clone();
        logged.append(std::slice::from_ref(&item));
        let report = logged.is_broken(&item.path(), "is not one of dos.example");
        assert_eq!(version(&report, "2021/solidarity@1").endorsed, 2);
        let dos = line(&report, "dos");
        assert_eq!((dos.standing, dos.signature), (Standing::Unreliable, SignatureState::Bad));
        let mut pending = honest.clone();
        pending.put(std::slice::from_ref(&item));
        pending.is_broken(&item.path(), "is not one of dos.example");
    }
    // An enrolment that the organisation signed itself, and the maintainers did not.
    let mut forge = honest.clone();
    let enrolment = forge.enrolment("zebra");
    let itself = Item::signed(enrolment.record.body().clone(), &[("maria", &key("zebra"))]);
    forge.append(std::slice::from_ref(&itself));
    forge.is_broken(&itself.path(), "must sign with 1 key, and 0 signed");
    // The checkpoint with a log key of somebody else.
    let mut forge = honest;
    forge.files.insert("keys/allowed_signers".into(), b"foro.example ssh-ed25519 AAAA\n".to_vec());
    forge.is_broken("keys/allowed_signers", "names other keys");
}

/// Its lines are a set: git may join two branches' lines in any order, and lose one, but nothing comes in.
#[test]
fn b6_allowed_signers_is_compared_line_by_line() {
    let honest = Forge::coalition();
    let made = String::from_utf8(honest.files[layout::ALLOWED_SIGNERS].clone()).unwrap();
    let lines: Vec<&str> = made.split_inclusive('\n').collect();
    let with = |file: String| {
        let mut forge = honest.clone();
        forge.files.insert(layout::ALLOWED_SIGNERS.to_owned(), file.into_bytes());
        let findings = forge.examine().findings().cloned().collect::<Vec<_>>();
        let about = findings.iter().filter(|one| one.path == layout::ALLOWED_SIGNERS);
        about.map(|one| one.severity).collect::<Vec<_>>()
    };
    let reversed: String = lines.iter().rev().copied().collect();
    assert_eq!(with(reversed), [], "another order");
    assert_eq!(with(format!("{made}{}", lines[2])), [], "a line that stands twice");
    for at in 0..lines.len() {
        let mut without = lines.clone();
        without.remove(at);
        assert_eq!(with(without.concat()), [Severity::Note], "without line {at}");
        let mut changed: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        changed[at] = changed[at].replace('\n', " \n");
        assert_eq!(with(changed.concat()), [Severity::Broken], "line {at} with a space");
    }
    for (what, file) in [
        ("a blank line", format!("{made}\n")),
        ("a comment", format!("{made}# and others\n")),
        ("line ends of another system", made.replace('\n', "\r\n")),
        ("the last line cut", made.trim_end().to_owned()),
        (
            "somebody's key for everybody",
            format!("{made}* {}", &lines[3][lines[3].find("ssh-").unwrap()..]),
        ),
        ("nothing", String::new()),
    ] {
        assert_eq!(with(file), [Severity::Broken], "{what}");
    }
}

/// Points whose signatures anybody can make (ed25519 speccheck; RFC 7748, section 6).
const LOW_ORDER: [&str; 5] = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
];

#[test]
fn b7_a_low_order_key_is_never_enrolled() {
    let folder = tempfile::tempdir().unwrap();
    let honest = Forge::coalition();
    for point in LOW_ORDER {
        let point: [u8; 32] = countersign_core::digest::from_hex(point).unwrap();
        let line = Base64::encode_string(&envelope::strings(&[b"ssh-ed25519", &point]));
        fs::write(folder.path().join("low.pub"), format!("ssh-ed25519 {line}\n")).unwrap();
        let arguments =
            ["init", "r", "--name", "R", "--origin", "r.example/log", "--maintainer", "m=low.pub"];
        let ran = cli::run_in(folder.path(), &arguments);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(!folder.path().join("r").exists());
        // Forged into a record, the record is none.
        let mut forge = honest.clone();
        let enrolment = forge.enrolment("zebra");
        let good = key("zebra").public().to_string();
        let text = String::from_utf8(enrolment.record.bytes().to_vec()).unwrap();
        let forged = text.replace(&good, &format!("ssh-ed25519 {line}"));
        assert_ne!(text, forged);
        assert!(Record::read(forged.clone().into_bytes()).is_err());
        forge.append(std::slice::from_ref(&enrolment));
        forge.files.insert(enrolment.path(), forged.into_bytes());
        forge.is_broken(&enrolment.path(), "");
        // And a signature by it, which anybody can make, does not fit.
        let mut forge = honest.clone();
        let path = format!("{}.press.sig", act_path("foro", 1));
        let mut signature = point.to_vec();
        signature.extend([0; 32]);
        let file = Envelope::plain(&point, "countersign/endorsement/v1", &signature).armor();
        forge.files.insert(path.clone(), file.into_bytes());
        let report = forge.is_broken(&path, "");
        assert_eq!(version(&report, "2021/solidarity@1").endorsed, 1);
    }
}

#[test]
fn b12_a_truncated_padded_or_doubled_signature() {
    let honest = Forge::coalition();
    let path = format!("{}.press.sig", act_path("foro", 1));
    let good = String::from_utf8(honest.files[&path].clone()).unwrap();
    let body = good.lines().nth(1).unwrap().to_owned();
    let bad = [
        String::new(),
        good[..good.len() - 1].to_owned(),
        good[..good.len() / 2].to_owned(),
        format!("{good}\n"),
        format!(" {good}"),
        good.repeat(2),
        good.replace('\n', "\r\n"),
        good.replace(&body, &format!("{body}AAAA")),
        good.replace(&body, &body[..body.len() - 4]),
        good.replace("SSH SIGNATURE", "PGP SIGNATURE"),
        good.to_uppercase(),
        "x".repeat(5000),
    ];
    for file in bad {
        // Changed after logging, and logged as it is: neither counts.
        let mut changed = honest.clone();
        changed.files.insert(path.clone(), file.clone().into_bytes());
        let report = changed.is_broken(&path, "");
        assert_eq!(version(&report, "2021/solidarity@1").endorsed, 1, "{file:?}");
        let mut logged = honest.clone();
        let statement = logged.published(&version_one());
        let record = logged.endorsement("dos", &statement).record;
        let item = Item::with(record, vec![("press".to_owned(), file.into_bytes())]);
        logged.append(std::slice::from_ref(&item));
        let report = logged.is_broken(&format!("{}.press.sig", item.path()), "");
        assert_eq!(version(&report, "2021/solidarity@1").endorsed, 2);
        assert_eq!(line(&report, "dos").standing, Standing::Unreliable);
    }
    // The same good signature under a second name is no second signature.
    let mut doubled = honest.clone();
    let copy = format!("{}.second.sig", act_path("foro", 1));
    doubled.files.insert(copy.clone(), good.into_bytes());
    let report = doubled.is_broken(&copy, "belongs at");
    assert_eq!(version(&report, "2021/solidarity@1").endorsed, 2);
}

#[test]
fn c1_a_maintainer_enrols_an_organisation_with_a_key_of_their_own() {
    // With a key that only the maintainer has: nothing in the registry can tell, and the reader is told just that.
    let mut forge = Forge::coalition();
    let enrolment = forge.enrolment_of("famous", &[("press", key("a key of maria's").public())], 1);
    forge.append(&[enrolment]);
    let statement = forge.published(&version_one());
    let body = forge.endorsement_body("famous", &statement);
    forge.append(&[act(body, "a key of maria's")]);
    let report = forge.report();
    let lines = version(&report, "2021/solidarity@1").organisations.iter();
    for one in lines.filter(|one| one.standing == Standing::Endorsed) {
        assert_eq!(one.key_binding, Some(KeyBinding::Claimed));
        let evidence: Vec<String> =
            speech::evidence(&one.evidence).iter().map(Sentence::english).collect();
        assert_eq!(evidence, ["enrolled by the registry's maintainers (Maria)"]);
    }
    let ran = forge.verify(&["2021/solidarity"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let famous = ran.output.lines().find(|line| line.contains("famous.example")).unwrap();
    assert!(famous.trim().starts_with("endorsed "), "{famous}");
    let told = "that the key is the organisation's is what this registry's maintainers claim";
    assert!(ran.output.contains(told), "{ran:?}");
    assert!(!ran.output.contains("confirmed"), "{ran:?}");
    assert!(
        ran.output.contains(
            "whether the keys are the organisations': the registry's maintainers claim it"
        )
    );
    assert_eq!(forge.verify(&["2021/solidarity", "--strict"]).code, 6);
    let json = forge.verify(&["--json"]).output;
    assert!(
        json.contains("\"key_binding\": \"claimed\"") && !json.contains("\"confirmed\""),
        "{json}"
    );
    // With the maintainer's or the log's own key, the rules refuse it.
    for own in ["maria", "log"] {
        let mut forge = Forge::coalition();
        let enrolment = forge.enrolment_of("famous", &[("press", key(own).public())], 1);
        forge.append(std::slice::from_ref(&enrolment));
        forge.is_broken(&enrolment.path(), "one key belongs to one holder");
    }
}

/// A folder with key pairs, and a registry `r` with foro.example in it.
fn scene() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["maria", "foro", "other"] {
        let private = key(name).to_openssh(name, None, &[0; 20]).unwrap();
        fs::write(folder.path().join(name), private.as_bytes()).unwrap();
        let public = format!("{} {name}\n", key(name).public());
        fs::write(folder.path().join(format!("{name}.pub")), public).unwrap();
    }
    fs::write(folder.path().join("words.txt"), forge::WORDS).unwrap();
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
    let add =
        ["-C", "r", "org", "add", "foro.example", "--name", "Foro Ejemplo", "--key", "../foro.pub"];
    for arguments in [init.as_slice(), &add] {
        let ran = cli::run_in(folder.path(), arguments);
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    folder
}

fn inside(folder: &Path, arguments: &[&str]) -> cli::Ran {
    cli::run_in(folder, &[&["-C", "r"], arguments].concat())
}

#[test]
fn c2_a_look_alike_name_or_domain() {
    let folder = scene();
    let listed = inside(folder.path(), &["org", "list"]).output;
    for (domain, name) in [
        ("f0ro.example", "Another"),
        ("fоro.example", "Another"),
        ("xn--fro-fdd.example", "Another"),
        ("another.example", "Foro Ejemplo"),
        ("another.example", "Fоrо Ejemplо"),
        ("another.example", "FORO EJEMPLO"),
    ] {
        let arguments = ["org", "add", domain, "--name", name, "--key", "../other.pub"];
        let ran = inside(folder.path(), &arguments);
        // A domain in other letters is no domain; everything else has to be confirmed.
        let want = if domain.is_ascii() { 8 } else { 2 };
        assert_eq!(ran.code, want, "{domain} {name}: {ran:?}");
        assert!(want == 2 || ran.messages.contains("look twice"), "{ran:?}");
        assert_eq!(inside(folder.path(), &["org", "list"]).output, listed);
    }
}

#[test]
fn c12_a_private_key_is_about_to_be_committed() {
    let folder = scene();
    let before = inside(folder.path(), &["log"]).output;
    let tries: [&[&str]; 5] = [
        &["key", "new", "keys/foro", "--no-passphrase"],
        &["key", "new", "registry/log/foro", "--no-passphrase"],
        &["propose", "2021/a", "--title", "T", "--text", "en=../foro"],
        &[
            "propose",
            "2021/a",
            "--title",
            "T",
            "--text",
            "en=../words.txt",
            "--attachment",
            "../foro",
        ],
        &["propose", "2021/a", "--title", "T", "--text", "en=../foro", "--accept-repairs"],
    ];
    for arguments in tries {
        let ran = inside(folder.path(), arguments);
        assert_eq!(ran.code, 8, "{arguments:?}: {ran:?}");
        assert!(ran.messages.contains("private key"), "{arguments:?}: {ran:?}");
    }
    // A private key where a public one is asked for is read for its public half alone, or refused.
    let ran = inside(
        folder.path(),
        &["org", "add", "other.example", "--name", "Other", "--key", "../other"],
    );
    assert_ne!(ran.code, 0, "{ran:?}");
    assert_eq!(inside(folder.path(), &["log"]).output, before);
    assert!(!folder.path().join("r/keys/foro").exists());
    let store = countersign_git::store::Store::open(&folder.path().join("r")).unwrap();
    assert!(store.other_branches("proposals/").unwrap().is_empty());
}
