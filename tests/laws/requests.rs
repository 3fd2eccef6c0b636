//! Requests: everything in one is checked against itself, everything that mail does to text, every byte changed.

use countersign_core::canonical::CanonicalError;
use countersign_core::digest::Hash;
use countersign_core::envelope::EnvelopeError;
use countersign_core::name::Language;
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::Salt;
use countersign_core::record::statement::TextReference;
use countersign_core::record::translation::TranslatedText;
use countersign_core::record::{Body, Record, Statement, Translation};
use countersign_core::request::note::{ANSWERS_MAX, NOTE_BYTES_MAX, Note};
use countersign_core::request::{
    CONTENT_BYTES_MAX, ENVELOPE, Earlier, REQUEST_BYTES_MAX, Request, RequestError, RequestParts,
    SentTranslation, Texts, Translations,
};
use countersign_core::text::Text;
use proptest::prelude::*;
use testkit::world::{World, founding, time};

const WORDS: &str = "We stand together.\n";

/// A statement about these words.
fn about(words: &str) -> impl Fn(&mut Statement) + '_ {
    move |body| {
        let reference = TextReference {
            bytes: words.len() as u64,
            file: "text.en.txt".parse().unwrap(),
            sha256: Hash::of(words.as_bytes()),
        };
        body.texts = [("en".parse().unwrap(), reference)].into();
    }
}

fn texts(words: &str) -> Texts {
    let english = "en".parse().unwrap();
    let text = Text::parse(words.as_bytes(), &english).unwrap();
    [(english, text)].into()
}

/// What somebody draws who answers.
const SALT: Salt = Salt([7; 16]);

fn asked(world: &World, words: &str) -> RequestParts {
    RequestParts {
        deadline: Some(time(2_000)),
        earlier: None,
        last: None,
        made_at: time(1_000),
        name: "foro".parse().unwrap(),
        organisation: world.organisation("foro", &["foro"], 1),
        published: false,
        registry: founding(1, &["maria"], 1),
        reply_to: Some("maria@coalition.example".parse().unwrap()),
        statement: world.statement_with(about(words)),
        texts: texts(words),
        translations: Translations::new(),
    }
}

fn one() -> Request {
    Request::new(asked(&World::new(&["foro", "uno"]), WORDS)).unwrap()
}

/// The request with what stands between its marks changed.
fn forged(request: &Request, from: &str, to: &str) -> Result<Request, RequestError> {
    let content = ENVELOPE.open(request.to_text().unwrap().as_bytes()).unwrap();
    let content = String::from_utf8(content).unwrap();
    assert!(content.contains(from), "{content}");
    Request::from_text(ENVELOPE.seal("x", content.replace(from, to).as_bytes()).as_bytes())
}

