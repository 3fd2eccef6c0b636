//! Every record that there is, as proptest strategies; shared by the laws of records and of the encoder.

use std::collections::BTreeMap;

use countersign_core::digest::Hash;
use countersign_core::key::{PrivateKey, PublicKey};
use countersign_core::name::{Domain, INTEGER_MAX, Label, Language, StatementId};
use countersign_core::note::{Algorithm, VerifierKey};
use countersign_core::policy::Policy;
use countersign_core::record::confirmation::{ConfirmedBy, How, Telephone, Url, Vouching};
use countersign_core::record::endorsement::{Act, Capacity, Conditions};
use countersign_core::record::entry::{Entry, RecordEntry, Signatures};
use countersign_core::record::extension::Value;
use countersign_core::record::line::{Line, Salt};
use countersign_core::record::listing::{Listing, Retired};
use countersign_core::record::organisation::{OrganisationKey, RemovedKey};
use countersign_core::record::registry::{CompromisedLogKey, Continues, Ends, Maintainer};
use countersign_core::record::retraction::Replacement;
use countersign_core::record::signatories::SignatoriesReference;
use countersign_core::record::statement::{Attachment, TextReference, text_file};
use countersign_core::record::translation::TranslatedText;
use countersign_core::record::{
    Body, Confirmation, Endorsement, Extension, Kind, Organisation, Publication, Registry,
    Retraction, Revocation, Statement, Translation, Withholding,
};
use countersign_core::text::TEXT_BYTES_MAX;
use countersign_core::time::{Date, Timestamp};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// The key with this number.
pub fn key(number: u32) -> PublicKey {
    PrivateKey::from_seed(Hash::of(&number.to_be_bytes()).as_bytes()).public()
}

pub fn hash() -> impl Strategy<Value = Hash> {
    any::<[u8; 32]>().prop_map(Hash::from_bytes)
}

fn salt() -> impl Strategy<Value = Salt> {
    any::<[u8; 16]>().prop_map(Salt)
}

fn time() -> impl Strategy<Value = Timestamp> {
    (0..253_402_207_200_i64).prop_map(|seconds| Timestamp::from_unix_seconds(seconds).unwrap())
}

/// Words in several scripts, with everything that JSON escapes and a line may hold.
pub fn line() -> impl Strategy<Value = Line> {
    let word = prop_oneof![
        "[a-zA-Z0-9\"\\\\/<>&']{1,12}",
        "[à-öø-ÿ]{1,8}",
        select(vec!["مرکز", "中文", "Ωμέγα", "😀", "‘’", "—", "𝄞"]).prop_map(str::to_owned),
    ];
    vec(word, 1..5)
        .prop_map(|words| words.join(" "))
        .prop_filter_map("not every line is in NFC", |words| words.parse().ok())
}

pub fn label() -> impl Strategy<Value = Label> {
    "[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,5})?".prop_map(|text| text.parse().unwrap())
}

fn domain() -> impl Strategy<Value = Domain> {
    "[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,3})?\\.example".prop_map(|text| text.parse().unwrap())
}

pub fn language() -> impl Strategy<Value = Language> {
    select(vec!["en", "es", "fr", "pt-br", "zh-hans", "ar"]).prop_map(|text| text.parse().unwrap())
}

fn statement_id() -> impl Strategy<Value = StatementId> {
    "20[0-9]{2}(/(0[1-9]|1[0-2]))?/[a-u][a-z0-9]{0,9}(-[a-z0-9]{1,5})?"
        .prop_map(|text| text.parse().unwrap())
}

/// A number and, for all but the first, what came before.
fn chain() -> impl Strategy<Value = (u64, Option<Hash>)> {
    prop_oneof![Just((1, None)), (prop_oneof![2..9_u64, Just(INTEGER_MAX)], hash().prop_map(Some))]
}

