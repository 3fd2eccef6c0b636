//! Random histories: rotations, recoveries, accusations, revocations, confirmations, listings, translations, conditions,
//! retractions, acts, words taken down and acts withheld, one after the other as a seed has it.
//!
//! Whatever the ledger refuses is left out; what it admits is logged, and these hold at every withholding:
//! what was admitted stays admitted, nobody is shown under a name or with a text that its keys did not sign, more
//! endorsements are never counted than before, and the exit code never gets better.

use std::collections::BTreeMap;

use countersign_core::digest::Hash;
use countersign_core::ledger::State;
use countersign_core::name::VersionId;
use countersign_core::record::confirmation::{ConfirmedBy, How, Vouching};
use countersign_core::record::endorsement::{Act, Capacity, Conditions};
use countersign_core::record::entry::Entry;
use countersign_core::record::line::Salt;
use countersign_core::record::listing::Retired;
use countersign_core::record::organisation::{OrganisationKey, RemovedKey};
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::translation::TranslatedText;
use countersign_core::record::{
    Body, Confirmation, Endorsement, Listing, Organisation, Retraction, Revocation, Translation,
    Withholding,
};
use countersign_core::verify::report::{Outcome, Report, Standing, VersionLine};
use countersign_core::verify::{Question, Subject};
use testkit::forge::{self, Forge, Item, Logged, domain, key, version_one};

const STEMS: [&str; 4] = ["cuatro", "dos", "foro", "uno"];
/// Each is a history of its own, the same on every machine.
const SEEDS: u64 = 12;
const STEPS: usize = 22;

