//! Requests as mail, and whom they go to: read by Python's own `email`, and found nowhere that leaves this machine.

use std::path::Path;

use testkit::coalition::Coalition;

/// Has a name that tries to begin a header, were it not encoded, and one with letters of three bytes.
const CONTACTS: &str = "Domain,Organisation,Language,E-mail\n\
    uno.example,\"Uno: Bcc, eve@evil.example\",español,secret-uno@mail.example\n\
    dos.example,Dos,fr,secret-dos@mail.example\n";

/// Prints what there is in a draft: headers, the text, and the attachments with their sizes.
const PYTHON: &str = r#"
import sys, email, email.policy
for path in sys.argv[1:]:
    with open(path, 'rb') as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    assert not mail.defects, mail.defects
    assert sorted(mail.keys()) == ['Content-Type', 'Date', 'MIME-Version', 'Reply-To', 'Subject', 'To', 'X-Unsent'], mail.keys()
    assert mail['X-Unsent'] == '1' and mail['Date'].datetime.tzinfo is not None
    assert len(mail['To'].addresses) == 1
    print('to', mail['To'].addresses[0].addr_spec, 'reply', mail['Reply-To'])
    print('subject', mail['Subject'])
    print(mail.get_body().get_content())
    for part in mail.iter_attachments():
        print('file', part.get_filename(), len(part.get_content()))
        if part.get_filename() == 'endorse.json':
            sys.stdout.write(part.get_content().decode())
            print()
"#;

fn asked() -> Coalition {
    let coalition = Coalition::with(&["uno", "dos"]);
    std::fs::write(coalition.path("contacts.csv"), CONTACTS).unwrap();
    coalition.done("contacts import ../contacts.csv --accept");
    coalition
}

fn python(coalition: &Coalition, files: &[&str]) -> String {
    let files = files.iter().map(|file| coalition.path(file));
    let output = coalition.command("python3").arg("-c").arg(PYTHON).args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_draft_is_what_python_reads_and_a_second_round_stands_beside_it() {
    let coalition = asked();
    let to = "--reply-to desk@coalition.example";
    let day = "--deadline 2099-03-01";
    coalition.done(&format!("request 2021/solidarity@1 --all --mail {to} {day} -o ../mails"));
    let read = python(&coalition, &["mails/uno.example.eml"]);
    assert!(read.contains("to secret-uno@mail.example reply desk@coalition.example\n"), "{read}");
    assert!(read.contains("subject Coalition: ¿firma uno «Solidarity»?\n"), "{read}");
    assert!(read.contains("El silencio nunca se cuenta como un sí."), "{read}");
    for file in ["LEAME.txt", "endorse.json", "request.countersign", "statement.json"] {
        let bytes = coalition.path(&format!("mails/uno.example/{file}")).metadata().unwrap().len();
        assert!(read.contains(&format!("file {file} {bytes}\n")), "{file}: {read}");
    }
    let endorse = std::fs::read_to_string(coalition.path("mails/uno.example/endorse.json"));
    assert!(read.contains(&endorse.unwrap()), "the bytes to sign arrive as they are");
    assert!(!coalition.path("mails/uno.example/READ-ME.txt").exists(), "one read-me");
    assert!(python(&coalition, &["mails/dos.example.eml"]).contains("dos signe-t-elle"));
    // The address for answers is remembered, who signed is not reminded, and the page grows.
    coalition.done(&Coalition::act("sign", "dos"));
    coalition.done(&format!("request 2021/solidarity@1 --remind --mail {day} -o ../mails"));
    let again = python(&coalition, &["mails/uno.example-2.eml"]);
    assert!(again.contains("recordatorio") && again.contains("Quedan "), "{again}");
    assert!(!coalition.path("mails/dos.example-2.eml").exists());
    let page = std::fs::read_to_string(coalition.path("mails/mails.html")).unwrap();
    assert_eq!(page.matches("<section>").count(), 3, "{page}");
    assert!(page.contains("mailto:secret-uno%40mail.example?subject=Coalition"), "{page}");
}

#[test]
fn d26_nobodys_address_is_in_a_record_a_commit_or_what_another_gets() {
    let coalition = asked();
    coalition
        .done("request 2021/solidarity@1 --all --mail --reply-to d@coalition.example -o ../mails");
    coalition.done(&Coalition::act("sign", "uno"));
    coalition.done(&Coalition::act("sign", "dos"));
    coalition.done("publish 2021/solidarity@1");
    let mut git = coalition.command("git");
    let all = git.args(["cat-file", "--batch", "--batch-all-objects", "--unordered"]).output();
    assert!(!String::from_utf8_lossy(&all.unwrap().stdout).contains("secret-"));
    let below = |folder: &str, found: &mut Vec<String>| grep(&coalition.path(folder), found);
    let mut found = Vec::new();
    below("coalition", &mut found);
    below("mails/uno.example", &mut found);
    below("mails/dos.example", &mut found);
    assert_eq!(found, Vec::<String>::new(), "an address where it must not be");
    let draft = |name: &str| python(&coalition, &[&format!("mails/{name}.example.eml")]);
    assert!(!draft("uno").contains("secret-dos") && !draft("dos").contains("secret-uno"));
    let raw = std::fs::read_to_string(coalition.path("mails/uno.example.eml")).unwrap();
    assert!(raw.contains("secret-uno") && !raw.contains("secret-dos"));
}

/// The files below a folder that have an address in them.
fn grep(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            grep(&path, found);
        } else if String::from_utf8_lossy(&std::fs::read(&path).unwrap()).contains("secret-") {
            found.push(path.display().to_string());
        }
    }
}

