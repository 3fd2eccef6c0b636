//! `countersign man`

use std::path::PathBuf;

use super::failure::Failure;
use super::session::Session;
use countersign_git::directory::write_atomic;

/// Write the manual pages into a folder
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder
    dir: PathBuf,
}

#[derive(serde::Serialize)]
struct Written {
    pages: usize,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let dir = session.path(&self.dir);
        std::fs::create_dir_all(&dir)?;
        let mut command = super::command();
        command.build();
        let pages = write(&dir, command, "countersign")?;
        let prose = format!(
            "wrote {pages} manual pages\nnext: man -l {}/countersign.1\n",
            self.dir.display()
        );
        session.answer_done("countersign.man/1", &Written { pages }, &prose)?;
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
    write_atomic(&dir.join(format!("{name}.1")), &page, 0o644).map_err(Failure::from)?;
    Ok(pages)
}
