//! TLS connections from several processes to `countersign serve`: half of them stall, the others log in, correctly
//! or not.
pub mod clients;
pub mod guesses;
mod login;
mod outlast;
mod place;
mod round;
mod server;
mod stall;
mod wire;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::{
    error::Error,
    io,
    path::{Path, PathBuf},
};

type Failed = Box<dyn Error>;

#[derive(clap::Args)]
pub struct Arguments {
    /// Number of connections at a time
    #[arg(long, default_value_t = 200)]
    count: u32,
    /// Number of client processes
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    processes: u16,
    /// Number of rounds, one after the other, with the same server
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(2..=100))]
    rounds: u16,
    /// Value of the server's --login-timeout, within which all connections must be opened
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    patience: u64,
    /// Number of stalled connections to wait for until the server has closed each; the server's timeout is then
    /// short
    #[arg(long, default_value_t = 100)]
    outwaited: u32,
    /// Path of the program `countersign` (default: beside this program)
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

/// The server's timeout in seconds for a test that waits for it.
const SHORT: u64 = 3;

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    more_descriptors()?;
    let program = program(arguments.program.as_deref())?;
    round::several(&program, arguments)?;
    round::outwaited(&program, arguments)
}

/// Returns this path, or that of the program beside this one.
fn program(given: Option<&Path>) -> io::Result<PathBuf> {
    given.map_or_else(
        || Ok(std::env::current_exe()?.with_file_name("countersign")),
        |given| Ok(given.to_owned()),
    )
}

/// Raises the limit of open files to its maximum; child processes inherit it.
fn more_descriptors() -> Result<(), rustix::io::Errno> {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })
}
