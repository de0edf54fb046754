#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::external_middle::run(input);
});
