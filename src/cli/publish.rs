//! `countersign publish`

mod shown;

use std::collections::BTreeSet;

use serde::Serialize;

use super::failure::{Failure, Stop, stale_why};
use super::org::MaintainerKeys;
use super::prose;
use super::session::Session;
use super::told::{told, withheld_from_start};
use crate::landing;
use crate::waiting;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::Statement;
use countersign_core::record::signatories::Signatory;
use countersign_core::time::Timestamp;
use countersign_core::verify::earlier::Earlier;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_speech::phrase;
use countersign_workflow::AskedVersion;
use countersign_workflow::open::Opened;
use countersign_workflow::publish::{
    Choice, Chosen, Doubts, LeftOut, Outcome, Published, Shown, Signing, Summary,
};

/// Make a version official: from now on it is the current one
///
/// Everything that was signed on the draft lands with it, or is left out by name with --without.
/// An organisation that did not answer is not counted: silence is never consent.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The version, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]")]
    id: AskedVersion,
    /// Leave out what this organisation signed; again for each
    #[arg(long, value_name = "DOMAIN")]
    without: Vec<Domain>,
    /// Publish what this organisation signed without its name, as it asked: nobody can check it; again for each
    #[arg(long, value_name = "DOMAIN")]
    withhold: Vec<Domain>,
    /// Say the version here to publish it although somebody printed under it said no or did not answer, or nobody endorses
    #[arg(long, value_name = "ID@V")]
    confirm: Option<VersionId>,
    /// Publish it although not everybody who endorsed the version before endorses this one
    #[arg(long)]
    fewer: bool,
    /// Publish it at this time or later: before it nothing is written, and what was signed after it is named
    #[arg(long, value_name = "TIME")]
    not_before: Option<Timestamp>,
    /// Say what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

impl Arguments {
    /// The publication of a version that waits, approved by these maintainers.
    pub(crate) fn approving(id: VersionId, maintainers: MaintainerKeys) -> Self {
        // Who signed the publication first decided that.
        let (confirm, id) = (Some(id.clone()), AskedVersion::Exact(id));
        let (without, withhold, not_before) = (Vec::new(), Vec::new(), None);
        Self {
            id,
            without,
            withhold,
            confirm,
            fewer: true,
            not_before,
            dry_run: false,
            maintainers,
        }
    }
}

#[derive(Serialize)]
struct Facts<'a> {
    version: &'a VersionId,
    record: Hash,
    endorsed: usize,
    named: usize,
    /// Organisations whose names are withheld from the start.
    withheld: usize,
    /// Who endorsed the version before.
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<Earlier>,
    written: bool,
    logged: bool,
    /// How everybody would be shown; only with `--dry-run`, since it says what is private.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<Vec<shown::Row<'a>>>,
}

impl<'a> Facts<'a> {
    fn of(summary: &'a Summary, written: bool, logged: bool) -> Self {
        let Summary { id: version, record, endorsed, named, withheld, earlier, .. } = summary;
        let ([endorsed, named, withheld], earlier) = ([*endorsed, *named, *withheld], *earlier);
        let (record, shown) = (*record, None);
        Self { version, record, endorsed, named, withheld, earlier, written, logged, shown }
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::for_writing(session, Some(self.id.statement()))?;
        let choice = Choice {
            version: self.id,
            without: self.without.into_iter().collect(),
            withhold: self.withhold.into_iter().collect(),
        };
        let chosen = Chosen::of(&opened, &choice)?;
        for line in left_out(&chosen.left_out) {
            let said = escape::terminal(&line.say(session.locale())).to_string();
            session.message(&said)?;
        }
        let mut ready = chosen.check(session, &opened)?;
        let (summary, mut doubts, shown) = (ready.summary()?, ready.doubts()?, ready.shown()?);
        for line in doubtful(&doubts, session.locale()) {
            session.must_see(&line)?;
        }
        if let Some(time) = self.not_before {
            hour(session, &summary, (time, &shown), self.dry_run)?;
        }
        if self.dry_run {
            return would(session, &summary, (&shown, ready.statement()?));
        }
        let is_asked = self.confirm.is_none() && session.may_ask();
        if is_asked {
            session
                .must_see(shown::lines(&shown, ready.statement()?, session.locale()).trim_end())?;
        }
        let is_fewer = doubts.fewer.take();
        if let Some(fewer) = is_fewer.filter(|_| !self.fewer) {
            session.must_see(&phrase::earlier(&fewer, session.locale()))?;
            let question = message::publish_ask_fewer(fewer.version).say(session.locale());
            session.confirm_yes(&question, "--fewer")?;
        }
        let is_decided = decide(session, &summary, &doubts, self.confirm.as_ref())?
            || is_fewer.is_some() && doubts.is_empty();
        for no in &mut ready.noes {
            no.preface = told(&no.act.record).english();
        }
        let keys = self.maintainers.into_files();
        let signing = Signing { keys, reason: withheld_from_start(), is_decided };
        match ready.publish(session, &opened, &signing)? {
            Outcome::Published(published) => done(session, &opened, &published),
            Outcome::Waits { path, approvals, summary } => {
                let locale = session.locale();
                let text = message::publish_not_yet(&summary.id).say(locale)
                    + "\n"
                    + &waiting::waits(&path, &approvals, locale);
                let facts = Facts::of(&summary, false, false);
                session.answer_done("countersign.publish/1", &facts, &text)?;
                Ok(0)
            }
        }
    }
}

