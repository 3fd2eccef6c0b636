//! Plain text: as it stands, and with what programs on its way have done to it undone.

use super::map::Woven;
use super::{
    ExtractError, Note, Reading, WORDS_BYTES_MAX, chat, columns, emphasis, encoding, entity, html,
    mail, markdown, pages,
};

/// The readings of a text, the one nearest to it first.
///
/// # Errors
/// If it is longer than any text that is compared.
pub(super) fn readings(
    decoded: Woven,
    notes: &[Note],
    is_markdown: bool,
) -> Result<Vec<Reading>, ExtractError> {
    let mut undone = Undone::of(decoded, notes, entity::every)?;
    let (text, mut notes) = undone.quoted.clone();
    if is_markdown || markdown::is_likely(&text) {
        // A text that is too long for Markdown is none, and its other readings stand.
        // Where nothing says that it is Markdown, what it strikes out or hides is what a reader sees.
        let leaves_out = |note: &Note| {
            matches!(note, Note::Struck(_) | Note::Hidden(_) | Note::Frames(_) | Note::Menus(_))
        };
        if let Ok(page) = markdown::page(&text, &mut notes)
            && let Ok(words) = html::words(&page, &mut notes)
            && (is_markdown || !notes.iter().any(leaves_out))
        {
            undone.add(Reading::of(Woven::unplaced(words), notes));
        }
    }
    Ok(undone.readings)
}

/// The readings of a text that was pasted into a page: nothing in it is taken for a page or a document.
///
/// # Errors
/// If it is longer than any text that is compared.
pub(super) fn pasted(decoded: Woven) -> Result<Vec<Reading>, ExtractError> {
    let mut undone = Undone::of(decoded, &[], entity::common)?;
    let (woven, mut notes) = undone.listed.clone();
    let woven = emphasis::without_emphasis(woven, &mut notes);
    // As for Markdown in a file: nobody is told where in the copy its words stand.
    undone.add(Reading::of(Woven::unplaced(woven.text), notes));
    Ok(undone.readings)
}

/// A text without what programs on its way have done to it.
struct Undone {
    readings: Vec<Reading>,
    /// Before list marks came off.
    quoted: (String, Vec<Note>),
    /// After they did.
    listed: (Woven, Vec<Note>),
}

impl Undone {
    fn of(decoded: Woven, notes: &[Note], named: entity::Named) -> Result<Self, ExtractError> {
        if decoded.text.len() > WORDS_BYTES_MAX {
            return Err(ExtractError::Size { what: "the words of a copy", most: WORDS_BYTES_MAX });
        }
        let as_given = Reading::of(decoded.clone(), notes.to_vec());
        let mut undone = notes.to_vec();
        let mut woven = mail::without_header(decoded, &mut undone);
        // Marks come off before the lines are put together again, and those that were written as entities after.
        woven = mail::without_quoting(woven, &mut undone);
        woven = mail::without_quoted_printable(woven, &mut undone);
        woven = encoding::unmisread(woven, &mut undone);
        woven = entity::without_entities(woven, named, &mut undone);
        woven = mail::without_quoting(woven, &mut undone);
        let quoted = (woven.text.clone(), undone.clone());
        woven = mail::without_bullets(woven, &mut undone);
        let listed = (woven, undone);
        let (text, notes) = &quoted;
        let paged = if text.contains('\u{c}') { pages::bare(text, notes) } else { None };
        let columns = columns::reading(text, notes);
        let chat = chat::reading(text, notes);
        let mut all =
            Self { readings: vec![as_given], quoted: quoted.clone(), listed: listed.clone() };
        all.add(Reading::of(listed.0, listed.1));
        paged.into_iter().chain(columns).chain(chat).for_each(|reading| all.add(reading));
        Ok(all)
    }

    /// Adds a reading with other words.
    fn add(&mut self, reading: Reading) {
        if self.readings.iter().all(|other| other.text != reading.text) {
            self.readings.push(reading);
        }
    }
}
