//! Timing of candidates in turn, round by round, so that a drift of the machine affects all of them alike.

use std::time::{Duration, Instant};

/// The number of rounds.
pub const ROUNDS: usize = 41;

/// The duration of a candidate in a round.
const SLICE: Duration = Duration::from_micros(400);

/// The median of a number over the rounds, with its 95 % confidence interval.
#[derive(Clone, Copy)]
pub struct Estimate {
    /// The median.
    pub median: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

impl Estimate {
    /// Creates a number that does not vary.
    pub fn exact(value: f64) -> Self {
        Self { median: value, low: value, high: value }
    }

    /// Estimates the median; the interval comes from the order of the samples (binomial distribution).
    pub fn of(mut samples: Vec<f64>) -> Self {
        samples.sort_by(f64::total_cmp);
        let count = samples.len();
        let half = 1.96 * (count as f64).sqrt() / 2.0;
        let middle = count as f64 / 2.0;
        let low = (middle - half).floor().max(0.0) as usize;
        let high = ((middle + half).ceil() as usize).min(count - 1);
        Self { median: samples[count / 2], low: samples[low], high: samples[high] }
    }
}

/// A function to time.
pub struct Candidate<'a> {
    run: Box<dyn FnMut() + 'a>,
    repeat: u32,
}

impl<'a> Candidate<'a> {
    /// Measures how often `run` fits into a slice.
    pub fn new(mut run: impl FnMut() + 'a) -> Self {
        let mut repeat = 1;
        loop {
            let begin = Instant::now();
            (0..repeat).for_each(|_| run());
            let took = begin.elapsed();
            if took >= SLICE / 2 || repeat > 1 << 24 {
                break;
            }
            repeat *= 2;
        }
        Self { run: Box::new(run), repeat }
    }

    /// Returns the seconds of one run, on average over a slice.
    fn time(&mut self) -> f64 {
        let begin = Instant::now();
        for _ in 0..self.repeat {
            (self.run)();
        }
        begin.elapsed().as_secs_f64() / f64::from(self.repeat)
    }
}

/// Returns the times of all candidates, one list for each round.
pub fn rounds<const N: usize>(mut candidates: [Candidate<'_>; N]) -> Vec<[f64; N]> {
    (0..ROUNDS)
        .map(|round| {
            let mut times = [0.0; N];
            // The first one alternates, so that none always follows the same other one.
            for turn in 0..N {
                let number = (turn + round) % N;
                times[number] = candidates[number].time();
            }
            times
        })
        .collect()
}
