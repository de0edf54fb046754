#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::pop3_lines::run(input);
});
