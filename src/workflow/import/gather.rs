//! What was given: files and folders, read with bounds, each told for what it is.
//!
//! No link in a folder is followed, and nothing that a file says is taken for a path.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Passed;
use super::inside::{self, Paper};
use crate::error::ImportError;
use crate::progress::Steps;
use crate::{Error, World, files};
use countersign_copy::extract::INSIDE_BYTES_MAX;

/// Most files that one run looks at.
const FILES_MAX: usize = 10_000;
/// Folders in folders go no deeper.
const DEPTH_MAX: usize = 8;
/// Largest file that is read, in bytes: a mailbox.
const FILE_BYTES_MAX: u64 = INSIDE_BYTES_MAX as u64;
/// The name that what comes through standard input is given by.
pub const STANDARD_INPUT: &str = "-";

/// One file as it was found.
pub struct Gathered {
    /// Its name as it is shown; nothing is ever read or written under a name from inside a file.
    pub file: PathBuf,
    /// What it is.
    pub paper: Paper,
    /// Whether it has a line of its own, and is not one more part of a mail that another line is about.
    pub is_told: bool,
}

/// Everything that was given, in order; each file once; `input` is what came through standard input, named `-`.
///
/// # Errors
/// Where there are too many, or one that was named cannot be read.
pub fn gather(
    world: &mut dyn World,
    given: &[PathBuf],
    input: Option<Vec<u8>>,
) -> Result<Vec<Gathered>, Error> {
    let mut all = Vec::new();
    for given in given {
        let is_input = input.is_some() && given.as_os_str() == STANDARD_INPUT;
        if !is_input && world.path(given).is_dir() {
            walk(world, given, 0, &mut all)?;
        } else {
            all.push((given.clone(), true));
        }
    }
    check_count(all.len())?;
    let mut seen = BTreeSet::new();
    all.retain(|(file, _)| seen.insert(file.clone()));
    let mut steps = Steps::new(world, all.len());
    let mut gathered = Vec::with_capacity(all.len());
    for (file, is_named) in all {
        match &input {
            Some(bytes) if file.as_os_str() == STANDARD_INPUT => {
                gathered.extend(inside::letters(&file, bytes, is_named));
            }
            _ => gathered.extend(read(world, &file, is_named)?),
        }
        check_count(gathered.len())?;
        steps.step(world);
    }
    steps.end(world);
    Ok(gathered)
}

/// The plain files of a folder and of those in it, by name.
fn walk(
    world: &dyn World,
    folder: &Path,
    depth: usize,
    files: &mut Vec<(PathBuf, bool)>,
) -> Result<(), Error> {
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(world.path(folder))? {
        inside.push(folder.join(entry?.file_name()));
        check_count(files.len() + inside.len())?;
    }
    inside.sort();
    for path in inside {
        // The entry itself is asked, and not what it may point to.
        let found = std::fs::symlink_metadata(world.path(&path))?;
        if found.is_dir() && depth < DEPTH_MAX {
            walk(world, &path, depth + 1, files)?;
        } else {
            files.push((path, false));
        }
    }
    Ok(())
}

fn check_count(count: usize) -> Result<(), Error> {
    if count <= FILES_MAX {
        return Ok(());
    }
    Err(ImportError::TooMany { max: FILES_MAX }.into())
}

fn read(world: &dyn World, file: &Path, is_named: bool) -> Result<Vec<Gathered>, Error> {
    if !is_named {
        let found = std::fs::symlink_metadata(world.path(file))?;
        let why = if found.is_symlink() {
            Some(Passed::Link)
        } else if found.is_dir() {
            Some(Passed::Deep)
        } else if !found.is_file() {
            Some(Passed::Device)
        } else if found.len() > FILE_BYTES_MAX {
            Some(Passed::Large)
        } else {
            None
        };
        if let Some(why) = why {
            let file = file.to_owned();
            return Ok(vec![Gathered { file, paper: Paper::Other(why), is_told: true }]);
        }
    }
    let bytes = files::read(world, file, FILE_BYTES_MAX).map_err(ImportError::File)?;
    Ok(inside::letters(file, &bytes, is_named))
}
