//! Both ends of exchanges through the step API, on several threads: each has a plan and is checked against it.
mod client;
mod exchange;
mod judge;
mod plan;
mod threads;
mod world;

use crate::memory::resident;
use std::{error::Error, time::Instant};
use world::World;

/// The octets that may remain on the heap, for the machinery of the threads.
const LEFT: i64 = 16 * 1024;

#[derive(clap::Args)]
pub struct Arguments {
    /// Number of exchanges
    #[arg(long, default_value_t = 20_000)]
    count: u64,
    /// Number of threads
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(2..=256))]
    threads: u16,
    /// Seed; the same seed gives the same exchanges and outcomes
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let Arguments { count, threads, seed } = *arguments;
    let world = World::new(seed)?;
    // One-time allocations of the library and the system are made before the first measurement.
    let few = threads::run(&world, usize::from(threads), seed.wrapping_add(1), count.min(20_000));
    let before = resident(std::process::id())?;
    let began = Instant::now();
    let all = threads::run(&world, usize::from(threads), seed, count);
    let took = began.elapsed().as_secs_f64();
    let after = resident(std::process::id())?;

    println!("{count} exchanges on {threads} threads, seed {seed}: {took:.1} s");
    for (word, number) in &all.tally.ends {
        println!("  {number:>9} {word}");
    }
    println!("  {:>9} not as planned", all.tally.wrong);
    println!("  {:>9} moved to another thread", all.moved);
    println!("octets on the heap after all of them: {:+}; at a thread's most: {}", all.left, all.most);
    println!("resident before and after: {before} and {after} KiB");
    if let Some(first) = all.tally.first.or(few.tally.first) {
        return Err(first.into());
    }
    let judged: u64 = all.tally.ends.values().sum();
    if judged != count {
        return Err(format!("{judged} of {count} have ended").into());
    }
    if all.left.abs() > LEFT {
        return Err("the memory does not return to where it began".into());
    }
    Ok(())
}
