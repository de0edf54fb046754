//! Rounds in which everybody has a turn; what a candidate does to be timed is its own affair.

use crate::measure::{Estimate, ROUNDS};
use rustix::time::{ClockId, clock_gettime};

/// Somebody to be timed: seconds for one run, on average over a turn; `None` if there is no such peer here.
pub type Turn<'a> = Box<dyn FnMut() -> Option<f64> + 'a>;

/// Seconds that this thread has run so far: a round is not longer because somebody else's program had the processor.
pub fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// A turn that runs this so often.
pub fn repeat<'a>(times: u32, mut run: impl FnMut() + 'a) -> Turn<'a> {
    Box::new(move || {
        let begin = now();
        (0..times).for_each(|_| run());
        Some((now() - begin) / f64::from(times))
    })
}

/// How many times slower than the first each of the others is, in the median over the rounds.
pub fn against_first(mut turns: Vec<Turn<'_>>) -> Vec<Option<Estimate>> {
    let count = turns.len();
    let mut times = vec![Vec::with_capacity(ROUNDS); count];
    // The first round warms everybody up, and is not counted.
    for round in 0..=ROUNDS {
        for turn in 0..count {
            // The one that begins changes, so that none always follows the same other one.
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
    let (first, others) = times.split_first().expect("somebody to compare with");
    let ratios = others.iter().map(|times| {
        let pairs = times.iter().zip(first);
        pairs.map(|(time, first)| Some((*time)? / (*first)?)).collect::<Option<Vec<f64>>>().map(Estimate::of)
    });
    ratios.collect()
}
