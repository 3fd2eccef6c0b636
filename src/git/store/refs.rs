//! References as files: one each below `refs`, or many in `packed-refs` (gitrepository-layout(5)).

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::object::ObjectId;
use super::{StoreError, plain};

/// A reference file is one line.
const REF_BYTES_MAX: u64 = 4 << 10;
/// Largest `packed-refs`, in bytes: about half a million references.
const PACKED_BYTES_MAX: u64 = 64 << 20;
/// How often a reference may name a reference: git's own limit.
const SYMBOLIC_MAX: usize = 5;
/// Most branches that are listed, and how deep their names nest.
const BRANCHES_MAX: usize = 100_000;
const BRANCH_DEPTH_MAX: usize = 16;

/// The two folders of a repository: they differ in a linked work tree.
#[derive(Debug, Clone)]
pub(super) struct Refs {
    pub(super) git_dir: PathBuf,
    pub(super) common_dir: PathBuf,
}

/// The references in `packed-refs`.
type Packed = BTreeMap<String, ObjectId>;

enum Value {
    Id(ObjectId),
    Symbolic(String),
}

impl Refs {
    /// What a reference such as `HEAD` or `refs/heads/main` comes to.
    pub(super) fn find(&self, name: &str) -> Result<Option<ObjectId>, StoreError> {
        Ok(self.follow(name, None)?.1)
    }

    /// The branch that `HEAD` names, whether or not it exists; none where `HEAD` is detached.
    pub(super) fn head_branch(&self) -> Result<Option<String>, StoreError> {
        let (name, _) = self.follow("HEAD", None)?;
        Ok((name != "HEAD").then_some(name))
    }

    /// Whether a reference names another reference.
    pub(super) fn is_symbolic(&self, name: &str) -> Result<bool, StoreError> {
        Ok(matches!(self.value(name, None)?, Some(Value::Symbolic(_))))
    }

    /// What a name comes to, and the last name on the way; `packed` is what [`Refs::packed`] told, if it was asked.
    fn follow(
        &self,
        name: &str,
        packed: Option<&Packed>,
    ) -> Result<(String, Option<ObjectId>), StoreError> {
        let mut name = name.to_owned();
        for _ in 0..SYMBOLIC_MAX {
            match self.value(&name, packed)? {
                None => return Ok((name, None)),
                Some(Value::Id(id)) => return Ok((name, Some(id))),
                Some(Value::Symbolic(next)) => name = next,
            }
        }
        Err(StoreError::Reference { name, why: "it names a circle of references".into() })
    }

    fn value(&self, name: &str, packed: Option<&Packed>) -> Result<Option<Value>, StoreError> {
        check_name(name)?;
        let path = self.path(name);
        // A folder is where longer names lie.
        let read = if path.is_dir() { Ok(None) } else { plain::read(&path, REF_BYTES_MAX) };
        let Some(bytes) = read.map_err(|why| StoreError::io(&path, why))? else {
            let id = match packed {
                Some(packed) => packed.get(name).copied(),
                None => self.packed()?.get(name).copied(),
            };
            return Ok(id.map(Value::Id));
        };
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_end();
        if let Some(target) = text.strip_prefix("ref:") {
            return Ok(Some(Value::Symbolic(target.trim_start().to_owned())));
        }
        // Only files such as FETCH_HEAD have more than an id.
        let is_alone = name == "HEAD" || name.starts_with("refs/");
        let first = text.split_whitespace().next().unwrap_or_default();
        let id = if is_alone { text } else { first }.parse();
        let id = id.map_err(|_| StoreError::Reference {
            name: name.to_owned(),
            why: "its file is damaged".into(),
        })?;
        Ok(Some(Value::Id(id)))
    }

    /// The references in `packed-refs`; a loose file of the same name outranks them.
    pub(super) fn packed(&self) -> Result<Packed, StoreError> {
        let path = self.packed_path();
        let bytes =
            plain::read(&path, PACKED_BYTES_MAX).map_err(|why| StoreError::io(&path, why))?;
        let text = String::from_utf8_lossy(bytes.as_deref().unwrap_or_default());
        let mut found = BTreeMap::new();
        for (number, line) in text.split_terminator('\n').enumerate() {
            // The first says how the rest is written, and those with a hat what a tag comes to.
            if line.starts_with(['#', '^']) {
                continue;
            }
            let damaged = || StoreError::Reference {
                name: "packed-refs".into(),
                why: format!("its line {} is damaged", number + 1),
            };
            let (id, name) = line.split_once(' ').ok_or_else(damaged)?;
            let id = id.parse().map_err(|_| damaged())?;
            let is_name = !name.is_empty() && !name.contains(|c: char| c.is_control() || c == ' ');
            if !is_name || found.insert(name.to_owned(), id).is_some() {
                return Err(damaged());
            }
        }
        Ok(found)
    }

    /// Every reference whose name starts with `prefix`, which ends in `/`.
    pub(super) fn below(&self, prefix: &str) -> Result<BTreeMap<String, ObjectId>, StoreError> {
        let packed = self.packed()?;
        let is_below =
            |(name, _): &(&String, _)| name.starts_with(prefix) && check_name(name).is_ok();
        let below = packed.iter().filter(is_below);
        let mut found: BTreeMap<String, ObjectId> =
            below.map(|(name, id)| (name.clone(), *id)).collect();
        let mut names = Vec::new();
        let top = self.common_dir.join(prefix.trim_end_matches('/'));
        walk(&top, prefix, 0, &mut names).map_err(|why| StoreError::io(&top, why))?;
        for name in names {
            if check_name(&name).is_ok()
                && let Some(id) = self.follow(&name, Some(&packed))?.1
            {
                found.insert(name, id);
            }
        }
        Ok(found)
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        let own = !name.starts_with("refs/");
        if own { self.git_dir.join(name) } else { self.common_dir.join(name) }
    }

    pub(super) fn packed_path(&self) -> PathBuf {
        self.common_dir.join("packed-refs")
    }
}

fn walk(folder: &Path, prefix: &str, depth: usize, names: &mut Vec<String>) -> io::Result<()> {
    let files = match fs::read_dir(folder) {
        Ok(files) => files,
        Err(error) if plain::is_absent(&error) => return Ok(()),
        Err(error) => return Err(error),
    };
    for file in files {
        let file = file?;
        let Ok(name) = file.file_name().into_string() else { continue };
        let kind = file.file_type()?;
        if kind.is_dir() && depth < BRANCH_DEPTH_MAX {
            walk(&file.path(), &format!("{prefix}{name}/"), depth + 1, names)?;
        } else if kind.is_file() {
            names.push(format!("{prefix}{name}"));
        }
        if names.len() > BRANCHES_MAX {
            return Err(io::Error::other(format!("more than {BRANCHES_MAX} references")));
        }
    }
    Ok(())
}

/// Refuses what git-check-ref-format(1) refuses, so that a name is a safe path.
pub(super) fn check_name(name: &str) -> Result<(), StoreError> {
    let part = |part: &str| {
        let ending = Path::new(part).extension().is_some_and(|ending| ending == "lock");
        !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !ending
    };
    let letter = |c: char| !c.is_control() && !" ~^:?*[\\".contains(c);
    let top = name.starts_with("refs/")
        || name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let good = name.len() <= 1_000
        && top
        && name.split('/').all(part)
        && name.chars().all(letter)
        && !name.contains("..")
        && !name.contains("@{");
    if good {
        Ok(())
    } else {
        let name = name.chars().take(80).collect();
        Err(StoreError::Reference { name, why: "not the name of a reference".into() })
    }
}
