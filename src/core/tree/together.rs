//! Several sources as one, and one that has no parts.

use std::collections::HashMap;
use std::ops::Range;

use super::{File, Listing, Parts, ReadError, Source};

/// The files of several sources.
#[derive(Default)]
pub struct Together<'a> {
    first: Option<&'a dyn Source>,
    more: Vec<Box<dyn Source + 'a>>,
    /// In which of the others a file is.
    places: HashMap<String, usize>,
    /// All files, where there are others.
    listing: Listing,
}

impl<'a> Together<'a> {
    /// The files of one source.
    #[must_use]
    pub fn of(first: &'a dyn Source) -> Self {
        Self { first: Some(first), ..Self::default() }
    }

    /// Adds those of another one.
    pub fn add(&mut self, other: Box<dyn Source + 'a>) {
        if self.more.is_empty()
            && let Some(first) = self.first
        {
            self.listing = first.listing().clone();
        }
        let listing = other.listing();
        let place = self.more.len();
        self.places.extend(listing.files.keys().map(|path| (path.clone(), place)));
        let files = listing.files.iter().map(|(path, file)| (path.clone(), file.clone()));
        self.listing.files.extend(files);
        self.listing.oddities.extend(listing.oddities.iter().cloned());
        self.more.push(other);
    }

    fn at(&self, path: &str) -> Result<&dyn Source, ReadError> {
        let other = self.places.get(path).and_then(|place| self.more.get(*place));
        let other = other.map(|other| &**other as &dyn Source);
        other.or(self.first).ok_or_else(|| ReadError::Missing(path.to_owned()))
    }
}

impl Source for Together<'_> {
    fn listing(&self) -> &Listing {
        match self.first.filter(|_| self.more.is_empty()) {
            Some(first) => first.listing(),
            None => &self.listing,
        }
    }

    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        self.at(path)?.read(path, max_bytes)
    }

    fn read_listed(&self, path: &str, file: &File, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        self.at(path)?.read_listed(path, file, max_bytes)
    }
}

/// A source that is taken whole.
pub struct Undivided<'a>(pub &'a dyn Source);

impl Parts for Undivided<'_> {
    fn rest(&self) -> &dyn Source {
        self.0
    }

    fn statements(&self) -> usize {
        0
    }

    fn name(&self, _: usize) -> Option<&str> {
        None
    }

    fn part(&self, _: Range<usize>) -> Option<Box<dyn Source + '_>> {
        None
    }
}
