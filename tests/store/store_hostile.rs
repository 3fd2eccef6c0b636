//! What hostile repositories hold, and that reading them ends, in an error or an oddity.
#![cfg(unix)]

use std::fs;
use std::io::Read as _;

use countersign_core::tree::{OddityKind, ReadError, Source};
use countersign_git::store::{ObjectError, ObjectId, Store, StoreError};
use testkit::git::*;

/// The oddities of a registry whose `registry` folder is the given tree.
fn oddities(folder: &std::path::Path, registry: &ObjectId) -> Vec<(String, OddityKind)> {
    let top = raw_tree(folder, &[("40000", b"registry", *registry)]);
    let commit = raw_commit(folder, &top);
    let snapshot = Store::open(folder).unwrap().snapshot(&commit).unwrap();
    assert!(snapshot.listing().files.is_empty(), "{:?}", snapshot.listing().files);
    snapshot.listing().oddities.iter().map(|odd| (odd.path.clone(), odd.kind)).collect()
}

#[test]
fn a7_refs_replace_grafts_and_shallow_clones_are_told() {
    let (folder, store, id) = store(&[("registry/a", "a"), ("registry/b", "b")]);
    assert!(store.snapshot(&id).unwrap().listing().oddities.is_empty());
    let id = id.to_string();
    git(folder.path(), &["commit", "--allow-empty", "-qm", "second"]);
    let second = git(folder.path(), &["rev-parse", "HEAD"]);
    git(folder.path(), &["replace", &second, &id]);
    let replaced = |store: &Store| {
        let listing = store.snapshot(&second.parse().unwrap()).unwrap().listing().clone();
        assert_eq!(listing.files.len(), 2);
        listing.oddities.iter().map(|odd| odd.kind).collect::<Vec<_>>()
    };
    assert_eq!(replaced(&store), [OddityKind::Replaced]);
    assert_eq!(store.commit_at(&second.parse().unwrap()).unwrap().message, "second\n");
    git(folder.path(), &["pack-refs", "--all"]);
    assert_eq!(replaced(&store), [OddityKind::Replaced]);
    git(folder.path(), &["replace", "-d", &second]);
    assert_eq!(replaced(&store), []);
    fs::create_dir_all(folder.path().join(".git/info")).unwrap();
    fs::write(folder.path().join(".git/info/grafts"), format!("{second}\n")).unwrap();
    assert_eq!(replaced(&store), [OddityKind::Replaced]);

    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.path().display());
    fs::remove_file(folder.path().join(".git/info/grafts")).unwrap();
    git(clone.path(), &["clone", "-q", "--depth", "1", &url, "."]);
    let shallow = Store::open(clone.path()).unwrap();
    assert!(shallow.is_shallow() && !store.is_shallow());
    assert_eq!(shallow.history(shallow.head().unwrap()).filter_map(Result::ok).count(), 1);
    assert_eq!(store.history(store.head().unwrap()).filter_map(Result::ok).count(), 2);
}

#[test]
fn a10_colliding_or_hostile_path_names_are_not_listed() {
    let (folder, _, _) = store(&[("registry/a", "a")]);
    let folder = folder.path();
    let blob = raw(folder, "blob", b"x");
    let one = |name: &[u8]| oddities(folder, &raw_tree(folder, &[("100644", name, blob)]));
    for name in [
        b"..".as_slice(),
        b".",
        b".git",
        b".GIT",
        b"git~1",
        b"a\\b",
        b"a\nb",
        b"a\x1b[2J",
        b"a/b",
        b"",
        b"\xff\xfe",
        b"a.",
        b"a ",
        b".g\xe2\x80\x8cit",
        b"a\x7f",
    ] {
        let got = one(name);
        assert_eq!(got.len(), 1, "{name:?}");
        assert_eq!(got[0].1, OddityKind::Name, "{name:?}");
    }
    let two = |entries: &[(&str, &[u8], ObjectId)]| {
        oddities(folder, &raw_tree(folder, entries))
            .into_iter()
            .map(|odd| odd.1)
            .collect::<Vec<_>>()
    };
    let empty = raw_tree(folder, &[]);
    use OddityKind::{CaseCollision, Damaged, Duplicate, Submodule, Symlink};
    assert_eq!(two(&[("100644", b"A", blob), ("100644", b"a", blob)]), [CaseCollision; 2]);
    assert_eq!(two(&[("100644", b"a", blob), ("100644", b"a", empty)]), [Duplicate; 2]);
    assert_eq!(two(&[("100644", b"a", blob), ("40000", b"a", empty)]), [Duplicate; 2]);
    assert_eq!(two(&[("120000", b"a", blob)]), [Symlink]);
    assert_eq!(two(&[("160000", b"a", blob)]), [Submodule]);
    assert_eq!(two(&[("100666", b"a", blob)]), [Damaged]);
    assert_eq!(two(&[("100644", b"b", blob), ("100644", b"a", blob)]), [Damaged]);
    assert_eq!(two(&[("40000", b"a", ObjectId::from_bytes([9; 20]))]), [Damaged]);

    let registry = raw_tree(folder, &[("100644", b"a", blob)]);
    let both = [("40000", b"REGISTRY".as_slice(), registry), ("40000", b"registry", registry)];
    let commit = raw_commit(folder, &raw_tree(folder, &both));
    let snapshot = Store::open(folder).unwrap().snapshot(&commit).unwrap();
    assert!(snapshot.listing().files.is_empty());
    assert_eq!(snapshot.listing().oddities.len(), 2);
}

