//! Round trips of all CRAM-MD5 texts. The first octet selects one.
use sasl_crammd5::fuzzing::{challenge, response, stored};

pub fn run(input: &[u8]) -> bool {
    match input.split_first() {
        Some((b'0', message)) => response(message),
        Some((b'1', message)) => challenge(message),
        Some((b'2', text)) => stored(text),
        _ => false,
    }
}
