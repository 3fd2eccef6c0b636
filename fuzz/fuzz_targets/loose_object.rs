//! A git repository whose only object is whatever the fuzzer makes: it is read without a panic or a hang.
//!
//! The bytes go where the commit that `main` names is looked for, once as they are and once deflated by git's rules,
//! so that both the inflater and the parsers of commits and trees are reached.
#![no_main]

use std::fs;
use std::io::Write as _;

use countersign_git::store::{ObjectId, Store};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (bool, u8, &[u8])| {
    let (raw, kind, bytes) = input;
    let folder = tempfile::tempdir().unwrap();
    let store = Store::init(folder.path()).unwrap();
    let kind = ["commit", "tree", "blob", "tag"][usize::from(kind % 4)];
    let whole = [format!("{kind} {}\0", bytes.len()).as_bytes(), bytes].concat();
    let id = git2::Oid::hash_object(git2::ObjectType::from_str(kind).unwrap(), bytes).unwrap();
    let id = ObjectId::from_bytes(id.as_bytes().try_into().unwrap());
    let stored = if raw {
        bytes.to_vec()
    } else {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&whole).unwrap();
        encoder.finish().unwrap()
    };
    let hex = id.to_string();
    let path = folder.path().join(".git/objects").join(&hex[..2]);
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join(&hex[2..]), stored).unwrap();
    // Round trip: what is read as a commit is one whose bytes hash to this name.
    if let Ok(commit) = store.commit_at(&id) {
        assert_eq!((commit.id, kind), (id, "commit"));
        let _ = store.snapshot(&id);
    }
});