#[test]
fn a_colleague_takes_in_everything_that_is_private_and_nothing_twice() {
    let coalition = asked();
    coalition.done("propose 2021/solidarity --title Solidarity --text en=../text.txt");
    coalition.done("request 2021/solidarity@1 --org dos.example -o ../mails");
    coalition.done(&Coalition::act("sign", "dos"));
    coalition.done(&Coalition::act("decline", "uno"));
    coalition.done("publish 2021/solidarity@1");
    coalition.done("contacts export --all -o ../private.json");
    let there = |words: &str| {
        let mut command = coalition.countersign(words);
        command.env("HOME", coalition.path("colleague")).env_remove("XDG_STATE_HOME");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!there("--json status").contains("declined_in_private"));
    let first = there("--json contacts import ../private.json --accept");
    assert!(
        first.contains("\"asked\": 1") && first.contains("\"declined_in_private\": 1"),
        "{first}"
    );
    let second = there("--json contacts import ../private.json --accept");
    assert!(second.contains("\"asked\": 0") && second.contains("\"same\": 2"), "{second}");
    assert!(there("--json status").contains("declined_in_private"));
    let refused = Coalition::with(&["uno"]);
    std::fs::copy(coalition.path("private.json"), refused.path("private.json")).unwrap();
    assert_eq!(refused.run("contacts import ../private.json --accept").status.code(), Some(8));
}

#[test]
fn an_organisation_is_enrolled_from_its_contact() {
    let coalition = Coalition::with(&["uno"]);
    coalition.done("key new ../tres --no-passphrase");
    let key = std::fs::read_to_string(coalition.path("tres.pub")).unwrap();
    let table = format!("domain,name,aliases,key\ntres.example,Tres Ejemplo,Tres; T3,{key}");
    std::fs::write(coalition.path("contacts.csv"), table).unwrap();
    coalition.done("contacts import ../contacts.csv --accept");
    assert_eq!(coalition.run("org add four.example --from contacts").status.code(), Some(5));
    let enrolled = coalition.done("--json org add tres.example --from contacts");
    assert!(enrolled.contains("Tres Ejemplo") && enrolled.contains("T3"), "{enrolled}");
}
