//! `countersign site`

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::failure::{self, Failure, Stop};
use super::session::Session;
use countersign_core::bundle::{MakeError, Maker};
use countersign_core::name::{StatementId, VersionId};
use countersign_core::tree::Source as _;
use countersign_core::verify::edition::{Bound, Edition, EditionPart};
use countersign_core::verify::pipeline::Judged;
use countersign_site::{Put, Site, SiteError, desk};
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::parts::Gathered;

mod folder;
mod serve;

/// The registry as a static site
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Build(BuildArguments),
    Serve(ServeArguments),
}

/// Make the pages, in English, Spanish and French
#[derive(Debug, clap::Args)]
pub(crate) struct BuildArguments {
    /// The folder to write; an older site there is replaced
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Show the pages to this machine only, to look at them before they go anywhere
#[derive(Debug, clap::Args)]
pub(crate) struct ServeArguments {
    /// The port; by default one that is free
    #[arg(long, value_name = "PORT", default_value = "0")]
    port: u16,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, clap::Args)]
struct Place {
    /// Where the site will be served, such as https://statements.example/; by default what the log's origin says
    #[arg(long, value_name = "URL", value_parser = url)]
    url: Option<String>,
}

/// A link's beginning: it stands in pages and in QR codes.
fn url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:%[]".contains(c);
    match rest {
        Some(rest) if !rest.is_empty() && rest.chars().all(is_plain) => Ok(text.to_owned()),
        _ => Err("want an address that begins with https:// and has no ? or #".to_owned()),
    }
}

#[derive(Serialize)]
struct Built<'a> {
    folder: &'a str,
    url: &'a str,
    pages: usize,
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::Build(arguments) => arguments.run(session),
            Self::Serve(arguments) => arguments.run(session),
        }
    }
}

impl BuildArguments {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let given = self.output.display().to_string();
        let target = session.path(&self.output);
        folder::check(&target, &given)?;
        let (opened, edition) = edition(session)?;
        let url = self.place.of(&edition);
        let draft = folder::Draft::beside(&target)?;
        let count = Mutex::new(0_usize);
        let put = |path: &str, page: &str| {
            draft.write(path, page).map_err(|error| error.to_string())?;
            let is_page = !path.ends_with(".js") && path != desk::FILE;
            *count.lock().map_err(|error| error.to_string())? += usize::from(is_page);
            Ok(())
        };
        pages(session, (&opened, &edition), &url, &put)?;
        draft.land(&target, &given)?;
        let pages = count.into_inner().unwrap_or_else(PoisonError::into_inner);
        let locale = session.locale();
        let facts = Built { folder: &given, url: &url, pages };
        let done =
            message::site_done(countersign_core::escape::terminal(&given), pages, url.as_str())
                .say(locale);
        let serve = "countersign site serve";
        let next = message::site_next_serve(serve).say(locale);
        let next = message::verify_next(next).say(locale);
        session.answer_done("countersign.site/1", &facts, &format!("{done}\n{next}\n"))?;
        Ok(0)
    }
}

impl ServeArguments {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let (opened, edition) = edition(session)?;
        let server = serve::Server::bind(self.port)?;
        let url = self.place.url.unwrap_or_else(|| server.address());
        let made = Mutex::new(BTreeMap::new());
        let put = |path: &str, page: &str| {
            let mut made = made.lock().map_err(|error| error.to_string())?;
            made.insert(path.to_owned(), page.as_bytes().to_vec());
            Ok(())
        };
        pages(session, (&opened, &edition), &url, &put)?;
        let pages = made.into_inner().unwrap_or_else(PoisonError::into_inner);
        let locale = session.locale();
        let count =
            pages.keys().filter(|path| !path.ends_with(".js") && *path != desk::FILE).count();
        let serving = message::site_serving(count, server.address()).say(locale);
        session.answer(&format!("{serving}\n"))?;
        session.message(&message::site_serving_stop().say(locale))?;
        session.flush()?;
        server.run(&pages)
    }
}

