//! How long a SCRAM challenge takes for accounts of several kinds and for unknown names, on one connection to `countersign serve`.
mod folder;
mod table;
mod wire;

use crate::random::Random;
use folder::{Folder, KINDS};
use std::{error::Error, path::PathBuf, time::Instant};
use table::Times;
use wire::Wire;

#[derive(clap::Args)]
pub struct Arguments {
    /// Challenges for each kind of name
    #[arg(long, default_value_t = 3000)]
    samples: usize,
    /// The mechanism that they are of
    #[arg(long, default_value = "SCRAM-SHA-256")]
    mechanism: String,
    /// Of the order in which they are asked for
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The program `countersign`; without it, the one beside this program
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

/// Challenges that are not counted, for each kind: the caches fill.
const WARM_UP: usize = 200;

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let program = match &arguments.program {
        Some(program) => program.clone(),
        None => std::env::current_exe()?.with_file_name("countersign"),
    };
    let folder = Folder::fill(&program)?;
    let server = folder.serve()?;
    let mut wire = Wire::to(server.imap)?;
    let mut times: Vec<Times> = KINDS.iter().map(|kind| Times::new(kind.what, kind.names)).collect();
    let mut random = Random::new(arguments.seed, 0);
    for round in 0..arguments.samples + WARM_UP {
        // Each kind once, in another order each time: what is slow for a while is slow for all.
        let mut order: Vec<usize> = (0..KINDS.len()).collect();
        (1..order.len()).rev().for_each(|at| order.swap(at, random.below(at + 1)));
        for kind in order {
            let name = random.below(KINDS[kind].names.len());
            let message = Wire::first(&arguments.mechanism, KINDS[kind].names[name]);
            let began = Instant::now();
            wire.challenge(&message)?;
            let took = began.elapsed();
            wire.cancel()?;
            if round >= WARM_UP {
                times[kind].add(name, took);
            }
        }
    }
    table::print(&times);
    Ok(())
}
