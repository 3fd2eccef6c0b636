//! The desk: what its engine answers is what the program answers, and its page holds all that it needs.

use std::collections::BTreeMap;

use base64ct::{Base64, Encoding as _};
use countersign_core::digest::Hash;
use countersign_core::record::Record;
use countersign_core::record::wish::SignedWish;
use countersign_core::reply::Reply;
use countersign_engine::Engine;
use countersign_site::desk;
use countersign_speech::locale::Locale;
use serde_json::{Value, json};
use testkit::coalition::{Coalition, copy};

use crate::engine::ask;

/// A coalition that has asked both of its organisations, and the request to one of them.
fn asked() -> (Coalition, Vec<u8>) {
    let coalition = Coalition::with(&["uno", "dos"]);
    coalition
        .done("request 2021/solidarity@1 --all --reply-to answers@coalition.example -o ../out");
    let request = std::fs::read(coalition.path("out/uno.example/request.countersign")).unwrap();
    (coalition, request)
}

fn read(coalition: &Coalition, name: &str) -> Vec<u8> {
    std::fs::read(coalition.path(name)).unwrap()
}

/// The salt of a record: what the program drew, to be handed to the engine.
fn salt(record: &Record) -> String {
    let record: Value = serde_json::from_slice(&record.bytes()).unwrap();
    record["salt"].as_str().unwrap().to_owned()
}

#[test]
fn the_desk_signs_byte_for_byte_what_the_program_signs() {
    let (coalition, request) = asked();
    for (at, (words, choices)) in [
        ("sign", json!({"act": "endorse"})),
        ("sign --reservation Not~so. --language en", json!({"act": "endorse", "reservation": "Not so.", "languages": ["en"]})),
        (
            "sign --at-least 3 --until 2030-01-01T00:00:00Z --capacity members",
            json!({"act": "endorse", "at_least": 3, "until": "2030-01-01T00:00:00Z", "capacity": "members"}),
        ),
        ("decline", json!({"act": "decline"})),
        ("decline --public --reason Other~words.", json!({"act": "decline", "public": true, "reason": "Other words."})),
    ]
    .into_iter()
    .enumerate()
    {
        let output = format!("reply-{at}.countersign");
        let mut command = coalition.countersign("--no-input");
        command.args(words.split(' ').map(|word| word.replace('~', " ")));
        let rest = format!("../out/uno.example/request.countersign --key ../uno --confirm uno.example -o ../{output}");
        let ran = command.args(rest.split(' ')).output().unwrap();
        assert!(ran.status.success(), "{words}: {}", String::from_utf8_lossy(&ran.stderr));
        let want = String::from_utf8(read(&coalition, &output)).unwrap();
        let random = salt(Reply::from_text(want.as_bytes()).unwrap().record());
        let mut engine = Engine::default();
        let opened = ask(&mut engine, &json!({"function": "request"}), &request);
        assert_eq!(opened["organisation"]["domain"], "uno.example", "{opened}");
        let answer = json!({"function": "answer", "choices": choices, "random": random});
        let shown = ask(&mut engine, &answer, &[]);
        let record = shown["record"].as_str().unwrap_or_else(|| panic!("{words}: {shown}"));
        assert_eq!(shown["hash"], json!(Hash::of(record.as_bytes())));
        assert_eq!(shown["words"].as_str().unwrap().split(' ').count(), 12);
        let sent = ask(&mut engine, &json!({"function": "sign"}), &read(&coalition, "uno"));
        assert_eq!(sent["reply"], want, "{words}: {sent}");
        assert_eq!(sent["to"], "answers@coalition.example");
    }
}

