//! Our log in the hands of software that nobody here wrote: Cloudflare's port of Go's `sumdb/tlog` and `sumdb/note`
//! (`tlog_tiles`, `signed_note`) reads our tiles, checks our proofs, and opens our checkpoint.
//!
//! What it does not have, entry bundles as bytes, cosignature/v1 and tlog-proof, two Python programs have: `aics-tlog`
//! and `tlog-scales` made `vectors/tlog-others.json` with `vectors/tlog-others.py`, and ours must be the same bytes.

use countersign_core::checkpoint::{self, Checkpoint};
use countersign_core::digest::Hash as OurHash;
use countersign_core::log;
use countersign_core::merkle;
use countersign_core::receipt::Receipt;
use countersign_core::record::entry::Entry;
use countersign_core::record::{Body, Record, Registry};
use countersign_core::tile;
use countersign_core::tree::Source;
use signed_note::{Note, StandardVerifier, Verifier, VerifierList};
use testkit::forge;
use testkit::memory::{Files, Memory};
use testkit::repository;
use testkit::world;
use tlog_tiles::{Hash, Tile, TileHashReader, TileReader};

/// Height of a C2SP tile.
const HEIGHT: u8 = 8;

/// Where a tile lies in a registry; C2SP leaves out the height, and calls the data of Go's tiles entries.
fn place(tile: &Tile) -> String {
    let path = tile.path();
    let rest = path.strip_prefix("tile/8/").unwrap().replace("data/", "entries/");
    format!("registry/log/tile/{rest}")
}

struct Tiles<'a>(&'a Memory);

impl TileReader for Tiles<'_> {
    fn height(&self) -> u8 {
        HEIGHT
    }

    fn read_tiles(&self, tiles: &[Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        tiles
            .iter()
            .map(|tile| {
                self.0
                    .read(&place(tile), 1 << 20)
                    .map_err(|error| tlog_tiles::Error::InvalidInput(error.to_string()))
            })
            .collect()
    }

    fn save_tiles(&self, _: &[Tile], _: &[Vec<u8>]) {}
}

fn theirs(hash: &countersign_core::digest::Hash) -> Hash {
    Hash(*hash.as_bytes())
}

fn all(hashes: &[countersign_core::digest::Hash]) -> Vec<Hash> {
    hashes.iter().map(theirs).collect()
}

fn entries(size: u64) -> Vec<Vec<u8>> {
    (0..size).map(|index| format!("entry {index}").into_bytes()).collect()
}

fn root_record() -> Registry {
    let Body::Registry(body) = world::founding(1, &["maria"], 1).body().clone() else { panic!() };
    *body
}

fn log_of(entries: &[Vec<u8>]) -> Files {
    forge::log(entries, &root_record(), &world::secret("log"))
}

/// The shipped registry, and the newest authority in it.
fn shipped() -> (Files, Registry) {
    let files = Memory::files_of(repository());
    let newest = (1..).map(|number| format!("keys/root/{number}.json"));
    let newest = newest.take_while(|path| files.contains_key(path)).last().unwrap();
    let Body::Registry(body) = Record::read(files[&newest].clone()).unwrap().body().clone() else {
        panic!("an authority")
    };
    (files, *body)
}

fn check_log(files: Files, entries: &[Vec<u8>], indexes: &[u64]) {
    let size = entries.len() as u64;
    let memory = Memory::new(files);
    let leaves: Vec<_> = entries.iter().map(|entry| merkle::leaf_hash(entry)).collect();
    let root = theirs(&merkle::root(&leaves));
    let tiles = Tiles(&memory);
    let reader = TileHashReader::new(size, root, &tiles);
    assert_eq!(tlog_tiles::tree_hash(size, &reader).unwrap(), root, "{size}");
    for index in indexes.iter().copied().filter(|index| *index < size) {
        let entry = &entries[usize::try_from(index).unwrap()];
        let ours = all(&log::prove_inclusion(&memory, index, size).unwrap());
        assert_eq!(tlog_tiles::prove_record(size, index, &reader).unwrap(), ours);
        let leaf = tlog_tiles::record_hash(entry);
        tlog_tiles::check_record(&ours, size, root, index, leaf).unwrap();
        let other = tlog_tiles::record_hash(b"another");
        assert!(tlog_tiles::check_record(&ours, size, root, index, other).is_err());
        let old = index + 1;
        if old < size {
            let ours = all(&log::prove_consistency(&memory, old, size).unwrap());
            assert_eq!(tlog_tiles::prove_tree(size, old, &reader).unwrap(), ours);
            let before = theirs(&merkle::root(&leaves[..usize::try_from(old).unwrap()]));
            tlog_tiles::check_tree(&ours, size, root, old, before).unwrap();
            assert!(tlog_tiles::check_tree(&ours, size, root, old, root).is_err());
        }
    }
}

