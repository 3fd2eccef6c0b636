//! A copy beside the bundle that was opened.

use std::convert::Infallible;

use serde::Serialize;

use super::json;
use super::opened::{Line, Opened};
use countersign_copy::answer::{Answer, Apart, Asked, Why, nearest, of_apart};
use countersign_copy::check::Place;
use countersign_copy::extract::{ExtractError, Extracted, pasted};
#[cfg(feature = "desk")]
use countersign_copy::extract::{Hint, extract};
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::ledger::version::Version;
use countersign_core::verify::Question;
use countersign_core::verify::report::Outcome;
use countersign_speech as speech;
use countersign_speech::check;
use countersign_speech::check::json::File;
use countersign_speech::locale::Locale;

#[derive(Serialize)]
struct Told<'a, D: Serialize> {
    outcome: Outcome,
    /// As `check --json` has it.
    document: D,
    word: String,
    sentence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<String>,
    lines: Vec<Line>,
    /// The differences of words.
    changes: Vec<Change<'a>>,
    /// The copy as it was read, in pieces: what is the text's, what is changed or missing, what stands around it.
    copy: Vec<Piece<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize)]
struct Piece<'a> {
    is: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct Unread {
    outcome: Outcome,
    lines: Vec<String>,
}

impl Opened {
    /// Whether a text that was pasted has the words of this bundle's texts.
    pub(super) fn check(&mut self, given: &[u8], locale: Locale) -> Vec<u8> {
        self.laid_beside(given, pasted(given), locale)
    }

    /// Whether a document has the words of this bundle's texts.
    #[cfg(feature = "desk")]
    pub(super) fn compare(&mut self, given: &[u8], locale: Locale) -> Vec<u8> {
        self.laid_beside(given, extract(given, Hint::None), locale)
    }

    /// The translations in the bundle that do not stand any more.
    fn former(&self) -> Vec<Apart> {
        let version = self.examined.replayed.state.version(&self.bundle.about());
        let all = version.into_iter().flat_map(Version::former_translations);
        let former = all.filter_map(|one| {
            let (version, language) = (one.body.of(), one.body.language.clone());
            let path = layout::translated_path(&version, &language, one.body.number);
            let words = self.bundle.text(&path)?.to_owned();
            let is_it = Hash::of(words.as_bytes()) == one.text.sha256;
            let why = one.reason.cloned().map_or(Why::Replaced, Why::Retracted);
            is_it.then_some(Apart { version, language, words, why })
        });
        former.collect()
    }

    fn laid_beside(
        &mut self,
        given: &[u8],
        extracted: Result<Extracted, ExtractError>,
        locale: Locale,
    ) -> Vec<u8> {
        let readings = match extracted {
            Ok(extracted) => extracted.readings,
            Err(error) => {
                return json(&Unread {
                    outcome: Outcome::Unchecked,
                    lines: [speech::unread(&error), speech::unread_advice_here(&error)]
                        .map(|line| line.say(locale))
                        .to_vec(),
                });
            }
        };
        let library = self.library();
        let texts = |wanted: &[Hash]| {
            let is_wanted =
                |text: &&_| wanted.contains(&countersign_copy::check::Registered::hash(text));
            Ok::<_, Infallible>(library.texts.iter().filter(is_wanted).cloned().collect())
        };
        let Ok(Some((reading, verdict))) = nearest(given, readings, &library.index, texts) else {
            return json(&Unread { outcome: Outcome::Unchecked, lines: Vec::new() });
        };
        let about = |place: &Place| {
            let (version, language) = (place.version.clone(), place.language.clone());
            self.examined.answer(&Question::about_text(version, language))
        };
        let (examined, whole) = (&self.examined, &self.report);
        let asked = Asked { examined, whole, is_article: false, about: &about };
        let mut answer = Answer::compared(reading, verdict, &asked);
        answer.findings.extend(of_apart(&answer, &self.former()));
        let findings = check::findings(&answer);
        let lines = findings.iter().cloned().map(|line| Line::of(line, locale)).collect();
        let file = [File { name: None, answer, findings }];
        let answer = &file[0].answer;
        json(&Told {
            outcome: answer.outcome,
            document: check::json::of(&file, answer.outcome),
            word: check::word(answer).say(locale),
            sentence: check::sentence(answer).say(locale),
            names: check::names(answer).map(|names| names.say(locale)),
            lines,
            changes: changes(answer),
            copy: pieces(answer),
        })
    }
}

fn changes(answer: &Answer) -> Vec<Change<'_>> {
    let changes = answer.found().into_iter().flat_map(|found| &found.changes);
    changes.map(|change| Change { before: &change.before, after: &change.after }).collect()
}

/// The copy in pieces: changed words within it, with those of the text before them, and what stands around the text.
fn pieces(answer: &Answer) -> Vec<Piece<'_>> {
    let Some(found) = answer.found() else { return Vec::new() };
    let changed = found.changes.iter();
    let changed = changed.map(|change| (&change.at, change.before.as_str(), "changed"));
    let around = found.around.iter().map(|range| (range, "", "around"));
    let mut marked: Vec<_> = changed.chain(around).collect();
    marked.sort_by_key(|(range, ..)| range.start);
    let (mut pieces, mut at) = (Vec::new(), 0);
    let mut push = |text, is| {
        if !str::is_empty(text) {
            pieces.push(Piece { is, text });
        }
    };
    let copy = |from: usize, to: usize| answer.copy().get(from..to).unwrap_or_default();
    for (range, before, is) in marked {
        if range.start < at {
            continue;
        }
        push(copy(at, range.start), "same");
        push(before, "missing");
        push(copy(range.start, range.end), is);
        at = range.end;
    }
    push(copy(at, answer.copy().len()), "same");
    pieces
}
