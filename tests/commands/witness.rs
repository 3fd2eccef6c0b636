//! Witnesses: with git alone and over HTTP; their quorum; and every line that must not count.

use std::process::Output;

use base64ct::{Base64, Encoding};
use countersign_core::checkpoint;
use countersign_core::key::PrivateKey;
use countersign_core::note::{Algorithm, Note, VerifierKey};
use testkit::coalition::Coalition;
use testkit::watcher::{self, NAME, Watcher, vkey};

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

/// A registry with an endorsed version and two witnesses, of which so many must have cosigned.
fn watched(quorum: u64) -> Coalition {
    let coalition = Coalition::with(&["uno"]);
    for (name, seed) in [("w1", 101), ("w2", 102), ("stranger", 103)] {
        let file = key(seed).to_openssh(name, None, &[seed; 20]).unwrap();
        std::fs::write(coalition.path(name), file.as_bytes()).unwrap();
        let line = format!("{} {name}\n", key(seed).public());
        std::fs::write(coalition.path(&format!("{name}.pub")), line).unwrap();
    }
    let first = coalition.done(&format!("witness vkey {NAME} ../w1.pub"));
    assert_eq!(first.trim(), vkey(NAME, &key(101)).to_string());
    let second = vkey("other.example/w2", &key(102));
    coalition.done(&format!(
        "root rotate --add-witness {} --add-witness {second} --quorum {quorum} --yes",
        first.trim()
    ));
    coalition.done(&Coalition::act("sign", "uno"));
    coalition.done("publish 2021/solidarity@1");
    coalition
}

fn file(coalition: &Coalition, path: &str) -> String {
    std::fs::read_to_string(coalition.registry().join(path)).unwrap_or_default()
}

/// Puts a checkpoint with other lines into the registry, as somebody with write access would.
fn put(coalition: &Coalition, path: &str, note: &str) {
    std::fs::write(coalition.registry().join(path), note).unwrap();
    coalition.git("add -A");
    coalition.git("-c user.name=x -c user.email=x@x.example commit -q -m x");
}

#[test]
fn two_witnesses_make_a_quorum_with_git_alone() {
    let coalition = watched(2);
    let (code, text) = run(&coalition, "verify");
    assert_eq!(code, 6, "{text}");
    assert!(
        text.contains("asks that 2 witnesses have seen its log, and none has cosigned"),
        "{text}"
    );
    assert!(text.contains("want 2 witnesses to have cosigned, got 0"), "{text}");
    assert_eq!(run(&coalition, "verify 2021/solidarity").0, 6);
    // One writes to a clone; the other sends a file.
    coalition.done("witness cosign --key ../w1");
    assert_eq!(file(&coalition, "registry/log/witnessed"), "");
    coalition.done("witness cosign --key ../w2 -o ../cosigned");
    let text = coalition.done("import ../cosigned");
    assert!(text.contains("taken in"), "{text}");
    assert_eq!(
        file(&coalition, "registry/log/witnessed"),
        file(&coalition, "registry/log/checkpoint")
    );
    let (code, text) = run(&coalition, "verify");
    assert_eq!(code, 0, "{text}");
    assert!(
        text.contains("witness: witness.example/w1 at")
            && text.contains("witness: other.example/w2 at")
    );
    assert!(!text.contains("others are shown the same history"), "{text}");
    assert_eq!(run(&coalition, "verify --fresh 1h").0, 0);
    assert_eq!(run(&coalition, "verify 2021/solidarity").0, 0);
    // What was added and has nothing to do with the version leaves its answer as it was.
    coalition.done("key new ../dos --no-passphrase");
    coalition.done("org add dos.example --name Dos --key press=../dos.pub");
    let (code, text) = run(&coalition, "verify 2021/solidarity");
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("note: registry/log/witnessed"), "{text}");
    let (code, text) = run(&coalition, "verify");
    assert_eq!(code, 6, "{text}");
    assert!(text.contains("caveat: registry/log/witnessed"), "{text}");
    // The log goes on; the witnessed head stays, and both sizes are named.
    coalition.done(&Coalition::act("withdraw", "uno"));
    let (code, text) = run(&coalition, "verify");
    assert_eq!(code, 6, "{text}");
    assert!(text.contains("witnesses have cosigned the first 10 of 14 entries"), "{text}");
    // A line for the head before is no line for this one.
    let (code, text) = run(&coalition, "import ../cosigned");
    assert_eq!(code, 8, "{text}");
    assert!(text.contains("it is not the newest checkpoint"), "{text}");
    assert_eq!(run(&coalition, "import ../cosigned").0, 8);
}

