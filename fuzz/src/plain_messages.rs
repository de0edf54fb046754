//! PLAIN's message there and back.
pub fn run(input: &[u8]) -> bool {
    sasl_plain::fuzzing::plain(input)
}
