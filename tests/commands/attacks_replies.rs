//! What somebody who cheats sends back: replies, signatures and requests that must not do what they were made for.

use std::fs;
use std::io::{self, BufRead, Read};
use std::path::PathBuf;

use countersign_copy::extract::INSIDE_BYTES_MAX;
use countersign_core::key::PrivateKey;
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Record};
use countersign_core::reply::Reply;
use testkit::cli;
use testkit::desk::Desk;

/// A reply by one of the desk's keys, over whatever record.
fn signed(desk: &Desk, record: &Record, keys: &[&str]) -> Reply {
    let sign = |name: &&str| {
        let file = fs::read(desk.path(name)).unwrap();
        let key = PrivateKey::from_openssh(&file, None).unwrap();
        let signature = key.sign(record.kind().type_name(), &record.hash());
        let verified = VerifiedSignature::check(record, signature.to_armor().as_bytes()).unwrap();
        (signature, verified)
    };
    Reply::new(record.clone(), keys.iter().map(sign).collect()).unwrap()
}

/// The record in a reply, with a change.
fn changed(
    desk: &Desk,
    reply: &str,
    change: &dyn Fn(&mut countersign_core::record::Endorsement),
) -> Record {
    let reply = Reply::from_text(desk.read(reply.trim_start_matches("../")).as_bytes()).unwrap();
    let Body::Endorsement(body) = reply.record().body().clone() else { panic!("no act") };
    let mut body = (*body).clone();
    change(&mut body);
    Record::new(&Body::Endorsement(body.into())).unwrap()
}

fn put(desk: &Desk, name: &str, reply: &Reply) -> String {
    fs::write(desk.path(name), reply.to_text("x")).unwrap();
    format!("../{name}")
}

#[test]
fn b2_a_reply_from_another_registry_version_or_draft_is_refused_with_a_sentence() {
    let desk = Desk::new();
    let request = desk.ask("foro", "2024/a@1", "out");
    desk.answer("sign", &request, "foro", "foreign");
    let record = changed(&desk, "foreign", &|body| {
        body.registry = countersign_core::digest::Hash::of(b"another");
        body.salt = countersign_core::record::line::Salt([1; 16]);
    });
    let forged = put(&desk, "forged", &signed(&desk, &record, &["foro"]));
    desk.refused(&format!("import {forged}"), "for another registry than ours");
    let record = changed(&desk, "foreign", &|body| body.version = 7);
    let forged = put(&desk, "forged", &signed(&desk, &record, &["foro"]));
    desk.refused(&format!("import {forged}"), "there is no version 2024/a@7");
    let request = desk.ask("uno", "2024/a@1", "out");
    let old = desk.answer("sign", &request, "uno", "old");
    desk.done("propose 2024/a --title A --text en=../two.txt --signatory foro.example --signatory uno.example");
    let heads = desk.heads();
    let ran =
        desk.refused(&format!("import {old}"), "is about a draft of 2024/a@1 that was replaced");
    assert!(ran.output.contains("14 November 2023"), "{}", ran.output);
    assert!(ran.output.contains("try: countersign request 2024/a@1 --org uno.example -o DIR"));
    assert_eq!(desk.heads(), heads);
}

#[test]
fn b4_a_signature_for_another_purpose_fits_nothing() {
    let desk = Desk::new();
    desk.ask("foro", "2024/a@1", "out");
    let bytes = fs::read(desk.path("out/foro.example/endorse.json")).unwrap();
    let file = fs::read(desk.path("foro")).unwrap();
    let key = PrivateKey::from_openssh(&file, None).unwrap();
    let record = Record::read(bytes).unwrap();
    for purpose in ["countersign/publication/v1", "file", "git"] {
        let signature = key.sign(purpose, &record.hash()).to_armor();
        fs::write(desk.path("other.sig"), signature).unwrap();
        desk.refused(
            "import ../other.sig ../out/foro.example/endorse.json",
            &format!("it was made for “{purpose}”"),
        );
    }
    let good = key.sign("countersign/endorsement/v1", &record.hash()).to_armor();
    fs::write(desk.path("good.sig"), good).unwrap();
    desk.done("import ../good.sig");
    assert_eq!(desk.endorsed(), 1);
}

