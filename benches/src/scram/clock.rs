//! Rounds in which every candidate has a turn. A candidate determines the timed work itself.

use crate::measure::{Estimate, ROUNDS};
use rustix::time::{ClockId, clock_gettime};

/// A candidate to time: seconds of one run, on average over a turn; `None` if the peer is not installed.
pub type Turn<'a> = Box<dyn FnMut() -> Option<f64> + 'a>;

/// Returns the CPU time of this thread in seconds, which other programs do not affect.
pub fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// Returns a turn that runs this number of times.
pub fn repeat<'a>(times: u32, mut run: impl FnMut() + 'a) -> Turn<'a> {
    Box::new(move || {
        let begin = now();
        (0..times).for_each(|_| run());
        Some((now() - begin) / f64::from(times))
    })
}

/// Returns how many times slower than the first the others are, as the median over the rounds.
pub fn against_first(mut turns: Vec<Turn<'_>>) -> Vec<Option<Estimate>> {
    let count = turns.len();
    let mut times = vec![Vec::with_capacity(ROUNDS); count];
    // The first round is a warm-up and not counted.
    for round in 0..=ROUNDS {
        for turn in 0..count {
            // The first one alternates, so that none always follows the same other one.
            let number = (turn + round) % count;
            let time = turns[number]();
            if round > 0 {
                times[number].push(time);
            }
        }
    }
    if std::env::var_os("BENCH_TIMES").is_some() {
        for times in &times {
            let known = times.iter().flatten().map(|time| time * 1e9).collect::<Vec<_>>();
            eprint!("{:>10.0} ns", if known.is_empty() { f64::NAN } else { Estimate::of(known).median });
        }
        eprintln!();
    }
    let (first, others) = times.split_first().expect("a peer to compare with");
    let ratios = others.iter().map(|times| {
        let pairs = times.iter().zip(first);
        pairs.map(|(time, first)| Some((*time)? / (*first)?)).collect::<Option<Vec<f64>>>().map(Estimate::of)
    });
    ratios.collect()
}
