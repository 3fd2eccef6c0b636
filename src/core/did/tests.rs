use super::*;
use crate::key::PrivateKey;

fn domain() -> Domain {
    "foro.example".parse().unwrap()
}

fn key(seed: u8) -> PublicKey {
    PrivateKey::from_seed(&[seed; 32]).public()
}

fn served() -> String {
    document(&domain(), [(&"press".parse().unwrap(), &key(1)), (&"desk".parse().unwrap(), &key(2))])
}

/// The did:key specification, section "Ed25519 / X25519", has one key in both spellings.
#[test]
fn a_published_key_decodes_to_the_bytes_that_are_published_with_it() {
    let raw = bs58::decode("B12NYF8RrR3h41TDCTJojY59usg3mbtbjnFs7Eud1Y6u").into_vec().unwrap();
    let raw: [u8; KEY_BYTES] = raw.try_into().unwrap();
    let key = Ed25519Key::from_bytes(&raw).unwrap();
    assert_eq!(multibase(&key), "z6MkpTHR8VNsBxYAAWHut2Geadd9jSwuBV8xRoAnwWsdvktH");
}

#[test]
fn what_was_made_is_read_back() {
    let keys = keys_in(served().as_bytes(), &domain()).unwrap();
    assert_eq!(keys, [key(1).ed25519().clone(), key(2).ed25519().clone()]);
}

#[test]
fn only_asserted_keys_of_this_organisation_count() {
    let good = served();
    let count = |text: &str| keys_in(text.as_bytes(), &domain()).map(|keys| keys.len());
    assert_eq!(count(&good), Ok(2));
    assert_eq!(count(&good.replace("\"did:web:foro.example#desk\"\n", "\"#desk\"\n")), Ok(2));
    assert_eq!(count(&good.replacen("Multikey", "JsonWebKey", 1)), Ok(1));
    assert_eq!(count(&good.replace("assertionMethod", "authentication")), Ok(0));
    let controller = "\"controller\": \"did:web:foro.example\"";
    assert_eq!(
        count(&good.replacen(controller, "\"controller\": \"did:web:other.example\"", 1)),
        Ok(1)
    );
    assert_eq!(count(&good.replacen("\"z6Mk", "\"u6Mk", 1)), Ok(1));
    assert_eq!(count(&good.replacen("\"z6Mk", "\"z6Mj", 1)), Ok(1));
    assert_eq!(
        count(&good.replacen("did:web:foro.example", "did:web:fora.example", 4)),
        Err(DidError::OtherId {
            want: "did:web:foro.example".to_owned(),
            got: "did:web:fora.example".to_owned()
        })
    );
}

#[test]
fn b9_json_that_two_parsers_read_differently_is_refused() {
    let twice = served().replacen("\"id\":", "\"id\": \"did:web:other.example\", \"id\":", 1);
    assert!(matches!(keys_in(twice.as_bytes(), &domain()), Err(DidError::Json(_))));
    let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
    assert!(matches!(keys_in(deep.as_bytes(), &domain()), Err(DidError::Json(_))));
    assert!(matches!(keys_in(b"[]", &domain()), Err(DidError::Member(_))));
    assert!(matches!(keys_in(b"", &domain()), Err(DidError::Json(_))));
}

#[test]
fn limits() {
    let padded = |bytes: usize| {
        let good = served();
        good.clone() + &" ".repeat(bytes - good.len())
    };
    assert!(keys_in(padded(DOCUMENT_BYTES_MAX).as_bytes(), &domain()).is_ok());
    assert!(keys_in(padded(DOCUMENT_BYTES_MAX + 1).as_bytes(), &domain()).is_err());
    let many = |count: usize| {
        let ids = vec!["\"#x\""; count].join(",");
        format!("{{\"id\":\"did:web:foro.example\",\"assertionMethod\":[{ids}]}}")
    };
    assert_eq!(keys_in(many(METHODS_MAX).as_bytes(), &domain()), Ok(Vec::new()));
    let one_more = keys_in(many(METHODS_MAX + 1).as_bytes(), &domain());
    assert_eq!(one_more, Err(DidError::TooMany(METHODS_MAX + 1)));
}