#[test]
fn b12_a_truncated_padded_or_doubled_signature_is_refused() {
    let desk = Desk::new();
    let request = desk.ask("foro", "2024/a@1", "out");
    desk.answer("sign", &request, "foro", "reply");
    let reply = Reply::from_text(desk.read("reply").as_bytes()).unwrap();
    let armor = reply.signatures()[0].0.to_armor();
    let heads = desk.heads();
    for bad in [
        armor[..armor.len() / 2].to_owned(),
        armor.replace("-----END", "AAAA\n-----END"),
        format!("{armor}{armor}"),
        armor.replacen('Q', "R", 1),
    ] {
        fs::write(desk.path("bad.sig"), bad).unwrap();
        assert_eq!(desk.run("import ../bad.sig").code, 8);
    }
    let text = desk.read("reply");
    for bad in
        [text[..text.len() - 40].to_owned(), format!("{text}{text}"), text.replacen("ey", "eY", 1)]
    {
        fs::write(desk.path("bad"), bad).unwrap();
        let ran = desk.refused("import ../bad", "send back: We cannot read your file");
        assert!(ran.output.contains("nothing was written"));
    }
    assert_eq!(desk.heads(), heads);
    // CRLF and a mail around it are no change.
    let mailed = format!("Dear Maria,\r\n\r\n> {}\r\n-- \r\nForo", text.replace('\n', "\r\n> "));
    fs::write(desk.path("mailed"), mailed).unwrap();
    fs::write(desk.path("mailed.sig"), armor.replace('\n', "\r\n")).unwrap();
    desk.done("import ../mailed ../mailed.sig");
    assert_eq!(desk.endorsed(), 1);
}

#[test]
fn b14_huge_files_deep_folders_and_very_many_files_are_bounded() {
    let desk = Desk::new();
    let folder = desk.path("answers");
    fs::create_dir(&folder).unwrap();
    let huge = fs::File::create(folder.join("huge")).unwrap();
    huge.set_len(INSIDE_BYTES_MAX as u64 + 1).unwrap();
    let mut deep = folder.clone();
    for _ in 0..12 {
        deep = deep.join("d");
    }
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("reply"), "x").unwrap();
    let ran = desk.done("import ../answers");
    assert!(ran.output.contains("huge: passed over: larger than any answer"), "{}", ran.output);
    assert!(ran.output.contains("too deep inside others"), "{}", ran.output);
    assert_eq!(desk.run("import ../answers/huge").code, 7);
    for number in 0..10_001 {
        fs::write(folder.join(number.to_string()), "").unwrap();
    }
    let ran = desk.run("import ../answers");
    assert_eq!(ran.code, 2, "{}", ran.messages);
    assert!(ran.messages.contains("want at most 10000 files"), "{}", ran.messages);
}

#[cfg(unix)]
#[test]
fn a_reply_takes_nobody_to_another_path() {
    let desk = Desk::new();
    let request = desk.ask("foro", "2024/a@1", "out");
    desk.answer("sign", &request, "foro", "reply");
    let folder = desk.path("answers");
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink(desk.path("reply"), folder.join("link")).unwrap();
    std::os::unix::fs::symlink("/", folder.join("root")).unwrap();
    let heads = desk.heads();
    let ran = desk.done("import ../answers");
    assert_eq!(ran.output.matches("a link, which is not followed").count(), 2, "{}", ran.output);
    assert_eq!(desk.heads(), heads);
    // Names and words outside the marks say whatever they like.
    let text = desk.read("reply").replace("countersign reply:", "path: ../../../etc/passwd\nfile:");
    let name = "..%2f..%2fregistry%2fkeys%2froot%2f2.json\u{1b}[2J";
    fs::write(folder.join(name), text).unwrap();
    let ran = desk.done("import ../answers");
    assert!(!ran.output.contains('\u{1b}'));
    assert_eq!(desk.endorsed(), 1);
    assert_eq!(desk.run("verify").code, 6, "a draft alone is no endorsement");
}

#[test]
fn b21_wrong_keys_are_named_and_another_organisations_key_signs_nothing() {
    let desk = Desk::new();
    let request = desk.ask("foro", "2024/a@1", "out");
    let sign = |key: &str| format!("sign {request} --key ../{key} --confirm foro.example -o ../x");
    for key in ["uno", "stranger", "maria"] {
        let ran = desk.refused(&sign(key), "is not a key of foro.example");
        assert!(ran.messages.contains("its fingerprint is SHA256:"), "{}", ran.messages);
        assert!(ran.messages.contains("press SHA256:"), "{}", ran.messages);
    }
    // Among several keys, the wrong one stops all of it.
    let several = "sign ../out/foro.example/request.countersign --key ../foro --key ../uno --confirm foro.example -o ../x";
    desk.refused(several, "../uno is not a key of foro.example");
    assert!(!desk.path("x").exists());
    // Somebody who signs all the same, with their own tool.
    desk.answer("sign", &request, "foro", "good");
    let record = changed(&desk, "good", &|_| ());
    for keys in [&["uno"][..], &["stranger"], &["maria"], &["foro", "uno"], &["foro", "stranger"]] {
        let forged = put(&desk, "forged", &signed(&desk, &record, keys));
        let ran = desk
            .refused(&format!("import {forged}"), "please sign with one of these: press SHA256:");
        assert!(ran.output.contains("nothing was written"), "{}", ran.output);
    }
    assert_eq!(desk.endorsed(), 0);
    // A signature by nobody's key, over a file that was sent ready to be signed.
    let ready = fs::read_dir(desk.path("out/foro.example")).unwrap().map(|one| one.unwrap().path());
    let endorses = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with("endorse") && name.ends_with(".json")
    };
    let ready = ready.into_iter().find(endorses).unwrap();
    let record = Record::read(fs::read(ready).unwrap()).unwrap();
    let armor = signed(&desk, &record, &["stranger"]).signatures()[0].0.to_armor();
    fs::write(desk.path("s.sig"), armor).unwrap();
    desk.refused("import ../s.sig", "please sign with one of these");
}

