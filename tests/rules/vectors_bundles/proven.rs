//! Bundles whose proofs or heads are wrong, in which something is left out, or which are put together from two.

use countersign_core::checkpoint::Checkpoint;
use countersign_core::layout;
use countersign_core::name::VersionId;
use countersign_core::note::Note;
use countersign_core::record::endorsement::Act;
use countersign_core::record::{Body, Kind, Record};
use serde_json::{Value, json};

use super::damaged::{NAMES, TEXT};
use super::honest::bundle_of;
use super::made::{Made, changed};
use super::registries;
use testkit::forge::{Forge, act_path, key, version_one};
use testkit::liar::Liar;

pub(crate) fn make(made: &mut Made) {
    let good = bundle_of(&Forge::coalition());
    proofs(made, &good);
    heads(made, &good);
    left_out(made);
    mixed(made, &good);
    newer(made);
}

fn proofs(made: &mut Made, good: &Value) {
    let zero = "0".repeat(64);
    let mut broken = |name: &str, code: &str, change: &dyn Fn(&mut Value), comment: &str| {
        made.add(&format!("broken-{name}"), Some(code), &changed(good, change), comment);
    };
    broken(
        "proof-changed",
        "bundle-proof",
        &|one| one["proof"][0] = json!(zero),
        "another hash in the proof of the entries",
    );
    broken(
        "proof-short",
        "bundle-proof",
        &|one| {
            one["proof"].as_array_mut().unwrap().pop();
        },
        "the proof of the entries lacks a hash",
    );
    broken(
        "proof-long",
        "bundle-proof",
        &|one| {
            one["proof"].as_array_mut().unwrap().push(json!(zero));
        },
        "the proof of the entries has a hash too many",
    );
    broken(
        "chain-proof",
        "bundle-left-out",
        &|one| one["chains"][0]["siblings"][0] = json!(zero),
        "another hash in the proof of a chain",
    );
    // The entry before the last one, which are heads, is not carried: its position is free.
    let late = changed(&bundle_of(&registries::late_endorsement()), |one| {
        let entries = one["entries"].as_array_mut().unwrap();
        let act = entries.iter_mut().rev().nth(1).unwrap();
        act["at"] = json!(act["at"].as_u64().unwrap() - 1);
    });
    made.add("broken-position", Some("bundle-proof"), &late, "an entry at another position");
    let open = changed(good, |one| {
        one["chains"].as_array_mut().unwrap().remove(0);
    });
    made.add(
        "caveat-chain-open",
        Some("bundle-open"),
        &open,
        "no proof of one chain: something may have been left out of it",
    );
    let liar = Liar::of(&Forge::coalition());
    let last = good["entries"].as_array().unwrap().last().unwrap()["at"].as_u64().unwrap();
    made.add(
        "caveat-heads-open",
        Some("bundle-open"),
        &liar.without(good, &[last]),
        "the last entry is not carried, so that nothing shows that all is there",
    );
}

fn heads(made: &mut Made, good: &Value) {
    let forge = Forge::coalition();
    let log = forge.examine().log.unwrap();
    let (size, root) = (log.size(), *log.checkpoint.root());
    let name = forge.root.log_keys[0].name();
    let mut broken = |name: &str, code: &str, note: &Note, comment: &str| {
        let bundle = changed(good, |one| one["checkpoint"] = json!(note.to_string()));
        made.add(&format!("broken-{name}"), Some(code), &bundle, comment);
    };
    let head = |origin: &str, size| Checkpoint::new(origin, size, root).unwrap();
    let origin = forge.root.origin.as_str();
    let stranger = head(origin, size).sign(name, key("stranger").ed25519()).unwrap();
    broken(
        "checkpoint-key",
        "checkpoint-signature",
        &stranger,
        "the head is signed by a key that is not the log's, under the log's name",
    );
    let elsewhere = head("other.example/log", size).sign(name, key("log").ed25519()).unwrap();
    broken(
        "checkpoint-origin",
        "checkpoint-signature",
        &elsewhere,
        "the head of another origin, signed by the log's key",
    );
    let another = Checkpoint::new(origin, size, forge.id).unwrap();
    let another = another.sign(name, key("log").ed25519()).unwrap();
    broken(
        "checkpoint-root",
        "bundle-proof",
        &another,
        "a head with another root, signed by the log's key",
    );
    let text = format!("{}more\n", head(origin, size));
    let extended = Note::signed(&text, name, key("log").ed25519()).unwrap();
    broken(
        "checkpoint-extension",
        "checkpoint-signature",
        &extended,
        "a head with an extension line, signed by the log's key",
    );
    let witnessed = bundle_of(&registries::witnessed());
    let forged = changed(&witnessed, |one| {
        let note = one["checkpoint"].as_str().unwrap().trim_end();
        let at = note.len() - 8;
        let other = if &note[at..=at] == "A" { "B" } else { "A" };
        one["checkpoint"] = json!(format!("{}{other}{}\n", &note[..at], &note[at + 1..]));
    });
    made.add("broken-cosignature", Some("cosignature"), &forged, "one letter of a witness's line");
}

