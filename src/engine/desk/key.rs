//! A new key: the file that only its holder keeps, the public half, and what ends it.

use serde::Serialize;

use super::Wrong;
use crate::{Request, json};
use countersign_core::digest;
use countersign_core::key::PrivateKey;
use countersign_core::key::private::ENTROPY_BYTES;
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Kind, Record, Revocation};
use countersign_core::reply::Reply;

/// What is handed in for a key: its seed, and what its file needs.
const RANDOM_DIGITS: usize = 2 * (32 + ENTROPY_BYTES);

#[derive(Serialize)]
struct Made<'a> {
    private: &'a str,
    public: String,
    revocation: String,
    fingerprint: String,
}

/// A key from the page's randomness, protected by the passphrase.
pub(super) fn made(request: &mut Request) -> Result<Vec<u8>, Wrong> {
    let random = zeroize::Zeroizing::new(std::mem::take(&mut request.random));
    let passphrase = zeroize::Zeroizing::new(std::mem::take(&mut request.passphrase));
    let (seed, entropy) = random
        .split_at_checked(64)
        .filter(|_| random.len() == RANDOM_DIGITS)
        .ok_or(Wrong::Random)?;
    let seed: [u8; 32] = digest::from_hex(seed).map_err(|_| Wrong::Random)?;
    let seed = zeroize::Zeroizing::new(seed);
    let entropy: [u8; ENTROPY_BYTES] = digest::from_hex(entropy).map_err(|_| Wrong::Random)?;
    let key = PrivateKey::from_seed(&seed);
    let comment = request.comment.trim();
    let private = key.to_openssh(comment, Some(&passphrase), &entropy).map_err(Wrong::Key)?;
    let public = key.public();
    let reason = "its holder ended it".parse();
    let reason = reason.map_err(|why| Wrong::Choice("reason", format!("{why}")))?;
    let ending = Revocation { key: public.clone(), reason, tag: Default::default() };
    let record = Record::new(&Body::Revocation(ending)).map_err(Wrong::Record)?;
    let signature = key.sign(Kind::Revocation.type_name(), &record.hash());
    let armor = signature.to_armor();
    let verified =
        VerifiedSignature::check(&record, armor.as_bytes()).map_err(|_| Wrong::Signature)?;
    let reply = Reply::new(record, vec![(signature, verified)]).map_err(Wrong::Reply)?;
    let fingerprint = public.fingerprint();
    let said = format!("the key {fingerprint} ends itself; countersign import takes it in");
    Ok(json(&Made {
        private: &private,
        revocation: reply.to_text(&said),
        public: format!("{}\n", format!("{public} {comment}").trim_end()),
        fingerprint,
    }))
}