#[test]
fn d3_a_reply_replayed_after_a_withdrawal_does_not_endorse_again() {
    let desk = Desk::new();
    let request = desk.ask("foro", "2024/a@1", "out");
    let yes = desk.answer("sign", &request, "foro", "yes");
    let late =
        desk.answer("sign", &format!("{request} --until 2030-01-01T00:00:00Z"), "foro", "late");
    desk.done(&format!("import {yes}"));
    desk.done("publish 2024/a@1 --confirm 2024/a@1");
    let request = desk.ask("foro", "2024/a@1", "out2");
    let no = desk.answer("withdraw", &request, "foro", "no");
    desk.done(&format!("import {no}"));
    assert_eq!(desk.endorsed(), 0);
    let heads = desk.heads();
    for again in [&yes, &no] {
        assert!(desk.done(&format!("import {again}")).output.contains("here already"));
    }
    desk.refused(&format!("import {late}"), "is newer than this reply");
    assert_eq!((desk.heads(), desk.endorsed()), (heads, 0));
    // A new request, and an answer to that, is another matter.
    let request = desk.ask("foro", "2024/a@1", "out3");
    let yes = desk.answer("sign", &request, "foro", "yes-again");
    desk.done(&format!("import {yes}"));
    assert_eq!(desk.endorsed(), 1);
}

#[test]
fn d3_a_yes_from_before_a_decline_does_not_take_its_place() {
    let desk = Desk::new();
    let request = desk.ask("foro", "2024/a@1", "out");
    let yes = desk.answer("sign", &request, "foro", "yes");
    let no = desk.answer("decline", &request, "foro", "no");
    let both = format!("import {yes} {no}");
    let ran = desk.refused(&both, "two different answers");
    assert!(ran.output.contains("nothing was written"), "{}", ran.output);
    desk.done(&format!("import {no}"));
    desk.refused(&format!("import {yes}"), "said no to this version");
    assert_eq!(desk.endorsed(), 0);
    let request = desk.ask("foro", "2024/a@1", "later");
    let yes = desk.answer("sign", &request, "foro", "later-yes");
    desk.done(&format!("import {yes}"));
    desk.refused(&format!("import {no}"), "newer than this reply");
    assert_eq!(desk.endorsed(), 1);
    desk.done("publish 2024/a@1 --confirm 2024/a@1");
    assert_eq!(desk.endorsed(), 1);
}

#[test]
fn d3_a_no_that_was_not_published_is_not_undone_by_an_older_yes() {
    let desk = Desk::new();
    let request = desk.ask("foro", "2024/a@1", "out");
    let yes = desk.answer("sign", &request, "foro", "yes");
    let no = desk.answer("decline", &request, "foro", "no");
    desk.done(&format!("import {no}"));
    let request = desk.ask("uno", "2024/a@1", "out");
    let before = desk.answer("sign", &request, "uno", "before");
    desk.done(&format!("import {before}"));
    let request = desk.ask("uno", "2024/a@1", "out2");
    let ends = desk.answer("withdraw", &request, "uno", "ends");
    desk.done(&format!("import {ends}"));
    desk.done("publish 2024/a@1 --confirm 2024/a@1 --without uno.example");
    let heads = desk.heads();
    for older in [&yes, &before] {
        desk.refused(&format!("import {older}"), "said no to this version");
    }
    assert_eq!((desk.heads(), desk.endorsed()), (heads, 0));
    let ran = desk.done("request 2024/a@1 --missing -o ../missing");
    assert!(ran.messages.contains("not asked, because it said no before: foro.example"));
    let request = desk.ask("foro", "2024/a@1", "later");
    let later = desk.answer("sign", &request, "foro", "later-yes");
    desk.done(&format!("import {later}"));
    assert_eq!(desk.endorsed(), 1);
}

