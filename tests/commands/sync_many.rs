//! Many clones of one bare remote, all writing at once, killed at random moments: no record is lost, no two heads of one
//! size are ever signed, nobody merges by hand, and what comes out verifies.
//!
//! By default a few clones with a few acts each. `COUNTERSIGN_CLONES=10 COUNTERSIGN_ACTS=200` is the full size, for a
//! release build and a quiet machine; `COUNTERSIGN_SEED` repeats the choices of a run, though not its timing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use countersign_core::digest::Hash;
use countersign_core::key::PrivateKey;
use countersign_core::record::endorsement::{Act, Capacity};
use countersign_core::record::entry::Entry;
use countersign_core::record::line::Salt;
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Endorsement, Record};
use countersign_core::reply::Reply;
use countersign_core::verify::examine;
use countersign_git::store::Store;
use testkit::clones::{Clones, FOUNDER};

/// Names that nobody takes for one another.
const NAMES: [&str; 10] = [
    "anemone", "birch", "cedar", "dahlia", "elm", "fuchsia", "ginkgo", "hawthorn", "iris",
    "juniper",
];
/// Most acts that one command takes in.
const BATCH_MAX: u64 = 8;
/// One command in so many is killed.
const KILL_ONE_IN: u64 = 4;
/// How often all clones exchange what they have at the end, at most.
const ROUNDS_MAX: usize = 10;

/// xorshift64*: which choices are made depends on the seed alone.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % end
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// An organisation that endorses, withdraws, endorses again, and so on; one file with a reply for each act.
fn acts(clones: &Clones, name: &str, count: u64) -> Vec<Hash> {
    let registry = Store::open(&clones.clone_path(FOUNDER)).unwrap();
    let snapshot = registry.snapshot(&registry.head().unwrap()).unwrap();
    let examined = examine(&snapshot, &Vec::new);
    let state = &examined.replayed.state;
    let version = state.version(&"2021/solidarity@1".parse().unwrap()).unwrap();
    let key = PrivateKey::from_openssh(&std::fs::read(clones.path(name)).unwrap(), None).unwrap();
    let folder = clones.path("replies").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let mut made: Vec<Hash> = Vec::new();
    for number in 1..=count {
        let is_endorsement = number % 2 == 1;
        let mut salt = [0; 16];
        salt.copy_from_slice(&Hash::of(format!("{name} {number}").as_bytes()).as_bytes()[..16]);
        let body = Endorsement {
            act: if is_endorsement { Act::Endorse } else { Act::Withdraw },
            capacity: Capacity::Organisation,
            conditions: None,
            made_at: "2021-02-08T09:30:00Z".parse().unwrap(),
            name: name.parse().unwrap(),
            number,
            organisation: format!("{name}.example").parse().unwrap(),
            previous: made.last().copied(),
            public: None,
            reason: None,
            record: version.record,
            registry: state.registry().unwrap(),
            reservation: None,
            salt: Salt(salt),
            statement: "2021/solidarity".parse().unwrap(),
            tag: Default::default(),
            texts: if is_endorsement { version.statement.text_hashes() } else { BTreeMap::new() },
            version: 1,
        };
        let record = Record::new(&Body::Endorsement(body.into())).unwrap();
        let signature = key.sign(record.kind().type_name(), &record.hash());
        let verified = VerifiedSignature::check(&record, signature.to_armor().as_bytes()).unwrap();
        made.push(record.hash());
        let reply = Reply::new(record, vec![(signature, verified)]).unwrap();
        std::fs::write(folder.join(format!("{number:06}.txt")), reply.to_text("an act")).unwrap();
    }
    made
}

/// What happened in a whole run.
#[derive(Default)]
struct Counts {
    commands: AtomicU64,
    killed: AtomicU64,
    overtaken: AtomicU64,
}

/// One clone's person: takes in some acts, exchanges, is killed now and then, and goes on until all are taken in.
fn live(clones: &Clones, name: &str, count: u64, mut random: Random, counts: &Counts) {
    let mut next = 1;
    while next <= count {
        let batch = (1 + random.below(BATCH_MAX)).min(count - next + 1);
        let files: Vec<String> = (next..next + batch)
            .map(|number| format!("../../replies/{name}/{number:06}.txt"))
            .collect();
        if command(clones, name, &format!("-q import {}", files.join(" ")), &mut random, counts) {
            next += batch;
        }
        if random.below(3) > 0 {
            command(clones, name, "-q sync", &mut random, counts);
        }
    }
}

