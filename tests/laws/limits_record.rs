//! Every limit of records and entries, at it and one past it.

use std::collections::BTreeMap;

use countersign_core::digest::Hash;
use countersign_core::note::{Algorithm, VerifierKey};
use countersign_core::policy::Policy;
use countersign_core::record::entry::{
    ENTRY_BYTES_MAX, Entry, RecordEntry, SIGNATURES_MAX, Signatures,
};
use countersign_core::record::line::{LINE_BYTES_MAX, Line, Salt};
use countersign_core::record::organisation::{ALIASES_MAX, KEYS_MAX, OrganisationKey, RemovedKey};
use countersign_core::record::registry::{
    CompromisedLogKey, LOG_KEYS_MAX, MAINTAINERS_MAX, Maintainer, URLS_MAX, WITNESSES_MAX,
};
use countersign_core::record::signatories::{
    SIGNATORIES_BYTES_MAX, SIGNATORIES_MAX, Signatories, SignatoriesReference, Signatory,
};
use countersign_core::record::statement::{
    ATTACHMENT_BYTES_MAX, ATTACHMENTS_MAX, Attachment, LANGUAGES_MAX, TextReference, text_file,
};
use countersign_core::record::withholding::{ENTRIES_MAX, WORDS_MAX};
use countersign_core::record::{
    Body, Confirmation, Endorsement, Kind, Listing, Organisation, RECORD_BYTES_MAX, Record,
    RecordError, Registry, Statement, Withholding,
};
use countersign_core::text::TEXT_BYTES_MAX;
use proptest::strategy::{Strategy, ValueTree as _};
use proptest::test_runner::TestRunner;
use testkit::records::{self, key};

/// The first generated value for which `wanted` is true: the same in every run.
fn sample<T: std::fmt::Debug>(from: impl Strategy<Value = T>, wanted: impl Fn(&T) -> bool) -> T {
    let mut runner = TestRunner::deterministic();
    loop {
        let value = from.new_tree(&mut runner).unwrap().current();
        if wanted(&value) {
            return value;
        }
    }
}

fn any<T: std::fmt::Debug>(from: impl Strategy<Value = T>) -> T {
    sample(from, |_| true)
}

/// `value(limit)` is a record, `value(limit + 1)` is none, and the fault is named.
fn check(limit: usize, member: &str, value: impl Fn(usize) -> Body) {
    let good = Record::new(&value(limit)).unwrap_or_else(|error| panic!("{member}: {error}"));
    assert_eq!(*good.body(), value(limit));
    match Record::new(&value(limit + 1)) {
        Err(RecordError::Flaw { member: got, .. }) => assert_eq!(got, member),
        other => panic!("{member}, one past {limit}: {other:?}"),
    }
}

fn count(number: usize) -> impl Iterator<Item = u32> {
    (0..).take(number)
}

fn line(text: &str) -> Line {
    text.parse().unwrap()
}

fn verifiers(name: &str, number: usize, algorithm: Algorithm) -> Vec<VerifierKey> {
    let make = |one: u32| {
        VerifierKey::new(name.parse().unwrap(), algorithm, key(one + 1000).ed25519().clone())
    };
    let mut keys: Vec<VerifierKey> = count(number).map(make).collect();
    keys.sort_by_key(ToString::to_string);
    keys
}

