//! Before the hour: a draft's words are known for what they are, and nothing is published early.

use testkit::coalition::Coalition;

fn run(coalition: &Coalition, words: &str) -> (i32, String) {
    let ran = coalition.run(words);
    let text = [ran.stdout, ran.stderr].concat();
    (ran.status.code().unwrap(), String::from_utf8(text).unwrap())
}

#[test]
fn words_of_a_draft_are_never_what_was_signed() {
    let coalition = Coalition::with(&["uno"]);
    coalition.done(&Coalition::act("sign", "uno"));
    let (code, text) = run(&coalition, "check ../text.txt");
    assert_eq!(code, 5, "{text}");
    assert!(
        text.contains("these are words of 2021/solidarity@1, a draft on this machine"),
        "{text}"
    );
    let (_, json) = run(&coalition, "--json check ../text.txt");
    assert!(json.contains("\"draft\""), "{json}");
    let mut quote = coalition.countersign("check --quote");
    let quoted = quote.arg("We ask for release.").output().unwrap();
    let text = String::from_utf8(quoted.stdout).unwrap();
    assert_eq!(quoted.status.code(), Some(5), "{text}");
    assert!(text.contains("these are words of 2021/solidarity@1, a draft"), "{text}");
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    assert_eq!(run(&coalition, "check ../text.txt").0, 0);
    // A second version that begins otherwise, with a sentence that the first does not have.
    let words = "We stand together today, all of us.\n\nWe ask for the release of everybody who was taken in May.\n";
    std::fs::write(coalition.path("two.txt"), words).unwrap();
    coalition.done("propose 2021/solidarity --title Solidarity --text en=../two.txt");
    let (code, text) = run(&coalition, "check ../two.txt");
    assert!(code == 4 || code == 5, "{code}: {text}");
    assert!(text.contains("words of 2021/solidarity@2, a draft"), "{text}");
    // What stands is told for itself, whatever drafts have of it.
    let (code, text) = run(&coalition, "check ../text.txt");
    assert_eq!(code, 0, "{text}");
    assert!(!text.contains("a draft"), "{text}");
}

#[test]
fn before_its_hour_nothing_is_published_and_then_who_came_late_is_named() {
    let coalition = Coalition::with(&["uno", "dos"]);
    coalition.done(&format!("--at 2021-02-08T10:00:00Z {}", Coalition::act("sign", "uno")));
    let publish =
        "publish 2021/solidarity@1 --confirm 2021/solidarity@1 --not-before 2021-02-08T18:00:00Z";
    let before = coalition.git("for-each-ref");
    let (code, text) = run(&coalition, &format!("--at 2021-02-08T17:59:59Z {publish}"));
    assert_eq!(code, 8, "{text}");
    assert!(text.contains("is not to be published before 2021-02-08T18:00:00Z"), "{text}");
    assert_eq!(coalition.git("for-each-ref"), before, "nothing was written");
    let (code, text) = run(&coalition, &format!("--at 2021-02-08T17:59:59Z {publish} --dry-run"));
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("is not to be published before"), "{text}");
    coalition.done(&format!("--at 2021-02-08T18:30:00Z {}", Coalition::act("sign", "dos")));
    let (code, text) = run(&coalition, &format!("--at 2021-02-08T19:00:00Z {publish}"));
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("signed at 2021-02-08T18:00:00Z or later: dos"), "{text}");
}

/// A draft that somebody hands out before its hour is never more than that, and says nothing that was said in private.
#[test]
fn d27_a_bundle_of_a_draft_is_never_taken_for_what_was_published() {
    let coalition = Coalition::with(&["uno", "dos", "tres"]);
    coalition
        .done("propose 2021/solidarity --title Solidarity --text en=../text.txt --no-signatories");
    coalition.done(&Coalition::act("sign", "uno"));
    coalition.done(&Coalition::act("decline", "dos"));
    coalition.done("request 2021/solidarity@1 --org tres.example -o ../asked");
    let made = coalition
        .done("bundle 2021/solidarity@1 --draft --embargo 2021-03-01T10:00:00Z -o ../draft.json");
    assert!(made.contains("as a draft"), "{made}");
    let file = std::fs::read_to_string(coalition.path("draft.json")).unwrap();
    for name in ["dos.example", "tres.example"] {
        assert!(!file.contains(name), "{name} said nothing that is public");
    }
    let (code, text) = run(&coalition, "verify ../draft.json");
    assert_eq!(code, 6, "{text}");
    assert!(text.contains("a draft, not to be published before 2021-03-01T10:00:00Z"), "{text}");
    assert!(text.contains("endorsed    uno (uno.example)"), "{text}");
    let (_, json) = run(&coalition, "--json verify ../draft.json");
    assert!(
        json.contains("\"bundle-draft\"") && json.contains("\"standing\": \"proposed\""),
        "{json}"
    );
    // What it is without saying so, or with another's words, is broken.
    let others = [
        file.replacen("\"draft\":{", "\"drafts\":{", 1),
        file.replace("We ask for release", "We ask for nothing"),
    ];
    for (other, want) in others.iter().zip([7, 3]) {
        std::fs::write(coalition.path("other.json"), other).unwrap();
        assert_eq!(run(&coalition, "verify ../other.json").0, want);
    }
    // It has no page, a version that is published has no draft, and what waits to be logged comes first.
    assert_eq!(run(&coalition, "bundle 2021/solidarity@1 --draft -o ../draft.html").0, 2);
    assert_eq!(
        run(&coalition, "bundle 2021/solidarity@1 -o ../draft.json --embargo 2021-03-01T10:00:00Z")
            .0,
        2
    );
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    assert_eq!(run(&coalition, "bundle 2021/solidarity@1 --draft -o ../draft.json").0, 5);
    assert_eq!(run(&coalition, "verify ../draft.json").0, 6, "an old draft stays one");
}
