//! Bundles: made from registries, read strictly, and judged as the registry itself would be.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests say what went wrong by failing")]

use std::path::Path;

use countersign::bundle::{self, Bundle, Maker};
use countersign::directory::Directory;
use countersign::name::VersionId;
use countersign::verify::{Question, Subject, examine};

/// The versions of the demonstration.
fn versions() -> [VersionId; 3] {
    ["2021/venezuela-solidarity@1", "2024/water-defenders@1", "2024/water-defenders@2"]
        .map(|id| id.parse().unwrap())
}

fn demonstration() -> Directory {
    Directory::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn ask(id: &VersionId) -> Question {
    Question::about(Subject::Version(id.clone()))
}

/// A law over the demonstration: what a bundle says about each organisation is what the registry says.
#[test]
fn a_bundle_says_what_the_registry_says() {
    let source = demonstration();
    let examined = examine(&source, &Vec::new);
    let mut maker = Maker::new(&examined, &source).unwrap();
    for id in versions() {
        let bytes = maker.bundle(&id).unwrap().encode().unwrap();

        let bundle = Bundle::read(&bytes).unwrap();
        let got = bundle::examine(&bundle).answer(&ask(&id));
        let want = examined.answer(&ask(&id));
        println!("{id}: {} bytes, {:?}", bytes.len(), got.bundle);
        assert_eq!(got.statements, want.statements, "{id}");
        assert_eq!(got.findings, want.findings, "{id}");
        assert_eq!(got.outcome, want.outcome, "{id}");
    }
}