#[test]
fn what_the_endorsement_before_had_is_filled_in_and_its_loss_is_told() {
    let (coalition, _) = asked();
    coalition.done(&format!("{} --reservation Words.", Coalition::act("sign", "uno")));
    coalition.done("request 2021/solidarity@1 --org uno.example -o ../again");
    let request = read(&coalition, "again/uno.example/request.countersign");
    let engine = &mut Engine::default();
    let opened = ask(engine, &json!({"function": "request"}), &request);
    assert_eq!(opened["plain"]["reservation"], "Words.", "{opened}");
    assert_eq!(opened["acts"], json!(["endorse", "withdraw"]));
    let mut told = |reservation: &str| {
        let choices = json!({"act": "endorse", "reservation": reservation});
        let answer = json!({"function": "answer", "choices": choices, "random": "0".repeat(32)});
        ask(engine, &answer, &[])["says"].to_string()
    };
    assert!(told("").contains("had what this one has not"), "{}", told(""));
    assert!(!told("Words.").contains("had what this one has not"), "{}", told("Words."));
}

#[test]
fn the_desk_answers_an_invitation_byte_for_byte_as_the_program_does() {
    let (coalition, request) = asked();
    coalition.done("request --enrol tres.example --name Tres -o ../invite");
    coalition.done("key new ../tres --no-passphrase");
    let file = "../invite/tres.example/invitation.countersign";
    coalition.done(&format!("key enrol {file} --key ../tres --yes -o ../enrolment"));
    let engine = &mut Engine::default();
    assert_eq!(
        code(engine, json!({"function": "enrol"}), &read(&coalition, "tres")),
        "no-invitation"
    );
    let invitation = read(&coalition, "invite/tres.example/invitation.countersign");
    assert_eq!(ask(engine, &json!({"function": "look"}), &invitation)["kind"], "invitation");
    let told = ask(engine, &json!({"function": "invitation"}), &invitation);
    assert_eq!((&told["organisation"], &told["name"]), (&json!("tres.example"), &json!("Tres")));
    let sent = ask(engine, &json!({"function": "enrol"}), &read(&coalition, "tres"));
    let want = String::from_utf8(read(&coalition, "enrolment")).unwrap();
    assert_eq!(sent["reply"], want, "{sent}");
    // A request takes its place: nothing is enrolled any more.
    ask(engine, &json!({"function": "request"}), &request);
    assert_eq!(
        code(engine, json!({"function": "enrol"}), &read(&coalition, "tres")),
        "no-invitation"
    );
    let wish = json!({"function": "wish", "random": "07".repeat(16)});
    assert_eq!(code(engine, wish.clone(), &read(&coalition, "tres")), "not-its-key");
    let told = ask(engine, &wish, &read(&coalition, "uno"));
    let signed = SignedWish::from_text(told["wish"].as_str().unwrap().as_bytes()).unwrap();
    let opened = ask(engine, &json!({"function": "request"}), &request);
    assert_eq!(json!(signed.wish().record), opened["record"]);
}

#[test]
fn a_receipt_and_where_each_organisation_stands_are_told() {
    let (coalition, _) = asked();
    coalition.done(&Coalition::act("sign", "uno"));
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    coalition.done("bundle 2021/solidarity@1 -o ../bundle.json");
    coalition.done("receipt 2021/solidarity@1 --as uno.example -o ../receipt");
    let engine = &mut Engine::default();
    let receipt = read(&coalition, "receipt");
    let alone = ask(engine, &json!({"function": "receipt"}), &receipt);
    assert_eq!(alone["outcome"], "unchecked", "{alone}");
    let broken = String::from_utf8(receipt.clone()).unwrap().replacen("index ", "index 1", 1);
    let broken = ask(engine, &json!({"function": "receipt"}), broken.as_bytes());
    assert_eq!(broken["outcome"], "broken", "{broken}");
    ask(engine, &json!({"function": "open"}), &read(&coalition, "bundle.json"));
    let beside = ask(engine, &json!({"function": "receipt"}), &receipt);
    assert_eq!(beside["outcome"], "caveat", "{beside}");
    let who = ask(engine, &json!({"function": "who"}), &[]);
    let lines = who["organisations"].as_array().unwrap();
    let uno = lines.iter().find(|one| one["organisation"] == "uno.example").unwrap();
    assert!(uno["standing"].as_str().unwrap().contains("endorsed"), "{who}");
}

