//! Taking in what people signed elsewhere: officers who sign one after the other, many at once, and all kinds of records.

use std::fs;
use std::process::Command;
use std::time::Instant;

use countersign_core::key::PrivateKey;
use countersign_core::reply::Reply;
use testkit::desk::Desk;
use testkit::forge::texts_of;

fn git(desk: &Desk, words: &str) -> String {
    let output = Command::new("git")
        .args(words.split(' '))
        .current_dir(desk.path("registry"))
        .env_clear()
        .env("PATH", std::env::var("PATH").unwrap_or_default())
        .env("HOME", desk.top.path())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn two_officers_sign_one_reply_one_after_the_other() {
    let desk = Desk::new();
    let request = desk.ask("tres", "2024/a@1", "out");
    desk.answer("sign", &request, "tres-a", "reply");
    let ran = desk.refused("import ../reply", "1 of 2 needed keys have signed");
    assert!(ran.output.contains("nothing was written"));
    let second =
        format!("sign ../reply --request {request} --key ../tres-b --confirm tres.example");
    desk.done(&second);
    let reply = Reply::from_text(desk.read("reply").as_bytes()).unwrap();
    assert_eq!(reply.signatures().len(), 2);
    desk.done("import ../reply");
    assert_eq!(desk.endorsed(), 1);
}

#[test]
fn two_officers_sign_the_same_request_one_after_the_other() {
    let desk = Desk::new();
    let request = desk.ask("tres", "2024/a@1", "out");
    desk.answer("sign", &request, "tres-a", "one");
    desk.answer("sign", &request, "tres-c", "two");
    // Each drew a salt of their own, so that these are two answers, and it is not for us to choose one.
    desk.refused("import ../one ../two", "tell us by a new one which of them is meant");
    // Who answers into the other's file signs what lies there.
    desk.answer("sign", &request, "tres-c", "one");
    desk.done("import ../one");
    assert_eq!(desk.endorsed(), 1);
    assert!(desk.done("import ../one").output.contains("here already"));
}

#[test]
fn what_is_good_is_taken_in_and_the_rest_is_refused_by_name() {
    let desk = Desk::new();
    let folder = desk.path("answers");
    fs::create_dir_all(folder.join("more")).unwrap();
    let request = desk.ask("foro", "2024/a@1", "out");
    desk.answer("sign", &request, "foro", "answers/foro.txt");
    let request = desk.ask("uno", "2024/a@1", "out");
    desk.answer("decline", &request, "uno", "answers/more/uno.txt");
    let request = desk.ask("tres", "2024/a@1", "out");
    desk.answer("sign", &request, "tres-a", "answers/tres.txt");
    fs::write(folder.join("note.txt"), "Dear Maria, here it is.").unwrap();
    let before = desk.heads();
    assert_eq!(desk.run("import --dry-run ../answers").code, 8);
    assert_eq!(desk.heads(), before);
    let ran = desk.refused("import ../answers", "1 of 2 needed keys have signed");
    assert!(
        ran.output.contains("foro.txt: foro.example endorses 2024/a@1: taken in"),
        "{}",
        ran.output
    );
    assert!(ran.output.contains("note.txt: passed over"), "{}", ran.output);
    assert_eq!(desk.endorsed(), 1);
    let json = desk.run("--json import ../answers").output;
    for state in ["here", "refused", "passed"] {
        assert!(json.contains(&format!("\"state\": \"{state}\"")), "{json}");
    }
    assert!(json.contains("\"outcome\": \"refused\""), "{json}");
    let status = desk.run("status 2024/a@1").output;
    assert!(status.contains("declined"), "{status}");
}

/// A maintainer who is far away approves by mail, and nothing is published before somebody says so.
#[test]
fn approvals_travel_by_mail() {
    let desk = Desk::new();
    desk.done("key new ../jorge --no-passphrase");
    desk.done("root rotate --add jorge=../jorge.pub --threshold 2 --yes --maintainer-key ../maria --maintainer-key ../jorge");
    desk.done("publish 2024/a@1 --confirm 2024/a@1 --maintainer-key ../maria");
    let path = "registry/2024/a/v1/publication.json";
    desk.done(&format!("approve {path} --yes --maintainer-key ../jorge -o ../approval"));
    let ran = desk.done("import ../approval");
    assert!(ran.output.contains("countersign publish 2024/a@1"), "{}", ran.output);
    assert!(desk.done("import ../approval").output.contains("here already"));
    desk.done("publish 2024/a@1 --confirm 2024/a@1");
    assert!(desk.run("verify 2024/a@1").output.contains("2024/a@1"));
    // A change of authority that waits, approved with ssh-keygen's own signature file.
    desk.done("root rotate --name Renamed --yes --maintainer-key ../maria");
    let waits = git(&desk, "show proposals/keys/root/3:keys/root/3.json");
    let record = countersign_core::record::Record::read(waits.into_bytes()).unwrap();
    let key = PrivateKey::from_openssh(&fs::read(desk.path("jorge")).unwrap(), None).unwrap();
    let armor = key.sign("countersign/registry/v1", &record.hash()).to_armor();
    fs::write(desk.path("root.sig"), armor).unwrap();
    desk.done("import ../root.sig");
    assert!(desk.done("root show").output.contains("Renamed"));
}

#[expect(clippy::disallowed_methods, reason = "how long it takes is printed")]
/// A thousand organisations answer at once, and their mails are in one mailbox: one commit, one checkpoint.
#[test]
fn a_thousand_mails_are_one_commit_and_one_checkpoint() {
    const COUNT: usize = 1_000;
    let desk = Desk::new();
    let folder = desk.path("answers");
    fs::create_dir(&folder).unwrap();
    many::enrol(&desk, COUNT);
    desk.done("publish 2024/a@1 --confirm 2024/a@1");
    many::answer(&desk, COUNT, &folder);
    let (before, size) = (git(&desk, "rev-list --count HEAD"), many::log_size(&desk));
    let start = Instant::now();
    many::mailbox(&desk, COUNT, &folder);
    let ran = desk.done("import ../mailbox");
    println!("import of {COUNT} replies: {:?}", start.elapsed());
    assert!(ran.output.contains("1000 taken in"), "{}", ran.output);
    let after: usize = git(&desk, "rev-list --count HEAD").parse().unwrap();
    assert_eq!(after, before.parse::<usize>().unwrap() + 1);
    // The acts and one heads entry.
    assert_eq!(many::log_size(&desk), size + COUNT + 1);
    assert_eq!(desk.endorsed(), COUNT as u64);
    let ran = desk.done("import ../answers");
    assert!(ran.output.contains("0 taken in, 1000 here already"), "{}", ran.output);
    assert_eq!(git(&desk, "rev-list --count HEAD"), after.to_string());
}

/// Many organisations, made without a command for each.
mod many {
    use super::*;
    use countersign_core::record::endorsement::{Act, Capacity};
    use countersign_core::record::line::Salt;
    use countersign_core::record::organisation::OrganisationKey;
    use countersign_core::record::signature::VerifiedSignature;
    use countersign_core::record::{Body, Endorsement, Organisation, Record};
    use std::path::Path;

    fn key(number: usize) -> PrivateKey {
        PrivateKey::from_seed(
            countersign_core::digest::Hash::of(format!("many {number}").as_bytes()).as_bytes(),
        )
    }

    fn read(desk: &Desk, path: &str) -> Record {
        Record::read(fs::read(desk.path("registry").join(path)).unwrap()).unwrap()
    }

    fn put(record: Record, key: &PrivateKey, path: &Path) {
        let signature = key.sign(record.kind().type_name(), &record.hash());
        let verified = VerifiedSignature::check(&record, signature.to_armor().as_bytes()).unwrap();
        let reply = Reply::new(record, vec![(signature, verified)]).unwrap();
        fs::write(path, reply.to_text("x")).unwrap();
    }

    /// Enrols them by one import of records that the maintainer signed.
    pub(super) fn enrol(desk: &Desk, count: usize) {
        let folder = desk.path("enrolments");
        fs::create_dir(&folder).unwrap();
        let root = read(desk, "keys/root/1.json");
        let maria = PrivateKey::from_openssh(&fs::read(desk.path("maria")).unwrap(), None).unwrap();
        for number in 0..count {
            let body = Organisation {
                aliases: Some(Vec::new()),
                keys: vec![OrganisationKey {
                    key: key(number).public(),
                    label: "press".parse().unwrap(),
                    role: None,
                }],
                made_at: "2023-11-14T00:00:00Z".parse().unwrap(),
                name: Some(format!("Organisation {number}").parse().unwrap()),
                number: 1,
                organisation: format!("o{number}.example").parse().unwrap(),
                previous: None,
                registry: root.hash(),
                removed: Vec::new(),
                threshold: 1,
                tag: Default::default(),
            };
            let record = Record::new(&Body::Organisation(body)).unwrap();
            put(record, &maria, &folder.join(number.to_string()));
        }
        desk.done("import ../enrolments");
    }

    pub(super) fn answer(desk: &Desk, count: usize, folder: &Path) {
        let root = read(desk, "keys/root/1.json");
        let statement = read(desk, "registry/2024/a/v1/statement.json");
        for number in 0..count {
            let body = Endorsement {
                act: Act::Endorse,
                capacity: Capacity::Organisation,
                conditions: None,
                made_at: "2023-11-15T00:00:00Z".parse().unwrap(),
                name: format!("Organisation {number}").parse().unwrap(),
                number: 1,
                organisation: format!("o{number}.example").parse().unwrap(),
                previous: None,
                public: None,
                reason: None,
                record: statement.hash(),
                registry: root.hash(),
                reservation: None,
                salt: Salt([3; 16]),
                statement: "2024/a".parse().unwrap(),
                tag: Default::default(),
                texts: texts_of(&statement),
                version: 1,
            };
            let record = Record::new(&Body::Endorsement(body.into())).unwrap();
            put(record, &key(number), &folder.join(number.to_string()));
        }
    }

    /// Puts the answers into one mailbox, each attached to a mail.
    pub(super) fn mailbox(desk: &Desk, count: usize, folder: &Path) {
        let mut all = String::new();
        for number in 0..count {
            let reply = fs::read_to_string(folder.join(number.to_string())).unwrap();
            all.push_str(&format!(
                "From press@o{number}.example Mon Nov 13 10:00:00 2023\nFrom: press@o{number}.example\n\
                To: s@c.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nYes.\n--b\n\
                Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\n{reply}\n--b--\n\n"
            ));
        }
        fs::write(desk.path("mailbox"), all).unwrap();
    }

    pub(super) fn log_size(desk: &Desk) -> usize {
        let checkpoint = fs::read_to_string(desk.path("registry/registry/log/checkpoint")).unwrap();
        checkpoint.lines().nth(1).unwrap().parse().unwrap()
    }
}