#[test]
fn registry() {
    let base = any(records::registry());
    let with = |change: &dyn Fn(&mut Registry)| {
        let mut body = Registry {
            compromised_log_keys: Vec::new(),
            continues: None,
            policy: None,
            quorum: 0,
            threshold: 1,
            witnesses: Vec::new(),
            ..base.clone()
        };
        change(&mut body);
        Body::Registry(Box::new(body))
    };
    check(MAINTAINERS_MAX, "threshold", |number| {
        with(&|body| {
            let make = |one: u32| Maintainer {
                key: key(one),
                label: format!("m{one:04}").parse().unwrap(),
                name: line("Maria"),
            };
            body.maintainers = count(number).map(make).collect();
        })
    });
    check(LOG_KEYS_MAX, "log_keys", |number| {
        with(&|body| {
            body.log_keys = verifiers(body.origin.as_str(), number, Algorithm::Ed25519);
        })
    });
    check(WITNESSES_MAX, "quorum", |number| {
        with(&|body| body.witnesses = verifiers("witness.example", number, Algorithm::Cosignature))
    });
    check(WITNESSES_MAX, "policy", |number| {
        with(&|body| {
            let all = verifiers("witness.example", number, Algorithm::Cosignature).into_iter();
            let lines: String =
                all.enumerate().map(|(at, key)| format!("witness w{at} {key}\n")).collect();
            body.policy = Some(Policy::parse(format!("{lines}quorum w0\n").as_bytes()).unwrap());
        })
    });
    check(LOG_KEYS_MAX, "compromised_log_keys", |number| {
        with(&|body| {
            let keys = verifiers(body.origin.as_str(), number + 100, Algorithm::Ed25519);
            let others = keys.into_iter().filter(|key| !body.log_keys.contains(key)).take(number);
            let stolen = |key| CompromisedLogKey { compromised_since: 7, key };
            body.compromised_log_keys = others.map(stolen).collect();
        })
    });
    check(URLS_MAX, "urls", |number| {
        with(&|body| {
            let url = |at: usize| format!("https://a{at:02}.example/").parse().unwrap();
            body.urls = (0..number).map(url).collect();
        })
    });
    // The origin is a line of every checkpoint.
    check(200, "origin", |length| {
        with(&|body| {
            let origin = "a".repeat(length);
            body.log_keys = verifiers(&origin, 1, Algorithm::Ed25519);
            body.origin = line(&origin);
        })
    });
    let threshold = |threshold| with(&|body| body.threshold = threshold);
    assert!(Record::new(&threshold(base.maintainers.len() as u64)).is_ok());
    for bad in [0, base.maintainers.len() as u64 + 1] {
        assert!(Record::new(&threshold(bad)).is_err(), "threshold {bad}");
    }
    assert!(Record::new(&with(&|body| body.maintainers.clear())).is_err());
    assert!(Record::new(&with(&|body| body.log_keys.clear())).is_err());
}

#[test]
fn organisation() {
    let base = sample(records::organisation(), |body| body.previous.is_some());
    let with = |change: &dyn Fn(&mut Organisation)| {
        let mut body = Organisation { threshold: 1, removed: Vec::new(), ..base.clone() };
        change(&mut body);
        Body::Organisation(body)
    };
    check(KEYS_MAX, "threshold", |number| {
        with(&|body| {
            let make = |one: u32| OrganisationKey {
                key: key(one),
                label: format!("k{one:04}").parse().unwrap(),
                role: None,
            };
            body.keys = count(number).map(make).collect();
        })
    });
    check(KEYS_MAX, "removed", |number| {
        with(&|body| {
            let make = |one: u32| RemovedKey {
                compromised_since: None,
                key: key(one + 5000),
                label: format!("k{one:04}").parse().unwrap(),
                reason: line("gone"),
            };
            body.removed = count(number).map(make).collect();
        })
    });
    check(ALIASES_MAX, "aliases", |number| {
        let aliases = Some(count(number).map(|one| line(&format!("n{one:04}"))).collect());
        let first = Organisation { number: 1, previous: None, removed: Vec::new(), ..base.clone() };
        Body::Organisation(Organisation { aliases, name: Some(line("A name")), ..first })
    });
}

#[test]
fn listing() {
    let base = any(records::listing());
    check(ALIASES_MAX, "aliases", |number| {
        let aliases = count(number).map(|one| line(&format!("n{one:04}"))).collect();
        Body::Listing(Listing { aliases, ..base.clone() })
    });
}

#[test]
fn confirmation() {
    let base = any(records::confirmation());
    check(KEYS_MAX, "keys", |number| {
        let mut keys: Vec<_> = count(number).map(key).collect();
        keys.sort_by_key(|key| *key.ed25519().as_bytes());
        Body::Confirmation(Confirmation { keys, ..base.clone() })
    });
}