#[test]
fn a_witness_does_not_cosign_what_contradicts_what_it_saw() {
    let coalition = watched(1);
    coalition.done(&Coalition::act("withdraw", "uno"));
    coalition.done("witness cosign --key ../w1 -o ../cosigned");
    coalition.git("reset -q --hard HEAD~1");
    let (code, text) = run(&coalition, "witness cosign --key ../w1 -o ../again");
    assert_eq!(code, 3, "{text}");
    assert!(text.contains("rolled back: you saw 12 entries before, and here are 10"), "{text}");
    assert!(!coalition.path("again").exists());
    // Nor what does not verify.
    coalition.git("reset -q --hard ORIG_HEAD");
    let path = "registry/2021/solidarity/v1/text.en.txt";
    put(&coalition, path, "Other words.\n");
    assert_eq!(run(&coalition, "witness cosign --key ../w1").0, 3);
}

#[test]
fn a_cosignature_from_a_key_not_in_the_root_record_counts_for_nothing() {
    let coalition = watched(1);
    let (code, text) = run(&coalition, "witness cosign --key ../stranger");
    assert_eq!(code, 8, "{text}");
    assert!(text.contains("this key is no witness of this registry"), "{text}");
    let mut note = Note::parse(file(&coalition, "registry/log/checkpoint").as_bytes()).unwrap();
    let stranger = "stranger.example/w".parse().unwrap();
    checkpoint::cosign(&mut note, &stranger, key(103).ed25519(), 1_612_776_600).unwrap();
    std::fs::write(coalition.path("strange"), note.to_string()).unwrap();
    let (code, text) = run(&coalition, "import ../strange");
    assert_eq!(code, 8, "{text}");
    assert!(text.contains("no witness of this registry has cosigned it"), "{text}");
    // Laid into the registry by hand it counts for nothing.
    put(&coalition, "registry/log/checkpoint", &note.to_string());
    let (code, text) = run(&coalition, "verify");
    assert_eq!(code, 6, "{text}");
    assert!(text.contains("want 1 witnesses to have cosigned, got 0"), "{text}");
    put(&coalition, "registry/log/witnessed", &note.to_string());
    let (code, text) = run(&coalition, "verify");
    assert_eq!(code, 3, "{text}");
    assert!(
        text.contains("registry/log/witnessed: want 1 witnesses to have cosigned it, got 0"),
        "{text}"
    );
}

#[test]
fn a_forged_or_reused_cosignature_is_broken() {
    let coalition = watched(1);
    let path = "registry/log/checkpoint";
    let before = file(&coalition, path);
    let line = |text: &str, seed: u8| {
        let mut note = Note::parse(text.as_bytes()).unwrap();
        let name = NAME.parse().unwrap();
        checkpoint::cosign(&mut note, &name, key(seed).ed25519(), 1_612_776_600)
            .unwrap()
            .to_string()
    };
    // A line over another head, and one whose bytes were changed, under the witness's own name and key id.
    let good = line(&before, 101);
    let reused = line(&before.replacen("\n10\n", "\n9\n", 1), 101);
    let at = good.len() - 10;
    let forged = format!(
        "{}{}{}",
        &good[..at],
        if &good[at..=at] == "A" { "B" } else { "A" },
        &good[at + 1..]
    );
    for bad in [reused, forged] {
        std::fs::write(coalition.path("bad"), format!("{before}{bad}\n")).unwrap();
        let (code, text) = run(&coalition, "import ../bad");
        assert_eq!(code, 3, "{text}");
        put(&coalition, path, &format!("{before}{bad}\n"));
        let (code, text) = run(&coalition, "verify");
        assert_eq!(code, 3, "{text}");
        assert!(text.contains("a witness's line does not hold"), "{text}");
        coalition.git("reset -q --hard HEAD~1");
    }
    put(&coalition, path, &format!("{before}{good}\n"));
    // That one fits, and the quorum is there.
    assert_eq!(run(&coalition, "verify").0, 0);
}

