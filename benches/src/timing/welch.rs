//! Welch's t between two kinds of samples, over all of them and over the fastest parts, as in dudect (Reparaz,
//! Balasch and Verbauwhede, "Dude, is my code constant time?", 2017): samples with an interrupt are slow and hide
//! small differences.
use super::sample::Times;

/// The percentages of the fastest samples, of both kinds together.
const PARTS: [f64; 8] = [10.0, 25.0, 50.0, 75.0, 90.0, 99.0, 99.9, 100.0];

/// The result for two kinds of samples.
pub struct Outcome {
    pub median: u32,
    /// The difference of the means of the fastest 90 %: the second kind's minus the first's.
    pub difference: f64,
    /// Welch's t of all samples.
    pub all: f64,
    /// The greatest t of the parts, and its part.
    pub greatest: f64,
    pub part: f64,
}

pub fn outcome(times: &Times) -> Outcome {
    let mut both: Vec<u32> = times.iter().flatten().copied().collect();
    both.sort_unstable();
    let at = |part: f64| both[((both.len() - 1) as f64 * part / 100.0) as usize];
    let mut outcome = Outcome { median: at(50.0), difference: 0.0, all: 0.0, greatest: 0.0, part: 100.0 };
    for part in PARTS {
        let [one, other] = [0, 1].map(|kind| Moments::of(&times[kind], at(part)));
        let t = t(&one, &other);
        if part == 90.0 {
            outcome.difference = other.mean - one.mean;
        }
        if part == 100.0 {
            outcome.all = t;
        }
        if t.abs() > outcome.greatest.abs() {
            (outcome.greatest, outcome.part) = (t, part);
        }
    }
    outcome
}

/// The moments of the samples up to a limit.
struct Moments {
    count: f64,
    mean: f64,
    /// The variance of the sample, not of the population.
    variance: f64,
}

impl Moments {
    fn of(times: &[u32], limit: u32) -> Self {
        let quick = || times.iter().filter(|time| **time <= limit).map(|time| f64::from(*time));
        let count = quick().count() as f64;
        let mean = quick().sum::<f64>() / count;
        let variance = quick().map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
        Self { count, mean, variance }
    }
}

fn t(one: &Moments, other: &Moments) -> f64 {
    let error = (one.variance / one.count + other.variance / other.count).sqrt();
    // The clock returned the same time for all samples.
    if error == 0.0 { 0.0 } else { (other.mean - one.mean) / error }
}
