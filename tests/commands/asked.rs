//! Who was asked, and who said no in private, is known to the maintainers' machine and to nothing that leaves it.

use std::path::{Path, PathBuf};

use testkit::coalition::Coalition;

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

/// The private files of a coalition's maintainers.
fn private(coalition: &Coalition) -> Vec<PathBuf> {
    let all = files(&coalition.path("home")).into_iter();
    all.filter(|path| path.components().any(|one| one.as_os_str() == "private")).collect()
}

/// Every object that the repository has, and the names of its references.
fn repository(coalition: &Coalition, folder: &Path) -> String {
    let mut git = coalition.command("git");
    let words = ["cat-file", "--batch", "--batch-all-objects", "--unordered"];
    let all = git.arg("-C").arg(folder).args(words).output().unwrap();
    assert!(all.status.success());
    String::from_utf8_lossy(&all.stdout).into_owned() + &coalition.git("for-each-ref")
}

#[test]
fn d25_who_was_asked_is_in_no_object_of_the_repository() {
    let coalition = Coalition::with(&["uno", "dos"]);
    let before = coalition.git("for-each-ref");
    coalition.done("request 2021/solidarity@1 --all -o ../asked");
    assert_eq!(coalition.git("for-each-ref"), before, "no reference moved");
    assert!(!repository(&coalition, &coalition.registry()).contains("countersign/asked/v1"));
    let kept = private(&coalition);
    assert_eq!(kept.len(), 2, "{kept:?}");
    for file in &kept {
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.contains("countersign/asked/v1"), "{text}");
    }
    let status = coalition.done("--json status 2021/solidarity@1");
    assert_eq!(status.matches("\"asked\":").count(), 2, "{status}");
}

#[cfg(unix)]
#[test]
fn what_is_private_is_open_to_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let coalition = Coalition::with(&["uno", "dos"]);
    coalition.done("request 2021/solidarity@1 --org uno.example -o ../asked");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let kept = private(&coalition);
    assert_eq!(kept.len(), 1);
    assert_eq!(mode(&kept[0]), 0o600);
    let above = kept[0].ancestors().skip(1);
    let ours: Vec<&Path> = above.take_while(|path| !path.ends_with("countersign")).collect();
    assert!(ours.len() > 3, "{ours:?}");
    assert!(ours.into_iter().all(|folder| mode(folder) == 0o700));
}

#[test]
fn notes_on_a_branch_of_an_older_program_are_moved_and_still_answered() {
    let coalition = Coalition::with(&["uno", "dos"]);
    coalition.done("request 2021/solidarity@1 --all -o ../asked");
    // What the program before wrote: the same notes, on a branch.
    let branch = "requests/2021/solidarity/v1";
    coalition.git(&format!("checkout -q -b {branch}"));
    for file in private(&coalition) {
        let name = file.file_name().unwrap();
        let domain = file.parent().unwrap().file_name().unwrap();
        let folder = coalition.registry().join("registry/2021/solidarity/v1/requests").join(domain);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::rename(&file, folder.join(name)).unwrap();
    }
    coalition.git("add registry");
    coalition.git("-c user.name=x -c user.email=x@x.example commit -q -m asked");
    coalition.git("checkout -q -");
    assert!(private(&coalition).is_empty());
    let status = coalition.done("--json status 2021/solidarity@1");
    assert_eq!(status.matches("\"asked\":").count(), 2, "{status}");
    assert_eq!(private(&coalition).len(), 2);
    assert_eq!(coalition.git("branch --list requests/*"), "");
    // A signature that comes back alone is still over what was asked.
    coalition.done("request 2021/solidarity@1 --org uno.example -o ../again");
    let file = coalition.path("asked/uno.example/endorse.json");
    let sign = ["-Y", "sign", "-n", "countersign/endorsement/v1", "-f"];
    let mut keygen = coalition.command("ssh-keygen");
    let signed = keygen.args(sign).arg(coalition.path("uno")).arg(&file).output().unwrap();
    assert!(signed.status.success());
    coalition.done("import ../asked/uno.example/endorse.json.sig");
}

#[test]
fn d25_a_name_whose_organisation_was_asked_and_did_not_answer_is_printed_only_by_decision() {
    let coalition = Coalition::with(&["uno", "dos"]);
    coalition.done("request 2021/solidarity@1 --org uno.example -o ../asked");
    coalition.done(&Coalition::act("sign", "dos"));
    let output = coalition.run("--no-input publish 2021/solidarity@1");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(8), "{said}");
    assert!(said.contains("uno would be printed although they were asked"), "{said}");
    coalition.done("--no-input publish 2021/solidarity@1 --confirm 2021/solidarity@1");
}

#[test]
fn d25_a_private_no_stays_visible_to_the_maintainers_and_to_nobody_else() {
    let coalition = Coalition::with(&["uno", "dos"]);
    coalition.done("propose 2021/solidarity --title Solidarity --text en=../text.txt");
    coalition.done(&Coalition::act("sign", "dos"));
    coalition.done(&Coalition::act("decline", "uno"));
    let would = coalition.done("--json publish 2021/solidarity@1 --dry-run");
    assert!(would.contains("declined-in-private"), "{would}");
    let done = coalition.done("--json publish 2021/solidarity@1");
    assert!(!done.contains("uno.example"), "{done}");
    assert!(coalition.done("--json status").contains("declined_in_private"));
    for command in ["--json show 2021/solidarity@1", "--json verify", "log", "--json org list"] {
        assert!(!coalition.done(command).contains("private"), "{command}");
    }
    let elsewhere = coalition.path("elsewhere");
    coalition.git(&format!("clone -q --no-local --mirror . {}", elsewhere.display()));
    let all = repository(&coalition, &elsewhere);
    assert!(all.contains("\"act\":\"endorse\""));
    assert!(!all.contains("\"act\":\"decline\""), "what leaves this machine has no private no");
}
