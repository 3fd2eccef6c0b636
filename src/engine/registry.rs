//! A registry's files, judged as `verify --dir` does.

use std::collections::BTreeMap;

use super::Request;
use super::opened;
use countersign_core::receipt::Receipt;
use countersign_core::tree::{File, Listing, ReadError, Source};
use countersign_core::verify::{self, NotChecked, Question, Shown, Subject};

struct Files<'a> {
    listing: Listing,
    bytes: BTreeMap<String, &'a [u8]>,
}

impl Source for Files<'_> {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        let owned = || path.to_owned();
        let bytes = self.bytes.get(path).ok_or_else(|| ReadError::Missing(owned()))?;
        let size_bytes = bytes.len() as u64;
        if size_bytes > max_bytes {
            return Err(ReadError::TooLarge { path: owned(), size_bytes, max_bytes });
        }
        Ok(bytes.to_vec())
    }
}

/// The verdict on the files, and on a receipt beside them.
pub(super) fn told(request: &Request, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let cut = "the lengths of the files are not those of the bytes";
    let (mut rest, mut files) = (bytes, BTreeMap::new());
    for (path, length) in &request.files {
        let length = usize::try_from(*length).map_err(|_| cut)?;
        let (file, more) = rest.split_at_checked(length).ok_or(cut)?;
        files.insert(path.clone(), file);
        rest = more;
    }
    if rest.len() as u64 != request.receipt {
        return Err(cut.to_owned());
    }
    let file = |bytes: &&[u8]| File { size_bytes: Some(bytes.len() as u64), id: None };
    let listed = files.iter().map(|(path, bytes)| (path.clone(), file(bytes))).collect();
    let listing = Listing { files: listed, oddities: Vec::new() };
    let examined = verify::examine(&Files { listing, bytes: files }, &Vec::new);
    let mut question = Question::about(Subject::Registry);
    question.not_checked = vec![NotChecked::Folder];
    if !rest.is_empty() {
        let text = std::str::from_utf8(rest).map_err(|error| error.to_string())?;
        let receipt: Receipt = text.parse().map_err(|error| format!("no receipt: {error}"))?;
        question.receipt = Some(Shown { file: String::new(), receipt, organisation: None });
    }
    Ok(opened::told(&examined.answer(&question), request.locale()))
}
