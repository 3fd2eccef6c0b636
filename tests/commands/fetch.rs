//! What an organisation's own web server says about its keys: a real server on loopback, and every way to be misled.

use std::net::SocketAddr;
use std::path::Path;

use testkit::cli::{Ran, environment, run_with};
use testkit::https::{Answer, Authority, serve_plainly};

const HOST: &str = "foro.example";

/// A registry with one organisation, and somebody who makes certificates.
struct Scene {
    folder: tempfile::TempDir,
    authority: Authority,
}

impl Scene {
    fn new() -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap(), authority: Authority::new() };
        for name in ["maria", "foro"] {
            scene.done(&format!("key new {name} --no-passphrase"));
        }
        scene.done("init coalition --name Coalition --origin coalition.example/log --maintainer maria=maria.pub");
        scene.done("-C coalition org add foro.example --name Foro --key press=../foro.pub");
        scene
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, words: &str) -> Ran {
        let mut environment = environment(self.path());
        // Each command has randomness of its own: two keys must not be the same.
        let mut count = words.len() as u8;
        environment.random = Box::new(move |buffer| {
            buffer.fill(count);
            count = count.wrapping_add(101);
            Ok(())
        });
        let file = self.authority.file(self.path()).display().to_string();
        environment.variables.insert("SSL_CERT_FILE".to_owned(), file);
        run_with(environment, &words.split(' ').collect::<Vec<_>>())
    }

    fn done(&self, words: &str) -> Ran {
        let ran = self.run(words);
        assert_eq!(ran.code, 0, "{words}: {ran:?}");
        ran
    }

    fn document(&self) -> String {
        self.done("-C coalition org did foro.example").output
    }

    fn confirm(&self, address: SocketAddr) -> Ran {
        self.run(&format!(
            "-C coalition org confirm foro.example --fetch --connect-to {address} --wait 2 --confirm foro.example"
        ))
    }

    /// An answer that proves nothing: an error with this sentence, and a registry in which nothing changed.
    fn proves_nothing(&self, address: SocketAddr, code: u8, sentence: &str) {
        let before = self.done("-C coalition log").output;
        let ran = self.confirm(address);
        assert_eq!(ran.code, code, "{ran:?}");
        assert!(ran.messages.contains(sentence), "want {sentence:?} in {ran:?}");
        assert!(ran.messages.contains("asking https://foro.example/.well-known/did.json"));
        assert_eq!(self.done("-C coalition log").output, before);
    }
}

#[test]
fn what_the_domain_serves_becomes_evidence_and_no_confirmation_by_itself() {
    let scene = Scene::new();
    let address = scene.authority.serve(HOST, Answer::ok(scene.document()));
    let ran = scene.confirm(address);
    assert_eq!(ran.code, 0, "{ran:?}");
    let shown = scene.done("-C coalition org show foro.example").output;
    assert!(
        shown.contains("served at https://foro.example/.well-known/did.json on 2024-12-02, as the maintainer maria says"),
        "{shown}"
    );
    let record =
        std::fs::read(scene.path().join("coalition/keys/foro.example/confirmations/1.json"));
    let record = String::from_utf8(record.unwrap()).unwrap();
    let hash = countersign_core::digest::Hash::of(scene.document().as_bytes());
    assert!(record.contains(&format!("\"sha256\":\"{hash}\"")), "{record}");
}

#[test]
fn the_organisation_sees_whether_its_upload_is_right() {
    let scene = Scene::new();
    let check = |address: SocketAddr| {
        scene.run(&format!("-C coalition org did foro.example --check --connect-to {address}"))
    };
    let good = check(scene.authority.serve(HOST, Answer::ok(scene.document())));
    assert_eq!(
        (
            good.code,
            good.output.lines().next().unwrap().ends_with("names 1 of the 1 keys in force")
        ),
        (0, true)
    );
    let empty = "{\"id\":\"did:web:foro.example\"}";
    let bad = check(scene.authority.serve(HOST, Answer::ok(empty)));
    assert_eq!(bad.code, 6);
    assert!(bad.output.contains("missing: press"), "{bad:?}");
}

#[test]
fn c3_only_the_organisations_own_host_is_believed() {
    let scene = Scene::new();
    let good = Answer::ok(scene.document());
    // Another host's certificate, and a certificate that somebody made for themselves.
    let other_host = scene.authority.serve("stranger.example", good.clone());
    scene.proves_nothing(other_host, 1, "could not be read");
    let own_authority = Authority::new().serve(HOST, good.clone());
    scene.proves_nothing(own_authority, 1, "could not be read");
    scene.proves_nothing(serve_plainly(good), 1, "could not be read");
}

#[test]
fn c3_a_redirect_is_never_followed() {
    let scene = Scene::new();
    for target in [
        "https://stranger.example/.well-known/did.json",
        "http://foro.example/.well-known/did.json",
        "https://foro.example/~stranger/did.json",
    ] {
        let header = format!("Location: {target}\r\n");
        let answer = Answer::new("302 Found", &header, scene.document());
        scene.proves_nothing(scene.authority.serve(HOST, answer), 1, "points elsewhere");
    }
}

#[test]
fn answers_that_say_nothing() {
    let scene = Scene::new();
    let document = scene.document();
    for (answer, code, sentence) in [
        (Answer::new("404 Not Found", "", ""), 1, "the server answered 404"),
        (Answer::new("500 Oops", "", document.clone()), 1, "the server answered 500"),
        (Answer::ok(vec![b' '; 65 * 1024]), 1, "larger than 65536 bytes"),
        (Answer::ok("not JSON"), 8, "does not say which keys"),
        (Answer::ok(document.replace("foro", "fora")), 8, "it is the document of"),
        (Answer::ok(document.replace("z6Mk", "z6Mj")), 8, "does not name the key press"),
        (
            Answer::ok(document.replace("assertionMethod", "other")),
            8,
            "does not name the key press",
        ),
    ] {
        scene.proves_nothing(scene.authority.serve(HOST, answer), code, sentence);
    }
}

#[test]
fn b14_an_answer_without_end_is_given_up() {
    let scene = Scene::new();
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n".to_owned();
    let slow = Answer { head, body: Vec::new(), endless: true };
    scene.proves_nothing(scene.authority.serve(HOST, slow), 1, "no whole answer came in time");
}

#[test]
fn nobody_there() {
    let scene = Scene::new();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    scene.proves_nothing(address, 1, "could not be read");
}
