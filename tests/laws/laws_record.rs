//! The laws of records and log entries: one value, one spelling.

use countersign_core::canonical;
use countersign_core::record::entry::Entry;
use countersign_core::record::{Body, Kind, Record};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use testkit::records;

/// The same record as a generic JSON value, which the independent encoders then spell.
fn check_encoders(bytes: &[u8]) {
    let value: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    assert_eq!(serde_json_canonicalizer::to_vec(&value).unwrap(), bytes);
    assert_eq!(serde_jcs::to_vec(&value).unwrap(), bytes);
}

/// One good record of each kind, the same in every run.
fn one_of_each() -> Vec<Record> {
    let mut runner = TestRunner::deterministic();
    let mut found: Vec<Record> = Vec::new();
    while found.len() < Kind::ALL.len() {
        let body = records::body().new_tree(&mut runner).unwrap().current();
        let record = Record::new(&body).unwrap();
        if found.iter().all(|known| known.kind() != record.kind()) {
            found.push(record);
        }
    }
    found
}

/// Every change of one bit, every prefix, every extension by one byte, every byte left out and every byte doubled.
fn damaged(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let flips = (0..bytes.len() * 8).map(|bit| {
        let mut bytes = bytes.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        bytes
    });
    let prefixes = (0..bytes.len()).map(|end| bytes[..end].to_vec());
    let longer =
        (0..=u8::MAX).flat_map(move |byte| [[bytes, &[byte]].concat(), [&[byte], bytes].concat()]);
    let without = (0..bytes.len()).map(|at| [&bytes[..at], &bytes[at + 1..]].concat());
    let doubled = (0..bytes.len()).map(|at| [&bytes[..=at], &bytes[at..]].concat());
    flips.chain(prefixes).chain(longer).chain(without).chain(doubled)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn reading_gives_back_what_was_written(body in records::body()) {
        let record = Record::new(&body).unwrap();
        prop_assert_eq!(record.body(), &body);
        prop_assert_eq!(Record::read(record.bytes()).unwrap(), record.clone());
        check_encoders(&record.bytes());
    }

    #[test]
    fn entries_come_back(entry in records::entry()) {
        let bytes = entry.encode().unwrap();
        prop_assert_eq!(Entry::decode(&bytes).unwrap(), entry);
        check_encoders(&bytes);
    }

    #[test]
    fn a_kind_is_never_taken_for_another(body in records::body(), other in 0..Kind::ALL.len()) {
        let record = Record::new(&body).unwrap();
        let text = String::from_utf8(record.bytes().to_vec()).unwrap();
        let other = Kind::ALL[other];
        let changed = text.replacen(record.kind().type_name(), other.type_name(), 1);
        let read = Record::read(changed.into_bytes());
        // An extension may have the members of others, and is an extension all the same.
        if other == Kind::Extension {
            prop_assert!(read.is_err() || read.unwrap().kind() == Kind::Extension);
        } else {
            prop_assert_eq!(read.is_ok(), other == record.kind());
        }
    }

    #[test]
    fn white_space_and_order_are_refused(body in records::body()) {
        let record = Record::new(&body).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&record.bytes()).unwrap();
        let pretty = canonical::pretty(&value).unwrap();
        prop_assert!(Record::read(pretty.into_bytes()).is_err());
        let inner = String::from_utf8(record.bytes()).unwrap();
        let twice = format!("{},{}", inner.strip_suffix('}').unwrap(), &inner[1..]);
        prop_assert!(Record::read(twice.into_bytes()).is_err());
    }

    #[test]
    fn anything_at_all_is_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Record::read(bytes.clone()).is_err());
        let _ = Entry::decode(&bytes);
    }
}

#[test]
fn every_damage_to_a_record_is_refused_or_gives_another_record() {
    for good in one_of_each() {
        let mut others = 0;
        for bytes in damaged(&good.bytes()).filter(|bytes| *bytes != good.bytes()) {
            if let Ok(other) = Record::read(bytes.clone()) {
                assert_eq!(other.bytes(), bytes, "what is accepted is in its one spelling");
                assert_eq!(other.kind(), good.kind());
                assert_ne!(other.hash(), good.hash());
                assert_ne!(other.body(), good.body(), "two spellings of one value");
                others += 1;
            }
        }
        // A flipped bit in a hash or a name is another valid value: the law would say nothing if none was.
        assert!(others > 0, "{:?}", good.kind());
    }
}

#[test]
fn every_damage_to_an_entry_is_refused_or_gives_another_entry() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..8 {
        let good = records::entry().new_tree(&mut runner).unwrap().current();
        let spelt = good.encode().unwrap();
        for bytes in damaged(&spelt).filter(|bytes| *bytes != spelt) {
            if let Ok(other) = Entry::decode(&bytes) {
                assert_eq!(other.encode().unwrap(), bytes);
                assert_ne!(other, good);
            }
        }
    }
}

#[test]
fn one_of_each_kind_was_tried() {
    let mut kinds: Vec<Kind> = one_of_each().iter().map(Record::kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, Kind::ALL);
    for record in one_of_each() {
        assert!(matches!(
            (record.kind(), record.body()),
            (Kind::Registry, Body::Registry(_))
                | (Kind::Organisation, Body::Organisation(_))
                | (Kind::Revocation, Body::Revocation(_))
                | (Kind::Confirmation, Body::Confirmation(_))
                | (Kind::Listing, Body::Listing(_))
                | (Kind::Statement, Body::Statement(_))
                | (Kind::Endorsement, Body::Endorsement(_))
                | (Kind::Publication, Body::Publication(_))
                | (Kind::Withholding, Body::Withholding(_))
                | (Kind::Retraction, Body::Retraction(_))
                | (Kind::Translation, Body::Translation(_))
                | (Kind::Extension, Body::Extension(_))
        ));
    }
}
