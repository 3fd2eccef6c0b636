//! What an organisation says through the library, as other programs use it, beside what the program makes of it.

use countersign::{
    Act, ActStanding, AskedVersion, Domain, ErrorKind, Key, Publication, Question, Registry,
    Standing, Subject, Terms, answer_request,
};
use countersign_core::key::PrivateKey;
use countersign_core::key::private::ENTROPY_BYTES;
use countersign_core::reply::Reply;
use testkit::desk::Desk;

fn registry(desk: &Desk) -> Registry {
    let registry = Registry::open(desk.path("registry")).unwrap();
    // The desk's records are of years ago.
    registry.with_memory_in(desk.path("memory")).with_clock_confirmed()
}

fn version() -> AskedVersion {
    "2024/a@1".parse().unwrap()
}

fn domain(stem: &str) -> Domain {
    format!("{stem}.example").parse().unwrap()
}

fn standing(registry: &Registry, name: &str) -> Standing {
    let report = registry.verify(Question::about(Subject::Registry)).unwrap();
    let lines = &report.statements[0].versions[0].organisations;
    lines.iter().find(|line| line.name == name).unwrap().standing
}

#[test]
fn an_organisation_endorses_a_draft_and_withdraws_once_it_is_published() {
    let desk = Desk::new();
    let registry = registry(&desk);
    let act = |act, stem: &str, key: &str| {
        let keys = [Key::new(desk.path(key))];
        registry.act(&version(), &domain(stem), Terms::plain(act), &keys)
    };
    let endorsed = act(Act::Endorse, "foro", "foro").unwrap();
    assert_eq!(endorsed.standing, ActStanding::Proposed);
    assert_eq!(act(Act::Decline, "uno", "uno").unwrap().standing, ActStanding::Proposed);
    let stranger = act(Act::Endorse, "uno", "stranger").unwrap_err();
    assert_eq!(stranger.kind(), ErrorKind::Refused, "{stranger}");
    let two_must = act(Act::Endorse, "tres", "tres-a").unwrap_err();
    assert_eq!(two_must.kind(), ErrorKind::Refused, "{two_must}");

    let publication = Publication::of(version()).decided().signed_with(desk.path("maria"));
    registry.publish(&publication).unwrap();
    assert_eq!(standing(&registry, "Foro"), Standing::Endorsed);
    // A decline that is not public has no place in the log.
    let private = act(Act::Decline, "uno", "uno").unwrap_err();
    assert_eq!(private.kind(), ErrorKind::Refused, "{private}");
    assert_eq!(act(Act::Withdraw, "foro", "foro").unwrap().standing, ActStanding::Logged);
    assert_eq!(standing(&registry, "Foro"), Standing::Withdrawn);
    let unknown = registry.act(&"2024/b".parse().unwrap(), &domain("foro"), endorse(), &[]);
    assert_eq!(unknown.unwrap_err().kind(), ErrorKind::Unknown);
}

#[test]
fn where_records_are_of_years_ago_somebody_must_answer_for_the_clock() {
    let desk = Desk::new();
    let registry = Registry::open(desk.path("registry")).unwrap();
    let registry = registry.with_memory_in(desk.path("memory"));
    let keys = [Key::new(desk.path("foro"))];
    let act = |registry: Registry| registry.act(&version(), &domain("foro"), endorse(), &keys);
    let refused = act(registry.clone()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Refused, "{refused}");
    assert!(refused.to_string().contains("clock"), "{refused}");
    act(registry.with_clock_confirmed()).unwrap();
}

fn endorse() -> Terms {
    Terms::plain(Act::Endorse)
}

#[test]
fn a_key_file_is_opened_with_the_passphrase_that_comes_with_it() {
    let desk = Desk::new();
    let bytes = std::fs::read(desk.path("foro")).unwrap();
    let secret = PrivateKey::from_openssh(&bytes, None).unwrap();
    let locked = secret.to_openssh("foro", Some("correct horse"), &[7; ENTROPY_BYTES]).unwrap();
    std::fs::write(desk.path("foro"), locked.as_bytes()).unwrap();
    let act = |key: Key| registry(&desk).act(&version(), &domain("foro"), endorse(), &[key]);
    let (private, public) = (Key::new(desk.path("foro")), Key::new(desk.path("foro.pub")));
    assert_eq!(act(private.clone()).unwrap_err().kind(), ErrorKind::Signer);
    let wrong = act(private.with_passphrase("battery staple")).unwrap_err();
    assert_eq!(wrong.kind(), ErrorKind::Signer, "{wrong}");
    let public = public.with_passphrase("correct horse");
    assert!(!format!("{public:?}").contains("horse"));
    assert_eq!(act(public).unwrap().standing, ActStanding::Proposed);
}

/// The memory of what the log key signed is kept without being asked for, and a branch that was rewound is not continued.
#[test]
fn the_log_key_signs_no_second_history_for_the_library_either() {
    let desk = Desk::new();
    let (foro, uno) = ([Key::new(desk.path("foro"))], [Key::new(desk.path("uno"))]);
    desk.done("publish 2024/a@1 --confirm 2024/a@1");
    let registry = registry(&desk).without_memory();
    let before = git(&desk, &["rev-parse", "HEAD"]);
    registry.act(&version(), &domain("foro"), endorse(), &foro).unwrap();
    git(&desk, &["reset", "-q", "--hard", before.trim()]);
    let second = registry.act(&version(), &domain("uno"), endorse(), &uno).unwrap_err();
    assert_eq!(second.kind(), ErrorKind::Refused, "{second}");
}

fn git(desk: &Desk, words: &[&str]) -> String {
    testkit::git::git(&desk.path("registry"), words)
}

#[test]
fn a_request_is_answered_without_a_registry_and_the_program_takes_the_answer_in() {
    let desk = Desk::new();
    desk.ask("foro", "2024/a@1", "asked");
    let request = desk.path("asked/foro.example/request.countersign");
    let mut terms = endorse();
    terms.reservation = Some("We were not there.".parse().unwrap());
    let other = answer_request(&request, terms.clone(), &[Key::new(desk.path("uno"))]);
    assert_eq!(other.unwrap_err().kind(), ErrorKind::Refused);
    let reply = answer_request(&request, terms, &[Key::new(desk.path("foro"))]).unwrap();
    assert_eq!(Reply::from_text(reply.as_bytes()).unwrap().signatures().len(), 1);
    std::fs::write(desk.path("reply.countersign"), reply).unwrap();
    desk.done("import ../reply.countersign");
    desk.done("publish 2024/a@1 --confirm 2024/a@1");
    assert_eq!(standing(&registry(&desk), "Foro"), Standing::Endorsed);
}
