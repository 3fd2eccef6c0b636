//! A whole coalition of forty organisations, from the spreadsheet to a colleague's machine: what one secretariat lives
//! through with one statement.
//!
//! The answers come as mails that Python's own `email` makes, as answers to the drafts that it reads; nothing of ours
//! has written them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;
use testkit::desk::Desk;

/// Rivers, each an organisation with its domain below `.example`.
const ALL: [&str; 40] = [
    "amazonas",
    "atrato",
    "beni",
    "biobio",
    "caqueta",
    "cauca",
    "danubio",
    "duero",
    "ebro",
    "esequibo",
    "fuerte",
    "futaleufu",
    "grijalva",
    "guadiana",
    "huallaga",
    "huasco",
    "iguazu",
    "itata",
    "japura",
    "jucar",
    "kura",
    "limay",
    "loira",
    "madeira",
    "maipo",
    "napo",
    "negro",
    "oiapoque",
    "orinoco",
    "parana",
    "putumayo",
    "quequen",
    "rimac",
    "sinu",
    "tajo",
    "ucayali",
    "vistula",
    "xingu",
    "yaque",
    "zambeze",
];
/// Who answers how: the first thirty at once, the next four when they are reminded, and one when it is nearly over.
const AT_ONCE: std::ops::Range<usize> = 0..30;
const PRIVATE_NO: usize = 30;
const PUBLIC_NO: usize = 31;
const REMINDED: std::ops::Range<usize> = 32..36;
const LATE: usize = 36;

const FIRST: &str = "The river is ours to keep.\n\nWe ask that it flows freee.\n";
const SECOND: &str = "The river is ours to keep.\n\nWe ask that it flows free.\n";
const SPANISH: &str = "El río es nuestro para cuidarlo.\n\nPedimos que corra libre.\n";

/// Makes a mail of each answer, in one shape after the other: half of them in a mailbox, half as files.
const PYTHON: &str = r#"
import email, mailbox, os, sys
from email import policy
from email.message import EmailMessage
drafts, answers, out = sys.argv[1:]
os.makedirs(out)
box = mailbox.mbox(os.path.join(out, "inbox.mbox"))
for number, name in enumerate(sorted(os.listdir(answers))):
    reply = open(os.path.join(answers, name), newline="").read()
    with open(os.path.join(drafts, name + ".eml"), "rb") as file:
        draft = email.message_from_binary_file(file, policy=policy.default)
    def answer(kind):
        m = EmailMessage()
        m["From"], m["To"], m["Subject"] = draft["To"], draft["Reply-To"], "Re: " + draft["Subject"]
        quoted = "".join("> " + line + "\n" for line in draft.get_body().get_content().splitlines())
        if kind == 0: m.set_content("Sí:\n\n" + reply + "\n-- \n" + name + "\n\n" + quoted)
        if kind == 1: m.set_content("Oui.\n\n" + reply, cte="base64")
        if kind == 2: m.set_content("<p>Sí</p><pre>" + reply + "</pre>", subtype="html", cte="quoted-printable")
        if kind == 3:
            m.set_content("Attached.")
            m.add_attachment(reply.encode(), maintype="application", subtype="octet-stream", filename="respuesta ñ.countersign")
        if kind == 4:
            m.set_content("Forwarded.")
            m.add_attachment(answer(3))
        return m
    m = answer(number % 5)
    if number % 2: box.add(m)
    else: open(os.path.join(out, name + ".eml"), "wb").write(m.as_bytes(policy=policy.SMTP))
box.flush()
print(len(os.listdir(answers)))
"#;

fn domain(name: &str) -> String {
    format!("{name}.example")
}

/// Forty organisations with keys, enrolled, and their addresses in a spreadsheet.
fn enrolled() -> Desk {
    let desk = Desk::empty();
    desk.done("key new ../maria --no-passphrase");
    desk.done("init . --name Ríos --origin rios.example/log --maintainer maria=../maria.pub");
    let mut table = "Organización;Dominio;Idioma;Correo\n".to_owned();
    for (number, name) in ALL.iter().enumerate() {
        desk.done(&format!("key new ../{name} --no-passphrase"));
        desk.done(&format!("org add {name}.example --name Río-{name} --key press=../{name}.pub"));
        let language = ["español", "english", "français"][number % 3];
        let _ = writeln!(table, "Río-{name};{name}.example;{language};desk@{name}.example");
    }
    fs::write(desk.path("list.csv"), table).unwrap();
    desk.done("contacts import ../list.csv --accept");
    desk
}

