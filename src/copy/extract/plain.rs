//! Plain text: as it stands, and with what programs on its way have done to it undone.

use super::map::Woven;
use super::{
    ExtractError, Note, Reading, WORDS_BYTES_MAX, columns, encoding, entity, html, mail, markdown,
    pages,
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
    woven = entity::without_entities(woven, &mut undone);
    woven = mail::without_quoting(woven, &mut undone);
    let quoted = (woven.text.clone(), undone.clone());
    woven = mail::without_bullets(woven, &mut undone);
    let mut readings = vec![as_given];
    let mut add = |reading: Reading| {
        if readings.iter().all(|other| other.text != reading.text) {
            readings.push(reading);
        }
    };
    add(Reading::of(woven, undone));
    let (text, mut notes) = quoted;
    if text.contains('\u{c}') {
        pages::bare(&text, &notes).into_iter().for_each(&mut add);
    }
    columns::reading(&text, &notes).into_iter().for_each(&mut add);
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
            add(Reading::of(Woven::unplaced(words), notes));
        }
    }
    Ok(readings)
}
