//! Whether a copy is what was signed.

use super::{Error, Registry};
use countersign_cli::check::{CheckedRegistry, Given};
use countersign_cli::failure::{Failure, Stop};
use countersign_copy::answer::Answer;
use countersign_copy::extract::{Hint, extract};

impl Registry {
    /// What a copy is to the texts of this registry: the same as `countersign check` says.
    ///
    /// `name` is what the file is called, which only helps to tell what kind of file it is; `copy.txt` for text.
    /// A PDF is not read here: take its words out first.
    ///
    /// ```
    /// use countersign::{Match, Outcome, Registry};
    ///
    /// let registry = Registry::open(".")?.without_memory();
    /// let answer = registry.check(b"Nobody ever signed these words.", "copy.txt")?;
    /// assert_eq!((answer.outcome, answer.matched()), (Outcome::Unknown, Some(Match::Unknown)));
    /// let text = std::fs::read("registry/2021/venezuela-solidarity/v1/text.en.txt")?;
    /// assert_eq!(registry.check(&text, "copy.txt")?.matched(), Some(Match::Exact));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no registry, no words could be taken out of the copy, or the texts cannot be read.
    /// Other words than those that were signed are no error: see [`Answer::outcome`].
    pub fn check(&self, copy: &[u8], name: &str) -> Result<Answer, Error> {
        let mut here = self.here()?;
        let extracted = extract(copy, Hint::of_name(name))
            .map_err(|error| Error::of(Failure::new(Stop::Unchecked, error)))?;
        let given = Given { bytes: copy.to_vec(), readings: extracted.readings };
        let mut asked = CheckedRegistry::open(&mut here, None).map_err(Error::of)?;
        let whole = asked.report();
        asked.answer(&here, given, &whole).map_err(Error::of)
    }
}
