//! Commits and tags made again: with other trees and parents, without some words, and without signatures,
//! which would not fit any more.

use super::object::ObjectId;

/// Headers of a commit that a commit made again no longer has: signatures over what it was.
const SIGNED: [&[u8]; 3] = [b"gpgsig ", b"gpgsig-sha256 ", b"mergetag "];
/// Who has made a commit that carried what goes, if somebody asks.
const NOBODY: &[u8] = b"countersign <countersign@registry.invalid>";

/// Words that are no longer said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Silence<'a> {
    pub(super) words: &'a [String],
    pub(super) instead: &'a str,
    pub(super) about: &'a str,
}

/// A commit with this tree and these parents, where its words or its makers change; `brings` is said of a commit
/// that brought or took the files, whose makers are then not named.
pub(super) fn commit(
    bytes: &[u8],
    named: (&ObjectId, &[ObjectId]),
    silence: &Silence<'_>,
    is_about: bool,
    brings: bool,
) -> Option<Vec<u8>> {
    let (_, message) = split(bytes);
    let silenced = silence.apply(message, is_about);
    if silenced.is_none() && !brings {
        return None;
    }
    Some(remade(bytes, named, silenced.as_deref().unwrap_or(message), brings))
}

/// The same commit with this tree and these parents.
pub(super) fn unsigned(bytes: &[u8], named: (&ObjectId, &[ObjectId])) -> Vec<u8> {
    remade(bytes, named, split(bytes).1, false)
}

fn remade(
    bytes: &[u8],
    (tree, parents): (&ObjectId, &[ObjectId]),
    message: &[u8],
    by_nobody: bool,
) -> Vec<u8> {
    let mut new = format!("tree {tree}\n").into_bytes();
    for parent in parents {
        new.extend_from_slice(format!("parent {parent}\n").as_bytes());
    }
    let mut is_dropped = false;
    for line in split(bytes).0.split_inclusive(|byte| *byte == b'\n') {
        // A line that begins with a space belongs to the one above it.
        if !line.starts_with(b" ") {
            is_dropped = line.starts_with(b"tree ")
                || line.starts_with(b"parent ")
                || SIGNED.iter().any(|word| line.starts_with(word));
        }
        let word: Option<&[u8]> = [&b"author "[..], b"committer "]
            .into_iter()
            .find(|word| by_nobody && line.starts_with(word));
        match (word, line.iter().rposition(|byte| *byte == b'>')) {
            _ if is_dropped => {}
            (Some(word), Some(end)) => {
                new.extend_from_slice(
                    &[word, NOBODY, line.get(end + 1..).unwrap_or(b"\n")].concat(),
                );
            }
            _ => new.extend_from_slice(line),
        }
    }
    new.push(b'\n');
    new.extend_from_slice(message);
    new
}

/// A tag that names something else or says something else; none where it stays as it is.
pub(super) fn tag(bytes: &[u8], object: &ObjectId, silence: &Silence<'_>) -> Option<Vec<u8>> {
    let (headers, message) = split(bytes);
    let silenced = silence.apply(message, false);
    let named = format!("object {object}\n").into_bytes();
    if silenced.is_none() && headers.starts_with(&named) {
        return None;
    }
    let message = silenced.as_deref().unwrap_or(message);
    let signature = find(message, b"-----BEGIN ").unwrap_or(message.len());
    let rest = headers.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let rest = headers.get(rest..).unwrap_or_default();
    Some([&named, rest, b"\n", message.get(..signature).unwrap_or_default()].concat())
}

impl Silence<'_> {
    /// A message without the words; none where it has none of them, or is about something else.
    fn apply(&self, message: &[u8], is_about: bool) -> Option<Vec<u8>> {
        if !is_about && find(message, self.about.as_bytes()).is_none() {
            return None;
        }
        let mut now = message.to_vec();
        for word in self.words.iter().filter(|word| !word.is_empty()) {
            now = replace(&now, word.as_bytes(), self.instead.as_bytes());
        }
        (now != message).then_some(now)
    }
}

/// Every `word` that stands by itself, in whatever letter case, becomes `instead`.
fn replace(text: &[u8], word: &[u8], instead: &[u8]) -> Vec<u8> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    let mut new = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let is_here = rest.get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
        let before = at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(is_letter);
        let after = rest.get(word.len()).is_some_and(is_letter);
        if is_here && !before && !after {
            new.extend_from_slice(instead);
            at += word.len();
        } else {
            new.extend(rest.first());
            at += 1;
        }
    }
    new
}

/// The headers of an object, with the end of their last line, and its message.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    match find(bytes, b"\n\n") {
        Some(end) => (bytes.get(..=end).unwrap_or(bytes), bytes.get(end + 2..).unwrap_or_default()),
        None => (bytes, &[]),
    }
}

fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len().max(1)).position(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    fn silence(words: &[String]) -> Silence<'_> {
        Silence { words, instead: "(name withheld)", about: "2021/solidarity" }
    }

    #[test]
    fn words_that_stand_by_themselves_are_no_longer_said() {
        let said = |message: &str| {
            let words = ["foro.example".to_owned(), "Foro Ejemplo".to_owned()];
            let new = silence(&words).apply(message.as_bytes(), false);
            new.map(|new| String::from_utf8(new).unwrap())
        };
        assert_eq!(
            said("2021/solidarity@1: endorse by Foro.example\n").as_deref(),
            Some("2021/solidarity@1: endorse by (name withheld)\n")
        );
        assert_eq!(said("2021/solidarity: otroforo.example, foro.examples\n"), None);
        assert_eq!(
            said("2021/solidarity: Foro Ejemplo, foro.example.").as_deref(),
            Some("2021/solidarity: (name withheld), (name withheld).")
        );
        assert_eq!(said("enrol foro.example\n"), None, "about something else");
    }

    #[test]
    fn a_commit_made_again_has_no_signature_and_names_nobody() {
        let id: ObjectId = ID.parse().unwrap();
        let old = format!(
            "tree {ID}\nparent {ID}\nauthor Ana <ana@foro.example> 1 +0100\ncommitter B <b@x> 2 +0000\n\
             gpgsig -----BEGIN\n abc\n -----END\nencoding UTF-8\n\nhello\n"
        );
        let new = commit(old.as_bytes(), (&id, &[]), &silence(&[]), true, true).unwrap();
        let want = format!(
            "tree {ID}\nauthor countersign <countersign@registry.invalid> 1 +0100\n\
             committer countersign <countersign@registry.invalid> 2 +0000\nencoding UTF-8\n\nhello\n"
        );
        assert_eq!(String::from_utf8(new).unwrap(), want);
        assert_eq!(commit(old.as_bytes(), (&id, &[]), &silence(&[]), true, false), None);
    }

    #[test]
    fn a_tag_made_again_names_another_commit_and_has_no_signature() {
        let old = format!(
            "object {ID}\ntype commit\ntag v1\ntagger A <a@x> 1 +0000\n\nfirst\n-----BEGIN SSH SIGNATURE-----\nx\n"
        );
        let id: ObjectId = ID.parse().unwrap();
        assert_eq!(tag(old.as_bytes(), &id, &silence(&[])), None);
        let new = tag(old.as_bytes(), &ObjectId::ZERO, &silence(&[])).unwrap();
        let new = String::from_utf8(new).unwrap();
        assert!(new.starts_with(&format!("object {}\ntype commit\n", ObjectId::ZERO)), "{new}");
        assert!(new.ends_with("\n\nfirst\n"), "{new}");
    }
}
