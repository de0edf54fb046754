//! The middle without the fuzzer: seeds log in, and thousands of made-up meddlers get nowhere. With one of the bugs of
//! `planted/` in the code, this is what finds it.
use fuzz::scram_middle::{header, run};
use std::{fs, path::PathBuf};

/// What is different from one run to the next is nothing.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u8 {
        // xorshift64 of Marsaglia.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.to_be_bytes()[2]
    }

    fn below(&mut self, limit: u8) -> u8 {
        self.next() % limit
    }
}

/// A scene and some moves for each of the messages.
fn input(random: &mut Random) -> Vec<u8> {
    // Mostly ends that would log in if they were left alone.
    let client = match random.below(4) {
        0 => random.next(),
        _ => 0x10 | random.next() & 0b1_1101,
    };
    let server = if random.below(4) == 0 { random.next() & 7 } else { 1 };
    let mut input = header(random.next() & 15, client, server).to_vec();
    for _ in 0..5 {
        for _ in 0..random.below(3) {
            input.extend([1 + random.below(254), random.next(), random.next()]);
        }
        input.push(0);
        input.push(if random.below(8) == 0 { 0xfe } else { 0 });
    }
    input
}

#[test]
fn nobody_gets_anywhere() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut both = 0;
    for _ in 0..30_000 {
        let input = input(&mut random);
        both += u32::from(run(&input));
    }
    assert!(both > 300, "the meddler leaves too few exchanges alone: {both}");
}

/// The same where the password is another one, whatever else there is.
#[test]
fn nobody_gets_in_with_another_password() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for _ in 0..3000 {
        let mut input = input(&mut random);
        input[1] |= 2;
        assert!(!run(&input));
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/scram_middle")
}

/// Every hash, bound and not, over both kinds of protocol, acting as somebody else or not.
#[test]
fn the_seeds_log_in_at_both_ends() {
    let mut made = 0;
    for mechanism in 0..16 {
        for (client, server) in [(0x00, 0), (0x10, 1), (0x08, 0), (0x1d, 1)] {
            // Where the list is shortened, a client that can bind is refused; see `nobody_gets_anywhere`.
            if mechanism & 4 != 0 && server == 1 {
                continue;
            }
            let input = header(mechanism, client, server);
            let path = folder().join(format!("{mechanism:02}-{client:02x}-{server}"));
            if std::env::var_os("WRITE_SEEDS").is_some() {
                fs::create_dir_all(folder()).unwrap();
                fs::write(&path, input).unwrap();
            }
            assert_eq!(fs::read(&path).unwrap(), input, "{} is stale", path.display());
            assert!(run(&input), "{}", path.display());
            made += 1;
        }
    }
    assert_eq!(fs::read_dir(folder()).unwrap().count(), made);
}
