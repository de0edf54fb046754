//! Mechanisms with a single text: EXTERNAL's identity, ANONYMOUS' trace, LOGIN's prompts. The first octet selects
//! one.
use sasl_external::fuzzing::external;
use sasl_plain::fuzzing::{prompt, trace};

pub fn run(input: &[u8]) -> bool {
    match input.split_first() {
        Some((b'0', message)) => external(message),
        Some((b'1', text)) => trace(text),
        Some((b'2', text)) => prompt(text),
        _ => false,
    }
}