fn code(engine: &mut Engine, request: Value, bytes: &[u8]) -> String {
    let told = ask(engine, &request, bytes);
    told["code"].as_str().unwrap_or_else(|| panic!("{request}: {told}")).to_owned()
}

#[test]
fn the_desk_says_why_it_does_not_sign() {
    let (coalition, request) = asked();
    let engine = &mut Engine::default();
    let endorse = |random: &str| json!({"function": "answer", "choices": {"act": "endorse"}, "random": random});
    assert_eq!(code(engine, endorse(&"0".repeat(32)), &[]), "no-request");
    assert_eq!(
        code(engine, json!({"function": "request"}), b"-----BEGIN COUNTERSIGN REQUEST-----\n"),
        "request"
    );
    assert_eq!(code(engine, json!({"function": "sign"}), &read(&coalition, "uno")), "no-request");
    let opened = ask(engine, &json!({"function": "request"}), &request);
    assert_eq!(
        opened["texts"][0]["words"],
        json!([{"is": "same", "text": "We stand together.\n\nWe ask for release.\n"}])
    );
    assert_eq!(
        code(engine, json!({"function": "sign"}), &read(&coalition, "uno")),
        "nothing-prepared"
    );
    assert_eq!(code(engine, endorse("00"), &[]), "random");
    let withdraw =
        json!({"function": "answer", "choices": {"act": "withdraw"}, "random": "0".repeat(32)});
    assert!(["record", "not-now"].contains(&code(engine, withdraw, &[]).as_str()));
    let spaces = json!({"function": "answer", "choices": {"act": "endorse", "reservation": "a\u{202e}b"}, "random": "0".repeat(32)});
    assert_eq!(code(engine, spaces, &[]), "reservation");
    let _ = ask(engine, &endorse(&"0".repeat(32)), &[]);
    assert_eq!(code(engine, json!({"function": "sign"}), &read(&coalition, "dos")), "not-its-key");
    assert_eq!(code(engine, json!({"function": "sign"}), &read(&coalition, "uno.pub")), "key");
    assert_eq!(
        code(engine, json!({"function": "attach"}), b"-----BEGIN SSH SIGNATURE-----\n"),
        "signature"
    );
}

#[test]
fn a_key_made_on_the_desk_signs_and_ends_itself() {
    let random: String = (0..52).map(|byte| format!("{byte:02x}")).collect();
    let mut engine = Engine::default();
    let make = |passphrase: &str| json!({"function": "key", "random": random, "passphrase": passphrase, "comment": "press"});
    let key = ask(&mut engine, &make("correct horse"), &[]);
    let public = key["public"].as_str().unwrap();
    assert!(public.starts_with("ssh-ed25519 ") && public.ends_with(" press\n"), "{public}");
    let private = key["private"].as_str().unwrap();
    let holder = ask(&mut engine, &json!({"function": "holder"}), private.as_bytes());
    assert_eq!(holder["fingerprint"], key["fingerprint"]);
    let ends = Reply::from_text(key["revocation"].as_str().unwrap().as_bytes()).unwrap();
    assert_eq!(ends.signatures()[0].1.key().fingerprint(), key["fingerprint"].as_str().unwrap());
    assert_eq!(ask(&mut engine, &make(""), &[])["code"], "key");
    let opened =
        countersign_core::key::PrivateKey::from_openssh(private.as_bytes(), Some("correct horse"));
    assert_eq!(format!("{} press\n", opened.unwrap().public()), public);
}

