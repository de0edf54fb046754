//! The rows and their table.
mod controls;
mod crammd5;
mod plain;
mod sample;
mod scram;
mod welch;

use sample::Times;
use welch::Outcome;

/// A name, and the function that takes this number of samples.
type Row = (&'static str, fn(usize) -> Times);

const ROWS: [Row; 16] = [
    ("control: a comparison that ends early; first octet wrong, last", controls::early_exit),
    ("control: the same input twice", controls::nothing),
    ("32 octets, subtle; first wrong, last", controls::constant_time),
    ("fingerprints of public keys, `==`; first octet wrong, last", controls::fingerprint),
    ("SCRAM proof; first octet wrong, last", scram::first_or_last),
    ("SCRAM proof; 31 octets right, none", scram::prefix_or_random),
    ("SCRAM proof; account of one pair, of three", scram::pairs),
    ("SCRAM wrong proof; known name, unknown", scram::known_proof),
    ("SCRAM challenge; known name, unknown", scram::known_challenge),
    ("CRAM-MD5; first octet wrong, last", crammd5::first_or_last),
    ("CRAM-MD5; 15 octets right, none", crammd5::prefix_or_random),
    ("CRAM-MD5; account of one key, of three", crammd5::keys),
    ("CRAM-MD5 wrong digest; known name, unknown", crammd5::known),
    ("PLAIN; first letter wrong, last", plain::first_or_last),
    ("PLAIN; account of one pair, of three", plain::pairs),
    ("PLAIN wrong password; known name, unknown", plain::known),
];

/// Prints the rows whose name contains this word, each with this number of samples.
pub fn print(samples: usize, word: &str) {
    println!("| what | median ns | difference of the means ns | t, all | greatest t | of the quickest |");
    println!("|---|---|---|---|---|---|");
    for (name, take) in ROWS.iter().filter(|(name, _)| name.contains(word)) {
        let Outcome { median, difference, all, greatest, part } = welch::outcome(&take(samples));
        println!("| {name} | {median} | {difference:+.2} | {all:+.1} | {greatest:+.1} | {part} % |");
    }
}
