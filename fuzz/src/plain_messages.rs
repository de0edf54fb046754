//! The round trip of PLAIN's message.
pub fn run(input: &[u8]) -> bool {
    sasl_plain::fuzzing::plain(input)
}