/// Between one and `max` labels, each with a key of its own from `first` on.
fn keys(first: u32, max: usize) -> impl Strategy<Value = Vec<(Label, PublicKey)>> {
    btree_set(label(), 1..=max)
        .prop_map(move |labels| labels.into_iter().zip((first..).map(key)).collect())
}

fn verifiers(name: &str, first: u32, count: u32, algorithm: Algorithm) -> Vec<VerifierKey> {
    let make = |number: u32| {
        VerifierKey::new(name.parse().unwrap(), algorithm, key(first + number).ed25519().clone())
    };
    let mut keys: Vec<VerifierKey> = (0..count).map(make).collect();
    keys.sort_by_key(ToString::to_string);
    keys
}

pub fn registry() -> impl Strategy<Value = Registry> {
    let origin = select(vec!["coalition.example/log", "a", "a-b.example/x/y"]);
    (keys(0, 4), 1..3_u32, 0..3_u32, origin, chain(), (time(), line(), hash(), salt()), 0..100_u64)
        .prop_map(|(keys, logs, witnesses, origin, chain, (made_at, name, id, salt), pick)| {
            let (number, previous) = chain;
            let urls = ["http://a.onion/x", "https://a.example", "https://b.example:81/y"];
            let urls = urls.iter().take((pick % 4) as usize);
            let line = |key: &VerifierKey| format!("witness w{} {key}\n", key.id());
            let watching = verifiers("witness.example", 200, witnesses, Algorithm::Cosignature);
            let policy = (pick % 3 == 2 && witnesses > 0).then(|| {
                let lines: String = watching.iter().map(line).collect();
                let first = watching[0].id();
                let file = format!("{lines}group g 1 w{first}\nquorum g\n");
                Policy::parse(file.as_bytes()).unwrap()
            });
            let stolen = verifiers(origin, 300, logs - 1, Algorithm::Ed25519).into_iter();
            let stolen = stolen.map(|key| CompromisedLogKey { compromised_since: pick, key });
            let continues = Continues {
                origin: "before.example/log".parse().unwrap(),
                registry: id,
                root: id,
                size: 1 + pick,
            };
            Registry {
                compromised_log_keys: stolen.collect(),
                continues: (previous.is_none() && pick % 2 == 0).then_some(continues),
                ends: (previous.is_some() && pick % 2 == 0)
                    .then(|| Ends { successor: (pick % 4 == 0).then_some(id) }),
                log_keys: verifiers(origin, 100, logs, Algorithm::Ed25519),
                made_at,
                threshold: 1 + pick % keys.len() as u64,
                maintainers: keys
                    .into_iter()
                    .map(|(label, key)| Maintainer { key, label, name: name.clone() })
                    .collect(),
                name,
                number,
                origin: origin.parse().unwrap(),
                previous,
                quorum: if policy.is_some() { 0 } else { pick % (u64::from(witnesses) + 1) },
                registry: previous.map(|_| id),
                salt: previous.is_none().then_some(salt),
                tag: Default::default(),
                urls: urls.map(|url| url.parse().unwrap()).collect(),
                witnesses: if policy.is_some() { Vec::new() } else { watching },
                policy,
            }
        })
}

pub fn organisation() -> impl Strategy<Value = Organisation> {
    let removed = (keys(50, 3), option::of(0..=INTEGER_MAX), line());
    let rest = (btree_set(line(), 0..3), option::of(line()), time(), line(), domain(), hash());
    (keys(0, 4), removed, chain(), rest, 0..100_u64).prop_map(
        |(keys, (removed, since, why), (number, previous), rest, pick)| {
            let (aliases, role, made_at, name, organisation, registry) = rest;
            let gone = removed.into_iter().filter(|_| previous.is_some());
            Organisation {
                aliases: previous.is_none().then(|| aliases.into_iter().collect()),
                threshold: 1 + pick % keys.len() as u64,
                keys: keys
                    .into_iter()
                    .map(|(label, key)| OrganisationKey { key, label, role: role.clone() })
                    .collect(),
                made_at,
                name: previous.is_none().then_some(name),
                number,
                organisation,
                previous,
                registry,
                removed: gone
                    .map(|(label, key)| RemovedKey {
                        compromised_since: since,
                        key,
                        label,
                        reason: why.clone(),
                    })
                    .collect(),
                tag: Default::default(),
            }
        },
    )
}