#[test]
fn their_reader_finds_our_tiles_and_makes_the_proofs_that_we_make() {
    for size in [1, 2, 3, 255, 256, 257, 511, 512, 600, 1_300, 66_000] {
        let entries = entries(size);
        check_log(
            log_of(&entries),
            &entries,
            &[0, 1, 2, 254, 255, 256, 300, 511, 512, 65_535, 65_999],
        );
    }
}

#[test]
fn the_shipped_log_is_one_of_theirs() {
    let (files, _) = shipped();
    let log = log::read(&Memory::new(files.clone())).unwrap();
    let indexes: Vec<u64> = (0..log.size()).collect();
    check_log(files, &log.entries, &indexes);
}

#[test]
fn the_names_of_tiles_and_bundles_are_theirs() {
    let entries = entries(1_300);
    let files = log_of(&entries);
    let mut want: Vec<String> = Tile::new_tiles(HEIGHT, 0, 1_300).iter().map(place).collect();
    for tile in Tile::new_tiles(HEIGHT, 0, 1_300).iter().filter(|tile| tile.level() == 0) {
        let mut data = *tile;
        data.set_is_data();
        want.push(place(&data));
        let bundle = &files[&place(&data)];
        let first = usize::try_from(tile.level_index()).unwrap() * 256;
        let width = tile.width() as usize;
        let ours = tile::decode_bundle(bundle, width).unwrap();
        assert_eq!(ours, entries[first..first + width]);
    }
    want.push("registry/log/checkpoint".to_owned());
    want.sort();
    assert!(files.keys().eq(want.iter()), "{:?} {want:?}", files.keys());
}

/// Their reader looks at a tile's own hash only where it needs more tiles than the size has subtrees
/// (`tile.rs`, "Authenticate full tiles against their parents", begins at the number of subtrees):
/// so what is asked is that nothing which comes out of a wrong tile passes as a proof.
#[test]
fn nothing_out_of_a_wrong_tile_passes_with_them() {
    let entries = entries(600);
    let good = log_of(&entries);
    let leaves: Vec<_> = entries.iter().map(|entry| merkle::leaf_hash(entry)).collect();
    let root = theirs(&merkle::root(&leaves));
    // A wrong first hash, and an entry whose proof needs it.
    for (path, index) in [("0/000", 1), ("0/001", 257), ("0/002.p/88", 513), ("1/000.p/2", 300)] {
        let mut files = good.clone();
        files.get_mut(&format!("registry/log/tile/{path}")).unwrap()[7] ^= 1;
        let memory = Memory::new(files);
        let read = Tiles(&memory);
        let reader = TileHashReader::new(600, root, &read);
        let leaf = tlog_tiles::record_hash(&entries[usize::try_from(index).unwrap()]);
        let passes = tlog_tiles::prove_record(600, index, &reader)
            .and_then(|proof| tlog_tiles::check_record(&proof, 600, root, index, leaf));
        assert!(passes.is_err(), "{path}");
    }
}

#[test]
fn their_note_opens_our_checkpoint_and_no_changed_one() {
    let (files, root) = shipped();
    let bytes = &files["registry/log/checkpoint"];
    let known = || {
        let verifiers = root.log_keys.iter().map(|key| {
            Box::new(StandardVerifier::new(&key.to_string()).unwrap()) as Box<dyn Verifier>
        });
        VerifierList::new(verifiers.collect())
    };
    let note = Note::from_bytes(bytes).unwrap();
    let (by_log, others) = note.verify(&known()).unwrap();
    assert_eq!(by_log.len(), 1);
    // The witness's line is one of theirs by form and by key id; they have no cosignature/v1 to check it with.
    let [witness] = others.as_slice() else { panic!("{others:?}") };
    let key = &root.cosigners().witnesses()[0];
    let coded = [&[4][..], key.key().as_bytes()].concat();
    assert_eq!(witness.name(), key.name().as_str());
    assert_eq!(witness.id(), signed_note::key_id(key.name().as_str(), &coded));
    let checkpoint = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
    let ours = log::read(&Memory::new(files.clone())).unwrap().checkpoint;
    assert_eq!(checkpoint.origin(), root.origin.as_str());
    assert_eq!((checkpoint.size(), checkpoint.extension()), (ours.size(), ""));
    assert_eq!(*checkpoint.hash(), theirs(ours.root()));
    // Every changed byte of what is signed, and of the log's own line.
    let end = bytes.iter().rposition(|byte| *byte == b'\n').unwrap();
    let own = String::from_utf8_lossy(bytes).find("\n\n").unwrap();
    for at in 0..own.min(end) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        let opened = Note::from_bytes(&changed).map(|note| note.verify(&known()).is_ok());
        assert!(!opened.unwrap_or(false), "byte {at}");
    }
}

