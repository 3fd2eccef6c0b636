//! The ledger against a small model of its own, over random sequences of key acts.
//!
//! The model knows no records, hashes or signatures: only which key is whose from when to when, who had to sign,
//! and who said that a key was in other hands. Ledger and model agree on what is admitted, on who may speak at every
//! position, and at the end on what every act is worth.

use std::collections::{BTreeMap, BTreeSet};

use countersign_core::ledger::standing::Doubt;
use countersign_core::record::endorsement::Act;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use testkit::change::{gone, label, listed, revocation};
use testkit::world::{World, domain};

/// Every key of the one organisation that the model watches; `maria` is the maintainer.
const KEYS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

#[derive(Debug, Clone)]
enum Attempt {
    /// A new record with these keys and threshold, signed by these; `since` accuses the first that leaves.
    Change {
        keys: Vec<&'static str>,
        threshold: u64,
        signers: Vec<&'static str>,
        since: Option<u64>,
    },
    Revoke {
        key: &'static str,
        signer: &'static str,
    },
    Endorse {
        signers: Vec<&'static str>,
    },
    /// Somebody else's entry, which moves the position and nothing else.
    Wait,
}

fn attempt() -> impl Strategy<Value = Attempt> {
    let keys = || subsequence(KEYS.to_vec(), 1..=3);
    let signers = subsequence(vec!["a", "b", "c", "d", "e", "f", "maria"], 1..=3);
    prop_oneof![
        4 => (keys(), 1..=2_u64, signers, prop::option::weighted(0.5, 1..20_u64))
            .prop_map(|(keys, threshold, signers, since)| Attempt::Change { keys, threshold, signers, since }),
        1 => (select(KEYS.to_vec()), prop::bool::weighted(0.9)).prop_map(|(key, itself)| {
            Attempt::Revoke { key, signer: if itself { key } else { "maria" } }
        }),
        6 => keys().prop_map(|signers| Attempt::Endorse { signers }),
        1 => Just(Attempt::Wait),
    ]
}

/// A key's time: from one entry to before another, and what was said about it.
#[derive(Debug, Clone, Default)]
struct Tenure {
    from: u64,
    end: Option<u64>,
    said: Vec<Said>,
}

#[derive(Debug, Clone)]
struct Said {
    since: u64,
    at: u64,
    /// Nobody where the maintainers say it.
    by: Vec<&'static str>,
}

#[derive(Debug, Clone)]
struct Performed {
    at: u64,
    signers: Vec<&'static str>,
    threshold: u64,
}

