//! Bundles of a version that is not published, and what somebody could make of them.

use std::sync::Arc;

use serde_json::{Value, json};

use super::honest::bundle_of;
use super::made::Made;
use super::registries::version_two;
use countersign_core::bundle::Maker;
use countersign_core::layout;
use countersign_core::record::endorsement::Act;
use countersign_core::verify::draft::DraftNote;
use countersign_core::verify::{examine, reading};
use testkit::forge::{Forge, Item, TIME, act, version_one};
use testkit::memory::{Files, Memory};

pub(crate) fn make(made: &mut Made) {
    let plain = draft(|_, _| Vec::new());
    let code = "bundle-draft";
    made.add("caveat-draft", Some(code), &plain, "a draft that one organisation signed so far");
    made.ask(
        "caveat-draft.json",
        &["--require", "1"],
        ("caveat", Some(code)),
        "a draft, asked for one endorsement",
    );
    let stranger =
        draft(|forge, statement| vec![act(forge.endorsement_body("dos", statement), "foro")]);
    let comment = "a draft with an act that is signed with another organisation's key";
    made.add("broken-draft-anothers-key", Some("rule"), &stranger, comment);
    let private = draft(|forge, statement| {
        let mut body = forge.endorsement_body("dos", statement);
        (body.act, body.public) = (Act::Decline, Some(false));
        body.texts.clear();
        vec![act(body, "dos")]
    });
    let comment = "a draft that shows a no which is not for the public";
    made.add("broken-draft-private", Some("rule"), &private, comment);
    let mut unsaid = plain;
    unsaid.as_object_mut().unwrap().remove("draft");
    let comment = "a draft that does not say that it is one";
    made.add("broken-draft-unsaid", Some("bundle-extra"), &unsaid, comment);
    let mut published = bundle_of(&Forge::coalition());
    published["draft"] = json!({"made_at": TIME});
    let comment = "a published version, called a draft";
    made.add("broken-draft-published", Some("bundle-extra"), &published, comment);
}

/// A second version that is put forward, with the act of one organisation and others.
fn draft(others: impl FnOnce(&Forge, &Item) -> Vec<Item>) -> Value {
    let mut forge = Forge::coalition();
    let id = version_two();
    let previous = forge.published(&version_one()).hash();
    let statement = forge.statement(&id, Some(previous), "We stand together today.\n");
    let folder = layout::version_folder(&id) + "/";
    let words = |path: &String, _: &mut Vec<u8>| path.starts_with(&folder);
    let mut files: Files = forge.files.extract_if(.., words).collect();
    let mut items = vec![statement.clone(), forge.endorsement("uno", &statement)];
    items.extend(others(&forge, &statement));
    let source = Memory::new(forge.files.clone());
    let examined = examine(&source, &Vec::new);
    items.iter().for_each(|item| files.extend(item.files()));
    let reading = reading::read(&Memory::new(files.clone()));
    let mut state = Arc::unwrap_or_clone(Arc::clone(&examined.replayed.state));
    for item in &items {
        let read = &reading.records[reading.by_hash[&item.hash()]];
        // Whoever makes one may have anything in it.
        let signatures = read.verified_signatures();
        let _ = state.apply(u64::MAX, &item.entry, Some(&read.record), &signatures);
    }
    let note = DraftNote { embargo: None, made_at: TIME.parse().unwrap() };
    let maker = Maker::new(&examined, &source).unwrap();
    let bundle = maker.draft(&id, (&state, files), note).unwrap();
    serde_json::from_slice(&bundle.encode().unwrap()).unwrap()
}
