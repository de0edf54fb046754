#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::precis_enforce::run(input);
});