/// Answers that organisations write where they are, sent as mails; how many.
fn mailed(desk: &Desk, round: &str, answers: &[(&str, &str)]) -> usize {
    fs::create_dir(desk.path(&format!("answers-{round}"))).unwrap();
    for (act, name) in answers {
        desk.done(&format!(
            "{act} ../out-{round}/{name}.example/request.countersign --key ../{name} --confirm {name}.example -o ../answers-{round}/{name}.example"
        ));
    }
    let mut python = Command::new("python3")
        .args(["-", &format!("out-{round}"), &format!("answers-{round}"), &format!("in-{round}")])
        .current_dir(desk.top.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 must be there: it makes the mails of this test");
    python.stdin.take().unwrap().write_all(PYTHON.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "python could not make the mails");
    String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
}

fn endorse<'a>(names: impl IntoIterator<Item = &'a &'a str>) -> Vec<(&'static str, &'a str)> {
    names.into_iter().map(|name| ("sign", *name)).collect()
}

fn git(desk: &Desk, words: &[&str]) -> String {
    testkit::git::git(&desk.path("registry"), words)
}

fn report(desk: &Desk, version: &str) -> Value {
    let ran = desk.run(&format!("--json verify {version}"));
    serde_json::from_str(&ran.output).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

/// Who is shown with one standing.
fn with_standing(report: &Value, standing: &str) -> BTreeSet<String> {
    let version = &report["statements"][0]["versions"][0];
    let all = version["organisations"].as_array().unwrap_or_else(|| panic!("{report:#}")).iter();
    let those = all.filter(|one| one["standing"] == standing);
    those.map(|one| one["organisation"].as_str().unwrap().to_owned()).collect()
}

fn domains<'a>(names: impl IntoIterator<Item = &'a &'a str>) -> BTreeSet<String> {
    names.into_iter().map(|name| domain(name)).collect()
}

/// The first version: asked, answered by mail, reminded, published; who said no in private stands nowhere.
fn first_version(desk: &Desk) {
    fs::write(desk.path("first.txt"), FIRST).unwrap();
    desk.done("propose 2024/river --title Free-river --text en=../first.txt");
    let ask = "--mail --reply-to mesa@rios.example --deadline 2024-03-01";
    desk.done(&format!("request 2024/river@1 --all {ask} -o ../out-first"));
    let mut answers = endorse(&ALL[AT_ONCE]);
    answers.push(("decline", ALL[PRIVATE_NO]));
    answers.push(("decline --public", ALL[PUBLIC_NO]));
    assert_eq!(mailed(desk, "first", &answers), 32);
    let count = || git(desk, &["rev-list", "--count", "proposals/2024/river/v1"]);
    let before: u32 = count().trim().parse().unwrap();
    let ran = desk.done("-v import ../in-first");
    assert_eq!(ran.output.matches("2024/river@1: taken in").count(), 32, "{}", ran.output);
    assert_eq!(count().trim(), (before + 1).to_string(), "all of them are one commit");

    desk.done("request 2024/river@1 --remind --mail -o ../out-reminder");
    let reminded: BTreeSet<String> = fs::read_dir(desk.path("out-reminder"))
        .unwrap()
        .filter_map(|entry| {
            entry.unwrap().file_name().to_str()?.strip_suffix(".eml").map(str::to_owned)
        })
        .collect();
    assert_eq!(reminded, domains(&ALL[32..]), "who answered is left alone");
    assert_eq!(mailed(desk, "reminder", &endorse(&ALL[REMINDED])), 4);
    desk.done("import ../in-reminder");
    desk.done("publish 2024/river@1 --confirm 2024/river@1");
    let report = report(desk, "2024/river@1");
    let endorsed: Vec<&str> = ALL[AT_ONCE].iter().chain(&ALL[REMINDED]).copied().collect();
    assert_eq!(with_standing(&report, "endorsed"), domains(&endorsed));
    let said = format!("{report}{}", desk.done("show 2024/river@1").output);
    for silent in ALL[LATE..].iter().chain([&ALL[PRIVATE_NO]]) {
        assert!(!said.contains(&domain(silent)), "{silent} said nothing in public");
    }
    assert_eq!(with_standing(&report, "declined"), domains([&ALL[PUBLIC_NO]]));
}