#[test]
fn statement() {
    let base = any(records::statement());
    let with = |change: &dyn Fn(&mut Statement)| {
        let mut body = base.clone();
        change(&mut body);
        Body::Statement(body.into())
    };
    let languages = |body: &mut Statement, number: usize| {
        body.texts.clear();
        body.title.clear();
        for one in count(number) {
            let digit = |one: u32| char::from(b'a' + u8::try_from(one).unwrap());
            let tag = format!("{}{}", digit(one / 26), digit(one % 26));
            let language: countersign_core::name::Language = tag.parse().unwrap();
            let file = text_file(&language).parse().unwrap();
            body.original_language = language.clone();
            body.title.insert(language.clone(), line("Title"));
            body.texts.insert(language, TextReference { bytes: 1, file, sha256: Hash::ZERO });
        }
    };
    check(LANGUAGES_MAX, "texts", |number| with(&|body| languages(body, number)));
    check(SIGNATORIES_BYTES_MAX, "signatories", |bytes| {
        let bytes = bytes as u64;
        with(&|body| {
            body.signatories = Some(SignatoriesReference { bytes, sha256: Hash::ZERO });
        })
    });
    let attachment = |one: u32, bytes| Attachment {
        bytes,
        file: format!("a{one:04}.pdf").parse().unwrap(),
        sha256: Hash::ZERO,
    };
    check(ATTACHMENTS_MAX, "attachments", |number| {
        with(&|body| {
            body.attachments = count(number).map(|one| attachment(one, 1)).collect();
        })
    });
    check(usize::try_from(ATTACHMENT_BYTES_MAX).unwrap(), "attachments", |bytes| {
        with(&|body| body.attachments = vec![attachment(0, bytes as u64)])
    });
    check(TEXT_BYTES_MAX, "texts", |bytes| {
        with(&|body| {
            languages(body, 1);
            body.texts.values_mut().for_each(|text| text.bytes = bytes as u64);
        })
    });
    assert!(Record::new(&with(&|body| languages(body, 0))).is_err());
}

#[test]
fn endorsement() {
    let base = sample(records::endorsement(), |body| !body.texts.is_empty());
    check(LANGUAGES_MAX, "texts", |number| {
        let make = |one: u32| {
            let digit = |one: u32| char::from(b'a' + u8::try_from(one).unwrap());
            format!("{}{}", digit(one / 26), digit(one % 26)).parse().unwrap()
        };
        let text = |one: u32| (make(one), Hash::of(&one.to_be_bytes()));
        let texts = count(number).map(text).collect();
        Body::Endorsement(Endorsement { texts, ..base.clone() }.into())
    });
}

#[test]
fn withholding() {
    let base = any(records::withholding());
    check(ENTRIES_MAX, "entries", |number| {
        let mut previous = None;
        let entries = count(number).map(|one| {
            let record = Hash::of(&one.to_be_bytes());
            let kind = Kind::Endorsement;
            let signatures = Signatures::of(kind, Vec::new());
            let entry = RecordEntry { kind, previous, record, signatures };
            previous = Some(record);
            String::from_utf8(Entry::Record(entry).encode().unwrap()).unwrap()
        });
        let entries = entries.collect();
        Body::Withholding(Withholding { entries, words: Vec::new(), ..base.clone() })
    });
    check(WORDS_MAX, "words", |number| {
        let mut words: Vec<Hash> = count(number).map(|one| Hash::of(&one.to_be_bytes())).collect();
        words.sort();
        let (asked, wish, entries) = (false, None, Vec::new());
        Body::Withholding(Withholding { asked, wish, entries, words, ..base.clone() })
    });
}

#[test]
fn entry() {
    let entry = |number: usize| {
        let files = count(number).map(|one| Hash::of(&one.to_be_bytes())).collect();
        let previous = Some(Hash::ZERO);
        let kind = Kind::Organisation;
        let signatures = Signatures::of(kind, files);
        Entry::Record(RecordEntry { kind, previous, record: Hash::ZERO, signatures })
    };
    let good = entry(SIGNATURES_MAX).encode().unwrap();
    assert!(good.len() <= ENTRY_BYTES_MAX, "the longest lawful entry has room");
    assert_eq!(Entry::decode(&good).unwrap(), entry(SIGNATURES_MAX));
    assert!(Entry::decode(&entry(SIGNATURES_MAX + 1).encode().unwrap()).is_err());
    // Neither the reader of entries nor the log's bundles take longer ones.
    let mut long = good;
    long.resize(ENTRY_BYTES_MAX + 1, b' ');
    let error = Entry::decode(&long).unwrap_err().to_string();
    assert!(error.contains(&ENTRY_BYTES_MAX.to_string()), "{error}");
    const { assert!(ENTRY_BYTES_MAX <= countersign_core::tile::ENTRY_BYTES_MAX) };
}

