//! From what a person types to a commit (gitrevisions(7), as far as `--rev` needs it).

use super::object::ObjectId;
use super::{Store, StoreError, refs};

/// Shortest abbreviated id, in digits: git's own limit.
const DIGITS_MIN: usize = 4;
/// Most steps such as `~3^2~1`.
const STEPS_MAX: usize = 64;
/// Furthest that one step leads back.
const BACK_MAX: usize = 1_000_000;
/// Where a short name is looked for, in git's order.
const PLACES: [&str; 5] = ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"];

impl Store {
    /// The commit that a commit id, its beginning, a branch, a tag, `HEAD` or any of them with `~N` and `^N` names.
    ///
    /// # Errors
    /// Where it names none, several, or one that cannot be read.
    pub fn resolve(&self, revision: &str) -> Result<ObjectId, StoreError> {
        let refuse = |why: &str| StoreError::Revision {
            revision: revision.chars().take(200).collect(),
            why: why.into(),
        };
        let base = revision.split(['~', '^']).next().unwrap_or_default();
        let mut id =
            self.objects.peel(&self.base(base)?.ok_or_else(|| refuse("there is none"))?)?.id;
        let mut rest = revision.get(base.len()..).unwrap_or_default();
        for _ in 0..STEPS_MAX {
            let Some(step) = rest.chars().next() else { return Ok(id) };
            rest = rest.get(1..).unwrap_or_default();
            if step == '^'
                && let Some(after) = rest.strip_prefix("{commit}").or(rest.strip_prefix("{}"))
            {
                rest = after;
                continue;
            }
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (number, after) = rest.split_at(digits);
            rest = after;
            let number = if number.is_empty() { Ok(1) } else { number.parse::<usize>() };
            let number = number.ok().filter(|number| *number <= BACK_MAX);
            let number = number.ok_or_else(|| refuse("that is too far back"))?;
            id = match step {
                '~' => self.back(id, number)?,
                '^' if number == 0 => Some(id),
                '^' => self.commit_at(&id)?.parents.get(number - 1).copied(),
                _ => return Err(refuse("want ~N or ^N behind a name")),
            }
            .ok_or_else(|| refuse("history does not reach back so far"))?;
        }
        Err(refuse("too many steps"))
    }

    fn back(&self, mut id: ObjectId, steps: usize) -> Result<Option<ObjectId>, StoreError> {
        for _ in 0..steps {
            let Some(parent) = self.first_parent(&id)? else { return Ok(None) };
            id = parent;
        }
        Ok(Some(id))
    }

    fn base(&self, name: &str) -> Result<Option<ObjectId>, StoreError> {
        if let Ok(id) = name.parse() {
            return Ok(Some(id));
        }
        let name = if name == "@" { "HEAD" } else { name };
        for place in PLACES {
            let whole = format!("{place}{name}");
            if refs::check_name(&whole).is_ok()
                && let Some(id) = self.refs.find(&whole)?
            {
                return Ok(Some(id));
            }
        }
        let hexadecimal = name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if name.len() < DIGITS_MIN || !hexadecimal {
            return Ok(None);
        }
        let mut found = self.objects.starting_with(name).into_iter();
        // As git does, only commits and tags are meant where a commit is asked for.
        let mut commits = found.by_ref().filter(|id| self.objects.peel(id).is_ok());
        match (commits.next(), commits.next()) {
            (first, None) => Ok(first),
            _ => {
                Err(StoreError::Revision { revision: name.into(), why: "several start so".into() })
            }
        }
    }
}
