//! A look at everything, some statements at a time.

use super::super::failure::Failure;
use super::super::lines::{self, Lines};
use super::super::session::Session;
use super::{Arguments, directory, telling};
use crate::layout;
use crate::tree::{Parts, Portions};
use crate::verify::divided::{self, Answered};
use crate::verify::report::StatementLine;
use crate::verify::{Examined, NotChecked};
use crate::workflow::{known, progress};

impl Arguments {
    /// The answer after a look at everything, some statements at a time; none where anything is not as it must be,
    /// so that only a look at everything together can say what that means.
    pub(super) fn in_parts(&self, session: &mut Session) -> Result<Option<u8>, Failure> {
        if let Some(dir) = &self.dir {
            let directory = directory(session, dir)?;
            let parts = Portions::of(&directory, &layout::is_statement);
            let not_checked = vec![NotChecked::Folder];
            let told = self.told_in_parts(session, &parts, not_checked)?;
            return Ok(told.map(|(_, answered)| answered.report.outcome.exit_code()));
        }
        let (store, commit) = self.commit(session)?;
        let Ok(parts) = store.parts(&commit, &layout::is_statement) else { return Ok(None) };
        let told = self.told_in_parts(session, &parts, self.not_checked(&store))?;
        let Some((examined, answered)) = told else { return Ok(None) };
        let place = known::Place::of(session, &store, &commit).filter(|_| self.rev.is_none());
        // What a whole registry needed to be read, nobody needs any more.
        drop((parts, store));
        if let Some(place) = place.filter(|place| !place.is_kept()) {
            place.keep_parts(&examined, &answered);
        }
        let code = answered.report.outcome.exit_code();
        std::mem::forget((examined, answered));
        Ok(Some(code))
    }

    fn told_in_parts(
        &self,
        session: &mut Session,
        parts: &dyn Parts,
        not_checked: Vec<NotChecked>,
    ) -> Result<Option<(Examined, Answered)>, Failure> {
        let Some(begun) = divided::begin(parts) else { return Ok(None) };
        let state = self.state();
        let asked = self.question(session, None, (begun.examined(), state), not_checked)?;
        let (json, question) = (session.json(), asked.question);
        let telling = telling(session, &question.subject);
        let (is_narrow, colours) = (question.is_narrow(), session.colours());
        let tell = |statements: Vec<StatementLine>| match (is_narrow, json) {
            (true, _) => Some((Vec::new(), statements)),
            (false, true) => Some((lines::json(&statements)?, Vec::new())),
            (false, false) => {
                let text: String = statements.iter().map(|one| telling.statement(one)).collect();
                Some((colours.paint(&text), Vec::new()))
            }
        };
        let (mut told, mut held) = (Lines::new(), Vec::new());
        let mut take = |piece: Option<(Vec<u8>, Vec<StatementLine>)>| {
            piece.is_some_and(|(text, statements)| {
                held.extend(statements);
                told.push(&text)
            })
        };
        let answer = progress::answer(session, begun, &question, &tell, &mut take);
        let Some((examined, mut answered)) = answer else { return Ok(None) };
        let report = &mut answered.report;
        asked.contact.remember(session, state, report.outcome)?;
        report.statements = held;
        match (is_narrow, json) {
            (true, _) => telling.print(session, report)?,
            (false, true) => told.print_json(session, report)?,
            (false, false) => {
                session.answer(&telling.before(report))?;
                told.print(session, "")?;
                session.answer(&telling.after(report))?;
            }
        }
        Ok(Some((examined, answered)))
    }
}
