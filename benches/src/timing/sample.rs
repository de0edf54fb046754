//! Samples: one input, one time.
use rand::RngExt;
use std::{hint::black_box, time::Instant};

/// The nanoseconds for each kind of input.
pub type Times = [Vec<u32>; 2];

/// Takes this many samples. An input of a random kind is created, then only `run` is timed; its result is dropped
/// after the clock is read.
pub fn take<I, O>(samples: usize, mut make: impl FnMut(usize) -> I, mut run: impl FnMut(I) -> O) -> Times {
    let mut random = rand::rng();
    let mut times = [(); 2].map(|()| Vec::with_capacity(samples * 3 / 5));
    // The first hundredth warms up caches and branch predictors.
    for number in 0..samples + samples / 100 {
        let kind = usize::from(random.random::<bool>());
        let input = black_box(make(kind));
        let begin = Instant::now();
        let output = black_box(run(input));
        let took = begin.elapsed();
        drop(output);
        if number >= samples / 100 {
            times[kind].push(u32::try_from(took.as_nanos()).unwrap_or(u32::MAX));
        }
    }
    times
}
