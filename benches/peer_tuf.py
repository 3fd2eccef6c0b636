"""As many signed metadata files as wanted, made and verified by python-tuf: peer_tuf.py make|verify DIR [COUNT]"""

import pathlib
import sys

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Targets


def main() -> None:
    what, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if what == "make":
        folder.mkdir()
        signer = CryptoSigner.generate_ed25519()
        root = Root(consistent_snapshot=False)
        root.add_key(signer.public_key, "targets")
        Metadata(root).to_file(str(folder / "root.json"))
        for number in range(int(sys.argv[3])):
            targets = Metadata(Targets(version=number + 1))
            targets.sign(signer)
            targets.to_file(str(folder / f"{number}.json"))
        return
    root = Metadata[Root].from_file(str(folder / "root.json")).signed
    for file in folder.glob("[0-9]*.json"):
        targets = Metadata.from_file(str(file))
        root.verify_delegate("targets", targets.signed_bytes, targets.signatures)


main()
