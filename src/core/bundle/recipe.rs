//! The recipe: how to check a bundle with `jq`, `sha256sum` and `ssh-keygen`, line by line for a shell.
//!
//! It follows from the rest of the bundle, and a reader compares it: nobody can put other commands there.

use crate::digest::Hash;
use crate::layout;
use crate::ledger::State;
use crate::name::VersionId;
use crate::record::{Body, Kind};
use crate::verify::reading::{ReadRecord, Reading};

/// Takes the files out of the bundle, which lies in the folder above as `bundle.json`.
const UNPACK: [&str; 3] = [
    "# in an empty folder, with the bundle beside that folder as bundle.json, and with jq, sha256sum and ssh-keygen:",
    "jq -r '.files|keys[]' ../bundle.json | while read -r path; do case $path in /*|*..*) exit 1;; esac; mkdir -p \"${path%/*}\" && jq -j --arg path \"$path\" '.files[$path]' ../bundle.json > \"$path\"; done",
    "# each of these prints OK where the file is the one that was signed:",
];
const BEFORE_SIGNATURES: &str = "# each of these prints Good where the signature fits; that the key was entitled, and that nothing is left out, countersign verify tells:";

/// The lines for one version.
pub(super) fn of(reading: &Reading, state: &State, id: &VersionId) -> Vec<String> {
    let mut lines: Vec<String> = UNPACK.map(str::to_owned).into();
    let Some(version) = state.version(id) else { return lines };
    let folder = layout::version_folder(id);
    lines.push(sum(&version.record, &format!("{folder}/statement.json")));
    let files = version.files().into_iter();
    let texts = files.filter(|file| file.language.is_some() && file.taken_down.is_none());
    lines.extend(texts.map(|text| sum(&text.sha256, &text.path)));
    lines.push(BEFORE_SIGNATURES.to_owned());
    let acts = version.acts.values().flatten().map(|act| act.record);
    let records = acts.chain(version.publication.map(|publication| publication.record));
    let records = records.chain(version.translations.values().flatten().map(|one| one.record));
    let records = records.chain(version.retraction.as_ref().map(|one| one.record));
    let read = records.filter_map(|record| reading.records.get(*reading.by_hash.get(&record)?));
    lines.extend(read.flat_map(fits));
    lines
}

fn sum(hash: &Hash, path: &str) -> String {
    format!("echo '{hash}  {path}' | sha256sum -c")
}

fn fits(read: &ReadRecord) -> Vec<String> {
    let kind: Kind = read.record.kind();
    let line = |label: &crate::name::Label, signature: &str| {
        let principal = match read.record.body() {
            Body::Endorsement(body) => body.organisation.to_string(),
            _ => format!("maintainer.{label}"),
        };
        format!(
            "ssh-keygen -Y verify -f keys/allowed_signers -I {principal} -n {} -s {signature} < {}",
            kind.type_name(),
            read.path
        )
    };
    read.signatures.iter().map(|one| line(&one.label, &one.path)).collect()
}
