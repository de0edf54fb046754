#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::crammd5_middle::run(input);
});
