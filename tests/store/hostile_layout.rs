//! What a hostile tree can hold, planted at each level of a registry that otherwise verifies: A7, A10, B14.
//!
//! Whatever it is, `verify` ends soon and in little memory, and names the place: it never succeeds in silence.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use countersign_git::store::ObjectId;
use testkit::committed::committed;
use testkit::forge::Forge;
use testkit::git::*;

/// A reader that asks for more address space than this, in KiB, is stopped: its own code and stacks are in it.
const MEMORY_KIB_MAX: u32 = 600_000;
/// How often it is looked at whether the reader has ended, and how long between: a minute at least.
const LOOKS_MAX: u32 = 12_000;
const LOOK: Duration = Duration::from_millis(5);

const LEVELS: [&str; 6] = [
    "keys",
    "keys/uno.example",
    "registry",
    "registry/log",
    "registry/2021/solidarity",
    "registry/2021/solidarity/v1",
];

/// An entry of a tree, exactly as it stands there.
#[derive(Clone)]
struct Entry {
    mode: String,
    name: Vec<u8>,
    id: ObjectId,
}

impl Entry {
    fn new(mode: &str, name: &[u8], id: ObjectId) -> Self {
        Self { mode: mode.to_owned(), name: name.to_vec(), id }
    }
}

/// A registry that holds, and what it is made of.
struct Planted {
    folder: tempfile::TempDir,
    good: ObjectId,
    /// What is found where nothing is planted.
    before: Vec<serde_json::Value>,
}

