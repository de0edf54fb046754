//! TLS connections from several processes to `countersign serve`: half of them stall, the others log in, rightly or wrongly.
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
    /// How many connections at a time
    #[arg(long, default_value_t = 200)]
    count: u32,
    /// From how many processes
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    processes: u16,
    /// How often, one after the other, to the same server
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(2..=100))]
    rounds: u16,
    /// The server's --login-timeout: all connections have to be there within it
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    patience: u64,
    /// How many of those that stall are waited for, until the server has ended each; it is less patient then
    #[arg(long, default_value_t = 100)]
    outwaited: u32,
    /// The program `countersign`; without it, the one beside this program
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

/// A server that waits so long, in seconds, ends those that stall while one can watch.
const SHORT: u64 = 3;

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    more_descriptors()?;
    let program = program(arguments.program.as_deref())?;
    round::several(&program, arguments)?;
    round::outwaited(&program, arguments)
}

/// This one, or the one beside this program.
fn program(given: Option<&Path>) -> io::Result<PathBuf> {
    given.map_or_else(
        || Ok(std::env::current_exe()?.with_file_name("countersign")),
        |given| Ok(given.to_owned()),
    )
}

/// As many descriptors as this process may have; those that it starts inherit the limit.
fn more_descriptors() -> Result<(), rustix::io::Errno> {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum })
}
