//! Results are stable and agree with the independent computation, for any text.
#![no_main]

#[path = "../../crates/precis-normalize/tests/agree/mod.rs"]
mod agree;
#[path = "../../crates/precis-normalize/tests/reference/mod.rs"]
mod reference;

libfuzzer_sys::fuzz_target!(|text: &str| agree::check(text));
