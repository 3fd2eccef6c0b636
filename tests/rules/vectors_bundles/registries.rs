//! The registries whose bundles the vectors are: small, all of them about `2021/solidarity`, with invented names.

use countersign_core::checkpoint;
use countersign_core::key::PublicKey;
use countersign_core::layout;
use countersign_core::name::VersionId;
use countersign_core::note::{Algorithm, Note, VerifierKey};
use countersign_core::record::endorsement::{Act, Conditions, Endorsement};
use countersign_core::record::line::Salt;
use countersign_core::record::organisation::{Organisation, OrganisationKey, RemovedKey};
use countersign_core::record::registry::Registry;
use countersign_core::record::{Body, Kind, Record, Revocation};
use sha2::{Digest, Sha512};

use testkit::envelope::{Envelope, strings};
use testkit::fido::{Token, USER_PRESENT};
use testkit::forge::{self, Forge, Item, act, act_path, key, version_one};

/// The name of the witness that some of these registries have.
const WITNESS: &str = "witness.example/w1";
/// When it saw the head.
const WITNESSED_AT: u64 = 1_709_294_400;

pub(crate) fn version_two() -> VersionId {
    version_one().statement.at(2)
}

/// The coalition after something more was logged, record by record in one append.
fn after(make: impl FnOnce(&mut Forge) -> Vec<Item>) -> Forge {
    let mut forge = Forge::coalition();
    let items = make(&mut forge);
    forge.append(&items);
    forge
}

/// The act that dos has not made, changed.
pub(crate) fn act_of_dos(forge: &Forge, change: impl FnOnce(&mut Endorsement)) -> Endorsement {
    let mut body = forge.endorsement_body("dos", &forge.published(&version_one()));
    change(&mut body);
    body
}

pub(crate) fn late_endorsement() -> Forge {
    after(|forge| vec![act(act_of_dos(forge, |_| ()), "dos")])
}

pub(crate) fn declined() -> Forge {
    after(|forge| {
        let body = act_of_dos(forge, |body| {
            (body.act, body.public) = (Act::Decline, Some(true));
            body.texts.clear();
        });
        vec![act(body, "dos")]
    })
}

pub(crate) fn withdrawn() -> Forge {
    after(|forge| vec![forge.withdrawal(&forge.item(&act_path("foro", 1)), "foro")])
}

pub(crate) fn two_versions() -> Forge {
    after(|forge| {
        let previous = forge.published(&version_one()).hash();
        let second = forge.statement(&version_two(), Some(previous), "We stand together today.\n");
        let endorsement = forge.endorsement("uno", &second);
        let publication = forge.publication(&second);
        vec![second, endorsement, publication]
    })
}

/// A registry in which three organisations are enrolled and the version is published as changed.
fn published(change: impl FnOnce(&Forge, &mut countersign_core::record::Statement)) -> Forge {
    let mut forge = Forge::founded(1);
    let enrolments = ["dos", "foro", "uno"].map(|stem| forge.enrolment(stem));
    forge.append(&enrolments);
    let mut body = forge.statement_body(&version_one(), None, forge::WORDS);
    change(&forge, &mut body);
    let path = format!("{}/text.en.txt", layout::version_folder(&version_one()));
    forge.files.insert(path, forge::WORDS.into());
    let statement = Item::signed(Body::Statement(body.into()), &[]);
    let publication = forge.publication(&statement);
    forge.append(&[statement, publication]);
    forge
}

pub(crate) fn nobody_endorses() -> Forge {
    published(|_, _| ())
}

pub(crate) fn historical() -> Forge {
    published(|_, body| body.historical = true)
}

/// dos endorses if two others do, and one of these withdraws.
pub(crate) fn condition_no_longer_met() -> Forge {
    let mut forge = Forge::coalition();
    let body = act_of_dos(&forge, |body| {
        body.conditions = Some(Conditions { at_least: Some(3), not_before: None, until: None });
    });
    forge.append(&[act(body, "dos")]);
    let withdrawal = forge.withdrawal(&forge.item(&act_path("uno", 1)), "uno");
    forge.append(&[withdrawal]);
    forge
}

