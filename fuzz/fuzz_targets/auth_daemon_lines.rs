#![no_main]
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::auth_daemon_lines::run(input);
});