#[test]
fn a_second_officer_signs_what_the_first_signed_and_mail_changes_nothing() {
    let coalition = Coalition::with(&["uno"]);
    for name in ["one", "two"] {
        coalition.done(&format!("key new ../{name} --no-passphrase"));
    }
    coalition.done(
        "org add tres.example --name tres --key press=../one.pub --key board=../two.pub --threshold 2",
    );
    coalition.done("request 2021/solidarity@1 --org tres.example -o ../out");
    let request = read(&coalition, "out/tres.example/request.countersign");
    let encoded = Base64::encode_string(&request);
    let mail = format!(
        "From: a@coalition.example\r\nTo: b@tres.example\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\n\r\nHello.\r\n--x\r\n\
         Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n--x--\r\n"
    );
    let (mut first, mut second) = (Engine::default(), Engine::default());
    assert_eq!(ask(&mut first, &json!({"function": "look"}), mail.as_bytes())["kind"], "request");
    for engine in [&mut first, &mut second] {
        let opened = ask(engine, &json!({"function": "request"}), mail.as_bytes());
        assert_eq!(opened["organisation"]["threshold"], 2, "{opened}");
    }
    let endorse =
        json!({"function": "answer", "choices": {"act": "endorse"}, "random": "0".repeat(32)});
    let shown = ask(&mut first, &endorse, &[]);
    let one = ask(&mut first, &json!({"function": "sign"}), &read(&coalition, "one"));
    assert_eq!((&one["signed"], &one["threshold"]), (&json!(1), &json!(2)));
    let reply = one["reply"].as_str().unwrap().replace('\n', "\r\n> ");
    let again = ask(&mut second, &json!({"function": "reply"}), reply.as_bytes());
    assert_eq!(again["words"], shown["words"]);
    assert_eq!(again["signed"].as_array().unwrap().len(), 1);
    let key = read(&coalition, "one");
    assert_eq!(ask(&mut second, &json!({"function": "sign"}), &key)["code"], "signed-already");
    let two = ask(&mut second, &json!({"function": "sign"}), &read(&coalition, "two"));
    assert_eq!(two["signed"], 2, "{two}");
    std::fs::write(coalition.path("both.countersign"), two["reply"].as_str().unwrap()).unwrap();
    coalition.done("import ../both.countersign");
}

#[test]
fn a16_two_bundles_on_the_desk_prove_two_histories() {
    let coalition = Coalition::with(&["dos", "uno"]);
    for name in ["dos", "uno"] {
        coalition.done(&Coalition::act("sign", name));
    }
    coalition.done("publish 2021/solidarity@1");
    copy(&coalition.registry(), &coalition.path("other"));
    copy(&coalition.path("home"), &coalition.path("elsewhere"));
    for (folder, home, name, file) in
        [("coalition", "home", "uno", "one.json"), ("other", "elsewhere", "dos", "two.json")]
    {
        for words in
            [Coalition::act("withdraw", name), format!("bundle 2021/solidarity@1 -o ../{file}")]
        {
            let mut command = coalition.countersign(&words);
            let command = command.current_dir(coalition.path(folder));
            let ran = command.env("HOME", coalition.path(home)).output().unwrap();
            assert!(ran.status.success(), "{words}: {}", String::from_utf8_lossy(&ran.stderr));
        }
    }
    let engine = &mut Engine::default();
    let open = |engine: &mut Engine, file: &str| {
        ask(engine, &json!({"function": "open", "file": file}), &read(&coalition, file))
    };
    assert_eq!(open(engine, "one.json")["outcome"], "caveat");
    assert_eq!(open(engine, "one.json")["outcome"], "caveat", "it is no other history than itself");
    let told = open(engine, "two.json");
    assert_eq!(told["outcome"], "broken", "{told}");
    let said = told["lines"].to_string();
    assert!(said.contains("two histories") && said.contains("one.json"), "{said}");
    assert!(!said.contains("is kept in"), "nothing is kept on the desk: {said}");
    let told = open(engine, "one.json").to_string();
    assert!(told.contains("two.json"), "neither is better: {told}");
    assert_eq!(open(&mut Engine::default(), "two.json")["outcome"], "caveat");
}