/// Runs a command, or kills it; says whether it succeeded.
fn command(clones: &Clones, name: &str, words: &str, random: &mut Random, counts: &Counts) -> bool {
    counts.commands.fetch_add(1, Ordering::Relaxed);
    let mut child = clones.countersign(name, words).spawn().unwrap();
    if random.below(KILL_ONE_IN) == 0 {
        // Sometimes at once, sometimes late; where it has ended by then, nothing is struck.
        std::thread::sleep(Duration::from_millis(random.below(8) * random.below(200)));
        if child.try_wait().unwrap().is_none() {
            counts.killed.fetch_add(1, Ordering::Relaxed);
        }
        let _ = child.kill();
    }
    let output = child.wait_with_output().unwrap();
    match output.status.code() {
        Some(0) => true,
        // Killed, or overtaken again and again.
        None => false,
        Some(10) => {
            counts.overtaken.fetch_add(1, Ordering::Relaxed);
            false
        }
        Some(code) => {
            let error = String::from_utf8_lossy(&output.stderr);
            panic!("{name}: {words}: {code}: {error}");
        }
    }
}

/// Every checkpoint that was ever signed in any copy of the repository, reachable or not: root by size.
fn signed_heads(repositories: &[&Path]) -> BTreeMap<u64, BTreeSet<String>> {
    let mut heads: BTreeMap<u64, BTreeSet<String>> = BTreeMap::new();
    for path in repositories {
        let repository = git2::Repository::open(path).unwrap();
        let odb = repository.odb().unwrap();
        odb.foreach(|id| {
            let object = odb.read(*id).unwrap();
            if object.kind() == git2::ObjectType::Blob
                && let Ok(text) = std::str::from_utf8(object.data())
                && text.starts_with("coalition.example/log\n")
                && text.contains("\n\u{2014} coalition.example/log ")
            {
                let mut lines = text.lines().skip(1);
                let size = lines.next().unwrap().parse().unwrap();
                heads.entry(size).or_default().insert(lines.next().unwrap().to_owned());
            }
            true
        })
        .unwrap();
    }
    heads
}

#[test]
fn clones_that_write_at_once_lose_nothing_and_sign_one_history() {
    let (count, each) = (setting("COUNTERSIGN_CLONES", 4), setting("COUNTERSIGN_ACTS", 12));
    let seed = setting("COUNTERSIGN_SEED", 20_210_208);
    let all = &NAMES[..usize::try_from(count).unwrap().clamp(2, NAMES.len())];
    let clones = Clones::with(all, all);
    let mut wanted: BTreeSet<Hash> = BTreeSet::new();
    for (number, name) in all.iter().enumerate() {
        wanted.extend(acts(&clones, name, each));
        // Every third one could sign.
        if number % 3 == 0 {
            clones.give_log_key(name);
        }
    }
    let counts = Counts::default();
    std::thread::scope(|scope| {
        for (number, name) in (1..).zip(all) {
            let random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number);
            let (clones, counts) = (&clones, &counts);
            scope.spawn(move || live(clones, name, each, random, counts));
        }
    });
    let mut heads = BTreeSet::new();
    for _ in 0..ROUNDS_MAX {
        for name in all.iter().chain(&[FOUNDER]) {
            clones.done(name, "-q sync");
        }
        heads = all.iter().map(|name| clones.git(name, "rev-parse main")).collect();
        if heads.len() == 1 {
            break;
        }
    }
    assert_eq!(heads.len(), 1, "all clones have the same head");
    let store = Store::open(&clones.remote()).unwrap();
    let head = store.branch("main").unwrap().unwrap();
    let snapshot = store.snapshot(&head).unwrap();
    let examined = examine(&snapshot, &Vec::new);
    assert_eq!(examined.findings().collect::<Vec<_>>(), Vec::<&_>::new());
    let log = examined.log.as_ref().unwrap();
    let logged = log.entries.iter().filter_map(|bytes| match Entry::decode(bytes).unwrap() {
        Entry::Record(entry) => Some(entry.record),
        Entry::Heads(_) => None,
    });
    let logged: Vec<Hash> = logged.filter(|record| wanted.contains(record)).collect();
    assert_eq!(logged.len(), wanted.len(), "every act is logged, and each once");
    assert_eq!(logged.iter().copied().collect::<BTreeSet<_>>(), wanted);
    let merges = clones.git_at(&clones.remote(), "rev-list --merges --count main");
    assert_eq!(merges.trim_end(), "0");
    let mut repositories: Vec<_> = all.iter().map(|name| clones.clone_path(name)).collect();
    repositories.extend([clones.clone_path(FOUNDER), clones.remote()]);
    let paths: Vec<&Path> = repositories.iter().map(std::path::PathBuf::as_path).collect();
    let signed = signed_heads(&paths);
    for (size, roots) in &signed {
        assert_eq!(roots.len(), 1, "two heads of {size} entries were signed: {roots:?}");
        let root = log.root_at(*size).unwrap().to_string();
        assert!(!root.is_empty());
    }
    println!(
        "{count} clones, {each} acts each, seed {seed}: {} commands, {} killed, {} overtaken; {} entries, {} heads, {} commits",
        counts.commands.load(Ordering::Relaxed),
        counts.killed.load(Ordering::Relaxed),
        counts.overtaken.load(Ordering::Relaxed),
        log.size(),
        signed.len(),
        clones.git_at(&clones.remote(), "rev-list --count main").trim_end()
    );
}
