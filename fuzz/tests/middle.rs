//! The middle without the fuzzer: seeds log in, and thousands of made-up meddlers get nowhere. With one of the bugs of
//! `planted/` in the code, this is what finds it.
#[path = "support/random.rs"]
mod random;

use fuzz::scram_middle::header;
use random::Random;
use std::{fs, path::PathBuf};

/// Some moves for each of the messages, and a whim.
fn meddling(random: &mut Random, input: &mut Vec<u8>) {
    for _ in 0..5 {
        for _ in 0..[0, 0, 0, 1, 2][usize::from(random.below(5))] {
            input.extend([1 + random.below(254), random.next(), random.next()]);
        }
        input.push(0);
        input.push(*[0xfe, 0xfd, 0xfc].get(usize::from(random.next() & 15)).unwrap_or(&0));
    }
}

/// So many made-up exchanges; some of them are left alone, and log in.
fn nobody_gets_anywhere(run: fn(&[u8]) -> bool, header: impl Fn(&mut Random) -> Vec<u8>, times: u32) {
    let mut random = Random::new();
    let mut both = 0;
    for _ in 0..times {
        let mut input = header(&mut random);
        meddling(&mut random, &mut input);
        both += u32::from(run(&input));
    }
    assert!(both > times / 200, "the meddler leaves too few exchanges alone: {both}");
}

/// Mostly ends that would log in if they were left alone.
fn scram(random: &mut Random) -> Vec<u8> {
    let client = match random.below(4) {
        0 => random.next(),
        _ => 0x10 | random.next() & 0b1_1101,
    };
    let server = if random.below(4) == 0 { random.next() & 15 } else { 1 };
    header(random.next() & 15, client, server).to_vec()
}

#[test]
fn scram_middle() {
    nobody_gets_anywhere(fuzz::scram_middle::run, scram, 30_000);
}

/// The same where the password is another one, whatever else there is.
#[test]
fn scram_middle_with_another_password() {
    let mut random = Random::new();
    for _ in 0..3000 {
        let mut input = scram(&mut random);
        input[1] |= 2;
        meddling(&mut random, &mut input);
        assert!(!fuzz::scram_middle::run(&input));
    }
}

/// Any client, mostly over a line that can be trusted.
fn trusted(random: &mut Random) -> Vec<u8> {
    let client = random.next();
    let line = if random.below(4) == 0 { random.next() } else { random.next() & 0b1_1001 };
    vec![client, line]
}

#[test]
fn plain_middle() {
    nobody_gets_anywhere(fuzz::plain_middle::run, trusted, 20_000);
}

#[cfg(fuzzing)]
#[test]
fn crammd5_middle() {
    nobody_gets_anywhere(fuzz::crammd5_middle::run, trusted, 20_000);
}

#[test]
fn oauth_middle() {
    nobody_gets_anywhere(fuzz::oauth_middle::run, trusted, 20_000);
}

#[test]
fn external_middle() {
    nobody_gets_anywhere(fuzz::external_middle::run, trusted, 20_000);
}

fn folder(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target)
}

/// The seeds of a target are these, and log in at both ends.
fn seeds(target: &str, run: fn(&[u8]) -> bool, inputs: &[(String, Vec<u8>)]) {
    for (name, input) in inputs {
        let path = folder(target).join(name);
        if std::env::var_os("WRITE_SEEDS").is_some() {
            fs::create_dir_all(folder(target)).unwrap();
            fs::write(&path, input).unwrap();
        }
        assert_eq!(fs::read(&path).unwrap(), *input, "{} is stale", path.display());
        assert!(run(input), "{}", path.display());
    }
    assert_eq!(fs::read_dir(folder(target)).unwrap().count(), inputs.len());
}

/// Every hash, bound and not, over both kinds of protocol, acting as somebody else or not.
#[test]
fn scram_middle_seeds() {
    let mut made = Vec::new();
    for mechanism in 0..16 {
        for (client, server) in [(0x00, 0), (0x10, 1), (0x08, 0), (0x1d, 1)] {
            // Where the list is shortened, a client that can bind is refused.
            if mechanism & 4 == 0 || server != 1 {
                let name = format!("{mechanism:02}-{client:02x}-{server}");
                made.push((name, header(mechanism, client, server).to_vec()));
            }
        }
    }
    seeds("scram_middle", fuzz::scram_middle::run, &made);
}

/// Two octets each: who it is and how, and over which line.
fn pairs(clients: &[u8], lines: &[u8]) -> Vec<(String, Vec<u8>)> {
    let each =
        |client: u8| lines.iter().map(move |line| (format!("{client:02x}-{line:02x}"), vec![client, *line]));
    clients.iter().flat_map(|client| each(*client)).collect()
}

#[test]
fn plain_middle_seeds() {
    // LOGIN has no identity to act as.
    let made = pairs(&[0x00, 0x02, 0x08, 0x12, 0x18, 0x01, 0x03], &[0x00, 0x01, 0x06, 0x08]);
    seeds("plain_middle", fuzz::plain_middle::run, &[made, pairs(&[0x00], &[0x10])].concat());
}

#[cfg(fuzzing)]
#[test]
fn crammd5_middle_seeds() {
    seeds(
        "crammd5_middle",
        fuzz::crammd5_middle::run,
        &pairs(&[0x00, 0x01, 0x04, 0x0d], &[0x00, 0x01, 0x08]),
    );
}

#[test]
fn oauth_middle_seeds() {
    let made = pairs(&[0x00, 0x01, 0x02, 0x03, 0x0a], &[0x00, 0x01, 0x06, 0x08, 0x10]);
    seeds("oauth_middle", fuzz::oauth_middle::run, &made);
}

#[test]
fn external_middle_seeds() {
    let made = pairs(&[0x00, 0x02, 0x06, 0x01, 0x03], &[0x00, 0x01, 0x08, 0x10]);
    seeds("external_middle", fuzz::external_middle::run, &made);
}
