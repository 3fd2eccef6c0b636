//! Putting a hook where git looks for it.

use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::failure::{Failure, Stop};
use crate::session::Session;
use countersign_git::directory::write_atomic;
use countersign_git::store::Store;
use countersign_speech::locale::message;
use countersign_workflow::open;

/// By this line a hook is known to be ours.
const MARK: &str = "# Made by `countersign hook install`.";
/// Largest hook that is read, in bytes.
const HOOK_BYTES_MAX: u64 = 1 << 20;

/// Put a hook into this repository: before a commit in a clone, before a push is taken in on a server
///
/// The hook refuses what is proven broken (3) or could not be judged (7), and nothing else; the one in a clone also
/// refuses a private key. A hook that is there already is never overwritten, unless --replace says so: then it is kept
/// beside the new one.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Keep a hook that is there already under another name, which git does not run
    #[arg(long)]
    replace: bool,
}

#[derive(Serialize)]
struct Facts {
    hook: String,
    /// Where the hook that was there is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<String>,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let here = session.environment.directory.clone();
        // A server's repository has no folders to be found by.
        let store = match Store::open(&here) {
            Ok(store) if store.work_tree().is_none() => store,
            _ => open::find(session)?,
        };
        let name = if store.work_tree().is_some() { "pre-commit" } else { "pre-receive" };
        if let Some(folder) = store.hooks_elsewhere()? {
            return Err(Failure::new(Stop::Refused, message::failure_hooks_elsewhere())
                .why(message::failure_hooks_elsewhere_why(&folder))
                .attempt(message::failure_hooks_elsewhere_try(name)));
        }
        let folder = store.common_dir().join("hooks");
        fs::create_dir_all(&folder)?;
        let path = folder.join(name);
        let kept = self.make_room(&path, name)?;
        let program = std::env::current_exe()?;
        write_atomic(&path, script(name, &program).as_bytes(), 0o755)?;
        let hook = format!("hooks/{name}");
        let locale = session.locale();
        let mut lines = vec![message::hook_installed(hook.as_str()).say(locale)];
        if let Some(kept) = &kept {
            lines.push(message::hook_kept(kept.as_str()).say(locale));
        }
        lines.push(message::hook_next().say(locale));
        let text = lines.join("\n") + "\n";
        session.answer_done("countersign.hook/1", &Facts { hook, kept }, &text)?;
        Ok(0)
    }

    /// Moves somebody's own hook away where that was asked for, and says where it is.
    fn make_room(&self, path: &Path, name: &str) -> Result<Option<String>, Failure> {
        if fs::symlink_metadata(path).is_err() {
            return Ok(None);
        }
        let found = countersign_workflow::cache::read(path, HOOK_BYTES_MAX).unwrap_or_default();
        if String::from_utf8_lossy(&found).lines().any(|line| line == MARK) {
            return Ok(None);
        }
        if !self.replace {
            return Err(Failure::new(Stop::Refused, message::failure_hook_there(name))
                .why(message::failure_hook_there_why())
                .attempt(message::failure_hook_there_try(name)));
        }
        let kept = (1..)
            .map(|number| path.with_file_name(format!("{name}.before-{number}")))
            .find(|kept| fs::symlink_metadata(kept).is_err());
        let Some(kept) = kept else { return Ok(None) };
        fs::rename(path, &kept)?;
        Ok(kept.file_name().map(|file| format!("hooks/{}", file.to_string_lossy())))
    }
}

/// Where the program is no longer found, nothing is let through: a gate that stands open is none.
fn script(name: &str, program: &Path) -> String {
    let program = program.display().to_string().replace('\'', r"'\''");
    format!("#!/bin/sh\n{MARK}\nexec '{program}' hook {name}\n")
}
