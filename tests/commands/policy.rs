//! What a registry's record says of its log: a policy of witnesses, stolen log keys, where it comes from, and its end.

use std::process::Output;

use base64ct::{Base64, Encoding};
use countersign_core::key::PrivateKey;
use testkit::coalition::{Coalition, copy};
use testkit::watcher::vkey;

const WITNESSES: [(&str, &str, u8); 3] =
    [("a", "a.example/w", 101), ("b", "b.example/w", 102), ("c", "c.example/w", 103)];

fn key(seed: u8) -> PrivateKey {
    PrivateKey::from_seed(&[seed; 32])
}

fn said(output: &Output) -> (i32, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stderr) + &text(&output.stdout))
}

fn run(coalition: &Coalition, words: &str) -> (i32, String) {
    said(&coalition.run(words))
}

/// A registry with a version that `uno` endorsed, and the files of three witnesses' keys.
fn coalition() -> Coalition {
    let coalition = Coalition::with(&["uno"]);
    for (name, _, seed) in WITNESSES {
        let file = key(seed).to_openssh(name, None, &[seed; 20]).unwrap();
        std::fs::write(coalition.path(name), file.as_bytes()).unwrap();
    }
    coalition.done(&Coalition::act("sign", "uno"));
    coalition.done("publish 2021/solidarity@1");
    coalition
}

/// Writes a policy with the three witnesses, one of a type that nobody knows, and these lines.
fn policy(coalition: &Coalition, rest: &str) {
    let mut lines = String::from("# who watches\n\n");
    for (name, witness, seed) in WITNESSES {
        lines.push_str(&format!(
            "witness {name}  {} https://{name}.example/\n",
            vkey(witness, &key(seed))
        ));
    }
    let bytes = Base64::encode_string(&[&[6][..], &[7; 1312]].concat());
    lines.push_str(&format!("witness pq pq.example+01234567+{bytes}\n{rest}"));
    std::fs::write(coalition.path("policy"), lines).unwrap();
}

fn rotate(coalition: &Coalition, rest: &str) {
    policy(coalition, rest);
    coalition.done("root rotate --policy ../policy --yes");
}

#[test]
fn a_policy_in_the_record_decides_whose_cosignatures_are_enough() {
    let coalition = coalition();
    rotate(&coalition, "group both all a b\ngroup g any both c\nquorum g\n");
    let verify = |words: &str, code: i32, sentence: &str| {
        let (got, text) = run(&coalition, words);
        assert_eq!(got, code, "{words}: {text}");
        assert!(text.contains(sentence), "{words}: {text}");
    };
    let (whole, one) = ("verify", "verify 2021/solidarity");
    let unmet = "no head here has the cosignatures that this registry asks for";
    verify(whole, 6, unmet);
    verify(one, 6, unmet);
    let count = coalition.done("witness cosign --key ../a");
    assert!(
        count.contains("1 of 1 witnesses\nthe registry asks for other witnesses too"),
        "{count}"
    );
    verify(whole, 6, unmet);
    verify(one, 6, "the witnesses that this registry asks for have cosigned no head here");
    coalition.done("witness cosign --key ../b");
    verify(whole, 0, "");
    verify(one, 0, "");
    let shown = coalition.done("root show");
    for line in ["who must cosign:", "  group both 2 a b", "  group g 1 both c", "  quorum g"] {
        assert!(shown.contains(line), "{shown}");
    }
    assert!(coalition.done("--json root show").contains("\"quorum g\""));
    // Another name for the same witnesses changes nothing; another policy is seen by those of before.
    rotate(&coalition, "group two 2 a b\ngroup any 1 two c\nquorum any\n");
    assert!(!run(&coalition, whole).1.contains("changed who must see this log"));
    rotate(&coalition, "quorum c\n");
    coalition.done("witness cosign --key ../c");
    verify(whole, 0, "");
    rotate(&coalition, "quorum a\n");
    coalition.done("witness cosign --key ../a");
    verify(whole, 6, "changed who must see this log");
    // What comes beside a policy is refused, and so is a policy for another log.
    verify("root rotate --quorum 1 --yes", 2, "this registry has a policy of witnesses");
    let (other, rest) = (vkey("other.example/log", &key(104)), "quorum a\n");
    let other = countersign_core::note::VerifierKey::new(
        other.name().clone(),
        countersign_core::note::Algorithm::Ed25519,
        other.key().clone(),
    );
    policy(&coalition, &format!("log {other}\n{rest}"));
    verify("root rotate --policy ../policy --yes", 2, "none of them is this one");
    // The reader's own policy beats it.
    policy(&coalition, "quorum b\n");
    verify("verify --policy ../policy", 6, "that your policy asks for");
}

#[test]
fn a_policy_that_only_unknown_keys_could_meet_is_unchecked() {
    let coalition = coalition();
    rotate(&coalition, "group g all a pq\nquorum g\n");
    coalition.done("witness cosign --key ../a");
    for words in ["verify", "verify 2021/solidarity"] {
        let (code, text) = run(&coalition, words);
        assert_eq!(code, 7, "{text}");
        assert!(text.contains("asks for cosignatures by keys of a type"), "{text}");
    }
}

