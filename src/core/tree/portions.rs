//! A tree whose listing is held, some folders at a time.

use std::ops::{Bound, Range};

use super::{File, Listing, Parts, ReadError, Source};

/// The files of a source, divided by folders.
pub struct Portions<'a> {
    rest: Portion<'a>,
    folders: Vec<String>,
}

impl<'a> Portions<'a> {
    /// `is_part` tells by its path which folder is a part, with everything below it.
    #[must_use]
    pub fn of(source: &'a dyn Source, is_part: &dyn Fn(&str) -> bool) -> Self {
        let listing = source.listing();
        // What cannot be read is nobody's part.
        let mut rest = Listing { oddities: listing.oddities.clone(), ..Listing::default() };
        let mut folders: Vec<String> = Vec::new();
        for (path, file) in &listing.files {
            let is_in = |folder: &String| path.strip_prefix(folder).is_some_and(is_below);
            if folders.last().is_some_and(is_in) {
                continue;
            }
            let mut ends = path.match_indices('/').map(|(at, _)| path.split_at(at).0);
            match ends.find(|folder| is_part(folder)) {
                Some(folder) => folders.push(folder.to_owned()),
                None => drop(rest.files.insert(path.clone(), file.clone())),
            }
        }
        folders.sort_unstable();
        Self { rest: Portion { source, listing: rest }, folders }
    }
}

fn is_below(rest: &str) -> bool {
    rest.starts_with('/')
}

impl Parts for Portions<'_> {
    fn rest(&self) -> &dyn Source {
        &self.rest
    }

    fn statements(&self) -> usize {
        self.folders.len()
    }

    fn name(&self, statement: usize) -> Option<&str> {
        self.folders.get(statement).map(String::as_str)
    }

    fn part(&self, range: Range<usize>) -> Option<Box<dyn Source + '_>> {
        let mut listing = Listing::default();
        for folder in self.folders.get(range)? {
            let from = (Bound::Excluded(folder.as_str()), Bound::Unbounded);
            let files = self.rest.source.listing().files.range::<str, _>(from);
            let below = files
                .take_while(|(path, _)| path.starts_with(folder))
                .filter(|(path, _)| path.strip_prefix(folder).is_some_and(is_below));
            listing.files.extend(below.map(|(path, file)| (path.clone(), file.clone())));
        }
        Some(Box::new(Portion { source: self.rest.source, listing }))
    }
}

/// Some of the files of a source.
struct Portion<'a> {
    source: &'a dyn Source,
    listing: Listing,
}

impl Source for Portion<'_> {
    fn listing(&self) -> &Listing {
        &self.listing
    }

    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        let file = self.listing.files.get(path);
        let file = file.ok_or_else(|| ReadError::Missing(path.to_owned()))?;
        self.source.read_listed(path, file, max_bytes)
    }

    fn read_listed(&self, path: &str, file: &File, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        self.source.read_listed(path, file, max_bytes)
    }
}