/// By a maker who has the whole log and makes every proof anew.
fn left_out(made: &mut Made) {
    let mut broken = |name: &str, forge: &Forge, is_it: &dyn Fn(&Record) -> bool, comment: &str| {
        let liar = Liar::of(forge);
        let honest = liar.honest(&version_one());
        let at = liar.positions(&honest, is_it);
        assert!(!at.is_empty(), "{name}");
        let code = Some("bundle-left-out");
        made.add(&format!("broken-without-{name}"), code, &liar.without(&honest, &at), comment);
    };
    let is = |wanted: Act| move |one: &Record| matches!(one.body(), Body::Endorsement(body) if body.act == wanted);
    broken("withdrawal", &registries::withdrawn(), &is(Act::Withdraw), "a withdrawal is left out");
    broken("decline", &registries::declined(), &is(Act::Decline), "a decline is left out");
    broken(
        "revocation",
        &registries::revoked(),
        &|one| one.kind() == Kind::Revocation,
        "a revocation is left out",
    );
    let is_rotation =
        |one: &Record| matches!(one.body(), Body::Organisation(body) if body.number > 1);
    broken(
        "rotation",
        &registries::stolen(),
        &is_rotation,
        "the record that says a key was in other hands is left out",
    );
    let is_newer = |one: &Record| one.version().is_some_and(|id: VersionId| id.version == 2);
    broken(
        "newer-version",
        &registries::two_versions(),
        &is_newer,
        "the newer version is left out",
    );
}

fn mixed(made: &mut Made, good: &Value) {
    let after = bundle_of(&registries::withdrawn());
    let older_head = changed(&after, |one| one["checkpoint"] = good["checkpoint"].clone());
    made.add(
        "broken-older-checkpoint",
        Some("bundle-extra"),
        &older_head,
        "the checkpoint of an earlier day",
    );
    let older_chains = changed(&after, |one| one["chains"] = good["chains"].clone());
    made.add(
        "broken-older-chains",
        Some("bundle-left-out"),
        &older_chains,
        "the proofs of the chains of an earlier day",
    );
    let other = changed(good, |one| one["version"] = json!(2));
    made.add(
        "broken-other-version",
        Some("bundle-extra"),
        &other,
        "it says that it is about version 2 and carries what was said about version 1",
    );
    // Nobody endorses version 1, so that nothing in it is foreign to another version.
    let unknown = changed(&bundle_of(&registries::nobody_endorses()), |one| {
        one["version"] = json!(2);
        one["recipe"].as_array_mut().unwrap().truncate(3);
        for path in [TEXT, NAMES] {
            one["files"].as_object_mut().unwrap().remove(path).unwrap();
        }
        one["chains"].as_array_mut().unwrap().retain(|one| one["chain"] != "2021/solidarity@1");
    });
    made.add(
        "unknown-version",
        Some("bundle-open"),
        &unknown,
        "it is about a version that it does not have",
    );
}

/// An entry whose record has a type that this format does not have, in a bundle with all the proofs.
fn newer(made: &mut Made) {
    let forge = registries::newer_record();
    let liar = Liar::of(&forge);
    let mut bundle = bundle_of(&Forge::coalition());
    let log = liar.examined.log.as_ref().unwrap();
    let entries = bundle["entries"].as_array_mut().unwrap();
    entries.pop();
    for at in [log.size() - 2, log.size() - 1] {
        let entry = &log.entries[usize::try_from(at).unwrap()];
        entries.push(json!({"at": at, "entry": std::str::from_utf8(entry).unwrap()}));
    }
    let act = act_path("dos", 1);
    let new = forge.files.iter().filter(|(path, _)| path.starts_with(&act));
    for (path, bytes) in new {
        bundle["files"][path] = json!(std::str::from_utf8(bytes).unwrap());
    }
    bundle["checkpoint"] = json!(std::str::from_utf8(&forge.files[layout::CHECKPOINT]).unwrap());
    liar.prove(&mut bundle);
    made.add(
        "unchecked-newer-record",
        Some("newer-format"),
        &bundle,
        "the record of an entry is of a later format",
    );
}