/// Whoever took the log's key makes another history with it. Once the key was named, and a witness has seen that, it is
/// no proof that the maintainers showed two histories; before, it is.
#[test]
fn a2_a_head_by_a_stolen_log_key_is_void_once_witnesses_saw_that_it_was_taken_back() {
    let coalition = coalition();
    rotate(&coalition, "quorum a\n");
    let old = coalition.git("config countersign.log-key");
    let public = coalition.done(&format!("--json key show {}", old.trim()));
    let line = public.split("\"key\": \"").nth(1).unwrap().split('"').next().unwrap();
    std::fs::write(coalition.path("log1.pub"), format!("{line}\n")).unwrap();
    let head = coalition.registry().join("registry/log/checkpoint");
    let size = std::fs::read_to_string(&head).unwrap().lines().nth(1).unwrap().to_owned();
    let forget =
        || std::fs::remove_dir_all(coalition.path("home/.local/state")).unwrap_or_default();
    // Two histories go on from here, and neither remembers the other.
    copy(&coalition.registry(), &coalition.path("before"));
    coalition.done(&Coalition::act("withdraw", "uno"));
    coalition.done("receipt 2021/solidarity@1 --as uno.example -o ../stolen.tlog-proof");
    std::fs::copy(&head, coalition.path("stolen-head")).unwrap();
    std::fs::rename(coalition.registry(), coalition.path("stolen")).unwrap();
    std::fs::rename(coalition.path("before"), coalition.registry()).unwrap();
    forget();
    coalition.done(&Coalition::act("withdraw", "uno"));
    let is = |code: i32, sentence: &str| {
        for words in ["compare ../stolen-head", "compare ../stolen", "verify ../stolen.tlog-proof"]
        {
            let (got, text) = run(&coalition, words);
            assert_eq!(got, code, "{words}: {text}");
            assert!(text.contains(sentence), "{words}: {text}");
        }
    };
    is(3, "");
    coalition.done("key new ../log2 --no-passphrase");
    coalition.done("root rotate --yes --add-log-key ../log2.pub");
    let new = coalition.path("log2");
    coalition.git(&format!("config countersign.log-key {}", new.display()));
    coalition.done(&format!("root rotate --yes --compromised-log-key ../log1.pub={size}"));
    let shown = coalition.done("root show");
    assert!(shown.contains(&format!("in other hands from {size} entries on")), "{shown}");
    is(3, "");
    coalition.done("witness cosign --key ../a");
    is(6, "was in other hands from");
    // The only organisation withdrew: nothing is broken, and nothing stands.
    let (code, text) = run(&coalition, "verify");
    assert_eq!(code, 6, "{text}");
    assert!(text.contains("no endorsement counts here"), "{text}");
}

#[test]
fn a_registry_says_where_it_lies_what_it_continues_and_that_it_ended() {
    let coalition = coalition();
    let root = coalition.done("--json root show");
    let id = root.split("\"registry\": \"").nth(1).unwrap().split('"').next().unwrap();
    coalition
        .done("root rotate --yes --add-url https://a.example/r.git --add-url http://b.onion/r");
    coalition.done("root rotate --yes --remove-url http://b.onion/r");
    let (code, text) = run(&coalition, "root rotate --yes --remove-url http://b.onion/r");
    assert_eq!(code, 2, "{text}");
    assert_eq!(run(&coalition, "root rotate --yes --add-url http://a.example/").0, 2);
    assert_eq!(run(&coalition, "root rotate --yes --add-url https://m@a.example/").0, 2);
    let shown = coalition.done("root show");
    assert!(shown.contains("address: https://a.example/r.git"), "{shown}");
    assert!(!shown.contains("b.onion"), "{shown}");
    // Another one goes on from it, and says so; nobody can check that there.
    coalition.done(&format!(
        "init ../after --name After --origin after.example/log --maintainer maria=../maria.pub --continues {id}=registry/log/checkpoint"
    ));
    let after = coalition.countersign("verify").current_dir(coalition.path("after")).output();
    let (_, text) = said(&after.unwrap());
    assert!(text.contains("says that it goes on from the first"), "{text}");
    assert!(text.contains("that was not checked here"), "{text}");
    // Its end is a caveat everywhere, and nothing new is said in it.
    coalition.done(&format!("root rotate --yes --end --successor {id}"));
    for words in ["verify", "verify 2021/solidarity"] {
        let (code, text) = run(&coalition, words);
        assert_eq!(code, 6, "{text}");
        assert!(
            text.contains("this registry has ended: what is newer appears in another one"),
            "{text}"
        );
    }
    let (code, text) = run(&coalition, "root rotate --yes --name Again");
    assert_eq!(code, 8, "{text}");
    assert!(text.contains("the registry has ended"), "{text}");
    coalition.done(&Coalition::act("withdraw", "uno"));
}