#[test]
fn b14_pack_bomb_is_refused_before_it_is_inflated() {
    let (folder, store, _) = store(&[("registry/a", "a")]);
    let size = 300_u64 << 20;
    let head = format!("blob\nmark :1\ndata {size}\n");
    let tail = "\ncommit refs/heads/bomb\ncommitter A <a@foro.example> 1 +0000\ndata 1\nx\nM 100644 :1 registry/bomb\n\n";
    let mut input = head.as_bytes().chain(std::io::repeat(0).take(size)).chain(tail.as_bytes());
    git_with(
        folder.path(),
        &["-c", "fastimport.unpackLimit=0", "fast-import", "--quiet"],
        &mut input,
    );
    let commit = store.resolve("bomb").unwrap();
    let error = store.snapshot(&commit).unwrap().read("registry/bomb", 1 << 20).unwrap_err();
    assert!(
        matches!(error, ReadError::TooLarge { size_bytes, .. } if size_bytes == size),
        "{error}"
    );
}

#[test]
fn b14_tree_bomb_ends() {
    let (folder, _, _) = store(&[("registry/a", "a")]);
    let folder = folder.path();
    let mut tree = raw_tree(folder, &[]);
    for _ in 0..30 {
        tree = raw_tree(folder, &[("40000", b"a", tree), ("40000", b"b", tree)]);
    }
    let got = oddities(folder, &tree);
    assert!(got.iter().any(|odd| odd.1 == OddityKind::TooMany), "{}", got.len());
    let mut deep = raw_tree(folder, &[]);
    for _ in 0..30 {
        deep = raw_tree(folder, &[("40000", b"a", deep)]);
    }
    assert_eq!(
        oddities(folder, &deep).iter().map(|odd| odd.1).collect::<Vec<_>>(),
        [OddityKind::Depth]
    );
}

#[test]
fn damaged_loose_objects_end_in_an_error() {
    let (folder, store, _) = store(&[("registry/a", "a")]);
    let folder = folder.path();
    let blob = raw(folder, "blob", &[b'x'; 5_000]);
    let tree = raw_tree(folder, &[("100644", b"a", blob)]);
    let commit = raw_commit(folder, &raw_tree(folder, &[("40000", b"registry", tree)]));
    let snapshot = store.snapshot(&commit).unwrap();
    assert_eq!(snapshot.read("registry/a", 5_000).unwrap().len(), 5_000);
    assert!(matches!(snapshot.read("registry/a", 4_999), Err(ReadError::TooLarge { .. })));
    assert!(matches!(snapshot.read("registry/b", 9), Err(ReadError::Missing(_))));
    let good = fs::read(loose_path(folder, &blob)).unwrap();
    let mut bad: Vec<Vec<u8>> = (0..good.len() - 4).map(|length| good[..length].to_vec()).collect();
    bad.push([good.as_slice(), b"x"].concat());
    let body = [b'x'; 5_000];
    for header in [
        "blob 4999\0",
        "blob 5001\0",
        "blob 05000\0",
        "blob -1\0",
        "tree 5000\0",
        "blob\0",
        "blob 5000",
    ] {
        bad.push(deflate(&[header.as_bytes(), &body].concat()));
    }
    bad.push(deflate(&[b"blob 5000\0".as_slice(), &[b'y'; 5_000]].concat()));
    for bytes in bad {
        write_loose(folder, &blob, &bytes);
        let got = snapshot.read("registry/a", 10_000);
        assert!(matches!(got, Err(ReadError::Damaged { .. })), "{} {got:?}", bytes.len());
    }
    // A header that lies about its size asks for no memory.
    write_loose(folder, &blob, &deflate(b"blob 99999999999999\0x"));
    assert!(matches!(snapshot.read("registry/a", u64::MAX), Err(ReadError::Damaged { .. })));
    fs::remove_file(loose_path(folder, &blob)).unwrap();
    assert!(matches!(snapshot.read("registry/a", 9), Err(ReadError::Damaged { .. })));
}

