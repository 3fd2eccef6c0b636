//! Drafts: one leaves only where somebody asked for exactly that, and one that comes is a stranger's.

use testkit::clones::{Clones, FOUNDER};

const SEND: &str = "sync --proposal 2021/solidarity@2 --confirm 2021/solidarity@2";

/// A clone with a draft of the second version.
fn proposed(clones: &Clones, name: &str, words: &str) {
    std::fs::write(clones.path("two.txt"), words).unwrap();
    let propose = "propose 2021/solidarity --title Solidarity --signatory uno.example --text";
    clones.done(name, &format!("{propose} en=../../two.txt"));
}

fn act(act: &str, name: &str) -> String {
    Clones::act(act, name).replace("@1", "@2")
}

#[test]
fn a_draft_is_sent_where_that_was_asked_and_confirmed() {
    let clones = Clones::with(&["uno", "dos"], &["ana", "bea"]);
    proposed(&clones, FOUNDER, "We still stand together.\n");
    let said = clones.stopped(FOUNDER, "sync --proposal 2021/solidarity@2", 8);
    assert!(said.contains("embargo") && said.contains("nobody is there to ask"), "{said}");
    let references = || clones.git_at(&clones.remote(), "for-each-ref --format=%(refname)");
    assert_eq!(references(), "refs/heads/main\n");
    clones.done(FOUNDER, SEND);
    assert_eq!(references(), "refs/heads/main\nrefs/heads/proposals/2021/solidarity/v2\n");
    // Others take it in where they ask for it, and are not asked anything, for nothing is sent.
    clones.done("ana", "sync");
    assert_eq!(clones.git("ana", "branch --list proposals/*"), "");
    clones.done("ana", "sync --proposal 2021/solidarity");
    clones.done("bea", "sync --proposal 2021/solidarity@2");
    // Two organisations sign at once.
    clones.done("ana", &act("sign", "uno"));
    clones.done("bea", &act("sign", "dos"));
    clones.done("ana", SEND);
    let said = clones.done("bea", SEND);
    assert!(said.contains("one record came") && said.contains("one record was sent"), "{said}");
    clones.done(FOUNDER, "sync --proposal 2021/solidarity@2");
    clones.done(FOUNDER, "publish 2021/solidarity@2");
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    clones.done("ana", "verify --require 2 2021/solidarity");
    let said = clones.stopped("ana", SEND, 8);
    assert!(said.contains("is published"), "{said}");
}

#[test]
fn a_strangers_draft_is_looked_at_first() {
    let clones = Clones::with(&["uno"], &["ana", "eva"]);
    let said = clones.stopped("ana", SEND, 5);
    assert!(said.contains("there is no draft"), "{said}");
    proposed(&clones, "eva", "We still stand together.\n");
    clones.done("eva", SEND);
    clones.git("eva", "checkout --quiet proposals/2021/solidarity/v2");
    let text = "registry/2021/solidarity/v2/text.en.txt";
    std::fs::write(clones.clone_path("eva").join(text), "We stand apart.\n").unwrap();
    clones.git("eva", "commit --quiet --all --message=other");
    clones.git("eva", "push --quiet origin HEAD");
    let said = clones.stopped("ana", "sync --proposal 2021/solidarity@2", 3);
    assert!(said.contains("was changed after it was proposed"), "{said}");
    let statement = "registry/2021/solidarity/v2/statement.json";
    std::fs::write(clones.clone_path("eva").join(statement), "{}").unwrap();
    clones.git("eva", "commit --quiet --all --message=worse");
    clones.git("eva", "push --quiet origin HEAD");
    let said = clones.stopped("ana", "sync --proposal 2021/solidarity@2", 3);
    assert!(said.contains("cannot be taken in") && said.contains("statement.json"), "{said}");
    assert_eq!(clones.git("ana", "branch --list proposals/*"), "");
}

#[test]
fn two_drafts_of_one_version_are_told_and_neither_is_sent_over_the_other() {
    let clones = Clones::with(&["uno"], &["ana"]);
    proposed(&clones, FOUNDER, "We still stand together.\n");
    clones.done(FOUNDER, SEND);
    proposed(&clones, "ana", "We stand together, and more so.\n");
    let there = clones.git_at(&clones.remote(), "rev-parse proposals/2021/solidarity/v2");
    let said = clones.stopped("ana", SEND, 8);
    assert!(said.contains("there are two drafts of 2021/solidarity@2"), "{said}");
    assert_eq!(clones.git_at(&clones.remote(), "rev-parse proposals/2021/solidarity/v2"), there);
}