#[test]
fn line_and_record() {
    assert!("é".repeat(LINE_BYTES_MAX / 2).parse::<Line>().is_ok());
    assert!(format!("{}a", "é".repeat(LINE_BYTES_MAX / 2)).parse::<Line>().is_err());
    // A statement of exactly as many bytes as a record may have, and one of one byte more.
    let base = any(records::statement());
    let long = |bytes: usize| {
        let mut body =
            Statement { title: BTreeMap::new(), attachments: Vec::new(), ..base.clone() };
        body.texts.clear();
        for one in 0..64_u32 {
            let digit = |one: u32| char::from(b'a' + u8::try_from(one).unwrap());
            let language: countersign_core::name::Language =
                format!("{}{}", digit(one / 26), digit(one % 26)).parse().unwrap();
            let file = text_file(&language).parse().unwrap();
            body.original_language = language.clone();
            body.title.insert(language.clone(), line(&"\"".repeat(LINE_BYTES_MAX)));
            body.texts.insert(language, TextReference { bytes: 1, file, sha256: Hash::ZERO });
        }
        body.summary = None;
        let length = |body: &Statement| countersign_core::canonical::encode(body).unwrap().len();
        // Each quotation mark takes two bytes; letters in place of some make it as long as wanted.
        let mut missing = length(&body) - bytes;
        for title in body.title.values_mut() {
            let fewer = missing.min(LINE_BYTES_MAX);
            *title = line(&format!("{}{}", "x".repeat(fewer), "\"".repeat(LINE_BYTES_MAX - fewer)));
            missing -= fewer;
        }
        assert_eq!(length(&body), bytes);
        Body::Statement(body.into())
    };
    let good = Record::new(&long(RECORD_BYTES_MAX)).unwrap();
    assert_eq!(good.bytes().len(), RECORD_BYTES_MAX);
    assert_eq!(
        Record::new(&long(RECORD_BYTES_MAX + 1)),
        Err(RecordError::Canonical(countersign_core::canonical::CanonicalError::TooLarge {
            got: RECORD_BYTES_MAX + 1,
            max: RECORD_BYTES_MAX
        }))
    );
}

#[test]
fn signatories() {
    let names = |number: usize| {
        let make = |one: u32| Signatory {
            name: line(&format!("Organisation {one}")),
            organisation: Some(format!("o{one}.example").parse().unwrap()),
        };
        Signatories::new(Salt([6; 16]), count(number).map(make).collect())
    };
    let most = names(SIGNATORIES_MAX).unwrap();
    assert_eq!(Signatories::read(&most.bytes()), Ok(most.clone()));
    assert_eq!(most.printed_name(&"o7.example".parse().unwrap()), Some(&line("Organisation 7")));
    let more = names(SIGNATORIES_MAX + 1).unwrap_err().to_string();
    assert!(more.contains(&SIGNATORIES_MAX.to_string()), "{more}");
    assert!(names(0).is_err(), "where nobody is named, there is no file");
    // As many bytes as the file may have, and one more.
    let long = |bytes: usize| {
        const FRAME: usize =
            br#"{"salt":"","signatories":[],"type":"countersign/signatories/v1"}"#.len() + 32;
        const MEMBER: usize = br#"{"name":""},"#.len();
        const NAME: usize = 900;
        // The first has no comma before it.
        let mut missing = bytes + 1 - FRAME;
        let mut all = Vec::new();
        while missing > 0 {
            let rest = missing - MEMBER;
            let name = if rest > 2 * NAME { NAME } else { rest };
            let name = line(&format!("{:04}{}", all.len(), "x".repeat(name - 4)));
            missing -= MEMBER + name.as_str().len();
            all.push(Signatory { name, organisation: None });
        }
        Signatories::new(Salt([6; 16]), all)
    };
    assert_eq!(long(SIGNATORIES_BYTES_MAX).unwrap().bytes().len(), SIGNATORIES_BYTES_MAX);
    let error = long(SIGNATORIES_BYTES_MAX + 1).unwrap_err().to_string();
    assert!(error.contains(&SIGNATORIES_BYTES_MAX.to_string()), "{error}");
}