pub fn revocation() -> impl Strategy<Value = Revocation> {
    (0..100_u32, line()).prop_map(|(number, reason)| Revocation {
        key: key(number),
        reason,
        tag: Default::default(),
    })
}

pub fn confirmation() -> impl Strategy<Value = Confirmation> {
    let by = prop_oneof![
        label().prop_map(ConfirmedBy::Maintainer),
        domain().prop_map(ConfirmedBy::Organisation)
    ];
    let how = prop_oneof![
        (option::of(line()), line())
            .prop_map(|(number, number_from)| How::Telephone(Telephone { number, number_from })),
        (time(), hash(), line()).prop_map(|(fetched_at, sha256, url)| How::Url(Url {
            fetched_at,
            sha256,
            url
        })),
        line().prop_map(|reason| How::Vouching(Vouching { reason })),
    ];
    (time(), by, how, btree_set(0..50_u32, 1..4), chain(), domain(), hash()).prop_map(
        |(confirmed_at, confirmed_by, how, keys, (number, previous), organisation, registry)| {
            let mut keys: Vec<PublicKey> = keys.into_iter().map(key).collect();
            keys.sort_by_key(|key| *key.ed25519().as_bytes());
            Confirmation {
                confirmed_at,
                confirmed_by,
                how,
                keys,
                number,
                organisation,
                previous,
                registry,
                tag: Default::default(),
            }
        },
    )
}

fn attachments() -> impl Strategy<Value = Vec<Attachment>> {
    btree_map("[a-z]{1,8}\\.pdf", (0..=33_554_432_u64, hash()), 0..3).prop_map(|files| {
        let one = |(file, (bytes, sha256)): (String, (u64, Hash))| Attachment {
            bytes,
            file: file.parse().unwrap(),
            sha256,
        };
        files.into_iter().map(one).collect()
    })
}

pub fn statement() -> impl Strategy<Value = Statement> {
    let date = option::of(select(vec!["2021", "2021-02", "2021-02-08"]))
        .prop_map(|text| text.map(|text| text.parse::<Date>().unwrap()));
    let texts = btree_map(language(), (line(), 1..=1_048_576_u64, hash()), 1..4);
    let named = option::of((1..=1_048_576_u64, hash()));
    let rest = (date, any::<bool>(), statement_id(), option::of(line()), hash());
    (attachments(), texts, named, chain(), rest).prop_map(
        |(attachments, texts, named, (version, previous), rest)| {
            let (date, historical, id, summary, registry) = rest;
            let signatories = named.map(|(bytes, sha256)| SignatoriesReference { bytes, sha256 });
            let reference = |language: &Language, bytes, sha256| TextReference {
                bytes,
                file: text_file(language).parse().unwrap(),
                sha256,
            };
            let title = |(language, (title, ..)): (&Language, &(Line, u64, Hash))| {
                (language.clone(), title.clone())
            };
            Statement {
                attachments,
                date,
                historical,
                id,
                original_language: texts.keys().next().unwrap().clone(),
                previous,
                registry,
                signatories,
                summary,
                title: texts.iter().map(title).collect(),
                texts: texts
                    .into_iter()
                    .map(|(language, (_, bytes, sha256))| {
                        let text = reference(&language, bytes, sha256);
                        (language, text)
                    })
                    .collect::<BTreeMap<_, _>>(),
                tag: Default::default(),
                version,
            }
        },
    )
}