#[test]
fn every_flipped_byte_of_a_pack_is_noticed() {
    let (folder, store, first) = store(&[("registry/a", &"some words that repeat\n".repeat(40))]);
    let more = "some words that repeat\n".repeat(39) + "and others";
    let id =
        store.lock().unwrap().commit(&change(Some(first), &[("registry/b", &more)])).unwrap().id;
    git(folder.path(), &["gc", "-q", "--aggressive"]);
    assert!(
        git(folder.path(), &["verify-pack", "-v", &pack(folder.path(), "idx")])
            .contains("chain length")
    );
    let files = |store: &Store| -> Result<Vec<Vec<u8>>, String> {
        let snapshot = store.snapshot(&id).map_err(|error| error.to_string())?;
        if !snapshot.listing().oddities.is_empty() {
            return Err("oddity".into());
        }
        ["registry/a", "registry/b"]
            .map(|path| snapshot.read(path, 5_000).map_err(|error| error.to_string()))
            .into_iter()
            .collect()
    };
    let good = files(&store).unwrap();
    assert_eq!(good[1], more.as_bytes());
    for ending in ["pack", "idx"] {
        let path = folder.path().join(pack(folder.path(), ending));
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let mut refused = 0;
        for i in (0..bytes.len()).step_by(if ending == "pack" { 1 } else { 7 }) {
            let mut bad = bytes.clone();
            bad[i] ^= 0x55;
            fs::write(&path, bad).unwrap();
            // Bytes that nobody reads, such as other objects, may differ; what is read is right or refused.
            match files(&Store::open(folder.path()).unwrap()) {
                Ok(got) => assert_eq!(got, good),
                Err(_) => refused += 1,
            }
        }
        assert!(refused > 20, "{ending}: {refused}");
        for length in (0..bytes.len()).step_by(5) {
            fs::write(&path, &bytes[..length]).unwrap();
            let got = files(&Store::open(folder.path()).unwrap());
            assert!(got.is_err() || got.as_ref() == Ok(&good));
        }
        fs::write(&path, &bytes).unwrap();
    }
}

fn pack(folder: &std::path::Path, ending: &str) -> String {
    let files = fs::read_dir(folder.join(".git/objects/pack")).unwrap();
    let mut names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    format!(
        ".git/objects/pack/{}",
        names.find(|name| name.ends_with(&format!(".{ending}"))).unwrap()
    )
}

/// Writes a pack, with an index of our own making, of two entries as they are.
fn raw_pack(folder: &std::path::Path, ids: [ObjectId; 2], entries: [&[u8]; 2]) {
    let mut pack = b"PACK\0\0\0\x02\0\0\0\x02".to_vec();
    let mut index = b"\xfftOc\0\0\0\x02".to_vec();
    for first in 0..=255_u8 {
        let count = ids.iter().filter(|id| id.as_bytes()[0] <= first).count();
        index.extend_from_slice(&u32::try_from(count).unwrap().to_be_bytes());
    }
    ids.iter().for_each(|id| index.extend_from_slice(id.as_bytes()));
    index.extend_from_slice(&[0; 8]);
    for entry in entries {
        index.extend_from_slice(&u32::try_from(pack.len()).unwrap().to_be_bytes());
        pack.extend_from_slice(entry);
    }
    index.extend_from_slice(&[0; 40]);
    pack.extend_from_slice(&[0; 20]);
    let packs = folder.join(".git/objects/pack");
    fs::create_dir_all(&packs).unwrap();
    fs::write(packs.join("pack-x.pack"), pack).unwrap();
    fs::write(packs.join("pack-x.idx"), index).unwrap();
}

/// An entry that differs from another object of its pack.
fn differs(base: &ObjectId, delta: &[u8]) -> Vec<u8> {
    let head = [0x70 | u8::try_from(delta.len()).unwrap()];
    [&head, base.as_bytes().as_slice(), &deflate(delta)].concat()
}

#[test]
fn b14_circle_of_differences_ends() {
    let (folder, _, _) = store(&[("registry/a", "a")]);
    let (a, b) = (ObjectId::from_bytes([0xaa; 20]), ObjectId::from_bytes([0xbb; 20]));
    let delta = b"\x01\x01\x01x";
    raw_pack(folder.path(), [a, b], [&differs(&b, delta), &differs(&a, delta)]);
    let error = Store::open(folder.path()).unwrap().commit_at(&a).unwrap_err();
    assert!(matches!(error, StoreError::Object(ObjectError::Damaged { .. })), "{error}");
}

