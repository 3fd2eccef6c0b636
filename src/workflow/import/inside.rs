//! What is in a file that came by mail: each mail and each loose file in it told for what it is.
//!
//! A mail is one letter, whatever number of parts it has: its answer stands in its words, in an attachment, or in both.
//! Where the bytes themselves hold nothing, they are read as `check` reads a copy: a page, another encoding, a text
//! that a mail program coded.

use std::path::{Path, PathBuf};

use super::Passed;
use super::gather::Gathered;
use super::refusal::{Damage, Refusal};
use crate::land::Signed;
use countersign_copy::extract::{ExtractError, Hint, Piece, extract, pieces};
use countersign_core::digest::Hash;
use countersign_core::envelope::armours;
use countersign_core::given;
use countersign_core::key::private::holds_private_key;
use countersign_core::key::sshsig::SshSignature;
use countersign_core::record::{Kind, Record};
use countersign_core::reply::{self, Reply};
use countersign_core::request;

/// What the lines around a signature say.
const SIGNATURE: &str = "SSH SIGNATURE";
/// What a mail begins with that is encrypted.
const ENCRYPTED: &str = "-----BEGIN PGP MESSAGE-----";
/// Words of which one stands in whatever is for us, also where its lines cannot be told before it is read as a copy.
const WORDS: [&str; 3] = ["COUNTERSIGN", "SSH SIGNATURE", "PRIVATE KEY"];

/// What a file is.
pub enum Paper {
    /// A record with signatures that fit it.
    Reply(Signed),
    /// A signature, and not yet over what.
    Signature(SshSignature),
    /// Bytes that somebody may have signed.
    Record(Record),
    /// Nothing for us, and why.
    Other(Passed),
    /// It should have been something.
    Unusable(Refusal),
}

impl Paper {
    const fn is_answer(&self) -> bool {
        matches!(self, Self::Reply(_) | Self::Signature(_))
    }
}

/// What a part of a letter turned out to be.
struct Part {
    place: Vec<String>,
    is_attached: bool,
    paper: Paper,
}

/// Each letter in a file; a file that was named by itself was meant to be an answer.
pub(super) fn letters(file: &Path, bytes: &[u8], is_named: bool) -> Vec<Gathered> {
    let pieces = pieces(bytes);
    let is_alone = pieces.iter().all(|piece| piece.letter_depth == 0);
    let mut gathered = Vec::new();
    for letter in pieces.chunk_by(|left, right| left.letter == right.letter) {
        let parts = letter.iter().flat_map(parts).collect();
        let depth = letter.first().map_or(0, |piece| piece.letter_depth);
        gathered.extend(told(file, parts, depth, is_named && is_alone));
    }
    gathered
}

/// What a piece holds, which may be more than one signature.
fn parts(piece: &Piece) -> Vec<Part> {
    let papers = match &piece.bytes {
        Ok(bytes) => papers(bytes),
        Err(ExtractError::Empty) => Vec::new(),
        Err(error) => {
            vec![Paper::Unusable(Refusal::Damaged(Damage::Unread(error.clone())))]
        }
    };
    let is_attached = piece.is_attached;
    let part = |paper| Part { place: piece.place.clone(), is_attached, paper };
    if papers.is_empty() {
        return vec![part(Paper::Other(Passed::Neither))];
    }
    papers.into_iter().map(part).collect()
}

/// One letter: a line for each answer in it, or else one line for all of it.
fn told(file: &Path, parts: Vec<Part>, depth: usize, is_meant: bool) -> Vec<Gathered> {
    let has_answer = parts.iter().any(|part| part.paper.is_answer());
    let mut seen: Vec<Hash> = Vec::new();
    let mut is_told: Vec<bool> = parts
        .iter()
        .map(|part| match &part.paper {
            Paper::Reply(signed) => {
                let hash = signed.record.hash();
                let is_new = !seen.contains(&hash);
                seen.push(hash);
                is_new
            }
            Paper::Signature(_) | Paper::Unusable(Refusal::PrivateKey) => true,
            // What was pasted beside a whole answer is another copy of it, as far as anybody can tell.
            Paper::Unusable(_) => !has_answer || part.is_attached,
            Paper::Record(_) | Paper::Other(_) => false,
        })
        .collect();
    if !is_told.contains(&true) {
        let best = parts.iter().enumerate().min_by_key(|(_, part)| match part.paper {
            Paper::Record(_) => 1,
            Paper::Other(Passed::Neither) => 2,
            _ => 0,
        });
        if let Some(first) = best.and_then(|(at, _)| is_told.get_mut(at)) {
            *first = true;
        }
    }
    let is_one = is_told.iter().filter(|told| **told).count() == 1;
    let gathered = parts.into_iter().zip(is_told).map(|(part, is_told)| {
        let shown = if is_one { part.place.get(..depth) } else { Some(&part.place[..]) };
        let file = named(file, shown.unwrap_or_default());
        let paper = if is_told { meant(part.paper, is_meant) } else { part.paper };
        Gathered { file, paper, is_told }
    });
    gathered.collect()
}

