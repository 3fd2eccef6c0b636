//! Feeds (RSS 2.0, RSS 1.0 and Atom): each entry is a reading, its title and the longest of its texts.
//!
//! What a program that reads feeds shows beside an entry is not in it, so that the note is a caveat.

use super::map::Woven;
use super::xml::{self, Piece};
use super::{ExtractError, Note, Reading, WORDS_BYTES_MAX, html};

/// Most entries that are read: the newest ones of a feed come first.
const ENTRIES_MAX: usize = 32;

/// Whether a text is a feed.
pub(super) fn is_feed(text: &str) -> bool {
    matches!(root(text), Some("rss" | "feed" | "RDF"))
}

/// The name of the first element of a text that says that it is XML.
pub(super) fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    let is_feed = ["<rss", "<feed", "<rdf:RDF"].iter().any(|start| rest.starts_with(start));
    if !rest.starts_with("<?xml") && !is_feed {
        return None;
    }
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        rest = rest.get(rest.find(end)? + end.len()..)?.trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|one: char| one.is_whitespace() || matches!(one, '>' | '/'))?;
    name.get(..end)?.rsplit(':').next()
}

#[derive(Default)]
struct Entry {
    title: String,
    texts: Vec<String>,
}

/// The entries of a feed.
///
/// # Errors
/// If it is damaged, or an entry is a page that is larger or more tangled than any that people read.
pub(super) fn readings(text: &str, notes: &[Note]) -> Result<Vec<Reading>, ExtractError> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    xml::read(text.as_bytes(), |piece| {
        match piece {
            Piece::Start(element) => {
                if matches!(element.name.as_str(), "item" | "entry") && entries.len() < ENTRIES_MAX
                {
                    entries.push(Entry::default());
                }
                let is_text = matches!(
                    element.name.as_str(),
                    "description" | "encoded" | "content" | "summary"
                );
                if let Some(entry) = entries.last_mut().filter(|_| is_text) {
                    entry.texts.push(String::new());
                }
                open.push(element.name);
            }
            Piece::End => drop(open.pop()),
            Piece::Text(text) => {
                let is_in = |names: &[&str]| open.iter().any(|one| names.contains(&one.as_str()));
                let Some(entry) = entries.last_mut().filter(|_| is_in(&["item", "entry"])) else {
                    return Ok(());
                };
                if is_in(&["description", "encoded", "content", "summary"]) {
                    entry
                        .texts
                        .iter_mut()
                        .next_back()
                        .into_iter()
                        .for_each(|one| one.push_str(&text));
                } else if is_in(&["title"]) {
                    entry.title.push_str(&text);
                }
            }
        }
        Ok(())
    })?;
    let mut readings = Vec::new();
    for entry in entries {
        let text = entry.texts.into_iter().max_by_key(String::len).unwrap_or_default();
        let mut notes = notes.to_vec();
        // The markup of an entry came as text, or as elements whose words stand one after the other.
        let is_page = text.contains("</") || text.contains("<p") || text.contains("<br");
        let words = if is_page { html::words(&text, &mut notes)? } else { text };
        notes.push(Note::Data);
        let words = format!("{}\n\n{}\n", entry.title.trim(), words.trim());
        if words.len() > WORDS_BYTES_MAX {
            return Err(ExtractError::Size { what: "the words of a copy", most: WORDS_BYTES_MAX });
        }
        readings.push(Reading::of(Woven::unplaced(words), notes));
    }
    if readings.is_empty() { Err(ExtractError::Empty) } else { Ok(readings) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_is_a_reading() {
        let rss = "<?xml version=\"1.0\"?><rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>News</title><item><title>One</title><description>short</description><content:encoded><![CDATA[<p>We ask</p><p>for release.</p>]]></content:encoded></item><item><title>Two</title><description>Other &amp; more</description></item></channel></rss>";
        assert!(is_feed(rss));
        let readings = readings(rss, &[]).unwrap();
        let texts: Vec<&str> = readings.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["One\n\nWe ask\n\nfor release.\n", "Two\n\nOther & more\n"]);
        assert_eq!(readings[0].notes, [Note::Data]);
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><content type='html'>&lt;p>We&lt;/p></content></entry></feed>";
        assert_eq!(super::readings(atom, &[]).unwrap()[0].text, "A\n\nWe\n");
    }

    #[test]
    fn what_a_feed_is() {
        assert_eq!(root("<?xml version='1.0'?>\n<!-- a > b -->\n<a:doc x=''>"), Some("doc"));
        assert!(!is_feed("<p>rss</p>") && root("We ask").is_none());
        assert_eq!(readings("<rss></rss>", &[]), Err(ExtractError::Empty));
    }
}
