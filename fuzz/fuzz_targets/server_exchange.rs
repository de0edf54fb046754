#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::server_exchange::run(input);
});