/// What two other programs made of the entries that [`numbered`] makes.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    #[serde(rename = "about")]
    _about: String,
    logs: Vec<OtherLog>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherLog {
    size: u64,
    /// SHA-256 by path.
    files: std::collections::BTreeMap<String, OurHash>,
    checkpoint: String,
    time: u64,
    cosignature: String,
    proofs: std::collections::BTreeMap<String, String>,
}

fn others() -> Vec<OtherLog> {
    let path = repository().join("tests/vectors/tlog-others.json");
    let others: Others = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(others.logs.len(), 6);
    others.logs
}

fn numbered(size: u64) -> Vec<Vec<u8>> {
    let entry = |number: u64| Entry::Heads(OurHash::of(number.to_string().as_bytes()));
    (0..size).map(|number| entry(number).encode().unwrap()).collect()
}

#[test]
fn our_tiles_entry_bundles_and_checkpoints_are_the_bytes_of_two_other_programs() {
    for other in others() {
        let mut files = log_of(&numbered(other.size));
        let checkpoint = files.remove("registry/log/checkpoint").unwrap();
        assert_eq!(String::from_utf8(checkpoint).unwrap(), other.checkpoint);
        let ours: Vec<(String, OurHash)> =
            files.iter().map(|(path, bytes)| (path.clone(), OurHash::of(bytes))).collect();
        let theirs: Vec<(String, OurHash)> = other
            .files
            .iter()
            .map(|(path, hash)| (format!("registry/log/{path}"), *hash))
            .collect();
        assert_eq!(ours, theirs, "{}", other.size);
    }
}

#[test]
fn our_cosignature_is_the_line_of_another_program_and_no_changed_one_counts() {
    let witness = &root_record().witnesses[0];
    for other in others() {
        let ours = countersign_core::note::Note::parse(other.checkpoint.as_bytes()).unwrap();
        let mut cosigned = ours.clone();
        let secret = world::secret("witness");
        let line = checkpoint::cosign(&mut cosigned, witness.name(), secret.ed25519(), other.time);
        assert_eq!(line.unwrap().to_string(), other.cosignature);
        // And theirs counts with us, at its time, for this checkpoint alone.
        let lines = |text: &str| {
            let note = countersign_core::note::Note::parse(text.as_bytes()).unwrap();
            checkpoint::cosignatures(&note, std::slice::from_ref(witness))
        };
        let text = format!("{}{}\n", other.checkpoint, other.cosignature);
        let seen = lines(&text).unwrap();
        assert_eq!((seen.len(), seen[0].time), (1, other.time));
        let size = format!("\n{}\n", other.size);
        let another = text.replacen(&size, &format!("\n{}\n", other.size + 1), 1);
        assert!(lines(&another).is_err());
    }
}

#[test]
fn our_receipts_are_the_proofs_of_another_program_with_the_entry_in_them() {
    use base64ct::{Base64, Encoding as _};
    let mut count = 0;
    for other in others() {
        let entries = numbered(other.size);
        let files = Memory::new(log_of(&entries));
        let note = countersign_core::note::Note::parse(other.checkpoint.as_bytes()).unwrap();
        for (index, proof) in &other.proofs {
            let index: u64 = index.parse().unwrap();
            let entry = entries[usize::try_from(index).unwrap()].clone();
            let hashes = log::prove_inclusion(&files, index, other.size).unwrap();
            let ours = Receipt::new(entry.clone(), index, hashes, note.clone()).to_string();
            // The specification lets a proof carry its entry in a line of its own.
            let extra = format!("@v1\nextra {}\n", Base64::encode_string(&entry));
            let theirs = proof.replacen("@v1\n", &extra, 1);
            assert_eq!(ours, theirs);
            let receipt: Receipt = theirs.parse().unwrap();
            let head = receipt.check("coalition.example/log", &root_record().log_keys).unwrap();
            assert_eq!(head, note.text().parse::<Checkpoint>().unwrap());
            let elsewhere =
                theirs.replacen(&format!("index {index}"), &format!("index {}", index + 1), 1);
            let elsewhere: Receipt = elsewhere.parse().unwrap();
            assert!(elsewhere.check("coalition.example/log", &root_record().log_keys).is_err());
            count += 1;
        }
    }
    assert_eq!(count, 22);
}
