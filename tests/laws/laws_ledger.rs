//! The ledger against a small model of its own, over random sequences of acts.
//!
//! The model knows no records, hashes or signatures: only who said what about which version, in which order.

use std::collections::BTreeMap;

use countersign_core::digest::Hash;
use countersign_core::name::VersionId;
use countersign_core::record::endorsement::Act;
use countersign_core::record::{Body, Record};
use proptest::prelude::*;
use proptest::sample::select;
use testkit::world::{ID, World, domain};

const NAMES: [&str; 3] = ["ana", "ben", "cleo"];

/// What somebody tries to do.
#[derive(Debug, Clone)]
enum Attempt {
    Propose { historical: bool },
    Publish,
    Abandon,
    Act { who: usize, act: Act, version: usize, public: bool, chained: bool },
}

fn attempt() -> impl Strategy<Value = Attempt> {
    let act = select(vec![Act::Endorse, Act::Endorse, Act::Decline, Act::Withdraw]);
    prop_oneof![
        2 => prop::bool::weighted(0.1).prop_map(|historical| Attempt::Propose { historical }),
        2 => Just(Attempt::Publish),
        1 => Just(Attempt::Abandon),
        12 => (0..3_usize, act, 0..3_usize, prop::bool::weighted(0.8), prop::bool::weighted(0.9))
            .prop_map(|(who, act, version, public, chained)| Attempt::Act {
                who, act, version, public, chained
            }),
    ]
}

/// One version in the model: what each has said about it, in order, and whether a decline was private.
#[derive(Debug, Clone, Default)]
struct Model {
    historical: bool,
    said: BTreeMap<&'static str, Vec<Act>>,
    newest: Option<(u64, Hash)>,
    private: bool,
}

impl Model {
    fn last(&self, who: &str) -> Option<Act> {
        self.said.get(who)?.last().copied()
    }

    fn endorsed(&self) -> usize {
        NAMES.iter().filter(|who| self.last(who) == Some(Act::Endorse)).count()
    }
}

#[derive(Debug, Default)]
struct Models {
    published: Vec<Model>,
    draft: Option<Model>,
}

impl Models {
    /// Whether this act may be admitted; if so it is noted.
    fn act(
        &mut self,
        who: &'static str,
        act: Act,
        version: usize,
        public: bool,
        place: (u64, Hash),
    ) -> bool {
        let (newest, on_draft) = (self.published.len(), self.draft.is_some());
        let is_newest = version + 1 == newest || version == newest;
        let model = match self.published.get_mut(version) {
            // While a draft is being logged, nothing else is.
            Some(_) if on_draft => return false,
            Some(model) => model,
            None if version == newest && on_draft => self.draft.as_mut().unwrap(),
            None => return false,
        };
        let is_allowed = match (act, model.last(who)) {
            (Act::Endorse, _) => !model.historical && is_newest,
            (Act::Decline, last) => last != Some(Act::Endorse) && (public || on_draft),
            (Act::Withdraw, last) => last == Some(Act::Endorse),
        };
        // On a draft, acts come by their number, then by their hash.
        let in_order = !on_draft || model.newest < Some(place);
        if is_allowed && in_order {
            model.newest = Some(place);
            model.said.entry(who).or_default().push(act);
            model.private |= act == Act::Decline && !public;
        }
        is_allowed && in_order
    }
}

/// The world, its model, and the statements that were put forward.
struct Both {
    world: World,
    models: Models,
    statements: Vec<Record>,
    draft: Option<Record>,
    round: usize,
}

impl Both {
    fn attempt(&mut self, attempt: &Attempt) {
        self.round += 1;
        match *attempt {
            Attempt::Propose { historical } => self.propose(historical),
            Attempt::Publish => self.publish(),
            Attempt::Abandon => {
                self.world.state.abandon_staged();
                (self.draft, self.models.draft) = (None, None);
            }
            Attempt::Act { who, act, version, public, chained } => {
                self.act(NAMES[who], act, version, public, chained);
            }
        }
    }

    fn propose(&mut self, historical: bool) {
        let summary = format!("round {}", self.round);
        let record = self.world.statement_with(|body| {
            body.historical = historical;
            body.summary = Some(summary.parse().unwrap());
        });
        let admitted = self.world.apply(&record, &[]).is_ok();
        assert_eq!(admitted, self.models.draft.is_none());
        if admitted {
            self.draft = Some(record);
            self.models.draft = Some(Model { historical, ..Model::default() });
        }
    }

    fn publish(&mut self) {
        let Some(draft) = self.draft.clone() else { return };
        let admitted = self.world.apply(&self.world.publication(&draft, 5), &["maria"]).is_ok();
        let model = self.models.draft.as_ref().unwrap();
        assert_eq!(admitted, !model.private);
        if admitted {
            self.statements.extend(self.draft.take());
            self.models.published.extend(self.models.draft.take());
        }
    }

    fn act(&mut self, who: &'static str, act: Act, version: usize, public: bool, chained: bool) {
        let statement = match self.statements.get(version) {
            Some(statement) => statement.clone(),
            None if version == self.statements.len() => match &self.draft {
                Some(draft) => draft.clone(),
                None => return,
            },
            None => return,
        };
        let is_first = self
            .world
            .state
            .version(&statement.version().unwrap())
            .is_none_or(|version| version.last_act(&domain(who)).is_none());
        if act == Act::Withdraw && is_first {
            // No record can say so.
            return;
        }
        let record = self.world.act_with(who, act, &statement, |body| {
            body.public = (act == Act::Decline).then_some(public);
            if !chained {
                body.number += 1;
                body.previous = Some(statement.hash());
            }
        });
        let admitted = self.world.apply(&record, &[who]).is_ok();
        let Body::Endorsement(body) = record.body() else { unreachable!() };
        let place = (body.number, record.hash());
        let want = chained && self.models.act(who, act, version, public, place);
        assert_eq!(admitted, want, "{who} {act:?} version {version}");
    }

    /// Everybody's standing is the same in both.
    fn compare(&self) {
        let current = self.world.state.current(&ID.parse().unwrap());
        assert_eq!(
            current.map(|current| current.record),
            self.statements.last().map(Record::hash),
            "the current version"
        );
        let versions = self.models.published.iter().chain(&self.models.draft);
        for (number, model) in (1..).zip(versions) {
            let id = VersionId { statement: ID.parse().unwrap(), version: number };
            let version = self.world.state.version(&id).unwrap();
            for who in NAMES {
                let last = version.last_act(&domain(who)).map(|last| last.body.act);
                assert_eq!(last, model.last(who), "{who} on {id}");
            }
            assert_eq!(self.world.state.endorsed(version), model.endorsed(), "{id}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_ledger_admits_what_the_model_admits(attempts in prop::collection::vec(attempt(), 1..40)) {
        let mut both = Both {
            world: World::new(&NAMES),
            models: Models::default(),
            statements: Vec::new(),
            draft: None,
            round: 0,
        };
        for attempt in &attempts {
            both.attempt(attempt);
            both.compare();
        }
    }
}