fn peer(coalition: &Coalition) -> Watcher {
    let text = file(coalition, "registry/log/checkpoint");
    let root = coalition.done("--json root show");
    let key_text = root.split("\"log_keys\": [\n    \"").nth(1).unwrap().split('"').next().unwrap();
    let log_key: VerifierKey = key_text.parse().unwrap();
    assert!(text.contains(log_key.name().as_str()));
    watcher::serve(key(101), vec![log_key])
}

#[test]
fn a_witness_over_http_sees_every_head_once_and_in_order() {
    let coalition = watched(1);
    let peer = peer(&coalition);
    let submit = format!("witness submit {}", peer.url);
    coalition.done(&submit);
    assert!(file(&coalition, "registry/log/witnessed").contains(NAME));
    assert_eq!(run(&coalition, "verify").0, 0);
    // The next head comes with a proof from the one before.
    coalition.done(&Coalition::act("withdraw", "uno"));
    coalition.done(&submit);
    // Who has forgotten what the witness saw is told, and asks once more.
    std::fs::remove_dir_all(coalition.path("home/.local/state/countersign/submitted")).unwrap();
    coalition.done(&Coalition::act("sign", "uno"));
    coalition.done(&submit);
    let saw = peer.saw.lock().unwrap();
    assert_eq!((saw.size, saw.asked.as_slice()), (14, &[200, 200, 409, 200][..]));
}

#[test]
fn a_witness_that_saw_another_history_or_more_of_it_does_not_cosign() {
    let coalition = watched(1);
    let peer = peer(&coalition);
    let submit = format!("witness submit {}", peer.url);
    coalition.done(&Coalition::act("withdraw", "uno"));
    coalition.done(&submit);
    // Rolled back: the witness has seen more.
    coalition.git("reset -q --hard HEAD~2");
    let (code, text) = run(&coalition, &submit);
    assert_eq!(code, 3, "{text}");
    assert!(text.contains("has seen 12 entries, and here are 10"), "{text}");
    // Another history, as long and then longer.
    std::fs::remove_dir_all(coalition.path("home/.local/state/countersign")).unwrap();
    for _ in 0..2 {
        let act = if file(&coalition, "registry/log/checkpoint").contains("\n10\n") {
            "withdraw"
        } else {
            "sign"
        };
        coalition.done(
            &(Coalition::act(act, "uno")
                + if act == "withdraw" { " --reason Another" } else { "" }),
        );
        let (code, text) = run(&coalition, &submit);
        assert_eq!(code, 8, "{text}");
        assert!(text.contains("it saw another history"), "{text}");
    }
    assert!(!file(&coalition, "registry/log/checkpoint").contains(NAME));
}

#[test]
fn what_a_witness_may_answer_instead() {
    let coalition = watched(1);
    let peer = peer(&coalition);
    let before = file(&coalition, "registry/log/checkpoint");
    let stranger = {
        let mut note = Note::parse(before.as_bytes()).unwrap();
        let name = "stranger.example/w".parse().unwrap();
        checkpoint::cosign(&mut note, &name, key(103).ed25519(), 1).unwrap().to_string()
    };
    let forged = |line: &str| line.replacen("witness.example/w1", "other.example/w2", 1);
    let good = {
        let mut note = Note::parse(before.as_bytes()).unwrap();
        checkpoint::cosign(&mut note, &NAME.parse().unwrap(), key(101).ed25519(), 1).unwrap()
    };
    for (status, answer, code, sentence) in [
        (403, String::new(), 8, "it does not trust this log's key"),
        (404, String::new(), 8, "it does not watch this log"),
        (422, String::new(), 8, "it saw another history"),
        (400, String::new(), 8, "which tlog-witness does not know"),
        (500, String::new(), 8, "it cannot answer now"),
        (503, "busy".to_owned(), 8, "it answered 503"),
        (429, String::new(), 8, "it cannot answer now"),
        (302, String::new(), 8, "it cannot answer now"),
        (301, String::new(), 8, "the same command later"),
        (409, "many\n".to_owned(), 8, "it did not say which size it saw"),
        (409, "999999\n".to_owned(), 3, "has seen 999999 entries"),
        (200, "hello\n".to_owned(), 1, "the witness's answer is no line"),
        (200, String::new(), 1, "the witness's answer is no line"),
        (200, format!("{stranger}\n"), 8, "no witness of this registry has cosigned it"),
        (200, "x".repeat(2 << 20), 1, "larger than 1048576 bytes"),
    ] {
        peer.saw.lock().unwrap().always = Some((status, answer));
        let (got, text) = run(&coalition, &format!("witness submit {}", peer.url));
        assert_eq!(got, code, "{status}: {text}");
        assert!(text.contains(sentence), "{status}: {text}");
        assert_eq!(file(&coalition, "registry/log/checkpoint"), before);
    }
    // One line that is none, or a stranger's, does not discard the good one beside it.
    let answer = format!("hello\n{stranger}\n{}\n{good}\n\n", forged(&good.to_string()));
    peer.saw.lock().unwrap().always = Some((200, answer));
    coalition.done(&format!("witness submit {}", peer.url));
    let after = file(&coalition, "registry/log/checkpoint");
    assert_eq!(after, format!("{before}{good}\n"));
    // In the clear only to this computer.
    let (code, text) = run(&coalition, "witness submit http://witness.example/w");
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("want an address that begins with https://"), "{text}");
}

