//! What is said in one text: EXTERNAL's identity, ANONYMOUS' trace, LOGIN's prompts. The first octet chooses which.
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