/// Numbers that follow from a seed.
struct Random(u64, u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.1 += 1;
        let bytes = [self.0.to_be_bytes(), self.1.to_be_bytes()].concat();
        let first: [u8; 8] = *Hash::of(&bytes).as_bytes().first_chunk().unwrap();
        usize::try_from(u64::from_be_bytes(first) % most as u64).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// Something that was logged, and whether its record is shown.
#[derive(Clone)]
struct Step {
    item: Item,
    verified: Vec<VerifiedSignature>,
    is_hidden: bool,
}

impl Step {
    fn of(item: Item) -> Self {
        let check = |(_, file): &(String, Vec<u8>)| VerifiedSignature::check(&item.record, file);
        let verified = item.signatures.iter().map(|one| check(one).unwrap()).collect();
        Self { item, verified, is_hidden: false }
    }

    fn act(&self) -> Option<&Endorsement> {
        match self.item.record.body() {
            Body::Endorsement(body) => Some(body),
            _ => None,
        }
    }
}

/// A history, and which key each organisation has now: its label and the name that it follows from.
#[derive(Clone)]
struct History {
    founded: Forge,
    appends: Vec<Vec<Step>>,
    keys: BTreeMap<&'static str, (String, String)>,
    words: BTreeMap<String, Vec<u8>>,
}

impl History {
    fn begun() -> Self {
        let mut founded = Forge::founded(1);
        let root = founded.item("keys/root/1.json");
        let enrolments = STEMS.map(|stem| Step::of(founded.enrolment(stem)));
        let statement = founded.statement(&version_one(), None, forge::WORDS);
        let publication = founded.publication(&statement);
        let words = founded.files.clone();
        let words = words.into_iter().filter(|(path, _)| is_words(path)).collect();
        let appends = vec![
            vec![Step::of(root)],
            enrolments.into(),
            vec![Step::of(statement), Step::of(publication)],
        ];
        let keys = STEMS.map(|stem| (stem, ("press".to_owned(), stem.to_owned())));
        Self { founded, appends, keys: keys.into(), words }
    }

    /// The state after all of it, or what refused it.
    fn replayed(&self) -> Result<State, String> {
        let (mut state, mut at) = (State::default(), 0);
        for append in &self.appends {
            for step in append {
                let entry = &step.item.entry;
                let applied = match step.is_hidden {
                    true => state.apply(at, entry, None, &[]),
                    false => state.apply(at, entry, Some(&step.item.record), &step.verified),
                };
                applied.map_err(|why| format!("{}: {why:?}", step.item.path()))?;
                at += 1;
            }
            if let Some(unsettled) = state.end_append(at).first() {
                return Err(format!("{unsettled:?}"));
            }
            at += 1;
        }
        Ok(state)
    }

    fn steps(&self) -> impl Iterator<Item = &Step> {
        self.appends.iter().flatten()
    }

    /// The same with one more append, where the rules admit that.
    fn and(&self, items: Vec<Item>) -> Option<Self> {
        let mut next = self.clone();
        next.appends.push(items.into_iter().map(Step::of).collect());
        next.replayed().is_ok().then_some(next)
    }

    fn forge(&self) -> Forge {
        let mut forge = self.founded.clone();
        forge.files.retain(|path, _| !is_words(path));
        forge.files.extend(self.words.clone());
        forge.appends.clear();
        for append in &self.appends {
            let logged = append.iter().map(|step| {
                let Item { entry, record, .. } = step.item.clone();
                Logged::Record(entry, Some(Box::new(record)))
            });
            forge.appends.push(logged.collect());
        }
        for step in self.steps().filter(|step| !step.is_hidden) {
            forge.files.extend(step.item.files());
        }
        forge.write_log();
        forge
    }

    fn report(&self) -> Report {
        self.forge().examine().answer(&Question::about(Subject::Version(version_one())))
    }

    fn statement(&self) -> &Item {
        &self.appends[2][0].item
    }

    /// Without what an organisation said; nothing where nothing of it is shown.
    fn without(&self, stem: &str) -> Option<Self> {
        let mut next = self.clone();
        let mut entries = Vec::new();
        for step in next.appends.iter_mut().flatten() {
            let is_its = step.act().is_some_and(|act| act.organisation == domain(stem));
            if is_its && !step.is_hidden {
                let entry = Entry::Record(step.item.entry.clone()).encode().unwrap();
                entries.push(String::from_utf8(entry).unwrap());
                step.is_hidden = true;
            }
        }
        let withholding = self.withholding(entries, Vec::new());
        next.appends.push(vec![Step::of(withholding?)]);
        Some(next)
    }

    fn withholding(&self, entries: Vec<String>, words: Vec<Hash>) -> Option<Item> {
        if entries.is_empty() && words.is_empty() {
            return None;
        }
        let state = self.replayed().unwrap();
        let last = state.withheld(&version_one()).last();
        let body = Withholding {
            asked: false,
            entries,
            number: last.map_or(1, |last| last.body.number + 1),
            previous: last.map(|last| last.record),
            reason: "its staff are in danger".parse().unwrap(),
            record: self.statement().hash(),
            registry: self.founded.id,
            since: forge::TIME.parse().unwrap(),
            statement: version_one().statement,
            tag: Default::default(),
            version: 1,
            wish: None,
            words,
        };
        Some(maintained(Body::Withholding(body)))
    }
}

fn maintained(body: Body) -> Item {
    Item::signed(body, &[("maria", &key("maria"))])
}

/// The next act of an organisation; some are refused.
fn act(history: &History, random: &mut Random, state: &State) -> Item {
    let stem = random.one(&STEMS);
    let version = state.version(&version_one()).unwrap();
    let last = version.last_act(&domain(stem));
    let kind = match last {
        None => [Act::Endorse, Act::Endorse, Act::Decline][random.below(3)],
        Some(_) => [Act::Endorse, Act::Endorse, Act::Withdraw, Act::Decline][random.below(4)],
    };
    let plain = history.founded.endorsement_body(stem, history.statement());
    let mut texts = plain.texts.clone();
    let french = "fr".parse().unwrap();
    if let Some((_, text)) = version.translation(&french) {
        texts.insert(french, text.sha256);
        if random.below(2) == 0 {
            texts.remove(&"en".parse().unwrap());
        }
    }
    let at_least = [None, None, Some(2), Some(3)][random.below(4)];
    let conditions =
        at_least.map(|count| Conditions { at_least: Some(count), not_before: None, until: None });
    let endorses = kind == Act::Endorse;
    let salt = Hash::of(format!("{} {}", random.0, random.1).as_bytes());
    let body = Endorsement {
        act: kind,
        capacity: [Capacity::Organisation, Capacity::Organisation, Capacity::Members]
            [if endorses { random.below(3) } else { 0 }],
        conditions: conditions.filter(|_| endorses),
        name: random.one(&["Amnistía", "Foro Ejemplo", "Nombre Nuevo"]).parse().unwrap(),
        number: last.map_or(1, |last| last.body.number + 1),
        previous: last.map(|last| last.record),
        public: (kind == Act::Decline).then_some(true),
        salt: Salt(*salt.as_bytes().first_chunk().unwrap()),
        texts: if endorses { texts } else { BTreeMap::new() },
        ..plain
    };
    let (label, name) = &history.keys[stem];
    Item::signed(Body::Endorsement(body.into()), &[(label, &key(name))])
}

/// Keys that change hands: by the old key, with an accusation or without, or by the maintainers.
fn rotation(history: &mut History, random: &mut Random, state: &State) -> Item {
    let stem = random.one(&STEMS);
    let enrolled = &state.organisations()[&domain(stem)];
    let (old, name) = history.keys[stem].clone();
    let (label, fresh) = (format!("k{}", random.1), format!("{stem} {} {}", random.0, random.1));
    let compromised_since = [None, Some(6), Some(8)][random.below(3)];
    let body = Organisation {
        aliases: None,
        keys: vec![OrganisationKey {
            key: key(&fresh).public(),
            label: label.parse().unwrap(),
            role: None,
        }],
        name: None,
        number: enrolled.body.number + 1,
        previous: Some(enrolled.record),
        removed: vec![RemovedKey {
            compromised_since,
            key: key(&name).public(),
            label: old.parse().unwrap(),
            reason: "it was lost".parse().unwrap(),
        }],
        ..enrolled.body.clone()
    };
    history.keys.insert(stem, (label, fresh));
    match random.below(2) {
        0 => Item::signed(Body::Organisation(body), &[(&old, &key(&name))]),
        _ => maintained(Body::Organisation(body)),
    }
}

fn revocation(history: &History, random: &mut Random) -> Item {
    let stem = random.one(&STEMS);
    let (label, name) = &history.keys[stem];
    let reason = "it was stolen".parse().unwrap();
    let body = Revocation { key: key(name).public(), reason, tag: Default::default() };
    let path = Some(format!("keys/{}/revocations/{label}.json", domain(stem)));
    Item { path, ..Item::signed(Body::Revocation(body), &[(label, &key(name))]) }
}

fn confirmation(history: &History, random: &mut Random, state: &State) -> Item {
    let (by, whose) = (random.one(&STEMS), random.one(&STEMS));
    let last = state.organisations()[&domain(whose)].confirmations.last();
    let body = Confirmation {
        confirmed_at: forge::TIME.parse().unwrap(),
        confirmed_by: ConfirmedBy::Organisation(domain(by)),
        how: How::Vouching(Vouching { reason: "we met".parse().unwrap() }),
        keys: vec![key(&history.keys[whose].1).public()],
        number: last.map_or(1, |last| last.body.number + 1),
        organisation: domain(whose),
        previous: last.map(|last| last.record),
        registry: history.founded.id,
        tag: Default::default(),
    };
    let (label, name) = &history.keys[by];
    Item::signed(Body::Confirmation(body), &[(label, &key(name))])
}

fn listing(history: &History, random: &mut Random, state: &State) -> Item {
    let stem = random.one(&STEMS);
    let listed = &state.organisations()[&domain(stem)].listed;
    let retired = Retired {
        reason: "it closed".parse().unwrap(),
        successor: Some(domain(random.one(&STEMS))).filter(|other| *other != domain(stem)),
    };
    let body = Listing {
        aliases: Vec::new(),
        made_at: forge::TIME.parse().unwrap(),
        name: random.one(&["Amnistía", "Nombre Nuevo"]).parse().unwrap(),
        number: listed.newest.map_or(1, |newest| newest.number + 1),
        organisation: domain(stem),
        previous: listed.newest.map(|newest| newest.record),
        registry: history.founded.id,
        retired: (random.below(2) == 0).then_some(retired),
        tag: Default::default(),
    };
    maintained(Body::Listing(body))
}

fn translation(history: &mut History, random: &mut Random, state: &State) -> Item {
    let version = state.version(&version_one()).unwrap();
    let language = "fr".parse().unwrap();
    let last = version.translations.get(&language).and_then(|all| all.last());
    let words = format!("Nous sommes ensemble, {}.\n", random.1);
    let number = last.map_or(1, |last| last.body.number + 1);
    let path = countersign_core::layout::translated_path(&version_one(), &language, number);
    let text = TranslatedText { bytes: words.len() as u64, sha256: Hash::of(words.as_bytes()) };
    history.words.insert(path, words.into_bytes());
    let body = Translation {
        language,
        number,
        previous: last.map(|last| last.record),
        reason: None,
        record: history.statement().hash(),
        registry: history.founded.id,
        statement: version_one().statement,
        text: Some(text),
        title: Some("Ensemble".parse().unwrap()),
        translated_at: forge::TIME.parse().unwrap(),
        tag: Default::default(),
        version: 1,
    };
    maintained(Body::Translation(body))
}

fn retraction(history: &History) -> Item {
    maintained(Body::Retraction(Retraction {
        reason: "a figure was wrong".parse().unwrap(),
        record: history.statement().hash(),
        registry: history.founded.id,
        replaced_by: None,
        retracted_at: forge::TIME.parse().unwrap(),
        statement: version_one().statement,
        tag: Default::default(),
        version: 1,
    }))
}

/// Whether a file is one that can be taken down.
fn is_words(path: &str) -> bool {
    path.ends_with(".txt") || path.ends_with("/signatories.json")
}

/// The same history without some of the words.
fn without_words(history: &History, random: &mut Random, state: &State) -> Option<History> {
    let mut files = state.version(&version_one()).unwrap().files();
    files.retain(|file| file.taken_down.is_none());
    let chosen = files.get(random.below(files.len().max(1)))?.sha256;
    let mut next = history.and(vec![history.withholding(Vec::new(), vec![chosen])?])?;
    for file in files.iter().filter(|file| file.sha256 == chosen) {
        next.words.remove(&file.path);
    }
    Some(next)
}

fn next(history: &History, random: &mut Random) -> Option<History> {
    let state = history.replayed().unwrap();
    let mut changed = history.clone();
    let item = match random.below(16) {
        0..=6 => act(&changed, random, &state),
        7 | 8 => rotation(&mut changed, random, &state),
        9 => revocation(&changed, random),
        10 => confirmation(&changed, random, &state),
        11 => listing(&changed, random, &state),
        12 => translation(&mut changed, random, &state),
        13 if random.below(4) == 0 => retraction(&changed),
        14 if random.below(2) == 0 => return without_words(history, random, &state),
        _ => return withheld(history, random.one(&STEMS)),
    };
    changed.and(vec![item])
}

/// What an organisation said goes out of sight: nothing else changes by it, and nothing looks better.
fn withheld(history: &History, stem: &str) -> Option<History> {
    let next = history.without(stem)?;
    if let Err(why) = next.replayed() {
        panic!("{stem} is withheld, and what was admitted is refused: {why}");
    }
    let (before, after) = (history.report(), next.report());
    holds(history, &before);
    holds(&next, &after);
    let exit = |report: &Report| u8::from(report.outcome != Outcome::Holds);
    assert!(exit(&before) <= exit(&after), "{stem}: {before:#?} {after:#?}");
    let counted = |report: &Report| line(report).endorsed;
    assert!(counted(&after) <= counted(&before), "{stem}: {before:#?} {after:#?}");
    Some(next)
}

fn line(report: &Report) -> &VersionLine {
    &report.statements[0].versions[0]
}

/// What must be true of every verdict.
fn holds(history: &History, report: &Report) {
    assert!(matches!(report.outcome, Outcome::Holds | Outcome::Caveat), "{report:#?}");
    for shown in &line(report).organisations {
        let Some(organisation) = &shown.organisation else { continue };
        if matches!(shown.standing, Standing::Named | Standing::Withheld) {
            assert!(shown.texts.is_empty() && !shown.counts());
            continue;
        }
        let acts = history.steps().filter(|step| !step.is_hidden).filter_map(Step::act);
        let mut its = acts.filter(|act| act.organisation == *organisation);
        // An endorsement of a translation that was replaced is of none that stands.
        let is_signed = its.any(|act| {
            let mut texts = shown.texts.iter();
            act.name.as_str() == shown.name
                && texts.all(|(one, text)| act.texts.get(one) == Some(text))
        });
        assert!(is_signed, "nobody signed this: {shown:#?}");
    }
    for one in &line(report).translations {
        let binds = |shown: &&countersign_core::verify::report::OrganisationLine| {
            shown.counts() && shown.texts.get(&one.language) == Some(&one.sha256)
        };
        let bound = line(report).organisations.iter().filter(binds).count() as u64;
        assert_eq!(one.endorsed, bound, "{report:#?}");
    }
    let withheld = line(report).organisations.iter().filter(|one| one.organisation.is_none());
    assert!(withheld.filter(|one| one.standing == Standing::Withheld).all(|one| !one.counts()));
}

/// The version that every history is about stands, whatever came after.
fn is_there(state: &State, id: &VersionId) -> bool {
    state.version(id).is_some_and(|version| version.publication.is_some())
}

#[test]
fn whatever_happens_withholding_changes_nothing_that_was_admitted_and_makes_nothing_look_better() {
    let (mut logged, mut hidden) = (0, 0);
    for seed in 0..SEEDS {
        let mut random = Random(seed, 0);
        let mut history = History::begun();
        for _ in 0..STEPS {
            history = next(&history, &mut random).unwrap_or(history);
        }
        assert!(is_there(&history.replayed().unwrap(), &version_one()));
        for stem in STEMS {
            let _ = withheld(&history, stem);
        }
        logged += history.appends.len();
        hidden += history.steps().filter(|step| step.is_hidden).count();
    }
    // Most of what is tried is admitted, and much of it went out of sight: else this would hold of nothing.
    assert!(logged > 100 && hidden > 10, "{logged} {hidden}");
}
