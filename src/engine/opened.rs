//! A bundle that was opened: its verdict, and whether a page shows what was found.

use serde::Serialize;

use super::heads::Heads;
use super::{Request, json};
use countersign_copy::check::{Index, Place, Registered, sketch};
use countersign_core::bundle::{self, Bundle, BundleError};
use countersign_core::name::Language;
use countersign_core::text::Text;
use countersign_core::time::Timestamp;
use countersign_core::verify::edition::VersionPart;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::report::{Outcome, Report, VersionLine};
use countersign_core::verify::{Examined, Question, Subject};
use countersign_speech::locale::Locale;
use countersign_speech::page::{Page, Source};
use countersign_speech::{self as speech};

/// A bundle that was judged.
pub(super) struct Opened {
    pub(super) bundle: Bundle,
    pub(super) examined: Examined,
    pub(super) report: Report,
    part: Option<VersionPart>,
    texts: Vec<(Language, Text)>,
    library: Option<Library>,
}

/// The texts of a bundle, to lay a copy beside.
pub(super) struct Library {
    pub(super) texts: Vec<Registered>,
    pub(super) index: Index,
}

/// A finding in the reader's language.
#[derive(Serialize)]
pub(super) struct Line {
    severity: countersign_core::verify::report::Severity,
    code: &'static str,
    path: String,
    sentence: String,
}

#[derive(Serialize)]
struct Told<R: Serialize> {
    outcome: Outcome,
    report: R,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Compared<'a> {
    outcome: Outcome,
    /// The first piece that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    differs: Option<Difference<'a>>,
    lines: Vec<Line>,
}

/// A piece of a page that is not what was found.
#[derive(Serialize)]
struct Difference<'a> {
    /// Which of the pieces that are shown.
    at: usize,
    /// What is shown; nothing where the page lacks it.
    shown: Option<&'a (String, String)>,
    /// What was found; nothing where the page has more.
    found: Option<(&'a str, &'a str)>,
}

impl Opened {
    /// Judges a bundle, beside the reader's clock where there is one, and the bundles that were opened before.
    pub(super) fn read(
        bytes: &[u8],
        request: &Request,
        heads: &mut Heads,
    ) -> Result<Self, BundleError> {
        let bundle = Bundle::read(bytes)?;
        let examined = bundle::examine(&bundle);
        let about = bundle.about();
        let mut question = Question::about(Subject::Version(about.clone()));
        // A clock outside of four-digit years says nothing.
        question.now = request.now.and_then(|seconds| Timestamp::from_unix_seconds(seconds).ok());
        question.beside = heads.beside(&examined, &request.file);
        let report = examined.answer(&question);
        let part = examined.version_part(&about);
        let texts =
            part.iter().flat_map(VersionPart::every_text).filter_map(|(language, bound)| {
                let text = Text::parse(bundle.text(&bound.path)?.as_bytes(), language).ok()?;
                Some((language.clone(), text))
            });
        let texts = texts.collect();
        Ok(Self { bundle, examined, report, part, texts, library: None })
    }

    /// The version, as verification sees it.
    pub(super) fn line(&self) -> Option<&VersionLine> {
        self.report.statements.iter().flat_map(|one| &one.versions).next()
    }

    /// The verdict.
    pub(super) fn told(&self, request: &Request) -> Vec<u8> {
        told(&self.report, request.locale())
    }

    /// Whether a page with these pieces shows what was found.
    pub(super) fn page(&self, request: &Request) -> Vec<u8> {
        let is_sound = matches!(self.report.outcome, Outcome::Holds | Outcome::Caveat);
        let page = self.shown(request.locale()).filter(|_| is_sound);
        let pieces = page.as_ref().map_or_else(Vec::new, Page::pieces);
        let differs = page.as_ref().and_then(|_| difference(&request.shown, &pieces));
        let outcome = match differs {
            Some(_) => Outcome::Broken,
            None => self.report.outcome,
        };
        let lines = lines(&self.report.findings, request.locale());
        json(&Compared { outcome, differs, lines })
    }

    /// What a page of the version says.
    fn shown(&self, locale: Locale) -> Option<Page> {
        let (id, part) = (self.bundle.about(), self.part.as_ref()?);
        let current = self.examined.replayed.state.current(&id.statement);
        let newest = current.map_or(id.version, |newest| newest.statement.version);
        let source = Source { id: &id, line: self.line()?, part, newest, texts: &self.texts };
        Some(Page::of(source, locale))
    }

    /// Its texts and their index, made at the first copy.
    pub(super) fn library(&mut self) -> &Library {
        let Self { bundle, examined, part, texts, library, .. } = self;
        library.get_or_insert_with(|| {
            let id = bundle.about();
            let current = examined.replayed.state.current(&id.statement);
            let is_current = current.is_some_and(|one| one.statement.version == id.version);
            let registered = |(language, text): &(Language, Text)| {
                let place = Place { version: id.clone(), language: language.clone(), is_current };
                let titles = part.iter().filter_map(|part| part.titles.get(language).cloned());
                Registered::new(vec![place], text.as_str(), &titles.collect::<Vec<_>>())
            };
            let texts: Vec<Registered> = texts.iter().map(registered).collect();
            let sketches = texts.iter().map(|one| (one.hash(), sketch(one.words()))).collect();
            Library { index: Index::of(&sketches), texts }
        })
    }
}

/// The first piece that is not what it should be.
fn difference<'a>(
    shown: &'a [(String, String)],
    found: &[(&'a str, &'a str)],
) -> Option<Difference<'a>> {
    let is_same = |at: usize| match (shown.get(at), found.get(at)) {
        (Some((kind, text)), Some((other, want))) => kind == other && text == want,
        _ => false,
    };
    let at = (0..shown.len().max(found.len())).find(|at| !is_same(*at))?;
    Some(Difference { at, shown: shown.get(at), found: found.get(at).copied() })
}

/// A report, and its findings in the reader's language.
pub(super) fn told(report: &Report, locale: Locale) -> Vec<u8> {
    let lines = lines(&report.findings, locale);
    json(&Told { outcome: report.outcome, report: speech::json::report(report), lines })
}

fn lines(findings: &[Finding], locale: Locale) -> Vec<Line> {
    speech::findings(findings).into_iter().map(|line| Line::of(line, locale)).collect()
}

impl Line {
    pub(super) fn of(line: speech::FindingLine, locale: Locale) -> Self {
        Self {
            severity: line.severity,
            code: line.code,
            sentence: line.message.say(locale),
            path: line.path,
        }
    }
}
