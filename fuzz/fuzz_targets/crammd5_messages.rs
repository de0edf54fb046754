#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::crammd5_messages::run(input);
});
