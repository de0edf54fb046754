//! OAUTHBEARER's and XOAUTH2's messages there and back. The first octet chooses which.
use sasl_oauth::fuzzing::{oauthbearer, xoauth2};

pub fn run(input: &[u8]) -> bool {
    match input.split_first() {
        Some((b'0', message)) => oauthbearer(message),
        Some((b'1', message)) => xoauth2(message),
        _ => false,
    }
}