impl Planted {
    fn new() -> Self {
        let folder = committed(&Forge::coalition());
        let good = git(folder.path(), &["rev-parse", "HEAD"]).parse().unwrap();
        let mut planted = Self { folder, good, before: Vec::new() };
        let (code, said) = planted.verify();
        assert_eq!((code, &said["outcome"]), (0, &"holds".into()), "{said}");
        planted.before = said["findings"].as_array().unwrap().clone();
        planted
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn entries(&self, path: &str) -> Vec<Entry> {
        let tree = git(self.path(), &["ls-tree", &format!("{}:{path}", self.good)]);
        let entry = |line: &str| {
            let (about, name) = line.split_once('\t').unwrap();
            let mut words = about.split(' ');
            // What git shows as 040000 is written without the zero.
            let mode = words.next().unwrap().trim_start_matches('0');
            Entry::new(mode, name.as_bytes(), words.nth(1).unwrap().parse().unwrap())
        };
        tree.lines().map(entry).collect()
    }

    fn tree(&self, entries: &[Entry]) -> ObjectId {
        let raw: Vec<_> = entries.iter().map(|one| (&*one.mode, &*one.name, one.id)).collect();
        raw_tree(self.path(), &raw)
    }

    /// Puts another tree in the place of the one at a level, all the way up, and makes it what is read.
    fn put(&self, level: &str, tree: ObjectId) {
        let (mut tree, mut level) = (tree, level);
        while !level.is_empty() {
            let (above, name) = level.rsplit_once('/').unwrap_or(("", level));
            let mut entries = self.entries(above);
            let own = entries.iter_mut().find(|one| one.name == name.as_bytes()).unwrap();
            own.id = tree;
            (tree, level) = (self.tree(&entries), above);
        }
        let commit = raw_commit(self.path(), &tree);
        let head = fs::read_to_string(self.path().join(".git/HEAD")).unwrap();
        let branch = head.trim_end().strip_prefix("ref: ").unwrap();
        fs::write(self.path().join(".git").join(branch), format!("{commit}\n")).unwrap();
    }

    fn verify(&self) -> (i32, serde_json::Value) {
        verified(self.path(), &[])
    }

    /// Says what is wrong where what was planted is not named, or is called good.
    fn judge(&self, level: &str) -> Result<(), String> {
        let (code, said) = self.verify();
        let empty = Vec::new();
        let findings = said["findings"].as_array().unwrap_or(&empty);
        // That the folder is not what was committed says nothing about what was.
        let is_new = |one: &&serde_json::Value| {
            one["code"] != "folder-differs" && !self.before.contains(one)
        };
        let findings = findings.iter().filter(is_new);
        let mut paths = findings.filter_map(|one| one["path"].as_str());
        match code {
            // A file that is no part of the format is named, not read, and does no harm.
            0 | 3 | 6 | 7 if paths.any(|path| path.starts_with(level)) => Ok(()),
            _ => Err(format!("{code}: {said}")),
        }
    }
}

/// What `verify --json` says, and with which code: within its time and its memory.
pub(crate) fn verified(folder: &Path, more: &[&str]) -> (i32, serde_json::Value) {
    let output = folder.join(".git/said");
    let limit = format!("ulimit -v {MEMORY_KIB_MAX} 2>/dev/null; exec \"$0\" verify --json \"$@\"");
    let mut child = Command::new("sh")
        .args(["-c", &limit])
        .arg(testkit::program())
        .args(more)
        .current_dir(folder)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HOME", folder.join(".git"))
        .env("MALLOC_ARENA_MAX", "2")
        .stdin(Stdio::null())
        .stdout(fs::File::create(&output).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut looks = 0;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        looks += 1;
        if looks > LOOKS_MAX {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("it does not end");
        }
        std::thread::sleep(LOOK);
    };
    let said = fs::read_to_string(&output).unwrap();
    (status.code().unwrap_or(-1), serde_json::from_str(&said).unwrap_or_default())
}

/// Changes the entries of a folder.
type Plant<'a> = &'a dyn Fn(&Planted, Vec<Entry>) -> Vec<Entry>;

/// Plants each shape at each level, and tells all that were not named.
#[track_caller]
fn each(shapes: &[(&str, Plant<'_>)]) {
    let mut missed = Vec::new();
    let planted = Planted::new();
    for level in LEVELS {
        for (shape, plant) in shapes {
            let entries = plant(&planted, planted.entries(level));
            planted.put(level, planted.tree(&entries));
            if let Err(said) = planted.judge(level) {
                missed.push(format!("{shape} in {level}: {said}"));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

fn with(mut entries: Vec<Entry>, more: &[Entry]) -> Vec<Entry> {
    entries.extend_from_slice(more);
    entries.sort_by_key(|one| {
        let end: &[u8] = if one.mode == "40000" { b"/" } else { b"" };
        [&one.name, end].concat()
    });
    entries
}

#[test]
fn a10_names_at_every_level_of_a_registry() {
    let planted = Planted::new();
    let names: [&[u8]; 30] = [
        b"",
        b".",
        b"..",
        b".git",
        b".GIT",
        b".git ",
        b".git.",
        b"git~1",
        b".gitmodules",
        b".g\xe2\x80\x8cit",
        b"a/b",
        b"a\\b",
        b"../x",
        b"/etc",
        b"a\nb",
        b"a\x1b[2J",
        b"a\x7f",
        b"\xff\xfe",
        b"a.",
        b"a ",
        b"CON",
        b"aux.json",
        b"a:b",
        b"-rf",
        b"e\xcc\x81",
        b"\xe2\x80\xae.json",
        b"1.json.",
        b"1.JSON",
        b"text.en.TXT",
        &[b'a'; 4_000],
    ];
    let mut missed = Vec::new();
    for level in LEVELS {
        for name in names {
            for mode in ["100644", "40000"] {
                let blob = raw(planted.path(), "blob", b"x");
                let inside = planted.tree(&[Entry::new("100644", b"x", blob)]);
                let id = if mode == "40000" { inside } else { blob };
                let entries = with(planted.entries(level), &[Entry::new(mode, name, id)]);
                planted.put(level, planted.tree(&entries));
                if let Err(said) = planted.judge(level) {
                    missed.push(format!(
                        "{mode} {:?} in {level}: {said}",
                        name.escape_ascii().to_string()
                    ));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a10_modes_duplicates_and_disorder_at_every_level_of_a_registry() {
    let other = |planted: &Planted| raw(planted.path(), "blob", b"x");
    let mode = |mode: &'static str| {
        move |_: &Planted, mut entries: Vec<Entry>| {
            entries[0].mode = mode.to_owned();
            entries
        }
    };
    let (link, module, strange) = (mode("120000"), mode("160000"), mode("100666"));
    let (none, octal, letters) = (mode(""), mode("0100644"), mode("1x0644"));
    each(&[
        ("a link in the place of an entry", &link),
        ("a submodule in the place of an entry", &module),
        ("a mode that git does not write", &strange),
        ("no mode", &none),
        ("a mode with a zero before it", &octal),
        ("a mode of letters", &letters),
        ("one more link", &|planted, entries| {
            with(entries, &[Entry::new("120000", b"zz", other(planted))])
        }),
        ("one more submodule", &|planted, entries| {
            with(entries, &[Entry::new("160000", b"zz", planted.good)])
        }),
        ("one more program", &|planted, entries| {
            with(entries, &[Entry::new("100755", b"zz", other(planted))])
        }),
        ("the same twice", &|_, entries| with(entries.clone(), &entries[..1])),
        ("two of one name", &|planted, entries| {
            let name = entries[0].name.clone();
            with(entries, &[Entry::new("100644", &name, other(planted))])
        }),
        ("a folder and a file of one name", &|planted, entries| {
            let (name, inside) = (entries[0].name.clone(), planted.tree(&[]));
            with(
                entries,
                &[Entry::new("40000", &name, inside), Entry::new("100644", &name, other(planted))],
            )
        }),
        ("another case", &|planted, entries| {
            let name = entries[0].name.to_ascii_uppercase();
            with(entries, &[Entry::new("100644", &name, other(planted))])
        }),
        ("disorder", &|planted, entries| {
            let mut more = with(entries, &[Entry::new("100644", b"zz", other(planted))]);
            more.reverse();
            more
        }),
    ]);
}

#[test]
fn b13_objects_that_are_missing_damaged_or_of_another_kind_at_every_level_of_a_registry() {
    let one = |mode: &'static str, id: ObjectId| [Entry::new(mode, b"zz", id)];
    let nowhere = ObjectId::from_bytes([9; 20]);
    let blob = |planted: &Planted, bytes: &[u8]| {
        let id = raw(planted.path(), "blob", b"zz");
        write_loose(planted.path(), &id, bytes);
        id
    };
    each(&[
        ("a file that is nowhere", &|_, entries| with(entries, &one("100644", nowhere))),
        ("a folder that is nowhere", &|_, entries| with(entries, &one("40000", nowhere))),
        ("an entry that is gone", &|_, mut entries| {
            entries[0].id = nowhere;
            entries
        }),
        ("a file that is a folder", &|planted, entries| {
            with(entries, &one("100644", planted.tree(&[])))
        }),
        ("a folder that is a file", &|planted, entries| {
            with(entries, &one("40000", raw(planted.path(), "blob", b"x")))
        }),
        ("a folder that is a commit", &|planted, entries| {
            with(entries, &one("40000", planted.good))
        }),
        ("a folder cut short", &|planted, entries| {
            with(entries, &one("40000", raw(planted.path(), "tree", b"100644 a\0short")))
        }),
        ("a folder without an end of its name", &|planted, entries| {
            with(entries, &one("40000", raw(planted.path(), "tree", b"100644 a")))
        }),
        ("a file of nothing", &|planted, entries| {
            with(entries, &one("100644", blob(planted, b"")))
        }),
        ("a file of other bytes", &|planted, entries| {
            with(entries, &one("100644", blob(planted, &deflate(b"blob 2\0yy"))))
        }),
        ("a file that lies about its size", &|planted, entries| {
            with(entries, &one("100644", blob(planted, &deflate(b"blob 99999999999999\0x"))))
        }),
        ("a pipe", &|planted, entries| {
            let id = raw(planted.path(), "blob", b"zz");
            let path = loose_path(planted.path(), &id);
            fs::remove_file(&path).unwrap();
            assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
            with(entries, &one("100644", id))
        }),
    ]);
}

#[test]
fn b14_what_has_no_end_at_every_level_of_a_registry() {
    each(&[
        ("a deep folder", &|planted, entries| {
            let mut tree = planted.tree(&[]);
            for _ in 0..200 {
                tree = planted.tree(&[Entry::new("40000", b"a", tree)]);
            }
            with(entries, &[Entry::new("40000", b"zz", tree)])
        }),
        ("many files", &|planted, entries| {
            let blob = raw(planted.path(), "blob", b"x");
            let file = |number: u32| Entry::new("100644", format!("{number:05}").as_bytes(), blob);
            let files: Vec<Entry> = (0..20_000).map(file).collect();
            with(entries, &[Entry::new("40000", b"zz", planted.tree(&files))])
        }),
        ("a large file", &|planted, entries| {
            let blob = raw(planted.path(), "blob", &vec![0; 48 << 20]);
            with(entries, &[Entry::new("100644", b"zz", blob)])
        }),
        ("a large file in the place of one", &|planted, mut entries| {
            let blob = raw(planted.path(), "blob", &vec![b'{'; 48 << 20]);
            entries[0].id = blob;
            entries[0].mode = "100644".to_owned();
            entries
        }),
    ]);
}

#[test]
fn b14_more_files_than_anybody_looks_at() {
    let planted = Planted::new();
    let blob = raw(planted.path(), "blob", b"x");
    let folder = |count: u32| {
        let name = |number: u32| format!("{number:06}.json").into_bytes();
        let files: Vec<Entry> =
            (0..count).map(|number| Entry::new("100644", &name(number), blob)).collect();
        planted.tree(&files)
    };
    // Many are counted: a thousand are named, and the rest with one line.
    for level in ["keys", "registry/2021/solidarity/v1"] {
        let entries = with(planted.entries(level), &[Entry::new("40000", b"zz", folder(30_000))]);
        planted.put(level, planted.tree(&entries));
        let (code, said) = planted.verify();
        assert_eq!(code, 6, "{level}");
        let findings = said["findings"].as_array().unwrap();
        let strange = findings.iter().filter(|one| one["code"] == "unknown-file");
        assert_eq!(strange.clone().count(), 1_001, "{level}");
        let rest = strange.clone().filter(|one| one["path"] == "").map(|one| &one["message"]);
        let rest: Vec<_> = rest.collect();
        assert!(rest.len() == 1 && rest[0].as_str().unwrap().starts_with("29000 more"), "{rest:?}");
    }
    // So many that nobody looks at them: in one folder, in many, and in one that is too large to be read.
    let tenth = folder(26_000);
    let numbers = 0..10_u32;
    let tenths = numbers.map(|number| Entry::new("40000", format!("{number}").as_bytes(), tenth));
    let large = raw(planted.path(), "tree", &[b'x'; 17 << 20]);
    for level in ["keys", "registry/2021/solidarity/v1"] {
        for tree in [folder(260_000), planted.tree(&tenths.clone().collect::<Vec<_>>()), large] {
            let entries = with(planted.entries(level), &[Entry::new("40000", b"zz", tree)]);
            planted.put(level, planted.tree(&entries));
            let (code, said) = planted.verify();
            let findings = said["findings"].as_array().unwrap();
            assert!(findings.iter().any(|one| one["code"] == "hostile-tree"), "{level} {code}");
            assert!(matches!(code, 3 | 7), "{level} {code}");
        }
    }
}
