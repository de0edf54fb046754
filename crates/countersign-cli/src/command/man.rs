//! `countersign man`
use crate::{exit::Exit, exit::Failure};
use std::{
    io::{self, Write as _},
    path::PathBuf,
};

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  countersign man | man -l -
  countersign man serve | man -l -
  countersign man password app add | man -l -
  countersign man --all /usr/local/share/man/man1")]
pub(super) struct Args {
    /// Command of the page [default: the program]
    command: Vec<String>,
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    all: Option<PathBuf>,
}

impl Args {
    pub(super) fn run(&self, mut program: clap::Command) -> Result<Exit, Failure> {
        program.build();
        if let Some(folder) = &self.all {
            let failed =
                |error: io::Error| Failure::new(Exit::Refused, format!("{}: {error}", folder.display()));
            clap_mangen::generate_to(program, folder).map_err(failed)?;
            return Ok(Exit::Success);
        }
        let mut command = &program;
        for name in &self.command {
            let found = command.find_subcommand(name);
            command = found.ok_or_else(|| Failure::usage("unknown command; see `countersign --help`"))?;
        }
        let mut text = Vec::new();
        let rendered = clap_mangen::Man::new(command.clone()).render(&mut text);
        rendered.map_err(|error| Failure::usage(error.to_string()))?;
        // A closed pipe is not an error.
        let _ = io::stdout().write_all(&text);
        Ok(Exit::Success)
    }
}
