//! Attacks on whoever opens a file beside the verdict: A18, the folder is not what was judged; A14, a clone that hangs.

use testkit::coalition::Coalition;

const ID: &str = "2021/solidarity@1";
const TEXT: &str = "registry/2021/solidarity/v1/text.en.txt";

fn published() -> Coalition {
    let coalition = Coalition::with(&["uno"]);
    coalition.done(&Coalition::act("sign", "uno"));
    coalition.done(&format!("publish {ID}"));
    coalition
}

fn told(coalition: &Coalition, words: &str) -> (i32, String) {
    let ran = coalition.run(words);
    let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    (ran.status.code().unwrap(), said.into_owned())
}

#[test]
fn a18_a_file_in_the_folder_that_is_not_the_one_that_was_judged_is_named() {
    let coalition = published();
    assert_eq!(told(&coalition, "verify").0, 0);
    let text = coalition.registry().join(TEXT);
    assert!(text.is_file(), "{text:?}");
    let good = std::fs::read(&text).unwrap();
    // As many bytes, so that nothing but a look at them tells.
    let changed = String::from_utf8(good.clone()).unwrap().replace("release", "nothing");
    std::fs::write(&text, changed).unwrap();
    for hidden in [false, true] {
        if hidden {
            coalition.git(&format!("update-index --assume-unchanged {TEXT}"));
        }
        for words in ["verify".to_owned(), format!("verify {ID}"), format!("verify --full {ID}")] {
            let (code, said) = told(&coalition, &words);
            assert_eq!(code, 6, "{words}: {said}");
            let said = said.replace('\n', " ");
            assert!(
                said.contains(TEXT) && said.contains("whoever opens it here"),
                "{words}: {said}"
            );
        }
        let (_, said) = told(&coalition, "doctor");
        assert!(said.contains(&format!("look  {TEXT} in this folder")), "{said}");
    }
    let (_, said) = told(&coalition, "-q --json verify");
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(report["commit"], coalition.git("rev-parse HEAD").trim());
    assert_eq!(report["findings"][0]["code"], "folder-differs");
    // A commit that was asked for says nothing about the folder.
    assert_eq!(told(&coalition, "verify --rev HEAD").0, 0);
    let head = coalition.git("rev-parse HEAD");
    assert!(told(&coalition, "verify -v").1.contains(&format!("commit {}", head.trim())));
    std::fs::write(&text, good).unwrap();
    assert_eq!(told(&coalition, "verify").0, 0);
}

#[test]
fn a18_what_is_missing_or_more_in_the_folder_is_named() {
    let coalition = published();
    let at = |path: &str| coalition.registry().join(path);
    std::fs::create_dir_all(at("registry/2021/solidarity/v2")).unwrap();
    std::fs::create_dir_all(at("registry/2022/never/v1")).unwrap();
    std::fs::create_dir_all(at("keys/empty")).unwrap();
    for path in ["registry/2021/solidarity/v2/text.en.md", "registry/2022/never/v1/x", "keys/x"] {
        std::fs::write(at(path), "We never said this.\n").unwrap();
    }
    std::fs::remove_file(at("keys/uno.example/1.json")).unwrap();
    let (code, said) = told(&coalition, "-q --json verify");
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let named: Vec<&str> = findings
        .filter(|one| one["code"] == "folder-differs")
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    // A folder of which the commit has nothing is named as a whole.
    let want =
        ["keys/uno.example/1.json", "keys/x", "registry/2021/solidarity/v2", "registry/2022"];
    assert_eq!((code, named), (6, want.to_vec()), "{said}");
    let (code, said) = told(&coalition, &format!("verify {ID}"));
    assert!(code == 6 && said.contains("solidarity/v2") && !said.contains("keys/x"), "{said}");
}

#[cfg(unix)]
#[test]
fn a18_links_and_sparse_or_bare_clones() {
    let coalition = published();
    let text = coalition.registry().join(TEXT);
    std::fs::rename(&text, coalition.path("elsewhere.md")).unwrap();
    std::os::unix::fs::symlink(coalition.path("elsewhere.md"), &text).unwrap();
    let (code, said) = told(&coalition, "verify");
    assert_eq!((code, said.contains("whoever opens it here")), (6, true), "{said}");
    std::fs::remove_file(&text).unwrap();
    assert_eq!(told(&coalition, "verify").0, 6);
    coalition.git("config core.sparseCheckout true");
    let (code, said) = told(&coalition, "verify");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("none, or only some, are checked out"), "{said}");
    coalition.git("clone -q --bare . ../bare");
    let ran = coalition.countersign("verify").current_dir(coalition.path("bare")).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert_eq!(ran.status.code(), Some(0), "{said}");
    assert!(said.contains("none, or only some, are checked out"), "{said}");
}