/// Who stood behind a recovery, and when.
type Adoptions = Vec<(u64, Vec<&'static str>)>;

/// The organisation in the model.
#[derive(Debug, Clone)]
struct Model {
    tenures: BTreeMap<&'static str, Tenure>,
    listed: BTreeSet<&'static str>,
    threshold: u64,
    recoveries: Vec<(u64, Adoptions)>,
    acts: Vec<Performed>,
}

impl Model {
    fn new(at: u64) -> Self {
        let tenure = Tenure { from: at, ..Tenure::default() };
        let tenures = ["a", "b"].map(|key| (key, tenure.clone())).into();
        Self {
            tenures,
            listed: ["a", "b"].into(),
            threshold: 1,
            recoveries: Vec::new(),
            acts: Vec::new(),
        }
    }

    fn may_sign(&self, key: &str) -> bool {
        self.tenures.get(key).is_some_and(|one| one.end.is_none())
    }

    /// A key that the change brings along may sign it, and counts as nobody.
    fn is_new(&self, key: &str, keys: &[&str]) -> bool {
        keys.contains(&key) && !self.tenures.contains_key(key)
    }

    fn speakers(&self) -> BTreeSet<&'static str> {
        KEYS.into_iter().filter(|key| self.may_sign(key)).collect()
    }

    fn approves(&self, signers: &[&str]) -> bool {
        signers.iter().all(|key| self.may_sign(key)) && signers.len() as u64 >= self.threshold
    }

    /// By definition: an accusation counts if the maintainers make it, or one of its keys was not itself in other
    /// hands when it was made, as something said later (and counting) has it.
    fn taken(&self, key: &str, said_after: u64) -> Option<u64> {
        let counts = |said: &&Said| {
            let good =
                |key: &&'static str| self.taken(key, said.at).is_none_or(|since| since > said.at);
            said.at > said_after && (said.by.is_empty() || said.by.iter().any(good))
        };
        self.tenures[key].said.iter().filter(counts).map(|said| said.since).min()
    }

    fn reliable(&self, key: &str, at: u64) -> bool {
        self.taken(key, 0).is_none_or(|since| since > at)
    }

    fn recovered_since(&self) -> Option<u64> {
        let adopted = |adoptions: &[(u64, Vec<&'static str>)]| {
            adoptions.iter().any(|(at, keys)| keys.iter().any(|key| self.reliable(key, *at)))
        };
        self.recoveries.iter().find(|(_, adoptions)| !adopted(adoptions)).map(|(at, _)| *at)
    }

    fn change(
        &mut self,
        at: u64,
        keys: &[&'static str],
        threshold: u64,
        signers: &[&'static str],
        since: Option<u64>,
    ) -> bool {
        let removed: Vec<&'static str> =
            self.listed.iter().copied().filter(|key| !keys.contains(key)).collect();
        let accused = removed.first().copied().filter(|_| since.is_some());
        let is_recovery = signers.contains(&"maria");
        let own: Vec<&'static str> = signers
            .iter()
            .copied()
            .filter(|one| *one != "maria" && !self.is_new(one, keys))
            .collect();
        let entitled = own.iter().all(|key| self.may_sign(key));
        let fits = keys.iter().all(|key| self.may_sign(key) || !self.tenures.contains_key(key));
        let dated = match (accused, since) {
            (Some(key), Some(since)) => since >= self.tenures[key].from && since <= at,
            _ => true,
        };
        let approved = entitled && (is_recovery || self.approves(&own));
        if threshold > keys.len() as u64 || !approved || !fits || !dated {
            return false;
        }
        let before = self.clone();
        for key in &removed {
            let tenure = self.tenures.get_mut(key).unwrap();
            tenure.end = tenure.end.or(Some(at));
        }
        if let (Some(key), Some(since)) = (accused, since) {
            let reaches_back = is_recovery || own.iter().any(|signer| *signer != key);
            let since = if reaches_back { since } else { at };
            let by = if is_recovery { Vec::new() } else { own.clone() };
            self.tenures.get_mut(key).unwrap().said.push(Said { since, at, by });
        }
        if is_recovery {
            self.recoveries.push((at, Vec::new()));
        }
        if let Some(recovered) = self.recovered_since() {
            let behind: Vec<&'static str> = own
                .iter()
                .copied()
                .filter(|key| Some(*key) != accused && before.tenures[key].from < recovered)
                .collect();
            if !behind.is_empty() {
                self.recoveries.iter_mut().for_each(|(_, all)| all.push((at, behind.clone())));
            }
        }
        for key in keys {
            self.tenures.entry(key).or_insert(Tenure { from: at, ..Tenure::default() });
        }
        (self.listed, self.threshold) = (keys.iter().copied().collect(), threshold);
        true
    }

    fn is_recovered(&self, act: &Performed) -> bool {
        self.recovered_since().is_some_and(|since| act.at > since)
    }

    fn doubt(&self, act: &Performed) -> Option<Doubt> {
        let good = act.signers.iter().filter(|key| self.reliable(key, act.at)).count() as u64;
        if good < act.threshold {
            return Some(Doubt::Unreliable);
        }
        self.is_recovered(act).then_some(Doubt::Recovered)
    }

    /// The last act, unless it is recovered and an earlier one is not: all of them are endorsements here.
    fn stands(&self) -> Option<&Performed> {
        let own = self.acts.iter().rev().find(|act| !self.is_recovered(act));
        own.or(self.acts.last())
    }
}

fn step(world: &mut World, model: &mut Model, attempt: &Attempt) -> Result<(), TestCaseError> {
    let statement = world.statement_of_life();
    let at = world.at;
    let (admitted, expected) = match attempt {
        Attempt::Change { keys, threshold, signers, since } => {
            let mut expected = model.clone();
            let fits = expected.change(at, keys, *threshold, signers, *since);
            let removed: Vec<&str> =
                model.listed.iter().copied().filter(|key| !keys.contains(key)).collect();
            let record = world.try_changed("org", |body| {
                body.keys = keys.iter().map(|key| listed(key)).collect();
                body.threshold = *threshold;
                let first = removed.first().copied();
                body.removed = removed
                    .iter()
                    .map(|key| gone(key, since.filter(|_| first == Some(*key))))
                    .collect();
            });
            let admitted = record.is_some_and(|record| world.apply(&record, signers).is_ok());
            if fits {
                *model = expected;
            }
            (admitted, fits)
        }
        Attempt::Revoke { key, signer } => {
            let fits = model.may_sign(key) && key == signer;
            if fits {
                model.tenures.get_mut(key).unwrap().end = Some(at);
            }
            (world.apply(&revocation(key), &[*signer]).is_ok(), fits)
        }
        Attempt::Endorse { signers } => {
            let fits = model.approves(signers);
            if fits {
                let (signers, threshold) = (signers.clone(), model.threshold);
                model.acts.push(Performed { at, signers, threshold });
            }
            let act = world.act("org", Act::Endorse, &statement);
            (world.apply(&act, signers).is_ok(), fits)
        }
        Attempt::Wait => {
            world.admit(&world.authority(|_| ()), &["maria"]);
            (true, true)
        }
    };
    prop_assert_eq!(admitted, expected, "{:?} at {}", attempt, at);
    let enrolled = &world.state.organisations()[&domain("org")];
    let speakers: BTreeSet<&str> =
        enrolled.keys.in_force().into_iter().map(|one| one.label.as_str()).collect();
    prop_assert_eq!(speakers, model.speakers(), "who may speak at {}", world.at);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ledger_and_model_agree(attempts in prop::collection::vec(attempt(), 1..24)) {
        let mut world = World::new(&[]);
        let enrolled_at = world.at;
        world.admit(&world.organisation("org", &["a", "b"], 1), &["maria"]);
        world.publish(&[]);
        let mut model = Model::new(enrolled_at);
        for attempt in &attempts {
            step(&mut world, &mut model, attempt)?;
        }
        let statement = world.statement_of_life();
        let version = world.state.version(&statement.version().unwrap()).unwrap();
        let enrolled = &world.state.organisations()[&domain("org")];
        let acts = version.acts.get(&domain("org")).map_or(&[][..], Vec::as_slice);
        prop_assert_eq!(acts.len(), model.acts.len());
        for (act, modelled) in acts.iter().zip(&model.acts) {
            prop_assert_eq!(act.at, modelled.at);
            let doubt = enrolled.doubt(act, &Default::default());
            prop_assert_eq!(doubt, model.doubt(modelled), "the act at {}: {:?}", act.at, model);
        }
        if let Some(modelled) = model.stands() {
            let stands = world.stands("org", &statement, &[]);
            prop_assert_eq!(stands.act.at, modelled.at);
            prop_assert_eq!(stands.counts(), model.doubt(modelled).is_none());
        }
        for key in KEYS {
            let end = enrolled.keys.labelled(&label(key)).map(|one| one.end.as_ref().map(|end| end.at));
            prop_assert_eq!(end, model.tenures.get(key).map(|one| one.end), "{}", key);
        }
    }

    /// What was admitted and told before a change of keys that accuses nobody is told the same after it.
    #[test]
    fn a_change_that_accuses_nobody_changes_no_earlier_verdict(
        attempts in prop::collection::vec(attempt(), 1..16),
        last in attempt(),
    ) {
        let mut world = World::new(&[]);
        let enrolled_at = world.at;
        world.admit(&world.organisation("org", &["a", "b"], 1), &["maria"]);
        world.publish(&[]);
        let mut model = Model::new(enrolled_at);
        for attempt in &attempts {
            step(&mut world, &mut model, attempt)?;
        }
        let told = |world: &World| {
            let statement = world.statement_of_life();
            let version = world.state.version(&statement.version().unwrap()).unwrap();
            let enrolled = &world.state.organisations()[&domain("org")];
            let acts = version.acts.get(&domain("org")).map_or(&[][..], Vec::as_slice);
            let doubt = |act: &countersign_core::ledger::version::Performed| {
                (act.record, enrolled.doubt(act, &Default::default()))
            };
            acts.iter().map(doubt).collect::<Vec<_>>()
        };
        let before = told(&world);
        let was_recovered = model.recovered_since().is_some();
        let quiet = match last {
            Attempt::Change { keys, threshold, signers, .. } => {
                Attempt::Change { keys, threshold, signers, since: None }
            }
            other => other,
        };
        step(&mut world, &mut model, &quiet)?;
        // An earlier key that stands behind a recovery makes what was said since count: that is its purpose.
        prop_assume!(!was_recovered || model.recovered_since().is_some());
        prop_assert_eq!(&told(&world)[..before.len()], &before[..]);
    }
}
