//! A witness that speaks C2SP tlog-witness over HTTP and keeps its own state: the size and root it saw last.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use base64ct::{Base64, Encoding};
use countersign_core::checkpoint::{self, Checkpoint};
use countersign_core::digest::Hash;
use countersign_core::key::PrivateKey;
use countersign_core::merkle;
use countersign_core::note::{Algorithm, Note, VerifierKey};

pub const NAME: &str = "witness.example/w1";
const TIME: u64 = 1_612_776_600;

/// What the witness knows, and how it was asked.
#[derive(Default)]
pub struct Saw {
    pub size: u64,
    root: Option<Hash>,
    pub asked: Vec<u16>,
    /// Answers this, whatever is asked.
    pub always: Option<(u16, String)>,
}

/// A witness at an address.
pub struct Watcher {
    pub url: String,
    pub saw: Arc<Mutex<Saw>>,
}

/// Serves a witness with this key, which trusts these log keys.
pub fn serve(key: PrivateKey, log_keys: Vec<VerifierKey>) -> Watcher {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/w", listener.local_addr().unwrap());
    let saw = Arc::new(Mutex::new(Saw::default()));
    let shared = Arc::clone(&saw);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut saw = shared.lock().unwrap();
            speak(stream, &mut saw, &key, &log_keys);
        }
    });
    Watcher { url, saw }
}

fn speak(mut stream: TcpStream, saw: &mut Saw, key: &PrivateKey, log_keys: &[VerifierKey]) {
    let Some((line, body)) = read(&mut stream) else { return };
    let (status, answer) = match saw.always.clone() {
        Some(always) => always,
        None if line.starts_with("POST /w/add-checkpoint ") => judge(&body, saw, key, log_keys),
        None => (404, String::new()),
    };
    saw.asked.push(status);
    let kind = if status == 409 { "Content-Type: text/x.tlog.size\r\n" } else { "" };
    let length = answer.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\n{kind}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    let _ = stream.write_all(format!("{head}{answer}").as_bytes());
}

fn read(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut all = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&all).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                line.to_lowercase().strip_prefix("content-length: ")?.parse::<usize>().ok()
            })?;
            if body.len() >= length {
                return Some((head.lines().next()?.to_owned(), body.to_owned()));
            }
        }
        match stream.read(&mut buffer) {
            Ok(count) if count > 0 => all.extend_from_slice(&buffer[..count]),
            _ => return None,
        }
    }
}

/// The steps of C2SP tlog-witness, in their order.
fn judge(body: &str, saw: &mut Saw, key: &PrivateKey, log_keys: &[VerifierKey]) -> (u16, String) {
    let (head, note) = body.split_once("\n\n").unwrap();
    let mut lines = head.lines();
    let old: u64 = lines.next().unwrap().strip_prefix("old ").unwrap().parse().unwrap();
    let proof: Vec<Hash> = lines
        .map(|line| {
            let bytes: [u8; 32] = Base64::decode_vec(line).unwrap().try_into().unwrap();
            Hash::from_bytes(bytes)
        })
        .collect();
    let mut note = Note::parse(note.as_bytes()).unwrap();
    let head: Checkpoint = note.text().parse().unwrap();
    if !log_keys.iter().any(|key| key.name().as_str() == head.origin()) {
        return (404, String::new());
    }
    let Ok(head) = Checkpoint::open(&note, head.origin(), log_keys) else {
        return (403, String::new());
    };
    if old > head.size() {
        return (400, String::new());
    }
    if old != saw.size {
        return (409, format!("{}\n", saw.size));
    }
    let extends = match saw.root {
        None => proof.is_empty(),
        Some(root) if old == head.size() => proof.is_empty() && root == *head.root(),
        Some(root) => {
            merkle::check_consistency(old, &root, head.size(), head.root(), &proof).is_ok()
        }
    };
    if !extends {
        return (422, String::new());
    }
    (saw.size, saw.root) = (head.size(), Some(*head.root()));
    let line = checkpoint::cosign(&mut note, &NAME.parse().unwrap(), key.ed25519(), TIME).unwrap();
    (200, format!("{line}\n"))
}

/// The verifier key of a witness.
pub fn vkey(name: &str, key: &PrivateKey) -> VerifierKey {
    VerifierKey::new(name.parse().unwrap(), Algorithm::Cosignature, key.public().ed25519().clone())
}