fn conditions() -> impl Strategy<Value = Option<Conditions>> {
    let from =
        || (0..1_000_000_i64).prop_map(|seconds| Timestamp::from_unix_seconds(seconds).unwrap());
    let until = || {
        (1_000_000..2_000_000_i64)
            .prop_map(|seconds| Timestamp::from_unix_seconds(seconds).unwrap())
    };
    let some = (option::of(1..=INTEGER_MAX), option::of(from()), option::of(until()));
    option::of(some.prop_map(|(at_least, not_before, until)| Conditions {
        at_least,
        not_before,
        until,
    }))
    .prop_map(|conditions| {
        let empty = Conditions { at_least: None, not_before: None, until: None };
        conditions.filter(|conditions| *conditions != empty)
    })
}

pub fn endorsement() -> impl Strategy<Value = Endorsement> {
    let act = select(vec![Act::Endorse, Act::Decline, Act::Withdraw]);
    let capacity = select(vec![Capacity::Organisation, Capacity::Members, Capacity::Personal]);
    let words = (option::of(line()), option::of(line()), any::<bool>(), line());
    let rest = (time(), domain(), hash(), hash(), salt(), statement_id(), 1..=INTEGER_MAX);
    (act, capacity, conditions(), btree_map(language(), hash(), 1..4), chain(), words, rest)
        .prop_map(|(act, capacity, conditions, texts, (number, previous), words, rest)| {
            let (made_at, organisation, record, registry, salt, statement, version) = rest;
            let (reason, reservation, public, name) = words;
            // A withdrawal is never the first act.
            let act = if previous.is_none() && act == Act::Withdraw { Act::Decline } else { act };
            let endorses = act == Act::Endorse;
            Endorsement {
                act,
                capacity,
                conditions: conditions.filter(|_| endorses),
                made_at,
                name,
                number,
                organisation,
                previous,
                public: (act == Act::Decline).then_some(public),
                reason: reason.filter(|_| !endorses),
                record,
                registry,
                reservation: reservation.filter(|_| endorses),
                salt,
                statement,
                tag: Default::default(),
                texts: if endorses { texts } else { BTreeMap::new() },
                version,
            }
        })
}

pub fn listing() -> impl Strategy<Value = Listing> {
    let retired = option::of((line(), option::of(domain())));
    let rest = (btree_set(line(), 0..3), time(), line(), domain(), hash(), retired);
    (chain(), rest).prop_map(|((number, previous), rest)| {
        let (aliases, made_at, name, organisation, registry, retired) = rest;
        let retired = retired.map(|(reason, successor)| Retired {
            reason,
            successor: successor.filter(|one| *one != organisation),
        });
        Listing {
            aliases: aliases.into_iter().collect(),
            made_at,
            name,
            number,
            organisation,
            previous,
            registry,
            retired,
            tag: Default::default(),
        }
    })
}

fn publication() -> impl Strategy<Value = Publication> {
    (time(), hash(), hash(), statement_id(), 1..=INTEGER_MAX).prop_map(
        |(published_at, record, registry, statement, version)| Publication {
            published_at,
            record,
            registry,
            statement,
            tag: Default::default(),
            version,
        },
    )
}

fn retraction() -> impl Strategy<Value = Retraction> {
    let other = option::of((hash(), statement_id(), 1..=INTEGER_MAX));
    (line(), (hash(), hash()), other, time(), statement_id(), 1..=INTEGER_MAX).prop_map(
        |(reason, (record, registry), other, retracted_at, statement, version)| {
            let replaced_by = other.map(|(record, statement, version)| Replacement {
                record,
                statement,
                version,
            });
            Retraction {
                reason,
                record,
                registry,
                replaced_by: replaced_by.filter(|by| by.id() != statement.at(version)),
                retracted_at,
                statement,
                tag: Default::default(),
                version,
            }
        },
    )
}

