//! What the desk does for an officer: a request is read, answered and signed, a reply gets another signature, a key is
//! made.
//!
//! Nothing is signed that was not shown: an answer is prepared from choices, its record is told with its code words, and
//! [`Desk::sign`] signs that record and no other. Whatever leaves is read again before it is told.
//! Randomness and times are handed in; a passphrase and a private key are wiped when the call ends.

mod answer;
mod asked;
mod enrol;
mod key;
mod wish;
mod wrong;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Request, json};
use answer::Prepared;
use countersign_copy::extract::pieces;
use countersign_core::digest::Hash;
use countersign_core::given::Kind;
use countersign_core::invitation::Invitation;
use countersign_core::record::Record;
use countersign_core::request::Request as Asked;
use wrong::Wrong;

/// What lies on the desk.
#[derive(Default)]
pub(super) struct Desk {
    asked: Option<Box<Asked>>,
    prepared: Option<Prepared>,
    invited: Option<Box<Invitation>>,
    /// The enrolment that a hardware key has to sign.
    enrolling: Option<Record>,
}

/// What an officer chose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choices {
    act: countersign_core::record::endorsement::Act,
    #[serde(default)]
    capacity: Option<countersign_core::record::endorsement::Capacity>,
    /// Empty: as the request has it.
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    reservation: String,
    #[serde(default)]
    reason: String,
    /// Whether a decline may be published.
    #[serde(default)]
    public: bool,
    #[serde(default)]
    at_least: Option<u64>,
    #[serde(default)]
    not_before: String,
    #[serde(default)]
    until: String,
}

impl Desk {
    /// The answer to one function of the desk; none where it is no such function.
    pub(super) fn call(&mut self, request: &mut Request, bytes: &[u8]) -> Option<Vec<u8>> {
        let locale = request.locale();
        let told = match request.function.as_str() {
            "look" => Ok(looked(bytes)),
            "request" => self.open(bytes, locale),
            "answer" => self.answer(request, locale),
            "reply" => self.take(bytes, locale),
            "holder" => self.holder(bytes),
            "sign" => {
                let passphrase = zeroize::Zeroizing::new(std::mem::take(&mut request.passphrase));
                self.sign(bytes, &passphrase, locale)
            }
            "attach" => self.attach(bytes, locale),
            "wish" => {
                let passphrase = zeroize::Zeroizing::new(std::mem::take(&mut request.passphrase));
                self.wish(bytes, &passphrase, &request.random)
            }
            "invitation" => self.invited(bytes, locale),
            "enrol" => {
                let passphrase = zeroize::Zeroizing::new(std::mem::take(&mut request.passphrase));
                self.enrol(bytes, &passphrase, locale)
            }
            "key" => key::made(request),
            _ => return None,
        };
        Some(told.unwrap_or_else(|wrong| json(&wrong.told(locale))))
    }

    fn asked(&self) -> Result<&Asked, Wrong> {
        self.asked.as_deref().ok_or(Wrong::NoRequest)
    }
}

/// What a file is, and its hash, by which an attachment is known.
#[derive(Serialize)]
struct Looked {
    kind: &'static str,
    sha256: Hash,
    /// Whether it is a mail or a packed folder with more than one thing to answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    several: bool,
}

fn looked(given: &[u8]) -> Vec<u8> {
    let (first, asking) = found(given);
    let kind = Kind::of(first.as_deref().unwrap_or(given)).name();
    json(&Looked { kind, sha256: Hash::of(given), several: asking > 1 })
}

/// The one thing for the desk in a mail or a packed folder; what was given where it is neither.
///
/// What can only be named, such as a key that somebody sent, is named where there is nothing that can be opened.
pub(super) fn unwrapped(given: &[u8]) -> Vec<u8> {
    found(given).0.unwrap_or_else(|| given.to_vec())
}

/// The same, where there is one, and how many different things there are that ask for an answer.
fn found(given: &[u8]) -> (Option<Vec<u8>>, usize) {
    let rank = |file: &Vec<u8>| match Kind::of(file) {
        Kind::Request
        | Kind::Reply
        | Kind::Invitation
        | Kind::Bundle
        | Kind::Receipt
        | Kind::Page
        | Kind::Signature => Some(0),
        Kind::PrivateKey | Kind::Wish => Some(1),
        _ => None,
    };
    // A file that cannot be taken out of a mail hides no other.
    let files: Vec<Vec<u8>> = pieces(given).into_iter().filter_map(|one| one.bytes.ok()).collect();
    let asks = |file: &&Vec<u8>| matches!(Kind::of(file), Kind::Request | Kind::Invitation);
    let asking: BTreeSet<Hash> = files.iter().filter(asks).map(|file| Hash::of(file)).collect();
    let ranked = files.into_iter().filter_map(|file| Some((rank(&file)?, file)));
    let first = ranked.min_by_key(|(rank, _)| *rank);
    (first.map(|(_, file)| file), asking.len())
}
