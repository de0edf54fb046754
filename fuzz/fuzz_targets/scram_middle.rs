#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::scram_middle::run(input);
});
