//! A registry made by the real program, looked at with nothing but stock tools.

use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use testkit::coalition::Coalition;

fn published() -> Coalition {
    let coalition = Coalition::with(&["foro", "uno"]);
    coalition.done(&Coalition::act("sign", "foro"));
    coalition.done(&(Coalition::act("decline", "uno") + " --public"));
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    coalition.done(&Coalition::act("withdraw", "foro"));
    coalition
}

/// Paths of the registry's files that end in `ending`.
fn files(coalition: &Coalition, ending: &str) -> Vec<String> {
    let listed = coalition.git("ls-files");
    listed.lines().filter(|path| path.ends_with(ending)).map(str::to_owned).collect()
}

fn verifies(coalition: &Coalition, folder: &Path) -> (Option<i32>, String) {
    let mut command = coalition.countersign("verify");
    let output = command.current_dir(folder).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn ssh_keygen_accepts_every_signature() {
    let coalition = published();
    let signatures = files(&coalition, ".sig");
    assert_eq!(signatures.len(), 7, "{signatures:?}");
    for signature in signatures {
        let record = signature.rsplitn(3, '.').nth(2).unwrap();
        let label = signature.rsplit('.').nth(1).unwrap();
        let bytes = std::fs::read(coalition.registry().join(record)).unwrap();
        let body: Value = serde_json::from_slice(&bytes).unwrap();
        let kind = body["type"].as_str().unwrap();
        let principal = match kind {
            "countersign/endorsement/v1" => body["organisation"].as_str().unwrap().to_owned(),
            _ => format!("maintainer.{label}"),
        };
        let said = coalition
            .command("ssh-keygen")
            .args(["-Y", "verify", "-f", "keys/allowed_signers", "-I", &principal, "-n", kind])
            .args(["-s", &signature])
            .stdin(std::fs::File::open(coalition.registry().join(record)).unwrap())
            .output()
            .unwrap();
        assert!(said.status.success(), "{signature}: {}", String::from_utf8_lossy(&said.stderr));
    }
}

#[test]
fn sha256sum_gives_the_hashes_in_the_log() {
    let coalition = published();
    let log: Value = serde_json::from_str(&coalition.done("--json log")).unwrap();
    let logged = log["entries"].as_array().unwrap().iter();
    let mut logged: Vec<&str> = logged.filter_map(|entry| entry["record"].as_str()).collect();
    // The names under a version are words, which its record binds, and no record.
    let mut records = files(&coalition, ".json");
    records.retain(|path| !path.ends_with("signatories.json"));
    let output = coalition.command("sha256sum").args(records).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let mut summed: Vec<&str> = output.lines().map(|line| &line[..64]).collect();
    logged.sort_unstable();
    summed.sort_unstable();
    assert_eq!(summed, logged);
    let text =
        coalition.command("sha256sum").arg("registry/2021/solidarity/v1/text.en.txt").output();
    let text = String::from_utf8(text.unwrap().stdout).unwrap();
    assert!(coalition.done("show 2021/solidarity@1 --record").contains(&text[..64]));
}

#[test]
fn an_agent_signs_for_a_public_key_file() {
    let coalition = published();
    let socket = coalition.path("agent");
    let mut agent = coalition
        .command("ssh-agent")
        .arg("-D")
        .arg("-a")
        .arg(&socket)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let waited = (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        socket.exists()
    });
    assert!(waited, "the agent did not start");
    let added = coalition
        .command("ssh-add")
        .arg("-q")
        .arg("../foro")
        .env("SSH_AUTH_SOCK", &socket)
        .output();
    std::fs::rename(coalition.path("foro"), coalition.path("gone")).unwrap();
    let words = "sign 2021/solidarity@1 --as foro.example --key ../foro.pub --confirm foro.example";
    let signed = coalition.countersign(words).env("SSH_AUTH_SOCK", &socket).output().unwrap();
    let without = coalition.run(words);
    agent.kill().unwrap();
    agent.wait().unwrap();
    assert!(added.unwrap().status.success());
    assert!(signed.status.success(), "{}", String::from_utf8_lossy(&signed.stderr));
    coalition.done("verify --require 1 2021/solidarity");
    assert_eq!(without.status.code(), Some(9), "without an agent nobody signs");
}

#[test]
fn git_finds_nothing_wrong_and_a_clone_verifies() {
    let coalition = published();
    assert_eq!(coalition.git("fsck --strict --no-dangling"), "");
    let original = verifies(&coalition, &coalition.registry());
    for (clone, options) in [("plain", ""), ("windows", "-c core.autocrlf=true -c core.eol=crlf ")]
    {
        coalition.git(&format!("{options}clone -q --no-hardlinks . ../{clone}"));
        let folder = coalition.path(clone);
        assert_eq!(verifies(&coalition, &folder), original);
        let (code, text) = {
            let output =
                coalition.countersign("verify --dir .").current_dir(&folder).output().unwrap();
            (output.status.code(), String::from_utf8(output.stdout).unwrap())
        };
        assert_eq!(code, original.0, "{text}");
    }
    coalition.git("clone -q --depth 1 --no-local . ../shallow");
    assert_eq!(verifies(&coalition, &coalition.path("shallow")).0, original.0);
    coalition.git("gc -q");
    assert_eq!(verifies(&coalition, &coalition.registry()), original);
}

#[test]
fn changed_line_endings_are_named() {
    let coalition = published();
    let path = "registry/2021/solidarity/v1/text.en.txt";
    let text = std::fs::read_to_string(coalition.registry().join(path)).unwrap();
    std::fs::write(coalition.registry().join(path), text.replace('\n', "\r\n")).unwrap();
    let output = coalition.run("verify --dir .");
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains(path) && said.contains("line endings"), "{said}");
    // What is committed is what decides: the edited file is left alone and said so.
    coalition
        .git(&format!("-c user.name=a -c user.email=a@foro.example commit -q -m crlf -- {path}"));
    let (code, said) = verifies(&coalition, &coalition.registry());
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("line endings"), "{said}");
}

#[test]
fn completions_and_manual_pages_are_well_formed() {
    let coalition = Coalition::with(&[]);
    for (shell, option) in [("bash", "-n"), ("zsh", "-n"), ("fish", "-n")] {
        std::fs::write(coalition.path("script"), coalition.done(&format!("completions {shell}")))
            .unwrap();
        match coalition.command(shell).arg(option).arg("../script").output() {
            Ok(read) => assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr)),
            Err(_) => println!("skipped: no {shell} here"),
        }
    }
    coalition.done("man ../man");
    let pages: Vec<_> = std::fs::read_dir(coalition.path("man")).unwrap().collect();
    assert!(pages.len() > 20);
    for page in pages {
        let page = page.unwrap().path();
        let text = std::fs::read_to_string(&page).unwrap();
        assert!(text.contains(".TH ") && text.contains(".SH NAME"), "{}", page.display());
        match coalition.command("man").args(["--warnings", "-l"]).arg(&page).output() {
            Ok(read) => {
                assert!(read.status.success() && read.stderr.is_empty(), "{}", page.display())
            }
            Err(_) => println!("skipped: no man here"),
        }
    }
}