#[test]
fn b14_small_difference_from_a_huge_base_is_refused() {
    let (folder, _, _) = store(&[("registry/a", "a")]);
    let small = raw(folder.path(), "blob", b"x");
    fs::remove_file(loose_path(folder.path(), &small)).unwrap();
    let tree = raw_tree(folder.path(), &[("100644", b"a", small)]);
    let top = raw_tree(folder.path(), &[("40000", b"registry", tree)]);
    let commit = raw_commit(folder.path(), &top);
    // 2^25 bytes; the delta names that size and adds one byte.
    let huge = [&[0xb0_u8, 0x80, 0x80, 0x80, 0x01], deflate(&vec![0; 1 << 25]).as_slice()].concat();
    let base = ObjectId::from_bytes([0xff; 20]);
    let delta = b"\x80\x80\x80\x10\x01\x01x";
    raw_pack(folder.path(), [small, base], [&differs(&base, delta), &huge]);
    let snapshot = Store::open(folder.path()).unwrap().snapshot(&commit).unwrap();
    let error = snapshot.read("registry/a", 1_000).unwrap_err();
    assert!(error.to_string().contains("its bases are too large"), "{error}");
    // Who allows objects of one megabyte pays for bases of 64.
    assert_eq!(snapshot.read("registry/a", 1 << 20).unwrap(), b"x");
    // Nobody pays for a larger one, whatever the object may have: an entry bundle would pay for a gigabyte.
    let huge = [&[0xb0_u8, 0x80, 0x80, 0x80, 0x02], deflate(&vec![0; 1 << 26]).as_slice()].concat();
    raw_pack(folder.path(), [small, base], [&differs(&base, b"\x80\x80\x80\x20\x01\x01x"), &huge]);
    let snapshot = Store::open(folder.path()).unwrap().snapshot(&commit).unwrap();
    let error = snapshot.read("registry/a", 16 << 20).unwrap_err();
    assert!(error.to_string().contains("its bases are too large"), "{error}");
}

/// An entry of a pack that inflates to `content`, of `size` bytes as its header says.
fn sized(size: usize, content: &[u8]) -> Vec<u8> {
    let mut head = vec![0x30 | u8::try_from(size & 15).unwrap()];
    let mut rest = size >> 4;
    while rest > 0 {
        *head.last_mut().unwrap() |= 0x80;
        head.push(u8::try_from(rest & 127).unwrap());
        rest >>= 7;
    }
    [head, deflate(content)].concat()
}

#[test]
fn a_packed_object_has_exactly_the_size_that_its_header_says() {
    let content: Vec<u8> = (0..80_000_u32).flat_map(|n| n.wrapping_mul(n).to_le_bytes()).collect();
    for size in [0, 1, 10, 300, 65_535, 65_536, 65_537, 100_000] {
        let (folder, _, _) = store(&[("registry/a", "a")]);
        let blob = raw(folder.path(), "blob", &content[..size]);
        fs::remove_file(loose_path(folder.path(), &blob)).unwrap();
        let tree = raw_tree(folder.path(), &[("100644", b"a", blob)]);
        let top = raw_tree(folder.path(), &[("40000", b"registry", tree)]);
        let commit = raw_commit(folder.path(), &top);
        let read = |entry: &[u8]| {
            let other = ObjectId::from_bytes([0xff; 20]);
            raw_pack(folder.path(), [blob, other], [entry, entry]);
            let snapshot = Store::open(folder.path()).unwrap().snapshot(&commit).unwrap();
            snapshot.read("registry/a", 1 << 20)
        };
        assert_eq!(read(&sized(size, &content[..size])).unwrap(), content[..size]);
        let longer = [1, 2, 258, 319, 320, 321, 5_000, 70_000].map(|more| size + more);
        for length in longer.into_iter().chain(size.checked_sub(1)) {
            let error = read(&sized(size, &content[..length])).unwrap_err();
            assert!(
                error.to_string().contains("than its header says")
                    || error.to_string().contains("is not what its header says"),
                "{size} {length} {error}"
            );
        }
        let whole = sized(size, &content[..size]);
        let error = read(&whole[..whole.len() - 1]).unwrap_err();
        assert!(matches!(error, ReadError::Damaged { .. }), "{size} {error}");
    }
}

#[test]
fn pipes_in_a_repository_are_not_opened() {
    let (folder, store, id) = store(&[("registry/a", "a")]);
    let git_dir = folder.path().join(".git");
    let pipe = |path: &str| {
        let _ = fs::remove_file(git_dir.join(path));
        let path = git_dir.join(path);
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    let tree = store.commit_at(&id).unwrap().tree;
    let path = loose_path(folder.path(), &tree);
    pipe(path.strip_prefix(&git_dir).unwrap().to_str().unwrap());
    assert!(store.snapshot(&id).is_err());
    pipe("refs/heads/main");
    assert!(store.head().is_err());
    pipe("HEAD");
    assert!(Store::open(folder.path()).is_err());
}