#[cfg(unix)]
#[test]
fn a14_a_pipe_in_a_git_directory_that_another_names_is_not_waited_for() {
    let coalition = published();
    let registry = coalition.registry();
    let elsewhere = coalition.path("elsewhere");
    std::fs::rename(registry.join(".git"), &elsewhere).unwrap();
    let named = format!("gitdir: {}\n", elsewhere.display());
    std::fs::write(registry.join(".git"), named).unwrap();
    assert_eq!(told(&coalition, "verify").0, 0);
    let common = coalition.path("common");
    for name in ["gitdir", "config.worktree", "shallow"] {
        for (folder, is_common) in [(&elsewhere, false), (&common, true)] {
            std::fs::create_dir_all(folder).unwrap();
            let made = std::process::Command::new("mkfifo").arg(folder.join(name)).status();
            assert!(made.unwrap().success());
            if is_common {
                let named = common.display().to_string();
                std::fs::write(elsewhere.join("commondir"), named).unwrap();
            }
            let (code, said) = told(&coalition, "verify");
            assert_eq!((code, said.contains("not a plain file")), (1, true), "{name}: {said}");
            std::fs::remove_file(folder.join(name)).unwrap();
            let _ = std::fs::remove_file(elsewhere.join("commondir"));
        }
    }
}

#[cfg(unix)]
#[test]
fn a14_a_pipe_in_the_git_directory_is_not_waited_for() {
    let coalition = published();
    let git = coalition.registry().join(".git");
    let pipe = |path: &std::path::Path| {
        let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
        assert!(made.success());
    };
    for name in ["shallow", "info/grafts"] {
        std::fs::create_dir_all(git.join("info")).unwrap();
        pipe(&git.join(name));
        let (code, said) = told(&coalition, "verify");
        assert_eq!((code, said.contains(name)), (1, true), "{name}: {said}");
        std::fs::remove_file(git.join(name)).unwrap();
    }
    pipe(&git.join("wait"));
    let config = std::fs::read_to_string(git.join("config")).unwrap();
    for name in ["wa;it", "wa#it", "wai\tt"] {
        pipe(&git.join(name));
    }
    let sections = [
        "[include]\n\tpath = \"wa;it\"\n",
        "[include]\n\tpath = \"wa#it\" # x\n",
        "[include]\n\tpath = wai\\tt\n",
        "[includeIf \"gitdir:/path\"] path = wait\n[includeIf \"gitdir:/\"] path = wait\n",
        "[include]\n\tpath = wait\n",
        "[Include] Path=\"wait\" ; x\n",
        "[includeIf \"gitdir:/\"]\n path = wai\\\nt\n",
    ];
    for section in sections {
        std::fs::write(git.join("config"), format!("{config}{section}")).unwrap();
        let (code, said) = told(&coalition, "verify");
        assert_eq!((code, said.contains("not a plain file")), (1, true), "{section}: {said}");
    }
    // Each of nine files includes the next a thousand times.
    for number in 0..9 {
        let include = format!("[include]\n\tpath = f{}\n", number + 1);
        std::fs::write(git.join(format!("f{number}")), include.repeat(1_000)).unwrap();
    }
    std::fs::write(git.join("config"), format!("{config}[include]\n\tpath = f0\n")).unwrap();
    let (code, said) = told(&coalition, "verify");
    assert_eq!((code, said.contains("more than 100 files")), (1, true), "{said}");
    // A configuration that includes an ordinary file, or one that is not there, is fine.
    std::fs::write(git.join("more"), "[core]\n\tabbrev = 12\n").unwrap();
    std::fs::write(
        git.join("config"),
        format!("{config}[include]\n\tpath = more\n\tpath = none\n"),
    )
    .unwrap();
    assert_eq!(told(&coalition, "verify").0, 0);
}
