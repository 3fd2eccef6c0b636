#!/usr/bin/env python3
"""Logs, cosignatures and proofs as made by two Python programs that nobody here wrote.

    python3 -m venv v && v/bin/pip install aics-tlog==0.2.1 tlog-scales==0.0.3
    v/bin/python tests/vectors/tlog-others.py make > tests/vectors/tlog-others.json
    v/bin/python tests/vectors/tlog-others.py check registry/log VKEY...

`make` writes the vectors that `tests/laws/interop_tlog.rs` compares ours with byte for byte: entry bundles and tiles by
aics-tlog, the signed checkpoint and the tlog-proofs by tlog-scales, the cosignature/v1 by aics-tlog, each checked by
the other one where it can.
`check` reads a log of ours with both: every entry, its proof, and every line of the checkpoint by a known key.
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from aics_tlog import cosign, note, tiles
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tlog_scales import backend, signing, tlog
from tlog_scales.reader import TilesReader
from tlog_scales.tiles import leaf_hash
from tlog_scales.utils import b64enc

ORIGIN = "coalition.example/log"
WITNESS = "witness.example"
SIZES = [1, 2, 255, 256, 257, 600]
INDEXES = [0, 1, 254, 255, 256, 512, 599]


def secret(name):
    """The key that tests/testkit/world.rs gives to somebody with this name."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())


def entry(number):
    root = hashlib.sha256(str(number).encode()).hexdigest()
    return json.dumps({"kind": "heads", "root": root}, separators=(",", ":")).encode()


def proof_of(reader, head, index):
    """As `tlog-tiles gen-proof` prints it."""
    proof = reader.get_inclusion_proof(index, head.size)
    proof.check(leaf_hash(reader.get_entry(index)), head.root_hash)
    lines = ["c2sp.org/tlog-proof@v1", f"index {index}", *map(b64enc, proof.node_hashes), ""]
    return "\n".join(lines) + "\n" + head.serialize()


def log(size):
    entries = [entry(number) for number in range(size)]
    with tempfile.TemporaryDirectory() as folder:
        files = tiles.materialise_tiles(entries)
        for first in range(0, size, 256):
            some = entries[first : first + 256]
            width = len(some) if len(some) < 256 else None
            files[tiles.entry_bundle_path(first // 256, width)] = tiles.build_entry_bundle(some)
        for path, data in files.items():
            tiles.write_new_file(folder, path, data)
        root = tiles.tree_root_from_tiles(tiles.MemoryTileReader(files), size)
        signer = signing.PlainEd25519Signer(ORIGIN, secret("log"))
        head = tlog.Checkpoint.make_signed(ORIGIN, size, root, [signer])
        time = 1_700_000_000 + size
        _, line = cosign.sign_cosignature(secret("witness"), WITNESS, time, ORIGIN, size, root)
        cosigned = signing.NoteSignature(line.name, int.from_bytes(line.key_id), line.signature)
        vkey = signing.Vkey(WITNESS, None, 4, secret("witness").public_key().public_bytes_raw())
        vkey.get_verifier().verify_note(cosigned, head)
        Path(folder, "checkpoint").write_text(head.serialize())
        reader = TilesReader(backend.make_backend(folder))
        reader.get_checkpoint()
        return {
            "size": size,
            "files": {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())},
            "checkpoint": head.serialize(),
            "time": time,
            "cosignature": cosigned.serialize(),
            "proofs": {str(index): proof_of(reader, head, index) for index in INDEXES if index < size},
        }


def make():
    about = (
        "Logs of entries {\"kind\":\"heads\",\"root\":SHA-256 of the entry's number in decimal}, made by aics-tlog 0.2.1 "
        "and tlog-scales 0.0.3 with tests/vectors/tlog-others.py; files are given by their SHA-256. "
        "Keys follow from the names log and witness: the seed is the name's SHA-256."
    )
    print(json.dumps({"about": about, "logs": [log(size) for size in SIZES]}, indent=1, ensure_ascii=False))


def check(folder, vkeys):
    folder = str(Path(folder).resolve())
    reader = TilesReader(backend.make_backend(folder))
    head = reader.get_checkpoint()
    files = tiles.FileSystemTileReader(folder)
    assert tiles.tree_root_from_tiles(files, head.size) == head.root_hash
    for index in range(head.size):
        read = tiles.read_entry(files, index, head.size)
        assert read == reader.get_entry(index)
        proof_of(reader, head, index)
    by = []
    for key in map(note.parse_vkey, vkeys):
        ours = [line for line in head.signatures if (line.name, line.key_id.to_bytes(4)) == (key.name, key.key_id)]
        assert ours, f"no line by {key.name}"
        for line in ours:
            signing.Vkey.from_string(note.format_vkey(key)).get_verifier().verify_note(line, head)
            if key.key_type == cosign.COSIGNATURE_TYPE:
                assert cosign.verify_cosignature(
                    line.payload, key.name, key.public_key, head.origin, head.size, head.root_hash
                )
            by.append(f"{key.name} (type {key.key_type})")
    print(f"{head.origin}: {head.size} entries and their proofs, signed by {', '.join(by)}")


if __name__ == "__main__":
    if sys.argv[1:] == ["make"]:
        make()
    elif sys.argv[1:2] == ["check"] and len(sys.argv) > 3:
        check(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(__doc__)