/// What was named by itself and is no answer is one that went wrong.
fn meant(paper: Paper, is_meant: bool) -> Paper {
    match paper {
        Paper::Other(Passed::Unanswered) if is_meant => Paper::Unusable(Refusal::Unanswered),
        Paper::Other(Passed::Neither) if is_meant => {
            Paper::Unusable(Refusal::Damaged(Damage::Neither))
        }
        Paper::Other(Passed::PublicKey) if is_meant => {
            Paper::Unusable(Refusal::Damaged(Damage::PublicKey))
        }
        paper => paper,
    }
}

/// The name that is shown for what lies in a file.
fn named(file: &Path, place: &[String]) -> PathBuf {
    let names: Vec<String> =
        std::iter::once(file.display().to_string()).chain(place.iter().cloned()).collect();
    if place.is_empty() { file.to_owned() } else { PathBuf::from(names.join("/")) }
}

/// What some bytes are, as they stand or in the first reading in which they hold an answer; nothing where they hold
/// nothing for us.
fn papers(bytes: &[u8]) -> Vec<Paper> {
    let first = of_bytes(bytes);
    if first.iter().any(Paper::is_answer) || !may_hold(bytes) {
        return first;
    }
    let readings = extract(bytes, Hint::None).map(|copy| copy.readings).unwrap_or_default();
    let mut fallback = first;
    for reading in readings {
        let papers = of_bytes(reading.text.as_bytes());
        if papers.iter().any(Paper::is_answer) {
            return papers;
        }
        if fallback.is_empty() {
            fallback = papers;
        }
    }
    fallback
}

/// Whether it is worth reading something as a copy.
fn may_hold(bytes: &[u8]) -> bool {
    let has = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    let is_document = bytes.starts_with(b"PK") || bytes.starts_with(b"{\\rtf");
    is_document || WORDS.iter().any(|word| has(word))
}

fn of_bytes(bytes: &[u8]) -> Vec<Paper> {
    if holds_private_key(bytes) {
        return vec![Paper::Unusable(Refusal::PrivateKey)];
    }
    if reply::ENVELOPE.is_in(bytes) {
        return vec![match Reply::from_text(bytes) {
            Ok(reply) => {
                let (record, signatures) = reply.into_parts();
                if record.kind() == Kind::Statement {
                    Paper::Unusable(Refusal::Statement)
                } else {
                    Paper::Reply(Signed { record, signatures })
                }
            }
            Err(error) => Paper::Unusable(Refusal::Damaged(Damage::Reply(error))),
        }];
    }
    let text = String::from_utf8_lossy(bytes);
    let signatures = signatures(&text);
    if !signatures.is_empty() {
        return signatures;
    }
    if request::ENVELOPE.is_in(bytes) {
        return vec![Paper::Other(Passed::Unanswered)];
    }
    if text.contains(ENCRYPTED) || is_sealed(bytes) {
        return vec![Paper::Unusable(Refusal::Damaged(Damage::Encrypted))];
    }
    if bytes.starts_with(b"{")
        && let Ok(record) = Record::read(bytes)
        && record.kind() != Kind::Statement
    {
        return vec![Paper::Record(record)];
    }
    if given::Kind::of(bytes) == given::Kind::PublicKey {
        return vec![Paper::Other(Passed::PublicKey)];
    }
    Vec::new()
}

/// Whether it is a mail's content in a cover of S/MIME (RFC 8551): encrypted, or signed together with what it says.
///
/// A signature that lies beside what it says, as `smime.p7s` does, covers nothing.
fn is_sealed(bytes: &[u8]) -> bool {
    /// Where a sequence begins, in DER or BER, with the OID of a content type of PKCS #7 but its last number.
    const OID: [u8; 10] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];
    let kind_after = |at: usize| bytes.get(at..)?.strip_prefix(&OID)?.first().copied();
    let outer = (2..8).find_map(kind_after).filter(|_| bytes.first() == Some(&0x30));
    match outer {
        Some(3) => true,
        // What it signs has a sequence of its own, with nothing but its type where the words lie elsewhere.
        Some(2) => {
            let inner = bytes
                .windows(OID.len() + 1)
                .skip(8)
                .position(|one| one.starts_with(&OID) && one.last() == Some(&1));
            inner.is_none_or(|at| {
                let (at, end) = (at + 8, at + 8 + OID.len() + 1);
                let before = at.checked_sub(2).and_then(|from| bytes.get(from..at));
                let is_bare = before == Some(&[0x30, 0x0b])
                    || before == Some(&[0x30, 0x80]) && bytes.get(end..end + 2) == Some(&[0, 0]);
                !is_bare
            })
        }
        _ => false,
    }
}

/// Every signature in a text.
fn signatures(text: &str) -> Vec<Paper> {
    let paper = |file: &str| match SshSignature::normalise(file.as_bytes()) {
        Ok(signature) => Paper::Signature(signature),
        Err(error) => Paper::Unusable(Refusal::Damaged(Damage::Signature(error))),
    };
    let begin = format!("-----BEGIN {SIGNATURE}-----");
    let found = armours(text, SIGNATURE);
    if found.is_empty() && text.contains(&begin) {
        return vec![paper(text)];
    }
    let file = |inside: &String| format!("{begin}\n{inside}\n-----END {SIGNATURE}-----\n");
    found.iter().map(|inside| paper(&file(inside))).collect()
}
