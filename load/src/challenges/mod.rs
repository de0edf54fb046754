//! The time of a SCRAM challenge for accounts of several kinds and for unknown names, on one connection to
//! `countersign serve`.
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
    /// Number of challenges for each kind of name
    #[arg(long, default_value_t = 3000)]
    samples: usize,
    /// Mechanism of the challenges
    #[arg(long, default_value = "SCRAM-SHA-256")]
    mechanism: String,
    /// Seed of the order of the challenges
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Path of the program `countersign` (default: beside this program)
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

/// The number of uncounted challenges of each kind, which fill the caches.
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
        // Each kind once, in random order, so that a slow period affects all kinds.
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