/// Keys by label, and whose they are.
type Keys<'a> = &'a [(&'a str, PublicKey)];

/// An organisation that is not named under the text, with these keys, and its endorsement as it signs it.
fn joined(keys: Keys, threshold: u64, sign: impl FnOnce(Record) -> Item) -> Forge {
    let mut forge = Forge::coalition();
    let enrolment = forge.enrolment_of("ronda", keys, threshold);
    forge.append(&[enrolment]);
    let body = forge.endorsement_body("ronda", &forge.published(&version_one()));
    let item = sign(Record::new(&Body::Endorsement(body.into())).unwrap());
    forge.append(&[item]);
    forge
}

pub(crate) fn threshold_of_two(signers: &[&str]) -> Forge {
    let keys = ["chair", "press"].map(|label| (label, key(label).public()));
    joined(&keys, 2, |record| {
        let secrets: Vec<_> = signers.iter().map(|label| (*label, key(label))).collect();
        let secrets: Vec<_> = secrets.iter().map(|(label, key)| (*label, key)).collect();
        Item::signed(record.body().clone(), &secrets)
    })
}

pub(crate) fn security_key() -> Forge {
    let token = Token::from_seed([7; 32], "ssh:");
    let keys = [("press", token.line().parse().unwrap())];
    joined(&keys, 1, |record| {
        let namespace = record.kind().type_name();
        let file = token.sign(namespace, "sha256", &record.bytes(), USER_PRESENT, 1).armor();
        Item::with(record, vec![("press".to_owned(), file.into_bytes())])
    })
}

/// An endorsement that is signed over SHA-512, as `ssh-keygen` does by default.
pub(crate) fn sha512() -> Forge {
    let secret = key("ronda");
    joined(&[("press", secret.public())], 1, |record| {
        let namespace = record.kind().type_name();
        let mut signed = b"SSHSIG".to_vec();
        let digest = Sha512::digest(record.bytes());
        signed.extend(strings(&[namespace.as_bytes(), b"", b"sha512", &digest]));
        let public = secret.public();
        let raw = secret.sign_raw(&signed);
        let mut file = Envelope::plain(public.ed25519().as_bytes(), namespace, &raw);
        file.hash = b"sha512".to_vec();
        Item::with(record, vec![("press".to_owned(), file.armor().into_bytes())])
    })
}

/// An endorsement by dos with a signature of an RSA key, of which this program judges none.
pub(crate) fn rsa_signature() -> Forge {
    after(|forge| {
        let record = forge.endorsement("dos", &forge.published(&version_one())).record;
        let number = [1; 256];
        let rsa = strings(&[b"ssh-rsa", &[1, 0, 1], &number]);
        let namespace = record.kind().type_name();
        let file = Envelope::of("rsa-sha2-512", rsa, namespace, &number).armor();
        vec![Item::with(record, vec![("press".to_owned(), file.into_bytes())])]
    })
}

/// The next record of an organisation: what it removes, what it has from then on, and who signs.
fn next_keys(
    forge: &Forge,
    last: &Item,
    change: impl FnOnce(&mut Organisation),
    signers: &[&str],
) -> Item {
    let Body::Organisation(body) = last.record.body() else { panic!("no organisation") };
    let mut body = body.clone();
    (body.number, body.previous) = (body.number + 1, Some(last.hash()));
    (body.name, body.aliases) = (None, None);
    assert_eq!(body.registry, forge.id);
    change(&mut body);
    let secrets: Vec<_> = signers.iter().map(|name| key(name)).collect();
    let labels = signers.iter().map(|name| if *name == "maria" { "maria" } else { "press" });
    let signing: Vec<_> = labels.zip(&secrets).collect();
    Item::signed(Body::Organisation(body), &signing)
}

fn listed(label: &str, name: &str) -> OrganisationKey {
    OrganisationKey { key: key(name).public(), label: label.parse().unwrap(), role: None }
}

fn gone(name: &str, since: Option<u64>) -> RemovedKey {
    RemovedKey {
        compromised_since: since,
        key: key(name).public(),
        label: "press".parse().unwrap(),
        reason: "the laptop was stolen".parse().unwrap(),
    }
}

fn enrolled(forge: &Forge, stem: &str) -> Item {
    forge.item(&format!("keys/{stem}.example/1.json"))
}

/// foro gives its key up for another one, long after it endorsed.
pub(crate) fn rotated() -> Forge {
    after(|forge| {
        let change = |body: &mut Organisation| {
            (body.keys, body.removed) = (vec![listed("desk", "desk")], vec![gone("foro", None)]);
        };
        vec![next_keys(forge, &enrolled(forge, "foro"), change, &["foro"])]
    })
}

/// The maintainers say that the key with which foro endorsed was in other hands from before that on.
pub(crate) fn stolen() -> Forge {
    after(|forge| {
        let since = forge.appends[0].len() + forge.appends[1].len() + 2;
        let since = u64::try_from(since).unwrap();
        let change = |body: &mut Organisation| {
            (body.keys, body.removed) =
                (vec![listed("desk", "desk")], vec![gone("foro", Some(since))]);
        };
        vec![next_keys(forge, &enrolled(forge, "foro"), change, &["maria"])]
    })
}

/// The maintainers give dos another key, and that endorses.
pub(crate) fn recovered() -> Forge {
    let mut forge = after(|forge| {
        let change = |body: &mut Organisation| {
            (body.keys, body.removed) = (vec![listed("desk", "desk")], vec![gone("dos", None)]);
        };
        vec![next_keys(forge, &enrolled(forge, "dos"), change, &["maria"])]
    });
    let body = Body::Endorsement(act_of_dos(&forge, |_| ()).into());
    forge.append(&[Item::signed(body, &[("desk", &key("desk"))])]);
    forge
}

/// foro's key ends itself.
pub(crate) fn revoked() -> Forge {
    after(|_| {
        let body = Revocation {
            key: key("foro").public(),
            reason: "the office is closed".parse().unwrap(),
            tag: Default::default(),
        };
        let item = Item::signed(Body::Revocation(body), &[("press", &key("foro"))]);
        vec![Item { path: Some("keys/foro.example/revocations/press.json".to_owned()), ..item }]
    })
}

/// A registry that asks for one witness.
pub(crate) fn watched() -> Forge {
    after(|forge| {
        let witness = VerifierKey::new(
            WITNESS.parse().unwrap(),
            Algorithm::Cosignature,
            key("witness").public().ed25519().clone(),
        );
        let body = Registry {
            number: 2,
            previous: Some(forge.id),
            quorum: 1,
            registry: Some(forge.id),
            salt: None,
            witnesses: vec![witness],
            ..forge.root.clone()
        };
        vec![Item::signed(Body::Registry(Box::new(body)), &[("maria", &key("maria"))])]
    })
}

/// The same, with the witness's line on its head.
pub(crate) fn witnessed() -> Forge {
    let mut forge = watched();
    let head = forge.files.get_mut(layout::CHECKPOINT).unwrap();
    let mut note = Note::parse(head).unwrap();
    let name = WITNESS.parse().unwrap();
    checkpoint::cosign(&mut note, &name, key("witness").ed25519(), WITNESSED_AT).unwrap();
    *head = note.to_string().into_bytes();
    forge
}

/// dos's endorsement is signed with a key of uno.
pub(crate) fn anothers_key() -> Forge {
    after(|forge| vec![act(act_of_dos(forge, |_| ()), "uno")])
}

/// dos's endorsement names this version and the words of none.
pub(crate) fn other_words() -> Forge {
    after(|forge| {
        let other = countersign_core::digest::Hash::of(b"other words");
        vec![act(act_of_dos(forge, |body| body.record = other), "dos")]
    })
}

/// dos's endorsement was made for another registry, with the same key and the same words.
pub(crate) fn another_registry() -> Forge {
    after(|forge| {
        let other = Forge::founded(9).id;
        vec![act(act_of_dos(forge, |body| body.registry = other), "dos")]
    })
}

/// foro endorses a second time without its first act.
pub(crate) fn endorsed_twice() -> Forge {
    after(|forge| {
        let mut body = forge.endorsement_body("foro", &forge.published(&version_one()));
        (body.number, body.salt) = (2, Salt([5; 16]));
        body.previous = Some(forge.id);
        vec![act(body, "foro")]
    })
}

/// dos endorses with a record of a later format, which its key signed and the log has.
pub(crate) fn newer_record() -> Forge {
    let mut forge = Forge::coalition();
    let item = act(act_of_dos(&forge, |_| ()), "dos");
    let text = String::from_utf8(item.record.bytes().to_vec()).unwrap();
    let newer = text.replace("countersign/endorsement/v1", "countersign/endorsement/v2");
    forge.append_bytes(&item.path(), newer.as_bytes(), Kind::Endorsement, "dos");
    forge
}

/// The text was frozen with a letter in it that no text has.
pub(crate) fn hidden_letter() -> Forge {
    let mut forge = Forge::founded(1);
    let enrolments = ["dos", "foro", "uno"].map(|stem| forge.enrolment(stem));
    forge.append(&enrolments);
    let statement = forge.statement(&version_one(), None, "We do\u{202e} stand.\n");
    let endorsement = forge.endorsement("foro", &statement);
    let publication = forge.publication(&statement);
    forge.append(&[statement, endorsement, publication]);
    forge
}

/// The last heads entry has a root that is not that of the map.
pub(crate) fn wrong_heads() -> Forge {
    let mut forge = Forge::coalition();
    let mut entries = forge.examine().log.unwrap().entries;
    let heads = countersign_core::record::entry::Entry::Heads(forge.id).encode().unwrap();
    *entries.last_mut().unwrap() = heads;
    forge.write_entries(&entries);
    forge
}
