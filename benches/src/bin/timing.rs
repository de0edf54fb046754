//! Tests for timing leaks: two kinds of input in random order, the time of each, and Welch's t.
//! `cargo run --release -p benches --bin timing [SAMPLES [WORD]]`; WORD is part of a row's name.
//! `benches/README.md` has the results of a run and the limits of the method.

#[path = "../scram/account.rs"]
mod account;
#[path = "../timing/mod.rs"]
mod timing;

use std::process::ExitCode;

/// The number of samples, with which a difference of one hundredth of the noise is detected.
const SAMPLES: usize = 1_000_000;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let samples = arguments.next().map_or(Some(SAMPLES), |text| text.parse().ok());
    let word = arguments.next().unwrap_or_default();
    let Some(samples @ 1_000..) = samples else {
        eprintln!("usage: timing [SAMPLES [WORD]], with 1000 samples at the least");
        return ExitCode::from(2);
    };
    timing::print(samples, &word);
    ExitCode::SUCCESS
}