fn translation() -> impl Strategy<Value = Translation> {
    let text = (1..=TEXT_BYTES_MAX as u64, hash());
    let said = prop_oneof![
        (text, line()).prop_map(|((bytes, sha256), title)| {
            (Some(TranslatedText { bytes, sha256 }), Some(title), None)
        }),
        line().prop_map(|reason| (None, None, Some(reason))),
    ];
    let of = (statement_id(), 1..=INTEGER_MAX, hash(), hash());
    (language(), chain(), said, of, time()).prop_map(
        |(
            language,
            (number, previous),
            (text, title, reason),
            (statement, version, record, registry),
            at,
        )| {
            // The first one has nothing to take back.
            let is_first = number == 1 && text.is_none();
            Translation {
                language,
                number: if is_first { 2 } else { number },
                previous: if is_first { Some(record) } else { previous },
                reason,
                record,
                registry,
                statement,
                text,
                title,
                translated_at: at,
                tag: Default::default(),
                version,
            }
        },
    )
}

fn extension() -> impl Strategy<Value = Extension> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        (0..=INTEGER_MAX).prop_map(Value::Integer),
        "[ -~]{0,12}".prop_map(Value::Text),
    ];
    let value = leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::List),
            btree_map("[a-s_]{1,6}", inner, 0..3).prop_map(Value::Object),
        ]
    });
    (hash(), btree_map("x_[a-z_]{1,6}", value, 0..3), option::of(line())).prop_map(
        |(registry, mut members, about)| {
            members.extend(about.map(|about| ("about".to_owned(), Value::Text(about.to_string()))));
            Extension::new(registry, members)
        },
    )
}

fn record_entry(kind: impl Strategy<Value = Kind>) -> impl Strategy<Value = RecordEntry> {
    (kind, option::of(hash()), hash(), btree_set(hash(), 0..4)).prop_map(
        |(kind, previous, record, files)| RecordEntry {
            kind,
            previous,
            record,
            signatures: Signatures::of(kind, files.into_iter().collect()),
        },
    )
}

pub fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        4 => record_entry(select(Kind::ALL.to_vec())).prop_map(Entry::Record),
        1 => hash().prop_map(Entry::Heads),
    ]
}

pub fn withholding() -> impl Strategy<Value = Withholding> {
    let entries =
        (vec(record_entry(Just(Kind::Endorsement)), 1..4), option::of(option::of(hash())));
    (entries, chain(), line(), (hash(), hash()), time(), statement_id(), 1..=INTEGER_MAX).prop_map(
        |(
            (mut entries, asked),
            (number, previous),
            reason,
            (record, registry),
            since,
            statement,
            version,
        )| {
            let mut before = None;
            for entry in &mut entries {
                entry.previous = before;
                before = Some(entry.record);
            }
            let text = |entry| String::from_utf8(Entry::Record(entry).encode().unwrap()).unwrap();
            // Some name words instead of acts.
            let names_words = number % 4 == 0;
            let entries: Vec<String> = entries.into_iter().map(text).collect();
            Withholding {
                asked: asked.is_some() && !names_words,
                words: if names_words { vec![record] } else { Vec::new() },
                entries: if names_words { Vec::new() } else { entries },
                number,
                previous,
                reason,
                record,
                registry,
                since,
                statement,
                tag: Default::default(),
                version,
                wish: asked.flatten().filter(|_| !names_words),
            }
        },
    )
}

/// A record of any kind.
pub fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        registry().prop_map(|body| Body::Registry(Box::new(body))),
        organisation().prop_map(Body::Organisation),
        revocation().prop_map(Body::Revocation),
        confirmation().prop_map(Body::Confirmation),
        listing().prop_map(Body::Listing),
        statement().prop_map(|body| Body::Statement(body.into())),
        endorsement().prop_map(|body| Body::Endorsement(body.into())),
        publication().prop_map(Body::Publication),
        withholding().prop_map(Body::Withholding),
        retraction().prop_map(Body::Retraction),
        translation().prop_map(Body::Translation),
        extension().prop_map(Body::Extension),
    ]
}