/// The day after, a typo is mended: everybody is asked again, and one answers when it is out already.
fn second_version(desk: &Desk) {
    fs::write(desk.path("second.txt"), SECOND).unwrap();
    desk.done("propose 2024/river --title Free-river --text en=../second.txt --summary A-typo");
    desk.done("request 2024/river@2 --all --mail -o ../out-second");
    let again: Vec<&str> = ALL[AT_ONCE].iter().chain(&ALL[REMINDED]).copied().collect();
    assert_eq!(mailed(desk, "second", &endorse(&again)), 34);
    desk.done("import ../in-second");
    desk.done("publish 2024/river@2 --confirm 2024/river@2");
    fs::create_dir(desk.path("out-late")).unwrap();
    for file in [format!("{}.eml", domain(ALL[LATE])), domain(ALL[LATE])] {
        fs::rename(
            desk.path(&format!("out-second/{file}")),
            desk.path(&format!("out-late/{file}")),
        )
        .unwrap();
    }
    assert_eq!(mailed(desk, "late", &endorse([&ALL[LATE]])), 1);
    desk.done("import ../in-late");
    let report = report(desk, "2024/river@2");
    assert_eq!(with_standing(&report, "endorsed").len(), 35, "{report:#}");
    // What was signed was the version with the typo, and that is what a copy of it is.
    let old = desk.run("check ../first.txt");
    assert!(old.output.contains("2024/river@2"), "{old:?}");
    assert_eq!(desk.run("check ../second.txt").code, 0);
}

/// What happens to a statement that is out: a translation, a withdrawal, two organisations that become one.
fn afterwards(desk: &Desk) {
    fs::write(desk.path("es.txt"), SPANISH).unwrap();
    desk.done("translate 2024/river@2 --text es=../es.txt --title es=Río-libre --yes");
    for name in &ALL[3..6] {
        desk.done(&format!(
            "sign 2024/river@2 --language en --language es --as {name}.example --key ../{name} --confirm {name}.example"
        ));
    }
    let [left, merged, into] = [ALL[0], ALL[1], ALL[2]];
    desk.done(&format!(
        "withdraw 2024/river@2 --as {left}.example --key ../{left} --confirm {left}.example"
    ));
    desk.done(&format!(
        "org retire {merged}.example --reason Merged --successor {into}.example --confirm {merged}.example"
    ));
}

/// What a reader finds at the end, on whichever machine.
fn is_as_it_ended(desk: &Desk) {
    let report = report(desk, "2024/river@2");
    assert_eq!(with_standing(&report, "withdrawn"), domains([&ALL[0]]));
    let endorsed = with_standing(&report, "endorsed");
    assert_eq!(endorsed.len(), 34, "{endorsed:?}");
    let spanish = report["statements"][0]["versions"][0]["organisations"].as_array().unwrap();
    let spanish = spanish
        .iter()
        .filter(|one| one["texts"].as_object().is_some_and(|texts| texts.contains_key("es")));
    assert_eq!(spanish.count(), 3);
    let said = desk.run("verify 2024/river@2").output;
    assert!(said.contains("33 organisations"), "two that became one count once: {said}");
    // The words are those, and one organisation withdrew.
    let checked = desk.run("check ../second.txt");
    assert!(checked.code == 6 && checked.output.contains("2024/river@2"), "{checked:?}");
}

/// A maintainer leaves: another one comes in, and goes on from the backup on a machine of her own.
fn handed_over(desk: &Desk) -> Desk {
    desk.done("key new ../rosa --no-passphrase");
    desk.done(
        "root rotate --add rosa=../rosa.pub --remove maria --maintainer-key ../maria --maintainer-key ../rosa --yes",
    );
    desk.done("backup -o ../backup.tar --with-keys");
    let other = Desk::empty();
    for name in ["backup.tar", "rosa", "rosa.pub", "first.txt", "second.txt"] {
        fs::copy(desk.path(name), other.path(name)).unwrap();
    }
    other.done("restore ../backup.tar .");
    git(&other, &["config", "countersign.maintainer-key", "../rosa"]);
    other
}

#[test]
fn forty_organisations_live_through_a_statement() {
    let desk = enrolled();
    first_version(&desk);
    second_version(&desk);
    afterwards(&desk);
    is_as_it_ended(&desk);
    let other = handed_over(&desk);
    is_as_it_ended(&other);
    assert_eq!(other.done("contacts list").output.lines().count(), 40);
    let lines = |desk: &Desk| desk.done("status 2024/river").output;
    assert_eq!(lines(&desk), lines(&other), "who was asked and said no is known there, too");
    other.done(&format!("org rename {0}.example --name Río-Grande --confirm {0}.example", ALL[5]));
    is_as_it_ended(&other);
}
