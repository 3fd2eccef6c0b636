//! Bundles: made from registries, read strictly, and judged as the registry itself would be.

use countersign_core::bundle::{self, Bundle, Maker};
use countersign_core::name::VersionId;
use countersign_core::verify::report::{KeyBinding, StatementLine};
use countersign_core::verify::{KnownBy, Pin, Question, Subject, examine};
use countersign_git::directory::Directory;
use testkit::repository;

/// The versions of the demonstration.
fn versions() -> [VersionId; 3] {
    ["2021/venezuela-solidarity@1", "2024/water-defenders@1", "2024/water-defenders@2"]
        .map(|id| id.parse().unwrap())
}

fn demonstration() -> Directory {
    Directory::open(repository()).unwrap()
}

fn ask(id: &VersionId) -> Question {
    Question::about(Subject::Version(id.clone()))
}

/// Without what only a registry knows: who endorsed the version before.
fn without_earlier(mut lines: Vec<StatementLine>) -> Vec<StatementLine> {
    lines.iter_mut().flat_map(|one| &mut one.versions).for_each(|one| one.earlier = None);
    lines
}

/// A law over the demonstration: what a bundle says about each organisation is what the registry says.
#[test]
fn a_bundle_says_what_the_registry_says() {
    let source = demonstration();
    let examined = examine(&source, &Vec::new);
    let maker = Maker::new(&examined, &source).unwrap();
    for id in versions() {
        let bytes = maker.bundle(&id).unwrap().encode().unwrap();

        let bundle = Bundle::read(&bytes).unwrap();
        let got = bundle::examine(&bundle).answer(&ask(&id));
        let want = examined.answer(&ask(&id));
        println!("{id}: {} bytes, {:?}", bytes.len(), got.bundle);
        assert_eq!(got.statements, without_earlier(want.statements), "{id}");
        assert_eq!(got.findings, want.findings, "{id}");
        assert_eq!(got.outcome, want.outcome, "{id}");
    }
}

/// Keys that the reader knows mean in a bundle what they mean in the registry.
#[test]
fn a_pin_on_a_bundle_is_a_pin_on_the_registry() {
    let source = demonstration();
    let examined = examine(&source, &Vec::new);
    let maker = Maker::new(&examined, &source).unwrap();
    let organisations = examined.replayed.state.organisations();
    let mut confirmed = 0;
    for id in versions() {
        let bundle = Bundle::read(&maker.bundle(&id).unwrap().encode().unwrap()).unwrap();
        let bundled = bundle::examine(&bundle);
        for (domain, organisation) in organisations {
            for other in organisations.values() {
                // Each organisation's key, under its own name and under every other one's.
                let pins = vec![Pin {
                    organisation: domain.clone(),
                    key: Some(other.body.keys[0].key.clone()),
                    how: KnownBy::Confirmed("by telephone".to_owned()),
                    at: None,
                }];
                let question = Question { pins, ..ask(&id) };
                let (got, want) = (bundled.answer(&question), examined.answer(&question));
                assert_eq!(got.statements, without_earlier(want.statements), "{id}: {domain}");
                assert_eq!((got.outcome, &got.findings), (want.outcome, &want.findings));
                let has_acted = got
                    .statements
                    .iter()
                    .flat_map(|one| &one.versions)
                    .flat_map(|one| &one.organisations)
                    .any(|line| {
                        line.organisation.as_ref() == Some(domain) && line.key_binding.is_some()
                    });
                let is_its = organisation.keys.all().any(|one| one.key == other.body.keys[0].key);
                let is_told = got.findings.iter().any(|finding| finding.code() == "pin-unknown");
                assert_eq!(is_told, has_acted && !is_its, "{id}: {domain}");
                let lines = got.statements.iter().flat_map(|one| &one.versions);
                let is_confirmed = lines.flat_map(|line| &line.organisations).any(|line| {
                    line.organisation.as_ref() == Some(domain)
                        && line.key_binding == Some(KeyBinding::Confirmed)
                });
                assert!(!is_confirmed || organisation.body.organisation == other.body.organisation);
                confirmed += usize::from(is_confirmed);
            }
        }
    }
    assert!(confirmed > 5, "{confirmed}");
}
