//! A process that is killed at any moment leaves the old state or the new one; of processes that write at once,
//! each one succeeds or says that the registry is busy, and nothing is lost.

use std::collections::BTreeSet;
use std::path::Path;

use testkit::coalition::Coalition;
use testkit::strike;

const NAMES: [&str; 12] = [
    "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
    "doce",
];
/// How many times each command is killed.
const KILLS: u32 = 32;

/// Kills `words` after ever more time; after each kill everything must be as before or as after, and work.
fn kill_everywhere(coalition: &Coalition, words: &str) {
    let restore = strike::restore(coalition);
    let old = state(coalition);
    let whole = strike::duration(coalition, words);
    let new = state(coalition);
    assert_ne!(old.entries, new.entries);
    let (mut before, mut after) = (0, 0);
    for kill in 0..KILLS {
        restore();
        strike::strike(coalition, words, whole, kill, KILLS);
        let left = state(coalition);
        match left.entries == old.entries {
            true => before += 1,
            false => after += 1,
        }
        let is_one_of_two = left.entries == old.entries || left.entries == new.entries;
        assert!(is_one_of_two, "kill {kill}: {:?}", left.entries);
        // The next command works, and what the killed one left half done in the work tree is mended.
        let next = Coalition::act("decline", "nemo") + " --public";
        let went = coalition.run(&next);
        let error = String::from_utf8_lossy(&went.stderr);
        let wants_draft = left.entries == old.entries || !words.starts_with("publish");
        assert!(went.status.success() || !wants_draft, "kill {kill}: {error}");
        assert_eq!(coalition.git("status --porcelain"), "", "kill {kill}");
        coalition.git("fsck --strict --no-dangling");
        state(coalition);
    }
    // Otherwise nothing was struck.
    assert!(before > 0, "{before} before, {after} after");
    restore();
}

struct State {
    /// What was said, in order.
    entries: Vec<String>,
}

/// The state of a registry that must verify.
fn state(coalition: &Coalition) -> State {
    let verified = coalition.run("verify");
    let text = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(matches!(verified.status.code(), Some(0 | 6)), "{text}");
    let log = coalition.done("log");
    // The hashes differ from run to run, since salts and times do.
    let entries = log.lines().filter_map(|line| line.get(18..).map(str::to_owned));
    State { entries: entries.collect() }
}

fn enrolled() -> Coalition {
    let mut names = NAMES.to_vec();
    names.push("nemo");
    Coalition::with(&names)
}

#[test]
fn publishing_twelve_endorsements_is_all_or_nothing() {
    let coalition = enrolled();
    for name in NAMES {
        coalition.done(&Coalition::act("sign", name));
    }
    kill_everywhere(&coalition, "publish 2021/solidarity@1 --confirm 2021/solidarity@1");
}

#[test]
fn signing_is_all_or_nothing() {
    let coalition = enrolled();
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    kill_everywhere(&coalition, &Coalition::act("sign", "uno"));
}

#[test]
fn late_endorsements_at_once_are_all_kept_or_told_to_try_again() {
    let coalition = enrolled();
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    let mut left: BTreeSet<&str> = NAMES.into();
    // Whoever was told to try again does.
    for _round in 0..NAMES.len() {
        let running: Vec<_> = left
            .iter()
            .map(|name| {
                (*name, coalition.countersign(&Coalition::act("sign", name)).spawn().unwrap())
            })
            .collect();
        let mut succeeded = 0;
        for (name, child) in running {
            let output = child.wait_with_output().unwrap();
            match output.status.code() {
                Some(0) => {
                    left.remove(name);
                    succeeded += 1;
                }
                Some(10) => {}
                other => panic!("{name}: {other:?}: {}", String::from_utf8_lossy(&output.stderr)),
            }
        }
        assert!(succeeded > 0, "nobody came through");
        if left.is_empty() {
            break;
        }
    }
    let log = coalition.done("log");
    for name in NAMES {
        let line = format!("{name}.example endorses 2021/solidarity@1");
        assert_eq!(log.matches(&line).count(), 1, "{log}");
    }
    coalition.done("verify --require 12 2021/solidarity");
    assert_eq!(coalition.git("status --porcelain"), "");
    coalition.git("fsck --strict --no-dangling");
    assert!(!Path::new(&coalition.registry().join(".git/index.lock")).exists());
}
