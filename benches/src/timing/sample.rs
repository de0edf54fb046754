//! Samples: one input, one time.
use rand::RngExt;
use std::{hint::black_box, time::Instant};

/// Nanoseconds that each kind of input has taken.
pub type Times = [Vec<u32>; 2];

/// Takes this many samples. An input of either kind is made (the kind is drawn anew for each), and then `run` is timed, alone;
/// what it returns is dropped after the clock has been read.
pub fn take<I, O>(samples: usize, mut make: impl FnMut(usize) -> I, mut run: impl FnMut(I) -> O) -> Times {
    let mut random = rand::rng();
    let mut times = [(); 2].map(|()| Vec::with_capacity(samples * 3 / 5));
    // The first hundredth warms caches and branch predictors up.
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