/// Answers to a question, and another file in the place of the one that was shown.
struct Swapper {
    path: PathBuf,
    other: Vec<u8>,
    answer: io::Cursor<Vec<u8>>,
}

impl Read for Swapper {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        fs::write(&self.path, &self.other)?;
        self.answer.read(buffer)
    }
}

impl BufRead for Swapper {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        fs::write(&self.path, &self.other)?;
        self.answer.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.answer.consume(amount);
    }
}

#[test]
fn b20_what_was_shown_is_what_is_signed_whatever_the_file_is_by_then() {
    let desk = Desk::new();
    let shown = desk.ask("foro", "2024/a@1", "out");
    desk.done("propose 2024/b --title B --text en=../two.txt --signatory foro.example");
    let other = desk.ask("foro", "2024/b@1", "other");
    let other = fs::read(desk.path(other.trim_start_matches("../"))).unwrap();
    let mut environment = desk.environment("registry");
    environment.input_is_terminal = true;
    environment.input = Box::new(Swapper {
        path: desk.path("out/foro.example/request.countersign"),
        other,
        answer: io::Cursor::new(b"foro.example\n".to_vec()),
    });
    let ran = cli::run_with(environment, &["sign", &shown, "--key", "../foro", "-o", "../reply"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let reply = Reply::from_text(desk.read("reply").as_bytes()).unwrap();
    let Body::Endorsement(body) = reply.record().body() else { panic!("no act") };
    assert_eq!(body.statement.to_string(), "2024/a");
    assert!(ran.messages.contains(&format!("hash: {}", body.record)), "{}", ran.messages);
    let endorsement = reply.record().hash().to_string();
    assert!(ran.output.contains(&endorsement), "{}", ran.output);
}

/// What `ssh-keygen` makes of a file that lies ready in the folder of a request.
fn ready_made(desk: &Desk, file: &str, key: &str) -> String {
    let record = Record::read(fs::read(desk.path(file)).unwrap()).unwrap();
    let armor = signed(desk, &record, &[key]).signatures()[0].0.to_armor();
    fs::write(desk.path(&format!("{file}.sig")), armor).unwrap();
    format!("../{file}.sig")
}

/// Whoever saw the mail could look for the answer's hash in the public log.
#[test]
fn the_answer_to_a_request_is_none_of_the_files_that_were_mailed() {
    let desk = Desk::new();
    let request = desk.ask("foro", "2024/a@1", "out");
    let hash = |reply: &str| {
        Reply::from_text(desk.read(reply.trim_start_matches("../")).as_bytes())
            .unwrap()
            .record()
            .hash()
    };
    let one = hash(&desk.answer("sign", &request, "foro", "one"));
    let other = hash(&desk.answer("sign", &request, "foro", "other"));
    let mailed =
        Record::read(fs::read(desk.path("out/foro.example/endorse.json")).unwrap()).unwrap();
    assert!(one != other && mailed.hash() != one && mailed.hash() != other);
    // A second officer who answers into the same file signs what lies there.
    let request = desk.ask("tres", "2024/a@1", "out");
    let first = hash(&desk.answer("sign", &request, "tres-a", "tres"));
    assert_eq!(hash(&desk.answer("sign", &request, "tres-b", "tres")), first);
    desk.done("import ../tres");
    assert_eq!(desk.endorsed(), 1);
}

#[test]
fn a_ready_made_answer_is_never_one_whose_name_is_withheld() {
    let desk = Desk::new();
    desk.ask("foro", "2024/a@1", "out");
    let mailed = ready_made(&desk, "out/foro.example/endorse.json", "foro");
    desk.done(&format!("import {mailed}"));
    assert_eq!(desk.endorsed(), 1);
    // What was mailed makes room for an act that nobody has seen, and does not come back.
    desk.done(
        "sign 2024/a@1 --as foro.example --key ../foro --confirm foro.example --withhold-name",
    );
    desk.refused(&format!("import {mailed}"), "could find this ready-made answer");
    let no = ready_made(&desk, "out/foro.example/decline.json", "foro");
    desk.refused(&format!("import {no}"), "could find this ready-made answer");
    desk.done("publish 2024/a@1");
    let record =
        Record::read(fs::read(desk.path("out/foro.example/endorse.json")).unwrap()).unwrap();
    let folder = desk.path("registry/registry/log/tile/entries");
    let entries: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .flat_map(|path| {
            if path.is_dir() {
                fs::read_dir(path).unwrap().map(|one| one.unwrap().path()).collect()
            } else {
                vec![path]
            }
        })
        .map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned())
        .collect();
    assert!(entries.iter().any(|some| some.contains("endorsement")), "{entries:?}");
    assert!(!entries.iter().any(|some| some.contains(&record.hash().to_string())), "{entries:?}");
}
