//! Round trips of all SCRAM messages. The first octet selects one.
use sasl_scram::fuzzing::{client_final, client_first, server_final, server_first};

pub fn run(input: &[u8]) -> bool {
    match input.split_first() {
        Some((b'0', message)) => client_first(message),
        Some((b'1', message)) => server_first(message),
        Some((b'2', message)) => client_final(message),
        Some((b'3', message)) => server_final(message),
        _ => false,
    }
}
