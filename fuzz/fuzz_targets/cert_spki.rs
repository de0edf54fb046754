#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::cert_spki::run(input);
});
