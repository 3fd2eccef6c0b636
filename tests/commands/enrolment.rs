//! An organisation that has no key: invited, answering in each of its ways, taken in, compared by telephone, enrolled.

use std::process::Command;

use testkit::coalition::Coalition;
use testkit::desk::Desk;

fn invited(desk: &Desk, domain: &str) -> String {
    let folder = format!("out-{domain}");
    desk.done(&format!("request --enrol {domain} --name Casa -o ../{folder} --confirm {domain}"));
    format!("{folder}/{domain}")
}

fn shell(desk: &Desk, folder: &str, line: &str) {
    let ran = Command::new("sh")
        .args(["-c", line])
        .current_dir(desk.path(folder))
        .env_clear()
        .env("PATH", std::env::var("PATH").unwrap())
        .env("HOME", desk.path("home"))
        .output()
        .unwrap();
    assert!(ran.status.success(), "{line}: {}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn an_invitation_is_answered_with_the_program_and_enrolled_after_a_call() {
    let desk = Desk::new();
    let folder = invited(&desk, "casa.example");
    for (read_me, words) in [
        ("READ-ME.txt", "no honest page in a mail asks for your key"),
        ("LEAME.txt", "ninguna página honrada que llegue por correo le pedirá su clave"),
        ("LISEZ-MOI.txt", "aucune page honnête reçue par courriel ne demande votre clé"),
    ] {
        let text = desk.read(&format!("{folder}/{read_me}"));
        assert!(text.contains(words) && !text.contains("{"), "{read_me}: {text}");
    }
    desk.done("key new ../casa --no-passphrase");
    let enrol = format!("key enrol ../{folder}/invitation.countersign --key ../casa");
    desk.refused(&enrol, "--yes");
    desk.done(&format!("{enrol} --yes -o ../answer"));
    assert_eq!(desk.run("org add casa.example").code, 5, "nothing was taken in yet");
    let taken = desk.done("import ../answer");
    assert!(taken.output.contains("casa.example"), "{}", taken.output);
    // Nobody is enrolled by a file: the fingerprint is shown, and somebody says that they have compared it.
    desk.refused("org add casa.example", "--confirm");
    let key = desk.done("key show ../casa").output;
    let fingerprint = key.split_whitespace().find(|word| word.starts_with("SHA256:")).unwrap();
    let added = desk.done("org add casa.example --confirm casa.example");
    assert!(added.messages.contains(fingerprint), "{}", added.messages);
    assert!(added.output.contains("it has signed its enrolment"), "{}", added.output);
    let verdict = desk.run("verify");
    assert!(!verdict.output.contains("casa.example: they"), "{}", verdict.output);
    desk.refused("request --enrol casa.example --name Casa -o ../again", "enrolled already");
}

#[test]
fn an_invitation_is_answered_with_ssh_keygen_alone() {
    let desk = Desk::new();
    let folder = invited(&desk, "casa.example");
    std::fs::create_dir_all(desk.path("home/.ssh")).unwrap();
    shell(&desk, "home/.ssh", "ssh-keygen -q -t ed25519 -N '' -C 'casa casa' -f countersign");
    let commands = |name: &str| -> Vec<String> {
        let text = desk.read(&format!("{folder}/{name}"));
        let is_one = |line: &&str| {
            line.contains("enrol.template)") || line.contains("-f ~/.ssh/countersign enrol.json")
        };
        text.lines().filter(is_one).map(|line| line.trim().to_owned()).collect()
    };
    let lines = commands("READ-ME.txt");
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(commands("LEAME.txt"), lines);
    assert_eq!(commands("LISEZ-MOI.txt"), lines);
    lines.iter().for_each(|line| shell(&desk, &folder, line));
    desk.done(&format!("import ../{folder}/enrol.json ../{folder}/enrol.json.sig"));
    desk.done("org add casa.example --confirm casa.example");
    assert!(desk.done("org show casa.example").output.contains("it has signed its enrolment"));
}

#[test]
fn a_second_answer_with_another_key_takes_nobodys_place() {
    let desk = Desk::new();
    let folder = invited(&desk, "casa.example");
    for name in ["casa", "thief"] {
        desk.done(&format!("key new ../{name} --no-passphrase"));
        let file = format!("../{folder}/invitation.countersign");
        desk.done(&format!("key enrol {file} --key ../{name} --yes -o ../{name}.answer"));
    }
    desk.done("import ../casa.answer");
    let ran = desk.refused("import ../thief.answer", "another key of casa.example waits");
    assert!(ran.output.contains("by telephone"), "{}", ran.output);
    desk.done("org add casa.example --confirm casa.example");
    let key = desk.read("casa.pub");
    assert!(desk.done("--json org show casa.example").output.contains(key.trim()));
}

#[test]
fn a_domain_that_looks_like_a_mistake_is_asked_about_and_a_lent_one_is_shown_as_lent() {
    let desk = Desk::new();
    for (domain, says) in
        [("www.casa.example", "begins with www."), ("xn--caf-dma.example", "café.example")]
    {
        let ask = format!("request --enrol {domain} --name Casa -o ../asked");
        let ran = desk.refused(&ask, "--confirm");
        assert!(format!("{}{}", ran.messages, ran.output).contains(says), "{ran:?}");
        desk.done("key new ../k --no-passphrase");
        let ran =
            desk.refused(&format!("org add {domain} --name Casa --key ../k.pub"), "--confirm");
        assert!(format!("{}{}", ran.messages, ran.output).contains(says), "{ran:?}");
        for file in ["k", "k.pub", "k.revocation"] {
            std::fs::remove_file(desk.path(file)).unwrap();
        }
    }
    let origin = desk.read("registry/registry/log/checkpoint");
    let host = origin.split(['/', '\n']).next().unwrap();
    let lent = format!("casa.{host}");
    desk.done("key new ../lent --no-passphrase");
    let added = desk.done(&format!("org add {lent} --name Casa --key ../lent.pub"));
    assert!(added.output.contains("which lends it"), "{}", added.output);
    assert!(desk.done(&format!("org show {lent}")).output.contains("which lends it"));
    // Whoever reads a verdict sees it, too.
    let text = "propose 2024/lent --title A --text en=../one.txt";
    desk.done(text);
    desk.done(&format!("sign 2024/lent@1 --as {lent} --key ../lent --confirm {lent}"));
    desk.done("publish 2024/lent@1");
    for words in ["verify 2024/lent@1", "show 2024/lent@1"] {
        let said = desk.run(words).output;
        assert!(said.contains("its domain is lent by this registry"), "{words}: {said}");
    }
    assert!(desk.run("--json verify 2024/lent@1").output.contains("\"lent\": true"));
    assert_eq!(desk.run("request --enrol press@casa.example --name Casa -o ../x").code, 2);
}

#[test]
fn a_new_key_signs_beside_the_maintainers_and_beside_the_old_ones() {
    let desk = Desk::new();
    for name in ["casa", "second"] {
        desk.done(&format!("key new ../{name} --no-passphrase"));
    }
    let add = "org add casa.example --name Casa --key ../casa.pub --with-new-key ../casa";
    assert!(desk.done(add).output.contains("it has signed its enrolment"));
    desk.done(
        "org rotate casa.example --add second=../second.pub --key ../casa --with-new-key ../second --confirm casa.example",
    );
    let shown = desk.done("--json org show casa.example").output;
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["organisations"][0]["shown"], serde_json::json!(["main", "second"]));
    assert_eq!(desk.run("verify --json").code, desk.run("verify").code);
}

#[test]
fn what_cannot_be_enrolled_says_what_can() {
    let coalition = Coalition::with(&["uno"]);
    let said = |words: &str| {
        let ran = coalition.run(words);
        assert!(!ran.status.success(), "{words}");
        String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap()
    };
    let lent = "a name below yours that you lend it";
    let address = said("org add press@gmail.example --name Uno --key press=../uno.pub");
    assert!(address.contains(lent), "{address}");
    let address = said("request --enrol press@gmail.example --name Uno -o ../out");
    assert!(address.contains(lent), "{address}");
    let taken =
        said("org add unno.example --name Unno --key press=../uno.pub --confirm unno.example");
    assert!(taken.contains("make another key for it"), "{taken}");
}