#[test]
fn a_mail_with_several_requests_says_so_and_a_key_in_a_mail_is_named() {
    let (coalition, uno) = asked();
    let dos = read(&coalition, "out/dos.example/request.countersign");
    let mail = |files: &[&[u8]]| {
        let part = |file: &&[u8]| {
            format!(
                "--x\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
                Base64::encode_string(file)
            )
        };
        let parts: String = files.iter().map(part).collect();
        format!(
            "From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n{parts}--x--\r\n"
        )
    };
    let look = |files: &[&[u8]]| {
        let given = mail(files);
        ask(&mut Engine::default(), &json!({"function": "look"}), given.as_bytes())
    };
    let key = read(&coalition, "uno");
    let several = look(&[&uno, &dos]);
    assert_eq!((&several["kind"], &several["several"]), (&json!("request"), &json!(true)));
    let twice = look(&[&uno, &uno]);
    assert_eq!((&twice["kind"], &twice["several"]), (&json!("request"), &Value::Null));
    assert_eq!(look(&[b"Hello.", &key])["kind"], "private-key");
    assert_eq!(look(&[&key, &uno])["kind"], "request");
    // A packed file that cannot be unpacked hides nothing beside it.
    assert_eq!(look(&[b"PK\x03\x04", &uno])["kind"], "request");
}

#[test]
fn the_page_of_the_desk_connects_to_nothing_and_begins_in_a_language() {
    let page = desk::page(None).unwrap();
    assert_eq!(desk::hash().unwrap(), Hash::of(page.as_bytes()));
    let policy = page.split_once("Content-Security-Policy\" content=\"").unwrap().1;
    let policy = policy.split_once('"').unwrap().0.replace("&#39;", "'");
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    for source in ["connect-src", "http", "'self'", "'unsafe-inline'", "'strict-dynamic'", "*"] {
        assert!(!policy.contains(source), "{policy}");
    }
    let script = page.rsplit_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let allowed = Base64::encode_string(Hash::of(script.as_bytes()).as_bytes());
    assert!(policy.contains(&format!("'sha256-{allowed}'")), "{policy}");
    for start in ["src=\"", "href=\"http", "<link rel=\"style", "@import", "url("] {
        assert!(!page.contains(start), "{start}");
    }
    // It goes by mail and by telephone, too.
    assert!(page.len() <= 1_300_000, "{} bytes", page.len());
    // A browser that cannot run it says so in every language.
    let (_, unable) = page.split_once("<noscript>").unwrap();
    let (unable, _) = unable.split_once("</noscript>").unwrap();
    for locale in Locale::ALL {
        let labels: BTreeMap<_, _> = countersign_speech::desk::labels(locale).into_iter().collect();
        let says = format!("lang=\"{}\">{}", locale.tag(), labels["failed"]);
        assert!(unable.contains(&says), "{unable}");
    }
    let french = desk::page(Some(Locale::Fr)).unwrap();
    assert!(french.contains("<html lang=\"fr\" data-language=\"fr\" data-fixed>"));
    assert!(french.contains("<h1 data-say=\"title\">Bureau</h1>"));
    // Every label that the page asks for is there, and each that is there is asked for.
    let glue = [
        include_str!("../../src/site/assets/desk/desk.js"),
        include_str!("../../src/site/templates/desk.html"),
    ];
    for (name, _) in countersign_speech::desk::labels(Locale::En) {
        let is_built =
            ["kind_", "capacity_", "strength_"].iter().any(|start| name.starts_with(start));
        let is_outcome =
            ["holds", "caveat", "broken", "unchecked", "title", "endorse", "decline", "withdraw"]
                .contains(&name);
        let is_asked = glue.iter().any(|text| text.contains(&format!("\"{name}\"")));
        assert!(is_built || is_outcome || is_asked, "nothing says {name}");
    }
}
