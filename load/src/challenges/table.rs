//! The table of results.
use std::time::Duration;

/// The times for the names of a kind.
pub struct Times {
    what: &'static str,
    names: Vec<Vec<Duration>>,
}

impl Times {
    pub fn new(what: &'static str, names: &[&str]) -> Self {
        Self { what, names: vec![Vec::new(); names.len()] }
    }

    pub fn add(&mut self, name: usize, time: Duration) {
        self.names[name].push(time);
    }

    /// Returns the first decile and the median of all times, and the lowest and the highest of the names' medians.
    fn figures(&self) -> [f64; 4] {
        let all: Vec<Duration> = self.names.concat();
        let medians = self.names.iter().filter(|times| !times.is_empty()).map(|times| quantile(times, 2));
        let (low, high) = medians.fold((f64::MAX, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
        [quantile(&all, 10), quantile(&all, 2), low, high]
    }
}

/// Returns a quantile in microseconds.
fn quantile(times: &[Duration], part: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get(times.len() / part).map_or(0.0, |time| time.as_secs_f64() * 1e6)
}

pub fn print(all: &[Times]) {
    println!("{:<50} {:>8} {:>8}   medians of its names", "us", "p10", "median");
    for times in all {
        let [tenth, median, low, high] = times.figures();
        println!("{:<50} {tenth:>8.1} {median:>8.1}   {low:.1} to {high:.1}", times.what);
    }
}
