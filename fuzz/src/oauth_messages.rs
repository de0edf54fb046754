//! Round trips of the messages of OAUTHBEARER and XOAUTH2. The first octet selects one.
use sasl_oauth::fuzzing::{oauthbearer, xoauth2};

pub fn run(input: &[u8]) -> bool {
    match input.split_first() {
        Some((b'0', message)) => oauthbearer(message),
        Some((b'1', message)) => xoauth2(message),
        _ => false,
    }
}
