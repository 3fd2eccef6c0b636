//! From a request's folder to a published endorsement with nothing but the real `ssh-keygen` on the signer's side.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use countersign_core::digest::Hash;
use testkit::desk::Desk;

/// Runs a shell line in a folder of the desk, as somebody would who has no countersign.
fn shell(desk: &Desk, folder: &str, line: &str) -> Output {
    Command::new("sh")
        .args(["-c", line])
        .current_dir(desk.path(folder))
        .env_clear()
        .env("PATH", std::env::var("PATH").unwrap())
        .env("HOME", desk.path("home"))
        .output()
        .unwrap()
}

#[track_caller]
fn shell_done(desk: &Desk, folder: &str, line: &str) -> String {
    let output = shell(desk, folder, line);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{line}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn has_ssh_keygen() -> bool {
    if Command::new("ssh-keygen").arg("-?").output().is_ok() {
        return true;
    }
    // Not by `eprintln!`, which the test harness swallows when a test passes.
    let _ = writeln!(std::io::stderr(), "skipped: no ssh-keygen");
    false
}

/// The command of the read-me for macOS and Linux, as it stands there.
fn command(desk: &Desk, read_me: &str) -> String {
    let text = desk.read(read_me);
    let line = text.lines().find(|line| line.contains("-f ~/.ssh/id_ed25519 ")).unwrap();
    line.trim().to_owned()
}

#[test]
fn a_request_is_answered_with_ssh_keygen_alone() {
    if !has_ssh_keygen() {
        return;
    }
    let desk = Desk::new();
    fs::create_dir_all(desk.path("home/.ssh")).unwrap();
    for name in ["id_ed25519", "other", "third"] {
        shell_done(
            &desk,
            "home/.ssh",
            &format!("ssh-keygen -q -t ed25519 -N '' -C {name} -f {name}"),
        );
    }
    desk.done("org add press.example --name Press --key desk=../home/.ssh/id_ed25519.pub");
    desk.done("org add pair.example --name Pair --key a=../home/.ssh/other.pub --key b=../home/.ssh/third.pub --threshold 2");
    desk.done(
        "propose 2024/a --title A --text en=../one.txt --signatory press.example --signatory pair.example --signatory uno.example",
    );
    desk.done("request 2024/a@1 --all --deadline 2024-01-01 -o ../out");
    // The chain from the words to what is signed, with stock tools.
    let folder = "out/press.example";
    let sum = |file: &str| Hash::of(&fs::read(desk.path(folder).join(file)).unwrap()).to_string();
    assert!(desk.read("out/press.example/statement.json").contains(&sum("text.en.txt")));
    assert!(desk.read("out/press.example/endorse.json").contains(&sum("statement.json")));
    // Each read-me has the same commands.
    let line = command(&desk, "out/press.example/READ-ME.txt");
    for other in ["LEAME.txt", "LISEZ-MOI.txt"] {
        assert_eq!(command(&desk, &format!("{folder}/{other}")), line);
    }
    shell_done(&desk, folder, &line);
    // Only the signature comes back, under another name and with a mail program's line ends.
    fs::create_dir(desk.path("mail")).unwrap();
    let signature = desk.read("out/press.example/endorse.json.sig").replace('\n', "\r\n");
    fs::write(desk.path("mail/signature (1).txt"), signature).unwrap();
    // Of two officers, each sends a signature of their own.
    let folder = "out/pair.example";
    for (key, name) in [("other", "first.sig"), ("third", "second.sig")] {
        shell_done(&desk, folder, &line.replace("id_ed25519", key));
        fs::rename(desk.path(folder).join("endorse.json.sig"), desk.path("mail").join(name))
            .unwrap();
    }
    let ran = desk.done("import ../mail");
    assert_eq!(ran.output.matches("taken in").count(), 3, "{}", ran.output);
    // One who was asked and is printed has not answered.
    desk.done("publish 2024/a@1 --confirm 2024/a@1");
    let report = desk.run("verify 2024/a@1 --require 2");
    assert_eq!(report.code, 0, "{}", report.output);
    assert!(report.output.contains("press.example"), "{}", report.output);
    verifies(&desk, "press.example", "desk");
    verifies(&desk, "pair.example", "b");
    // To end it, with the same tool.
    desk.done("request 2024/a@1 --org press.example -o ../end");
    let line = line.replace("endorse.json", "withdraw.json");
    shell_done(&desk, "end/press.example", &line);
    desk.done("import ../end/press.example/withdraw.json.sig");
    let report = desk.run("verify 2024/a@1 --require 2");
    assert_eq!(report.code, 6, "{}", report.output);
}

/// What `--print-command` says does what it says, with conditions, and the pair of files is enough.
#[test]
fn the_printed_command_signs_what_import_takes_in() {
    if !has_ssh_keygen() {
        return;
    }
    let desk = Desk::new();
    let request = desk.ask("foro", "2024/a@1", "out");
    only_mine(&desk.path("foro"));
    let words = format!("sign {request} --key ../foro --print-command --at-least 1");
    let line = desk.done(&words).output;
    shell_done(&desk, "registry", &line);
    // On a clone that knows of no request, the record beside the signature says what it is over.
    let ran = desk.done("import ../out");
    assert!(ran.output.contains("foro.example endorses 2024/a@1: taken in"), "{}", ran.output);
    assert_eq!(desk.endorsed(), 1);
}

/// A file that was touched on its way: the signature fits nothing, and the sender is told.
#[test]
fn a_signature_over_a_file_that_an_editor_saved_is_refused_with_a_sentence() {
    if !has_ssh_keygen() {
        return;
    }
    let desk = Desk::new();
    desk.ask("foro", "2024/a@1", "out");
    fs::write(desk.path("out/foro"), fs::read(desk.path("foro")).unwrap()).unwrap();
    only_mine(&desk.path("out/foro"));
    let line = "echo >> endorse.json; ssh-keygen -Y sign -n countersign/endorsement/v1 -f ../foro endorse.json";
    shell_done(&desk, "out/foro.example", line);
    let ran = desk.refused(
        "import ../out/foro.example/endorse.json.sig",
        "save the .json file again without opening it in an editor",
    );
    assert!(ran.output.contains("by the key of foro.example"), "{}", ran.output);
}

fn verifies(desk: &Desk, organisation: &str, label: &str) {
    let record = format!("registry/2024/a/v1/endorsements/{organisation}/1.json");
    let line = format!(
        "ssh-keygen -Y verify -f keys/allowed_signers -I {organisation} -n countersign/endorsement/v1 -s {record}.{label}.sig < {record}"
    );
    shell_done(desk, "registry", &line);
}

fn only_mine(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}