impl Place {
    /// Where the site will be, as a link's beginning.
    fn of(&self, edition: &Edition) -> String {
        let origin = edition.report.registry.as_ref().map(|registry| registry.origin.as_str());
        let address = || url(&format!("https://{}/", origin?)).ok();
        self.url.clone().or_else(address).unwrap_or_else(|| "https://registry.invalid/".to_owned())
    }
}

/// The registry that is checked out, as pages show it: with nobody's own pins, and only if it verifies.
fn edition(session: &mut Session) -> Result<(Opened, Edition), Failure> {
    let tell = |judged: Judged<'_>| EditionPart::of(&judged).brief();
    let gathered = Gathered::sound(session, |_| Ok(Vec::new()), &tell).map_err(|error| {
        let failure = Failure::from(error);
        // The first words of the same refusal would speak of building on it.
        let what = match failure.stop {
            Stop::Broken => message::failure_broken_no_pages(),
            _ => failure.what.clone(),
        };
        Failure { what, ..failure }
    })?;
    shown(gathered)
}

fn shown(gathered: Gathered<EditionPart>) -> Result<(Opened, Edition), Failure> {
    let Gathered { opened, report, parts } = gathered;
    let edition = Edition::of(&opened.examined, report, parts).ok_or_else(|| {
        Failure::new(Stop::Unchecked, message::failure_unjudged_no_pages())
            .attempt("countersign verify")
    })?;
    Ok((opened, edition))
}

/// Makes the pages about each statement while all are told once more, then those about several.
fn pages(
    session: &mut Session,
    (opened, edition): (&Opened, &Edition),
    url: &str,
    put: Put<'_>,
) -> Result<(), Failure> {
    let maker = Maker::new(&opened.examined, &opened.snapshot)
        .map_err(|error| Failure::new(Stop::Error, message::failure_no_bundles()).why(error))?;
    let tell = |judged: Judged<'_>| -> Result<(), SiteError> {
        let bundles = maker.beside(&judged).map_err(|error| SiteError::Page(error.to_string()))?;
        let bundle = |id: &VersionId| match bundles.bundle(id) {
            Ok(bundle) => bundle.encode().map(Some).map_err(|error| error.to_string()),
            Err(MakeError::NoVersion(_)) => Ok(None),
            Err(error) => Err(error.to_string()),
        };
        let words = |bound: &Bound| judged.read(&bound.path, bound.bytes).ok();
        let part = edition.with(EditionPart::of(&judged));
        Site::new(&part, url, &words, &bundle)?.statements(put)
    };
    let mut result = Ok(());
    let mut take = |made: Result<(), SiteError>| {
        result = made;
        result.is_ok()
    };
    opened.tell_again(session, &tell, &mut take)?;
    result
        .and_then(|()| Site::new(edition, url, &|_| None, &|_| Ok(None))?.overviews(put))
        .map_err(refused)
}

/// What an edition has of one statement.
pub(super) fn part_about(statement: &StatementId, mut judged: Judged<'_>) -> EditionPart {
    judged.lines.retain(|line| line.id == *statement);
    EditionPart::of(&judged)
}

/// The page of one version by itself, which checks itself wherever it lies.
pub(super) fn single(
    session: &Session,
    gathered: Gathered<EditionPart>,
    id: &VersionId,
    bundle: &[u8],
) -> Result<String, Failure> {
    let (opened, mut edition) = shown(gathered)?;
    // Nobody's words but its own are needed.
    edition.versions.retain(|one, _| one == id);
    let url = Place { url: None }.of(&edition);
    let words = |bound: &Bound| opened.snapshot.read(&bound.path, bound.bytes).ok();
    let bundle = |_: &VersionId| Ok(Some(bundle.to_vec()));
    let site = Site::new(&edition, &url, &words, &bundle);
    site.and_then(|site| site.single(id, session.locale())).map_err(refused)
}

fn refused(error: SiteError) -> Failure {
    match error {
        SiteError::Words(_) => Failure::new(Stop::Broken, error).attempt("countersign verify"),
        SiteError::Bundle(id, why) => failure::no_bundle(&id, why),
        SiteError::Page(why) => {
            Failure::new(Stop::Error, message::failure_no_page()).why(why).attempt("df -h")
        }
    }
}