/// What had its quorum keeps it: the witnesses of that time decide, and not those who came or left since.
#[test]
fn a_witness_that_leaves_does_not_undo_what_it_cosigned() {
    let coalition = watched(1);
    coalition.done("witness cosign --key ../w1");
    coalition.done(&format!("root rotate --remove-witness {NAME} --yes"));
    let (code, text) = run(&coalition, "verify");
    assert_eq!(code, 6, "{text}");
    assert!(text.contains("witnesses have cosigned the first"), "{text}");
    let id = "verify 2021/solidarity";
    assert_eq!(run(&coalition, id).0, 6, "the record that changed it is not witnessed");
}

/// Who takes away the witnesses, or asks for none any more, is seen by those who were asked before, or it is a caveat.
#[test]
fn a2_a_change_of_witnesses_is_a_caveat_until_those_before_saw_it() {
    let stranger = vkey("stranger.example/w", &key(103));
    let others = format!(
        "--remove-witness {NAME} --remove-witness other.example/w2 --add-witness {stranger}"
    );
    for (change, newest) in [("--quorum 0", "w2"), (others.as_str(), "stranger")] {
        let coalition = watched(1);
        coalition.done("witness cosign --key ../w1");
        assert_eq!(run(&coalition, "verify").0, 0);
        coalition.done(&format!("root rotate {change} --yes"));
        let said = |words: &str| {
            let (code, text) = run(&coalition, words);
            (code, text.contains("changed who must see this log"))
        };
        assert_eq!(said("verify"), (6, true), "{change}");
        assert_eq!(said("verify 2021/solidarity"), (6, true), "{change}");
        // A newer head that only a new witness cosigned is not enough.
        coalition.done(&format!("witness cosign --key ../{newest}"));
        let left = newest == "stranger";
        assert_eq!(said("verify"), (if left { 6 } else { 0 }, left), "{change}");
        if left {
            continue;
        }
        // Once they saw it, that is shown for ever, whoever cosigns later heads, or nobody.
        let kept = file(&coalition, "registry/evidence/checkpoints/12");
        assert_eq!(kept, file(&coalition, "registry/log/checkpoint"));
        coalition.done(&Coalition::act("withdraw", "uno"));
        assert!(!said("verify 2021/solidarity").1, "{change}");
        coalition.git("rm -q registry/evidence/checkpoints/12");
        coalition.git("-c user.name=x -c user.email=x@x.example commit -q -m x");
        assert_eq!(said("verify 2021/solidarity"), (6, true), "{change}");
    }
}

