//! `countersign man`

use std::path::PathBuf;

use super::failure::{Failure, Stop};
use super::session::Session;
use crate::directory::write_atomic;

/// Write the manual pages into a folder
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder
    dir: PathBuf,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let dir = session.path(&self.dir);
        std::fs::create_dir_all(&dir)?;
        let mut command = super::command();
        command.build();
        let pages = write(&dir, command, "countersign")?;
        session.answer(&format!(
            "wrote {pages} manual pages\nnext: man {}/countersign.1\n",
            self.dir.display()
        ))?;
        Ok(0)
    }
}

fn write(dir: &std::path::Path, command: clap::Command, name: &str) -> Result<usize, Failure> {
    let mut pages = 1;
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        pages += write(dir, below.clone(), &format!("{name}-{}", below.get_name()))?;
    }
    let mut page = Vec::new();
    // clap wants names that live as long as the program.
    clap_mangen::Man::new(command).title(name).render(&mut page)?;
    write_atomic(&dir.join(format!("{name}.1")), &page, 0o644)
        .map_err(|error| Failure::new(Stop::Error, error))?;
    Ok(pages)
}
