//! The library that other programs use: versions are put forward and published through it as by the program.

use countersign::{
    ErrorKind, Outcome, Proposal, Publication, PublishedStanding, Question, Registry, Subject,
    WhyLeftOut,
};
use testkit::coalition::Coalition;

const TEXT: &str = "We march together.\n\nWe ask for an answer.\n";

fn registry(coalition: &Coalition) -> Registry {
    Registry::open(coalition.registry()).unwrap().without_memory()
}

fn proposal(text: &str) -> Proposal {
    let (statement, language) = ("2022/march".parse().unwrap(), "en".parse().unwrap());
    Proposal::new(statement, language, "March".parse().unwrap(), text)
}

fn publication(coalition: &Coalition, version: &str) -> Publication {
    Publication::of(version.parse().unwrap()).signed_with(coalition.path("maria"))
}

#[test]
fn a_version_is_put_forward_and_published() {
    let coalition = Coalition::with(&["uno", "dos"]);
    // A no that is not published must be kept somewhere.
    let registry = Registry::open(coalition.registry()).unwrap();
    let registry = registry.with_memory_in(coalition.path("memory"));
    let new = proposal(TEXT)
        .and_text("es".parse().unwrap(), "Marcha".parse().unwrap(), "Marchamos juntas.\n")
        .signatory("uno.example".parse().unwrap())
        .printed_signatory("A choir of the town".parse().unwrap())
        .attachment("/anywhere/poster.pdf", *b"%PDF-1.4 a poster")
        .dated("2022-03".parse().unwrap());
    let proposed = registry.propose(new.clone()).unwrap();
    assert_eq!(proposed.version.to_string(), "2022/march@1");
    assert!(!proposed.replaced);
    let again = registry.propose(new.summary("the same".parse().unwrap())).unwrap();
    assert!(again.replaced && again.record != proposed.record);

    coalition.done("sign 2022/march@1 --as uno.example --key ../uno --confirm uno.example");
    coalition.done("decline 2022/march@1 --as dos.example --key ../dos --confirm dos.example");
    let published = registry.publish(&publication(&coalition, "2022/march")).unwrap();
    assert_eq!(published.version, again.version);
    assert_eq!(published.record, again.record);
    assert_eq!(published.standing, PublishedStanding::Logged);
    assert_eq!((published.endorsed, published.withheld), (1, 0));
    let [left] = published.left_out.as_slice() else { panic!("{published:?}") };
    assert_eq!(left.organisation, Some("dos.example".parse().unwrap()));
    assert_eq!(left.why, WhyLeftOut::Private);

    let verdict = registry.verify(Question::about(Subject::Version(again.version))).unwrap();
    assert_ne!(verdict.outcome, Outcome::Broken, "{:?}", verdict.findings);
    let [statement] = verdict.statements.as_slice() else { panic!("{:?}", verdict.statements) };
    let [version] = statement.versions.as_slice() else { panic!("{:?}", statement.versions) };
    assert_eq!(version.endorsed, 1);
}

#[test]
fn what_is_refused_says_why_and_changes_nothing() {
    let coalition = Coalition::with(&["uno"]);
    let registry = registry(&coalition);
    let before = coalition.git("for-each-ref");
    let kind_of = |new: Proposal| {
        let error = registry.propose(new).unwrap_err();
        (error.kind(), error.to_string())
    };
    let windows = TEXT.replace('\n', "\r\n");
    let (kind, why) = kind_of(proposal(&windows));
    assert_eq!(kind, ErrorKind::Refused);
    assert!(why.contains("the text in en is not in the form"), "{why}");
    let key = std::fs::read(coalition.path("uno")).unwrap();
    let (kind, why) = kind_of(proposal(TEXT).attachment("uno", key));
    assert_eq!(kind, ErrorKind::Refused, "{why}");
    let stranger = proposal(TEXT).signatory("stranger.example".parse().unwrap());
    assert_eq!(kind_of(stranger).0, ErrorKind::Unknown);
    let unknown = registry.publish(&publication(&coalition, "2022/march@1")).unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::Unknown);
    assert_eq!(coalition.git("for-each-ref"), before);

    let proposed = registry.propose(proposal(&windows).accept_repairs()).unwrap();
    let draft = format!("{}:registry/2022/march/v1/text.en.txt", proposed.branch);
    assert_eq!(coalition.git(&format!("show {draft}")), TEXT);
    let stranger =
        Publication::of("2022/march@1".parse().unwrap()).signed_with(coalition.path("uno"));
    let nobody = registry.publish(&stranger).unwrap_err();
    assert_eq!(nobody.kind(), ErrorKind::Refused);
    assert!(nobody.to_string().contains("nobody endorses"), "{nobody}");
    let stranger = stranger.decided();
    let error = registry.publish(&stranger).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused, "{error}");
    registry.publish(&publication(&coalition, "2022/march@1").decided()).unwrap();
    let twice = registry.publish(&publication(&coalition, "2022/march@1")).unwrap_err();
    assert_eq!(twice.kind(), ErrorKind::Refused);
}
