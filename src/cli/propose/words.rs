//! The words of a file as they will be frozen: what was done to get them is shown, and accepted or not.

use super::TextFile;
use crate::check::reading;
use crate::failure::{Failure, Stop};
use crate::session::Session;
use countersign_copy::extract::{
    ExtractError, GIVEN_BYTES_MAX, Hint, Kind, Note, Reading, extract,
};
use countersign_core::escape;
use countersign_core::key::private::holds_private_key;
use countersign_core::text::Text;
use countersign_core::text::repair::Repaired;
use countersign_speech as speech;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::propose::{self, ReadText};

/// Spaces that look like any other.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];
/// Most lines that are named for one thing.
const LINES_SHOWN: usize = 12;

/// The text as it will be frozen; what was taken out of a document and repaired is shown, and accepted or not.
pub(crate) fn read_text(
    session: &mut Session,
    one: &TextFile,
    accept_repairs: bool,
) -> Result<Text, Failure> {
    let (name, locale) = (one.file.display().to_string(), session.locale());
    let taken = taken_out(session, one, &name)?;
    let read = match &taken {
        Some(reading) => propose::parse_text(&one.file, reading.text.as_bytes(), &one.language)?,
        None => propose::read_text(session, &one.file, &one.language)?,
    };
    let repaired = match (read, &taken) {
        (ReadText::Repaired(repaired), _) => repaired,
        (ReadText::AsItIs(text), Some(_)) => Repaired { text, repairs: Vec::new() },
        (ReadText::AsItIs(text), None) => {
            for line in look_twice(&text, &name, locale) {
                session.message(&line)?;
            }
            return Ok(text);
        }
    };
    let mut preview = Vec::new();
    if let Some(reading) = &taken {
        preview.push(message::propose_taken_out(&name).say(locale));
        preview.extend(reading.notes.iter().map(|note| speech::note(note).say(locale)));
    }
    if taken.is_none() || !repaired.repairs.is_empty() {
        preview.push(message::propose_repaired(&name).say(locale));
    }
    preview.push(
        speech::repair::preview(&repaired, locale) + &message::propose_repaired_end().say(locale),
    );
    preview.extend(look_twice(&repaired.text, &name, locale));
    session.must_see(&preview.join("\n"))?;
    if !accept_repairs {
        session
            .confirm_yes(&message::propose_ask_words().say(session.locale()), "--accept-repairs")?;
    }
    Ok(repaired.text)
}

/// The words of a document, or of a text in another encoding; none where the file is a text as it is.
fn taken_out(session: &Session, one: &TextFile, name: &str) -> Result<Option<Reading>, Failure> {
    let bytes = session.read_given(&one.file, GIVEN_BYTES_MAX as u64, Stop::Unchecked)?;
    let hint = Hint::of_name(name);
    // Text is refused as text, with the place that is wrong in it, and a private key as one.
    if holds_private_key(&bytes) {
        return Ok(None);
    }
    let kind = match Kind::of(&bytes, hint) {
        Err(ExtractError::Binary | ExtractError::Encoding) => return Ok(None),
        kind => kind.map_err(|error| reading::unread(name, &error))?,
    };
    let readings = match kind {
        Kind::Plain | Kind::Mail | Kind::Data => {
            let is_text = std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0);
            let Some(copy) = (!is_text).then(|| extract(&bytes, Hint::None).ok()).flatten() else {
                return Ok(None);
            };
            copy.readings
        }
        _ => reading::readings(session, &bytes, (kind, hint), name)?,
    };
    // Markdown comes last, after the text as it stands.
    let chosen = match kind {
        Kind::Markdown => readings.into_iter().next_back(),
        _ => readings.into_iter().next(),
    };
    if let Some(reading) = &chosen {
        check_settled(reading, name, session.locale())?;
    }
    Ok(chosen)
}

/// What nobody decided yet is no text: changes that are neither accepted nor rejected, and comments.
fn check_settled(reading: &Reading, name: &str, locale: Locale) -> Result<(), Failure> {
    let is_open =
        |note: &&Note| matches!(note, Note::Deleted(_) | Note::Inserted(_) | Note::Comments);
    let open: Vec<String> =
        reading.notes.iter().filter(is_open).map(|note| speech::note(note).say(locale)).collect();
    if open.is_empty() {
        return Ok(());
    }
    Err(Failure::new(Stop::Refused, message::failure_unsettled(name))
        .why(open.join("; "))
        .attempt(message::failure_unsettled_try()))
}

/// What whoever freezes a text could miss in it.
fn look_twice(text: &Text, name: &str, locale: Locale) -> Vec<String> {
    let look = |what| message::propose_look_twice(name, what).say(locale);
    let mut lines: Vec<String> =
        text.warnings().iter().map(|one| look(speech::warning(one))).collect();
    let (spaces, others): (Vec<_>, Vec<_>) =
        text.invisible().into_iter().partition(|one| NO_BREAK.contains(&one.character));
    lines.extend(others.iter().map(|one| look(speech::invisible(one))));
    let broken = text.broken_words();
    if !broken.is_empty() {
        lines.push(look(message::propose_broken(broken.len() as u64, named(broken))));
    }
    if !spaces.is_empty() {
        let mut places: Vec<usize> = spaces.iter().map(|one| one.line).collect();
        places.dedup();
        lines.push(look(message::propose_no_break(spaces.len() as u64, named(places))));
    }
    lines.iter().map(|line| escape::terminal(line).to_string()).collect()
}

/// The first of some lines.
fn named(lines: Vec<usize>) -> String {
    let mut named: Vec<String> = lines.iter().take(LINES_SHOWN).map(usize::to_string).collect();
    if lines.len() > LINES_SHOWN {
        named.push("…".to_owned());
    }
    named.join(", ")
}