/// What readers would take for something that nobody said.
fn doubtful(doubts: &Doubts, locale: Locale) -> Vec<String> {
    let mut lines = Vec::new();
    if !doubts.refusing.is_empty() {
        let names: Vec<String> = doubts.refusing.iter().map(name).collect();
        let said = message::publish_refusing(names.join(", ")).say(locale);
        lines.push(escape::terminal(&said).to_string());
    }
    if !doubts.unanswered.is_empty() {
        let names: Vec<String> = doubts.unanswered.iter().map(name).collect();
        let said = message::publish_unanswered(names.join(", ")).say(locale);
        lines.push(escape::terminal(&said).to_string());
    }
    if doubts.is_nobody {
        lines.push(message::publish_nobody().say(locale));
    }
    lines
}

/// Whether its hour has come, and who signed after it.
fn hour(
    session: &mut Session,
    summary: &Summary,
    (time, all): (Timestamp, &[Shown]),
    is_dry: bool,
) -> Result<(), Failure> {
    let (now, locale) = (session.now(), session.locale());
    if now < time {
        let said = message::publish_early(&summary.id, time, now);
        if !is_dry {
            return Err(Failure::new(Stop::Refused, said));
        }
        session.must_see(&said.say(locale))?;
    }
    let is_late = |one: &&Shown| one.act.as_ref().is_some_and(|act| act.made_at >= time);
    let late: Vec<&str> = all.iter().filter(is_late).map(|one| one.name.as_str()).collect();
    if !late.is_empty() {
        let said = message::publish_late(time, late.join(", ")).say(locale);
        session.must_see(&escape::terminal(&said).to_string())?;
    }
    Ok(())
}

/// Whether it is published in spite of all doubts; at a terminal it is asked, also where there are none.
fn decide(
    session: &mut Session,
    summary: &Summary,
    doubts: &Doubts,
    confirm: Option<&VersionId>,
) -> Result<bool, Failure> {
    let locale = session.locale();
    if confirm.is_none() && !session.may_ask() {
        return Ok(false);
    }
    if confirm.is_none() && doubts.is_empty() {
        session.must_see(endorsed_lines(summary, locale).trim_end())?;
        let question = session.for_ever(&message::publish_ask(&summary.id).say(locale));
        session.confirm_yes(&question, "--confirm")?;
        return Ok(true);
    }
    let question = session.for_ever(&message::publish_ask(&summary.id).say(locale));
    let (want, given) = (summary.id.to_string(), confirm.map(ToString::to_string));
    session.confirm_typed(&question, &want, given.as_deref(), "--confirm")?;
    Ok(true)
}

fn name(one: &Signatory) -> String {
    match &one.organisation {
        Some(domain) => domain.to_string(),
        None => one.name.to_string(),
    }
}

/// A sentence for each organisation that is left out.
fn left_out(all: &[LeftOut]) -> Vec<Sentence> {
    let sentence = |one: &LeftOut| match one {
        LeftOut::Asked(domain) => message::publish_left_asked(domain),
        LeftOut::Private(domain) => message::publish_left_private(domain),
        LeftOut::Stale { path, why } => message::publish_left_why(path, stale_why(why)),
        LeftOut::Withheld(domain) => message::publish_left_withheld(domain),
    };
    let is_withheld = |one: &&LeftOut| matches!(one, LeftOut::Withheld(_));
    let others: BTreeSet<Sentence> =
        all.iter().filter(|one| !is_withheld(one)).map(sentence).collect();
    others.into_iter().chain(all.iter().filter(is_withheld).map(sentence)).collect()
}

fn would(
    session: &mut Session,
    summary: &Summary,
    (all, statement): (&[Shown], &Statement),
) -> Result<u8, Failure> {
    let locale = session.locale();
    let text = format!(
        "{}\n{}{}{}{}\n{}",
        message::publish_would(&summary.id).say(locale),
        endorsed_lines(summary, locale),
        withheld_line(summary, locale),
        shown::lines(all, statement, locale),
        message::request_import_nothing().say(locale),
        prose::next(locale, format!("countersign publish {}", summary.id))
    );
    let shown = Some(shown::rows(all));
    let facts = Facts { shown, ..Facts::of(summary, false, false) };
    session.answer_done("countersign.publish/1", &facts, &text)?;
    Ok(0)
}

fn done(session: &mut Session, opened: &Opened, published: &Published) -> Result<u8, Failure> {
    let Published { landed, summary, overtaken, kept } = published;
    landing::say(session, opened, landed)?;
    let locale = session.locale();
    if let Some(branch) = overtaken {
        session.message(&message::publish_overtaken(branch).say(locale))?;
    }
    for place in kept {
        let said = message::safety_kept(place).say(locale);
        session.message(&escape::multiline(&said).to_string())?;
    }
    let text = message::publish_done(&summary.id).say(locale)
        + "\n"
        + &endorsed_lines(summary, locale)
        + &withheld_line(summary, locale)
        + &prose::next(locale, "countersign verify");
    let facts = Facts::of(summary, true, landed.logged);
    session.answer_done("countersign.publish/1", &facts, &text)?;
    Ok(0)
}

fn withheld_line(summary: &Summary, locale: Locale) -> String {
    match summary.withheld {
        0 => String::new(),
        count => message::safety_published(count).say(locale) + "\n",
    }
}

fn endorsed_lines(summary: &Summary, locale: Locale) -> String {
    let mut lines = message::publish_endorsed(summary.endorsed).say(locale) + "\n";
    let earlier = summary.earlier.iter().map(|one| phrase::earlier(one, locale) + "\n");
    lines.extend(earlier);
    let silent: Vec<String> = summary.silent.iter().map(name).collect();
    if !silent.is_empty() {
        let said = message::publish_silent(silent.join(", ")).say(locale);
        lines.push_str(&format!("{}\n", escape::terminal(&said)));
    }
    lines
}