/// A word from the future would stay fresh for ever; one from 1970 is old.
#[test]
fn a2_the_time_of_a_cosignature_is_no_more_than_it_can_be() {
    let coalition = watched(1);
    let path = "registry/log/checkpoint";
    let before = file(&coalition, path);
    let with = |times: &[u64]| {
        let mut note = Note::parse(before.as_bytes()).unwrap();
        for (seed, (name, time)) in (101..).zip([NAME, "other.example/w2"].into_iter().zip(times)) {
            let name = name.parse().unwrap();
            checkpoint::cosign(&mut note, &name, key(seed).ed25519(), *time).unwrap();
        }
        put(&coalition, path, &note.to_string());
        let (code, text) = run(&coalition, "verify --fresh 1h");
        coalition.git("reset -q --hard HEAD~1");
        (code, text)
    };
    #[expect(clippy::disallowed_methods, reason = "the witness speaks while the test runs")]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = now.unwrap().as_secs();
    assert_eq!(with(&[now]).0, 0);
    for (times, sentence) in [
        (&[4_102_444_800][..], "is dated 2100-01-01T00:00:00Z, which is still to come"),
        (&[0][..], "the newest word of a witness is of 1970-01-01T00:00:00Z"),
        (&[0, 4_102_444_800][..], "which is still to come"),
    ] {
        let (code, text) = with(times);
        assert_eq!(code, 6, "{text}");
        assert!(text.contains(sentence), "{text}");
    }
    // Another witness's good word is not spoiled by it.
    assert_eq!(with(&[now, 4_102_444_800]).0, 0);
}

/// A reader who trusts other witnesses says so in a file (C2SP tlog-policy), and the registry's own choice does not matter.
#[test]
fn a_readers_own_policy_replaces_the_registrys() {
    let coalition = watched(1);
    coalition.done("witness cosign --key ../w1");
    let vkeys = [(NAME, 101), ("other.example/w2", 102), ("stranger.example/w", 103)];
    let mut lines: String = ["a", "b", "c"]
        .iter()
        .zip(vkeys)
        .map(|(name, (witness, seed))| format!("witness {name} {}\n", vkey(witness, &key(seed))))
        .collect();
    let bytes = [&[6][..], &[7; 1312]].concat();
    lines.push_str(&format!("witness pq pq.example+01234567+{}\n", Base64::encode_string(&bytes)));
    let root = coalition.done("--json root show");
    let log_key = root.split("\"log_keys\": [\n    \"").nth(1).unwrap().split('"').next().unwrap();
    let with = |rest: &str| {
        std::fs::write(coalition.path("policy"), format!("{lines}{rest}")).unwrap();
        let (code, text) = run(&coalition, "verify --policy ../policy");
        assert_eq!(run(&coalition, "verify 2021/solidarity --policy ../policy").0, code, "{rest}");
        (code, text)
    };
    let other = "log other.example/log+1ec13008+AYE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU";
    for (rest, code, sentence) in [
        ("quorum a\n".to_owned(), 0, ""),
        (format!("log {log_key}\nquorum a\n"), 0, ""),
        ("quorum none\n".to_owned(), 0, "the witnesses of your policy have not cosigned"),
        ("group g any a b pq\nquorum g\n".to_owned(), 0, ""),
        ("group g all a b\nquorum g\n".to_owned(), 6, "that your policy asks for"),
        ("quorum c\n".to_owned(), 6, "that your policy asks for"),
        ("quorum pq\n".to_owned(), 7, "a type that this program does not know"),
        ("group g 2 a pq\nquorum g\n".to_owned(), 7, "a type that this program does not know"),
        (format!("{other}\nquorum a\n"), 2, "want the key id"),
        ("quorum\n".to_owned(), 2, "want one line with the quorum"),
        ("group g all a b".to_owned(), 2, "is no policy"),
    ] {
        let (got, text) = with(&rest);
        assert_eq!(got, code, "{rest}: {text}");
        assert!(text.contains(sentence), "{rest}: {text}");
    }
    let stranger = VerifierKey::new(
        "other.example/log".parse().unwrap(),
        Algorithm::Ed25519,
        key(104).public().ed25519().clone(),
    );
    let (code, text) = with(&format!("log {stranger}\nquorum a\n"));
    assert_eq!(code, 3, "{text}");
    assert!(text.contains("no log of your policy signed this"), "{text}");
    // The second one cosigns, and both have.
    coalition.done("witness cosign --key ../w2");
    assert_eq!(with("group g all a b\nquorum g\n").0, 0);
    // What the registry asks for does not matter, and what the reader's witnesses did not see does.
    coalition.done("root rotate --quorum 0 --yes");
    let (code, text) = with("quorum a\n");
    assert_eq!(code, 6, "{text}");
    assert!(text.contains("the first 10 of 12 entries"), "{text}");
    assert!(!text.contains("changed who must see this log"), "{text}");
}
