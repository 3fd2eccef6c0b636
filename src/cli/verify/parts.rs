//! A look at everything, some statements at a time.

use super::super::failure::{Failure, Stop};
use super::super::lines::{self, Lines};
use super::super::session::Session;
use super::given::Given;
use super::{Arguments, directory, say_remembered};
use countersign_core::canonical::Inside;
use countersign_core::layout;
use countersign_core::name::VersionId;
use countersign_core::tree::{Parts, Portions};
use countersign_core::verify::pipeline::{Judged, Landed};
use countersign_core::verify::report::StatementLine;
use countersign_core::verify::{Examined, NotChecked, Question, Subject};
use countersign_speech::locale::message;
use countersign_workflow::folder::{self, Beside};
use countersign_workflow::verify::{self, Answer};
use countersign_workflow::{cache, open};

/// What is kept of a part.
enum Piece {
    /// Where few are asked about, the lines.
    Held(Vec<StatementLine>),
    /// What is printed of it.
    Text(Vec<u8>),
    /// Each statement as JSON.
    Json(Vec<Inside>),
}

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
            let mut looked = Question::about(Subject::Registry);
            looked.not_checked.push(NotChecked::Folder);
            let told = self.told(session, given, (&parts, &Vec::new), looked)?;
            return Ok(told.1);
        }
        let (store, commit) = self.commit(session)?;
        let parts = store.parts(&commit, &layout::is_statement)?;
        let landed = || open::landed(&store, commit);
        let beside = match (&self.rev, self.subject(given)) {
            (Some(_), _) => Beside::default(),
            (None, Subject::Registry) => folder::all(&store, &parts)?,
            (None, Subject::Statement(id) | Subject::Version(VersionId { statement: id, .. })) => {
                folder::of_part(&store, &parts, &format!("registry/{id}"))?
            }
        };
        let mut looked = Question::about(Subject::Registry);
        looked.not_checked = self.not_checked(&store);
        looked.not_checked.extend(beside.not_checked);
        looked.beside = beside.findings;
        looked.commit = Some(commit.to_string());
        let (examined, code) = self.told(session, given, (&parts, &landed), looked)?;
        let place = cache::Place::of(session, &store, &commit).filter(|_| self.rev.is_none());
        // What a whole registry needed to be read, nobody needs any more.
        drop((parts, store));
        verify::keep_known(place, &examined);
        std::mem::forget(examined);
        Ok(code)
    }

    fn told(
        &self,
        session: &mut Session,
        given: Option<&Given>,
        (parts, landed): (&dyn Parts, Landed<'_>),
        looked: Question,
    ) -> Result<(Examined, u8), Failure> {
        let pins = self.pins();
        let mut asked = self.asked(session, given, &pins)?;
        let Question { not_checked, beside, commit, .. } = looked;
        asked.question = Question { not_checked, beside, commit, ..asked.question };
        let (json, is_narrow) = (session.json(), asked.question.is_narrow());
        let subject = asked.question.subject.clone();
        let (telling, colours) = (self.telling(session, &subject), session.colours());
        let tell = |Judged { lines: statements, .. }: Judged<'_>| match (is_narrow, json) {
            (true, _) => Some(Piece::Held(statements)),
            (false, true) => {
                statements.iter().map(lines::json).collect::<Option<_>>().map(Piece::Json)
            }
            (false, false) => {
                let text: String = statements.iter().map(|one| telling.statement(one)).collect();
                Some(Piece::Text(colours.paint(&text)))
            }
        };
        let (mut told, mut held) = (Lines::new(), Vec::new());
        let mut take = |piece: Option<Option<Piece>>| match piece {
            None => {
                told.clear();
                held.clear();
                true
            }
            Some(None) => false,
            Some(Some(Piece::Held(statements))) => {
                held.extend(statements);
                true
            }
            Some(Some(Piece::Text(text))) => told.push(&text),
            Some(Some(Piece::Json(pieces))) => pieces.iter().all(|one| told.push(one.bytes())),
        };
        let answer = asked.of_all(session, (parts, landed), &tell, &mut take)?;
        let Answer { examined, mut report, remembered } = answer.ok_or_else(|| {
            let what = message::failure_cannot_print();
            Failure::new(Stop::Error, what).attempt("df -h")
        })?;
        say_remembered(session, remembered)?;
        report.statements = held;
        match (is_narrow, json) {
            (true, _) => telling.print(session, &report)?,
            (false, true) => told.print_json(session, &report)?,
            (false, false) => {
                session.answer(&telling.before(&report))?;
                told.print(session)?;
                session.answer(&telling.after(&report))?;
            }
        }
        Ok((examined, report.outcome.exit_code()))
    }
}