fn why(result: Result<Request, RequestError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn a_request_comes_back_from_mail() {
    let request = one();
    let text = request.to_text().unwrap();
    for mailed in [
        text.clone(),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\n> "),
        text.replace('\n', "  \n\t"),
        format!("\u{feff}Dear all,\n\n{text}\n-- \nMaria\n"),
    ] {
        assert_eq!(Request::from_text(mailed.as_bytes()), Ok(request.clone()), "{mailed}");
    }
    assert!(text.starts_with("countersign request: foro.example is asked about 2021/solidarity@1"));
}

/// A request does not tell the hash of its answer: the salt comes from whoever answers, and nothing else does.
#[test]
fn the_same_choices_and_salt_make_the_same_record() {
    let (one, other) = (one(), one());
    for act in [Act::Endorse, Act::Decline] {
        let record = |request: &Request, salt| {
            Record::new(&Body::Endorsement(request.answer(act, salt).into())).unwrap().hash()
        };
        assert_eq!(record(&one, SALT), record(&other, SALT));
        assert_ne!(record(&one, SALT), record(&other, Salt([8; 16])));
    }
    assert_eq!(one.answers(), [Act::Endorse, Act::Decline]);
    let text = one.to_text().unwrap();
    let content = countersign_core::request::ENVELOPE.open(text.as_bytes()).unwrap();
    assert!(!String::from_utf8(content).unwrap().contains("\"salt\":\""), "{text}");
}

#[test]
fn b20_a_text_that_differs_from_its_hash_is_refused() {
    let words = "We stand apart....\n";
    assert_eq!(words.len(), WORDS.len());
    let swapped = forged(&one(), "We stand together.\\n", "We stand apart....\\n");
    assert!(matches!(swapped, Err(RequestError::Words { .. })), "{swapped:?}");
    let without = forged(&one(), "\"en\":\"We stand together.\\n\"", "");
    assert!(matches!(without, Err(RequestError::Words { .. })), "{without:?}");
    let (one, more) = ("\"en\":\"We", "\"de\":\"Wir.\\n\",\"en\":\"We");
    assert!(matches!(forged(&self::one(), one, more), Err(RequestError::Words { .. })));
}

#[test]
fn b2_parts_of_other_registries_statements_and_organisations_are_refused() {
    let world = World::new(&["foro", "uno"]);
    let good = asked(&world, WORDS);
    let refused = |change: &dyn Fn(&mut RequestParts)| {
        let mut asked = good.clone();
        change(&mut asked);
        why(Request::new(asked))
    };
    let other = refused(&|asked| asked.registry = founding(9, &["maria"], 1));
    assert!(other.contains("another registry"), "{other}");
    let statement = world.statement_with(about(WORDS));
    let uno = world.act("uno", Act::Endorse, &statement);
    assert!(
        refused(&|asked| asked.last = Some(uno.clone())).contains("no act of this organisation")
    );
    let later = world.statement_with(|body| {
        about(WORDS)(body);
        (body.version, body.previous) = (2, Some(statement.hash()));
    });
    let foro = world.act("foro", Act::Endorse, &later);
    let earlier = Earlier { act: foro, statement: later, texts: texts(WORDS) };
    let why = refused(&|asked| asked.earlier = Some(earlier.clone()));
    assert!(why.contains("no earlier version"), "{why}");
    // B4: one kind of record in the place of another.
    let organisation = world.organisation("foro", &["foro"], 1);
    for change in [
        &|asked: &mut RequestParts| asked.registry = organisation.clone(),
        &|asked: &mut RequestParts| asked.statement = organisation.clone(),
        &|asked: &mut RequestParts| asked.organisation = statement.clone(),
        &|asked: &mut RequestParts| asked.last = Some(organisation.clone()),
    ] as [&dyn Fn(&mut RequestParts); 4]
    {
        assert!(refused(change).contains("does not belong"));
    }
}

#[test]
fn a_request_continues_what_the_organisation_said() {
    let world = World::new(&["foro"]);
    let mut asked = asked(&world, WORDS);
    let endorsement = world.act("foro", Act::Endorse, &asked.statement);
    asked.last = Some(endorsement.clone());
    let request = Request::new(asked).unwrap();
    assert_eq!(request.answers(), [Act::Endorse, Act::Withdraw]);
    let body = request.answer(Act::Withdraw, SALT);
    assert_eq!((body.number, body.previous), (2, Some(endorsement.hash())));
    assert_eq!(request.version().continue_chain(&body), Ok(()));
    assert!(request.version().continue_chain(&request.answer(Act::Decline, SALT)).is_err());
    let text = request.to_text().unwrap();
    assert_eq!(Request::from_text(text.as_bytes()), Ok(request));
}

const FRENCH: &str = "Nous sommes ensemble.\n";

/// The version of a request with a French translation beside it.
fn translated(world: &mut World, change: impl Fn(&mut Translation)) -> (RequestParts, Record) {
    let mut asked = asked(world, WORDS);
    world.admit(&asked.statement, &[]);
    let record = world.translation_with(&asked.statement, "fr", |body| {
        let (bytes, sha256) = (FRENCH.len() as u64, Hash::of(FRENCH.as_bytes()));
        body.text = Some(TranslatedText { bytes, sha256 });
        change(body);
    });
    asked.published = true;
    let french: Language = "fr".parse().unwrap();
    let text = Text::parse(FRENCH.as_bytes(), &french).unwrap();
    asked.translations.insert(french, SentTranslation { record: record.clone(), text });
    (asked, record)
}

#[test]
fn a_translation_travels_with_a_request_and_is_endorsed_only_by_name() {
    let mut world = World::new(&["foro"]);
    let (asked, _) = translated(&mut world, |_| ());
    let request = Request::new(asked.clone()).unwrap();
    let mailed = request.to_text().unwrap();
    assert_eq!(Request::from_text(mailed.as_bytes()), Ok(request.clone()));
    let french: Language = "fr".parse().unwrap();
    assert_eq!(request.words().keys().count(), 2);
    assert_eq!(request.title(&french).unwrap().as_str(), "Solidarity");
    // What is made ready for a first answer endorses what was put forward and nothing else.
    let plain = request.answer(Act::Endorse, SALT);
    assert!(!plain.texts.contains_key(&french));
    let both = |text: &str| {
        let mut body = plain.clone();
        body.texts.insert(french.clone(), Hash::of(text.as_bytes()));
        request.version().continue_chain(&body)
    };
    assert_eq!(both(FRENCH), Ok(()));
    assert!(both("Nous sommes seuls.\n").is_err());
    // Who endorsed it before goes on to, with the words that it has now; one that is gone is not endorsed again.
    let mut before = plain.clone();
    before.texts = [(french.clone(), Hash::of(b"older words"))].into();
    let last = Record::new(&Body::Endorsement(before.into())).unwrap();
    let again = RequestParts { last: Some(last.clone()), ..asked.clone() };
    let texts = Request::new(again).unwrap().answer(Act::Endorse, SALT).texts;
    assert_eq!(texts, [(french, Hash::of(FRENCH.as_bytes()))].into());
    let gone = RequestParts { last: Some(last), translations: Translations::new(), ..asked };
    let texts = Request::new(gone).unwrap().answer(Act::Endorse, SALT).texts;
    assert_eq!(texts, plain.texts);
}

#[test]
fn b20_a_translation_of_another_version_or_with_other_words_is_refused() {
    let mut world = World::new(&["foro"]);
    let (good, record) = translated(&mut world, |_| ());
    let request = Request::new(good.clone()).unwrap();
    let swapped = forged(&request, "Nous sommes ensemble.\\n", "Nous sommes en colère\\n");
    assert!(matches!(swapped, Err(RequestError::Words { .. })), "{swapped:?}");
    let other_language = forged(&request, "\"fr\":{\"record\"", "\"it\":{\"record\"");
    assert!(matches!(other_language, Err(RequestError::Apart { .. })), "{other_language:?}");
    let changed = |change: &dyn Fn(&mut Translation)| {
        let Body::Translation(body) = record.body() else { panic!("it is a translation") };
        let mut body = body.clone();
        change(&mut body);
        let mut asked = good.clone();
        let record = Record::new(&Body::Translation(body.clone())).unwrap();
        let mut sent = asked.translations.pop_first().unwrap().1;
        sent.record = record;
        asked.translations.insert(body.language, sent);
        Request::new(asked)
    };
    let apart = |result: Result<Request, RequestError>| match result {
        Err(RequestError::Apart { member, .. }) => assert_eq!(member, "translations"),
        other => panic!("{other:?}"),
    };
    apart(changed(&|body| body.record = Hash::ZERO));
    apart(changed(&|body| body.registry = Hash::ZERO));
    apart(changed(&|body| body.version = 2));
    // Words in the language of a text that was put forward would stand beside those that are signed.
    apart(changed(&|body| body.language = "en-gb".parse().unwrap()));
    let taken_back = changed(&|body| {
        (body.text, body.title) = (None, None);
        body.reason = Some("it was wrong".parse().unwrap());
        (body.number, body.previous) = (2, Some(record.hash()));
    });
    assert!(matches!(taken_back, Err(RequestError::Words { .. })), "{taken_back:?}");
    // B4: one kind of record in the place of another.
    let mut asked = good.clone();
    for sent in asked.translations.values_mut() {
        sent.record = good.organisation.clone();
    }
    apart(Request::new(asked));
}

#[test]
fn every_changed_byte_between_the_marks_is_refused_or_says_something_else() {
    let request = one();
    let text = request.to_text().unwrap();
    let begin = text.find("REQUEST-----").unwrap() + 12;
    let end = text.rfind("-----END").unwrap();
    for at in begin..end {
        for other in [b'A', b'b', b'='] {
            let mut bytes = text.clone().into_bytes();
            if bytes[at] == other || bytes[at] == b'\n' {
                continue;
            }
            bytes[at] = other;
            assert_ne!(Request::from_text(&bytes), Ok(request.clone()), "{at} {other}");
        }
    }
}

#[test]
fn b14_sizes_at_the_limit_and_one_past_it() {
    let text = one().to_text().unwrap();
    let padded =
        |bytes: usize| format!("{}{text}", "x\n".repeat(bytes).split_at(bytes - text.len()).0);
    assert_eq!(Request::from_text(padded(REQUEST_BYTES_MAX).as_bytes()), Ok(one()));
    let (got, max) = (REQUEST_BYTES_MAX + 1, REQUEST_BYTES_MAX);
    let past = Request::from_text(padded(got).as_bytes());
    assert_eq!(past, Err(EnvelopeError::TooLarge { got, max }.into()));
    // The content: texts of exactly so many bytes that they fit, and one more.
    let world = World::new(&["foro"]);
    let languages = ["en", "es", "fr", "de", "it"];
    let made = |last: usize| {
        let mut asked = asked(&world, WORDS);
        let sizes = [1_000_000, 1_000_000, 1_000_000, 1_000_000, last];
        let words: Vec<String> =
            sizes.iter().map(|size| format!("{}\n", "a".repeat(size - 1))).collect();
        asked.texts = Texts::new();
        for (language, words) in languages.iter().zip(&words) {
            let language = language.parse().unwrap();
            let text = Text::parse(words.as_bytes(), &language).unwrap();
            asked.texts.insert(language, text);
        }
        asked.statement = world.statement_with(|body| {
            body.texts.clear();
            body.title.clear();
            for (language, words) in languages.iter().zip(&words) {
                let reference = TextReference {
                    bytes: words.len() as u64,
                    file: format!("text.{language}.txt").parse().unwrap(),
                    sha256: Hash::of(words.as_bytes()),
                };
                body.texts.insert(language.parse().unwrap(), reference);
                body.title.insert(language.parse().unwrap(), "T".parse().unwrap());
            }
        });
        Request::new(asked)
    };
    let small = made(100_000).unwrap().to_text().unwrap();
    let room = CONTENT_BYTES_MAX - ENVELOPE.open(small.as_bytes()).unwrap().len();
    let fits = made(100_000 + room).unwrap();
    assert_eq!(Request::from_text(fits.to_text().unwrap().as_bytes()), Ok(fits));
    let got = CONTENT_BYTES_MAX + 1;
    let past = CanonicalError::TooLarge { got, max: CONTENT_BYTES_MAX };
    assert_eq!(made(100_001 + room), Err(past.into()));
}

#[test]
fn a_note_comes_back_and_is_bounded() {
    let request = one();
    let record = |act| Record::new(&Body::Endorsement(request.answer(act, SALT).into())).unwrap();
    let (yes, no) = (record(Act::Endorse), record(Act::Decline));
    let note = Note::new(Some(time(5)), vec![yes.clone(), no]).unwrap();
    let bytes = note.bytes().unwrap();
    assert_eq!(Note::read(&bytes), Ok(note.clone()));
    assert!(bytes.len() < NOTE_BYTES_MAX);
    assert_eq!((note.asked_at(), note.deadline()), (time(1_000), Some(time(5))));
    assert!(Note::new(None, Vec::new()).is_err());
    assert!(Note::new(None, vec![yes.clone(); ANSWERS_MAX]).is_ok());
    assert!(Note::new(None, vec![yes.clone(); ANSWERS_MAX + 1]).is_err());
    assert!(Note::new(None, vec![yes, request.asked().statement.clone()]).is_err());
    let long = vec![b' '; NOTE_BYTES_MAX + 1];
    let (got, max) = (NOTE_BYTES_MAX + 1, NOTE_BYTES_MAX);
    assert_eq!(Note::read(&long), Err(CanonicalError::TooLarge { got, max }.into()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind_are_refused_and_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Request::from_text(&bytes).is_err());
        let sealed = ENVELOPE.seal("x", &bytes);
        prop_assert!(Request::from_text(sealed.as_bytes()).is_err());
        prop_assert!(Note::read(&bytes).is_err());
    }
}
