#!/usr/bin/env python3
"""What a program is made of: the licences of all parts as one text, and a list of them in CycloneDX.

    .ci/parts.py TARGET --licences FILE --list FILE
    .ci/parts.py --describe FOLDER DIST  the descriptions in release/, filled; one whose archives are not in DIST is left out
    .ci/parts.py --zip FILE FOLDER        a .zip whose bytes follow from its files and SOURCE_DATE_EPOCH alone

The parts are the crates that cargo links for TARGET, without those that only build or test. A part whose licence has
no text beside its sources, nor in `STANDARD`, stops this script.
"""

import argparse
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import zipfile

# Files that hold a licence, by how their names begin.
NAMES = ("licen", "copying", "notice", "copyright", "unlicense")
# Where C sources within a crate have licences of their own.
BELOW = {"libgit2-sys": ["libgit2", "libgit2/deps"], "libz-sys": ["src/zlib"], "ring": ["third_party"]}
# The texts of licences that some authors only name.
STANDARD = {"MIT": "LICENSE-MIT", "Apache-2.0": "LICENSE-APACHE", "CC0-1.0": "release/licences/CC0-1.0.txt"}
# Under what this project itself stands.
OWN = ("LICENSE-MIT", "LICENSE-APACHE")


def metadata(target):
    """What cargo resolves for a target, with the features of the program."""
    arguments = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    return json.loads(subprocess.check_output(arguments))


def parts(found):
    """The packages that are linked, by following normal dependencies from the program."""
    nodes = {node["id"]: node for node in found["resolve"]["nodes"]}
    packages = {package["id"]: package for package in found["packages"]}
    seen, waiting = set(), [found["resolve"]["root"]]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        for dependency in nodes[one]["deps"]:
            kinds = [kind["kind"] for kind in dependency["dep_kinds"]]
            is_macro = any("proc-macro" in target["kind"] for target in packages[dependency["pkg"]]["targets"])
            if None in kinds and not is_macro:
                waiting.append(dependency["pkg"])
    return sorted((packages[one] for one in seen), key=lambda package: (package["name"], package["version"]))


def texts(package):
    """The licence files of a package, by their paths within it."""
    top = pathlib.Path(package["manifest_path"]).parent
    found = {}
    for folder in [top, *(top / below for below in BELOW.get(package["name"], []))]:
        for path in sorted(folder.rglob("*") if folder.name == "deps" else folder.glob("*")):
            if path.is_file() and path.name.lower().startswith(NAMES) and path.suffix not in (".rs", ".c", ".h"):
                found[str(path.relative_to(top))] = path.read_text(encoding="utf-8", errors="replace")
    return found


def standing(package, text):
    """A standard text with the package's authors where ours has this project's."""
    authors = ", ".join(package["authors"]) or f"the authors of {package['name']}"
    return text.replace("the countersign authors", authors).replace("The countersign authors", authors)


def licences(packages, output):
    """One text: each part with its licence, then each different text once, with the parts that it stands for."""
    ours = pathlib.Path(__file__).resolve().parent.parent
    lines = ["What is built into this program, and under which licences.", ""]
    stand, lacking = {}, []
    for package in packages:
        lines.append(f"{package['name']} {package['version']}: {package['license'] or 'see below'}")
        if package["source"] is None:
            found = {name: (ours / name).read_text() for name in OWN}
        else:
            found = texts(package)
        if not found:
            wanted = [file for name, file in STANDARD.items() if name in (package["license"] or "")]
            found = {name: standing(package, (ours / name).read_text()) for name in wanted[:1]}
        if not found:
            lacking.append(f"{package['name']} {package['version']} ({package['license']})")
        for name, text in found.items():
            stand.setdefault(text.strip(), []).append(f"{package['name']} {package['version']} ({name})")
    if lacking:
        sys.exit("no text of the licence of: " + ", ".join(lacking))
    lines.append("The standard library of Rust: MIT OR Apache-2.0")
    for text, names in sorted(stand.items(), key=lambda item: item[1]):
        lines += ["", "=" * 100, *names, "=" * 100, "", text]
    pathlib.Path(output).write_text("\n".join(lines) + "\n", encoding="utf-8")


def bill(packages, target, output):
    """CycloneDX 1.5: the program and its parts, with the hashes that Cargo.lock has for them."""
    checksums = {}
    for block in pathlib.Path("Cargo.lock").read_text().split("[[package]]")[1:]:
        field = dict(line.split(" = ", 1) for line in block.splitlines() if " = " in line)
        if "checksum" in field:
            checksums[field["name"].strip('"'), field["version"].strip('"')] = field["checksum"].strip('"')
    component = lambda package: {
        "type": "library",
        "name": package["name"],
        "version": package["version"],
        "purl": f"pkg:cargo/{package['name']}@{package['version']}",
        "licenses": [{"expression": package["license"].replace("/", " OR ")}] if package["license"] else [],
        **(
            {"hashes": [{"alg": "SHA-256", "content": checksums[package["name"], package["version"]]}]}
            if (package["name"], package["version"]) in checksums
            else {}
        ),
    }
    made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))
    own = next(package for package in packages if package["name"] == "countersign")
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": made,
            "component": {**component(own), "type": "application"},
            "properties": [
                {"name": "target", "value": target},
                {"name": "commit", "value": os.environ.get("COUNTERSIGN_COMMIT", "")},
            ],
        },
        "components": [component(package) for package in packages if package is not own],
    }
    pathlib.Path(output).write_text(json.dumps(document, indent=2, sort_keys=True) + "\n")


def pack(output, folder):
    """A .zip with sorted names, one time and no owner."""
    folder = pathlib.Path(folder)
    made = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(str(path.relative_to(folder.parent)), made)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())


DESCRIPTIONS = (
    "homebrew/countersign.rb",
    "winget/countersign.yaml",
    "winget/countersign.installer.yaml",
    "winget/countersign.locale.en-US.yaml",
)


def describe(output, dist):
    """Fills in the place, the version and the hashes of archives."""
    ours = pathlib.Path(__file__).resolve().parent.parent
    manifest = (ours / "Cargo.toml").read_text()
    field = lambda name: re.search(rf'^{name} = "(.*)"$', manifest, re.MULTILINE).group(1)
    version, place = field("version"), field("repository")
    archive = lambda ending: pathlib.Path(dist) / f"countersign-{version}-{ending}"
    for name in DESCRIPTIONS:
        text = (ours / "release" / name).read_text()
        lacking = [one for one in re.findall("@SHA256:(.*?)@", text) if not archive(one).is_file()]
        if lacking:
            print(f"*** {name} IS NOT WRITTEN: {', '.join(lacking)} were not built ***")
            continue
        digest = lambda found: hashlib.sha256(archive(found.group(1)).read_bytes()).hexdigest()
        text = re.sub("@SHA256:(.*?)@", digest, text)
        text = text.replace("@VERSION@", version).replace("@PLACE@", place)
        path = pathlib.Path(output) / pathlib.Path(name).name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("target", nargs="?")
    arguments.add_argument("--licences")
    arguments.add_argument("--list")
    arguments.add_argument("--describe", nargs=2)
    arguments.add_argument("--zip", nargs=2)
    given = arguments.parse_args()
    if given.describe:
        describe(*given.describe)
        return
    if given.zip:
        pack(*given.zip)
        return
    packages = parts(metadata(given.target))
    licences(packages, given.licences)
    bill(packages, given.target, given.list)


if __name__ == "__main__":
    main()
