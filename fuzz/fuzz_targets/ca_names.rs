#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::ca_names::run(input);
});
