//! A look at everything, some statements at a time.

use super::super::failure::{Failure, Stop};
use super::super::lines::{self, Lines};
use super::super::session::Session;
use super::given::Given;
use super::{Arguments, directory, telling};
use countersign_core::layout;
use countersign_core::tree::{Parts, Portions};
use countersign_core::verify::pipeline::{self, Landed, Scope, Telling};
use countersign_core::verify::report::StatementLine;
use countersign_core::verify::{Examined, NotChecked};
use countersign_speech::locale::message;
use countersign_workflow::{known, open, progress};

impl Arguments {
    /// The answer after a look at everything.
    pub(super) fn in_parts(
        &self,
        session: &mut Session,
        given: Option<&Given>,
    ) -> Result<u8, Failure> {
        if let Some(dir) = &self.dir {
            let directory = directory(session, dir)?;
            let parts = Portions::of(&directory, &layout::is_statement);
            let not_checked = vec![NotChecked::Folder];
            let told = self.told(session, given, (&parts, &Vec::new), not_checked)?;
            return Ok(told.1);
        }
        let (store, commit) = self.commit(session)?;
        let parts = store.parts(&commit, &layout::is_statement)?;
        let landed = || open::landed(&store, commit);
        let not_checked = self.not_checked(&store);
        let (examined, code) = self.told(session, given, (&parts, &landed), not_checked)?;
        let place = known::Place::of(session, &store, &commit).filter(|_| self.rev.is_none());
        // What a whole registry needed to be read, nobody needs any more.
        drop((parts, store));
        let is_known = examined.is_sound() && examined.pending.admitted.is_empty();
        if let Some(place) = place.filter(|place| is_known && !place.is_kept()) {
            place.keep_all(&examined);
        }
        std::mem::forget(examined);
        Ok(code)
    }

    fn told(
        &self,
        session: &mut Session,
        given: Option<&Given>,
        (parts, landed): (&dyn Parts, Landed<'_>),
        not_checked: Vec<NotChecked>,
    ) -> Result<(Examined, u8), Failure> {
        let begun = pipeline::begin(parts, Scope::default(), landed);
        let state = self.state();
        let asked = self.question(session, given, (begun.examined(), state), not_checked)?;
        let (json, question) = (session.json(), &asked.question);
        let (telling, colours) = (telling(session, &question.subject), session.colours());
        let is_narrow = question.is_narrow();
        let tell = |statements: Vec<StatementLine>| match (is_narrow, json) {
            (true, _) => Some((Vec::new(), statements)),
            (false, true) => Some((lines::json(&statements)?, Vec::new())),
            (false, false) => {
                let text: String = statements.iter().map(|one| telling.statement(one)).collect();
                Some((colours.paint(&text), Vec::new()))
            }
        };
        let (mut told, mut held) = (Lines::new(), Vec::new());
        let mut take = |piece: Option<Option<(Vec<u8>, Vec<StatementLine>)>>| match piece {
            None => {
                told.clear();
                held.clear();
                true
            }
            Some(piece) => piece.is_some_and(|(text, statements)| {
                held.extend(statements);
                told.push(&text)
            }),
        };
        let told_all = Telling { question, tell: &tell, take: &mut take };
        let answer = progress::answer(session, begun, told_all);
        let (examined, mut report) = answer.ok_or_else(|| {
            let what = message::failure_cannot_print();
            Failure::new(Stop::Error, what).attempt("df -h")
        })?;
        open::check_is_registry(report.checked.records, parts.rest())?;
        asked.contact.remember(session, state, report.outcome)?;
        report.statements = held;
        match (is_narrow, json) {
            (true, _) => telling.print(session, &report)?,
            (false, true) => told.print_json(session, &report)?,
            (false, false) => {
                session.answer(&telling.before(&report))?;
                told.print(session, "")?;
                session.answer(&telling.after(&report))?;
            }
        }
        Ok((examined, report.outcome.exit_code()))
    }
}
