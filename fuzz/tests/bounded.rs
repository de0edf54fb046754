//! The targets without the fuzzer: their seeds, changed a few thousand times in a way that is always the same. With one of
//! the bugs of `planted/` in the code, this is what finds it.
#[path = "support/random.rs"]
mod random;
#[path = "support/words.rs"]
mod words;

use random::Random;
use std::{fs, path::PathBuf};
use words::dictionary;

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn change(random: &mut Random, input: &mut Vec<u8>, words: &[Vec<u8>], others: &[Vec<u8>]) {
    let at = random.index(input.len() + 1);
    let end = (at + 1 + random.index(4)).min(input.len());
    match random.below(8) {
        0 if at < input.len() => input[at] ^= 1 << random.below(8),
        1 if at < input.len() => input[at] = random.next(),
        2 => drop(input.drain(at..end)),
        3 => input.insert(at, random.next()),
        4 => input.truncate(at),
        5 if !words.is_empty() => {
            let word = &words[random.index(words.len())];
            input.splice(at..at, word.iter().copied());
        }
        6 if !words.is_empty() => {
            let word = &words[random.index(words.len())];
            input.splice(at..(at + word.len()).min(input.len()), word.iter().copied());
        }
        // The end of another one.
        _ => {
            let other = &others[random.index(others.len())];
            input.truncate(at);
            input.extend_from_slice(&other[at.min(other.len())..]);
        }
    }
}

/// Each seed, and then so many that are nearly one.
fn bounded(target: &str, run: fn(&[u8]) -> bool, times: u32) {
    let (mut random, seeds, words) = (Random::new(), seeds(target), dictionary(target));
    for seed in &seeds {
        run(seed);
    }
    for _ in 0..times {
        let mut input = seeds[random.index(seeds.len())].clone();
        for _ in 0..=random.below(3) {
            change(&mut random, &mut input, &words, &seeds);
        }
        run(&input);
    }
}

macro_rules! targets {
    ($($target:ident $times:literal)*) => {
        $(#[test]
        fn $target() {
            bounded(stringify!($target), fuzz::$target::run, $times);
        })*
    };
}

targets! {
    auth_daemon_lines 20_000
    auth_daemon_middle 10_000
    cert_spki 10_000
    client_exchange 4_000
    key_challenges 5_000
    mail_lines 20_000
    mail_replies 20_000
    pop3_lines 10_000
    precis_enforce 2_000
    server_exchange 4_000
    sieve_lines 20_000
}

#[cfg(fuzzing)]
targets! {
    ca_names 10_000
    crammd5_messages 10_000
    oauth_messages 20_000
    plain_messages 10_000
    record_formats 10_000
    scram_messages 20_000
    small_messages 10_000
}
